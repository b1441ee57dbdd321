//! Tellings: what each report says of each happening, as bytes that grouping compares, and under what they are found.

use crate::add::loosen;
use crate::batch::{Batch, Counts};
use crate::copies;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::rows::Cells;
use crate::tallied;
use document::DocumentId;
use event::{Category, EventId, Tally};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// How many days a period has.
const PERIOD: i32 = 32;
/// A telling that reaches over more periods than this is kept once, under none.
const PERIODS: i64 = 8;
/// Stands for no period: what reaches over many.
const LONG: i64 = i64::MAX;
/// Stands for no day at all.
const UNDATED: i64 = i64::MIN;

/// Days since 1 January 2000 that a telling reaches over; none where it has no day.
pub type Reach = Option<(i32, i32)>;

/// A telling to be kept.
#[derive(Clone, Debug)]
pub struct NewTelling {
    /// Its mentions.
    pub events: Vec<EventId>,
    /// Under what it is found: states, each with the kind of act.
    pub cells: Vec<(String, Category)>,
    /// The days that it reaches over.
    pub reach: Reach,
    /// What grouping compares.
    pub bytes: Vec<u8>,
}

/// A telling that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its row.
    pub entry: i64,
    /// The component that it was put into.
    pub component: i64,
    /// What grouping compares.
    pub bytes: Vec<u8>,
}

/// A telling of a component, as far as grouping goes by its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its row.
    pub entry: i64,
    /// The component.
    pub component: i64,
    /// The row of the incident that it is in, if it is in any.
    pub incident: Option<i64>,
}

/// What came of telling a document anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retold {
    /// The rows of its tellings, in the order given; each is a component by itself so far. None where nothing has changed.
    pub entries: Vec<i64>,
    /// The components that its former tellings were in: what is left of them has to be grouped again.
    pub shaken: Vec<i64>,
}

/// A statement about tellings, of those of current codings: what an older coding of a text told goes when the text is told again.
macro_rules! current {
    ($select:literal) => {
        concat!($select, " AND telling.coding NOT IN (SELECT coding FROM superseded) ORDER BY entry")
    };
}

/// One row of a cell: a telling and the days that it reaches over.
pub type Found = (i64, Reach);

impl Ledger {
    /// The documents whose mentions have yet to be joined with those of others, so many at most, in the order in which they came.
    pub fn loose(&self, limit: usize) -> Result<Vec<DocumentId>> {
        self.rows(
            "SELECT text.id FROM loose JOIN text ON text.entry = loose.text ORDER BY text LIMIT ?1",
            [limit as i64],
            |cells| cells.document_id(),
        )
    }

    /// The periods in which tellings lie that one of this reach can overlap.
    pub fn periods(&self, reach: Reach) -> Result<Vec<i64>> {
        match reach {
            None => Ok(vec![UNDATED]),
            Some((first, last)) if period(last) - period(first) >= PERIODS => self.all_periods(),
            Some((first, last)) => Ok((period(first)..=period(last)).chain([LONG]).collect()),
        }
    }

    /// All periods in which tellings with a day lie, found by leaping from one to the next.
    fn all_periods(&self) -> Result<Vec<i64>> {
        let mut periods = Vec::new();
        let mut last = UNDATED;
        let sql = "SELECT min(period) FROM cell WHERE period > ?1";
        while let Some(period) = self.rows(sql, [last], |cells| cells.next::<Option<i64>>())?.pop().flatten() {
            periods.push(period);
            last = period;
        }
        Ok(periods)
    }

    /// The tellings found under a state and a kind of act in a period of [`Ledger::periods`]; also those of codings that are current no more, until
    /// their texts are told again.
    pub fn cell(&self, code: &str, category: Category, period: i64) -> Result<Vec<Found>> {
        let sql = "SELECT telling, first, last FROM cell WHERE period = ?1 AND code = ?2 AND event = ?3";
        self.rows(sql, params![period, code, category.name()], |cells| {
            let entry = cells.next()?;
            let (first, last): (Option<i32>, Option<i32>) = (cells.next()?, cells.next()?);
            Ok((entry, first.zip(last)))
        })
    }

    /// One telling of a current coding.
    pub fn telling(&self, entry: i64) -> Result<Option<Kept>> {
        const SQL: &str = current!("SELECT entry, component, bytes FROM telling WHERE entry = ?1");
        Ok(self.rows(SQL, [entry], kept)?.pop())
    }

