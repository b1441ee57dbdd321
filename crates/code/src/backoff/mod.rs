//! The learnt back-off: which category an act between two given sides has, where no rule speaks or several do.
//!
//! Two things are learnt from the rules' own examples and from `training/backoff/sentences.tsv`, by `standoff train-backoff`: what the words
//! between the sides tell ([`clues`], over the tree as [`pair`] walks it), and how far to trust them beside what the rules made of the sentence
//! ([`signs`], [`fit`]). [`judge`] puts both together. The numbers are in [`weights`]. With given sides it makes no event and decides
//! no side; in running text [`running`] speaks where no rule does.

pub mod clues;
pub mod fit;
pub mod pair;
pub(crate) mod running;
pub mod signs;
pub mod weights;

pub use signs::{Asked, Signs};

use event::{Category, Event};
use knowledge::Rule;
use pair::Pair;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use weights::{Table, Weights};

/// The learnt weights that come with the program.
pub static EMBEDDED: &[u8] = include_bytes!("../../../../models/backoff-1.weights");

/// The weights that come with the program, read once. Damage is found by the tests; here it only leaves the back-off silent.
pub fn embedded() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| Weights::from_bytes(EMBEDDED).unwrap_or_default())
}

/// The clue that every pair gives, and the sign that says what the clues tell.
pub const CLUES: &str = "clues";

/// What is known best of the act between two sides.
#[derive(Clone, Copy, Debug)]
pub struct Judgement<'a> {
    /// Its category.
    pub category: Category,
    /// How likely it is right, from 0 to 1.
    pub likelihood: f64,
    /// What it rests on.
    pub ground: Ground<'a>,
}

/// What a judgement rests on.
#[derive(Clone, Copy, Debug)]
pub enum Ground<'a> {
    /// An event that a rule made.
    Event(&'a Event),
    /// A rule whose trigger is there, though its conditions fail.
    Refused(&'a Rule),
    /// The words between the sides alone.
    Clues,
}

/// The likeliest category between two sides; none where a span holds no word.
pub fn judge<'a>(weights: &Weights, asked: Asked<'a>) -> Option<Judgement<'a>> {
    let pair = Pair::of(asked.doc, asked.actor, asked.recipient)?;
    let told = by_clues(&weights.clues, &clues::of_pair(asked.doc, asked.knowledge, &pair));
    let shares = by_signs(&weights.choice, &with_shares(asked.signs(&pair), &told));
    let category = Category::ALL[likeliest(&shares)];
    let refused = || asked.refusal(&pair, category).map_or(Ground::Clues, |(_, rule)| Ground::Refused(rule));
    let ground = asked.event(&pair, category).map_or_else(refused, Ground::Event);
    Some(Judgement { category, likelihood: shares[category as usize], ground })
}

/// What clues alone say: the share of each category.
pub fn by_clues(table: &Table, clues: &BTreeSet<String>) -> Vec<f64> {
    let mut scores = vec![0.0; Category::ALL.len()];
    table.add(CLUES, 1.0, &mut scores);
    let strength = strength(clues.iter().filter(|clue| table.has(clue)).count());
    for clue in clues {
        table.add(clue, strength, &mut scores);
    }
    shares(&scores)
}

/// How strongly each of so many clues speaks, so that long sentences are not surer than short ones.
pub fn strength(clues: usize) -> f64 {
    2.0 / (clues.max(1) as f64).sqrt()
}

/// What signs say: the share of each option.
pub fn by_signs(table: &Table, options: &[Signs]) -> Vec<f64> {
    let score = |signs: &Signs| {
        let mut sum = [0.0];
        signs.iter().for_each(|(name, &strength)| {
            table.add(name, strength, &mut sum);
        });
        sum[0]
    };
    shares(&options.iter().map(score).collect::<Vec<_>>())
}

/// The signs with one more for what the clues say: the logarithm of each share, bounded below.
pub fn with_shares(mut signs: Vec<Signs>, shares: &[f64]) -> Vec<Signs> {
    for (signs, share) in signs.iter_mut().zip(shares) {
        signs.insert(CLUES.to_string(), logarithm(share.max(1e-6)));
    }
    signs
}

/// The place of the greatest share, the first of equals.
pub fn likeliest(shares: &[f64]) -> usize {
    (0..shares.len()).rev().max_by(|&one, &other| shares[one].total_cmp(&shares[other])).unwrap_or(0)
}

/// Scores as shares of one: the softmax.
pub fn shares(scores: &[f64]) -> Vec<f64> {
    let highest = scores.iter().copied().fold(f64::MIN, f64::max);
    let powers: Vec<f64> = scores.iter().map(|score| exponential(score - highest)).collect();
    let sum: f64 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

/// e to the power of a number that is not above nothing, by a short series and squaring: every machine gives the same bits, which the
/// functions of system libraries do not promise.
pub fn exponential(power: f64) -> f64 {
    const SQUARINGS: i32 = 10;
    if power < -40.0 {
        return 0.0;
    }
    let small = power / 1024.0;
    let mut value = 1.0 + small * (1.0 + small / 2.0 * (1.0 + small / 3.0 * (1.0 + small / 4.0 * (1.0 + small / 5.0))));
    for _ in 0..SQUARINGS {
        value *= value;
    }
    value
}

/// The natural logarithm of a share, by Newton's steps over [`exponential`].
fn logarithm(share: f64) -> f64 {
    let mut value = 2.0 * (share - 1.0) / (share + 1.0);
    for _ in 0..24 {
        let power = exponential(value.clamp(-40.0, 0.0)).max(1e-18);
        value = (value + 2.0 * (share - power) / (share + power)).clamp(-40.0, 0.0);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_weights_are_sound() {
        let weights = Weights::from_bytes(EMBEDDED).expect("sound weights");
        assert_eq!(weights.version, "backoff-1");
        assert_eq!(weights.clues.width, Category::ALL.len());
        assert!(weights.clues.len() > 1000 && !weights.choice.is_empty() && !weights.confidence.is_empty());
    }

    #[test]
    fn our_own_functions_are_exact_enough() {
        for power in [0.0, -0.001, -0.5, -1.0, -7.3, -30.0] {
            assert!((exponential(power) - f64::exp(power)).abs() < 1e-9 * f64::exp(power).max(1e-9), "{power}");
        }
        for share in [1.0, 0.99, 0.5, 0.01, 1e-6] {
            assert!((logarithm(share) - f64::ln(share)).abs() < 1e-6, "{share}: {}", logarithm(share));
        }
    }

    #[test]
    fn shares_sum_to_one_and_the_first_of_equals_wins() {
        let even = shares(&[2.0, 2.0, -50.0]);
        assert!((even.iter().sum::<f64>() - 1.0).abs() < 1e-12 && even[2] < 1e-9);
        assert_eq!(likeliest(&even), 0);
    }
}
