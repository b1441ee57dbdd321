//! What kind of article this is, where its kind says that words of force are used for something else: sport, fiction, markets, nature.
//!
//! A topic is shown by its own words, several different ones and in many sentences, so that a bomb at a stadium or a ban on a film stays what it is.
//! Which words those are, and whose acts are events all the same, is knowledge.

use crate::entity::Resolver;
use crate::matching::Match;
use crate::modes::stands_at;
use document::{Document, TokenId};
use event::Event;
use knowledge::{Knowledge, Topic};
use std::collections::BTreeSet;

/// One sentence in so many must have a word of the topic: an aside about a match makes no report of sport.
const ONE_IN: usize = 4;

/// The topics of a document.
pub fn of<'k>(doc: &Document, knowledge: &'k Knowledge) -> Vec<&'k Topic> {
    let topics = &knowledge.topics;
    let mut words: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); topics.all.len()];
    let mut sentences: Vec<usize> = vec![0; topics.all.len()];
    for sentence in &doc.sentences {
        let mut here: BTreeSet<usize> = BTreeSet::new();
        for token in sentence.tokens.ids() {
            let (lemma, form) = (doc.lower_lemma(token), doc.lower_form(token));
            let by_form = topics.beginning_with(&form).iter().filter(|_| form != lemma);
            for (topic, phrase) in topics.beginning_with(&lemma).iter().chain(by_form) {
                if stands_at(doc, token, phrase) {
                    words[*topic].insert(phrase);
                    here.insert(*topic);
                }
            }
        }
        here.into_iter().for_each(|topic| sentences[topic] += 1);
    }
    let shown = |at: usize| words[at].len() >= topics.all[at].least && sentences[at] * ONE_IN >= doc.sentences.len();
    topics.all.iter().enumerate().filter(|(at, _)| shown(*at)).map(|(_, topic)| topic).collect()
}

/// The event, or why an article on these topics does not tell it.
pub fn admitted(topics: &[&Topic], resolver: &Resolver<'_>, found: &Match, event: Event) -> Result<Event, String> {
    let category = event.category.value;
    let silenced = |topic: &&&Topic| {
        (topic.silences.is_empty() || topic.silences.contains(&category))
            && !topic.unless.iter().any(|kind| match kind.as_str() {
                "historical" => event.historical.value,
                kind => found.actors.iter().chain(&found.recipients).any(|&side| is_kind(resolver, side, kind)),
            })
    };
    match topics.iter().find(silenced) {
        Some(topic) => Err(format!("the article is about {}", topic.name)),
        None => Ok(event),
    }
}

/// Whether a side is of a kind; a country is none but `state`, for its name may be a team's.
fn is_kind(resolver: &Resolver<'_>, side: TokenId, kind: &str) -> bool {
    resolver.is_kind(side, kind) && (kind == "state" || !resolver.is_kind(side, "state"))
}
