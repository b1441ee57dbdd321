//! What was found out about the phrases of one document, kept because every rule asks for it again. It changes no answer.

use super::Identity;
use crate::names::FoundName;
use document::{Date, TokenId};
use knowledge::ClassNumber;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::hash::Hash;
use std::rc::Rc;

/// Answers of a [`super::Resolver`] over one document.
#[derive(Debug, Default)]
pub struct Memo {
    /// Who the phrase of a head stands for, by how often it may still lead to another, on a day.
    pub(super) identities: Answers<(TokenId, usize, Option<Date>), Rc<[Identity]>>,
    /// The longest name from a token on.
    pub(super) names: Answers<TokenId, Option<FoundName>>,
    /// The lemmas that a word may be asked for.
    pub lemmas: Answers<TokenId, Rc<[String]>>,
    /// The classes of those lemmas, in order.
    pub classes: Answers<TokenId, Rc<[ClassNumber]>>,
    /// The classes of all words of a sentence, in order, by its first token.
    pub sentences: Answers<u32, Rc<[ClassNumber]>>,
    /// For each context the word that shows it, by the first token of the sentence.
    pub contexts: Answers<u32, Rc<[Option<TokenId>]>>,
}

/// Answers by question.
#[derive(Debug)]
pub struct Answers<Q, A>(RefCell<FxHashMap<Q, A>>);

impl<Q, A> Default for Answers<Q, A> {
    fn default() -> Answers<Q, A> {
        Answers(RefCell::default())
    }
}

impl<Q: Eq + Hash, A: Clone> Answers<Q, A> {
    /// The answer, worked out at the first time. Working out may ask for others.
    pub fn get_or(&self, question: Q, answer: impl FnOnce() -> A) -> A {
        if let Some(known) = self.0.borrow().get(&question) {
            return known.clone();
        }
        let found = answer();
        self.0.borrow_mut().insert(question, found.clone());
        found
    }
}
