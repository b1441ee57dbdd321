//! Times of the day: "7:15 a.m. local time on Thursday", "noon", "overnight into Monday", "in the morning".

use super::{Grammar, Parsed, is_day, of_day};
use crate::quantity::number::cardinal;
use document::{DayPart, Hour, TimeKind, TimeValue, TokenId};

impl Grammar<'_> {
    /// A clock time, a part of the day or the night, with its day where one follows.
    pub(super) fn clock(&self, at: TokenId) -> Option<Parsed> {
        if self.low(at) == "overnight" {
            return Some(self.overnight(at));
        }
        let introduced = self.after(
            at,
            &[
                "at",
                "around",
                "about",
                "by",
                "before",
                "after",
                "from",
                "until",
                "till",
                "since",
                "between",
                "to",
                "approximately",
                "near",
            ],
        );
        if let Some(tonight) = self.hour_of_part(at) {
            return Some(tonight);
        }
        let (hour, end) = match self.clock_time(at, introduced) {
            Some(found) => found,
            None => (self.part_of_day(at)?, self.part_end(at)),
        };
        let link = usize::from(self.any(end, &["on", ","])) + usize::from(self.view.phrase(end, &[",", "on"]).is_some());
        let day = self.day(end + link).filter(|day| is_day(&day.value));
        match day {
            Some(day)
                if link == 0
                    || self.low(end) != ","
                    || matches!(day.value, TimeValue::Calendar { .. } | TimeValue::Weekday { .. }) =>
            {
                let value = match day.value {
                    TimeValue::OfDay { day: Some(inner), .. } => of_day(hour, *inner),
                    value => of_day(hour, value),
                };
                Some(Parsed::new(value, TimeKind::Time, day.end))
            }
            _ => Some(Parsed::new(TimeValue::OfDay { hour, day: None }, TimeKind::Time, end)),
        }
    }

    fn overnight(&self, at: TokenId) -> Parsed {
        let mut from = at + 1;
        if self.any(from, &["on", "from"]) {
            from += 1;
        }
        let first = self.day(from).filter(|day| is_day(&day.value));
        let link = first.as_ref().map_or(at + 1, |day| day.end);
        let second =
            self.any(link, &["into", "to", "until"]).then(|| self.day(link + 1)).flatten().filter(|day| is_day(&day.value));
        let (into, end) = match (second, first) {
            (Some(day), _) | (None, Some(day)) => (Some(Box::new(day.value)), day.end),
            (None, None) => (None, at + 1),
        };
        Parsed::new(TimeValue::Overnight { into }, TimeKind::Time, end)
    }

    /// A clock time with its half of the day and zone, and the place after it. Without either it counts only where `introduced`.
    pub(super) fn clock_time(&self, at: TokenId, introduced: bool) -> Option<(Hour, TokenId)> {
        let word = self.low(at);
        let twelve = usize::from(self.any(at, &["12", "twelve"]) && self.any(at + 1, &["noon", "midnight"]));
        if twelve == 1 {
            return self.clock_time(at + 1, introduced);
        }
        if let Some(found) = self.hour_spelt(at) {
            return Some(found);
        }
        if matches!(word, "noon" | "midday" | "midnight") {
            let (_, end) = self.zone(at + 1);
            return Some((if word == "midnight" { Hour::Clock(24, 0) } else { Hour::Clock(12, 0) }, end));
        }
        let mark = [':', '.'].into_iter().find(|&mark| word.matches(mark).count() == 1);
        let (hour, minute) = mark.and_then(|mark| word.split_once(mark)).unwrap_or((word, ""));
        let four = mark.is_none() && word.len() == 4;
        let (hour, minute) = if four { (word.get(..2)?, word.get(2..)?) } else { (hour, minute) };
        let value: u8 = hour.parse().ok().filter(|hour| *hour < 24)?;
        let minutes: u8 =
            if minute.is_empty() { 0 } else { minute.parse().ok().filter(|value| *value < 60 && minute.len() == 2)? };
        let half = match self.low(at + 1) {
            "a.m." | "am" | "a.m" => Some(false),
            "p.m." | "pm" | "p.m" => Some(true),
            _ => None,
        };
        if let Some(afternoon) = half.filter(|_| (1..=12).contains(&value) && !four) {
            let hour = value % 12 + if afternoon { 12 } else { 0 };
            let (_, end) = self.zone(at + 2);
            return Some((Hour::Clock(hour, minutes), self.same_time_elsewhere(end)));
        }
        if self.any(at + 1, &["o'clock"]) {
            return Some((Hour::Clock(value, 0), at + 2));
        }
        let hours = self.low(at + 1) == "hours" && four;
        let (zoned, end) = self.zone(at + 1);
        let colon = mark == Some(':');
        // "10:30" by itself, "08:00-20:00", "8:30 Saturday morning".
        let listed = self.stands_alone(at, at + 1) || self.beside_clock(at) || colon && self.weekday(at + 1).is_some();
        let counts =
            zoned && (colon || four || minute.is_empty()) || hours || colon && (introduced || listed) && minute.len() == 2;
        counts.then(|| (Hour::Clock(value, minutes), self.same_time_elsewhere(if hours { at + 2 } else { end })))
    }

    /// "7 this morning", "9:30 tonight", "six o'clock this evening": an hour by its part of the day.
    fn hour_of_part(&self, at: TokenId) -> Option<Parsed> {
        let (hour, minute, end) = match self.hour_spelt(at) {
            Some((Hour::Clock(hour, minute), end)) => (hour, minute, end),
            _ => match self.low(at).split_once(':') {
                Some((hour, minute)) => (hour.parse().ok()?, minute.parse().ok()?, at + 1),
                None => (self.low(at).parse().ok()?, 0, at + 1),
            },
        };
        let o_clock = usize::from(self.low(end) == "o'clock");
        let part = self.phrase(end + o_clock).filter(|_| (1..=12).contains(&hour) && minute < 60)?;
        let TimeValue::OfDay { hour: Hour::Part(of), day: Some(day) } = part.value else { return None };
        let past_noon = !matches!(of, DayPart::Morning) && hour < 12;
        let hour = if past_noon { hour + 12 } else { hour };
        Some(Parsed::new(of_day(Hour::Clock(hour, minute), *day), TimeKind::Time, part.end))
    }

    /// "eight o'clock".
    fn hour_spelt(&self, at: TokenId) -> Option<(Hour, TokenId)> {
        let number = cardinal(self.view, self.numbers, at).filter(|number| self.low(number.end) == "o'clock")?;
        (1.0..=24.0).contains(&number.value).then_some((Hour::Clock(number.value as u8, 0), number.end + 1))
    }

    /// Whether the clock time is one of two with a dash between them, as in opening hours: "08:00-20:00".
    fn beside_clock(&self, at: TokenId) -> bool {
        let clock = |token: TokenId| {
            let figures = self.low(token).split_once(':');
            figures.is_some_and(|(hour, minute)| {
                hour.len() == 2 && minute.len() == 2 && (hour.bytes().chain(minute.bytes())).all(|b| b.is_ascii_digit())
            })
        };
        let before = at > self.view.start + 1 && self.view.is_dash(at - 1) && clock(at - 2);
        clock(at) && (before || self.view.is_dash(at + 1) && clock(at + 2))
    }

    /// Whether a time zone stands here, and the place after it.
    fn zone(&self, at: TokenId) -> (bool, TokenId) {
        for zone in &self.lexicon.zones {
            if zone.iter().enumerate().all(|(distance, word)| self.low(at + distance) == word) {
                return (true, at + zone.len());
            }
        }
        (false, at)
    }

    /// Passes over "(2330 GMT Monday)", which says the same time by another clock.
    fn same_time_elsewhere(&self, at: TokenId) -> TokenId {
        if self.low(at) != "(" {
            return at;
        }
        let close = (at + 1..at + 8).find(|&token| self.low(token) == ")");
        let zoned = |close: TokenId| (at + 1..close).any(|token| self.zone(token).0);
        close.filter(|&close| zoned(close)).map_or(at, |close| close + 1)
    }

    /// "morning", "dawn" and the like where they say a time: after "in the", "at", "before", "early".
    fn part_of_day(&self, at: TokenId) -> Option<Hour> {
        let the = usize::from(self.low(at) == "the");
        let word = self.low(at + the);
        let hour = *self.lexicon.parts_of_day.get(word)?;
        let before = self.view.before(at, 1);
        let introduced = if the == 1 {
            matches!(before, "in" | "during" | "through" | "throughout" | "of")
                && !matches!(self.low(at + 2), "of" | "before" | "after")
                || self.stands_alone(at, at + 2)
        } else {
            matches!(before, "at" | "before" | "by" | "until" | "after" | "since")
                || word.starts_with("mid") && word.contains("noon")
        };
        introduced.then_some(hour)
    }

    fn part_end(&self, at: TokenId) -> TokenId {
        at + usize::from(self.low(at) == "the") + 1
    }
}
