//! What a watch remembers from one visit to the next. What the states mean is known to who watches; here they are words under a name.

use crate::batch::Batch;
use crate::error::Result;
use crate::ledger::Ledger;
use rusqlite::{OptionalExtension, params};

/// Whose state it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watched {
    /// A feed or folder.
    Source,
    /// A host that was asked.
    Host,
}

impl Watched {
    fn name(self) -> &'static str {
        match self {
            Watched::Source => "source",
            Watched::Host => "host",
        }
    }
}

impl Ledger {
    /// What is remembered of a source or host.
    pub fn watched(&self, kind: Watched, name: &str) -> Result<Option<String>> {
        self.connection
            .prepare_cached("SELECT state FROM watched WHERE kind = ?1 AND name = ?2")
            .and_then(|mut statement| statement.query_row([kind.name(), name], |row| row.get(0)).optional())
            .map_err(|error| self.error(error))
    }

    /// Whether an entry of a source was read when it was like this.
    pub fn has_seen(&self, source: &str, entry: &str, state: u64) -> Result<bool> {
        self.connection
            .prepare_cached("SELECT 1 FROM seen WHERE source = ?1 AND entry = ?2 AND state = ?3")
            .and_then(|mut statement| statement.exists(params![source, entry, state as i64]))
            .map_err(|error| self.error(error))
    }
}

impl Batch<'_> {
    /// Remembers a source or host; what was remembered before is forgotten.
    pub fn remember(&mut self, kind: Watched, name: &str, state: &str) -> Result<()> {
        self.part(|ledger, _| {
            ledger
                .connection
                .prepare_cached("INSERT OR REPLACE INTO watched (kind, name, state) VALUES (?1, ?2, ?3)")
                .and_then(|mut statement| statement.execute([kind.name(), name, state]))
                .map(drop)
                .map_err(|error| ledger.error(error))
        })
    }

    /// Remembers that an entry of a source was read.
    pub fn see(&mut self, source: &str, entry: &str, state: u64) -> Result<()> {
        self.part(|ledger, _| {
            ledger
                .connection
                .prepare_cached("INSERT OR IGNORE INTO seen (source, entry, state) VALUES (?1, ?2, ?3)")
                .and_then(|mut statement| statement.execute(params![source, entry, state as i64]))
                .map(drop)
                .map_err(|error| ledger.error(error))
        })
    }
}