    /// The tellings of a component by current codings, in order.
    pub fn component(&self, component: i64) -> Result<Vec<Member>> {
        const SQL: &str = current!("SELECT entry, component, incident FROM telling WHERE component = ?1");
        self.rows(SQL, [component], |cells| {
            Ok(Member { entry: cells.next()?, component: cells.next()?, incident: cells.next()? })
        })
    }

    /// The rows of the tellings of a document by its current coding, in order.
    pub fn tellings_of(&self, document: DocumentId) -> Result<Vec<i64>> {
        const SQL: &str = current!("SELECT entry FROM telling WHERE text = (SELECT entry FROM text WHERE id = ?1)");
        self.rows(SQL, [document.to_string()], |cells| cells.next())
    }
}

impl Batch<'_> {
    /// Marks documents whose mentions are to be joined anew: a copy was found.
    pub fn loosen(&mut self, documents: &[DocumentId]) -> Result<()> {
        self.part(|ledger, _| {
            let run = || {
                for id in documents {
                    if let Some(text) = text(&ledger.connection, *id)? {
                        loosen(&ledger.connection, text)?;
                    }
                }
                Ok(())
            };
            run().map_err(|error| ledger.error(error))
        })
    }

    /// Marks all documents if the ledger was not grouped in this form, which is a number of the rules of grouping.
    pub fn group_by(&mut self, form: u64) -> Result<()> {
        const MARK: &str = "DELETE FROM telling; INSERT OR IGNORE INTO loose SELECT entry FROM text";
        self.part(|ledger, _| {
            let connection = &ledger.connection;
            let run = || {
                let mut known = connection.prepare_cached("SELECT value FROM form WHERE what = 'grouping'")?;
                let known: Option<i64> = known.query_row([], |row| row.get(0)).optional()?;
                if known == Some(form as i64) {
                    return Ok(());
                }
                connection.execute_batch(MARK)?;
                connection.execute("INSERT OR REPLACE INTO form (what, value) VALUES ('grouping', ?1)", [form as i64]).map(drop)
            };
            run().map_err(|error| ledger.error(error))
        })
    }

    /// Puts the tellings and tallies of a document in the place of those before, and takes it from [`Ledger::loose`]. Where anything
    /// differs, the incidents that its mentions were in are taken away, and what is left of them is to be grouped again with the new
    /// tellings ([`Batch::place`]) before the batch ends.
    pub fn tell(&mut self, document: DocumentId, tellings: &[NewTelling], tallies: &[Tally]) -> Result<Retold> {
        self.part(|ledger, counts| {
            let connection = &ledger.connection;
            let Some(text) = text(connection, document).map_err(|error| ledger.error(error))? else {
                return Err(Error::Unfit(format!("nothing can be told of the document {document}: it is not stored")));
            };
            let current = current(connection, text).map_err(|error| ledger.error(error))?;
            fitting(document, &current, tellings, tallies)?;
            tell(connection, text, &current, tellings, tallies, counts).map_err(|error| ledger.error(error))
        })
    }
}

fn kept(cells: &mut Cells<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept { entry: cells.next()?, component: cells.next()?, bytes: cells.next()? })
}

fn period(day: i32) -> i64 {
    i64::from(day.div_euclid(PERIOD))
}

fn text(connection: &Connection, id: DocumentId) -> rusqlite::Result<Option<i64>> {
    let mut statement = connection.prepare_cached("SELECT entry FROM text WHERE id = ?1")?;
    statement.query_row([id.to_string()], |row| row.get(0)).optional()
}

/// The current events of a text, each with its coding.
fn current(connection: &Connection, text: i64) -> rusqlite::Result<BTreeMap<EventId, (i64, i64)>> {
    let mut statement = connection.prepare_cached(
        "SELECT event.id, event.entry, event.coding FROM coding JOIN event ON event.coding = coding.entry
         WHERE coding.text = ?1 AND coding.entry NOT IN (SELECT coding FROM superseded)",
    )?;
    let rows = statement.query_map([text], |row| {
        let mut cells = Cells::new(row);
        Ok((cells.event_id()?, (cells.next()?, cells.next()?)))
    })?;
    rows.collect()
}

