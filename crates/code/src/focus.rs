//! What an article is about: the countries that it names, and the people that it has introduced. Read once before its sentences.

use crate::place::whereabouts::Whereabouts;
use crate::{filed, names};
use document::{Document, NameKind, Relation, TokenId, TokenRange, Upos};
use knowledge::{ActorKind, Knowledge};
use std::collections::BTreeMap;

/// How many mentions a dateline is worth.
const DATELINE: usize = 3;

/// How many mentions back a description may point.
const LOOK_BACK: usize = 400;

/// Facts over the whole article that the resolving of single phrases leans on.
#[derive(Clone, Debug, Default)]
pub struct Focus {
    /// Where codes are named: token and code, in order of the text.
    pub mentions: Vec<(TokenId, String)>,
    /// Where actors are named: token and place in `actors.all`, in order of the text.
    pub actors: Vec<(TokenId, usize)>,
    /// The codes by how often they are named, most often first; ties by first mention.
    pub codes: Vec<String>,
    /// Whether no country stands out: the second most named has at least a third of the mentions of the first.
    pub international: bool,
    /// The two countries that it is about, where it is about two.
    pub rivals: Option<[String; 2]>,
    /// People by their surname or single name: the head token of the fullest mention.
    pub people: BTreeMap<String, TokenId>,
    /// Surnames by their first mention behind a title.
    pub titled: BTreeMap<String, TokenId>,
    /// Where the article is about.
    pub whereabouts: Whereabouts,
    /// The country that it was filed in, if that is one of the two that it is most about.
    pub filed: Option<String>,
    /// The country of its publisher, for which "our army" stands.
    pub publisher: Option<String>,
    /// What linked phrases are described as.
    described: Described,
    /// Whether a name of the knowledge begins at each token, be it one that counts here or not.
    named: Vec<bool>,
}

/// The nouns of each entity that links make.
#[derive(Clone, Debug, Default)]
struct Described {
    /// The entity of the head of each linked phrase.
    entity_of: BTreeMap<TokenId, usize>,
    /// For each entity the heads of its first nouns, in order.
    nouns: Vec<Vec<TokenId>>,
}

/// How many descriptions of an entity are kept: what it is has been said by then, and a text that repeats itself stays small.
const DESCRIPTIONS: usize = 16;

impl Focus {
    /// The heads of the first nouns that describe the same one as the phrase with this head.
    pub fn described(&self, head: TokenId) -> &[TokenId] {
        self.described.entity_of.get(&head).map_or(&[], |&entity| &self.described.nouns[entity])
    }

    /// Reads the article once for countries named outright, then again with the names that need them near.
    pub fn of(doc: &Document, knowledge: &Knowledge) -> Focus {
        let named = (0..doc.tokens.len()).map(|token| names::begins_at(doc, knowledge, token)).collect();
        let mut focus = Focus { named, ..Focus::default() };
        focus.count(doc, knowledge);
        let first_round = focus.codes.clone();
        focus.count(doc, knowledge);
        debug_assert!(focus.codes.len() >= first_round.len());
        focus.people = people(doc);
        focus.titled = titled(doc, knowledge);
        focus.whereabouts = Whereabouts::of(doc, knowledge, &focus.mentions, filed::dateline(doc));
        focus.described = described(doc);
        focus.publisher = filed::publisher(doc, knowledge);
        focus.filed = focus.whereabouts.told_of(filed::country(doc, knowledge, &focus));
        focus.rivals = focus.whereabouts.two(focus.filed.as_deref());
        focus
    }

    /// Whether a name of the knowledge may begin at a token.
    pub(crate) fn may_name(&self, token: TokenId) -> bool {
        self.named.get(token).is_none_or(|&named| named)
    }

    /// Whether the article names one of the codes.
    pub fn names_any(&self, codes: &[String]) -> bool {
        codes.iter().any(|code| self.codes.contains(code))
    }

    /// The countries that the article names, the most named first.
    fn countries(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().filter(|code| !is_international(code)).map(String::as_str)
    }

