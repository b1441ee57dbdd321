//! Finds the noun that a number counts. Reads the tree first and the order of words only where the tree gives nothing.

use crate::view::View;
use document::{QuantityKind, Relation, TokenId, Upos};
use std::ops::Range;

/// The head of the phrase that the number at `number` counts.
pub fn noun(view: View, number: Range<TokenId>, kind: QuantityKind) -> Option<TokenId> {
    let amount = !matches!(kind, QuantityKind::Cardinal | QuantityKind::Ordinal);
    if !amount && let Some(head) = modified(view, &number) {
        return Some(head);
    }
    // "dozens of people", "20 of the soldiers", "$35 million in aid"
    for token in number.clone() {
        let mut nouns = view.document.children_by(token, Relation::Nmod).filter(|child| !number.contains(child));
        if let Some(child) = nouns.find(|&child| {
            view.document.children_by(child, Relation::Case).any(|case| matches!(view.low(case), "of" | "in" | "worth"))
        }) {
            return Some(child);
        }
    }
    if view.low(number.end) == "of" {
        return following(view, number.end + 1);
    }
    if amount { None } else { following(view, number.end) }
}

/// The noun outside of the number that one of its words modifies.
fn modified(view: View, number: &Range<TokenId>) -> Option<TokenId> {
    number.clone().find_map(|token| {
        let word = view.token(token)?;
        let mut head = word.head? as TokenId;
        // "six F-16 jets": the number may hang on a word that itself only describes the noun.
        while let Some(described) = view.token(head).filter(|word| word.relation == Relation::Compound).and_then(|word| word.head)
            && described as TokenId > head
        {
            head = described as TokenId;
        }
        let counts =
            matches!(word.relation, Relation::Nummod | Relation::Amod | Relation::Det | Relation::NmodDesc | Relation::Compound);
        let noun = matches!(view.upos(head), Some(Upos::NOUN | Upos::PROPN | Upos::ADJ | Upos::PRON));
        let near = head >= number.end && head < number.end + 8;
        (counts && noun && near && !number.contains(&head)).then_some(head)
    })
}

/// The last noun of the row of nouns and adjectives that begins at `at`.
fn following(view: View, at: TokenId) -> Option<TokenId> {
    let mut noun = None;
    for token in at..(at + 6).min(view.end) {
        match view.upos(token)? {
            Upos::NOUN | Upos::PROPN => noun = Some(token),
            Upos::ADJ | Upos::DET if noun.is_none() => {}
            Upos::PUNCT if view.low(token) == "-" && view.glued(token) => {}
            _ => break,
        }
    }
    noun
}
