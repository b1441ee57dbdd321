//! Runs `dates.txt`: each line is an expression, what it says and the days that it stands for.

use code::date::{DateContext, Tense, anchor};
use document::timex::{Reference, timex};
use document::{Date, DayPart, Edge, Hour, Months, TimeKind, TimeValue, Unit, Week};
use event::When;
use span::Span;

/// Reads the notation that `TimeValue` prints.
struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    fn word(&mut self) -> &'t str {
        self.rest = self.rest.trim_start();
        let length =
            if self.rest.starts_with(['(', ')']) { 1 } else { self.rest.find([' ', ')', '(']).unwrap_or(self.rest.len()) };
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        word
    }

    fn number<T: std::str::FromStr>(&mut self) -> Option<T> {
        self.word().parse().ok()
    }

    fn unit(&mut self) -> Unit {
        match self.word() {
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
            other => panic!("no unit: {other}"),
        }
    }

    fn which(&mut self) -> Week {
        match self.word() {
            "bare" => Week::Bare,
            "last" => Week::Last,
            "this" => Week::This,
            "next" => Week::Next,
            "coming" => Week::Coming,
            other => panic!("no such word: {other}"),
        }
    }

    fn edge(&mut self) -> Edge {
        match self.word() {
            "early" => Edge::Early,
            "middle" => Edge::Middle,
            "late" => Edge::Late,
            "earlier" => Edge::Earlier,
            "later" => Edge::Later,
            other => panic!("no edge: {other}"),
        }
    }

    fn maybe(&mut self) -> Option<Box<TimeValue>> {
        if self.rest.trim_start().starts_with('-') {
            self.word();
            return None;
        }
        Some(Box::new(self.value()))
    }

    fn value(&mut self) -> TimeValue {
        assert_eq!(self.word(), "(", "before {:?}", self.rest);
        let value = match self.word() {
            "calendar" => {
                TimeValue::Calendar { year: self.number(), month: self.number(), day: self.number(), which: self.which() }
            }
            "weekday" => TimeValue::Weekday { weekday: self.number().unwrap(), which: self.which() },
            "weekday-ago" => TimeValue::WeekdayAgo { weekday: self.number().unwrap(), count: self.number().unwrap() },
            "nth-weekday" => TimeValue::NthWeekday {
                nth: self.number().unwrap(),
                weekday: self.number().unwrap(),
                month: self.number().unwrap(),
                year: self.number(),
            },
            "relative" => TimeValue::Relative { unit: self.unit(), offset: self.number().unwrap() },
            "away" => TimeValue::Away { unit: self.unit(), amount: self.number().unwrap() },
            "window" => TimeValue::Window { unit: self.unit(), amount: self.number().unwrap() },
            "from-other" => TimeValue::FromOther { unit: self.unit(), amount: self.number().unwrap() },
            "within" => TimeValue::Within { what: Box::new(self.value()), of: Box::new(self.value()) },
            "part" => TimeValue::Part { edge: self.edge(), of: Box::new(self.value()) },
            "range" => TimeValue::Range { from: self.maybe(), to: self.maybe() },
            "overnight" => TimeValue::Overnight { into: self.maybe() },
            "of-day" => {
                let hour = match self.word() {
                    "-" => Hour::Unsaid,
                    "morning" => Hour::Part(DayPart::Morning),
                    "midday" => Hour::Part(DayPart::Midday),
                    "afternoon" => Hour::Part(DayPart::Afternoon),
                    "evening" => Hour::Part(DayPart::Evening),
                    "night" => Hour::Part(DayPart::Night),
                    clock => {
                        let (hour, minute) = clock.split_once(':').expect("a clock time");
                        Hour::Clock(hour.parse().unwrap(), minute.parse().unwrap())
                    }
                };
                TimeValue::OfDay { hour, day: self.maybe() }
            }
            "season" => {
                let months = Months { first: self.number().unwrap(), last: self.number().unwrap() };
                TimeValue::Season { months, year: self.number(), which: self.which() }
            }
            "quarter" => TimeValue::Quarter { quarter: self.number().unwrap(), year: self.number() },
            "decade" => TimeValue::Decade { first: self.number().unwrap() },
            "century" => TimeValue::Century { first: self.number().unwrap() },
            "duration" => TimeValue::Duration { unit: self.unit(), amount: self.number() },
            "half" => TimeValue::Half { half: self.number().unwrap(), of: Box::new(self.value()) },
            "every" => TimeValue::Every { unit: self.unit(), count: 1 },
            "now" => TimeValue::Now,
            "vague" => TimeValue::Vague { past: self.word() == "past", unit: None },
            other => panic!("no such value: {other}"),
        };
        assert_eq!(self.word(), ")", "before {:?}", self.rest);
        value
    }
}

fn shown(when: Option<&When>) -> String {
    let Some(when) = when else { return "none".to_string() };
    let Some(stretch) = when.stretch() else { return "none".to_string() };
    let ongoing = if stretch.ongoing { "+" } else { "" };
    format!("{} | {}{ongoing} | {} | {}", stretch.date, stretch.enddate, stretch.granularity.name(), when.basis())
}

