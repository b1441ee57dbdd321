//! Dates of the calendar: "June 9, 2024", "9 June", "Sept. 2018", "2024-06-18", weekdays, seasons, quarters. Years by themselves are [`super::year`]'s.

use super::year::year_of;
use super::{Grammar, Parsed, each};
use crate::quantity::number::ordinal;
use document::{TimeKind, TimeValue, TokenId, Upos, Week};

/// A calendar value with what is said of it.
pub(super) fn calendar(year: Option<i16>, month: Option<u8>, day: Option<u8>) -> TimeValue {
    TimeValue::Calendar { year, month, day, which: Week::Bare }
}

impl Grammar<'_> {
    /// Any date that names a month or writes it as a number.
    pub(super) fn calendar(&self, at: TokenId) -> Option<Parsed> {
        if let Some(named) = self.view.phrase(at, &["the", "month", "of"]) {
            let month = self.named_calendar(self.low(named), named)?;
            return matches!(month.value, TimeValue::Calendar { day: None, .. }).then_some(month);
        }
        self.written(at)
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.named_calendar(self.low(at), at))
            .or_else(|| self.day_alone(at))
    }

    /// A month by its name, with the day and year after it. `word` is the month's name, which may be a part of the token at `at`.
    pub(super) fn named_calendar(&self, word: &str, at: TokenId) -> Option<Parsed> {
        if let Some(year) = year_of(word).filter(|_| self.low(at) != word) {
            // The year of "mid-2018".
            return Some(Parsed::date(calendar(Some(year), None, None), at + 1));
        }
        let named = *self.lexicon.months.get(word)?;
        let month = Some(named.number);
        let mut end = at + 1;
        let mut day = None;
        let the = usize::from(self.low(end) == "the");
        if let Some((number, after)) =
            self.day_number(end + the).filter(|_| the == 0 || ordinal(self.view, self.numbers, end + 1).is_some())
        {
            day = Some(number);
            end = after;
        }
        let comma = usize::from(self.any(end, &[",", "of"]));
        let said = self
            .year_said(end + comma)
            .filter(|_| comma == 0 || self.low(end) == "of" || day.is_some() || !self.view.is_dash(end + 2));
        let year = said.map(|(year, _)| year);
        if let Some((_, after)) = said {
            end = after;
        }
        let part = self.low(at) != word;
        if day.is_none() && year.is_none() && !part && !self.is_month(at, word, named.bare_short) {
            return None;
        }
        Some(Parsed::date(calendar(year, month, day), end))
    }

    /// Whether the word at `at`, alone, is a month and no verb, modal or first name.
    fn is_month(&self, at: TokenId, word: &str, bare_short: bool) -> bool {
        let introduced = self.after(
            at,
            &[
                "in", "since", "until", "till", "by", "of", "last", "this", "next", "early", "late", "mid", "from", "to",
                "between", "during", "before", "after", "through", "every", "each",
            ],
        );
        let ambiguous = matches!(word, "may" | "march" | "august" | "mar" | "dec" | "jan" | "sep" | "april" | "june");
        if bare_short || !self.view.capital(at) {
            return !bare_short && introduced && !matches!(word, "may" | "march" | "august");
        }
        let verb = matches!(self.view.upos(at), Some(Upos::AUX | Upos::VERB | Upos::ADJ));
        let named = self.view.capital(at.wrapping_sub(1))
            && at > self.view.start + 1
            && self.view.upos(at.wrapping_sub(1)) == Some(Upos::PROPN);
        let opens = word == "may" && at == self.view.start && !self.any(at + 1, &["", ",", "'s", "was", "saw"]);
        introduced || !(verb || opens || ambiguous && named)
    }

    /// "9 June 2024", "the 9th of June", "9th June".
    fn day_and_month(&self, at: TokenId) -> Option<Parsed> {
        let the = usize::from(self.low(at) == "the");
        let (day, mut end) = self.day_number(at + the)?;
        if self.low(end) == "of" {
            end += 1;
        } else if the == 1 && !self.low(at + 1).ends_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let named = *self.lexicon.months.get(self.low(end))?;
        let capital = self.view.capital(end) || !matches!(self.low(end), "may" | "march" | "august");
        if !capital {
            return None;
        }
        end += 1;
        let comma = usize::from(self.low(end) == ",");
        let year = year_of(self.low(end + comma));
        if year.is_some() {
            end += comma + 1;
        }
        Some(Parsed::date(calendar(year, Some(named.number), Some(day)), end))
    }

    /// "the 9th", after "on" and before no noun.
    fn day_alone(&self, at: TokenId) -> Option<Parsed> {
        let placed = self.after(at, &["on", "by", "since", "until", "before", "after"]) || self.stands_alone(at, at + 2);
        if self.low(at) != "the" || !placed || !self.low(at + 1).starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let (day, end) = self.day_number(at + 1).filter(|_| ordinal(self.view, self.numbers, at + 1).is_some())?;
        let noun = matches!(self.view.upos(end), Some(Upos::NOUN | Upos::PROPN | Upos::ADJ));
        (!noun).then(|| Parsed::date(calendar(None, None, Some(day)), end))
    }

    /// A day of the month, "9", "9th" or "ninth", and the place after it.
    pub(super) fn day_number(&self, at: TokenId) -> Option<(u8, TokenId)> {
        let word = self.low(at);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let suffix = &word[digits.len()..];
            let day = digits.parse::<u8>().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)?;
            let percent = self.any(at + 1, &["percent", "%", "million", "a.m.", "p.m.", "am", "pm"])
                || self.view.glued(at + 1) && self.low(at + 1) == "%";
            return (matches!(suffix, "" | "st" | "nd" | "rd" | "th") && !percent).then_some((day, at + 1));
        }
        let number = ordinal(self.view, self.numbers, at).filter(|number| (1.0..=31.0).contains(&number.value))?;
        Some((number.value as u8, number.end))
    }

    /// Dates in figures: "2024-06-18", "6/18/2024", "18.06.2024".
    fn written(&self, at: TokenId) -> Option<Parsed> {
        let word = self.low(at);
        let mark = ['-', '/', '.'].into_iter().find(|&mark| word.matches(mark).count() == 2)?;
        let mut parts = word.split(mark);
        let (one, two, three) = (parts.next()?, parts.next()?, parts.next()?);
        let number = |part: &str| part.parse::<i16>().ok();
        let (one_value, two_value, three_value) = (number(one)?, number(two)?, number(three)?);
        let (year, month, day) = if one.len() == 4 {
            (one_value, two_value, three_value)
        } else if three.len() == 4 && (mark == '.' || one_value > 12) {
            (three_value, two_value, one_value)
        } else if three.len() == 4 {
            (three_value, one_value, two_value)
        } else {
            return None;
        };
        let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then(|| Parsed::date(calendar(Some(year), Some(month as u8), Some(day as u8)), at + 1))
    }

    /// "Tuesday", "last Tuesday", "Tuesdays", "Tuesday, June 9".
    pub(super) fn weekday(&self, at: TokenId) -> Option<Parsed> {
        let (which, from) = self.which(at);
        let word = self.low(from);
        if which.is_none()
            && let Some(named) = word
                .strip_suffix('s')
                .and_then(|day| self.lexicon.weekdays.get(day))
                .filter(|named| !named.bare_short && word.len() > 5)
        {
            return Some(Parsed::new(
                each(TimeValue::Weekday { weekday: named.number, which: Week::Bare }),
                TimeKind::Set,
                from + 1,
            ));
        }
        let named = *self.lexicon.weekdays.get(word)?;
        let end = from + 1;
        let comma = usize::from(self.low(end) == ",");
        // "Friday the 13th"
        if self.low(end) == "the"
            && self.low(end + 1).starts_with(|c: char| c.is_ascii_digit())
            && let Some((day, end)) = self.day_number(end + 1).filter(|_| ordinal(self.view, self.numbers, end + 1).is_some())
        {
            return Some(Parsed::date(calendar(None, None, Some(day)), end));
        }
        if let Some(date) =
            self.calendar(end + comma).filter(|date| matches!(date.value, TimeValue::Calendar { day: Some(_), .. }))
            && matches!(which, None | Some(Week::Coming))
        {
            return Some(date);
        }
        if named.bare_short
            || !self.view.capital(from)
                && which.is_none()
                && !self.after(from, &["on", "by", "until", "since", "late", "early", "and"])
        {
            return None;
        }
        Some(Parsed::date(TimeValue::Weekday { weekday: named.number, which: which.unwrap_or(Week::Bare) }, end))
    }

    /// "the first Monday of May", "the last Friday in June 2023".
    pub(super) fn nth_weekday(&self, at: TokenId) -> Option<Parsed> {
        let from = at + usize::from(self.low(at) == "the");
        let (nth, from) = match self.low(from) {
            "last" => (-1, from + 1),
            _ => ordinal(self.view, self.numbers, from).map(|number| (number.value as i8, number.end))?,
        };
        let weekday = self.lexicon.weekdays.get(self.low(from)).filter(|_| (-1..=5).contains(&nth) && nth != 0)?.number;
        let month = self.lexicon.months.get(self.low(from + 2)).filter(|_| self.any(from + 1, &["of", "in"]))?.number;
        let said = self.year_said(from + 3);
        let value = TimeValue::NthWeekday { nth, weekday, month, year: said.map(|(year, _)| year) };
        Some(Parsed::date(value, said.map_or(from + 3, |(_, end)| end)))
    }

    /// "last", "this", "next" at `at`, and where the word that it modifies stands.
    pub(super) fn which(&self, at: TokenId) -> (Option<Week>, TokenId) {
        let the = usize::from(self.low(at) == "the");
        match self.low(at + the) {
            "last" | "past" => (Some(Week::Last), at + the + 1),
            "previous" | "preceding" | "prior" if the == 1 => (Some(Week::Last), at + 2),
            "next" => (Some(Week::Next), at + the + 1),
            "coming" => (Some(Week::Coming), at + the + 1),
            "following" if the == 1 => (Some(Week::Next), at + 2),
            "this" if self.low(at + 1) == "past" => (Some(Week::Last), at + 2),
            "this" if self.low(at + 1) == "coming" => (Some(Week::Coming), at + 2),
            "this" => (Some(Week::This), at + 1),
            _ => (None, at),
        }
    }

    /// "last summer", "spring 2019", "the winter of 1950", "in the summer".
    pub(super) fn season(&self, at: TokenId) -> Option<Parsed> {
        let (which, mut from) = self.which(at);
        let the = which.is_none() && self.low(at) == "the";
        from += usize::from(the);
        let months = *self.lexicon.seasons.get(self.low(from))?;
        let of = usize::from(self.low(from + 1) == "of");
        let said = self.year_said(from + 1 + of);
        let (year, end) = said.map_or((None, from + 1), |(year, end)| (Some(year), end));
        let introduced = the && (self.after(at, &["in", "during", "until", "since", "by", "over"]) || self.stands_alone(at, end))
            || self.after(from, &["early", "late", "mid"])
            || self.after(at, &["in", "this"]) && !matches!(self.low(from), "fall" | "spring");
        let within = self.any(from + 1, &["last", "this", "next"]) || of == 1 && self.any(from + 2, &["last", "this", "next"]);
        (which.is_some() || year.is_some() || introduced || within || self.stands_alone(at, end))
            .then(|| Parsed::date(TimeValue::Season { months, year, which: which.unwrap_or(Week::Bare) }, end))
    }

    /// "the third quarter of 2018", "Q3 2018", "third-quarter".
    pub(super) fn quarter(&self, at: TokenId) -> Option<Parsed> {
        let the = usize::from(self.low(at) == "the");
        // "the 2016 second quarter"
        let before = year_of(self.low(at + the));
        let the = the + usize::from(before.is_some());
        let word = self.low(at + the);
        // "the September quarter": the one that ends with that month.
        if let Some(month) = self.lexicon.months.get(word)
            && self.low(at + the + 1) == "quarter"
        {
            let value = TimeValue::Quarter { quarter: month.number.div_ceil(3), year: before };
            return Some(Parsed::date(value, at + the + 2));
        }
        let (quarter, mut end) = match word.strip_prefix('q').and_then(|digit| digit.parse::<u8>().ok()) {
            Some(quarter) => (quarter, at + the + 1),
            None => {
                let fiscal = usize::from(self.low(at + the) == "fiscal");
                let fiscal = fiscal + usize::from(fiscal == 1 && self.view.is_dash(at + the + 1));
                let number = ordinal(self.view, self.numbers, at + the + fiscal)?;
                let hyphen = usize::from(self.low(number.end) == "-");
                (self.low(number.end + hyphen) == "quarter").then_some((number.value as u8, number.end + hyphen + 1))?
            }
        };
        if !(1..=4).contains(&quarter) {
            return None;
        }
        let of = usize::from(self.any(end, &["of", "in"]));
        let of = of + usize::from(self.low(end + of) == "fiscal");
        let after = self.year_said(end + of).filter(|_| before.is_none());
        if let Some((_, after)) = after {
            end = after;
        }
        Some(Parsed::date(TimeValue::Quarter { quarter, year: before.or(after.map(|(year, _)| year)) }, end))
    }
}
