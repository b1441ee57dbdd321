//! Tension in a terminal: bars of what is watched with its baseline and changes of level, a line of small bars for each quad class, and the
//! coverage beneath.

use super::Look;
use super::cells::{eighths, fitted, spark};
use crate::chart::{Bar, Chart, QUADS, axis};

/// Columns before the bars: the longest name and a space.
const GUTTER: usize = 21;

/// Columns behind the lines of small bars: their sums.
const SUMS: usize = 8;

/// Rows of the bars.
const ROWS: usize = 6;

/// The plot, each line ending with a line end.
pub fn tension(chart: &Chart, look: Look) -> String {
    let mut lines = vec![fitted(&chart.heading(), look.width, look).trim_end().to_string()];
    let room = look.width.saturating_sub(GUTTER + SUMS).max(8);
    let bars = chart.bars(room);
    if !bars.is_empty() {
        lines.push(legend(chart, room, look));
        lines.push(String::new());
        lines.extend(columns(&bars, look));
        lines.push(feet(&bars, look));
        lines.push(ends(&bars));
        lines.extend(small(chart, &bars, look));
        lines.extend(chart.changes());
    }
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// What the bars are.
fn legend(chart: &Chart, room: usize, look: Look) -> String {
    let points = chart.points_a_bar(room);
    let each = if points > 1 { format!(" (a bar is {points} {}s)", chart.step) } else { String::new() };
    let legend =
        format!("{}{each}; {} and {} the number usual before", chart.watched, look.either('─', '-'), look.either('▓', '='));
    fitted(&legend, look.width, look)
}

/// The bars from top to bottom.
fn columns(bars: &[Bar], look: Look) -> Vec<String> {
    let usual = bars.iter().filter_map(|bar| bar.baseline).fold(0.0, f64::max).ceil() as u64;
    let greatest = bars.iter().map(|bar| u64::from(bar.watched)).max().unwrap_or(0).max(usual);
    let (top, _) = axis(greatest);
    let name = |row: usize| match row {
        ROWS => top.to_string(),
        _ if row * 2 == ROWS && top.is_multiple_of(2) => (top / 2).to_string(),
        _ => String::new(),
    };
    let line = |row: usize| {
        let cells: String = bars.iter().map(|bar| cell(bar, row, top, look)).collect();
        let cells = look.quad(cells.trim_end(), 4);
        format!("{:>width$} {}{cells}", name(row), look.either('│', '|'), width = GUTTER - 2)
    };
    (1..=ROWS).rev().map(line).collect()
}

/// One character of a bar: filled or empty, with or without the baseline.
fn cell(bar: &Bar, row: usize, top: u64, look: Look) -> char {
    let filled = eighths(bar.watched.into(), top, ROWS).saturating_sub((row - 1) * 8).min(8);
    let baseline = bar.baseline.map(|usual| (usual / top as f64 * ROWS as f64).ceil().max(1.0) as usize);
    match filled {
        0 if baseline == Some(row) => look.either('─', '-'),
        8 if baseline == Some(row) => look.either('▓', '='),
        _ => look.filled(filled),
    }
}

/// The line under the bars, with the changes of level.
fn feet(bars: &[Bar], look: Look) -> String {
    let foot = |bar: &Bar| match bar.changes.last() {
        Some((_, change)) if change.after > change.before => look.either('▲', '^'),
        Some(_) => look.either('▼', 'v'),
        None => look.either('─', '-'),
    };
    let feet: String = bars.iter().map(foot).collect();
    format!("{:>width$} {}{feet}", 0, look.either('┼', '+'), width = GUTTER - 2)
}

/// The first and the last point under the line.
fn ends(bars: &[Bar]) -> String {
    let (Some(first), Some(last)) = (bars.first(), bars.last()) else { return String::new() };
    let (first, last) = (&first.points.0, &last.points.1);
    let between = bars.len().saturating_sub(first.len() + last.len());
    if bars.len() == 1 || first == last {
        format!("{}{first}", " ".repeat(GUTTER))
    } else {
        format!("{}{first}{}{last}", " ".repeat(GUTTER), " ".repeat(between.max(1)))
    }
}

/// A line for each quad class, and one for the coverage.
fn small(chart: &Chart, bars: &[Bar], look: Look) -> Vec<String> {
    let line = |name: &str, values: Vec<u64>, sum: u64, quad: usize| {
        let name = fitted(name, GUTTER, look);
        format!("{name}{} {sum}", look.quad(&spark(look, &values), quad))
    };
    let totals = chart.totals();
    let mut lines: Vec<String> = (0..4)
        .map(|quad| line(QUADS[quad], bars.iter().map(|bar| bar.quads[quad].into()).collect(), totals[quad].into(), quad + 1))
        .collect();
    let read: u64 = chart.rows.iter().map(|row| row.articles).sum();
    lines.push(line("articles read", bars.iter().map(|bar| bar.articles).collect(), read, 0));
    lines
}
