//! Names of persons, organisations and places: a label a word (outside, or begin, inside, last, unit of a kind), from left to
//! right. Sequences that make no whole names are never produced. What a name refers to is none of its business.

use crate::linear::{Linear, MOST_LABELS, Scores};
use crate::sentence::{Features, Sentence};
use crate::{ModelError, Name, flat};
use document::{NameKind, Upos};

/// Outside of any name.
pub const OUTSIDE: u8 = 0;
/// The number of labels: outside, and four parts for each of three kinds.
pub const LABELS: usize = 13;

/// The part that a word plays in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Part {
    /// The first of several words.
    Begin,
    /// Neither first nor last.
    Inside,
    /// The last of several words.
    Last,
    /// The only word.
    Unit,
}

const PARTS: [Part; 4] = [Part::Begin, Part::Inside, Part::Last, Part::Unit];
const KINDS: [NameKind; 3] = [NameKind::Person, NameKind::Organization, NameKind::Location];

/// The label of a part of a name.
pub fn label(kind: NameKind, part: Part) -> u8 {
    1 + kind as u8 * 4 + part as u8
}

/// The kind and part of a label; `None` for outside.
pub fn meaning(label: u8) -> Option<(NameKind, Part)> {
    let at = usize::from(label.checked_sub(1)?);
    Some((*KINDS.get(at / 4)?, PARTS[at % 4]))
}

/// Whether `label` may follow `before` at a place with `left` words after it.
pub fn may_follow(before: u8, label: u8, left: usize) -> bool {
    let open = meaning(before).filter(|(_, part)| matches!(part, Part::Begin | Part::Inside)).map(|(kind, _)| kind);
    match (open, meaning(label)) {
        (None, None) => true,
        (None, Some((_, Part::Begin))) => left > 0,
        (None, Some((_, Part::Unit))) => true,
        (Some(kind), Some((same, Part::Inside))) => kind == same && left > 0,
        (Some(kind), Some((same, Part::Last))) => kind == same,
        _ => false,
    }
}

/// Gathers the features of one word of a tagged sentence. `labels` are those given so far; `upos` that of each word.
pub fn features(sentence: &Sentence, upos: &[Upos], labels: &[u8], word: usize, features: &mut Features) {
    features.clear();
    let here = sentence.lexeme(word, 0);
    let (before, before2) = (sentence.lexeme(word, -1), sentence.lexeme(word, -2));
    let (after, after2) = (sentence.lexeme(word, 1), sentence.lexeme(word, 2));
    let given = |back: usize| word.checked_sub(back).and_then(|at| labels.get(at)).map_or(99, |&label| u64::from(label));
    let (given1, given2) = (given(1), given(2));
    let tag_of = |distance: isize| word.checked_add_signed(distance).and_then(|at| upos.get(at)).map_or(99, |&upos| upos as u64);
    let (tag, tag_before, tag_after) = (tag_of(0), tag_of(-1), tag_of(1));
    let setting = sentence.setting as u64;
    let first = u64::from(word == 0);

    features.one(0);
    features.one(given1);
    features.two(given1, given2);
    features.one(here.form);
    features.one(here.lower);
    features.two(here.lower, given1);
    features.two(here.shape, setting);
    features.two(here.shape, first);
    features.three(before.shape, here.shape, after.shape);
    features.three(here.shape, given1, after.shape);
    for prefix in &here.prefixes[1..] {
        features.one_if(*prefix);
    }
    for suffix in &here.suffixes[1..5] {
        features.one_if(*suffix);
    }
    features.two(here.suffixes[2], u64::from(here.capital));
    features.two(tag, given1);
    features.two(sentence.tag(word, 0), given1);
    features.three(tag_before, tag, tag_after);
    features.three(tag, tag_after, tag_of(2));
    features.two(tag, sentence.class(word, 0));
    features.two(tag, setting);
    features.one(before.lower);
    features.two(before.lower, given1);
    features.two(before.lower, tag);
    features.two(before.lower, here.lower);
    features.one(before2.lower);
    features.two(before2.lower, before.lower);
    features.one(after.lower);
    features.two(after.lower, tag);
    features.two(after.lower, here.lower);
    features.two(after.lower, given1);
    features.one(after2.lower);
    features.two(after.lower, after2.lower);
    features.one(before.suffixes[2]);
    features.one(after.suffixes[2]);
    features.two(after.shape, here.suffixes[2]);
    features.two(before.lower, after.lower);
    features.one(sentence.lexeme(word, 3).lower);
    features.one(sentence.lexeme(word, -3).lower);
    // The nearest content to either side within a run of name-like words: "University of X", "X Corp."
    let (run_start, run_end) = run_around(upos, word);
    let opening = sentence.lexeme(run_start, 0).lower;
    let closing = sentence.lexeme(run_end, 0).lower;
    features.two(closing, given1);
    features.two(opening, given1);
    features.one(sentence.lexeme(run_end, 1).lower);
    features.one(sentence.lexeme(run_start, -1).lower);
    features.two(((run_end - run_start).min(5)) as u64, given1);
    features.two(sentence.lexeme(run_end, 1).lower, sentence.lexeme(run_start, -1).lower);
    features.two_if(here.cluster, 0);
    features.two_if(here.cluster, given1);
    features.two_if(here.cluster & 1023, tag);
    features.two_if(here.cluster & 255, given1);
    features.two_if(before.cluster, tag);
    features.two_if(after.cluster, tag);
    features.two_if(before2.cluster & 1023, before.cluster & 1023);
    features.two_if(after.cluster & 1023, after2.cluster & 1023);
    features.two(before.cluster & 1023, here.cluster & 1023);
    features.two(here.cluster & 1023, after.cluster & 1023);
    features.three(before.cluster & 255, here.cluster & 255, after.cluster & 255);
    features.two_if(sentence.lexeme(run_end, 0).cluster, given1);
    features.two_if(sentence.lexeme(run_start, 0).cluster, given1);
    features.two_if(sentence.lexeme(run_end, 1).cluster, given1);
    features.two_if(sentence.lexeme(run_start, -1).cluster, given1);
    let hint = sentence.hint(word, 0);
    features.one_if(hint);
    features.two_if(hint, given1);
    features.two_if(hint, tag);
    features.one_if(sentence.hint(word, -1));
    features.one_if(sentence.hint(word, 1));
}

