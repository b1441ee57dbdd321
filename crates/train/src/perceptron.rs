//! The averaged perceptron over hashed features, with whole-number weights, and its quantisation into the rows of a model file.

use model::linear::{MOST_LABELS, Row, Scores, code_of};

/// Weights in training. A feature comes into being when it is first updated.
///
/// Features lie in an open hash table; each owns a stretch of `weights` and of `averages` beside it, which moves to the end when it
/// grows. Scoring touches two places in memory a feature, which is what bounds the speed of training.
#[derive(Clone, Debug)]
pub struct Perceptron {
    slots: Vec<Slot>,
    used: usize,
    weights: Vec<Weight>,
    averages: Vec<Average>,
    step: u32,
    /// What one update moves a weight by.
    unit: i32,
    frozen: bool,
    /// If given, only features that were counted often enough come into being.
    admitted: Option<Counts>,
}

/// How often features were seen, roughly: two that share a cell are counted together.
#[derive(Clone, Debug)]
pub struct Counts {
    cells: Vec<u8>,
    least: u8,
}

impl Counts {
    /// Counts for features of which those seen less than `least` times shall be left out. `bits` is the binary logarithm of the
    /// number of cells, at most 40.
    pub fn new(least: u8, bits: u32) -> Counts {
        Counts { cells: vec![0; 1 << bits], least }
    }

    /// Counts features once more.
    pub fn add(&mut self, features: &[u64]) {
        for &feature in features {
            let at = self.cell(feature);
            self.cells[at] = self.cells[at].saturating_add(1);
        }
    }

    fn admits(&self, feature: u64) -> bool {
        self.cells[self.cell(feature)] >= self.least
    }

    fn cell(&self, feature: u64) -> usize {
        (feature >> 24) as usize & (self.cells.len() - 1)
    }
}

/// A feature and its stretch; an empty slot has no capacity.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    feature: u64,
    start: u32,
    length: u16,
    capacity: u16,
}

#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    value: i32,
    label: u8,
    updates: u8,
}

/// The sum of a weight's past values, up to the step of its last change.
#[derive(Clone, Copy, Debug, Default)]
struct Average {
    total: i64,
    stamp: u32,
}

/// A weight of one; weights are kept in fractions of it, so that training can go on from averages.
const UNIT: i32 = 64;

/// How many features are looked up together.
const BATCH: usize = 64;

impl Default for Perceptron {
    fn default() -> Perceptron {
        Perceptron {
            slots: vec![Slot::default(); 1 << 12],
            used: 0,
            weights: Vec::new(),
            averages: Vec::new(),
            step: 0,
            unit: UNIT,
            frozen: false,
            admitted: None,
        }
    }
}

/// What is left out of the model file to keep it small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pruning {
    /// Weights updated less often than this go, where there are more than enough.
    pub updates: u8,
    /// Of the rest the largest stay, this many and those equal to the last of them.
    pub keep: usize,
}

/// The code that the smallest weight gets which is kept, unless the largest would not fit then; codes grow with the root of the weight.
const SMALLEST_CODE: f64 = 6.0;
/// Weights with a smaller code are not worth their place.
const LEAST_CODE: i8 = 2;

impl Perceptron {
    /// Begins without weights, for features that were counted often enough.
    pub fn admitting(counts: Counts) -> Perceptron {
        Perceptron { admitted: Some(counts), ..Perceptron::default() }
    }

    /// Counts one more example, for the average.
    pub fn tick(&mut self) {
        self.step += 1;
    }

    /// Adds the weights of the features to the scores.
    pub fn add_scores(&self, features: &[u64], scores: &mut Scores) {
        // All slots of a batch are looked up before any weight is read, so that the waits for memory overlap.
        for batch in features.chunks(BATCH) {
            let mut stretches = [(0u32, 0u16); BATCH];
            let mut found = 0;
            for &feature in batch {
                let slot = self.slots[self.place(feature)];
                stretches[found] = (slot.start, slot.length);
                found += usize::from(slot.length > 0);
            }
            for &(start, length) in &stretches[..found] {
                for weight in &self.weights[start as usize..start as usize + usize::from(length)] {
                    scores[usize::from(weight.label)] += weight.value;
                }
            }
        }
    }

