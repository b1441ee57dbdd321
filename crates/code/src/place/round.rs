//! Places that are said not at the act itself but around it: in the clause above or below, behind "where" and "there", deeper in its phrases, at the
//! sides.

use super::{Around, at_owners, at_word, directed, is_locative, named};
use crate::clause;
use crate::entity::Resolver;
use document::{Document, Relation, TokenId, Upos};
use event::{Category, Found, Place};

/// How deep phrases are searched below the act: "tortured hundreds of its members in Angola".
const DEPTH: usize = 4;

/// Words that join a clause to the act within which, or right before which, it took place: "killed when gunmen attacked a bus in X".
const JOINED: [&str; 6] = ["as", "when", "while", "after", "during", "where"];

/// "the avenue in Maputo where two were shot", "Algiers, where he met his counterpart".
pub fn where_clause(resolver: &Resolver<'_>, anchor: TokenId) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let mut verb = anchor;
    // A verb joined to the one behind "where" is behind it as well.
    while doc.tokens[verb].relation == Relation::Conj && doc.child(verb, Relation::Nsubj).is_none() {
        verb = doc.head(verb)?;
    }
    if !matches!(doc.tokens[verb].relation, Relation::AclRelcl | Relation::Advcl | Relation::AdvclRelcl) {
        return None;
    }
    let place = doc.head(verb)?;
    let leads = doc.children(verb).any(|child| {
        doc.form(child).eq_ignore_ascii_case("where")
            || doc.form(child) == "which"
                && clause::preposition_of(doc, child).is_some_and(|word| matches!(word.as_str(), "in" | "at" | "on"))
    });
    if !leads || place > verb {
        return None;
    }
    named::of(resolver, place).or_else(|| {
        let inside = doc.children(place).filter(|&child| child < verb && is_locative(doc, child)).collect::<Vec<_>>();
        inside.into_iter().find_map(|child| named::of(resolver, child))
    })
}

/// "there", "at the scene", "in the town": the place of the act told before, or the last one that the sentence before names.
pub fn reference(resolver: &Resolver<'_>, anchor: TokenId, around: &Around<'_>) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let (sentence, told) = around.before?;
    let leads = doc.children(anchor).chain(doc.children(around.head)).any(|child| match doc.tokens[child].relation {
        Relation::Advmod | Relation::Obl => {
            doc.form(child).eq_ignore_ascii_case("there") || is_locative(doc, child) && is_definite_place(resolver, child)
        }
        Relation::Nmod => is_locative(doc, child) && is_definite_place(resolver, child),
        _ => false,
    });
    if !leads {
        return None;
    }
    told.cloned().or_else(|| named::last_in(resolver, sentence.tokens))
}

/// "the scene", "the town", "the same village": a place told before, without a name of its own.
fn is_definite_place(resolver: &Resolver<'_>, noun: TokenId) -> bool {
    let doc = resolver.doc;
    let definite = doc.child(noun, Relation::Det).is_some_and(|article| matches!(doc.lemma(article), "the" | "that" | "this"));
    let bare = !doc
        .children(noun)
        .any(|child| matches!(doc.tokens[child].relation, Relation::Nmod | Relation::Compound | Relation::NmodPoss));
    let lemma = crate::matching::singular(doc, noun);
    definite && bare && ["scene", "settlement"].iter().any(|class| resolver.knowledge.classes.contains(class, &lemma))
}

