//! Copies: written by who finds them, together with what says which have yet to be looked for.

use crate::batch::Batch;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::rows::Cells;
use crate::text::week;
use document::{Date, DocumentId};
use event::{CopyKind, CopyPair};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

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

    /// The documents published within a window of days, or at an unknown day, that share so many fingerprints at least, with how many they
    /// share; those that share most first, then by id. Without a window all are asked.
    pub fn candidates(&self, hashes: &[u64], least: usize, window: Option<(Date, Date)>) -> Result<Vec<(DocumentId, usize)>> {
        candidates(&self.connection, hashes, least, window).map_err(|error| self.error(error))
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

fn candidates(
    connection: &Connection,
    hashes: &[u64],
    least: usize,
    window: Option<(Date, Date)>,
) -> rusqlite::Result<Vec<(DocumentId, usize)>> {
    let mut weeks: Vec<i64> = match window {
        Some((first, last)) => (week(Some(first))..=week(Some(last))).collect(),
        None => weeks(connection)?,
    };
    let undated = connection.prepare_cached("SELECT 1 FROM fingerprint WHERE week = ?1")?.exists([week(None)])?;
    if undated && !weeks.contains(&week(None)) {
        weeks.push(week(None));
    }
    let mut shared: BTreeMap<i64, usize> = BTreeMap::new();
    let mut statement = connection.prepare_cached("SELECT text FROM fingerprint WHERE week = ?1 AND hash = ?2")?;
    let mut hashes = hashes.to_vec();
    hashes.sort_unstable();
    hashes.dedup();
    for week in weeks {
        for &hash in &hashes {
            let mut rows = statement.query([week, hash as i64])?;
            while let Some(row) = rows.next()? {
                *shared.entry(row.get(0)?).or_default() += 1;
            }
        }
    }
    let bounds = window.map(|(first, last)| (first.to_string(), last.to_string()));
    let mut found = Vec::new();
    let mut current = connection.prepare_cached(
        "SELECT id, published FROM text WHERE entry = ?1
         AND EXISTS (SELECT 1 FROM coding WHERE coding.text = text.entry AND coding.entry NOT IN (SELECT coding FROM superseded))",
    )?;
    shared.retain(|_, number| *number >= least);
    for (text, number) in shared {
        let row = current.query_row([text], |row| {
            let mut cells = Cells::new(row);
            Ok((cells.document_id()?, cells.next::<Option<String>>()?))
        });
        if let Some((id, published)) = row.optional()? {
            let outside = published.zip(bounds.as_ref()).is_some_and(|(day, (first, last))| day < *first || day > *last);
            if !outside {
                found.push((id, number));
            }
        }
    }
    found.sort_by_key(|&(id, number)| (std::cmp::Reverse(number), id));
    Ok(found)
}

/// All weeks in which texts lie, found by leaping from one to the next.
fn weeks(connection: &Connection) -> rusqlite::Result<Vec<i64>> {
    let mut next = connection.prepare_cached("SELECT min(week) FROM fingerprint WHERE week > ?1")?;
    let mut weeks = vec![week(None)];
    while let Some(week) = next.query_row([weeks.last()], |row| row.get(0))? {
        weeks.push(week);
    }
    Ok(weeks)
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
