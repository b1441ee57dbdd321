//! Copies: written by who finds them, together with what says which have yet to be looked for.

use crate::batch::Batch;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::rows::Cells;
use document::{Date, DocumentId};
use event::{CopyKind, CopyPair};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// The texts that a chain of copies connects with the one that the first statement gives, itself among them, as the table `same`; only over texts of which
/// the condition holds.
macro_rules! same_text {
    ($first:literal, $known:literal) => {
        concat!(
            "WITH RECURSIVE same (entry) AS (",
            $first,
            " UNION SELECT text.entry FROM same JOIN copy ON copy.first = same.entry JOIN text ON text.entry = copy.second WHERE ",
            $known,
            " UNION SELECT text.entry FROM same JOIN copy ON copy.second = same.entry JOIN text ON text.entry = copy.first WHERE ",
            $known,
            ")"
        )
    };
}

/// When a text was published, and the last day on which any was that a chain of copies connects with it: far off, where one has no day.
pub(crate) fn known(connection: &Connection, text: i64) -> rusqlite::Result<(Option<String>, String)> {
    let mut statement = connection.prepare_cached(concat!(
        same_text!("SELECT ?1", "TRUE"),
        " SELECT (SELECT published FROM text WHERE entry = ?1), max(ifnull(published, '9999-12-31')) FROM text WHERE entry IN same"
    ))?;
    statement.query_row([text], |row| Ok((row.get(0)?, row.get(1)?)))
}

impl Ledger {
    /// The documents that a chain of copies connects with one, itself among them; over those published by a day, if one is given.
    pub fn same_text(&self, document: DocumentId, by: Option<Date>) -> Result<BTreeSet<DocumentId>> {
        const SQL: &str = concat!(
            same_text!("SELECT entry FROM text WHERE id = ?1", "?2 IS NULL OR text.published <= ?2"),
            " SELECT text.id FROM same JOIN text ON text.entry = same.entry"
        );
        let by = by.map(|day| day.to_string());
        let found = self.rows(SQL, params![document.to_string(), by], |cells| cells.document_id())?;
        Ok(found.into_iter().chain([document]).collect())
    }

    /// The documents whose copies have yet to be looked for, in the order in which they were stored.
    pub fn uncompared(&self) -> Result<Vec<DocumentId>> {
        let read = || {
            let mut statement = self
                .connection
                .prepare_cached("SELECT text.id FROM uncompared JOIN text ON text.entry = uncompared.text ORDER BY text")?;
            let rows = statement.query_map([], |row| Cells::new(row).document_id())?;
            rows.collect::<rusqlite::Result<_>>()
        };
        read().map_err(|error| self.error(error))
    }
}

impl Batch<'_> {
    /// Puts the copies of a document in the place of those known before, and takes it from [`Ledger::uncompared`]. The document is one
    /// side of each pair.
    pub fn replace_copies(&mut self, document: DocumentId, copies: &[CopyPair]) -> Result<()> {
        self.part(|ledger, counts| {
            if copies.iter().any(|copy| copy.first != document && copy.second != document) {
                return Err(Error::Unfit(format!(
                    "the copies of document {document} were not stored: one is of two other documents"
                )));
            }
            let grown = replace_copies(&ledger.connection, document, copies).map_err(|error| ledger.error(error))?;
            counts.add("copies", grown);
            Ok(())
        })
    }
}

fn replace_copies(connection: &Connection, document: DocumentId, copies: &[CopyPair]) -> rusqlite::Result<i64> {
    let entry = |id: DocumentId| -> rusqlite::Result<i64> {
        connection.prepare_cached("SELECT entry FROM text WHERE id = ?1")?.query_row([id.to_string()], |row| row.get(0))
    };
    let text = entry(document)?;
    let removed = connection.prepare_cached("DELETE FROM copy WHERE first = ?1")?.execute([text])?
        + connection.prepare_cached("DELETE FROM copy WHERE second = ?1")?.execute([text])?;
    let mut statement =
        connection.prepare_cached("INSERT OR REPLACE INTO copy (first, second, kind, share) VALUES (?1, ?2, ?3, ?4)")?;
    for copy in copies {
        statement.execute(params![entry(copy.first)?, entry(copy.second)?, CopyKind::name(copy.kind), copy.share])?;
    }
    connection.prepare_cached("DELETE FROM uncompared WHERE text = ?1")?.execute([text])?;
    Ok(copies.len() as i64 - removed as i64)
}
