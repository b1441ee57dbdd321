//! Components that some reports reached only after a day, grouped anew from what was there.

use super::{Selected, by_day};
use crate::failure::Failure;
use crate::ledger::group::{self, Homes, Said};
use crate::ledger::settle::same_text;
use document::{Date, DocumentId};
use event::{EventId, Incident, Mention};
use knowledge::Knowledge;
use resolve::derive;
use resolve::grouping::Telling;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use store::Ledger;

impl Selected<'_> {
    /// Groups the components that a day splits, and keeps their incidents.
    pub(super) fn group_anew(&mut self, day: Date) -> Result<(), Failure> {
        let components = self.ledger.components_split_by(day, &self.filter)?;
        if components.is_empty() {
            return Ok(());
        }
        let knowledge = Knowledge::embedded();
        let homes = |publisher: &str| code::filed::home(publisher, &knowledge);
        let mut then = Then { ledger: self.ledger, day, homes: &homes, documents: BTreeMap::new() };
        for component in components {
            let (incidents, totals) = then.grouped(component)?;
            self.totals.extend(totals);
            let (taken, others): (Vec<Incident>, Vec<Incident>) =
                incidents.into_iter().partition(|incident| self.filter.takes(incident));
            self.anew.extend(taken);
            self.around.extend(others);
        }
        self.anew.sort_by_key(by_day);
        Ok(())
    }
}

/// What documents told on a day.
struct Then<'l> {
    ledger: &'l Ledger,
    day: Date,
    homes: Homes<'l>,
    documents: BTreeMap<DocumentId, Document>,
}

/// What one document told, with its origin as it was known.
struct Document {
    tellings: Vec<Telling>,
    mentions: Vec<Mention>,
    /// The mentions that are totals.
    counted: BTreeSet<EventId>,
}

impl Then<'_> {
    /// The incidents of a component as they were known, and which of them are totals.
    fn grouped(&mut self, component: i64) -> Result<(Vec<Incident>, BTreeSet<event::IncidentId>), Failure> {
        let mut tellings = Vec::new();
        let mut mentions = Vec::new();
        let mut counted = BTreeSet::new();
        for (document, bytes) in self.ledger.tellings_known(component, self.day)? {
            // Which mentions of a document are told together does not depend on others; whose text it is does.
            let first = Telling::from_bytes(&bytes).and_then(|telling| telling.events().next());
            let document = self.document(document)?;
            let telling = document.tellings.iter().find(|telling| telling.events().next() == first);
            let Some(telling) = telling else { continue };
            let told = |mention: &&Mention| telling.events().any(|event| event == mention.id);
            mentions.extend(document.mentions.iter().filter(told).cloned());
            counted.extend(document.counted.iter().copied());
            tellings.push(telling.clone());
        }
        let incidents = derive::of_tellings(&tellings, &mentions);
        let is_total = |incident: &&Incident| incident.mentions.iter().all(|id| counted.contains(id));
        let totals = incidents.iter().filter(is_total).map(|incident| incident.id).collect();
        Ok((incidents, totals))
    }

    fn document(&mut self, id: DocumentId) -> Result<&Document, Failure> {
        Ok(match self.documents.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let copies = same_text(self.ledger, id, Some(self.day))?;
                let Said { tellings, mentions, tallies } = group::told(self.ledger, id, &copies, self.homes)?;
                let counted = tallies.iter().map(|tally| tally.event).collect();
                new.insert(Document { tellings, mentions, counted })
            }
        })
    }
}