#[test]
fn expressions_are_anchored_as_the_table_says() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in include_str!("dates.txt").lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        let mut reader = Reader { rest: columns[1] };
        let value = reader.value();
        assert_eq!(value.to_string(), columns[1], "the notation is read as it is printed");
        let published: Option<Date> = columns[2].parse().ok();
        let (tense, other) =
            columns[3].split_once(" other=").map_or((columns[3], None), |(tense, day)| (tense, day.parse().ok()));
        let tense = match tense {
            "past" => Tense::Past,
            "present" => Tense::Present,
            "future" => Tense::Future,
            other => panic!("no tense: {other}"),
        };
        let context = DateContext { tense, other: other.map(|day: Date| (day, day)) };
        let words = Span::new(0, columns[0].len());
        let found = shown(anchor(&value, words, published, context).as_ref());
        if found != columns[4..].join(" | ") {
            wrong.push(format!("{line}\n    found {found}"));
        }
        count += 1;
    }
    assert!(count >= 60, "{count} cases");
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn days_are_the_same_as_in_timex3() {
    let days = ["2024-02-29", "2024-06-18", "2024-12-31", "2025-01-01"];
    let mut values = Vec::new();
    for which in [Week::Last, Week::This, Week::Next, Week::Coming, Week::Bare] {
        values.extend((1..=7).map(|weekday| TimeValue::Weekday { weekday, which }));
    }
    values.extend((-9..=9).flat_map(|amount| {
        [TimeValue::Relative { unit: Unit::Day, offset: amount }, TimeValue::Away { unit: Unit::Day, amount }]
    }));
    values.extend((1..=7).map(|weekday| TimeValue::WeekdayAgo { weekday, count: 2 }));
    values.extend((1..=7).map(|weekday| TimeValue::Within {
        what: Box::new(TimeValue::Weekday { weekday, which: Week::Bare }),
        of: Box::new(TimeValue::Relative { unit: Unit::Week, offset: -1 }),
    }));
    for day in days.map(|day| day.parse::<Date>().unwrap()) {
        for value in &values {
            let context = DateContext { tense: Tense::Past, other: None };
            let found = anchor(value, Span::default(), Some(day), context).expect("a day");
            let said = timex(TimeKind::Date, value, Reference { day: Some(day), told: None });
            assert_eq!(
                found.days().map(|(first, last)| (first.to_string(), last.to_string())),
                Some((said.value.clone(), said.value))
            );
        }
    }
}

#[test]
fn no_value_and_no_day_panics() {
    let days = ["-009999-01-01", "-009999-01-31", "0000-02-29", "2024-02-29", "9999-12-31", "9999-01-01"];
    let units = [
        Unit::Second,
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Week,
        Unit::Month,
        Unit::Quarter,
        Unit::Year,
        Unit::Decade,
        Unit::Century,
    ];
    for published in days.iter().map(|day| day.parse::<Date>().unwrap()) {
        for tense in [Tense::Past, Tense::Present, Tense::Future] {
            let context = DateContext { tense, other: Some((published, published)) };
            let check = |value: TimeValue| {
                for edge in [Edge::Early, Edge::Middle, Edge::Late, Edge::Earlier, Edge::Later] {
                    anchor(&TimeValue::Part { edge, of: Box::new(value.clone()) }, Span::default(), Some(published), context);
                }
                for half in [0, 1, 2, 255] {
                    anchor(&TimeValue::Half { half, of: Box::new(value.clone()) }, Span::default(), Some(published), context);
                }
                anchor(&TimeValue::Overnight { into: Some(Box::new(value.clone())) }, Span::default(), Some(published), context);
                let range = TimeValue::Range { from: Some(Box::new(value.clone())), to: Some(Box::new(TimeValue::Now)) };
                anchor(&range, Span::default(), Some(published), context);
                for told in [None, Some(published)] {
                    timex(TimeKind::Date, &value, Reference { day: Some(published), told });
                    timex(TimeKind::Duration, &TimeValue::Each { what: Box::new(value.clone()) }, Reference { day: None, told });
                    let within = TimeValue::Within { what: Box::new(value.clone()), of: Box::new(value.clone()) };
                    timex(TimeKind::Date, &within, Reference { day: Some(published), told });
                }
                anchor(&value, Span::default(), Some(published), context)
            };
            for unit in units {
                for amount in [i32::MIN, -1_000_000, -1, 0, 1, 40_000, i32::MAX] {
                    check(TimeValue::Away { unit, amount });
                    check(TimeValue::Window { unit, amount });
                    check(TimeValue::FromOther { unit, amount });
                    check(TimeValue::Relative { unit, offset: amount });
                }
            }
            for number in [0, 1, 4, 5, 12, 13, 31, 200, 255] {
                for which in [Week::Bare, Week::Last, Week::This, Week::Next, Week::Coming] {
                    check(TimeValue::Weekday { weekday: number, which });
                    check(TimeValue::WeekdayAgo { weekday: number, count: number });
                    for nth in [i8::MIN, -1, 0, 1, 5, i8::MAX] {
                        check(TimeValue::NthWeekday { nth, weekday: number, month: number, year: None });
                        check(TimeValue::NthWeekday { nth, weekday: number, month: number, year: Some(9999) });
                    }
                    check(TimeValue::Calendar { year: None, month: Some(number), day: Some(number), which });
                    check(TimeValue::Calendar { year: None, month: Some(number), day: None, which });
                    check(TimeValue::Calendar { year: Some(9999), month: Some(number), day: None, which });
                    check(TimeValue::Season { months: Months { first: number, last: 2 }, year: Some(9999), which });
                    check(TimeValue::Season { months: Months { first: number, last: number }, year: None, which });
                }
                check(TimeValue::Quarter { quarter: number, year: None });
                check(TimeValue::Decade { first: i16::MAX });
                check(TimeValue::Century { first: i16::MIN });
            }
        }
    }
}
