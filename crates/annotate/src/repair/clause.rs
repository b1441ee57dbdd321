//! Clauses: hung on the verb that they belong to, not on the noun before them.

use super::tree::Tree;
use document::{Relation, Upos};

/// Verbs that say of their object, or of the subject of their passive, what it did or is not to do: "accused the police of beating ...".
const JUDGING: [&str; 24] = [
    "accuse",
    "suspect",
    "convict",
    "acquit",
    "blame",
    "condemn",
    "criticise",
    "criticize",
    "denounce",
    "fault",
    "thank",
    "praise",
    "stop",
    "prevent",
    "bar",
    "ban",
    "block",
    "keep",
    "prohibit",
    "deter",
    "discourage",
    "charge",
    "fine",
    "jail",
];

/// Prepositions before what such verbs say.
const CHARGING: [&str; 4] = ["of", "for", "from", "over"];

/// "Settlers have stoned cars": a participle right behind "have" that is read as a modifier of its object is the verb.
pub(super) fn perfect(tree: &mut Tree<'_>) {
    for participle in tree.words.clone() {
        let Some(object) = tree.head(participle).filter(|&object| object > participle) else { continue };
        let modifies = tree.relation(participle) == Relation::Amod && tree.is_tagged(participle, &["VBN", "VBD"]);
        if !modifies || tree.relation(object) != Relation::Obj || tree.upos(participle) != Upos::VERB {
            continue;
        }
        let Some(have) = tree.head(object).filter(|&have| tree.lemma(have) == "have" && have < participle) else { continue };
        if !(have + 1..participle).all(|word| tree.upos(word) == Upos::ADV) {
            continue;
        }
        tree.tokens[participle].head = tree.tokens[have].head;
        tree.tokens[participle].relation = tree.tokens[have].relation;
        for child in tree.children(have).collect::<Vec<_>>() {
            tree.tokens[child].head = Some(participle as u32);
        }
        tree.tokens[have].head = Some(participle as u32);
        tree.tokens[have].relation = Relation::Aux;
        tree.tokens[have].upos = Upos::AUX;
    }
}

/// The verb whose object or phrase a noun is, over the phrases that the noun belongs to.
fn governor(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    let mut at = noun;
    loop {
        let head = tree.head(at)?;
        match tree.relation(at) {
            Relation::Obj | Relation::Obl | Relation::Iobj if tree.upos(head) == Upos::VERB => return Some(head),
            Relation::Nmod | Relation::Conj | Relation::Appos | Relation::Flat => at = head,
            _ => return None,
        }
    }
}

/// "An offer from Kenya to train the police still stands": an infinitive between a noun that is a subject and its verb belongs to the noun, unless
/// commas cut it off.
pub(super) fn infinitive_of_subject(tree: &mut Tree<'_>) {
    for infinitive in tree.words.clone() {
        let Some(verb) = tree.head(infinitive).filter(|&verb| infinitive < verb && tree.is_tagged(infinitive, &["VB"])) else {
            continue;
        };
        let astray = matches!(tree.relation(infinitive), Relation::Advcl | Relation::Csubj | Relation::Xcomp);
        let to = tree.child(infinitive, Relation::Mark).filter(|&to| tree.is_tagged(to, &["TO"]));
        let noun = tree
            .children(verb)
            .find(|&word| matches!(tree.relation(word), Relation::Nsubj | Relation::NsubjPass) && tree.upos(word) == Upos::NOUN);
        let (Some(to), Some(noun)) = (to, noun) else { continue };
        if astray && noun < to && !(noun..verb).any(|word| tree.is_comma(word)) {
            tree.attach(infinitive, noun, Relation::Acl);
        }
    }
}

/// "suspended the talks, accusing it of crimes": a participle behind a comma goes with the verb, not with the object; one that has an
/// object and is finite goes on with the sentence ("called it a lie, accused the president of ...").
pub(super) fn after_comma(tree: &mut Tree<'_>) {
    for verb in tree.words.clone().skip(1) {
        let Some(noun) = tree.head(verb).filter(|&noun| noun < verb) else { continue };
        let behind = tree.upos(verb) == Upos::VERB && tree.relation(verb) == Relation::Acl && tree.is_comma(verb - 1);
        let Some(governor) = governor(tree, noun).filter(|&governor| behind && governor < noun) else { continue };
        let introduced = tree.children(verb).any(|word| matches!(tree.relation(word), Relation::Mark | Relation::Case));
        if tree.is_tagged(verb, &["VBG"]) && !introduced {
            tree.attach(verb, governor, Relation::Advcl);
        } else if tree.is_tagged(verb, &["VBD", "VBN"]) && tree.child(verb, Relation::Obj).is_some() {
            tree.attach(verb, governor, Relation::Conj);
        }
    }
}

