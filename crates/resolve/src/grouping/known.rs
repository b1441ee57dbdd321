//! Deeds that are told as known: reports come back to what they, or others before them, have told.

use crate::lexicon;
use crate::words::{after, before, words};
use event::{DateBasis, Mention, rule_file};

/// The file of rules for what came of an attack that was told before: "Ten people died."
pub const TOLLS: &str = "coding/ASSAULT/wounds-and-deaths.rule";

/// Words before a noun for what was told before.
const POINTERS: [&str; 5] = ["the", "this", "that", "these", "those"];

/// Whether a mention only says what came of an attack that was told before.
pub fn is_toll(mention: &Mention) -> bool {
    rule_file(&mention.rule) == TOLLS
}

/// Whether an act without a day or place of its own is named as something that was told before ("the attack", "behind this bombing"), or
/// is what came of such a thing ("killed two in the raid", "the raid killed two").
pub fn is_known(mention: &Mention) -> bool {
    if is_toll(mention) {
        return true;
    }
    if mention.spot.is_some() {
        return false;
    }
    let before: Vec<String> = words(&before(mention)).collect();
    let carried: Vec<String> = words(&mention.trigger.words).collect();
    let force = mention.category.quad_code() == 4;
    let undated = mention.dating.days.is_none();
    let news = undated || mention.dating.basis == DateBasis::Publication;
    undated && points_at(&before, &carried) && !names_place(&after(mention))
        || force && news && comes_of_known(&before, &words(&after(mention)).collect::<Vec<String>>())
}

/// Whether a deed of force is named by its noun, as one that readers know: "the attack on the bridge", "Thursday's bombing".
pub fn is_named(mention: &Mention) -> bool {
    let carried: Vec<String> = words(&mention.trigger.words).collect();
    carried.last().is_some_and(|noun| lexicon::DEEDS.contains(noun))
        && opens_as_known(&words(&before(mention)).collect::<Vec<String>>(), &carried)
}

/// Whether a word that points at what was told stands before the last of the words that carry an act.
fn points_at(before: &[String], carried: &[String]) -> bool {
    let last = before.iter().chain(carried).nth_back(1);
    last.is_some_and(|word| POINTERS.contains(&word.as_str()))
}

/// Whether the words after a noun name a place of its own: "the shelling of Kobane".
fn names_place(after: &str) -> bool {
    const WHERE: [&str; 6] = ["against", "at", "in", "near", "of", "on"];
    let mut words = after.split_whitespace();
    words.next().is_some_and(|word| WHERE.contains(&word))
        && words.next().is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// Whether one stands shortly before it, or a possessor does.
fn opens_as_known(before: &[String], carried: &[String]) -> bool {
    const NEAR: usize = 4;
    let opening = before.iter().chain(carried).rev().skip(1).take(NEAR);
    opening.into_iter().any(|word| word == "s" || POINTERS.contains(&word.as_str()))
}

/// Whether the words before an act end in a known deed of force, or those after it tell in which one it was done.
fn comes_of_known(before: &[String], after: &[String]) -> bool {
    let known = |pair: &[String]| POINTERS.contains(&pair[0].as_str()) && lexicon::DEEDS.contains(&pair[1]);
    let within = |run: &[String]| ["in", "during"].contains(&run[0].as_str()) && known(&run[1..]);
    before.len() > 1 && known(&before[before.len() - 2..]) || after.windows(3).any(within)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        words(text).collect()
    }

    #[test]
    fn what_was_told_is_pointed_at() {
        assert!(points_at(&told("They condemned the"), &told("attack")));
        assert!(points_at(&told("He was behind"), &told("this bombing")));
        assert!(!points_at(&told("They condemned an"), &told("attack")));
    }

    #[test]
    fn a_noun_can_name_a_place_of_its_own() {
        assert!(names_place(" of Upper Varn was condemned") && names_place(" on Varn"));
        assert!(!names_place(" on the bridge") && !names_place(" Varn") && !names_place(""));
    }

    #[test]
    fn deeds_that_readers_know_are_named_in_passing() {
        assert!(opens_as_known(&told("a week after the suicide"), &told("bombing")));
        assert!(opens_as_known(&told("since Thursday's car"), &told("bombing")));
        assert!(!opens_as_known(&told("a car"), &told("bombing")));
    }

    #[test]
    fn deaths_come_of_a_known_deed() {
        assert!(comes_of_known(&told("They said they had"), &told("two men in the raid")));
        assert!(comes_of_known(&told("The raid"), &told("two men")));
        assert!(!comes_of_known(&told("They"), &told("two men in a raid")));
        assert!(!comes_of_known(&told("The guards"), &told("two men in the village")));
    }
}
