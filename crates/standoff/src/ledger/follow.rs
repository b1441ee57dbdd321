//! Follows commitments: what new incidents promise, and what they tell of earlier promises.
//!
//! ```text
//! unfollowed incidents -> their own commitments, and those of their parties that they concern -> what became of each
//! ```

use crate::failure::{self, Failure};
use event::{CommitmentKind, Fate};
use resolve::commitments::{Told, concerns, fate, kind, life, looks_back};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use store::{Batch, Ledger, NewCommitment, Unfollowed, Writer};

/// How many incidents are followed before what was found is made durable.
const STEP: usize = 2048;

/// Follows all that is yet to be followed.
pub fn follow(writer: &mut Writer) -> Result<(), Failure> {
    loop {
        let unfollowed = writer.unfollowed(STEP)?;
        if unfollowed.is_empty() {
            return Ok(());
        }
        let mut batch = writer.begin()?;
        let mut gists = Gists::default();
        // Each commitment to be looked at again, with the day from which on.
        let mut stale: BTreeMap<i64, i32> = BTreeMap::new();
        let mut mark = |commitment: i64, since: i32| {
            let earliest = stale.entry(commitment).or_insert(since);
            *earliest = since.min(*earliest);
        };
        for &one in &unfollowed {
            match one {
                Unfollowed::Commitment(commitment, since) => mark(commitment, since),
                Unfollowed::Incident(incident) => {
                    if kind(gists.told(&batch, incident)?).is_some() {
                        mark(incident, i32::MIN);
                    }
                    for (commitment, since) in gists.concerned(&batch, incident)? {
                        mark(commitment, since);
                    }
                }
            }
        }
        for (commitment, since) in stale {
            relink(&mut batch, &mut gists, commitment, since)?;
        }
        batch.followed(&unfollowed)?;
        batch.commit()?;
    }
}

/// Looks for what became of a commitment from a day on; what was found before that day stays.
fn relink(batch: &mut Batch, gists: &mut Gists, commitment: i64, since: i32) -> Result<(), Failure> {
    let promise = gists.told(batch, commitment)?.clone();
    let Some(kind) = kind(&promise) else { return Ok(()) };
    let (first, last) = life(&promise, kind);
    // Of announcements and threats the best of all is linked, so that all are looked at.
    let since = if kind == CommitmentKind::Agreement { since.max(first) } else { first };
    let before = if since > first { batch.fate_before(commitment, since)? } else { Vec::new() };
    let mut later: Vec<i64> = Vec::new();
    for code in &promise.makers() {
        later.extend(if since <= last { batch.deeds(code, since, last)? } else { Vec::new() });
    }
    later.sort_unstable();
    later.dedup();
    for &entry in &later {
        gists.told(batch, entry)?;
    }
    let mut told: Vec<(i64, &Told)> = later.iter().filter_map(|entry| Some((*entry, gists.known.get(entry)?))).collect();
    told.sort_by_key(|(_, told)| told.order());
    let rows: BTreeMap<_, i64> = before
        .iter()
        .map(|(entry, fate)| (fate.incident, *entry))
        .chain(told.iter().map(|(entry, told)| (told.id(), *entry)))
        .collect();
    let before: Vec<Fate> = before.into_iter().map(|(_, fate)| fate).collect();
    let told: Vec<&Told> = told.into_iter().map(|(_, told)| told).collect();
    let (found, over) = fate(&promise, kind, before, &told);
    let new = NewCommitment {
        incident: commitment,
        kind,
        by: promise.makers(),
        life: (first, over.unwrap_or(last)),
        fate: found.into_iter().filter_map(|fate| Some((*rows.get(&fate.incident)?, fate))).collect(),
    };
    Ok(batch.replace_commitment(&new)?)
}

/// What has been read of the ledger in one step: what incidents tell of promises and deeds, by their rows.
#[derive(Default)]
struct Gists {
    known: BTreeMap<i64, Told>,
}

impl Gists {
    fn told(&mut self, ledger: &Ledger, incident: i64) -> Result<&Told, Failure> {
        Ok(match self.known.entry(incident) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let bytes = ledger.gist(incident)?.unwrap_or_default();
                new.insert(Told::from_bytes(&bytes).ok_or_else(|| unreadable(incident))?)
            }
        })
    }

    /// The commitments of its parties that an incident concerns, each with its day.
    fn concerned(&mut self, ledger: &Ledger, incident: i64) -> Result<Vec<(i64, i32)>, Failure> {
        let told = self.told(ledger, incident)?.clone();
        let Some(day) = told.day() else { return Ok(Vec::new()) };
        let made = looks_back(&told).map_or(i32::MIN, |days| day.saturating_sub(days));
        let mut found = Vec::new();
        for code in &told.doers() {
            for commitment in ledger.pledges(code, day, made)? {
                let promise = self.told(ledger, commitment)?;
                if kind(promise).is_some_and(|kind| concerns(promise, kind, &told)) {
                    found.push((commitment, day));
                }
            }
        }
        Ok(found)
    }
}

fn unreadable(incident: i64) -> Failure {
    let words =
        format!("what incident {incident} of the ledger tells cannot be read: look at the ledger with `standoff check --ledger`");
    Failure::Ledger(failure::USAGE, words)
}
