//! Where the numbers of an act stand: the words around its trigger, its parties, and clauses of the same sentence that tell only what came of it.

use crate::matching::Match;
use crate::numbers::{Outcome, outcome, outcome_at};
use crate::{clause, phrase};
use document::{Document, Relation, TokenId, Upos};
use knowledge::Knowledge;

/// The tokens whose numbers are the act's.
pub fn of(doc: &Document, knowledge: &Knowledge, matches: &[Option<Match>], act: &Match) -> Vec<TokenId> {
    let top = act.light.unwrap_or(act.head);
    let keeps = |child: TokenId| child == act.head || act.belonging.contains(&child);
    let mut scope = own_words(doc, knowledge, matches, top, keeps);
    for &party in act.actors.iter().chain(&act.recipients) {
        scope.extend(phrase::conjuncts(doc, party).into_iter().flat_map(|head| phrase::extent(doc, head).ids()));
    }
    if let Some(verb) = outcome_above(doc, knowledge, matches, act) {
        scope.extend(own_words(doc, knowledge, matches, verb, |_| false));
    }
    scope
}

/// A subtree without clauses that tell acts of their own subject.
fn own_words(
    doc: &Document,
    knowledge: &Knowledge,
    matches: &[Option<Match>],
    top: TokenId,
    keeps: impl Fn(TokenId) -> bool,
) -> Vec<TokenId> {
    doc.subtree_where(top, |word, child| {
        let aftermath = || is_aftermath(doc, knowledge, matches, child);
        let own_clause = match doc.tokens[child].relation {
            Relation::Parataxis => !aftermath(),
            Relation::Ccomp | Relation::AclRelcl | Relation::Xcomp => true,
            Relation::Conj => word == top && !aftermath(),
            // "opened fire, killing 13": the outcome belongs to the act.
            Relation::Advcl => !is_result(doc, knowledge, child),
            _ => false,
        };
        !own_clause || keeps(child)
    })
}

/// A participle of outcome, alone or joined to one: "killing", "shattering windows and wounding four".
fn is_result(doc: &Document, knowledge: &Knowledge, verb: TokenId) -> bool {
    let tells = |verb: TokenId| {
        let lemma = doc.lemma(verb);
        let harms = matches!(outcome(knowledge, lemma), Some(Outcome::Death | Outcome::Injury));
        &*doc.tokens[verb].xpos == "VBG" && (harms || lemma == "leave")
    };
    tells(verb) || doc.children_by(verb, Relation::Conj).any(tells)
}

/// A clause that names no one who did it and tells an act of no rule: "..., and four guards died".
fn is_aftermath(doc: &Document, knowledge: &Knowledge, matches: &[Option<Match>], verb: TokenId) -> bool {
    doc.tokens[verb].upos == Upos::VERB && is_bare_outcome(doc, knowledge, matches, verb)
}

/// The verb of outcome that an act is told beside: "12 people died in attacks by rebels", "Four hurt as police fire tear gas", "the attack left nine
/// dead".
fn outcome_above(doc: &Document, knowledge: &Knowledge, matches: &[Option<Match>], act: &Match) -> Option<TokenId> {
    let at = act.light.unwrap_or(act.head);
    let head = doc.head(at)?;
    let noun = doc.tokens[at].upos.is_noun();
    let beside = match doc.tokens[at].relation {
        Relation::Obl => {
            noun && clause::preposition_of(doc, at).is_some_and(|word| matches!(word.as_str(), "in" | "during" | "after" | "by"))
        }
        Relation::Nsubj => noun,
        Relation::Advcl => {
            doc.children_by(at, Relation::Mark).any(|mark| matches!(doc.lemma(mark), "as" | "after" | "when" | "while"))
        }
        _ => false,
    };
    let leaves = doc.lemma(head) == "leave" && doc.tokens[at].relation == Relation::Nsubj;
    // Of "12 people died in attacks" the dead are those of the attacks, whatever rule speaks at the verb.
    let occasion = doc.tokens[at].relation == Relation::Obl
        && matches!(outcome(knowledge, doc.lemma(head)), Some(Outcome::Death | Outcome::Injury));
    (beside && (leaves || occasion || is_bare_outcome(doc, knowledge, matches, head))).then_some(head)
}

/// A word of death or injury that is no act of its own, or one only because an attack is told beside it.
fn is_bare_outcome(doc: &Document, knowledge: &Knowledge, matches: &[Option<Match>], word: TokenId) -> bool {
    let told = outcome_at(doc, knowledge, word);
    let leans = |act: &Match| knowledge.rules[act.rule].asks_for_passage();
    matches!(told, Some(Outcome::Death | Outcome::Injury)) && matches.get(word).and_then(Option::as_ref).is_none_or(leans)
}
