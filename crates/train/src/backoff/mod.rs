//! The back-off: what sentences teach about the category of an act, about which of several proposals to choose, and about how sure to be.
//!
//! [`learn`] makes the weights that `code::backoff` reads. Which clues and signs a sentence gives is decided there; here they are only names.
//! The choice learns from what the clues say of sentences that they were not learnt from, so that it does not trust them too far.

mod regression;
pub mod sentences;

use code::backoff::weights::{Table, Weights};
use code::backoff::{self, CLUES, Signs};
use event::Category;
use regression::{CATEGORIES, Clued, Signed};
use std::collections::{BTreeMap, BTreeSet};

/// What one sentence with a marked pair teaches.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Its clues.
    pub clues: BTreeSet<String>,
    /// The signs of each category, in the manual's order; none for a rule's own example, in which that rule is always right.
    pub signs: Option<Vec<Signs>>,
    /// The category of the act between the two sides.
    pub category: Category,
    /// Lessons of one group are held out together, so that unknown words are tested.
    pub group: String,
}

/// What one coded event teaches about confidence.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Its signs.
    pub signs: BTreeSet<String>,
    /// Whether it is right in category and both sides.
    pub right: bool,
}

/// How well held-out lessons went.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Report {
    /// Lessons that were held out in turn.
    pub lessons: usize,
    /// Of these, how many the clues alone got right.
    pub by_clues: usize,
    /// How many the choice got right.
    pub by_choice: usize,
}

/// Parts that are held out in turn.
const FOLDS: u64 = 5;

/// A clue must occur in so many lessons.
const OCCURRENCES: usize = 2;

/// How strongly what the choice learns is drawn to nothing.
const CHOICE_DECAY: f64 = 1e-3;

/// The same for confidence, which has few verdicts for many signs.
const CONFIDENCE_DECAY: f64 = 1e-2;

/// Learns from lessons and verdicts. The same ones in the same order give the same weights.
pub fn learn(lessons: &[Lesson], verdicts: &[Verdict], version: &str) -> (Weights, Report) {
    let fold_of = |lesson: &Lesson| document::text::hash_parts(&[lesson.group.as_bytes()]) % FOLDS;
    let clues = clue_table(&lessons.iter().collect::<Vec<_>>());
    let mut taught: Vec<(&Lesson, u64, Vec<Signs>)> = Vec::new();
    let mut report = Report::default();
    for fold in 0..FOLDS {
        let others: Vec<&Lesson> = lessons.iter().filter(|lesson| fold_of(lesson) != fold).collect();
        let table = clue_table(&others);
        for lesson in lessons.iter().filter(|lesson| fold_of(lesson) == fold) {
            let Some(signs) = &lesson.signs else { continue };
            let shares = backoff::by_clues(&table, &lesson.clues);
            report.lessons += 1;
            report.by_clues += usize::from(backoff::likeliest(&shares) == lesson.category as usize);
            taught.push((lesson, fold, backoff::with_shares(signs.clone(), &shares)));
        }
    }
    for fold in 0..FOLDS {
        let others = taught.iter().filter(|(_, own, _)| *own != fold).map(|(lesson, _, signs)| (signs, lesson.category as usize));
        let table = sign_table(&others.collect::<Vec<_>>(), CHOICE_DECAY);
        for (lesson, _, signs) in taught.iter().filter(|(_, own, _)| *own == fold) {
            report.by_choice += usize::from(backoff::likeliest(&backoff::by_signs(&table, signs)) == lesson.category as usize);
        }
    }
    let choice =
        sign_table(&taught.iter().map(|(lesson, _, signs)| (signs, lesson.category as usize)).collect::<Vec<_>>(), CHOICE_DECAY);
    (Weights { version: version.to_string(), clues, choice, confidence: confidence_table(verdicts) }, report)
}

