//! Words and synonym sets of verb dictionaries, and which words of a text they are.

use std::collections::HashMap;

/// A word that a pattern asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word in lower case.
    pub text: String,
    /// Which words of a text it is.
    pub fit: Fit,
}

/// Which words of a text a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Itself (`_` behind it).
    Exact,
    /// Itself and its inflected forms; long words also as stems, because dictionaries that were made for stems go on being used.
    Inflected,
    /// Every word that begins with it, as in TABARI.
    Stem,
}

/// From so many letters on an inflected word may be a stem that was cut.
const LONG: usize = 6;
/// A stem of fewer letters would be any word.
const SHORT: usize = 3;

impl Word {
    /// Whether a word of a text, by its form and lemma in lower case, is this one.
    pub fn is(&self, form: &str, lemma: &str) -> bool {
        let text = self.text.as_str();
        if form == text {
            return true;
        }
        let is_stem = |least: usize| text.chars().count() >= least && form.starts_with(text);
        match self.fit {
            Fit::Exact => false,
            Fit::Inflected => lemma == text || plural(text) == form || is_stem(LONG),
            Fit::Stem => lemma == text || is_stem(SHORT),
        }
    }
}

/// The regular plural of a noun in lower case.
pub(super) fn plural(noun: &str) -> String {
    let before = noun.chars().rev().nth(1);
    match noun.chars().last() {
        Some('y') if before.is_some_and(|letter| !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')) => {
            format!("{}ies", &noun[..noun.len() - 1])
        }
        Some('s' | 'x' | 'z') => format!("{noun}es"),
        Some('h') if matches!(before, Some('c' | 's')) => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

/// The words of text in which `_` and hyphens join them: `fit` is that of the last one, and a `_` at the end makes it exact.
pub(super) fn sequence(text: &str, fit: Fit) -> Vec<Word> {
    let fit = if text.ends_with('_') { Fit::Exact } else { fit };
    let mut words: Vec<Word> = text
        .split(['_', '-'])
        .filter(|word| !word.is_empty())
        .map(|word| Word { text: word.to_lowercase(), fit: Fit::Inflected })
        .collect();
    if let Some(last) = words.last_mut() {
        last.fit = fit;
    }
    words
}

/// All synonym sets.
#[derive(Clone, Debug, Default)]
pub struct Synsets {
    /// Their members, each some words that follow each other.
    pub all: Vec<Vec<Vec<Word>>>,
    names: HashMap<String, usize>,
}

impl Synsets {
    /// The set of that name (without `&`), made where there is none yet.
    pub(super) fn define(&mut self, name: &str) -> usize {
        let next = self.all.len();
        let at = *self.names.entry(name.trim_end_matches('_').to_string()).or_insert(next);
        if at == next {
            self.all.push(Vec::new());
        }
        at
    }

    /// A set without a name.
    pub(super) fn add(&mut self, members: Vec<Vec<Word>>) -> usize {
        self.all.push(members);
        self.all.len() - 1
    }

    /// The set of that name (without `&`).
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.names.get(name.trim_end_matches('_')).copied()
    }

    /// The set whose name, followed by `_`, begins this text, and what comes behind.
    pub(super) fn beginning<'t>(&self, text: &'t str) -> Option<(usize, &'t str)> {
        let cuts = text.char_indices().rev().filter(|(_, character)| *character == '_').map(|(at, _)| at);
        cuts.filter_map(|at| Some((self.named(&text[..at])?, &text[at + 1..]))).next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str, fit: Fit, form: &str, lemma: &str) -> bool {
        Word { text: text.into(), fit }.is(form, lemma)
    }

    #[test]
    fn fits_differ_in_what_may_come_behind() {
        assert!(is("war", Fit::Exact, "war", "war") && !is("war", Fit::Exact, "wars", "war"));
        assert!(is("war", Fit::Inflected, "wars", "war") && !is("war", Fit::Inflected, "warning", "warning"));
        assert!(is("offenc", Fit::Inflected, "offences", "offence"));
        assert!(is("negoti", Fit::Stem, "negotiators", "negotiator") && is("ban", Fit::Stem, "bandit", "bandit"));
        assert!(!is("to", Fit::Stem, "today", "today"));
    }

    #[test]
    fn plurals_are_regular() {
        let plurals: Vec<String> =
            ["army", "play", "bus", "church", "graph", "tax", ""].iter().map(|noun| plural(noun)).collect();
        assert_eq!(plurals, ["armies", "plays", "buses", "churches", "graphs", "taxes", "s"]);
    }

    #[test]
    fn a_set_may_begin_a_row_of_words() {
        let mut synsets = Synsets::default();
        let set = synsets.define("FIGHT");
        assert_eq!(synsets.beginning("FIGHT_OF_WORDS"), Some((set, "OF_WORDS")));
        assert_eq!(synsets.named("FIGHT_"), Some(set));
        assert_eq!(synsets.beginning("FIGHTS"), None);
    }
}
