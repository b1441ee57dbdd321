//! Years, decades and centuries: "in 2018", "nineteen eighty-two", "508 BC", "'97", "the 1990s", "the sixties", "the 19th century".

use super::calendar::calendar;
use super::{Grammar, Parsed};
use crate::quantity::number::{cardinal, ordinal};
use document::{TimeValue, TokenId, Upos};

impl Grammar<'_> {
    /// A year, where nothing speaks for an amount: "in 2018", "the 2018 summit", "(2018)", "fiscal 2018", "the year 2018".
    pub(super) fn year(&self, at: TokenId) -> Option<Parsed> {
        let the = usize::from(self.low(at) == "the" && self.any(at + 1, &["year", "fiscal"]));
        let word = at + the;
        if self.any(word, &["year", "fiscal", "fy"]) {
            let second = usize::from(self.low(word) == "fiscal" && self.low(word + 1) == "year");
            let (year, end) = self.year_said(word + second + 1)?;
            return Some(Parsed::date(calendar(Some(year), None, None), end));
        }
        if let Some((year, end)) = self.year_spelt(at) {
            return Some(Parsed::date(calendar(Some(year), None, None), end));
        }
        if let Some((year, end)) = self.year_of_era(at) {
            return Some(Parsed::date(calendar(Some(year), None, None), end));
        }
        if let Some(year) = self.year_short(at) {
            return Some(Parsed::date(calendar(Some(year), None, None), at + 1));
        }
        let year = year_of(self.low(at))?;
        let short =
            self.view.is_dash(at + 1) && self.view.glued(at + 1) || self.view.is_dash(at.wrapping_sub(1)) && self.view.glued(at);
        let introduced = self.after(
            at,
            &[
                "in", "since", "until", "till", "by", "from", "before", "after", "during", "around", "circa", "of", "to",
                "early", "late", "mid", "between", "through", "and", "back", "for",
            ],
        );
        // "(1704 – 1787)", "2013 – present"
        let spans = self.view.is_dash(at + 1) && (year_of(self.low(at + 2)).is_some() || self.low(at + 2) == "present")
            || at > self.view.start + 1 && self.view.is_dash(at - 1) && year_of(self.low(at - 2)).is_some();
        let owner = self.any(at + 1, &["'s"]);
        let amount = self.low(at + 1) == "%"
            || self.numbers.measures.iter().any(|phrase| self.view.phrase(at + 1, &phrase.words).is_some())
            || self.numbers.multipliers.contains_key(self.low(at + 1));
        let plural = self.view.upos(at + 1) == Some(Upos::NOUN) && self.view.document.feature(at + 1, "Number") == Some("Plur");
        let adjective = usize::from(self.view.upos(at + 1) == Some(Upos::ADJ));
        let plural = plural
            || adjective == 1
                && self.view.upos(at + 2) == Some(Upos::NOUN)
                && self.view.document.feature(at + 2, "Number") == Some("Plur");
        let before = self.view.before(at, 1);
        let determined =
            matches!(before, "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "this" | "that" | "'s" | "'");
        let bracketed = before == "(" && (matches!(self.low(at + 1), ")" | "," | ";") || self.view.is_dash(at + 1));
        let circa = matches!(before, "c." | "ca." | "circa") || before == "." && matches!(self.view.before(at, 2), "c" | "ca");
        // "Born in Porto, 1859."
        let closes = before == "," && matches!(self.low(at + 1), "." | "" | ")") && year >= 1500;
        let counts = matches!(
            before,
            "about"
                | "some"
                | "than"
                | "least"
                | "nearly"
                | "approximately"
                | "roughly"
                | "$"
                | "£"
                | "€"
                | "over"
                | "no."
                | "#"
                | "number"
        );
        let likely = (1900..=2039).contains(&year) && (year % 50 != 0 || !plural);
        if amount || counts {
            return None;
        }
        let number_of = plural && !determined && (year % 10 == 0 || !(1900..=2039).contains(&year));
        let accepted = introduced && !number_of
            || bracketed
            || circa
            || closes
            || self.stands_alone(at, at + 1)
            || spans
            || owner
            || likely && (!plural || determined || year % 50 != 0) && !number_of
            || short && likely;
        accepted.then(|| Parsed::date(calendar(Some(year), None, None), at + 1))
    }

    /// "508 BC", "394 AD", "AD 394".
    fn year_of_era(&self, at: TokenId) -> Option<(i16, TokenId)> {
        let number = |at: TokenId| self.low(at).parse::<i16>().ok().filter(|year| (1..=5000).contains(year));
        if self.low(at) == "ad" && self.view.capital(at) {
            return Some((number(at + 1)?, at + 2));
        }
        let year = number(at)?;
        match self.low(at + 1) {
            "bc" | "bce" | "b.c." | "b.c" | "b.c.e." => Some((1 - year, at + 2)),
            "ad" | "ce" | "a.d." | "a.d" if self.view.capital(at + 1) => Some((year, at + 2)),
            _ => None,
        }
    }

    /// "in '97", "1997's": a year with an apostrophe.
    fn year_short(&self, at: TokenId) -> Option<i16> {
        let word = self.low(at);
        if let Some(year) = word.strip_suffix("'s").and_then(year_of) {
            return (year % 10 != 0).then_some(year);
        }
        let digits = word.strip_prefix('\'').filter(|digits| digits.len() == 2)?;
        let short = digits.parse::<i16>().ok()?;
        let placed = self.after(at, &["in", "since", "of", "until", "from", "by"]) || self.stands_alone(at, at + 1);
        placed.then_some(if short < 30 { 2000 + short } else { 1900 + short })
    }

    /// A year in figures or words, and the place after it.
    pub(super) fn year_said(&self, at: TokenId) -> Option<(i16, TokenId)> {
        if let Some(year) = year_of(self.low(at)) {
            return Some((year, at + 1));
        }
        let thousands = cardinal(self.view, self.numbers, at).filter(|number| (2000.0..2100.0).contains(&number.value));
        let spelt = !self.low(at).starts_with(|c: char| c.is_ascii_digit());
        match thousands.filter(|_| spelt) {
            Some(number) => Some((number.value as i16, number.end)),
            None => self.year_spelt(at),
        }
    }

    /// A year as it is spoken, in two halves: "nineteen eighty-two".
    fn year_spelt(&self, at: TokenId) -> Option<(i16, TokenId)> {
        let half = |at: TokenId| {
            let spelt = self.low(at).starts_with(|c: char| c.is_ascii_alphabetic());
            cardinal(self.view, self.numbers, at).filter(|number| spelt && (10.0..100.0).contains(&number.value))
        };
        let first = half(at).filter(|number| (15.0..=20.0).contains(&number.value))?;
        let second = half(first.end)?;
        let counts = self.view.is_dash(second.end) || self.view.upos(second.end) == Some(Upos::NOUN);
        (!counts).then_some((first.value as i16 * 100 + second.value as i16, second.end))
    }

    /// "the 1990s", "the '90s", "the nineties", "the 19th century", "mid-1990s".
    pub(super) fn decade(&self, at: TokenId) -> Option<Parsed> {
        let the = usize::from(self.low(at) == "the");
        let edge = usize::from(self.any(at + the, &["early", "late", "mid"]));
        if edge == 1 {
            return None;
        }
        if let Some(number) = ordinal(self.view, self.numbers, at + the) {
            let hyphen = usize::from(self.low(number.end) == "-");
            if self.any(number.end + hyphen, &["century", "centuries"]) && (1.0..30.0).contains(&number.value) {
                let end = number.end + hyphen + 1;
                if self.any(end, &["bc", "bce", "b.c."]) {
                    return Some(Parsed::date(TimeValue::Century { first: 1 - number.value as i16 * 100 }, end + 1));
                }
                let ad = usize::from(self.any(end, &["ad", "ce", "a.d."]) && self.view.capital(end));
                let first = (number.value as i16 - 1) * 100 + 1;
                return Some(Parsed::date(TimeValue::Century { first }, end + ad));
            }
        }
        self.decade_word(self.low(at + the), at + the)
    }

    pub(super) fn decade_word(&self, word: &str, at: TokenId) -> Option<Parsed> {
        if let Some(&first) = self.lexicon.decades.get(word) {
            return self.decade_placed(at).then(|| Parsed::date(TimeValue::Decade { first }, at + 1));
        }
        let digits = word.strip_suffix("'s").or_else(|| word.strip_suffix('s'))?;
        let first = match digits.strip_prefix('\'') {
            Some(short) => decade_of(short)?,
            None if digits.len() == 2 && self.decade_placed(at) => decade_of(digits)?,
            None => year_of(digits).filter(|year| year % 10 == 0)?,
        };
        Some(Parsed::date(TimeValue::Decade { first }, at + 1))
    }

    /// Whether "the" stands before a decade's short name, as it must: "her nineties" are an age, "90s" may be anything.
    fn decade_placed(&self, at: TokenId) -> bool {
        self.after(at, &["the"]) || self.after(at, &["early", "late", "mid"]) && self.view.before(at, 2) == "the"
    }
}

/// The year that four figures write, from 1000 to 2199.
pub(super) fn year_of(word: &str) -> Option<i16> {
    let figures = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    figures.then(|| word.parse::<i16>().ok()).flatten().filter(|year| (1000..2200).contains(year))
}

/// The first year of a decade of this or the last century, from its last two figures.
fn decade_of(short: &str) -> Option<i16> {
    let figures = short.len() == 2 && short.ends_with('0');
    let short = short.parse::<i16>().ok().filter(|_| figures)?;
    Some(if short < 30 { 2000 + short } else { 1900 + short })
}
