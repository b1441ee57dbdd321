//! A sketch of a report: the smallest hashes of its word triples. Two texts that share many triples share some of the smallest
//! (Broder 1997, "On the resemblance and containment of documents"), so a ledger finds candidates without reading texts.

use crate::words::{body, words};
use event::Report;

/// How many fingerprints a report has at most.
pub const SKETCH: usize = 32;

/// The report's fingerprints, smallest first. A text of fewer than three words has none.
pub fn sketch(report: &Report) -> Vec<u64> {
    let hashes: Vec<u64> = body(report).iter().flat_map(|paragraph| words(paragraph)).map(|word| hash(&word)).collect();
    sketch_of(&hashes)
}

/// The fingerprints of a text by the hashes of its words.
pub(super) fn sketch_of(hashes: &[u64]) -> Vec<u64> {
    let mut triples: Vec<u64> = hashes.windows(3).map(mixed).collect();
    triples.sort_unstable();
    triples.dedup();
    triples.truncate(SKETCH);
    triples
}

/// FNV-1a over the bytes: stable across builds and platforms, as it is stored.
pub(crate) fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The hash of a run of words, mixed so that the smallest are a fair sample (the finaliser of SplitMix64).
fn mixed(run: &[u64]) -> u64 {
    let mut sum = run.iter().fold(0_u64, |sum, word| sum.rotate_left(21).wrapping_add(*word));
    sum = (sum ^ (sum >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    sum = (sum ^ (sum >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    sum ^ (sum >> 31)
}
