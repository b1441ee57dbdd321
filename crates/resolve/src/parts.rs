//! Things that pairs connect: by each pair, its two sides and all that either is connected with come together.

use std::collections::BTreeMap;

/// Things and what connects them. The smallest thing of a part stands for it, so that the order of pairs does not matter.
#[derive(Clone, Debug)]
pub struct Parts<K> {
    above: BTreeMap<K, K>,
}

impl<K> Default for Parts<K> {
    fn default() -> Parts<K> {
        Parts { above: BTreeMap::new() }
    }
}

impl<K: Copy + Ord> Parts<K> {
    /// Takes up a thing, by itself as long as nothing connects it.
    pub fn add(&mut self, thing: K) {
        self.above.entry(thing).or_insert(thing);
    }

    /// Connects two things.
    pub fn join(&mut self, one: K, other: K) {
        self.add(one);
        self.add(other);
        let (one, other) = (self.first(one), self.first(other));
        self.above.insert(one.max(other), one.min(other));
    }

    /// The smallest thing that a thing is connected with; itself where nothing is known of it.
    pub fn first(&self, mut thing: K) -> K {
        while let Some(&above) = self.above.get(&thing).filter(|above| **above != thing) {
            thing = above;
        }
        thing
    }

    /// All parts in order of their smallest things, each in order.
    pub fn all(&self) -> Vec<Vec<K>> {
        let mut parts: BTreeMap<K, Vec<K>> = BTreeMap::new();
        for &thing in self.above.keys() {
            parts.entry(self.first(thing)).or_default().push(thing);
        }
        parts.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_in_either_order_make_one_part() {
        for pairs in [[(1, 2), (5, 4), (2, 4)], [(4, 2), (2, 1), (4, 5)]] {
            let mut parts = Parts::default();
            parts.add(3);
            pairs.into_iter().for_each(|(one, other)| parts.join(one, other));
            assert_eq!(parts.all(), [vec![1, 2, 4, 5], vec![3]]);
            assert_eq!((parts.first(5), parts.first(3), parts.first(9)), (1, 3, 9));
        }
    }
}
