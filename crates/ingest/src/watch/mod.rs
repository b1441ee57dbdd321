//! Watches feeds and folders: visits each when it is due and gives what is new there. It asks politely and remembers what it saw.
//!
//! ```text
//! Source -> due? -> feed   -> turn: robots.txt, pace, redirections -> client -> entries -> pages
//!                   folder -> files that are new and that nobody writes to any more
//! ```
//!
//! [`Watcher::visit`] makes one visit and gives a [`Visit`]: articles, and what was learnt as a plain value. The caller stores the
//! articles and then hands what was learnt to its [`Memory`], both in one transaction if it can. If the program ends in between,
//! the visit is made again, so nothing is lost; whoever stores must bear to be given an article twice. Nothing here keeps a
//! state of its own, and the time comes from a [`Clock`] that is passed in.
//!
//! ```no_run
//! use ingest::watch::{Memory, Options, Recollection, Source, SystemClock, Watcher};
//!
//! let sources = vec![Source::named("https://example.org/feed")?, Source::named("inbox/")?];
//! let watcher = Watcher::new(sources, Options::default(), SystemClock);
//! let mut memory = Recollection::default();
//! while watcher.wait(&memory)? {
//!     while let Some(visit) = watcher.visit(&memory)? {
//!         for item in visit.items {
//!             match item {
//!                 Ok(read) => println!("{}", read.article.given_id),
//!                 Err(skipped) => eprintln!("skipped {skipped}"),
//!             }
//!         }
//!         memory.learn(&visit.learnt)?;
//!     }
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # How it asks
//!
//! - Every request names the program and its version. A feed is asked for with the `ETag` and the `Last-Modified` that it gave.
//! - A site's `robots.txt` is read first and kept for a day. If there is none, all is allowed; if the site cannot say, nothing
//!   is, for an hour. Its `Crawl-delay` is kept, and so is a pause of our own between requests to one host.
//! - `Retry-After` is obeyed, in seconds and as a date: until then nothing at all is asked of that host. Other failures double the
//!   time to the next visit, up to a day.
//! - Redirections are followed five times, by the same rules. Bodies are limited in size, also unpacked, and requests in time.
//! - Addresses that are not public are not asked unless [`Options::private`] says so. Names are resolved once, and the connection
//!   goes to the very address that was checked, for redirections and `robots.txt` too. No proxy is used.

mod address;
mod client;
mod clock;
mod feed;
mod folder;
mod memory;
mod page;
mod pause;
mod robots;
mod trouble;
mod turn;

pub use address::Private;
pub use clock::{Clock, SystemClock};
pub use memory::{HostState, Learnt, Memory, Recollection, Robots, Rules, Seen, SourceState};

use crate::carrier::{self, Origin};
use crate::skipped::Reason;
use crate::{Read, Skipped};
use client::Client;
use jiff::Timestamp;
use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;
use turn::Turn;
use url::Url;

/// What is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// An RSS, Atom or JSON feed.
    Feed(Url),
    /// A folder, or a single file.
    Folder(PathBuf),
}

impl Source {
    /// The source that a word on the command line names: an address that starts with `http://` or `https://`, anything else a
    /// path.
    ///
    /// # Errors
    ///
    /// One clear sentence if an address is none.
    pub fn named(word: &str) -> Result<Source, String> {
        let is_address = ["http://", "https://"]
            .iter()
            .any(|scheme| word.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
        if !is_address {
            return Ok(Source::Folder(PathBuf::from(word)));
        }
        Url::parse(word)
            .map(Source::Feed)
            .map_err(|error| format!("{word:?} is no address ({error}); write it as https://example.org/feed"))
    }

    /// The name under which it is remembered and reported: the address without a password, or the path.
    pub fn name(&self) -> String {
        match self {
            Source::Feed(url) => {
                let mut url = url.clone();
                // Only addresses without a host have no place for these, and they are no feeds.
                let _ = url.set_username("");
                let _ = url.set_password(None);
                url.into()
            }
            Source::Folder(path) => path.to_string_lossy().into_owned(),
        }
    }
}

/// Which linked pages are fetched in place of what the feed says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pages {
    /// None.
    #[default]
    Never,
    /// Those of entries that have no more than a summary.
    OfSummaries,
    /// All.
    All,
}

