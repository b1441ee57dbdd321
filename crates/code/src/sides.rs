//! The two sides of an event: the parties of its phrases, set right by what the other side and the place tell.

use crate::entity::{Identity, Nature, Resolver, is_lent};
use crate::matching::{self, Match};
use crate::two_states::{between_states, not_against_itself, not_its_own, of_the_other, over_against, threatened};
use crate::{assertion, clause, nobody, private};
use document::{Document, Relation, TokenId, Upos};
use event::{Category, Entity, Found, Origin, Place};
use knowledge::{Atom, Rule};
use span::Span;
use std::sync::Arc;

/// The two sides; without a known agent, the one unknown actor of the contract's decision 7.
pub(crate) fn of(
    resolver: &Resolver<'_>,
    rule: &Rule,
    found: &Match,
    reality: &assertion::Reality,
) -> Result<(Vec<Entity>, Vec<Entity>), String> {
    let origin = |slot: &str| Origin::Rule(Arc::from(format!("{} {slot}", rule.id)));
    let resolve = |heads: &[TokenId], slot: &str| -> Vec<Entity> {
        let all = heads.iter().flat_map(|&head| resolver.entities(head, &origin(slot)));
        let mut once: Vec<Entity> = Vec::new();
        for entity in all.map(|entity| without_the_act(resolver.doc, found, heads, entity)) {
            let again = once.iter().any(|known| {
                known.mention == entity.mention
                    && known.code.as_ref().map(|code| &code.value) == entity.code.as_ref().map(|code| &code.value)
            });
            if !again {
                once.push(entity);
            }
        }
        once
    };
    let doers: Vec<TokenId> =
        found.actors.iter().copied().filter(|&head| !is_scene(resolver, rule.category, found, head)).collect();
    let mut actors = resolve(&doers, "actor");
    if actors.is_empty() && reality.to_come() {
        // "The army announced that the roads would be cut off": who announces it will do it.
        let announcer = reality.reported_by.first().map(|&verb| clause::place(resolver.doc, verb, &[], None, &Atom::Subject));
        actors = resolve(&announcer.unwrap_or_default(), "actor");
    }
    let mut recipients = resolve(&found.recipients, "recipient");
    not_oneself(resolver, found, &actors, &mut recipients);
    let told = |entity: &Entity| entity.code.as_ref().is_some_and(|code| !is_lent(code));
    recipients.retain(|entity| told(entity) || !is_no_party(resolver, rule.category, &found.recipients, entity));
    if let Some(reason) = nobody::in_particular(resolver, found, &actors, &recipients) {
        return Err(reason.to_string());
    }
    not_against_itself(resolver, found, &mut actors);
    of_the_other(resolver, rule.category, found, &actors, &mut recipients);
    not_its_own(resolver, rule.category, &actors, &mut recipients);
    over_against(resolver, found, &mut recipients);
    if rule.category == Category::Threaten {
        no_own_state(resolver, &actors, &found.recipients, &mut recipients);
        if recipients.is_empty() {
            recipients.extend(threatened(resolver, found, &actors));
        }
    }
    between_states(resolver, rule, found, &mut actors, &mut recipients);
    if actors.is_empty() && recipients.is_empty() {
        return Err("neither side is known or implied".to_string());
    }
    if private::affair(resolver, rule.category, found, &actors, &recipients) {
        return Err("an affair of private people".to_string());
    }
    if actors.is_empty() {
        actors.push(unknown_actor());
    }
    Ok((actors, recipients))
}

/// "The attack in the city of Gao, which killed nine": a place that a relative clause hangs on has done no violence.
fn is_scene(resolver: &Resolver<'_>, category: Category, found: &Match, head: TokenId) -> bool {
    let doc = resolver.doc;
    let mut verb = found.head;
    while doc.tokens[verb].relation == Relation::Conj
        && let Some(first) = doc.head(verb)
    {
        verb = first;
    }
    let relative = doc.tokens[verb].relation == Relation::AclRelcl && doc.head(verb) == Some(head);
    let place =
        || resolver.is_kind(head, "place") || resolver.knowledge.classes.contains("settlement", &matching::singular(doc, head));
    category == Category::Assault && relative && place()
}

