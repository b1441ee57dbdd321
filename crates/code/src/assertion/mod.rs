//! Whether an act is said to have happened: negation, auxiliaries, conjunctions and the words above it.
//!
//! The way from the trigger to the root of its sentence is walked once; the outermost operator decides (contract, decision 4). What stands at
//! the act itself is read in `own`, what stands above it in `above`; what the future makes of an act is in [`future`]. [`happened`] judges
//! any predicate, with or without a rule.

mod above;
pub mod future;
pub mod happened;
mod own;

use crate::matching::Match;
use document::{Document, TokenId};
use event::{Assertion, Found, Origin};
use knowledge::{Effect, Knowledge, Operator};
use span::Span;

/// What the walk found.
#[derive(Clone, Debug)]
pub struct Reality {
    /// The assertion with its evidence.
    pub assertion: Found<Assertion>,
    /// Whether it is set in the future by its own words ("will", "going to").
    pub future: bool,
    /// Whether its actor will not do it ("will not lift the ban"): a refusal.
    pub refused: bool,
    /// The act is no event of its own, and why.
    pub swallowed: Option<String>,
    /// The verbs above it that report it, innermost first, for attribution.
    pub reported_by: Vec<TokenId>,
    /// The trigger of the accusation or claim that it is the content of: who utters that says that it happened.
    pub alleged_by: Option<TokenId>,
}

impl Reality {
    /// Whether the act is still to come: set in the future by its own words, or announced.
    pub fn to_come(&self) -> bool {
        self.future || self.assertion.value == Assertion::Announced
    }
}

/// Walks from a match to the root.
pub fn of(doc: &Document, knowledge: &Knowledge, matches: &[Option<Match>], found: &Match) -> Reality {
    let mut walk = Walk {
        doc,
        knowledge,
        state: None,
        future: None,
        refused: false,
        progressive: None,
        declared: false,
        conditional: false,
        cancelled: None,
        swallowed: None,
        reported_by: Vec::new(),
        alleged_by: None,
    };
    walk.own(found.head, &found.belonging);
    let mut at = found.light.unwrap_or(found.head);
    if found.light.is_some() {
        // "is planning an attack": the verb that carries the noun says at once what becomes of it.
        walk.operators_at(at, found.head);
        walk.own(at, &[found.head]);
    }
    let mut steps = 0;
    while let Some(head) = doc.head(at) {
        steps += 1;
        if steps > 64 || !walk.step(at, head, matches, found) {
            break;
        }
        at = head;
    }
    if doc.head(at).is_none() {
        walk.question(at);
    }
    walk.future_in_the_past();
    walk.planned_progressive();
    let (value, span, origin) = walk.state.unwrap_or((Assertion::Actual, None, Origin::Engine("told without any mark")));
    let evidence = span.into_iter().collect();
    Reality {
        assertion: Found { value, evidence, origin },
        future: walk.future.is_some(),
        refused: walk.refused,
        swallowed: walk.swallowed,
        reported_by: walk.reported_by,
        alleged_by: walk.alleged_by,
    }
}

/// The state of the walk: what has been found up to a word.
struct Walk<'a> {
    doc: &'a Document,
    knowledge: &'a Knowledge,
    state: Option<(Assertion, Option<Span>, Origin)>,
    future: Option<TokenId>,
    refused: bool,
    progressive: Option<TokenId>,
    declared: bool,
    /// The act is a noun that takes part in something merely possible ("an attack would be treated as ..."): no plan of its actor's.
    conditional: bool,
    /// A governing word whose own negation has been reckoned in ("did not deny").
    cancelled: Option<TokenId>,
    swallowed: Option<String>,
    reported_by: Vec<TokenId>,
    alleged_by: Option<TokenId>,
}

impl Walk<'_> {
    fn set(&mut self, value: Assertion, word: TokenId, origin: Origin) {
        self.state = Some((value, Some(self.doc.tokens[word].span), origin));
        self.future = None;
    }

    fn clear(&mut self) {
        self.state = None;
        self.future = None;
    }

    fn apply(&mut self, operator: &Operator, word: TokenId) {
        match operator.effect {
            // "failed to prevent them from floating leaflets": they did float them.
            Effect::Gives(Assertion::Negated | Assertion::Attempted) if matches!(self.state, Some((Assertion::Negated, ..))) => {
                self.state = None;
            }
            Effect::Gives(value) => self.set(value, word, Origin::Rule(operator.id.clone())),
            Effect::Nothing => self.swallow(format!("`{}` leaves no event ({})", self.doc.form(word), operator.id)),
        }
    }

    fn swallow(&mut self, reason: String) {
        self.swallowed.get_or_insert(reason);
    }
}
