//! Acts of nobody in particular: what "you" might do, what an author says of himself to his readers, what somebody might do to someone. They are no
//! politics, unless the other side is somebody.

use crate::entity::Resolver;
use crate::matching::Match;
use crate::phrase;
use document::{ParagraphKind, Relation, TokenId, Upos};
use event::Entity;

/// Pronouns that stand for anybody, and for author and reader outside of quotations.
const ANYBODY: [&str; 10] = ["you", "i", "me", "my", "someone", "somebody", "anyone", "anybody", "everyone", "everybody"];

/// Pronouns that may stand for somebody who has not been found.
const UNTOLD: [&str; 12] = ["we", "us", "our", "they", "them", "their", "it", "those", "these", "he", "him", "she"];

/// Verbs whose past is written like their present.
const ALIKE: [&str; 16] = [
    "beat", "burst", "cast", "cut", "hit", "hurt", "let", "overrun", "put", "quit", "set", "shed", "shut", "split", "spread",
    "thrust",
];

/// Why an act is nobody's, if it is.
pub(crate) fn in_particular(
    resolver: &Resolver<'_>,
    found: &Match,
    actors: &[Entity],
    recipients: &[Entity],
) -> Option<&'static str> {
    let doc = resolver.doc;
    let quoted = doc.quotes.iter().any(|quote| quote.span.contains(doc.tokens[found.head].span));
    let speaker = |head: &TokenId| matches!(doc.form(*head), "I" | "me" | "my");
    let told = |entity: &Entity| entity.code.as_ref().is_some_and(|code| !crate::two_states::is_supposed(code));
    if !found.actors.is_empty() && found.actors.iter().all(|&head| is_lifeless(resolver, head)) && !actors.iter().any(told) {
        return Some("what acts is no party");
    }
    if is_order_to_anybody(doc, found) {
        return Some("an order to nobody in particular");
    }
    let is_animal = |head: TokenId| is_of(resolver, head, &["animal"]);
    if !found.recipients.is_empty() && found.recipients.iter().all(|&head| is_animal(head)) && !actors.iter().any(told) {
        return Some("what it is done to is an animal");
    }
    let plain = |actor: &Entity| actor.sector.as_ref().is_none_or(|sector| sector.value == "CVL");
    if is_habit(resolver, found) && actors.iter().all(plain) && !actors.iter().chain(recipients).any(told) {
        return Some("told of anybody, as what happens again and again");
    }
    if quoted && !found.actors.iter().all(speaker) || found.actors.is_empty() && found.recipients.is_empty() {
        return None;
    }
    let word = |head: TokenId, words: &[&str]| {
        let known = resolver.asked(head, |identity| identity.code.is_some() || identity.antecedent.is_some());
        let pronoun = phrase::is_pronoun(doc, head) || doc.tokens[head].upos == Upos::NOUN;
        !known && pronoun && words.contains(&doc.form(head).to_lowercase().as_str())
    };
    let all = |heads: &[TokenId], words: &[&str]| heads.iter().all(|&head| word(head, words));
    let somebody = |side: &[Entity]| side.iter().any(told);
    let anybody = !found.actors.is_empty() && all(&found.actors, &ANYBODY);
    if anybody && found.actors.iter().any(|&head| doc.form(head).eq_ignore_ascii_case("you")) {
        return Some("what \"you\" may do is nobody's act");
    }
    if anybody && !somebody(recipients) {
        return Some("who acts is nobody in particular");
    }
    let only_pronouns = |heads: &[TokenId]| all(heads, &ANYBODY) || all(heads, &UNTOLD);
    if only_pronouns(&found.actors) && !found.recipients.is_empty() && all(&found.recipients, &ANYBODY) && !somebody(actors) {
        return Some("whom it is done to is nobody in particular");
    }
    None
}

/// Whether a noun means a text, a thought, a measure, an animal or a mishap, or "this" a circumstance: as subjects they do nothing to anybody.
fn is_lifeless(resolver: &Resolver<'_>, head: TokenId) -> bool {
    let doc = resolver.doc;
    let circumstance = doc.tokens[head].upos == Upos::PRON && matches!(doc.lemma(head), "this" | "that") && &*doc.tokens[head].xpos == "DT";
    circumstance || is_of(resolver, head, &["lifeless", "idea", "animal", "disaster", "accident"])
}

/// Whether a noun, or that behind its "of" ("thousands of animals"), is a thing of one of these classes.
fn is_of(resolver: &Resolver<'_>, head: TokenId, classes: &[&str]) -> bool {
    let doc = resolver.doc;
    let counted = crate::clause::preposition(doc, head, "of").into_iter().next();
    let amount = doc.tokens[head].upos == Upos::NUM || resolver.knowledge.classes.contains("amount", doc.lemma(head));
    let head = counted.filter(|_| amount).unwrap_or(head);
    let lemma = crate::matching::singular(doc, head);
    doc.tokens[head].upos == Upos::NOUN
        && classes.iter().any(|class| resolver.knowledge.classes.contains(class, &lemma))
        && resolver.is_kind(head, "thing")
}

/// "Kill your parents": a bare verb that nobody is the subject of.
fn is_order_to_anybody(doc: &document::Document, found: &Match) -> bool {
    let verb = found.light.unwrap_or(found.head);
    let token = &doc.tokens[verb];
    let bare = token.upos == Upos::VERB && &*token.xpos == "VB" && matches!(token.relation, Relation::Root | Relation::Parataxis);
    let body = doc.text.paragraphs[doc.sentence_of(verb).paragraph as usize].kind == ParagraphKind::Body;
    let helped = |child: TokenId| {
        let relation = doc.tokens[child].relation;
        relation.is_subject() || matches!(relation, Relation::Aux | Relation::AuxPass | Relation::Mark | Relation::Expl)
    };
    bare && body && found.actors.is_empty() && !doc.children(verb).any(helped)
}

/// "They kill people", "a woman attacks her neighbours": the simple present of running text, with sides that are not named. Headings and captions tell in
/// it what has happened.
fn is_habit(resolver: &Resolver<'_>, found: &Match) -> bool {
    let doc = resolver.doc;
    let verb = found.light.unwrap_or(found.head);
    let sentence = doc.sentence_of(verb);
    let body = doc.text.paragraphs[sentence.paragraph as usize].kind == ParagraphKind::Body;
    let named = |&head: &TokenId| resolver.asked(head, |one| one.is_named || one.identifier_text.is_some());
    let auxiliary = doc.children(verb).any(|child| matches!(doc.tokens[child].relation, Relation::Aux | Relation::AuxPass));
    let present = &*doc.tokens[verb].xpos == "VBZ" || &*doc.tokens[verb].xpos == "VBP" && !ALIKE.contains(&doc.lemma(verb));
    let speaker = |&head: &TokenId| matches!(doc.lemma(head).to_lowercase().as_str(), "i" | "we");
    body && present
        && !auxiliary
        && !found.actors.iter().any(speaker)
        && !found.actors.is_empty()
        && !found.actors.iter().chain(&found.recipients).any(named)
}
