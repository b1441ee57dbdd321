//! Groupings: the incidents that components of tellings come to.
//!
//! A grouping supersedes the one before. Kept of the earlier ones is a row of `grouping`: its number, time, size and a hash of its
//! partition. Their incidents are not kept: they are a pure function of the current events, which are all there, so keeping them would
//! let one much-told story grow with the square of its reports. An incident that a new grouping leaves as it was is not written again.

use crate::batch::{Batch, Counts};
use crate::error::{Error, Result};
use crate::followed::{self, Gist};
use crate::grown;
use crate::rows;
use crate::rows::incident::{Entries, dyads, partition};
use crate::tension;
use event::{EventId, Incident};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// The counter of the sum of all incidents' hashes; it is no count, and no user sees it.
pub(crate) const PARTITION: &str = "partition";

impl Batch<'_> {
    /// Puts the tellings of one happening into a component. Gives whether they are all of one incident, which then stays as it is; if not, the
    /// incidents that any of them is in are taken away but for one that only grows, and [`Batch::write_incident`] has to follow. All tellings of
    /// all components that were joined or shaken are placed in one batch, so that nothing is left of what is taken away.
    pub fn place(&mut self, component: i64, happening: &[i64]) -> Result<bool> {
        self.part(|ledger, counts| {
            let connection = &ledger.connection;
            let tellings = tellings(connection, happening).map_err(|error| ledger.error(error))?;
            if let Some((entry, _)) = happening.iter().zip(&tellings).find(|(_, telling)| telling.is_none()) {
                return Err(Error::Unfit(format!("a happening was not placed: its telling {entry} is not there")));
            }
            let mut run = || {
                let mut put = connection.prepare_cached("UPDATE telling SET component = ?2 WHERE entry = ?1")?;
                for row in tellings.iter().flatten().filter(|row| row.component != component) {
                    put.execute([row.entry, component])?;
                }
                let standing = standing(connection, &tellings)?;
                let is_whole = standing == Standing::Whole;
                if let Standing::Torn(incidents) = standing {
                    incidents.into_iter().try_for_each(|entry| remove(connection, entry, counts))?;
                }
                Ok(is_whole)
            };
            run().map_err(|error| ledger.error(error))
        })
    }

    /// Writes the incident that the tellings of one happening come to, and what it tells of promises and deeds.
    pub fn write_incident(&mut self, happening: &[i64], incident: &Incident, gist: &Gist) -> Result<()> {
        self.part(|ledger, counts| {
            let connection = &ledger.connection;
            let tellings = tellings(connection, happening).map_err(|error| ledger.error(error))?;
            let events: usize = tellings.iter().flatten().map(|telling| telling.events).sum();
            let codings: BTreeSet<i64> = tellings.iter().flatten().map(|telling| telling.coding).collect();
            let unfit = |what: String| Err(Error::Unfit(format!("the incident {} was not stored: {what}", incident.id)));
            if incident.scale.is_nan() || incident.mentions.is_empty() {
                return unfit("it has no score or no mention".to_string());
            }
            if incident.mentions.len() != events {
                return unfit(format!("it has {} mentions and its tellings {events}", incident.mentions.len()));
            }
            let grown = match standing(connection, &tellings).map_err(|error| ledger.error(error))? {
                Standing::Grows(incident) => Some(incident),
                Standing::Whole | Standing::Torn(_) => None,
            };
            let mut entries = Entries::new();
            let mut total = true;
            for id in &incident.mentions {
                match current(connection, *id).map_err(|error| ledger.error(error))? {
                    Some(current) if !codings.contains(&current.coding) => {
                        return unfit(format!("its mention {id} is of none of its tellings"));
                    }
                    None => return unfit(format!("its mention {id} is of none of its tellings")),
                    Some(current) if current.incident.is_some() && current.incident != grown => {
                        return unfit(format!("its mention {id} is in another incident"));
                    }
                    Some(current) => {
                        entries.insert(*id, current.entry);
                        total &= current.is_counted;
                    }
                }
            }
            if entries.len() != incident.mentions.len() {
                return unfit("it has one mention twice".to_string());
            }
            let mut run = || {
                let before = match grown {
                    Some(entry) => grown::before(connection, entry, incident, total, gist)?.map(|partition| (entry, partition)),
                    None => None,
                };
                if let Some((entry, partition)) = before {
                    grown::write(connection, entry, incident, &entries, gist, counts)?;
                    counts.add(PARTITION, -shortened(partition));
                    let new = tellings.iter().flatten().filter(|telling| telling.incident.is_none());
                    return told(connection, entry, incident, new.map(|telling| telling.entry), counts);
                }
                grown.map_or(Ok(()), |entry| remove(connection, entry, counts))?;
                let entry = rows::incident::write(connection, incident, &entries, total)?;
                tension::write(connection, entry, incident, &dyads(incident))?;
                followed::write(connection, entry, gist)?;
                counts.add("incidents", 1);
                told(connection, entry, incident, happening.iter().copied(), counts)
            };
            run().map_err(|error| ledger.error(error))
        })
    }

    /// Adds the row that stays of this grouping when the next one comes; where the partition is as it was, none.
    pub fn record_grouping(&mut self, made_at: &str) -> Result<()> {
        self.part(|ledger, counts| record(&ledger.connection, made_at, counts).map_err(|error| ledger.error(error)))
    }
}

/// What grouping asks of a telling.
struct Row {
    entry: i64,
    coding: i64,
    component: i64,
    incident: Option<i64>,
    events: usize,
}

