//! Adding articles: idempotent, and append-only.

use crate::batch::{Batch, Counts, TEXTS};
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::packed::{Hash, Packed, content_hash};
use crate::rows;
use crate::text;
use document::{Article, Document, PublishedBasis};
use event::Mention;
use rusqlite::{Connection, OptionalExtension, params};

/// One article with what was coded from it.
#[derive(Clone, Debug)]
pub struct NewArticle<'a> {
    /// What came in.
    pub article: &'a Article,
    /// Its content, packed.
    pub packed: &'a Packed,
    /// Its text of record with the layers that are kept: names and times.
    pub document: &'a Document,
    /// Its events. An id names one event: of several mentions with one id, the first is kept.
    pub mentions: &'a [Mention],
    /// The hashes by which copies of the text are found.
    pub fingerprints: &'a [u64],
    /// The version of the knowledge that coded it.
    pub knowledge: &'a str,
    /// The version of the model that annotated it.
    pub model: &'a str,
    /// The third clock: when it is added and coded, a timestamp.
    pub added_at: &'a str,
    /// What brought it: a command, a feed's address, an archive's name.
    pub carrier: &'a str,
}

/// What adding an article did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is stored now.
    New,
    /// It was stored already, with a coding of these versions; nothing was written.
    AlreadyThere,
    /// It was stored already, and has a newer coding now beside the old.
    Recoded,
}

impl Ledger {
    /// Whether an article of this given id and content is stored with a coding of these versions, so that coding it can be spared.
    pub fn is_stored(&self, article: &Article, knowledge: &str, model: &str) -> Result<bool> {
        is_stored(&self.connection, &article.given_id, &content_hash(article), knowledge, model)
            .map_err(|error| self.error(error))
    }
}

impl Batch<'_> {
    /// Adds an article. It is known by its document id, and by its given id and content; the same coded with other versions of
    /// knowledge or model adds a coding. What does not fit is refused and leaves the batch as it was.
    pub fn add(&mut self, new: &NewArticle<'_>) -> Result<Added> {
        self.part(|ledger, counts| {
            fitting(new)?;
            add(&ledger.connection, new, counts).map_err(|error| ledger.error(error))
        })
    }
}

fn fitting(new: &NewArticle<'_>) -> Result<()> {
    let name = &new.article.given_id;
    let unfit = |what: String| Err(Error::Unfit(format!("the article `{name}` was not stored: {what}")));
    for mention in new.mentions {
        if mention.document != new.document.text.id {
            return unfit(format!("its event {} hangs on document {}", mention.id, mention.document));
        }
        if mention.knowledge != new.knowledge || mention.model != new.model {
            return unfit(format!("its event {} was coded with other versions than the article", mention.id));
        }
        if !is_numeric(mention) {
            return unfit(format!("its event {} has a number that is none", mention.id));
        }
    }
    Ok(())
}

/// SQLite has no place for what is not a number.
fn is_numeric(mention: &Mention) -> bool {
    let single = [&mention.dead, &mention.injured, &mention.arrested, &mention.size].into_iter().flatten();
    let mut numbers = single.chain(&mention.quantities);
    !mention.scale.is_nan() && !mention.confidence.is_nan() && numbers.all(|number| !number.low.is_nan())
}

fn add(connection: &Connection, new: &NewArticle<'_>, counts: &mut Counts<'_>) -> rusqlite::Result<Added> {
    let id = new.document.text.id.to_string();
    let known_text: Option<(i64, i64)> = connection
        .prepare_cached("SELECT entry, article FROM text WHERE id = ?1")?
        .query_row([&id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let version = version(connection, new.knowledge, new.model)?;
    let (article, text) = match known_text {
        Some((text, article)) => {
            if has_coding(connection, text, version)? {
                return Ok(Added::AlreadyThere);
            }
            (article, text)
        }
        None => {
            let given_id = &new.article.given_id;
            if is_stored(connection, given_id, &new.packed.sha256, new.knowledge, new.model)? {
                return Ok(Added::AlreadyThere);
            }
            let article = match known_article(connection, given_id, &new.packed.sha256)? {
                // The same bytes gave another text: what was cleaned by an older program stays beside it.
                Some(article) => article,
                None => {
                    counts.add("articles", 1);
                    text::count_day(connection, new.document)?;
                    write_article(connection, new)?
                }
            };
            let text = text::write(connection, article, new.document)?;
            counts.add(TEXTS, 1);
            write_fingerprints(connection, text, new)?;
            (article, text)
        }
    };
    let recoded = supersede(connection, article)?;
    loosen(connection, text)?;
    let coding = write_coding(connection, text, version, new)?;
    counts.add("codings", 1);
    text::write_layers(connection, coding, new.document)?;
    let events = write_events(connection, coding, new)?;
    counts.add("events", events);
    if recoded.is_none() {
        counts.add("current events", events);
        return Ok(Added::New);
    }
    counts.add("current events", events - recoded.unwrap_or(0));
    Ok(Added::Recoded)
}

fn is_stored(connection: &Connection, given_id: &str, hash: &Hash, knowledge: &str, model: &str) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT 1 FROM article
             JOIN text ON text.article = article.entry
             JOIN coding ON coding.text = text.entry
             JOIN version ON version.entry = coding.version
             WHERE article.sha256 = ?1 AND article.given_id = ?2 AND version.knowledge = ?3 AND version.model = ?4",
        )?
        .exists(params![hash, given_id, knowledge, model])
}

