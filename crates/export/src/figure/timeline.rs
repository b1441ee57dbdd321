//! Incidents along a line of time: one a row with its day and words, its mark or stretch between the first and the last day of all.
//!
//! Quad classes differ by shape as well as by colour: circles cooperate, squares are in conflict; what is hollow is done with words. The
//! outline of what is not said to have been done is broken.

use super::COLOURS;
use super::svg::{escaped, line, units, words};
use crate::chart::QUADS;
use crate::ledger::timeline::Mark;
use crate::ledger::words::many;
use document::{Date, Unit, calendar};
use event::Assertion;

/// The width of the figure in user units.
const WIDTH: f64 = 900.0;
/// Where the line of time begins, and how long it is.
const LINE: (f64, f64) = (420.0, 456.0);
/// Where the rows begin, and how high each is.
const ROWS: (f64, f64) = (96.0, 18.0);
/// How many letters of a row's words have room.
const LETTERS: usize = 50;
/// Half the size of a mark.
const HALF: f64 = 5.0;
/// At most so many days are named on the line.
const TICKS: i64 = 6;

const STYLE: &str = "text{font:12px sans-serif;fill:#333}.title{font-size:16px;font-weight:bold;fill:#111}.grid{stroke:#ddd}.axis{stroke:#777}\
    .row{stroke:#f0f0f0}";

/// The figure as an SVG file. The order of the marks does not matter.
pub fn timeline(title: &str, marks: &[Mark]) -> String {
    let mut marks: Vec<&Mark> = marks.iter().collect();
    marks.sort_by_key(|mark| (mark.days, mark.incident));
    let first = marks.iter().map(|mark| mark.days.0).min();
    let last = marks.iter().map(|mark| mark.days.1.max(mark.days.0)).max();
    let span = first.zip(last);
    let heading = match span {
        Some((first, last)) => format!("{title}: {}, {first} to {last}", many(marks.len(), "incident")),
        None => format!("{title}: no incidents with a day"),
    };
    let (width, height) = (units(WIDTH), units(ROWS.0 + ROWS.1 * marks.len() as f64 + 12.0));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
         aria-labelledby=\"timeline-title timeline-description\">\n\
         <title id=\"timeline-title\">{}</title>\n<desc id=\"timeline-description\">{}</desc>\n<style>{STYLE}</style>\n",
        escaped(&heading),
        escaped(&description(&marks)),
    );
    out.push_str(&format!("<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"));
    out.push_str(&words((20.0, 28.0), "start", "title", &heading));
    if let Some(span) = span {
        out.push_str(&legend());
        out.push_str(&axis(span, marks.len()));
        for (row, mark) in marks.iter().enumerate() {
            out.push_str(&told(mark, span, ROWS.0 + ROWS.1 * (row as f64 + 0.5)));
        }
    }
    out.push_str("</svg>\n");
    out
}

/// What is read aloud in place of the figure.
fn description(marks: &[&Mark]) -> String {
    let count = |quad: usize| marks.iter().filter(|mark| quad_of(mark) == quad).count();
    let counts: Vec<String> = QUADS.iter().enumerate().map(|(quad, name)| format!("{name} {}", count(quad))).collect();
    let rows: Vec<String> = marks.iter().map(|mark| words_of(mark)).collect();
    format!("Incidents: {}. {}", counts.join(", "), rows.join("; "))
}

fn legend() -> String {
    let mut out = String::new();
    let mut across = 24.0;
    for (quad, name) in QUADS.iter().enumerate() {
        out.push_str(&shape(quad, Outline::Whole, (across, 50.0), ""));
        out.push_str(&words((across + 11.0, 54.0), "start", "", name));
        across += 36.0 + 6.4 * name.len() as f64;
    }
    out.push_str(&shape(2, Outline::Broken, (across, 50.0), ""));
    out.push_str(&words((across + 11.0, 54.0), "start", "", "announced, alleged, denied and the like"));
    out
}

fn axis(span: (Date, Date), rows: usize) -> String {
    let bottom = ROWS.0 + ROWS.1 * rows as f64;
    let mut out = line((LINE.0, ROWS.0 - 4.0), (LINE.0 + LINE.1, ROWS.0 - 4.0), "axis");
    for day in ticks(span) {
        let across = place(day, span);
        out.push_str(&line((across, ROWS.0 - 8.0), (across, bottom), "grid"));
        out.push_str(&words((across, ROWS.0 - 12.0), "middle", "", &day.to_string()));
    }
    out
}