/// "to try and bring him back": what follows is what is tried.
pub(super) fn try_and(tree: &mut Tree<'_>) {
    for tried in tree.words.clone().skip(2) {
        let Some(attempt) = tree.head(tried).filter(|&attempt| attempt + 2 == tried && tree.lemma(attempt) == "try") else {
            continue;
        };
        let joined = tree.relation(tried) == Relation::Conj && tree.upos(tried) == Upos::VERB && tree.lemma(tried - 1) == "and";
        let bare = tree.is_tagged(attempt, &["VB", "VBP"]) && tree.is_tagged(tried, &["VB", "VBP"]);
        if joined && bare {
            tree.attach(tried, attempt, Relation::Xcomp);
            tree.attach(tried - 1, tried, Relation::Mark);
        }
    }
}

/// "accused the police of beating ...": what such a verb says of its object is no part of it.
pub(super) fn gerund(tree: &mut Tree<'_>) {
    for verb in tree.words.clone() {
        let Some(object) = tree.head(verb).filter(|&object| object < verb) else { continue };
        let mark = tree.children(verb).find(|&word| {
            matches!(tree.relation(word), Relation::Mark | Relation::Case) && word < verb && CHARGING.contains(&tree.lemma(word))
        });
        let judged = matches!(tree.relation(object), Relation::Obj | Relation::Iobj)
            && tree.head(object).is_some_and(|judge| JUDGING.contains(&tree.lemma(judge)));
        if let (Relation::Acl, Some(_), true, Some(judge)) = (tree.relation(verb), mark, judged, tree.head(object)) {
            tree.attach(verb, judge, Relation::Advcl);
        }
    }
}

/// "accused the police of beating ..." with the police as who beats: what stands between such a verb and the preposition is the verb's object.
pub(super) fn judged(tree: &mut Tree<'_>) {
    for gerund in tree.words.clone() {
        let Some(judge) = tree.head(gerund).filter(|&judge| judge < gerund && JUDGING.contains(&tree.lemma(judge))) else {
            continue;
        };
        let of = |word: &usize| tree.relation(*word) == Relation::Mark && CHARGING.contains(&tree.lemma(*word));
        let mark = tree.children(gerund).find(of);
        let subject = tree.child(gerund, Relation::Nsubj);
        let (Some(mark), Some(subject)) = (mark, subject) else { continue };
        if judge < subject && subject < mark && tree.is_tagged(gerund, &["VBG"]) && tree.child(judge, Relation::Obj).is_none() {
            tree.attach(subject, judge, Relation::Obj);
        }
    }
}

/// Verbs whose object a bare participle may say something of that happens to it: "had the envoy recalled", "saw two men killed".
const CAUSING: [&str; 18] = [
    "have", "get", "see", "watch", "hear", "feel", "find", "want", "need", "like", "order", "make", "keep", "leave", "report",
    "say", "declare", "consider",
];

/// "released two men held by the army" as if it were released that the men are held: a participle without auxiliary behind the noun is the noun's,
/// and the noun is the object.
pub(super) fn held(tree: &mut Tree<'_>) {
    for participle in tree.words.clone() {
        let Some(verb) = tree.head(participle).filter(|&verb| verb < participle && tree.upos(verb) == Upos::VERB) else {
            continue;
        };
        let clause = tree.relation(participle) == Relation::Ccomp && tree.is_tagged(participle, &["VBN"]);
        let helped = tree
            .children(participle)
            .any(|word| matches!(tree.relation(word), Relation::Aux | Relation::AuxPass | Relation::Cop | Relation::Mark));
        let Some(subject) = tree.child(participle, Relation::NsubjPass).filter(|_| clause && !helped) else { continue };
        let follows = tree.start(subject) == verb + 1 && subject < participle;
        if follows && tree.child(verb, Relation::Obj).is_none() && !CAUSING.contains(&tree.lemma(verb)) {
            tree.attach(subject, verb, Relation::Obj);
            tree.attach(participle, subject, Relation::Acl);
        }
    }
}

/// "stopped short of accusing Kenya", "came close to leaving": what an adverb behind a verb lacks or nears is a clause of the verb.
pub(super) fn behind_adverb(tree: &mut Tree<'_>) {
    for gerund in tree.words.clone() {
        let Some(adverb) = tree.head(gerund).filter(|&adverb| adverb < gerund) else { continue };
        let Some(verb) = tree.head(adverb).filter(|&verb| verb < adverb && tree.upos(verb) == Upos::VERB) else { continue };
        let marked = tree.children(gerund).any(|word| {
            word < gerund && matches!(tree.relation(word), Relation::Mark) && matches!(tree.lemma(word), "of" | "to")
        });
        let clause = tree.is_tagged(gerund, &["VBG"]) && tree.relation(gerund) == Relation::Advcl && marked;
        if clause && tree.relation(adverb) == Relation::Advmod {
            tree.attach(gerund, verb, Relation::Advcl);
        }
    }
}

