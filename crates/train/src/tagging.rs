//! Trains the tagger and the lemmatiser, and tags the training examples by tenths with taggers that have not seen them, so that
//! what is trained on tags meets real errors.

use crate::corpus::Example;
use crate::labels::{self, TagSet};
use crate::parallel::in_pairs;
use crate::perceptron::{Perceptron, Pruning, best, no_scores};
use crate::random::Random;
use document::Upos;
use model::ModelError;
use model::flat::{Reader, Writer};
use model::lemma::{self, Script};
use model::linear::{self, Linear, Row};
use model::sentence::{Features, Lexicon, Sentence};
use model::tagger::{self, Tagger};
use std::collections::BTreeMap;

/// How tag weights are cut.
pub const PRUNING: Pruning = Pruning { updates: 2, keep: 650_000 };

/// How lemma weights are cut: hardly, because an irregular word is seen rarely and every feature of it counts.
pub const LEMMA_PRUNING: Pruning = Pruning { updates: 1, keep: 200_000 };

/// A tagger in training with its lexicon.
#[derive(Clone, Debug)]
pub struct Trained {
    /// What is known of words alone, from the same examples.
    pub lexicon: Lexicon,
    /// The weights.
    pub rows: Vec<Row>,
}

/// How a sentence is set for one round of training: now and then in capitals, small letters or title case, so that headlines and
/// careless writing are no surprise.
pub fn reset_forms(forms: &[String], random: &mut Random) -> Vec<String> {
    let title = |form: &String| {
        let mut characters = form.chars();
        characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect()
    };
    match random.below(100) {
        0..2 => forms.iter().map(|form| form.to_uppercase()).collect(),
        2..5 => forms.iter().map(|form| form.to_lowercase()).collect(),
        5..9 => forms.iter().map(|form| if form.len() > 3 { title(form) } else { form.clone() }).collect(),
        _ => forms.to_vec(),
    }
}

/// References to forms, as the model takes them.
pub fn borrowed(forms: &[String]) -> Vec<&str> {
    forms.iter().map(String::as_str).collect()
}

/// Trains a tagger on some of the examples.
pub fn train_tagger(examples: &[&Example], tags: &TagSet, epochs: usize, seed: u64) -> Trained {
    let lexicon = labels::lexicon(examples.iter().copied());
    let mut perceptron = Perceptron::default();
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let (mut sentence, mut gathered) = (Sentence::default(), Features::default());
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for &at in &order {
            let example = examples[at];
            let forms = reset_forms(&example.forms, &mut random);
            sentence.fill(&borrowed(&forms), &[], &lexicon);
            for (word, tag) in example.tags.iter().enumerate() {
                tagger::features(&sentence, word, &mut gathered);
                let mut scores = no_scores();
                perceptron.add_scores(&gathered.list, &mut scores);
                let guess = best(&scores, tags.tags.len(), |_| true).unwrap_or(0);
                perceptron.tick();
                perceptron.correct(&gathered.list, tags.label(tag), guess);
                sentence.tags.push(guess);
            }
        }
    }
    Trained { lexicon, rows: perceptron.rows(PRUNING) }
}

