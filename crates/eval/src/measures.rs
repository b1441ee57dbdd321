//! The three measures of coreference that CoNLL 2012 takes the mean of: MUC counts links, B-cubed mentions, CEAF-e entities.

use std::collections::{BTreeMap, BTreeSet};

/// A mention's place.
pub(crate) type Key = (usize, usize);

/// A share as it adds up over documents.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// How much is right.
    pub right: f64,
    /// Of how much.
    pub of: f64,
}

impl Share {
    fn add(&mut self, right: f64, of: f64) {
        self.right += right;
        self.of += of;
    }

    fn value(self) -> f64 {
        if self.of == 0.0 { 0.0 } else { 100.0 * self.right / self.of }
    }
}

/// One measure over all documents.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measure {
    /// Of what the program says.
    pub precision: Share,
    /// Of what the gold has.
    pub recall: Share,
}

impl Measure {
    /// The harmonic mean of precision and recall, 0 to 100.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision.value(), self.recall.value());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

/// For each mention the entity that it belongs to.
fn entity_of(entities: &[Vec<Key>]) -> BTreeMap<Key, usize> {
    entities.iter().enumerate().flat_map(|(entity, mentions)| mentions.iter().map(move |&mention| (mention, entity))).collect()
}

/// Adds a document's MUC: an entity of n mentions has n - 1 links, one less for each other part that it falls into on the other side.
pub(crate) fn add_muc(measure: &mut Measure, gold: &[Vec<Key>], said: &[Vec<Key>]) {
    let add = |share: &mut Share, entities: &[Vec<Key>], other: &[Vec<Key>]| {
        let other = entity_of(other);
        for entity in entities {
            let parts: BTreeSet<usize> = entity.iter().filter_map(|mention| other.get(mention).copied()).collect();
            let alone = entity.iter().filter(|mention| !other.contains_key(mention)).count();
            share.add((entity.len() - parts.len() - alone) as f64, (entity.len() - 1) as f64);
        }
    };
    add(&mut measure.recall, gold, said);
    add(&mut measure.precision, said, gold);
}

/// Adds a document's B-cubed: for each mention, how much of its entity is in the other side's entity of it.
pub(crate) fn add_b_cubed(measure: &mut Measure, gold: &[Vec<Key>], said: &[Vec<Key>]) {
    let add = |share: &mut Share, entities: &[Vec<Key>], other: &[Vec<Key>]| {
        let other_of = entity_of(other);
        for entity in entities {
            for mention in entity {
                let common = other_of.get(mention).map_or(0, |&found| common(entity, &other[found]));
                share.add(common as f64 / entity.len() as f64, 1.0);
            }
        }
    };
    add(&mut measure.recall, gold, said);
    add(&mut measure.precision, said, gold);
}

/// Adds a document's CEAF-e: entities are paired one to one so that they have most in common.
pub(crate) fn add_ceaf(measure: &mut Measure, gold: &[Vec<Key>], said: &[Vec<Key>]) {
    let like = |a: &[Key], b: &[Key]| 2.0 * common(a, b) as f64 / (a.len() + b.len()) as f64;
    let table: Vec<Vec<f64>> = gold.iter().map(|a| said.iter().map(|b| like(a, b)).collect()).collect();
    let best = best_pairing(&table);
    measure.recall.add(best, gold.len() as f64);
    measure.precision.add(best, said.len() as f64);
}

fn common(a: &[Key], b: &[Key]) -> usize {
    a.iter().filter(|mention| b.contains(mention)).count()
}

/// The greatest sum of cells of which no two stand in one row or column (the Hungarian method, over costs that are the negated cells).
fn best_pairing(table: &[Vec<f64>]) -> f64 {
    let columns = table.first().map_or(0, Vec::len);
    let size = table.len().max(columns);
    let gain = |row: usize, column: usize| table.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or(0.0);
    // Places count from one; zero is the row or column that stands outside of the table.
    let (mut of_row, mut of_column) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    let mut taken_by = vec![0; size + 1];
    for row in 1..=size {
        let mut least = vec![f64::INFINITY; size + 1];
        let (mut used, mut way) = (vec![false; size + 1], vec![0; size + 1]);
        taken_by[0] = row;
        let mut column = 0;
        while taken_by[column] != 0 {
            used[column] = true;
            let here = taken_by[column];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for other in (1..=size).filter(|&other| !used[other]) {
                let cost = -gain(here - 1, other - 1) - of_row[here] - of_column[other];
                if cost < least[other] {
                    least[other] = cost;
                    way[other] = column;
                }
                if least[other] < step {
                    step = least[other];
                    next = other;
                }
            }
            for other in 0..=size {
                if used[other] {
                    of_row[taken_by[other]] += step;
                    of_column[other] -= step;
                } else {
                    least[other] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            taken_by[column] = taken_by[way[column]];
            column = way[column];
        }
    }
    (1..=size).filter(|&column| taken_by[column] > 0).map(|column| gain(taken_by[column] - 1, column - 1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entities(parts: &[&[usize]]) -> Vec<Vec<Key>> {
        parts.iter().map(|part| part.iter().map(|&at| (at, at + 1)).collect()).collect()
    }

    #[test]
    fn the_measures_agree_with_sums_by_hand() {
        // Two entities of the gold, one of them found cut short, and a stranger.
        let (gold, said) = (entities(&[&[1, 2, 3], &[4, 5]]), entities(&[&[1, 2], &[4, 6]]));
        let (mut muc, mut b_cubed, mut ceaf) = <(Measure, Measure, Measure)>::default();
        add_muc(&mut muc, &gold, &said);
        assert_eq!((muc.recall, muc.precision), (Share { right: 1.0, of: 3.0 }, Share { right: 1.0, of: 2.0 }));
        add_b_cubed(&mut b_cubed, &gold, &said);
        assert_eq!(b_cubed.recall, Share { right: 2.0 / 3.0 + 2.0 / 3.0 + 0.5, of: 5.0 });
        assert_eq!(b_cubed.precision, Share { right: 2.5, of: 4.0 });
        add_ceaf(&mut ceaf, &gold, &said);
        assert_eq!(ceaf.recall, Share { right: 4.0 / 5.0 + 0.5, of: 2.0 });
    }

    #[test]
    fn entities_are_paired_for_the_best_sum() {
        assert_eq!(best_pairing(&[vec![0.9, 0.8], vec![0.8, 0.1]]), 1.6);
        assert_eq!(best_pairing(&[vec![0.2, 0.5, 0.3]]), 0.5);
        assert_eq!(best_pairing(&[]), 0.0);
    }
}
