//! One sentence of a document as the rules for times, numbers, quotes and coreference read it: lower-case words by place, and
//! the empty word outside of the sentence. Nothing here interprets.

use crate::forms::Forms;
use compact_str::CompactString;
use document::{Document, Token, TokenId, Upos};

/// A sentence, with the lower-case forms of the whole document beside it.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The document, whose layers up to trees and names stand.
    pub document: &'a Document,
    /// For each token of the document its form in lower case, with straight apostrophes.
    pub lower: &'a Forms,
    /// The sentence's first token.
    pub start: TokenId,
    /// The token after its last one.
    pub end: TokenId,
}

/// A word with its ASCII letters in lower case; no memory is asked for unless it is long.
pub fn small(form: &str) -> CompactString {
    let mut small = CompactString::from(form);
    small.make_ascii_lowercase();
    small
}

impl<'a> View<'a> {
    /// The word at a place in lower case; empty outside of the sentence.
    pub fn low(&self, at: TokenId) -> &'a str {
        if (self.start..self.end).contains(&at) { self.lower.at(at) } else { "" }
    }

    /// The word before a place.
    pub fn before(&self, at: TokenId, distance: usize) -> &'a str {
        at.checked_sub(distance).map_or("", |at| self.low(at))
    }

    /// The word as it stands; empty outside of the sentence.
    pub fn form(&self, at: TokenId) -> &'a str {
        self.token(at).map_or("", |token| token.span.of(&self.document.text.string))
    }

    /// The token, inside of the sentence.
    pub fn token(&self, at: TokenId) -> Option<&'a Token> {
        (self.start..self.end).contains(&at).then(|| &self.document.tokens[at])
    }

    /// Its part of speech.
    pub fn upos(&self, at: TokenId) -> Option<Upos> {
        self.token(at).map(|token| token.upos)
    }

    /// Whether the word begins with a capital.
    pub fn capital(&self, at: TokenId) -> bool {
        self.form(at).starts_with(char::is_uppercase)
    }

    /// Whether it follows the word before without a space.
    pub fn glued(&self, at: TokenId) -> bool {
        match (at.checked_sub(1).and_then(|before| self.token(before)), self.token(at)) {
            (Some(before), Some(here)) => before.span.end == here.span.start,
            _ => false,
        }
    }

    /// Whether the word is a hyphen or dash of any length.
    pub fn is_dash(&self, at: TokenId) -> bool {
        matches!(self.low(at), "-" | "–" | "—" | "--" | "‑" | "‐")
    }

    /// If the words at a place are those of `phrase`: the place after them.
    pub fn phrase(&self, at: TokenId, phrase: &[&str]) -> Option<TokenId> {
        let matches = phrase.iter().enumerate().all(|(distance, word)| self.low(at + distance) == *word);
        (matches && !phrase.is_empty()).then_some(at + phrase.len())
    }
}
