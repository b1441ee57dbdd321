//! Lengths of time ("for 24 years", "a three-day visit", "decades") and repeated times ("twice a week"); and ages, which are none.

use super::relative::halves;
use super::{Grammar, Parsed, each};
use crate::quantity::number::cardinal;
use document::{TimeKind, TimeValue, TokenId, Unit, Upos, Week};

impl Grammar<'_> {
    /// A number before a unit: `None` inside for "several" and the like; and the place after it. For "two to three" the larger one.
    pub(super) fn amount(&self, at: TokenId) -> Option<(Option<i32>, TokenId)> {
        for phrase in [
            &["a", "few"][..],
            &["a", "couple", "of"],
            &["a", "number", "of"],
            &["couple", "of"],
            &["several"],
            &["few"],
            &["many"],
            &["some"],
            &["dozens", "of"],
            &["scores", "of"],
            &["hundreds", "of"],
            &["thousands", "of"],
            &["a", "good", "many"],
        ] {
            if let Some(end) = self.view.phrase(at, phrase) {
                let pair = phrase.contains(&"couple");
                return Some((pair.then_some(2), end));
            }
        }
        for half in [["half", "a"], ["half", "an"]] {
            if let Some(end) = self.view.phrase(at, &half) {
                return Some((Some(1), end));
            }
        }
        if self.any(at, &["a", "an"]) && self.any(at + 1, &["full", "additional", "whole", "entire"]) {
            return self.lexicon.units.contains_key(self.low(at + 2)).then_some((Some(1), at + 2));
        }
        if self.any(at, &["a", "an"]) && self.lexicon.units.contains_key(self.low(at + 1)) {
            return Some((Some(1), at + 1));
        }
        let first = cardinal(self.view, self.numbers, at)?;
        let link = self.any(first.end, &["to", "or"]) || self.view.is_dash(first.end);
        let second = cardinal(self.view, self.numbers, first.end + 1).filter(|more| link && more.value > first.value);
        let number = second.unwrap_or(first);
        let whole = number.value.fract() == 0.0 && (0.0..1e6).contains(&number.value);
        Some((whole.then_some(number.value as i32), number.end))
    }

    /// How many words before a number only bound it: "more than", "at least", "nearly".
    pub(super) fn hedge(&self, at: TokenId) -> usize {
        let longest = self.numbers.before.iter().find(|phrase| self.view.phrase(at, &phrase.words).is_some());
        longest.map_or(0, |phrase| phrase.words.len())
    }

    /// A length of time or a repeated time.
    pub(super) fn length(&self, at: TokenId) -> Option<Parsed> {
        if let Some(set) = self.repeated(at) {
            return Some(set);
        }
        let hedge = self.hedge(at);
        if let Some((unit, amount, end)) = self.and_a_half(at + hedge) {
            return Some(Parsed::new(TimeValue::Duration { unit, amount }, TimeKind::Duration, end));
        }
        // "the nine months", "the first two years"
        let the = usize::from(hedge == 0 && self.low(at) == "the");
        let ordered = usize::from(hedge == 0 && self.any(at + the, &["first", "last", "latest", "final", "initial", "opening"]));
        let from = at + hedge + the + ordered;
        if the + ordered == 2
            && let Some(&(unit, true)) = self.lexicon.units.get(self.low(from))
        {
            return Some(Parsed::new(TimeValue::Duration { unit, amount: None }, TimeKind::Duration, from + 1));
        }
        if let Some((mut amount, after)) =
            self.amount(from).filter(|_| the + ordered == 0 || !self.any(from, &["a", "an", "half"]))
        {
            let hyphen = usize::from(self.view.is_dash(after) && self.view.glued(after));
            // "more than two more weeks", "the first three full days" stay simple: only the plain order is read.
            let more = usize::from(self.any(
                after,
                &["more", "full", "straight", "consecutive", "long", "other", "trading", "business", "working", "additional"],
            ));
            let (mut unit, plural) = *self.lexicon.units.get(self.low(after + hyphen + more))?;
            let mut end = after + hyphen + more + 1;
            if self.any(end, &["period", "span", "stretch", "term"]) && hyphen == 1 {
                end += 1;
            } else if self.view.phrase(end, &["or", "so"]).is_some() {
                end += 2;
            }
            let one = matches!(self.low(from), "a" | "an" | "one");
            let single = amount == Some(1) && one;
            let introduced = hedge > 0
                || self.after(
                    at,
                    &[
                        "for", "over", "in", "within", "after", "about", "than", "nearly", "least", "during", "full", "lasted",
                        "last",
                    ],
                )
                || self.low(end) == "of" && unit != Unit::Quarter
                || self.stands_alone(at, end);
            if let Some(half) = self.view.phrase(end, &["and", "a", "half"]) {
                (unit, amount) = halves(unit, amount.map(|amount| amount.saturating_mul(2).saturating_add(1)));
                return Some(Parsed::new(TimeValue::Duration { unit, amount }, TimeKind::Duration, half));
            }
            let counts = amount.is_some_and(|amount| amount > 1) && self.view.upos(end).is_none_or(|upos| upos == Upos::NOUN);
            if single && hyphen == 0 && !introduced
                || !plural && hyphen == 0 && amount != Some(1) && !counts
                || unit == Unit::Quarter && one
                || the + ordered > 0 && !plural && !self.any(end - 1, &["period", "span", "stretch", "term"])
            {
                return None;
            }
            if self.low(from) == "half" {
                (unit, amount) = match unit {
                    Unit::Hour => (Unit::Minute, Some(30)),
                    Unit::Year => (Unit::Month, Some(6)),
                    Unit::Decade => (Unit::Year, Some(5)),
                    Unit::Century => (Unit::Year, Some(50)),
                    other => (other, None),
                };
            }
            return Some(Parsed::new(TimeValue::Duration { unit, amount }, TimeKind::Duration, end));
        }
        if hedge > 0 {
            return None;
        }
        if let Some(ahead) = self.units_ahead(at) {
            return Some(ahead);
        }
        if let Some(&(unit, false)) = self.low(at).strip_suffix("long").and_then(|unit| self.lexicon.units.get(unit)) {
            return Some(Parsed::new(TimeValue::Duration { unit, amount: Some(1) }, TimeKind::Duration, at + 1));
        }
        // "for years", "decades of war", "months-long", "weeklong"
        let (unit, plural) = *self.lexicon.units.get(self.low(at))?;
        let long = self.view.is_dash(at + 1) && self.any(at + 2, &["long", "old"]);
        if !plural && self.view.is_dash(at + 1) && self.low(at + 2) == "long" {
            return Some(Parsed::new(TimeValue::Duration { unit, amount: Some(1) }, TimeKind::Duration, at + 3));
        }
        let introduced = self.after(at, &["for", "in", "over", "within", "after", "of", "lasting", "lasted", "took", "take"])
            || self.low(at + 1) == "of"
            || self.stands_alone(at, at + 1)
            || self.low(at + 1) == "or";
        let counts = plural && (introduced || long) && !matches!(self.low(at), "seconds" | "quarters");
        // "weeks or months"
        let other = self.low(at + 1) == "or" && self.lexicon.units.get(self.low(at + 2)).is_some_and(|&(_, plural)| plural);
        let end = at + 1 + if other { 2 } else { 0 };
        counts.then(|| Parsed::new(TimeValue::Duration { unit, amount: None }, TimeKind::Duration, end))
    }

    /// "two and a half years", "two-and-a-half-year", "2 1/2 years", "a half-hour", "a quarter century": the unit and number that make it
    /// whole.
    pub(super) fn and_a_half(&self, at: TokenId) -> Option<(Unit, Option<i32>, TokenId)> {
        let skip = |at: TokenId| at + usize::from(self.view.is_dash(at));
        let article = usize::from(self.low(at) == "a");
        if self.any(at + article, &["half", "quarter"]) {
            let of = self.view.phrase(at + article + 1, &["of", "a"]);
            let from = of.unwrap_or_else(|| skip(at + article + 1));
            let (unit, plural) = *self.lexicon.units.get(self.low(from))?;
            let (unit, amount) = match self.low(at + article) {
                "half" => halves(unit, Some(1)),
                _ if unit == Unit::Century => (Unit::Year, Some(25)),
                _ => return None,
            };
            return (!plural).then_some((unit, amount, from + 1));
        }
        let number = cardinal(self.view, self.numbers, at)?;
        let mut from = skip(number.end);
        if self.any(from, &["1/2", "½"]) {
            from = skip(from + 1);
        } else {
            for word in ["and", "a", "half"] {
                if self.low(from) != word {
                    return None;
                }
                from = skip(from + 1);
            }
        }
        let (unit, _) = *self.lexicon.units.get(self.low(from))?;
        let whole = number.value.fract() == 0.0 && (0.0..1e5).contains(&number.value);
        let (unit, amount) = halves(unit, whole.then_some(number.value as i32 * 2 + 1));
        Some((unit, amount, from + 1))
    }

    /// "the weeks ahead", "the days to come".
    fn units_ahead(&self, at: TokenId) -> Option<Parsed> {
        let (unit, plural) = *self.lexicon.units.get(self.low(at + 1)).filter(|_| self.low(at) == "the")?;
        let end = self.view.phrase(at + 2, &["ahead"]).or_else(|| self.view.phrase(at + 2, &["to", "come"]))?;
        let value = TimeValue::Vague { past: false, unit: Some(unit) };
        plural.then(|| Parsed::new(value, TimeKind::Duration, end))
    }

    /// "twice a week", "three times a day", "every two weeks", "every other day".
    fn repeated(&self, at: TokenId) -> Option<Parsed> {
        let set = |unit: Unit, count: u16, end: TokenId| Some(Parsed::new(TimeValue::Every { unit, count }, TimeKind::Set, end));
        if self.any(at, &["every", "each"]) {
            if let Some(named) = self.named(at + 1) {
                return Some(Parsed::new(each(named), TimeKind::Set, at + 2));
            }
            let (count, from) = match self.low(at + 1) {
                "other" => (2, at + 2),
                "few" | "single" => (1, at + 2),
                _ => self.amount(at + 1).map_or((1, at + 1), |(amount, end)| (amount.unwrap_or(1), end)),
            };
            let (unit, _) = *self.lexicon.units.get(self.low(from))?;
            return set(unit, u16::try_from(count).unwrap_or(1), from + 1);
        }
        let times = if self.any(at, &["once", "twice"]) {
            at + 1
        } else {
            let number = cardinal(self.view, self.numbers, at)?;
            (self.low(number.end) == "times").then_some(number.end + 1)?
        };
        if !self.any(times, &["a", "an", "per", "every", "each"]) {
            return None;
        }
        let (unit, _) = *self.lexicon.units.get(self.low(times + 1))?;
        set(unit, 1, times + 2)
    }

    /// A weekday, month or season by its name, for "each July".
    fn named(&self, at: TokenId) -> Option<TimeValue> {
        let word = self.low(at);
        if let Some(day) = self.lexicon.weekdays.get(word).filter(|named| !named.bare_short) {
            return Some(TimeValue::Weekday { weekday: day.number, which: Week::Bare });
        }
        if let Some(month) = self.lexicon.months.get(word).filter(|named| !named.bare_short && self.view.capital(at)) {
            return Some(TimeValue::Calendar { year: None, month: Some(month.number), day: None, which: Week::Bare });
        }
        let months = *self.lexicon.seasons.get(word)?;
        Some(TimeValue::Season { months, year: None, which: Week::Bare })
    }

    /// If an age begins here ("24-year-old", "24 years old", "24 years of age"): the place after it.
    pub(super) fn age(&self, at: TokenId) -> Option<TokenId> {
        let number = cardinal(self.view, self.numbers, at)?;
        let hyphen = usize::from(self.view.is_dash(number.end));
        let unit = number.end + hyphen;
        if !self.any(unit, &["year", "years", "month", "months", "day", "days", "week", "weeks"]) {
            return None;
        }
        let second = usize::from(self.view.is_dash(unit + 1));
        if self.low(unit + 1 + second) == "old" || self.low(unit + 1 + second) == "olds" {
            return Some(unit + 2 + second);
        }
        self.view.phrase(unit + 1, &["of", "age"])
    }
}
