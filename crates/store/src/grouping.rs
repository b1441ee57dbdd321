//! Groupings of a block: what is to be grouped again, what with, and the incidents that come of it.
//!
//! A grouping supersedes the one before. Kept of the earlier ones is a row of `grouping`: its number, time, size and a hash of its
//! partition. Their incidents are not kept: they are a pure function of the current events, which are all there, so keeping them would
//! let one much-told block grow with the square of its reports. An incident that a new grouping leaves as it was is not written again.

use crate::batch::{Batch, Counts};
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::rows::incident::{Entries, digest, dyads};
use crate::rows::{self, Cells, day_columns};
use crate::tension;
use event::{EventId, Incident, Mention, Tally};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// Events of current codings in a block.
const CURRENT: &str =
    "WHERE event.block = (SELECT entry FROM block WHERE key = ?1) AND event.coding NOT IN (SELECT coding FROM superseded)";

impl Ledger {
    /// The keys of all blocks whose events changed since they were grouped, in the order in which they came up: what happened at one time
    /// lies together on disk.
    pub fn dirty_blocks(&self) -> Result<Vec<String>> {
        self.strings("SELECT key FROM block WHERE dirty = 1 ORDER BY entry", [])
    }

    /// The current mentions of a block in order of publication, document and text; none for a block that is not there.
    pub fn mentions_of_block(&self, key: &str) -> Result<Vec<Mention>> {
        let condition = format!("{CURRENT}{}", rows::mention::ORDER);
        rows::mention::select(&self.connection, &condition, [key]).map_err(|error| self.error(error))
    }

    /// The keys of the blocks that the current events of a document are in, in order: what a new copy of it touches.
    pub fn blocks_of(&self, document: document::DocumentId) -> Result<Vec<String>> {
        self.strings(
            "SELECT DISTINCT block.key FROM text JOIN coding ON coding.text = text.entry JOIN event ON event.coding = coding.entry
             JOIN block ON block.entry = event.block
             WHERE text.id = ?1 AND coding.entry NOT IN (SELECT coding FROM superseded) ORDER BY block.key",
            [document.to_string()],
        )
    }
}

impl Batch<'_> {
    /// Marks blocks to be grouped again for a reason that the ledger cannot see: a copy was found, the rules of grouping changed.
    pub fn mark_dirty<S: AsRef<str>>(&mut self, keys: &[S]) -> Result<()> {
        self.part(|ledger, _| {
            keys.iter()
                .try_for_each(|key| {
                    ledger
                        .connection
                        .prepare_cached("UPDATE block SET dirty = 1 WHERE key = ?1 AND dirty = 0")?
                        .execute([key.as_ref()])
                        .map(drop)
                })
                .map_err(|error| ledger.error(error))
        })
    }

    /// Marks every block to be grouped again.
    pub fn mark_all_dirty(&mut self) -> Result<()> {
        self.part(|ledger, _| {
            let marked = ledger.connection.execute("UPDATE block SET dirty = 1 WHERE dirty = 0", []);
            marked.map(drop).map_err(|error| ledger.error(error))
        })
    }

    /// Puts a new grouping in the place of a block's old one and takes the mark from the block. Every current mention of the block has to
    /// be in exactly one incident; tallies are of its mentions. Gives whether anything differs from before.
    pub fn replace_grouping(&mut self, key: &str, made_at: &str, incidents: &[Incident], tallies: &[Tally]) -> Result<bool> {
        self.part(|ledger, counts| {
            let connection = &ledger.connection;
            let told = |error| ledger.error(error);
            let Some(block) = block(connection, key).map_err(told)? else {
                return Err(Error::Unfit(format!("the block `{key}` cannot be grouped: no event is in it")));
            };
            let entries = entries(connection, block).map_err(told)?;
            fitting(key, &entries, incidents, tallies)?;
            let changed = replace(connection, block, &entries, incidents, counts).map_err(told)?;
            replace_tallies(connection, block, &entries, tallies, counts).map_err(told)?;
            if changed {
                record(connection, block, made_at, incidents, entries.len()).map_err(told)?;
            }
            connection
                .prepare_cached("UPDATE block SET dirty = 0 WHERE entry = ?1")
                .and_then(|mut statement| statement.execute([block]))
                .map_err(told)?;
            Ok(changed)
        })
    }
}

fn block(connection: &Connection, key: &str) -> rusqlite::Result<Option<i64>> {
    connection.prepare_cached("SELECT entry FROM block WHERE key = ?1")?.query_row([key], |row| row.get(0)).optional()
}

fn entries(connection: &Connection, block: i64) -> rusqlite::Result<Entries> {
    let mut statement = connection
        .prepare_cached("SELECT id, entry FROM event WHERE block = ?1 AND coding NOT IN (SELECT coding FROM superseded)")?;
    let pairs = statement.query_map([block], |row| {
        let mut cells = Cells::new(row);
        Ok((cells.event_id()?, cells.next()?))
    })?;
    pairs.collect()
}

