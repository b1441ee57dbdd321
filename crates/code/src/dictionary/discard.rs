//! Sentences and articles that a dictionary of the user's stops.

use document::{Document, Sentence, TokenId, Upos};
use knowledge::dictionaries::{Discard, Discards};

/// What stops an article, and at which word.
pub fn of_story<'k>(doc: &Document, discards: &'k Discards) -> Option<(TokenId, &'k Discard)> {
    let found = doc.sentences.iter().filter_map(|sentence| first(doc, discards, sentence, true));
    found.into_iter().next()
}

/// What stops a sentence.
pub fn of_sentence<'k>(doc: &Document, discards: &'k Discards, sentence: &Sentence) -> Option<&'k Discard> {
    first(doc, discards, sentence, false).map(|(_, discard)| discard)
}

fn first<'k>(doc: &Document, discards: &'k Discards, sentence: &Sentence, story: bool) -> Option<(TokenId, &'k Discard)> {
    if discards.all.is_empty() {
        return None;
    }
    let words: Vec<TokenId> = sentence.tokens.ids().filter(|&token| doc.tokens[token].upos != Upos::PUNCT).collect();
    (0..words.len()).find_map(|from| {
        let word = |next: usize| words.get(from + next).map(|&token| doc.form(token).to_lowercase());
        discards.at(&word).filter(|discard| discard.story || !story).map(|discard| (words[from], discard))
    })
}
