//! Incidents along a line of time: one a row, its day or stretch of days marked between the first and the last day of all.

use super::Look;
use super::cells::fitted;
use crate::ledger::timeline::Mark;
use document::{Date, calendar};

/// Columns of the day and the space behind it.
const DAY: usize = 11;

/// The plot, each line ending with a line end; empty without incidents. Incidents stand in order of time.
pub fn timeline(marks: &[Mark], look: Look) -> String {
    let mut marks: Vec<&Mark> = marks.iter().collect();
    marks.sort_by_key(|mark| (mark.days, mark.incident));
    let first = marks.iter().map(|mark| mark.days.0).min();
    let last = marks.iter().map(|mark| mark.days.1.max(mark.days.0)).max();
    let (Some(first), Some(last)) = (first, last) else { return String::new() };
    let left = look.width.saturating_sub(DAY + 2);
    let axis = (left / 2).max(2 * DAY - 1);
    let words = left.saturating_sub(axis).max(10);
    let at = |day: Date| place(day, (first, last), axis);
    let bar = look.either('│', '|');
    let row = |mark: &&Mark| {
        let line = line(at(mark.days.0), at(mark.days.1), axis, look);
        let quad = usize::from(mark.category.quad_code());
        format!("{} {}{bar}{}{bar}\n", mark.days.0, fitted(&mark.label, words, look), look.quad(&line, quad))
    };
    let ends = format!("{first}{:>width$}", last.to_string(), width = axis.saturating_sub(first.to_string().len()));
    let head = format!("{}{ends}\n", " ".repeat(DAY + words + 1));
    std::iter::once(head).chain(marks.iter().map(row)).collect()
}

/// The column of a day on the line.
fn place(day: Date, (first, last): (Date, Date), axis: usize) -> usize {
    let all = calendar::days_between(first, last).max(1);
    let before = calendar::days_between(first, day).clamp(0, all);
    usize::try_from(before * (axis as i64 - 1) / all).unwrap_or(0)
}

fn line(start: usize, end: usize, axis: usize, look: Look) -> String {
    let mark = |column: usize| match column {
        _ if column == start && end <= start => look.either('●', 'o'),
        _ if column == start || column == end => look.either('●', 'o'),
        _ if column > start && column < end => look.either('━', '='),
        _ => ' ',
    };
    (0..axis).map(mark).collect()
}
