//! One sentence as the classifiers see it: hashed words with their dictionary classes, how the whole is set, and the tags given
//! so far. And the list that features are gathered in.

use crate::ModelError;
use crate::dictionary::Dictionary;
use crate::flat::{Reader, Writer};
use crate::hash;
use crate::lexeme::{Lexeme, lexeme};
use document::Upos;

/// How a sentence is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Setting {
    /// Capitals where grammar wants them.
    #[default]
    Running,
    /// Capitals only: "TROOPS CROSS BORDER".
    Capitals,
    /// No capitals at all.
    Small,
    /// A capital on nearly every word: "Troops Cross Border Into Enclave".
    Title,
}

/// The hashed words of a sentence.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// One lexeme a word.
    pub lexemes: Vec<Lexeme>,
    /// The dictionary class of each word.
    pub classes: Vec<u16>,
    /// The label of each word's tag, as far as tagged.
    pub tags: Vec<u8>,
    /// The caller's hint for each word; zero for none.
    pub hints: Vec<u8>,
    /// How it is set.
    pub setting: Setting,
    characters: Vec<char>,
}

/// What is known of words before any sentence is read.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// The set of tags that a word was seen with in training, by its small form with digits as zeros.
    pub classes: Dictionary,
    /// The number of a word's cluster, by its form as it stands or in small letters; the first has number one.
    pub clusters: Dictionary,
    /// The path to each cluster from the root of the tree of clusters, the first branch in the lowest bit.
    pub paths: Vec<u32>,
    /// The parts of speech that a lemma is known as, one bit each as [`part_bit`] gives it.
    pub lemmas: Dictionary,
}

/// The bit of a part of speech whose lemmas are listed; zero for the others.
pub fn part_bit(upos: Upos) -> u16 {
    match upos {
        Upos::NOUN => 1,
        Upos::VERB => 2,
        Upos::ADJ => 4,
        Upos::ADV => 8,
        _ => 0,
    }
}

impl Lexicon {
    /// Whether a lemma is listed under a part of speech.
    pub fn knows_lemma(&self, lemma: &str, upos: Upos) -> bool {
        self.lemmas.get(hash::text(lemma)) & part_bit(upos) != 0
    }

    fn cluster(&self, lexeme: &Lexeme) -> u64 {
        let mut number = self.clusters.get(lexeme.form);
        if number == 0 {
            number = self.clusters.get(lexeme.lower);
        }
        usize::from(number).checked_sub(1).and_then(|at| self.paths.get(at)).map_or(0, |&path| u64::from(path))
    }

    /// Appends the lexicon to a model file.
    pub fn write(&self, writer: &mut Writer) {
        self.classes.write(writer);
        self.clusters.write(writer);
        writer.numbers(&self.paths);
        self.lemmas.write(writer);
    }

    /// Reads the lexicon from a model file.
    pub fn read(reader: &mut Reader) -> Result<Lexicon, ModelError> {
        reader.section("lexicon");
        Ok(Lexicon {
            classes: Dictionary::read(reader)?,
            clusters: Dictionary::read(reader)?,
            paths: reader.numbers()?,
            lemmas: Dictionary::read(reader)?,
        })
    }
}

/// Stands for what lies before the first and after the last word.
pub const OUTSIDE: Lexeme = Lexeme {
    form: 1,
    lower: 1,
    prefixes: [1; 4],
    suffixes: [1; 6],
    shape: 1,
    cluster: 1,
    capital: false,
    all_capitals: false,
    lowercase_letters: 0,
};

/// The class of what lies outside.
pub const OUTSIDE_CLASS: u64 = 70_000;

impl Sentence {
    /// Fills the sentence with the words of another, keeping its memory. Missing hints are none.
    pub fn fill(&mut self, forms: &[&str], hints: &[u8], lexicon: &Lexicon) {
        self.lexemes.clear();
        self.classes.clear();
        self.tags.clear();
        for form in forms {
            let mut lexeme = lexeme(form, &mut self.characters);
            lexeme.cluster = lexicon.cluster(&lexeme);
            self.classes.push(lexicon.classes.get(lexeme.lower));
            self.lexemes.push(lexeme);
        }
        self.hints.clear();
        self.hints.extend(hints.iter().copied().chain(std::iter::repeat(0)).take(forms.len()));
        self.setting = setting_of(&self.lexemes);
    }

