//! What hangs on an incident: its mentions with their reasons, sides, origins, claims, denials and facts.

use super::incident::{Entries, each_once};
use super::{Cells, to_list};
use event::{Claim, ClaimField, Fact, FactValue, Incident, Participant, Reason};
use rusqlite::{Connection, params};

const INSERT_EVENT: &str =
    r#"INSERT INTO incident_event (incident, position, event, "like", because) VALUES (?1, ?2, ?3, ?4, ?5)"#;
const INSERT_PARTY: &str =
    "INSERT INTO incident_party (incident, side, position, code, sector, name) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const INSERT_ORIGIN: &str = "INSERT INTO origin (incident, position, name) VALUES (?1, ?2, ?3)";
const INSERT_CLAIM: &str = r#"INSERT INTO claim (incident, position, kind, field, "by", low, high, actors, event)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"#;
const INSERT_DENIAL: &str = r#"INSERT INTO denial (incident, position, "by") VALUES (?1, ?2, ?3)"#;
const INSERT_FACT: &str = "INSERT INTO fact (incident, position, field, agreed) VALUES (?1, ?2, ?3, ?4)";
const INSERT_VALUE: &str =
    r#"INSERT INTO fact_value (incident, fact, position, value, "by", events) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"#;

/// The tables of what hangs on an incident.
const PARTS: [&str; 7] = [
    "DELETE FROM incident_event WHERE incident = ?1",
    "DELETE FROM incident_party WHERE incident = ?1",
    "DELETE FROM origin WHERE incident = ?1",
    "DELETE FROM claim WHERE incident = ?1",
    "DELETE FROM denial WHERE incident = ?1",
    "DELETE FROM fact WHERE incident = ?1",
    "DELETE FROM fact_value WHERE incident = ?1",
];

/// Takes away what [`write`] writes.
pub(crate) fn remove(connection: &Connection, entry: i64) -> rusqlite::Result<()> {
    PARTS.iter().try_for_each(|sql| connection.prepare_cached(sql)?.execute([entry]).map(drop))
}

pub(crate) fn write(connection: &Connection, entry: i64, incident: &Incident, entries: &Entries) -> rusqlite::Result<()> {
    let run = |sql: &str, parameters: &[&dyn rusqlite::ToSql]| connection.prepare_cached(sql)?.execute(parameters).map(drop);
    for (position, id) in (0i64..).zip(&incident.mentions) {
        let reason = incident.reasons.iter().find(|reason| reason.event == *id);
        let like = reason.map(|reason| reason.like.to_string());
        let because = reason.map(|reason| to_list(&reason.because));
        run(INSERT_EVENT, params![entry, position, entries.get(id), like, because])?;
    }
    for (side, parties) in [("actor", &incident.actors), ("recipient", &incident.recipients)] {
        for (position, party) in (0i64..).zip(parties) {
            run(INSERT_PARTY, params![entry, side, position, party.code, party.sector, party.name])?;
        }
    }
    for (position, name) in (0i64..).zip(&incident.origins) {
        run(INSERT_ORIGIN, params![entry, position, name])?;
    }
    for (position, claim) in (0i64..).zip(&incident.claims) {
        let low = claim.number.map(|(low, _)| low);
        let high = claim.number.and_then(|(_, high)| high);
        let (actors, event) = (to_list(&claim.actors), claim.event.to_string());
        run(INSERT_CLAIM, params![entry, position, kind(&claim.field), claim.field.name(), claim.by, low, high, actors, event])?;
    }
    for (position, by) in (0i64..).zip(&incident.denied_by) {
        run(INSERT_DENIAL, params![entry, position, by])?;
    }
    for (place, fact) in (0i64..).zip(&incident.facts) {
        run(INSERT_FACT, params![entry, place, fact.field, fact.agreed])?;
        for (position, value) in (0i64..).zip(&fact.values) {
            let events: Vec<String> = value.events.iter().map(ToString::to_string).collect();
            run(INSERT_VALUE, params![entry, place, position, value.value, to_list(&value.by), to_list(&events)])?;
        }
    }
    Ok(())
}

/// What kind of field a claim is about, so that a noun that is counted may be called anything.
fn kind(field: &ClaimField) -> &str {
    match field {
        ClaimField::Counted(_) => "counted",
        other => other.name(),
    }
}

