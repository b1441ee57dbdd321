//! Puts an event together from what each module finds, and says of every trigger that yielded none why.

use crate::attribution::Told;
use crate::entity::{Memo, Resolver};
use crate::focus::Focus;
use crate::matching::{self, Act, Acts, Heard, Match};
use crate::place::{self, Around};
use crate::when::{self, Carried};
use crate::{assertion, attribution, backoff, company, confidence, dictionary, modes, numbers, sides, topic, two_states};
use document::{Document, ParagraphKind, Relation, Sentence, TokenId, Upos};
use event::{Assertion, Category, Entity, Event, EventId, Found, Origin, Place, Source, rule_file};
use knowledge::{Knowledge, PartOfSpeech, Rule};
use span::Span;
use std::sync::Arc;

/// So many sentences before, a noun may refer back to.
const BACK: usize = 3;

/// Codes documents by one body of knowledge.
pub struct Coder {
    /// What it knows.
    pub knowledge: Knowledge,
}

/// What came of one document.
#[derive(Clone, Debug, Default)]
pub struct Coding {
    /// The events, in order of the text.
    pub events: Vec<Event>,
    /// The triggers that yielded none, in order of the text.
    pub no_events: Vec<NoEvent>,
}

/// A trigger that yielded no event, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoEvent {
    /// The trigger's head word.
    pub trigger: Span,
    /// The rule that looked at it.
    pub rule: Arc<str>,
    /// Why there is no event: one lower-case clause.
    pub reason: String,
}

/// What sentences before have told and a later one may lean on.
#[derive(Clone, Copy)]
struct Before<'b> {
    /// The day set earlier in the paragraph.
    when: Option<&'b Carried>,
    /// The sentence before, and the place of the act told last, in it or earlier in this one.
    place: Option<(Sentence, Option<&'b Found<Place>>)>,
}

impl Coder {
    /// All events of a document.
    pub fn code(&self, doc: &Document) -> Coding {
        let mut coding = Coding::default();
        if doc.tokens.is_empty() {
            return coding;
        }
        let focus = Focus::of(doc, &self.knowledge);
        let topics = topic::of(doc, &self.knowledge);
        let as_of = doc.text.metadata.published.map(|published| published.date);
        let memo = Memo::default();
        let resolver = Resolver { doc, knowledge: &self.knowledge, focus: &focus, as_of, memo: &memo };
        let discards = &self.knowledge.dictionaries.discards;
        if let Some((token, discard)) = dictionary::discard::of_story(doc, discards) {
            let reason = "a dictionary discards articles with these words".to_string();
            coding.no_events.push(NoEvent { trigger: doc.tokens[token].span, rule: discard.id.clone(), reason });
            return coding;
        }
        let matches = self.matches(&resolver, &mut coding);
        let mut carried: Option<(u32, Carried)> = None;
        let mut placed: Option<Found<Place>> = None;
        for (number, sentence) in doc.sentences.iter().enumerate() {
            let mut own: Option<Carried> = None;
            let mut own_place: Option<Found<Place>> = None;
            let sentence_before = number.checked_sub(1).map(|before| doc.sentences[before]);
            let discarded = dictionary::discard::of_sentence(doc, discards, sentence);
            for head in sentence.tokens.ids() {
                let Some(found) = &matches[head] else { continue };
                if let Some(discard) = discarded {
                    let reason = format!("a dictionary discards sentences with `{}` ({})", discard.words.join(" "), discard.id);
                    coding.no_events.push(self.no_event(doc, found, reason));
                    continue;
                }
                let set_before = carried.as_ref().filter(|(paragraph, _)| *paragraph == sentence.paragraph).map(|(_, when)| when);
                let told_before = Before {
                    when: set_before,
                    place: sentence_before.map(|before| (before, own_place.as_ref().or(placed.as_ref()))),
                };
                let before = coding.events.len();
                if refers_to_told(doc, &self.knowledge.rules[found.rule], found, &coding.events) {
                    coding.no_events.push(self.no_event(doc, found, "the noun refers back to an act told before".to_string()));
                    continue;
                }
                for found in std::iter::once(found.clone()).chain(found.other_direction()) {
                    let event = self.event(&resolver, &matches, &found, sentence, told_before);
                    match event.and_then(|event| topic::admitted(&topics, &resolver, &found, event)) {
                        Ok(event) => {
                            let told = event.assertion.value == Assertion::Actual && event.when.value.stretch().is_some();
                            // What a relative clause tells by the way does not move the story on.
                            let by_the_way = matches!(doc.tokens[head].relation, Relation::AclRelcl | Relation::Acl);
                            if told && own.is_none() && !by_the_way {
                                own = Some(Carried { when: event.when.value.clone(), historical: event.historical.value });
                            }
                            coding.events.push(event);
                        }
                        Err(reason) => coding.no_events.push(self.no_event(doc, &found, reason)),
                    }
                }
                own_place = coding.events[before..].iter().find_map(|event| event.place.clone()).or(own_place);
            }
            if let Some(when) = own.or_else(|| when::set_by(doc, sentence, as_of)) {
                carried = Some((sentence.paragraph, when));
            }
            placed = own_place;
        }
        coding.no_events.sort_by_key(|no_event| (no_event.trigger, no_event.rule.clone()));
        coding
    }

