//! Incidents that grow: most reports add a mention to what is told already, and that changes little of what is written of it.
//!
//! Indices, sums over days and pairs hold few of an incident's columns. Where these stay, its row stays where it is, and only what hangs on it and
//! the other columns are written anew.

use crate::batch::Counts;
use crate::followed::{self, Gist};
use crate::rows;
use crate::rows::day_columns;
use crate::rows::incident::{Entries, dyads};
use event::Incident;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// The hash of who is together in the incident of a row; none if indices and sums would hold other values for what it comes to now.
pub(crate) fn before(
    connection: &Connection,
    entry: i64,
    incident: &Incident,
    total: bool,
    gist: &Gist,
) -> rusqlite::Result<Option<i64>> {
    let (date, enddate) = day_columns(incident.days);
    let (first_report, _) = day_columns(incident.reported);
    let site = incident.site.as_ref();
    let mut same = connection.prepare_cached(
        "SELECT partition FROM incident WHERE entry = ?1 AND id = ?2 AND event = ?3 AND event_scale = ?4 AND assertion = ?5
         AND historical = ?6 AND date IS ?7 AND enddate IS ?8 AND place IS ?9 AND geonameid IS ?10 AND country_code IS ?11
         AND first_report IS ?12 AND status = ?13 AND total = ?14",
    )?;
    let partition: Option<i64> = same
        .query_row(
            params![
                entry,
                incident.id.to_string(),
                incident.category.name(),
                incident.scale,
                incident.assertion.name(),
                incident.historical,
                date,
                enddate,
                site.map(|site| &site.name),
                site.and_then(|site| site.geonameid),
                site.and_then(|site| site.country_code.as_ref()),
                first_report,
                incident.status.name(),
                total,
            ],
            |row| row.get(0),
        )
        .optional()?;
    if partition.is_none() {
        return Ok(None);
    }
    let mut known = connection.prepare_cached("SELECT first, second FROM dyad WHERE incident = ?1")?;
    let pairs = known.query_map([entry], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let pairs: BTreeSet<(String, String)> = pairs.collect::<rusqlite::Result<_>>()?;
    let mut known = connection.prepare_cached("SELECT code FROM deed WHERE incident = ?1")?;
    let actors: BTreeSet<String> = known.query_map([entry], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let now: BTreeSet<&String> = gist.actors.iter().filter(|_| gist.day.is_some()).collect();
    Ok(partition.filter(|_| pairs == dyads(incident) && actors.iter().eq(now)))
}

/// Writes what the incident in a row has become. Its columns in indices and sums are as before.
pub(crate) fn write(
    connection: &Connection,
    entry: i64,
    incident: &Incident,
    entries: &Entries,
    gist: &Gist,
    counts: &mut Counts<'_>,
) -> rusqlite::Result<()> {
    followed::grow(connection, entry, gist, counts)?;
    rows::incident::update(connection, entry, incident, entries)
}
