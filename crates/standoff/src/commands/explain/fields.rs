//! An event's fields, a line each: the value, and what asserts it.

use super::{BOLD, FAINT};
use anstyle::{AnsiColor, Style};
use document::Document;
use event::{Count, Entity, Event, Found, When};
use span::Span;

/// Category, modes, codes and the rule.
pub fn headline(event: &Event) -> String {
    let colour = Style::new().bold().fg_color(Some(
        match event.category.value.quad_code() {
            1 => AnsiColor::Green,
            2 => AnsiColor::Cyan,
            3 => AnsiColor::Yellow,
            _ => AnsiColor::Red,
        }
        .into(),
    ));
    let modes: Vec<&str> = event.modes.iter().map(|mode| mode.value.as_str()).collect();
    let cameo = event.cameo.as_deref().map(|code| format!("  CAMEO {code}")).unwrap_or_default();
    format!(
        "{colour}{} {}{colour:#}{cameo}  scale {}  confidence {:.2}  {FAINT}{}  {}{FAINT:#}",
        event.category.value,
        modes.join(", "),
        event.scale,
        event.confidence,
        event.origin.name(),
        event.id,
    )
}

/// All other fields.
pub fn lines(document: &Document, event: &Event) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, side) in [("actor", &event.actors), ("recipient", &event.recipients)] {
        lines.extend(side.iter().map(|entity| field(name, &participant(document, entity), &origins(entity))));
    }
    lines.extend(event.modes.iter().map(|mode| field("mode", &mode.value, mode.origin.name())));
    lines.extend(event.contexts.iter().map(|context| field("context", &context.value, context.origin.name())));
    lines.push(field("assertion", event.assertion.value.name(), event.assertion.origin.name()));
    if event.historical.value {
        lines.push(field("historical", "yes", event.historical.origin.name()));
    }
    lines.push(field("date", &when(document, &event.when.value), event.when.origin.name()));
    lines.extend(event.place.iter().map(|place| field("place", &self::place(document, place), place.origin.name())));
    lines.extend(event.attribution.iter().map(|source| {
        let cue = source.cue.map(|cue| format!(", by \"{}\"", words(document, cue))).unwrap_or_default();
        let who = format!("{} ({}{cue})", participant(document, &source.entity), source.kind.name());
        field("source", &who, &origins(&source.entity))
    }));
    let counts = [("dead", &event.dead), ("injured", &event.injured), ("arrested", &event.arrested), ("size", &event.size)];
    for (name, counted) in counts {
        lines.extend(counted.iter().map(|counted| field(name, &count(counted), "")));
    }
    lines.extend(event.quantities.iter().map(|quantity| field("quantity", &count(quantity), "")));
    lines
}

/// The words of a span on one line.
fn words(document: &Document, span: Span) -> String {
    export::table::one_line(document.words(span))
}

fn field(name: &str, value: &str, origin: &str) -> String {
    if origin.is_empty() { format!("{name:<10} {value}") } else { format!("{name:<10} {value}  {FAINT}{origin}{FAINT:#}") }
}

fn participant(document: &Document, entity: &Entity) -> String {
    let mut shown = entity.mention.map_or("nobody named".to_string(), |mention| words(document, mention));
    if let Some(antecedent) = entity.antecedent {
        shown.push_str(&format!(" = \"{}\"", words(document, antecedent)));
    }
    let known: Vec<&str> = [&entity.code, &entity.sector].into_iter().flatten().map(|found| found.value.as_str()).collect();
    if !known.is_empty() {
        shown.push_str(&format!(" {BOLD}[{}]{BOLD:#}", known.join(" ")));
    }
    if let Some(cameo) = &entity.cameo {
        shown.push_str(&format!(" CAMEO {cameo}"));
    }
    if let Some(name) = &entity.identifier_text {
        shown.push_str(&format!(" {name}"));
    }
    if let Some(id) = &entity.identifier_id {
        shown.push_str(&format!(" {id}"));
    }
    shown
}

/// What made it a side, and where its code and sector come from.
fn origins(entity: &Entity) -> String {
    let mut names = vec![entity.origin.name().to_string()];
    let mut add = |what: &str, found: &Option<Found<String>>| {
        if let Some(found) = found {
            names.push(format!("{what}: {}", found.origin.name()));
        }
    };
    add("code", &entity.code);
    add("sector", &entity.sector);
    names.join("; ")
}

fn when(document: &Document, when: &When) -> String {
    let basis = when.basis();
    match (when, when.days()) {
        (When::Unknown(Some(said)), _) => format!("unknown: \"{}\" cannot be anchored", words(document, *said)),
        (_, None) => "unknown".to_string(),
        (_, Some((first, last))) => {
            let days = if first == last { first.to_string() } else { format!("{first} to {last}") };
            let exact = when.stretch().map(|stretch| format!(", {}", stretch.granularity.name())).unwrap_or_default();
            let ongoing = if when.stretch().is_some_and(|stretch| stretch.ongoing) { ", ongoing" } else { "" };
            format!("{days} ({basis}{exact}{ongoing})")
        }
    }
}

fn place(document: &Document, place: &Found<event::Place>) -> String {
    let value = &place.value;
    let parts = [&value.resolved, &value.province, &value.country];
    let resolved: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    let coordinates = value.coordinates.map(|(north, east)| format!(" {north} {east}")).unwrap_or_default();
    let id = value.geonameid.map(|id| format!(" GeoNames {id}")).unwrap_or_default();
    format!(
        "{} = {}{coordinates}{id}",
        words(document, value.words),
        if resolved.is_empty() { "?".to_string() } else { resolved.join(", ") }
    )
}

fn count(count: &Count) -> String {
    let bounds = match count.high {
        Some(high) if high == count.low => count.low.to_string(),
        Some(high) => format!("{} to {high}", count.low),
        None => format!("{} or more", count.low),
    };
    let unit = count.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let side = count.side.map(|side| format!(" ({})", side.name())).unwrap_or_default();
    format!("{bounds}{unit}{side}")
}
