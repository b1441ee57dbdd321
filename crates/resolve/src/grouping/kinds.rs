//! What is particular to some kinds of deed: a plane that is brought down, people who are taken, a town that is. Most deeds of
//! force are told by words that fit all of them ("struck", "killed"); these are not.

use crate::lexicon;
use serde::{Deserialize, Serialize};

/// A kind of deed that no other kind of deed of its category is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// An aircraft is brought down.
    Craft,
    /// People are taken.
    Captives,
    /// Ground is taken.
    Ground,
    /// People are put before one's own guns.
    Shield,
}

/// The files of rules that are of one kind.
const RULES: [(&str, Kind); 6] = [
    ("coding/ASSAULT/shoot-down.rule", Kind::Craft),
    ("coding/ASSAULT/abduct.rule", Kind::Captives),
    ("coding/ASSAULT/capture-town.rule", Kind::Ground),
    ("coding/ASSAULT/invade.rule", Kind::Ground),
    ("coding/ASSAULT/storm.rule", Kind::Ground),
    ("coding/ASSAULT/human-shield.rule", Kind::Shield),
];

/// The files of rules by which kinds are told, for who can look whether they are there.
pub fn rule_files() -> impl Iterator<Item = &'static str> {
    RULES.into_iter().map(|(file, _)| file)
}

/// The kind by the file of the rule that found the deed, `coding/ASSAULT/shoot-down.rule`, or by the words that carry it.
pub fn kind(family: &str, trigger: &str) -> Option<Kind> {
    // What is "shot down" is hardly ever a person, whatever the rule took it for.
    if trigger.starts_with("sh") && trigger.ends_with(" down") {
        return Some(Kind::Craft);
    }
    RULES.into_iter().find(|(file, _)| *file == family).map(|(_, kind)| kind)
}

/// Whether a sentence says that a deed answers another: "in return", "fired back".
pub fn is_reply(words: &[String]) -> bool {
    let answers = words.iter().any(|word| lexicon::ANSWERS.contains(word));
    let turns = words.windows(2).any(|pair| {
        let (first, second) = (pair[0].as_str(), pair[1].as_str());
        second == "fire" && first.starts_with("return")
            || second == "return" && first == "in"
            || second == "back" && lexicon::STROKES.contains(first)
    });
    answers || turns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    #[test]
    fn answers_are_told_from_first_strokes() {
        let reply = |text: &str| is_reply(&words(text).collect::<Vec<String>>());
        assert!(reply("Gunners on the hill returned fire."));
        assert!(reply("The fort was shelled in response."));
        assert!(!reply("A group took responsibility for the blast."));
        assert!(!reply("They fired and went back to the hill."));
    }

    #[test]
    fn most_deeds_of_force_are_of_no_particular_kind() {
        assert_eq!(kind("coding/ASSAULT/shoot-down.rule", ""), Some(Kind::Craft));
        assert_eq!(kind("coding/ASSAULT/shoot.rule", "shot down"), Some(Kind::Craft));
        assert_eq!(kind("coding/ASSAULT/shoot.rule", "shot dead"), None);
        assert_eq!(kind("coding/ASSAULT/kill.rule", "killed"), None);
    }
}
