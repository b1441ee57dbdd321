//! Compares two whole bodies.

use super::WINDOW;
use super::sketch::{hash, sketch_of};
use crate::days::day_number;
use crate::words::{body, notes, words};
use document::DocumentId;
use event::{CopyKind, CopyPair, Report};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

/// The least share of the shorter text that lies in word pairs of the other, for a copy. Rewritten wire copies of our own and of the
/// development crisis have 0.59 and more, stories with a common background paragraph 0.37 and less.
const WHOLE: f64 = 0.5;
/// The same of the opening half of the shorter text: a follow-up has another opening.
const OPENING: f64 = 0.4;
/// The share from which a text that is shorter by a tenth counts as cut and not as rewritten.
const CUT: f64 = 0.8;
/// The share of both texts from which they count as the same.
const SAME: f64 = 0.95;
/// The fewest words of a body that can be a copy: below it two bulletins agree by chance.
const SHORTEST: usize = 25;
/// Bodies of fewer words are brief enough that set phrases alone cover half of them, so that more is asked of them; so it is of any that are brief
/// beside the other ([`is_brief`]).
const BRIEF: usize = 60;
/// The least share of a brief body.
const WHOLE_BRIEF: f64 = 0.75;

/// A report's body as comparing needs it.
#[derive(Clone, Debug)]
pub struct Body {
    /// The report.
    pub id: DocumentId,
    day: Option<i32>,
    publisher: Option<String>,
    words: Vec<u64>,
    /// The pairs of neighbours among the words.
    pairs: FxHashSet<(u64, u64)>,
    numbers: BTreeSet<String>,
    corrects: bool,
}

impl Body {
    /// The body of a report.
    pub fn of(report: &Report) -> Body {
        let told: Vec<String> = body(report).iter().flat_map(|paragraph| words(paragraph)).collect();
        let is_number = |word: &&String| word.starts_with(|first: char| first.is_ascii_digit());
        let hashes: Vec<u64> = told.iter().map(|word| hash(word)).collect();
        Body {
            id: report.id,
            day: report.published.map(day_number),
            publisher: report.publisher.clone(),
            pairs: hashes.windows(2).map(|pair| (pair[0], pair[1])).collect(),
            words: hashes,
            numbers: told.iter().filter(is_number).cloned().collect(),
            corrects: notes(report).next().is_some(),
        }
    }

    /// The report's fingerprints, as [`sketch()`](super::sketch()) gives them.
    pub fn sketch(&self) -> Vec<u64> {
        sketch_of(&self.words)
    }

    /// Copies are ordered by day of publication, undated ones last, then by id.
    fn order(&self) -> (i32, DocumentId) {
        (self.day.unwrap_or(i32::MAX), self.id)
    }
}

/// The pair, if the two are copies.
pub fn compare(a: &Body, b: &Body) -> Option<CopyPair> {
    let near = match (a.day, b.day) {
        (Some(a), Some(b)) => (a - b).abs() <= WINDOW,
        _ => true,
    };
    let (short, long) = by_length(a, b);
    if a.id == b.id || !near || short.words.len() < SHORTEST {
        return None;
    }
    let covered = covered(short, long);
    let half = covered.len() / 2;
    let whole = if is_brief(short, long) { WHOLE_BRIEF } else { WHOLE };
    if share(&covered) < whole || share(&covered[..half]) < OPENING || is_form(a, b) {
        return None;
    }
    Some(described(a, b))
}

/// Whether a body is so brief, by itself or beside the other, that much of it stands there by chance. Who rewrites a text keeps its length, and who cuts it
/// keeps its sentences: what was cut to two thirds and less has 0.88 and more in the crises of our own and the development crisis.
fn is_brief(short: &Body, long: &Body) -> bool {
    short.words.len() < BRIEF || short.words.len() * 3 < long.words.len() * 2
}

/// The pair, taken for granted that the two are copies.
fn described(a: &Body, b: &Body) -> CopyPair {
    let (short, long) = by_length(a, b);
    let forth = share(&covered(short, long));
    let back = share(&covered(long, short));
    let kind = if forth >= SAME && back >= SAME {
        CopyKind::Verbatim
    } else if forth >= CUT && short.words.len() * 10 <= long.words.len() * 9 {
        CopyKind::Abridged
    } else {
        CopyKind::Reworded
    };
    let (first, second) = if a.order() <= b.order() { (a, b) } else { (b, a) };
    CopyPair { first: first.id, second: second.id, kind, share: (forth * 1000.0).round() / 1000.0 }
}

/// Whether two texts of one publisher are one form filled in twice: other days, other numbers, and no word of a correction.
fn is_form(a: &Body, b: &Body) -> bool {
    let one_hand = a.publisher.is_some() && a.publisher == b.publisher && a.day != b.day;
    one_hand && !a.corrects && !b.corrects && a.numbers != b.numbers
}

fn by_length<'b>(a: &'b Body, b: &'b Body) -> (&'b Body, &'b Body) {
    if (a.words.len(), a.id) <= (b.words.len(), b.id) { (a, b) } else { (b, a) }
}

/// For each word whether it stands in a pair of neighbours that the other text has too.
fn covered(body: &Body, other: &Body) -> Vec<bool> {
    let mut covered = vec![false; body.words.len()];
    for (at, pair) in body.words.windows(2).enumerate() {
        if other.pairs.contains(&(pair[0], pair[1])) {
            covered[at] = true;
            covered[at + 1] = true;
        }
    }
    covered
}

fn share(covered: &[bool]) -> f64 {
    covered.iter().filter(|covered| **covered).count() as f64 / covered.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(id: u64, words: impl IntoIterator<Item = u64>) -> Body {
        let words: Vec<u64> = words.into_iter().collect();
        Body {
            id: DocumentId(id),
            day: None,
            publisher: None,
            pairs: words.windows(2).map(|pair| (pair[0], pair[1])).collect(),
            words,
            numbers: BTreeSet::new(),
            corrects: false,
        }
    }

    /// A text of so many words, of which each stretch of ten has six in common with every other text made so.
    fn retold(id: u64, length: u64) -> Body {
        body(id, (0..length).map(|at| if at % 10 < 6 { at } else { id * 100_000 + at }))
    }

    #[test]
    fn who_rewrites_keeps_the_length() {
        let (short, long, longer) = (retold(1, 80), retold(2, 110), retold(3, 240));
        assert!(compare(&short, &long).is_some_and(|pair| pair.kind == CopyKind::Reworded));
        assert_eq!(compare(&short, &longer), None, "a long text has much of a short one by chance");
        let cut = body(4, longer.words[..80].iter().copied());
        assert!(compare(&cut, &longer).is_some_and(|pair| pair.kind == CopyKind::Abridged), "who cuts keeps the sentences");
        assert_eq!(compare(&retold(5, 50), &retold(6, 50)), None, "set phrases cover half of a brief text");
    }
}
