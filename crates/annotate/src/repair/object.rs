//! Objects: what stands between a verb and the determiner or number of its object is none of the object's words.

use super::tree::Tree;
use document::{Relation, Upos};

/// Adjectives that say what becomes of an object ("shot dead two men").
const RESULTS: [&str; 6] = ["dead", "free", "open", "shut", "unconscious", "hostage"];

/// Verbs that somebody receives something by.
const GIVING: [&str; 16] = [
    "give", "grant", "allow", "allot", "hand", "offer", "show", "send", "sell", "promise", "pay", "lend", "deny", "teach",
    "award", "tell",
];

/// "promised Vietnam six boats", "shot dead two men": a modifier before the object's determiner or number is none.
pub(super) fn cut_off(tree: &mut Tree<'_>) {
    for object in tree.words.clone() {
        let Some(verb) = tree.verb_of_object(object).filter(|&verb| verb < object && tree.upos(verb) == Upos::VERB) else {
            continue;
        };
        let opens = |word: &usize| matches!(tree.relation(*word), Relation::Det | Relation::Nummod | Relation::NmodPoss);
        let Some(opening) = tree.children(object).find(opens).map(|word| tree.start(word)) else { continue };
        let before = tree.children(object).find(|&word| word > verb && word < opening && tree.start(word) == verb + 1);
        let Some(word) = before else { continue };
        match (tree.relation(word), tree.upos(word)) {
            (Relation::Amod, Upos::ADJ) if RESULTS.contains(&tree.lemma(word)) => tree.attach(word, verb, Relation::Xcomp),
            (Relation::Compound, Upos::PROPN | Upos::NOUN) if tree.child(verb, Relation::Iobj).is_none() => {
                tree.attach(word, verb, Relation::Iobj);
            }
            _ => {}
        }
    }
}

/// "summoned acting ambassador Ruiz" with the ambassador acted: the participle only says that he stands in for another.
pub(super) fn acting(tree: &mut Tree<'_>) {
    for word in tree.words.clone() {
        if tree.lemma(word) != "act" || !tree.is_tagged(word, &["VBG"]) {
            continue;
        }
        let (Some(head), Some(title)) = (tree.head(word), tree.child(word, Relation::Obj)) else { continue };
        let bare = tree.start(title) == word + 1 && tree.child(title, Relation::Det).is_none() && head < word;
        if bare && tree.relation(word) == Relation::Xcomp && tree.child(head, Relation::Obj).is_none() {
            tree.attach(title, head, Relation::Obj);
            for child in tree.children(word).collect::<Vec<_>>() {
                tree.attach(child, if child < word || child > title { head } else { title }, tree.relation(child));
            }
            tree.attach(word, title, Relation::Amod);
        }
    }
}

/// "dragged the mayor down the steps" with two objects: the second has a preposition and is none.
pub(super) fn second_with_preposition(tree: &mut Tree<'_>) {
    for word in tree.words.clone() {
        let Some(verb) = tree.verb_of_object(word) else { continue };
        let second = tree.children(verb).any(|other| tree.relation(other) == Relation::Obj && other < word && other > verb);
        let introduced = tree.children(word).any(|case| tree.relation(case) == Relation::Case && tree.start(word) == case);
        if second && introduced {
            tree.tokens[word].relation = Relation::Obl;
        }
    }
}

/// Verbs whose subject may follow what is said: "..., says the committee".
const SAYING: [&str; 12] =
    ["say", "add", "write", "tell", "note", "claim", "argue", "state", "report", "announce", "recall", "explain"];

/// "deported at least four refugees", "freed on bail two men" with a second subject: what follows an active verb, or its phrases, where its subject stands
/// before it, is its object.
pub(super) fn second_subject(tree: &mut Tree<'_>) {
    for word in tree.words.clone() {
        let Some(verb) = tree.head(word).filter(|&verb| verb < word && tree.relation(word) == Relation::Nsubj) else { continue };
        let before = tree.children(verb).any(|other| other < verb && tree.relation(other) == Relation::Nsubj);
        let taken = |other: usize| {
            matches!(
                tree.relation(other),
                Relation::Obj | Relation::Ccomp | Relation::Parataxis | Relation::Expl | Relation::AuxPass | Relation::Cop
            )
        };
        let beside = |other: usize| matches!(tree.relation(other), Relation::Obl | Relation::Advmod | Relation::CompoundPrt);
        let in_phrase = |between: usize| {
            tree.children(verb).any(|other| other > verb && other < word && beside(other) && tree.is_under(between, other))
        };
        let says = tree.upos(verb) != Upos::VERB || SAYING.contains(&tree.lemma(verb));
        if before
            && !says
            && tree.upos(word).is_noun()
            && !tree.children(verb).any(taken)
            && (verb + 1..tree.start(word)).all(in_phrase)
        {
            tree.tokens[word].relation = Relation::Obj;
        }
    }
}

