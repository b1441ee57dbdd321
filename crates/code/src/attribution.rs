//! Who says that an act happened, outermost first (contract, decision 11).

use crate::entity::{Resolver, entity};
use crate::{clause, phrase};
use document::{Document, Relation, TokenId, Upos};
use event::{Origin, Source, SourceKind};
use knowledge::Atom;
use span::Span;

/// The sources of the act at `head`; `reported_by` are the verbs of saying above it, innermost first.
pub fn of(resolver: &Resolver<'_>, head: TokenId, reported_by: &[TokenId]) -> Vec<Source> {
    let doc = resolver.doc;
    let mut inner_to_outer: Vec<Source> = Vec::new();
    let mut at = head;
    let mut steps = 0;
    loop {
        for source in beside(resolver, at) {
            push(&mut inner_to_outer, source);
        }
        let Some(above) = doc.head(at) else { break };
        if reported_by.contains(&above)
            && let Some(source) = speaker(resolver, above)
        {
            push(&mut inner_to_outer, source);
        }
        steps += 1;
        if steps > 64 || matches!(doc.tokens[at].relation, Relation::AclRelcl | Relation::Appos) && !reported_by.contains(&above)
        {
            break;
        }
        at = above;
    }
    let read_off = opening_report(resolver, head).into_iter().chain(put_in(resolver, head)).chain(according_to(resolver, head));
    for source in read_off {
        push(&mut inner_to_outer, source);
    }
    if inner_to_outer.is_empty() {
        inner_to_outer.extend(quoted(resolver, head));
    }
    inner_to_outer.reverse();
    // A medium reports what others say, wherever its "according to" is hung.
    inner_to_outer.sort_by_key(|source| source.kind != SourceKind::Outlet);
    inner_to_outer
}

/// The report that closes a sentence or is put into it, "..., the ministry in Seoul said on Tuesday": so common in news, and so often parsed amiss, that
/// it is read off the words.
fn put_in(resolver: &Resolver<'_>, head: TokenId) -> Option<Source> {
    let doc = resolver.doc;
    let verb = reporting_verb(doc, head).filter(|&verb| says(resolver, verb))?;
    let comma = comma_before(doc, verb)?;
    let subject = doc.children(verb).find(|&child| doc.tokens[child].relation == Relation::Nsubj && child > comma);
    let subject = subject.or_else(|| top_of(doc, comma + 1, verb))?;
    source(resolver, subject, Some(doc.tokens[verb].span))
}

/// The verb of a report that closes the sentence of `head` or is put into it between commas: a finite verb with a phrase and no other verb between it and
/// the comma before, and no verb, or a comma, behind.
pub fn reporting_verb(doc: &Document, head: TokenId) -> Option<TokenId> {
    let sentence = doc.sentence_of(head).tokens;
    let finite =
        |token: TokenId| doc.tokens[token].upos == Upos::VERB && matches!(&*doc.tokens[token].xpos, "VBD" | "VBZ" | "VBP");
    let last = sentence.ids().rev().find(|&token| doc.tokens[token].upos == Upos::VERB).filter(|&verb| head < verb);
    let inner = sentence.ids().filter(|&token| token + 1 < sentence.end as TokenId && doc.form(token + 1) == ",");
    last.into_iter().chain(inner).find(|&verb| {
        let Some(comma) = comma_before(doc, verb).filter(|&comma| verb > comma + 1 && verb - comma <= 12) else { return false };
        let clause_of_its_own = (comma + 1..verb).any(|token| {
            matches!(doc.tokens[token].upos, Upos::VERB | Upos::CCONJ | Upos::SCONJ)
                || matches!(doc.lemma(token), "who" | "which")
        });
        let inside = comma < head && head <= verb;
        finite(verb) && doc.tokens[verb].relation != Relation::Conj && !clause_of_its_own && !inside
    })
}

