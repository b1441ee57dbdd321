//! Reads publication dates as pages write them: in attributes, in JSON-LD and in addresses.
//!
//! A date is taken as written, in its own time zone. What could be read as two different days is not read at all. Dates in
//! running text are no business of this module.

use document::Date;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Whether a page can have been published on that day: from 1990, before there were pages, to the end of 2100.
pub fn is_plausible(date: Date) -> bool {
    (1990..=2100).contains(&date.year())
}

/// The day that an attribute or JSON-LD value names, if it names one: ISO 8601 with or without a time, `20240618`,
/// `18 June 2024`, `June 18, 2024` and `Tue, 18 Jun 2024 10:00:00 GMT`, or numbers whose order leaves no doubt.
pub fn read(value: &str) -> Option<Date> {
    let value = value.trim();
    let head: String = value.chars().take(64).collect();
    in_order(&head).or_else(|| with_month_name(&head)).or_else(|| day_first(&head))
}

/// Year, month and day with the same sign or none between them, at the start.
fn in_order(value: &str) -> Option<Date> {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 8 {
        return date(&value[..4], &value[4..6], &value[6..8]);
    }
    if digits != 4 {
        return None;
    }
    let mut parts = value.split(['-', '/', '.']);
    let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    date(year, month.trim(), leading_digits(rest.trim()))
}

/// A month by its name, with a day and a year around it.
fn with_month_name(value: &str) -> Option<Date> {
    let lower = value.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let at = words.iter().position(|word| month_of(word).is_some())?;
    let month = month_of(words[at])?;
    let number = |index: usize| words.get(index).map(|word| leading_digits(word)).filter(|digits| !digits.is_empty());
    let before = at.checked_sub(1).and_then(number);
    let (after, next) = (number(at + 1), number(at + 2));
    let (day, year) = match (before, after, next) {
        (Some(day), Some(year), _) if year.len() == 4 && day.len() <= 2 => (day, year),
        (_, Some(day), Some(year)) if year.len() == 4 && day.len() <= 2 => (day, year),
        _ => return None,
    };
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// `18.06.2024` and the like, where only one order gives a day.
fn day_first(value: &str) -> Option<Date> {
    let mut parts = value.split(['-', '/', '.']);
    let (first, second, rest) = (parts.next()?.trim(), parts.next()?.trim(), parts.next()?.trim());
    let year = leading_digits(rest);
    if year.len() != 4 {
        return None;
    }
    let (first_number, second_number): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
    match (first_number > 12, second_number > 12) {
        (true, false) => date(year, second, first),
        (false, true) => date(year, first, second),
        (false, false) if first_number == second_number => date(year, first, second),
        _ => None,
    }
}

/// The day that an address holds: `/2024/06/18/`, `/2024-06-18-`, `/2024/jun/18/` or eight digits `20240618` on their own.
pub fn in_address(address: &str) -> Option<Date> {
    let path = address.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let spread = parts.windows(3).find_map(|window| {
        let [year, month, day] = window else { return None };
        if year.len() != 4 || day.len() > 2 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match month_of(month) {
            Some(named) => Date::new(year.parse().ok()?, named, day.parse().ok()?).ok(),
            None if month.len() <= 2 => date(year, month, day),
            None => None,
        }
    });
    let joined = || {
        parts.iter().find_map(|part| {
            let all_digits = part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit());
            all_digits.then(|| date(&part[..4], &part[4..6], &part[6..8])).flatten()
        })
    };
    // A number in an address is often an article's number: only a plausible day counts.
    spread.filter(|&found| is_plausible(found)).or_else(|| joined().filter(|&found| is_plausible(found)))
}

/// The number of the month that a word names: in full, or its first three letters.
fn month_of(word: &str) -> Option<i8> {
    const FULL: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = MONTHS
        .iter()
        .zip(FULL)
        .position(|(short, full)| word == *short || word == full || (word == "sept" && full == "september"))?;
    i8::try_from(at + 1).ok()
}

/// The digits at the start of a word.
fn leading_digits(word: &str) -> &str {
    &word[..word.bytes().take_while(u8::is_ascii_digit).count()]
}

/// The day that three numbers name.
fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expect: &str) {
        assert_eq!(read(value).map(|date| date.to_string()).unwrap_or_default(), expect, "{value}");
    }

    #[test]
    fn reads_what_pages_write() {
        check("2024-06-18T09:30:00+09:00", "2024-06-18");
        check("2024-06-18", "2024-06-18");
        check("2024/6/8 10:00", "2024-06-08");
        check("20240618T0930", "2024-06-18");
        check("Tue, 18 Jun 2024 10:00:00 GMT", "2024-06-18");
        check("June 18th, 2024 at 9 a.m.", "2024-06-18");
        check("18 September 2024", "2024-09-18");
        check("18.06.2024 09:12", "2024-06-18");
        check("06/18/2024", "2024-06-18");
    }

    #[test]
    fn leaves_what_could_be_two_days() {
        check("06/07/2024", "");
        check("2024-13-40", "");
        check("yesterday", "");
        check("May", "");
        check("", "");
    }

    #[test]
    fn reads_addresses() {
        let check = |address: &str, expect: &str| {
            assert_eq!(in_address(address).map(|date| date.to_string()).unwrap_or_default(), expect, "{address}");
        };
        check("https://example.org/world/2024/06/18/harbour-strike", "2024-06-18");
        check("https://example.org/2024/jun/18/harbour-strike", "2024-06-18");
        check("https://example.org/news/harbour-20240618.html?d=20200101", "2024-06-18");
        check("https://example.org/news/2024-06-18-harbour", "2024-06-18");
        check("https://example.org/story/10230945", "");
        check("https://example.org/2024/06/", "");
    }
}
