//! What the program knows of words for people and bodies: given names, nouns for human beings, nouns for bodies that act.

use rustc_hash::{FxHashMap, FxHashSet};

/// Given names and nouns for human beings, with the pronouns that suit them, and nouns for bodies.
#[derive(Clone, Debug)]
pub struct Lexicon {
    pub(super) given: FxHashMap<&'static str, &'static str>,
    pub(super) people: FxHashMap<&'static str, Option<&'static str>>,
    pub(super) bodies: FxHashSet<&'static str>,
}

/// Nouns for bodies that act.
const BODIES: [&str; 62] = [
    "government",
    "ministry",
    "army",
    "military",
    "navy",
    "force",
    "regime",
    "parliament",
    "congress",
    "senate",
    "assembly",
    "council",
    "committee",
    "commission",
    "court",
    "police",
    "party",
    "group",
    "company",
    "firm",
    "organization",
    "organisation",
    "agency",
    "union",
    "alliance",
    "coalition",
    "junta",
    "state",
    "country",
    "nation",
    "republic",
    "kingdom",
    "bloc",
    "movement",
    "militia",
    "department",
    "bank",
    "bureau",
    "office",
    "team",
    "delegation",
    "administration",
    "cabinet",
    "opposition",
    "side",
    "city",
    "association",
    "embassy",
    "tribunal",
    "board",
    "federation",
    "faction",
    "network",
    "newspaper",
    "broadcaster",
    "outlet",
    "battalion",
    "brigade",
    "unit",
    "authority",
    "watchdog",
    "airline",
];

impl Lexicon {
    /// The lists that are compiled into the program.
    pub fn embedded() -> Lexicon {
        let read = |list: &'static str| {
            list.lines().filter(|line| !line.starts_with('#')).map(|line| line.split_whitespace().collect::<Vec<_>>())
        };
        let mut lexicon =
            Lexicon { given: FxHashMap::default(), people: FxHashMap::default(), bodies: BODIES.into_iter().collect() };
        for words in read(include_str!("../../data/given-names.txt")).filter(|words| !words.is_empty()) {
            lexicon.given.extend(words[1..].iter().map(|&name| (name, words[0])));
        }
        for words in read(include_str!("../../data/people.txt")).filter(|words| !words.is_empty()) {
            let pronoun = Some(words[0]).filter(|&pronoun| pronoun != "either");
            lexicon.people.extend(words[1..].iter().map(|&noun| (noun, pronoun)));
        }
        lexicon
    }
}

/// Plural nouns for human beings that have no singular in the list.
pub(super) fn is_people(lemma: &str) -> bool {
    const PEOPLE: [&str; 31] = [
        "troop",
        "personnel",
        "staff",
        "survivor",
        "crowd",
        "gang",
        "agent",
        "supporter",
        "opponent",
        "people",
        "troops",
        "police",
        "force",
        "authority",
        "side",
        "country",
        "nation",
        "rebel",
        "demonstrator",
        "civilian",
        "group",
        "family",
        "member",
        "ally",
        "neighbor",
        "neighbour",
        "militia",
        "government",
        "party",
        "citizen",
        "crew",
    ];
    PEOPLE.contains(&lemma) || lemma.ends_with("ist") || lemma.ends_with("ian") || lemma.ends_with("man")
}
