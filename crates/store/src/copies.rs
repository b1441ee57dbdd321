//! Copies: written by who finds them, together with what says which have yet to be looked for.

use crate::batch::Batch;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::rows::Cells;
use document::DocumentId;
use event::{CopyKind, CopyPair};
use rusqlite::{Connection, params};

impl Ledger {
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
