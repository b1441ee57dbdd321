//! A batch of writing: one transaction, durable as a whole when [`Batch::commit`] returns, or not there at all.

use crate::error::{Error, Result};
use crate::ledger::{Ledger, Writer};
use rusqlite::params;
use std::collections::BTreeMap;
use std::ops::Deref;

/// Writing that has begun. Dropped without [`Batch::commit`], it leaves the ledger as it was.
#[derive(Debug)]
pub struct Batch<'w> {
    ledger: &'w Ledger,
    /// What the counters have grown by.
    counts: BTreeMap<&'static str, i64>,
    finished: bool,
}

impl Writer {
    /// Begins a batch.
    pub fn begin(&mut self) -> Result<Batch<'_>> {
        let ledger = &self.ledger;
        ledger.connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| ledger.error(error))?;
        Ok(Batch { ledger, counts: BTreeMap::new(), finished: false })
    }
}

impl Batch<'_> {
    /// Makes everything in the batch durable: when this returns, neither a killed process nor a power cut takes it away.
    pub fn commit(mut self) -> Result<()> {
        let written = self.write_counts().and_then(|()| self.ledger.connection.execute_batch("COMMIT"));
        self.finished = written.is_ok();
        written.map_err(|error| self.ledger.error(error))
    }

    /// Runs a part of the batch that is there as a whole or not at all, so that one refused article spoils no batch.
    pub(crate) fn whole<T>(&mut self, part: impl FnOnce(&Ledger, &mut Counts<'_>) -> Result<T>) -> Result<T> {
        if self.ledger.connection.is_autocommit() {
            return Err(Error::Unfit("the batch was undone by an earlier error: begin another one".to_string()));
        }
        self.run("SAVEPOINT part")?;
        let before = self.counts.clone();
        match part(self.ledger, &mut Counts(&mut self.counts)) {
            Ok(value) => {
                self.run("RELEASE part")?;
                Ok(value)
            }
            Err(error) => {
                self.counts = before;
                // A full disk undoes the whole batch by itself, and then there is no part to go back to.
                if !self.ledger.connection.is_autocommit() {
                    self.run("ROLLBACK TO part; RELEASE part")?;
                }
                Err(error)
            }
        }
    }

    fn run(&self, sql: &str) -> Result<()> {
        self.ledger.connection.execute_batch(sql).map_err(|error| self.ledger.error(error))
    }

    fn write_counts(&self) -> rusqlite::Result<()> {
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
}
