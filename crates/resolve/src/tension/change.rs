//! Where the level of a series of counts changes: Bayesian online change point detection (Adams and MacKay 2007) with counts that
//! are negative binomial. `docs/tension.md` tells why, and how often it cries wolf.
//!
//! A run is a hypothesis about the point at which the present regime began. It weighs models against each other, one for each size in
//! [`HALVES`]: a negative binomial of that size whose success probability has a beta distribution. What such a model predicts is a
//! product of fractions, so that the same bits come out on every machine.

use super::half::half_step;

/// The sizes of the negative binomials in halves: 1/2, 1, 2, 4, 8 and 32. Around a mean `m` the variance is `m + m * m / size`, so small
/// sizes are bursts and the largest is close to Poisson.
pub const HALVES: [u16; 6] = [1, 2, 4, 8, 16, 64];

/// How likely a new regime is to begin at any point, before anything is seen.
pub const HAZARD: f64 = 1.0 / 200.0;

/// A change is declared when it is at least so probable that the regime began after the last change declared.
pub const SURE: f64 = 0.9;

/// The first so many points only teach the level; no change is declared in them.
pub const LEARNT: usize = 8;

/// A change is declared at the earliest when the new regime has so many points: one alone may be a burst.
pub const SHORTEST: usize = 2;

/// So many runs are kept: the youngest half and the most probable others. What a series of years costs is then linear.
const RUNS: usize = 100;

/// So many fractions are multiplied before they are divided, since a division takes as long as several products. Eight numerators of the largest
/// counts there can be have a product far from the largest number.
const TOGETHER: u32 = 8;

/// The smallest mean that a new regime is expected around.
const LEAST: f64 = 0.25;

/// The shape of the gamma distribution that the mean of a new regime has in the limit of large sizes.
const SHAPE: f64 = 1.0;

/// A new regime.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The index of the first point of the new regime, as it looked when the change was declared.
    pub began: usize,
    /// The index of the point at which it was declared; nothing later was looked at.
    pub found: usize,
    /// How probable it was then that the old regime was over.
    pub probability: f64,
    /// The mean count of the old regime, before `began`.
    pub before: f64,
    /// The mean count from `began` to `found`.
    pub after: f64,
}

/// The changes in a series, in order. What is declared at a point follows from the counts up to it.
pub fn changes(counts: &[u32]) -> Vec<Change> {
    let mut watch = Watch::new(counts);
    let mut found = Vec::new();
    for at in 0..counts.len() {
        found.extend(watch.next(at));
    }
    found
}

/// What is believed before a point is seen.
struct Watch<'c> {
    counts: &'c [u32],
    runs: Vec<Run>,
    /// Where the regime last declared began.
    regime: usize,
    /// The sum of all counts seen.
    total: f64,
    ways: Ways,
}

/// The hypothesis that the present regime began at one point.
struct Run {
    start: usize,
    /// How probable it is.
    weight: f64,
    /// The second parameter of the beta distributions of all its models: what was counted weighs the same in each.
    beta: f64,
    models: [Model; HALVES.len()],
}

/// A beta distribution over the success probability of a negative binomial, and how probable its size is within the run.
#[derive(Clone, Copy)]
struct Model {
    weight: f64,
    alpha: f64,
}

/// A number for each model.
type Each = [f64; HALVES.len()];

/// In how many ways a count comes about, by each model: the binomial coefficients of negative binomials as products of fractions, [`TOGETHER`]
/// at a time. They are the same for every run.
#[derive(Default)]
struct Ways {
    groups: Vec<Each>,
}

