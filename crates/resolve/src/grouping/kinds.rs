//! What is particular to some kinds of deed: a plane that is brought down, people who are taken, a town that is. Most deeds of
//! force are told by words that fit all of them ("struck", "killed"); these are not.

use super::known::TOLLS;
use super::profile::Profile;
use crate::lexicon;
use crate::words::{after, words};
use event::{Category, Mention, rule_file};
use serde::{Deserialize, Serialize};

/// A kind of deed that no other kind of deed of its category is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// An aircraft is brought down.
    Craft,
    /// It is a plane.
    Plane,
    /// It is a helicopter.
    Helicopter,
    /// It is a drone.
    Drone,
    /// People are taken.
    Captives,
    /// Ground is taken.
    Ground,
    /// People are put before one's own guns.
    Shield,
    /// A crowd is driven back, with gas or water.
    Crowd,
}

/// The kinds of aircraft.
const CRAFTS: [Kind; 3] = [Kind::Plane, Kind::Helicopter, Kind::Drone];

/// The files of rules that are of one kind.
const RULES: [(&str, Kind); 7] = [
    ("coding/ASSAULT/shoot-down.rule", Kind::Craft),
    ("coding/ASSAULT/abduct.rule", Kind::Captives),
    ("coding/ASSAULT/capture-town.rule", Kind::Ground),
    ("coding/ASSAULT/invade.rule", Kind::Ground),
    ("coding/ASSAULT/storm.rule", Kind::Ground),
    ("coding/ASSAULT/human-shield.rule", Kind::Shield),
    ("coding/ASSAULT/crowd-control.rule", Kind::Crowd),
];

/// The file of rules for deeds that only answer: "hit back", "responded in kind".
const REPLIES: &str = "coding/ASSAULT/retaliate.rule";

/// The file of rules for fights: "clashes", "fought".
const FIGHTS: &str = "coding/ASSAULT/clash.rule";

/// The file of rules for battles: "battled with tanks".
const BATTLES: &str = "coding/ASSAULT/fight.rule";

/// How the rules begin by which the one acted upon loses what the next words name: "lost a drone".
const LOSSES: &str = "coding/ASSAULT/leave-dead.rule#lose";

/// The files of rules by which deeds are told apart, for who can look whether they are there.
pub fn rule_files() -> impl Iterator<Item = &'static str> {
    RULES.into_iter().map(|(file, _)| file).chain([REPLIES, TOLLS, FIGHTS, BATTLES, rule_file(LOSSES)])
}

/// What is particular to the kind of a deed: by the file of the rule that found it, by the words that carry it, or by what it is done to.
/// An aircraft is of a kind of its own beside, where words say which.
pub fn kinds(mention: &Mention) -> Vec<Kind> {
    let family = rule_file(&mention.rule);
    let by_rule = RULES.into_iter().find(|(file, _)| *file == family).map(|(_, kind)| kind);
    // What is "shot down" is hardly ever a person, whatever the rule took it for.
    let shot = is_shot_down(&mention.trigger.words).then_some(Kind::Craft);
    let kind = shot.or(by_rule).or_else(|| hits_aircraft(mention).then_some(Kind::Craft));
    let craft = if kind == Some(Kind::Craft) { craft(mention) } else { None };
    kind.into_iter().chain(craft).collect()
}

/// What kind of aircraft an act is done to, by the words for it. Where nothing is acted upon, what is "shot down" was taken for who acts.
fn craft(mention: &Mention) -> Option<Kind> {
    let done_to = if mention.recipients.is_empty() { &mention.actors } else { &mention.recipients };
    let told = done_to.iter().flat_map(|party| party.told.iter().chain(&party.antecedent));
    told.flat_map(|told| words(&told.words)).find_map(|word| craft_named(&word))
}

fn craft_named(word: &str) -> Option<Kind> {
    let kinds = [(&lexicon::PLANES, Kind::Plane), (&lexicon::HELICOPTERS, Kind::Helicopter), (&lexicon::DRONES, Kind::Drone)];
    kinds.into_iter().find(|(words, _)| words.contains(word)).map(|(_, kind)| kind)
}

