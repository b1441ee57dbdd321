//! How many: the quantities of an act, told apart by what is counted (contract, decision 12).

use crate::phrase;
use document::{Document, Quantity, QuantityKind, Relation, TokenId, TokenRange};
use event::{Count, Side};

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

const DEADLY: [&str; 16] = [
    "kill",
    "die",
    "dead",
    "death",
    "slay",
    "massacre",
    "execute",
    "assassinate",
    "murder",
    "behead",
    "gun",
    "shoot",
    "fatality",
    "slaughter",
    "lynch",
    "drown",
];
const HURTFUL: [&str; 8] = ["wound", "injure", "hurt", "injury", "wounded", "injured", "maim", "hospitalize"];
const ARRESTING: [&str; 9] = ["arrest", "detain", "jail", "round", "imprison", "detention", "apprehend", "hold", "custody"];

/// Reads the numbers at and under a trigger.
pub fn of(
    doc: &Document,
    head: TokenId,
    belonging: &[TokenId],
    light: Option<TokenId>,
    actors: &[TokenId],
    recipients: &[TokenId],
    is_force: bool,
) -> Numbers {
    let mut numbers = Numbers::default();
    let scope = scope(doc, light.unwrap_or(head), head, belonging);
    for quantity in doc.quantities_within(doc.sentence_of(head).tokens) {
        if matches!(quantity.kind, QuantityKind::OfTime | QuantityKind::Ordinal)
            || !quantity.tokens.ids().any(|token| scope.contains(&token))
        {
            continue;
        }
        let Some(first) = quantity.tokens.ids().next() else { continue };
        if doc.time_at(first).is_some() {
            continue;
        }
        let side = side(doc, quantity, actors, recipients);
        let count = count(doc, quantity, side);
        let governor = governor(doc, quantity, head);
        let target = if DEADLY.contains(&governor) {
            &mut numbers.dead
        } else if HURTFUL.contains(&governor) {
            &mut numbers.injured
        } else if ARRESTING.contains(&governor) && side != Some(Side::Actor) {
            &mut numbers.arrested
        } else if side == Some(Side::Actor) && is_force {
            &mut numbers.size
        } else {
            numbers.others.push(count);
            continue;
        };
        match target {
            None => *target = Some(count),
            Some(_) => numbers.others.push(count),
        }
    }
    numbers
}

/// The tokens whose numbers are the act's: the trigger's subtree without clauses that tell acts of their own subject.
fn scope(doc: &Document, top: TokenId, head: TokenId, belonging: &[TokenId]) -> Vec<TokenId> {
    doc.subtree_where(top, |word, child| {
        let own_clause = match doc.tokens[child].relation {
            Relation::Ccomp | Relation::Parataxis | Relation::AclRelcl | Relation::Xcomp => true,
            Relation::Conj => word == top,
            // "opened fire, killing 13": the outcome belongs to the act.
            Relation::Advcl => !result(doc, child),
            _ => false,
        };
        !own_clause || child == head || belonging.contains(&child)
    })
}

/// A participle of outcome: "killing", "wounding", "leaving".
fn result(doc: &Document, verb: TokenId) -> bool {
    let lemma = doc.lemma(verb);
    &*doc.tokens[verb].xpos == "VBG" && (DEADLY.contains(&lemma) || HURTFUL.contains(&lemma) || lemma == "leave")
}

/// The word that says what befell those counted: the nearest word above them that tells death, injury or arrest, up to the trigger.
fn governor<'d>(doc: &'d Document, quantity: &Quantity, trigger: TokenId) -> &'d str {
    let Some(mut at) = quantity.counted.map(|token| token as TokenId).or_else(|| quantity.tokens.ids().next_back()) else {
        return "";
    };
    let tells = |lemma: &str| DEADLY.contains(&lemma) || HURTFUL.contains(&lemma) || ARRESTING.contains(&lemma);
    for _ in 0..6 {
        if tells(doc.lemma(at)) {
            return doc.lemma(at);
        }
        // "left nine dead", "nine people were dead"
        if let Some(state) = doc.children(at).find(|&child| matches!(doc.lemma(child), "dead" | "injured" | "wounded")) {
            return doc.lemma(state);
        }
        if at == trigger {
            break;
        }
        let Some(head) = doc.head(at) else { break };
        if doc.lemma(head) == "leave"
            && let Some(state) = doc.children_by(head, Relation::Xcomp).find(|&child| tells(doc.lemma(child)))
        {
            return doc.lemma(state);
        }
        at = head;
    }
    ""
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
