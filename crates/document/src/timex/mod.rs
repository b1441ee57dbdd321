//! The type and value that TIMEX3 (TimeML 1.2.1) gives a time expression: `DATE 1998-W10`, `DURATION P3D`, `SET XXXX-WXX-3`.
//!
//! A pure function of what is said, the reference day and a day told before. Where one of them is needed and not known, the value keeps
//! `X` for what stays open, and is never filled from elsewhere. It reads no sentence: which act a time belongs to, and the days that it
//! spans there, is `code`'s business.

mod marked;
mod notation;

pub use marked::{marked, of_document};

use crate::calendar::{self, around, date, moved};
use crate::{Date, Edge, Hour, Months, TimeKind, TimeValue, Unit, Week};
use notation::{counted, length, named, of_day, season, years};

/// The types of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimexType {
    /// A calendar date of any size.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

impl TimexType {
    /// The name in TIMEX3: `DATE`.
    pub fn name(self) -> &'static str {
        match self {
            TimexType::Date => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        }
    }
}

/// What the words do to the value: the attribute `mod` of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Modifier {
    /// "early 2018".
    Start,
    /// "mid-June".
    Mid,
    /// "the end of the year".
    End,
    /// "since April".
    OnOrAfter,
    /// "until Friday".
    OnOrBefore,
}

impl Modifier {
    /// The name in TIMEX3: `ON_OR_AFTER`.
    pub fn name(self) -> &'static str {
        match self {
            Modifier::Start => "START",
            Modifier::Mid => "MID",
            Modifier::End => "END",
            Modifier::OnOrAfter => "ON_OR_AFTER",
            Modifier::OnOrBefore => "ON_OR_BEFORE",
        }
    }
}

/// What a value leans on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The day on which it is said, for "yesterday", "March 5" and "last year".
    pub day: Option<Date>,
    /// A day told before, for "a day earlier" and "the same week".
    pub told: Option<Date>,
}

/// Type, value and modifier of a time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// The type.
    pub kind: TimexType,
    /// The value, in the notation of TIMEX3; a stretch with two bounds is `FIRST/LAST`, as in ISO 8601.
    pub value: String,
    /// How the value is to be taken, where the words say so.
    pub modifier: Option<Modifier>,
}

/// How many days a month or day without a year may lie ahead before the one that is past is meant: a little under a third of a year.
const DAYS_AHEAD: i32 = 116;

/// What TIMEX3 makes of an expression of this kind that says this. Weekdays said alone are the latest ones, the reference day included;
/// months and days without a year lie less than a third of a year ahead, else behind.
pub fn timex(kind: TimeKind, value: &TimeValue, reference: Reference) -> Timex {
    let open = match value {
        TimeValue::Vague { unit: Some(unit), .. } if kind == TimeKind::Duration => {
            return Timex { kind: TimexType::Duration, value: length(*unit, None), modifier: None };
        }
        TimeValue::Each { what } => {
            return Timex { kind: TimexType::Set, value: Reference::default().value(what), modifier: None };
        }
        value => value,
    };
    Timex { kind: reference.kind(open), value: reference.value(open), modifier: modifier(open) }
}

impl Reference {
    fn kind(self, value: &TimeValue) -> TimexType {
        match value {
            TimeValue::OfDay { hour: Hour::Unsaid, day: Some(day) } => self.kind(day),
            TimeValue::OfDay { .. } | TimeValue::Overnight { .. } => TimexType::Time,
            TimeValue::Away { unit, .. } | TimeValue::FromOther { unit, .. } if *unit < Unit::Day => TimexType::Time,
            TimeValue::Duration { .. } | TimeValue::While => TimexType::Duration,
            TimeValue::Window { unit, amount } if amount.unsigned_abs() != 1 || *unit < Unit::Week => TimexType::Duration,
            TimeValue::Every { .. } | TimeValue::Each { .. } => TimexType::Set,
            TimeValue::Within { what, .. } => self.kind(what),
            TimeValue::Part { of, .. } | TimeValue::Half { of, .. } => self.kind(of),
            TimeValue::Range { from: Some(bound), .. } | TimeValue::Range { to: Some(bound), .. } => self.kind(bound),
            _ => TimexType::Date,
        }
    }