    /// The country that the article is about: the one it names most, or, where it names none, in which most of its places lie.
    pub fn country(&self) -> Option<&str> {
        if self.whereabouts.is_scattered() {
            return None;
        }
        self.countries().next().or_else(|| self.whereabouts.most_meant())
    }

    /// The mentions of codes before a token, the last ones only: what lies further back no description points at.
    pub fn mentions_before(&self, token: TokenId) -> &[(TokenId, String)] {
        let to = self.mentions.partition_point(|(at, _)| *at < token);
        &self.mentions[to.saturating_sub(LOOK_BACK)..to]
    }

    /// The one country that some words name.
    pub fn mentions_in(&self, tokens: TokenRange) -> Option<&str> {
        let mentions = &self.mentions[self.mentions.partition_point(|(token, _)| *token < tokens.start as TokenId)..];
        let here = mentions.iter().take_while(|(token, _)| *token < tokens.end as TokenId).map(|(_, code)| code.as_str());
        let mut codes = here.filter(|code| !is_international(code));
        let one = codes.next()?;
        codes.all(|code| code == one).then_some(one)
    }

    /// The mentions of actors before a token, the last ones only.
    pub fn actors_before(&self, token: TokenId) -> &[(TokenId, usize)] {
        let to = self.actors.partition_point(|(at, _)| *at < token);
        &self.actors[to.saturating_sub(LOOK_BACK)..to]
    }

    /// The country named last before a token that is not `other`; else the most frequent one that is not.
    pub fn counterpart(&self, other: &str, before: TokenId) -> Option<String> {
        let main: Vec<&String> = self.codes.iter().filter(|code| !is_international(code)).take(3).collect();
        let near = self.mentions_before(before).iter().rev().find(|(_, code)| code != other && main.contains(&code));
        near.map(|(_, code)| code.clone()).or_else(|| main.into_iter().find(|code| code.as_str() != other).cloned())
    }

    /// The other one of two countries that the whole article is about: both named often, and no third one nearly as often.
    pub fn opponent_of(&self, code: &str) -> Option<String> {
        let [first, second] = self.rivals.as_ref()?;
        let other = if code == first { second } else { first };
        (code == first || code == second).then(|| other.clone())
    }

    /// The other one of two countries where an article names no third.
    pub fn only_other(&self, code: &str) -> Option<String> {
        let mut others = self.countries().filter(|&other| other != code);
        let other = others.next().filter(|_| others.next().is_none() && self.countries().any(|one| one == code))?;
        Some(other.to_string())
    }

    /// The two countries that "the two countries" stands for at a token: the two that the article names most up to there.
    pub fn pair(&self, before: TokenId) -> Option<(String, String)> {
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (at, (_, code)) in self.mentions_before(before).iter().enumerate() {
            if !is_international(code) {
                let entry = counts.entry(code).or_insert((0, at));
                entry.0 += 1;
            }
        }
        let mut ranked: Vec<(&str, (usize, usize))> = counts.into_iter().collect();
        ranked.sort_by_key(|&(_, (count, first))| (std::cmp::Reverse(count), first));
        match ranked.as_slice() {
            [(first, _), (second, _), ..] => Some((first.to_string(), second.to_string())),
            _ => None,
        }
    }

    fn count(&mut self, doc: &Document, knowledge: &Knowledge) {
        let published = doc.text.metadata.published.map(|published| published.date);
        let mut mentions = Vec::new();
        let mut actors = Vec::new();
        let mut at = 0;
        while at < doc.tokens.len() {
            let Some(found) = names::longest_at(doc, knowledge, self, at) else {
                at += 1;
                continue;
            };
            let actor = &knowledge.actors.all[found.actor];
            actors.push((found.tokens.start as TokenId, found.actor));
            let counts = actor.kind != ActorKind::Outlet;
            if let (Some(code), true) = (actor.code_on(published), counts) {
                mentions.push((found.tokens.start as TokenId, code.to_string()));
            }
            for code in &actor.codes {
                mentions.push((found.tokens.start as TokenId, code.clone()));
            }
            at = found.tokens.end as TokenId;
        }
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (order, (token, code)) in mentions.iter().enumerate() {
            // Where the report was filed tells more of its home than one mention among many.
            let weight = if doc.tokens[*token].relation == Relation::Dep { DATELINE } else { 1 };
            counts.entry(code).or_insert((0, order)).0 += weight;
        }
        let mut ranked: Vec<(String, (usize, usize))> = counts.into_iter().map(|(code, rank)| (code.to_string(), rank)).collect();
        ranked.sort_by_key(|&(_, (count, first))| (std::cmp::Reverse(count), first));
        let mut countries = ranked.iter().filter(|(code, _)| !is_international(code)).map(|(_, (count, _))| *count);
        self.international = matches!((countries.next(), countries.next()), (Some(first), Some(second)) if 3 * second >= first);
        self.codes = ranked.into_iter().map(|(code, _)| code).collect();
        self.mentions = mentions;
        self.actors = actors;
    }
}