fn field(kind: &str, name: String) -> ClaimField {
    match kind {
        "dead" => ClaimField::Dead,
        "injured" => ClaimField::Injured,
        "arrested" => ClaimField::Arrested,
        "size" => ClaimField::Size,
        "blame" => ClaimField::Blame,
        _ => ClaimField::Counted(name),
    }
}

const SELECT_EVENTS: &str = r#"SELECT event.id, text.id, incident_event."like", incident_event.because
FROM incident_event
JOIN event ON event.entry = incident_event.event
JOIN coding ON coding.entry = event.coding
JOIN text ON text.entry = coding.text
WHERE incident = ?1 ORDER BY incident_event.position"#;
const SELECT_PARTIES: &str = "SELECT side, code, sector, name FROM incident_party WHERE incident = ?1 ORDER BY side, position";
const SELECT_ORIGINS: &str = "SELECT name FROM origin WHERE incident = ?1 ORDER BY position";
const SELECT_CLAIMS: &str =
    r#"SELECT kind, field, "by", low, high, actors, event FROM claim WHERE incident = ?1 ORDER BY position"#;
const SELECT_DENIALS: &str = r#"SELECT "by" FROM denial WHERE incident = ?1 ORDER BY position"#;
const SELECT_FACTS: &str = "SELECT position, field, agreed FROM fact WHERE incident = ?1 ORDER BY position";
const SELECT_VALUES: &str = r#"SELECT fact, value, "by", events FROM fact_value WHERE incident = ?1 ORDER BY fact, position"#;

/// Puts the sides of the incident at `entry` into it.
pub(crate) fn read_sides(connection: &Connection, entry: i64, incident: &mut Incident) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(SELECT_PARTIES)?;
    let mut rows = statement.query([entry])?;
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row);
        let side: String = cells.next()?;
        let party = Participant { code: cells.next()?, sector: cells.next()?, name: cells.next()? };
        if side == "actor" { &mut incident.actors } else { &mut incident.recipients }.push(party);
    }
    Ok(())
}

/// Puts everything that hangs on the incident at `entry` into it.
pub(crate) fn read(connection: &Connection, entry: i64, incident: &mut Incident) -> rusqlite::Result<()> {
    let each = |sql: &str, take: &mut dyn FnMut(&mut Cells<'_>) -> rusqlite::Result<()>| -> rusqlite::Result<()> {
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([entry])?;
        while let Some(row) = rows.next()? {
            take(&mut Cells::new(row))?;
        }
        Ok(())
    };
    let mut documents = Vec::new();
    each(SELECT_EVENTS, &mut |cells| {
        let event = cells.event_id()?;
        incident.mentions.push(event);
        documents.push(cells.document_id()?);
        if let Some(like) = cells.maybe_read(super::event_id)? {
            incident.reasons.push(Reason { event, like, because: cells.list()? });
        }
        Ok(())
    })?;
    incident.reports = each_once(documents.into_iter());
    read_sides(connection, entry, incident)?;
    each(SELECT_ORIGINS, &mut |cells| {
        incident.origins.push(cells.next()?);
        Ok(())
    })?;
    each(SELECT_CLAIMS, &mut |cells| {
        let kind: String = cells.next()?;
        let field = field(&kind, cells.next()?);
        let by = cells.next()?;
        let (low, high): (Option<f64>, Option<f64>) = (cells.next()?, cells.next()?);
        let number = low.map(|low| (low, high));
        incident.claims.push(Claim { field, by, number, actors: cells.list()?, event: cells.event_id()? });
        Ok(())
    })?;
    each(SELECT_DENIALS, &mut |cells| {
        incident.denied_by.push(cells.next()?);
        Ok(())
    })?;
    each(SELECT_FACTS, &mut |cells| {
        let _position: i64 = cells.next()?;
        incident.facts.push(Fact { field: cells.next()?, values: Vec::new(), agreed: cells.next()? });
        Ok(())
    })?;
    each(SELECT_VALUES, &mut |cells| {
        let fact: usize = cells.next::<i64>()?.try_into().unwrap_or(usize::MAX);
        let value = FactValue { value: cells.next()?, by: cells.list()?, events: cells.event_ids()? };
        if let Some(fact) = incident.facts.get_mut(fact) {
            fact.values.push(value);
        }
        Ok(())
    })
}
