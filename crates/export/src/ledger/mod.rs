//! The ledger's lists: incidents, events, copies, commitments, tallies, a timeline, tension. A module a list, each with the columns of its rows
//! and, where a line says more than columns can, the record of its JSON line.
//!
//! Lists are made from the plain values below, which whoever reads the ledger fills; nothing here looks anything up, joins anything or
//! counts anything. Who needs a table in a terminal gets it from [`table`].

pub mod commitments;
pub mod copies;
pub mod events;
pub mod incidents;
pub mod sides;
pub mod table;
pub mod tallies;
pub mod tension;
pub mod timeline;
pub(crate) mod words;

use crate::columns::Column;
use document::Date;
use event::{EventId, Incident};
use serde::Serialize;
use std::io::{self, Write};

/// An incident with what lists say of its mentions and reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The incident.
    pub incident: Incident,
    /// Its mentions, in the incident's order.
    pub mentions: Vec<MentionFacts>,
    /// Its reports, in the incident's order.
    pub reports: Vec<ReportFacts>,
}

/// A mention as lists show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MentionFacts {
    /// The event, none for a mention that is not known.
    pub event: Option<EventId>,
    /// The given id of its report.
    pub report: String,
    /// Code points of the text before the trigger.
    pub start: u32,
    /// Code points of the text before what follows the trigger.
    pub end: u32,
    /// The trigger's words.
    pub words: String,
    /// The sentence.
    pub sentence: String,
}

/// A report as lists show it: without its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReportFacts {
    /// The id that the carrier gave.
    pub report: String,
    /// The page's address.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The publisher.
    pub publisher: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
}

impl MentionFacts {
    /// What lists show of a mention in a report of a given id.
    pub fn of(mention: &event::Mention, report: &str) -> MentionFacts {
        MentionFacts {
            event: Some(mention.id),
            report: report.to_string(),
            start: mention.trigger.start,
            end: mention.trigger.end,
            words: mention.trigger.words.clone(),
            sentence: mention.sentence.words.clone(),
        }
    }
}

impl ReportFacts {
    /// What lists show of a report.
    pub fn of(report: &event::Report) -> ReportFacts {
        ReportFacts {
            report: report.given_id.clone(),
            url: report.url.clone(),
            title: report.title.clone(),
            publisher: report.publisher.clone(),
            published: report.published,
        }
    }
}

/// How a list is written.
pub struct List<Row: 'static> {
    /// Its columns.
    pub columns: &'static [Column<Row>],
    /// Writes a row as JSON on a line of its own.
    pub line: fn(&mut dyn Write, &Row) -> io::Result<()>,
    /// Rows as a table of a width, for people.
    pub table: fn(&[Row], u16) -> String,
}

/// Writes records, each as JSON on a line of its own.
pub fn write_lines<T: Serialize>(out: &mut dyn Write, records: impl IntoIterator<Item = T>) -> io::Result<()> {
    for record in records {
        serde_json::to_writer(&mut *out, &record)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
