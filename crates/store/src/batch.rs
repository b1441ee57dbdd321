//! A batch of writing: one transaction, durable as a whole when [`Batch::commit`] returns, or not there at all.

use crate::error::{Error, Result};
use crate::ledger::{Ledger, Writer};
use crate::text;
use rusqlite::params;
use std::collections::BTreeMap;
use std::ops::Deref;

/// The counter of texts.
pub(crate) const TEXTS: &str = "texts";

/// Writing that has begun. Dropped without [`Batch::commit`], it leaves the ledger as it was.
#[derive(Debug)]
pub struct Batch<'w> {
    ledger: &'w Ledger,
    /// What the counters have grown by.
    counts: BTreeMap<&'static str, i64>,
    /// The last text that was there before.
    last_text: i64,
    finished: bool,
    spoilt: bool,
}

impl Writer {
    /// Begins a batch.
    pub fn begin(&mut self) -> Result<Batch<'_>> {
        let ledger = &self.ledger;
        ledger.connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| ledger.error(error))?;
        let mut batch = Batch { ledger, counts: BTreeMap::new(), last_text: 0, finished: false, spoilt: false };
        batch.last_text = text::last(&ledger.connection).map_err(|error| ledger.error(error))?;
        Ok(batch)
    }
}

impl Batch<'_> {
    /// Makes everything in the batch durable: when this returns, neither a killed process nor a power cut takes it away.
    /// A batch that an error spoilt is not made durable.
    pub fn commit(mut self) -> Result<()> {
        self.part(|_, _| Ok(()))?;
        let written = self.write_down().and_then(|()| self.ledger.connection.execute_batch("COMMIT"));
        self.finished = written.is_ok();
        written.map_err(|error| self.ledger.error(error))
    }

    /// Runs a part of the batch. What a part refuses before it writes leaves the batch as it was; an error in the middle of writing spoils
    /// the batch, for a point to go back to before each article would cost as much as the article.
    pub(crate) fn part<T>(&mut self, part: impl FnOnce(&Ledger, &mut Counts<'_>) -> Result<T>) -> Result<T> {
        if self.spoilt {
            return Err(Error::Unfit("nothing more can be added after an error in this batch: begin another one".to_string()));
        }
        let done = part(self.ledger, &mut Counts(&mut self.counts));
        self.spoilt = !matches!(done, Ok(_) | Err(Error::Unfit(_)));
        done
    }

    /// Writes what is written once for all of the batch.
    fn write_down(&self) -> rusqlite::Result<()> {
        if self.counts.contains_key(TEXTS) {
            text::index(&self.ledger.connection, self.last_text)?;
        }
        for (name, grown) in &self.counts {
            self.ledger
                .connection
                .prepare_cached(
                    "INSERT INTO counter (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = value + excluded.value",
                )?
                .execute(params![name, grown])?;
        }
        Ok(())
    }
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        if !self.finished && !self.ledger.connection.is_autocommit() {
            // An error here leaves the transaction open, and closing the file undoes it.
            let _ = self.ledger.connection.execute_batch("ROLLBACK");
        }
    }
}

impl Deref for Batch<'_> {
    type Target = Ledger;

    fn deref(&self) -> &Ledger {
        self.ledger
    }
}

/// The counters of a batch.
pub(crate) struct Counts<'c>(&'c mut BTreeMap<&'static str, i64>);

impl Counts<'_> {
    pub(crate) fn add(&mut self, name: &'static str, number: i64) {
        *self.0.entry(name).or_default() += number;
    }

    /// By how much a counter has grown in this batch.
    pub(crate) fn grown(&self, name: &str) -> i64 {
        self.0.get(name).copied().unwrap_or(0)
    }
}
