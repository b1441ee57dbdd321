//! Pairs of countries and organisations that incidents are between, and the sums over days that series read.

use crate::rows::{Cells, day_columns};
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
    let kept = Kept {
        date,
        event: incident.category.name().to_string(),
        scale: incident.scale,
        assertion: incident.assertion.name().to_string(),
        historical: incident.historical,
        first_report: first_report.clone().unwrap_or_default(),
    };
    let mut statement = connection.prepare_cached(
        "INSERT INTO dyad (incident, first, second, date, first_report, event, event_scale, assertion, historical)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (first, second) in pairs {
        let Kept { date, event, scale, assertion, historical, .. } = &kept;
        statement.execute(params![entry, first, second, date, first_report, event, scale, assertion, historical])?;
        count(connection, first, second, &kept, 1)?;
    }
    count(connection, ANY, ANY, &kept, 1)
}

/// Takes an incident out of the sums of its day. What is stored is read, so that what was added is what is taken away.
pub(crate) fn remove(connection: &Connection, entry: i64) -> rusqlite::Result<()> {
    let kept = connection
        .prepare_cached(
            "SELECT date, event, event_scale, assertion, historical, ifnull(first_report, '') FROM incident WHERE entry = ?1",
        )?
        .query_row([entry], |row| {
            let mut cells = Cells::new(row);
            Ok(Kept {
                date: cells.next()?,
                event: cells.next()?,
                scale: cells.next()?,
                assertion: cells.next()?,
                historical: cells.next()?,
                first_report: cells.next()?,
            })
        })?;
    let mut statement = connection.prepare_cached("SELECT first, second FROM dyad WHERE incident = ?1")?;
    let rows = statement.query_map([entry], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let pairs: BTreeSet<(String, String)> = rows.collect::<rusqlite::Result<_>>()?;
    for (first, second) in &pairs {
        count(connection, first, second, &kept, -1)?;
    }
    count(connection, ANY, ANY, &kept, -1)
}

/// What the sums know of an incident.
struct Kept {
    date: Option<String>,
    event: String,
    scale: f64,
    assertion: String,
    historical: bool,
    /// Empty where no report has a day.
    first_report: String,
}

/// Adds an incident to a sum, or takes it away.
fn count(connection: &Connection, first: &str, second: &str, kept: &Kept, times: i64) -> rusqlite::Result<()> {
    let Kept { date: Some(date), event, scale, assertion, historical, first_report } = kept else { return Ok(()) };
    let hundredths = (scale * 100.0).round() as i64 * times;
    connection
        .prepare_cached(
            "INSERT INTO incident_day (first, second, date, event, assertion, historical, first_report, incidents, scale_hundredths)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT DO UPDATE SET
                 incidents = incidents + excluded.incidents, scale_hundredths = scale_hundredths + excluded.scale_hundredths",
        )?
        .execute(params![first, second, date, event, assertion, historical, first_report, times, hundredths])?;
    Ok(())
}