fn fitting(key: &str, entries: &Entries, incidents: &[Incident], tallies: &[Tally]) -> Result<()> {
    let unfit = |what: String| Err(Error::Unfit(format!("the grouping of block `{key}` was not stored: {what}")));
    let mut seen: BTreeMap<EventId, u32> = BTreeMap::new();
    for id in incidents.iter().flat_map(|incident| &incident.mentions) {
        *seen.entry(*id).or_default() += 1;
    }
    if let Some((id, times)) = seen.iter().find(|(_, times)| **times > 1) {
        return unfit(format!("the mention {id} is in {times} incidents"));
    }
    let mut ids = BTreeSet::new();
    if let Some(incident) = incidents.iter().find(|incident| !ids.insert(incident.id)) {
        return unfit(format!("two incidents are called {}", incident.id));
    }
    if let Some(incident) = incidents.iter().find(|incident| incident.scale.is_nan() || incident.mentions.is_empty()) {
        return unfit(format!("the incident {} has no score or no mention", incident.id));
    }
    if let Some(tally) = tallies.iter().find(|tally| tally.low.is_nan()) {
        return unfit(format!("a tally of the mention {} has no number", tally.event));
    }
    let strangers = seen.keys().chain(tallies.iter().map(|tally| &tally.event));
    if let Some(id) = strangers.into_iter().find(|id| !entries.contains_key(id)) {
        return unfit(format!("the mention {id} is none of the block's current ones"));
    }
    match entries.keys().find(|id| !seen.contains_key(id)) {
        Some(id) => unfit(format!("the mention {id} is in no incident")),
        None => Ok(()),
    }
}

/// Writes what differs between the old incidents of a block and the new; gives whether anything does.
fn replace(
    connection: &Connection,
    block: i64,
    entries: &Entries,
    incidents: &[Incident],
    counts: &mut Counts<'_>,
) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare_cached("SELECT id, entry, digest FROM incident WHERE block = ?1 ORDER BY id")?;
    let rows = statement.query_map([block], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
    let mut old: BTreeMap<String, (i64, i64)> = rows.collect::<rusqlite::Result<_>>()?;
    let mut fresh = Vec::new();
    for incident in incidents {
        let digest = digest(incident, entries);
        let id = incident.id.to_string();
        match old.get(&id) {
            Some((_, same)) if *same == digest => drop(old.remove(&id)),
            _ => fresh.push((incident, digest)),
        }
    }
    let changed = !old.is_empty() || !fresh.is_empty();
    for (entry, _) in old.into_values() {
        remove(connection, entry, counts)?;
    }
    for (incident, digest) in fresh {
        // After a new coding, the mention that names an incident may have moved here from a block that is still to be grouped again.
        let elsewhere = connection
            .prepare_cached("SELECT entry FROM incident WHERE id = ?1")?
            .query_row([incident.id.to_string()], |row| row.get(0))
            .optional()?;
        if let Some(entry) = elsewhere {
            remove(connection, entry, counts)?;
        }
        let entry = rows::incident::write(connection, block, digest, incident, entries)?;
        let pairs = dyads(incident);
        tension::write(connection, entry, incident, &pairs)?;
        counts.add("incidents", 1);
    }
    Ok(changed)
}

fn remove(connection: &Connection, entry: i64, counts: &mut Counts<'_>) -> rusqlite::Result<()> {
    tension::remove(connection, entry)?;
    connection.prepare_cached("DELETE FROM incident WHERE entry = ?1")?.execute([entry])?;
    counts.add("incidents", -1);
    Ok(())
}

fn replace_tallies(
    connection: &Connection,
    block: i64,
    entries: &Entries,
    tallies: &[Tally],
    counts: &mut Counts<'_>,
) -> rusqlite::Result<()> {
    // Nearly no block has any, and looking is cheaper than taking away nothing.
    let has = connection
        .prepare_cached("SELECT 1 FROM event JOIN tally ON tally.event = event.entry WHERE event.block = ?1")?
        .exists([block])?;
    let removed = match has {
        true => connection
            .prepare_cached("DELETE FROM tally WHERE event IN (SELECT entry FROM event WHERE block = ?1)")?
            .execute([block])?,
        false => 0,
    };
    counts.add("tallies", tallies.len() as i64 - removed as i64);
    let mut statement = connection.prepare_cached(
        r#"INSERT INTO tally (event, position, series, "by", what, low, high, occasions, date, enddate, published)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"#,
    )?;
    let mut positions: BTreeMap<EventId, i64> = BTreeMap::new();
    for tally in tallies {
        let position = positions.entry(tally.event).or_default();
        let (date, enddate) = day_columns(tally.period);
        statement.execute(params![
            entries.get(&tally.event),
            *position,
            tally.series,
            tally.by,
            tally.what,
            tally.low,
            tally.high,
            tally.occasions,
            date,
            enddate,
            tally.published.map(|day| day.to_string()),
        ])?;
        *position += 1;
    }
    Ok(())
}

/// Adds the row that stays of this grouping when the next one comes.
fn record(connection: &Connection, block: i64, made_at: &str, incidents: &[Incident], events: usize) -> rusqlite::Result<()> {
    let last: Option<i64> =
        connection.prepare_cached("SELECT max(number) FROM grouping WHERE block = ?1")?.query_row([block], |row| row.get(0))?;
    let number = last.unwrap_or(0) + 1;
    connection
        .prepare_cached(
            "INSERT INTO grouping (block, number, made_at, partition, incidents, events) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![block, number, made_at, partition(incidents), incidents.len() as i64, events as i64])?;
    Ok(())
}

/// A hash of who is grouped with whom, whatever the incidents are called and in whatever order they come.
fn partition(incidents: &[Incident]) -> String {
    let mut sets: Vec<Vec<EventId>> = incidents
        .iter()
        .map(|incident| {
            let mut ids = incident.mentions.clone();
            ids.sort();
            ids
        })
        .collect();
    sets.sort();
    let words = format!("{sets:?}");
    format!("{:016x}", document::text::hash_parts(&[words.as_bytes()]))
}
