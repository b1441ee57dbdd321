//! What the two sides tell of each other where an article is about two countries: whose "the army", "its diplomats" and "two villagers" are.

use crate::entity::{BESIDE, HOME, Resolver, STATE_BEFORE, is_lent, is_organ_of_state};
use crate::filed;
use crate::matching::{self, Match};
use document::{Relation, TokenId};
use event::{Category, Entity, Found, Origin, Source, SourceKind};
use knowledge::Rule;

/// Modes of force that soldiers use on people before them, who may as well be their own.
const AT_HAND: [&str; 8] = ["abduct", "beat", "crowd-control", "execute", "firearms", "sexual", "targeted", "torture"];

/// The origin of a country that is told by that of the other side.
const THE_OTHER: Origin = Origin::Engine("the other of the two countries");

/// "The army fired on Lebanon": a state's own organs do not act on it by its name. Between two countries the army is then the other's; else whose it is is not
/// told, though the article be about Lebanon. Nor does it meet itself: "the president was in talks with China".
pub(crate) fn not_against_itself(resolver: &Resolver<'_>, found: &Match, actors: &mut [Entity]) {
    let others = found.recipients.iter().chain(&found.actors);
    let mut states: Vec<String> = others.filter_map(|&head| matching::state_code(resolver, head)).collect();
    // "The ministry summoned the Chinese ambassador": an envoy is never with his own ministry.
    let doc = resolver.doc;
    let envoys = found.recipients.iter().filter(|&&head| {
        resolver.knowledge.classes.contains("envoys", &matching::singular(doc, head))
            && doc.child(head, Relation::NmodPoss).is_none()
    });
    let told = |code: &Found<String>| (!is_supposed(code)).then(|| code.value.clone());
    states.extend(envoys.filter_map(|&head| resolver.asked(head, |identity| identity.code.as_ref().and_then(told))));
    let speaks_for_it = |actor: &Entity| actor.sector.as_ref().is_some_and(|sector| is_organ_of_state(&sector.value));
    for actor in actors.iter_mut().filter(|actor| speaks_for_it(actor)) {
        let Some(code) = actor.code.as_mut().filter(|code| is_lent(code) && states.contains(&code.value)) else { continue };
        match resolver.focus.opponent_of(&code.value) {
            Some(other) => (code.value, code.origin) = (other, THE_OTHER),
            None => actor.code = None,
        }
    }
}

/// "The premier said that Mali would hit back if Togo attacked": where an article is about two countries, a threat in which nobody is named is
/// against the other one, if its sentence or the one before names it.
pub(crate) fn threatened(resolver: &Resolver<'_>, found: &Match, actors: &[Entity]) -> Option<Entity> {
    let [actor] = actors else { return None };
    let own = actor.code.as_ref().filter(|code| is_organ(actor) && !is_supposed(code))?;
    let other = resolver.focus.opponent_of(&own.value)?;
    let doc = resolver.doc;
    let sentence = doc.sentence_of(found.head);
    let before = (sentence.tokens.start as TokenId).checked_sub(1).map(|last| doc.sentence_of(last));
    let first = before.filter(|before| before.paragraph == sentence.paragraph).unwrap_or(sentence).tokens.start as TokenId;
    let mentions = resolver.focus.mentions_before(sentence.tokens.end as TokenId);
    let (token, _) = mentions.iter().rev().take_while(|(token, _)| *token >= first).find(|(_, code)| *code == other)?;
    let origin = Origin::Engine("the other of the two countries, named beside the threat");
    Some(crate::entity::entity(doc.tokens[*token].span, resolver.identity(*token), &origin))
        .filter(|entity| entity.code.is_some())
}

/// Whether a country is one that the phrase itself does not tell.
pub fn is_supposed(code: &Found<String>) -> bool {
    is_lent(code) || code.origin == STATE_BEFORE
}

/// Whether somebody is of a government or its forces.
fn is_organ(entity: &Entity) -> bool {
    entity.sector.as_ref().is_some_and(|sector| matches!(sector.value.as_str(), "GOV" | "MIL" | "SPY"))
}

