//! Modes and contexts: from the rule, and from words around the trigger and in the sentence.

use document::{Document, Relation, TokenId};
use event::{Category, Found, Origin};
use knowledge::{Knowledge, Rule};
use std::collections::HashSet;
use std::sync::Arc;

/// The modes of an act: those of its rule, then those that words in its own phrase add, in the order of the ontology.
pub fn of(
    doc: &Document,
    knowledge: &Knowledge,
    rule: &Rule,
    category: Category,
    head: TokenId,
    light: Option<TokenId>,
) -> Vec<Found<String>> {
    let mut modes: Vec<Found<String>> = Vec::new();
    if category == Category::Reject && rule.category != category {
        // What somebody will not do: the mode says what is refused.
        let refused = crate::assertion::future::refusal_mode(rule.category);
        return refused.map(|mode| Found::silent(mode.to_string(), Origin::Engine("what is refused"))).into_iter().collect();
    }
    if category != rule.category {
        return modes;
    }
    for mode in &rule.modes {
        modes.push(Found::silent(mode.clone(), Origin::Rule(rule.id.clone())));
    }
    let around = around(doc, light.unwrap_or(head));
    let here = present(doc, &around);
    for words in knowledge.ontology.mode_words.iter().filter(|words| words.category == category) {
        let known = modes.iter().any(|mode| mode.value == words.mode);
        if known {
            continue;
        }
        if let Some(token) = find(doc, &around, &here, &words.words) {
            let origin = Origin::Rule(Arc::from(format!("ontology/modes.txt#{}", words.mode)));
            modes.push(Found::at(words.mode.clone(), doc.tokens[token].span, origin));
        }
    }
    modes.sort_by_key(|mode| knowledge.ontology.mode_order(category, &mode.value));
    modes
}

/// The contexts of an act: those of its rule, then those that words in its sentence show, in the order of the manual.
pub fn contexts(doc: &Document, knowledge: &Knowledge, rule: &Rule, head: TokenId) -> Vec<Found<String>> {
    let tokens: Vec<TokenId> = doc.sentence_of(head).tokens.ids().collect();
    let mut contexts: Vec<Found<String>> =
        rule.contexts.iter().map(|context| Found::silent(context.clone(), Origin::Rule(rule.id.clone()))).collect();
    let here = present(doc, &tokens);
    for words in &knowledge.ontology.context_words {
        if contexts.iter().any(|context| context.value == words.context) {
            continue;
        }
        if let Some(token) = find(doc, &tokens, &here, &words.words) {
            let origin = Origin::Rule(Arc::from(format!("ontology/contexts.txt#{}", words.context)));
            contexts.push(Found::at(words.context.clone(), doc.tokens[token].span, origin));
        }
    }
    contexts
}

/// The trigger's own phrase: its subtree without complement clauses, relative clauses and coordinated verbs.
fn around(doc: &Document, top: TokenId) -> Vec<TokenId> {
    let mut found = vec![top];
    let mut next = 0;
    while next < found.len() {
        for child in doc.children(found[next]) {
            let relation = doc.tokens[child].relation;
            let other = matches!(relation, Relation::Ccomp | Relation::Parataxis | Relation::AclRelcl | Relation::Advcl)
                || relation == Relation::Conj && found[next] == top;
            if !other {
                found.push(child);
            }
        }
        next += 1;
    }
    found.sort_unstable();
    found
}

/// The first token at which one of the words or phrases stands, by lemma or form. Few of the many words asked for stand in a sentence, so their
/// first words are looked up before any place is tried.
fn find(doc: &Document, tokens: &[TokenId], present: &Present, words: &[String]) -> Option<TokenId> {
    let possible: Vec<&String> = words.iter().filter(|phrase| present.contains(phrase.split(' ').next().unwrap_or(""))).collect();
    if possible.is_empty() {
        return None;
    }
    tokens.iter().copied().find(|&token| possible.iter().any(|phrase| stands_at(doc, token, phrase)))
}

/// The lemmas and forms of some tokens in lower case.
type Present = HashSet<String>;

fn present(doc: &Document, tokens: &[TokenId]) -> Present {
    tokens.iter().flat_map(|&token| [doc.lemma(token).to_lowercase(), doc.form(token).to_lowercase()]).collect()
}

/// Whether a word or phrase begins at a token, by lemma or form.
pub(crate) fn stands_at(doc: &Document, token: TokenId, phrase: &str) -> bool {
    let last = doc.sentence_of(token).tokens.end as TokenId;
    let fits = |at: TokenId, word: &str| {
        at < last && (doc.lemma(at).eq_ignore_ascii_case(word) || doc.form(at).eq_ignore_ascii_case(word))
    };
    phrase.split(' ').zip(token..).all(|(word, at)| fits(at, word))
}
