//! What grouping compares of a mention, made once for each.

use super::packed::{as_assertion, as_category, as_document};
use super::sides::SideKey;
use super::telling::Surrounding;
use super::theatre;
use crate::copies::hash;
use crate::days::day_number;
use crate::majority;
use crate::words::{is_plain, words};
use document::{DocumentId, ParagraphKind};
use event::{Assertion, Category, DateBasis, Granularity, Mention, Number, Spot};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A mention as grouping sees it, or several of one report that tell one happening.
#[derive(Clone, Serialize, Deserialize)]
pub struct Profile {
    #[serde(with = "as_document")]
    pub document: DocumentId,
    /// The report of the same hand that stands for all its copies.
    #[serde(with = "as_document")]
    pub hand: DocumentId,
    pub publisher: Option<String>,
    /// The states that it names, and those that its report is mostly about, in order.
    pub states: Vec<String>,
    pub heading: bool,
    #[serde(with = "as_category")]
    pub category: Category,
    /// The files of the rules that found it: verbs and nouns of one kind of act stand in one.
    pub families: Vec<String>,
    pub cameo: Option<String>,
    #[serde(with = "as_assertion")]
    pub assertion: Assertion,
    pub historical: bool,
    pub when: Days,
    pub published: Option<i32>,
    pub place: Option<PlaceKey>,
    pub actors: SideKey,
    pub recipients: SideKey,
    pub dead: Option<(f64, f64)>,
    pub injured: Option<(f64, f64)>,
    pub arrested: Option<(f64, f64)>,
    /// Start of the sentence, in code points.
    pub sentence: u32,
    /// The hashes of the folded words of its sentences with what they are said to tell, for knowing them again in a copy; in order.
    pub lines: Vec<u64>,
    /// The words that tell one happening from another, with their weight, in order.
    pub words: Vec<(u64, i64)>,
    /// The hashes of the names among them, in order.
    pub names: Vec<u64>,
    /// The sum of the weights.
    pub weight: i64,
}

/// When a mention took place, for comparing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Days {
    /// Words say the very day, or the night of two.
    Firm(i32, i32),
    /// Words say a longer stretch.
    Stretch(i32, i32),
    /// No words: the day of publication, or one before.
    Published(i32),
    /// Nothing is known.
    Unknown,
}

/// Where a mention took place, for comparing.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceKey {
    pub id: Option<u32>,
    pub name: String,
    pub coordinates: Option<(f64, f64)>,
    pub country: Option<String>,
    /// Whether it is a town, a part of one, or a spot of that size.
    pub exact: bool,
}

impl Profile {
    /// The profile of a mention in a report of which this is known.
    pub fn of(mention: &Mention, about: &Surrounding) -> Profile {
        let told: Vec<String> = words(&mention.sentence.words).collect();
        let names = names(mention);
        let weighted = weighted(&told, &names);
        let mut named: Vec<u64> = names.iter().map(|name| hash(&stem(name))).collect();
        named.sort_unstable();
        let mut states = theatre::states(mention);
        states.extend(about.theatre.iter().cloned());
        states.sort_unstable();
        states.dedup();
        Profile {
            document: mention.document,
            hand: about.hand,
            publisher: about.publisher.clone(),
            states,
            heading: mention.paragraph == ParagraphKind::Heading,
            category: mention.category,
            families: vec![mention.rule.split('#').next().unwrap_or_default().to_string()],
            cameo: mention.cameo.clone(),
            assertion: mention.assertion,
            historical: mention.historical,
            when: days(mention),
            published: about.published.map(day_number),
            place: mention.spot.as_ref().map(place),
            actors: SideKey::of(&mention.actors),
            recipients: SideKey::of(&mention.recipients),
            dead: mention.dead.as_ref().map(bounds),
            injured: mention.injured.as_ref().map(bounds),
            arrested: mention.arrested.as_ref().map(bounds),
            sentence: mention.sentence.start,
            lines: vec![hash(&format!("{} {}", mention.rule, told.join(" ")))],
            weight: weighted.iter().map(|(_, weight)| weight).sum(),
            words: weighted,
            names: named,
        }
    }

    /// What several mentions of one report say together: the firmest day, the most exact place, all sides, words and names. The
    /// members are in order of the text; the first is never missing.
    pub fn together(members: &[&Profile]) -> Profile {
        let first = members[0];
        let numbers = |field: fn(&Profile) -> Option<(f64, f64)>| members.iter().find_map(|member| field(member));
        let mut words: Vec<(u64, i64)> = members.iter().flat_map(|member| member.words.iter().copied()).collect();
        words.sort_unstable_by_key(|(word, weight)| (*word, -weight));
        words.dedup_by_key(|(word, _)| *word);
        Profile {
            document: first.document,
            hand: first.hand,
            publisher: first.publisher.clone(),
            states: union(members, |member| &member.states),
            heading: members.iter().all(|member| member.heading),
            category: most(members, |member| Some(member.category)).unwrap_or(first.category),
            families: union(members, |member| &member.families),
            cameo: most(members, |member| member.cameo.clone().filter(|code| code.len() > 2)).or_else(|| first.cameo.clone()),
            assertion: most(members, |member| Some(member.assertion)).unwrap_or(first.assertion),
            historical: most(members, |member| Some(member.historical)).unwrap_or(first.historical),
            when: firmest(members),
            published: first.published,
            place: most_exact(members),
            actors: SideKey::together(members.iter().map(|member| &member.actors)),
            recipients: SideKey::together(members.iter().map(|member| &member.recipients)),
            dead: numbers(|member| member.dead),
            injured: numbers(|member| member.injured),
            arrested: numbers(|member| member.arrested),
            sentence: first.sentence,
            lines: union(members, |member| &member.lines),
            weight: words.iter().map(|(_, weight)| weight).sum(),
            words,
            names: union(members, |member| &member.names),
        }
    }
}

