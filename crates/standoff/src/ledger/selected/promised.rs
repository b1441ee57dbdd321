//! Commitments made in the incidents that are selected: as stored, or followed anew among what was known on a day.

use super::{Selected, mentions};
use crate::failure::{self, Failure};
use crate::ledger::entries::Entries;
use event::{Commitment, Incident, IncidentId, Mention};
use export::ledger::Entry;
use export::ledger::commitments::CommitmentEntry;
use resolve::commitments::{Told, fate, kind, life};
use std::collections::{BTreeMap, BTreeSet};
use store::Filter;

impl Selected<'_> {
    /// At most so many commitments made in them, and how many there are: as stored, or as it was known on the day that is asked for.
    pub fn commitments(&self, limit: Option<usize>) -> Result<(Vec<CommitmentEntry>, u64), Failure> {
        if self.filter.whole_by.is_none() {
            let found = self.ledger.commitments(&Filter { limit, ..self.filter.clone() })?;
            return Ok((self.linked(found)?, self.ledger.count_commitments(&self.filter)?));
        }
        let stored = self.ledger.short_incidents(&self.filter)?.into_iter().map(|short| short.id);
        let mut found = self.followed(&stored.chain(self.anew.iter().map(|incident| incident.id)).collect())?;
        let all = found.len() as u64;
        found.truncate(limit.unwrap_or(usize::MAX));
        Ok((self.linked(found)?, all))
    }

    /// The commitments made in these entries.
    pub fn commitments_of(&self, entries: &[Entry]) -> Result<Vec<CommitmentEntry>, Failure> {
        if self.filter.whole_by.is_some() {
            let found = self.followed(&entries.iter().map(|entry| entry.incident.id).collect())?;
            return self.linked(found);
        }
        let mut found = Vec::new();
        for entry in entries {
            found.extend(self.ledger.commitment_made(entry.incident.id)?);
        }
        self.linked(found)
    }

    /// The commitments made in some incidents, in order of their days, with what was known of them on the day that is asked for.
    fn followed(&self, made: &BTreeSet<IncidentId>) -> Result<Vec<Commitment>, Failure> {
        let told = self.told()?;
        let mut by_actor: BTreeMap<&str, Vec<&Told>> = BTreeMap::new();
        for one in &told {
            one.actors().iter().for_each(|code| by_actor.entry(code).or_default().push(one));
        }
        let promises = told.iter().filter(|one| made.contains(&one.id())).filter_map(|one| Some((one, kind(one)?)));
        let commitment = |(promise, kind): (&Told, _)| {
            let (first, last) = life(promise, kind);
            let by_makers = promise.actors().iter().filter_map(|code| by_actor.get(code.as_str())).flatten();
            let lived = |other: &&&Told| other.day().is_some_and(|day| first <= day && day <= last);
            let mut later: Vec<&Told> = by_makers.filter(lived).copied().collect();
            later.sort_by_key(|other| other.order());
            later.dedup_by_key(|other| other.id());
            Commitment { made: promise.id(), kind, fate: fate(promise, kind, Vec::new(), &later).0 }
        };
        Ok(promises.map(commitment).collect())
    }

    /// What all incidents that were known tell of promises and deeds, in order of their days.
    fn told(&self) -> Result<Vec<Told>, Failure> {
        let filter = Filter { known_on: self.filter.known_on, whole_by: self.filter.whole_by, ..Filter::default() };
        let unreadable = || {
            let words = "what an incident of the ledger tells cannot be read: look at the ledger with `standoff check --ledger`";
            Failure::Ledger(failure::USAGE, words.to_string())
        };
        let stored = self.ledger.gists(&filter)?.into_iter();
        let mut told: Vec<Told> =
            stored.map(|bytes| Told::from_bytes(&bytes).ok_or_else(unreadable)).collect::<Result<_, Failure>>()?;
        for incident in self.anew.iter().chain(&self.around) {
            let mentions = mentions(self.ledger, incident)?;
            told.push(Told::of(incident, &mentions.iter().collect::<Vec<&Mention>>()));
        }
        told.sort_by_key(Told::order);
        Ok(told)
    }

    /// Commitments with the incidents that they name.
    fn linked(&self, commitments: Vec<Commitment>) -> Result<Vec<CommitmentEntry>, Failure> {
        let mut entries = Entries::new(self.ledger);
        let mut found = Vec::new();
        for commitment in commitments {
            let Some(made) = self.incident(commitment.made)? else { continue };
            let mut later = Vec::new();
            for fate in &commitment.fate {
                later.extend(self.incident(fate.incident)?);
            }
            found.push(CommitmentEntry { made: entries.of(made)?, later, commitment });
        }
        Ok(found)
    }

    fn incident(&self, id: IncidentId) -> Result<Option<Incident>, Failure> {
        let anew = self.anew.iter().chain(&self.around).find(|incident| incident.id == id);
        anew.map_or_else(|| Ok(self.ledger.incident(id)?), |incident| Ok(Some(incident.clone())))
    }
}
