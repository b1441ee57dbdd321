//! What grouping compares of a mention, made once for each.

use super::clauses;
use super::kinds::{self, Kind};
use super::known;
use super::packed::{as_assertion, as_category, as_document};
use super::particular;
use super::sides::SideKey;
use super::telling::Surrounding;
use super::theatre;
use crate::copies::hash;
use crate::days::day_number;
use crate::majority;
use crate::tallies::{is_many_times, is_so_far, is_tally};
use crate::words::words;
use document::{DocumentId, ParagraphKind};
use event::{Assertion, Category, DateBasis, Granularity, Mention, Number, Spot, rule_file};
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
    /// PLOVER's modes, in order: weapons, and what was done with them.
    pub modes: Vec<String>,
    /// What is particular to the kind of deed, where the rule says so, in order.
    pub kinds: Vec<Kind>,
    /// Whether the sentence says that the act answers another.
    pub reply: bool,
    /// Whether it is told as an answer and nothing more: "hit back".
    pub answer: bool,
    /// Whether it is told as known, without a day or place of its own: "the attack".
    pub known: bool,
    /// Whether it is named in passing, as a deed that readers know: "the attack on the bridge".
    pub named: bool,
    #[serde(with = "as_assertion")]
    pub assertion: Assertion,
    /// Whether it is a total over a period or of many occasions, which sums up other happenings.
    pub total: bool,
    pub historical: bool,
    pub when: Days,
    /// On which side of midnight the words for the day lie.
    pub edge: Edge,
    /// The hour that words name, roughly.
    pub hour: Option<u8>,
    pub published: Option<i32>,
    pub place: Option<PlaceKey>,
    pub actors: SideKey,
    pub recipients: SideKey,
    pub dead: Option<(f64, f64)>,
    pub injured: Option<(f64, f64)>,
    pub arrested: Option<(f64, f64)>,
    /// How many people it was done to.
    pub struck: Option<(f64, f64)>,
    /// Start of the sentence, in code points.
    pub sentence: u32,
    /// Starts of all its sentences, in order.
    pub sentences: Vec<u32>,
    /// Start of the words that carry it, in code points.
    pub trigger: u32,
    /// Where its clause begins, if it stands beside another one of the sentence.
    pub beside: Option<u32>,
    /// Where the measure of time ends by which it is told to be away from another act of its sentence, in code points.
    pub away: Option<u32>,
    /// Whether it is told as one thing more that was said: "also urged".
    pub also: bool,
    /// Whether it is told as one more of its kind: "a second tanker".
    pub one_more: bool,
    /// The hashes of the folded words of its sentences with what they are said to tell, for knowing them again in a copy; in order.
    pub lines: Vec<u64>,
    /// The words that tell one happening from another, with their weight, in order.
    pub words: Vec<(u64, i64)>,
    /// The hashes of the names among them, in order.
    pub names: Vec<u64>,
    /// The hashes of the words that name its sides and voices, and the region where it took place if no town is known, in order.
    pub sides: Vec<u64>,
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

