//! Who does it: subjects shared by coordination, control, participles and relative clauses, and the agents of passives.

use super::governing::{CHARGES, DOCUMENTS, IN_TOUCH, OBJECT_CONTROL, OBJECT_GERUND, PREPOSITION_CONTROL, SUBJECT_CONTROL, TOLD};
use super::preposition;
use document::{Document, NameKind, Relation, TokenId, Upos};

/// How far a chain of control, coordination and participles is followed; deeper ones are parser errors.
pub(super) const DEPTH: usize = 8;

/// Whether the verb stands in the passive, as a finite verb or as a participle after its noun.
pub fn is_passive(doc: &Document, verb: TokenId) -> bool {
    if doc.tokens[verb].upos != Upos::VERB {
        return false;
    }
    if doc
        .children(verb)
        .any(|child| matches!(doc.tokens[child].relation, Relation::NsubjPass | Relation::AuxPass | Relation::CsubjPass))
    {
        return true;
    }
    let past_participle = &*doc.tokens[verb].xpos == "VBN" || doc.feature(verb, "Voice") == Some("Pass");
    if !past_participle || doc.children_by(verb, Relation::Aux).next().is_some() {
        return false;
    }
    match doc.tokens[verb].relation {
        // "the fighters attacked the post" misread as a participle: with an object of its own it is active.
        Relation::Acl | Relation::Amod => doc.child(verb, Relation::Obj).is_none(),
        // "arrested on Monday, he ...", "was beaten and arrested"
        Relation::Advcl => doc.child(verb, Relation::Obj).is_none(),
        Relation::Conj => {
            doc.head(verb).is_some_and(|first| is_passive(doc, first)) && doc.child(verb, Relation::Nsubj).is_none()
        }
        _ => false,
    }
}

/// The subject as the surface shows it, own or shared with a governor.
pub(super) fn surface_subject(doc: &Document, verb: TokenId, depth: usize) -> Vec<TokenId> {
    if depth == 0 {
        return Vec::new();
    }
    let is_subject =
        |&child: &TokenId| matches!(doc.tokens[child].relation, Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter);
    let own = doc.children(verb).find(is_subject).filter(|&child| !is_behind_participle(doc, verb, child));
    let own = own.map(|first| super::dateline::subject(doc, verb, first).unwrap_or(first));
    if let Some(subject) = own {
        return vec![relative_antecedent(doc, verb, subject).unwrap_or(subject)];
    }
    if let Some(named) = misread(doc, verb) {
        return vec![named];
    }
    let Some(head) = doc.head(verb) else { return Vec::new() };
    match doc.tokens[verb].relation {
        Relation::Conj if doc.tokens[head].upos == Upos::VERB || doc.tokens[head].upos == Upos::AUX || has_copula(doc, head) => {
            surface_subject(doc, head, depth - 1)
        }
        Relation::Conj => Vec::new(),
        Relation::Xcomp if IN_TOUCH.contains(&doc.lemma(head)) && TOLD.contains(&doc.lemma(verb)) => {
            surface_subject(doc, head, depth - 1)
        }
        Relation::Xcomp | Relation::Ccomp => controller(doc, head, depth),
        Relation::Advcl => {
            let gerund = doc.children(verb).any(|child| {
                matches!(doc.tokens[child].relation, Relation::Mark | Relation::Case) && OBJECT_GERUND.contains(&doc.lemma(child))
            });
            let infinitive = doc.children_by(verb, Relation::Mark).any(|mark| doc.lemma(mark) == "to");
            if gerund || infinitive && doc.lemma(head) == "call" && !charged(doc, head, "on").is_empty() {
                controller(doc, head, depth)
            } else if doc.tokens[head].upos == Upos::VERB || has_copula(doc, head) {
                surface_subject(doc, head, depth - 1)
            } else {
                Vec::new()
            }
        }
        Relation::AclRelcl => vec![head],
        // "passed a resolution on Thursday criticising ...": hung on the time
        Relation::Acl if crate::matching::is_time(doc, head) => match doc.head(head) {
            Some(above) if doc.tokens[above].upos == Upos::VERB => surface_subject(doc, above, depth - 1),
            _ => Vec::new(),
        },
        Relation::Acl => {
            let infinitive = doc.feature(verb, "VerbForm") == Some("Inf");
            let prepositional = doc.children(verb).any(|child| {
                matches!(doc.tokens[child].relation, Relation::Mark | Relation::Case) && OBJECT_GERUND.contains(&doc.lemma(child))
            });
            let owners = if infinitive || prepositional || DOCUMENTS.contains(&doc.lemma(head)) && !is_passive(doc, verb) {
                owner_of_deed(doc, head, depth)
            } else {
                Vec::new()
            };
            // "a report accusing Chad" is its publisher's accusation, if he is named.
            if owners.is_empty() && !infinitive && !prepositional { vec![head] } else { owners }
        }
        _ => Vec::new(),
    }
}