fn clue_table(lessons: &[&Lesson]) -> Table {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::from([(CLUES, OCCURRENCES)]);
    for clue in lessons.iter().flat_map(|lesson| &lesson.clues) {
        *counts.entry(clue).or_default() += 1;
    }
    let names: Vec<&str> = counts.into_iter().filter(|&(_, count)| count >= OCCURRENCES).map(|(clue, _)| clue).collect();
    let number = |clue: &str| names.binary_search(&clue).ok();
    let examples: Vec<Clued> = lessons
        .iter()
        .map(|lesson| {
            let known: Vec<usize> = lesson.clues.iter().filter_map(|clue| number(clue)).collect();
            let strength = backoff::strength(known.len()) as f32;
            let always = number(CLUES).map(|always| (always, 1.0));
            (always.into_iter().chain(known.into_iter().map(|clue| (clue, strength))).collect(), lesson.category as usize)
        })
        .collect();
    let weights = regression::clues(&examples, names.len());
    Table::of(CATEGORIES, names.into_iter().zip(weights.into_iter().map(|row| row.to_vec())))
}

fn sign_table(examples: &[(&Vec<Signs>, usize)], decay: f64) -> Table {
    let names: BTreeSet<&str> =
        examples.iter().flat_map(|(options, _)| options.iter().flatten()).map(|(name, _)| name.as_str()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let numbered = |signs: &Signs| -> Vec<(usize, f64)> {
        signs.iter().filter_map(|(name, &strength)| Some((names.binary_search(&name.as_str()).ok()?, strength))).collect()
    };
    let examples: Vec<Signed> =
        examples.iter().map(|(options, right)| (options.iter().map(numbered).collect(), *right)).collect();
    let weights = regression::signs(&examples, names.len(), decay);
    Table::of(1, names.into_iter().zip(weights.into_iter().map(|weight| vec![weight as f32])))
}

/// Being right is an option with the event's signs, being wrong one without any.
fn confidence_table(verdicts: &[Verdict]) -> Table {
    let options: Vec<(Vec<Signs>, usize)> = verdicts
        .iter()
        .map(|verdict| {
            let signs: Signs = verdict.signs.iter().map(|sign| (sign.clone(), 1.0)).collect();
            (vec![signs, Signs::new()], usize::from(!verdict.right))
        })
        .collect();
    sign_table(&options.iter().map(|(options, right)| (options, *right)).collect::<Vec<_>>(), CONFIDENCE_DECAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lesson(word: &str, category: Category, group: usize) -> Lesson {
        let clues = [format!("path={word}"), "path=say".to_string()].into();
        let mut signs = vec![Signs::new(); CATEGORIES];
        signs[Category::Assault as usize].insert("both".to_string(), 1.0);
        Lesson { clues, signs: Some(signs), category, group: format!("{group}") }
    }

    fn lessons() -> Vec<Lesson> {
        let words = [("beat", Category::Assault), ("praise", Category::Support), ("sue", Category::Accuse)];
        (0..60).map(|at| lesson(words[at % 3].0, words[at % 3].1, at)).collect()
    }

    #[test]
    fn held_out_lessons_are_understood() {
        let (weights, report) = learn(&lessons(), &[], "backoff-0");
        assert_eq!((report.lessons, report.by_clues, report.by_choice), (60, 60, 60));
        let shares = backoff::by_clues(&weights.clues, &lessons()[1].clues);
        assert_eq!(backoff::likeliest(&shares), Category::Support as usize);
        assert_eq!(learn(&lessons(), &[], "backoff-0").0, weights);
    }

    #[test]
    fn confidence_is_the_record() {
        let verdict = |at: usize| Verdict { signs: ["always".to_string()].into(), right: !at.is_multiple_of(5) };
        let (weights, _) = learn(&[], &(0..200).map(verdict).collect::<Vec<_>>(), "backoff-0");
        let shares = backoff::by_signs(&weights.confidence, &[Signs::from([("always".to_string(), 1.0)]), Signs::new()]);
        assert!((shares[0] - 0.8).abs() < 0.02, "{shares:?}");
    }
}