/// "gave the rebels weapons" with the rebels as owners, though no mark of one stands there, and "gave the envoy 48 hours" with the hours
/// as a mere time.
pub(super) fn receiver(tree: &mut Tree<'_>) {
    for word in tree.words.clone() {
        let Some(head) = tree.head(word) else { continue };
        // "fined her €100,000": sums have no owners.
        let sum = tree.upos(head) == Upos::SYM && tree.upos(word) == Upos::PRON && tree.relation(word) == Relation::NmodPoss;
        if let (true, Relation::Obj, Some(verb)) = (sum && word < head, tree.relation(head), tree.head(head)) {
            tree.attach(word, verb, Relation::Iobj);
            continue;
        }
        let owner = tree.relation(word) == Relation::NmodPoss && tree.upos(word) == Upos::NOUN && word < head;
        if owner
            && tree.relation(head) == Relation::Obj
            && tree.child(word, Relation::Case).is_none()
            && tree.child(word, Relation::Det).is_some()
            && let Some(verb) = tree.head(head).filter(|&verb| verb + 1 == tree.start(word) && GIVING.contains(&tree.lemma(verb)))
        {
            tree.attach(word, verb, Relation::Iobj);
        }
        let given = tree.relation(word) == Relation::OblUnmarked && GIVING.contains(&tree.lemma(head));
        if given
            && tree.child(head, Relation::Obj).is_none()
            && tree.child(head, Relation::Iobj).is_some_and(|receiver| receiver < tree.start(word))
        {
            tree.tokens[word].relation = Relation::Obj;
        }
    }
}

/// "showed the envoy the door" with the door hung on the envoy: nouns have no objects, and an indirect object stands beside another one.
pub(super) fn of_noun(tree: &mut Tree<'_>) {
    for word in tree.words.clone() {
        let Some(noun) = tree.head(word).filter(|&noun| noun < word && tree.upos(noun).is_noun()) else { continue };
        let Some(verb) = tree.head(noun) else { continue };
        let object = tree.relation(word) == Relation::Obj && tree.relation(noun) == Relation::Obj;
        let apposed = tree.relation(word) == Relation::Appos
            && tree.relation(noun) == Relation::Iobj
            && tree.start(word) == noun + 1
            && tree.upos(noun + 1) != Upos::PUNCT
            && tree.child(verb, Relation::Obj).is_none();
        if object || apposed {
            tree.attach(word, verb, Relation::Obj);
            tree.tokens[noun].relation = Relation::Iobj;
        }
    }
}

/// Verbs that give their object a name or an office.
const NAMING: [&str; 8] = ["declare", "name", "call", "brand", "label", "dub", "appoint", "elect"];

/// "declared two diplomats persona non grata": a noun right behind the object of such a verb is what it is called.
pub(super) fn named(tree: &mut Tree<'_>) {
    for word in tree.words.clone() {
        let Some(object) = tree.head(word).filter(|&object| object + 1 == word) else { continue };
        let apposed =
            matches!(tree.relation(word), Relation::Acl | Relation::Appos) && matches!(tree.upos(word), Upos::NOUN | Upos::X);
        let verb = tree.head(object).filter(|&verb| tree.relation(object) == Relation::Obj && NAMING.contains(&tree.lemma(verb)));
        if let Some(verb) = verb.filter(|_| apposed) {
            tree.attach(word, verb, Relation::Xcomp);
        }
    }
}

/// "called off its strike" with the strike as a phrase: what follows a verb or its particle without a preposition is the object.
pub(super) fn bare(tree: &mut Tree<'_>) {
    for word in tree.words.clone() {
        let Some(verb) = tree.head(word).filter(|&verb| verb < word && tree.upos(verb) == Upos::VERB) else { continue };
        let bare =
            tree.relation(word) == Relation::Obl && tree.upos(word).is_noun() && tree.child(word, Relation::Case).is_none();
        let start = tree.start(word);
        let follows = start == verb + 1
            || start == verb + 2 && tree.relation(verb + 1) == Relation::CompoundPrt && tree.head(verb + 1) == Some(verb);
        let taken = tree.child(verb, Relation::Obj).is_some() || tree.child(verb, Relation::AuxPass).is_some();
        if bare && follows && !taken {
            tree.tokens[word].relation = Relation::Obj;
        }
    }
}