/// "Human Rights Watch accused the army": a name before a finite verb without a subject is its subject, though the parser calls it a time.
fn misread(doc: &Document, verb: TokenId) -> Option<TokenId> {
    let participle = &*doc.tokens[verb].xpos == "VBN" && doc.child(verb, Relation::Obj).is_some();
    let finite =
        participle || matches!(&*doc.tokens[verb].xpos, "VBD" | "VBZ" | "VBP") || doc.child(verb, Relation::Aux).is_some();
    let named = |&word: &TokenId| {
        let kind = doc.name_at(word).map(|name| name.kind);
        let written = word > doc.sentence_of(word).tokens.start as TokenId && doc.form(word).starts_with(char::is_uppercase);
        word < verb
            && (matches!(kind, Some(NameKind::Person | NameKind::Organization)) || kind.is_none() && written)
            && !crate::matching::is_time(doc, word)
    };
    doc.children_by(verb, Relation::OblUnmarked).find(named).filter(|_| finite)
}

/// "A report accusing the army of ...": what stands behind a participle is its object, though the parser calls it a subject.
pub(super) fn is_behind_participle(doc: &Document, verb: TokenId, subject: TokenId) -> bool {
    subject > verb
        && &*doc.tokens[verb].xpos == "VBG"
        && doc.tokens[subject].relation == Relation::Nsubj
        && doc.child(verb, Relation::Obj).is_none()
        && doc.child(verb, Relation::Aux).is_none()
}

/// Who does the infinitive or gerund under a governing verb.
pub(super) fn controller(doc: &Document, governor: TokenId, depth: usize) -> Vec<TokenId> {
    let lemma = doc.lemma(governor);
    for (verb, word) in PREPOSITION_CONTROL {
        if verb == lemma {
            let found = charged(doc, governor, word);
            if !found.is_empty() {
                return found;
            }
        }
    }
    let object = doc.child(governor, Relation::Obj).or_else(|| doc.child(governor, Relation::Iobj));
    if let Some(object) = object.filter(|_| !SUBJECT_CONTROL.contains(&lemma)) {
        return vec![object];
    }
    surface_subject(doc, governor, depth - 1)
}

/// The phrases that a preposition introduces at a verb, times left out: "called on Saturday" calls on nobody.
fn charged(doc: &Document, verb: TokenId, word: &str) -> Vec<TokenId> {
    let mut found = preposition(doc, verb, word);
    found.retain(|&phrase| !crate::matching::is_time(doc, phrase));
    found
}

/// Who is to do what a noun speaks of ("its decision to withdraw", "announced plans to deploy").
pub(super) fn owner_of_deed(doc: &Document, noun: TokenId, depth: usize) -> Vec<TokenId> {
    if let Some(owner) = doc.child(noun, Relation::NmodPoss) {
        return vec![owner];
    }
    let by = preposition(doc, noun, "by");
    if !by.is_empty() {
        return by;
    }
    match (doc.head(noun), doc.tokens[noun].relation) {
        (Some(verb), Relation::Obl) if CHARGES.contains(&doc.lemma(noun)) => super::object::logical_object(doc, verb, &[]),
        (Some(verb), Relation::Obj | Relation::Iobj) if OBJECT_CONTROL.contains(&doc.lemma(verb)) => vec![noun],
        (Some(verb), Relation::Obj | Relation::Obl | Relation::NsubjPass) if doc.tokens[verb].upos == Upos::VERB => {
            logical_subject(doc, verb, depth - 1)
        }
        _ => Vec::new(),
    }
}

/// The noun that a relative pronoun stands for, if `word` is the pronoun of the relative clause of `verb`.
pub(super) fn relative_antecedent(doc: &Document, verb: TokenId, word: TokenId) -> Option<TokenId> {
    let is_pronoun = doc.feature(word, "PronType") == Some("Rel") || matches!(doc.lemma(word), "who" | "which" | "that" | "whom");
    if !is_pronoun || doc.tokens[word].upos == Upos::NOUN {
        return None;
    }
    let mut at = verb;
    for _ in 0..DEPTH {
        match doc.tokens[at].relation {
            Relation::AclRelcl => {
                let nominal = |token: TokenId| doc.tokens[token].upos.is_noun() || doc.tokens[token].upos == Upos::PRON;
                let above = doc.head(at).filter(|&above| nominal(above));
                // Hung on the verb before: the noun that the pronoun follows, and what that belongs to.
                return above.or_else(|| {
                    let first = doc.sentence_of(word).tokens.start as TokenId;
                    (first..word).rev().take(3).find(|&token| nominal(token))
                });
            }
            Relation::Conj | Relation::Xcomp | Relation::Ccomp => at = doc.head(at)?,
            _ => return None,
        }
    }
    None
}

