//! The phrases that something may refer back to: names, people, bodies, plural nouns and coordinations, with what agrees with them.

use super::lexicon::{Lexicon, is_people};
use super::pronoun::Asks;
use crate::phrase::{around, in_time};
use compact_str::CompactString;
use document::{Document, NameKind, QuantityKind, Relation, TokenId, TokenRange, Upos};

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
    /// Whether it stands before a noun and tells it apart: "the Harbour Union members". Only its name is then a phrase.
    pub inner: bool,
    /// The entity that it belongs to: the place in the list of the first mention that it is known to be one with, its own at first.
    pub entity: usize,
}

/// A resolved pronoun: it stands where the pronoun stands, and for what the pronoun stands for.
pub fn standing_for(document: &Document, mentions: &[Mention], token: TokenId, range: TokenRange, asks: Asks) -> Mention {
    let kind = match asks {
        Asks::He | Asks::She => Kind::Person,
        Asks::It => Kind::Body,
        Asks::They => Kind::People,
    };
    let pronoun = match asks {
        Asks::He => Some("he"),
        Asks::She => Some("she"),
        Asks::It | Asks::They => None,
    };
    let from = mentions.partition_point(|mention| mention.head < range.start as TokenId);
    let within = mentions[from..].iter().take_while(|mention| mention.head < range.end as TokenId);
    let entity = within.filter(|mention| mention.range == range).map(|mention| mention.entity).next();
    Mention {
        range,
        head: token,
        kind,
        plural: asks == Asks::They,
        pronoun,
        subject: document.tokens[token].relation.is_subject(),
        clause: clause(document, token),
        members: 1,
        amount: false,
        inner: false,
        entity: entity.unwrap_or(usize::MAX),
    }
}

/// The verb or predicate that a phrase hangs on, through coordination and "of" alike.
fn clause(document: &Document, head: TokenId) -> Option<TokenId> {
    super::pronoun::clause(document, head)
}

/// Puts all mentions into `mentions`, in order of their heads.
pub fn find_all(document: &Document, lexicon: &Lexicon, mentions: &mut Vec<Mention>) {
    mentions.clear();
    for head in 0..document.tokens.len() {
        let word = &document.tokens[head];
        let part =
            matches!(word.relation, Relation::Flat | Relation::NmodDesc | Relation::Goeswith | Relation::Dep | Relation::Fixed);
        let inner = word.relation == Relation::Compound;
        if !word.upos.is_noun() || part || inner && word.upos == Upos::PROPN && !is_whole(document, head) {
            continue;
        }
        let mut mention = single(document, lexicon, head);
        mention.inner = inner;
        if let Some(pair) = coordination(document, lexicon, &mention).filter(|_| !inner) {
            mentions.push(pair);
        }
        mentions.push(mention);
    }
    for (at, mention) in mentions.iter_mut().enumerate() {
        mention.entity = at;
    }
}

/// Whether a name before a noun is one of its own, and no part of a longer one.
fn is_whole(document: &Document, token: TokenId) -> bool {
    let proper = document.tokens[token].upos == Upos::PROPN;
    let above = document.head(token);
    match document.name_at(token) {
        Some(name) => above.is_none_or(|above| !name.tokens.contains(above)),
        None => proper && above.is_some_and(|above| document.tokens[above].upos == Upos::NOUN),
    }
}

fn single(document: &Document, lexicon: &Lexicon, head: TokenId) -> Mention {
    let word = &document.tokens[head];
    let range = around(document, head);
    let at = document.names.partition_point(|name| name.tokens.end as TokenId <= head);
    // Nationalities and events corefer as the common nouns that they stand beside.
    let beyond = |kind| matches!(kind, NameKind::Nationality | NameKind::Event);
    let name = document.names.get(at).filter(|name| name.tokens.contains(head) && !beyond(name.kind));
    let lemma = CompactString::from_str_to_lowercase(&word.lemma);
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
                && !ONE.contains(&CompactString::from_str_to_lowercase(document.form(head)).as_str())
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
        Some(NameKind::Nationality | NameKind::Event) => Kind::Other,
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
        inner: false,
        entity: usize::MAX,
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

/// The coordination that a phrase heads: "Seoul and Washington".
fn coordination(document: &Document, lexicon: &Lexicon, first: &Mention) -> Option<Mention> {
    let others = || document.children_by(first.head, Relation::Conj).filter(|&other| document.tokens[other].upos.is_noun());
    let last = others().next_back()?;
    let joined =
        others().any(|other| document.children_by(other, Relation::Cc).any(|cc| document.form(cc).eq_ignore_ascii_case("and")));
    if !joined {
        return None;
    }
    let is_human = |kind: Kind| matches!(kind, Kind::Person | Kind::People);
    let is_body = |kind: Kind| matches!(kind, Kind::Location | Kind::Organization | Kind::Body);
    let (mut human, mut bodies, mut members) = (is_human(first.kind), is_body(first.kind), 1);
    for other in others() {
        let kind = single(document, lexicon, other).kind;
        (human, bodies, members) = (human && is_human(kind), bodies && is_body(kind), members + 1);
    }
    let alike = human || bodies;
    let kind = if alike { if first.kind == Kind::Person { Kind::People } else { first.kind } } else { Kind::Other };
    let end = around(document, last).end.max(first.range.end);
    let range = TokenRange { start: first.range.start, end };
    Some(Mention { range, kind, plural: true, pronoun: None, members, ..first.clone() })
}
