//! The incidents that a user's filter asks for, as they are or as they were known on a day.
//!
//! What was known on a day is what a ledger with nothing but the reports published by then would show. Blocks of which all reports were there
//! are taken as they are stored; every other block is grouped anew from the mentions that were there, before the filter looks at its incidents.

use super::entries::Entries;
use crate::cli::FilterOptions;
use crate::failure::Failure;
use document::{Date, DocumentId};
use event::{CopyPair, EventId, Incident, IncidentId, Mention};
use export::ledger::Entry;
use export::ledger::commitments::CommitmentEntry;
use knowledge::Knowledge;
use resolve::commitments::{Line, Told};
use resolve::tension::Deed;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use store::{Filter, Ledger};

/// Up to so many incidents commitments are linked among all of them, as when a ledger is settled.
const FEW: u64 = 5_000;

/// What is asked for, and the incidents that no row of the ledger holds.
pub struct Selected<'l> {
    ledger: &'l Ledger,
    /// What the ledger is asked for; with a day, of its blocks that were then what they are now.
    pub filter: Filter,
    /// The incidents of the other blocks that the filter takes, in the order of lists.
    anew: Vec<Incident>,
    /// Those that it does not take.
    around: Vec<Incident>,
    /// Those of them that are totals over a period.
    totals: BTreeSet<IncidentId>,
}

