//! Commitments made in the incidents that are selected: as stored, or linked anew among what was known on a day.

use super::{Selected, first_day};
use crate::failure::Failure;
use crate::ledger::entries::Entries;
use crate::ledger::gists::Gists;
use crate::ledger::output::Take;
use document::Date;
use event::{Commitment, Incident, IncidentId};
use export::ledger::Entry;
use export::ledger::commitments::CommitmentEntry;
use resolve::commitments::{self, Line, Told};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use store::Filter;

impl Selected<'_> {
    /// Hands over at most so many commitments made in them, one at a time, as stored, or as it was known on the day that is asked for. Gives how
    /// many there are.
    pub fn each_commitment(&mut self, limit: Option<usize>, take: Take<'_, CommitmentEntry>) -> Result<u64, Failure> {
        let Some(day) = self.filter.known_on else {
            let mut linking = Linking { selected: self, entries: Entries::new(self.ledger) };
            let mut taken = Ok(());
            self.ledger.each_commitment(&Filter { limit, ..self.filter.clone() }, |commitment| {
                taken = linking.linked(commitment).and_then(|entry| entry.map_or(Ok(()), &mut *take));
                if taken.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            })?;
            taken?;
            return Ok(self.ledger.count_commitments(&self.filter)?);
        };
        let mut promises: Vec<(Option<Date>, Told)> = Vec::new();
        for (first, bytes) in self.ledger.promises(&self.filter)? {
            promises.extend(Told::from_bytes(&bytes).map(|told| (first, told)));
        }
        promises.extend(self.anew.iter().map(|incident| (first_day(incident), self.told(incident))));
        promises.retain(|(_, told)| commitments::kind(told).is_some());
        promises.sort_by_key(|(first, told)| (first.is_none(), *first, told.id()));
        let all = promises.len() as u64;
        promises.truncate(limit.unwrap_or(usize::MAX));
        let promises: Vec<Told> = promises.into_iter().map(|(_, told)| told).collect();
        let found = self.followed(&promises, day)?;
        let mut linking = Linking { selected: self, entries: Entries::new(self.ledger) };
        for commitment in found {
            linking.linked(commitment)?.map_or(Ok(()), &mut *take)?;
        }
        Ok(all)
    }

    /// The commitments made in these entries.
    pub fn commitments_of(&mut self, entries: &[Entry]) -> Result<Vec<CommitmentEntry>, Failure> {
        let mut found = Vec::new();
        if let Some(day) = self.filter.known_on {
            let mut promises: Vec<Told> = Vec::new();
            for entry in entries {
                let id = entry.incident.id;
                match self.anew.iter().find(|incident| incident.id == id) {
                    Some(incident) => promises.push(self.told(incident)),
                    None => promises.extend(self.ledger.gist_of(id)?.and_then(|bytes| Told::from_bytes(&bytes))),
                }
            }
            found = self.followed(&promises, day)?;
        } else {
            for entry in entries {
                found.extend(self.ledger.commitment_made(entry.incident.id)?);
            }
        }
        let mut linking = Linking { selected: self, entries: Entries::new(self.ledger) };
        found.into_iter().filter_map(|commitment| linking.linked(commitment).transpose()).collect()
    }

    fn incident(&self, id: IncidentId) -> Result<Option<Incident>, Failure> {
        let anew = self.then.incidents.iter().find(|incident| incident.id == id);
        anew.map_or_else(|| Ok(self.ledger.incident(id)?), |incident| Ok(Some(incident.clone())))
    }

    /// What became, by what was known on the day, of those of the incidents that are promises, in their order.
    fn followed(&mut self, told: &[Told], day: Date) -> Result<Vec<Commitment>, Failure> {
        let promises = || told.iter().filter_map(|told| Some((told, commitments::kind(told)?)));
        // What became of a promise its makers did, whomever the filter asks for.
        let makers: BTreeSet<String> = promises().flat_map(|(promise, _)| promise.makers()).collect();
        let theirs = makers.into_iter().map(|code| Filter { party: Some(code), ..Filter::default() });
        self.then.group(self.ledger, day, &theirs.collect::<Vec<_>>())?;
        let instead = self.then.incidents.iter().map(|incident| self.told(incident)).collect();
        let mut gists = Gists::of_day(day, self.then.gone.clone(), instead);
        let mut found = Vec::new();
        for (promise, kind) in promises() {
            let (first, _) = commitments::life(promise, kind);
            let became = gists.became(self.ledger, promise, kind, first, Vec::new())?;
            let fate = became.fate.into_iter().map(|(_, fate)| fate).collect();
            found.push(Commitment { made: promise.id(), kind, fate });
        }
        Ok(found)
    }

    /// What an incident tells that was there in the place of others.
    fn told(&self, incident: &Incident) -> Told {
        Told::of(incident, self.then.mentions.get(&incident.id).into_iter().flatten().map(Line::of))
    }
}

/// Fills commitments with the incidents that they name.
struct Linking<'s, 'l> {
    selected: &'s Selected<'l>,
    entries: Entries<'l>,
}

impl Linking<'_, '_> {
    /// The commitment with its incidents; none where the ledger does not know that in which it was made.
    fn linked(&mut self, commitment: Commitment) -> Result<Option<CommitmentEntry>, Failure> {
        let Some(made) = self.selected.incident(commitment.made)? else { return Ok(None) };
        let mut later = Vec::new();
        for fate in &commitment.fate {
            later.extend(self.selected.incident(fate.incident)?);
        }
        Ok(Some(CommitmentEntry { made: self.entries.of(made)?, later, commitment }))
    }
}
