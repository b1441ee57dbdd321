//! Who stands where around a word: the arguments of verbs and nouns, whatever the voice and wherever the tree puts them.
//!
//! Voice, control, coordination, relative clauses and participles are undone here once, so that rules speak of logical subjects
//! and objects only. Nothing here knows what a word means, but for the few verbs that govern infinitives in their own way.

pub(crate) mod dateline;
mod governing;
mod object;
mod subject;

use compact_str::CompactString;
use document::{Document, Relation, TokenId, Upos};
use governing::{CHARGES, OBJECT_CONTROL, OBJECT_GERUND};
use knowledge::Atom;
use object::{indirect, logical_object};
pub use subject::is_passive;
use subject::{DEPTH, agent, logical_subject, relative_antecedent, surface_subject_of_predicate};

/// Verbs that mean something else with their particle, so that a trigger without it is not there ("called off a strike").
const PARTICLE_VERBS: [&str; 26] = [
    "call", "hand", "give", "turn", "take", "put", "set", "get", "go", "come", "break", "carry", "bring", "make", "hold", "pull",
    "back", "step", "kick", "throw", "drive", "push", "pick", "shut", "strike", "bomb",
];

/// Verbs whose object goes back to whom "to" names.
const RETURNING: [&str; 5] = ["return", "repatriate", "restitute", "donate", "deliver"];

/// Prepositions of what goes along with an act, or before it, and is no part of it: "at a meeting, the union promised ...".
pub const OCCASIONS: [&str; 8] = ["at", "during", "after", "before", "since", "amid", "following", "until"];

/// Whether a verb has a particle that makes another verb of it.
pub fn foreign_particle(doc: &Document, verb: TokenId, particles: &[String]) -> bool {
    let particle = doc.child(verb, Relation::CompoundPrt);
    particle.is_some_and(|particle| {
        PARTICLE_VERBS.contains(&doc.lemma(verb)) && !particles.iter().any(|known| *known == doc.lower_form(particle))
    })
}

/// The preposition that introduces a phrase, in lower case: "against", "according" of "according to".
pub fn preposition_of(doc: &Document, phrase: TokenId) -> Option<CompactString> {
    cases(doc, phrase).next().map(|case| folded(&doc.lower_form(case)).into())
}

/// The prepositions of a phrase, also those that hang on the title before a name ("into former mayor Ana Ruiz").
fn cases(doc: &Document, phrase: TokenId) -> impl Iterator<Item = TokenId> {
    let title = doc.child(phrase, Relation::NmodDesc).filter(|&title| title < phrase);
    doc.children_by(phrase, Relation::Case).chain(title.into_iter().flat_map(|title| doc.children_by(title, Relation::Case)))
}

/// Whether one of a phrase's prepositions ("out of") is this one.
fn is_introduced_by(doc: &Document, phrase: TokenId, word: &str) -> bool {
    cases(doc, phrase).any(|case| folded(&doc.lower_form(case)) == word)
}

/// Variants of one preposition, in lower case, as one.
fn folded(form: &str) -> &str {
    match form {
        "upon" => "on",
        "towards" => "toward",
        "amongst" => "among",
        other => other,
    }
}

/// The phrases that a preposition introduces at a word.
pub fn preposition(doc: &Document, head: TokenId, word: &str) -> Vec<TokenId> {
    let wanted = match word {
        "upon" => "on",
        "towards" => "toward",
        other => other,
    };
    let is_phrase =
        |child: &TokenId| matches!(doc.tokens[*child].relation.universal(), "obl" | "nmod" | "advcl" | "acl" | "conj" | "xcomp");
    doc.children(head)
        .filter(is_phrase)
        .filter(|&child| is_introduced_by(doc, child, wanted))
        .filter(|&child| doc.tokens[child].upos != Upos::VERB)
        .map(|child| relative_antecedent(doc, head, child).or_else(|| object::called(doc, child)).unwrap_or(child))
        // "from where", "from there"
        .filter(|&named| doc.tokens[named].upos != Upos::ADV)
        .collect()
}