/// The rows of tellings; none for one that is not there.
fn tellings(connection: &Connection, entries: &[i64]) -> rusqlite::Result<Vec<Option<Row>>> {
    let mut statement =
        connection.prepare_cached("SELECT entry, coding, component, incident, events FROM telling WHERE entry = ?1")?;
    let mut read = |entry: &i64| {
        let row = statement.query_row([entry], |row| {
            Ok(Row {
                entry: row.get(0)?,
                coding: row.get(1)?,
                component: row.get(2)?,
                incident: row.get(3)?,
                events: row.get::<_, i64>(4)? as usize,
            })
        });
        row.optional()
    };
    entries.iter().map(&mut read).collect()
}

/// What grouping asks of a current mention.
struct Current {
    entry: i64,
    coding: i64,
    /// The incident that it is in.
    incident: Option<i64>,
    /// Whether it is a total over a period.
    is_counted: bool,
}

fn current(connection: &Connection, mention: EventId) -> rusqlite::Result<Option<Current>> {
    let mut statement = connection.prepare_cached(
        "SELECT entry, coding, (SELECT incident FROM incident_event WHERE incident_event.event = event.entry),
             EXISTS (SELECT 1 FROM tally WHERE tally.event = event.entry)
         FROM event WHERE id = ?1 AND coding NOT IN (SELECT coding FROM superseded)",
    )?;
    let row = statement.query_row([mention.to_string()], |row| {
        Ok(Current { entry: row.get(0)?, coding: row.get(1)?, incident: row.get(2)?, is_counted: row.get(3)? })
    });
    row.optional()
}

/// What the tellings of a happening are in.
#[derive(PartialEq, Eq)]
enum Standing {
    /// All of one incident.
    Whole,
    /// All of this incident, and some that are in none.
    Grows(i64),
    /// Anything else: what is left of these incidents belongs elsewhere.
    Torn(Vec<i64>),
}

fn standing(connection: &Connection, happening: &[Option<Row>]) -> rusqlite::Result<Standing> {
    let mut tellings: BTreeMap<Option<i64>, usize> = BTreeMap::new();
    for row in happening.iter().flatten() {
        *tellings.entry(row.incident).or_default() += 1;
    }
    let incidents: Vec<i64> = tellings.keys().copied().flatten().collect();
    let &[incident] = incidents.as_slice() else { return Ok(Standing::Torn(incidents)) };
    let mut count = connection.prepare_cached("SELECT count(*) FROM telling WHERE incident = ?1")?;
    let all: i64 = count.query_row([incident], |row| row.get(0))?;
    Ok(match (tellings.get(&Some(incident)) == Some(&(all as usize)), tellings.len()) {
        (true, 1) => Standing::Whole,
        (true, _) => Standing::Grows(incident),
        (false, _) => Standing::Torn(incidents),
    })
}

/// Says of tellings that they are in the row of an incident, and counts who is together in it.
fn told(
    connection: &Connection,
    entry: i64,
    incident: &Incident,
    mut tellings: impl Iterator<Item = i64>,
    counts: &mut Counts<'_>,
) -> rusqlite::Result<()> {
    let mut put = connection.prepare_cached("UPDATE telling SET incident = ?2 WHERE entry = ?1")?;
    tellings.try_for_each(|telling| put.execute([telling, entry]).map(drop))?;
    counts.add(PARTITION, shortened(partition(&incident.mentions)));
    Ok(())
}

/// Sums of hashes are kept in a counter, which must not run over.
fn shortened(hash: i64) -> i64 {
    hash & 0xffff_ffff
}

fn remove(connection: &Connection, entry: i64, counts: &mut Counts<'_>) -> rusqlite::Result<()> {
    tension::remove(connection, entry)?;
    followed::remove(connection, entry, counts)?;
    let hash: i64 =
        connection.prepare_cached("SELECT partition FROM incident WHERE entry = ?1")?.query_row([entry], |row| row.get(0))?;
    connection.prepare_cached("DELETE FROM incident WHERE entry = ?1")?.execute([entry])?;
    counts.add("incidents", -1);
    counts.add(PARTITION, -shortened(hash));
    Ok(())
}

/// Takes away the incidents that any event of a text is in.
pub(crate) fn take_away(connection: &Connection, text: i64, counts: &mut Counts<'_>) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT incident_event.incident FROM coding JOIN event ON event.coding = coding.entry
         JOIN incident_event ON incident_event.event = event.entry WHERE coding.text = ?1",
    )?;
    let incidents: BTreeSet<i64> = statement.query_map([text], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    incidents.into_iter().try_for_each(|entry| remove(connection, entry, counts))
}

fn record(connection: &Connection, made_at: &str, counts: &Counts<'_>) -> rusqlite::Result<()> {
    let value = |name: &'static str| -> rusqlite::Result<i64> {
        let kept = connection
            .prepare_cached("SELECT value FROM counter WHERE name = ?1")?
            .query_row([name], |row| row.get::<_, i64>(0))
            .optional()?;
        Ok(kept.unwrap_or(0) + counts.grown(name))
    };
    let partition = format!("{:016x}", value(PARTITION)?);
    let last: Option<(i64, String)> = connection
        .prepare_cached("SELECT number, partition FROM grouping ORDER BY number DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if last.as_ref().is_some_and(|(_, known)| *known == partition) {
        return Ok(());
    }
    let number = last.map_or(0, |(number, _)| number) + 1;
    connection
        .prepare_cached("INSERT INTO grouping (number, made_at, partition, incidents, events) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![number, made_at, partition, value("incidents")?, value("current events")?])?;
    Ok(())
}
