//! Affairs of private people: what somebody of whom nothing public is known says, promises or asks for among his like is no politics. Force and
//! protest are no private affair, whoever takes part.

use crate::entity::Resolver;
use crate::matching::Match;
use crate::two_states::is_supposed;
use document::{TokenId, Upos};
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
    let forceful = matches!(
        category,
        Category::Assault | Category::Coerce | Category::Sanction | Category::Protest | Category::Mobilize
    );
    let lent = |entity: &Entity| entity.code.as_ref().is_none_or(is_supposed) && !is_public(entity);
    let heads = || found.actors.iter().chain(&found.recipients);
    !forceful && !found.actors.is_empty() && all().all(lent) && heads().all(|&head| is_private(resolver, head))
}

/// Whether an office, a profession or a group is told of somebody.
fn is_public(entity: &Entity) -> bool {
    entity.sector.as_ref().is_some_and(|sector| sector.value != "CVL")
}

/// Whether a phrase is of somebody who is only named, of somebody's kin or friend, or of an author who speaks of himself.
fn is_private(resolver: &Resolver<'_>, head: TokenId) -> bool {
    let doc = resolver.doc;
    let token = &doc.tokens[head];
    if token.upos == Upos::PRON && matches!(doc.form(head).to_lowercase().as_str(), "i" | "me" | "we" | "us") {
        let quoted = doc.quotes.iter().any(|quote| quote.span.contains(token.span));
        return !quoted && resolver.asked(head, |identity| identity.antecedent.is_none());
    }
    if token.upos == Upos::NOUN {
        return resolver.knowledge.classes.contains("kin", &crate::matching::singular(doc, head));
    }
    resolver.is_kind(head, "person") && resolver.asked(head, |identity| identity.is_named && identity.identifier_text.is_none())
}
