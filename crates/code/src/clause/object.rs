//! To whom it is done: objects wherever the voice and the tree put them, and receivers.

use super::prepositional;
use super::subject::{DEPTH, has_copula, is_behind_participle, is_passive, relative_antecedent, surface_subject};
use document::{Document, Relation, TokenId, Upos};

/// Verbs that give their object a name.
pub(super) const NAMING: [&str; 8] = ["brand", "call", "label", "declare", "name", "dub", "deem", "term"];

/// The logical object of a verb, without the words that belong to the trigger.
pub(super) fn logical_object(doc: &Document, verb: TokenId, belonging: &[TokenId]) -> Vec<TokenId> {
    let own: Vec<TokenId> = doc.children_by(verb, Relation::Obj).filter(|object| !belonging.contains(object)).collect();
    let named = |object: TokenId| relative_antecedent(doc, verb, object).or_else(|| called(doc, object)).unwrap_or(object);
    let objects: Vec<TokenId> = own.into_iter().map(named).collect();
    // "branded Seoul its enemy", with the name that is given read as the object
    if let (true, Some(named)) = (NAMING.contains(&doc.lemma(verb)), doc.child(verb, Relation::Iobj)) {
        return vec![named];
    }
    // "called the move a farce", "gave the rebels weapons", with both read as objects: the first is what is named, or the receiver
    if let [first, .., last] = objects.as_slice() {
        return vec![if NAMING.contains(&doc.lemma(verb)) { *first } else { *last }];
    }
    if !objects.is_empty() {
        return objects;
    }
    // "called off the talks", with the particle read as the noun's preposition
    let particles = belonging.iter().filter(|&&word| word > verb && doc.tokens[word].relation == Relation::Case);
    let behind: Vec<TokenId> = particles.filter_map(|&word| doc.head(word)).filter(|&noun| noun > verb).collect();
    if !behind.is_empty() {
        return behind;
    }
    // "warned Israel of consequences", "urged them to leave": the one object is indirect
    let indirect: Vec<TokenId> = doc.children_by(verb, Relation::Iobj).collect();
    let has_object = belonging.iter().any(|&word| doc.tokens[word].relation == Relation::Obj);
    if !indirect.is_empty() && !has_object && !is_passive(doc, verb) {
        return indirect;
    }
    if is_passive(doc, verb) {
        if doc.tokens[verb].relation == Relation::Amod {
            return doc.head(verb).into_iter().collect();
        }
        return surface_subject(doc, verb, DEPTH).into_iter().filter(|object| !belonging.contains(object)).collect();
    }
    if has_object {
        return Vec::new();
    }
    let misread = doc.children(verb).find(|&child| is_behind_participle(doc, verb, child));
    if let Some(object) = misread {
        return vec![object];
    }
    // "demolished four houses", read as a phrase without preposition
    let bare = doc
        .children_by(verb, Relation::OblUnmarked)
        .find(|&child| child > verb && !crate::matching::is_time(doc, child) && doc.tokens[child].upos.is_noun());
    if let (Some(bare), true) = (bare, belonging.is_empty()) {
        return vec![bare];
    }
    // "the post that they attacked"
    let subject = doc
        .children(verb)
        .any(|child| doc.tokens[child].relation == Relation::Nsubj && relative_antecedent(doc, verb, child).is_none());
    if doc.tokens[verb].relation == Relation::AclRelcl && subject {
        let stranded = doc.children_by(verb, Relation::Obl).any(|oblique| relative_antecedent(doc, verb, oblique).is_some());
        if !stranded {
            return doc.head(verb).into_iter().collect();
        }
    }
    // "attacked and looted the shop": the object stands with the second verb
    let shared = doc.children_by(verb, Relation::Conj).find(|&next| {
        (verb..=verb + 3).contains(&next) && doc.tokens[next].upos == Upos::VERB && doc.child(next, Relation::Nsubj).is_none()
    });
    if let Some(next) = shared {
        return doc.children_by(next, Relation::Obj).collect();
    }
    // "ambushed and killed 11 soldiers": the object stands with the first verb, behind the second
    if let (Relation::Conj, Some(first)) = (doc.tokens[verb].relation, doc.head(verb)) {
        let behind: Vec<TokenId> = doc.children_by(first, Relation::Obj).filter(|&object| object > verb).collect();
        if !behind.is_empty() {
            return behind;
        }
    }
    // "called the move a farce", read as a small clause
    let small = doc.children(verb).find(|&child| {
        matches!(doc.tokens[child].relation, Relation::Xcomp | Relation::Ccomp)
            && doc.tokens[child].upos != Upos::VERB
            && !has_copula(doc, child)
    });
    let within = small.and_then(|clause| doc.child(clause, Relation::Nsubj));
    within.or_else(|| named_as_complement(doc, verb)).into_iter().collect()
}

/// "Called the envoy a liar", "called the premier on Friday", with what is named or telephoned read as a complement of its own.
fn named_as_complement(doc: &Document, verb: TokenId) -> Option<TokenId> {
    let nominal = |&child: &TokenId| {
        let introduced = doc.children(child).any(|word| matches!(doc.tokens[word].relation, Relation::Case | Relation::Mark));
        child > verb && doc.tokens[child].upos.is_noun() && !introduced && !has_copula(doc, child)
    };
    let mut complements = doc.children_by(verb, Relation::Xcomp).filter(|_| NAMING.contains(&doc.lemma(verb))).filter(nominal);
    complements.next()
}

/// "What it described as bandit hideouts": the hideouts.
pub(super) fn called(doc: &Document, what: TokenId) -> Option<TokenId> {
    if doc.lemma(what) != "what" {
        return None;
    }
    let verb = doc.children_by(what, Relation::AclRelcl).find(|&verb| NAMING.contains(&doc.lemma(verb)))?;
    doc.children_by(verb, Relation::Obj).chain(doc.children_by(verb, Relation::Xcomp)).find(|&named| named > verb)
}

pub(super) fn indirect(doc: &Document, head: TokenId, belonging: &[TokenId]) -> Vec<TokenId> {
    let own: Vec<TokenId> = doc.children_by(head, Relation::Iobj).collect();
    if !own.is_empty() {
        return own;
    }
    let objects: Vec<TokenId> = doc.children_by(head, Relation::Obj).collect();
    if let [first, _, ..] = objects.as_slice() {
        return vec![*first];
    }
    // "the rebels were given weapons"
    if is_passive(doc, head)
        && doc.children_by(head, Relation::Obj).any(|object| !belonging.contains(&object) || belonging.len() == 1)
    {
        return surface_subject(doc, head, DEPTH);
    }
    prepositional(doc, head, belonging, None, "to")
}
