//! What grouping has read of the ledger and keeps at hand: tellings, what is near them, and the mentions of new ones.

use crate::failure::{self, Failure};
use document::DocumentId;
use event::{Category, EventId, Incident, Mention};
use resolve::commitments::{Line, Told};
use resolve::grouping::{Telling, are_tied};
use resolve::incident;
use rustc_hash::FxHashMap;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, hash_map};
use store::{Found, Gist, Ledger, Reach};

/// Tellings by their rows, with the component that they are in so far; nothing where a text is to be told again.
pub type Tellings = FxHashMap<i64, Option<(Box<Telling>, i64)>>;

/// What has been read of the ledger in one step.
#[derive(Default)]
pub struct AtHand {
    /// All tellings that were read or are new.
    pub tellings: Tellings,
    /// Mentions of new tellings.
    pub mentions: BTreeMap<EventId, Mention>,
    /// Of each new document all that have its text, itself among them.
    pub copies: BTreeMap<DocumentId, BTreeSet<DocumentId>>,
    /// The rows of all tellings of documents.
    of_document: BTreeMap<DocumentId, Vec<i64>>,
    /// What is found in a period under a kind of act and a state.
    cells: BTreeMap<(i64, Category), FxHashMap<String, Vec<Found>>>,
}

impl AtHand {
    /// Begins a step with tellings that were read in the one before.
    pub fn with(tellings: Tellings) -> AtHand {
        AtHand { tellings, ..AtHand::default() }
    }

    /// Takes up a telling, if it is not at hand.
    pub fn read(&mut self, ledger: &Ledger, entry: i64) -> Result<(), Failure> {
        if let hash_map::Entry::Vacant(new) = self.tellings.entry(entry) {
            new.insert(match ledger.telling(entry)? {
                Some(kept) => {
                    let telling = Telling::from_bytes(&kept.bytes).ok_or_else(|| unreadable(entry))?;
                    Some((Box::new(telling), kept.component))
                }
                None => None,
            });
        }
        Ok(())
    }

    fn known(&self, entry: i64) -> Option<&(Box<Telling>, i64)> {
        self.tellings.get(&entry)?.as_ref()
    }

    /// A telling that is at hand.
    pub fn telling(&self, entry: i64) -> Option<&Telling> {
        self.known(entry).map(|(telling, _)| &**telling)
    }

    /// Says in which component a telling is from now on.
    pub fn put(&mut self, entry: i64, component: i64) {
        if let Some(Some((_, known))) = self.tellings.get_mut(&entry) {
            *known = component;
        }
    }

    /// What is found in a period under a kind of act and a state.
    fn cell(&mut self, ledger: &Ledger, code: &str, category: Category, period: i64) -> Result<&[Found], Failure> {
        let states = self.cells.entry((period, category)).or_default();
        if !states.contains_key(code) {
            states.insert(code.to_string(), ledger.cell(code, category, period)?);
        }
        Ok(states.get(code).map_or(&[], Vec::as_slice))
    }

    /// The components of the tellings that are tied with a new one.
    pub fn tied(&mut self, ledger: &Ledger, entry: i64, document: DocumentId) -> Result<BTreeSet<i64>, Failure> {
        let Some(telling) = self.telling(entry) else { return Ok(BTreeSet::new()) };
        let (reach, kindred) = (telling.reach(), telling.kindred());
        let mut near = Vec::new();
        for period in ledger.periods(reach)? {
            for (code, category) in &kindred {
                let found = self.cell(ledger, code, *category, period)?;
                near.extend(found.iter().filter(|(_, other)| overlap(reach, *other)).map(|(other, _)| *other));
            }
        }
        // What one hand wrote is compared whatever it tells.
        for &copy in self.copies.get(&document).into_iter().flatten() {
            let rows = match self.of_document.entry(copy) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(ledger.tellings_of(copy)?),
            };
            near.extend(rows.iter().copied());
        }
        near.sort_unstable();
        near.dedup();
        let mut components = BTreeSet::new();
        for other in near.into_iter().filter(|other| *other != entry) {
            self.read(ledger, other)?;
            if let Some(((own, _), (other, component))) = self.known(entry).zip(self.known(other))
                // One tie is enough to bring a component in.
                && !components.contains(component)
                && are_tied(other, own)
            {
                components.insert(*component);
            }
        }
        Ok(components)
    }

    /// The incident that the tellings of one happening come to, and what it tells of promises and deeds.
    pub fn incident(&self, ledger: &Ledger, happening: &[i64]) -> Result<(Incident, Gist), Failure> {
        let tellings: Vec<&Telling> = happening.iter().filter_map(|entry| self.telling(*entry)).collect();
        let ids: Vec<EventId> = tellings.iter().flat_map(|telling| telling.events()).collect();
        let mut read = Vec::new();
        for id in ids.iter().filter(|id| !self.mentions.contains_key(id)) {
            read.extend(ledger.mention(*id)?);
        }
        let mentions: Vec<&Mention> = ids.iter().filter_map(|id| self.mentions.get(id)).chain(&read).collect();
        let incident =
            incident::incident(&tellings, &mentions).ok_or_else(|| unreadable(happening.first().copied().unwrap_or_default()))?;
        let told = Told::of(&incident, mentions.iter().map(|mention| Line::of(mention)));
        let gist = Gist { day: told.day(), actors: told.doers(), bytes: told.to_bytes() };
        Ok((incident, gist))
    }
}

/// Whether two reaches have a day in common, or neither has any.
fn overlap(a: Reach, b: Reach) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
        (a, b) => a == b,
    }
}

/// That the bytes of a telling mean nothing.
pub fn unreadable(telling: i64) -> Failure {
    let words = format!("the telling {telling} in the ledger cannot be read: look at the ledger with `standoff check --ledger`");
    Failure::Ledger(failure::USAGE, words)
}
