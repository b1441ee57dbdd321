//! Who says that an act happened, outermost first (contract, decision 11).
//!
//! The tree is asked first: verbs of saying above the act and reports hung beside it. What parsers often hang amiss is read off the words in
//! [`read_off`]; who or what a source is stands in [`source`].

pub mod read_off;
mod source;

use crate::clause;
use crate::entity::Resolver;
use document::{Document, Relation, TokenId, Upos};
use event::{Source, SourceKind};
use knowledge::Atom;
use source::{phrase_cue, source};

/// What the chain of sources depends on beside the text.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The head of the act's trigger.
    pub head: TokenId,
    /// The verbs of saying above it, innermost first.
    pub reported_by: &'a [TokenId],
    /// The heads of those who utter the accusation that the act is the content of.
    pub accusers: &'a [TokenId],
    /// Whether the words are set in a heading.
    pub in_heading: bool,
}

/// The sources of an act.
pub fn of(resolver: &Resolver<'_>, told: Told<'_>) -> Vec<Source> {
    let doc = resolver.doc;
    let mut inner_to_outer: Vec<Source> = Vec::new();
    for &accuser in told.accusers {
        push(&mut inner_to_outer, source(resolver, accuser, None));
    }
    for above in way_up(doc, told.head, told.reported_by) {
        for source in beside(resolver, above, told.head) {
            push(&mut inner_to_outer, Some(source));
        }
        if told.reported_by.contains(&above) && read_off::put_in_verb(resolver, told.head) != Some(above) {
            for source in speakers(resolver, above) {
                push(&mut inner_to_outer, Some(source));
            }
        }
    }
    for source in read_off::sources(resolver, told) {
        push(&mut inner_to_outer, Some(source));
    }
    if inner_to_outer.is_empty() {
        inner_to_outer.extend(quoted(resolver, told.head));
    }
    if !inner_to_outer.is_empty()
        && let Some(cited) = read_off::cited(resolver, told.head)
        && !is_named_among(&inner_to_outer, &cited)
    {
        inner_to_outer.insert(0, cited);
    }
    inner_to_outer.reverse();
    // A medium reports what others say, wherever its "according to" is hung.
    inner_to_outer.sort_by_key(|source| source.kind != SourceKind::Outlet);
    inner_to_outer
}

/// The verbs of reports that stand beside an act: hung beside it in the tree, or read off the words.
pub fn reports_beside(resolver: &Resolver<'_>, head: TokenId, reported_by: &[TokenId]) -> Vec<TokenId> {
    let doc = resolver.doc;
    let hung = way_up(doc, head, reported_by).into_iter().flat_map(|word| {
        let reports = |&child: &TokenId| says(resolver, child) && is_report(doc, child) && !trails(doc, head, child);
        doc.children_by(word, Relation::Parataxis).filter(reports).collect::<Vec<_>>()
    });
    hung.chain(read_off::put_in_verb(resolver, head)).collect()
}

/// The words from an act up to the root, as far as a report may lie above it.
fn way_up(doc: &Document, head: TokenId, reported_by: &[TokenId]) -> Vec<TokenId> {
    let mut way = vec![head];
    let mut at = head;
    while let Some(above) = doc.head(at) {
        let apart = matches!(doc.tokens[at].relation, Relation::AclRelcl | Relation::Appos) && !reported_by.contains(&above);
        if apart || way.len() > 64 {
            break;
        }
        way.push(above);
        at = above;
    }
    way
}

/// The same source is not named twice, and who speaks of himself in a quotation is not named by "I".
fn push(sources: &mut Vec<Source>, source: Option<Source>) {
    if let Some(source) = source
        && !is_named_among(sources, &source)
    {
        sources.push(source);
    }
}

fn is_named_among(sources: &[Source], source: &Source) -> bool {
    sources.iter().any(|known| match (known.entity.mention, source.entity.mention) {
        (Some(one), Some(other)) => one.overlaps(other),
        _ => false,
    })
}

/// Sources that stand beside a word: "according to X", and a verb of saying put in or behind ("..., the JCS said").
fn beside(resolver: &Resolver<'_>, word: TokenId, act: TokenId) -> Vec<Source> {
    let doc = resolver.doc;
    let mut found = Vec::new();
    for child in doc.children(word) {
        match doc.tokens[child].relation {
            Relation::Parataxis if says(resolver, child) && is_report(doc, child) && !trails(doc, act, child) => {
                found.extend(speaker(resolver, child));
                found.extend(beside(resolver, child, act));
            }
            Relation::Obl | Relation::Nmod | Relation::Advcl | Relation::Advmod => {
                if let Some(cue) = phrase_cue(resolver, child) {
                    found.extend(source(resolver, child, Some(cue)));
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether a verb of saying that stands beside a clause reports it: one with words of its own to report does not ("...; the ministry said it would
/// go on").
fn is_report(doc: &Document, verb: TokenId) -> bool {
    let addresses = matches!(doc.lemma(verb), "tell" | "inform" | "assure" | "brief" | "notify" | "remind");
    // "..., the ministry said, hours after ...": what a mark parts from the verb is not said by it.
    let closed = doc.tokens.get(verb + 1).is_none_or(|next| next.upos == Upos::PUNCT);
    let own = |child: TokenId| match doc.tokens[child].relation {
        Relation::Ccomp => child > verb,
        Relation::Obj => !addresses,
        _ => false,
    };
    closed || !doc.children(verb).any(own)
}

/// Whether an act stands in a clause of time behind a report that is put in: "..., the army said, hours after the ministers met".
fn trails(doc: &Document, act: TokenId, verb: TokenId) -> bool {
    act > verb
        && (verb + 1..act).any(|token| {
            doc.tokens[token].relation == Relation::Mark
                && matches!(doc.lemma(token), "after" | "before" | "as" | "while" | "when" | "since")
                && doc.head(token).is_some_and(|clause| clause == act || doc.is_under(act, clause))
        })
}

/// Whether a word is a verb of saying.
fn says(resolver: &Resolver<'_>, word: TokenId) -> bool {
    resolver.doc.tokens[word].upos == Upos::VERB && resolver.knowledge.attribution.verbs.contains(resolver.doc.lemma(word))
}

/// Who says it by a verb above the act, innermost first: its subject; of "quoted an official as saying" the official and who quotes him.
fn speakers(resolver: &Resolver<'_>, verb: TokenId) -> Vec<Source> {
    let doc = resolver.doc;
    let quoting = doc.head(verb).filter(|&above| {
        matches!(doc.lemma(above), "quote" | "cite") && doc.children_by(verb, Relation::Mark).any(|mark| doc.lemma(mark) == "as")
    });
    let Some(quoting) = quoting else { return speaker(resolver, verb).into_iter().collect() };
    let cue = Some(doc.tokens[quoting].span);
    let said = clause::place(doc, quoting, &[], None, &Atom::Object).into_iter().next();
    said.and_then(|said| source(resolver, said, cue)).into_iter().chain(speaker(resolver, quoting)).collect()
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
