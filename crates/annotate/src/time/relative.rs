//! Times told from another: "last week", "the past three weeks", "two years ago", "a day earlier", "in two days", weekends.

use super::{Grammar, Parsed};
use document::{TimeKind, TimeValue, TokenId, Unit, Week};

impl Grammar<'_> {
    /// "last week", "this year", "the past three weeks", "next month", "last June", "the weekend".
    pub(super) fn relative(&self, at: TokenId) -> Option<Parsed> {
        let the = self.low(at) == "the";
        let (which, from) = self.which(at);
        if let Some(weekend) = self.weekend(at, which, from) {
            return Some(weekend);
        }
        let which = match which {
            Some(which) => which,
            None if self.low(at) == "that" => {
                let (unit, plural) = *self.lexicon.units.get(self.low(at + 1))?;
                return (!plural && unit >= Unit::Week).then(|| Parsed::date(TimeValue::FromOther { unit, amount: 0 }, at + 2));
            }
            None => return None,
        };
        let modifier = self.low(from - 1);
        if let Some(named) = self.lexicon.months.get(self.low(from)).filter(|named| !named.bare_short) {
            let (day, end) = self.day_number(from + 1).map_or((None, from + 1), |(day, end)| (Some(day), end));
            let capital = self.view.capital(from) || !matches!(self.low(from), "may" | "march");
            let value = TimeValue::Calendar { year: None, month: Some(named.number), day, which };
            return capital.then(|| Parsed::date(value, end));
        }
        let sign = match which {
            Week::Last => -1,
            Week::Next | Week::Coming => 1,
            Week::This | Week::Bare => 0,
        };
        let (vague, counted) = match self.amount(from) {
            Some((amount, end)) => (amount.is_none(), Some((amount.unwrap_or(0), end))),
            None => (false, None),
        };
        if let Some((amount, end)) = counted {
            let (unit, plural) = *self.lexicon.units.get(self.low(end))?;
            let old = self.low(end + 1) == "old";
            // "the last nine weeks of his term" are no time before now.
            let old =
                old || modifier == "last" && self.low(end + 1) == "of" && self.any(end + 2, &["his", "her", "its", "their"]);
            if sign == 0 || old || !plural && amount != 1 {
                return None;
            }
            let end = if self.view.phrase(end + 1, &["or", "so"]).is_some() { end + 3 } else { end + 1 };
            let vague_kind = if vague { TimeKind::Duration } else { TimeKind::Date };
            let value = if vague {
                TimeValue::Vague { past: sign < 0, unit: Some(unit) }
            } else {
                TimeValue::Window { unit, amount: sign * amount }
            };
            return Some(Parsed::new(value, vague_kind, end));
        }
        let from = from + usize::from(self.any(from, &["fiscal", "full", "calendar"]));
        let (unit, plural) = *self.lexicon.units.get(self.low(from))?;
        let mut end = from + 1;
        if self.view.phrase(end, &["or", "so"]).is_some() {
            end += 2;
        }
        if plural {
            return (sign != 0 && matches!(modifier, "past" | "last" | "coming" | "next"))
                .then(|| Parsed::date(TimeValue::Vague { past: sign < 0, unit: Some(unit) }, end));
        }
        // "the last week of June"
        let of_other = modifier == "last" && the && self.low(end) == "of" && !self.any(end + 1, &["the", "a"]);
        if unit < Unit::Day
            || of_other
            || unit == Unit::Day && sign != 0 && modifier != "past"
            || self.view.is_dash(end) && self.view.glued(end) && self.low(end + 1) == "old"
        {
            return None;
        }
        let value = match (modifier, the) {
            ("past", _) => TimeValue::Window { unit, amount: -1 },
            ("previous" | "preceding" | "prior" | "following", _) => TimeValue::FromOther { unit, amount: sign },
            _ => TimeValue::Relative { unit, offset: sign },
        };
        Some(Parsed::date(value, end))
    }

    /// "the weekend", "last weekend", "this weekend": a Saturday and Sunday.
    fn weekend(&self, at: TokenId, which: Option<Week>, from: TokenId) -> Option<Parsed> {
        let bare = usize::from(which.is_none() && self.low(at) == "the");
        if which.is_none() && bare == 0 || self.low(from + bare) != "weekend" {
            return None;
        }
        let day = |weekday: u8| Some(Box::new(TimeValue::Weekday { weekday, which: which.unwrap_or(Week::Bare) }));
        Some(Parsed::new(TimeValue::Range { from: day(6), to: day(7) }, TimeKind::Range, from + bare + 1))
    }

    /// A number of units and the word that says from where: "two years ago", "a day earlier", "two weeks later", "in two days".
    pub(super) fn counted(&self, at: TokenId) -> Option<Parsed> {
        let ahead = self.low(at) == "in" || self.low(at) == "within";
        let from = at + usize::from(ahead) + self.hedge(at + usize::from(ahead));
        if from == at
            && let Some(bare) = self.uncounted(at)
        {
            return Some(bare);
        }
        if let Some((unit, amount, end)) = self.and_a_half(from).filter(|&(.., end)| self.low(end) == "ago") {
            let value = TimeValue::Away { unit, amount: -amount? };
            return Some(Parsed::date(value, end + 1));
        }
        let (amount, after) = self.amount(from)?;
        if let Some(named) = self.low(after).strip_suffix('s').and_then(|day| self.lexicon.weekdays.get(day))
            && let Some(count) = amount.and_then(|amount| u8::try_from(amount).ok()).filter(|&count| count > 0)
        {
            let value = TimeValue::WeekdayAgo { weekday: named.number, count };
            return (self.low(after + 1) == "ago").then(|| Parsed::date(value, after + 2));
        }
        let hyphen = usize::from(self.view.is_dash(after) && self.view.glued(after));
        let (mut unit, _) = *self.lexicon.units.get(self.low(after + hyphen))?;
        let mut end = after + hyphen + 1;
        let mut amount = amount;
        if let Some(half) = self.view.phrase(end, &["and", "a", "half"]) {
            end = half;
            (unit, amount) = halves(unit, amount.map(|amount| amount * 2 + 1));
        } else if self.view.phrase(from, &["half", "a"]).is_some() || self.view.phrase(from, &["half", "an"]).is_some() {
            (unit, amount) = halves(unit, amount);
        }
        if self.view.phrase(end, &["or", "so"]).is_some() {
            end += 2;
        }
        if ahead {
            return self.ahead(at, unit, amount, end);
        }
        let word = self.low(end);
        let hyphen = usize::from(self.view.is_dash(end) && self.view.glued(end) && self.any(end + 1, &["ago", "earlier"]));
        let (sign, from_report) = match self.low(end + hyphen) {
            "ago" => (-1, true),
            "earlier" | "previously" | "beforehand" | "before" => (-1, false),
            "later" | "afterward" | "afterwards" | "after" => (1, false),
            "from" if self.low(end + 1) == "now" => (1, true),
            "hence" => (1, true),
            _ => return None,
        };
        // "flew for an hour before falling" is a length.
        if self.after(at, &["for", "lasted"]) && matches!(word, "before" | "after") {
            return None;
        }
        // "two days before Christmas" is a day, "two weeks before the vote" hangs on something that is no time.
        let value = match (amount, from_report) {
            (None, _) => TimeValue::Vague { past: sign < 0 || !from_report, unit: Some(unit) },
            (Some(amount), true) => TimeValue::Away { unit, amount: sign * amount },
            (Some(amount), false) => TimeValue::FromOther { unit, amount: sign * amount },
        };
        Some(Parsed::date(value, end + hyphen + if word == "from" { 2 } else { 1 }))
    }

    /// "hours after", "days later": near another time, without a number.
    fn uncounted(&self, at: TokenId) -> Option<Parsed> {
        let (unit, plural) = *self.lexicon.units.get(self.low(at))?;
        if !plural
            || !self.any(at + 1, &["after", "before", "later", "earlier"])
            || self.after(at, &["few", "several", "many", "two", "three"])
        {
            return None;
        }
        let value = if unit <= Unit::Hour {
            TimeValue::FromOther { unit: Unit::Day, amount: 0 }
        } else {
            TimeValue::Vague { past: true, unit: Some(unit) }
        };
        Some(Parsed::date(value, at + 2))
    }

    /// "in two days": a point ahead where the sentence looks ahead, else a length of time (read elsewhere).
    fn ahead(&self, at: TokenId, unit: Unit, amount: Option<i32>, mut end: TokenId) -> Option<Parsed> {
        let apostrophe = usize::from(self.any(end, &["'", "'s"]));
        let in_time = self.low(end + apostrophe) == "time";
        if in_time {
            end += apostrophe + 1;
        }
        const LOOKS_AHEAD: [&str; 20] = [
            "will",
            "'ll",
            "would",
            "shall",
            "due",
            "expected",
            "scheduled",
            "going",
            "plans",
            "planned",
            "plan",
            "expects",
            "begin",
            "begins",
            "start",
            "starts",
            "promised",
            "vowed",
            "can",
            "could",
        ];
        let superlative = (self.view.start..at).rev().take(5).any(|before| {
            self.low(before).ends_with("est") && self.low(before).len() > 4
                || self.any(before, &["first", "second", "third", "time", "times", "worst", "most", "only"])
        });
        let ahead = (self.view.start..at).rev().take(60).any(|before| self.any(before, &LOOKS_AHEAD))
            && !superlative
            && self.low(end) != "of";
        if !in_time && !ahead {
            return None;
        }
        let value = match amount {
            Some(amount) if self.low(at) == "within" => TimeValue::Window { unit, amount },
            Some(amount) => TimeValue::Away { unit, amount },
            None => TimeValue::Vague { past: false, unit: Some(unit) },
        };
        Some(Parsed::date(value, end))
    }
}

/// Halves of a unit as whole smaller units: three halves of a year are eighteen months.
pub(super) fn halves(unit: Unit, count: Option<i32>) -> (Unit, Option<i32>) {
    let Some(count) = count else { return (unit, None) };
    match unit {
        Unit::Century => (Unit::Year, Some(count * 50)),
        Unit::Decade => (Unit::Year, Some(count * 5)),
        Unit::Year => (Unit::Month, Some(count * 6)),
        Unit::Month => (Unit::Week, Some(count * 2)),
        Unit::Hour => (Unit::Minute, Some(count * 30)),
        Unit::Minute => (Unit::Second, Some(count * 30)),
        Unit::Day => (Unit::Hour, Some(count * 12)),
        other => (other, Some((count + 1) / 2)),
    }
}
