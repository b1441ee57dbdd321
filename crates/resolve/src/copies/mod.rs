//! Copies: reports whose texts come from one hand, word for word, abridged, or lightly rewritten.
//!
//! ```text
//! Report -> fingerprints (a small sketch, stored)  -> reports that share some, within days -> compare whole texts -> CopyPair
//! ```
//!
//! Reprints of wire stories share as little as a third of their word triples, and two stories with the same background
//! paragraph share a fifth; so what is measured is how much of the shorter text lies in word pairs that the other has too, of
//! the whole and of its opening half, where the news stands. An office that fills in one form day after day writes no copies:
//! two texts of one publisher on different days are copies only when their numbers agree or one says that it corrects.

mod compare;
mod sketch;

pub use compare::{Body, compare};
pub(crate) use sketch::hash;
pub use sketch::{SKETCH, sketch};

use crate::parts::Parts;
use event::{CopyPair, Report};
use std::collections::BTreeMap;

/// How many days may lie between copies.
pub const WINDOW: i32 = 4;
/// How many fingerprints two reports must share to be compared whole.
pub const SHARED: usize = 2;

/// All pairs of copies among reports. The order of the reports does not matter. For a handful of reports; a ledger finds its
/// candidates by the stored sketches and calls [`compare`] itself.
pub fn copies(reports: &[Report]) -> Vec<CopyPair> {
    let bodies: Vec<Body> = reports.iter().map(Body::of).collect();
    let mut by_print: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        for print in sketch(report) {
            by_print.entry(print).or_default().push(at);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for holders in by_print.values() {
        for (nth, &first) in holders.iter().enumerate() {
            for &second in &holders[nth + 1..] {
                *shared.entry((first, second)).or_default() += 1;
            }
        }
    }
    let likely = shared.into_iter().filter(|(_, number)| *number >= SHARED);
    let mut found: Vec<CopyPair> = likely.filter_map(|((a, b), _)| compare(&bodies[a], &bodies[b])).collect();
    found.sort_by_key(|pair| (pair.first, pair.second));
    found
}

/// The reports that copy each other, group by group, each in order of id; reports without a copy stand in none.
pub fn groups(pairs: &[CopyPair]) -> Vec<Vec<document::DocumentId>> {
    let mut parts = Parts::default();
    pairs.iter().for_each(|pair| parts.join(pair.first, pair.second));
    parts.all()
}
