//! Commitments and what became of them: written by who follows them, one by one, together with what says which have yet to be followed.

use crate::batch::{Batch, Counts};
use crate::error::{Error, Result};
use crate::filter::{Days, Filter};
use crate::ledger::Ledger;
use crate::rows::{Cells, to_list};
use document::Date;
use event::{CommitmentKind, Fate, IncidentId, Outcome};
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

/// What an incident tells of promises and deeds.
#[derive(Clone, Debug)]
pub struct Gist {
    /// Its first day, or that of its first report, counted from 1 January 2000.
    pub day: Option<i32>,
    /// The codes of those who act.
    pub actors: Vec<String>,
    /// What linking compares.
    pub bytes: Vec<u8>,
}

/// A commitment to be kept.
#[derive(Clone, Debug)]
pub struct NewCommitment {
    /// The row of the incident in which it is made.
    pub incident: i64,
    /// What kind.
    pub kind: CommitmentKind,
    /// The codes of those who made it.
    pub by: Vec<String>,
    /// The first and the last day on which something can become of it; it has none where the first is after the last.
    pub life: (i32, i32),
    /// What became of it, with the rows of the incidents that tell it.
    pub fate: Vec<(i64, Fate)>,
}

/// What is yet to be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfollowed {
    /// The row of a new incident: a commitment perhaps, and what became of others.
    Incident(i64),
    /// The row of a commitment of which something was taken away, with the day of that.
    Commitment(i64, i32),
}

impl Ledger {
    /// What is yet to be followed, so much at most, in order of rows.
    pub fn unfollowed(&self, limit: usize) -> Result<Vec<Unfollowed>> {
        self.rows("SELECT incident, since FROM unfollowed ORDER BY incident LIMIT ?1", [limit as i64], |cells| {
            let (incident, since): (i64, Option<i32>) = (cells.next()?, cells.next()?);
            Ok(since.map_or(Unfollowed::Incident(incident), |since| Unfollowed::Commitment(incident, since)))
        })
    }

    /// What an incident tells of promises and deeds.
    pub fn gist_of(&self, incident: IncidentId) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT bytes FROM gist WHERE incident = (SELECT entry FROM incident WHERE id = ?1)";
        Ok(self.rows(sql, [incident.to_string()], |cells| cells.next())?.pop())
    }

    /// What the incident in a row tells of promises and deeds.
    pub fn gist(&self, incident: i64) -> Result<Option<Vec<u8>>> {
        Ok(self.rows("SELECT bytes FROM gist WHERE incident = ?1", [incident], |cells| cells.next())?.pop())
    }

    /// What the incidents tell that make commitments, each with its first day, of those that a filter asks for, in no order.
    pub fn promises(&self, filter: &Filter) -> Result<Vec<(Option<Date>, Vec<u8>)>> {
        let selection = filter.selection(Days::Any);
        let sql = format!(
            "SELECT incident.date, gist.bytes FROM {} JOIN commitment ON commitment.incident = incident.entry JOIN gist ON gist.incident = incident.entry
             WHERE {}",
            selection.from, selection.condition
        );
        self.rows(&sql, params_from_iter(&selection.parameters), |cells| Ok((cells.date()?, cells.next()?)))
    }

    /// The incidents in which a party acts from a day to another, in order of days: the day, the row, and what each tells of promises and deeds; of
    /// those that some report tells by a day, where one is given.
    pub fn deeds(&self, code: &str, first: i32, last: i32, known_on: Option<Date>) -> Result<Vec<(i32, i64, Vec<u8>)>> {
        const ALL: &str = "SELECT deed.day, deed.incident, bytes FROM deed JOIN gist ON gist.incident = deed.incident
            WHERE code = ?1 AND deed.day BETWEEN ?2 AND ?3 ORDER BY deed.day, deed.incident";
        const KNOWN: &str = "SELECT deed.day, deed.incident, bytes FROM deed JOIN incident ON incident.entry = deed.incident
            JOIN gist ON gist.incident = deed.incident
            WHERE code = ?1 AND deed.day BETWEEN ?2 AND ?3 AND first_report <= ?4 ORDER BY deed.day, deed.incident";
        let deed = |cells: &mut Cells<'_>| Ok((cells.next()?, cells.next()?, cells.next()?));
        match known_on {
            None => self.rows(ALL, params![code, first, last], deed),
            Some(day) => self.rows(KNOWN, params![code, first, last, day.to_string()], deed),
        }
    }

    /// The first day from a day on, on which a party acts.
    pub fn next_deed(&self, code: &str, from: i32) -> Result<Option<i32>> {
        let sql = "SELECT min(day) FROM deed WHERE code = ?1 AND day >= ?2";
        Ok(self.rows(sql, params![code, from], |cells| cells.next())?.pop().flatten())
    }

    /// The rows of the commitments of a party of which something can become on a day, of those made on a day or later.
    pub fn pledges(&self, code: &str, day: i32, made: i32) -> Result<Vec<i64>> {
        let sql = "SELECT commitment FROM pledge WHERE code = ?1 AND last >= ?2 AND first BETWEEN ?3 AND ?2 ORDER BY commitment";
        self.rows(sql, params![code, day, made], |cells| cells.next())
    }

    /// What became of a commitment before a day, oldest first, with the rows of the incidents that tell it.
    pub fn fate_before(&self, commitment: i64, day: i32) -> Result<Vec<(i64, Fate)>> {
        let sql = "SELECT incident.entry, incident.id, outcome, because FROM fate
            JOIN incident ON incident.entry = fate.incident JOIN gist ON gist.incident = fate.incident
            WHERE commitment = ?1 AND gist.day < ?2 ORDER BY position";
        self.rows(sql, params![commitment, day], |cells| {
            let entry = cells.next()?;
            Ok((entry, Fate { incident: cells.incident_id()?, outcome: cells.read(Outcome::from_name)?, because: cells.list()? }))
        })
    }
}

