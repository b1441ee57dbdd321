//! Subjects: of the right voice, one for each verb, and none lost.

use super::tree::Tree;
use document::{Relation, Upos};

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// "The militia handed over its weapons": what has an object and no auxiliary of the passive is active, and so is "have disarmed". Where a full stop
/// shows that the line is no headline, a passive cannot do without its auxiliary: "The troops fired from a roof."
pub(super) fn active(tree: &mut Tree<'_>) {
    let closed = tree.words.clone().next_back().is_some_and(|last| tree.upos(last) == Upos::PUNCT);
    let full_stop = tree.words.clone().next_back().is_some_and(|last| tree.lemma(last) == ".");
    for subject in tree.words.clone() {
        let Some(verb) = tree.head(subject).filter(|_| tree.relation(subject) == Relation::NsubjPass) else { continue };
        let perfect = tree.children(verb).any(|word| tree.relation(word) == Relation::Aux && tree.lemma(word) == "have");
        let object = tree.child(verb, Relation::Obj).is_some() && (closed || tree.is_tagged(verb, &["VBD"]));
        let helped =
            tree.children(verb).any(|word| matches!(tree.relation(word), Relation::Aux | Relation::Cop | Relation::OblAgent));
        let finite = full_stop && !helped && matches!(tree.relation(verb), Relation::Root | Relation::Ccomp);
        if tree.child(verb, Relation::AuxPass).is_none() && (perfect || object || finite) {
            tree.tokens[subject].relation = Relation::Nsubj;
        }
    }
}

/// "Between 40 and 60 farmers blocked the road": what is counted is the subject, where the clause has no other.
pub(super) fn counted(tree: &mut Tree<'_>) {
    for word in tree.words.clone() {
        if tree.relation(word) != Relation::Obl || !tree.upos(word).is_noun() {
            continue;
        }
        let (Some(verb), Some(number)) = (tree.head(word), tree.child(word, Relation::Nummod)) else { continue };
        let bound = tree.child(word, Relation::Case).filter(|&bound| bound + 1 == number && tree.lemma(bound) == "between");
        let range = tree.children(number).any(|other| tree.upos(other) == Upos::NUM && other < word);
        let Some(bound) = bound.filter(|_| range && word < verb && tree.subject(verb).is_none()) else { continue };
        tree.tokens[word].relation = Relation::Nsubj;
        tree.attach(bound, number, Relation::Advmod);
    }
}

/// Of two subjects of one verb, one is the title of the other ("President Yoon"), belongs to it ("a raid by American forces"), or is the object of a
/// verb between them ("the offer to train the police still stands").
pub(super) fn one_of_two(tree: &mut Tree<'_>) {
    for verb in tree.words.clone() {
        let plain = |word: &usize| matches!(tree.relation(*word), Relation::Nsubj | Relation::NsubjPass);
        let mut subjects = tree.children(verb).filter(plain);
        let (Some(first), Some(second)) = (subjects.next(), subjects.next()) else { continue };
        drop(subjects);
        let start = tree.start(second);
        let inner = (first + 1..start).rev().find(|&word| tree.upos(word) == Upos::VERB && tree.is_under(word, first));
        // "Togo, Benin and Ghana agreed": the first of three, cut off by its comma.
        let listed = start == first + 2
            && tree.is_comma(first + 1)
            && tree.upos(first) == Upos::PROPN
            && tree.upos(second) == Upos::PROPN
            && tree.child(second, Relation::Conj).is_some();
        if listed {
            tree.attach(second, first, Relation::Conj);
            continue;
        }
        let case = tree.child(second, Relation::Case).is_some_and(|case| tree.lemma(case) != "'s");
        if case {
            tree.attach(second, first, Relation::Nmod);
        } else if let Some(inner) = inner {
            if inner + 1 == start && tree.child(inner, Relation::Obj).is_none() {
                tree.attach(second, inner, Relation::Obj);
            }
        } else if start == first + 1 {
            let name = tree.upos(first).is_noun() && tree.upos(second) == Upos::PROPN;
            let word = !tree.upos(first).is_noun() && tree.upos(first) != Upos::PRON;
            // "About 60,000 people": before a number, the word is the number's.
            let number = tree.child(second, Relation::Nummod).filter(|&number| number == start);
            if name || word {
                tree.attach(first, number.unwrap_or(second), if name { Relation::NmodDesc } else { Relation::Advmod });
            }
        }
    }
}

/// "..., the minister, Ada Brandt, said on Tuesday": the subject of a closing report, hung on the verb before it.
pub(super) fn of_report(tree: &mut Tree<'_>) {
    for verb in tree.words.clone() {
        if !tree.is_tagged(verb, &["VBD", "VBZ", "VBP"]) || tree.upos(verb) != Upos::VERB || tree.subject(verb).is_some() {
            continue;
        }
        let behind_its_verb = |&word: &usize| {
            tree.relation(word).is_subject() && tree.head(word).is_some_and(|head| head < word && tree.is_under(head, verb))
        };
        let Some(subject) = (tree.words.start..verb).rev().find(behind_its_verb) else { continue };
        let start = tree.start(subject);
        let own = (start..verb).all(|word| tree.is_under(word, subject) || tree.upos(word) == Upos::PUNCT);
        if own && start > tree.words.start && tree.is_comma(start - 1) {
            tree.attach(subject, verb, Relation::Nsubj);
        }
    }
}

/// "Rwanda has armed the rebels, a report said" with "Rwanda" hung on the report: a finite verb without subject takes the name that stands right
/// before it and is nothing else to it.
pub(super) fn lost(tree: &mut Tree<'_>) {
    for verb in tree.words.clone() {
        let auxiliary =
            tree.children(verb).find(|&word| word < verb && matches!(tree.relation(word), Relation::Aux | Relation::AuxPass));
        let finite = tree.is_tagged(verb, &["VBD", "VBZ", "VBP"]) || auxiliary.is_some();
        let clause = matches!(tree.relation(verb), Relation::Root | Relation::Ccomp | Relation::Parataxis);
        if tree.upos(verb) != Upos::VERB || !finite || !clause || tree.subject(verb).is_some() {
            continue;
        }
        let start = auxiliary.unwrap_or(verb);
        let Some(mut name) = start.checked_sub(1).filter(|&word| tree.words.contains(&word)) else { continue };
        while let Some(head) = tree.head(name).filter(|&head| head < start) {
            name = head;
        }
        let adverbial = tree.head(name) == Some(verb)
            && matches!(tree.relation(name), Relation::OblUnmarked | Relation::Advmod | Relation::Compound);
        let astray = tree.head(name).is_some_and(|head| head > verb) && tree.relation(name) == Relation::Compound;
        let plain = tree.upos(name) == Upos::PROPN && !DAYS.contains(&tree.lemma(name));
        if plain && (adverbial || astray) && tree.child(name, Relation::Case).is_none() {
            let passive = tree.child(verb, Relation::AuxPass).is_some();
            tree.attach(name, verb, if passive { Relation::NsubjPass } else { Relation::Nsubj });
        }
    }
}
