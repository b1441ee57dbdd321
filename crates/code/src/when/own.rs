//! The times of a sentence that may be an act's own, best first.

use super::measured::measures_a_clause;
use crate::clause::{OCCASIONS, preposition_of};
use crate::matching::is_time;
use document::{Document, Relation, TimeExpression, TimeKind, TimeValue, TokenId, Upos};

/// Verbs whose object came into being with the act: who "signed the 2016 treaty" signed it in 2016.
const CONCLUDING: [&str; 6] = ["sign", "conclude", "reach", "negotiate", "broker", "ratify"];

/// The times that may be the act's own, best first; what somebody `speaks` of has times of its own.
pub(super) fn candidates(doc: &Document, anchor: TokenId, speaks: bool) -> Vec<&TimeExpression> {
    let sentence = doc.sentence_of(anchor);
    let times: Vec<&TimeExpression> = doc
        .times_within(sentence.tokens)
        .iter()
        .filter(|time| is_point(time) && !is_count_since(doc, time) && !is_party(doc, time))
        .filter(|time| !measures_a_clause(doc, time))
        .collect();
    if times.is_empty() {
        return times;
    }
    let mut found: Vec<&TimeExpression> = Vec::new();
    let mut at = anchor;
    for step in 0..6 {
        let own = words(doc, at, anchor);
        let mut here: Vec<&TimeExpression> = times
            .iter()
            .copied()
            .filter(|time| time.tokens.ids().any(|token| own.contains(&token)))
            .filter(|time| !found.contains(time))
            .collect();
        // "a week earlier, on July 30": what stands by itself before what is counted from something else.
        here.sort_by_key(|time| (is_counted(time), (time.tokens.start as usize).abs_diff(anchor)));
        found.extend(here);
        if step == 0 && !found.is_empty() {
            break;
        }
        match shares_time(doc, at) {
            Some(head) => at = head,
            None => break,
        }
    }
    if found.is_empty() {
        // "was shot dead and thirty were injured yesterday": the last of coordinated verbs tells the time of all.
        let last = doc.children_by(anchor, Relation::Conj).rfind(|&verb| doc.tokens[verb].upos == Upos::VERB);
        let own = last.map(|verb| words(doc, verb, verb)).unwrap_or_default();
        found.extend(times.iter().copied().filter(|time| time.tokens.ids().any(|token| own.contains(&token))));
    }
    if found.is_empty() {
        // "sent soldiers to save the government in 1998": the act and its purpose share their time.
        let purpose = doc.children(anchor).filter(|&child| {
            matches!(doc.tokens[child].relation, Relation::Advcl | Relation::Xcomp)
                && !speaks
                && doc.children_by(child, Relation::Mark).any(|mark| doc.lemma(mark) == "to")
        });
        let own: Vec<TokenId> = purpose.flat_map(|verb| words(doc, verb, verb)).collect();
        found.extend(times.iter().copied().rfind(|time| time.tokens.ids().any(|token| own.contains(&token))));
    }
    if found.is_empty() {
        found.extend(times.iter().copied().find(|time| is_behind_clause(doc, anchor, time)));
    }
    if found.is_empty()
        && doc.head(anchor).is_none_or(|head| !matches!(doc.tokens[anchor].relation, Relation::Ccomp) || doc.head(head).is_none())
    {
        // "Late on Wednesday it fired ...": a time at the beginning of the sentence, wherever the parser hangs it.
        let first = sentence.tokens.start;
        found
            .extend(times.iter().copied().filter(|time| time.tokens.start <= first + 2 && (time.tokens.end as TokenId) < anchor));
    }
    // "a week earlier, on July 30": said twice, once by itself.
    if let Some(counted) = found.first().copied().filter(|time| is_counted(time)) {
        let apposed = |time: &&&TimeExpression| {
            time.tokens.start > counted.tokens.end && time.tokens.start <= counted.tokens.end + 2 && !is_counted(time)
        };
        let again = times.iter().find(apposed).copied();
        found.splice(0..0, again);
    }
    found
}

/// "sentenced the general, who led the force, to ten years in May": what stands behind a relative clause between commas is the main clause's again,
/// though the parser hang it on the relative clause.
fn is_behind_clause(doc: &Document, anchor: TokenId, time: &TimeExpression) -> bool {
    let first = time.tokens.start as TokenId;
    let mut at = first;
    while let Some(head) = doc.head(at).filter(|_| first > anchor) {
        if doc.tokens[at].relation == Relation::AclRelcl {
            let opens = doc.children(at).map(|child| child.min(at)).min().unwrap_or(at);
            let comma = |token: TokenId| doc.form(token) == ",";
            return doc.is_under(at, anchor)
                && opens > anchor
                && (comma(opens - 1) || comma(opens))
                && (at + 1..first).any(comma);
        }
        at = head;
    }
    false
}