impl<'c> Watch<'c> {
    fn new(counts: &'c [u32]) -> Watch<'c> {
        Watch { counts, runs: Vec::new(), regime: 0, total: 0.0, ways: Ways::default() }
    }

    /// Takes in the point and says whether a change is declared at it.
    fn next(&mut self, at: usize) -> Option<Change> {
        let count = self.counts[at];
        let mut newborn = Run::new(at, self.level(at));
        let prior = newborn.predict(count, &mut self.ways);
        let mut total = 0.0;
        for run in &mut self.runs {
            run.weight *= run.predict(count, &mut self.ways) * (1.0 - HAZARD);
            total += run.weight;
        }
        newborn.weight = prior * if at == 0 { 1.0 } else { HAZARD };
        total += newborn.weight;
        self.runs.push(newborn);
        if total > 0.0 {
            self.runs.iter_mut().for_each(|run| run.weight /= total);
        } else {
            // No run thought such a count possible: only a new regime is left.
            self.runs.drain(..self.runs.len() - 1);
            self.runs[0].weight = 1.0;
        }
        self.total += f64::from(count);
        self.prune();
        self.declare(at)
    }

    /// The mean that a new regime is expected around: that of all points before it, of the first [`LEARNT`] where there are fewer, but at least
    /// [`LEAST`], since long silence says little about what may follow it.
    fn level(&self, at: usize) -> f64 {
        let first = &self.counts[..LEARNT.min(self.counts.len())];
        let (sum, points) = if at >= LEARNT { (self.total, at) } else { (sum(first), first.len()) };
        (sum / points as f64).max(LEAST)
    }

    /// Drops the least probable run, but neither that of the regime, which is the first, nor the youngest ones, which have seen too little.
    fn prune(&mut self) {
        if self.runs.len() > RUNS {
            let least = (1..=RUNS / 2).min_by(|one, other| self.runs[*one].weight.total_cmp(&self.runs[*other].weight));
            self.runs.remove(least.unwrap_or(1));
        }
    }

    /// A change, where the regime is over by all that is believed now.
    fn declare(&mut self, at: usize) -> Option<Change> {
        if at < LEARNT {
            return None;
        }
        let later = |run: &&Run| run.start > self.regime && run.start + SHORTEST <= at + 1;
        let probability: f64 = self.runs.iter().filter(later).map(|run| run.weight).sum();
        if probability < SURE {
            return None;
        }
        let likeliest = self
            .runs
            .iter()
            .filter(later)
            .max_by(|one, other| one.weight.total_cmp(&other.weight).then(other.start.cmp(&one.start)))?;
        let began = likeliest.start;
        let change = Change {
            began,
            found: at,
            probability,
            before: mean(&self.counts[self.regime..began]),
            after: mean(&self.counts[began..=at]),
        };
        self.regime = began;
        // Runs that began a little earlier or later tell of the same change and must not declare it again.
        self.runs.retain(|run| run.start == began);
        self.runs.iter_mut().for_each(|run| run.weight = 1.0);
        Some(change)
    }
}

impl Run {
    fn new(start: usize, level: f64) -> Run {
        // The mean of a model is its size times the odds against success; with this prior it is expected at the level.
        let models = HALVES.map(|halves| Model { weight: 1.0 / HALVES.len() as f64, alpha: 1.0 + size(halves) * SHAPE / level });
        Run { start, weight: 1.0, beta: SHAPE, models }
    }

