//! Whether what is derived in a ledger is in step with what it was derived from.

use crate::check::{Faults, each};
use crate::grouping::PARTITION;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// One law: a statement that gives the names of what breaks it, what these name, and what is wrong with them.
type Law = (&'static str, &'static str, &'static str);

/// Every current event of a text that is joined with others is in one incident, and every incident has the mentions that it counts and
/// no others, and is a total if all of them are.
const GROUPINGS: [Law; 4] = [
    (
        "SELECT event.id FROM event JOIN coding ON coding.entry = event.coding
         WHERE coding.text NOT IN (SELECT text FROM loose) AND event.coding NOT IN (SELECT coding FROM superseded)
         AND event.entry NOT IN (SELECT event FROM incident_event) ORDER BY event.id",
        "event",
        "is in no incident although its text was joined with others",
    ),
    (
        "SELECT incident.id FROM incident_event JOIN incident ON incident.entry = incident_event.incident
         JOIN event ON event.entry = incident_event.event JOIN coding ON coding.entry = event.coding
         WHERE coding.text NOT IN (SELECT text FROM loose) AND event.coding IN (SELECT coding FROM superseded) ORDER BY incident.id",
        "incident",
        "has a mention that is current no more",
    ),
    (
        "SELECT id FROM incident
         WHERE mentions <> (SELECT count(*) FROM incident_event WHERE incident = incident.entry) ORDER BY id",
        "incident",
        "has other mentions than it counts",
    ),
    (
        "SELECT id FROM incident WHERE total <> NOT EXISTS (
             SELECT 1 FROM incident_event
             WHERE incident_event.incident = incident.entry AND incident_event.event NOT IN (SELECT event FROM tally)) ORDER BY id",
        "incident",
        "is taken for a total and is none, or the other way round",
    ),
];

/// Every current event of a text that is joined with others is in one telling, every such telling in one incident and in the component of
/// those that it is tied with, and every incident has the mentions of its tellings.
const TELLINGS: [Law; 9] = [
    (
        "SELECT text.id FROM text WHERE entry NOT IN (SELECT text FROM loose)
         AND (SELECT ifnull(sum(events), 0) FROM telling WHERE telling.text = text.entry)
         <> (SELECT count(*) FROM coding JOIN event ON event.coding = coding.entry
             WHERE coding.text = text.entry AND coding.entry NOT IN (SELECT coding FROM superseded)) ORDER BY text.id",
        "document",
        "has other tellings than events",
    ),
    (
        "SELECT telling.entry FROM telling JOIN coding ON coding.entry = telling.coding
         WHERE telling.text NOT IN (SELECT text FROM loose)
         AND (coding.text <> telling.text OR coding.entry IN (SELECT coding FROM superseded)) ORDER BY telling.entry",
        "telling",
        "is not of the current coding of its text",
    ),
    (
        "SELECT telling.entry FROM cell JOIN telling ON telling.entry = cell.telling
         WHERE cell.first IS NOT telling.first OR cell.last IS NOT telling.last ORDER BY telling.entry",
        "telling",
        "is found under other days than it has",
    ),
    (
        "SELECT telling.entry FROM telling JOIN text ON text.entry = telling.text
         WHERE telling.published IS NOT text.published OR telling.known < ifnull(text.published, '9999-12-31')
         OR (telling.text NOT IN (SELECT text FROM loose) AND EXISTS (
             SELECT 1 FROM copy JOIN telling AS other ON other.text = iif(copy.first = telling.text, copy.second, copy.first)
             WHERE (copy.first = telling.text OR copy.second = telling.text) AND other.text NOT IN (SELECT text FROM loose)
             AND other.known <> telling.known)) ORDER BY telling.entry",
        "telling",
        "is said to be known on another day than its report and the copies of it",
    ),
    (
        "SELECT entry FROM telling WHERE incident IS NULL AND text NOT IN (SELECT text FROM loose) ORDER BY entry",
        "telling",
        "is in no incident",
    ),
    (
        "SELECT component FROM telling GROUP BY component
         HAVING component <> min(entry) AND NOT max(text IN (SELECT text FROM loose)) ORDER BY component",
        "component",
        "is not named by the smallest of its tellings",
    ),
    (
        "SELECT incident.id FROM incident
         WHERE (SELECT count(DISTINCT component) FROM telling WHERE telling.incident = incident.entry) > 1 ORDER BY incident.id",
        "incident",
        "has tellings that nothing ties",
    ),
    (
        "SELECT incident.id FROM incident
         WHERE mentions <> (SELECT sum(events) FROM telling WHERE telling.incident = incident.entry) OR EXISTS (
             SELECT 1 FROM incident_event JOIN event ON event.entry = incident_event.event
             WHERE incident_event.incident = incident.entry
             AND EXISTS (SELECT 1 FROM telling WHERE telling.incident = incident.entry)
             AND event.coding NOT IN (SELECT coding FROM telling WHERE telling.incident = incident.entry)) ORDER BY incident.id",
        "incident",
        "has other mentions than its tellings",
    ),
    (
        "SELECT incident.id FROM incident WHERE entry NOT IN (SELECT incident FROM telling WHERE incident IS NOT NULL)
         AND NOT EXISTS (
             SELECT 1 FROM incident_event JOIN event ON event.entry = incident_event.event
             JOIN coding ON coding.entry = event.coding JOIN loose ON loose.text = coding.text
             WHERE incident_event.incident = incident.entry) ORDER BY incident.id",
        "incident",
        "has no telling although its texts were joined with others",
    ),
];

