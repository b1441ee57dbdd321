//! Whether a ledger holds what it promises. What is found is told, never mended.

use crate::error::Result;
use crate::grouping::PARTITION;
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
    /// Everything that is wrong with the file, at most `limit` of each kind: pages, references, hashes, spans, counts, groupings.
    pub fn check(&self, limit: usize) -> Result<Vec<Fault>> {
        let laws: [fn(&Connection, &mut Faults) -> rusqlite::Result<()>; 7] =
            [pages, references, hashes, spans, groupings, sums, counters];
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
struct Faults {
    found: Vec<Fault>,
    limit: usize,
}

impl Faults {
    fn add(&mut self, what: impl FnOnce() -> String) {
        if self.found.len() < self.limit {
            self.found.push(Fault(what()));
        }
    }
}

fn each(connection: &Connection, sql: &str, mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>) -> rusqlite::Result<()> {
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

/// Every current event of a text that is joined with others is in one incident, and every incident has the mentions that it counts and
/// no others.
fn groupings(connection: &Connection, faults: &mut Faults) -> rusqlite::Result<()> {
    let sql = "SELECT event.id FROM event JOIN coding ON coding.entry = event.coding
        WHERE coding.text NOT IN (SELECT text FROM loose) AND event.coding NOT IN (SELECT coding FROM superseded)
        AND event.entry NOT IN (SELECT event FROM incident_event) ORDER BY event.id";
    each(connection, sql, |row| {
        let id: String = row.get(0)?;
        faults.add(|| format!("the event {id} is in no incident although its text was joined with others"));
        Ok(())
    })?;
    let sql = "SELECT incident.id FROM incident_event JOIN incident ON incident.entry = incident_event.incident
        JOIN event ON event.entry = incident_event.event JOIN coding ON coding.entry = event.coding
        WHERE coding.text NOT IN (SELECT text FROM loose) AND event.coding IN (SELECT coding FROM superseded) ORDER BY incident.id";
    each(connection, sql, |row| {
        let id: String = row.get(0)?;
        faults.add(|| format!("the incident {id} has a mention that is current no more"));
        Ok(())
    })?;
    let sql = "SELECT incident.id FROM incident
        WHERE mentions <> (SELECT sum(events) FROM telling WHERE telling.incident = incident.entry)
        OR (SELECT count(DISTINCT component) FROM telling WHERE telling.incident = incident.entry) > 1 ORDER BY incident.id";
    each(connection, sql, |row| {
        let id: String = row.get(0)?;
        faults.add(|| format!("the incident {id} has other tellings than mentions, or tellings that nothing ties"));
        Ok(())
    })?;
    let sql = "SELECT id FROM incident
        WHERE mentions <> (SELECT count(*) FROM incident_event WHERE incident = incident.entry) ORDER BY id";
    each(connection, sql, |row| {
        let id: String = row.get(0)?;
        faults.add(|| format!("the incident {id} has other mentions than it counts"));
        Ok(())
    })
}

/// The sums over days are those of the incidents.
fn sums(connection: &Connection, faults: &mut Faults) -> rusqlite::Result<()> {
    const FRESH: &str = "SELECT first, second, incident.date, incident.event, incident.assertion, incident.historical,
            ifnull(incident.first_report, ''), count(*), sum(CAST(round(incident.event_scale * 100) AS INTEGER))
        FROM incident
        JOIN (SELECT incident, first, second FROM dyad UNION ALL SELECT entry, '*', '*' FROM incident) AS pair
            ON pair.incident = incident.entry
        WHERE incident.date IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7";
    const KEPT: &str =
        "SELECT first, second, date, event, assertion, historical, first_report, incidents, scale_hundredths FROM incident_day
        WHERE incidents <> 0";
    let sql = format!(
        "SELECT first, second, date FROM (SELECT * FROM ({FRESH}) EXCEPT SELECT * FROM ({KEPT}))
         UNION SELECT first, second, date FROM (SELECT * FROM ({KEPT}) EXCEPT SELECT * FROM ({FRESH})) ORDER BY 1, 2, 3"
    );
    each(connection, &sql, |row| {
        let (first, second, date): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        faults.add(|| format!("the sum of {first} and {second} on {date} is not that of the incidents"));
        Ok(())
    })?;
    let sql = "SELECT published, articles FROM article_day
        WHERE articles <> (SELECT count(DISTINCT article) FROM text WHERE text.published = article_day.published)";
    each(connection, sql, |row| {
        let day: String = row.get(0)?;
        faults.add(|| format!("the number of articles published on {day} is not that of the articles"));
        Ok(())
    })
}

/// The counters are the numbers of rows.
fn counters(connection: &Connection, faults: &mut Faults) -> rusqlite::Result<()> {
    let counted = [
        ("articles", "article"),
        ("texts", "text"),
        ("codings", "coding"),
        ("events", "event"),
        ("current events", "event WHERE coding NOT IN (SELECT coding FROM superseded)"),
        ("incidents", "incident"),
        ("copies", "copy"),
        ("commitments", "commitment"),
        ("tallies", "tally"),
    ];
    let counted = counted.map(|(name, rows)| (name, format!("SELECT count(*) FROM {rows}")));
    let sum = (PARTITION, "SELECT ifnull(sum(partition & 4294967295), 0) FROM incident".to_string());
    for (name, fresh) in counted.into_iter().chain([sum]) {
        let sql = format!("SELECT ifnull((SELECT value FROM counter WHERE name = ?1), 0), ({fresh})");
        let (kept, fresh): (i64, i64) = connection.query_row(&sql, [name], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if kept != fresh {
            faults.add(|| format!("the ledger counts {kept} {name} and has {fresh}"));
        }
    }
    Ok(())
}
