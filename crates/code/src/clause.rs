//! Who stands where around a word: the arguments of verbs and nouns, whatever the voice and wherever the tree puts them.
//!
//! Voice, control, coordination, relative clauses and participles are undone here once, so that rules speak of logical subjects
//! and objects only. Nothing here knows what a word means, but for the few verbs that govern infinitives in their own way.

use document::{Document, Relation, TokenId, Upos};
use knowledge::Atom;

/// How far a chain of control, coordination and participles is followed; deeper ones are parser errors.
const DEPTH: usize = 8;

/// Verbs whose infinitive is done by their subject although they have an object ("promised Kyiv to send arms").
const SUBJECT_CONTROL: [&str; 6] = ["promise", "vow", "pledge", "threaten", "use", "swear"];

/// Verbs whose phrase with these prepositions names who is to do the infinitive ("called on Russia to withdraw").
const PREPOSITION_CONTROL: [(&str, &str); 7] =
    [("call", "on"), ("call", "upon"), ("appeal", "to"), ("plead", "with"), ("rely", "on"), ("prevail", "on"), ("call", "for")];

/// Verbs whose object is to do the infinitive, also where the parser hangs the infinitive on the object ("asked the ministry to hand over").
const OBJECT_CONTROL: [&str; 27] = [
    "ask",
    "urge",
    "order",
    "allow",
    "force",
    "tell",
    "press",
    "send",
    "invite",
    "help",
    "permit",
    "enable",
    "want",
    "encourage",
    "warn",
    "advise",
    "persuade",
    "instruct",
    "command",
    "require",
    "get",
    "compel",
    "request",
    "pressure",
    "beg",
    "let",
    "deploy",
];

/// Nouns of documents that speak for those who issue them.
const DOCUMENTS: [&str; 12] = [
    "report",
    "lawsuit",
    "suit",
    "statement",
    "letter",
    "resolution",
    "decree",
    "complaint",
    "petition",
    "declaration",
    "communique",
    "note",
];

/// Verbs that give their object a name.
const NAMING: [&str; 8] = ["brand", "call", "label", "declare", "name", "dub", "deem", "term"];

/// Verbs that mean something else with their particle, so that a trigger without it is not there ("called off a strike").
const PARTICLE_VERBS: [&str; 18] = [
    "call", "hand", "give", "turn", "take", "put", "set", "get", "go", "come", "break", "carry", "bring", "make", "hold", "pull",
    "back", "step",
];

/// Whether a verb has a particle that makes another verb of it.
pub fn foreign_particle(doc: &Document, verb: TokenId, particles: &[String]) -> bool {
    let particle = doc.child(verb, Relation::CompoundPrt);
    particle.is_some_and(|particle| {
        PARTICLE_VERBS.contains(&doc.lemma(verb)) && !particles.iter().any(|known| *known == doc.form(particle).to_lowercase())
    })
}

