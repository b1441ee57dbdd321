//! How long to wait: what a host asks for, and what politeness adds after failures.

use super::clock::after;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use std::time::Duration;

/// No host is kept waiting for longer than this at its own word.
const LONGEST: Duration = Duration::from_secs(30 * 86_400);

/// The moment that a `Retry-After` names: seconds from now, or a date; `None` if it is neither or lies behind.
pub(super) fn retry_after(written: &str, now: Timestamp) -> Option<Timestamp> {
    let written = written.trim();
    let moment = match written.parse::<u64>() {
        Ok(seconds) => after(now, Duration::from_secs(seconds).min(LONGEST)),
        Err(_) if !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit()) => after(now, LONGEST),
        Err(_) => {
            let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
            parser.parse_timestamp(written).ok()?.min(after(now, LONGEST))
        }
    };
    (moment > now).then_some(moment)
}

/// The time to the next visit after so many failures in a row: doubled with each, up to the ceiling.
pub(super) fn back_off(interval: Duration, failures: u32, ceiling: Duration) -> Duration {
    let factor = 1u32.checked_shl(failures).unwrap_or(u32::MAX).max(1);
    interval.checked_mul(factor).unwrap_or(ceiling).min(ceiling.max(interval))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_asked_for_in_seconds_or_by_date() {
        let now: Timestamp = "2024-07-01T12:00:00Z".parse().unwrap();
        for (written, expect) in [
            ("120", Some("2024-07-01T12:02:00Z")),
            (" 1 ", Some("2024-07-01T12:00:01Z")),
            ("Mon, 01 Jul 2024 13:30:00 GMT", Some("2024-07-01T13:30:00Z")),
            ("Tue, 01 Jul 2024 13:30:00 GMT", Some("2024-07-01T13:30:00Z")),
            ("99999999999999999999999999", Some("2024-07-31T12:00:00Z")),
            ("18446744073709551615", Some("2024-07-31T12:00:00Z")),
            ("Mon, 01 Jul 2999 13:30:00 GMT", Some("2024-07-31T12:00:00Z")),
            ("0", None),
            ("-5", None),
            ("Mon, 01 Jul 2024 11:30:00 GMT", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(retry_after(written, now).map(|moment| moment.to_string()).as_deref(), expect, "{written}");
        }
    }

    #[test]
    fn waiting_doubles_up_to_the_ceiling() {
        let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
        let waits: Vec<_> = (0..9).map(|failures| back_off(minutes(30), failures, minutes(1440)).as_secs() / 60).collect();
        assert_eq!(waits, [30, 60, 120, 240, 480, 960, 1440, 1440, 1440]);
        assert_eq!(back_off(minutes(30), u32::MAX, minutes(1440)), minutes(1440));
        assert_eq!(back_off(minutes(30), 40, minutes(10)), minutes(30));
    }
}