/// How exactly words place an act on its day: what happened late on one day may be told as early on the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edge {
    /// In the evening or at night.
    Late,
    /// Before or at dawn.
    Early,
    /// Told by its distance from another act, or about midnight: the day before or after it as well.
    About,
    /// Nothing is said.
    Unsaid,
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
        let sides = particular::sides(mention);
        let names = particular::names(mention, &sides);
        let weighted = particular::weighted(&told, &names);
        let mut states = theatre::states(mention);
        states.extend(about.theatre.iter().cloned());
        states.sort_unstable();
        states.dedup();
        let mut modes = mention.modes.clone();
        modes.sort_unstable();
        let family = rule_file(&mention.rule);
        let day: Vec<String> = mention.dating.told.iter().flat_map(|told| words(&told.words)).collect();
        Profile {
            document: mention.document,
            hand: about.hand,
            publisher: about.publisher.clone(),
            states,
            heading: mention.paragraph == ParagraphKind::Heading,
            category: mention.category,
            families: vec![family.to_string()],
            cameo: mention.cameo.clone(),
            modes,
            kinds: kinds::kinds(mention),
            reply: kinds::is_reply(&told),
            answer: kinds::only_answers(mention),
            known: known::is_known(mention),
            named: known::is_named(mention),
            assertion: mention.assertion,
            total: is_tally(mention) || is_many_times(mention) || is_so_far(mention),
            historical: mention.historical,
            when: days(mention),
            edge: edge(&day),
            hour: hour(&day),
            published: about.published.map(day_number),
            place: mention.spot.as_ref().map(place),
            actors: SideKey::of(&mention.actors),
            recipients: SideKey::of(&mention.recipients),
            dead: mention.dead.as_ref().map(bounds),
            injured: mention.injured.as_ref().map(bounds),
            arrested: mention.arrested.as_ref().map(bounds),
            struck: struck(mention).map(bounds),
            sentence: mention.sentence.start,
            sentences: vec![mention.sentence.start],
            trigger: mention.trigger.start,
            beside: clauses::beside(mention),
            away: clauses::away(mention),
            also: clauses::is_said_also(mention),
            one_more: clauses::is_one_more(mention),
            lines: vec![hash(&format!("{} {}", mention.rule, told.join(" ")))],
            weight: weighted.iter().map(|(_, weight)| weight).sum(),
            words: weighted,
            names: particular::all_hashed(&names),
            sides: particular::all_hashed(&sides.into_iter().chain(particular::region(mention)).collect()),
        }
    }

    /// Whether it only says what came of an attack that was told before: "Ten people died."
    pub fn is_toll(&self) -> bool {
        self.families.iter().all(|family| family == known::TOLLS)
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
            modes: union(members, |member| &member.modes),
            kinds: union(members, |member| &member.kinds),
            reply: members.iter().all(|member| member.reply),
            answer: members.iter().all(|member| member.answer),
            known: members.iter().all(|member| member.known),
            named: members.iter().all(|member| member.named),
            cameo: most(members, |member| member.cameo.clone().filter(|code| code.len() > 2)).or_else(|| first.cameo.clone()),
            assertion: most(members, |member| Some(member.assertion)).unwrap_or(first.assertion),
            total: members.iter().all(|member| member.total),
            historical: most(members, |member| Some(member.historical)).unwrap_or(first.historical),
            edge: most(members, |member| Some(member.edge).filter(|edge| *edge != Edge::Unsaid)).unwrap_or(Edge::Unsaid),
            hour: most(members, |member| member.hour),
            when: firmest(members),
            published: first.published,
            place: most_exact(members),
            actors: SideKey::together(members.iter().map(|member| &member.actors)),
            recipients: SideKey::together(members.iter().map(|member| &member.recipients)),
            dead: numbers(|member| member.dead),
            injured: numbers(|member| member.injured),
            arrested: numbers(|member| member.arrested),
            struck: numbers(|member| member.struck),
            sentence: first.sentence,
            sentences: union(members, |member| &member.sentences),
            trigger: first.trigger,
            beside: first.beside,
            away: first.away,
            also: first.also,
            one_more: first.one_more,
            lines: union(members, |member| &member.lines),
            weight: words.iter().map(|(_, weight)| weight).sum(),
            words,
            names: union(members, |member| &member.names),
            sides: union(members, |member| &member.sides),
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

fn edge(said: &[String]) -> Edge {
    const EDGES: [(Edge, &[&str]); 3] = [
        (Edge::Early, &["dawn", "daybreak", "early", "predawn", "small"]),
        (Edge::Late, &["late", "night", "overnight"]),
        (Edge::About, &["after", "before", "hours", "later", "midnight"]),
    ];
    let found = EDGES.into_iter().find(|(_, words)| said.iter().any(|word| words.contains(&word.as_str())));
    found.map_or(Edge::Unsaid, |(edge, _)| edge)
}

/// The hour that words for the day name, roughly; none for the night, which has two ends.
fn hour(said: &[String]) -> Option<u8> {
    const HOURS: [(u8, &[&str]); 5] = [
        (5, &["dawn", "daybreak", "sunrise"]),
        (9, &["morning"]),
        (12, &["midday", "noon"]),
        (15, &["afternoon"]),
        (19, &["dusk", "evening", "nightfall", "sunset"]),
    ];
    HOURS.into_iter().find(|(_, names)| said.iter().any(|word| names.contains(&word.as_str()))).map(|(hour, _)| hour)
}

/// The number of the dead, else that of the people to whom a deed was done.
fn struck(mention: &Mention) -> Option<&Number> {
    if mention.category != Category::Assault {
        return None;
    }
    let people = mention.recipients.iter().filter(|party| party.sector.is_some());
    let mut counted = people.filter_map(|party| {
        let told = party.told.as_ref()?;
        mention.quantities.iter().find(|number| told.start <= number.told.start && number.told.end <= told.end)
    });
    mention.dead.as_ref().or_else(|| counted.next())
}

fn bounds(number: &Number) -> (f64, f64) {
    (number.low, number.high.unwrap_or(f64::INFINITY))
}

/// Whether a place is a town, a part of one, or a spot of that size.
pub fn is_exact(spot: &Spot) -> bool {
    const CITY: u8 = 4;
    spot.resolution.is_none_or(|resolution| resolution >= CITY)
}

fn place(spot: &Spot) -> PlaceKey {
    PlaceKey {
        id: spot.geonameid,
        name: words(&spot.told.words).collect::<Vec<String>>().join(" "),
        coordinates: spot.coordinates,
        country: spot.country_code.clone(),
        exact: is_exact(spot),
    }
}
