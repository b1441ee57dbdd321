//! Which acts of one sentence stand side by side: "A struck the harbour, while B shelled the hill" tells two; so does "B shelled the hill,
//! two days after A had struck the harbour". It goes by the words that open the clause of the later act, for no trees are known here.

use crate::lexicon;
use crate::words::{before, words};
use event::Mention;

/// Words that put a second act beside the first.
const BESIDE: [&str; 5] = ["and", "but", "whereas", "while", "yet"];
/// Words that open a clause about the same act: its time, place or people.
const BELOW: [&str; 9] = ["after", "before", "during", "that", "when", "where", "which", "who", "whose"];
/// Words that go on counting, with which no act begins: "killed two and wounded five", "and more than a hundred were hurt".
const COUNTING: [&str; 22] = [
    "another", "at", "dozens", "eight", "five", "four", "hundreds", "more", "nine", "one", "others", "scores", "seven",
    "several", "six", "some", "ten", "that", "three", "twelve", "two", "wounded",
];

/// Words that follow a measure of time by which two acts are apart.
const APART: [&str; 4] = ["after", "before", "earlier", "later"];

/// Where the clause of an act begins that stands beside another one of its sentence, in code points of the text; none where its clause
/// is the first, or belongs to another.
pub fn beside(mention: &Mention) -> Option<u32> {
    let words = before(mention);
    let at = opening(&words)?;
    Some(mention.sentence.start + words[..at].chars().count() as u32)
}

/// Where the last measure of time ends by which an act is told to be away from another of its sentence, in code points of the text: "two
/// days after"; none where none stands before it.
pub fn away(mention: &Mention) -> Option<u32> {
    let words = before(mention);
    let at = measure(&words)?;
    Some(mention.sentence.start + words[..at].chars().count() as u32)
}

/// Whether an act is told as one thing more that somebody said or did: "also" stands shortly before the words that carry it, or in them.
pub fn is_said_also(mention: &Mention) -> bool {
    const NEAR: usize = 3;
    let said: Vec<String> = words(&before(mention)).collect();
    said.into_iter().rev().take(NEAR).chain(words(&mention.trigger.words)).any(|word| word == "also")
}

/// Whether an act is told as one more of its kind: "a second tanker was boarded", "another convoy came under fire". People are counted on
/// with the same words: "another five were hurt".
pub fn is_one_more(mention: &Mention) -> bool {
    const NEAR: usize = 3;
    const MORE: [&str; 5] = ["another", "fourth", "second", "separate", "third"];
    let tolls = [&mention.dead, &mention.injured, &mention.arrested];
    if tolls.into_iter().any(Option::is_some) {
        return false;
    }
    let opens = |party: &event::Party| {
        let told = party.told.iter().flat_map(|told| words(&told.words).take(2)).any(|word| MORE.contains(&word.as_str()));
        told && party.sector.as_deref().is_none_or(|sector| sector == "BUS")
    };
    let said: Vec<String> = words(&before(mention)).collect();
    let near = said.into_iter().rev().take(NEAR).chain(words(&mention.trigger.words)).any(|word| MORE.contains(&word.as_str()));
    near || mention.actors.iter().chain(&mention.recipients).any(opens)
}

/// Where the last measure of time ends by which two acts are apart, in bytes.
fn measure(words: &str) -> Option<usize> {
    let mut found = None;
    let mut measured = false;
    let mut start = 0;
    for (at, character) in words.char_indices().filter(|(_, character)| !character.is_alphanumeric()) {
        let word = words[start..at].to_lowercase();
        start = at + character.len_utf8();
        if word.is_empty() {
            continue;
        }
        if measured && APART.contains(&word.as_str()) {
            found = Some(at);
        }
        measured = lexicon::MEASURES.contains(&word);
    }
    found
}

/// Where the last clause of these words begins that stands beside another, in bytes.
fn opening(words: &str) -> Option<usize> {
    let mut opened = None;
    // A word that puts beside counts once the next word is known.
    let mut waiting = None;
    let mut start = 0;
    for (at, character) in words.char_indices().filter(|(_, character)| !character.is_alphanumeric()) {
        let word = words[start..at].to_lowercase();
        start = at + character.len_utf8();
        if !word.is_empty() {
            let counts = COUNTING.contains(&word.as_str()) || word.starts_with(|first: char| first.is_ascii_digit());
            opened = waiting.take().filter(|_| !counts).or(opened);
            if BESIDE.contains(&word.as_str()) {
                waiting = Some(at);
            } else if BELOW.contains(&word.as_str()) {
                opened = None;
            }
        }
        if character == ';' {
            opened = Some(at);
        }
    }
    // The last word may stand at the very end.
    let counts = COUNTING.contains(&words[start..].to_lowercase().as_str());
    waiting.filter(|_| !counts).or(opened)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words at which the clause of the last word begins, if it stands beside another.
    fn opened(sentence: &str) -> Option<&str> {
        let (before, _) = sentence.rsplit_once(' ')?;
        opening(before).map(|at| &sentence[at..])
    }

    #[test]
    fn a_second_act_stands_beside_the_first() {
        assert_eq!(opened("Guns shelled the mill, while planes bombed"), Some(" planes bombed"));
        assert_eq!(opened("Guns shelled the mill and a patrol seized"), Some(" a patrol seized"));
        assert_eq!(opened("Guns killed two; rockets killed"), Some("; rockets killed"));
    }

    #[test]
    fn measures_of_time_part_two_acts() {
        let parted = |sentence: &str| measure(sentence).is_some();
        assert!(parted("Guns shelled the mill, two days after planes bombed"));
        assert!(parted("The bridge fell a week before rockets struck"));
        assert!(!parted("Guns shelled the mill for two days and planes bombed"));
        assert!(!parted("After the rain guns shelled the mill and planes bombed"));
    }

    #[test]
    fn time_people_and_tolls_belong_to_the_first() {
        assert_eq!(opened("Two died and one was hurt when guns shelled"), None);
        assert_eq!(opened("Guns killed two and 40 were wounded"), None);
        assert_eq!(opened("Guns shelled the mill, killing"), None);
    }
}
