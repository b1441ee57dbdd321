//! The phrases that something may refer back to: names, people, bodies, plural nouns and coordinations, with what agrees with them.

use crate::phrase::{around, in_time};
use document::{Document, NameKind, QuantityKind, Relation, TokenId, TokenRange, Upos};
use std::collections::{BTreeMap, BTreeSet};

/// What a phrase names, as far as pronouns care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One human being.
    Person,
    /// Several human beings.
    People,
    /// A named organisation.
    Organization,
    /// A named place, which in the news acts like a body.
    Location,
    /// A body that acts: "the ministry", "the army".
    Body,
    /// Anything else.
    Other,
}

/// A phrase.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Its words.
    pub range: TokenRange,
    /// Its head.
    pub head: TokenId,
    /// What it names.
    pub kind: Kind,
    /// Whether "they" suits it.
    pub plural: bool,
    /// "he" or "she" where that is known.
    pub pronoun: Option<&'static str>,
    /// Whether it is a subject.
    pub subject: bool,
    /// The verb that it hangs on.
    pub clause: Option<TokenId>,
    /// How many coordinated members it has.
    pub members: usize,
    /// Whether it is a length of time or a measure.
    pub amount: bool,
}

/// A resolved pronoun: it stands where the pronoun stands, and for what the pronoun stands for.
pub fn standing_for(document: &Document, token: TokenId, range: TokenRange, plural: bool) -> Mention {
    let subject = document.tokens[token].relation.is_subject();
    Mention {
        range,
        head: token,
        kind: Kind::Body,
        plural,
        pronoun: None,
        subject,
        clause: clause(document, token),
        members: 1,
        amount: false,
    }
}

/// Given names and nouns for human beings, with the pronouns that suit them, and nouns for bodies.
#[derive(Clone, Debug)]
pub struct Lexicon {
    given: BTreeMap<&'static str, &'static str>,
    people: BTreeMap<&'static str, Option<&'static str>>,
    bodies: BTreeSet<&'static str>,
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
        let mut lexicon = Lexicon { given: BTreeMap::new(), people: BTreeMap::new(), bodies: BODIES.into_iter().collect() };
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

/// The verb or predicate that a phrase hangs on, through coordination and "of" alike.
fn clause(document: &Document, head: TokenId) -> Option<TokenId> {
    super::pronoun::clause(document, head)
}

/// All mentions in order of their heads.
pub fn all(document: &Document, lexicon: &Lexicon) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for head in 0..document.tokens.len() {
        let word = &document.tokens[head];
        let inside = matches!(
            word.relation,
            Relation::Compound | Relation::Flat | Relation::NmodDesc | Relation::Goeswith | Relation::Dep | Relation::Fixed
        );
        if !word.upos.is_noun() || inside {
            continue;
        }
        let mention = single(document, lexicon, head);
        if let Some(pair) = coordination(document, lexicon, &mention) {
            mentions.push(pair);
        }
        mentions.push(mention);
    }
    mentions
}

fn single(document: &Document, lexicon: &Lexicon, head: TokenId) -> Mention {
    let word = &document.tokens[head];
    let range = around(document, head);
    let at = document.names.partition_point(|name| name.tokens.end as TokenId <= head);
    let name = document.names.get(at).filter(|name| name.tokens.contains(head));
    let lemma = word.lemma.to_lowercase();
    let number = document.feature(head, "Number") == Some("Plur");
    // "the Koreas" are several, "the Netherlands" is one.
    const ONE: [&str; 10] = [
        "states",
        "nations",
        "netherlands",
        "philippines",
        "emirates",
        "maldives",
        "seychelles",
        "bahamas",
        "comoros",
        "islands",
    ];
    let plural = match name.map(|name| name.kind) {
        Some(NameKind::Person) => number && word.upos == Upos::NOUN,
        Some(_) => {
            number
                && name.is_some_and(|name| name.tokens.ids().len() == 1)
                && !ONE.contains(&document.form(head).to_lowercase().as_str())
        }
        None => number || matches!(lemma.as_str(), "people" | "police" | "troops"),
    };
    let person = lexicon.people.get(lemma.as_str());
    let mut pronoun = person.copied().flatten();
    let kind = match name.map(|name| name.kind) {
        Some(NameKind::Person) => {
            let name = name.map(|name| name.tokens).unwrap_or_default();
            pronoun = pronoun.or_else(|| name.ids().find_map(|token| lexicon.given.get(document.form(token)).copied()));
            pronoun = pronoun.or_else(|| titled(document, range));
            Kind::Person
        }
        Some(NameKind::Organization) => Kind::Organization,
        Some(NameKind::Location) => Kind::Location,
        None if person.is_some() && !plural => Kind::Person,
        None if plural && (person.is_some() || is_people(&lemma)) => Kind::People,
        None if word.upos == Upos::PROPN && !plural && !in_time(document, head) => Kind::Organization,
        None if lexicon.bodies.contains(lemma.as_str()) => Kind::Body,
        None => Kind::Other,
    };
    let range = if kind == Kind::Person && name.is_none() { named(document, head, range).unwrap_or(range) } else { range };
    Mention {
        range,
        head,
        kind,
        plural,
        pronoun,
        subject: word.relation.is_subject(),
        clause: clause(document, head),
        members: 1,
        amount: in_time(document, head) || is_measured(document, head),
    }
}