    fn value(self, value: &TimeValue) -> String {
        match value {
            &TimeValue::Calendar { year, month, day, which } => {
                let year = year.or_else(|| self.year_of_month(month?, day, which));
                match (month, day) {
                    (None, None) => years(year),
                    (None, Some(day)) => self.day_of_month(day),
                    (Some(month), None) => format!("{}-{month:02}", years(year)),
                    (Some(month), Some(day)) => format!("{}-{month:02}-{day:02}", years(year)),
                }
            }
            &TimeValue::Weekday { weekday, which } => self.weekday(weekday, which, 0),
            &TimeValue::WeekdayAgo { weekday, count } => self.weekday(weekday, Week::Last, i32::from(count) - 1),
            &TimeValue::NthWeekday { nth, weekday, month, year } => match self.nth_weekday(nth, weekday, month, year) {
                Some(day) => day.to_string(),
                None => format!("{}-{month:02}-XX", years(year)),
            },
            // Weeks from a day are counted to a day, months and years to the month and the year.
            &TimeValue::Away { unit: Unit::Week, amount } => {
                named(self.day.and_then(|day| moved(day, Unit::Week, amount)), Unit::Day)
            }
            &TimeValue::Relative { unit, offset: amount } | &TimeValue::Away { unit, amount } => counted(self.day, unit, amount),
            &TimeValue::FromOther { unit, amount } => counted(self.told, unit, amount),
            &TimeValue::Window { unit, amount } if amount.unsigned_abs() == 1 && unit >= Unit::Week => {
                counted(self.day, unit, amount)
            }
            &TimeValue::Window { unit, amount } => length(unit, Some(amount.saturating_abs())),
            TimeValue::Within { what, of } => self.within(what, of),
            TimeValue::Part { of, .. } => self.value(of),
            TimeValue::Half { half, of } if is_year(of) => format!("{}-H{half}", self.value(of)),
            TimeValue::Half { of, .. } => self.value(of),
            TimeValue::Range { from: Some(from), to: Some(to) } => match (&**from, &**to) {
                (&TimeValue::Weekday { weekday: 6, which }, TimeValue::Weekday { weekday: 7, .. }) => self.weekend(which),
                (from, to) => {
                    let (first, last) = (self.value(from), self.value(to));
                    let first = if last < first { self.a_year_before(from).unwrap_or(first) } else { first };
                    format!("{first}/{last}")
                }
            },
            TimeValue::Range { from: Some(bound), .. } | TimeValue::Range { to: Some(bound), .. } => self.value(bound),
            TimeValue::Range { from: None, to: None } => years(None),
            TimeValue::Overnight { into } => {
                let into = match into {
                    Some(day) => self.first(day),
                    None => self.day,
                };
                format!("{}TNI", counted(into, Unit::Day, -1))
            }
            TimeValue::OfDay { hour, day } => {
                let day = day.as_ref().map_or_else(|| counted(self.day, Unit::Day, 0), |day| self.value(day));
                format!("{day}{}", of_day(*hour))
            }
            &TimeValue::Season { months, year, which } => {
                let year = year.or_else(|| self.year_of_season(months, which));
                format!("{}-{}", years(year), season(months))
            }
            &TimeValue::Quarter { quarter, year } => {
                let year = year.or_else(|| self.year_of_quarter(quarter));
                format!("{}-Q{quarter}", years(year))
            }
            TimeValue::Decade { first } => named(date(*first, 1, 1), Unit::Decade),
            TimeValue::Century { first } => named(date(*first, 1, 1), Unit::Century),
            &TimeValue::Duration { unit, amount } => length(unit, amount),
            TimeValue::While => "PXX".to_string(),
            &TimeValue::Every { unit, count } => length(unit, Some(i32::from(count))),
            TimeValue::Each { what } => Reference::default().value(what),
            TimeValue::Now => "PRESENT_REF".to_string(),
            TimeValue::Vague { past: true, .. } => "PAST_REF".to_string(),
            TimeValue::Vague { past: false, .. } => "FUTURE_REF".to_string(),
        }
    }

