//! brat stand-off: for each article a `.txt` with the text of record and an `.ann` that points into it, and the configuration that
//! brat needs to show them. Nothing is left out; what the text says of an act's reality is an attribute of it.
//!
//! Offsets count code points of the `.txt`. A span over a line end is written in fragments, as brat asks, because no line of an
//! `.ann` may break.

mod configuration;

pub use configuration::configuration;

use crate::record::{CountRecord, EntityRecord, Record, SourceRecord, Words};
use crate::table::one_line;
use document::Document;
use event::Event;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The two files of an article.
pub struct Files {
    /// Their name without the ending: letters of the article's id and the hash of the article, so that no two articles share it.
    pub name: String,
    /// The text of record.
    pub text: String,
    /// The annotations.
    pub annotations: String,
}

/// The longest part of an article's id that stands in a file's name, in characters.
const LONGEST_NAME: usize = 60;

/// The files of an article.
pub fn files(events: &[Event], document: &Document) -> Files {
    let mut annotations = Annotations::default();
    for record in crate::records(events, document) {
        annotations.event(&record);
    }
    Files { name: name(document), text: document.text.string.clone(), annotations: annotations.finish() }
}

fn name(document: &Document) -> String {
    let safe = |letter: char| if letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_') { letter } else { '_' };
    let given: String = document.text.metadata.given_id.chars().map(safe).take(LONGEST_NAME).collect();
    format!("{}-{}", given.trim_start_matches(['_', '-']), document.text.id)
}

/// The kinds of spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Trigger(&'static str),
    Party,
    Place,
    Time,
    Number,
    Cue,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Trigger(category) => category,
            Kind::Party => "Party",
            Kind::Place => "Place",
            Kind::Time => "Time",
            Kind::Number => "Number",
            Kind::Cue => "Cue",
        }
    }
}

/// The lines of an `.ann` as they grow.
#[derive(Default)]
struct Annotations {
    /// The number of each span that has been written.
    spans: BTreeMap<(usize, usize, Kind), usize>,
    /// Notes on each span, each once.
    notes: BTreeMap<usize, Vec<String>>,
    events: usize,
    attributes: usize,
    lines: String,
    last: String,
}

impl Annotations {
    fn event(&mut self, record: &Record<'_>) {
        let trigger = self.span(record.event_text, Kind::Trigger(record.event));
        let mut arguments = Arguments::default();
        for (role, side) in [("Actor", &record.actor), ("Recipient", &record.recipient)] {
            for party in side {
                if let Some(span) = self.party(party) {
                    arguments.push(role, span);
                }
            }
        }
        if let Some(place) = &record.event_loc {
            let words = Words { text: place.extracted_place, start: place.start, end: place.end };
            let span = self.span(words, Kind::Place);
            let known = [place.resolved_place.map(str::to_string), place.geonameid.map(|id| format!("GeoNames {id}"))];
            self.note(span, known.into_iter().flatten().collect::<Vec<_>>().join(", "));
            arguments.push("Place", span);
        }
        if let Some(words) = record.date_text {
            arguments.push("Time", self.span(words, Kind::Time));
        }
        for source in &record.attribution {
            self.source(source, &mut arguments);
        }
        let counts =
            [("Dead", &record.dead), ("Injured", &record.injured), ("Arrested", &record.arrested), ("Size", &record.size)];
        for (role, count) in counts {
            if let Some(count) = count {
                arguments.push(role, self.number(count));
            }
        }
        if let Some(words) = record.assertion_text {
            arguments.push("Assertion", self.span(words, Kind::Cue));
        }
        self.events += 1;
        let number = self.events;
        let _ = writeln!(self.last, "E{number}\t{}:T{trigger}{}", record.event, arguments.words);
        self.attribute(&format!("Assertion E{number} {}", record.assertion));
        if record.historical {
            self.attribute(&format!("Historical E{number}"));
        }
        if record.ongoing {
            self.attribute(&format!("Ongoing E{number}"));
        }
        let _ = writeln!(self.last, "#{number}\tAnnotatorNotes E{number}\t{}", note(record));
    }

    fn attribute(&mut self, words: &str) {
        self.attributes += 1;
        let _ = writeln!(self.last, "A{}\t{words}", self.attributes);
    }