/// Whether a code is none of a country.
pub fn is_international(code: &str) -> bool {
    matches!(code, "UNO" | "EUR" | "IGO" | "NGO" | "ISM" | "IMG" | "MNC")
}

/// The fullest mention of every person, under each of the words that later mentions may shorten it to.
fn people(doc: &Document) -> BTreeMap<String, TokenId> {
    let mut people: BTreeMap<String, (usize, TokenId)> = BTreeMap::new();
    for name in doc.names.iter().filter(|name| name.kind == NameKind::Person) {
        let words = name.tokens.ids().len();
        if words < 2 {
            continue;
        }
        let head = name.tokens.ids().find(|&token| doc.head(token).is_none_or(|head| !name.tokens.contains(head)));
        let Some(head) = head else { continue };
        for token in [name.tokens.start as TokenId, name.tokens.end as TokenId - 1] {
            let entry = people.entry(doc.form(token).to_string()).or_insert((words, head));
            if words > entry.0 {
                *entry = (words, head);
            }
        }
    }
    people.into_iter().map(|(word, (_, head))| (word, head)).collect()
}

/// The first mention of every surname behind a title.
fn titled(doc: &Document, knowledge: &Knowledge) -> BTreeMap<String, TokenId> {
    let mut titled = BTreeMap::new();
    for sentence in &doc.sentences {
        for token in sentence.tokens.ids().skip(1).filter(|&token| names::ends_surname(doc, knowledge, token)) {
            if names::title_before(doc, knowledge, token).is_some() {
                titled.entry(doc.form(token).to_string()).or_insert(token);
            }
        }
    }
    titled
}

/// The common nouns of each entity that links make.
fn described(doc: &Document) -> Described {
    let head = |range: TokenRange| {
        let outside = |&token: &TokenId| doc.head(token).is_none_or(|head| !range.contains(head));
        range.ids().find(outside).unwrap_or(range.start as TokenId)
    };
    let mut entity_of: BTreeMap<TokenId, usize> = BTreeMap::new();
    let mut entities: Vec<Vec<TokenId>> = Vec::new();
    for link in &doc.coreference {
        let ends = [head(link.antecedent), head(link.mention)];
        if !ends.iter().all(|&token| doc.tokens[token].upos.is_noun()) {
            continue;
        }
        let [one, other] = ends.map(|token| {
            *entity_of.entry(token).or_insert_with(|| {
                entities.push(vec![token]);
                entities.len() - 1
            })
        });
        // The smaller one is moved, so that a long row of links stays cheap.
        let (into, from) = if entities[one].len() < entities[other].len() { (other, one) } else { (one, other) };
        if into != from {
            let moved = std::mem::take(&mut entities[from]);
            entity_of.extend(moved.iter().map(|&token| (token, into)));
            entities[into].extend(moved);
        }
    }
    entities.iter_mut().for_each(|tokens| tokens.sort_unstable());
    let is_noun = |token: &TokenId| doc.tokens[*token].upos == Upos::NOUN;
    let nouns = entities.into_iter().map(|tokens| tokens.into_iter().filter(is_noun).take(DESCRIPTIONS).collect()).collect();
    Described { entity_of, nouns }
}