/// Prepositions that make a gerund the deed of the governor's object ("accused Rwanda of sending troops").
const OBJECT_GERUND: [&str; 6] = ["of", "for", "from", "over", "into", "against"];

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
fn surface_subject(doc: &Document, verb: TokenId, depth: usize) -> Vec<TokenId> {
    if depth == 0 {
        return Vec::new();
    }
    let own = doc
        .children(verb)
        .find(|&child| matches!(doc.tokens[child].relation, Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter));
    if let Some(subject) = own {
        return vec![relative_antecedent(doc, verb, subject).unwrap_or(subject)];
    }
    let Some(head) = doc.head(verb) else { return Vec::new() };
    match doc.tokens[verb].relation {
        Relation::Conj if doc.tokens[head].upos == Upos::VERB || doc.tokens[head].upos == Upos::AUX || has_copula(doc, head) => {
            surface_subject(doc, head, depth - 1)
        }
        Relation::Conj => Vec::new(),
        Relation::Xcomp | Relation::Ccomp => controller(doc, head, depth),
        Relation::Advcl => {
            let gerund = doc.children(verb).any(|child| {
                matches!(doc.tokens[child].relation, Relation::Mark | Relation::Case) && OBJECT_GERUND.contains(&doc.lemma(child))
            });
            let infinitive = doc.children_by(verb, Relation::Mark).any(|mark| doc.lemma(mark) == "to");
            if gerund || infinitive && !preposition(doc, head, "on").is_empty() && doc.lemma(head) == "call" {
                controller(doc, head, depth)
            } else if doc.tokens[head].upos == Upos::VERB {
                surface_subject(doc, head, depth - 1)
            } else {
                Vec::new()
            }
        }
        Relation::AclRelcl => vec![head],
        Relation::Acl => {
            let infinitive = doc.feature(verb, "VerbForm") == Some("Inf");
            let prepositional = doc.children(verb).any(|child| {
                matches!(doc.tokens[child].relation, Relation::Mark | Relation::Case) && OBJECT_GERUND.contains(&doc.lemma(child))
            });
            let owners = if infinitive || prepositional || DOCUMENTS.contains(&doc.lemma(head)) {
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

/// Who does the infinitive or gerund under a governing verb.
fn controller(doc: &Document, governor: TokenId, depth: usize) -> Vec<TokenId> {
    let lemma = doc.lemma(governor);
    for (verb, word) in PREPOSITION_CONTROL {
        if verb == lemma {
            let found = preposition(doc, governor, word);
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

/// Who is to do what a noun speaks of ("its decision to withdraw", "announced plans to deploy").
fn owner_of_deed(doc: &Document, noun: TokenId, depth: usize) -> Vec<TokenId> {
    if let Some(owner) = doc.child(noun, Relation::NmodPoss) {
        return vec![owner];
    }
    let by = preposition(doc, noun, "by");
    if !by.is_empty() {
        return by;
    }
    match (doc.head(noun), doc.tokens[noun].relation) {
        (Some(verb), Relation::Obj | Relation::Iobj) if OBJECT_CONTROL.contains(&doc.lemma(verb)) => vec![noun],
        (Some(verb), Relation::Obj | Relation::Obl | Relation::NsubjPass) if doc.tokens[verb].upos == Upos::VERB => {
            logical_subject(doc, verb, depth - 1)
        }
        _ => Vec::new(),
    }
}

/// The noun that a relative pronoun stands for, if `word` is the pronoun of the relative clause of `verb`.
fn relative_antecedent(doc: &Document, verb: TokenId, word: TokenId) -> Option<TokenId> {
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

fn has_copula(doc: &Document, word: TokenId) -> bool {
    doc.child(word, Relation::Cop).is_some()
}

/// The logical subject of a verb: the agent of a passive, else the surface subject.
fn logical_subject(doc: &Document, verb: TokenId, depth: usize) -> Vec<TokenId> {
    if depth == 0 {
        return Vec::new();
    }
    if is_passive(doc, verb) {
        return agent(doc, verb);
    }
    let found = surface_subject(doc, verb, depth);
    if found.is_empty() { before_apposition(doc, verb).into_iter().collect() } else { found }
}

/// "Kim Yo Jong, the sister of the leader, warned ...": a finite verb right behind a comma, whose subject the parser lost over an apposition, has the
/// phrase before the apposition.
fn before_apposition(doc: &Document, verb: TokenId) -> Option<TokenId> {
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
fn agent(doc: &Document, verb: TokenId) -> Vec<TokenId> {
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

/// The logical object of a verb, without the words that belong to the trigger.
fn logical_object(doc: &Document, verb: TokenId, belonging: &[TokenId]) -> Vec<TokenId> {
    let own: Vec<TokenId> = doc.children_by(verb, Relation::Obj).filter(|object| !belonging.contains(object)).collect();
    let objects: Vec<TokenId> = own.into_iter().map(|object| relative_antecedent(doc, verb, object).unwrap_or(object)).collect();
    // "branded Seoul its enemy", with the name that is given read as the object
    if let (true, Some(named)) = (NAMING.contains(&doc.lemma(verb)), doc.child(verb, Relation::Iobj)) {
        return vec![named];
    }
    // "gave the rebels weapons", with both read as objects: the first is the receiver
    if let [_, .., last] = objects.as_slice() {
        return vec![*last];
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
    // "charged him the next day with ...": the one object read as indirect
    let indirect: Vec<TokenId> = doc.children_by(verb, Relation::Iobj).collect();
    if !indirect.is_empty() && belonging.is_empty() && !is_passive(doc, verb) {
        return indirect;
    }
    if is_passive(doc, verb) {
        if doc.tokens[verb].relation == Relation::Amod {
            return doc.head(verb).into_iter().collect();
        }
        return surface_subject(doc, verb, DEPTH).into_iter().filter(|object| !belonging.contains(object)).collect();
    }
    if belonging.iter().any(|&word| doc.tokens[word].relation == Relation::Obj) {
        return Vec::new();
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
    let shared = doc
        .children_by(verb, Relation::Conj)
        .find(|&next| next - verb <= 3 && doc.tokens[next].upos == Upos::VERB && doc.child(next, Relation::Nsubj).is_none());
    if let Some(next) = shared {
        return doc.children_by(next, Relation::Obj).collect();
    }
    // "called the move a farce", read as a small clause
    let small = doc.children(verb).find(|&child| {
        matches!(doc.tokens[child].relation, Relation::Xcomp | Relation::Ccomp)
            && doc.tokens[child].upos != Upos::VERB
            && !has_copula(doc, child)
    });
    small.and_then(|clause| doc.child(clause, Relation::Nsubj)).into_iter().collect()
}

/// The preposition that introduces a phrase, in lower case: "against", "according" of "according to".
pub fn preposition_of(doc: &Document, phrase: TokenId) -> Option<String> {
    let case = doc.child(phrase, Relation::Case)?;
    Some(match doc.form(case).to_lowercase().as_str() {
        "upon" => "on".to_string(),
        "towards" => "toward".to_string(),
        "amongst" => "among".to_string(),
        other => other.to_string(),
    })
}

/// The phrases that a preposition introduces at a word.
pub fn preposition(doc: &Document, head: TokenId, word: &str) -> Vec<TokenId> {
    let wanted = match word {
        "upon" => "on",
        "towards" => "toward",
        other => other,
    };
    let is_phrase =
        |child: &TokenId| matches!(doc.tokens[*child].relation.universal(), "obl" | "nmod" | "advcl" | "acl" | "conj");
    doc.children(head)
        .filter(is_phrase)
        .filter(|&child| preposition_of(doc, child).is_some_and(|found| found == wanted))
        .filter(|&child| doc.tokens[child].upos != Upos::VERB)
        .map(|child| relative_antecedent(doc, head, child).unwrap_or(child))
        .collect()
}

/// The verb that carries a noun of action, if there is one: "conducted a raid", "the raid was carried out".
pub fn light_verb(doc: &Document, noun: TokenId, is_light: &dyn Fn(&str) -> bool) -> Option<TokenId> {
    let mut at = noun;
    for _ in 0..DEPTH {
        let head = doc.head(at)?;
        match doc.tokens[at].relation {
            Relation::Conj | Relation::Appos => at = head,
            Relation::Obj | Relation::NsubjPass if doc.tokens[head].upos == Upos::VERB && is_light(doc.lemma(head)) => {
                return Some(head);
            }
            // "took part in talks", "engaged in combat"
            Relation::Obl if doc.tokens[head].upos == Upos::VERB && is_light(doc.lemma(head)) => return Some(head),
            _ => return None,
        }
    }
    None
}

/// The heads of the phrases that fill a place around a trigger.
///
/// `belonging` are further words of the trigger itself (the object of "open fire"); `light` is the light verb of a noun.
pub fn place(doc: &Document, head: TokenId, belonging: &[TokenId], light: Option<TokenId>, place: &Atom) -> Vec<TokenId> {
    let is_verb = matches!(doc.tokens[head].upos, Upos::VERB | Upos::AUX);
    match place {
        Atom::Nobody => Vec::new(),
        Atom::Subject => match (is_verb, light) {
            (true, _) => logical_subject(doc, head, DEPTH).into_iter().filter(|subject| !belonging.contains(subject)).collect(),
            (false, Some(verb)) => logical_subject(doc, verb, DEPTH).into_iter().filter(|&subject| subject != head).collect(),
            (false, None) => surface_subject_of_predicate(doc, head),
        },
        Atom::Object if is_verb => logical_object(doc, head, belonging),
        Atom::Object => Vec::new(),
        Atom::Indirect => indirect(doc, head, belonging),
        Atom::Poss => {
            let owners = std::iter::once(head).chain(belonging.iter().copied());
            owners.flat_map(|word| doc.children_by(word, Relation::NmodPoss)).collect()
        }
        Atom::Mod => {
            let owners = std::iter::once(head).filter(|_| !is_verb).chain(belonging.iter().copied());
            let modifies = |&child: &TokenId| {
                matches!(
                    doc.tokens[child].relation,
                    Relation::Amod | Relation::Compound | Relation::NmodDesc | Relation::NmodUnmarked | Relation::Flat
                )
            };
            owners.flat_map(|word| doc.children(word).filter(modifies).collect::<Vec<_>>()).collect()
        }
        Atom::Clause => clause(doc, head, belonging),
        Atom::Participle => {
            let plain =
                |&child: &TokenId| &*doc.tokens[child].xpos == "VBG" && doc.children_by(child, Relation::Mark).next().is_none();
            doc.children_by(head, Relation::Advcl).filter(plain).collect()
        }
        Atom::Preposition(word) => prepositional(doc, head, belonging, light, word),
    }
}

/// The subject of a noun or adjective that is a predicate itself ("Kyiv is under attack", "was guilty of").
fn surface_subject_of_predicate(doc: &Document, head: TokenId) -> Vec<TokenId> {
    let own = doc.children_by(head, Relation::Nsubj).next();
    if has_copula(doc, head) { surface_subject(doc, head, DEPTH) } else { own.into_iter().collect() }
}

fn indirect(doc: &Document, head: TokenId, belonging: &[TokenId]) -> Vec<TokenId> {
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

fn prepositional(doc: &Document, head: TokenId, belonging: &[TokenId], light: Option<TokenId>, word: &str) -> Vec<TokenId> {
    let mut owners = vec![head];
    owners.extend(belonging);
    owners.extend(light);
    let mut found: Vec<TokenId> = owners.iter().flat_map(|&owner| preposition(doc, owner, word)).collect();
    // The parser often hangs the phrase on the object instead of the verb ("fired a missile toward Japan").
    if found.is_empty() && word != "of" && doc.tokens[head].upos == Upos::VERB {
        found = doc.children_by(head, Relation::Obj).flat_map(|object| preposition(doc, object, word)).collect();
    }
    if found.is_empty() && doc.tokens[head].upos.is_noun() {
        // "an appeal filed by lawyers", "sanctions imposed on Mali"
        let participles = doc.children_by(head, Relation::Acl).filter(|&child| is_passive(doc, child));
        found = participles.flat_map(|verb| if word == "by" { agent(doc, verb) } else { preposition(doc, verb, word) }).collect();
    }
    if found.is_empty() && doc.tokens[head].upos.is_noun() && word != "of" {
        // "a visit by the minister to Chad": hung on the phrase before
        let phrases = doc.children_by(head, Relation::Nmod).filter(|&child| child > head);
        found = phrases.flat_map(|child| preposition(doc, child, word)).collect();
    }
    if let (true, true, Some(verb)) = (found.is_empty(), doc.tokens[head].relation == Relation::Obj, doc.head(head)) {
        // "heard the appeal for the release": hung on the verb
        found = preposition(doc, verb, word).into_iter().filter(|&phrase| phrase > head).collect();
    }
    found.dedup();
    found
}

/// The complement clauses of a word: what is said, wanted, tried, denied.
pub fn clause(doc: &Document, head: TokenId, belonging: &[TokenId]) -> Vec<TokenId> {
    let mut found = Vec::new();
    for owner in std::iter::once(head).chain(belonging.iter().copied()) {
        for child in doc.children(owner) {
            let introduced = || {
                doc.children(child).any(|mark| {
                    let marks = matches!(doc.tokens[mark].relation, Relation::Mark | Relation::Case);
                    marks
                        && (OBJECT_GERUND.contains(&doc.lemma(mark))
                            || matches!(doc.lemma(mark), "to" | "in" | "about" | "against"))
                })
            };
            let holds = match doc.tokens[child].relation {
                Relation::Ccomp | Relation::Xcomp => true,
                Relation::Advcl => introduced(),
                Relation::Acl => {
                    introduced()
                        || doc.feature(child, "VerbForm") == Some("Inf")
                        || doc.children_by(child, Relation::Mark).any(|mark| doc.lemma(mark) == "that")
                }
                _ => false,
            };
            if holds {
                found.push(child);
            }
            // "sent police to help Haiti", with the infinitive hung on the object
            if doc.tokens[child].relation == Relation::Obj && OBJECT_CONTROL.contains(&doc.lemma(owner)) {
                let infinitive = |&verb: &TokenId| doc.children_by(verb, Relation::Mark).any(|mark| doc.lemma(mark) == "to");
                found.extend(doc.children_by(child, Relation::Acl).filter(infinitive));
            }
        }
    }
    found
}

/// Follows a path of places from a trigger.
pub fn path(doc: &Document, head: TokenId, belonging: &[TokenId], light: Option<TokenId>, path: &[Atom]) -> Vec<TokenId> {
    let Some((first, rest)) = path.split_first() else { return Vec::new() };
    let mut found = place(doc, head, belonging, light, first);
    for atom in rest {
        found = found.into_iter().flat_map(|word| place(doc, word, &[], None, atom)).collect();
    }
    found
}
