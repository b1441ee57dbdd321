//! Days, ISO weeks and months: which one holds a day, and a stretch of days as a line of them without gaps.

use document::calendar;
use document::{Date, Unit};
use std::fmt;

/// A series of more points than this is refused: a century of days.
pub const LONGEST: usize = 36_600;

/// How long a point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A day.
    Day,
    /// A week from Monday to Sunday (ISO 8601).
    Week,
    /// A calendar month.
    Month,
}

impl Step {
    /// All values.
    pub const ALL: [Step; 3] = [Step::Day, Step::Week, Step::Month];

    /// Its name.
    pub fn name(self) -> &'static str {
        ["day", "week", "month"][self as usize]
    }

    /// The value of that name.
    pub fn from_name(name: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|value| value.name() == name)
    }

    /// How points are called: `2024-06-09`, `2024-W23`, `2024-06`.
    pub fn label(self, first: Date) -> String {
        match self {
            Step::Day => first.to_string(),
            Step::Week => {
                let week = first.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Step::Month => format!("{:04}-{:02}", first.year(), first.month()),
        }
    }

    /// How many earlier points the baseline looks at: eight weeks of days, half a year of weeks, two years of months.
    pub fn window(self) -> usize {
        [56, 26, 24][self as usize]
    }

    /// First and last day of the point that holds a day.
    pub(super) fn around(self, day: Date) -> (Date, Date) {
        let unit = [Unit::Day, Unit::Week, Unit::Month][self as usize];
        calendar::around(day, unit).unwrap_or((day, day))
    }

    /// The points that hold the days from the first to the last.
    pub(super) fn points(self, first: Date, last: Date) -> Result<Vec<(Date, Date)>, PeriodError> {
        if last < first {
            return Err(PeriodError::Reversed(first, last));
        }
        let mut points = vec![self.around(first)];
        while let Some((_, end)) = points.last().copied().filter(|(_, end)| *end < last) {
            if points.len() >= LONGEST {
                return Err(PeriodError::TooLong(first, last, self));
            }
            let Some(next) = calendar::plus(end, 1) else { break };
            points.push(self.around(next));
        }
        Ok(points)
    }
}

/// A period that cannot be a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodError {
    /// It ends before it begins.
    Reversed(Date, Date),
    /// It has too many points.
    TooLong(Date, Date, Step),
}

impl fmt::Display for PeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PeriodError::Reversed(first, last) => {
                write!(f, "the period from {first} to {last} ends before it begins: exchange the two days")
            }
            PeriodError::TooLong(first, last, step) => write!(
                f,
                "the period from {first} to {last} has more than {LONGEST} points by {}: choose a shorter period or a longer step",
                step.name()
            ),
        }
    }
}

impl std::error::Error for PeriodError {}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weeks_begin_on_monday_and_months_on_the_first() {
        let (first, last) = (date(2024, 12, 29), date(2025, 1, 6));
        let labels = |step: Step| {
            let points = step.points(first, last).expect("it is short");
            points.into_iter().map(|(first, _)| step.label(first)).collect::<Vec<_>>()
        };
        assert_eq!(labels(Step::Day).len(), 9);
        assert_eq!(labels(Step::Week), ["2024-W52", "2025-W01", "2025-W02"]);
        assert_eq!(labels(Step::Month), ["2024-12", "2025-01"]);
        assert_eq!(Step::Week.around(date(2024, 12, 31)), (date(2024, 12, 30), date(2025, 1, 5)));
    }

    #[test]
    fn points_follow_each_other_without_gaps_to_the_end_of_the_calendar() {
        for step in Step::ALL {
            let points = step.points(date(9999, 11, 1), Date::MAX).expect("it is short");
            assert!(points.windows(2).all(|pair| calendar::plus(pair[0].1, 1) == Some(pair[1].0)));
            assert_eq!(points.last().map(|(_, last)| *last), Some(Date::MAX));
        }
    }

    #[test]
    fn periods_that_are_no_series_are_refused_with_a_remedy() {
        let error = Step::Day.points(date(2024, 2, 1), date(2024, 1, 1)).expect_err("it is reversed");
        assert_eq!(error.to_string(), "the period from 2024-02-01 to 2024-01-01 ends before it begins: exchange the two days");
        let error = Step::Day.points(Date::MIN, Date::MAX).expect_err("it is long");
        assert!(error.to_string().ends_with("has more than 36600 points by day: choose a shorter period or a longer step"));
        assert!(Step::Month.points(date(1, 1, 1), date(3000, 1, 1)).is_ok());
    }
}
