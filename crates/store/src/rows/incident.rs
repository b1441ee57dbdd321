//! Incidents to rows of `incident` and back.

use super::{Cells, day_columns, incident_parts, to_list};
use document::DocumentId;
use event::{Assertion, Category, EventId, Incident, Site, Status};
use rusqlite::{Connection, Row, params};
use std::collections::{BTreeMap, BTreeSet};

const INSERT: &str = "INSERT INTO incident (
    id, partition, event, mode, cameo, event_scale, assertion, historical, date, enddate,
    place, geonameid, lat, lon, province, country_code, resolution, first_report, last_report, status, mentions, reports, origins, total
) VALUES (
    ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24
)";

const UPDATE: &str = "UPDATE incident SET
    partition = ?2, mode = ?3, cameo = ?4, lat = ?5, lon = ?6, province = ?7, resolution = ?8, last_report = ?9,
    mentions = ?10, reports = ?11, origins = ?12
WHERE entry = ?1";

/// The columns that [`read`] takes, in its order.
pub(crate) const COLUMNS: &str = "incident.entry, incident.id, incident.event, incident.mode, incident.cameo, \
    incident.event_scale, incident.assertion, incident.historical, incident.date, incident.enddate, incident.place, \
    incident.geonameid, incident.lat, incident.lon, incident.province, incident.country_code, incident.resolution, \
    incident.first_report, incident.last_report, incident.status";

/// The entries of current events by their ids.
pub(crate) type Entries = BTreeMap<EventId, i64>;

/// A hash of which mentions are together, whatever the incident is called and in whatever order they come.
pub(crate) fn partition(mentions: &[EventId]) -> i64 {
    let mut ids: Vec<u64> = mentions.iter().map(|id| id.0).collect();
    ids.sort_unstable();
    let bytes: Vec<u8> = ids.iter().flat_map(|id| id.to_le_bytes()).collect();
    document::text::hash_parts(&[&bytes]) as i64
}

/// Writes an incident with all that hangs on it but its dyads; gives its entry. `total` is whether all its mentions are totals over a period.
pub(crate) fn write(connection: &Connection, incident: &Incident, entries: &Entries, total: bool) -> rusqlite::Result<i64> {
    let (date, enddate) = day_columns(incident.days);
    let (first_report, last_report) = day_columns(incident.reported);
    let site = incident.site.as_ref();
    let coordinates = site.and_then(|site| site.coordinates);
    connection.prepare_cached(INSERT)?.execute(params![
        incident.id.to_string(),
        partition(&incident.mentions),
        incident.category.name(),
        to_list(&incident.modes),
        incident.cameo,
        incident.scale,
        incident.assertion.name(),
        incident.historical,
        date,
        enddate,
        site.map(|site| &site.name),
        site.and_then(|site| site.geonameid),
        coordinates.map(|(north, _)| north),
        coordinates.map(|(_, east)| east),
        site.and_then(|site| site.province.as_ref()),
        site.and_then(|site| site.country_code.as_ref()),
        site.and_then(|site| site.resolution),
        first_report,
        last_report,
        incident.status.name(),
        incident.mentions.len() as i64,
        incident.reports.len() as i64,
        incident.origins.len() as i64,
        total,
    ])?;
    let entry = connection.last_insert_rowid();
    incident_parts::write(connection, entry, incident, entries)?;
    Ok(entry)
}

/// Writes those columns of an incident that no index holds, and all that hangs on it but its dyads.
pub(crate) fn update(connection: &Connection, entry: i64, incident: &Incident, entries: &Entries) -> rusqlite::Result<()> {
    let (_, last_report) = day_columns(incident.reported);
    let site = incident.site.as_ref();
    let coordinates = site.and_then(|site| site.coordinates);
    connection.prepare_cached(UPDATE)?.execute(params![
        entry,
        partition(&incident.mentions),
        to_list(&incident.modes),
        incident.cameo,
        coordinates.map(|(north, _)| north),
        coordinates.map(|(_, east)| east),
        site.and_then(|site| site.province.as_ref()),
        site.and_then(|site| site.resolution),
        last_report,
        incident.mentions.len() as i64,
        incident.reports.len() as i64,
        incident.origins.len() as i64,
    ])?;
    incident_parts::remove(connection, entry)?;
    incident_parts::write(connection, entry, incident, entries)
}

/// The incident in a row of [`COLUMNS`], with all that hangs on it.
pub(crate) fn read(connection: &Connection, row: &Row<'_>) -> rusqlite::Result<Incident> {
    let mut cells = Cells::new(row);
    let entry = cells.next()?;
    let mut incident = bare(&mut cells)?;
    incident_parts::read(connection, entry, &mut incident)?;
    Ok(incident)
}

fn bare(cells: &mut Cells<'_>) -> rusqlite::Result<Incident> {
    Ok(Incident {
        id: cells.incident_id()?,
        mentions: Vec::new(),
        reports: Vec::new(),
        origins: Vec::new(),
        category: cells.read(Category::from_name)?,
        modes: cells.list()?,
        cameo: cells.next()?,
        scale: cells.next()?,
        actors: Vec::new(),
        recipients: Vec::new(),
        assertion: cells.read(Assertion::from_name)?,
        historical: cells.next()?,
        days: cells.days()?,
        site: site(cells)?,
        reported: cells.days()?,
        claims: Vec::new(),
        denied_by: Vec::new(),
        status: cells.read(Status::from_name)?,
        facts: Vec::new(),
        reasons: Vec::new(),
    })
}

fn site(cells: &mut Cells<'_>) -> rusqlite::Result<Option<Site>> {
    let name: Option<String> = cells.next()?;
    let geonameid = cells.next()?;
    let coordinates = cells.pair()?;
    let (province, country_code): (Option<String>, Option<String>) = (cells.next()?, cells.next()?);
    let resolution = cells.next()?;
    Ok(name.map(|name| Site { name, geonameid, coordinates, province, country_code, resolution }))
}

/// The pairs of codes that an incident is between, the smaller first: each actor with each recipient, and the actors of a mutual act
/// with each other.
pub fn dyads(incident: &Incident) -> BTreeSet<(String, String)> {
    let codes =
        |parties: &[event::Participant]| -> BTreeSet<String> { parties.iter().filter_map(|party| party.code.clone()).collect() };
    let (actors, recipients) = (codes(&incident.actors), codes(&incident.recipients));
    let pair = |one: &String, other: &String| (one.min(other).clone(), one.max(other).clone());
    if incident.recipients.is_empty() {
        actors.iter().flat_map(|one| actors.range(one.clone()..).skip(1).map(move |other| pair(one, other))).collect()
    } else {
        actors.iter().flat_map(|one| recipients.iter().map(move |other| pair(one, other))).collect()
    }
}

/// The documents of mentions, each once, in the order of their first.
pub(crate) fn each_once(documents: impl Iterator<Item = DocumentId>) -> Vec<DocumentId> {
    let mut seen = BTreeSet::new();
    documents.filter(|document| seen.insert(*document)).collect()
}