/// "The premier called the president to congratulate him": whoever acts does it to another than himself, the one named last before the pronoun.
fn not_oneself(resolver: &Resolver<'_>, found: &Match, actors: &[Entity], recipients: &mut [Entity]) {
    let doc = resolver.doc;
    let of_actors =
        |span: Span| actors.iter().flat_map(|actor| [actor.mention, actor.antecedent]).flatten().any(|own| own.overlaps(span));
    for &head in
        found.recipients.iter().filter(|&&head| matches!(doc.lemma(head), "he" | "she" | "they" | "him" | "her" | "them"))
    {
        let span = crate::phrase::mention(doc, head);
        let himself = |entity: &&mut Entity| entity.mention == Some(span) && entity.antecedent.is_some_and(of_actors);
        let Some(entity) = recipients.iter_mut().find(himself) else { continue };
        let first = doc.sentence_of(head).tokens.start as TokenId;
        let person = |&other: &TokenId| {
            let whole = doc.tokens[other].upos.is_noun()
                && !matches!(
                    doc.tokens[other].relation,
                    Relation::NmodPoss | Relation::Flat | Relation::Compound | Relation::NmodDesc | Relation::Amod
                );
            whole && !of_actors(crate::phrase::span(doc, other)) && resolver.is_kind(other, "person")
        };
        if let Some(other) = (first..head).rev().find(person) {
            let identity = Identity { antecedent: Some(crate::phrase::span(doc, other)), ..resolver.identity(other) };
            *entity = crate::entity::entity(span, identity, &entity.origin.clone());
        }
    }
}

/// Whether an entity on the recipient's side without a code is a mere thing: what is moved about or marched past is no party, and a road, bridge or
/// checkpoint that is closed is the place (contract, decision 8). Things that force is done to, or that are taken, stay.
fn is_no_party(resolver: &Resolver<'_>, category: Category, heads: &[TokenId], entity: &Entity) -> bool {
    if category == Category::Assault {
        return false;
    }
    let Some(head) = head_of(resolver, heads, entity) else { return false };
    // A town or a strait that no table knows is somebody's only where force is used on it.
    if entity.code.is_some() {
        return category != Category::Coerce && resolver.is_unknown_place(head);
    }
    if !resolver.is_kind(head, "thing") {
        return false;
    }
    // "The dealings of a hotel group", "the minister's plan": the thing stands for whoever it belongs to.
    let doc = resolver.doc;
    let owned = doc
        .children_by(head, Relation::NmodPoss)
        .chain(clause::preposition(doc, head, "of"))
        .any(|owner| resolver.asked(owner, |owner| matches!(owner.nature, Nature::Body | Nature::State)));
    if owned {
        return false;
    }
    let always = !matches!(category, Category::Coerce | Category::Sanction);
    always || resolver.knowledge.classes.contains("way", &matching::singular(resolver.doc, head))
}

/// "Two men killed in the raid": the act is no part of the words of whom it is done to.
fn without_the_act(doc: &Document, found: &Match, heads: &[TokenId], entity: Entity) -> Entity {
    let trigger = doc.tokens[found.head].span;
    let Some(mention) = entity.mention.filter(|mention| mention.overlaps(trigger)) else { return entity };
    let mut all = heads.iter().flat_map(|&head| crate::phrase::conjuncts(doc, head));
    let plain = all.find(|&head| crate::phrase::mention(doc, head) == mention).map(|head| crate::phrase::span(doc, head));
    Entity { mention: plain.or(Some(mention)), ..entity }
}

/// The head, among those of a side and what is coordinated with them, whose words an entity is.
pub(crate) fn head_of(resolver: &Resolver<'_>, heads: &[TokenId], entity: &Entity) -> Option<TokenId> {
    let doc = resolver.doc;
    let mut all = heads.iter().flat_map(|&head| crate::phrase::conjuncts(doc, head));
    all.find(|&head| [crate::phrase::mention(doc, head), crate::phrase::span(doc, head)].map(Some).contains(&entity.mention))
}

fn unknown_actor() -> Entity {
    Entity {
        mention: None,
        antecedent: None,
        code: None,
        sector: Some(Found::silent("UNK".to_string(), Origin::Engine("no agent is named"))),
        identifier_id: None,
        identifier_text: None,
        cameo: None,
        origin: Origin::Engine("no agent is named"),
    }
}

