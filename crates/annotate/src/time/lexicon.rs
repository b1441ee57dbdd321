//! Reads the lists of `knowledge/time`: months, weekdays, units, seasons, holidays, phrases. Interprets no sentence.

use crate::quantity::lexicon::lines;
use document::{DayPart, Hour, Months, TimeKind, TimeValue, Unit, Week};
use rustc_hash::{FxHashMap, FxHashSet};

/// A month or weekday by one of its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// 1 to 12, or 1 Monday to 7 Sunday.
    pub number: u8,
    /// Whether the name is a short form written without its period ("Mar"), which needs a date after it.
    pub bare_short: bool,
}

/// A phrase and what it says.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its words in lower case, cut as the tokeniser cuts them.
    pub words: Vec<String>,
    /// What it says.
    pub value: TimeValue,
    /// Its TIMEX3 type.
    pub kind: TimeKind,
}

/// All lists, read once.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// "june" to 6.
    pub months: FxHashMap<String, Named>,
    /// "friday" to 5.
    pub weekdays: FxHashMap<String, Named>,
    /// "weeks" to the unit, and whether the word is a plural.
    pub units: FxHashMap<&'static str, (Unit, bool)>,
    /// "summer" to its months.
    pub seasons: FxHashMap<&'static str, Months>,
    /// "nineties" to 1990.
    pub decades: FxHashMap<&'static str, i16>,
    /// "noon" to 12:00, "dawn" to the morning.
    pub parts_of_day: FxHashMap<&'static str, Hour>,
    /// Phrases, the longest of each first word first.
    pub phrases: FxHashMap<String, Vec<Phrase>>,
    /// "local time", "GMT".
    pub zones: Vec<Vec<String>>,
    /// All words that an expression may begin with, numbers and "mid-" aside.
    pub openers: FxHashSet<String>,
}

/// Words beside those of the lists that an expression may begin with.
const OPENERS: [&str; 69] = [
    "a",
    "an",
    "the",
    "last",
    "next",
    "this",
    "past",
    "previous",
    "following",
    "coming",
    "current",
    "upcoming",
    "earlier",
    "later",
    "early",
    "late",
    "since",
    "until",
    "till",
    "through",
    "from",
    "between",
    "before",
    "by",
    "in",
    "within",
    "several",
    "few",
    "many",
    "some",
    "more",
    "half",
    "overnight",
    "fiscal",
    "so",
    "each",
    "every",
    "once",
    "twice",
    "that",
    "after",
    "throughout",
    "during",
    "year",
    "end",
    "q1",
    "q2",
    "q3",
    "q4",
    "fy",
    "ad",
    "first",
    "second",
    "hundreds",
    "thousands",
    "scores",
    "weekend",
    "weekends",
    "no",
    "nearly",
    "almost",
    "less",
    "over",
    "about",
    "around",
    "couple",
    "up",
    "at",
    "noon",
];

