//! Headlines whose verb was read as a noun or an adjective: "Belarus jails three reporters", "Rebels attack town in Congo".
//!
//! Headlines leave out articles and stand in the present, so that their verb looks like the noun of the same form. Three contradictions
//! give it away, each only where the line has no other verb and no full stop: a noun with an object, a noun with part of its compound behind
//! it, and a plural that modifies what follows.

use super::tree::Tree;
use crate::lemma::Lemmas;
use document::{Relation, Token, TokenRange, Upos};

/// Gives a headline without a verb the one that its tree contradicts itself over.
pub fn headline(tokens: &mut [Token], sentence: TokenRange, lemmas: &Lemmas) {
    let mut tree = Tree::new(tokens, sentence);
    let finite = |word: usize| {
        let other = matches!(tree.relation(word), Relation::AclRelcl | Relation::Acl | Relation::Advcl);
        tree.is_tagged(word, &["VBD", "VBZ", "VBP", "MD"]) && !other || tree.upos(word) == Upos::AUX
    };
    let closed = tree.words.clone().next_back().is_some_and(|last| matches!(tree.lemma(last), "." | "?" | "!"));
    if closed || tree.words.clone().any(finite) {
        return;
    }
    if let Some((verb, subject, object)) = noun_with_object(&tree, lemmas).or_else(|| plural_modifier(&tree, lemmas)) {
        set(&mut tree, verb, subject, object);
    }
}

/// Whether a word has the form of a verb that the lists know: its lemma is the verb's, for both have the same form.
fn is_verb(tree: &Tree<'_>, word: usize, lemmas: &Lemmas) -> bool {
    let lemma = tree.lemma(word);
    lemmas.of(lemma, Upos::VERB) == Some(lemma)
}

/// A word that may be the subject of a headline: a noun or name.
fn is_nominal(tree: &Tree<'_>, word: usize) -> bool {
    tree.upos(word).is_noun()
}

/// "Belarus jails three reporters", "Manila, Beijing swap barbs": a noun with an object behind it, or with part of its compound there. The subject
/// is the noun right before it.
fn noun_with_object(tree: &Tree<'_>, lemmas: &Lemmas) -> Option<(usize, usize, usize)> {
    tree.words.clone().find_map(|verb| {
        let before = verb.checked_sub(1).filter(|before| tree.words.contains(before) && is_nominal(tree, *before))?;
        let object = tree.children(verb).find(|&word| {
            let behind = word > verb && tree.start(word) == verb + 1;
            behind && is_nominal(tree, word) && matches!(tree.relation(word), Relation::Obj | Relation::Compound)
        })?;
        let own = tree.head(verb).is_none() && tree.head(before) == Some(verb);
        let two = tree.relation(verb) == Relation::Parataxis
            && tree.head(before) == tree.head(verb)
            && tree.head(verb).is_some_and(|first| first + 2 == before && tree.is_comma(first + 1) && tree.head(first).is_none());
        (tree.upos(verb) == Upos::NOUN && (own || two) && is_verb(tree, verb, lemmas)).then_some((verb, before, object))
    })
}

/// "Rebels attack town", "Gunmen free schoolgirls": the first noun is a plural and stands as modifier of what follows, or has an adjective
/// behind it.
fn plural_modifier(tree: &Tree<'_>, lemmas: &Lemmas) -> Option<(usize, usize, usize)> {
    let subject = tree.words.clone().find(|&word| is_nominal(tree, word) && tree.is_tagged(word, &["NNS"]))?;
    let opening = tree.words.clone().take_while(|&word| word < subject);
    let verb = subject + 1;
    let modifies =
        |&word: &usize| matches!(tree.relation(word), Relation::Compound | Relation::Amod | Relation::Nmod | Relation::Nummod);
    if !tree.words.contains(&verb) || !opening.clone().all(|word| modifies(&word)) || !is_verb(tree, verb, lemmas) {
        return None;
    }
    let plain = matches!(tree.upos(verb), Upos::ADJ | Upos::NOUN) && tree.is_tagged(verb, &["JJ", "NN"]);
    let object = tree.words.clone().find(|&word| word > verb && is_nominal(tree, word) && tree.start(word) <= verb + 1)?;
    let object = tree.words.clone().rev().find(|&word| {
        let one_phrase = tree.is_under(object, word) && is_nominal(tree, word) && word > verb;
        one_phrase && tree.children(word).all(|child| child > word || tree.relation(child) != Relation::Case)
    })?;
    let before = tree.relation(verb);
    let read_as_one = tree.head(verb) == Some(object) && tree.head(subject) == Some(object) && tree.head(object).is_none();
    let read_behind = tree.head(subject).is_none()
        && matches!(tree.relation(object), Relation::Appos | Relation::Parataxis | Relation::Dep)
        && tree.head(object) == Some(subject);
    let modifier = matches!(before, Relation::Compound | Relation::Amod);
    (plain && modifier && (read_as_one || read_behind)).then_some((verb, subject, object))
}

/// Makes a word the verb of the sentence, with what stands right before it as subject and what follows as object.
fn set(tree: &mut Tree<'_>, verb: usize, subject: usize, object: usize) {
    let Some(root) = tree.words.clone().find(|&word| tree.head(word).is_none()) else { return };
    // "Manila, Beijing swap": the name before the comma is the other subject.
    let first = if root < subject { root } else { subject };
    for word in tree.words.clone() {
        let hung = tree.head(word) == Some(root) || tree.head(word) == Some(verb);
        if !hung || word == verb || word == subject || word == object || word == first {
            continue;
        }
        if word < verb {
            tree.tokens[word].head = Some(if word > first || first == subject { subject } else { first } as u32);
        } else if tree.start(word) < object && tree.relation(word) != Relation::Punct {
            tree.tokens[word].head = Some(object as u32);
        } else {
            tree.tokens[word].head = Some(verb as u32);
            if tree.relation(word) == Relation::Nmod {
                tree.tokens[word].relation = Relation::Obl;
            }
        }
    }
    let tense = if tree.is_tagged(verb, &["NNS"]) { "VBZ" } else { "VBP" };
    let token = &mut tree.tokens[verb];
    token.head = None;
    token.relation = Relation::Root;
    token.upos = Upos::VERB;
    token.xpos = tense.into();
    token.feats = "Mood=Ind|Tense=Pres|VerbForm=Fin".into();
    tree.tokens[first].head = Some(verb as u32);
    tree.tokens[first].relation = Relation::Nsubj;
    if first != subject {
        tree.tokens[subject].head = Some(first as u32);
        tree.tokens[subject].relation = Relation::Conj;
    }
    tree.tokens[object].head = Some(verb as u32);
    tree.tokens[object].relation = Relation::Obj;
}