/// Whether a word is the unit of a measure or a sum.
fn is_measured(document: &Document, token: TokenId) -> bool {
    let at = document.quantities.partition_point(|number| number.tokens.end as TokenId <= token);
    let number = document.quantities.get(at).filter(|number| number.tokens.contains(token));
    number.is_some_and(|number| {
        matches!(number.kind, QuantityKind::Measure | QuantityKind::Money | QuantityKind::Percent | QuantityKind::OfTime)
    })
}

/// "North Korean leader" before a name that hangs on it stands for the name.
fn named(document: &Document, head: TokenId, range: TokenRange) -> Option<TokenRange> {
    let at = document.names.partition_point(|name| name.tokens.start < range.end);
    let name = document.names.get(at).filter(|name| name.kind == NameKind::Person && name.tokens.start == range.end)?;
    let hangs = name.tokens.ids().any(|token| {
        document.head(token) == Some(head)
            && matches!(document.tokens[token].relation, Relation::Appos | Relation::Flat | Relation::Nmod)
    });
    hangs.then_some(name.tokens)
}

/// "Mr." and "Mrs." before a name.
fn titled(document: &Document, range: TokenRange) -> Option<&'static str> {
    let before = (range.start as TokenId).saturating_sub(1)..range.end as TokenId;
    before.into_iter().find_map(|token| match document.form(token) {
        "Mr." | "Mr" | "Sir" | "Lord" | "King" | "Prince" => Some("he"),
        "Mrs." | "Mrs" | "Ms." | "Ms" | "Queen" | "Princess" | "Lady" => Some("she"),
        _ => None,
    })
}

/// Plural nouns for human beings that have no singular in the list.
fn is_people(lemma: &str) -> bool {
    const PEOPLE: [&str; 22] = [
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

/// The coordination that a phrase heads: "Seoul and Washington".
fn coordination(document: &Document, lexicon: &Lexicon, first: &Mention) -> Option<Mention> {
    let others: Vec<TokenId> =
        document.children_by(first.head, Relation::Conj).filter(|&other| document.tokens[other].upos.is_noun()).collect();
    let last = *others.last()?;
    let joined = others
        .iter()
        .any(|&other| document.children_by(other, Relation::Cc).any(|cc| document.form(cc).eq_ignore_ascii_case("and")));
    if !joined {
        return None;
    }
    let kinds: Vec<Kind> = others.iter().map(|&other| single(document, lexicon, other).kind).chain([first.kind]).collect();
    let alike = kinds.iter().all(|&kind| kind == Kind::Person || kind == Kind::People)
        || kinds.iter().all(|&kind| matches!(kind, Kind::Location | Kind::Organization | Kind::Body));
    let kind = if alike { if first.kind == Kind::Person { Kind::People } else { first.kind } } else { Kind::Other };
    let end = around(document, last).end.max(first.range.end);
    let range = TokenRange { start: first.range.start, end };
    Some(Mention { range, kind, plural: true, pronoun: None, members: others.len() + 1, ..first.clone() })
}
