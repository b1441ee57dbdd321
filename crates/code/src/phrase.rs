//! Noun phrases: how far they reach, and which heads a coordination joins.

use document::{Document, NameKind, Relation, TokenId, TokenRange, Upos};
use span::Span;

/// The heads that a coordination joins, the first one first: "generals, officers and soldiers".
pub fn conjuncts(doc: &Document, head: TokenId) -> Vec<TokenId> {
    let mut heads = vec![head];
    let mut next = 0;
    while next < heads.len() {
        let joined = doc.children_by(heads[next], Relation::Conj).filter(|&child| {
            // A verb joined to a noun is a parser error or an ellipsis, never a second party.
            !matches!(doc.tokens[child].upos, Upos::VERB | Upos::AUX | Upos::ADV)
        });
        heads.extend(joined.collect::<Vec<_>>());
        next += 1;
    }
    heads
}

/// The first of the heads that a coordination joins which fits.
pub fn find_conjunct(doc: &Document, head: TokenId, fits: impl Fn(TokenId) -> bool) -> Option<TokenId> {
    if fits(head) {
        return Some(head);
    }
    doc.child(head, Relation::Conj)?;
    conjuncts(doc, head).into_iter().skip(1).find(|&joined| fits(joined))
}

/// The words of a phrase around its head: determiners, modifiers, possessors and short prepositional phrases, without relative clauses,
/// appositions, coordinated phrases and clauses.
pub fn extent(doc: &Document, head: TokenId) -> TokenRange {
    let mut first = head;
    let mut last = head;
    let mut open = vec![head];
    while let Some(word) = open.pop() {
        first = first.min(word);
        last = last.max(word);
        for child in doc.children(word) {
            if stays(doc, word, child, head) {
                open.push(child);
            }
        }
    }
    if let Some(state) = state_before(doc, head) {
        first = first.min(state);
    }
    trim(doc, first, last, head)
}

/// "A U.S. military air strike", "Turkish police raids": the country's name right before a modifier that is a body, where both hang on the noun behind.
pub fn state_before(doc: &Document, modifier: TokenId) -> Option<TokenId> {
    let modifies = |word: TokenId| matches!(doc.tokens[word].relation, Relation::Amod | Relation::Compound);
    let state = modifier.checked_sub(1).filter(|&state| {
        modifies(state) && modifies(modifier) && doc.head(state).is_some() && doc.head(state) == doc.head(modifier)
    })?;
    let named = doc
        .name_at(state)
        .is_some_and(|name| matches!(name.kind, NameKind::Nationality | NameKind::Location) && !name.tokens.contains(modifier));
    (named && doc.head(modifier).is_some_and(|noun| noun > modifier)).then_some(state)
}

/// The words of a party: its phrase, with what tells it apart behind it. That is the name behind a description ("the foreign minister, Ana Ruiz"), the
/// complement of an adjective ("rebels loyal to the general"), and the participle behind a noun that nothing else describes ("people living in camps").
pub fn mention(doc: &Document, head: TokenId) -> Span {
    let own = extent(doc, head);
    let span = doc.span_of(own);
    if let Some(name) = name_behind(doc, head, own) {
        return span.cover(self::span(doc, name));
    }
    let next = own.end as TokenId;
    let behind = |child: &TokenId| matches!(doc.tokens[*child].relation, Relation::Amod | Relation::Acl) && *child + 1 >= next;
    let Some(told) = doc.children(head).find(|child| *child > head && behind(child)) else { return span };
    let adjoins = || doc.subtree(told).first() == Some(&next) && doc.tokens[next].upos != Upos::PUNCT;
    let is_bare = || {
        let bare = |child: TokenId| {
            matches!(doc.tokens[child].relation, Relation::Det | Relation::Nummod | Relation::Acl | Relation::Punct)
        };
        doc.tokens[head].upos == Upos::NOUN
            && doc.children(head).filter(|&child| doc.tokens[child].relation != Relation::Case).all(bare)
    };
    match doc.tokens[told].upos {
        Upos::ADJ if told == head + 1 => {
            let complement = doc.children_by(told, Relation::Obl).find(|&complement| complement > told);
            complement.map_or(span, |complement| span.cover(self::span(doc, complement)))
        }
        Upos::VERB if adjoins() && doc.child(told, Relation::Mark).is_none() && is_bare() => {
            span.cover(doc.span_of(TokenRange::new(told, end_of_clause(doc, told))))
        }
        _ => span,
    }
}

/// Where the words that hang on a word end, before the first comma.
fn end_of_clause(doc: &Document, word: TokenId) -> TokenId {
    let inside = doc.subtree(word);
    (word + 1..).find(|&next| !inside.contains(&next) || doc.tokens[next].upos == Upos::PUNCT).unwrap_or(word + 1)
}