    /// The lexeme at a distance from a word.
    pub fn lexeme(&self, word: usize, distance: isize) -> &Lexeme {
        word.checked_add_signed(distance).and_then(|at| self.lexemes.get(at)).unwrap_or(&OUTSIDE)
    }

    /// The class at a distance from a word.
    pub fn class(&self, word: usize, distance: isize) -> u64 {
        word.checked_add_signed(distance).and_then(|at| self.classes.get(at)).map_or(OUTSIDE_CLASS, |&class| u64::from(class))
    }

    /// The tag's label at a distance from a word.
    pub fn tag(&self, word: usize, distance: isize) -> u64 {
        word.checked_add_signed(distance).and_then(|at| self.tags.get(at)).map_or(OUTSIDE_CLASS, |&tag| u64::from(tag))
    }

    /// The hint at a distance from a word.
    pub fn hint(&self, word: usize, distance: isize) -> u64 {
        word.checked_add_signed(distance).and_then(|at| self.hints.get(at)).map_or(0, |&hint| u64::from(hint))
    }
}

fn setting_of(lexemes: &[Lexeme]) -> Setting {
    let lettered = lexemes.iter().filter(|word| word.all_capitals || word.capital || word.lowercase_letters > 0).count();
    let capital = lexemes.iter().filter(|word| word.capital).count();
    let small_letters: u32 = lexemes.iter().map(|word| word.lowercase_letters).sum();
    if lettered >= 2 && small_letters == 0 {
        Setting::Capitals
    } else if lettered >= 2 && capital == 0 {
        Setting::Small
    } else if lettered >= 4 && capital * 4 >= lettered * 3 {
        Setting::Title
    } else {
        Setting::Running
    }
}

/// Gathers hashed features. Every call takes the next template number, whether or not it adds something, so numbers stay fixed.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// The features gathered since [`Features::clear`].
    pub list: Vec<u64>,
    template: u64,
}

impl Features {
    /// Begins a new list.
    pub fn clear(&mut self) {
        self.list.clear();
        self.template = 0;
    }

    /// Adds a feature of one value.
    pub fn one(&mut self, a: u64) {
        self.template += 1;
        self.list.push(hash::one(self.template, a));
    }

    /// Adds a feature of two values.
    pub fn two(&mut self, a: u64, b: u64) {
        self.template += 1;
        self.list.push(hash::two(self.template, a, b));
    }

    /// Adds a feature of three values.
    pub fn three(&mut self, a: u64, b: u64, c: u64) {
        self.template += 1;
        self.list.push(hash::three(self.template, a, b, c));
    }

    /// Adds a feature of one value if it is not zero.
    pub fn one_if(&mut self, a: u64) {
        self.template += 1;
        if a != 0 {
            self.list.push(hash::one(self.template, a));
        }
    }

    /// Adds a feature of two values if the first is not zero.
    pub fn two_if(&mut self, a: u64, b: u64) {
        self.template += 1;
        if a != 0 {
            self.list.push(hash::two(self.template, a, b));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_told_apart() {
        let setting = |words: &str| {
            let mut sentence = Sentence::default();
            sentence.fill(&words.split(' ').collect::<Vec<_>>(), &[], &Lexicon::default());
            sentence.setting
        };
        assert_eq!(setting("Troops crossed the border on Monday ."), Setting::Running);
        assert_eq!(setting("TROOPS CROSS BORDER"), Setting::Capitals);
        assert_eq!(setting("troops cross border"), Setting::Small);
        assert_eq!(setting("Troops Cross Border Into Enclave"), Setting::Title);
        assert_eq!(setting(". , !"), Setting::Running);
    }
}
