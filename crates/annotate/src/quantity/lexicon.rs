//! Reads the lists of `knowledge/quantities`: number words, ordinals, vague numbers, bounds, measures. Computes nothing.

use document::QuantityKind;
use rustc_hash::{FxHashMap, FxHashSet};

/// What the words around a number do to its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The number is the lower bound; the upper one is open.
    Low,
    /// The number is the upper bound, zero the lower.
    High,
    /// The number stands as it is.
    About,
}

/// A phrase of several words and what it says. Longer phrases come first in lists.
#[derive(Clone, Debug)]
pub struct Phrase<T> {
    /// Its words, in lower case.
    pub words: Vec<&'static str>,
    /// What it says.
    pub says: T,
}

/// All lists, read once.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// "twenty" to 20.
    pub cardinals: FxHashMap<&'static str, f64>,
    /// "thousand" to 1000.
    pub multipliers: FxHashMap<&'static str, f64>,
    /// "third" to 3.
    pub ordinals: FxHashMap<&'static str, f64>,
    /// "dozens" to 24 and 99.
    pub vague: Vec<Phrase<(f64, f64)>>,
    /// "at least", before a number.
    pub before: Vec<Phrase<Bound>>,
    /// "or more", after a number.
    pub after: Vec<Phrase<Bound>>,
    /// "km", "percent", "dollars", after a number.
    pub measures: Vec<Phrase<QuantityKind>>,
    /// "$" and "US$", before a number.
    pub currencies: FxHashSet<String>,
    first_words: FxHashSet<&'static str>,
}

impl Lexicon {
    /// The lists that are compiled into the program. Lines that cannot be read are left out; a test reads them all.
    pub fn embedded() -> Lexicon {
        let mut lexicon = Lexicon {
            cardinals: FxHashMap::default(),
            multipliers: FxHashMap::default(),
            ordinals: FxHashMap::default(),
            vague: Vec::new(),
            before: Vec::new(),
            after: Vec::new(),
            measures: Vec::new(),
            currencies: FxHashSet::default(),
            first_words: FxHashSet::default(),
        };
        for words in lines(include_str!("../../../../knowledge/quantities/numbers.txt")) {
            let (list, words) = match words[0] {
                "times" => (&mut lexicon.multipliers, &words[1..]),
                _ => (&mut lexicon.cardinals, &words[..]),
            };
            let Ok(value) = words[0].parse() else { continue };
            list.extend(words[1..].iter().map(|&word| (word, value)));
        }
        for words in lines(include_str!("../../../../knowledge/quantities/ordinals.txt")) {
            let Ok(value) = words[0].parse() else { continue };
            lexicon.ordinals.extend(words[1..].iter().map(|&word| (word, value)));
        }
        for words in lines(include_str!("../../../../knowledge/quantities/vague.txt")) {
            let (Ok(low), Ok(high)) = (words[0].parse(), words[1].parse()) else { continue };
            lexicon.vague.push(Phrase { words: words[2..].to_vec(), says: (low, high) });
        }
        for words in lines(include_str!("../../../../knowledge/quantities/bounds.txt")) {
            let says = match words[0] {
                "low" => Bound::Low,
                "high" => Bound::High,
                _ => Bound::About,
            };
            match words[1..].split_first() {
                Some((&"…", rest)) => lexicon.after.push(Phrase { words: rest.to_vec(), says }),
                _ => lexicon.before.push(Phrase { words: words[1..words.len() - 1].to_vec(), says }),
            }
        }
        for words in lines(include_str!("../../../../knowledge/quantities/measures.txt")) {
            let says = match words[0] {
                "percent" => QuantityKind::Percent,
                "money" => QuantityKind::Money,
                _ => QuantityKind::Measure,
            };
            if words[1..] == ["per", "cent"] {
                lexicon.measures.push(Phrase { words: words[1..].to_vec(), says });
            } else {
                lexicon.measures.extend(words[1..].iter().map(|&word| Phrase { words: vec![word], says }));
            }
        }
        for words in lines(include_str!("../../../../knowledge/quantities/currencies.txt")) {
            lexicon.currencies.extend(words.iter().map(|word| word.to_lowercase()));
        }
        longest_first(&mut lexicon.vague);
        longest_first(&mut lexicon.before);
        longest_first(&mut lexicon.after);
        longest_first(&mut lexicon.measures);
        lexicon.first_words.extend(lexicon.cardinals.keys().chain(lexicon.multipliers.keys()).chain(lexicon.ordinals.keys()));
        lexicon.first_words.extend(lexicon.vague.iter().map(|phrase| phrase.words[0]));
        lexicon.first_words.extend(["a", "an", "half"]);
        lexicon
    }

    /// Whether a number may begin with this word.
    pub fn may_begin(&self, word: &str) -> bool {
        word.starts_with(|c: char| c.is_ascii_digit() || c == '.') || self.first_words.contains(word)
    }
}

fn longest_first<T>(phrases: &mut [Phrase<T>]) {
    phrases.sort_by(|one, other| other.words.len().cmp(&one.words.len()).then(one.words.cmp(&other.words)));
}

/// The words of each line that says something.
pub(crate) fn lines(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let said = list.lines().filter(|line| !line.starts_with("# ") && !line.trim().is_empty() && line.trim() != "#");
    said.map(|line| line.split_whitespace().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_is_read() {
        let lexicon = Lexicon::embedded();
        assert_eq!(lexicon.cardinals["seventeen"], 17.0);
        assert_eq!(lexicon.multipliers["million"], 1e6);
        assert_eq!(lexicon.ordinals["ninth"], 9.0);
        assert_eq!(lexicon.vague[0].words.len(), 3, "longest first");
        assert!(lexicon.before.iter().any(|phrase| phrase.words == ["no", "fewer", "than"] && phrase.says == Bound::Low));
        assert!(lexicon.after.iter().any(|phrase| phrase.words == ["or", "more"]));
        assert!(lexicon.currencies.contains("us$") && lexicon.currencies.contains("$"));
    }
}