/// "The rebels will not talk with the government": of the two sides of a reciprocal act only the subject refuses, the other is refused.
pub(crate) fn refused_side(doc: &Document, found: &Match) -> Match {
    let subject = clause::place(doc, found.light.unwrap_or(found.head), &found.belonging, None, &Atom::Subject);
    let (own, others): (Vec<TokenId>, Vec<TokenId>) = found.actors.iter().partition(|actor| subject.contains(actor));
    if found.recipients.is_empty() && (own.is_empty() || others.is_empty()) {
        return Match { recipients: awaited(doc, found), ..found.clone() };
    }
    if own.is_empty() || others.is_empty() {
        return found.clone();
    }
    Match { actors: own, recipients: others.into_iter().chain(found.recipients.iter().copied()).collect(), ..found.clone() }
}

/// "The union will not end the strike until the mayor pays": of whom a refusal demands something first.
fn awaited(doc: &Document, found: &Match) -> Vec<TokenId> {
    let verb = found.light.unwrap_or(found.head);
    let condition = |&clause: &TokenId| {
        doc.children_by(clause, Relation::Mark).any(|mark| matches!(doc.lemma(mark), "until" | "unless" | "before" | "till"))
    };
    let clauses = doc.children_by(verb, Relation::Advcl).filter(condition);
    clauses.flat_map(|clause| clause::place(doc, clause, &[], None, &Atom::Subject)).collect()
}

/// Sectors of people who hold no office and bear no arms.
const ORDINARY: [&str; 7] = ["CVL", "AGR", "EDU", "MED", "LAB", "BUS", "REF"];

/// "A paint factory in Gdynia burned", "bombs fell on a hillside near Gdynia", "an American drone killed a farmer in Somalia": a building, town, piece of
/// land or ordinary person that nothing gives to anybody is taken for that of the country where the deed was done (contract, decision 8: what is acted upon
/// stands for its owner).
pub(crate) fn of_the_place(
    resolver: &Resolver<'_>,
    category: Category,
    heads: &[TokenId],
    recipients: &mut [Entity],
    place: Option<&Found<Place>>,
) {
    if !matches!(category, Category::Assault | Category::Coerce) {
        return;
    }
    let Some((place, country)) = place.and_then(|place| Some((place, place.value.country_code.as_ref()?))) else { return };
    let unowned = |entity: &&mut Entity| entity.code.as_ref().is_none_or(is_lent);
    let is_noun = |head: TokenId| resolver.doc.tokens[head].upos == Upos::NOUN;
    for entity in recipients.iter_mut().filter(unowned) {
        let ordinary = entity.sector.as_ref().is_none_or(|sector| ORDINARY.contains(&sector.value.as_str()));
        let stands = |head| {
            resolver.is_building(head) || resolver.is_land(head) || ordinary && is_noun(head) && resolver.is_kind(head, "person")
        };
        if head_of(resolver, heads, entity).is_some_and(stands) {
            let span = place.value.words;
            entity.code = Some(Found::at(country.clone(), span, Origin::Engine("the country where the deed was done")));
        }
    }
}

/// "The premier warned that Ruria would hit back", "that its troops would": whoever threatens does not threaten the state that he speaks for, nor those of its
/// people who are to do what he threatens with.
fn no_own_state(resolver: &Resolver<'_>, actors: &[Entity], heads: &[TokenId], recipients: &mut Vec<Entity>) {
    let acts = |own: &str| actors.iter().filter_map(|actor| actor.code.as_ref()).any(|code| code.value == own);
    let doc = resolver.doc;
    let its_doer = |head: TokenId| doc.tokens[head].relation.is_subject() && doc.child(head, Relation::NmodPoss).is_some();
    let own = |head: TokenId| match its_doer(head) {
        true => resolver.asked(head, |identity| identity.code.as_ref().is_some_and(|code| acts(&code.value))),
        false => matching::state_code(resolver, head).is_some_and(|code| acts(&code)),
    };
    let spans: Vec<_> = heads.iter().filter(|&&head| own(head)).map(|&head| crate::phrase::mention(doc, head)).collect();
    recipients.retain(|entity| entity.mention.is_none_or(|mention| !spans.contains(&mention)));
}
