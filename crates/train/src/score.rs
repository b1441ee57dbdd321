//! Scores a model on gold sentences with their words given: how many tags, lemmas, heads, relations and names are right.

use crate::corpus::Example;
use crate::naming::Hints;
use model::{Model, Name, Scratch};
use std::collections::BTreeSet;
use std::fmt;

/// Percentages on one set of sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    /// Words scored.
    pub words: usize,
    /// Universal parts of speech.
    pub upos: f64,
    /// Feature columns, whole, after the universal names of features.
    pub feats: f64,
    /// Lemmas; one that the gold leaves out counts as right.
    pub lemmas: f64,
    /// Heads.
    pub uas: f64,
    /// Heads with relations, subtypes aside.
    pub las: f64,
    /// F1 of names with their kinds, where names are annotated.
    pub names: f64,
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Scores { words, upos, feats, lemmas, uas, las, names } = self;
        write!(
            f,
            "{words} words: UPOS {upos:.2}, UFeats {feats:.2}, lemmas {lemmas:.2}, UAS {uas:.2}, LAS {las:.2}, names F1 {names:.2}"
        )
    }
}

const UNIVERSAL: [&str; 20] = [
    "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case", "Definite", "Degree",
    "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Polarity", "Person", "Polite",
];

fn universal(feats: &str) -> Vec<&str> {
    feats.split('|').filter(|pair| pair.split('=').next().is_some_and(|name| UNIVERSAL.contains(&name))).collect()
}

/// Analyses the sentences and compares.
pub fn score<'a>(model: &Model, examples: impl Iterator<Item = &'a Example>, hints: Option<Hints>) -> Scores {
    let mut scratch = Scratch::default();
    let (mut words, mut upos, mut feats, mut lemmas, mut uas, mut las) = (0, 0, 0, 0, 0, 0);
    let (mut found, mut wanted, mut shared) = (0, 0, 0);
    for example in examples {
        let forms: Vec<&str> = example.forms.iter().map(String::as_str).collect();
        let given = hints.map_or(Vec::new(), |hints| hints(&forms));
        let analysis = model.analyse(&forms, &given, &mut scratch);
        for (at, word) in analysis.words.iter().enumerate() {
            words += 1;
            let tag = &example.tags[at];
            upos += usize::from(word.upos == tag.0);
            feats += usize::from(universal(&word.feats) == universal(&tag.2));
            lemmas += usize::from(example.lemmas[at] == "_" || word.lemma == example.lemmas[at]);
            let head = word.head.unwrap_or(forms.len()) as u32;
            let same = head == example.heads[at];
            uas += usize::from(same);
            las += usize::from(same && word.relation.universal() == example.relations[at].universal());
        }
        if let Some(gold) = &example.names {
            let key = |name: &Name| (name.start, name.end, name.kind);
            let gold: BTreeSet<_> = gold.iter().map(key).collect();
            wanted += gold.len();
            found += analysis.names.len();
            shared += analysis.names.iter().filter(|name| gold.contains(&key(name))).count();
        }
    }
    let percent = |count: usize| 100.0 * count as f64 / words.max(1) as f64;
    let names = 200.0 * shared as f64 / (found + wanted).max(1) as f64;
    Scores {
        words,
        upos: percent(upos),
        feats: percent(feats),
        lemmas: percent(lemmas),
        uas: percent(uas),
        las: percent(las),
        names,
    }
}
