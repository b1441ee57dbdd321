//! The future: who announces, who asks, and what a category becomes when its act is still to come.

use super::Walk;
use crate::clause;
use document::{Relation, TokenId, Upos};
use event::{Assertion, Category, Origin};
use knowledge::Atom;

impl Walk<'_> {
    /// "The North says it is sending soldiers": who says of himself that he is doing it announces it, unless he says that it goes on ("is already
    /// sending").
    pub(super) fn planned_progressive(&mut self) {
        let (Some(verb), None, Some(&report)) = (self.progressive, &self.state, self.reported_by.first()) else { return };
        let doc = self.doc;
        let subject = clause::place(doc, verb, &[], None, &Atom::Subject);
        let own = subject.iter().any(|&subject| {
            doc.tokens[subject].upos == Upos::PRON && matches!(doc.lemma(subject), "it" | "he" | "she" | "they" | "we" | "I")
        });
        let goes_on =
            doc.children_by(verb, Relation::Advmod).any(|adverb| self.knowledge.classes.contains("going-on", doc.lemma(adverb)));
        if own && !goes_on && doc.head(verb) == Some(report) {
            self.future = Some(verb);
        }
    }

    /// "said that the roads would be cut off" is the future of a report in the past, no condition.
    pub(super) fn future_in_the_past(&mut self) {
        let Some((Assertion::Hypothetical, Some(span), _)) = &self.state else { return };
        let would = self.doc.words(*span).eq_ignore_ascii_case("would");
        if would && !self.conditional && (self.declared || !self.reported_by.is_empty()) {
            self.future = self.doc.tokens.iter().position(|token| token.span == *span);
            self.state = None;
        }
    }

    /// A question asserts nothing.
    pub(super) fn question(&mut self, root: TokenId) {
        let doc = self.doc;
        let last = doc.sentence_of(root).tokens.end as TokenId - 1;
        let asks = doc.sentence_of(root).tokens.ids().rev().take(3).find(|&token| doc.form(token).starts_with('?'));
        let reported = self.reported_by.last() == Some(&root);
        if let (Some(mark), false) = (asks, reported) {
            debug_assert!(mark <= last);
            self.set(Assertion::Hypothetical, mark, Origin::Engine("a question"));
        }
    }
}

/// What a category becomes when its act lies in the future: cooperation is an agreement, a promised retreat a concession, hostile
/// acts are announced (manual, 3.1 and 3.4; contract, decision 2).
pub fn in_future(category: Category) -> (Category, Assertion) {
    match category {
        Category::Agree | Category::Consult | Category::Support | Category::Cooperate | Category::Aid => {
            (Category::Agree, Assertion::Actual)
        }
        Category::Concede | Category::Retreat => (Category::Concede, Assertion::Actual),
        // "Will pay a price", "will not be intimidated": the words themselves are the threat or the refusal.
        Category::Threaten | Category::Reject => (category, Assertion::Actual),
        _ => (category, Assertion::Announced),
    }
}

/// What somebody refuses who says that he will not do it: cooperation, a meeting, a concession. Hostile acts are promised away, not refused.
pub fn refusal_mode(category: Category) -> Option<&'static str> {
    Some(match category {
        Category::Consult => "meet",
        Category::Aid | Category::Cooperate => "assist",
        Category::Concede | Category::Retreat => "yield",
        Category::Agree | Category::Support => "change",
        _ => return None,
    })
}
