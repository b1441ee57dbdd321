//! Days as numbers, for differences.

use document::{Date, calendar};

/// Days since 1 January 2000, negative before.
pub fn day_number(date: Date) -> i32 {
    // Within the calendar's nearly twenty thousand years days fit.
    calendar::days_between(Date::constant(2000, 1, 1), date) as i32
}

/// The day of that number; none beyond the calendar's end.
pub fn from_day_number(number: i32) -> Option<Date> {
    calendar::plus(Date::constant(2000, 1, 1), i64::from(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_days() {
        let day = |year, month, day| day_number(Date::new(year, month, day).expect("a day"));
        assert_eq!(day(2019, 3, 1) - day(2019, 2, 28), 1);
        assert_eq!(day(2020, 3, 1) - day(2020, 2, 28), 2);
        assert_eq!(day(2020, 1, 1) - day(2019, 12, 31), 1);
        assert_eq!(day(2000, 1, 1) - day(1900, 1, 1), 36_524);
        let before = Date::constant(1999, 12, 31);
        assert_eq!(from_day_number(day_number(before)), Some(before));
    }
}