/// The verb that carries a noun of action, if there is one: "conducted a raid", "the raid was carried out", "began a series of raids".
pub fn light_verb(
    doc: &Document,
    noun: TokenId,
    is_light: &dyn Fn(&str) -> bool,
    is_amount: &dyn Fn(&str) -> bool,
) -> Option<TokenId> {
    let mut at = noun;
    for _ in 0..DEPTH {
        let head = doc.head(at)?;
        match doc.tokens[at].relation {
            Relation::Conj | Relation::Appos => at = head,
            Relation::Nmod if is_introduced_by(doc, at, "of") && is_amount(doc.lemma(head)) => at = head,
            Relation::Obj | Relation::NsubjPass if doc.tokens[head].upos == Upos::VERB && is_light(doc.lemma(head)) => {
                return Some(head);
            }
            // "took part in talks", "engaged in combat", but not "imposed a curfew after attacks"
            Relation::Obl if preposition_of(doc, at).is_some_and(|word| OCCASIONS.contains(&word.as_str())) => return None,
            // "launched an inquiry on suspicion of ...", "over the beating of ...": what it is about
            Relation::Obl if CHARGES.contains(&doc.lemma(at)) => return None,
            Relation::Obl if preposition_of(doc, at).is_some_and(|word| matches!(word.as_str(), "over" | "because" | "due")) => {
                return None;
            }
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
        // Whom an act is done to is known by its rule: `matching` looks there.
        Atom::Nobody | Atom::Recipient => Vec::new(),
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
            let modifiers = owners.flat_map(|word| doc.children(word).filter(modifies).collect::<Vec<_>>());
            modifiers.map(|modifier| leader(doc, modifier).unwrap_or(modifier)).collect()
        }
        Atom::Clause => clause(doc, head, belonging),
        Atom::Occasion => occasion(doc, head),
        Atom::Participle => {
            let plain =
                |&child: &TokenId| &*doc.tokens[child].xpos == "VBG" && doc.children_by(child, Relation::Mark).next().is_none();
            doc.children_by(head, Relation::Advcl).filter(plain).collect()
        }
        Atom::Preposition(word) => prepositional(doc, head, belonging, light, word),
    }
}

/// Who does what is told to happen on an occasion: "after talks with Iran, Russia urged restraint", "in a meeting with the king, she asked for help".
fn occasion(doc: &Document, noun: TokenId) -> Vec<TokenId> {
    let introduced = preposition_of(doc, noun).is_some_and(|word| word == "in" || OCCASIONS.contains(&word.as_str()));
    let verb = doc.head(noun).filter(|&verb| doc.tokens[verb].upos == Upos::VERB && doc.tokens[noun].relation == Relation::Obl);
    match verb {
        Some(verb) if introduced => logical_subject(doc, verb, DEPTH),
        _ => Vec::new(),
    }
}

/// "A Saudi-led strike": the Saudis.
fn leader(doc: &Document, modifier: TokenId) -> Option<TokenId> {
    let led = doc.tokens[modifier].upos == Upos::VERB && doc.lemma(modifier) == "lead";
    doc.child(modifier, Relation::Compound).filter(|_| led)
}

