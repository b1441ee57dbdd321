//! Pairs of countries and organisations that incidents are between, and the sums over days that series read.

use crate::rows::day_columns;
use event::Incident;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// Stands for both sides of the pair that counts each incident once.
pub(crate) const ANY: &str = "*";

/// Writes an incident's dyads and counts it into the sums of its day.
pub(crate) fn write(
    connection: &Connection,
    entry: i64,
    incident: &Incident,
    pairs: &BTreeSet<(String, String)>,
) -> rusqlite::Result<()> {
    let (date, _) = day_columns(incident.days);
    let (first_report, _) = day_columns(incident.reported);
    let mut statement = connection.prepare_cached(
        "INSERT INTO dyad (incident, first, second, date, first_report, event, event_scale, assertion, historical)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (first, second) in pairs {
        statement.execute(params![
            entry,
            first,
            second,
            date,
            first_report,
            incident.category.name(),
            incident.scale,
            incident.assertion.name(),
            incident.historical,
        ])?;
    }
    count(connection, entry, 1)
}

/// Takes an incident out of the sums of its day.
pub(crate) fn remove(connection: &Connection, entry: i64) -> rusqlite::Result<()> {
    count(connection, entry, -1)
}

/// Adds an incident that is stored to the sums, or takes it away, and marks its pairs as changed. Both ways read what is stored, so that
/// what was added is what is taken away.
fn count(connection: &Connection, entry: i64, times: i64) -> rusqlite::Result<()> {
    const SUMS: &str = "INSERT INTO incident_day (first, second, date, event, assertion, historical, incidents, scale_hundredths)
        SELECT pair.first, pair.second, date, event, assertion, historical, ?2, CAST(round(event_scale * 100) AS INTEGER) * ?2
        FROM incident, (SELECT first, second FROM dyad WHERE incident = ?1 UNION ALL SELECT ?3, ?3) AS pair
        WHERE entry = ?1 AND date IS NOT NULL
        ON CONFLICT DO UPDATE SET
            incidents = incidents + excluded.incidents, scale_hundredths = scale_hundredths + excluded.scale_hundredths";
    connection.prepare_cached(SUMS)?.execute(params![entry, times, ANY])?;
    const CHANGED: &str = "INSERT OR IGNORE INTO stale (scope)
        SELECT first || '-' || second FROM dyad WHERE incident = ?1
        UNION ALL SELECT '' WHERE NOT EXISTS (SELECT 1 FROM dyad WHERE incident = ?1)";
    connection.prepare_cached(CHANGED)?.execute([entry])?;
    Ok(())
}
