//! A linear classifier over hashed features with few labels each: the shape of every decision in this crate.
//!
//! Features are found by hash: a bucket by the upper 32 bits, within it a 13-bit fingerprint. Weights are one signed byte `c`
//! that stands for `c * |c|`, which keeps small weights apart and leaves room for large ones. Sums are 32-bit integers in a
//! fixed order, so scores are the same on every machine. Training lives elsewhere; this only reads.

use crate::ModelError;
use crate::flat::{Reader, Writer};

/// The most labels that a classifier may have.
pub const MOST_LABELS: usize = 256;

/// Scores of all labels; those beyond the classifier's own stay zero.
pub type Scores = [i32; MOST_LABELS];

/// One feature's weights: its hash, and for each label the coded weight.
pub type Row = (u64, Vec<(u8, i8)>);

/// Quantised weights.
#[derive(Clone, Debug)]
pub struct Linear {
    labels: usize,
    buckets: Vec<Bucket>,
    stream: Vec<u8>,
}

/// Where a bucket's features lie, and which fingerprints it may hold: most features that are asked for are unknown, and are turned
/// away here without a look at the stream.
#[derive(Clone, Copy, Debug, Default)]
struct Bucket {
    start: u32,
    mask: u32,
}

/// How many features are looked up before the weights of those that may be known are read.
const BATCH: usize = 64;

impl Linear {
    /// The number of labels.
    pub fn labels(&self) -> usize {
        self.labels
    }

    /// Adds the weights of all features to the scores.
    pub fn add_scores(&self, features: &[u64], scores: &mut Scores) {
        let count = self.buckets.len() - 1;
        for batch in features.chunks(BATCH) {
            let mut likely = [(0u32, 0u16); BATCH];
            let mut found = 0;
            for &feature in batch {
                let at = bucket_of(feature, count);
                let fingerprint = fingerprint_of(feature);
                likely[found] = (at as u32, fingerprint);
                found += usize::from(self.buckets[at].mask & mask_of(fingerprint) != 0);
            }
            for &(at, fingerprint) in &likely[..found] {
                let (start, end) = (self.buckets[at as usize].start as usize, self.buckets[at as usize + 1].start as usize);
                let mut rest = &self.stream[start..end];
                while let [low, high, tail @ ..] = rest {
                    let head = u16::from_le_bytes([*low, *high]);
                    let Some((entries, next)) = tail.split_at_checked(size_of_entries(head)) else { break };
                    if head >> COUNT_BITS == fingerprint {
                        for &[label, code] in entries.as_chunks::<2>().0 {
                            scores[usize::from(label)] += weight_of(code as i8);
                        }
                    }
                    rest = next;
                }
            }
        }
    }

    /// The best label, the first among equals, of those that `allowed` accepts; zero where it accepts none.
    pub fn best(&self, scores: &Scores, allowed: impl Fn(usize) -> bool) -> u8 {
        let mut best = None;
        for (label, &score) in scores.iter().enumerate().take(self.labels) {
            if allowed(label) && best.is_none_or(|(_, top)| score > top) {
                best = Some((label, score));
            }
        }
        best.map_or(0, |(label, _)| label as u8)
    }

    /// Reads a classifier from a model file.
    pub fn read(reader: &mut Reader) -> Result<Linear, ModelError> {
        let labels = reader.number()? as usize;
        let offsets = reader.numbers()?;
        let stream = reader.bytes()?.to_vec();
        let ordered = offsets.is_sorted() && offsets.len() >= 2;
        if labels == 0 || labels > MOST_LABELS || !ordered || offsets.last().is_some_and(|&end| end as usize > stream.len()) {
            return Err(reader.invalid());
        }
        Ok(Linear { labels, buckets: index(&offsets, &stream), stream })
    }
}

fn index(offsets: &[u32], stream: &[u8]) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = offsets.iter().map(|&start| Bucket { start, mask: 0 }).collect();
    for (bucket, pair) in buckets.iter_mut().zip(offsets.windows(2)) {
        let mut rest = &stream[pair[0] as usize..pair[1] as usize];
        while let [low, high, tail @ ..] = rest {
            let head = u16::from_le_bytes([*low, *high]);
            bucket.mask |= mask_of(head >> COUNT_BITS);
            rest = tail.get(size_of_entries(head)..).unwrap_or_default();
        }
    }
    buckets
}

/// A record in the stream begins with the fingerprint and, in so many low bits, the count of its entries less one; a feature with more
/// entries has several records.
const COUNT_BITS: u32 = 3;

fn fingerprint_of(feature: u64) -> u16 {
    feature as u16 & (u16::MAX >> COUNT_BITS)
}

/// The bytes of the entries behind a record's head.
fn size_of_entries(head: u16) -> usize {
    (usize::from(head & ((1 << COUNT_BITS) - 1)) + 1) * 2
}

fn mask_of(fingerprint: u16) -> u32 {
    1 << (fingerprint & 31)
}

/// Writes rows in the form that [`Linear::read`] takes. Rows may come in any order; the bytes depend on their values alone.
pub fn write(writer: &mut Writer, labels: usize, mut rows: Vec<Row>) {
    let buckets = rows.len() / 3 + 1;
    rows.sort_by_key(|(feature, _)| (bucket_of(*feature, buckets), *feature));
    let mut offsets = vec![0u32];
    let mut stream = Vec::new();
    for (feature, entries) in &rows {
        while offsets.len() <= bucket_of(*feature, buckets) {
            offsets.push(stream.len() as u32);
        }
        for part in entries.chunks(1 << COUNT_BITS) {
            let head = (fingerprint_of(*feature) << COUNT_BITS) | (part.len() - 1) as u16;
            stream.extend(head.to_le_bytes());
            stream.extend(part.iter().flat_map(|&(label, code)| [label, code as u8]));
        }
    }
    offsets.resize(buckets + 1, stream.len() as u32);
    writer.number(labels as u32);
    writer.numbers(&offsets);
    writer.bytes(&stream);
}

/// The weight that a code stands for.
pub fn weight_of(code: i8) -> i32 {
    let code = i32::from(code);
    code * code.abs()
}

/// The code whose weight lies nearest to a value, at most 127 or -127.
pub fn code_of(weight: f64) -> i8 {
    let size = weight.abs().sqrt().round().min(127.0);
    if weight < 0.0 { -(size as i8) } else { size as i8 }
}

fn bucket_of(feature: u64, buckets: usize) -> usize {
    (((feature >> 32) * buckets as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash;

    #[test]
    fn what_is_written_is_scored() {
        let rows: Vec<Row> = (0..1000).map(|n| (hash::one(1, n), vec![(0, (n % 100) as i8), (2, -1)])).collect();
        let mut writer = Writer::default();
        write(&mut writer, 3, rows.clone());
        let bytes = writer.finish();
        let linear = Linear::read(&mut Reader::new(&bytes).expect("header")).expect("classifier");
        for (feature, entries) in rows {
            let mut scores = [0; MOST_LABELS];
            linear.add_scores(&[feature], &mut scores);
            assert_eq!(scores[0], weight_of(entries[0].1));
            assert_eq!((scores[1], scores[2]), (0, -1));
        }
    }

    #[test]
    fn codes_keep_small_and_large_weights() {
        assert_eq!(code_of(0.3), 1);
        assert_eq!(weight_of(code_of(-100.0)), -100);
        assert_eq!(weight_of(code_of(1e9)), 127 * 127);
    }
}
