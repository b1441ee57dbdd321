//! Affairs of private people: what somebody of whom nothing public is known says, promises or asks for among his like is no politics. Force and
//! protest are no private affair, whoever takes part.

use crate::entity::Resolver;
use crate::matching::Match;
use crate::two_states::is_supposed;
use document::{NameKind, Relation, TokenId, Upos};
use event::{Category, Entity};

/// Whether an act is an affair of private people on all sides.
pub(crate) fn affair(
    resolver: &Resolver<'_>,
    category: Category,
    found: &Match,
    actors: &[Entity],
    recipients: &[Entity],
) -> bool {
    let all = || actors.iter().chain(recipients);
    let unplaced = |entity: &Entity| entity.code.is_none() && !is_public(entity);
    let people = || found.actors.iter().all(|&head| resolver.is_kind(head, "person"));
    if category == Category::Consult && people() && all().all(unplaced) {
        return true;
    }
    let forceful =
        matches!(category, Category::Assault | Category::Coerce | Category::Sanction | Category::Protest | Category::Mobilize);
    let lent = |entity: &Entity| entity.code.as_ref().is_none_or(is_supposed) && !is_public(entity);
    // Whoever of no office travels to a country visits nobody in it.
    let abroad = |&head: &TokenId| resolver.is_kind(head, "state") || resolver.is_kind(head, "place");
    let journey = category == Category::Consult
        && !found.actors.is_empty()
        && !found.recipients.is_empty()
        && found.recipients.iter().all(abroad);
    if journey && actors.iter().all(lent) && found.actors.iter().all(|&head| is_private(resolver, head, false)) {
        return true;
    }
    let heads = || found.actors.iter().chain(&found.recipients);
    let alone = all().filter(|entity| entity.mention.is_some()).count() < 2;
    !forceful && !found.actors.is_empty() && all().all(lent) && heads().all(|&head| is_private(resolver, head, alone))
}

/// Whether an office, a profession or a group is told of somebody.
fn is_public(entity: &Entity) -> bool {
    entity.sector.as_ref().is_some_and(|sector| sector.value != "CVL")
}

/// Whether a phrase is of somebody who is only named, of somebody's kin or friend, or of an author who speaks of himself. A full name that is the only party
/// may be that of somebody whom everybody knows; a first name is none, and two who are only named have to do with each other.
fn is_private(resolver: &Resolver<'_>, head: TokenId, alone: bool) -> bool {
    let doc = resolver.doc;
    let token = &doc.tokens[head];
    if token.upos == Upos::PRON && matches!(doc.form(head).to_lowercase().as_str(), "i" | "me" | "we" | "us") {
        let quoted = doc.quotes.iter().any(|quote| quote.span.contains(token.span));
        return !quoted && resolver.asked(head, |identity| identity.antecedent.is_none());
    }
    if token.upos == Upos::NOUN {
        return resolver.knowledge.classes.contains("kin", &crate::matching::singular(doc, head));
    }
    let name = doc.link_at(head).filter(|_| token.upos == Upos::PRON).map_or(head, |link| link.antecedent.start as TokenId);
    let whole = |word: TokenId| doc.name_at(word).is_some_and(|name| name.tokens.ids().len() > 1);
    let full = whole(name) || resolver.focus.people.get(doc.form(name)).is_some_and(|&fuller| whole(fuller));
    let described = doc.children(name).any(|child| {
        let says =
            matches!(doc.tokens[child].relation, Relation::Appos | Relation::NmodDesc | Relation::Compound | Relation::Amod);
        says && doc.name_at(child).is_none_or(|name| name.kind != NameKind::Person)
    });
    let only_named = resolver.asked(head, |identity| identity.is_named && identity.identifier_text.is_none());
    resolver.is_kind(head, "person") && only_named && !described && !(full && alone)
}