/// The name in apposition to the description of one person, right behind its comma. Lists are often read so: what goes on with "and" is none.
fn name_behind(doc: &Document, head: TokenId, own: TokenRange) -> Option<TokenId> {
    let comma = own.end as TokenId;
    let one = doc.tokens[head].upos == Upos::NOUN && &*doc.tokens[head].xpos == "NN";
    let within = comma < doc.sentence_of(head).tokens.end as TokenId && doc.form(comma) == ",";
    doc.children_by(head, Relation::Appos).find(|&name| {
        let named = doc.tokens[name].upos == Upos::PROPN && doc.child(name, Relation::Conj).is_none();
        one && within && named && name > comma && name < comma + 6
    })
}

/// Nouns that a `to` phrase belongs to: "the ambassador to Chad"; elsewhere it belongs to the verb or the act.
const OFFICES_TO: [&str; 10] =
    ["ambassador", "envoy", "adviser", "advisor", "aide", "heir", "successor", "representative", "delegate", "observer"];

/// Whether a dependent belongs to the phrase of `head`.
fn stays(doc: &Document, word: TokenId, child: TokenId, head: TokenId) -> bool {
    match doc.tokens[child].relation {
        Relation::Det
        | Relation::DetPredet
        | Relation::Amod
        | Relation::Compound
        | Relation::Nummod
        | Relation::NmodPoss
        | Relation::NmodDesc
        | Relation::Flat
        | Relation::Fixed
        | Relation::Goeswith => true,
        // The preposition that introduces the whole phrase is none of its words.
        Relation::Case => {
            let title = doc.tokens[word].relation == Relation::NmodDesc && doc.head(word) == Some(head);
            word != head && !title || doc.form(child).eq_ignore_ascii_case("'s")
        }
        Relation::Nmod => {
            let close = preposition_is(doc, child, &["of", "in", "from", "at", "for", "on", "with", "near", "between", "within"])
                || preposition_is(doc, child, &["to"]) && OFFICES_TO.contains(&doc.lemma(word));
            close && child > head && doc.tokens[child].upos != Upos::VERB && !crate::matching::is_time(doc, child)
        }
        Relation::NmodUnmarked => child < word,
        // Coordination inside a modifier belongs to it ("land and sea forces"), coordination of the head does not.
        Relation::Conj | Relation::Cc => word != head,
        // "the journalist Moussa Tchangari": a name right behind its noun, without a comma.
        Relation::Appos => child > word && (word + 1..child).all(|between| doc.tokens[between].upos != Upos::PUNCT),
        Relation::Punct => is_inner_mark(doc, word, child),
        Relation::Advmod => child < word && word != head || doc.lemma(child) == "several",
        _ => false,
    }
}

fn preposition_is(doc: &Document, phrase: TokenId, words: &[&str]) -> bool {
    crate::clause::preposition_of(doc, phrase).is_some_and(|word| words.contains(&word.as_str()))
}

/// Hyphens and quotation marks inside a phrase.
fn is_inner_mark(doc: &Document, word: TokenId, mark: TokenId) -> bool {
    matches!(doc.form(mark), "-" | "–" | "\u{2011}") && mark < word
}

/// Marks and prepositions at the edges are not part of the phrase.
fn trim(doc: &Document, first: TokenId, last: TokenId, head: TokenId) -> TokenRange {
    let mut first = first;
    let mut last = last;
    // "met with opposition leader Ana Ruiz": the preposition may hang on any word of the phrase.
    let introduces = |word: TokenId| {
        doc.tokens[word].relation == Relation::Case
            && doc.tokens[word].upos == Upos::ADP
            && doc.head(word).is_some_and(|noun| doc.tokens[noun].upos.is_noun())
    };
    let outside =
        |word: TokenId| doc.tokens[word].upos == Upos::PUNCT || doc.tokens[word].relation == Relation::Cc || introduces(word);
    while first < head && outside(first) {
        first += 1;
    }
    while last > head && (doc.tokens[last].upos == Upos::PUNCT || doc.form(last) == "'s" || doc.form(last) == "’s") {
        last -= 1;
    }
    TokenRange::new(first, last + 1)
}

/// The bytes of a phrase.
pub fn span(doc: &Document, head: TokenId) -> Span {
    doc.span_of(extent(doc, head))
}

/// Whether the word is a pronoun that stands for a party: "he", "they", "which", but not expletive "it" with nothing to stand for.
pub fn is_pronoun(doc: &Document, head: TokenId) -> bool {
    doc.tokens[head].upos == Upos::PRON
}
