//! Agents of the user's dictionaries: noun phrases that may go on behind their head ("minister of youth and sport").

use super::*;
use knowledge::dictionaries::AgentPhrase;

/// So many other words may stand where a dictionary leaves room for some.
const ROOM: usize = 3;

impl Resolver<'_> {
    /// The agent of a dictionary at a head, by the phrase of most words, and that phrase.
    pub(super) fn agent(&self, head: TokenId) -> Option<(&Role, TokenRange)> {
        if !self.knowledge.roles.has_agents() {
            return None;
        }
        let (form, lemma) = (self.doc.form(head).to_lowercase(), self.doc.lemma(head).to_lowercase());
        let mut found: Vec<(usize, TokenRange, &Role)> = Vec::new();
        for word in [&form, &lemma] {
            let agents = self.knowledge.roles.agents_at(word);
            found.extend(agents.filter_map(|(phrase, role)| Some((phrase.words.len(), self.stands(phrase, head)?, role))));
        }
        let most = found.iter().map(|(words, ..)| *words).max()?;
        found.into_iter().find(|(words, ..)| *words == most).map(|(_, range, role)| (role, range))
    }

    /// The tokens of a phrase around its head, or none where it does not stand there.
    fn stands(&self, phrase: &AgentPhrase, head: TokenId) -> Option<TokenRange> {
        let sentence = self.doc.sentence_of(head).tokens;
        let mut first = head;
        // A word's own gap is before it: towards the beginning it is that of the word behind.
        for at in (0..phrase.head).rev() {
            let room = if phrase.words[at + 1].1 { ROOM } else { 0 };
            let before = (sentence.start as TokenId..first).rev();
            first = self.next(before, &phrase.words[at].0, room)?;
        }
        let mut last = head;
        for (word, gap) in &phrase.words[phrase.head + 1..] {
            last = self.next(last + 1..sentence.end as TokenId, word, if *gap { ROOM } else { 0 })?;
        }
        Some(TokenRange::new(first, last + 1))
    }

    /// The first of some tokens that is a word, over marks and so many other words.
    fn next(&self, tokens: impl Iterator<Item = TokenId>, word: &str, room: usize) -> Option<TokenId> {
        let words = tokens.filter(|&token| self.doc.tokens[token].upos != Upos::PUNCT && self.doc.form(token) != "-");
        let is = |&token: &TokenId| self.doc.form(token).to_lowercase() == *word || self.doc.lemma(token).to_lowercase() == *word;
        words.take(room + 1).find(is)
    }
}