/// Whether a word is one for what flies.
fn flies(word: &str) -> bool {
    lexicon::AIRCRAFT.contains(word) || craft_named(word).is_some()
}

/// Whether two acts are done to aircraft of which words say that they are of two kinds.
pub fn are_other_craft(a: &[Kind], b: &[Kind]) -> bool {
    let known = |kinds: &[Kind]| kinds.iter().any(|kind| CRAFTS.contains(kind));
    known(a) && known(b) && !a.iter().any(|kind| CRAFTS.contains(kind) && b.contains(kind))
}

fn is_shot_down(trigger: &str) -> bool {
    trigger.starts_with("sh") && trigger.ends_with(" down")
}

/// Whether an assault is one on aircraft, by the words for the one acted upon, or by what it lost.
fn hits_aircraft(mention: &Mention) -> bool {
    let told = mention.recipients.iter().flat_map(|party| party.told.iter().chain(&party.antecedent));
    let flying = told.flat_map(|told| words(&told.words)).any(|word| flies(&word));
    mention.category == Category::Assault && (flying || mention.rule.starts_with(LOSSES) && loses_aircraft(mention))
}

/// Whether the words after the verb name an aircraft. A state's fighters are planes: its men are soldiers.
fn loses_aircraft(mention: &Mention) -> bool {
    const NEXT: usize = 3;
    let mut sectors = mention.recipients.iter().filter_map(|party| party.sector.as_deref());
    let state = sectors.any(|sector| sector == "GOV" || sector == "MIL");
    let fighters = |word: &str| state && ["fighter", "fighters"].contains(&word);
    words(&after(mention)).take(NEXT).any(|word| flies(&word) || fighters(&word))
}

/// Whether a deed is told as an answer and nothing more, without place, weapon or toll of its own: it is a part of what it answers, as an
/// exchange of fire is one happening.
pub fn only_answers(mention: &Mention) -> bool {
    let tolls = [&mention.dead, &mention.injured, &mention.arrested];
    let bare = mention.spot.is_none() && mention.modes.is_empty() && tolls.into_iter().all(Option::is_none);
    bare && rule_file(&mention.rule) == REPLIES
}

/// Whether one deed is told as a fight of two sides, without a weapon, and the other as one from the air on what does not fly itself: nobody
/// fights with bombs.
pub fn are_fight_and_raid(a: &Profile, b: &Profile) -> bool {
    const FROM_THE_AIR: [&str; 2] = ["aerial", "drone"];
    let fights = |family: &String| family == FIGHTS;
    let fight = |one: &Profile| one.modes.is_empty() && one.families.iter().all(fights);
    let raid = |one: &Profile| {
        let from_the_air = one.modes.iter().any(|mode| FROM_THE_AIR.contains(&mode.as_str()));
        from_the_air && !one.kinds.contains(&Kind::Craft) && !one.families.iter().any(fights)
    };
    fight(a) && raid(b) || raid(a) && fight(b)
}

/// Whether one is told as fighting along a front, at no town, and the other as a single deed.
pub fn are_fighting_and_deed(a: &Profile, b: &Profile) -> bool {
    let fights = |family: &String| family == FIGHTS || family == BATTLES;
    let fighting = |one: &Profile| !one.place.as_ref().is_some_and(|place| place.exact) && one.families.iter().all(fights);
    let deed = |one: &Profile| !one.families.iter().any(fights);
    fighting(a) && deed(b) || deed(a) && fighting(b)
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

    #[test]
    fn answers_are_told_from_first_strokes() {
        let reply = |text: &str| is_reply(&words(text).collect::<Vec<String>>());
        assert!(reply("Gunners on the hill returned fire."));
        assert!(reply("The fort was shelled in response."));
        assert!(!reply("A group took responsibility for the blast."));
        assert!(!reply("They fired and went back to the hill."));
    }

    #[test]
    fn who_is_shot_down_flies() {
        assert!(is_shot_down("shot down") && is_shot_down("shoots down"));
        assert!(!is_shot_down("shot dead") && !is_shot_down("brought down"));
    }
}
