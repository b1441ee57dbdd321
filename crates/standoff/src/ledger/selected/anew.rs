//! Blocks that some reports reached only after a day, grouped anew from the mentions that were there.

use super::{Selected, by_day};
use crate::failure::Failure;
use document::{Date, DocumentId};
use event::{CopyPair, EventId, Incident, IncidentId, Mention};
use knowledge::Knowledge;
use std::collections::{BTreeMap, BTreeSet};
use store::Ledger;

impl Selected<'_> {
    /// Groups the blocks that a day splits, and keeps their incidents.
    pub(super) fn group_anew(&mut self, day: Date) -> Result<(), Failure> {
        let blocks = self.ledger.blocks_split_by(day, &self.filter)?;
        if blocks.is_empty() {
            return Ok(());
        }
        let knowledge = Knowledge::embedded();
        let copies = self.ledger.copies_known(day)?;
        for block in blocks {
            let mentions = self.ledger.mentions_known(&block, day)?;
            let (incidents, totals) = grouped(self.ledger, &mentions, &copies, &knowledge)?;
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

/// The incidents of a block's mentions, and which of them are totals.
fn grouped(
    ledger: &Ledger,
    mentions: &[Mention],
    copies: &[CopyPair],
    knowledge: &Knowledge,
) -> Result<(Vec<Incident>, BTreeSet<IncidentId>), Failure> {
    let told: BTreeSet<DocumentId> = mentions.iter().map(|mention| mention.document).collect();
    let reports = ledger.reports_of(&told.iter().copied().collect::<Vec<DocumentId>>())?;
    let touching = copies.iter().filter(|pair| told.contains(&pair.first) || told.contains(&pair.second));
    let pairs: Vec<CopyPair> = touching.cloned().collect();
    let publishers: BTreeSet<&str> = reports.iter().filter_map(|report| report.publisher.as_deref()).collect();
    let homes = publishers.into_iter().filter_map(|name| Some((name.to_string(), code::filed::home(name, knowledge)?)));
    let homes: BTreeMap<String, String> = homes.collect();
    let (incidents, tallies) = resolve::derive::of_block(mentions, &reports, &pairs, &homes);
    let counted: BTreeSet<EventId> = tallies.iter().map(|tally| tally.event).collect();
    let is_total = |incident: &&Incident| incident.mentions.iter().all(|id| counted.contains(id));
    let totals = incidents.iter().filter(is_total).map(|incident| incident.id).collect();
    Ok((incidents, totals))
}