/// The run of proper nouns around a word, at most six words to either side.
fn run_around(upos: &[Upos], word: usize) -> (usize, usize) {
    let is_name = |at: usize| upos.get(at) == Some(&Upos::PROPN);
    let mut start = word;
    while start > 0 && word - start < 6 && is_name(start - 1) {
        start -= 1;
    }
    let mut end = word;
    while end - word < 6 && is_name(end + 1) {
        end += 1;
    }
    (start, end)
}

/// The name finder's weights.
#[derive(Clone, Debug)]
pub struct NameFinder {
    /// The weights, over [`LABELS`] labels.
    pub linear: Linear,
}

impl NameFinder {
    /// The names of a tagged sentence, in order.
    pub fn find(&self, sentence: &Sentence, upos: &[Upos], labels: &mut Vec<u8>, gathered: &mut Features) -> Vec<Name> {
        labels.clear();
        let count = sentence.lexemes.len();
        for word in 0..count {
            features(sentence, upos, labels, word, gathered);
            let mut scores: Scores = [0; MOST_LABELS];
            self.linear.add_scores(&gathered.list, &mut scores);
            let before = labels.last().copied().unwrap_or(OUTSIDE);
            labels.push(self.linear.best(&scores, |label| may_follow(before, label as u8, count - 1 - word)));
        }
        names_of(labels)
    }

    /// Reads the name finder from a model file.
    pub fn read(reader: &mut flat::Reader) -> Result<NameFinder, ModelError> {
        reader.section("name finder");
        let linear = Linear::read(reader)?;
        if linear.labels() != LABELS {
            return Err(reader.invalid());
        }
        Ok(NameFinder { linear })
    }
}

/// The names that a sequence of labels spells.
pub fn names_of(labels: &[u8]) -> Vec<Name> {
    let mut names = Vec::new();
    let mut start = 0;
    for (word, (kind, part)) in labels.iter().enumerate().filter_map(|(word, &label)| Some((word, meaning(label)?))) {
        if matches!(part, Part::Begin | Part::Unit) {
            start = word;
        }
        if matches!(part, Part::Last | Part::Unit) {
            names.push(Name { start, end: word + 1, kind });
        }
    }
    names
}

/// The labels that spell names.
pub fn labels_of(names: &[Name], words: usize) -> Vec<u8> {
    let mut labels = vec![OUTSIDE; words];
    for name in names {
        let last = name.end - 1;
        for (word, slot) in labels.iter_mut().enumerate().take(name.end).skip(name.start) {
            let part = match (word == name.start, word == last) {
                (true, true) => Part::Unit,
                (true, false) => Part::Begin,
                (false, true) => Part::Last,
                (false, false) => Part::Inside,
            };
            *slot = label(name.kind, part);
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_spell_names_and_back() {
        let names = vec![
            Name { start: 0, end: 1, kind: NameKind::Location },
            Name { start: 1, end: 4, kind: NameKind::Person },
            Name { start: 5, end: 7, kind: NameKind::Organization },
        ];
        let labels = labels_of(&names, 8);
        assert_eq!(names_of(&labels), names);
        let mut before = OUTSIDE;
        for (word, &label) in labels.iter().enumerate() {
            assert!(may_follow(before, label, labels.len() - 1 - word));
            before = label;
        }
    }

    #[test]
    fn every_place_allows_some_label() {
        for before in 0..LABELS as u8 {
            for left in 0..3 {
                let open = meaning(before).is_some_and(|(_, part)| matches!(part, Part::Begin | Part::Inside));
                // An open name never reaches the end of the sentence, because nothing may begin or go on there.
                let allowed = (0..LABELS as u8).filter(|&label| may_follow(before, label, left)).count();
                assert!(allowed > 0, "label {before} with {left} words left, open: {open}");
            }
        }
    }
}