/// Days on the line, evenly spread by days, weeks, months or years.
fn ticks((first, last): (Date, Date)) -> Vec<Date> {
    let days = calendar::days_between(first, last);
    if let Some(step) = [1, 2, 7].into_iter().find(|step| days / step < TICKS) {
        let day = |nth: i64| calendar::plus(first, nth * step);
        return (0..TICKS).map_while(day).take_while(|day| *day <= last).collect();
    }
    let months = days / 30 + 1;
    let Some(step) = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000, 24_000, 120_000]
        .into_iter()
        .find(|step| months / step < TICKS)
    else {
        return vec![first, last];
    };
    let number = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
    let ahead = (number(first) - 1).div_euclid(step) * step + step - number(first);
    let month = |nth: i64| calendar::moved(first.first_of_month(), Unit::Month, i32::try_from(ahead + nth * step).ok()?);
    (0..=TICKS).map_while(month).skip_while(|day| *day < first).take_while(|day| *day <= last).collect()
}

/// A row: day, words, and the mark or the stretch between two.
fn told(mark: &Mark, span: (Date, Date), down: f64) -> String {
    let quad = quad_of(mark);
    let done = matches!(mark.assertion, Assertion::Actual | Assertion::Attempted);
    let outline = if done { Outline::Whole } else { Outline::Broken };
    let (from, to) = (place(mark.days.0, span), place(mark.days.1.max(mark.days.0), span));
    let label: String = mark.label.chars().take(LETTERS).collect();
    let label = if label.len() < mark.label.len() { format!("{label}…") } else { label };
    let mut out = line((20.0, down + ROWS.1 / 2.0), (LINE.0 + LINE.1, down + ROWS.1 / 2.0), "row");
    out.push_str(&words((20.0, down + 4.0), "start", "", &mark.days.0.to_string()));
    out.push_str(&words((92.0, down + 4.0), "start", "", &label));
    if to > from {
        let (x, y, width) = (units(from), units(down - 1.5), units(to - from));
        out.push_str(&format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"3\" fill=\"{}\"/>\n", COLOURS[quad]));
        out.push_str(&shape(quad, outline, (to, down), ""));
    }
    out.push_str(&shape(quad, outline, (from, down), &words_of(mark)));
    out
}

/// How the outline of a mark is drawn.
#[derive(Clone, Copy)]
enum Outline {
    Whole,
    Broken,
}

/// The mark of a quad class, counted from none, with what a pointer on it is told.
fn shape(quad: usize, outline: Outline, (across, down): (f64, f64), told: &str) -> String {
    let colour = COLOURS[quad];
    let (fill, dashes) = match outline {
        Outline::Broken => ("#fff", " stroke-dasharray=\"3 2\""),
        Outline::Whole if quad.is_multiple_of(2) => ("#fff", ""),
        Outline::Whole => (colour, ""),
    };
    let paint = format!("fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"2\"{dashes}");
    let title = if told.is_empty() { String::new() } else { format!("<title>{}</title>", escaped(told)) };
    if quad < 2 {
        format!("<circle cx=\"{}\" cy=\"{}\" r=\"{HALF}\" {paint}>{title}</circle>\n", units(across), units(down))
    } else {
        let (x, y, size) = (units(across - HALF), units(down - HALF), units(2.0 * HALF));
        format!("<rect x=\"{x}\" y=\"{y}\" width=\"{size}\" height=\"{size}\" {paint}>{title}</rect>\n")
    }
}

fn words_of(mark: &Mark) -> String {
    let days = crate::ledger::words::days(Some(mark.days)).unwrap_or_default();
    format!("{days}: {} ({})", mark.label, mark.incident)
}

fn quad_of(mark: &Mark) -> usize {
    usize::from(mark.category.quad_code().saturating_sub(1)).min(3)
}

/// Where a day lies on the line.
fn place(day: Date, (first, last): (Date, Date)) -> f64 {
    let all = calendar::days_between(first, last).max(1);
    let before = calendar::days_between(first, day).clamp(0, all);
    LINE.0 + LINE.1 * before as f64 / all as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_days_are_named_and_none_outside() {
        let check = |first: &str, last: &str, expect: &[&str]| {
            let day = |words: &str| words.parse::<Date>().expect("a day");
            let found: Vec<String> = ticks((day(first), day(last))).iter().map(Date::to_string).collect();
            assert_eq!(found, expect, "{first} to {last}");
        };
        check("2024-06-09", "2024-06-09", &["2024-06-09"]);
        check("2024-06-09", "2024-06-12", &["2024-06-09", "2024-06-10", "2024-06-11", "2024-06-12"]);
        check("2024-06-09", "2024-07-01", &["2024-06-09", "2024-06-16", "2024-06-23", "2024-06-30"]);
        check("2024-05-28", "2024-10-10", &["2024-06-01", "2024-07-01", "2024-08-01", "2024-09-01", "2024-10-01"]);
        check("2024-01-01", "2025-08-15", &["2024-01-01", "2024-07-01", "2025-01-01", "2025-07-01"]);
        check("2024-01-01", "2024-04-10", &["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"]);
        check("1953-07-27", "2024-06-09", &["1960-01-01", "1980-01-01", "2000-01-01", "2020-01-01"]);
        check("0001-01-01", "9999-12-31", &["2000-01-01", "4000-01-01", "6000-01-01", "8000-01-01"]);
    }
}
