//! Incidents out of the ledger, with what lists say of their mentions and reports.

use crate::cli::FilterOptions;
use crate::failure::Failure;
use document::{Date, DocumentId};
use event::{Commitment, Incident, Mention, Tally};
use export::ledger::commitments::CommitmentEntry;
use export::ledger::tallies::TallyEntry;
use export::ledger::{Entry, MentionFacts, ReportFacts};
use std::collections::BTreeMap;
use store::{Filter, Ledger};

/// What the user's filter asks the ledger for.
pub fn filter(options: &FilterOptions, limit: Option<usize>) -> Filter {
    Filter {
        dyad: options.dyad.clone(),
        party: options.party.clone(),
        category: options.category,
        assertion: None,
        since: options.since,
        until: None,
        country: options.country.clone(),
        geonameid: None,
        place: options.place.clone(),
        status: options.status,
        known_on: options.until,
        limit,
    }
}

/// Fills incidents with their mentions and reports; each report is looked up once.
pub struct Entries<'l> {
    ledger: &'l Ledger,
    known_on: Option<Date>,
    reports: BTreeMap<DocumentId, ReportFacts>,
}

/// How many reports are kept at hand, so that memory stays flat over a large ledger.
const KEPT: usize = 4096;

impl<'l> Entries<'l> {
    /// Entries as known on a day, if one is given.
    pub fn new(ledger: &'l Ledger, known_on: Option<Date>) -> Entries<'l> {
        Entries { ledger, known_on, reports: BTreeMap::new() }
    }

    /// The entry of an incident.
    pub fn of(&mut self, incident: Incident) -> Result<Entry, Failure> {
        let mentions = self.ledger.mentions_of(incident.id, self.known_on)?;
        let mut facts = Vec::with_capacity(mentions.len());
        for mention in &mentions {
            facts.push(self.mention(mention)?);
        }
        let told: Vec<DocumentId> =
            incident.reports.iter().copied().filter(|id| mentions.iter().any(|mention| mention.document == *id)).collect();
        let reports = told.into_iter().map(|id| self.report(id)).collect::<Result<_, Failure>>()?;
        Ok(Entry { incident, mentions: facts, reports })
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

/// All incidents that a filter asks for.
pub fn entries(ledger: &Ledger, options: &FilterOptions, limit: Option<usize>) -> Result<Vec<Entry>, Failure> {
    let mut entries = Entries::new(ledger, options.until);
    ledger.incidents(&filter(options, limit))?.into_iter().map(|incident| entries.of(incident)).collect()
}

/// Commitments with the incidents that they name.
pub fn commitments(ledger: &Ledger, listed: impl Iterator<Item = Commitment>) -> Result<Vec<CommitmentEntry>, Failure> {
    let mut entries = Entries::new(ledger, None);
    let mut found = Vec::new();
    for commitment in listed {
        let Some(made) = ledger.incident(commitment.made)? else { continue };
        let mut later = Vec::new();
        for fate in &commitment.fate {
            later.extend(ledger.incident(fate.incident)?);
        }
        found.push(CommitmentEntry { made: entries.of(made)?, later, commitment });
    }
    Ok(found)
}

/// Tallies with their mentions.
pub fn tallies(ledger: &Ledger, listed: impl Iterator<Item = Tally>) -> Result<Vec<TallyEntry>, Failure> {
    let mut entries = Entries::new(ledger, None);
    let mut found = Vec::new();
    for tally in listed {
        let Some(mention) = ledger.mention(tally.event)? else { continue };
        found.push(TallyEntry { report: entries.report(mention.document)?, mention: entries.mention(&mention)?, tally });
    }
    Ok(found)
}