    /// Moves the weights of the features for one label, by as many units as `amount` says.
    pub fn update(&mut self, features: &[u64], label: u8, amount: i32) {
        for &feature in features {
            let Some(at) = self.weight(feature, label) else { continue };
            let (weight, average) = (&mut self.weights[at], &mut self.averages[at]);
            average.total += i64::from(weight.value) * i64::from(self.step - average.stamp);
            average.stamp = self.step;
            weight.value += amount * self.unit;
            weight.updates = weight.updates.saturating_add(1);
        }
    }

    /// The slot that holds a feature, or the empty one where it belongs.
    fn place(&self, feature: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (feature >> 20) as usize & mask;
        while self.slots[at].capacity > 0 && self.slots[at].feature != feature {
            at = (at + 1) & mask;
        }
        at
    }

    /// The place of one weight, which is made if it is new, unless the weights are frozen.
    fn weight(&mut self, feature: u64, label: u8) -> Option<usize> {
        let at = self.place(feature);
        let slot = self.slots[at];
        let (start, length) = (slot.start as usize, usize::from(slot.length));
        if let Some(found) = self.weights[start..start + length].iter().position(|weight| weight.label == label) {
            return Some(start + found);
        }
        let admitted = length > 0 || self.admitted.as_ref().is_none_or(|counts| counts.admits(feature));
        if self.frozen || !admitted {
            return None;
        }
        if slot.length == slot.capacity {
            self.move_to_end(at);
        }
        let slot = &mut self.slots[at];
        slot.feature = feature;
        let place = slot.start as usize + usize::from(slot.length);
        slot.length += 1;
        self.weights[place] = Weight { value: 0, label, updates: 0 };
        self.averages[place] = Average { total: 0, stamp: self.step };
        if length == 0 {
            self.used += 1;
            if self.used * 2 > self.slots.len() {
                self.grow();
            }
        }
        Some(place)
    }

    fn move_to_end(&mut self, at: usize) {
        let Slot { feature, start, length, capacity } = self.slots[at];
        let old = start as usize..start as usize + usize::from(length);
        let start = self.weights.len();
        let capacity = (capacity * 2).max(1);
        self.weights.extend_from_within(old.clone());
        self.averages.extend_from_within(old);
        self.weights.resize(start + usize::from(capacity), Weight::default());
        self.averages.resize(start + usize::from(capacity), Average::default());
        self.slots[at] = Slot { feature, start: start as u32, length, capacity };
    }

    fn grow(&mut self) {
        let doubled = vec![Slot::default(); self.slots.len() * 2];
        for slot in std::mem::replace(&mut self.slots, doubled) {
            if slot.capacity > 0 {
                let at = self.place(slot.feature);
                self.slots[at] = slot;
            }
        }
    }

    /// Moves the weights from a wrong label to the right one.
    pub fn correct(&mut self, features: &[u64], right: u8, wrong: u8) {
        if right != wrong {
            self.update(features, right, 1);
            self.update(features, wrong, -1);
        }
    }

    /// The number of features.
    pub fn features(&self) -> usize {
        self.used
    }

    /// Cuts the weights to what pruning keeps and goes on from their averages, with smaller steps and without new features: what is
    /// kept learns to do without what went.
    pub fn restrict(&mut self, pruning: Pruning) {
        let kept = self.kept(pruning);
        let steps = f64::from(self.step.max(1));
        *self = Perceptron::default();
        for (feature, weights) in kept {
            for (label, total) in weights {
                if let Some(at) = self.weight(feature, label) {
                    self.weights[at] = Weight { value: (total as f64 / steps).round() as i32, label, updates: u8::MAX };
                }
            }
        }
        self.unit = UNIT / 2;
        self.frozen = true;
    }

    /// The averaged weights, quantised and pruned, in the order of the features' hashes.
    pub fn rows(&self, pruning: Pruning) -> Vec<Row> {
        let kept = self.kept(pruning);
        let sizes = || kept.iter().flat_map(|(_, weights)| weights).map(|(_, total)| total.unsigned_abs());
        let (smallest, largest) = (sizes().min().unwrap_or(1).max(1) as f64, sizes().max().unwrap_or(1).max(1) as f64);
        let scale = (SMALLEST_CODE * SMALLEST_CODE / smallest).min(127.0 * 127.0 / largest);
        let code = |(label, total): &(u8, i64)| (*label, code_of(*total as f64 * scale));
        let row = |(feature, weights): &(u64, Vec<(u8, i64)>)| {
            let entries: Vec<(u8, i8)> = weights.iter().map(code).filter(|(_, code)| code.abs() >= LEAST_CODE).collect();
            (!entries.is_empty()).then_some((*feature, entries))
        };
        kept.iter().filter_map(row).collect()
    }

