//! Commitments made in the incidents that are selected: as stored, or linked anew among what was known on a day.

use super::{Selected, mentions};
use crate::failure::Failure;
use crate::ledger::entries::Entries;
use event::{Commitment, Incident, IncidentId};
use export::ledger::Entry;
use export::ledger::commitments::CommitmentEntry;
use resolve::commitments::{self, Line, Told};
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
        let selected: BTreeSet<IncidentId> = stored.chain(self.anew.iter().map(|incident| incident.id)).collect();
        let mut found = self.anew_among(&selected)?;
        let all = found.len() as u64;
        found.truncate(limit.unwrap_or(usize::MAX));
        Ok((self.linked(found)?, all))
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
        self.linked(found)
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
