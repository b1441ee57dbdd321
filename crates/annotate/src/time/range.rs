//! Stretches with one or two bounds: "from April 3 to Aug. 9 this year", "1950-53", "since April", "until Friday", "June 9-11".

use super::year::year_of;
use super::{Grammar, Parsed};
use document::{TimeKind, TimeValue, TokenId, Unit};

impl Grammar<'_> {
    /// A range that begins at `at`, where `point` is the point that begins there.
    pub(super) fn range(&self, at: TokenId, point: &Option<Parsed>) -> Option<Parsed> {
        match self.low(at) {
            "from" => self.bounded(at + 1, &["to", "until", "till", "through"]).or_else(|| self.opened(at)),
            "between" => self.bounded(at + 1, &["and"]),
            "since" => {
                let named = usize::from(self.low(at + 1) == "the" && self.year(at + 2).is_some());
                let start = self.point(at + 1 + named)?;
                let useless = matches!(start.value, TimeValue::Duration { .. } | TimeValue::Every { .. });
                (!useless).then(|| one_sided(Some(start.value), None, start.end))
            }
            "until" | "till" | "through" | "by" => {
                let end = self.point(at + 1)?;
                let unbounded = matches!(end.value, TimeValue::Every { .. } | TimeValue::Duration { .. })
                    || self.low(at) == "by" && matches!(end.value, TimeValue::Now | TimeValue::FromOther { .. });
                (!unbounded).then(|| one_sided(None, Some(end.value), end.end))
            }
            "before" | "after" => {
                // "after Tuesday's talks" is on Tuesday or later; only longer times bound by themselves.
                let of = self.point(at + 1)?;
                let long = matches!(of.value, TimeValue::Calendar { day: None, .. } | TimeValue::Decade { .. });
                let owner = self.any(of.end, &["'s", "'"]);
                if !long || owner {
                    return None;
                }
                let before = self.low(at) == "before";
                Some(if before { one_sided(None, Some(of.value), of.end) } else { one_sided(Some(of.value), None, of.end) })
            }
            _ => {
                let links = &["to", "until", "through"];
                self.days_of_month(at, links).or_else(|| self.bounded_by(point.as_ref()?, links))
            }
        }
    }

    /// "from Monday", "from 2018 onwards".
    fn opened(&self, at: TokenId) -> Option<Parsed> {
        let start = self.point(at + 1)?;
        let onwards = usize::from(self.any(start.end, &["on", "onward", "onwards"]) && !self.view.capital(start.end + 1));
        let dated = matches!(start.value, TimeValue::Calendar { .. } | TimeValue::Weekday { .. } | TimeValue::Relative { .. });
        let owner = self.any(start.end, &["'s", "'"]);
        // "a leader from 1948" and "from 2018" open a range only with "on" or for what is to come.
        let year_only = matches!(start.value, TimeValue::Calendar { month: None, .. });
        (dated && !owner && (onwards == 1 || !year_only)).then(|| one_sided(Some(start.value), None, start.end + onwards))
    }

    /// Two points with a word or dash between them; the year of the second holds for the first as well.
    fn bounded(&self, at: TokenId, links: &[&str]) -> Option<Parsed> {
        self.days_of_month(at, links).or_else(|| self.bounded_by(&self.point(at)?, links))
    }

    /// A range that begins with a point.
    fn bounded_by(&self, from: &Parsed, links: &[&str]) -> Option<Parsed> {
        if !matches!(
            from.value,
            TimeValue::Calendar { .. }
                | TimeValue::Weekday { .. }
                | TimeValue::Relative { .. }
                | TimeValue::OfDay { .. }
                | TimeValue::Part { .. }
                | TimeValue::Decade { .. }
                | TimeValue::Within { .. }
        ) {
            return None;
        }
        let dash = self.view.is_dash(from.end) || self.low(from.end) == "/" && self.view.glued(from.end);
        let linked = links.contains(&self.low(from.end)) || dash && self.view.glued(from.end) == self.view.glued(from.end + 1);
        if !linked {
            return None;
        }
        let next = from.end + 1;
        let to = self.second(&from.value, next)?;
        let (mut start, mut stop) = (from.value.clone(), to.value);
        share_year(&mut start, &mut stop);
        Some(Parsed::new(TimeValue::Range { from: Some(Box::new(start)), to: Some(Box::new(stop)) }, TimeKind::Range, to.end))
    }

    /// "14 to 23 August", "14-23 August 2024".
    fn days_of_month(&self, at: TokenId, links: &[&str]) -> Option<Parsed> {
        let (first, link) = self.day_number(at)?;
        let dash = self.view.is_dash(link) && self.view.glued(link) == self.view.glued(link + 1);
        if !dash && !links.contains(&self.low(link)) {
            return None;
        }
        let to = self.calendar(link + 1)?;
        let TimeValue::Calendar { year, month: Some(month), day: Some(last), which } = to.value else { return None };
        let from = TimeValue::Calendar { year, month: Some(month), day: Some(first), which };
        let starts_with_day = self.day_number(link + 1).is_some() && first < last;
        let (mut from, mut to_value) = (from, to.value.clone());
        let to = self.completed(to);
        if let TimeValue::Within { .. } = to.value {
            to_value = to.value;
            share_year(&mut from, &mut to_value);
        }
        let range = TimeValue::Range { from: Some(Box::new(from)), to: Some(Box::new(to_value)) };
        starts_with_day.then(|| Parsed::new(range, TimeKind::Range, to.end))
    }

    /// The second point of a range, which may leave out what the first one said: "53" after 1950, "11" after June 9.
    fn second(&self, first: &TimeValue, at: TokenId) -> Option<Parsed> {
        if let &TimeValue::Calendar { year: Some(year), month: None, day: None, which } = first {
            let word = self.low(at);
            let short =
                word.len() == 2 && (self.view.glued(at) || self.low(at + 1) == ")") && word.bytes().all(|b| b.is_ascii_digit());
            if let Some(last) = word.parse::<i16>().ok().filter(|_| short) {
                let last = year - year % 100 + last;
                return (last > year)
                    .then(|| Parsed::date(TimeValue::Calendar { year: Some(last), month: None, day: None, which }, at + 1));
            }
            if word == "present" {
                return Some(Parsed::date(TimeValue::Now, at + 1));
            }
            let last = year_of(word).filter(|&last| last >= year)?;
            return Some(Parsed::date(TimeValue::Calendar { year: Some(last), month: None, day: None, which }, at + 1));
        }
        if let &TimeValue::Calendar { year: None, month: Some(month), day: Some(_), which } = first
            && let Some((day, mut end)) = self.day_number(at)
            && !self.lexicon.months.contains_key(self.low(end))
            && !self.any(end, &["people", "soldiers", "troops"])
        {
            let comma = usize::from(self.low(end) == ",");
            let year = year_of(self.low(end + comma));
            end += if year.is_some() { comma + 1 } else { 0 };
            let value = TimeValue::Calendar { year, month: Some(month), day: Some(day), which };
            return Some(self.completed(Parsed::date(value, end)));
        }
        let to = self.point(at)?;
        let fits = match (first, &to.value) {
            (TimeValue::Relative { unit: one, .. }, TimeValue::Relative { unit: other, .. }) => one == other,
            (_, TimeValue::Every { .. } | TimeValue::Duration { .. } | TimeValue::Vague { .. } | TimeValue::Window { .. }) => {
                false
            }
            _ => true,
        };
        fits.then_some(to)
    }
}

/// A range with one bound.
fn one_sided(from: Option<TimeValue>, to: Option<TimeValue>, end: TokenId) -> Parsed {
    Parsed::new(TimeValue::Range { from: from.map(Box::new), to: to.map(Box::new) }, TimeKind::Range, end)
}

/// Lets the year that only the second bound says hold for the first.
fn share_year(start: &mut TimeValue, stop: &mut TimeValue) {
    match (&mut *start, &*stop) {
        (
            TimeValue::Calendar { year: year @ None, month: Some(first), .. },
            &TimeValue::Calendar { year: Some(last_year), month: Some(last), .. },
        ) => {
            *year = Some(if *first > last { last_year - 1 } else { last_year });
        }
        (TimeValue::Calendar { year: None, .. } | TimeValue::Weekday { .. }, TimeValue::Within { of, .. })
            if matches!(**of, TimeValue::Relative { unit: Unit::Year | Unit::Week | Unit::Month, .. }) =>
        {
            let what = std::mem::replace(start, TimeValue::Now);
            *start = TimeValue::Within { what: Box::new(what), of: of.clone() };
        }
        _ => {}
    }
}
