//! Parts of a longer time: "early 2018", "late Sunday", "the end of the month", "earlier this year", "the early hours of Friday".

use super::{Grammar, Parsed, is_day, of_day};
use document::{Edge, Hour, TimeKind, TimeValue, TokenId, Unit, Week};

impl Grammar<'_> {
    /// "early", "late", "the end of", "earlier this", with the time that it is a part of.
    pub(super) fn edge(&self, at: TokenId) -> Option<Parsed> {
        let the = usize::from(self.low(at) == "the");
        let word = self.low(at + the);
        let link = usize::from(self.view.is_dash(at + the + 1) || self.low(at + the + 1) == "'s");
        if word == "year" && self.low(at + the + link + 1) == "end" {
            let end = at + the + link + 2;
            let year = Parsed::date(TimeValue::Relative { unit: Unit::Year, offset: 0 }, end);
            return Some(part(Edge::Late, self.year(end).unwrap_or(year)));
        }
        if let Some(rest) = word.strip_prefix("mid-") {
            let of = self.named_calendar(rest, at + the).or_else(|| self.decade_word(rest, at + the));
            return Some(part(Edge::Middle, of.or_else(|| self.middle_of(rest, at + the))?));
        }
        if let Some(middle) = word.strip_prefix("mid").and_then(|rest| self.middle_of(rest, at + the)) {
            return Some(part(Edge::Middle, middle));
        }
        if matches!(
            word,
            "beginning" | "start" | "end" | "middle" | "close" | "turn" | "night" | "morning" | "afternoon" | "evening" | "eve"
        ) || matches!(word, "rest" | "remainder")
            || matches!(word, "first" | "second" | "latter" | "last" | "final" | "opening" | "closing" | "early" | "small")
                && self.any(at + the + 1, &["half", "hours", "day", "days", "week", "weeks", "months", "part"])
            || matches!(word, "first" | "second") && self.low(at + the + 1) == "-" && self.low(at + the + 2) == "half"
        {
            return self.part_of(at, at + the);
        }
        let edge = match word {
            "early" => Edge::Early,
            "mid" => Edge::Middle,
            "late" => Edge::Late,
            "earlier" => Edge::Earlier,
            "later" => Edge::Later,
            "so" if self.low(at + 1) == "far" => Edge::Earlier,
            _ => return None,
        };
        if word == "earlier" && self.low(at + 1) == "than" || the == 1 && matches!(edge, Edge::Earlier | Edge::Later) {
            return None;
        }
        let mut from = at + the + if word == "so" { 2 } else { 1 };
        let hyphen = usize::from(self.view.is_dash(from) && self.view.glued(from));
        from += hyphen;
        if let Some(&hour) = self.lexicon.parts_of_day.get(self.low(from)) {
            let placed = self.after(at, &["in", "during", "since", "until", "by"]) && the == 1 || self.stands_alone(at, from + 1);
            return placed.then(|| Parsed::new(TimeValue::OfDay { hour, day: None }, TimeKind::Time, from + 1));
        }
        if self.any(from, &["in", "on"]) {
            from += 1;
        }
        let whole = self.low(from) == "the" && self.any(from + 1, &["week", "month", "year", "decade", "day"]);
        let of = if whole {
            let (unit, _) = *self.lexicon.units.get(self.low(from + 1))?;
            Parsed::date(TimeValue::Relative { unit, offset: 0 }, from + 2)
        } else {
            self.day(from)?
        };
        if matches!(of.value, TimeValue::Vague { .. } | TimeValue::Every { .. } | TimeValue::Now | TimeValue::Window { .. }) {
            return None;
        }
        Some(part(edge, of))
    }

    /// The longer time that "midweek", "mid-year" and "midsummer" name the middle of.
    fn middle_of(&self, word: &str, at: TokenId) -> Option<Parsed> {
        if let Some(&months) = self.lexicon.seasons.get(word) {
            return Some(Parsed::date(TimeValue::Season { months, year: None, which: Week::Bare }, at + 1));
        }
        let &(unit, plural) = self.lexicon.units.get(word)?;
        let value = TimeValue::Relative { unit, offset: 0 };
        (!plural && unit > Unit::Day).then(|| Parsed::date(value, at + 1))
    }

    /// "the first half of 2019"; without a longer time only where nothing else is said, since matches have halves too.
    fn half(&self, at: TokenId, word: TokenId, noun: TokenId) -> Option<Parsed> {
        if self.low(noun) != "half" {
            return None;
        }
        let half = if self.low(word) == "first" { 1 } else { 2 };
        let of = match self.low(noun + 1) {
            "of" => self.whole(noun + 2)?,
            _ if self.stands_alone(at, noun + 1) => Parsed::date(TimeValue::Relative { unit: Unit::Year, offset: 0 }, noun + 1),
            _ => return None,
        };
        if is_day(&of.value) {
            return None;
        }
        Some(Parsed::date(TimeValue::Half { half, of: Box::new(of.value) }, of.end))
    }

    /// A longer time that has parts: "the year", "2019", "the 1990s", "last month".
    fn whole(&self, at: TokenId) -> Option<Parsed> {
        if self.low(at) == "the" && self.any(at + 1, &["week", "month", "quarter", "year", "decade", "century"]) {
            let (unit, _) = *self.lexicon.units.get(self.low(at + 1))?;
            return Some(Parsed::date(TimeValue::Relative { unit, offset: 0 }, at + 2));
        }
        self.day(at + usize::from(self.low(at) == "the" && self.year(at + 1).is_some()))
    }

    /// "the beginning of the year", "the early hours of Friday", "the last week of June", "the night of June 3".
    fn part_of(&self, at: TokenId, word: TokenId) -> Option<Parsed> {
        let (edge, of) = match self.low(word) {
            "beginning" | "start" | "turn" => (Some(Edge::Early), word + 1),
            "end" | "close" => (Some(Edge::Late), word + 1),
            "middle" => (Some(Edge::Middle), word + 1),
            "first" | "second" if self.low(word + 1) == "-" => return self.half(at, word, word + 2),
            "first" | "second" | "latter" | "last" if self.low(word + 1) == "half" => return self.half(at, word, word + 1),
            "second" | "latter" if self.any(word + 1, &["part"]) => (Some(Edge::Late), word + 2),
            "rest" | "remainder" => (Some(Edge::Later), word + 1),
            "first" | "opening" if self.low(word + 1) != "hours" => (Some(Edge::Early), word + 2),
            "last" | "final" | "closing" => (Some(Edge::Late), word + 2),
            "early" if self.any(word + 1, &["days", "weeks", "part"]) => (Some(Edge::Early), word + 2),
            "early" | "small" | "first" | "opening" => (None, word + 2),
            _ => (None, word + 1),
        };
        if self.low(of) != "of" {
            let hours = edge.is_none() && of == word + 2 && self.any(word, &["early", "small"]);
            return hours.then(|| Parsed::new(TimeValue::OfDay { hour: Hour::Unsaid, day: None }, TimeKind::Time, of));
        }
        let inner = self.whole(of + 1)?;
        if at > self.view.start && self.low(at) != "the" && edge == Some(Edge::Late) && self.after(at, &["to", "an"]) {
            return None;
        }
        let hour = self.lexicon.parts_of_day.get(self.low(word)).copied().unwrap_or(Hour::Unsaid);
        match edge {
            Some(edge) => Some(part(edge, inner)),
            None if is_day(&inner.value) => Some(Parsed::new(of_day(hour, inner.value), TimeKind::Time, inner.end)),
            None => None,
        }
    }
}

/// A part of the day, or of a longer time.
fn part(edge: Edge, of: Parsed) -> Parsed {
    if is_day(&of.value) {
        let value = match of.value {
            value @ TimeValue::OfDay { .. } => value,
            value => of_day(Hour::Unsaid, value),
        };
        return Parsed::new(value, TimeKind::Time, of.end);
    }
    Parsed::new(TimeValue::Part { edge, of: Box::new(of.value) }, of.kind, of.end)
}
