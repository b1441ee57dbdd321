//! Modes and contexts: from the rule, and from words around the trigger and in the sentence.

use crate::entity::Resolver;
use document::{Document, Relation, TokenId};
use event::{Category, Found, Origin};
use knowledge::{Knowledge, Rule};
use std::rc::Rc;
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
    let ontology = &knowledge.ontology;
    let around = around(doc, light.unwrap_or(head));
    let lists: Vec<&[String]> = ontology.mode_words.iter().map(|list| list.words.as_slice()).collect();
    let found = first_places(doc, &around, &lists, |word| ontology.modes_from(word));
    for (words, token) in ontology.mode_words.iter().zip(found).filter(|(words, _)| words.category == category) {
        let known = modes.iter().any(|mode| mode.value == words.mode);
        if known {
            continue;
        }
        if let Some(token) = token {
            let origin = Origin::Rule(Arc::from(format!("ontology/modes.txt#{}", words.mode)));
            modes.push(Found::at(words.mode.clone(), doc.tokens[token].span, origin));
        }
    }
    modes.sort_by_key(|mode| knowledge.ontology.mode_order(category, &mode.value));
    modes
}

/// The contexts of an act: those of its rule, then those that words in its sentence show, in the order of the manual.
pub fn contexts(resolver: &Resolver<'_>, rule: &Rule, head: TokenId) -> Vec<Found<String>> {
    let doc = resolver.doc;
    let mut contexts: Vec<Found<String>> =
        rule.contexts.iter().map(|context| Found::silent(context.clone(), Origin::Rule(rule.id.clone()))).collect();
    let ontology = &resolver.knowledge.ontology;
    let shown = resolver.memo.contexts.get_or(doc.sentence_of(head).tokens.start, || shown(resolver, head));
    for (words, token) in ontology.context_words.iter().zip(shown.iter()) {
        if let (Some(token), false) = (token, contexts.iter().any(|context| context.value == words.context)) {
            let origin = Origin::Rule(Arc::from(format!("ontology/contexts.txt#{}", words.context)));
            contexts.push(Found::at(words.context.clone(), doc.tokens[*token].span, origin));
        }
    }
    contexts
}

/// For each context the first word of a sentence that shows it.
fn shown(resolver: &Resolver<'_>, within: TokenId) -> Rc<[Option<TokenId>]> {
    let ontology = &resolver.knowledge.ontology;
    let tokens: Vec<TokenId> = resolver.doc.sentence_of(within).tokens.ids().collect();
    let lists: Vec<&[String]> = ontology.context_words.iter().map(|list| list.words.as_slice()).collect();
    first_places(resolver.doc, &tokens, &lists, |word| ontology.contexts_from(word)).into()
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

/// For each list of words and phrases the first token at which one of them stands, by lemma or form; `from` gives those that begin with a word.
fn first_places<'o>(
    doc: &Document,
    tokens: &[TokenId],
    lists: &[&[String]],
    from: impl Fn(&str) -> &'o [(usize, usize)],
) -> Vec<Option<TokenId>> {
    let mut found = vec![None; lists.len()];
    for &token in tokens {
        for word in [doc.lower_lemma(token), doc.lower_form(token)] {
            for &(list, at) in from(&word) {
                if found[list].is_none() && stands_at(doc, token, &lists[list][at]) {
                    found[list] = Some(token);
                }
            }
        }
    }
    found
}

/// Whether a word or phrase begins at a token, by lemma or form.
pub(crate) fn stands_at(doc: &Document, token: TokenId, phrase: &str) -> bool {
    let last = doc.sentence_of(token).tokens.end as TokenId;
    let fits = |at: TokenId, word: &str| {
        at < last && (doc.lemma(at).eq_ignore_ascii_case(word) || doc.form(at).eq_ignore_ascii_case(word))
    };
    phrase.split(' ').zip(token..).all(|(word, at)| fits(at, word))
}