    /// The first day of a longer time, for what is named within it.
    fn first(self, value: &TimeValue) -> Option<Date> {
        match value {
            &TimeValue::Calendar { year, month, day, which } => {
                date(year.or_else(|| self.year_of_month(month?, day, which))?, month.unwrap_or(1), day.unwrap_or(1))
            }
            &TimeValue::Weekday { weekday, which } => calendar::weekday(self.day?, weekday, which, false),
            &TimeValue::NthWeekday { nth, weekday, month, year } => self.nth_weekday(nth, weekday, month, year),
            &TimeValue::Relative { unit, offset: amount } | &TimeValue::Away { unit, amount } => {
                Some(around(moved(self.day?, unit, amount)?, unit)?.0)
            }
            &TimeValue::FromOther { unit, amount } => Some(around(moved(self.told?, unit, amount)?, unit)?.0),
            TimeValue::OfDay { day: Some(day), .. } => self.first(day),
            TimeValue::Part { of, .. } | TimeValue::Half { of, .. } => self.first(of),
            TimeValue::Within { what, of } => {
                let year = self.first(of)?.year();
                match **what {
                    TimeValue::Calendar { month: Some(month), day, .. } => date(year, month, day.unwrap_or(1)),
                    TimeValue::Quarter { quarter, .. } => Some(calendar::quarter(quarter, year)?.0),
                    TimeValue::Season { months, .. } => Some(calendar::season(months, year)?.0),
                    _ => None,
                }
            }
            &TimeValue::Season { months, year, which } => {
                Some(calendar::season(months, year.or_else(|| self.year_of_season(months, which))?)?.0)
            }
            &TimeValue::Quarter { quarter, year } => {
                Some(calendar::quarter(quarter, year.or_else(|| self.year_of_quarter(quarter))?)?.0)
            }
            &TimeValue::Decade { first } | &TimeValue::Century { first } => date(first, 1, 1),
            _ => None,
        }
    }

    /// A month or day without a year, a year before the one that it has by itself: the June of "June to August", told in March.
    fn a_year_before(self, value: &TimeValue) -> Option<String> {
        let &TimeValue::Calendar { year: None, month: Some(month), day, which } = value else { return None };
        let year = self.year_of_month(month, day, which)?.checked_sub(1);
        Some(self.value(&TimeValue::Calendar { year, month: Some(month), day, which }))
    }

    fn nth_weekday(self, nth: i8, weekday: u8, month: u8, year: Option<i16>) -> Option<Date> {
        let of = |year: i16| calendar::nth_weekday(year, month, weekday, nth);
        of(year.or_else(|| self.year_of(month, Week::Bare, of))?)
    }

    /// The year of a month or of a day in it that is said without one.
    fn year_of_month(self, month: u8, day: Option<u8>, which: Week) -> Option<i16> {
        self.year_of(month, which, |year| date(year, month, day.unwrap_or(1)))
    }

    /// The year of what lies in a month and begins with a day `of` each year.
    fn year_of(self, month: u8, which: Week, of: impl Fn(i16) -> Option<Date>) -> Option<i16> {
        let here = self.day?;
        let year = here.year();
        let same = month == here.month() as u8;
        let this = of(year);
        let ahead = this.is_none_or(|this| this > here);
        Some(match which {
            Week::This => year,
            Week::Last if this.is_some_and(|this| this < here.first_of_month()) => year,
            Week::Last => year - 1,
            Week::Next | Week::Coming if ahead => year,
            Week::Next | Week::Coming => year + 1,
            Week::Bare if same => year,
            Week::Bare => {
                let limit = moved(here, Unit::Day, DAYS_AHEAD)?;
                let near = |year: i16| of(year).is_some_and(|day| day <= limit);
                (year - 1..=year + 1).rev().find(|&year| near(year)).unwrap_or(year)
            }
        })
    }

    /// "the 9th": of the month of the reference day, whether it is still to come or not.
    fn day_of_month(self, day: u8) -> String {
        format!("{}-{day:02}", counted(self.day, Unit::Month, 0))
    }