/// The report that opens a sentence, "The ministry said up to forty tanks ...", for all that stands behind it, wherever the parser hangs it.
fn opening_report(resolver: &Resolver<'_>, head: TokenId) -> Option<Source> {
    let doc = resolver.doc;
    let sentence = doc.sentence_of(head).tokens;
    let verb = sentence.ids().find(|&token| doc.tokens[token].upos == Upos::VERB)?;
    let finite = matches!(&*doc.tokens[verb].xpos, "VBD" | "VBZ" | "VBP");
    let subject = doc.children(verb).find(|&child| doc.tokens[child].relation == Relation::Nsubj && child < verb)?;
    let runs_on = head > verb && !matches!(doc.form(verb + 1), "," | "." | ":" | ";");
    let mut top = head;
    while doc.tokens[top].relation == Relation::Conj {
        top = doc.head(top)?;
    }
    let beside = top == verb || doc.is_under(head, subject);
    (finite && runs_on && !beside && says(resolver, verb)).then(|| source(resolver, subject, Some(doc.tokens[verb].span)))?
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

/// The noun among some words that hangs on none of them.
fn top_of(doc: &Document, start: TokenId, end: TokenId) -> Option<TokenId> {
    let nominal = |token: TokenId| doc.tokens[token].upos.is_noun() || matches!(doc.tokens[token].upos, Upos::PRON | Upos::ADJ);
    (start..end).find(|&token| nominal(token) && doc.head(token).is_none_or(|above| above < start || above >= end))
}

/// The comma or closing quotation mark that a closing report follows.
fn comma_before(doc: &Document, verb: TokenId) -> Option<TokenId> {
    let first = doc.sentence_of(verb).tokens.start as TokenId;
    (first..verb).rev().find(|&token| matches!(doc.form(token), "," | "\u{201d}" | "\"" | "\u{2019}" | ";"))
}

/// The same source is not named twice.
fn push(sources: &mut Vec<Source>, source: Source) {
    let same = |known: &Source| match (known.entity.mention, source.entity.mention) {
        (Some(one), Some(other)) => one.overlaps(other),
        _ => false,
    };
    if !sources.iter().any(same) {
        sources.push(source);
    }
}

/// Sources that stand beside a word: "according to X", and a verb of saying put in or behind ("..., the JCS said").
fn beside(resolver: &Resolver<'_>, word: TokenId) -> Vec<Source> {
    let doc = resolver.doc;
    let mut found = Vec::new();
    for child in doc.children(word) {
        match doc.tokens[child].relation {
            Relation::Parataxis if says(resolver, child) => {
                found.extend(speaker(resolver, child));
                found.extend(beside(resolver, child));
            }
            Relation::Obl | Relation::Nmod | Relation::Advcl | Relation::Advmod => {
                if let Some(cue) = according(resolver, child) {
                    found.extend(source(resolver, child, Some(cue)));
                }
            }
            _ => {}
        }
    }
    found
}

/// The words that make a phrase a source: "according to", "citing". What a speaker cites stands behind him and is the inner link.
fn according(resolver: &Resolver<'_>, phrase: TokenId) -> Option<Span> {
    let doc = resolver.doc;
    let case = doc.children(phrase).find(|&child| matches!(doc.tokens[child].relation, Relation::Case | Relation::Mark))?;
    let mut span = doc.tokens[case].span;
    for part in doc.children_by(case, Relation::Fixed) {
        span = span.cover(doc.tokens[part].span);
    }
    let next = case + 1;
    if next < phrase && doc.tokens[next].relation == Relation::Case {
        span = span.cover(doc.tokens[next].span);
    }
    let words = knowledge::normalised(doc.words(span));
    resolver.knowledge.attribution.phrases.contains(&words).then_some(span)
}

/// Whether a word is a verb of saying.
fn says(resolver: &Resolver<'_>, word: TokenId) -> bool {
    resolver.doc.tokens[word].upos == Upos::VERB && resolver.knowledge.attribution.verbs.contains(resolver.doc.lemma(word))
}

/// The subject of a verb of saying.
fn speaker(resolver: &Resolver<'_>, verb: TokenId) -> Option<Source> {
    let subject = clause::place(resolver.doc, verb, &[], None, &Atom::Subject).into_iter().next()?;
    source(resolver, subject, Some(resolver.doc.tokens[verb].span))
}

/// How many quotations back one that holds the word may have begun: they nest, but never deep.
const QUOTES_BEFORE: usize = 8;

/// The speaker of the quotation that the act stands in.
fn quoted(resolver: &Resolver<'_>, head: TokenId) -> Option<Source> {
    let doc = resolver.doc;
    let here = doc.tokens[head].span;
    let begun = doc.quotes.partition_point(|quote| quote.span.start <= here.start);
    let quote = doc.quotes[..begun]
        .iter()
        .rev()
        .take(QUOTES_BEFORE)
        .filter(|quote| quote.span.contains(here) && quote.speaker.is_some())
        .min_by_key(|quote| quote.span.len())?;
    // A few words in quotation marks inside a sentence of the article's own do not make the speaker a source.
    if !quote.span.contains(doc.sentence_of(head).span) && quote.span.len() < 40 {
        return None;
    }
    source(resolver, quote.speaker? as TokenId, quote.cue.map(|cue| doc.tokens[cue as TokenId].span))
}

fn source(resolver: &Resolver<'_>, head: TokenId, cue: Option<Span>) -> Option<Source> {
    let doc = resolver.doc;
    // Where the parser erred there may stand a time or a verb; neither says anything.
    if crate::matching::is_time(doc, head) || matches!(doc.tokens[head].upos, Upos::VERB | Upos::AUX | Upos::NUM | Upos::ADV) {
        return None;
    }
    let mention = phrase::span(doc, head);
    let identity = resolver.identity(head);
    let words = &resolver.knowledge.attribution;
    let lemma = doc.lemma(head).to_lowercase();
    let kind = if identity.is_outlet || words.outlets.contains(&lemma) {
        SourceKind::Outlet
    } else if words.documents.contains(&lemma) {
        SourceKind::Document
    } else if !identity.is_named && words.anonymous.contains(&lemma) && doc.children_by(head, Relation::Appos).next().is_none() {
        SourceKind::Anonymous
    } else {
        SourceKind::Named
    };
    let entity = entity(mention, identity, &Origin::Engine("says so"));
    Some(Source { entity, kind, cue })
}