/// Every incident that was grouped tells something of promises and deeds, deeds have the days of their incidents, and commitments hang on what
/// is there or are yet to be followed.
const PROMISES: [Law; 4] = [
    (
        "SELECT incident.id FROM incident LEFT JOIN gist ON gist.incident = incident.entry
         WHERE incident.entry IN (SELECT incident FROM telling WHERE incident IS NOT NULL)
         AND (gist.incident IS NULL OR gist.day IS NOT julianday(ifnull(incident.date, incident.first_report)) - julianday('2000-01-01')) ORDER BY incident.id",
        "incident",
        "tells nothing of promises and deeds, or on another day",
    ),
    (
        "SELECT incident.id FROM deed JOIN incident ON incident.entry = deed.incident
         LEFT JOIN gist ON gist.incident = deed.incident WHERE gist.day IS NOT deed.day ORDER BY incident.id",
        "incident",
        "has a deed on another day than its own",
    ),
    (
        "SELECT incident.id FROM commitment JOIN incident ON incident.entry = commitment.incident
         WHERE commitment.incident NOT IN (SELECT incident FROM gist)
         OR EXISTS (SELECT 1 FROM pledge WHERE pledge.commitment = commitment.incident AND first > last) ORDER BY incident.id",
        "commitment",
        "is made in an incident that tells of none, or ends before it begins",
    ),
    (
        "SELECT incident.id FROM commitment JOIN incident ON incident.entry = commitment.incident
         WHERE EXISTS (
             SELECT 1 FROM fate LEFT JOIN gist ON gist.incident = fate.incident
             WHERE fate.commitment = commitment.incident AND gist.day IS NULL)
         OR commitment.incident NOT IN (SELECT incident FROM unfollowed)
         AND (SELECT count(*) - ifnull(max(position) + 1, 0) FROM fate WHERE fate.commitment = commitment.incident) <> 0
         ORDER BY incident.id",
        "commitment",
        "has lost something that became of it and is not to be followed again",
    ),
];

pub(crate) fn groupings(connection: &Connection, faults: &mut Faults) -> rusqlite::Result<()> {
    hold(connection, faults, &GROUPINGS)
}

pub(crate) fn tellings(connection: &Connection, faults: &mut Faults) -> rusqlite::Result<()> {
    hold(connection, faults, &TELLINGS)
}

pub(crate) fn promises(connection: &Connection, faults: &mut Faults) -> rusqlite::Result<()> {
    hold(connection, faults, &PROMISES)
}

fn hold(connection: &Connection, faults: &mut Faults, laws: &[Law]) -> rusqlite::Result<()> {
    for (sql, what, wrong) in laws {
        each(connection, sql, |row| {
            let name = match row.get_ref(0)? {
                ValueRef::Integer(entry) => entry.to_string(),
                other => String::from_utf8_lossy(other.as_bytes().unwrap_or_default()).into_owned(),
            };
            faults.add(|| format!("the {what} {name} {wrong}"));
            Ok(())
        })?;
    }
    Ok(())
}

/// The sums over days are those of the incidents.
pub(crate) fn sums(connection: &Connection, faults: &mut Faults) -> rusqlite::Result<()> {
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
pub(crate) fn counters(connection: &Connection, faults: &mut Faults) -> rusqlite::Result<()> {
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
