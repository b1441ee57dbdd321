//! Commitments made in the incidents that are selected: as stored, or linked anew among what was known on a day.

use super::{Selected, mentions};
use crate::failure::Failure;
use crate::ledger::entries::Entries;
use crate::ledger::output::Take;
use event::{Commitment, Incident, IncidentId};
use export::ledger::Entry;
use export::ledger::commitments::CommitmentEntry;
use resolve::commitments::{self, Line, Told};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use store::Filter;

impl Selected<'_> {
    /// Hands over at most so many commitments made in them, one at a time, as stored, or as it was known on the day that is asked for. Gives how
    /// many there are.
    pub fn each_commitment(&self, limit: Option<usize>, take: Take<'_, CommitmentEntry>) -> Result<u64, Failure> {
        let mut linking = Linking { selected: self, entries: Entries::new(self.ledger) };
        if self.filter.whole_by.is_none() {
            let mut taken = Ok(());
            self.ledger.each_commitment(&Filter { limit, ..self.filter.clone() }, |commitment| {
                taken = linking.linked(commitment).and_then(|entry| entry.map_or(Ok(()), &mut *take));
                if taken.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            })?;
            taken?;
            return Ok(self.ledger.count_commitments(&self.filter)?);
        }
        let mut selected: BTreeSet<IncidentId> = self.anew.iter().map(|incident| incident.id).collect();
        self.ledger.each_short(&self.filter, |short| {
            selected.insert(short.id);
        })?;
        let found = self.anew_among(&selected)?;
        let all = found.len() as u64;
        for commitment in found.into_iter().take(limit.unwrap_or(usize::MAX)) {
            linking.linked(commitment)?.map_or(Ok(()), &mut *take)?;
        }
        Ok(all)
    }

    /// The commitments made in these entries.
    pub fn commitments_of(&self, entries: &[Entry]) -> Result<Vec<CommitmentEntry>, Failure> {
        let mut found = Vec::new();
        if self.filter.whole_by.is_none() {
            for entry in entries {
                found.extend(self.ledger.commitment_made(entry.incident.id)?);
            }
        } else {
            let shown: BTreeSet<IncidentId> = entries.iter().map(|entry| entry.incident.id).collect();
            found = self.anew_among(&shown)?;
        }
        let mut linking = Linking { selected: self, entries: Entries::new(self.ledger) };
        found.into_iter().filter_map(|commitment| linking.linked(commitment).transpose()).collect()
    }

    fn incident(&self, id: IncidentId) -> Result<Option<Incident>, Failure> {
        let anew = self.anew.iter().chain(&self.around).find(|incident| incident.id == id);
        anew.map_or_else(|| Ok(self.ledger.incident(id)?), |incident| Ok(Some(incident.clone())))
    }

    /// The commitments made in some of the incidents, linked among what was known.
    fn anew_among(&self, incidents: &BTreeSet<IncidentId>) -> Result<Vec<Commitment>, Failure> {
        let mut made: BTreeMap<IncidentId, Told> = BTreeMap::new();
        for &id in incidents {
            let told = match self.anew.iter().find(|incident| incident.id == id) {
                Some(incident) => Some(self.told(incident)?),
                None => self.ledger.gist_of(id)?.and_then(|bytes| Told::from_bytes(&bytes)),
            };
            made.extend(told.filter(|told| commitments::kind(told).is_some()).map(|told| (id, told)));
        }
        let makers: BTreeSet<String> = made.values().flat_map(|told| told.makers()).collect();
        let known = Filter { known_on: self.filter.known_on, whole_by: self.filter.whole_by, ..Filter::default() };
        let mut told: BTreeMap<IncidentId, Told> = made.clone();
        for code in &makers {
            let stored = self.ledger.gists_of(code, &known)?;
            told.extend(stored.iter().filter_map(|bytes| Told::from_bytes(bytes)).map(|told| (told.id(), told)));
        }
        for incident in self.anew.iter().chain(&self.around) {
            told.insert(incident.id, self.told(incident)?);
        }
        let mut found = commitments::commitments(told.into_values().collect());
        found.retain(|commitment| incidents.contains(&commitment.made));
        Ok(found)
    }

    fn told(&self, incident: &Incident) -> Result<Told, Failure> {
        Ok(Told::of(incident, mentions(self.ledger, incident)?.iter().map(Line::of)))
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