/// How to watch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What the user says of all articles.
    pub reading: crate::Options,
    /// The time between two visits to a feed: half an hour.
    pub interval: Duration,
    /// The time between two visits to a folder: a minute.
    pub folder_interval: Duration,
    /// How long a file must have been left alone before it is read: ten seconds.
    pub settling: Duration,
    /// The time between two requests to one host: two seconds. A site may ask for more.
    pub pause: Duration,
    /// The time in which a request must be answered whole: a minute.
    pub timeout: Duration,
    /// The longest time between two visits that failures lead to: a day.
    pub ceiling: Duration,
    /// Which linked pages are fetched.
    pub pages: Pages,
    /// Whether addresses are asked that are not public.
    pub private: Private,
    /// Where whoever runs a site can complain: an address that every request names.
    pub contact: Option<String>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            reading: crate::Options::default(),
            interval: Duration::from_secs(1800),
            folder_interval: Duration::from_secs(60),
            settling: Duration::from_secs(10),
            pause: Duration::from_secs(2),
            timeout: Duration::from_secs(60),
            ceiling: Duration::from_secs(86_400),
            pages: Pages::Never,
            private: Private::Refused,
            contact: None,
        }
    }
}

impl Options {
    /// How requests name the program.
    pub fn user_agent(&self) -> String {
        let contact = self.contact.iter().map(|contact| format!(" (+{contact})")).collect::<String>();
        let name = format!("Standoff/{}{contact}", env!("CARGO_PKG_VERSION"));
        name.chars().filter(|character| matches!(character, ' '..='~')).collect()
    }
}

/// What one visit brought.
pub struct Visit<'a> {
    /// The name of the source.
    pub source: String,
    /// The articles that are new, and what was skipped. Files are read as they are asked for.
    pub items: Box<dyn Iterator<Item = Result<Read, Skipped>> + 'a>,
    /// What is to be remembered once the articles are stored.
    pub learnt: Learnt,
}

/// Watches sources.
pub struct Watcher<Time> {
    sources: Vec<Source>,
    options: Options,
    clock: Time,
    client: Client,
}

impl<Time: Clock> Watcher<Time> {
    /// Watches these sources, by that clock.
    pub fn new(sources: Vec<Source>, options: Options, clock: Time) -> Watcher<Time> {
        let client = Client::new(&options.user_agent(), options.timeout, &options.private);
        Watcher { sources, options, clock, client }
    }

    /// When the next source is due, which may be past; `None` if nothing is watched. A source that was never visited is due now.
    ///
    /// # Errors
    ///
    /// What the memory says when it cannot be read.
    pub fn next_due<Kept: Memory>(&self, memory: &Kept) -> Result<Option<Timestamp>, Kept::Error> {
        Ok(self.first(memory)?.map(|(due, _)| due))
    }

    /// Sleeps until the next source is due; false if nothing is watched.
    ///
    /// # Errors
    ///
    /// What the memory says when it cannot be read.
    pub fn wait<Kept: Memory>(&self, memory: &Kept) -> Result<bool, Kept::Error> {
        let Some(due) = self.next_due(memory)? else { return Ok(false) };
        let left = clock::until(self.clock.now(), due);
        if !left.is_zero() {
            self.clock.sleep(left);
        }
        Ok(true)
    }

    /// Visits the source that has been due for the longest; `None` if none is due. It sleeps between requests to one host.
    ///
    /// # Errors
    ///
    /// What the memory says when it cannot be read. Whatever goes wrong with a source is an item of the visit.
    pub fn visit<Kept: Memory>(&self, memory: &Kept) -> Result<Option<Visit<'_>>, Kept::Error> {
        let Some((due, source)) = self.first(memory)? else { return Ok(None) };
        if due > self.clock.now() {
            return Ok(None);
        }
        let name = source.name();
        match source {
            Source::Feed(url) => {
                let Watcher { client, options, clock, .. } = self;
                let mut turn = Turn { client, options, clock, memory, learnt: Learnt::default() };
                let items = feed::visit(&mut turn, &name, url)?;
                Ok(Some(Visit { source: name, items: Box::new(items.into_iter()), learnt: turn.learnt }))
            }
            Source::Folder(path) => {
                let (found, learnt) = folder::visit(&self.options, &self.clock, memory, &name, path)?;
                Ok(Some(Visit { source: name, items: Box::new(found.into_iter().flat_map(|file| self.read(file))), learnt }))
            }
        }
    }

    /// The source that is due first, and when.
    fn first<Kept: Memory>(&self, memory: &Kept) -> Result<Option<(Timestamp, &Source)>, Kept::Error> {
        let mut first = None;
        let now = self.clock.now();
        for source in &self.sources {
            let due = memory.source(&source.name())?.map_or(now, |state| state.due);
            if first.is_none_or(|(earliest, _)| due < earliest) {
                first = Some((due, source));
            }
        }
        Ok(first)
    }

    fn read(&self, file: folder::Found) -> carrier::Articles<'_> {
        let (path, beside) = match file {
            Err(skipped) => return carrier::failed(skipped),
            Ok(file) => file,
        };
        let origin = Origin::file(&path).with(beside);
        match File::open(&path) {
            Ok(file) => carrier::read(origin, Box::new(file), &self.options.reading),
            Err(error) => carrier::failed(origin.skipped(None, Reason::of_opening(error))),
        }
    }
}
