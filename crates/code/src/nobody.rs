//! Acts of nobody in particular: what "you" might do, what an author says of himself to his readers, what somebody might do to someone. They are no
//! politics, unless the other side is somebody.

use crate::entity::Resolver;
use crate::matching::Match;
use crate::phrase;
use document::{ParagraphKind, Relation, TokenId, Upos};
use event::{Category, Entity};

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
    if in_a_mishap(resolver, found) {
        return Some("a mishap is nobody's act");
    }
    let is_animal = |head: TokenId| is_of(resolver, head, &["animal"]);
    if !found.recipients.is_empty() && found.recipients.iter().all(|&head| is_animal(head)) && !actors.iter().any(told) {
        return Some("what it is done to is an animal");
    }
    let plain = |actor: &Entity| actor.sector.as_ref().is_none_or(|sector| sector.value == "CVL");
    if is_habit(resolver, found) && actors.iter().all(plain) && !actors.iter().chain(recipients).any(told) {
        return Some("told of anybody, as what happens again and again");
    }
    let somebody = |side: &[Entity]| side.iter().any(told);
    // Whoever says "you" to somebody that is named speaks to somebody; else "you" is anybody in quotations as well.
    let reader = |head: &TokenId| doc.form(*head).eq_ignore_ascii_case("you");
    let spoken_to = recipients.iter().any(|recipient| recipient.code.is_some());
    let said_to_anybody = !found.actors.is_empty() && found.actors.iter().all(reader) && !spoken_to;
    let told_in_quotation = quoted && !found.actors.iter().all(speaker) && !said_to_anybody;
    if told_in_quotation || found.actors.is_empty() && found.recipients.is_empty() {
        return None;
    }
    let word = |head: TokenId, words: &[&str]| {
        let known = resolver.asked(head, |identity| identity.code.is_some() || identity.antecedent.is_some());
        let pronoun = phrase::is_pronoun(doc, head) || doc.tokens[head].upos == Upos::NOUN;
        !known && pronoun && words.contains(&doc.form(head).to_lowercase().as_str())
    };
    let all = |heads: &[TokenId], words: &[&str]| heads.iter().all(|&head| word(head, words));
    let anybody = !found.actors.is_empty() && all(&found.actors, &ANYBODY);
    if anybody && found.actors.iter().any(reader) {
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
    let circumstance =
        doc.tokens[head].upos == Upos::PRON && matches!(doc.lemma(head), "this" | "that") && &*doc.tokens[head].xpos == "DT";
    circumstance || is_of(resolver, head, &["lifeless", "idea", "animal", "disaster", "accident"])
}

/// Whether a noun, or that behind its "of" ("thousands of animals"), is a thing of one of these classes.
fn is_of(resolver: &Resolver<'_>, head: TokenId, classes: &[&str]) -> bool {
    let doc = resolver.doc;
    let before = doc.link_at(head).filter(|_| phrase::is_pronoun(doc, head));
    let head = before.map_or(head, |link| (link.antecedent.end - 1) as TokenId);
    let counted = crate::clause::preposition(doc, head, "of").into_iter().next();
    let amount = doc.tokens[head].upos == Upos::NUM || resolver.knowledge.classes.contains("amount", doc.lemma(head));
    let head = counted.filter(|_| amount).unwrap_or(head);
    let lemma = crate::matching::singular(doc, head);
    doc.tokens[head].upos == Upos::NOUN
        && classes.iter().any(|class| resolver.knowledge.classes.contains(class, &lemma))
        && resolver.is_kind(head, "thing")
}

/// "Nine people were killed when a hotel collapsed", "the storm passed over the town. Nine people were killed": deaths and injuries that nobody is said to
/// have caused, where the clause beside them or the sentences around tell a mishap and no violence.
fn in_a_mishap(resolver: &Resolver<'_>, found: &Match) -> bool {
    let (doc, knowledge) = (resolver.doc, resolver.knowledge);
    let harms = crate::numbers::outcome(knowledge, doc.lemma(found.head)).is_some();
    if knowledge.rules[found.rule].category != Category::Assault || !harms || !found.actors.is_empty() {
        return false;
    }
    let tells = |token: TokenId, classes: &[&str]| {
        let lemma = doc.lower_lemma(token);
        classes.iter().any(|class| knowledge.classes.contains(class, &lemma))
    };
    let sentence = doc.sentence_number(found.head);
    let first = sentence.saturating_sub(2);
    let paragraph = doc.sentences[sentence].paragraph;
    let near = || doc.sentences[first..=sentence].iter().filter(|near| near.paragraph == paragraph);
    let around = || near().flat_map(|sentence| sentence.tokens.ids());
    let violence = ["strike-noun", "two-sided", "weapon"];
    if around().any(|token| token != found.head && tells(token, &violence)) {
        return false;
    }
    let gives_way = |clause: TokenId| {
        let told = doc.children(clause).any(|word| matches!(doc.lemma(word), "when" | "after" | "as"));
        told && tells(clause, &["giving-way"])
    };
    let verb = found.light.unwrap_or(found.head);
    doc.children_by(verb, Relation::Advcl).any(gives_way)
        || around().any(|token| doc.tokens[token].upos.is_noun() && tells(token, &["mishap", "disaster"]))
}

/// "Burn the letters": a bare verb that nobody is the subject of.
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
