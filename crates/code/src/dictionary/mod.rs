//! What the user's verb dictionaries say at a word: their patterns and the codes of their verbs.
//!
//! [`told`] looks at every verb: transformations first, then the pattern that asks for most ([`pattern`], over the words that [`around`] finds), then
//! the verb's own code. Who the sides are is decided in [`sides`]. Which of dictionary and rules is heard is [`decide`]d in one place; sentences that
//! a dictionary discards are found in [`discard`].

mod around;
pub mod discard;
mod pattern;
mod sides;
mod transformation;

use crate::clause;
use crate::entity::Resolver;
use crate::matching::Match;
use around::Around;
use document::{Document, TokenId, Upos};
use knowledge::dictionaries::{Manner, Outcome, Precedence, VerbEntry};
use std::sync::Arc;

/// What a dictionary says at a word.
#[derive(Clone, Debug)]
pub struct Told {
    /// The act, or why there is none.
    pub verdict: Verdict,
    /// Whether a pattern or transformation says so, and not the code of the verb alone.
    pub by_pattern: bool,
}

/// An act or none.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// An act.
    Act(Match),
    /// The dictionary has a code for the words that is no event.
    NoEvent {
        /// The line that says so.
        id: Arc<str>,
        /// The code.
        code: String,
    },
}

/// What the dictionaries say at each token of a document; empty where there are none.
pub fn told(resolver: &Resolver<'_>) -> Vec<Option<Told>> {
    if resolver.knowledge.dictionaries.verbs.verbs.is_empty() {
        return Vec::new();
    }
    (0..resolver.doc.tokens.len()).map(|at| at_token(resolver, at as TokenId)).collect()
}

/// Which of dictionary and rules is heard at a word: a pattern is the user's word and goes first; the code of a verb by itself counts where no rule
/// speaks, unless the user wants it otherwise.
pub fn decide(told: Option<&Told>, precedence: Precedence, rules: impl FnOnce() -> Option<Match>) -> Option<Match> {
    let act = |told: &Told| match &told.verdict {
        Verdict::Act(found) => Some(found.clone()),
        Verdict::NoEvent { .. } => None,
    };
    match (told, precedence) {
        (Some(told), _) if is_heard_first(told, precedence) => act(told),
        (Some(told), Precedence::Patterns) => rules().or_else(|| act(told)),
        (_, Precedence::Alone) => None,
        _ => rules(),
    }
}

/// Whether the dictionary is heard before the rules, so that what it has for no event is none.
pub fn is_heard_first(told: &Told, precedence: Precedence) -> bool {
    told.by_pattern || precedence != Precedence::Patterns
}

fn at_token(resolver: &Resolver<'_>, head: TokenId) -> Option<Told> {
    let doc = resolver.doc;
    if doc.tokens[head].upos != Upos::VERB {
        return None;
    }
    let dictionary = &resolver.knowledge.dictionaries.verbs;
    let candidates: Vec<(usize, Vec<TokenId>)> = verbs_at(resolver, head);
    if candidates.is_empty() {
        return None;
    }
    if let Some(told) = transformation::at(resolver, head, &candidates) {
        return Some(told);
    }
    let around = [Manner::Phrases, Manner::Words].map(|manner| Around::of(doc, head, manner));
    let mut best: Option<(usize, &Outcome, pattern::Bound)> = None;
    for (verb, own) in &candidates {
        let verb = &dictionary.verbs[*verb];
        for coded in &dictionary.blocks[verb.block].patterns {
            let weight = coded.pattern.weight() + own.len();
            if best.as_ref().is_some_and(|(most, ..)| *most >= weight) {
                continue;
            }
            if let Some(mut bound) = pattern::at(resolver, &around[coded.manner as usize], coded) {
                bound.belonging.extend(own);
                best = Some((weight, &coded.outcome, bound));
            }
        }
    }
    if let Some((_, outcome, bound)) = best {
        return verdict(resolver, head, outcome, &bound).map(Told::by_pattern);
    }
    // Of several verbs the one of most words, then the first; "called off" is no calling, though a pattern of it may ask for the "off".
    let whole = |&&(verb, _): &&(usize, Vec<TokenId>)| !clause::foreign_particle(doc, head, &dictionary.verbs[verb].after);
    let (verb, own) = candidates.iter().rev().filter(whole).max_by_key(|(_, own)| own.len())?;
    let bound = pattern::Bound { belonging: own.clone(), ..pattern::Bound::default() };
    let outcome = &dictionary.verbs[*verb].outcome;
    let found = sides::of(resolver, head, &bound);
    if outcome.is_event() && !sides::are_both_parties(resolver, head, &found) {
        return None;
    }
    Some(Told { verdict: verdict(resolver, head, outcome, &bound)?, by_pattern: false })
}

/// The verbs of the dictionaries that stand at a head, each with its further words.
fn verbs_at(resolver: &Resolver<'_>, head: TokenId) -> Vec<(usize, Vec<TokenId>)> {
    let doc = resolver.doc;
    let dictionary = &resolver.knowledge.dictionaries.verbs;
    let found = dictionary.at(&doc.form(head).to_lowercase(), &doc.lemma(head).to_lowercase());
    found.into_iter().filter_map(|verb| Some((verb, further_words(doc, &dictionary.verbs[verb], head)?))).collect()
}

/// The further words of a verb: those before it and behind it, a hyphen between at most; a particle may also stand behind the object.
fn further_words(doc: &Document, verb: &VerbEntry, head: TokenId) -> Option<Vec<TokenId>> {
    let sentence = doc.sentence_of(head).tokens;
    let is = |token: TokenId, word: &str| doc.form(token).to_lowercase() == *word || doc.lemma(token).to_lowercase() == *word;
    let hyphen = |token: &TokenId| matches!(doc.form(*token), "-" | "\u{2010}" | "\u{2011}");
    let mut found = Vec::new();
    let mut before = (sentence.start as TokenId..head).rev().filter(|token| !hyphen(token));
    for word in verb.before.iter().rev() {
        found.push(before.next().filter(|&token| is(token, word))?);
    }
    let mut behind = (head + 1..sentence.end as TokenId).filter(|token| !hyphen(token));
    for word in &verb.after {
        let next = behind.next().filter(|&token| is(token, word));
        let particle = || doc.children(head).find(|&child| child > head && is(child, word));
        found.push(next.or_else(particle)?);
    }
    Some(found)
}

/// What an outcome makes of the words that were found; none where a mere thing would be who does it.
fn verdict(resolver: &Resolver<'_>, head: TokenId, outcome: &Outcome, bound: &pattern::Bound) -> Option<Verdict> {
    let (source, mut target) = sides::of(resolver, head, bound);
    if outcome.is_event() && !source.is_empty() && !sides::has_party(resolver, &source) {
        return None;
    }
    if outcome.mutual {
        target.retain(|&word| sides::has_party(resolver, &[word]));
    }
    Some(sides::verdict(head, outcome, bound.belonging.clone(), (source, target)))
}
