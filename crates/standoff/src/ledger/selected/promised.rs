//! Commitments made in the incidents that are selected: as stored, or linked anew among what was known on a day.

use super::{Selected, mentions};
use crate::failure::Failure;
use crate::ledger::entries::Entries;
use event::{Commitment, Incident, IncidentId};
use export::ledger::Entry;
use export::ledger::commitments::CommitmentEntry;
use resolve::commitments::{Line, Told};
use std::collections::BTreeSet;
use store::Filter;

/// Up to so many incidents commitments are linked among all of them, as when a ledger is settled.
const FEW: u64 = 5_000;

impl Selected<'_> {
    /// At most so many commitments made in them, and how many there are: as stored, or as it was known on the day that is asked for.
    pub fn commitments(&self, limit: Option<usize>) -> Result<(Vec<CommitmentEntry>, u64), Failure> {
        if self.filter.whole_by.is_none() {
            let found = self.ledger.commitments(&Filter { limit, ..self.filter.clone() })?;
            return Ok((self.linked(found)?, self.ledger.count_commitments(&self.filter)?));
        }
        let stored = self.ledger.short_incidents(&self.filter)?.into_iter().map(|short| short.id);
        let selected: BTreeSet<IncidentId> = stored.chain(self.anew.iter().map(|incident| incident.id)).collect();
        let mut found = resolve::commitments::commitments(self.told()?);
        found.retain(|commitment| selected.contains(&commitment.made));
        let all = found.len() as u64;
        found.truncate(limit.unwrap_or(usize::MAX));
        Ok((self.linked(found)?, all))
    }

    /// The commitments made in these entries.
    pub fn commitments_of(&self, entries: &[Entry]) -> Result<Vec<CommitmentEntry>, Failure> {
        let mut found = Vec::new();
        if self.filter.whole_by.is_none() {
            for entry in entries {
                found.extend(self.ledger.commitments_made(entry.incident.id)?);
            }
        } else {
            let shown: BTreeSet<IncidentId> = entries.iter().map(|entry| entry.incident.id).collect();
            found = resolve::commitments::commitments(self.told()?);
            found.retain(|commitment| shown.contains(&commitment.made));
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

    /// What commitments are linked among: all incidents where they are few, else those of the pair that is asked for.
    fn told(&self) -> Result<Vec<Told>, Failure> {
        let few = self.ledger.count_incidents(&Filter::default())? <= FEW;
        let filter = Filter {
            dyad: self.filter.dyad.clone().filter(|_| !few),
            since: self.filter.since.filter(|_| !few),
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
