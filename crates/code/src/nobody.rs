//! Acts of nobody in particular: what "you" might do, what an author says of himself to his readers, what somebody might do to someone. They are no
//! politics, unless the other side is somebody.

use crate::entity::Resolver;
use crate::matching::Match;
use crate::phrase;
use document::{TokenId, Upos};
use event::Entity;

/// Pronouns that stand for anybody, and for author and reader outside of quotations.
const ANYBODY: [&str; 10] = ["you", "i", "me", "my", "someone", "somebody", "anyone", "anybody", "everyone", "everybody"];

/// Pronouns that may stand for somebody who has not been found.
const UNTOLD: [&str; 12] = ["we", "us", "our", "they", "them", "their", "it", "those", "these", "he", "him", "she"];

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
    if quoted && !found.actors.iter().all(speaker) || found.actors.is_empty() && found.recipients.is_empty() {
        return None;
    }
    let word = |head: TokenId, words: &[&str]| {
        let known = resolver.asked(head, |identity| identity.code.is_some() || identity.antecedent.is_some());
        let pronoun = phrase::is_pronoun(doc, head) || doc.tokens[head].upos == Upos::NOUN;
        !known && pronoun && words.contains(&doc.form(head).to_lowercase().as_str())
    };
    let all = |heads: &[TokenId], words: &[&str]| heads.iter().all(|&head| word(head, words));
    let somebody = |side: &[Entity]| {
        side.iter().any(|entity| entity.code.as_ref().is_some_and(|code| !crate::two_states::is_supposed(code)))
    };
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