    /// The best rule at every token. Conditions on acts need the acts of the first round.
    fn matches(&self, resolver: &Resolver<'_>, coding: &mut Coding) -> Vec<Option<Match>> {
        let doc = resolver.doc;
        let told = dictionary::told(resolver);
        let precedence = self.knowledge.dictionaries.precedence;
        let hear = |acts: &Acts, head: TokenId| -> Heard {
            let mut rules = Heard::default();
            let found = dictionary::decide(told.get(head).and_then(Option::as_ref), precedence, || {
                rules = matching::at(resolver, acts, head);
                rules.found.take()
            });
            Heard { found, ..rules }
        };
        let none: Acts = vec![None; doc.tokens.len()];
        let mut heard: Vec<Heard> = (0..doc.tokens.len()).map(|head| hear(&none, head)).collect();
        let act =
            |found: &Match| Act { category: self.knowledge.rules[found.rule].category, recipients: found.recipients.clone() };
        let acts: Acts = heard.iter().map(|heard| heard.found.as_ref().map(act)).collect();
        for (head, slot) in heard.iter_mut().enumerate().filter(|(_, first)| first.asks_for_acts) {
            *slot = hear(&acts, head);
        }
        for refusal in heard.iter().filter(|heard| heard.found.is_none()).flat_map(|heard| &heard.refusals) {
            coding.no_events.push(NoEvent {
                trigger: doc.tokens[refusal.head].span,
                rule: self.knowledge.rules[refusal.rule].id.clone(),
                reason: refusal.reason.clone(),
            });
        }
        let mut found: Vec<Option<Match>> = heard.into_iter().map(|heard| heard.found).collect();
        for (told, token) in told.iter().zip(&doc.tokens) {
            let Some(told) = told.as_ref().filter(|told| dictionary::is_heard_first(told, precedence)) else { continue };
            if let dictionary::Verdict::NoEvent { id, code } = &told.verdict {
                let reason = format!("a dictionary has the code {code} for these words, which is no event");
                coding.no_events.push(NoEvent { trigger: token.span, rule: id.clone(), reason });
            }
        }
        // A noun that belongs to a verb's trigger is no trigger of its own.
        let belonging: Vec<TokenId> = found.iter().flatten().flat_map(|found| found.belonging.clone()).collect();
        for word in belonging {
            found[word] = None;
        }
        // The light verb of a noun that has its own rule gives way to the more telling of the two.
        let lights: Vec<(TokenId, TokenId)> =
            found.iter().flatten().filter_map(|found| Some((found.light?, found.head))).collect();
        for (light, noun) in lights {
            let verb_has_object = found[light].as_ref().is_some_and(|verb| verb.belonging.contains(&noun));
            if !verb_has_object {
                found[light] = None;
            }
        }
        company::lend_sides(resolver, &mut found);
        for act in backoff::running::told(resolver, &found) {
            let head = act.head;
            found[head] = Some(act);
        }
        found
    }