fn fitting(
    document: DocumentId,
    current: &BTreeMap<EventId, (i64, i64)>,
    tellings: &[NewTelling],
    tallies: &[Tally],
) -> Result<()> {
    let unfit = |what: String| Err(Error::Unfit(format!("the tellings of document {document} were not stored: {what}")));
    let mut told: BTreeMap<EventId, usize> = current.keys().map(|id| (*id, 0)).collect();
    for id in tellings.iter().flat_map(|telling| &telling.events) {
        match told.get_mut(id) {
            Some(times) => *times += 1,
            None => return unfit(format!("the mention {id} is none of its current ones")),
        }
    }
    if let Some((id, times)) = told.iter().find(|(_, times)| **times != 1) {
        return unfit(format!("the mention {id} is in {times} of them"));
    }
    if tellings.iter().any(|telling| telling.events.is_empty()) {
        return unfit("one has no mention".to_string());
    }
    if tellings.iter().filter_map(|telling| telling.reach).any(|(first, last)| last < first) {
        return unfit("what one reaches over ends before it begins".to_string());
    }
    match tallies.iter().find(|tally| tally.low.is_nan() || !current.contains_key(&tally.event)) {
        Some(tally) => unfit(format!("a tally of the mention {} has no number or is of no current mention", tally.event)),
        None => Ok(()),
    }
}

fn tell(
    connection: &Connection,
    text: i64,
    current: &BTreeMap<EventId, (i64, i64)>,
    tellings: &[NewTelling],
    tallies: &[Tally],
    counts: &mut Counts<'_>,
) -> rusqlite::Result<Retold> {
    connection.prepare_cached("DELETE FROM loose WHERE text = ?1")?.execute([text])?;
    tallied::replace(connection, text, current, tallies, counts)?;
    let coding = |telling: &NewTelling| telling.events.first().and_then(|id| current.get(id)).map_or(0, |(_, coding)| *coding);
    let mut statement =
        connection.prepare_cached("SELECT entry, component, coding, bytes FROM telling WHERE text = ?1 ORDER BY entry")?;
    let rows = statement.query_map([text], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let old: Vec<(i64, i64, i64, Vec<u8>)> = rows.collect::<rusqlite::Result<_>>()?;
    // Incidents of a text can stand without tellings: those that an older program grouped, or another form.
    let same = !old.is_empty()
        && old.len() == tellings.len()
        && old.iter().zip(tellings).all(|((_, _, known, bytes), new)| *known == coding(new) && *bytes == new.bytes);
    let (published, known) = copies::known(connection, text)?;
    if same {
        let mut put = connection.prepare_cached("UPDATE telling SET known = ?2 WHERE text = ?1 AND known <> ?2")?;
        put.execute(params![text, known])?;
        return Ok(Retold::default());
    }
    crate::grouping::take_away(connection, text, counts)?;
    connection.prepare_cached("DELETE FROM telling WHERE text = ?1")?.execute([text])?;
    let mut shaken: Vec<i64> = old.iter().map(|(_, component, ..)| *component).collect();
    shaken.sort_unstable();
    shaken.dedup();
    let mut entries = Vec::new();
    // A component by itself bears the number of its row, which is never one that was given before.
    let mut last = connection.prepare_cached("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'telling'")?;
    let mut entry: i64 = last.query_row([], |row| row.get(0))?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO telling (entry, text, coding, component, events, first, last, bytes, published, known)
         VALUES (?1, ?2, ?3, ?1, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    let mut find = connection.prepare_cached(
        "INSERT OR IGNORE INTO cell (period, code, event, telling, first, last) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for new in tellings {
        let (first, last) = (new.reach.map(|(first, _)| first), new.reach.map(|(_, last)| last));
        entry += 1;
        let events = new.events.len() as i64;
        insert.execute(params![entry, text, coding(new), events, first, last, new.bytes, published, known])?;
        let periods = match new.reach {
            None => UNDATED..=UNDATED,
            Some((first, last)) if period(last) - period(first) >= PERIODS => LONG..=LONG,
            Some((first, last)) => period(first)..=period(last),
        };
        for period in periods {
            for (code, category) in &new.cells {
                find.execute(params![period, code, category.name(), entry, first, last])?;
            }
        }
        entries.push(entry);
    }
    Ok(Retold { entries, shaken })
}
