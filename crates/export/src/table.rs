//! A table of one article's events for people: who did what to whom, in which words, when, where and who says so.
//!
//! Colours follow the quad classes and are always written; whoever prints strips them where they are not wanted. The columns fit
//! the width given, and long cells are wrapped.

use crate::Record;
use crate::csv::count;
use crate::record::{DocumentRecord, EntityRecord};
use comfy_table::{Attribute, Cell, Color, ColumnConstraint, ContentArrangement, Table, Width, presets};

/// The longest participant or source that is shown whole, in characters.
const LONGEST: usize = 48;

/// The article's title line and the table of its events, ending with an empty line. `width` counts terminal columns.
pub fn render(article: &DocumentRecord<'_>, records: &[Record<'_>], width: u16) -> String {
    let mut out = heading(article, records.len());
    if !records.is_empty() {
        out.push_str(&table(records, width));
        out.push('\n');
    }
    out.push('\n');
    out
}

/// Title, publisher, date and number of events.
fn heading(article: &DocumentRecord<'_>, events: usize) -> String {
    let published = match article.published {
        Some(date) => format!("published {date} ({})", article.published_basis),
        None => "publication date unknown".to_string(),
    };
    let events = match events {
        0 => "no events".to_string(),
        1 => "1 event".to_string(),
        more => format!("{more} events"),
    };
    let title = one_line(article.title.unwrap_or(article.id));
    let source = if article.title.is_some() { Some(article.id) } else { None };
    let facts: Vec<String> =
        [article.publisher.map(one_line), source.map(one_line), Some(published), Some(events)].into_iter().flatten().collect();
    format!("\u{1b}[1m{title}\u{1b}[0m\n\u{1b}[2m{}\u{1b}[0m\n", facts.join(" · "))
}

fn table(records: &[Record<'_>], width: u16) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width).enforce_styling();
    let header = ["date", "actor → recipient", "event", "words", "place", "source"];
    table.set_header(header.map(|name| Cell::new(name).add_attribute(Attribute::Dim)));
    for record in records {
        let mut event = Cell::new(event(record)).fg(colour(record.quad_code));
        if record.assertion != "actual" {
            event = event.add_attribute(Attribute::Italic);
        }
        table.add_row([
            Cell::new(date(record)),
            Cell::new(sides(record)),
            event,
            Cell::new(one_line(record.event_text.text)),
            Cell::new(record.event_loc.as_ref().map(|place| one_line(place.extracted_place)).unwrap_or_default()),
            Cell::new(sources(record)),
        ]);
    }
    // A day must not be broken, and the first column begins at the left edge.
    if let Some(column) = table.column_mut(0) {
        column.set_padding((0, 1)).set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(13)));
    }
    table.trim_fmt()
}

/// The quad classes from cooperation to conflict.
fn colour(quad_code: u8) -> Color {
    match quad_code {
        1 => Color::Green,
        2 => Color::Cyan,
        3 => Color::Yellow,
        _ => Color::Red,
    }
}

/// The day; in parentheses where only the day of publication is known, in quotation marks where words could not be anchored.
fn date(record: &Record<'_>) -> String {
    match (record.date, record.enddate, record.date_text) {
        (Some(date), _, _) if record.date_basis == "publication" => format!("({date})"),
        (Some(date), Some(end), _) if date != end => format!("{date} to {end}"),
        (Some(date), _, _) => date.to_string(),
        (None, _, Some(words)) => format!("\"{}\"", one_line(words.text)),
        (None, _, None) => "?".to_string(),
    }
}

fn sides(record: &Record<'_>) -> String {
    let actors = side(&record.actor);
    if record.recipient.is_empty() { actors } else { format!("{actors} → {}", side(&record.recipient)) }
}

fn side(side: &[EntityRecord<'_>]) -> String {
    side.iter().map(participant).collect::<Vec<_>>().join(" + ")
}

/// The words with code and sector: `North Korea [PRK GOV]`.
fn participant(entity: &EntityRecord<'_>) -> String {
    let words = entity.entity_text.map_or("?".to_string(), short);
    let known: Vec<&str> = [entity.code, entity.sector].into_iter().flatten().collect();
    let antecedent = entity.antecedent.map(|words| format!(" = {}", short(words.text))).unwrap_or_default();
    if known.is_empty() { format!("{words}{antecedent}") } else { format!("{words}{antecedent} [{}]", known.join(" ")) }
}

/// Category and modes, what the text says of its reality, whether it is background, and its numbers.
fn event(record: &Record<'_>) -> String {
    let mut parts = vec![record.event.to_string()];
    if !record.mode.is_empty() {
        parts.push(record.mode.join(", "));
    }
    let marks: Vec<&str> = [Some(record.assertion).filter(|&value| value != "actual"), record.historical.then_some("historical")]
        .into_iter()
        .flatten()
        .collect();
    if !marks.is_empty() {
        parts.push(format!("({})", marks.join(", ")));
    }
    let numbers = [("dead", &record.dead), ("injured", &record.injured), ("arrested", &record.arrested), ("size", &record.size)];
    for (name, number) in numbers {
        if number.is_some() {
            parts.push(format!("{name} {}", count(number.as_ref())));
        }
    }
    parts.join(" ")
}

fn sources(record: &Record<'_>) -> String {
    let names = record.attribution.iter().map(|source| source.entity.entity_text.map_or("?".to_string(), short));
    names.collect::<Vec<_>>().join(" < ")
}

/// The words on one line, cut where they are long.
fn short(words: &str) -> String {
    let words = one_line(words);
    if words.chars().count() <= LONGEST {
        return words;
    }
    let kept: String = words.chars().take(LONGEST - 1).collect();
    format!("{}…", kept.trim_end())
}

/// White space folded and control characters dropped, so that no text breaks the table or the terminal.
pub fn one_line(words: &str) -> String {
    let folded: Vec<&str> = words.split_whitespace().collect();
    folded.join(" ").chars().filter(|character| !character.is_control()).collect()
}
