//! What incidents tell of promises and deeds, read of the ledger as it is asked for, and what became of a promise by it.

use crate::failure::{self, Failure};
use document::Date;
use event::{CommitmentKind, Fate};
use resolve::commitments::{Told, concerns, fate, kind, life, looks_back};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use store::Ledger;

/// How many days at a time are looked at for what became of an agreement.
const STRETCH: i32 = 60;

/// What incidents tell of promises and deeds, as it was read.
#[derive(Default)]
pub struct Gists {
    /// By their rows.
    known: FxHashMap<i64, Box<Told>>,
    /// The rows of the incidents in which a party acts, by party and day.
    days: FxHashMap<String, FxHashMap<i32, Vec<i64>>>,
    then: Option<Then>,
}

/// What was otherwise on a day as of which promises are followed.
struct Then {
    day: Date,
    /// The rows of incidents that were others.
    gone: BTreeSet<i64>,
    /// Where each party acts in those that were there instead: the day, and a row that no incident of the ledger has, in order.
    instead: BTreeMap<String, BTreeSet<(i32, i64)>>,
}

/// What became of a commitment.
pub struct Became {
    /// The first and the last day on which something can become of it.
    pub life: (i32, i32),
    /// What did, with the rows of the incidents that tell it.
    pub fate: Vec<(i64, Fate)>,
}

impl Gists {
    /// Those of what was known on a day: of the incidents in rows that are gone nothing, and instead what these tell.
    pub fn of_day(day: Date, gone: BTreeSet<i64>, instead: Vec<Told>) -> Gists {
        let mut gists = Gists::default();
        let mut then = Then { day, gone, instead: BTreeMap::new() };
        for (row, told) in (1..).map(|number: i64| -number).zip(instead) {
            for code in told.doers() {
                then.instead.entry(code).or_default().extend(told.day().map(|day| (day, row)));
            }
            gists.known.insert(row, Box::new(told));
        }
        gists.then = Some(then);
        gists
    }

    /// What became of a promise of some kind from a day on. `before` is what is known of it before that day.
    pub fn became(
        &mut self,
        ledger: &Ledger,
        promise: &Told,
        kind: CommitmentKind,
        since: i32,
        before: Vec<(i64, Fate)>,
    ) -> Result<Became, Failure> {
        let makers = promise.makers();
        let (first, last) = life(promise, kind);
        let (mut rows, mut found): (Vec<i64>, Vec<Fate>) = before.into_iter().unzip();
        let mut over = None;
        let mut from = since;
        while over.is_none()
            && let Some(next) = self.next_deed(ledger, &makers, from)?.filter(|next| *next <= last)
        {
            // What becomes of an agreement is told in order of days, and most are over long before the last of them.
            let to = if kind == CommitmentKind::Agreement { last.min(next.saturating_add(STRETCH)) } else { last };
            let later = self.deeds(ledger, &makers, next, to)?;
            let told: Vec<&Told> = later.iter().filter_map(|entry| self.known(*entry)).collect();
            let known = found.len();
            (found, over) = fate(promise, kind, found, &told);
            for new in found.iter().skip(known) {
                rows.extend(later.iter().filter(|entry| self.known(**entry).is_some_and(|told| told.id() == new.incident)));
            }
            let Some(day) = to.checked_add(1) else { break };
            from = day;
        }
        Ok(Became { life: (first, over.unwrap_or(last)), fate: rows.into_iter().zip(found).collect() })
    }

    /// The first day from a day on, on which any of the parties acts.
    fn next_deed(&self, ledger: &Ledger, codes: &[String], from: i32) -> Result<Option<i32>, Failure> {
        let mut next: Option<i32> = None;
        for code in codes {
            let day = ledger.next_deed(code, from)?;
            let instead = self.instead(code, from, i32::MAX).next().map(|(day, _)| *day);
            next = next.into_iter().chain(day).chain(instead).min();
        }
        Ok(next)
    }

    /// The days and rows of what was there instead in which a party acts from a day to another.
    fn instead(&self, code: &str, first: i32, last: i32) -> impl Iterator<Item = &(i32, i64)> {
        let all = self.then.as_ref().and_then(|then| then.instead.get(code));
        all.into_iter().filter(move |_| first <= last).flat_map(move |all| all.range((first, i64::MIN)..=(last, i64::MAX)))
    }

    /// What the incident in a row tells.
    pub fn told(&mut self, ledger: &Ledger, incident: i64) -> Result<&Told, Failure> {
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
            found.extend(self.instead(code, first, last).map(|(_, row)| *row));
            let Some(days) = self.days.get_mut(code) else { continue };
            let mut unread = (first..=last).filter(|day| !days.contains_key(day));
            if let Some(from) = unread.next() {
                let to = unread.next_back().unwrap_or(from);
                (from..=to).for_each(|day| days.entry(day).or_default().clear());
                let then = self.then.as_ref();
                for (day, incident, bytes) in ledger.deeds(code, from, to, then.map(|then| then.day))? {
                    if then.is_some_and(|then| then.gone.contains(&incident)) {
                        continue;
                    }
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
    pub fn concerned(&mut self, ledger: &Ledger, incident: i64) -> Result<Vec<(i64, i32)>, Failure> {
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
