//! Components in which later reports have a part, grouped anew from the tellings that were there on a day.

use super::{Selected, by_day};
use crate::failure::Failure;
use crate::ledger::group::read_telling;
use crate::ledger::settle::same_text;
use document::{Date, DocumentId};
use event::{EventId, Incident, Mention, Report};
use resolve::days::day_number;
use resolve::grouping::{Telling, happenings, tellings};
use resolve::{derive, incident, tallies};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

impl Selected<'_> {
    /// Groups the components that a day splits, and keeps their incidents.
    pub(super) fn group_anew(&mut self, day: Date) -> Result<(), Failure> {
        let copied: BTreeSet<DocumentId> = self.ledger.copied_after(day)?.into_iter().collect();
        let mut retold: BTreeMap<DocumentId, Vec<Telling>> = BTreeMap::new();
        for component in self.ledger.components_split_by(day, self.filter.since.map(day_number))? {
            let mut there = Vec::new();
            for kept in self.ledger.component(component)? {
                let telling = read_telling(&kept)?;
                if telling.about().published.is_none_or(|published| published > day) {
                    continue;
                }
                let document = telling.document();
                if !copied.contains(&document) {
                    there.push(telling);
                    continue;
                }
                // What a later copy decides of its hand is not known yet.
                let first = telling.events().next();
                let known = match retold.entry(document) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(self.retold(&telling, day)?),
                };
                there.extend(known.iter().find(|known| known.events().next() == first).cloned());
            }
            self.keep(&there)?;
        }
        self.anew.sort_by_key(by_day);
        Ok(())
    }

    /// What the document of a telling tells where only copies published by a day are known.
    fn retold(&self, telling: &Telling, day: Date) -> Result<Vec<Telling>, Failure> {
        let document = telling.document();
        let same: Vec<DocumentId> = self.same_text_by(document, day)?;
        let reports = self.ledger.reports_of(&same)?;
        let Some(report) = reports.iter().find(|report| report.id == document) else { return Ok(Vec::new()) };
        let mentions = self.ledger.mentions_of_document(document)?;
        let copies: Vec<&Report> = reports.iter().collect();
        let about = derive::surrounding(report, &mentions, &copies, telling.about().home.clone());
        Ok(tellings(&mentions, &about))
    }

    /// The documents published by a day that a chain of copies, all published by then, connects with one, itself among them.
    fn same_text_by(&self, document: DocumentId, day: Date) -> Result<Vec<DocumentId>, Failure> {
        let known = |id: DocumentId| -> Result<bool, Failure> {
            Ok(self.ledger.report(id)?.and_then(|report| report.published).is_some_and(|published| published <= day))
        };
        let mut there = BTreeSet::new();
        for id in same_text(self.ledger, document)? {
            if known(id)? {
                there.insert(id);
            }
        }
        let mut found = BTreeSet::from([document]);
        let mut waiting = vec![document];
        while let Some(next) = waiting.pop() {
            for pair in self.ledger.copies_of(next)? {
                waiting.extend([pair.first, pair.second].into_iter().filter(|id| there.contains(id) && found.insert(*id)));
            }
        }
        Ok(found.into_iter().collect())
    }

    /// Keeps the incidents that tellings tell, and which of them are totals.
    fn keep(&mut self, there: &[Telling]) -> Result<(), Failure> {
        let tellings: Vec<&Telling> = there.iter().collect();
        for happening in happenings(&tellings) {
            let own: Vec<&Telling> = happening.into_iter().map(|at| tellings[at]).collect();
            let mut mentions: Vec<Mention> = Vec::new();
            for id in own.iter().flat_map(|telling| telling.events()).collect::<Vec<EventId>>() {
                mentions.extend(self.ledger.mention(id)?);
            }
            let borrowed: Vec<&Mention> = mentions.iter().collect();
            let Some(incident) = incident::incident(&own, &borrowed) else { continue };
            if mentions.iter().all(tallies::is_tally) {
                self.totals.insert(incident.id);
            }
            let list: &mut Vec<Incident> = if self.filter.takes(&incident) { &mut self.anew } else { &mut self.around };
            list.push(incident);
        }
        Ok(())
    }
}
