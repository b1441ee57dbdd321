//! Whether a ledger holds what it promises. What is found is told, never mended.

use crate::check_derived::{counters, groupings, promises, sums, tellings};
use crate::error::Result;
use crate::ledger::Ledger;
use crate::packed::inflated;
use crate::text::Cutter;
use document::DocumentId;
use rusqlite::{Connection, Row};
use sha2::{Digest, Sha256};

/// One thing that is wrong, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(pub String);

impl Ledger {
    /// Everything that is wrong with the file, at most `limit` of each kind: pages, references, hashes, spans, groupings,
    /// tellings, commitments, sums, counters.
    pub fn check(&self, limit: usize) -> Result<Vec<Fault>> {
        let laws: [fn(&Connection, &mut Faults) -> rusqlite::Result<()>; 9] =
            [pages, references, hashes, spans, groupings, tellings, promises, sums, counters];
        let mut found = Vec::new();
        for law in laws {
            let mut faults = Faults { found: Vec::new(), limit };
            law(&self.connection, &mut faults).map_err(|error| self.error(error))?;
            found.extend(faults.found);
        }
        Ok(found)
    }
}

/// The faults of one kind.
pub(crate) struct Faults {
    found: Vec<Fault>,
    limit: usize,
}

impl Faults {
    pub(crate) fn add(&mut self, what: impl FnOnce() -> String) {
        if self.found.len() < self.limit {
            self.found.push(Fault(what()));
        }
    }
}

pub(crate) fn each(
    connection: &Connection,
    sql: &str,
    mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        take(row)?;
    }
    Ok(())
}

fn pages(connection: &Connection, faults: &mut Faults) -> rusqlite::Result<()> {
    each(connection, "PRAGMA integrity_check", |row| {
        let words: String = row.get(0)?;
        if words != "ok" {
            faults.add(|| format!("the file is damaged: {words}"));
        }
        Ok(())
    })
}

fn references(connection: &Connection, faults: &mut Faults) -> rusqlite::Result<()> {
    each(connection, "PRAGMA foreign_key_check", |row| {
        let (table, entry, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        faults.add(|| format!("row {} of `{table}` refers to a row of `{parent}` that is not there", entry.unwrap_or(-1)));
        Ok(())
    })
}

/// The content of each article has the hash that it came with, and each text the hash that is its id.
fn hashes(connection: &Connection, faults: &mut Faults) -> rusqlite::Result<()> {
    let sql = "SELECT given_id, size, sha256, packing, bytes FROM article WHERE packing <> 'text' ORDER BY entry";
    each(connection, sql, |row| {
        let (given_id, size, sha256): (String, i64, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let packing: String = row.get(3)?;
        let bytes = row.get_ref(4)?.as_blob().unwrap_or_default();
        let content = match packing.as_str() {
            "deflate" => inflated(bytes, size.unsigned_abs()).unwrap_or_default(),
            _ => bytes.to_vec(),
        };
        if Sha256::digest(&content).as_slice() != sha256 {
            faults.add(|| format!("the content of article `{given_id}` is not what came in"));
        }
        Ok(())
    })?;
    let sql = "SELECT given_id, text.id, string FROM text JOIN article ON article.entry = text.article ORDER BY text.entry";
    each(connection, sql, |row| {
        let (given_id, id, string): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if DocumentId::of(&given_id, &string).to_string() != id {
            faults.add(|| format!("the text {id} of article `{given_id}` is not what was stored"));
        }
        Ok(())
    })?;
    let sql = "SELECT given_id, sha256, (SELECT string FROM text WHERE text.article = article.entry ORDER BY text.entry LIMIT 1)
        FROM article WHERE packing = 'text' ORDER BY entry";
    each(connection, sql, |row| {
        let (given_id, sha256): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let string = row.get_ref(2)?.as_bytes().unwrap_or_default();
        if Sha256::digest(string).as_slice() != sha256 {
            faults.add(|| format!("the content of article `{given_id}` is not what came in"));
        }
        Ok(())
    })
}

/// Every kind of span: what it is, its table with who owns it, and its columns of words, start and end.
const SPANS: &[(&str, &str, &str)] = &[
    ("sentence of event", EVENT, r#"event.text, event.start, event."end""#),
    ("trigger of event", EVENT, "event_text, event_text_start, event_text_end"),
    ("assertion of event", EVENT, "assertion_text, assertion_text_start, assertion_text_end"),
    ("date of event", EVENT, "date_text, date_text_start, date_text_end"),
    ("place of event", EVENT, "extracted_place, place_start, place_end"),
    ("party of event", PARTY, r#"entity_text, party.start, party."end""#),
    ("antecedent of event", PARTY, "antecedent, antecedent_start, antecedent_end"),
    ("cue of event", PARTY, "cue, cue_start, cue_end"),
    ("number of event", NUMBER, r#"words, number.start, number."end""#),
    ("name in text", NAME, r#"words, name.start, name."end""#),
    ("time in text", TIME, r#"words, time.start, time."end""#),
];
const EVENT: &str = "event.id FROM event JOIN coding ON coding.entry = event.coding";
const PARTY: &str = "event.id FROM party JOIN event ON event.entry = party.event JOIN coding ON coding.entry = event.coding";
const NUMBER: &str = "event.id FROM number JOIN event ON event.entry = number.event JOIN coding ON coding.entry = event.coding";
const NAME: &str = "text.id FROM name JOIN coding ON coding.entry = name.coding JOIN text ON text.entry = coding.text";
const TIME: &str = "text.id FROM time JOIN coding ON coding.entry = time.coding JOIN text ON text.entry = coding.text";

/// Every span lies in its text and says the words that are stored with it.
fn spans(connection: &Connection, faults: &mut Faults) -> rusqlite::Result<()> {
    let mut text = connection.prepare("SELECT string FROM text WHERE entry = ?1")?;
    for (what, source, columns) in SPANS {
        let sql = format!("SELECT coding.text, {columns}, {source}");
        let mut current: Option<(i64, String)> = None;
        each(connection, &sql, |row| {
            let words: Option<String> = row.get(1)?;
            let Some(words) = words else { return Ok(()) };
            let entry: i64 = row.get(0)?;
            if current.as_ref().is_none_or(|(at, _)| *at != entry) {
                current = Some((entry, text.query_row([entry], |row| row.get(0))?));
            }
            let string = current.as_ref().map_or("", |(_, string)| string);
            let (start, end): (Option<u32>, Option<u32>) = (row.get(2)?, row.get(3)?);
            let said = start.zip(end).map(|(start, end)| Cutter::new(string).cut(start, end));
            if said != Some(words) {
                let owner: String = row.get(4)?;
                faults.add(|| format!("the {what} {owner} does not stand where it says"));
            }
            Ok(())
        })?;
    }
    Ok(())
}
