//! Nouns that come again: "the group" behind "a rebel group", and nouns for bodies that stand for a name.
//!
//! How far the article, the modifiers and the distance tell one from another was counted on GUM's training documents: a definite noun
//! without modifiers, or with none that the earlier phrase has not, is the same in three cases of four; a noun with other modifiers in one of five.

use super::lists::Lists;
use super::mention::{Kind, Mention};
use crate::view::small;
use compact_str::CompactString;
use document::{Document, QuantityKind, Relation, TokenId, Upos};
use rustc_hash::FxHashMap;

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
#[derive(Debug)]
struct Noun {
    mention: usize,
    head: TokenId,
    sentence: usize,
    article: Article,
    plural: bool,
    /// Whether it tells another noun apart: "crop yields".
    inner: bool,
    relation: Relation,
    /// How often the document has the noun.
    times: u32,
}

/// The nouns met so far. Kept from document to document as working space.
#[derive(Debug, Default)]
pub struct Nouns {
    all: Vec<Noun>,
    /// The nouns by lemma and number.
    alike: Lists<(CompactString, bool)>,
    /// How often the document has each lemma.
    times: FxHashMap<CompactString, u32>,
    places: Places,
}

/// Appends the links of nouns, each to an earlier phrase, as places in the list of mentions.
pub fn link(document: &Document, mentions: &[Mention], nouns: &mut Nouns, links: &mut Vec<(usize, usize)>) {
    let Nouns { all, alike, times, places } = nouns;
    all.clear();
    alike.clear();
    times.clear();
    places.clear(mentions.len());
    for token in document.tokens.iter().filter(|token| token.upos == Upos::NOUN) {
        *times.entry(token.lemma.clone()).or_default() += 1;
    }
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
            head: mention.head,
            sentence: document.sentence_number(mention.head),
            article: article(document, mention.head),
            plural: mention.plural,
            inner: mention.inner,
            relation: word.relation,
            times: times.get(&word.lemma).copied().unwrap_or_default(),
        };
        let key = (word.lemma.clone(), mention.plural);
        let is_same = |&earlier: &usize| is_same(document, &noun, &all[earlier]);
        let same = alike.at(&key).take(REMEMBERED).find(is_same);
        let found = same.map(|same| all[same].mention).or_else(|| body(document, mentions, places, &noun, mention));
        links.extend(found.map(|found| (at, found)));
        alike.push(key, all.len());
        all.push(noun);
    }
}

/// How many earlier phrases with the noun are looked at.
const REMEMBERED: usize = 4;

/// Whether a noun stands for the same as an earlier one.
fn is_same(document: &Document, noun: &Noun, earlier: &Noun) -> bool {
    let distance = noun.sentence - earlier.sentence;
    let fewer = has_all_modifiers(document, earlier.head, noun.head);
    let equal = fewer && has_all_modifiers(document, noun.head, earlier.head);
    let plain = modifiers(document, noun.head).next().is_none();
    if noun.inner || earlier.inner || noun.article == Article::None && plain {
        return equal && is_topic(noun, earlier, distance);
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
fn is_topic(noun: &Noun, earlier: &Noun, distance: usize) -> bool {
    let bare = noun.article == Article::None && earlier.article == Article::None;
    let listed = |noun: &Noun| matches!(noun.relation, Relation::Conj | Relation::Root);
    let often = if noun.plural { noun.times > 2 && !noun.inner && distance < 3 } else { noun.times > 3 && distance < 10 };
    bare && often && !listed(noun) && !listed(earlier)
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
fn modifiers(document: &Document, head: TokenId) -> impl Iterator<Item = &str> {
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
    document.children(head).filter(tells).map(|child| document.lemma(child))
}

/// Whether a noun has all modifiers of another.
fn has_all_modifiers(document: &Document, noun: TokenId, other: TokenId) -> bool {
    modifiers(document, other).all(|wanted| modifiers(document, noun).any(|modifier| modifier == wanted))
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
fn body(document: &Document, mentions: &[Mention], places: &Places, noun: &Noun, mention: &Mention) -> Option<usize> {
    let lemma = document.lemma(mention.head);
    let mut modifiers = modifiers(document, mention.head).peekable();
    let plain = modifiers.peek().is_none();
    let both = document.form(mention.range.start as TokenId).eq_ignore_ascii_case("both");
    let definite = both || matches!(noun.article, Article::The | Article::This);
    let first = document.sentences[noun.sentence.saturating_sub(2)].tokens.start as TokenId;
    let from = mentions.partition_point(|other| other.head < first);
    let mut before = mentions[from..noun.mention].iter().enumerate().rev();
    let behind = |other: &Mention| other.range.end <= mention.range.start;
    if !definite {
        return None;
    }
    let place = FOR_PLACES.contains(&lemma) && plain;
    let person = mention.kind == Kind::Person && plain;
    let found = if place && !mention.plural {
        return places.leader();
    } else if person {
        before.find(|(_, other)| behind(other) && other.kind == Kind::Person && bears(document, other.head, lemma))
    } else if mention.plural {
        let near = document.quantities_within(mention.range);
        let two = near.iter().any(|number| number.kind == QuantityKind::Cardinal && number.low == 2.0);
        let counted = modifiers.all(|word| word == "two" || word == "2");
        (FOR_PAIRS.contains(&lemma) && counted && (two || both)).then(|| {
            before.find(|(_, other)| {
                let parties = matches!(other.kind, Kind::Location | Kind::Organization | Kind::Body | Kind::People);
                behind(other) && other.members == 2 && parties
            })
        })?
    } else {
        (FOR_NAMES.contains(&lemma) && plain).then(|| {
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
#[derive(Debug, Default)]
struct Places {
    /// By entity.
    named: Vec<(usize, usize)>,
    /// How often the most and the second most named ones are named, and the entity of the first.
    most: (usize, usize, usize),
}

impl Places {
    /// Forgets all places; there are so many entities now.
    fn clear(&mut self, entities: usize) {
        self.named.clear();
        self.named.resize(entities, (0, 0));
        self.most = (0, 0, 0);
    }

    fn meet(&mut self, entity: usize, mention: usize) {
        let entry = &mut self.named[entity];
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
        (first > 2 && first >= 2 * second).then(|| self.named[entity].1)
    }
}

/// Whether a person is named with a title: "Minister Ana Ruiz".
fn bears(document: &Document, head: TokenId, title: &str) -> bool {
    document.children(head).any(|child| {
        matches!(document.tokens[child].relation, Relation::NmodDesc | Relation::Compound | Relation::Nmod | Relation::Flat)
            && document.lemma(child).eq_ignore_ascii_case(title)
    })
}
