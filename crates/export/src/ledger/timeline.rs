//! The timeline: an incident a row, in order of time, each with the words that tell it.

use super::sides::{ParticipantRecord, side};
use super::{Entry, List, words, write_lines};
use crate::columns::{Column, Get, number};
use document::Date;
use event::{Assertion, Category, IncidentId};
use serde::Serialize;

/// An incident on a timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)] // the names of incidents
pub struct TimelineRecord<'l> {
    pub date: Option<Date>,
    pub enddate: Option<Date>,
    pub incident: String,
    pub event: &'static str,
    pub actor: Vec<ParticipantRecord<'l>>,
    pub recipient: Vec<ParticipantRecord<'l>>,
    pub assertion: &'static str,
    pub place: Option<String>,
    pub status: &'static str,
    pub reports: usize,
    pub origins: usize,
    pub text: Option<&'l str>,
}

/// The record of an incident.
pub fn record(entry: &Entry) -> TimelineRecord<'_> {
    let incident = &entry.incident;
    TimelineRecord {
        date: incident.days.map(|(first, _)| first),
        enddate: incident.days.map(|(_, last)| last),
        incident: incident.id.to_string(),
        event: incident.category.name(),
        actor: side(&incident.actors),
        recipient: side(&incident.recipients),
        assertion: incident.assertion.name(),
        place: incident.site.as_ref().map(words::place),
        status: incident.status.name(),
        reports: entry.reports.len(),
        origins: incident.origins.len(),
        text: entry.mentions.first().map(|mention| mention.sentence.as_str()),
    }
}

/// How a timeline is written.
pub const LIST: List<Entry> = List { columns: COLUMNS, line: |out, row| write_lines(out, [record(row)]), table };

/// All columns, in order.
pub const COLUMNS: &[Column<Entry>] = &[
    Column { name: "date", about: "the first day", get: Get::Day(|row| row.incident.days.map(|(first, _)| first)) },
    Column { name: "enddate", about: "the last day", get: Get::Day(|row| row.incident.days.map(|(_, last)| last)) },
    Column { name: "incident", about: "the incident's id", get: Get::Text(|row| Some(row.incident.id.to_string())) },
    Column { name: "sides", about: "who to whom", get: Get::Text(|row| Some(words::sides(&row.incident))) },
    Column { name: "event", about: "PLOVER's category", get: Get::Text(|row| Some(row.incident.category.name().to_string())) },
    Column {
        name: "assertion",
        about: "whether it is said to have happened",
        get: Get::Text(|row| Some(row.incident.assertion.name().to_string())),
    },
    Column { name: "place", about: "where", get: Get::Text(|row| row.incident.site.as_ref().map(words::place)) },
    Column {
        name: "status",
        about: "confirmed, one-sided or disputed",
        get: Get::Text(|row| Some(row.incident.status.name().to_string())),
    },
    Column { name: "reports", about: "in how many reports", get: Get::Whole(|row| number(row.reports.len())) },
    Column { name: "origins", about: "by how many origins", get: Get::Whole(|row| number(row.incident.origins.len())) },
    Column {
        name: "text",
        about: "the sentence of its first mention",
        get: Get::Text(|row| row.mentions.first().map(|mention| mention.sentence.clone())),
    },
];

/// A timeline for people.
pub fn table(entries: &[Entry], width: u16) -> String {
    let rows = entries.iter().map(|entry| {
        vec![
            words::days(entry.incident.days).unwrap_or_else(|| "?".to_string()),
            words::sides(&entry.incident),
            words::act(&entry.incident),
            entry.incident.site.as_ref().map(words::place).unwrap_or_default(),
            entry.incident.status.name().to_string(),
            entry.mentions.first().map(|mention| mention.sentence.clone()).unwrap_or_default(),
        ]
    });
    super::table::render(&["date", "actor → recipient", "event", "place", "status", "words"], rows, width)
}

/// An incident as a plot has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The incident.
    pub incident: IncidentId,
    /// First and last day.
    pub days: (Date, Date),
    /// PLOVER's category.
    pub category: Category,
    /// Whether it is said to have happened.
    pub assertion: Assertion,
    /// What stands beside its mark.
    pub label: String,
}

/// The incidents that have days, as a plot has them.
pub fn marks(entries: &[Entry]) -> Vec<Mark> {
    let mark = |entry: &Entry| {
        let incident = &entry.incident;
        let place = incident.site.as_ref().map(|site| format!(", {}", site.name)).unwrap_or_default();
        // What was denied or only announced must not look like a deed.
        let said = Some(incident.assertion).filter(|assertion| *assertion != Assertion::Actual);
        let said = said.map(|assertion| format!(" ({assertion})")).unwrap_or_default();
        let label = format!("{} {}{said}{place}", words::sides(incident), incident.category);
        let (category, assertion) = (incident.category, incident.assertion);
        incident.days.map(|days| Mark { incident: incident.id, days, category, assertion, label })
    };
    entries.iter().filter_map(mark).collect()
}
