//! The tree of one sentence while it is mended: questions about its words, and the one way to hang a word elsewhere.

use document::{Relation, Token, TokenRange, Upos};
use std::ops::Range;

/// A sentence among the tokens of its document. Words are places in `tokens`.
pub(super) struct Tree<'a> {
    /// The tokens of the document so far.
    pub tokens: &'a mut [Token],
    /// The first word of the sentence, and the one after its last.
    pub words: Range<usize>,
}

impl<'a> Tree<'a> {
    pub fn new(tokens: &'a mut [Token], sentence: TokenRange) -> Tree<'a> {
        Tree { tokens, words: sentence.start as usize..sentence.end as usize }
    }

    pub fn head(&self, word: usize) -> Option<usize> {
        self.tokens[word].head.map(|head| head as usize)
    }

    pub fn relation(&self, word: usize) -> Relation {
        self.tokens[word].relation
    }

    pub fn lemma(&self, word: usize) -> &str {
        &self.tokens[word].lemma
    }

    pub fn upos(&self, word: usize) -> Upos {
        self.tokens[word].upos
    }

    pub fn is_tagged(&self, word: usize, tags: &[&str]) -> bool {
        tags.contains(&&*self.tokens[word].xpos)
    }

    pub fn children(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        self.words.clone().filter(move |&word| self.tokens[word].head == Some(head as u32))
    }

    pub fn child(&self, head: usize, relation: Relation) -> Option<usize> {
        self.children(head).find(|&word| self.relation(word) == relation)
    }

    /// The word that this one is the object of.
    pub fn verb_of_object(&self, word: usize) -> Option<usize> {
        self.head(word).filter(|_| self.relation(word) == Relation::Obj)
    }

    pub fn subject(&self, verb: usize) -> Option<usize> {
        self.children(verb).find(|&word| self.relation(word).is_subject() || self.relation(word) == Relation::Expl)
    }

    /// Whether `word` is `top` or stands under it.
    pub fn is_under(&self, word: usize, top: usize) -> bool {
        let mut at = Some(word);
        for _ in self.words.clone() {
            match at {
                Some(here) if here == top => return true,
                Some(here) => at = self.head(here),
                None => return false,
            }
        }
        false
    }

    /// The first word of a phrase.
    pub fn start(&self, top: usize) -> usize {
        self.words.clone().find(|&word| self.is_under(word, top)).unwrap_or(top)
    }

    /// Whether a word is a comma.
    pub fn is_comma(&self, word: usize) -> bool {
        self.lemma(word) == ","
    }

    /// Hangs a word on another, unless that one stands under it.
    pub fn attach(&mut self, word: usize, head: usize, relation: Relation) {
        if !self.is_under(head, word) {
            self.tokens[word].head = Some(head as u32);
            self.tokens[word].relation = relation;
        }
    }
}
