//! Publication dates as carriers write them. Which day an article speaks of is no matter of this module.

use document::Date;
use jiff::fmt::{rfc2822, temporal::Pieces};

/// The day that a publication date names: an ISO 8601 date or date and time (`2020-06-16`, `2020-06-16T09:30:00+09:00`) or the
/// form of mails and feeds (`Tue, 16 Jun 2020 09:30:00 +0900`); `None` if it is neither.
///
/// The day is the one that is written, in the time zone in which it is written: that is the day on the newspaper's own
/// calendar, from which its "today" counts.
pub fn parse_published(written: &str) -> Option<Date> {
    let written = written.trim();
    if let Ok(pieces) = Pieces::parse(written) {
        return Some(pieces.date());
    }
    let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    parser.parse_zoned_datetime(written).ok().map(|moment| moment.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expect: Option<&str>) {
        assert_eq!(parse_published(written).map(|date| date.to_string()).as_deref(), expect, "{written}");
    }

    #[test]
    fn dates_and_times_are_read_in_the_usual_forms() {
        check("2020-06-16", Some("2020-06-16"));
        check(" 2020-06-16\n", Some("2020-06-16"));
        check("2020-06-16 09:30", Some("2020-06-16"));
        check("2020-06-16T09:30:00.123", Some("2020-06-16"));
        check("2020-06-16T09:30:00Z", Some("2020-06-16"));
        check("2020-06-16T00:30:00+09:00", Some("2020-06-16"));
        check("2020-06-16T23:30:00-0500", Some("2020-06-16"));
        check("Tue, 16 Jun 2020 00:30:00 +0900", Some("2020-06-16"));
        check("16 Jun 2020 00:30 GMT", Some("2020-06-16"));
        check("Mon, 16 Jun 2020 00:30:00 +0900", Some("2020-06-16"));
    }

    #[test]
    fn what_names_no_day_gives_none() {
        for written in ["", "yesterday", "2020-06", "2020-13-01", "2020-02-30", "1592265600", "16.06.2020"] {
            check(written, None);
        }
    }
}
