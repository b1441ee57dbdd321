//! The words around a verb that a pattern may ask for: those of its own clause.

use crate::clause;
use document::{Document, Relation, TokenId, Upos};
use knowledge::dictionaries::Manner;

/// The words before and behind a verb, without marks.
pub(super) struct Around {
    /// Before it, in the order of the text. In phrases: who does it, whatever the voice.
    pub before: Vec<TokenId>,
    /// Behind it. In phrases: to whom, whatever the voice.
    pub after: Vec<TokenId>,
    /// The verb.
    pub head: TokenId,
}

impl Around {
    /// The words around a verb: in their order as the text has them, or as phrases of the verb, with the voice undone.
    pub fn of(doc: &Document, head: TokenId, manner: Manner) -> Around {
        let mut words = Vec::new();
        collect(doc, head, manner, &mut words);
        words.sort_unstable();
        let subjects: Vec<TokenId> = clause::place(doc, head, &[], None, &knowledge::Atom::Subject);
        let objects: Vec<TokenId> = clause::place(doc, head, &[], None, &knowledge::Atom::Object);
        let phrase = |heads: &[TokenId]| -> Vec<TokenId> {
            let mut words = Vec::new();
            heads.iter().for_each(|&head| collect(doc, head, manner, &mut words));
            words.sort_unstable();
            words
        };
        let (subject, object) = (phrase(&subjects), phrase(&objects));
        let mut before: Vec<TokenId> = words.iter().copied().filter(|&word| word < head).collect();
        let mut after: Vec<TokenId> = words.iter().copied().filter(|&word| word > head).collect();
        if manner == Manner::Phrases && clause::is_passive(doc, head) {
            before.retain(|word| !object.contains(word));
            after.retain(|word| !subject.contains(word));
        }
        // A subject or object that stands elsewhere: shared, or on the other side in the passive.
        let missing = |phrase: &[TokenId], own: &[TokenId]| -> Vec<TokenId> {
            phrase.iter().copied().filter(|word| *word != head && !own.contains(word)).collect()
        };
        if !(manner == Manner::Words && subject.iter().any(|&word| word > head)) {
            before.splice(0..0, missing(&subject, &before));
        }
        if !(manner == Manner::Words && object.iter().any(|&word| word < head)) {
            after.extend(missing(&object, &after));
        }
        let plain = |word: &TokenId| doc.tokens[*word].upos != Upos::PUNCT && *word != head;
        before.retain(plain);
        after.retain(plain);
        Around { before, after, head }
    }
}

/// The words of a clause or phrase, without the clauses that tell acts of their own.
fn collect(doc: &Document, head: TokenId, manner: Manner, words: &mut Vec<TokenId>) {
    let mut open = vec![head];
    while let Some(word) = open.pop() {
        if words.contains(&word) {
            continue;
        }
        words.push(word);
        open.extend(doc.children(word).filter(|&child| belongs(doc, word, child, head, manner)));
    }
}

fn belongs(doc: &Document, word: TokenId, child: TokenId, head: TokenId, manner: Manner) -> bool {
    let is_verb = matches!(doc.tokens[child].upos, Upos::VERB | Upos::AUX);
    match doc.tokens[child].relation {
        Relation::Parataxis | Relation::AclRelcl => false,
        Relation::Conj => word != head || !is_verb,
        Relation::Ccomp => manner == Manner::Words || !is_verb,
        // "criticised for failing": a gerund behind a preposition is a phrase like others.
        Relation::Advcl => {
            &*doc.tokens[child].xpos == "VBG"
                && doc.children(child).any(|mark| doc.tokens[mark].upos == Upos::ADP && mark < child)
        }
        _ => true,
    }
}