    fn weekday(self, weekday: u8, which: Week, weeks_back: i32) -> String {
        let found = self.day.and_then(|here| calendar::weekday(here, weekday, which, false));
        match found.and_then(|day| moved(day, Unit::Week, -weeks_back)) {
            Some(day) => day.to_string(),
            None => format!("XXXX-WXX-{weekday}"),
        }
    }

    fn weekend(self, which: Week) -> String {
        let saturday = self.day.and_then(|here| calendar::weekday(here, 6, which, false));
        format!("{}-WE", named(saturday, Unit::Week))
    }

    /// "June last year", "Friday of last week".
    fn within(self, what: &TimeValue, of: &TimeValue) -> String {
        let first = self.first(of);
        let year = first.map(|first| first.year());
        match what {
            &TimeValue::Calendar { month: Some(month), day, which, .. } => {
                self.value(&TimeValue::Calendar { year, month: Some(month), day, which })
            }
            &TimeValue::Calendar { day: Some(day), .. } => format!("{}-{day:02}", named(first, Unit::Month)),
            &TimeValue::Weekday { weekday, .. } => {
                match first.and_then(|first| calendar::weekday(first, weekday, Week::Bare, true)) {
                    Some(day) => day.to_string(),
                    None => format!("XXXX-WXX-{weekday}"),
                }
            }
            &TimeValue::Season { months, which, .. } => self.value(&TimeValue::Season { months, year, which }),
            &TimeValue::Quarter { quarter, .. } => self.value(&TimeValue::Quarter { quarter, year }),
            &TimeValue::NthWeekday { nth, weekday, month, .. } => {
                self.value(&TimeValue::NthWeekday { nth, weekday, month, year })
            }
            TimeValue::OfDay { hour, day: Some(day) } => format!("{}{}", self.within(day, of), of_day(*hour)),
            what => self.value(what),
        }
    }

    /// The year in which a season begins that is said without one: the one that holds the reference day, else the latest or, for
    /// "next", the coming one.
    fn year_of_season(self, months: Months, which: Week) -> Option<i16> {
        let here = self.day?;
        let years = here.year().checked_sub(2)?..=here.year().checked_add(2)?;
        let all: Vec<(i16, Date, Date)> =
            years.filter_map(|year| calendar::season(months, year).map(|(first, last)| (year, first, last))).collect();
        let holds = all.iter().find(|(_, first, last)| *first <= here && here <= *last);
        let before = all.iter().rfind(|(_, _, last)| *last < here);
        let after = all.iter().find(|(_, first, _)| *first > here);
        let this_year = all.iter().find(|(year, ..)| *year == here.year());
        let found = match which {
            Week::Last => before,
            Week::Next | Week::Coming => after,
            Week::This => holds.or(this_year),
            Week::Bare => holds.or(before),
        };
        found.map(|(year, ..)| *year)
    }

    /// The year of a quarter that is said without one: the latest that has begun, or the one that comes next.
    fn year_of_quarter(self, quarter: u8) -> Option<i16> {
        let here = self.day?;
        let this = (here.month() as u8 - 1) / 3 + 1;
        Some(if quarter <= this + 1 { here.year() } else { here.year() - 1 })
    }
}

fn modifier(value: &TimeValue) -> Option<Modifier> {
    match value {
        TimeValue::Part { edge, .. } => match edge {
            Edge::Early => Some(Modifier::Start),
            Edge::Middle => Some(Modifier::Mid),
            Edge::Late => Some(Modifier::End),
            Edge::Earlier | Edge::Later => None,
        },
        TimeValue::Half { of, .. } if is_year(of) => None,
        TimeValue::Half { half, .. } => Some(if *half == 1 { Modifier::Start } else { Modifier::End }),
        TimeValue::Range { from: Some(_), to: None } => Some(Modifier::OnOrAfter),
        TimeValue::Range { from: None, to: Some(_) } => Some(Modifier::OnOrBefore),
        _ => None,
    }
}

/// Whether a value is a year, whose halves have a notation of their own.
fn is_year(value: &TimeValue) -> bool {
    matches!(
        value,
        TimeValue::Calendar { year: Some(_), month: None, day: None, .. }
            | TimeValue::Relative { unit: Unit::Year, .. }
            | TimeValue::FromOther { unit: Unit::Year, .. }
    )
}
