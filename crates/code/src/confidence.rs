//! How sure an event is: the learnt share of such events that are right in category and both sides.
//!
//! [`signs`] says what of an event may tell; what each sign is worth is learnt by `standoff train-backoff` from the example articles, never
//! from development gold. `standoff eval` prints how well it holds.

use crate::backoff::{self, Signs};
use crate::two_states::is_supposed;
use document::{Document, ParagraphKind};
use event::{Category, Entity, Event};
use knowledge::Rule;
use span::Span;
use std::collections::BTreeSet;

/// Bytes between a trigger and a side that are many.
const FAR: u32 = 60;

/// So many words make a sentence long.
const LONG: usize = 35;

/// The likelihood, from 0 to 1, that an event that a rule made is right.
pub fn of(doc: &Document, rule: &Rule, event: &Event) -> f64 {
    let signs: Signs = signs(doc, rule, event).into_iter().map(|sign| (sign, 1.0)).collect();
    let likelihood = backoff::by_signs(&backoff::embedded().confidence, &[signs, Signs::new()])[0];
    // The example articles hold too few acts that no rule knows to teach how sure those are.
    if rule.is_learnt() { likelihood / 2.0 } else { likelihood }
}

/// What of an event may tell whether it is right.
pub fn signs(doc: &Document, rule: &Rule, event: &Event) -> BTreeSet<String> {
    let mut signs = BTreeSet::from(["always".to_string()]);
    let mut say = |sign: String| {
        signs.insert(sign);
    };
    say(format!("category {}", event.category.value));
    say(format!("assertion {}", event.assertion.value.name()));
    if event.category.value != rule.category {
        say("category turned by the future or a refusal".to_string());
    }
    let demands =
        rule.conditions.len() + rule.triggers.first().map_or(0, |trigger| trigger.demands.len() + trigger.particles.len());
    say(format!("demands {}", demands.min(3)));
    if event.paragraph != ParagraphKind::Body {
        say("no running text".to_string());
    }
    let sentence = doc.sentences.iter().find(|sentence| sentence.span == event.sentence);
    if sentence.is_some_and(|sentence| sentence.tokens.ids().len() > LONG) {
        say("long sentence".to_string());
    }
    let is_mutual = event.actors.len() > 1 && event.recipients.is_empty();
    if event.recipients.is_empty() && !is_mutual {
        say(format!("no recipient, {}", if needs_recipient(event.category.value) { "needed" } else { "not needed" }));
    }
    for (name, side) in [("actor", &event.actors), ("recipient", &event.recipients)] {
        if side.len() > 1 {
            say(format!("{name}: several"));
        }
        side.iter().for_each(|entity| of_side(name, entity, event.trigger, &mut say));
    }
    if event.historical.value {
        say("historical".to_string());
    }
    if !event.attribution.is_empty() {
        say("attributed".to_string());
    }
    signs
}

fn of_side(name: &str, entity: &Entity, trigger: Span, say: &mut impl FnMut(String)) {
    let Some(mention) = entity.mention else { return say(format!("{name}: unsaid")) };
    match &entity.code {
        None => say(format!("{name}: unknown")),
        Some(code) if is_supposed(code) => say(format!("{name}: country supposed")),
        Some(_) => say(format!("{name}: known")),
    }
    if entity.antecedent.is_some() {
        say(format!("{name}: by reference"));
    }
    if backoff::fit::gap(mention, trigger) > FAR {
        say(format!("{name}: far"));
    }
}

/// Categories that the manual gives a recipient in every case, and those that hardly go without one.
fn needs_recipient(category: Category) -> bool {
    matches!(
        category,
        Category::Cooperate | Category::Aid | Category::Sanction | Category::Accuse | Category::Assault | Category::Coerce
    )
}
