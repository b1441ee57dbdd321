//! Incidents out of the ledger, with what lists say of their mentions and reports.

use super::output::Take;
use crate::failure::Failure;
use document::DocumentId;
use event::{Incident, Tally, Told};
use export::ledger::tallies::TallyEntry;
use export::ledger::{Entry, MentionFacts, ReportFacts};
use std::collections::BTreeMap;
use store::{Ledger, Line};

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
        let mut lines = self.ledger.lines(incident.id)?;
        // What was known on a day can have other mentions under the same id.
        if !lines.iter().map(|line| line.event).eq(incident.mentions.iter().copied()) {
            lines = Vec::with_capacity(incident.mentions.len());
            for &event in &incident.mentions {
                lines.extend(self.ledger.line(event)?);
            }
        }
        let known: BTreeMap<DocumentId, ReportFacts> =
            lines.iter().map(|line| (line.report.id, ReportFacts::of(&line.report))).collect();
        let report = |id: &DocumentId| known.get(id).map_or_else(|| self.report(*id), |facts| Ok(facts.clone()));
        let reports = incident.reports.iter().map(report).collect::<Result<_, Failure>>()?;
        Ok(Entry { incident, mentions: lines.into_iter().map(mention).collect(), reports })
    }

    /// A report as lists show it.
    pub fn report(&mut self, id: DocumentId) -> Result<ReportFacts, Failure> {
        if let Some(known) = self.reports.get(&id) {
            return Ok(known.clone());
        }
        let facts = self.ledger.head(id)?.map(|report| ReportFacts::of(&report)).unwrap_or_default();
        if self.reports.len() == KEPT {
            self.reports.clear();
        }
        self.reports.insert(id, facts.clone());
        Ok(facts)
    }
}

/// A mention as lists show it.
fn mention(line: Line) -> MentionFacts {
    let Told { words, start, end } = line.trigger;
    MentionFacts { event: Some(line.event), report: line.report.given_id, start, end, words, sentence: line.sentence }
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
    for tally in listed {
        let Some(line) = ledger.line(tally.event)? else { continue };
        take(TallyEntry { report: ReportFacts::of(&line.report), mention: mention(line), tally })?;
    }
    Ok(())
}
