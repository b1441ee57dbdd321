//! Days as numbers, for differences.

use document::Date;

/// Days since 1 January of the year 0, in the calendar as it is used today.
pub fn day_number(date: Date) -> i32 {
    let (year, month, day) = (i32::from(date.year()), i32::from(date.month()), i32::from(date.day()));
    // Years begin in March here, so that the leap day is the last of its year.
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (month * 306 + 5) / 10 + day - 1 + 60
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
    }
}
