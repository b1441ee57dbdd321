//! Units by themselves, and the periods that reports tell of: "the current month", "in the fiscal year", "the latest quarter", "the
//! same period last year", "the year-earlier quarter".

use super::{Grammar, Parsed};
use document::{TimeValue, TokenId, Unit, Upos};

impl Grammar<'_> {
    /// "the current month", "the latest quarter", "in the fiscal year", "the year": a unit by itself, which is the one of the reference
    /// day; of quarters and fiscal years that are told of without "current", the one that has ended.
    pub(super) fn definite(&self, at: TokenId) -> Option<Parsed> {
        if let Some(period) = self.period(at) {
            return Some(period);
        }
        const QUALIFIERS: [&str; 8] = ["current", "upcoming", "latest", "most", "recent", "full", "fiscal", "calendar"];
        let the = usize::from(self.low(at) == "the");
        let from = (at + the..at + the + 4).find(|&token| !self.any(token, &QUALIFIERS))?;
        let qualified = |word: &str| (at + the..from).any(|token| self.low(token) == word);
        let (unit, plural) = *self.lexicon.units.get(self.low(from))?;
        let end = from + 1;
        let latest = qualified("latest") || self.view.phrase(at + the, &["most", "recent"]).is_some();
        let pointed = qualified("current") || qualified("upcoming") || latest;
        if plural || unit < Unit::Day || !pointed && !self.tells_of_unit(at, unit, end) {
            return None;
        }
        let ended = match unit {
            Unit::Quarter => !qualified("current"),
            Unit::Year => latest,
            _ => false,
        };
        let offset = if qualified("upcoming") { 1 } else { -i32::from(ended) };
        Some(Parsed::date(TimeValue::Relative { unit, offset }, end))
    }

    /// "the latest period", "the same period last year", "the corresponding quarter a year ago", "last year's quarter": reports tell of the
    /// quarter that has ended, and of the one a year before it.
    fn period(&self, at: TokenId) -> Option<Parsed> {
        let quarter = |offset: i32, end: TokenId| Some(Parsed::date(TimeValue::Relative { unit: Unit::Quarter, offset }, end));
        if let Some(named) = self.view.phrase(at, &["last", "year", "'s"]) {
            let from = named + usize::from(self.any(named, &["same", "corresponding", "comparable"]));
            return if self.any(from, &["quarter", "period"]) { quarter(-5, from + 1) } else { None };
        }
        let from = at + usize::from(self.low(at) == "the");
        if self.view.phrase(from, &["latest", "period"]).is_some() {
            return quarter(-1, from + 2);
        }
        let noun = from + usize::from(self.any(from, &["same", "corresponding", "comparable", "like", "equivalent"]));
        if from == at || !self.any(noun, &["quarter", "period"]) {
            return None;
        }
        let in_past = [&["last", "year"][..], &["a", "year", "ago"], &["a", "year", "earlier"], &["the", "year", "before"]];
        in_past.iter().find_map(|phrase| self.view.phrase(noun + 1, phrase)).and_then(|end| quarter(-5, end))
    }

    /// Whether "the year" and the like mean a time by themselves, not "the year in which", "the week's events" or "the quarter" of a town.
    fn tells_of_unit(&self, at: TokenId, unit: Unit, end: TokenId) -> bool {
        if self.low(at) != "the" {
            return false;
        }
        const GOES_ON: [&str; 19] = [
            "of", "that", "which", "when", "in", "since", "to", "before", "after", "ended", "ending", "through", "ago",
            "earlier", "later", "and", "or", "he", "she",
        ];
        let goes_on = self.any(end, &GOES_ON)
            || self.view.is_dash(end)
            || matches!(self.view.upos(end), Some(Upos::NOUN | Upos::PROPN | Upos::NUM | Upos::ADJ));
        let introduced = self.after(at, &["in", "during", "for", "throughout", "over"]) && unit >= Unit::Quarter;
        self.stands_alone(at, end) || introduced && !goes_on
    }

    /// "the year-earlier quarter", "year-ago", "the year-ago period": words of quarterly reports for the quarter a year before the one that
    /// has ended, where they name no other time.
    pub(super) fn year_before(&self, at: TokenId) -> Option<Parsed> {
        let from = at + usize::from(self.low(at) == "the");
        if self.low(from) != "year" || !self.view.is_dash(from + 1) || !self.any(from + 2, &["ago", "earlier"]) {
            return None;
        }
        let year = TimeValue::Relative { unit: Unit::Year, offset: -1 };
        if let Some(TimeValue::Quarter { quarter, year: None }) = self.quarter(from + 3).map(|named| named.value) {
            let what = Box::new(TimeValue::Quarter { quarter, year: None });
            let end = self.quarter(from + 3)?.end;
            return Some(Parsed::date(TimeValue::Within { what, of: Box::new(year) }, end));
        }
        Some(match self.low(from + 3) {
            "month" => Parsed::date(TimeValue::Relative { unit: Unit::Month, offset: -12 }, from + 4),
            "quarter" | "period" => Parsed::date(TimeValue::Relative { unit: Unit::Quarter, offset: -5 }, from + 4),
            _ => Parsed::date(TimeValue::Relative { unit: Unit::Quarter, offset: -5 }, from + 3),
        })
    }
}
