//! Tension as a figure: stacked bars by quad class, the line of what was usual, marks where the level changed, and the articles read beneath.

use super::COLOURS;
use super::frame::Frame;
use super::svg::{escaped, line, rectangle, units, words};
use crate::chart::{Bar, Chart, QUADS, short};

/// The size of the figure in user units.
const SIZE: (f64, f64) = (900.0, 480.0);

/// The upper frame: its corner and size.
const INCIDENTS: ((f64, f64), (f64, f64)) = ((64.0, 92.0), (816.0, 236.0));

/// The lower frame.
const ARTICLES: ((f64, f64), (f64, f64)) = ((64.0, 380.0), (816.0, 64.0));

/// More bars than this are too thin to see.
const ROOM: usize = 272;

/// The quad classes from the bottom of a bar: conflict first, so that its height can be held against the line.
const STACKED: [usize; 4] = [3, 2, 0, 1];

const STYLE: &str = "text{font:12px sans-serif;fill:#333}.title{font-size:16px;font-weight:bold;fill:#111}.grid{stroke:#ddd}.axis{stroke:#777}\
    .usual{fill:none;stroke:#111;stroke-width:1.5;stroke-dasharray:5 3}.change{stroke:#111;stroke-width:1}.mark{fill:#111}";

/// The figure as an SVG file.
pub fn tension(chart: &Chart) -> String {
    let bars = chart.bars(ROOM);
    let (width, height) = (units(SIZE.0), units(SIZE.1));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
         aria-labelledby=\"tension-title tension-description\">\n\
         <title id=\"tension-title\">{}</title>\n<desc id=\"tension-description\">{}</desc>\n<style>{STYLE}</style>\n",
        escaped(&chart.heading()),
        escaped(&description(chart)),
    );
    out.push_str(&format!("<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"));
    out.push_str(&words((20.0, 28.0), "start", "title", &chart.heading()));
    if !bars.is_empty() {
        out.push_str(&legend(chart));
        out.push_str(&incidents(chart, &bars));
        out.push_str(&articles(&bars));
    }
    out.push_str("</svg>\n");
    out
}

/// What is read aloud in place of the figure.
fn description(chart: &Chart) -> String {
    let totals = chart.totals();
    let counts: Vec<String> = QUADS.iter().zip(totals).map(|(name, total)| format!("{name} {total}")).collect();
    let read: u64 = chart.rows.iter().map(|row| row.articles).sum();
    let changes = chart.changes();
    let changes = if changes.is_empty() { "no change of level".to_string() } else { changes.join("; ") };
    format!("Incidents: {}. Articles read: {read}. Changes of {}: {changes}.", counts.join(", "), chart.watched)
}

fn legend(chart: &Chart) -> String {
    let mut out = String::new();
    let mut across = 64.0;
    for (name, colour) in QUADS.iter().zip(COLOURS) {
        out.push_str(&rectangle((across, 46.0), (12.0, 12.0), colour, ""));
        out.push_str(&words((across + 17.0, 56.0), "start", "", name));
        across += 32.0 + 6.4 * name.len() as f64;
    }
    out.push_str(&line((across, 52.0), (across + 22.0, 52.0), "usual"));
    out.push_str(&words((across + 27.0, 56.0), "start", "", &format!("usual before ({})", chart.watched)));
    out.push_str(&words((64.0, 76.0), "start", "", "▲ ▼ where a new level begins"));
    out
}

fn incidents(chart: &Chart, bars: &[Bar]) -> String {
    let usual = bars.iter().filter_map(|bar| bar.baseline).fold(0.0, f64::max).ceil() as u64;
    let greatest = bars.iter().map(|bar| bar.quads.iter().map(|count| u64::from(*count)).sum()).max().unwrap_or(0);
    let frame = Frame::new(INCIDENTS.0, INCIDENTS.1, usual.max(greatest));
    let points = chart.points_a_bar(ROOM);
    let name = if points > 1 { format!("incidents in {points} {}s", chart.step) } else { format!("incidents a {}", chart.step) };
    let mut out = frame.counts(&name);
    for (at, bar) in bars.iter().enumerate() {
        let (left, right) = (frame.across(at, bars.len()), frame.across(at + 1, bars.len()));
        let gap = ((right - left) * 0.1).min(2.0);
        let mut below = 0.0;
        for (quad, count) in STACKED.map(|quad| (quad, bar.quads[quad])).into_iter().filter(|(_, count)| *count > 0) {
            let (low, high) = (frame.down(below), frame.down(below + f64::from(count)));
            let told = format!("{}: {} {count}", named(bar), QUADS[quad]);
            out.push_str(&rectangle((left + gap, high), (right - left - 2.0 * gap, low - high), COLOURS[quad], &told));
            below += f64::from(count);
        }
    }
    out.push_str(&baseline(&frame, bars));
    for (at, bar) in bars.iter().enumerate() {
        for (period, change) in &bar.changes {
            out.push_str(&mark(&frame, frame.across(at, bars.len()), period, change));
        }
    }
    let names: Vec<&str> = bars.iter().map(|bar| bar.points.0.as_str()).collect();
    out + &frame.points(&names)
}

/// A step line over the bars that have a baseline.
fn baseline(frame: &Frame, bars: &[Bar]) -> String {
    let mut path = String::new();
    let mut drawn = false;
    for (at, bar) in bars.iter().enumerate() {
        if let Some(usual) = bar.baseline {
            let (left, right, down) = (frame.across(at, bars.len()), frame.across(at + 1, bars.len()), frame.down(usual));
            path.push_str(&format!("{}{} {}H{}", if drawn { "L" } else { "M" }, units(left), units(down), units(right)));
        }
        drawn = bar.baseline.is_some();
    }
    if path.is_empty() { path } else { format!("<path d=\"{path}\" class=\"usual\"/>\n") }
}

fn mark(frame: &Frame, across: f64, period: &str, change: &crate::ledger::tension::LevelChange) -> String {
    let sign = if change.after > change.before { "▲" } else { "▼" };
    let told =
        format!("{period}: {} from {} to {}, seen {}", change.direction, short(change.before), short(change.after), change.found);
    let at = units(across);
    format!(
        "{}<text x=\"{at}\" y=\"{}\" text-anchor=\"middle\" class=\"mark\">{sign}<title>{}</title></text>\n",
        line((across, frame.top - 4.0), (across, frame.bottom()), "change"),
        units(frame.top - 7.0),
        escaped(&told),
    )
}

fn articles(bars: &[Bar]) -> String {
    let frame = Frame::new(ARTICLES.0, ARTICLES.1, bars.iter().map(|bar| bar.articles).max().unwrap_or(0));
    let mut out = frame.counts("articles read");
    for (at, bar) in bars.iter().enumerate().filter(|(_, bar)| bar.articles > 0) {
        let (left, right) = (frame.across(at, bars.len()), frame.across(at + 1, bars.len()));
        let gap = ((right - left) * 0.1).min(2.0);
        let high = frame.down(bar.articles as f64);
        let told = format!("{}: articles {}", named(bar), bar.articles);
        out.push_str(&rectangle((left + gap, high), (right - left - 2.0 * gap, frame.bottom() - high), "#999", &told));
    }
    out
}

fn named(bar: &Bar) -> String {
    let (first, last) = &bar.points;
    if first == last { first.clone() } else { format!("{first} to {last}") }
}