impl Lexicon {
    /// The lists that are compiled into the program. Lines that cannot be read are left out; a test counts them.
    pub fn embedded() -> Lexicon {
        let mut lexicon = Lexicon {
            months: named(include_str!("../../../../knowledge/time/months.txt")),
            weekdays: named(include_str!("../../../../knowledge/time/weekdays.txt")),
            ..Lexicon::default()
        };
        for words in lines(include_str!("../../../../knowledge/time/units.txt")) {
            let Some(unit) = unit(words[0]) else { continue };
            lexicon.units.extend(words[1..].iter().map(|&word| (word, (unit, word.ends_with('s') || word == "centuries"))));
        }
        for words in lines(include_str!("../../../../knowledge/time/seasons.txt")) {
            let (Ok(first), Ok(last)) = (words[0].parse(), words[1].parse()) else { continue };
            lexicon.seasons.extend(words[2..].iter().map(|&word| (word, Months { first, last })));
        }
        for words in lines(include_str!("../../../../knowledge/time/decades.txt")) {
            let Ok(first) = words[0].parse() else { continue };
            lexicon.decades.extend(words[1..].iter().map(|&word| (word, first)));
        }
        for words in lines(include_str!("../../../../knowledge/time/parts-of-day.txt")) {
            let Some(hour) = hour(words[0]) else { continue };
            lexicon.parts_of_day.extend(words[1..].iter().map(|&word| (word, hour)));
        }
        for words in lines(include_str!("../../../../knowledge/time/zones.txt")) {
            lexicon.zones.push(words.iter().map(|word| word.to_lowercase()).collect());
        }
        lexicon.zones.sort_by_key(|words| std::cmp::Reverse(words.len()));
        for words in lines(include_str!("../../../../knowledge/time/phrases.txt")) {
            if let Some((value, kind, count)) = says(&words) {
                lexicon.add(&words[count..], value, kind);
            }
        }
        for words in lines(include_str!("../../../../knowledge/time/holidays.txt")) {
            let Some(value) = holiday(words[0], &lexicon.weekdays) else { continue };
            lexicon.add(&words[1..], value, TimeKind::Date);
        }
        lexicon.named_days();
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by(|one, other| other.words.len().cmp(&one.words.len()).then_with(|| one.words.cmp(&other.words)));
        }
        lexicon.openers = lexicon.openers();
        lexicon
    }

    fn openers(&self) -> FxHashSet<String> {
        let weekdays = self.weekdays.keys().flat_map(|day| [day.clone(), format!("{day}s")]);
        let units = self.units.keys().flat_map(|unit| [unit.to_string(), format!("{unit}long")]);
        let named = self.months.keys().chain(self.phrases.keys()).cloned();
        let others = self.decades.keys().chain(self.seasons.keys()).chain(self.parts_of_day.keys()).chain(&OPENERS);
        named.chain(weekdays).chain(units).chain(others.map(|word| word.to_string())).collect()
    }

    fn named_days(&mut self) {
        let list = include_str!("../../../../knowledge/time/named-days.txt");
        let classes: Vec<&str> = lines(list).filter(|words| words[0] == "words").flat_map(|words| words[1..].to_vec()).collect();
        for words in lines(list) {
            let mut parts = words[0].split('-').map(str::parse::<i16>);
            let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) = (parts.next(), parts.next(), parts.next()) else { continue };
            let value =
                TimeValue::Calendar { year: Some(year), month: Some(month as u8), day: Some(day as u8), which: Week::Bare };
            match words[1..].split_last() {
                Some((&"…", rest)) => {
                    for class in &classes {
                        let whole: Vec<&str> = rest.iter().chain([class]).copied().collect();
                        self.add(&whole, value.clone(), TimeKind::Date);
                    }
                }
                _ => self.add(&words[1..], value, TimeKind::Date),
            }
        }
    }

    fn add(&mut self, words: &[&str], value: TimeValue, kind: TimeKind) {
        let mut cut: Vec<String> = Vec::new();
        for word in words.iter().map(|word| word.to_lowercase()) {
            match word.strip_suffix("'s") {
                Some(owner) => cut.extend([owner.to_string(), "'s".to_string()]),
                None => match word.strip_suffix('\'') {
                    Some(owner) => cut.extend([owner.to_string(), "'".to_string()]),
                    None => cut.push(word),
                },
            }
        }
        if let Some(first) = cut.first() {
            self.phrases.entry(first.clone()).or_default().push(Phrase { words: cut, value, kind });
        }
    }
}

/// The day that "12-25" or "11-4-thursday", the fourth of November, stands for in every year.
fn holiday(day: &str, weekdays: &FxHashMap<String, Named>) -> Option<TimeValue> {
    let mut parts = day.splitn(3, '-');
    let month: u8 = parts.next()?.parse().ok()?;
    let number = parts.next()?;
    Some(match parts.next() {
        None => TimeValue::Calendar { year: None, month: Some(month), day: number.parse().ok(), which: Week::Bare },
        Some(weekday) => {
            let nth = if number == "last" { -1 } else { number.parse().ok()? };
            TimeValue::NthWeekday { nth, weekday: weekdays.get(weekday)?.number, month, year: None }
        }
    })
}

