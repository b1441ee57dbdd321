//! How TIMEX3 writes units of the calendar, lengths and times of the day; `X` stands for what is not known.

use crate::calendar::moved;
use crate::{Date, DayPart, Hour, Months, Unit};

/// The unit so many units away from a day; what is shorter than a day says its day and leaves the hour open.
pub(super) fn counted(day: Option<Date>, unit: Unit, amount: i32) -> String {
    named(day.and_then(|day| moved(day, unit, amount)), unit)
}

/// The unit that holds a day, `X` for what is not known.
pub(super) fn named(day: Option<Date>, unit: Unit) -> String {
    let year = day.map(|day| day.year());
    match (unit, day) {
        (Unit::Second | Unit::Minute | Unit::Hour, _) => format!("{}TXX", named(day, Unit::Day)),
        (Unit::Day, Some(day)) => day.to_string(),
        (Unit::Day, None) => "XXXX-XX-XX".to_string(),
        (Unit::Week, Some(day)) => {
            let week = day.iso_week_date();
            format!("{}-W{:02}", years(Some(week.year())), week.week())
        }
        (Unit::Week, None) => "XXXX-WXX".to_string(),
        (Unit::Month, Some(day)) => format!("{}-{:02}", years(year), day.month()),
        (Unit::Month, None) => "XXXX-XX".to_string(),
        (Unit::Quarter, Some(day)) => format!("{}-Q{}", years(year), (day.month() - 1) / 3 + 1),
        (Unit::Quarter, None) => "XXXX-QX".to_string(),
        (Unit::Year, _) => years(year),
        (Unit::Decade, _) => year.map_or("XXX".to_string(), |year| format!("{:03}", year.div_euclid(10))),
        (Unit::Century, _) => year.map_or("XX".to_string(), |year| match year {
            1.. => format!("{:02}", (year - 1) / 100),
            _ => format!("BC{:02}", -i32::from(year) / 100),
        }),
    }
}

pub(super) fn years(year: Option<i16>) -> String {
    year.map_or("XXXX".to_string(), |year| match year {
        1.. => format!("{year:04}"),
        _ => format!("BC{:04}", 1 - i32::from(year)),
    })
}

/// A length of time, `X` for a number that is not said.
pub(super) fn length(unit: Unit, amount: Option<i32>) -> String {
    let amount = amount.map_or("X".to_string(), |amount| amount.to_string());
    let (time, letter) = match unit {
        Unit::Second => ("T", "S"),
        Unit::Minute => ("T", "M"),
        Unit::Hour => ("T", "H"),
        Unit::Day => ("", "D"),
        Unit::Week => ("", "W"),
        Unit::Month => ("", "M"),
        Unit::Quarter => ("", "Q"),
        Unit::Year => ("", "Y"),
        Unit::Decade => ("", "E"),
        Unit::Century => ("", "C"),
    };
    format!("P{time}{amount}{letter}")
}

pub(super) fn of_day(hour: Hour) -> String {
    match hour {
        Hour::Clock(hour, minute) => format!("T{hour:02}:{minute:02}"),
        Hour::Part(part) => format!("T{}", part_name(part)),
        Hour::Unsaid => String::new(),
    }
}

fn part_name(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "MO",
        DayPart::Midday => "MI",
        DayPart::Afternoon => "AF",
        DayPart::Evening => "EV",
        DayPart::Night => "NI",
    }
}

/// The season that begins in a month.
pub(super) fn season(months: Months) -> &'static str {
    match months.first {
        3..=5 => "SP",
        6..=8 => "SU",
        9..=11 => "FA",
        _ => "WI",
    }
}
