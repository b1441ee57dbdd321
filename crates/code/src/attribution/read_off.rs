//! Reports that are so common in news, and so often parsed amiss, that they are read off the words: put in, closing, inverted, opening, "according to",
//! the name behind a headline's colon, and those whom a report cites.

use super::source::source;
use super::{Told, is_report, says, trails};
use crate::clause;
use crate::entity::Resolver;
use document::{Document, Relation, TokenId, Upos};
use event::Source;
use knowledge::Atom;

/// All sources that the words around an act give, innermost first.
pub(super) fn sources(resolver: &Resolver<'_>, told: Told<'_>) -> Vec<Source> {
    let head = told.head;
    let heading = told.in_heading.then(|| behind_colon(resolver, head)).flatten();
    opening(resolver, head)
        .into_iter()
        .chain(put_in(resolver, head))
        .chain(inverted(resolver, head))
        .chain(according_to(resolver, head))
        .chain(heading)
        .collect()
}

/// The report that closes a sentence or is put into it, "..., the ministry in Seoul said on Tuesday".
fn put_in(resolver: &Resolver<'_>, head: TokenId) -> Option<Source> {
    let doc = resolver.doc;
    let verb = put_in_verb(resolver, head)?;
    let comma = comma_before(doc, verb)?;
    let subject = doc.children(verb).find(|&child| doc.tokens[child].relation == Relation::Nsubj && child > comma);
    let subject = subject.or_else(|| top_of(doc, comma + 1, verb))?;
    source(resolver, subject, Some(doc.tokens[verb].span))
}

/// The verb of a report that closes the sentence of `head` or is put into it between commas: a finite verb of saying with a phrase and no other verb
/// between it and the comma before, and no verb, or a mark, behind. The one next behind the act comes first.
pub fn put_in_verb(resolver: &Resolver<'_>, head: TokenId) -> Option<TokenId> {
    let doc = resolver.doc;
    let sentence = doc.sentence_of(head).tokens;
    let last = sentence.ids().rev().find(|&token| doc.tokens[token].upos == Upos::VERB).filter(|&verb| head < verb);
    let marked = |&token: &TokenId| token + 1 < sentence.end as TokenId && matches!(doc.form(token + 1), "," | ";");
    let behind = sentence.ids().filter(|&token| token > head).filter(marked);
    let before = sentence.ids().filter(|&token| token <= head).filter(marked);
    behind.chain(last).chain(before).find(|&verb| {
        let Some(comma) = comma_before(doc, verb).filter(|&comma| verb > comma + 1 && verb - comma <= 12) else { return false };
        let clause_of_its_own = (comma + 1..verb).any(|token| {
            matches!(doc.tokens[token].upos, Upos::VERB | Upos::CCONJ | Upos::SCONJ)
                || matches!(doc.lemma(token), "who" | "which")
        });
        let inside = comma < head && head <= verb;
        is_finite(doc, verb)
            && says(resolver, verb)
            && is_report(doc, verb)
            && doc.tokens[verb].relation != Relation::Conj
            && !clause_of_its_own
            && !inside
            && !trails(doc, head, verb)
    })
}

/// "..., indicated on Tuesday its spokesman".
fn inverted(resolver: &Resolver<'_>, head: TokenId) -> Option<Source> {
    let doc = resolver.doc;
    let end = doc.sentence_of(head).tokens.end as TokenId;
    let verb = (head + 1..end).find(|&token| {
        let before = |child: TokenId| child < token && doc.tokens[child].relation.is_subject();
        let reports_more = doc.children_by(token, Relation::Ccomp).any(|clause| clause > token);
        is_mark(doc, token - 1)
            && is_finite(doc, token)
            && says(resolver, token)
            && !doc.children(token).any(before)
            && !reports_more
    })?;
    let stop = (verb + 1..end).find(|&token| matches!(doc.form(token), "," | "." | ";" | "\u{201c}")).unwrap_or(end);
    let subject = (verb + 1..stop).find(|&token| {
        let nominal = doc.tokens[token].upos.is_noun() || doc.tokens[token].upos == Upos::PRON;
        nominal
            && !crate::matching::is_time(doc, token)
            && doc.head(token).is_none_or(|above| above <= verb || above >= stop || doc.time_at(above).is_some())
            && clause::preposition_of(doc, token).is_none()
    })?;
    source(resolver, subject, Some(doc.tokens[verb].span))
}

/// The report that opens a sentence, "The ministry said up to forty tanks ...", for all that stands behind it, wherever the parser hangs it.
fn opening(resolver: &Resolver<'_>, head: TokenId) -> Option<Source> {
    let doc = resolver.doc;
    let sentence = doc.sentence_of(head).tokens;
    let verb = sentence.ids().find(|&token| {
        let apart = matches!(doc.tokens[token].relation, Relation::Acl | Relation::AclRelcl | Relation::Advcl);
        doc.tokens[token].upos == Upos::VERB && !apart
    })?;
    let subject_of = |word: TokenId| doc.children(word).find(|&child| doc.tokens[child].relation.is_subject() && child < verb);
    // "Residents reached by telephone said ...": the participle may have taken the subject.
    let participle = || doc.children_by(verb, Relation::Advcl).find(|&child| child < verb && &*doc.tokens[child].xpos == "VBN");
    let subject = subject_of(verb).or_else(|| subject_of(participle()?))?;
    let runs_on = head > verb && !matches!(doc.form(verb + 1), "," | "." | ":" | ";");
    // "The capital saw it otherwise: its navy blamed ..."
    let breaks_off = (verb + 2..head).any(|token| doc.form(token) == ":");
    let beside = doc.is_under(head, subject) || stands_beside(doc, verb, head);
    let reports = is_finite(doc, verb) && runs_on && !breaks_off && !beside && says(resolver, verb);
    reports.then(|| source(resolver, subject, Some(doc.tokens[verb].span)))?
}

