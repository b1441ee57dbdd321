//! Nouns that come again: "the group" behind "a rebel group", and nouns for bodies that stand for a name.
//!
//! How far the article, the modifiers and the distance tell one from another was counted on GUM's training documents: a definite noun
//! without modifiers, or with none that the earlier phrase has not, is the same in three cases of four; a noun with other modifiers in one of five.

use super::mention::{Kind, Mention};
use crate::view::small;
use document::{Document, QuantityKind, Relation, TokenId, Upos};
use std::collections::{BTreeMap, BTreeSet};

/// How a noun is determined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Article {
    The,
    This,
    Indefinite,
    Owner,
    Quantified,
    None,
}

/// A noun as it is compared with others.
struct Noun<'a> {
    mention: usize,
    sentence: usize,
    article: Article,
    plural: bool,
    /// Whether it tells another noun apart: "crop yields".
    inner: bool,
    relation: Relation,
    /// How often the document has the noun.
    times: u32,
    modifiers: BTreeSet<&'a str>,
}

/// The links of nouns, each to an earlier phrase, as places in the list of mentions.
pub fn links(document: &Document, mentions: &[Mention]) -> Vec<(usize, usize)> {
    let mut links = Vec::new();
    let mut times: BTreeMap<&str, u32> = BTreeMap::new();
    for token in (0..document.tokens.len()).filter(|&token| document.tokens[token].upos == Upos::NOUN) {
        *times.entry(document.lemma(token)).or_default() += 1;
    }
    let mut before: BTreeMap<(&str, bool), Vec<Noun>> = BTreeMap::new();
    let mut places = Places::default();
    for (at, mention) in mentions.iter().enumerate() {
        if mention.kind == Kind::Location {
            places.meet(mention.entity, at);
        }
        let word = &document.tokens[mention.head];
        if mention.members > 1 || mention.amount || word.upos != Upos::NOUN {
            continue;
        }
        let noun = Noun {
            mention: at,
            sentence: document.sentence_number(mention.head),
            article: article(document, mention.head),
            plural: mention.plural,
            inner: mention.inner,
            relation: word.relation,
            times: times.get(document.lemma(mention.head)).copied().unwrap_or_default(),
            modifiers: modifiers(document, mention.head),
        };
        let earlier = before.entry((document.lemma(mention.head), mention.plural)).or_default();
        let same = earlier.iter().rev().take(REMEMBERED).find(|other| is_same(&noun, other));
        let found = same.map(|same| same.mention).or_else(|| body(document, mentions, &places, &noun, mention));
        links.extend(found.map(|found| (at, found)));
        earlier.push(noun);
    }
    links
}

/// How many earlier phrases with the noun are looked at.
const REMEMBERED: usize = 4;

/// Whether a noun stands for the same as an earlier one.
fn is_same(noun: &Noun<'_>, earlier: &Noun<'_>) -> bool {
    let distance = noun.sentence - earlier.sentence;
    let equal = noun.modifiers == earlier.modifiers;
    let fewer = noun.modifiers.is_subset(&earlier.modifiers);
    let plain = noun.modifiers.is_empty();
    if noun.inner || earlier.inner || noun.article == Article::None && plain {
        return is_topic(noun, earlier, distance);
    }
    match noun.article {
        Article::The if equal && earlier.article != Article::None => distance < 40,
        Article::The if equal => distance < if plain { 3 } else { 15 },
        Article::The => fewer && distance < if earlier.article == Article::The { 15 } else { 3 },
        Article::This => fewer && distance < 4,
        Article::Owner => equal && distance < 15,
        Article::None => equal && !plain && earlier.article == Article::None && distance < 8,
        Article::Indefinite | Article::Quantified => false,
    }
}

/// Whether a bare noun comes again so soon and so often that it is what the document speaks of.
fn is_topic(noun: &Noun<'_>, earlier: &Noun<'_>, distance: usize) -> bool {
    let bare = noun.article == Article::None && earlier.article == Article::None;
    let equal = noun.modifiers == earlier.modifiers;
    let listed = |noun: &Noun| matches!(noun.relation, Relation::Conj | Relation::Root);
    let often = if noun.plural { noun.times > 2 && !noun.inner && distance < 3 } else { noun.times > 3 && distance < 10 };
    bare && equal && often && !listed(noun) && !listed(earlier)
}

fn article(document: &Document, head: TokenId) -> Article {
    let mut article = Article::None;
    for child in document.children(head) {
        match document.tokens[child].relation {
            Relation::NmodPoss => return Article::Owner,
            Relation::Det | Relation::DetPredet => {
                article = match small(document.form(child)).as_str() {
                    "the" => Article::The,
                    "this" | "these" | "that" | "those" => Article::This,
                    "a" | "an" => Article::Indefinite,
                    _ => Article::Quantified,
                }
            }
            _ => {}
        }
    }
    article
}

