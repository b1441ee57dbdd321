//! Who or what a source is: its words, its kind and its identity.

use crate::entity::{Resolver, entity};
use crate::{matching, phrase};
use document::{Document, Relation, TokenId, TokenRange, Upos};
use event::{Origin, Source, SourceKind};
use span::Span;

/// The source that a phrase names, with the words that make it one; nothing where the phrase can say nothing.
pub(super) fn source(resolver: &Resolver<'_>, head: TokenId, cue: Option<Span>) -> Option<Source> {
    let doc = resolver.doc;
    // Where the parser erred there may stand a time or a verb; neither says anything. "I" and "we" are whoever is quoted.
    let one_of = doc.tokens[head].upos == Upos::NUM && doc.child(head, Relation::Nmod).is_some();
    let is_daily = resolver.knowledge.attribution.outlets.contains(&doc.lemma(head).to_lowercase());
    if matching::is_time(doc, head) && !is_daily
        || matches!(doc.tokens[head].upos, Upos::VERB | Upos::AUX | Upos::NUM | Upos::ADV) && !one_of
        || matches!(doc.lemma(head), "I" | "we")
    {
        return None;
    }
    let identity = resolver.identity(head);
    let words = &resolver.knowledge.attribution;
    let lemma = doc.lemma(head).to_lowercase();
    let nameless = words.anonymous.contains(&lemma)
        || words.anonymous.contains(&*matching::singular(doc, head))
        || is_plural_of(words, &lemma);
    let outlet = outlet_name(doc, words, head);
    let kind = if identity.is_outlet || words.outlets.contains(&lemma) || outlet.is_some() {
        SourceKind::Outlet
    } else if words.documents.contains(&lemma) {
        SourceKind::Document
    } else if !identity.is_named && nameless && doc.children_by(head, Relation::Appos).next().is_none() {
        SourceKind::Anonymous
    } else {
        SourceKind::Named
    };
    let mention = outlet.unwrap_or_else(|| words_of(doc, head, kind));
    let entity = entity(mention, identity, &Origin::Engine("says so"));
    Some(Source { entity, kind, cue })
}

/// "witnesses", where the lemma was left in the plural or cut short.
fn is_plural_of(words: &knowledge::Attribution, lemma: &str) -> bool {
    let cut = ["es", "e"].into_iter().filter_map(|ending| lemma.strip_suffix(ending));
    cut.into_iter().any(|singular| words.anonymous.contains(singular))
}

/// "the Han River Daily": a row of names that ends in a word for a medium, wherever the parser parts it.
fn outlet_name(doc: &Document, words: &knowledge::Attribution, head: TokenId) -> Option<Span> {
    let sentence = doc.sentence_of(head).tokens;
    let named = |token: TokenId| doc.tokens[token].upos == Upos::PROPN;
    let first = (sentence.start as TokenId..head).rev().take_while(|&token| named(token)).last().unwrap_or(head);
    let last = (head + 1..sentence.end as TokenId).take_while(|&token| named(token)).last().unwrap_or(head);
    let ends = named(head) && first < last && words.outlets.contains(&doc.form(last).to_lowercase());
    ends.then(|| doc.span_of(TokenRange::new(first, last + 1)))
}

/// A source's words: with the name that stands behind them, and for one without a name with what describes it.
fn words_of(doc: &Document, head: TokenId, kind: SourceKind) -> Span {
    let own = phrase::extent(doc, head);
    let span = doc.span_of(own);
    // "one of his lawyers, Ana Ruiz": the name hangs on those he is one of.
    let among = doc.children_by(head, Relation::Nmod).filter(|_| matches!(doc.lemma(head), "one" | "another"));
    let name = std::iter::once(head)
        .chain(among)
        .flat_map(|word| doc.children_by(word, Relation::Appos))
        .find(|&name| name > head && doc.tokens[name].upos == Upos::PROPN && (name as u32) < own.end + 6);
    if let Some(name) = name {
        return span.cover(phrase::span(doc, name));
    }
    if kind != SourceKind::Anonymous {
        return span;
    }
    // "Residents reached by telephone said": the participle may have taken its noun for a subject.
    if let Some(participle) = doc.head(head).filter(|&above| above as u32 == own.end && &*doc.tokens[above].xpos == "VBN") {
        return span.cover(doc.tokens[doc.subtree(participle).into_iter().max().unwrap_or(participle)].span);
    }
    let describes = doc
        .children(head)
        .filter(|&child| matches!(doc.tokens[child].relation, Relation::Acl | Relation::AclRelcl) && child > head)
        .map(|child| doc.subtree(child))
        .find(|words| words.iter().min().is_some_and(|&first| first as u32 == own.end));
    let last = describes.and_then(|words| words.into_iter().filter(|&word| doc.tokens[word].upos != Upos::PUNCT).max());
    last.map_or(span, |last| span.cover(doc.tokens[last].span))
}

/// The words that make a phrase a source: "according to", "citing". What a speaker cites stands behind him and is the inner link.
pub(super) fn phrase_cue(resolver: &Resolver<'_>, phrase: TokenId) -> Option<Span> {
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
