//! Word classes: named lists of lemmas that rules ask for with `@name`.

use crate::Problem;
use crate::records::{Record, normalised, split};
use std::collections::{BTreeMap, HashSet};

/// All word classes.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    words: BTreeMap<String, HashSet<String>>,
}

impl Classes {
    /// Adds the class of one record; a second record of the same name adds words.
    pub(crate) fn read(&mut self, record: &Record, problems: &mut Vec<Problem>) {
        record.check_keys(&["about", "words"], problems);
        let words = self.words.entry(record.head().value.clone()).or_default();
        for line in record.all("words") {
            words.extend(split(&line.value, ',').map(normalised));
        }
    }

    /// Whether there is a class of that name.
    pub fn has(&self, class: &str) -> bool {
        self.words.contains_key(class)
    }

    /// Whether a lemma or phrase in lower case belongs to a class.
    pub fn contains(&self, class: &str, lemma: &str) -> bool {
        self.words.get(class).is_some_and(|words| words.contains(lemma))
    }

    /// The classes that a lemma in lower case belongs to, in order of their names.
    pub fn of<'c>(&'c self, lemma: &'c str) -> impl Iterator<Item = &'c str> {
        self.words.iter().filter(move |(_, words)| words.contains(lemma)).map(|(class, _)| class.as_str())
    }

    /// The words of a class, in no order; empty for an unknown one.
    pub fn words(&self, class: &str) -> Vec<&str> {
        let mut words: Vec<&str> = self.words.get(class).into_iter().flatten().map(String::as_str).collect();
        words.sort_unstable();
        words
    }
}