/// The labels that taggers give which were trained on the other parts of the examples.
pub fn jackknife(
    examples: &[Example],
    tags: &TagSet,
    folds: usize,
    epochs: usize,
    seed: u64,
    say: &mut dyn FnMut(&str),
) -> Result<Vec<Vec<u8>>, ModelError> {
    // Whole stretches of ten sentences go together, so that a tagger rarely knows the rest of a text.
    let fold_of = |at: usize| at / 10 % folds;
    let parts = in_pairs(folds, |fold| {
        let others: Vec<&Example> = (0..examples.len()).filter(|&at| fold_of(at) != fold).map(|at| &examples[at]).collect();
        let trained = train_tagger(&others, tags, epochs, seed + fold as u64);
        let tagger = Tagger { tags: tags.tags.clone(), linear: classifier(tags.tags.len(), trained.rows)? };
        let (mut sentence, mut gathered) = (Sentence::default(), Features::default());
        let mut predicted = Vec::new();
        for at in (0..examples.len()).filter(|&at| fold_of(at) == fold) {
            sentence.fill(&borrowed(&examples[at].forms), &[], &trained.lexicon);
            tagger.tag(&mut sentence, &mut gathered);
            predicted.push((at, sentence.tags.clone()));
        }
        Ok(predicted)
    });
    let mut predicted = vec![Vec::new(); examples.len()];
    let (mut right, mut total) = (0, 0);
    for (at, labels) in parts.into_iter().collect::<Result<Vec<_>, ModelError>>()?.into_iter().flatten() {
        let gold = examples[at].tags.iter().map(|tag| tags.label(tag));
        right += gold.zip(&labels).filter(|(gold, guess)| gold == *guess).count();
        total += labels.len();
        predicted[at] = labels;
    }
    let percent = 100.0 * right as f64 / total.max(1) as f64;
    say(&format!("{folds} parts tagged, each by the others: {percent:.2} % of whole tags right"));
    Ok(predicted)
}

/// Trains the lemmatiser on the gold tags and on the predicted ones in turn, and on a list of irregular verbs.
pub fn train_lemmatiser(
    examples: &[Example],
    predicted: &[Vec<u8>],
    tags: &TagSet,
    scripts: &[Script],
    epochs: usize,
    seed: u64,
) -> Vec<Row> {
    let mut student = Student { known: scripts.iter().zip(0..=255).collect(), scripts, ..Student::default() };
    let past = |tag: &tagger::Tag| tag.upos == Upos::VERB && matches!(&*tag.xpos, "VBD" | "VBN");
    let past: Vec<u8> = (0..=255).zip(&tags.tags).filter(|(_, tag)| past(tag)).map(|(label, _)| label).collect();
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        for &at in &order {
            let example = &examples[at];
            let forms = reset_forms(&example.forms, &mut random);
            student.sentence.fill(&borrowed(&forms), &[], &Lexicon::default());
            if epoch % 2 == 0 {
                student.sentence.tags.extend(example.tags.iter().map(|tag| tags.label(tag)));
            } else {
                student.sentence.tags.extend(&predicted[at]);
            }
            for (word, lemma) in example.lemmas.iter().enumerate().filter(|(_, lemma)| *lemma != "_") {
                student.learn(&forms[word], lemma, word);
            }
        }
        for (form, lemma) in labels::irregular_verbs() {
            for &tag in &past {
                student.sentence.fill(&[form], &[], &Lexicon::default());
                student.sentence.tags.push(tag);
                student.learn(form, lemma, 0);
            }
        }
    }
    student.perceptron.rows(LEMMA_PRUNING)
}

/// The lemmatiser in training.
#[derive(Default)]
struct Student<'a> {
    perceptron: Perceptron,
    known: BTreeMap<&'a Script, u8>,
    scripts: &'a [Script],
    sentence: Sentence,
    gathered: Features,
}

impl Student<'_> {
    /// One example: a word of the sentence, which is tagged, with its lemma. A lemma that no script makes teaches nothing.
    fn learn(&mut self, form: &str, lemma: &str, word: usize) {
        let Some(&right) = self.known.get(&Script::between(form, lemma)) else { return };
        lemma::features(&self.sentence, word, &mut self.gathered);
        let mut scores = no_scores();
        self.perceptron.add_scores(&self.gathered.list, &mut scores);
        let length = form.chars().count() as u32;
        let guess = best(&scores, self.scripts.len(), |label| self.scripts[label].cut <= length).unwrap_or(0);
        self.perceptron.tick();
        self.perceptron.correct(&self.gathered.list, right, guess);
    }
}

/// The classifier that the model would read from these rows.
pub fn classifier(labels: usize, rows: Vec<Row>) -> Result<Linear, ModelError> {
    let mut writer = Writer::default();
    linear::write(&mut writer, labels, rows);
    Linear::read(&mut Reader::new(&writer.finish())?)
}