impl<'l> Selected<'l> {
    /// The incidents that a user's filter asks for.
    pub fn of(ledger: &'l Ledger, options: &FilterOptions) -> Result<Selected<'l>, Failure> {
        let filter = Filter {
            dyad: options.dyad.clone(),
            party: options.party.clone(),
            category: options.category,
            since: options.since,
            country: options.country.clone(),
            place: options.place.clone(),
            status: options.status,
            known_on: options.until,
            whole_by: options.until,
            ..Filter::default()
        };
        let mut selected = Selected { ledger, filter, anew: Vec::new(), around: Vec::new(), totals: BTreeSet::new() };
        if let Some(day) = options.until {
            selected.group_anew(day)?;
        }
        Ok(selected)
    }

    fn group_anew(&mut self, day: Date) -> Result<(), Failure> {
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
        self.anew.sort_by_key(order);
        Ok(())
    }

    /// How many there are.
    pub fn count(&self) -> Result<u64, Failure> {
        Ok(self.ledger.count_incidents(&self.filter)? + self.anew.len() as u64)
    }

    /// At most so many of them, in order of their first day and id, those without a day last.
    pub fn incidents(&self, limit: Option<usize>) -> Result<Vec<Incident>, Failure> {
        let mut found = self.ledger.incidents(&Filter { limit, ..self.filter.clone() })?;
        if !self.anew.is_empty() {
            found.extend(self.anew.iter().cloned());
            found.sort_by_key(order);
            found.truncate(limit.unwrap_or(usize::MAX));
        }
        Ok(found)
    }

    /// Hands over at most so many of them in the same order, one at a time, so that memory stays flat however many there are.
    pub fn each(&self, limit: Option<usize>, mut take: impl FnMut(Incident) -> Result<(), Failure>) -> Result<(), Failure> {
        if !self.anew.is_empty() {
            return self.incidents(limit)?.into_iter().try_for_each(take);
        }
        let mut taken = Ok(());
        self.ledger.each_incident(&Filter { limit, ..self.filter.clone() }, |incident| {
            taken = take(incident);
            if taken.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        taken
    }

    /// Their mentions by document, each with the incident that it is in.
    pub fn events(&self) -> Result<BTreeMap<DocumentId, BTreeMap<EventId, IncidentId>>, Failure> {
        let mut found: BTreeMap<DocumentId, BTreeMap<EventId, IncidentId>> = BTreeMap::new();
        self.each(None, |incident| {
            for mention in mentions(self.ledger, &incident)? {
                found.entry(mention.document).or_default().insert(mention.id, incident.id);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// At most so many of them with their mentions and reports.
    pub fn entries(&self, limit: Option<usize>) -> Result<Vec<Entry>, Failure> {
        let mut entries = Entries::new(self.ledger);
        self.incidents(limit)?.into_iter().map(|incident| entries.of(incident)).collect()
    }

    /// Those of them that are totals over a period: they sum up others and are never counted beside them.
    pub fn totals(&self) -> Result<BTreeSet<IncidentId>, Failure> {
        let anew: BTreeSet<IncidentId> = self.anew.iter().map(|incident| incident.id).collect();
        let stored = self.ledger.totals()?.into_iter().filter(|id| !anew.contains(id));
        Ok(stored.chain(self.totals.iter().copied()).collect())
    }

    /// All of them as series count them, in no order.
    pub fn deeds(&self) -> Result<Vec<Deed>, Failure> {
        let stored = self.ledger.short_incidents(&self.filter)?.into_iter().map(|short| Deed {
            incident: short.id,
            category: short.category,
            score: short.scale,
            days: short.days,
            published: short.first_report,
            // Sides and place were looked at by the filter.
            actors: Vec::new(),
            recipients: Vec::new(),
            assertion: short.assertion,
            country: None,
            place: None,
        });
        Ok(stored.chain(self.anew.iter().map(Deed::of)).collect())
    }

    /// The commitments made in these entries and what became of them: as stored, or as it was known on the day that is asked for.
    pub fn commitments(&self, entries: &[Entry]) -> Result<Vec<CommitmentEntry>, Failure> {
        let shown: BTreeMap<IncidentId, &Entry> = entries.iter().map(|entry| (entry.incident.id, entry)).collect();
        let all = match self.filter.whole_by {
            None => self.ledger.commitments()?,
            Some(_) => resolve::commitments::commitments(self.told()?),
        };
        let mut found = Vec::new();
        for commitment in all {
            let Some(made) = shown.get(&commitment.made) else { continue };
            let mut later = Vec::new();
            for fate in &commitment.fate {
                match shown.get(&fate.incident) {
                    Some(entry) => later.push(entry.incident.clone()),
                    None => later.extend(self.ledger.incident(fate.incident)?),
                }
            }
            found.push(CommitmentEntry { made: (*made).clone(), later, commitment });
        }
        Ok(found)
    }

    /// What commitments are linked among: all incidents where they are few, else those of the pair that is asked for.
    fn told(&self) -> Result<Vec<Told>, Failure> {
        let few = self.ledger.count_incidents(&Filter::default())? <= FEW;
        let filter = Filter {
            dyad: self.filter.dyad.clone().filter(|_| !few),
            since: self.filter.since,
            known_on: self.filter.known_on,
            whole_by: self.filter.whole_by,
            ..Filter::default()
        };
        let line = |words: String, rule: String, cameo: Option<String>| Line { words, rule, cameo };
        let stored = self.ledger.told_incidents(&filter)?.into_iter();
        let stored =
            stored.map(|(incident, lines)| Told::of(incident, lines.into_iter().map(|one| line(one.words, one.rule, one.cameo))));
        let mut told: Vec<Told> = stored.collect();
        for incident in self.anew.iter().chain(&self.around).filter(|incident| filter.takes(incident)) {
            let mentions = mentions(self.ledger, incident)?.into_iter();
            told.push(Told::of(incident.clone(), mentions.map(|one| line(one.sentence.words, one.rule, one.cameo))));
        }
        Ok(told)
    }
}

/// The mentions of an incident, in its order.
pub fn mentions(ledger: &Ledger, incident: &Incident) -> Result<Vec<Mention>, Failure> {
    let mut found = Vec::with_capacity(incident.mentions.len());
    for &id in &incident.mentions {
        found.extend(ledger.mention(id)?);
    }
    Ok(found)
}

fn order(incident: &Incident) -> (bool, Option<Date>, IncidentId) {
    let first = incident.days.map(|(first, _)| first);
    (first.is_none(), first, incident.id)
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