    fn no_event(&self, doc: &Document, found: &Match, reason: String) -> NoEvent {
        NoEvent { trigger: doc.tokens[found.head].span, rule: self.knowledge.rules[found.rule].id.clone(), reason }
    }

    /// The event that a match makes, or why it makes none.
    fn event(
        &self,
        resolver: &Resolver<'_>,
        matches: &[Option<Match>],
        found: &Match,
        sentence: &Sentence,
        before: Before<'_>,
    ) -> Result<Event, String> {
        let doc = resolver.doc;
        let rule = &self.knowledge.rules[found.rule];
        let paragraph = doc.text.paragraphs[sentence.paragraph as usize].kind;
        if paragraph == ParagraphKind::Furniture {
            return Err("page furniture".to_string());
        }
        refers_back(doc, rule, found)?;
        if only_describes(doc, found) {
            return Err("a participle before its noun, which says who somebody is".to_string());
        }
        if rule.category == Category::Accuse && names_in_passing(doc, found) {
            return Err("names a thing in passing".to_string());
        }
        let reality = assertion::of(doc, &self.knowledge, matches, found);
        if let Some(reason) = &reality.swallowed {
            return Err(reason.clone());
        }
        let (category, asserted) = settled(rule.category, &reality);
        // "If they march, we will hit back": the words are said now, whatever they speak of.
        let speaks_of_future = is_speech(category) && reality.to_come() && asserted.value == Assertion::Actual;
        let is_utterance = category != rule.category && category != Category::Reject || speaks_of_future;
        let in_heading = paragraph == ParagraphKind::Heading;
        let speaks = is_speech(category);
        let reports = attribution::reports_beside(resolver, found.head, &reality.reported_by);
        let act = when::Act {
            head: found.head,
            light: found.light,
            reality: &reality,
            reports: &reports,
            carried: before.when,
            in_heading,
            is_utterance,
            speaks,
        };
        let when = when::of(doc, act);
        let published = doc.text.metadata.published.map(|published| published.date);
        // Who held which office is asked as of the day of the act.
        let then = when.value.days().map(|(first, _)| first).or(published);
        let resolver = &Resolver { as_of: then, ..*resolver };
        let refusal = (category == Category::Reject && rule.category != category).then(|| sides::refused_side(doc, found));
        let sided = refusal.as_ref().unwrap_or(found);
        let (actors, mut recipients) = sides::of(resolver, rule, sided, &reality)?;
        let historical = when::is_historical(&when.value, when::told_on(doc)) || when.origin == when::FAR_BACK;
        let modes = modes::of(doc, &self.knowledge, rule, category, found.head, found.light);
        let mode_names: Vec<&str> = modes.iter().map(|mode| mode.value.as_str()).collect();
        let is_force = matches!(category, Category::Assault | Category::Mobilize | Category::Protest | Category::Retreat);
        let numbers = numbers::of(resolver, matches, found, is_force);
        let trigger = trigger_span(doc, &self.knowledge, category, found);
        let accusers = reality.alleged_by.and_then(|above| matches[above].as_ref()).map_or(&[][..], |above| &above.actors);
        let told = Told { head: found.head, reported_by: &reality.reported_by, accusers, in_heading };
        let mut sources: Vec<Source> =
            attribution::of(resolver, told).into_iter().filter(|source| !(speaks && utters(doc, source, &actors))).collect();
        two_states::told_where_filed(resolver, matches, found, &mut sources);
        let around = Around {
            head: found.head,
            belonging: &found.belonging,
            light: found.light,
            actors: &found.actors,
            recipients: &found.recipients,
            category,
            at_recipient: category == Category::Assault || mode_names.contains(&"visit"),
            is_utterance: speaks,
            before: before.place,
        };
        let place = place::of(resolver, around);
        let set_at = [place.as_ref().and_then(Found::span), when.span()];
        if rule.asks_for_passage() && set_at.into_iter().flatten().any(|span| sets_apart(doc, found.head, span)) {
            return Err("has a place or day of its own, so it did not come of what was told before".to_string());
        }
        sides::of_the_place(resolver, rule.category, &sided.recipients, &mut recipients, place.as_ref());
        let origin = match rule.is_learnt() {
            true => Origin::Model(Arc::from(backoff::embedded().version.as_str())),
            false => Origin::Rule(rule.id.clone()),
        };
        if rule.is_learnt() && asserted.value != Assertion::Actual {
            return Err("the learnt back-off speaks of what happened only".to_string());
        }
        let mut event = Event {
            id: EventId::of(doc.text.id, trigger, category, &actors, &recipients),
            document: doc.text.id,
            sentence: sentence.span,
            paragraph,
            trigger,
            category: Found::at(category, trigger, origin.clone()),
            contexts: modes::contexts(resolver, rule, found.head),
            cameo: cameo(rule, category),
            scale: self.knowledge.ontology.scale(category, &mode_names),
            modes,
            actors,
            recipients,
            historical: Found {
                value: historical,
                evidence: when.evidence.clone(),
                origin: Origin::Engine("more than a year before publication"),
            },
            assertion: asserted,
            when,
            place,
            attribution: sources,
            dead: numbers.dead,
            injured: numbers.injured,
            arrested: numbers.arrested,
            size: numbers.size,
            quantities: numbers.others,
            confidence: 0.0,
            origin,
            knowledge: self.knowledge.version.clone(),
            model: doc.model.clone(),
        };
        event.confidence = confidence::of(doc, rule, &event);
        Ok(event)
    }
}

