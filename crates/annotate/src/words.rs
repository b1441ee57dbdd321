//! The closed lists that words and sentences are cut by: abbreviations, sentence starters, prefixes.
//!
//! The lists are plain text under `data/`. This module reads them; it cuts nothing.

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// What may follow an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Before a name: no sentence ends here.
    Title,
    /// An abbreviation only before a digit.
    Number,
    /// Months and weekdays.
    Calendar,
    /// Never ends a sentence.
    Inner,
    /// May end a sentence.
    Free,
}

/// The lists, read once.
#[derive(Clone, Debug)]
pub struct Words {
    abbreviations: FxHashMap<String, Abbreviation>,
    starters: FxHashSet<&'static str>,
    prefixes: FxHashSet<&'static str>,
    syllables: FxHashSet<&'static str>,
    borders: FxHashMap<&'static str, BTreeSet<&'static str>>,
}

impl Words {
    /// The lists that are compiled into the program.
    pub fn embedded() -> Words {
        let mut abbreviations = FxHashMap::default();
        for line in lines(include_str!("../data/abbreviations.txt")) {
            let Some((group, words)) = line.split_once(':') else { continue };
            let kind = match group {
                "title" => Abbreviation::Title,
                "number" => Abbreviation::Number,
                "calendar" => Abbreviation::Calendar,
                "inner" => Abbreviation::Inner,
                _ => Abbreviation::Free,
            };
            for word in words.split_whitespace() {
                abbreviations.insert(word.to_string(), kind);
                if kind == Abbreviation::Free || kind == Abbreviation::Inner {
                    abbreviations.insert(capitalised(word), kind);
                }
            }
        }
        Words {
            abbreviations,
            starters: entries(include_str!("../data/starters.txt")),
            prefixes: entries(include_str!("../data/prefixes.txt")),
            syllables: entries(include_str!("../data/korean-syllables.txt")),
            borders: lines(include_str!("../data/borders.txt"))
                .filter_map(|line| line.split_once(':'))
                .map(|(group, words)| (group, words.split_whitespace().collect()))
                .collect(),
        }
    }

    /// What may follow the word, if it is an abbreviation of the list. The period belongs to `word`.
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        let shouted = || word.len() > 3 && !word.contains(char::is_lowercase);
        let found = self.abbreviations.get(word).copied();
        found.or_else(|| shouted().then(|| self.abbreviations.get(&capitalised(&word.to_lowercase())).copied()).flatten())
    }

    /// The words of a group that tells of borders of sentences.
    pub fn of_borders(&self, group: &str) -> impl Iterator<Item = &'static str> {
        self.borders.get(group).into_iter().flatten().copied()
    }

    /// Whether the word is one of a group that tells of borders of sentences.
    pub fn tells_border(&self, group: &str, word: &str) -> bool {
        self.borders.get(group).is_some_and(|words| words.contains(word))
    }

    /// Whether the word, whatever its capitals, often begins a sentence and no name.
    pub fn is_starter(&self, word: &str) -> bool {
        word.len() < 16 && self.starters.contains(CompactString::from_str_to_lowercase(word).as_str())
    }

    /// Whether a hyphen after this word stays inside it.
    pub fn is_prefix(&self, word: &str) -> bool {
        word.len() < 8 && self.prefixes.contains(CompactString::from_str_to_lowercase(word).as_str())
    }

    /// Whether two words with a hyphen between are one Korean given name: "Jae" and "in".
    pub fn is_korean(&self, first: &str, second: &str) -> bool {
        let known = |word: &str| word.len() < 7 && self.syllables.contains(CompactString::from_str_to_lowercase(word).as_str());
        first.starts_with(char::is_uppercase) && known(first) && known(second)
    }
}

/// The lines of a list that say something.
fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn entries(list: &'static str) -> FxHashSet<&'static str> {
    lines(list).flat_map(str::split_whitespace).collect()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_read() {
        let words = Words::embedded();
        assert_eq!(words.abbreviation("Mr."), Some(Abbreviation::Title));
        assert_eq!(words.abbreviation("Etc."), Some(Abbreviation::Free));
        assert!(words.is_starter("The") && words.is_prefix("Anti") && !words.is_prefix("US"));
    }
}
