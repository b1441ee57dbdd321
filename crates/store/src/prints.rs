//! Which documents share fingerprints: the candidates for copies of a text.

use crate::error::Result;
use crate::ledger::Ledger;
use crate::rows::Cells;
use crate::text::week;
use document::{Date, DocumentId};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, HashMap};

/// A week that was asked for so often is read as a whole: looking up one fingerprint after the other costs more from then on.
const OFTEN: usize = 16;
/// How many fingerprints are kept at hand, so that memory stays flat.
const KEPT: usize = 1 << 19;

/// Fingerprints of weeks that are asked for again and again. It holds while no article is added.
#[derive(Debug, Default)]
pub struct Prints {
    /// How often each week was asked for, while it is not at hand.
    asked: BTreeMap<i64, usize>,
    /// The texts with each fingerprint of a week.
    weeks: BTreeMap<i64, HashMap<u64, Vec<i64>>>,
    kept: usize,
}

impl Prints {
    /// The documents published within a window of days, or at an unknown day, that share so many fingerprints at least, with how many they
    /// share; those that share most first, then by id. Without a window all are asked.
    pub fn candidates(
        &mut self,
        ledger: &Ledger,
        hashes: &[u64],
        least: usize,
        window: Option<(Date, Date)>,
    ) -> Result<Vec<(DocumentId, usize)>> {
        let mut run = || {
            let shared = self.shared(&ledger.connection, hashes, window)?;
            current(&ledger.connection, shared.into_iter().filter(|(_, number)| *number >= least), window)
        };
        run().map_err(|error| ledger.error(error))
    }

    /// How many of the fingerprints each text of the window has.
    fn shared(
        &mut self,
        connection: &Connection,
        hashes: &[u64],
        window: Option<(Date, Date)>,
    ) -> rusqlite::Result<BTreeMap<i64, usize>> {
        let mut weeks: Vec<i64> = match window {
            Some((first, last)) => (week(Some(first))..=week(Some(last))).collect(),
            None => all_weeks(connection)?,
        };
        let undated = connection.prepare_cached("SELECT 1 FROM fingerprint WHERE week = ?1")?.exists([week(None)])?;
        if undated && !weeks.contains(&week(None)) {
            weeks.push(week(None));
        }
        let mut hashes = hashes.to_vec();
        hashes.sort_unstable();
        hashes.dedup();
        let mut shared: BTreeMap<i64, usize> = BTreeMap::new();
        let mut statement = connection.prepare_cached("SELECT text FROM fingerprint WHERE week = ?1 AND hash = ?2")?;
        for week in weeks {
            if let Some(at_hand) = self.week(connection, week)? {
                let texts = hashes.iter().filter_map(|hash| at_hand.get(hash)).flatten();
                texts.for_each(|text| *shared.entry(*text).or_default() += 1);
                continue;
            }
            for &hash in &hashes {
                let mut rows = statement.query([week, hash as i64])?;
                while let Some(row) = rows.next()? {
                    *shared.entry(row.get(0)?).or_default() += 1;
                }
            }
        }
        Ok(shared)
    }

    /// A week that is at hand, or is so from now on.
    fn week(&mut self, connection: &Connection, week: i64) -> rusqlite::Result<Option<&HashMap<u64, Vec<i64>>>> {
        if !self.weeks.contains_key(&week) {
            let asked = self.asked.entry(week).or_default();
            *asked += 1;
            if *asked < OFTEN {
                return Ok(None);
            }
            if self.kept > KEPT {
                self.weeks.clear();
                self.kept = 0;
            }
            let mut prints: HashMap<u64, Vec<i64>> = HashMap::new();
            let mut statement = connection.prepare_cached("SELECT hash, text FROM fingerprint WHERE week = ?1")?;
            let mut rows = statement.query([week])?;
            while let Some(row) = rows.next()? {
                prints.entry(row.get::<_, i64>(0)? as u64).or_default().push(row.get(1)?);
                self.kept += 1;
            }
            self.weeks.insert(week, prints);
        }
        Ok(self.weeks.get(&week))
    }
}

/// All weeks in which texts lie, found by leaping from one to the next.
fn all_weeks(connection: &Connection) -> rusqlite::Result<Vec<i64>> {
    let mut next = connection.prepare_cached("SELECT min(week) FROM fingerprint WHERE week > ?1")?;
    let mut weeks = vec![week(None)];
    while let Some(week) = next.query_row([weeks.last()], |row| row.get(0))? {
        weeks.push(week);
    }
    Ok(weeks)
}

/// Those of the texts that have a current coding and were published within the window, if it is known when.
fn current(
    connection: &Connection,
    texts: impl Iterator<Item = (i64, usize)>,
    window: Option<(Date, Date)>,
) -> rusqlite::Result<Vec<(DocumentId, usize)>> {
    let bounds = window.map(|(first, last)| (first.to_string(), last.to_string()));
    let mut found = Vec::new();
    let mut current = connection.prepare_cached(
        "SELECT id, published FROM text WHERE entry = ?1
         AND EXISTS (SELECT 1 FROM coding WHERE coding.text = text.entry AND coding.entry NOT IN (SELECT coding FROM superseded))",
    )?;
    for (text, number) in texts {
        let row = current.query_row([text], |row| {
            let mut cells = Cells::new(row);
            Ok((cells.document_id()?, cells.next::<Option<String>>()?))
        });
        if let Some((id, published)) = row.optional()? {
            let outside = published.zip(bounds.as_ref()).is_some_and(|(day, (first, last))| day < *first || day > *last);
            if !outside {
                found.push((id, number));
            }
        }
    }
    found.sort_by_key(|&(id, number)| (std::cmp::Reverse(number), id));
    Ok(found)
}
