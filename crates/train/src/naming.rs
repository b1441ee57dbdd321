//! Trains the name finder on the examples that are annotated with names, with predicted tags.

use crate::corpus::Example;
use crate::perceptron::{Perceptron, Pruning, best, no_scores};
use crate::random::Random;
use crate::tagging::{borrowed, reset_forms};
use document::Upos;
use model::linear::Row;
use model::names;
use model::sentence::{Features, Lexicon, Sentence};
use model::tagger::Tag;

/// How name weights are cut.
const NAME_PRUNING: Pruning = Pruning { updates: 2, keep: 200_000 };

/// A function that gives the hints of a sentence's words: what the program's name lists say of them.
pub type Hints<'a> = &'a dyn Fn(&[&str]) -> Vec<u8>;

/// Trains the name finder.
pub fn train(
    examples: &[Example],
    predicted: &[Vec<u8>],
    tags: &[Tag],
    lexicon: &Lexicon,
    hints: Option<Hints>,
    epochs: usize,
    seed: u64,
) -> Vec<Row> {
    let mut perceptron = Perceptron::default();
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let (mut sentence, mut gathered, mut given) = (Sentence::default(), Features::default(), Vec::new());
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for &at in &order {
            let example = &examples[at];
            let Some(gold) = &example.names else { continue };
            let right = names::labels_of(gold, example.forms.len());
            let forms = reset_forms(&example.forms, &mut random);
            let forms = borrowed(&forms);
            sentence.fill(&forms, &hints.map_or(Vec::new(), |hints| hints(&forms)), lexicon);
            sentence.tags.extend(&predicted[at]);
            let upos: Vec<Upos> = predicted[at].iter().map(|&tag| tags[usize::from(tag)].upos).collect();
            given.clear();
            for (word, &right) in right.iter().enumerate() {
                names::features(&sentence, &upos, &given, word, &mut gathered);
                let mut scores = no_scores();
                perceptron.add_scores(&gathered.list, &mut scores);
                let before = given.last().copied().unwrap_or(names::OUTSIDE);
                let left = forms.len() - 1 - word;
                let allowed = |label: usize| names::may_follow(before, label as u8, left);
                let guess = best(&scores, names::LABELS, allowed).unwrap_or(0);
                perceptron.tick();
                // After a mistake the right label may be impossible here; then there is nothing to learn.
                if allowed(usize::from(right)) {
                    perceptron.correct(&gathered.list, right, guess);
                }
                given.push(guess);
            }
        }
    }
    perceptron.rows(NAME_PRUNING)
}
