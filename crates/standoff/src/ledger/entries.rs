//! Incidents out of the ledger, with what lists say of their mentions and reports.

use super::output::Take;
use super::selected;
use crate::failure::Failure;
use document::DocumentId;
use event::{Incident, Mention, Tally};
use export::ledger::tallies::TallyEntry;
use export::ledger::{Entry, MentionFacts, ReportFacts};
use std::collections::BTreeMap;
use store::Ledger;

/// Fills incidents with their mentions and reports; each report is looked up once.
pub struct Entries<'l> {
    ledger: &'l Ledger,
    reports: BTreeMap<DocumentId, ReportFacts>,
}

/// How many reports are kept at hand, so that memory stays flat over a large ledger.
const KEPT: usize = 4096;

impl<'l> Entries<'l> {
    /// Entries of a ledger.
    pub fn new(ledger: &'l Ledger) -> Entries<'l> {
        Entries { ledger, reports: BTreeMap::new() }
    }

    /// The entry of an incident, whose mentions and reports are those that it names.
    pub fn of(&mut self, incident: Incident) -> Result<Entry, Failure> {
        let mut mentions = Vec::with_capacity(incident.mentions.len());
        for mention in selected::mentions(self.ledger, &incident)? {
            mentions.push(self.mention(&mention)?);
        }
        let reports = incident.reports.iter().map(|&id| self.report(id)).collect::<Result<_, Failure>>()?;
        Ok(Entry { incident, mentions, reports })
    }

    /// A mention as lists show it.
    pub fn mention(&mut self, mention: &Mention) -> Result<MentionFacts, Failure> {
        let report = self.report(mention.document)?;
        Ok(MentionFacts::of(mention, &report.report))
    }

    /// A report as lists show it.
    pub fn report(&mut self, id: DocumentId) -> Result<ReportFacts, Failure> {
        if let Some(known) = self.reports.get(&id) {
            return Ok(known.clone());
        }
        let facts = self.ledger.report(id)?.map(|report| ReportFacts::of(&report)).unwrap_or_default();
        if self.reports.len() == KEPT {
            self.reports.clear();
        }
        self.reports.insert(id, facts.clone());
        Ok(facts)
    }
}

/// Tallies with their mentions.
pub fn tallies(ledger: &Ledger, listed: impl Iterator<Item = Tally>) -> Result<Vec<TallyEntry>, Failure> {
    let mut found = Vec::new();
    each_tally(ledger, listed, &mut |entry| {
        found.push(entry);
        Ok(())
    })?;
    Ok(found)
}

/// Hands over tallies with their mentions, one at a time.
pub fn each_tally(ledger: &Ledger, listed: impl Iterator<Item = Tally>, take: Take<'_, TallyEntry>) -> Result<(), Failure> {
    let mut entries = Entries::new(ledger);
    for tally in listed {
        let Some(mention) = ledger.mention(tally.event)? else { continue };
        take(TallyEntry { report: entries.report(mention.document)?, mention: entries.mention(&mention)?, tally })?;
    }
    Ok(())
}
