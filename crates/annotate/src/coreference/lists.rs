//! Lists by key, their members linked to each other in one vector, so that no list asks for memory of its own.

use rustc_hash::FxHashMap;
use std::hash::Hash;

/// Lists of places in some other list.
#[derive(Clone, Debug)]
pub struct Lists<Key> {
    /// Where each list's last member is.
    last: FxHashMap<Key, usize>,
    /// Each member with where the one before it in its list is.
    members: Vec<(usize, Option<usize>)>,
}

impl<Key> Default for Lists<Key> {
    fn default() -> Lists<Key> {
        Lists { last: FxHashMap::default(), members: Vec::new() }
    }
}

impl<Key: Hash + Eq> Lists<Key> {
    /// Forgets all lists.
    pub fn clear(&mut self) {
        self.last.clear();
        self.members.clear();
    }

    /// Appends a member to the list of a key.
    pub fn push(&mut self, key: Key, member: usize) {
        let before = self.last.insert(key, self.members.len());
        self.members.push((member, before));
    }

    /// The members of a key's list, the last first.
    pub fn at<'l>(&'l self, key: &Key) -> impl Iterator<Item = usize> + use<'l, Key> {
        let link = |at: usize| self.members[at];
        let last = self.last.get(key).map(|&last| link(last));
        std::iter::successors(last, move |&(_, before)| before.map(link)).map(|(member, _)| member)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_its_own_members() {
        let mut lists = Lists::default();
        for (key, member) in [("a", 1), ("b", 2), ("a", 3), ("a", 1)] {
            lists.push(key, member);
        }
        assert_eq!(lists.at(&"a").collect::<Vec<_>>(), [1, 3, 1]);
        assert_eq!(lists.at(&"b").collect::<Vec<_>>(), [2]);
        assert_eq!(lists.at(&"c").next(), None);
    }
}
