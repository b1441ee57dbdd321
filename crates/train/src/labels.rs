//! The label sets that are read off the training examples: tags, lemma scripts, and the classes that words are seen with.

use crate::corpus::Example;
use document::Upos;
use model::dictionary::Dictionary;
use model::hash;
use model::lemma::Script;
use model::lexeme::lexeme;
use model::sentence::{Lexicon, part_bit};
use model::tagger::Tag;
use std::collections::BTreeMap;

type Triple = (Upos, String, String);

/// The tags that the model knows, with a way to find the nearest for any other.
#[derive(Clone, Debug)]
pub struct TagSet {
    /// The tags by label, the most frequent first.
    pub tags: Vec<Tag>,
    known: BTreeMap<Triple, u8>,
}

impl TagSet {
    /// The most frequent tags of the examples, at most 256.
    pub fn of(examples: &[Example]) -> TagSet {
        let mut counts: BTreeMap<&Triple, u32> = BTreeMap::new();
        for tag in examples.iter().flat_map(|example| &example.tags) {
            *counts.entry(tag).or_default() += 1;
        }
        let ranked = most_frequent(counts, 256);
        let known = ranked.iter().zip(0..).map(|(&tag, label)| (tag.clone(), label)).collect();
        let tag = |triple: &Triple| Tag { upos: triple.0, xpos: triple.1.as_str().into(), feats: triple.2.as_str().into() };
        TagSet { tags: ranked.into_iter().map(tag).collect(), known }
    }

    /// The label of a tag; for an unknown one the most frequent with the same Penn tag, else the same part of speech.
    pub fn label(&self, triple: &Triple) -> u8 {
        let near = |same: fn(&Tag, &Triple) -> bool| self.tags.iter().position(|tag| same(tag, triple)).map(|at| at as u8);
        let exact = self.known.get(triple).copied();
        exact
            .or_else(|| near(|tag, triple| tag.upos == triple.0 && *tag.xpos == *triple.1))
            .or_else(|| near(|tag, triple| tag.upos == triple.0))
            .unwrap_or(0)
    }
}

/// The most frequent lemma scripts of the examples, at most 256.
pub fn scripts(examples: &[Example]) -> Vec<Script> {
    let mut counts: BTreeMap<Script, u32> = BTreeMap::new();
    for example in examples {
        for (form, lemma) in example.forms.iter().zip(&example.lemmas).filter(|(_, lemma)| *lemma != "_") {
            *counts.entry(Script::between(form, lemma)).or_default() += 1;
        }
    }
    // The scripts of irregular verbs are worth a place even where the treebanks show them once or never.
    for (form, lemma) in irregular_verbs() {
        *counts.entry(Script::between(form, lemma)).or_default() += 4;
    }
    most_frequent(counts, 256)
}

/// The past forms and participles of irregular verbs with their lemmas, from WordNet's exceptions.
pub fn irregular_verbs() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("../data/irregular.txt").lines().filter_map(|line| line.split_once('\t'))
}

/// The Brown clusters that come with this crate: lines of a path and the words at its end.
static CLUSTERS: &str = include_str!("../data/clusters.txt");

/// The frequent lemmas of WordNet: lines of a part of speech and its lemmas.
static LEMMAS: &str = include_str!("../data/lemmas.txt");

/// What is known of words alone: the clusters, known lemmas, and the classes of the words of the examples.
pub fn lexicon<'a>(examples: impl Iterator<Item = &'a Example>) -> Lexicon {
    let mut lexicon = Lexicon { classes: classes(examples), ..Lexicon::default() };
    let mut pairs = Vec::new();
    for line in CLUSTERS.lines() {
        let Some((path, words)) = line.split_once('\t') else { continue };
        lexicon.paths.push(path.parse().unwrap_or(0));
        pairs.extend(words.split(' ').map(|word| (hash::text(word), lexicon.paths.len() as u16)));
    }
    lexicon.clusters = Dictionary::new(&pairs);
    let mut parts: BTreeMap<u64, u16> = BTreeMap::new();
    for (upos, words) in LEMMAS.lines().filter_map(|line| line.split_once('\t')) {
        for word in words.split(' ') {
            *parts.entry(hash::text(word)).or_default() |= Upos::from_name(upos).map_or(0, part_bit);
        }
    }
    lexicon.lemmas = Dictionary::new(&parts.into_iter().collect::<Vec<_>>());
    lexicon
}

/// The ambiguity classes of words that were seen three times or more: the set of tags that make up a tenth of their uses.
fn classes<'a>(examples: impl Iterator<Item = &'a Example>) -> Dictionary {
    let mut uses: BTreeMap<u64, BTreeMap<(Upos, &str), u32>> = BTreeMap::new();
    let mut characters = Vec::new();
    for example in examples {
        for (form, (upos, xpos, _)) in example.forms.iter().zip(&example.tags) {
            let word = lexeme(form, &mut characters).lower;
            *uses.entry(word).or_default().entry((*upos, xpos)).or_default() += 1;
        }
    }
    let mut classes: BTreeMap<Vec<(Upos, &str)>, u32> = BTreeMap::new();
    let mut of_words = Vec::new();
    for (word, tags) in &uses {
        let total: u32 = tags.values().sum();
        if total >= 3 {
            let class: Vec<_> = tags.iter().filter(|&(_, &count)| count * 10 >= total).map(|(&tag, _)| tag).collect();
            *classes.entry(class.clone()).or_default() += total;
            of_words.push((*word, class));
        }
    }
    let ranked = most_frequent(classes, 1000);
    let numbers: BTreeMap<_, u16> = ranked.into_iter().zip(1..).collect();
    let pairs: Vec<(u64, u16)> = of_words.iter().filter_map(|(word, class)| Some((*word, *numbers.get(class)?))).collect();
    Dictionary::new(&pairs)
}

fn most_frequent<T: Ord>(counts: BTreeMap<T, u32>, limit: usize) -> Vec<T> {
    let mut ranked: Vec<(T, u32)> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    ranked.into_iter().take(limit).map(|(item, _)| item).collect()
}
