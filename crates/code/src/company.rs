//! What acts told together lend each other: a side that one of them does not name and the other does.

use crate::clause;
use crate::matching::Match;
use document::{Document, Relation, TokenId, Upos};
use event::Category;
use knowledge::{Atom, Knowledge};

/// Gives acts the side that the act around them tells: who is told something at a summons, of whom something was asked, and who makes the raid in which he arrests somebody.
pub(crate) fn lend_sides(doc: &Document, knowledge: &Knowledge, found: &mut [Option<Match>]) {
    for head in 0..found.len() {
        let recipients = told_there(doc, knowledge, found, head).or_else(|| asked_of(doc, knowledge, found, head));
        if let Some(recipients) = recipients
            && let Some(act) = &mut found[head]
        {
            act.recipients = recipients;
        }
        let actors = done_there(doc, knowledge, found, head)
            .or_else(|| done_in(doc, knowledge, found, head))
            .or_else(|| talked_there(doc, knowledge, found, head));
        if let Some(actors) = actors
            && let Some(act) = &mut found[head]
        {
            act.actors = actors;
        }
    }
}

/// "Summoned the envoy to lodge a protest and demand an apology": the envoy.
fn told_there(doc: &Document, knowledge: &Knowledge, found: &[Option<Match>], head: TokenId) -> Option<Vec<TokenId>> {
    let act = found[head].as_ref().filter(|act| act.recipients.is_empty() && !act.actors.is_empty())?;
    let rule = &knowledge.rules[act.rule];
    let open = !rule.recipient.alternatives.iter().flatten().any(|path| path.as_slice() == [Atom::Nobody]);
    if !open || !matches!(rule.category, Category::Accuse | Category::Request | Category::Threaten) {
        return None;
    }
    let mut verb = act.light.unwrap_or(head);
    while doc.tokens[verb].relation == Relation::Conj {
        verb = doc.head(verb)?;
    }
    let infinitive = doc.children_by(verb, Relation::Mark).any(|mark| doc.lemma(mark) == "to");
    let purpose = matches!(doc.tokens[verb].relation, Relation::Advcl | Relation::Xcomp) && infinitive;
    let above = found[doc.head(verb).filter(|_| purpose)?].as_ref()?;
    let summons = knowledge.rules[above.rule].category == Category::Accuse && !above.recipients.is_empty();
    summons.then(|| above.recipients.clone())
}

/// "Oman freed the sailors at the request of Spain": what Oman did is what Spain asked of it.
fn asked_of(doc: &Document, knowledge: &Knowledge, found: &[Option<Match>], head: TokenId) -> Option<Vec<TokenId>> {
    let act = found[head].as_ref().filter(|act| act.recipients.is_empty() && !act.actors.is_empty())?;
    let inside = knowledge.rules[act.rule].category == Category::Request
        && doc.tokens[head].relation == Relation::Obl
        && clause::preposition_of(doc, head).is_some_and(|word| word == "at");
    let above = found[doc.head(head).filter(|_| inside)?].as_ref()?;
    (!above.actors.is_empty()).then(|| above.actors.clone())
}

/// "Two men were killed in Malian shelling": Mali.
fn done_in(doc: &Document, knowledge: &Knowledge, found: &[Option<Match>], head: TokenId) -> Option<Vec<TokenId>> {
    let force = |act: &Match| knowledge.rules[act.rule].category == Category::Assault;
    let act = found[head].as_ref().filter(|act| act.actors.is_empty() && !act.recipients.is_empty() && force(act))?;
    if doc.tokens[head].upos != Upos::VERB {
        return None;
    }
    let inside =
        |&noun: &TokenId| clause::preposition_of(doc, noun).is_some_and(|word| matches!(word.as_str(), "in" | "by" | "during"));
    let mut nouns = doc.children_by(head, Relation::Obl).filter(|&noun| doc.tokens[noun].upos.is_noun()).filter(inside);
    let around = nouns.find_map(|noun| {
        found[noun].as_ref().filter(|around| around.actors.len() == 1 && around.recipients.is_empty() && force(around))
    })?;
    let own = around.actors.iter().any(|actor| act.recipients.contains(actor));
    (!own).then(|| around.actors.clone())
}

/// "Soldiers killed two men in a raid on the camp": the soldiers.
fn done_there(doc: &Document, knowledge: &Knowledge, found: &[Option<Match>], head: TokenId) -> Option<Vec<TokenId>> {
    let force = |act: &Match| matches!(knowledge.rules[act.rule].category, Category::Assault | Category::Coerce);
    let act = found[head].as_ref().filter(|act| act.actors.is_empty() && !act.recipients.is_empty() && force(act))?;
    let inside = doc.tokens[head].upos.is_noun()
        && act.light.is_none()
        && doc.tokens[head].relation == Relation::Obl
        && clause::preposition_of(doc, head).is_some_and(|word| matches!(word.as_str(), "in" | "during"));
    let above = found[doc.head(head).filter(|_| inside)?].as_ref().filter(|above| force(above))?;
    (!above.actors.is_empty()).then(|| above.actors.clone())
}

/// "Called the president, discussing trade", "met the envoy to discuss trade": those who met discuss it.
fn talked_there(doc: &Document, knowledge: &Knowledge, found: &[Option<Match>], head: TokenId) -> Option<Vec<TokenId>> {
    let talk = |act: &Match| knowledge.rules[act.rule].category == Category::Consult;
    let act = found[head].as_ref().filter(|act| act.actors.len() == 1 && act.recipients.is_empty() && talk(act))?;
    let inside = matches!(doc.tokens[head].relation, Relation::Advcl | Relation::Xcomp);
    let above = found[doc.head(head).filter(|_| inside)?].as_ref().filter(|above| talk(above))?;
    (above.actors.len() > 1 && above.actors.contains(&act.actors[0])).then(|| above.actors.clone())
}
