//! Two regressions: [`clues`] learns what each of many names says for each category, [`signs`] what each of few names is worth for
//! whichever category it speaks for. Both walk through the examples in a fixed order, so that the same examples give the same weights.

/// The categories to choose from.
pub const CATEGORIES: usize = 16;

/// How often the examples are gone through for clues.
const ROUNDS: usize = 20;
/// The length of a clue's first step (AdaGrad, Duchi et al. 2011).
const STEP: f32 = 0.3;
/// How strongly weights are drawn to nothing.
const DECAY: f32 = 2e-3;

/// An example for [`clues`]: clues with their strength, and the category that is right.
pub type Clued = (Vec<(usize, f32)>, usize);

/// Multinomial logistic regression over clues that are numbered from nothing up to `count`.
pub fn clues(examples: &[Clued], count: usize) -> Vec<[f32; CATEGORIES]> {
    let mut weights = vec![[0f32; CATEGORIES]; count];
    let mut squares = vec![[1e-4f32; CATEGORIES]; count];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = 12_345u64;
    for _ in 0..ROUNDS {
        shuffle(&mut order, &mut state);
        for &at in &order {
            let (clues, right) = &examples[at];
            let mut scores = [0f64; CATEGORIES];
            for &(clue, strength) in clues {
                scores.iter_mut().zip(&weights[clue]).for_each(|(score, weight)| *score += f64::from(weight * strength));
            }
            let shares = code::backoff::shares(&scores);
            for &(clue, strength) in clues {
                for category in 0..CATEGORIES {
                    let wanted = if category == *right { 1.0 } else { 0.0 };
                    let weight = &mut weights[clue][category];
                    let slope = (shares[category] as f32 - wanted) * strength + DECAY * *weight;
                    squares[clue][category] += slope * slope;
                    *weight -= STEP * slope / squares[clue][category].sqrt();
                }
            }
        }
    }
    weights
}

/// Another order of the same numbers, after Fisher and Yates with a linear congruential generator (Knuth's multiplier).
fn shuffle(order: &mut [usize], state: &mut u64) {
    for last in (1..order.len()).rev() {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(last, (*state >> 33) as usize % (last + 1));
    }
}

/// An example for [`signs`]: for each option its signs with their strength, and the option that is right.
pub type Signed = (Vec<Vec<(usize, f64)>>, usize);

/// Steps of [`signs`] and their length (Adam, Kingma and Ba 2015).
const STEPS: i32 = 400;
const LENGTH: f64 = 0.05;
/// Conditional logistic regression: options with more weighty signs are likelier to be right. `decay` says how strongly weights are drawn to
/// nothing.
pub fn signs(examples: &[Signed], count: usize, decay: f64) -> Vec<f64> {
    let mut weights = vec![0f64; count];
    let (mut first, mut second) = (vec![0f64; count], vec![0f64; count]);
    for step in 1..=STEPS {
        let mut slopes = vec![0f64; count];
        for (options, right) in examples {
            let scores: Vec<f64> =
                options.iter().map(|signs| signs.iter().map(|&(sign, strength)| weights[sign] * strength).sum()).collect();
            for (option, (signs, share)) in options.iter().zip(code::backoff::shares(&scores)).enumerate() {
                let off = share - if option == *right { 1.0 } else { 0.0 };
                signs.iter().for_each(|&(sign, strength)| slopes[sign] += off * strength);
            }
        }
        for sign in 0..count {
            let slope = slopes[sign] / examples.len().max(1) as f64 + decay * weights[sign];
            first[sign] = 0.9 * first[sign] + 0.1 * slope;
            second[sign] = 0.99 * second[sign] + 0.01 * slope * slope;
            let (mean, spread) = (first[sign] / (1.0 - 0.9f64.powi(step)), second[sign] / (1.0 - 0.99f64.powi(step)));
            weights[sign] -= LENGTH * mean / (spread.sqrt() + 1e-8);
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Clue 0 stands for category 3, clue 1 for category 5, clue 2 stands everywhere.
    fn toy() -> Vec<Clued> {
        (0..40).map(|at| (vec![(at % 2, 1.0), (2, 1.0)], if at % 2 == 0 { 3 } else { 5 })).collect()
    }

    #[test]
    fn clues_come_to_speak_for_their_category() {
        let weights = clues(&toy(), 3);
        assert!(weights[0][3] > 1.0 && weights[0][5] < -0.5, "{:?}", weights[0]);
        assert!(weights[1][5] > 1.0 && weights[1][3] < -0.5, "{:?}", weights[1]);
        assert!((weights[2][3] - weights[2][5]).abs() < 0.5, "what stands everywhere tells nothing apart: {:?}", weights[2]);
    }

    #[test]
    fn the_same_examples_give_the_same_weights() {
        assert_eq!(clues(&toy(), 3), clues(&toy(), 3));
    }

    #[test]
    fn a_sign_is_worth_its_record() {
        // Sign 0 is right nine times in ten, sign 1 never.
        let examples: Vec<Signed> =
            (0..100).map(|at| (vec![vec![(0, 1.0)], vec![(1, 1.0)], vec![]], if at % 10 == 0 { 2 } else { 0 })).collect();
        let weights = signs(&examples, 2, 1e-3);
        let odds = (weights[0] - 0.0).exp();
        assert!(weights[1] < -1.0, "{weights:?}");
        assert!((5.0..12.0).contains(&odds), "nine to one: {odds}");
    }
}
