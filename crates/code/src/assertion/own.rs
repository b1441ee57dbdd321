//! What stands at the act itself: auxiliaries, adverbs, negation, conjunctions, parties that are nobody.

use super::Walk;
use crate::clause;
use document::{Document, Relation, TokenId, Upos};
use event::{Assertion, Origin};
use knowledge::{Atom, Operator};

/// Words of certain future; they make a hostile act announced and a cooperative one an agreement.
const FUTURE: [&str; 3] = ["will", "shall", "'ll"];

/// Whether a word's dependent denies it: "not", "never", "nor has she"; "not only" and "not just" deny nothing.
pub(super) fn denies(doc: &Document, owner: TokenId, child: TokenId) -> bool {
    let form = doc.form(child).to_lowercase();
    let negation = matches!(doc.tokens[child].relation, Relation::Advmod | Relation::Det | Relation::CcPreconj | Relation::Cc)
        && matches!(form.as_str(), "not" | "n't" | "n’t" | "never" | "nor" | "neither");
    let only = doc.children(owner).any(|other| other == child + 1 && matches!(doc.lemma(other), "only" | "just"));
    // "attacked it not on Friday but on Saturday": the negation is that of the words behind it.
    let contrasts = form == "not" && child > owner && doc.tokens[owner].upos == Upos::VERB;
    negation && !only && !contrasts
}

impl Walk<'_> {
    /// What stands at the word itself.
    pub(super) fn own(&mut self, word: TokenId, belonging: &[TokenId]) {
        let doc = self.doc;
        let owners: Vec<TokenId> = std::iter::once(word).chain(belonging.iter().copied()).collect();
        for &owner in &owners {
            self.dependents(owner, |_| true);
        }
        self.note_progressive(word);
        let negated = matches!(&self.state, Some((Assertion::Negated, ..)));
        let will = |child: TokenId| matches!(doc.lemma(child), "will" | "would" | "wo" | "shall");
        // "would not have saved him" refuses nothing.
        let perfect = doc.children_by(word, Relation::Aux).any(|child| doc.lemma(child) == "have");
        self.refused = negated && !perfect && doc.children_by(word, Relation::Aux).any(will);
        if doc.tokens[word].upos == Upos::VERB {
            self.nobody(word, belonging);
        }
    }

    /// "No one was killed": no party does or suffers it.
    fn nobody(&mut self, verb: TokenId, belonging: &[TokenId]) {
        let doc = self.doc;
        let subjects = clause::place(doc, verb, &[], None, &Atom::Subject);
        let parties = subjects.into_iter().chain(clause::place(doc, verb, belonging, None, &Atom::Object));
        for party in parties.collect::<Vec<_>>() {
            let none = doc.children(party).find(|&child| {
                matches!(doc.tokens[child].relation, Relation::Det | Relation::Advmod | Relation::Nummod)
                    && matches!(doc.form(child).to_lowercase().as_str(), "no" | "not" | "neither")
                    && doc.name_at(child).is_none()
            });
            let nobody = matches!(doc.lemma(party).to_lowercase().as_str(), "nobody" | "none" | "neither").then_some(party);
            if let Some(negation) = none.or(nobody) {
                self.set(Assertion::Negated, negation, Origin::Engine("no party does it"));
            }
        }
    }

    /// The dependents that bear on the reality of their head. Conjunctions come last: "whether it will strike" is no announcement.
    pub(super) fn dependents(&mut self, owner: TokenId, bears: impl Fn(TokenId) -> bool) {
        let doc = self.doc;
        let (marks, others): (Vec<TokenId>, Vec<TokenId>) =
            doc.children(owner).filter(|&child| bears(child)).partition(|&child| doc.tokens[child].relation == Relation::Mark);
        for child in others.into_iter().chain(marks) {
            self.dependent(owner, child);
        }
    }

    pub(super) fn dependent(&mut self, owner: TokenId, child: TokenId) {
        let doc = self.doc;
        let lemma = doc.lemma(child).to_lowercase();
        let form = doc.form(child).to_lowercase();
        match doc.tokens[child].relation {
            Relation::Aux | Relation::AuxPass => {
                if FUTURE.contains(&lemma.as_str()) || FUTURE.contains(&form.as_str()) {
                    self.state = None;
                    self.future = Some(child);
                } else {
                    self.listed(child, &lemma, |operator| &operator.words.auxiliaries);
                }
            }
            _ if denies(doc, owner, child) => {
                self.set(Assertion::Negated, child, Origin::Engine("negation at the word"));
            }
            Relation::Mark | Relation::Advmod | Relation::Cc
                if doc.feature(child, "Polarity") != Some("Neg") && lemma != "not" && !is_of_number(doc, child) =>
            {
                self.listed(child, &lemma, |operator| &operator.words.markers);
                self.listed(child, &lemma, |operator| &operator.words.adverbs);
            }
            Relation::Amod if doc.tokens[owner].upos.is_noun() => self.listed(child, &lemma, |operator| &operator.words.adverbs),
            // "any attack will be answered": nobody says that there is one.
            Relation::Det if form == "any" && doc.tokens[owner].upos.is_noun() => {
                self.set(Assertion::Hypothetical, child, Origin::Engine("said of any that there may be"));
            }
            Relation::Det if form == "no" => self.set(Assertion::Negated, child, Origin::Engine("negation at the word")),
            _ => {}
        }
    }

    fn listed(&mut self, word: TokenId, lemma: &str, list: impl Fn(&Operator) -> &Vec<String>) {
        let operator = self.knowledge.operators.iter().find(|operator| list(operator).iter().any(|known| known == lemma));
        if let Some(operator) = operator {
            self.apply(operator, word);
        }
    }

    /// The second of two verbs shares auxiliaries and negation of the first ("will send soldiers and reinstall posts").
    pub(super) fn shared(&mut self, first: TokenId) {
        let doc = self.doc;
        self.dependents(first, |child| matches!(doc.tokens[child].relation, Relation::Aux | Relation::Mark));
    }

    /// Remembers "is sending".
    pub(super) fn note_progressive(&mut self, word: TokenId) {
        let being = self.doc.children_by(word, Relation::Aux).any(|auxiliary| self.doc.lemma(auxiliary) == "be");
        if being && &*self.doc.tokens[word].xpos == "VBG" {
            self.progressive = Some(word);
        }
    }
}

/// "Almost 300 were arrested": the adverb is that of the number, wherever the parser hangs it.
fn is_of_number(doc: &Document, adverb: TokenId) -> bool {
    doc.tokens.get(adverb + 1).is_some_and(|next| next.upos == Upos::NUM)
}
