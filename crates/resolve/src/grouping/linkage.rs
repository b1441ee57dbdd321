//! Groups items by the scores of a sparse set of pairs: what holds two groups together is the average over all their pairs (average
//! linkage), with a share of the best. The average keeps chains from forming; the best lets a group with one clear report draw in
//! those that say little.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Strengths are kept in thousandths, so that nearly equal ones do not tie.
const SCALE: i64 = 1000;

/// When groups are joined; all values in hundredths of a logit.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Two groups are joined while what holds them together is at least this.
    pub join: i64,
    /// The score of a pair that is no candidate.
    pub strangers: i64,
    /// How much of a hundred the best pair counts beside the average.
    pub best: i64,
    /// What no pair of two groups may be, nor less, whatever the others are.
    pub never: i64,
    /// The least that the best pair has to be: what chains of such pairs do not connect is grouped apart, whatever else there is.
    pub tie: i64,
}

/// What is known of the pairs between two groups.
#[derive(Clone, Copy)]
struct Bond {
    sum: i64,
    pairs: i64,
    best: i64,
    worst: i64,
}

impl Bond {
    fn with(self, other: Bond) -> Bond {
        Bond {
            sum: self.sum + other.sum,
            pairs: self.pairs + other.pairs,
            best: self.best.max(other.best),
            worst: self.worst.min(other.worst),
        }
    }

    /// How strongly it holds two groups of so many pairs together.
    fn strength(self, all: i64, measure: Measure) -> i64 {
        let average = (self.sum + (all - self.pairs) * measure.strangers) * SCALE / all;
        (average * (100 - measure.best) + self.best * SCALE * measure.best) / 100
    }
}

/// Groups `number` items by the scores of their pairs (the smaller item first). Each group is in order; so are the groups.
pub fn cluster(number: usize, pairs: &[((usize, usize), i64)], measure: Measure) -> Vec<Vec<usize>> {
    let mut members: Vec<Vec<usize>> = (0..number).map(|at| vec![at]).collect();
    let mut bonds: Vec<BTreeMap<usize, Bond>> = vec![BTreeMap::new(); number];
    let mut heap = BinaryHeap::new();
    let push = |heap: &mut BinaryHeap<_>, a: usize, b: usize, sizes: (usize, usize), bond: Bond| {
        let strength = bond.strength((sizes.0 * sizes.1) as i64, measure);
        if strength >= measure.join * SCALE && bond.best >= measure.tie && bond.worst > measure.never {
            heap.push((strength, Reverse((a.min(b), a.max(b))), sizes.0 + sizes.1));
        }
    };
    for &((a, b), score) in pairs {
        let bond = Bond { sum: score, pairs: 1, best: score, worst: score };
        bonds[a].insert(b, bond);
        bonds[b].insert(a, bond);
        push(&mut heap, a, b, (1, 1), bond);
    }
    while let Some((_, Reverse((a, b)), size)) = heap.pop() {
        // A group grows only, under the smaller of its names: what no longer has its size is an old entry.
        if members[a].len() + members[b].len() != size || members[a].is_empty() || members[b].is_empty() {
            continue;
        }
        let moved = std::mem::take(&mut members[b]);
        members[a].extend(moved);
        let others = std::mem::take(&mut bonds[b]);
        bonds[a].remove(&b);
        for (other, bond) in others.into_iter().filter(|(other, _)| *other != a) {
            bonds[other].remove(&b);
            let joint = bonds[a].get(&other).map_or(bond, |known| known.with(bond));
            bonds[a].insert(other, joint);
            bonds[other].insert(a, joint);
        }
        for (&other, &bond) in &bonds[a] {
            push(&mut heap, a, other, (members[a].len(), members[other].len()), bond);
        }
    }
    members.retain(|group| !group.is_empty());
    members.iter_mut().for_each(|group| group.sort_unstable());
    members.sort();
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Measure = Measure { join: 150, strangers: -300, best: 0, never: -1000, tie: 150 };

    #[test]
    fn one_link_does_not_chain() {
        let pairs = [((0, 1), 400), ((2, 3), 400), ((1, 2), 400)];
        assert_eq!(cluster(4, &pairs, PLAIN), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn what_is_told_apart_nothing_brings_together() {
        let pairs = [((0, 1), 900), ((1, 2), 900), ((0, 2), -200)];
        assert_eq!(cluster(3, &pairs, PLAIN), [vec![0, 1, 2]]);
        assert_eq!(cluster(3, &pairs, Measure { never: -200, ..PLAIN }), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn all_alike_are_one() {
        let pairs = [((0, 1), 200), ((0, 2), 200), ((1, 2), 200)];
        assert_eq!(cluster(4, &pairs, PLAIN), [vec![0, 1, 2], vec![3]]);
    }
}