/// Places deeper in the phrases of the act: at what an oblique or object is, or holds, down to [`DEPTH`]; no clause is entered.
pub fn inner(resolver: &Resolver<'_>, owners: &[TokenId], around: &Around<'_>) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let mut level: Vec<TokenId> = owners.to_vec();
    for _ in 0..DEPTH {
        let goes = |&child: &TokenId| {
            let phrase = matches!(
                doc.tokens[child].relation,
                Relation::Obj | Relation::Obl | Relation::Nmod | Relation::NsubjPass | Relation::OblUnmarked
            );
            phrase && !matches!(doc.tokens[child].upos, Upos::VERB | Upos::AUX) && !leads_elsewhere(doc, child, around.category)
        };
        let below: Vec<TokenId> = level.iter().flat_map(|&word| doc.children(word).filter(goes).collect::<Vec<_>>()).collect();
        if let Some(found) = at_owners(resolver, &below, around) {
            return Some(found);
        }
        level = below;
    }
    None
}

/// Phrases whose place is another's: people "from" somewhere, words "about" or "to" something, an answer "to" or "for" it.
fn leads_elsewhere(doc: &Document, phrase: TokenId, category: Category) -> bool {
    // "exchanged fire for ten minutes in X": hung on the time.
    if crate::matching::is_time(doc, phrase) {
        return false;
    }
    let Some(word) = clause::preposition_of(doc, phrase) else { return false };
    let topic = matches!(
        word.as_str(),
        "according"
            | "by"
            | "from"
            | "about"
            | "over"
            | "for"
            | "against"
            | "to"
            | "since"
            | "before"
            | "of"
            | "despite"
            | "like"
            | "than"
    );
    topic && (word != "of" || category == Category::Consult)
}

/// A place that the act has in common with one that it is joined to: "met in X and signed a pact", "was shot dead as police cleared a square in X".
pub fn shared(resolver: &Resolver<'_>, anchor: TokenId, around: &Around<'_>) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let mut above = anchor;
    for _ in 0..DEPTH {
        let joined =
            matches!(doc.tokens[above].relation, Relation::Conj | Relation::Xcomp | Relation::Advcl | Relation::Parataxis);
        let Some(head) = doc.head(above).filter(|_| joined) else { break };
        // What somebody says stands beside the saying, and takes place elsewhere.
        if resolver.knowledge.attribution.verbs.contains(doc.lemma(head)) {
            break;
        }
        // "went to X and arrested the pastor", but not "left for X as a crowd stormed the house"
        let went = || directed(resolver, &[head], around.category).filter(|_| doc.tokens[above].relation == Relation::Conj);
        if let Some(found) = at_clause(resolver, head, around).or_else(went) {
            return Some(found);
        }
        above = head;
    }
    // "the attack in X, which killed ten"
    let deed = doc.head(anchor).filter(|_| doc.tokens[anchor].relation == Relation::AclRelcl);
    if let Some(found) = deed.filter(|&deed| resolver.is_kind(deed, "thing")).and_then(|deed| at_word(resolver, deed, around)) {
        return Some(found);
    }
    let below: Vec<TokenId> = doc.children(anchor).filter(|&child| goes_on(doc, anchor, child)).collect();
    if let Some(found) = below.into_iter().find_map(|child| at_clause(resolver, child, around)) {
        return Some(found);
    }
    held_in(resolver, around.head)
}

/// "met in X and signed a pact": what is uttered by those who did something just before, in the same breath.
pub fn deed_before(resolver: &Resolver<'_>, anchor: TokenId, around: &Around<'_>) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let joined = doc.tokens[anchor].relation == Relation::Conj && doc.child(anchor, Relation::Nsubj).is_none();
    let verb = doc.head(anchor).filter(|&verb| joined && !resolver.knowledge.attribution.verbs.contains(doc.lemma(verb)))?;
    at_word(resolver, verb, around)
}

/// The places at a verb and at its objects and phrases.
fn at_clause(resolver: &Resolver<'_>, verb: TokenId, around: &Around<'_>) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let parts: Vec<TokenId> =
        doc.children(verb).filter(|&child| matches!(doc.tokens[child].relation, Relation::Obj | Relation::Obl)).collect();
    where_clause(resolver, verb)
        .or_else(|| at_word(resolver, verb, around))
        .or_else(|| at_owners(resolver, &parts, around))
        .or_else(|| {
            let clauses = parts.iter().flat_map(|&part| doc.children_by(part, Relation::AclRelcl)).collect::<Vec<_>>();
            at_owners(resolver, &clauses, around)
        })
}