/// "a call for the gunmen to withdraw": with `for` at the infinitive, the noun behind it is its subject.
pub(super) fn infinitive_with_for(tree: &mut Tree<'_>) {
    for verb in tree.words.clone() {
        let Some(subject) = tree.head(verb).filter(|&subject| subject < verb) else { continue };
        let opened =
            tree.children(verb).any(|word| tree.relation(word) == Relation::Mark && tree.lemma(word) == "for" && word < subject);
        let bare = tree.relation(subject) == Relation::Nmod && tree.child(subject, Relation::Case).is_none();
        if let (true, true, Relation::Acl, Some(noun)) = (opened, bare, tree.relation(verb), tree.head(subject)) {
            tree.attach(verb, noun, Relation::Acl);
            tree.attach(subject, verb, Relation::Nsubj);
        }
    }
}

/// "an attempt by gunmen to kidnap the mayor": an infinitive behind the agent of a noun belongs to the noun.
pub(super) fn infinitive_behind_agent(tree: &mut Tree<'_>) {
    for verb in tree.words.clone() {
        let Some(agent) = tree.head(verb).filter(|&agent| agent < verb) else { continue };
        let infinitive = tree.child(verb, Relation::Mark).is_some_and(|mark| tree.lemma(mark) == "to");
        let by = tree.child(agent, Relation::Case).is_some_and(|case| tree.lemma(case) == "by");
        if let (Relation::Acl, Relation::Nmod, true, true, Some(noun)) =
            (tree.relation(verb), tree.relation(agent), infinitive, by, tree.head(agent))
        {
            tree.attach(verb, noun, Relation::Acl);
        }
    }
}

/// "Led away in handcuffs, the general said ...": a verb that opens the sentence and has no subject, but a clause above it, is a participle of the
/// past; it is none of the present where it is too short for "-ing".
pub(super) fn opening_participle(tree: &mut Tree<'_>) {
    let Some(verb) = tree.words.clone().find(|&word| tree.upos(word) != Upos::PUNCT) else { return };
    let bare = tree.relation(verb) == Relation::Advcl && tree.subject(verb).is_none() && tree.upos(verb) == Upos::VERB;
    let short = tree.tokens[verb].span.len() < tree.lemma(verb).len() + 2;
    let past = tree.is_tagged(verb, &["VBD"]) || tree.is_tagged(verb, &["VBG"]) && short;
    if bare && past && tree.child(verb, Relation::Obj).is_none() {
        tree.tokens[verb].xpos = "VBN".into();
        tree.tokens[verb].feats = "Tense=Past|VerbForm=Part|Voice=Pass".into();
    }
}

/// "The writer, jailed by a court, has not been freed": a verb beside the clause with an agent, and neither subject nor object, is a passive participle.
pub(super) fn participle_with_agent(tree: &mut Tree<'_>) {
    for verb in tree.words.clone() {
        let beside = matches!(tree.relation(verb), Relation::Advcl | Relation::Acl) && tree.is_tagged(verb, &["VBD"]);
        let agent = tree.child(verb, Relation::OblAgent).is_some();
        if beside && agent && tree.subject(verb).is_none() && tree.child(verb, Relation::Obj).is_none() {
            tree.tokens[verb].xpos = "VBN".into();
            tree.tokens[verb].feats = "Tense=Past|VerbForm=Part|Voice=Pass".into();
        }
    }
}

/// "test-fired a missile": a noun that a hyphen joins to a verb belongs to it, and what hangs on the noun is the verb's.
pub(super) fn joined_by_hyphen(tree: &mut Tree<'_>) {
    for verb in tree.words.clone().skip(2) {
        let (hyphen, noun) = (verb - 1, verb - 2);
        let glued = tree.words.contains(&noun)
            && tree.lemma(hyphen) == "-"
            && tree.tokens[noun].span.end == tree.tokens[hyphen].span.start
            && tree.tokens[hyphen].span.end == tree.tokens[verb].span.start;
        let adverbial = matches!(tree.relation(noun), Relation::OblUnmarked | Relation::Nsubj | Relation::Compound);
        if !glued || !adverbial || tree.head(noun) != Some(verb) || tree.upos(verb) != Upos::VERB || !tree.upos(noun).is_noun() {
            continue;
        }
        tree.tokens[noun].relation = Relation::Compound;
        let before = tree.children(noun).filter(|&word| word < noun && tree.upos(word).is_noun()).last();
        if let Some(subject) = before.filter(|_| tree.subject(verb).is_none()) {
            for word in tree.children(noun).filter(|&word| word < subject).collect::<Vec<_>>() {
                tree.attach(word, subject, tree.relation(word));
            }
            tree.attach(subject, verb, Relation::Nsubj);
        }
    }
}