/// Whether an act stands beside the verb of an opening report and not in what is said: joined to it, or in a clause of its own circumstances
/// ("Seoul told the North to stop after ...", "answered by switching ...").
fn stands_beside(doc: &Document, verb: TokenId, head: TokenId) -> bool {
    let mut at = head;
    for _ in 0..64 {
        match doc.head(at) {
            Some(above) if above == verb => {
                let circumstance = doc.tokens[at].relation == Relation::Advcl
                    && doc
                        .children_by(at, Relation::Mark)
                        .any(|mark| matches!(doc.lemma(mark), "after" | "before" | "as" | "by" | "when" | "while" | "because"));
                return doc.tokens[at].relation == Relation::Conj || circumstance;
            }
            Some(above) => at = above,
            None => return false,
        }
    }
    false
}

/// "According to X" anywhere in the sentence, wherever the parser hangs it.
fn according_to(resolver: &Resolver<'_>, head: TokenId) -> Option<Source> {
    let doc = resolver.doc;
    let sentence = doc.sentence_of(head).tokens;
    let at = sentence.ids().find(|&token| {
        token + 2 < sentence.end as TokenId && doc.form(token).eq_ignore_ascii_case("according") && doc.form(token + 1) == "to"
    })?;
    let end = (at + 2..sentence.end as TokenId)
        .find(|&token| matches!(doc.form(token), "," | "." | ";" | "\u{201d}"))
        .unwrap_or(sentence.end as TokenId);
    let top = top_of(doc, at + 2, end)?;
    source(resolver, top, Some(doc.tokens[at].span.cover(doc.tokens[at + 1].span)))
}

/// "ARMY KILLS NINE REBELS: MINISTRY"
fn behind_colon(resolver: &Resolver<'_>, head: TokenId) -> Option<Source> {
    let doc = resolver.doc;
    let end = doc.sentence_of(head).tokens.end as TokenId;
    let colon = (head + 1..end).rev().find(|&token| doc.form(token) == ":")?;
    let top = top_of(doc, colon + 1, end).filter(|_| end - colon <= 4)?;
    let party = resolver.is_kind(top, "party") || resolver.is_kind(top, "place");
    party.then(|| source(resolver, top, Some(doc.tokens[colon].span)))?
}

/// Whom the report of the sentence cites: "said, citing a morgue worker".
pub(super) fn cited(resolver: &Resolver<'_>, head: TokenId) -> Option<Source> {
    let doc = resolver.doc;
    let citing = doc
        .sentence_of(head)
        .tokens
        .ids()
        .find(|&token| token != head && matches!(doc.form(token), "citing" | "quoting") && !doc.is_under(head, token))?;
    let object = clause::place(doc, citing, &[], None, &Atom::Object).into_iter().next()?;
    let speaks = resolver.is_kind(object, "party") || resolver.is_kind(object, "person");
    let words = &resolver.knowledge.attribution;
    let lemma = doc.lemma(object).to_lowercase();
    let listed = words.documents.contains(&lemma) || words.outlets.contains(&lemma) || words.anonymous.contains(&lemma);
    (speaks || listed).then(|| source(resolver, object, Some(doc.tokens[citing].span)))?
}

/// The noun among some words that hangs on none of them.
fn top_of(doc: &Document, start: TokenId, end: TokenId) -> Option<TokenId> {
    let nominal = |token: TokenId| doc.tokens[token].upos.is_noun() || matches!(doc.tokens[token].upos, Upos::PRON | Upos::ADJ);
    (start..end).find(|&token| nominal(token) && doc.head(token).is_none_or(|above| above < start || above >= end))
}

/// The comma or closing quotation mark that a closing report follows; those around a name in apposition to its subject are passed over.
fn comma_before(doc: &Document, verb: TokenId) -> Option<TokenId> {
    let first = doc.sentence_of(verb).tokens.start as TokenId;
    let mark_before = |end: TokenId| (first..end).rev().find(|&token| is_mark(doc, token));
    let comma = mark_before(verb)?;
    if comma + 1 < verb {
        return Some(comma);
    }
    // "..., the minister, Jan Nowak, said": a name between commas.
    let before_name = mark_before(comma)?;
    let named = before_name + 1 < comma
        && comma - before_name <= 5
        && (before_name + 1..comma).all(|token| doc.tokens[token].upos == Upos::PROPN);
    if named {
        return mark_before(before_name);
    }
    let apposed = |&child: &TokenId| {
        doc.tokens[child].relation == Relation::Nsubj && child < comma && doc.child(child, Relation::Appos).is_some()
    };
    let subject = doc.children(verb).find(apposed)?;
    mark_before(subject)
}

fn is_mark(doc: &Document, token: TokenId) -> bool {
    matches!(doc.form(token), "," | "\u{201d}" | "\"" | "\u{2019}" | ";")
}

fn is_finite(doc: &Document, verb: TokenId) -> bool {
    doc.tokens[verb].upos == Upos::VERB && matches!(&*doc.tokens[verb].xpos, "VBD" | "VBZ" | "VBP")
}