/// Whether somebody is of those against whom a state uses force at home: rebels, criminals, its opposition, its police.
fn is_hunted_at_home(entity: &Entity) -> bool {
    entity
        .sector
        .as_ref()
        .is_some_and(|sector| ["REB", "PRM", "UAF", "CRM", "COP", "OPP", "PTY"].contains(&sector.value.as_str()))
}

/// "The foreign ministry summoned the Malian ambassador", "Malian shelling killed two villagers": where the article is about two countries and one side tells its
/// own, who is on the other side and would be of the same country by supposition alone is of the other. Arrests are made at home as well, and force is used there
/// against rebels and protesters, so that between two countries it is soldiers, officials, ordinary people and things that are the other's, unless a place
/// beside them says where they are.
pub(crate) fn between_states(
    resolver: &Resolver<'_>,
    rule: &Rule,
    found: &Match,
    actors: &mut [Entity],
    recipients: &mut [Entity],
) {
    let about_several = resolver.focus.international || resolver.focus.rivals.is_some();
    if !about_several || rule.category == Category::Coerce {
        return;
    }
    let force = rule.category == Category::Assault;
    let at_hand = rule.modes.iter().any(|mode| AT_HAND.contains(&mode.as_str()));
    let told = |side: &[Entity]| -> Option<String> {
        let [one] = side else { return None };
        one.code.as_ref().filter(|code| is_organ(one) && !is_supposed(code)).map(|code| code.value.clone())
    };
    let meant = |entity: &Entity, is_hit: bool| match force {
        false => is_organ(entity),
        true => is_organ(entity) || is_hit && !at_hand && !is_hunted_at_home(entity),
    };
    let amend = |side: &mut [Entity], told: Option<String>, is_hit: bool| {
        let Some(told) = told else { return };
        // "Malian jets bombed a hillside": what lies open, or stands there, and is nobody's by its words.
        for entity in side.iter_mut().filter(|entity| force && is_hit && entity.code.is_none() && entity.sector.is_none()) {
            let head = crate::sides::head_of(resolver, &found.recipients, entity);
            let stands = head.is_some_and(|head| resolver.is_building(head) || resolver.is_land(head));
            let (Some(span), Some(other)) = (entity.mention.filter(|_| stands), resolver.focus.opponent_of(&told)) else {
                continue;
            };
            entity.code = Some(Found::at(other, span, THE_OTHER));
        }
        for entity in side.iter_mut().filter(|entity| meant(entity, is_hit)) {
            let Some(code) = entity.code.as_mut().filter(|code| is_supposed(code) && code.value == told) else { continue };
            let other = if force && code.origin == BESIDE { None } else { resolver.focus.opponent_of(&told) };
            let other = other
                .or_else(|| if force { resolver.focus.only_other(&told) } else { resolver.focus.counterpart(&told, found.head) });
            if let Some(other) = other {
                (code.value, code.origin) = (other, THE_OTHER);
            }
        }
    };
    let (actor, recipient) = (told(actors), told(recipients));
    amend(actors, recipient, false);
    amend(recipients, actor, true);
}

/// "Rwanda accused the former colonial power": a state that acts under its own name acts on another by such words.
pub(crate) fn over_against(resolver: &Resolver<'_>, found: &Match, recipients: &mut [Entity]) {
    let acting: Vec<String> = found.actors.iter().filter_map(|&head| matching::state_code(resolver, head)).collect();
    let [own] = &acting[..] else { return };
    for entity in recipients {
        let Some(code) = entity.code.clone().filter(|code| is_supposed(code) && code.value == *own) else { continue };
        let other = crate::sides::head_of(resolver, &found.recipients, entity).is_some_and(|head| {
            resolver.knowledge.classes.contains("other-states", &matching::singular(resolver.doc, head))
                && resolver.doc.child(head, Relation::NmodPoss).is_none()
        });
        if other {
            let counterpart = resolver.focus.counterpart(own, found.head);
            entity.code = counterpart.map(|value| Found { value, origin: THE_OTHER, ..code });
        }
    }
}

