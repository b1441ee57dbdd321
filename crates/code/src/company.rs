//! What acts told together lend each other: a side that one of them does not name and the other does.

use crate::clause;
use crate::entity::Resolver;
use crate::matching::Match;
use document::{Document, Relation, TokenId, Upos};
use event::Category;
use knowledge::{Atom, Knowledge, Rule};

/// Gives acts the side that the act around them tells: who is told something at a summons, of whom something was asked, and who makes the raid in which he arrests somebody.
pub(crate) fn lend_sides(resolver: &Resolver<'_>, found: &mut [Option<Match>]) {
    let (doc, knowledge) = (resolver.doc, resolver.knowledge);
    for head in 0..found.len() {
        let recipients = told_there(doc, knowledge, found, head)
            .or_else(|| said_to(doc, knowledge, found, head))
            .or_else(|| settled_with(doc, knowledge, found, head))
            .or_else(|| asked_of(doc, knowledge, found, head));
        if let Some(recipients) = recipients
            && let Some(act) = &mut found[head]
        {
            act.recipients = recipients;
        }
        let actors = done_there(doc, knowledge, found, head)
            .or_else(|| done_in(doc, knowledge, found, head))
            .or_else(|| talked_there(doc, knowledge, found, head))
            .or_else(|| done_beside(resolver, found, head));
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
    if !is_open(rule) || !matches!(rule.category, Category::Accuse | Category::Request | Category::Threaten) {
        return None;
    }
    let above = found[with_purpose(doc, act.light.unwrap_or(head))?].as_ref()?;
    let summons = knowledge.rules[above.rule].category == Category::Accuse && !above.recipients.is_empty();
    summons.then(|| above.recipients.clone())
}

/// "Called the president to convey his support": the president, to whom he speaks.
fn said_to(doc: &Document, knowledge: &Knowledge, found: &[Option<Match>], head: TokenId) -> Option<Vec<TokenId>> {
    let act = found[head].as_ref().filter(|act| act.recipients.is_empty() && act.actors.len() == 1)?;
    let rule = &knowledge.rules[act.rule];
    if !is_open(rule) || !matches!(rule.category, Category::Support | Category::Request) {
        return None;
    }
    let above = found[with_purpose(doc, act.light.unwrap_or(head))?].as_ref()?;
    let speaks = knowledge.rules[above.rule].category == Category::Consult && above.actors.contains(&act.actors[0]);
    let others: Vec<TokenId> =
        above.actors.iter().chain(&above.recipients).copied().filter(|other| !act.actors.contains(other)).collect();
    (speaks && !others.is_empty()).then_some(others)
}

/// "Called off the strike after reaching an agreement with the ministry": the ministry.
fn settled_with(doc: &Document, knowledge: &Knowledge, found: &[Option<Match>], head: TokenId) -> Option<Vec<TokenId>> {
    let act = found[head].as_ref().filter(|act| act.recipients.is_empty() && !act.actors.is_empty())?;
    let rule = &knowledge.rules[act.rule];
    if !is_open(rule) || rule.category != Category::Concede {
        return None;
    }
    let after = |&clause: &TokenId| doc.children_by(clause, Relation::Mark).any(|mark| doc.lemma(mark) == "after");
    let clauses = doc.children_by(act.light.unwrap_or(head), Relation::Advcl).filter(after);
    let mut settled = clauses.filter_map(|clause| found[clause].as_ref());
    let deal = settled.find(|deal| matches!(knowledge.rules[deal.rule].category, Category::Support | Category::Agree))?;
    let others: Vec<TokenId> = deal.actors.iter().copied().filter(|other| !act.actors.contains(other)).collect();
    (others.len() < deal.actors.len() && !others.is_empty()).then_some(others)
}

/// Whether a rule looks for somebody to whom the act is done.
fn is_open(rule: &Rule) -> bool {
    !rule.recipient.alternatives.iter().flatten().any(|path| path.as_slice() == [Atom::Nobody])
}

/// The verb to which the infinitive of a verb, or of the one that it is coordinated with, says what for.
fn with_purpose(doc: &Document, mut verb: TokenId) -> Option<TokenId> {
    while doc.tokens[verb].relation == Relation::Conj {
        verb = doc.head(verb)?;
    }
    let infinitive = doc.children_by(verb, Relation::Mark).any(|mark| doc.lemma(mark) == "to");
    let purpose = matches!(doc.tokens[verb].relation, Relation::Advcl | Relation::Xcomp) && infinitive;
    doc.head(verb).filter(|_| purpose)
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

/// "Jets bombed the market, and nine traders died": the jets, where the sentence tells of one attack and those who die bear no arms. Who
/// bears arms may have died on either side.
fn done_beside(resolver: &Resolver<'_>, found: &[Option<Match>], head: TokenId) -> Option<Vec<TokenId>> {
    let (doc, knowledge) = (resolver.doc, resolver.knowledge);
    let act = found[head].as_ref().filter(|act| act.actors.is_empty() && knowledge.rules[act.rule].asks_for_passage())?;
    if act.recipients.iter().any(|&recipient| resolver.is_kind(recipient, "armed")) {
        return None;
    }
    let category = knowledge.rules[act.rule].category;
    let sentence = doc.sentence_of(head).tokens;
    let mut attacks = found[sentence.ids()]
        .iter()
        .flatten()
        .filter(|other| other.head != head && !other.actors.is_empty() && knowledge.rules[other.rule].category == category);
    let attack = attacks.next().filter(|attack| attacks.all(|other| other.actors == attack.actors))?;
    let own = attack.actors.iter().any(|actor| act.recipients.contains(actor));
    (!own).then(|| attack.actors.clone())
}

/// "Called the president, discussing trade", "met the envoy to discuss trade": those who met discuss it.
fn talked_there(doc: &Document, knowledge: &Knowledge, found: &[Option<Match>], head: TokenId) -> Option<Vec<TokenId>> {
    let talk = |act: &Match| knowledge.rules[act.rule].category == Category::Consult;
    let act = found[head].as_ref().filter(|act| act.actors.len() == 1 && act.recipients.is_empty() && talk(act))?;
    let inside = matches!(doc.tokens[head].relation, Relation::Advcl | Relation::Xcomp);
    let above = found[doc.head(head).filter(|_| inside)?].as_ref().filter(|above| talk(above))?;
    (above.actors.len() > 1 && above.actors.contains(&act.actors[0])).then(|| above.actors.clone())
}