fn known_article(connection: &Connection, given_id: &str, hash: &Hash) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT entry FROM article WHERE sha256 = ?1 AND given_id = ?2")?
        .query_row(params![hash, given_id], |row| row.get(0))
        .optional()
}

fn has_coding(connection: &Connection, text: i64, version: i64) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT 1 FROM coding WHERE text = ?1 AND version = ?2")?.exists([text, version])
}

fn version(connection: &Connection, knowledge: &str, model: &str) -> rusqlite::Result<i64> {
    let known = connection
        .prepare_cached("SELECT entry FROM version WHERE knowledge = ?1 AND model = ?2")?
        .query_row([knowledge, model], |row| row.get(0))
        .optional()?;
    if let Some(entry) = known {
        return Ok(entry);
    }
    connection.prepare_cached("INSERT INTO version (knowledge, model) VALUES (?1, ?2)")?.insert([knowledge, model])
}

fn write_article(connection: &Connection, new: &NewArticle<'_>) -> rusqlite::Result<i64> {
    let (article, packed) = (new.article, new.packed);
    let is_text = !packed.html && !packed.deflated && packed.bytes == new.document.text.string.as_bytes();
    let packing = match (is_text, packed.deflated) {
        (true, _) => "text",
        (false, true) => "deflate",
        (false, false) => "none",
    };
    connection
        .prepare_cached(
            "INSERT INTO article (given_id, path, line, url, title, publisher, published, carrier, added_at, content, size, sha256,
             packing, bytes, published_basis) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?
        .insert(params![
            article.given_id,
            article.path,
            article.line.map(|line| line as i64),
            article.url,
            article.title,
            article.publisher,
            article.published.map(|day| day.to_string()),
            new.carrier,
            new.added_at,
            if packed.html { "html" } else { "plain" },
            packed.size as i64,
            packed.sha256,
            packing,
            (!is_text).then_some(&packed.bytes),
            (article.published_basis != PublishedBasis::Given).then(|| article.published_basis.name()),
        ])
}

fn write_fingerprints(connection: &Connection, text: i64, new: &NewArticle<'_>) -> rusqlite::Result<()> {
    let week = text::week(new.document.text.metadata.published.map(|published| published.date));
    let mut statement = connection.prepare_cached("INSERT OR IGNORE INTO fingerprint (week, hash, text) VALUES (?1, ?2, ?3)")?;
    for &hash in new.fingerprints {
        statement.execute([week, hash as i64, text])?;
    }
    connection.prepare_cached("INSERT INTO uncompared (text) VALUES (?1)")?.execute([text])?;
    Ok(())
}

/// Puts all codings of an article behind the one to come, and marks their texts. Gives the number of events that are
/// current no more; none where there was no coding.
fn supersede(connection: &Connection, article: i64) -> rusqlite::Result<Option<i64>> {
    let mut current = connection.prepare_cached(
        "SELECT coding.entry, text.entry FROM coding JOIN text ON text.entry = coding.text
         WHERE text.article = ?1 AND coding.entry NOT IN (SELECT coding FROM superseded)",
    )?;
    let rows = current.query_map([article], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let codings: Vec<(i64, i64)> = rows.collect::<rusqlite::Result<_>>()?;
    let mut events = None;
    for (coding, text) in codings {
        connection.prepare_cached("INSERT INTO superseded (coding) VALUES (?1)")?.execute([coding])?;
        loosen(connection, text)?;
        let number: i64 =
            connection.prepare_cached("SELECT count(*) FROM event WHERE coding = ?1")?.query_row([coding], |row| row.get(0))?;
        events = Some(events.unwrap_or(0) + number);
    }
    Ok(events)
}

fn write_coding(connection: &Connection, text: i64, version: i64, new: &NewArticle<'_>) -> rusqlite::Result<i64> {
    connection.prepare_cached("INSERT INTO coding (text, version, coded_at) VALUES (?1, ?2, ?3)")?.insert(params![
        text,
        version,
        new.added_at
    ])
}

fn write_events(connection: &Connection, coding: i64, new: &NewArticle<'_>) -> rusqlite::Result<i64> {
    let mut seen = std::collections::BTreeSet::new();
    for mention in new.mentions {
        if seen.insert(mention.id) {
            rows::mention::write(connection, coding, mention)?;
        }
    }
    Ok(seen.len() as i64)
}

/// Marks a text, that its mentions are joined anew with those of others.
pub(crate) fn loosen(connection: &Connection, text: i64) -> rusqlite::Result<()> {
    connection.prepare_cached("INSERT OR IGNORE INTO loose (text) VALUES (?1)")?.execute([text]).map(drop)
}