/// Whether a clause below the act tells of the same place: a second deed without a subject of its own, or of the same voice, or one that "as" or
/// "when" joins.
fn goes_on(doc: &Document, anchor: TokenId, child: TokenId) -> bool {
    match doc.tokens[child].relation {
        Relation::Conj => {
            let subject = |relation| doc.child(child, relation).is_some();
            !subject(Relation::Nsubj) && (!subject(Relation::NsubjPass) || clause::is_passive(doc, anchor))
        }
        Relation::Advcl => doc
            .children_by(child, Relation::Mark)
            .chain(doc.children_by(child, Relation::Advmod))
            .any(|mark| JOINED.contains(&doc.lemma(mark))),
        Relation::Parataxis => clause::is_passive(doc, anchor) || doc.tokens[anchor].upos == Upos::ADV,
        _ => false,
    }
}

/// "in Melbourne for a summit": the noun hangs on the place.
fn held_in(resolver: &Resolver<'_>, noun: TokenId) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let place = doc
        .head(noun)
        .filter(|_| matches!(doc.tokens[noun].relation, Relation::Nmod | Relation::Obl) && doc.tokens[noun].upos.is_noun())?;
    let for_it = clause::preposition_of(doc, noun).is_some_and(|word| matches!(word.as_str(), "for" | "during" | "at"));
    if !for_it {
        return None;
    }
    // "travelled to Ankara for talks"
    if doc.tokens[place].upos == Upos::VERB {
        return directed(resolver, &[place], Category::Consult);
    }
    let reached = || clause::preposition_of(doc, place).is_some_and(|word| word == "to");
    (is_locative(doc, place) || reached()).then(|| named::of(resolver, place)).flatten()
}

/// Where the sides are: what a thing that strikes was thrown into, what the people struck had broken into, and where an actor is ("police in X").
pub fn sides(resolver: &Resolver<'_>, around: &Around<'_>) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let clauses = |heads: &[TokenId], relation: Relation| -> Vec<TokenId> {
        heads.iter().flat_map(|&head| doc.children_by(head, relation).collect::<Vec<_>>()).collect()
    };
    let anchor = around.light.unwrap_or(around.head);
    let subjects: Vec<TokenId> =
        doc.children(anchor).filter(|&child| doc.tokens[child].relation.universal() == "nsubj").collect();
    let thrown = clauses(&subjects, Relation::Acl);
    // "the bombing in Peshawar killed nine"
    let deeds: Vec<TokenId> = subjects.iter().copied().filter(|&subject| resolver.is_kind(subject, "thing")).collect();
    let struck = if around.category == Category::Assault { clauses(around.recipients, Relation::AclRelcl) } else { Vec::new() };
    directed(resolver, &thrown, around.category)
        .or_else(|| at_owners(resolver, &thrown, around))
        .or_else(|| at_owners(resolver, &deeds, around))
        .or_else(|| at_owners(resolver, &struck, around))
        .or_else(|| at_actor(resolver, around))
}

/// "Police in Mozambique fired tear gas", "a court in Paris": where those who act are said to be.
fn at_actor(resolver: &Resolver<'_>, around: &Around<'_>) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let phrases = around.actors.iter().flat_map(|&actor| doc.children_by(actor, Relation::Nmod).collect::<Vec<_>>());
    let local = |&phrase: &TokenId| {
        clause::preposition_of(doc, phrase).is_some_and(|word| matches!(word.as_str(), "in" | "at" | "outside" | "near"))
    };
    // A whole country tells of who they are more than of where they acted.
    phrases.filter(local).filter_map(|phrase| named::of(resolver, phrase)).find(|place| super::precision(place) > 1)
}