/// "what it called terrorist camps" names a thing in passing and is no act of naming.
fn names_in_passing(doc: &Document, found: &Match) -> bool {
    doc.tokens[found.head].relation == Relation::AclRelcl && doc.head(found.head).is_some_and(|head| doc.lemma(head) == "what")
}

/// Whether words for a place or day hang on an act itself, and on none of its parties: "eleven died at Gao", but not "two residents of Gao died".
fn sets_apart(doc: &Document, act: TokenId, words: Span) -> bool {
    let within = doc.sentence_of(act).tokens.ids();
    let mut hung = within.filter(|&token| words.contains(doc.tokens[token].span)).filter_map(|token| {
        let above = |&at: &TokenId| doc.head(at);
        std::iter::successors(Some(token), above).take(64).find(|&at| doc.head(at) == Some(act))
    });
    hung.any(|top| !doc.tokens[top].relation.is_subject() && doc.tokens[top].relation != Relation::Obj)
}

/// A noun that merely refers back to an act, or is part of another noun's name, is not coded (contract, decision 1).
fn refers_back(doc: &Document, rule: &Rule, found: &Match) -> Result<(), String> {
    let noun =
        rule.triggers.iter().any(|trigger| trigger.part_of_speech == PartOfSpeech::Noun) && doc.tokens[found.head].upos.is_noun();
    if !noun {
        return Ok(());
    }
    if doc.tokens[found.head].relation == Relation::Compound {
        return Err("part of a compound noun".to_string());
    }
    if found.actors.is_empty() && found.recipients.is_empty() {
        return Err("neither side is named at the noun".to_string());
    }
    Ok(())
}

/// "Police arrested the editor on Monday. Since his arrest ...": a noun of which the only party is a pronoun refers back, where the act has been told in one of
/// the sentences before (contract, decision 1).
fn refers_to_told(doc: &Document, rule: &Rule, found: &Match, events: &[Event]) -> bool {
    let mut sides = found.actors.iter().chain(&found.recipients);
    let noun = doc.tokens[found.head].upos.is_noun() && found.light.is_none();
    if !noun || !sides.all(|&side| doc.tokens[side].upos == Upos::PRON) {
        return false;
    }
    let here = doc.sentence_number(found.head);
    let near = doc.sentences[here.saturating_sub(BACK)].span.start;
    let same = |event: &Event| matches!(&event.origin, Origin::Rule(id) if rule_file(id) == rule_file(&rule.id));
    events.iter().rev().take_while(|event| event.trigger.start >= near).any(same)
}