/// All values of ordered lists, in order.
fn union<T: Clone + Ord>(members: &[&Profile], list: impl Fn(&Profile) -> &Vec<T>) -> Vec<T> {
    let all: BTreeSet<T> = members.iter().flat_map(|member| list(member).iter().cloned()).collect();
    all.into_iter().collect()
}

/// The value that most members have; of several, the one that stands first in the text.
fn most<T: PartialEq>(members: &[&Profile], value: impl Fn(&Profile) -> Option<T>) -> Option<T> {
    majority::most(members.iter().filter_map(|member| value(member)))
}

/// The day that words say before the stretch that they say, before the day of publication.
fn firmest(members: &[&Profile]) -> Days {
    let of_kind = |kind: fn(Days) -> bool| most(members, |member| Some(member.when).filter(|when| kind(*when)));
    of_kind(|when| matches!(when, Days::Firm(..)))
        .or_else(|| of_kind(|when| matches!(when, Days::Stretch(..))))
        .or_else(|| of_kind(|when| matches!(when, Days::Published(_))))
        .unwrap_or(Days::Unknown)
}

fn most_exact(members: &[&Profile]) -> Option<PlaceKey> {
    most(members, |member| member.place.clone().filter(|place| place.exact))
        .or_else(|| most(members, |member| member.place.clone()))
}

fn days(mention: &Mention) -> Days {
    let Some((first, last)) = mention.dating.days.map(|(first, last)| (day_number(first), day_number(last))) else {
        return Days::Unknown;
    };
    match mention.dating.basis {
        DateBasis::Publication => Days::Published(first),
        DateBasis::Unknown => Days::Unknown,
        _ if last - first <= 1 && mention.dating.granularity != Some(Granularity::Range) => Days::Firm(first, last),
        _ => Days::Stretch(first, last),
    }
}

fn bounds(number: &Number) -> (f64, f64) {
    (number.low, number.high.unwrap_or(f64::INFINITY))
}

fn place(spot: &Spot) -> PlaceKey {
    const CITY: u8 = 4;
    PlaceKey {
        id: spot.geonameid,
        name: words(&spot.told.words).collect::<Vec<String>>().join(" "),
        coordinates: spot.coordinates,
        country: spot.country_code.clone(),
        exact: spot.resolution.is_none_or(|resolution| resolution >= CITY),
    }
}

/// The folded words of the sentence that are written with a capital and name neither its first word nor a side: places, people
/// and operations, which tell one happening from another better than anything else.
fn names(mention: &Mention) -> BTreeSet<String> {
    let sides = mention.actors.iter().chain(&mention.recipients);
    let said: BTreeSet<String> = sides
        .flat_map(|party| party.told.iter().map(|told| told.words.as_str()).chain(party.identifier_text.as_deref()))
        .flat_map(words)
        .collect();
    let written = mention.sentence.words.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    let named = written.skip(1).filter(|word| word.starts_with(char::is_uppercase));
    named.flat_map(words).filter(|word| !said.contains(word)).collect()
}

/// The distinct words that tell one happening from another, as hashes in order, with their weights: names most, then numbers and
/// long words, words of grammar and of reporting nothing. The weights are fixed, so that two mentions are compared alike whatever
/// else is in the ledger.
fn weighted(line: &[String], names: &BTreeSet<String>) -> Vec<(u64, i64)> {
    let telling = line.iter().filter(|word| !is_plain(word));
    let mut known: Vec<(u64, i64)> = telling
        .map(|word| {
            let weight = match word.chars().count() {
                _ if names.contains(word) => 6,
                _ if word.starts_with(|first: char| first.is_ascii_digit()) => 2,
                0..=2 => 1,
                3..=5 => 2,
                _ => 3,
            };
            (hash(&stem(word)), weight)
        })
        .collect();
    known.sort_unstable();
    known.dedup_by_key(|(word, _)| *word);
    known
}

/// A word without the endings that tell number and tense: enough to bring "shelled" and "shelling" together.
fn stem(word: &str) -> String {
    const ENDINGS: [&str; 5] = ["ings", "ing", "ed", "es", "s"];
    const SHORTEST: usize = 4;
    let cut = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() >= SHORTEST));
    cut.unwrap_or(word).to_string()
}