fn prepositional(doc: &Document, head: TokenId, belonging: &[TokenId], light: Option<TokenId>, word: &str) -> Vec<TokenId> {
    let owners = || std::iter::once(head).chain(belonging.iter().copied()).chain(light);
    let mut found: Vec<TokenId> = owners().flat_map(|owner| preposition(doc, owner, word)).collect();
    // The parser often hangs the phrase on the object instead of the verb ("fired a missile toward Japan").
    if found.is_empty() && word != "of" && doc.tokens[head].upos == Upos::VERB {
        let objects = || doc.children_by(head, Relation::Obj);
        found = objects().flat_map(|object| preposition(doc, object, word)).collect();
        // "provided a grant and a loan to the town": hung on the last of several
        if found.is_empty() && matches!(word, "to" | "in" | "for" | "with") {
            let joined = objects().flat_map(|object| crate::phrase::conjuncts(doc, object).into_iter().skip(1));
            found = joined.flat_map(|object| preposition(doc, object, word)).collect();
        }
        // "fired dozens of rockets at the town", "gave $5 billion in aid to the country": hung on what is counted
        if found.is_empty() {
            let sum = |object: &TokenId| doc.tokens[*object].upos == Upos::SYM;
            let aid = objects().filter(sum).flat_map(|object| preposition(doc, object, "in"));
            let counted = objects().flat_map(|object| preposition(doc, object, "of")).chain(aid);
            found = counted.filter(|&counted| counted > head).flat_map(|counted| preposition(doc, counted, word)).collect();
        }
    }
    // "returned a painting that had been stolen in Oslo to the museum": hung on what describes the object
    if found.is_empty() && word == "to" && RETURNING.contains(&doc.lemma(head)) {
        found = doc.children_by(head, Relation::Obj).filter_map(|object| last_behind(doc, object, word)).collect();
    }
    // "stuck for hours at a ferry": hung on the time; "filed a suit in a court in Oslo against the bank": hung on the place
    if found.is_empty() && doc.tokens[head].upos == Upos::VERB {
        let astray = |phrase: &TokenId| word == "against" || crate::matching::is_time(doc, *phrase);
        let phrases = doc.children_by(head, Relation::Obl).filter(|&child| child > head).filter(astray);
        found = phrases.flat_map(|phrase| preposition(doc, phrase, word)).collect();
    }
    // "imposed sanctions aimed at Mali": what belongs to a verb has participles as well, but whoever brokered a deal does not sign it.
    let nouns = owners().filter(|&owner| doc.tokens[owner].upos.is_noun() && (owner == head || word != "by"));
    if found.is_empty() {
        // "a motion brought by tenants", "sanctions imposed on Mali"
        let participles = nouns.flat_map(|noun| doc.children_by(noun, Relation::Acl)).filter(|&child| is_passive(doc, child));
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

/// The last phrase that a preposition introduces somewhere in what hangs on a noun, behind it.
fn last_behind(doc: &Document, noun: TokenId, word: &str) -> Option<TokenId> {
    let inside = doc.subtree(noun).into_iter().filter(|&owner| owner >= noun);
    inside.flat_map(|owner| preposition(doc, owner, word)).filter(|&phrase| phrase > noun).max()
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
                Relation::Acl => introduced() || doc.feature(child, "VerbForm") == Some("Inf") || is_content(doc, child),
                Relation::AclRelcl => is_content(doc, child),
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

/// Whether a clause at a noun tells what the noun is about: "the report that ...", whatever the parser calls it.
pub fn is_content(doc: &Document, clause: TokenId) -> bool {
    doc.children_by(clause, Relation::Mark).any(|mark| doc.lemma(mark) == "that")
}

/// Follows a path of places from a trigger.
pub fn path(doc: &Document, head: TokenId, belonging: &[TokenId], light: Option<TokenId>, path: &[Atom]) -> Vec<TokenId> {
    let Some((first, rest)) = path.split_first() else { return Vec::new() };
    let mut found = place(doc, head, belonging, light, first);
    for atom in rest {
        let next: Vec<TokenId> = found.iter().flat_map(|&word| place(doc, word, &[], None, atom)).collect();
        // "the attack and the threats made by the government": what is told of all stands with the last
        let joined = || found.iter().flat_map(|&word| crate::phrase::conjuncts(doc, word).into_iter().skip(1));
        found = match (next.is_empty(), atom) {
            (true, Atom::Preposition(word)) if word == "by" => {
                joined().flat_map(|word| place(doc, word, &[], None, atom)).collect()
            }
            _ => next,
        };
    }
    found
}
