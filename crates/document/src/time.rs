//! Time expressions as they are said, before anyone knows the day on which they were said.
//!
//! The kinds follow TIMEX3 (TimeML 1.2.1); the values are a small tree that `code` anchors against a reference date.
//! Nothing here knows a calendar's length of months or what day it is.

use crate::TokenRange;
use span::Span;
use std::fmt;

/// A stretch of words that names a time.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    /// Its bytes, without a preposition that merely introduces it, with one that bounds it (`since April`).
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// The TIMEX3 type.
    pub kind: TimeKind,
    /// What it says.
    pub value: TimeValue,
}

/// The types of TIMEX3, with ranges apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeKind {
    /// A calendar date of any size.
    Date,
    /// A time of day, with or without its day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
    /// A stretch with one or two bounds.
    Range,
}

/// A unit of the calendar or the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Calendar weeks, Monday to Sunday.
    Week,
    /// Calendar months.
    Month,
    /// Quarters of a year.
    Quarter,
    /// Years.
    Year,
    /// Decades.
    Decade,
    /// Centuries.
    Century,
}

/// A part of a longer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edge {
    /// "early", "the beginning of".
    Early,
    /// "mid", "the middle of".
    Middle,
    /// "late", "the end of".
    Late,
    /// "earlier this month": from its beginning up to the reference day.
    Earlier,
    /// "later this month": from the reference day to its end.
    Later,
}

/// Which one of its name is meant, where a weekday, month or season is said with "last", "next" or alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Week {
    /// Said alone: the nearest one in the direction of the sentence's tense.
    Bare,
    /// "last Tuesday", "last April".
    Last,
    /// "this Tuesday".
    This,
    /// "next Tuesday".
    Next,
    /// "this coming Tuesday": the first one after the reference day.
    Coming,
}

/// A part of the day, as TIMEX3 tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayPart {
    /// "morning", "dawn".
    Morning,
    /// "lunchtime".
    Midday,
    /// "afternoon".
    Afternoon,
    /// "evening", "dusk".
    Evening,
    /// "night".
    Night,
}

/// How exactly a time of the day is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hour {
    /// A clock time: hour 0 to 23 and minute; midnight is 24:00, the end of its day.
    Clock(u8, u8),
    /// A part of the day.
    Part(DayPart),
    /// Only that it is some time of the day: "late Sunday", "the early hours".
    Unsaid,
}

impl fmt::Display for Hour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Hour::Clock(hour, minute) => write!(f, "{hour}:{minute:02}"),
            Hour::Part(part) => write!(f, "{}", format!("{part:?}").to_lowercase()),
            Hour::Unsaid => write!(f, "-"),
        }
    }
}

/// A first and last month, one to twelve; winter runs from twelve to two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Months {
    /// First month, 1 to 12.
    pub first: u8,
    /// Last month, 1 to 12.
    pub last: u8,
}

/// What a time expression says, unanchored.
#[derive(Clone, Debug, PartialEq)]
pub enum TimeValue {
    /// Any of year, month and day of the calendar: "June 9", "2018", "Sept. 2018", "the 9th".
    Calendar {
        /// Gregorian year, where said; zero and below before Christ, as in ISO 8601.
        year: Option<i16>,
        /// 1 to 12, where said.
        month: Option<u8>,
        /// 1 to 31, where said.
        day: Option<u8>,
        /// How a month or day without a year was said ("last April").
        which: Week,
    },
    /// A day of the week, 1 Monday to 7 Sunday.
    Weekday {
        /// 1 Monday to 7 Sunday.
        weekday: u8,
        /// How it was said.
        which: Week,
    },
    /// "two Fridays ago": that day of the week, so many times back from the reference day, which itself does not count.
    WeekdayAgo {
        /// 1 Monday to 7 Sunday.
        weekday: u8,
        /// How many times, one or more.
        count: u8,
    },
    /// "Thanksgiving", "the first Monday of May": a day of the week by its place in a month.
    NthWeekday {
        /// 1 to 5, or -1 for the last.
        nth: i8,
        /// 1 Monday to 7 Sunday.
        weekday: u8,
        /// 1 to 12.
        month: u8,
        /// Gregorian year, where said.
        year: Option<i16>,
    },
    /// So many calendar units before (negative) or after the one that holds the reference day: "yesterday", "last week", "this year".
    Relative {
        /// The unit counted.
        unit: Unit,
        /// How many.
        offset: i32,
    },
    /// "three weeks ago", "in two days": so many units from the reference day, negative for the past, as exact as the unit.
    Away {
        /// The unit counted.
        unit: Unit,
        /// How many; negative for the past.
        amount: i32,
    },
    /// "the past three weeks", "the last 24 hours" (negative), "the next five years".
    Window {
        /// The unit counted.
        unit: Unit,
        /// How many; negative for the past.
        amount: i32,
    },
    /// "a day earlier", "two weeks later", "the next day", "the same day": counted from another time told before.
    FromOther {
        /// The unit counted.
        unit: Unit,
        /// How many; negative for before.
        amount: i32,
    },
    /// "June last year", "Friday of last week", "Sept. 23 this year": the one of that name within another time.
    Within {
        /// What is named.
        what: Box<TimeValue>,
        /// The longer time that it lies in.
        of: Box<TimeValue>,
    },
    /// "early 2018", "late May", "earlier this month".
    Part {
        /// Which part.
        edge: Edge,
        /// Of what.
        of: Box<TimeValue>,
    },
    /// "the first half of 2019", "the second half of next month".
    Half {
        /// 1 or 2.
        half: u8,
        /// Of what.
        of: Box<TimeValue>,
    },
    /// "from May 28 to Sept. 23", "between 2018 and 2020", "1950-53", "since April", "until Friday".
    Range {
        /// From here on, where said.
        from: Option<Box<TimeValue>>,
        /// Up to and with this, where said.
        to: Option<Box<TimeValue>>,
    },
    /// "overnight", "overnight into Monday": the night that ends on the day given, else on the reference day.
    Overnight {
        /// The day that the night ends on, where said.
        into: Option<Box<TimeValue>>,
    },
    /// A time or part of the day, and its day where it is said: "8:30 a.m. on Tuesday", "Monday night".
    OfDay {
        /// How exactly the time of the day is said.
        hour: Hour,
        /// The day, where said.
        day: Option<Box<TimeValue>>,
    },
    /// A season of a year, by its months on the northern hemisphere.
    Season {
        /// Its months.
        months: Months,
        /// The year, where said.
        year: Option<i16>,
        /// How it was said where no year is.
        which: Week,
    },
    /// A quarter of a year, 1 to 4.
    Quarter {
        /// 1 to 4.
        quarter: u8,
        /// The year, where said.
        year: Option<i16>,
    },
    /// "the 1990s": the first year of the decade.
    Decade {
        /// Its first year.
        first: i16,
    },
    /// A century, by its first year.
    Century {
        /// Its first year.
        first: i16,
    },
    /// "for 24 years", "86 minutes": a length of time, no point in it.
    Duration {
        /// The unit counted.
        unit: Unit,
        /// How many, or none for "for years".
        amount: Option<i32>,
    },
    /// "a while", "some time": a length without a unit.
    While,
    /// "every day", "twice a week", "annually", "every two weeks".
    Every {
        /// The unit that it is repeated in.
        unit: Unit,
        /// How many units lie between, one or more.
        count: u16,
    },
    /// "every Tuesday", "each July", "Mondays": a repeated time that has a name of its own.
    Each {
        /// What is repeated.
        what: Box<TimeValue>,
    },
    /// "now", "currently".
    Now,
    /// "recently", "in recent weeks", "in the past", "soon": real, but no bounds.
    Vague {
        /// Whether it lies behind the reference day.
        past: bool,
        /// The unit that it is counted in without a number: "recent weeks", "the past few weeks".
        unit: Option<Unit>,
    },
}

