//! What is particular to some kinds of deed: a plane that is brought down, people who are taken, a town that is. Most deeds of
//! force are told by words that fit all of them ("struck", "killed"); these are not.

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

/// The kind by the file of the rule that found the deed, `coding/ASSAULT/shoot-down.rule`, or by the words that carry it.
pub fn kind(family: &str, trigger: &str) -> Option<Kind> {
    // What is "shot down" is hardly ever a person, whatever the rule took it for.
    if trigger.starts_with("sh") && trigger.ends_with(" down") {
        return Some(Kind::Craft);
    }
    let name = family.rsplit('/').next()?.trim_end_matches(".rule");
    Some(match name {
        "shoot-down" => Kind::Craft,
        "abduct" => Kind::Captives,
        "capture-town" | "invade" | "storm" => Kind::Ground,
        "human-shield" => Kind::Shield,
        _ => return None,
    })
}

/// Whether a sentence says that a deed answers another: "in return", "fired back".
pub fn is_reply(words: &[String]) -> bool {
    const ANSWERS: [&str; 8] = ["answer", "counterattack", "repli", "reply", "reprisal", "respond", "response", "retaliat"];
    const STROKES: [&str; 10] = ["fire", "fired", "firing", "hit", "hitting", "shot", "shooting", "strike", "striking", "struck"];
    let answers = words.iter().any(|word| ANSWERS.iter().any(|answer| word.starts_with(answer)));
    let turns = words.windows(2).any(|pair| {
        let (first, second) = (pair[0].as_str(), pair[1].as_str());
        second == "fire" && first.starts_with("return")
            || second == "return" && first == "in"
            || second == "back" && STROKES.contains(&first)
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
