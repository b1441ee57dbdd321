//! Sentences that begin with a dateline which the parser took for a part of them: "LIMA, June 3 (Example Wire) - The court freed ...", "Lima: The
//! court freed ...". Who acts stands behind the sign that closes it. Whose country it gives is in [`crate::filed`].

use document::{Document, TokenId, Upos};

/// How many words a dateline has at most, up to its dash or colon.
pub(crate) const LONGEST: usize = 14;

/// The subject of a verb whose first subject, as the parser has it, is a word of the dateline; none where it is not.
pub(super) fn subject(doc: &Document, verb: TokenId, first: TokenId) -> Option<TokenId> {
    let closing = before(doc, verb).filter(|&closing| first < closing)?;
    behind(doc, closing, verb)
}

/// The subject of a finite verb that the parser left without one, the dateline being in its place.
pub(super) fn lost_subject(doc: &Document, verb: TokenId) -> Option<TokenId> {
    let finite = |word: TokenId| doc.feature(word, "VerbForm") == Some("Fin");
    if !finite(verb) && !doc.children(verb).any(|child| doc.tokens[child].relation == document::Relation::Aux && finite(child)) {
        return None;
    }
    behind(doc, before(doc, verb)?, verb)
}

/// The sign that closes the dateline of a verb's sentence.
fn before(doc: &Document, verb: TokenId) -> Option<TokenId> {
    let first = doc.sentence_of(verb).tokens.start as TokenId;
    let place = doc.tokens[first].upos == Upos::PROPN;
    let closing = (first..verb.min(first + LONGEST)).find(|&token| closes(doc, token)).filter(|_| place)?;
    let says = (first..closing).any(|token| matches!(doc.tokens[token].upos, Upos::VERB | Upos::AUX));
    (!says).then_some(closing)
}

/// The noun between a dateline and a verb that hangs on none of its like there, the verb's own dependents first.
fn behind(doc: &Document, closing: TokenId, verb: TokenId) -> Option<TokenId> {
    let inside = |token: TokenId| token > closing && token < verb;
    let own = doc.children(verb).find(|&child| inside(child) && doc.tokens[child].relation.is_subject());
    let top = |&token: &TokenId| {
        doc.tokens[token].upos.is_noun() && super::preposition_of(doc, token).is_none() && !doc.head(token).is_some_and(inside)
    };
    own.or_else(|| (closing + 1..verb).find(top))
}

/// Whether a sign may end a dateline: a colon, or a dash that is no hyphen of "Lima-based".
pub(crate) fn closes(doc: &Document, token: TokenId) -> bool {
    let own = doc.tokens[token].span;
    let parted = |other: Option<TokenId>| {
        other
            .and_then(|other| doc.tokens.get(other))
            .is_some_and(|other| other.span.end != own.start && own.end != other.span.start)
    };
    match doc.form(token) {
        ":" | "--" | "—" => true,
        "-" | "–" => parted(token.checked_sub(1)) && parted(Some(token + 1)),
        _ => false,
    }
}
