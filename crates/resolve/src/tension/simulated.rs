//! Series that are quiet by construction, and series with one step, to measure how often [`super::changes`] cries wolf and how late
//! it is. The generator is our own, so the figures of `docs/tension.md` can be printed again.

use std::f64::consts::TAU;

/// A generator of random numbers: SplitMix64 (Steele, Lea and Flood 2014).
pub struct Dice {
    state: u64,
}

impl Dice {
    /// A generator whose numbers follow from the seed.
    pub fn new(seed: u64) -> Dice {
        Dice { state: seed }
    }

    /// The next number, evenly between 0 and 1, neither included.
    pub fn even(&mut self) -> f64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1u64 << 53) as f64 + 1.0 / (1u64 << 54) as f64
    }

    /// A count around a mean.
    pub fn count(&mut self, mean: f64, spread: Spread) -> u32 {
        let mean = match spread {
            Spread::Poisson => mean,
            Spread::Bursts(halves) => mean * self.gamma(halves) / (f64::from(halves) / 2.0),
        };
        // The number of steps of a Poisson process within one unit of time.
        let (mut time, mut count) = (0.0, 0);
        loop {
            time -= self.even().ln();
            if time > mean {
                return count;
            }
            count += 1;
        }
    }

    /// A gamma variable of scale 1 whose shape is so many halves: exponentials, and half the square of a normal for an odd half.
    fn gamma(&mut self, halves: u8) -> f64 {
        let mut sum = 0.0;
        for _ in 0..halves / 2 {
            sum -= self.even().ln();
        }
        if halves % 2 == 1 {
            let turn = (TAU * self.even()).cos();
            sum -= self.even().ln() * turn * turn;
        }
        sum
    }
}

/// How counts spread around their mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// Each incident by itself.
    Poisson,
    /// Negative binomial of a size given in halves: 1 is strong bursts, 8 weak ones.
    Bursts(u8),
}

/// Counts around one mean.
pub fn quiet(dice: &mut Dice, points: usize, mean: f64, spread: Spread) -> Vec<u32> {
    (0..points).map(|_| dice.count(mean, spread)).collect()
}

/// Counts around one mean, then around another.
pub fn step(dice: &mut Dice, before: (usize, f64), after: (usize, f64), spread: Spread) -> Vec<u32> {
    let mut counts = quiet(dice, before.0, before.1, spread);
    counts.extend(quiet(dice, after.0, after.1, spread));
    counts
}
