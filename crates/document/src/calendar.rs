//! Arithmetic of the calendar that the readers of time expressions share: moving by units, the unit that holds a day, the day of a name.
//!
//! All functions are total: what lies outside of the years that a [`Date`] can hold is `None`. Nothing here decides which reading is meant.

use crate::{Date, Months, Unit, Week};
use jiff::ToSpan;
use jiff::civil::Weekday;

/// A day by year, month (1 to 12) and day of the month, or `None` where there is no such day.
pub fn date(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The day so many days away.
pub fn plus(day: Date, days: i64) -> Option<Date> {
    day.checked_add(days.checked_abs().filter(|days| *days < 4_000_000).map(|_| days.days())?).ok()
}

/// How many days lie between two days, negative where the second is the earlier one.
pub fn days_between(first: Date, last: Date) -> i64 {
    first.until(last).map_or(0, |span| i64::from(span.get_days()))
}

/// The day so many units away; what is shorter than a day counts by whole days.
pub fn moved(day: Date, unit: Unit, amount: i32) -> Option<Date> {
    let years =
        |count: i32| day.checked_add(i64::from(count).checked_abs().filter(|years| *years < 9_000).map(|_| count.years())?).ok();
    match unit {
        Unit::Second => plus(day, i64::from(amount) / 86_400),
        Unit::Minute => plus(day, i64::from(amount) / 1440),
        Unit::Hour => plus(day, i64::from(amount) / 24),
        Unit::Day => plus(day, i64::from(amount)),
        Unit::Week => plus(day, 7 * i64::from(amount)),
        Unit::Month | Unit::Quarter => {
            let months = i64::from(amount) * if unit == Unit::Quarter { 3 } else { 1 };
            day.checked_add(months.checked_abs().filter(|months| *months < 100_000).map(|_| months.months())?).ok()
        }
        Unit::Year => years(amount),
        Unit::Decade => years(amount.checked_mul(10)?),
        Unit::Century => years(amount.checked_mul(100)?),
    }
}

/// First and last day of the calendar unit that holds a day; the day itself for what is shorter.
pub fn around(day: Date, unit: Unit) -> Option<(Date, Date)> {
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => (day, day),
        Unit::Week => {
            let monday = plus(day, -i64::from(day.weekday().to_monday_zero_offset()))?;
            (monday, plus(monday, 6)?)
        }
        Unit::Month => (day.first_of_month(), day.last_of_month()),
        Unit::Quarter => {
            let first = Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()?;
            (first, first.checked_add(2.months()).ok()?.last_of_month())
        }
        Unit::Year => (date(day.year(), 1, 1)?, date(day.year(), 12, 31)?),
        Unit::Decade => {
            let first = day.year().div_euclid(10) * 10;
            (date(first, 1, 1)?, date(first + 9, 12, 31)?)
        }
        Unit::Century => {
            let first = (day.year() - 1).div_euclid(100) * 100 + 1;
            (date(first, 1, 1)?, date(first + 99, 12, 31)?)
        }
    })
}

/// The day of the week (1 Monday to 7 Sunday) that is said in such a way on the reference day; said alone, the nearest one behind it or,
/// where the sentence looks `ahead`, before it, the reference day included.
pub fn weekday(reference: Date, weekday: u8, which: Week, ahead: bool) -> Option<Date> {
    let wanted = i64::from(weekday);
    let today = i64::from(reference.weekday().to_monday_one_offset());
    let back = (today - wanted).rem_euclid(7);
    let forth = (wanted - today).rem_euclid(7);
    let days = match which {
        Week::Bare if ahead => forth,
        Week::Bare => -back,
        Week::Last => -(if back == 0 { 7 } else { back }),
        Week::This => wanted - today,
        Week::Next => wanted - today + 7,
        Week::Coming => {
            if forth == 0 {
                7
            } else {
                forth
            }
        }
    };
    plus(reference, days)
}

/// The day of the week (1 Monday to 7 Sunday) that has a place in a month: 1 to 5 from its beginning, -1 the last.
pub fn nth_weekday(year: i16, month: u8, weekday: u8, nth: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
    date(year, month, 1)?.nth_weekday_of_month(nth, weekday).ok()
}

/// First and last day of the season that begins in a year.
pub fn season(months: Months, year: i16) -> Option<(Date, Date)> {
    let first = date(year, months.first, 1)?;
    let last_year = if months.last < months.first { year.checked_add(1)? } else { year };
    Some((first, date(last_year, months.last, 1)?.last_of_month()))
}

/// First and last day of a quarter, 1 to 4.
pub fn quarter(quarter: u8, year: i16) -> Option<(Date, Date)> {
    let last_month = quarter.checked_mul(3).filter(|month| (3..=12).contains(month))?;
    Some((date(year, last_month - 2, 1)?, date(year, last_month, 1)?.last_of_month()))
}
