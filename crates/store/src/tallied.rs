//! Tallies, and which incidents are nothing but tallies.

use crate::batch::Counts;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::rows::day_columns;
use event::{EventId, Tally};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

impl Ledger {
    /// Whether a mention is a total over a period, by the current coding of its text.
    pub fn is_total(&self, mention: EventId) -> Result<bool> {
        const SQL: &str = "SELECT 1 FROM event JOIN tally ON tally.event = event.entry
            WHERE event.id = ?1 AND event.coding NOT IN (SELECT coding FROM superseded)";
        Ok(!self.rows(SQL, [mention.to_string()], |cells| cells.next::<i64>())?.is_empty())
    }
}

/// Puts the tallies of a text in the place of those before. `current` are its current events, each with its coding.
pub(crate) fn replace(
    connection: &Connection,
    text: i64,
    current: &BTreeMap<EventId, (i64, i64)>,
    tallies: &[Tally],
    counts: &mut Counts<'_>,
) -> rusqlite::Result<()> {
    let mut known = connection.prepare_cached(
        "SELECT tally.event FROM coding JOIN event ON event.coding = coding.entry JOIN tally ON tally.event = event.entry WHERE coding.text = ?1",
    )?;
    let removed: Vec<i64> = known.query_map([text], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    if removed.is_empty() && tallies.is_empty() {
        return Ok(());
    }
    counts.add("tallies", tallies.len() as i64 - removed.len() as i64);
    let before: BTreeSet<i64> = removed.into_iter().collect();
    let now: BTreeSet<i64> = tallies.iter().filter_map(|tally| current.get(&tally.event)).map(|(entry, _)| *entry).collect();
    let mut remove = connection.prepare_cached("DELETE FROM tally WHERE event = ?1")?;
    before.iter().try_for_each(|event| remove.execute([event]).map(drop))?;
    write(connection, current, tallies)?;
    if before == now { Ok(()) } else { mark_totals(connection, text) }
}

/// Says anew of the incidents of a text whether they are totals.
fn mark_totals(connection: &Connection, text: i64) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "UPDATE incident SET total = NOT EXISTS (
             SELECT 1 FROM incident_event
             WHERE incident_event.incident = incident.entry AND incident_event.event NOT IN (SELECT event FROM tally))
         WHERE entry IN (
             SELECT incident_event.incident FROM coding JOIN event ON event.coding = coding.entry
             JOIN incident_event ON incident_event.event = event.entry WHERE coding.text = ?1)",
    )?;
    statement.execute([text]).map(drop)
}

fn write(connection: &Connection, current: &BTreeMap<EventId, (i64, i64)>, tallies: &[Tally]) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        r#"INSERT INTO tally (event, position, series, "by", what, low, high, occasions, date, enddate, published)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"#,
    )?;
    let mut positions: BTreeMap<EventId, i64> = BTreeMap::new();
    for tally in tallies {
        let position = positions.entry(tally.event).or_default();
        let (date, enddate) = day_columns(tally.period);
        statement.execute(params![
            current.get(&tally.event).map(|(entry, _)| entry),
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