impl Batch<'_> {
    /// Puts a commitment in the place of what was known of it before.
    pub fn replace_commitment(&mut self, new: &NewCommitment) -> Result<()> {
        self.part(|ledger, counts| {
            let there = gist_day(&ledger.connection, new.incident).map_err(|error| ledger.error(error))?;
            if there.is_none() {
                return Err(Error::Unfit(format!("a commitment was not stored: no incident is in row {}", new.incident)));
            }
            // By its day a commitment is marked when a fate of it is taken away.
            for (entry, _) in &new.fate {
                if gist_day(&ledger.connection, *entry).map_err(|error| ledger.error(error))?.flatten().is_none() {
                    return Err(Error::Unfit(format!("a commitment was not stored: no incident with a day is in row {entry}")));
                }
            }
            replace(&ledger.connection, new, counts).map_err(|error| ledger.error(error))
        })
    }

    /// Takes what was followed from [`Ledger::unfollowed`].
    pub fn followed(&mut self, followed: &[Unfollowed]) -> Result<()> {
        self.part(|ledger, _| {
            let run = || {
                let mut statement = ledger.connection.prepare_cached("DELETE FROM unfollowed WHERE incident = ?1")?;
                followed.iter().try_for_each(|(Unfollowed::Incident(entry) | Unfollowed::Commitment(entry, _))| {
                    statement.execute([entry]).map(drop)
                })
            };
            run().map_err(|error| ledger.error(error))
        })
    }
}

/// The day of an incident that has a gist.
fn gist_day(connection: &Connection, incident: i64) -> rusqlite::Result<Option<Option<i32>>> {
    let mut statement = connection.prepare_cached("SELECT day FROM gist WHERE incident = ?1")?;
    statement.query_row([incident], |row| row.get(0)).optional()
}

fn replace(connection: &Connection, new: &NewCommitment, counts: &mut Counts<'_>) -> rusqlite::Result<()> {
    let removed = connection.prepare_cached("DELETE FROM commitment WHERE incident = ?1")?.execute([new.incident])?;
    connection
        .prepare_cached("INSERT INTO commitment (incident, kind) VALUES (?1, ?2)")?
        .execute(params![new.incident, new.kind.name()])?;
    counts.add("commitments", 1 - removed as i64);
    let mut pledge =
        connection.prepare_cached("INSERT OR IGNORE INTO pledge (code, last, first, commitment) VALUES (?1, ?2, ?3, ?4)")?;
    let (first, last) = new.life;
    for code in new.by.iter().filter(|_| first <= last) {
        pledge.execute(params![code, last, first, new.incident])?;
    }
    let mut statement = connection
        .prepare_cached("INSERT INTO fate (commitment, position, incident, outcome, because) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (position, (entry, fate)) in (0i64..).zip(&new.fate) {
        statement.execute(params![new.incident, position, entry, fate.outcome.name(), to_list(&fate.because)])?;
    }
    Ok(())
}

/// Writes what a new incident tells of promises and deeds, and marks it to be followed.
pub(crate) fn write(connection: &Connection, incident: i64, gist: &Gist) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO gist (incident, day, bytes) VALUES (?1, ?2, ?3)")?
        .execute(params![incident, gist.day, gist.bytes])?;
    if let Some(day) = gist.day {
        let mut deed = connection.prepare_cached("INSERT OR IGNORE INTO deed (code, day, incident) VALUES (?1, ?2, ?3)")?;
        gist.actors.iter().try_for_each(|code| deed.execute(params![code, day, incident]).map(drop))?;
    }
    connection.prepare_cached("INSERT INTO unfollowed (incident, since) VALUES (?1, NULL)")?.execute([incident]).map(drop)
}

/// Writes what an incident that has grown tells of promises and deeds, by the same parties on the same day, and marks it to be followed.
pub(crate) fn grow(connection: &Connection, incident: i64, gist: &Gist, counts: &mut Counts<'_>) -> rusqlite::Result<()> {
    remove(connection, incident, counts)?;
    connection.prepare_cached("DELETE FROM fate WHERE incident = ?1")?.execute([incident])?;
    connection.prepare_cached("UPDATE gist SET bytes = ?2 WHERE incident = ?1")?.execute(params![incident, gist.bytes])?;
    connection
        .prepare_cached("INSERT INTO unfollowed (incident, since) VALUES (?1, NULL) ON CONFLICT DO UPDATE SET since = NULL")?
        .execute([incident])
        .map(drop)
}

/// Before an incident is taken away: marks the commitments that it is a fate of, and counts its own away.
pub(crate) fn remove(connection: &Connection, incident: i64, counts: &mut Counts<'_>) -> rusqlite::Result<()> {
    if let Some(Some(day)) = gist_day(connection, incident)? {
        connection
            .prepare_cached(
                "INSERT INTO unfollowed (incident, since) SELECT commitment, ?2 FROM fate WHERE fate.incident = ?1
                 ON CONFLICT DO UPDATE SET since = min(since, excluded.since)",
            )?
            .execute(params![incident, day])?;
    }
    let own = connection.prepare_cached("DELETE FROM commitment WHERE incident = ?1")?.execute([incident])?;
    counts.add("commitments", -(own as i64));
    Ok(())
}
