//! A verb read as a modifier of its object, or as a noun, in a sentence that has no other verb.

use super::tree::Tree;
use document::{Relation, Token, TokenRange, Upos};

/// Makes a word the root of its sentence and a finite past verb, with its subject.
fn set_clause(tokens: &mut [Token], verb: usize, subject: usize) {
    tokens[verb].head = None;
    tokens[verb].relation = Relation::Root;
    tokens[verb].upos = Upos::VERB;
    tokens[verb].xpos = "VBD".into();
    tokens[verb].feats = "Mood=Ind|Tense=Past|VerbForm=Fin".into();
    tokens[subject].head = Some(verb as u32);
    tokens[subject].relation = Relation::Nsubj;
}

/// Makes a participle that stands as modifier before a nominal root the verb of the sentence, where a sentence with a full stop has no finite verb:
/// "The two countries held talks." The word before it is the subject, the nominal its object.
pub(super) fn modifying_participle(tokens: &mut [Token], sentence: TokenRange) {
    let ids = sentence.ids();
    let Some(root) = ids.clone().find(|&token| tokens[token].head.is_none()) else { return };
    let closed = ids.clone().next_back().is_some_and(|last| tokens[last].upos == Upos::PUNCT);
    let finite = ids.clone().any(|token| {
        matches!(&*tokens[token].xpos, "VBD" | "VBZ" | "VBP" | "MD")
            && !matches!(tokens[token].relation, Relation::AclRelcl | Relation::Advcl)
    });
    if !tokens[root].upos.is_noun() || !closed || finite {
        return;
    }
    let participle = ids.clone().find(|&token| {
        &*tokens[token].xpos == "VBN"
            && tokens[token].relation == Relation::Amod
            && tokens[token].head == Some(root as u32)
            && token < root
    });
    let Some(verb) = participle else { return };
    let nominal = |token: usize| matches!(tokens[token].upos, Upos::NOUN | Upos::PROPN | Upos::PRON | Upos::ADJ | Upos::NUM);
    let subject = (sentence.start as usize..verb).rev().find(|&token| !matches!(tokens[token].upos, Upos::ADV | Upos::PUNCT));
    // A determiner or preposition right before it says that it does modify: "the planned talks", "with armed men".
    let Some(subject) = subject.filter(|&token| nominal(token)) else { return };
    for token in ids {
        if tokens[token].head != Some(root as u32) || token == verb || token == subject {
            continue;
        }
        if token < subject
            && !matches!(tokens[token].relation, Relation::Obl | Relation::Punct | Relation::Parataxis | Relation::Dep)
        {
            tokens[token].head = Some(subject as u32);
        } else if token < verb
            || tokens[token].relation == Relation::Punct
            || token > root && tokens[token].relation == Relation::Advcl
        {
            tokens[token].head = Some(verb as u32);
        }
    }
    // What hung between: the subject may have hung on one of the words that are its own now.
    set_clause(tokens, verb, subject);
    if tokens[subject].upos == Upos::ADJ {
        tokens[subject].upos = Upos::NOUN;
        tokens[subject].xpos = "NN".into();
    }
    tokens[root].head = Some(verb as u32);
    tokens[root].relation = Relation::Obj;
}

/// "Ghana objects as trawlers return": where a sentence has no other verb, a plural with nothing but a name before it is the verb of that name.
pub(super) fn verb_of_name(tree: &mut Tree<'_>) {
    let Some(root) = tree.words.clone().find(|&word| tree.head(word).is_none()) else { return };
    let finite = |word: usize| {
        tree.is_tagged(word, &["VBD", "VBZ", "VBP", "MD"])
            && !matches!(tree.relation(word), Relation::AclRelcl | Relation::Acl | Relation::Advcl)
    };
    if !tree.is_tagged(root, &["NNS"]) || tree.words.clone().any(finite) {
        return;
    }
    let mut before = tree.children(root).filter(|&word| word < root && tree.upos(word) != Upos::PUNCT);
    let (Some(name), None) = (before.next(), before.next()) else { return };
    drop(before);
    let plain = tree.relation(name) == Relation::Compound && tree.tokens[name].upos.is_noun() && name + 1 == root;
    let clause = tree.children(root).find(|&word| {
        word > root
            && matches!(tree.relation(word), Relation::Acl | Relation::Advcl)
            && tree
                .children(word)
                .any(|mark| tree.relation(mark) == Relation::Mark && mark == root + 1 && tree.lemma(mark) == "as")
    });
    let phrase = tree.children(root).find(|&word| tree.relation(word) == Relation::Nmod);
    let closed = tree.words.clone().next_back().is_some_and(|last| tree.lemma(last) == ".");
    if !plain || clause.is_none() && !(closed && phrase.is_some()) {
        return;
    }
    for word in tree.children(root).collect::<Vec<_>>() {
        tree.tokens[word].relation = match tree.relation(word) {
            Relation::Nmod => Relation::Obl,
            Relation::NmodUnmarked => Relation::OblUnmarked,
            Relation::Acl => Relation::Advcl,
            other => other,
        };
    }
    let token = &mut tree.tokens[root];
    token.upos = Upos::VERB;
    token.xpos = "VBZ".into();
    token.feats = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin".into();
    tree.tokens[name].relation = Relation::Nsubj;
}
