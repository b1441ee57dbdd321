//! Follows commitments: what new incidents promise, and what they tell of earlier promises.
//!
//! ```text
//! unfollowed incidents -> their own commitments, and those of their parties that they concern -> what became of each
//! ```

use crate::failure::{self, Failure};
use event::{CommitmentKind, Fate};
use resolve::commitments::{Told, concerns, fate, kind, life, looks_back};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::collections::hash_map::Entry;
use store::{Batch, Ledger, NewCommitment, Unfollowed, Writer};

/// How many incidents are followed before what was found is made durable.
const STEP: usize = 2048;
/// How many days at a time are looked at for what became of an agreement.
const STRETCH: i32 = 60;

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
    let makers = promise.makers();
    let (first, last) = life(&promise, kind);
    let is_agreement = kind == CommitmentKind::Agreement;
    // Of announcements and threats the best of all is linked, so that all are looked at.
    let since = if is_agreement { since.max(first) } else { first };
    let before = if since > first { batch.fate_before(commitment, since)? } else { Vec::new() };
    let (mut rows, mut found): (Vec<i64>, Vec<Fate>) = before.into_iter().unzip();
    let mut over = None;
    let mut from = since;
    while over.is_none()
        && let Some(next) = next_deed(batch, &makers, from)?.filter(|next| *next <= last)
    {
        // What becomes of an agreement is told in order of days, and most are over long before the last of them.
        let to = if is_agreement { last.min(next.saturating_add(STRETCH)) } else { last };
        let later = gists.deeds(batch, &makers, next, to)?;
        let told: Vec<&Told> = later.iter().filter_map(|entry| gists.known(*entry)).collect();
        let known = found.len();
        (found, over) = fate(&promise, kind, found, &told);
        for new in found.iter().skip(known) {
            rows.extend(later.iter().filter(|entry| gists.known(**entry).is_some_and(|told| told.id() == new.incident)));
        }
        let Some(day) = to.checked_add(1) else { break };
        from = day;
    }
    let life = (first, over.unwrap_or(last));
    let fate = rows.into_iter().zip(found).collect();
    Ok(batch.replace_commitment(&NewCommitment { incident: commitment, kind, by: makers, life, fate })?)
}

/// The first day from a day on, on which any of the parties acts.
fn next_deed(ledger: &Ledger, codes: &[String], from: i32) -> Result<Option<i32>, Failure> {
    let mut next: Option<i32> = None;
    for code in codes {
        let day = ledger.next_deed(code, from)?;
        next = next.into_iter().chain(day).min();
    }
    Ok(next)
}

/// What has been read of the ledger in one step: what incidents tell of promises and deeds.
#[derive(Default)]
struct Gists {
    /// By their rows.
    known: FxHashMap<i64, Box<Told>>,
    /// The rows of the incidents in which a party acts, by party and day.
    days: FxHashMap<String, FxHashMap<i32, Vec<i64>>>,
}

impl Gists {
    fn told(&mut self, ledger: &Ledger, incident: i64) -> Result<&Told, Failure> {
        Ok(match self.known.entry(incident) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let bytes = ledger.gist(incident)?.unwrap_or_default();
                new.insert(Box::new(Told::from_bytes(&bytes).ok_or_else(|| unreadable(incident))?))
            }
        })
    }

    fn known(&self, incident: i64) -> Option<&Told> {
        self.known.get(&incident).map(|told| &**told)
    }

    /// The rows of the incidents in which any of the parties acts from a day to another, in order of days, then of ids. All are known then.
    fn deeds(&mut self, ledger: &Ledger, codes: &[String], first: i32, last: i32) -> Result<Vec<i64>, Failure> {
        let mut found = Vec::new();
        for code in codes {
            if !self.days.contains_key(code) {
                self.days.insert(code.clone(), FxHashMap::default());
            }
            let Some(days) = self.days.get_mut(code) else { continue };
            let mut unread = (first..=last).filter(|day| !days.contains_key(day));
            if let Some(from) = unread.next() {
                let to = unread.next_back().unwrap_or(from);
                (from..=to).for_each(|day| days.entry(day).or_default().clear());
                for (day, incident, bytes) in ledger.deeds(code, from, to)? {
                    days.entry(day).or_default().push(incident);
                    if let Entry::Vacant(new) = self.known.entry(incident) {
                        new.insert(Box::new(Told::from_bytes(&bytes).ok_or_else(|| unreadable(incident))?));
                    }
                }
            }
            found.extend((first..=last).filter_map(|day| days.get(&day)).flatten().copied());
        }
        found.sort_unstable_by_key(|entry| self.known(*entry).map(Told::order));
        found.dedup();
        Ok(found)
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
