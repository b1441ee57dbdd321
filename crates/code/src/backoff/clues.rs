//! The clues that the words between two sides give of the act between them, as names. A clue is `kind=word`; what it is worth is learnt.

use super::pair::Pair;
use crate::clause;
use document::{Document, Relation, TokenId, Upos};
use knowledge::{Knowledge, PartOfSpeech};
use std::collections::BTreeSet;

/// The clues of a pair, each once, in order.
pub fn of_pair(doc: &Document, knowledge: &Knowledge, pair: &Pair) -> BTreeSet<String> {
    let mut clues = BTreeSet::new();
    let path = pair.path();
    for &word in &path {
        of_word(doc, knowledge, word, pair.part(word), &mut clues);
        for child in doc.children(word).filter(|&child| child != pair.actor && child != pair.recipient && !path.contains(&child))
        {
            of_dependent(doc, knowledge, word, child, &mut clues);
        }
    }
    if let Some(word) = pair.over.filter(|word| !path.contains(word)) {
        clues.insert(format!("over={}", lemma(doc, word)));
    }
    for (side, head) in [("actor", pair.actor), ("recipient", pair.recipient)] {
        let relation = doc.tokens[head].relation.name();
        clues.insert(format!("{side}={relation}"));
        if let Some(governor) = doc.head(head).filter(|governor| path.contains(governor)) {
            let introduced = clause::preposition_of(doc, head).unwrap_or_default();
            clues.insert(format!("{side}={} {relation} {introduced}", lemma(doc, governor)));
            clues.insert(format!("{side}={relation} {introduced}"));
        }
    }
    let (first, last) = (pair.actor.min(pair.recipient), pair.actor.max(pair.recipient));
    for word in (first + 1..last).filter(|&word| doc.tokens[word].upos.is_content() && doc.tokens[word].upos != Upos::PROPN) {
        clues.insert(format!("between={}", lemma(doc, word)));
    }
    clues
}

fn of_word(doc: &Document, knowledge: &Knowledge, word: TokenId, part: &str, clues: &mut BTreeSet<String>) {
    let lemma = lemma(doc, word);
    clues.insert(format!("path={lemma}"));
    clues.insert(format!("{part}={lemma}"));
    for category in categories(doc, knowledge, word) {
        clues.insert(format!("rule={category}"));
        clues.insert(format!("{part} rule={category}"));
    }
    for class in knowledge.classes.of(&lemma) {
        clues.insert(format!("class={class}"));
    }
    if clause::is_passive(doc, word) {
        clues.insert(format!("{part} passive"));
    }
}

/// What a word beside the path says: particles, negations, auxiliaries, objects, clauses.
fn of_dependent(doc: &Document, knowledge: &Knowledge, word: TokenId, child: TokenId, clues: &mut BTreeSet<String>) {
    let relation = doc.tokens[child].relation;
    if matches!(relation, Relation::Punct | Relation::Det | Relation::Cc) && doc.lemma(child) != "no" {
        return;
    }
    let (own, lemma) = (lemma(doc, word), lemma(doc, child));
    clues.insert(format!("beside={lemma}"));
    clues.insert(format!("{}={lemma}", relation.universal()));
    if matches!(relation.universal(), "compound" | "obj" | "xcomp" | "aux" | "advmod" | "ccomp" | "obl" | "nsubj") {
        clues.insert(format!("{own}+{lemma}"));
    }
    if matches!(relation.universal(), "obj" | "xcomp" | "ccomp" | "obl" | "advcl" | "nmod" | "conj" | "acl" | "amod") {
        for category in categories(doc, knowledge, child) {
            clues.insert(format!("beside rule={category}"));
        }
        for class in knowledge.classes.of(&lemma) {
            clues.insert(format!("beside class={class}"));
        }
    }
}

/// The categories of the rules that a word may trigger, whatever their conditions.
fn categories(doc: &Document, knowledge: &Knowledge, word: TokenId) -> BTreeSet<&'static str> {
    let part_of_speech = match doc.tokens[word].upos {
        Upos::VERB => PartOfSpeech::Verb,
        Upos::NOUN | Upos::PROPN => PartOfSpeech::Noun,
        Upos::ADJ => PartOfSpeech::Adjective,
        _ => return BTreeSet::new(),
    };
    let rules = knowledge.rules_at(part_of_speech, &doc.lemma(word).to_lowercase());
    rules.iter().map(|&(rule, _)| knowledge.rules[rule].category.name()).collect()
}

fn lemma(doc: &Document, word: TokenId) -> String {
    doc.lemma(word).to_lowercase()
}
