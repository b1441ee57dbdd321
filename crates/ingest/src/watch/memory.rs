//! What a watch remembers from one visit to the next, as plain values. Where they are kept is the caller's: the ledger keeps
//! them beside the articles, [`Recollection`] in memory.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

/// Keeps what was learnt. All names are those of [`super::Source::name`], hosts and addresses.
pub trait Memory {
    /// Why it could not be read or written.
    type Error;

    /// What is known of a source; `None` before its first visit.
    fn source(&self, name: &str) -> Result<Option<SourceState>, Self::Error>;
    /// What is known of a host.
    fn host(&self, name: &str) -> Result<Option<HostState>, Self::Error>;
    /// Whether this was learnt before, in all its fields.
    fn has_seen(&self, seen: &Seen) -> Result<bool, Self::Error>;
    /// Keeps what a visit has taught. States take the place of older ones of the same name; what was seen is added.
    fn learn(&mut self, learnt: &Learnt) -> Result<(), Self::Error>;
}

/// What is known of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceState {
    /// When it is to be visited next.
    pub due: Timestamp,
    /// The `ETag` of what was read last, to be sent back.
    pub etag: Option<String>,
    /// Its `Last-Modified`, as it was written.
    pub last_modified: Option<String>,
    /// How often in a row a visit has failed.
    pub failures: u32,
}

/// What is known of a host, whatever source or page led there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostState {
    /// When it was asked last, whatever it answered.
    pub last_request: Option<Timestamp>,
    /// Before then nothing is asked of it, since it said so.
    pub closed_until: Option<Timestamp>,
    /// Its rules for robots, by scheme, host and port.
    pub robots: BTreeMap<String, Robots>,
}

/// The rules that a site has for robots, and until when they are taken to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Robots {
    /// The rules.
    pub rules: Rules,
    /// When they are to be asked for again.
    pub until: Timestamp,
}

/// What a site's `robots.txt` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rules {
    /// There is none: all is allowed.
    None,
    /// The site could not say: nothing is allowed.
    Unknown,
    /// The file's text.
    Text(String),
}

/// Something of a source that was read: an entry of a feed, a file of a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Seen {
    /// The name of the source.
    pub source: String,
    /// The entry's id, or the file's path.
    pub entry: String,
    /// A hash of the entry's title and words, or of the file's size and time: what has changed is read again.
    pub state: u64,
}

/// What a visit has taught.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learnt {
    /// The new states of sources.
    pub sources: BTreeMap<String, SourceState>,
    /// The new states of hosts.
    pub hosts: BTreeMap<String, HostState>,
    /// What was read.
    pub seen: BTreeSet<Seen>,
}

/// A memory that ends with the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recollection(
    /// All that was learnt.
    pub Learnt,
);

impl Memory for Recollection {
    type Error = Infallible;

    fn source(&self, name: &str) -> Result<Option<SourceState>, Infallible> {
        Ok(self.0.sources.get(name).cloned())
    }

    fn host(&self, name: &str) -> Result<Option<HostState>, Infallible> {
        Ok(self.0.hosts.get(name).cloned())
    }

    fn has_seen(&self, seen: &Seen) -> Result<bool, Infallible> {
        Ok(self.0.seen.contains(seen))
    }

    fn learn(&mut self, learnt: &Learnt) -> Result<(), Infallible> {
        let Learnt { sources, hosts, seen } = learnt.clone();
        self.0.sources.extend(sources);
        self.0.hosts.extend(hosts);
        self.0.seen.extend(seen);
        Ok(())
    }
}