/// The lemmas that tell a noun apart.
fn modifiers(document: &Document, head: TokenId) -> BTreeSet<&str> {
    let tells = |child: &TokenId| {
        matches!(
            document.tokens[*child].relation,
            Relation::Amod
                | Relation::Compound
                | Relation::Nummod
                | Relation::Flat
                | Relation::NmodDesc
                | Relation::NmodUnmarked
                | Relation::NmodPoss
                | Relation::Nmod
                | Relation::Acl
                | Relation::AclRelcl
        )
    };
    document.children(head).filter(tells).map(|child| document.lemma(child)).collect()
}

/// Nouns that stand for an organisation named before.
const FOR_NAMES: [&str; 9] =
    ["group", "company", "organisation", "organization", "agency", "movement", "party", "firm", "militia"];
/// Nouns that, counted as two, stand for two that were named together.
const FOR_PAIRS: [&str; 12] = [
    "side",
    "country",
    "nation",
    "state",
    "government",
    "party",
    "neighbour",
    "neighbor",
    "army",
    "company",
    "group",
    "organization",
];

/// "the group" for the last organisation named, "the two sides" for two that were named together.
fn body(document: &Document, mentions: &[Mention], places: &Places, noun: &Noun<'_>, mention: &Mention) -> Option<usize> {
    let lemma = document.lemma(mention.head);
    let both = document.form(mention.range.start as TokenId).eq_ignore_ascii_case("both");
    let definite = both || matches!(noun.article, Article::The | Article::This);
    let first = document.sentences[noun.sentence.saturating_sub(2)].tokens.start as TokenId;
    let from = mentions.partition_point(|other| other.head < first);
    let mut before = mentions[from..noun.mention].iter().enumerate().rev();
    let behind = |other: &Mention| other.range.end <= mention.range.start;
    if !definite {
        return None;
    }
    let place = FOR_PLACES.contains(&lemma) && noun.modifiers.is_empty();
    let person = mention.kind == Kind::Person && noun.modifiers.is_empty();
    let found = if place && !mention.plural {
        return places.leader();
    } else if person {
        before.find(|(_, other)| behind(other) && other.kind == Kind::Person && bears(document, other.head, lemma))
    } else if mention.plural {
        let near = document.quantities_within(mention.range);
        let two = near.iter().any(|number| number.kind == QuantityKind::Cardinal && number.low == 2.0);
        let counted = noun.modifiers.iter().all(|&word| word == "two" || word == "2");
        (FOR_PAIRS.contains(&lemma) && counted && (two || both)).then(|| {
            before.find(|(_, other)| {
                let parties = matches!(other.kind, Kind::Location | Kind::Organization | Kind::Body | Kind::People);
                behind(other) && other.members == 2 && parties
            })
        })?
    } else {
        (FOR_NAMES.contains(&lemma) && noun.modifiers.is_empty()).then(|| {
            before.find(|(_, other)| {
                let named = other.kind == Kind::Organization && !other.plural && other.members == 1 && !other.inner;
                behind(other) && named
            })
        })?
    };
    found.map(|(at, _)| from + at)
}

/// Nouns for the place that a document is about.
const FOR_PLACES: [&str; 7] = ["city", "town", "country", "island", "village", "nation", "kingdom"];

/// The places named so far: how often each, and its last mention.
#[derive(Default)]
struct Places {
    named: BTreeMap<usize, (usize, usize)>,
    /// How often the most and the second most named ones are named, and the entity of the first.
    most: (usize, usize, usize),
}

impl Places {
    fn meet(&mut self, entity: usize, mention: usize) {
        let entry = self.named.entry(entity).or_default();
        *entry = (entry.0 + 1, mention);
        let (first, second, leader) = self.most;
        self.most = match entry.0 {
            times if entity == leader || first == 0 => (times, second, entity),
            times if times > first => (times, first, entity),
            times => (first, second.max(times), leader),
        };
    }

    /// The place that was named most: at least three times, and twice as often as any other.
    fn leader(&self) -> Option<usize> {
        let (first, second, entity) = self.most;
        (first > 2 && first >= 2 * second).then(|| self.named[&entity].1)
    }
}

/// Whether a person is named with a title: "Minister Ana Ruiz".
fn bears(document: &Document, head: TokenId, title: &str) -> bool {
    document.children(head).any(|child| {
        matches!(document.tokens[child].relation, Relation::NmodDesc | Relation::Compound | Relation::Nmod | Relation::Flat)
            && document.lemma(child).eq_ignore_ascii_case(title)
    })
}