    fn party(&mut self, party: &EntityRecord<'_>) -> Option<usize> {
        let (text, start, end) = (party.entity_text?, party.start?, party.end?);
        let span = self.span(Words { text, start, end }, Kind::Party);
        let known = [party.code, party.sector, party.identifier_text];
        self.note(span, known.into_iter().flatten().collect::<Vec<_>>().join(" "));
        if let Some(antecedent) = party.antecedent {
            self.note(span, format!("stands for \"{}\"", one_line(antecedent.text)));
        }
        Some(span)
    }

    fn source(&mut self, source: &SourceRecord<'_>, arguments: &mut Arguments) {
        if let Some(span) = self.party(&source.entity) {
            arguments.push("Source", span);
        }
        if let Some(cue) = source.cue {
            arguments.push("Cue", self.span(cue, Kind::Cue));
        }
    }

    fn number(&mut self, count: &CountRecord<'_>) -> usize {
        let span = self.span(count.words, Kind::Number);
        self.note(span, crate::csv::count(Some(count)));
        span
    }

    /// The number of a span, which is written at its first use.
    fn span(&mut self, words: Words<'_>, kind: Kind) -> usize {
        if let Some(known) = self.spans.get(&(words.start, words.end, kind)) {
            return *known;
        }
        let number = self.spans.len() + 1;
        self.spans.insert((words.start, words.end, kind), number);
        let fragments = fragments(words);
        let places: Vec<String> = fragments.iter().map(|part| format!("{} {}", part.start, part.end)).collect();
        let texts: Vec<&str> = fragments.iter().map(|part| part.text).collect();
        let _ = writeln!(self.lines, "T{number}\t{} {}\t{}", kind.name(), places.join(";"), texts.join(" "));
        number
    }

    fn note(&mut self, span: usize, words: String) {
        let notes = self.notes.entry(span).or_default();
        if !words.is_empty() && !notes.contains(&words) {
            notes.push(words);
        }
    }

    /// Spans, then events with their attributes and notes, then the notes on spans.
    fn finish(self) -> String {
        let mut lines = self.lines + &self.last;
        let mut number = self.events;
        for (span, notes) in self.notes.iter().filter(|(_, notes)| !notes.is_empty()) {
            number += 1;
            let _ = writeln!(lines, "#{number}\tAnnotatorNotes T{span}\t{}", one_line(&notes.join("; ")));
        }
        lines
    }
}

/// The arguments of an event: `Actor:T1 Actor2:T2`.
#[derive(Default)]
struct Arguments {
    words: String,
    counts: BTreeMap<&'static str, Vec<usize>>,
}

impl Arguments {
    fn push(&mut self, role: &'static str, span: usize) {
        let spans = self.counts.entry(role).or_default();
        if spans.contains(&span) {
            return;
        }
        spans.push(span);
        let number = if spans.len() == 1 { String::new() } else { spans.len().to_string() };
        let _ = write!(self.words, " {role}{number}:T{span}");
    }
}

/// What brat has no field for.
fn note(record: &Record<'_>) -> String {
    let days = match (record.date, record.enddate) {
        (Some(first), Some(last)) if first != last => Some(format!("{first} to {last}")),
        (first, _) => first.map(|first| first.to_string()),
    };
    let facts = [
        Some(record.id.clone()),
        (!record.mode.is_empty()).then(|| format!("mode {}", record.mode.join(", "))),
        (!record.context.is_empty()).then(|| format!("context {}", record.context.join(", "))),
        record.cameo.map(|code| format!("CAMEO {code}")),
        days.map(|days| format!("{days} ({})", record.date_basis)),
        Some(record.origin.rule.to_string()),
    ];
    one_line(&facts.into_iter().flatten().collect::<Vec<_>>().join("; "))
}

/// The pieces of a span between the characters that would break a line of the `.ann`.
fn fragments(words: Words<'_>) -> Vec<Words<'_>> {
    let mut fragments = Vec::new();
    let (mut start, mut at, mut from) = (words.start, words.start, 0);
    let mut close = |from: usize, byte: usize, start: usize, at: usize| {
        let text = words.text.get(from..byte).unwrap_or_default();
        if !text.is_empty() {
            fragments.push(Words { text, start, end: at });
        }
    };
    for (byte, letter) in words.text.char_indices() {
        at += 1;
        if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') {
            close(from, byte, start, at - 1);
            (start, from) = (at, byte + letter.len_utf8());
        }
    }
    close(from, words.text.len(), start, at);
    fragments
}
