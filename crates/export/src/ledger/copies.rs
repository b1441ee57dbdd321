//! The list of copies.

use super::{List, write_lines};
use crate::columns::{Column, Get};
use serde::Serialize;

/// Two reports whose texts come from one hand.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CopyRow {
    /// The given id of the earlier report.
    pub a: String,
    /// That of the later one.
    pub b: String,
    /// How they differ: `verbatim`, `abridged` or `reworded`.
    pub kind: &'static str,
    /// The share of the shorter body that stands in the other, from 0 to 1.
    pub share: f64,
}

impl CopyRow {
    /// The row of a pair whose reports have these given ids. The share is rounded to three digits.
    pub fn of(pair: &event::CopyPair, first: &str, second: &str) -> CopyRow {
        let share = (pair.share.clamp(0.0, 1.0) * 1000.0).round() / 1000.0;
        CopyRow { a: first.to_string(), b: second.to_string(), kind: pair.kind.name(), share }
    }
}

/// How copies are written.
pub const LIST: List<CopyRow> = List { columns: COLUMNS, line: |out, row| write_lines(out, [row]), table };

/// All columns, in order.
pub const COLUMNS: &[Column<CopyRow>] = &[
    Column { name: "a", about: "the earlier report", get: Get::Text(|row| Some(row.a.clone())) },
    Column { name: "b", about: "the later report", get: Get::Text(|row| Some(row.b.clone())) },
    Column { name: "kind", about: "verbatim, abridged or reworded", get: Get::Text(|row| Some(row.kind.to_string())) },
    Column {
        name: "share",
        about: "how much of the shorter text is in the other, 0 to 1",
        get: Get::Real(|row| Some(row.share)),
    },
];

/// The table of copies for people.
pub fn table(rows: &[CopyRow], width: u16) -> String {
    let rows = rows
        .iter()
        .map(|row| vec![row.a.clone(), row.b.clone(), row.kind.to_string(), format!("{} %", (row.share * 100.0).round())]);
    super::table::render(&["report", "copy", "kind", "shared"], rows, width)
}
