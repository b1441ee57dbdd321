//! Links pronouns, descriptions and repeated names to what they stand for. Precision first: what no rule decides stays unlinked.
//!
//! What is known from names ([`name`]), from the sentence itself ([`beside`]: appositions) and from repeated nouns
//! ([`noun`]) is joined first, so that each pronoun ([`pronoun`], [`person`]) sees entities rather than phrases. Descriptions
//! that need knowledge of the world ("its southern neighbour") are resolved in `code`.

mod beside;
mod date;
mod lexicon;
mod lists;
mod mention;
mod name;
mod noun;
mod person;

mod pronoun;

use crate::view::small;
use document::{Coreference, Document, Relation, TokenId, TokenRange, Upos};
pub use lexicon::Lexicon as Names;
use lexicon::Lexicon;
use mention::{Kind, Mention};
use person::Person;
use pronoun::{Asks, Known, asks_of, is_empty_subject, pronoun};

/// Working space, kept from document to document.
#[derive(Debug, Default)]
pub struct Space {
    known: Known,
    bearers: name::Bearers,
    nouns: noun::Nouns,
    /// Mentions that are known to be one, and what is said of whom, as places in the list of mentions.
    joined: Vec<(usize, usize)>,
    predicates: Vec<(usize, TokenId)>,
    named: Vec<(usize, usize)>,
    /// The links of pronouns, and of all that refers back.
    pronouns: Vec<Coreference>,
    links: Vec<Coreference>,
}

/// All links of the document, in order of the mention.
pub fn find(document: &Document, lexicon: &Lexicon, space: &mut Space) -> Vec<Coreference> {
    let Space { known, bearers, nouns, joined, predicates, named, pronouns, links } = space;
    let mentions = &mut known.mentions;
    mention::find_all(document, lexicon, mentions);
    joined.clear();
    beside::link(document, mentions, joined);
    name::link(document, mentions, bearers, joined);
    join(mentions, joined);
    let others = joined.len();
    noun::link(document, mentions, nouns, joined);
    join(mentions, &joined[others..]);
    predicates.clear();
    predicates.extend(beside::predicates(document, mentions));
    let subjects = predicates.iter().filter_map(|&(at, subject)| Some((at, beside::place(mentions, subject)?)));
    named.clear();
    named.extend(subjects.filter(|&(at, other)| other < at && mentions[at].plural == mentions[other].plural));
    join(mentions, named);
    let link = |&(mention, antecedent): &(usize, usize)| Coreference {
        mention: mentions[mention].range,
        antecedent: mentions[antecedent].range,
    };
    // A phrase that begins with its own antecedent, or before it, says nothing new.
    links.clear();
    links.extend(joined.iter().map(link).filter(|link| link.antecedent.start < link.mention.start));
    date::link(document, links);
    link_pronouns(document, known, pronouns);
    links.extend(beside::said(document, &known.mentions, predicates, pronouns));
    links.extend_from_slice(pronouns);
    links.sort_unstable_by_key(|link| (link.mention, link.antecedent));
    links.dedup();
    links.clone()
}

/// Gives mentions that are linked one entity, and its kind and pronoun to each of them.
fn join(mentions: &mut [Mention], links: &[(usize, usize)]) {
    let first = |mentions: &[Mention], mut at: usize| {
        while mentions[at].entity != at {
            at = mentions[at].entity;
        }
        at
    };
    for &(one, other) in links {
        let (one, other) = (first(mentions, one), first(mentions, other));
        mentions[one.max(other)].entity = one.min(other);
    }
    for at in 0..mentions.len() {
        let top = first(mentions, at);
        mentions[at].entity = top;
        if mentions[at].kind == Kind::Person && mentions[top].kind != Kind::Person && !mentions[top].plural {
            mentions[top].kind = Kind::Person;
        }
        mentions[top].pronoun = mentions[top].pronoun.or(mentions[at].pronoun);
    }
    for at in 0..mentions.len() {
        let top = &mentions[mentions[at].entity];
        let (kind, pronoun) = (top.kind, top.pronoun);
        if kind == Kind::Person && !mentions[at].plural {
            mentions[at].kind = kind;
        }
        mentions[at].pronoun = mentions[at].pronoun.or(pronoun);
    }
}

/// Puts the links of pronouns into `links`.
fn link_pronouns(document: &Document, known: &mut Known, links: &mut Vec<Coreference>) {
    links.clear();
    known.begin();
    for token in 0..document.tokens.len() {
        known.read_to(token);
        let range = TokenRange::new(token, token + 1);
        let form = small(document.form(token));
        let antecedent = match form.as_str() {
            "he" | "him" | "his" | "himself" => pronoun(document, known, token, Asks::He),
            "she" | "her" | "hers" | "herself" => pronoun(document, known, token, Asks::She),
            "it" | "its" | "itself" if !is_empty_subject(document, token) => pronoun(document, known, token, Asks::It),
            "they" | "them" | "their" | "theirs" | "themselves" => pronoun(document, known, token, Asks::They),
            _ if Person::of(&form).is_some() && document.tokens[token].upos == Upos::PRON => {
                person::antecedent(document, known, links, token)
            }
            "who" | "which" | "that" | "whose" if document.tokens[token].upos != Upos::SCONJ => relative(document, token),
            _ => None,
        };
        let Some(antecedent) = antecedent.filter(|antecedent| *antecedent != range) else { continue };
        if let Some(asks) = asks_of(&form) {
            known.take_up(document, token, antecedent, asks);
        }
        links.push(Coreference { mention: range, antecedent });
    }
}

/// The quotation that a word stands in.
fn quote_around(document: &Document, token: TokenId) -> Option<usize> {
    let span = document.tokens[token].span;
    let after = document.quotes.partition_point(|quote| quote.span.start <= span.start);
    // Quotations follow each other; one may lie in another, hardly more.
    let near = after.saturating_sub(3)..after;
    near.rev().find(|&quote| document.quotes[quote].span.contains(span))
}

/// "who" and "which" stand for the noun that their clause hangs on.
fn relative(document: &Document, token: TokenId) -> Option<TokenRange> {
    let mut at = token;
    for _ in 0..4 {
        let head = document.head(at)?;
        if document.tokens[at].relation == Relation::AclRelcl {
            let noun = document.tokens[head].upos.is_noun() || document.tokens[head].upos == Upos::PRON;
            return (head < token && noun && !crate::phrase::in_time(document, head))
                .then(|| crate::phrase::around(document, head));
        }
        at = head;
    }
    None
}
