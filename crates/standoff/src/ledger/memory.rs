//! What a watch remembers, kept in the ledger beside the articles.

use crate::failure::Failure;
use ingest::watch::{HostState, Learnt, Memory, Seen, SourceState};
use serde::{Serialize, de::DeserializeOwned};
use store::{Watched, Writer};

/// The memory of a watch in a ledger.
pub struct Remembered<'w>(pub &'w mut Writer);

impl Remembered<'_> {
    fn state<T: DeserializeOwned>(&self, kind: Watched, name: &str) -> Result<Option<T>, Failure> {
        // A state that an older program wrote otherwise is as good as none: the source is visited anew.
        Ok(self.0.watched(kind, name)?.and_then(|state| serde_json::from_str(&state).ok()))
    }
}

impl Memory for Remembered<'_> {
    type Error = Failure;

    fn source(&self, name: &str) -> Result<Option<SourceState>, Failure> {
        self.state(Watched::Source, name)
    }

    fn host(&self, name: &str) -> Result<Option<HostState>, Failure> {
        self.state(Watched::Host, name)
    }

    fn has_seen(&self, seen: &Seen) -> Result<bool, Failure> {
        Ok(self.0.has_seen(&seen.source, &seen.entry, seen.state)?)
    }

    fn learn(&mut self, learnt: &Learnt) -> Result<(), Failure> {
        let mut batch = self.0.begin()?;
        for (name, state) in &learnt.sources {
            batch.remember(Watched::Source, name, &written(state)?)?;
        }
        for (name, state) in &learnt.hosts {
            batch.remember(Watched::Host, name, &written(state)?)?;
        }
        for seen in &learnt.seen {
            batch.see(&seen.source, &seen.entry, seen.state)?;
        }
        Ok(batch.commit()?)
    }
}

fn written<T: Serialize>(state: &T) -> Result<String, Failure> {
    serde_json::to_string(state).map_err(|error| Failure::new(format!("what was learnt cannot be written down: {error}")))
}