    /// How probable the count is under the run, which then has learnt it.
    fn predict(&mut self, count: u32, ways: &mut Ways) -> f64 {
        let mut total = 0.0;
        let probabilities = probabilities(&self.models, self.beta, count, ways);
        for ((model, halves), probability) in self.models.iter_mut().zip(HALVES).zip(probabilities) {
            model.weight *= probability;
            model.alpha += size(halves);
            total += model.weight;
        }
        self.beta += f64::from(count);
        let even = 1.0 / HALVES.len() as f64;
        // Where no model thought it possible, none has lost against another.
        self.models.iter_mut().for_each(|model| model.weight = if total > 0.0 { model.weight / total } else { even });
        total
    }
}

/// How probable the count is by each model: the beta negative binomial, built up from the probability of nothing. The models go side by side,
/// so that the processor works on several at once; each is computed as it would be alone.
fn probabilities(models: &[Model; HALVES.len()], beta: f64, count: u32, ways: &mut Ways) -> Each {
    let (mut probabilities, mut sums) = ([0.0; HALVES.len()], [0.0; HALVES.len()]);
    for (at, (model, halves)) in models.iter().zip(HALVES).enumerate() {
        probabilities[at] = model.nothing(beta, halves);
        sums[at] = model.alpha + beta + size(halves);
    }
    let mut first = 0;
    while first < count && probabilities != [0.0; HALVES.len()] {
        let end = count.min(first.saturating_add(TOGETHER));
        let ways = ways.between(first, end);
        let (mut above, mut below) = (1.0, [1.0; HALVES.len()]);
        for one in first..end {
            let one = f64::from(one);
            above *= beta + one;
            for (below, sum) in below.iter_mut().zip(sums) {
                *below *= sum + one;
            }
        }
        for at in 0..HALVES.len() {
            probabilities[at] *= ways[at] * above / below[at];
        }
        first = end;
    }
    probabilities
}

impl Ways {
    /// The part of the products from the count `first`, a multiple of [`TOGETHER`], to `end`, which is at most the next one.
    fn between(&mut self, first: u32, end: u32) -> Each {
        let product = |first: u32, end: u32| {
            let (mut above, mut below) = ([1.0; HALVES.len()], 1.0);
            for one in (first..end).map(f64::from) {
                above.iter_mut().zip(HALVES).for_each(|(above, halves)| *above *= size(halves) + one);
                below *= one + 1.0;
            }
            above.map(|above| above / below)
        };
        if end - first < TOGETHER {
            return product(first, end);
        }
        let group = (first / TOGETHER) as usize;
        while self.groups.len() <= group {
            let first = self.groups.len() as u32 * TOGETHER;
            self.groups.push(product(first, first + TOGETHER));
        }
        self.groups[group]
    }
}

impl Model {
    /// How probable it is that nothing is counted. The size is in halves.
    fn nothing(&self, beta: f64, halves: u16) -> f64 {
        let mut probability = 1.0;
        let whole = halves / 2;
        for first in (0..whole).step_by(TOGETHER as usize) {
            // Numerator and denominator.
            let mut parts = [1.0; 2];
            for step in first..whole.min(first + TOGETHER as u16) {
                let step = f64::from(step);
                let factors = [self.alpha + step, self.alpha + beta + step];
                parts.iter_mut().zip(factors).for_each(|(part, factor)| *part *= factor);
            }
            probability *= parts[0] / parts[1];
        }
        if halves % 2 == 1 {
            let step = f64::from(halves / 2);
            probability *= half_step(self.alpha + step) / half_step(self.alpha + beta + step);
        }
        probability
    }
}

/// The size of a negative binomial that is given in halves.
fn size(halves: u16) -> f64 {
    f64::from(halves) / 2.0
}

fn sum(counts: &[u32]) -> f64 {
    counts.iter().map(|count| f64::from(*count)).sum()
}

fn mean(counts: &[u32]) -> f64 {
    sum(counts) / counts.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeated(parts: &[(usize, u32)]) -> Vec<u32> {
        parts.iter().flat_map(|(points, count)| vec![*count; *points]).collect()
    }

    #[test]
    fn the_probabilities_of_a_model_add_up_to_one() {
        let models = HALVES.map(|_| Model { weight: 1.0, alpha: 6.0 });
        let mut ways = Ways::default();
        for (at, halves) in HALVES.into_iter().enumerate() {
            let sum: f64 = (0..3000).map(|count| probabilities(&models, 2.0, count, &mut ways)[at]).sum();
            assert!((sum - 1.0).abs() < 1e-6, "{halves}: {sum}");
        }
    }

    #[test]
    fn what_stays_the_same_has_no_change() {
        for count in [0, 1, 7, 300] {
            assert_eq!(changes(&vec![count; 400]), []);
        }
        assert_eq!(changes(&[]), []);
    }

    #[test]
    fn a_rise_and_a_fall_are_found_where_they_are() {
        let found = changes(&repeated(&[(40, 1), (20, 8), (40, 1)]));
        let brief: Vec<_> = found.iter().map(|change| (change.began, change.before, change.after > change.before)).collect();
        assert_eq!(brief, [(40, 1.0, true), (60, 8.0, false)]);
        assert!(found.iter().all(|change| change.found < change.began + 6 && change.probability >= SURE));
    }

    #[test]
    fn one_burst_is_no_change_of_level_until_the_next_point() {
        let counts = repeated(&[(40, 1), (1, 30)]);
        assert_eq!(changes(&counts), []);
    }

    #[test]
    fn nothing_is_declared_while_the_level_is_learnt() {
        assert!(changes(&repeated(&[(4, 0), (4, 50)])).is_empty());
    }

    #[test]
    fn counts_that_no_run_thinks_possible_begin_a_regime() {
        let found = changes(&repeated(&[(300, 0), (5, 10_000), (300, 0)]));
        assert_eq!(found.first().map(|change| change.began), Some(300));
        assert!(found.iter().all(|change| change.probability.is_finite()));
    }

    #[test]
    fn nothing_later_is_looked_at() {
        let counts = repeated(&[(30, 2), (10, 9), (30, 1), (10, 0), (20, 5)]);
        let all = changes(&counts);
        assert!(all.len() >= 3);
        for end in LEARNT + 1..=counts.len() {
            let expect: Vec<Change> = all.iter().copied().filter(|change| change.found < end).collect();
            assert_eq!(changes(&counts[..end]), expect, "{end}");
        }
    }
}
