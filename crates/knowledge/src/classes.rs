//! Word classes: named lists of lemmas that rules ask for with `@name`.

use crate::Problem;
use crate::records::{Record, normalised, split};
use rustc_hash::FxHashMap;

/// The number of a class: the classes are asked for so often that names are compared once only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassNumber(u32);

/// All word classes.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    /// Their names, by their numbers.
    names: Vec<String>,
    numbers: FxHashMap<String, ClassNumber>,
    /// The classes of each word, in the order of their numbers.
    words: FxHashMap<String, Vec<ClassNumber>>,
}

impl Classes {
    /// Adds the class of one record; a second record of the same name adds words.
    pub(crate) fn read(&mut self, record: &Record<'_>, problems: &mut Vec<Problem>) {
        record.check_keys(&["about", "words"], problems);
        let name = &*record.head().value;
        let number = self.number(name).unwrap_or_else(|| {
            let number = ClassNumber(self.names.len() as u32);
            self.names.push(name.to_string());
            self.numbers.insert(name.to_string(), number);
            number
        });
        for word in record.all("words").flat_map(|line| split(&line.value, ',')) {
            let classes = self.words.entry(normalised(word)).or_default();
            if let Err(at) = classes.binary_search(&number) {
                classes.insert(at, number);
            }
        }
    }

    /// Whether there is a class of that name.
    pub fn has(&self, class: &str) -> bool {
        self.numbers.contains_key(class)
    }

    /// The number of the class of that name.
    pub fn number(&self, class: &str) -> Option<ClassNumber> {
        self.numbers.get(class).copied()
    }

    /// Whether a lemma or phrase in lower case belongs to a class.
    pub fn contains(&self, class: &str, lemma: &str) -> bool {
        self.number(class).is_some_and(|number| self.numbers_of(lemma).contains(&number))
    }

    /// The numbers of the classes that a lemma or phrase in lower case belongs to, in order.
    pub fn numbers_of(&self, lemma: &str) -> &[ClassNumber] {
        self.words.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The classes that a lemma in lower case belongs to, in order of their names.
    pub fn of(&self, lemma: &str) -> Vec<&str> {
        let mut names: Vec<&str> = self.numbers_of(lemma).iter().map(|number| self.names[number.0 as usize].as_str()).collect();
        names.sort_unstable();
        names
    }
}
