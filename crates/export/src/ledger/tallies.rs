//! The list of tallies: totals over a period that sources give. They are never added to the incidents that they sum up.

use super::{List, MentionFacts, ReportFacts, words, write_lines};
use crate::columns::{Column, Get};
use crate::record::{number, optional_number};
use document::Date;
use event::Tally;
use serde::Serialize;

/// A tally with its mention.
#[derive(Clone, Debug, PartialEq)]
pub struct TallyEntry {
    /// The tally.
    pub tally: Tally,
    /// The mention that reports it.
    pub mention: MentionFacts,
    /// Its report.
    pub report: ReportFacts,
}

/// A tally in a JSON line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)] // `event::Tally` has them
pub struct TallyRecord<'l> {
    pub series: &'l str,
    pub by: &'l str,
    pub what: &'l str,
    #[serde(serialize_with = "number")]
    pub low: f64,
    #[serde(serialize_with = "optional_number")]
    pub high: Option<f64>,
    #[serde(serialize_with = "optional_number")]
    pub occasions: Option<f64>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub published: Option<Date>,
    pub report: &'l str,
    pub event: String,
    pub text: &'l str,
}

/// The record of a tally.
pub fn record(entry: &TallyEntry) -> TallyRecord<'_> {
    let TallyEntry { tally, mention, .. } = entry;
    TallyRecord {
        series: &tally.series,
        by: &tally.by,
        what: &tally.what,
        low: tally.low,
        high: tally.high,
        occasions: tally.occasions,
        from: tally.period.map(|(first, _)| first),
        to: tally.period.map(|(_, last)| last),
        published: tally.published,
        report: &mention.report,
        event: tally.event.to_string(),
        text: &mention.sentence,
    }
}

/// How tallies are written.
pub const LIST: List<TallyEntry> = List { columns: COLUMNS, line: |out, row| write_lines(out, [record(row)]), table };

/// All columns, in order.
pub const COLUMNS: &[Column<TallyEntry>] = &[
    Column {
        name: "series",
        about: "tallies of one series count the same thing",
        get: Get::Text(|row| Some(row.tally.series.clone())),
    },
    Column { name: "by", about: "who counts", get: Get::Text(|row| Some(row.tally.by.clone())) },
    Column { name: "what", about: "what is counted", get: Get::Text(|row| Some(row.tally.what.clone())) },
    Column { name: "low", about: "the lower bound", get: Get::Real(|row| Some(row.tally.low)) },
    Column { name: "high", about: "the upper bound, empty where it is open", get: Get::Real(|row| row.tally.high) },
    Column { name: "occasions", about: "on how many occasions", get: Get::Real(|row| row.tally.occasions) },
    Column { name: "from", about: "the first day counted", get: Get::Day(|row| row.tally.period.map(|(first, _)| first)) },
    Column { name: "to", about: "the last day counted", get: Get::Day(|row| row.tally.period.map(|(_, last)| last)) },
    Column { name: "published", about: "the day of the report", get: Get::Day(|row| row.tally.published) },
    Column { name: "report", about: "the given id of the report", get: Get::Text(|row| Some(row.mention.report.clone())) },
    Column { name: "event", about: "the event that reports it", get: Get::Text(|row| Some(row.tally.event.to_string())) },
    Column { name: "text", about: "the sentence", get: Get::Text(|row| Some(row.mention.sentence.clone())) },
];

/// The table of tallies for people.
pub fn table(entries: &[TallyEntry], width: u16) -> String {
    let rows = entries.iter().map(|TallyEntry { tally, mention, .. }| {
        vec![
            tally.by.clone(),
            format!("{} {}", words::bounds(tally.low, tally.high), tally.what),
            tally.occasions.map(|number| number.to_string()).unwrap_or_default(),
            words::days(tally.period).unwrap_or_else(|| "?".to_string()),
            tally.published.map(|day| day.to_string()).unwrap_or_default(),
            mention.report.clone(),
        ]
    });
    super::table::render(&["by", "count", "occasions", "period", "published", "report"], rows, width)
}