impl fmt::Display for TimeValue {
    /// The value in a short notation for tables and reports: `(within (calendar - 6 9) (relative year -1))`. What is not said is `-`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = |value: &dyn fmt::Debug| format!("{value:?}").to_lowercase();
        let said = |value: Option<i32>| value.map_or("-".to_string(), |value| value.to_string());
        let inner = |value: &Option<Box<TimeValue>>| value.as_ref().map_or("-".to_string(), |value| value.to_string());
        match self {
            TimeValue::Calendar { year, month, day, which } => {
                let (year, month, day) = (said(year.map(i32::from)), said(month.map(i32::from)), said(day.map(i32::from)));
                write!(f, "(calendar {year} {month} {day} {})", word(which))
            }
            TimeValue::Weekday { weekday, which } => write!(f, "(weekday {weekday} {})", word(which)),
            TimeValue::WeekdayAgo { weekday, count } => write!(f, "(weekday-ago {weekday} {count})"),
            TimeValue::NthWeekday { nth, weekday, month, year } => {
                write!(f, "(nth-weekday {nth} {weekday} {month} {})", said(year.map(i32::from)))
            }
            TimeValue::Relative { unit, offset } => write!(f, "(relative {} {offset})", word(unit)),
            TimeValue::Away { unit, amount } => write!(f, "(away {} {amount})", word(unit)),
            TimeValue::Window { unit, amount } => write!(f, "(window {} {amount})", word(unit)),
            TimeValue::FromOther { unit, amount } => write!(f, "(from-other {} {amount})", word(unit)),
            TimeValue::Within { what, of } => write!(f, "(within {what} {of})"),
            TimeValue::Part { edge, of } => write!(f, "(part {} {of})", word(edge)),
            TimeValue::Half { half, of } => write!(f, "(half {half} {of})"),
            TimeValue::Range { from, to } => write!(f, "(range {} {})", inner(from), inner(to)),
            TimeValue::Overnight { into } => write!(f, "(overnight {})", inner(into)),
            TimeValue::OfDay { hour, day } => write!(f, "(of-day {hour} {})", inner(day)),
            TimeValue::Season { months, year, which } => {
                write!(f, "(season {} {} {} {})", months.first, months.last, said(year.map(i32::from)), word(which))
            }
            TimeValue::Quarter { quarter, year } => write!(f, "(quarter {quarter} {})", said(year.map(i32::from))),
            TimeValue::Decade { first } => write!(f, "(decade {first})"),
            TimeValue::Century { first } => write!(f, "(century {first})"),
            TimeValue::Duration { unit, amount } => write!(f, "(duration {} {})", word(unit), said(*amount)),
            TimeValue::While => write!(f, "(while)"),
            TimeValue::Every { unit, count: 1 } => write!(f, "(every {})", word(unit)),
            TimeValue::Every { unit, count } => write!(f, "(every {} {count})", word(unit)),
            TimeValue::Each { what } => write!(f, "(each {what})"),
            TimeValue::Now => write!(f, "(now)"),
            TimeValue::Vague { past, unit } => {
                let unit = unit.map_or(String::new(), |unit| format!(" {}", word(&unit)));
                write!(f, "(vague {}{unit})", if *past { "past" } else { "coming" })
            }
        }
    }
}