fn named(list: &'static str) -> FxHashMap<String, Named> {
    let mut found = FxHashMap::default();
    for words in lines(list) {
        let Ok(number) = words[0].parse() else { continue };
        for word in words[1..].iter().map(|word| word.to_lowercase()) {
            if let Some(short) = word.strip_suffix('.') {
                found.insert(short.to_string(), Named { number, bare_short: true });
            }
            found.insert(word, Named { number, bare_short: false });
        }
    }
    found
}

/// The unit of that name.
pub fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

/// The part of the day of that name, or the clock time that figures write.
fn hour(name: &str) -> Option<Hour> {
    Some(match name {
        "morning" => Hour::Part(DayPart::Morning),
        "midday" => Hour::Part(DayPart::Midday),
        "afternoon" => Hour::Part(DayPart::Afternoon),
        "evening" => Hour::Part(DayPart::Evening),
        "night" => Hour::Part(DayPart::Night),
        _ => {
            let (hour, minute) = name.split_once(':')?;
            Hour::Clock(hour.parse().ok()?, minute.parse().ok()?)
        }
    })
}

/// What a line of `phrases.txt` says, and how many words say it.
fn says(words: &[&str]) -> Option<(TimeValue, TimeKind, usize)> {
    let number = |at: usize| words.get(at).and_then(|word| word.parse::<i32>().ok());
    Some(match words[0] {
        "now" => (TimeValue::Now, TimeKind::Date, 1),
        "past" => (TimeValue::Vague { past: true, unit: None }, TimeKind::Date, 1),
        "while" => (TimeValue::While, TimeKind::Duration, 1),
        "coming" => (TimeValue::Vague { past: false, unit: None }, TimeKind::Date, 1),
        "every" => match unit(words.get(1)?) {
            Some(unit) => (TimeValue::Every { unit, count: 1 }, TimeKind::Set, 2),
            None => {
                let what = Box::new(TimeValue::OfDay { hour: hour(words.get(1)?)?, day: None });
                (TimeValue::Each { what }, TimeKind::Set, 2)
            }
        },
        "each" => {
            let what = Box::new(TimeValue::Relative { unit: unit(words.get(1)?)?, offset: 0 });
            (TimeValue::Each { what }, TimeKind::Set, 2)
        }
        "same" => {
            let amount = number(2).unwrap_or(0);
            let value = match unit(words.get(1)?) {
                Some(unit) => TimeValue::FromOther { unit, amount },
                None => {
                    let day = Some(Box::new(TimeValue::FromOther { unit: Unit::Day, amount }));
                    TimeValue::OfDay { hour: hour(words.get(1)?)?, day }
                }
            };
            if let TimeValue::OfDay { .. } = value {
                return Some((value, TimeKind::Time, if number(2).is_some() { 3 } else { 2 }));
            }
            (value, TimeKind::Date, if number(2).is_some() { 3 } else { 2 })
        }
        "morning" | "afternoon" | "evening" | "night" => {
            let day = TimeValue::Relative { unit: Unit::Day, offset: number(1)? };
            (TimeValue::OfDay { hour: hour(words[0])?, day: Some(Box::new(day)) }, TimeKind::Time, 2)
        }
        name => (TimeValue::Relative { unit: unit(name)?, offset: number(1)? }, TimeKind::Date, 2),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_is_read() {
        let lexicon = Lexicon::embedded();
        for words in lines(include_str!("../../../../knowledge/time/phrases.txt")) {
            assert!(says(&words).is_some(), "{words:?}");
        }
        assert_eq!(lexicon.months["sept."], Named { number: 9, bare_short: false });
        assert!(lexicon.months["sept"].bare_short && !lexicon.months["may"].bare_short);
        assert_eq!(lexicon.units["weeks"], (Unit::Week, true));
        assert_eq!(lexicon.parts_of_day["noon"], Hour::Clock(12, 0));
        assert!(lexicon.phrases["new"].iter().any(|phrase| phrase.words == ["new", "year", "'s", "eve"]));
        assert!(lexicon.phrases["9/11"].len() == 1);
    }
}
