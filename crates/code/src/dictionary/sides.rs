//! Who the two sides of a dictionary's act are: the places of the pattern, else the subject and the first party behind the verb.

use super::pattern::{Bound, is_party};
use super::{Told, Verdict};
use crate::clause;
use crate::entity::Resolver;
use crate::matching::{Match, is_time};
use document::TokenId;
use knowledge::Atom;
use knowledge::dictionaries::Outcome;

/// Source and target.
pub(super) type Sides = (Vec<TokenId>, Vec<TokenId>);

/// Prepositions whose phrase may be the target where no object is a party, in order.
const TARGETS: [&str; 9] = ["against", "to", "with", "on", "at", "from", "for", "into", "in"];

/// Who does it and to whom.
pub(super) fn of(resolver: &Resolver<'_>, head: TokenId, bound: &Bound) -> Sides {
    if let Some(both) = bound.both {
        return (vec![both], Vec::new());
    }
    let subject = subject(resolver, head, &bound.belonging);
    match (bound.source, bound.target) {
        (Some(source), Some(target)) => (vec![source], vec![target]),
        // "protests from Ruria" at a verb whose subject is protested against
        (Some(source), None) if !subject.is_empty() && !subject.contains(&source) => (vec![source], subject),
        (Some(source), None) => (vec![source], target(resolver, head, &[source], &bound.belonging)),
        // "Ruria received threats from Boru": the subject is the target
        (None, Some(whom)) if subject.contains(&whom) => {
            let agents: Vec<TokenId> =
                ["by", "from"].iter().flat_map(|word| place(resolver, head, &bound.belonging, word)).take(1).collect();
            let others = || target(resolver, head, &[whom], &bound.belonging);
            (if agents.is_empty() { others() } else { agents }, vec![whom])
        }
        (None, Some(whom)) => (subject, vec![whom]),
        (None, None) => {
            let target = target(resolver, head, &subject, &bound.belonging);
            (subject, target)
        }
    }
}

fn subject(resolver: &Resolver<'_>, head: TokenId, belonging: &[TokenId]) -> Vec<TokenId> {
    let mut found = clause::place(resolver.doc, head, belonging, None, &Atom::Subject);
    found.retain(|&word| !is_time(resolver.doc, word));
    found
}

fn place(resolver: &Resolver<'_>, head: TokenId, belonging: &[TokenId], preposition: &str) -> Vec<TokenId> {
    clause::place(resolver.doc, head, belonging, None, &Atom::Preposition(preposition.to_string()))
}

/// The first party that is an object or stands in a phrase of the verb; else its object, though it be a word of the pattern ("shelled the tower").
fn target(resolver: &Resolver<'_>, head: TokenId, others: &[TokenId], belonging: &[TokenId]) -> Vec<TokenId> {
    let doc = resolver.doc;
    let objects = || [Atom::Object, Atom::Indirect].into_iter().flat_map(|atom| clause::place(doc, head, belonging, None, &atom));
    let phrases = TARGETS.iter().flat_map(|word| place(resolver, head, belonging, word));
    let mut free =
        objects().chain(phrases).filter(|word| !others.contains(word) && !belonging.contains(word) && !is_time(doc, *word));
    if let Some(party) = free.find(|&word| is_party(resolver, word)) {
        return vec![party];
    }
    let object = clause::place(doc, head, &[], None, &Atom::Object);
    object.into_iter().filter(|word| !others.contains(word) && !is_time(doc, *word)).take(1).collect()
}

/// Whether somebody is among some phrases.
pub(super) fn has_party(resolver: &Resolver<'_>, heads: &[TokenId]) -> bool {
    heads.iter().any(|&head| is_party(resolver, head))
}

/// Whether both sides are somebody, as the code of a verb by itself asks for: the coders that dictionaries were made for yield nothing else. A passive
/// may leave unsaid who does it; who parley stand on one side together.
pub(super) fn are_both_parties(resolver: &Resolver<'_>, head: TokenId, (source, target): &Sides) -> bool {
    let unsaid = source.is_empty() && clause::is_passive(resolver.doc, head);
    let together = source.iter().any(|&word| crate::phrase::conjuncts(resolver.doc, word).len() > 1);
    (has_party(resolver, source) && (together || has_party(resolver, target))) || (unsaid && has_party(resolver, target))
}

/// What an outcome makes of the sides.
pub(super) fn verdict(head: TokenId, outcome: &Outcome, belonging: Vec<TokenId>, (source, target): Sides) -> Verdict {
    let make = |rule: usize, actors: Vec<TokenId>, recipients: Vec<TokenId>, turned: Option<usize>| {
        let belonging = belonging.iter().copied().filter(|word| !actors.contains(word) && !recipients.contains(word)).collect();
        Verdict::Act(Match { head, belonging, light: None, rule, turned, actors, recipients })
    };
    match (outcome.rule, outcome.turned) {
        (Some(rule), None) if outcome.mutual => make(rule, source.into_iter().chain(target).collect(), Vec::new(), None),
        (Some(rule), turned) => make(rule, source, target, turned),
        (None, Some(turned)) => make(turned, target, source, None),
        (None, None) => Verdict::NoEvent { id: outcome.id.clone(), code: outcome.code.clone() },
    }
}

impl Told {
    /// A verdict of a pattern or transformation.
    pub(super) fn by_pattern(verdict: Verdict) -> Told {
        Told { verdict, by_pattern: true }
    }
}