/// "The ousted premier", "a recently outlawed party": a participle before its noun, with no party of its own, tells who somebody is and
/// refers back to an act as a noun does.
fn only_describes(doc: &Document, found: &Match) -> bool {
    let token = &doc.tokens[found.head];
    let before = token.relation == Relation::Amod && doc.head(found.head).is_some_and(|noun| noun > found.head);
    // "recently outlawed", "Togo-based", "jailed or exiled"
    let bare = doc.children(found.head).all(|child| match doc.tokens[child].relation {
        Relation::Advmod | Relation::Punct | Relation::Cc | Relation::Conj => true,
        Relation::Compound => doc.tokens[child].upos == Upos::PROPN,
        _ => false,
    });
    before && token.upos == Upos::VERB && matches!(&*token.xpos, "VBN" | "VBD") && bare
}

/// The category and assertion that come out when the future is reckoned in.
fn settled(category: Category, reality: &assertion::Reality) -> (Category, Found<Assertion>) {
    if reality.refused && reality.assertion.value == Assertion::Negated && assertion::future::refusal_mode(category).is_some() {
        let mut assertion = reality.assertion.clone();
        assertion.value = Assertion::Actual;
        return (Category::Reject, assertion);
    }
    let announced = reality.to_come();
    if !announced {
        return (category, reality.assertion.clone());
    }
    let (category, value) = assertion::future::in_future(category);
    let mut assertion = reality.assertion.clone();
    assertion.value = value;
    (category, assertion)
}

/// The CAMEO code of the rule; where the future made an agreement of it, CAMEO's intent to cooperate.
fn cameo(rule: &Rule, category: Category) -> Option<String> {
    if category == rule.category {
        return rule.cameo.clone();
    }
    Some(str::to_string(match (rule.category, category) {
        (Category::Consult, _) => "036",
        (Category::Aid, _) => "033",
        (Category::Cooperate, _) => "031",
        (Category::Retreat, _) => "035",
        _ => "030",
    }))
}

/// The words of a trigger: a light verb or belonging words are part of it where they stand near. What is asked for has not happened and is none
/// ("called for the release"), unless the verb says nothing without it ("made a request").
fn trigger_span(doc: &Document, knowledge: &Knowledge, category: Category, found: &Match) -> Span {
    let head = doc.tokens[found.head].span;
    let asks = category == Category::Request
        && doc.tokens[found.head].upos == Upos::VERB
        && !knowledge.classes.contains("light", doc.lemma(found.head));
    let parts = found.belonging.iter().filter(|&&word| !(asks && doc.tokens[word].upos.is_noun())).chain(found.light.iter());
    parts.filter(|&&word| word.abs_diff(found.head) <= 4).fold(head, |span, &word| span.cover(doc.tokens[word].span))
}

/// Categories whose act is an utterance: who utters it is its actor and no source (contract, decision 11).
fn is_speech(category: Category) -> bool {
    matches!(
        category,
        Category::Agree
            | Category::Support
            | Category::Concede
            | Category::Request
            | Category::Accuse
            | Category::Reject
            | Category::Threaten
    )
}

/// Whether a source is one of the actors: by its own words, by what they stand for, or by "we" and "I" in its quotation.
fn utters(doc: &Document, source: &Source, actors: &[Entity]) -> bool {
    let Some(mention) = source.entity.mention else { return false };
    let said = [Some(mention), source.entity.antecedent];
    actors.iter().any(|actor| {
        let own = [actor.mention, actor.antecedent];
        let met = own.iter().flatten().any(|own| said.iter().flatten().any(|said| own.overlaps(*said)));
        let first_person = actor.mention.is_some_and(|own| matches!(doc.words(own).to_lowercase().as_str(), "we" | "i" | "us"));
        // "On Monday the ministry drew a red line: leave, it said": nobody else is there to be "it".
        let unresolved = source.entity.antecedent.is_none()
            && matches!(doc.words(mention).to_lowercase().as_str(), "it" | "he" | "she" | "they");
        met || first_person || unresolved
    })
}