/// Durations and repetitions are no dates.
pub(super) fn is_point(time: &TimeExpression) -> bool {
    !matches!(time.kind, TimeKind::Duration | TimeKind::Set) && !matches!(time.value, TimeValue::Vague { .. } | TimeValue::Now)
}

/// "a 2018 pact": the time of a thing, not of what is told.
pub(super) fn is_of_noun(doc: &Document, time: &TimeExpression) -> bool {
    time.tokens.ids().any(|token| {
        doc.head(token).is_some_and(|head| {
            let noun = doc.tokens[head].upos.is_noun() && !is_time(doc, head);
            noun && head >= time.tokens.end as TokenId && !matches!(doc.tokens[token].relation, Relation::NmodPoss)
        })
    })
}

fn is_counted(time: &TimeExpression) -> bool {
    matches!(time.value, TimeValue::FromOther { .. })
}

/// "for the 22nd time since January", "the third time this year": the stretch in which acts are counted, not the day of this one.
fn is_count_since(doc: &Document, time: &TimeExpression) -> bool {
    let first = time.tokens.start as TokenId;
    let nth = |token: TokenId| {
        token >= 1
            && doc.lemma(token) == "time"
            && doc
                .quantities
                .iter()
                .any(|quantity| quantity.kind == document::QuantityKind::Ordinal && quantity.tokens.end as TokenId == token)
    };
    let before = first.checked_sub(1).filter(|_| first > doc.sentence_of(first).tokens.start as TokenId);
    before.is_some_and(|before| nth(before) || matches!(doc.form(before), "since" | "in") && before > 0 && nth(before - 1))
}

/// "to declare May 2 a day of mourning": a day that something is done to.
fn is_party(doc: &Document, time: &TimeExpression) -> bool {
    let month_or_day = matches!(time.value, TimeValue::Calendar { month: Some(_), day: Some(_), .. });
    month_or_day
        && time.tokens.ids().any(|token| {
            matches!(doc.tokens[token].relation, Relation::Obj | Relation::Nsubj)
                && preposition_of(doc, token).is_none()
                && doc.head(token).is_some_and(|head| !time.tokens.contains(head))
        })
}

/// The words under `top` that tell of its own act: no clauses with acts of their own, no coordinated verbs.
pub(super) fn words(doc: &Document, top: TokenId, anchor: TokenId) -> Vec<TokenId> {
    doc.subtree_where(top, |word, child| {
        let relation = doc.tokens[child].relation;
        // "the September 2018 agreement": a time before a noun is the noun's own.
        if word != top
            && doc.tokens[word].upos.is_noun()
            && child < word
            && is_time(doc, child)
            && !is_time(doc, word)
            && !(CONCLUDING.contains(&doc.lemma(top)) && doc.tokens[word].relation == Relation::Obj)
        {
            return false;
        }
        // "the accord of 1968"
        let of_noun = word != top && doc.tokens[word].upos.is_noun() && !is_time(doc, word) && is_time(doc, child);
        let occasion = || preposition_of(doc, word).is_some_and(|word| OCCASIONS.contains(&word.as_str()) || word == "in");
        if of_noun && preposition_of(doc, child).is_some_and(|word| word == "of") && !occasion() {
            return false;
        }
        let clause = matches!(
            relation,
            Relation::Ccomp | Relation::Parataxis | Relation::AclRelcl | Relation::Acl | Relation::Csubj | Relation::Appos
        ) || relation == Relation::Advcl
            && doc.children(child).any(|mark| doc.tokens[mark].relation == Relation::Mark)
            || relation == Relation::Xcomp && doc.tokens[child].upos == Upos::VERB && child != anchor
            || relation == Relation::Conj && doc.tokens[child].upos == Upos::VERB;
        !clause || child == anchor
    })
}

/// The word above whose time is also this act's, if there is one.
fn shares_time(doc: &Document, word: TokenId) -> Option<TokenId> {
    let head = doc.head(word)?;
    let participle = &*doc.tokens[word].xpos == "VBG";
    let factive = !participle && doc.children_by(word, Relation::Mark).any(|mark| !matches!(doc.lemma(mark), "to" | "while"));
    match doc.tokens[word].relation {
        // "X urged restraint on Saturday, and Y has ruled out a war": the perfect is of no day.
        Relation::Conj if is_perfect(doc, word) && !is_perfect(doc, head) => None,
        Relation::Conj | Relation::Xcomp | Relation::Compound | Relation::AclRelcl | Relation::Acl => Some(head),
        Relation::Advcl if !factive => Some(head),
        Relation::Obj | Relation::Obl | Relation::Nsubj | Relation::NsubjPass | Relation::Nmod
            if doc.tokens[word].upos.is_noun() =>
        {
            Some(head)
        }
        _ => None,
    }
}

/// "has ruled out"
fn is_perfect(doc: &Document, verb: TokenId) -> bool {
    doc.children_by(verb, Relation::Aux).any(|auxiliary| matches!(doc.form(auxiliary), "has" | "have" | "'ve" | "’ve"))
}