/// "Rwanda gave its diplomats two days to leave": no state expels its own diplomats, so that they are those of the other country.
pub(crate) fn of_the_other(
    resolver: &Resolver<'_>,
    category: Category,
    found: &Match,
    actors: &[Entity],
    recipients: &mut [Entity],
) {
    if category != Category::Sanction {
        return;
    }
    let doc = resolver.doc;
    let [actor] = actors else { return };
    let Some(own) = actor.code.as_ref().map(|code| &code.value) else { return };
    for &head in &found.recipients {
        let diplomats = resolver.knowledge.classes.contains("envoys", &matching::singular(doc, head));
        let owner = doc.child(head, Relation::NmodPoss).filter(|&owner| state_named(resolver, owner).is_none());
        if !diplomats || owner.is_none() {
            continue;
        }
        let span = crate::phrase::mention(doc, head);
        let mistaken =
            |entity: &&mut Entity| entity.mention == Some(span) && entity.code.as_ref().is_some_and(|code| code.value == *own);
        for entity in recipients.iter_mut().filter(mistaken) {
            if let (Some(code), Some(other)) = (entity.code.as_mut(), resolver.focus.counterpart(own, found.head)) {
                (code.value, code.origin) = (other, THE_OTHER);
                entity.sector = Some(Found::at("GOV".to_string(), span, Origin::Engine("people of a mission")));
            }
        }
    }
}

/// "Malian guns fired on the post, the army said", filed in Togo: who tells of strikes and is of a country by supposition alone is of the one where the report
/// was filed, if its forces strike or he would be of those who do.
pub(crate) fn told_where_filed(resolver: &Resolver<'_>, matches: &[Option<Match>], found: &Match, sources: &mut [Source]) {
    let attack = |act: &&Match| resolver.knowledge.rules[act.rule].category == Category::Assault;
    let supposed = |source: &Source| source.kind != SourceKind::Outlet && source.entity.code.as_ref().is_some_and(is_supposed);
    if !attack(&found) || !sources.iter().any(supposed) {
        return;
    }
    let Some(filed) = filed::country(resolver.doc, resolver.knowledge, resolver.focus) else { return };
    let sentence = resolver.doc.sentence_of(found.head).tokens;
    let doers = matches[sentence.ids()].iter().flatten().filter(attack).flat_map(|act| &act.actors);
    let told = |&head: &TokenId| {
        resolver.asked(head, |identity| identity.code.as_ref().filter(|code| !is_supposed(code)).map(|code| code.value.clone()))
    };
    let doers: Vec<String> = doers.filter_map(told).collect();
    for source in sources.iter_mut().filter(|source| supposed(source)) {
        let between = |code: &&mut Found<String>| doers.contains(&code.value) || doers.contains(&filed);
        let Some(code) = source.entity.code.as_mut().filter(between) else { continue };
        (code.value, code.origin) = (filed.clone(), Origin::Engine("the country where the report was filed"));
    }
}

/// The state that a possessor names outright.
fn state_named(resolver: &Resolver<'_>, owner: TokenId) -> Option<String> {
    matching::state_code(resolver, owner).filter(|_| !crate::phrase::is_pronoun(resolver.doc, owner))
}

/// "Lithuania barred eleven officials" in an article about Georgia: a government that has the other side's country only because it was named before it
/// in the sentence is that of the country that the article is about.
pub(crate) fn not_its_own(resolver: &Resolver<'_>, category: Category, actors: &[Entity], recipients: &mut [Entity]) {
    if resolver.focus.international || !matches!(category, Category::Sanction | Category::Accuse | Category::Threaten) {
        return;
    }
    let Some(home) = resolver.focus.country() else { return };
    let acts = |own: &str| actors.iter().filter_map(|actor| actor.code.as_ref()).any(|code| code.value == own);
    for code in recipients.iter_mut().filter_map(|entity| entity.code.as_mut()) {
        if code.origin == STATE_BEFORE && code.value != home && acts(&code.value) {
            code.value = home.to_string();
            code.origin = HOME;
        }
    }
}
