//! The signs that speak for a category between two given sides: what the rules made of the sentence, and what they refused to make.

use super::fit::{self, Fit};
use super::pair::Pair;
use crate::{Coding, NoEvent};
use document::Document;
use event::{Assertion, Category, Event, Origin};
use knowledge::{Knowledge, Rule};
use span::Span;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Names of signs, with their strength.
pub type Signs = BTreeMap<String, f64>;

/// A pair with everything that was found around it.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The document.
    pub doc: &'a Document,
    /// The knowledge that it was coded by.
    pub knowledge: &'a Knowledge,
    /// What came of it.
    pub coding: &'a Coding,
    /// The actor's bytes.
    pub actor: Span,
    /// The recipient's bytes.
    pub recipient: Span,
}

/// A trigger that yielded no event, with its rule.
pub type Refused<'a> = (&'a NoEvent, &'a Rule);

impl<'a> Asked<'a> {
    /// The event of a category that fits the pair best.
    pub fn event(&self, pair: &Pair, category: Category) -> Option<&'a Event> {
        let own = self.ruled().filter(|event| event.category.value == category);
        own.max_by_key(|event| {
            let place = self.on_path(pair, event.trigger);
            (self.fit(event), place.is_some(), Reverse(place.map_or(usize::MAX, |(depth, _)| depth)), Reverse(event.trigger))
        })
    }

    /// The events that rules made: what the back-off itself has found is no sign for it.
    fn ruled(&self) -> impl Iterator<Item = &'a Event> + use<'a> {
        self.coding.events.iter().filter(|event| !matches!(event.origin, Origin::Model(_)))
    }

    /// The refused trigger of a category that is nearest to the pair.
    pub fn refusal(&self, pair: &Pair, category: Category) -> Option<Refused<'a>> {
        let own = self.refusals().filter(|(_, rule)| rule.category == category);
        own.min_by_key(|(refusal, _)| self.on_path(pair, refusal.trigger).map_or(usize::MAX, |(depth, _)| depth))
    }

    fn refusals(&self) -> impl Iterator<Item = Refused<'a>> {
        let knowledge = self.knowledge;
        let with_rule = move |refusal: &'a NoEvent| {
            let rule = knowledge.rules.iter().find(|rule| rule.id == refusal.rule)?;
            Some((refusal, rule))
        };
        self.coding.no_events.iter().filter_map(with_rule)
    }

    fn fit(&self, event: &Event) -> Fit {
        fit::fit(event, self.actor, self.recipient)
    }

    /// Where on the path between the sides a trigger stands: its place, and the name of the part.
    fn on_path(&self, pair: &Pair, trigger: Span) -> Option<(usize, &'static str)> {
        let path = pair.path();
        let at = path.iter().position(|&word| self.doc.tokens[word].span.overlaps(trigger))?;
        Some((at, pair.part(path[at])))
    }

    /// The refused trigger that stands nearest to the two, those between them first.
    fn nearest_refusal(&self) -> Option<Refused<'a>> {
        self.refusals().min_by_key(|(refusal, _)| {
            let outside = !self.actor.cover(self.recipient).contains(refusal.trigger);
            let distance = fit::gap(refusal.trigger, self.actor) + fit::gap(refusal.trigger, self.recipient);
            (outside, distance, refusal.trigger)
        })
    }

    /// The signs of each category, in the manual's order.
    pub fn signs(&self, pair: &Pair) -> Vec<Signs> {
        let best = fit::best(self.ruled(), self.actor, self.recipient);
        let nearest = self.nearest_refusal();
        let silent = !self.ruled().any(|event| self.on_path(pair, event.trigger).is_some());
        Category::ALL
            .into_iter()
            .map(|category| {
                let mut names: Vec<String> = Vec::new();
                if let Some(event) = self.event(pair, category) {
                    let fit = self.fit(event);
                    names.push(format!("event, {}", fit.name()));
                    if let Some((_, part)) = self.on_path(pair, event.trigger) {
                        names.push(format!("event, {part}"));
                        if matches!(fit, Fit::One | Fit::Both) {
                            names.push("event of a side on the path".to_string());
                        }
                    }
                    names.push(format!("event, {}", event.assertion.value.name()));
                }
                if best.is_some_and(|best| best.category.value == category) {
                    names.push("event that fits best".to_string());
                }
                if let Some((refusal, _)) = self.refusal(pair, category) {
                    names.push("refused".to_string());
                    if self.on_path(pair, refusal.trigger).is_some() {
                        names.push("refused on the path".to_string());
                        if silent {
                            names.push("refused on a path without events".to_string());
                        }
                    }
                }
                if nearest.is_some_and(|(_, rule)| rule.category == category) {
                    names.push("refused nearest".to_string());
                    if self.ruled().next().is_none() {
                        names.push("refused nearest, without events".to_string());
                    }
                }
                if category == Category::Reject {
                    names.extend(best.and_then(unmade).map(str::to_string));
                }
                names.into_iter().map(|name| (name, 1.0)).collect()
            })
            .collect()
    }
}

/// A cooperative act that was not done, or a hostile one that is denied, speaks for a rejection.
fn unmade(event: &Event) -> Option<&'static str> {
    match event.assertion.value {
        Assertion::Negated if event.category.value.quad_code() <= 2 => Some("cooperation that did not come about"),
        Assertion::Denied => Some("denied"),
        _ => None,
    }
}
