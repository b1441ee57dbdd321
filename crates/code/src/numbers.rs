//! How many: the quantities of an act, told apart by what is counted (contract, decision 12).

use crate::matching::Match;
use crate::phrase;
use document::{Document, Quantity, QuantityKind, Relation, TokenId, TokenRange};
use event::{Count, Side};
use knowledge::Knowledge;

/// The numbers of one act.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// Deaths.
    pub dead: Option<Count>,
    /// Injuries.
    pub injured: Option<Count>,
    /// Arrests.
    pub arrested: Option<Count>,
    /// The size of the force, crowd or convoy that acts.
    pub size: Option<Count>,
    /// All others.
    pub others: Vec<Count>,
}

/// What befalls people, each told by the words of the class of that name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Death,
    Injury,
    Arrest,
}

/// The outcome that a word tells.
fn outcome(knowledge: &Knowledge, lemma: &str) -> Option<Outcome> {
    let classes = [("death", Outcome::Death), ("injury", Outcome::Injury), ("arrest", Outcome::Arrest)];
    classes.into_iter().find(|(class, _)| knowledge.classes.contains(class, lemma)).map(|(_, outcome)| outcome)
}

/// Reads the numbers at and under a trigger; `is_force` says that the actor's own number is the size of a force, crowd or convoy.
pub fn of(doc: &Document, knowledge: &Knowledge, act: &Match, is_force: bool) -> Numbers {
    let mut numbers = Numbers::default();
    let scope = scope(doc, knowledge, act.light.unwrap_or(act.head), act.head, &act.belonging);
    for quantity in doc.quantities_within(doc.sentence_of(act.head).tokens) {
        if matches!(quantity.kind, QuantityKind::OfTime | QuantityKind::Ordinal)
            || !quantity.tokens.ids().any(|token| scope.contains(&token))
        {
            continue;
        }
        let Some(first) = quantity.tokens.ids().next() else { continue };
        if doc.time_at(first).is_some() {
            continue;
        }
        let side = side(doc, quantity, &act.actors, &act.recipients);
        let count = count(doc, quantity, side);
        let target = match outcome_of(doc, knowledge, quantity, act.head) {
            Some(Outcome::Death) => &mut numbers.dead,
            Some(Outcome::Injury) => &mut numbers.injured,
            Some(Outcome::Arrest) if side != Some(Side::Actor) => &mut numbers.arrested,
            _ if side == Some(Side::Actor) && is_force => &mut numbers.size,
            _ => {
                numbers.others.push(count);
                continue;
            }
        };
        match target {
            None => *target = Some(count),
            Some(_) => numbers.others.push(count),
        }
    }
    numbers
}

/// The tokens whose numbers are the act's: the trigger's subtree without clauses that tell acts of their own subject.
fn scope(doc: &Document, knowledge: &Knowledge, top: TokenId, head: TokenId, belonging: &[TokenId]) -> Vec<TokenId> {
    doc.subtree_where(top, |word, child| {
        let own_clause = match doc.tokens[child].relation {
            Relation::Ccomp | Relation::Parataxis | Relation::AclRelcl | Relation::Xcomp => true,
            Relation::Conj => word == top,
            // "opened fire, killing 13": the outcome belongs to the act.
            Relation::Advcl => !result(doc, knowledge, child),
            _ => false,
        };
        !own_clause || child == head || belonging.contains(&child)
    })
}

/// A participle of outcome: "killing", "wounding", "leaving".
fn result(doc: &Document, knowledge: &Knowledge, verb: TokenId) -> bool {
    let lemma = doc.lemma(verb);
    let harms = matches!(outcome(knowledge, lemma), Some(Outcome::Death | Outcome::Injury));
    &*doc.tokens[verb].xpos == "VBG" && (harms || lemma == "leave")
}

/// What befell those counted: told by the nearest word above them that tells death, injury or arrest, up to the trigger.
fn outcome_of(doc: &Document, knowledge: &Knowledge, quantity: &Quantity, trigger: TokenId) -> Option<Outcome> {
    let told = |word: TokenId| outcome(knowledge, doc.lemma(word));
    let mut at = quantity.counted.map(|token| token as TokenId).or_else(|| quantity.tokens.ids().next_back())?;
    for _ in 0..6 {
        // "nine people were dead": the state hangs on those counted.
        let state = doc.children(at).find(|&child| matches!(doc.lemma(child), "dead" | "injured" | "wounded"));
        if let Some(outcome) = told(at).or_else(|| told(state?)) {
            return Some(outcome);
        }
        if at == trigger {
            return None;
        }
        let head = doc.head(at)?;
        // "left nine dead": it hangs on the verb beside them.
        let left = (doc.lemma(head) == "leave").then(|| doc.children_by(head, Relation::Xcomp).find_map(told)).flatten();
        if left.is_some() {
            return left;
        }
        at = head;
    }
    None
}

fn side(doc: &Document, quantity: &Quantity, actors: &[TokenId], recipients: &[TokenId]) -> Option<Side> {
    let token = quantity.counted.map(|token| token as TokenId).or_else(|| quantity.tokens.ids().next_back())?;
    let within = |heads: &[TokenId]| {
        heads.iter().flat_map(|&head| phrase::conjuncts(doc, head)).any(|head| {
            let range: TokenRange = phrase::extent(doc, head);
            range.contains(token)
        })
    };
    if within(actors) {
        return Some(Side::Actor);
    }
    within(recipients).then_some(Side::Recipient)
}

fn count(doc: &Document, quantity: &Quantity, side: Option<Side>) -> Count {
    let unit = match quantity.kind {
        QuantityKind::Percent => Some("percent".to_string()),
        _ => quantity.counted.map(|token| doc.lemma(token as TokenId).to_lowercase()),
    };
    Count { low: quantity.low, high: quantity.high, words: quantity.span, unit, side }
}
