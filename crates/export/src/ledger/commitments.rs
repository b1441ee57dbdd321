//! The list of commitments: what was agreed, announced or threatened, and what became of it.

use super::sides::{ParticipantRecord, SiteRecord, side, site};
use super::{Entry, List, incidents, words, write_lines};
use crate::columns::{Column, Get, list};
use document::Date;
use event::{Commitment, Fate, Incident};
use serde::Serialize;

/// A commitment with the incidents that it names.
#[derive(Clone, Debug, PartialEq)]
pub struct CommitmentEntry {
    /// The commitment.
    pub commitment: Commitment,
    /// The incident in which it was made.
    pub made: Entry,
    /// The later incidents that its fates name, as far as they are known.
    pub later: Vec<Incident>,
}

impl CommitmentEntry {
    fn incident(&self, fate: &Fate) -> Option<&Incident> {
        self.later.iter().find(|incident| incident.id == fate.incident)
    }

    /// What became of it: `suspended 2024-06-04`.
    pub(crate) fn fates(&self) -> Vec<String> {
        let day = |fate: &Fate| self.incident(fate).and_then(|incident| words::days(incident.days));
        let told = |fate: &Fate| match day(fate) {
            Some(day) => format!("{} {day}", fate.outcome.name()),
            None => fate.outcome.name().to_string(),
        };
        self.commitment.fate.iter().map(told).collect()
    }

    /// The words that make it, of the first mention.
    pub(crate) fn sentence(&self) -> Option<String> {
        self.made.mentions.first().map(|mention| mention.sentence.clone())
    }
}

/// A commitment in a JSON line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)] // the names of incidents
pub struct CommitmentRecord<'l> {
    pub made: String,
    pub kind: &'static str,
    pub event: &'static str,
    pub actor: Vec<ParticipantRecord<'l>>,
    pub recipient: Vec<ParticipantRecord<'l>>,
    pub date: Option<Date>,
    pub enddate: Option<Date>,
    pub place: Option<SiteRecord<'l>>,
    pub text: Option<String>,
    pub mentions: Vec<incidents::MentionRecord<'l>>,
    pub fate: Vec<FateRecord<'l>>,
}

/// A later incident that tells what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // the names of incidents
pub struct FateRecord<'l> {
    pub incident: String,
    #[serde(rename = "as")]
    pub outcome: &'static str,
    pub date: Option<Date>,
    pub because: &'l [String],
}

/// The record of a commitment.
pub fn record(entry: &CommitmentEntry) -> CommitmentRecord<'_> {
    let incident = &entry.made.incident;
    let fate = |fate: &'_ Fate| entry.incident(fate).and_then(|incident| incident.days).map(|(first, _)| first);
    CommitmentRecord {
        made: entry.commitment.made.to_string(),
        kind: entry.commitment.kind.name(),
        event: incident.category.name(),
        actor: side(&incident.actors),
        recipient: side(&incident.recipients),
        date: incident.days.map(|(first, _)| first),
        enddate: incident.days.map(|(_, last)| last),
        place: incident.site.as_ref().map(site),
        text: entry.sentence(),
        mentions: incidents::record(&entry.made).mentions,
        fate: entry
            .commitment
            .fate
            .iter()
            .map(|one| FateRecord {
                incident: one.incident.to_string(),
                outcome: one.outcome.name(),
                date: fate(one),
                because: &one.because,
            })
            .collect(),
    }
}

/// How commitments are written.
pub const LIST: List<CommitmentEntry> = List { columns: COLUMNS, line: |out, row| write_lines(out, [record(row)]), table };

/// All columns, in order. Lists are joined by `; `, and what is absent is empty.
pub const COLUMNS: &[Column<CommitmentEntry>] = &[
    Column {
        name: "made",
        about: "the incident in which it was made",
        get: Get::Text(|row| Some(row.commitment.made.to_string())),
    },
    Column {
        name: "kind",
        about: "agreement, announcement or threat",
        get: Get::Text(|row| Some(row.commitment.kind.name().to_string())),
    },
    Column { name: "date", about: "when", get: Get::Day(|row| row.made.incident.days.map(|(first, _)| first)) },
    Column { name: "sides", about: "by whom, to whom", get: Get::Text(|row| Some(words::sides(&row.made.incident))) },
    Column {
        name: "event",
        about: "PLOVER's category",
        get: Get::Text(|row| Some(row.made.incident.category.name().to_string())),
    },
    Column { name: "place", about: "where", get: Get::Text(|row| row.made.incident.site.as_ref().map(words::place)) },
    Column { name: "text", about: "the sentence that makes it", get: Get::Text(CommitmentEntry::sentence) },
    Column {
        name: "report",
        about: "the given id of its first report",
        get: Get::Text(|row| row.made.mentions.first().map(|mention| mention.report.clone())),
    },
    Column {
        name: "start",
        about: "code points before its trigger",
        get: Get::Whole(|row| row.made.mentions.first().map(|mention| mention.start.into())),
    },
    Column {
        name: "end",
        about: "code points up to its end",
        get: Get::Whole(|row| row.made.mentions.first().map(|mention| mention.end.into())),
    },
    Column { name: "fate", about: "what became of it and when, oldest first", get: Get::Text(|row| list(row.fates())) },
    Column {
        name: "fate_incidents",
        about: "the later incidents that tell it",
        get: Get::Text(|row| list(row.commitment.fate.iter().map(|fate| fate.incident.to_string()))),
    },
];

/// The table of commitments for people.
pub fn table(entries: &[CommitmentEntry], width: u16) -> String {
    let rows = entries.iter().map(|entry| {
        let fates = entry.fates();
        vec![
            words::days(entry.made.incident.days).unwrap_or_else(|| "?".to_string()),
            words::sides(&entry.made.incident),
            entry.commitment.kind.name().to_string(),
            entry.sentence().unwrap_or_default(),
            if fates.is_empty() { "nothing told".to_string() } else { fates.join("; ") },
        ]
    });
    super::table::render(&["date", "by → to", "kind", "words", "what became of it"], rows, width)
}
