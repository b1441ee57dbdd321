//! The days of a code: `<date`, `>date`, `date-date`, both ends included, YYMMDD or YYYYMMDD, with blanks anywhere.

use document::Date;
use document::calendar::date;

/// The first and the last day on which a code counts.
pub(super) type Days = (Option<Date>, Option<Date>);

/// Two-digit years up to this one are of this century. The dictionaries reach from the nineteen-thirties to their own present.
const LAST_OF_THE_CENTURY: i16 = 30;

/// Reads a restriction; empty is none. What is no date is an error with its words.
pub(super) fn restriction(text: &str) -> Result<Days, String> {
    let text: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    if text.is_empty() {
        return Ok((None, None));
    }
    if let Some(last) = text.strip_prefix('<') {
        return Ok((None, Some(day(last, Edge::Last)?)));
    }
    if let Some(first) = text.strip_prefix('>') {
        return Ok((Some(day(first, Edge::First)?), None));
    }
    let (first, last) = text.split_once('-').ok_or_else(|| text.clone())?;
    Ok((Some(day(first, Edge::First)?), Some(day(last, Edge::Last)?)))
}

/// Which end of a range a day is, for days that no month has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    First,
    Last,
}

/// A day of six or eight digits. A day beyond the end of its month is the month's last; month or day `00` are the unit's first or last.
fn day(text: &str, edge: Edge) -> Result<Date, String> {
    let wrong = || text.to_string();
    if !text.bytes().all(|byte| byte.is_ascii_digit()) || !matches!(text.len(), 6 | 8) {
        return Err(wrong());
    }
    let (year, rest) = text.split_at(text.len() - 4);
    let number = |digits: &str| digits.parse::<i16>().map_err(|_| wrong());
    let year = match (number(year)?, year.len()) {
        (year, 2) if year <= LAST_OF_THE_CENTURY => 2000 + year,
        (year, 2) => 1900 + year,
        (year, _) => year,
    };
    let (month, day) = (number(&rest[..2])?, number(&rest[2..])?);
    let month = match (month, edge) {
        (0, Edge::First) => 1,
        (0, Edge::Last) => 12,
        (month, _) => u8::try_from(month).map_err(|_| wrong())?,
    };
    let month_begins = date(year, month, 1).ok_or_else(wrong)?;
    match day {
        0 if edge == Edge::First => Ok(month_begins),
        0 => Ok(month_begins.last_of_month()),
        day @ 1..=31 => Ok(date(year, month, u8::try_from(day).unwrap_or(1)).unwrap_or(month_begins.last_of_month())),
        _ => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> String {
        let shown = |day: Option<Date>| day.map_or("".to_string(), |day| day.to_string());
        restriction(text).map_or_else(|wrong| format!("wrong {wrong}"), |(from, to)| format!("{}..{}", shown(from), shown(to)))
    }

    #[test]
    fn both_notations_of_a_day_may_be_mixed() {
        assert_eq!(days("820701-821231"), "1982-07-01..1982-12-31");
        assert_eq!(days("20060311-070218"), "2006-03-11..2007-02-18");
        assert_eq!(days("320101-331108"), "1932-01-01..1933-11-08");
    }

    #[test]
    fn open_ends_include_their_day_and_blanks_are_nothing() {
        assert_eq!(days("> 140608"), "2014-06-08..");
        assert_eq!(days("<20140608"), "..2014-06-08");
        assert_eq!(days(" 01 02 03 - 04 05 06 "), "2001-02-03..2004-05-06");
        assert_eq!(days(""), "..");
    }

    #[test]
    fn days_that_no_month_has_are_its_last() {
        assert_eq!(days("030101-030231"), "2003-01-01..2003-02-28");
        assert_eq!(days("030000-030000"), "2003-01-01..2003-12-31");
    }

    #[test]
    fn what_is_no_date_is_named() {
        assert_eq!(days("2004017-20061201"), "wrong 2004017");
        assert_eq!(days("today"), "wrong today");
        assert_eq!(days(">041301"), "wrong 041301");
        assert_eq!(days("é-é"), "wrong é");
    }
}
