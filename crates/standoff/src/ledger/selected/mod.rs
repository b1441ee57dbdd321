//! The incidents that a user's filter asks for, as they are or as they were known on a day.
//!
//! What was known on a day is what a ledger with nothing but the reports published by then would show. Components of which all reports were
//! there are taken as they are stored; every other component is grouped anew from what was told by then, before the filter looks at its
//! incidents.

mod anew;
mod promised;

use super::entries::Entries;
use crate::cli::FilterOptions;
use crate::failure::Failure;
use anew::Anew;
use document::{Date, DocumentId};
use event::{EventId, Incident, IncidentId, Mention};
use export::brief::Summary;
use export::ledger::Entry;
use resolve::tension::Deed;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use store::{Filter, Ledger, Order};

/// What is asked for, and the incidents that no row of the ledger holds.
pub struct Selected<'l> {
    ledger: &'l Ledger,
    /// What the ledger is asked for; with a day, of its incidents that were then what they are now.
    filter: Filter,
    /// What was otherwise on the day.
    then: Anew,
    /// The incidents that were there then and that the filter takes, in the order of lists.
    anew: Vec<Incident>,
}

impl<'l> Selected<'l> {
    /// What a user's filter asks the ledger for.
    pub fn filter(options: &FilterOptions) -> Filter {
        Filter {
            dyad: options.dyad.clone(),
            party: options.party.clone(),
            category: options.category,
            since: options.since,
            country: options.country.clone(),
            place: options.place.clone(),
            status: options.status,
            known_on: options.until,
            ..Filter::default()
        }
    }

    /// The incidents that a user's filter asks for.
    pub fn of(ledger: &'l Ledger, options: &FilterOptions) -> Result<Selected<'l>, Failure> {
        let mut filter = Selected::filter(options);
        let mut then = Anew::default();
        if let Some(day) = options.until {
            then.group(ledger, day, std::slice::from_ref(&filter))?;
        }
        filter.without.clone_from(&then.gone);
        let mut anew: Vec<Incident> = then.incidents.iter().filter(|incident| filter.takes(incident)).cloned().collect();
        anew.sort_by_key(by_day);
        Ok(Selected { ledger, filter, then, anew })
    }

    /// How many there are.
    pub fn count(&self) -> Result<u64, Failure> {
        Ok(self.ledger.count_incidents(&self.filter)? + self.anew.len() as u64)
    }

    /// Says that there are more than are shown, if there are.
    pub fn say_cut(&self, shown: usize) -> Result<(), Failure> {
        let all = self.count()?;
        if all > shown as u64 {
            eprintln!("standoff: {shown} of {all} incidents are shown; --limit shows more");
        }
        Ok(())
    }

    /// At most so many of them, in an order of their first day, then of id, those without a day last.
    fn incidents_in(&self, order: Order, limit: Option<usize>) -> Result<Vec<Incident>, Failure> {
        let mut found = self.ledger.incidents(&Filter { limit, order, ..self.filter.clone() })?;
        if !self.anew.is_empty() {
            found.extend(self.anew.iter().cloned());
            match order {
                Order::OldestFirst => found.sort_by_key(by_day),
                Order::NewestFirst => found.sort_by_key(|incident| (Reverse(first_day(incident)), incident.id)),
            }
            found.truncate(limit.unwrap_or(usize::MAX));
        }
        Ok(found)
    }

    /// At most so many of them, the oldest, in order of their first day and id, those without a day last.
    pub fn incidents(&self, limit: Option<usize>) -> Result<Vec<Incident>, Failure> {
        self.incidents_in(Order::OldestFirst, limit)
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

    /// The same with their mentions and reports.
    pub fn each_entry(&self, limit: Option<usize>, mut take: impl FnMut(Entry) -> Result<(), Failure>) -> Result<(), Failure> {
        let mut entries = Entries::new(self.ledger);
        self.each(limit, |incident| take(entries.of(incident)?))
    }

    /// Their mentions by document, each with the incident that it is in.
    pub fn events(&self) -> Result<BTreeMap<DocumentId, BTreeMap<EventId, IncidentId>>, Failure> {
        let mut found: BTreeMap<DocumentId, BTreeMap<EventId, IncidentId>> = BTreeMap::new();
        for (document, event, incident) in self.ledger.places_of_mentions(&self.filter)? {
            found.entry(document).or_default().insert(event, incident);
        }
        for incident in &self.anew {
            for mention in self.then.mentions.get(&incident.id).into_iter().flatten() {
                found.entry(mention.document).or_default().insert(mention.id, incident.id);
            }
        }
        Ok(found)
    }

    /// At most so many of them, the oldest, with their mentions and reports.
    pub fn entries(&self, limit: Option<usize>) -> Result<Vec<Entry>, Failure> {
        self.filled(self.incidents(limit)?)
    }

    /// At most so many of them, the newest.
    pub fn newest(&self, limit: usize) -> Result<Vec<Entry>, Failure> {
        self.filled(self.incidents_in(Order::NewestFirst, Some(limit))?)
    }

    fn filled(&self, incidents: Vec<Incident>) -> Result<Vec<Entry>, Failure> {
        let mut entries = Entries::new(self.ledger);
        incidents.into_iter().map(|incident| entries.of(incident)).collect()
    }

    /// Those of them that are totals over a period: they sum up others and are never counted beside them.
    pub fn totals(&self) -> Result<BTreeSet<IncidentId>, Failure> {
        let anew: BTreeSet<IncidentId> = self.anew.iter().map(|incident| incident.id).collect();
        let stored = self.ledger.totals()?.into_iter().filter(|id| !anew.contains(id));
        Ok(stored.chain(self.then.totals.iter().copied()).collect())
    }

    /// All of them that are no totals as series count them, in no order; how many are totals, and how many there are of each kind.
    pub fn deeds(&self) -> Result<(Vec<Deed>, usize, Summary), Failure> {
        let mut summary = Summary::default();
        let mut deeds = Vec::new();
        let mut totals = 0;
        self.ledger.each_short(&self.filter, |short| {
            summary.add(short.category, short.status);
            if short.total {
                totals += 1;
                return;
            }
            deeds.push(Deed {
                incident: short.id,
                category: short.category,
                score: short.scale,
                days: short.days,
                published: short.first_report,
                assertion: short.assertion,
                // Sides and place were looked at by the filter.
                scene: None,
            });
        })?;
        for incident in &self.anew {
            summary.add(incident.category, incident.status);
            match self.then.totals.contains(&incident.id) {
                true => totals += 1,
                false => deeds.push(Deed::of(incident)),
            }
        }
        Ok((deeds, totals, summary))
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

fn first_day(incident: &Incident) -> Option<Date> {
    incident.days.map(|(first, _)| first)
}

fn by_day(incident: &Incident) -> (bool, Option<Date>, IncidentId) {
    let first = first_day(incident);
    (first.is_none(), first, incident.id)
}
