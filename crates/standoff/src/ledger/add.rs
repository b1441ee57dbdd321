//! Coded articles into the ledger, a batch at a time.

use super::now;
use crate::failure::Failure;
use document::{Article, Document};
use event::{Mention, Report};
use store::{Added, NewArticle, Packed, Writer};

/// How many articles are made durable at once: a full sync costs some milliseconds.
const BATCH: usize = 128;

/// One article with all that is to be stored of it.
pub struct Coded {
    article: Article,
    packed: Packed,
    document: Document,
    mentions: Vec<Mention>,
    fingerprints: Vec<u64>,
}

impl Coded {
    /// What is stored of an article. Costly, and so made beside the writing.
    pub fn of(article: &Article, document: Document, events: &[event::Event]) -> Coded {
        let report = Report::of(&document);
        let mentions = event::mentions(events, &document);
        Coded {
            packed: Packed::of(article),
            article: article.clone(),
            mentions,
            fingerprints: resolve::copies::sketch(&report),
            document,
        }
    }
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// Articles that are new.
    pub new: usize,
    /// Articles that were there and have a newer coding now.
    pub recoded: usize,
    /// Articles that were there as they are.
    pub there: usize,
}

/// Gathers articles and stores them a batch at a time.
pub struct Adding<'w> {
    writer: &'w mut Writer,
    waiting: Vec<Coded>,
    knowledge: String,
    model: String,
    carrier: String,
    /// What was made durable.
    pub stored: Stored,
}

impl<'w> Adding<'w> {
    /// Begins to add what is coded with these versions. The carrier is what brought it: a command, a feed.
    pub fn new(writer: &'w mut Writer, knowledge: &str, model: &str, carrier: &str) -> Adding<'w> {
        Adding {
            writer,
            waiting: Vec::new(),
            knowledge: knowledge.to_string(),
            model: model.to_string(),
            carrier: carrier.to_string(),
            stored: Stored::default(),
        }
    }

    /// Whether an article is stored with a coding of these versions, so that coding it can be spared.
    pub fn is_stored(&self, article: &Article) -> Result<bool, Failure> {
        Ok(self.writer.is_stored(article, &self.knowledge, &self.model)?)
    }

    /// Takes an article, and stores those that wait once they are a batch. Gives the ids that are durable now.
    pub fn add(&mut self, coded: Coded) -> Result<Vec<String>, Failure> {
        self.waiting.push(coded);
        if self.waiting.len() < BATCH { Ok(Vec::new()) } else { self.flush() }
    }

    /// Stores all that wait. Gives the ids that are durable now.
    pub fn flush(&mut self) -> Result<Vec<String>, Failure> {
        let mut done = Stored::default();
        let mut batch = self.writer.begin()?;
        let added_at = now();
        for coded in &self.waiting {
            let added = batch.add(&NewArticle {
                article: &coded.article,
                packed: &coded.packed,
                document: &coded.document,
                mentions: &coded.mentions,
                fingerprints: &coded.fingerprints,
                knowledge: &self.knowledge,
                model: &self.model,
                added_at: &added_at,
                carrier: &self.carrier,
            })?;
            match added {
                Added::New => done.new += 1,
                Added::Recoded => done.recoded += 1,
                Added::AlreadyThere => done.there += 1,
            }
        }
        batch.commit()?;
        self.stored.new += done.new;
        self.stored.recoded += done.recoded;
        self.stored.there += done.there;
        Ok(self.waiting.drain(..).map(|coded| coded.article.given_id).collect())
    }
}