pub(super) fn has_copula(doc: &Document, word: TokenId) -> bool {
    doc.child(word, Relation::Cop).is_some()
}

/// The logical subject of a verb: the agent of a passive, else the surface subject.
pub(super) fn logical_subject(doc: &Document, verb: TokenId, depth: usize) -> Vec<TokenId> {
    if depth == 0 {
        return Vec::new();
    }
    if is_passive(doc, verb) {
        return agent(doc, verb);
    }
    let found = surface_subject(doc, verb, depth);
    if found.is_empty() {
        before_apposition(doc, verb).or_else(|| super::dateline::lost_subject(doc, verb)).into_iter().collect()
    } else {
        found
    }
}

/// "Kim Yo Jong, the sister of the leader, warned ...": a finite verb right behind a comma, whose subject the parser lost over an apposition, has the
/// phrase before the apposition.
pub(super) fn before_apposition(doc: &Document, verb: TokenId) -> Option<TokenId> {
    if !matches!(&*doc.tokens[verb].xpos, "VBD" | "VBZ" | "VBP") {
        return None;
    }
    let first = doc.sentence_of(verb).tokens.start as TokenId;
    let closing = (first..verb)
        .rev()
        .find(|&token| !matches!(doc.tokens[token].upos, Upos::ADV | Upos::AUX))
        .filter(|&token| doc.form(token) == ",")?;
    let opening = (first..closing).rev().find(|&token| doc.form(token) == ",")?;
    let mut subject = opening.checked_sub(1).filter(|&token| token >= first && doc.tokens[token].upos.is_noun())?;
    while let Some(above) =
        doc.head(subject).filter(|&above| above < opening && above >= first && doc.tokens[above].upos.is_noun())
    {
        subject = above;
    }
    Some(subject)
}

/// The `by` phrase of a passive.
pub(super) fn agent(doc: &Document, verb: TokenId) -> Vec<TokenId> {
    let agents: Vec<TokenId> = doc.children_by(verb, Relation::OblAgent).collect();
    if !agents.is_empty() {
        return agents;
    }
    let by = preposition(doc, verb, "by");
    if by.is_empty() && doc.tokens[verb].relation == Relation::Conj {
        return doc.head(verb).filter(|&first| is_passive(doc, first)).map_or(by, |first| agent(doc, first));
    }
    if by.is_empty() {
        // "accused of corruption by the opposition": hung on the last noun
        let obliques = doc.children(verb).filter(|&child| doc.tokens[child].relation.universal() == "obl" && child > verb);
        return obliques.flat_map(|oblique| preposition(doc, oblique, "by")).collect();
    }
    by
}

/// The subject of a noun or adjective that is a predicate itself ("Kyiv is under attack", "was guilty of"), or of a deed that somebody owns to or
/// denies ("the group denied involvement").
pub(super) fn surface_subject_of_predicate(doc: &Document, head: TokenId) -> Vec<TokenId> {
    let own = doc.children_by(head, Relation::Nsubj).next();
    if has_copula(doc, head) {
        return surface_subject(doc, head, DEPTH);
    }
    own.map_or_else(|| who_answers_for(doc, head), |own| vec![own])
}

/// Verbs whose object is a part that their subject had in a deed, or had not.
const ANSWERING: [&str; 6] = ["deny", "admit", "acknowledge", "disclaim", "disavow", "confess"];

/// Nouns of such a part.
const PARTS: [&str; 7] = ["involvement", "responsibility", "complicity", "participation", "part", "role", "hand"];

/// Who denies or owns to a deed that is told by a noun as if it were his own.
fn who_answers_for(doc: &Document, noun: TokenId) -> Vec<TokenId> {
    let owned = doc.child(noun, Relation::NmodPoss).is_some() || !preposition(doc, noun, "by").is_empty();
    match (doc.head(noun), doc.tokens[noun].relation) {
        (Some(verb), Relation::Obj) if !owned && PARTS.contains(&doc.lemma(noun)) && ANSWERING.contains(&doc.lemma(verb)) => {
            logical_subject(doc, verb, DEPTH)
        }
        _ => Vec::new(),
    }
}