    /// For each feature, in the order of their hashes, the labels whose weights are kept, with the sums of their past values.
    fn kept(&self, pruning: Pruning) -> Vec<(u64, Vec<(u8, i64)>)> {
        let sum = |at: usize| {
            let (weight, average) = (self.weights[at], self.averages[at]);
            average.total + i64::from(weight.value) * i64::from(self.step - average.stamp)
        };
        let stretch = |slot: &Slot| slot.start as usize..slot.start as usize + usize::from(slot.length);
        let mut slots: Vec<Slot> = self.slots.iter().copied().filter(|slot| slot.length > 0).collect();
        slots.sort_unstable_by_key(|slot| slot.feature);
        let total: usize = slots.iter().map(|slot| usize::from(slot.length)).sum();
        let least = if total > pruning.keep { pruning.updates.max(1) } else { 1 };
        let is_candidate = |at: &usize| self.weights[*at].updates >= least;
        let mut sizes: Vec<u64> = slots
            .iter()
            .flat_map(stretch)
            .filter(is_candidate)
            .map(|at| sum(at).unsigned_abs())
            .filter(|&size| size > 0)
            .collect();
        let cut = sizes.len().saturating_sub(pruning.keep).min(sizes.len().saturating_sub(1));
        let smallest = if sizes.is_empty() { 1 } else { *sizes.select_nth_unstable(cut).1 };
        let mut kept = Vec::new();
        for slot in &slots {
            let large = stretch(slot).filter(is_candidate).map(|at| (self.weights[at].label, sum(at)));
            let mut weights: Vec<(u8, i64)> = large.filter(|(_, sum)| sum.unsigned_abs() >= smallest).collect();
            weights.sort_unstable();
            if !weights.is_empty() {
                kept.push((slot.feature, weights));
            }
        }
        kept
    }
}

/// Scores without any weight.
pub fn no_scores() -> Scores {
    [0; MOST_LABELS]
}

/// The best label, the first among equals, of those that `allowed` accepts.
pub fn best(scores: &Scores, labels: usize, allowed: impl Fn(usize) -> bool) -> Option<u8> {
    let mut best: Option<(usize, i32)> = None;
    for (label, &score) in scores.iter().enumerate().take(labels) {
        if allowed(label) && best.is_none_or(|(_, top)| score > top) {
            best = Some((label, score));
        }
    }
    best.map(|(label, _)| label as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_found_again_and_averaged() {
        let mut perceptron = Perceptron::default();
        for feature in 0..10_000u64 {
            perceptron.update(&[feature << 20], (feature % 7) as u8, 1);
        }
        for _ in 0..4 {
            perceptron.tick();
        }
        for feature in 0..10_000u64 {
            perceptron.update(&[feature << 20], 9, -2);
        }
        for _ in 0..4 {
            perceptron.tick();
        }
        perceptron.update(&[5 << 20], 8, 1);
        let mut scores = no_scores();
        perceptron.add_scores(&[5 << 20, 6 << 20, 99_999 << 20], &mut scores);
        assert_eq!((scores[5], scores[6], scores[8], scores[9]), (64, 64, 64, -256));
        let rows = perceptron.rows(Pruning { updates: 1, keep: 20_000 });
        assert_eq!(rows.len(), 10_000);
        // Both weights have the same average; the one that came with the last step has none yet.
        assert_eq!(rows[5], (5 << 20, vec![(5, 6), (9, -6)]));
        // From here on there are averages to start from and nothing new.
        perceptron.restrict(Pruning { updates: 1, keep: 20_000 });
        perceptron.update(&[5 << 20, 7], 5, 1);
        let mut scores = no_scores();
        perceptron.add_scores(&[5 << 20, 7], &mut scores);
        assert_eq!((scores[5], scores[8], scores[9]), (96, 0, -64));
    }
}
