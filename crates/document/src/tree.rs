//! Reading a document's trees: words, dependents, subtrees. Pure look-ups; nothing here interprets what it finds.

use crate::{Coreference, Dependents, Document, Name, Quantity, Relation, Sentence, TimeExpression, TokenId, TokenRange};
use span::Span;
use std::borrow::Cow;

/// How deep mentions may nest before a look-up gives up.
const NESTED: usize = 16;

impl Document {
    /// The words of a span.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.text.string)
    }

    /// The form of a token as it stands in the text.
    pub fn form(&self, token: TokenId) -> &str {
        self.words(self.tokens[token].span)
    }

    /// The lemma of a token.
    pub fn lemma(&self, token: TokenId) -> &str {
        &self.tokens[token].lemma
    }

    /// The form of a token in lower case.
    pub fn lower_form(&self, token: TokenId) -> Cow<'_, str> {
        lowered(self.form(token))
    }

    /// The lemma of a token in lower case.
    pub fn lower_lemma(&self, token: TokenId) -> Cow<'_, str> {
        lowered(self.lemma(token))
    }

    /// The value of a feature: `feature(t, "Tense")` is `Some("Past")` for "went".
    pub fn feature(&self, token: TokenId, name: &str) -> Option<&str> {
        self.tokens[token].feats.split('|').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }

    /// The head of a token, or `None` for the root.
    pub fn head(&self, token: TokenId) -> Option<TokenId> {
        self.tokens[token].head.map(|head| head as TokenId)
    }

    /// The dependents of a token in order of the text.
    pub fn children(&self, token: TokenId) -> impl DoubleEndedIterator<Item = TokenId> + '_ {
        self.dependents.at(token).iter().map(|&child| child as TokenId)
    }

    /// The dependents of a token that bear a relation, in order of the text.
    pub fn children_by(&self, token: TokenId, relation: Relation) -> impl DoubleEndedIterator<Item = TokenId> + '_ {
        self.children(token).filter(move |&child| self.tokens[child].relation == relation)
    }

    /// The first dependent that bears a relation.
    pub fn child(&self, token: TokenId, relation: Relation) -> Option<TokenId> {
        self.children_by(token, relation).next()
    }

    /// The sentence that a token stands in.
    pub fn sentence_of(&self, token: TokenId) -> &Sentence {
        let at = self.sentences.partition_point(|sentence| sentence.tokens.end as TokenId <= token);
        &self.sentences[at.min(self.sentences.len() - 1)]
    }

    /// The place in `sentences` of the sentence that a token stands in.
    pub fn sentence_number(&self, token: TokenId) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end as TokenId <= token).min(self.sentences.len() - 1)
    }

    /// All tokens of the subtree under a token, itself included, in order of the text.
    pub fn subtree(&self, token: TokenId) -> Vec<TokenId> {
        let mut found = self.subtree_where(token, |_, _| true);
        found.sort_unstable();
        found
    }

    /// The tokens under a token that are reached by steps which `goes` allows (from a word to its dependent), itself included; nearer ones first.
    pub fn subtree_where(&self, token: TokenId, goes: impl Fn(TokenId, TokenId) -> bool) -> Vec<TokenId> {
        let mut found = vec![token];
        let mut next = 0;
        while let Some(&word) = found.get(next) {
            found.extend(self.children(word).filter(|&child| goes(word, child)));
            next += 1;
        }
        found
    }

    /// The tokens of [`Document::subtree_where`] without asking for memory: each word right before what stands under it.
    pub fn walk(&self, top: TokenId, goes: impl Fn(TokenId, TokenId) -> bool) -> impl Iterator<Item = TokenId> {
        std::iter::successors(Some(top), move |&last| {
            let (mut at, mut below) = (last, self.dependents.at(last));
            loop {
                if let Some(&next) = below.iter().find(|&&child| goes(at, child as TokenId)) {
                    return Some(next as TokenId);
                }
                if at == top {
                    return None;
                }
                // Nothing is left under this word; what stands beside it comes next.
                let above = self.head(at)?;
                let beside = self.dependents.at(above);
                below = &beside[beside.partition_point(|&child| child as TokenId <= at)..];
                at = above;
            }
        })
    }

    /// Whether `token` stands under `ancestor`, or is it.
    pub fn is_under(&self, token: TokenId, ancestor: TokenId) -> bool {
        let mut at = Some(token);
        while let Some(here) = at {
            if here == ancestor {
                return true;
            }
            at = self.head(here);
        }
        false
    }

    /// The name that a token belongs to.
    pub fn name_at(&self, token: TokenId) -> Option<&Name> {
        let at = self.names.partition_point(|name| name.tokens.end as TokenId <= token);
        self.names.get(at).filter(|name| name.tokens.contains(token))
    }

    /// The names that overlap a range.
    pub fn names_within(&self, range: TokenRange) -> &[Name] {
        let from = self.names.partition_point(|name| name.tokens.end <= range.start);
        let to = self.names.partition_point(|name| name.tokens.start < range.end);
        self.names.get(from..to).unwrap_or(&[])
    }

    /// The time expression that a token belongs to.
    pub fn time_at(&self, token: TokenId) -> Option<&TimeExpression> {
        let at = self.times.partition_point(|time| time.tokens.end as TokenId <= token);
        self.times.get(at).filter(|time| time.tokens.contains(token))
    }

    /// The time expressions that overlap a range.
    pub fn times_within(&self, range: TokenRange) -> &[TimeExpression] {
        let from = self.times.partition_point(|time| time.tokens.end <= range.start);
        let to = self.times.partition_point(|time| time.tokens.start < range.end);
        self.times.get(from..to).unwrap_or(&[])
    }

    /// The quantities that begin in a range.
    pub fn quantities_within(&self, range: TokenRange) -> &[Quantity] {
        let from = self.quantities.partition_point(|quantity| quantity.tokens.start < range.start);
        let to = self.quantities.partition_point(|quantity| quantity.tokens.start < range.end);
        self.quantities.get(from..to).unwrap_or(&[])
    }

    /// What the pronoun, description or name that a token heads refers back to.
    pub fn link_at(&self, token: TokenId) -> Option<&Coreference> {
        let to = self.coreference.partition_point(|link| link.mention.start as TokenId <= token);
        let heads = |range: TokenRange| range.contains(token) && self.head(token).is_none_or(|head| !range.contains(head));
        // Mentions may nest, but seldom deeper than a few.
        let near = self.coreference[..to].iter().rev().take(NESTED).filter(|link| heads(link.mention));
        near.min_by_key(|link| link.mention.end - link.mention.start)
    }

    /// The bytes from the first to the last token of a range.
    pub fn span_of(&self, range: TokenRange) -> Span {
        let first = self.tokens[range.start as TokenId].span;
        let last = self.tokens[(range.end as TokenId).max(range.start as TokenId + 1) - 1].span;
        first.cover(last)
    }

    /// Fills [`Document::dependents`] from the tokens' heads.
    pub fn index_dependents(&mut self) {
        self.dependents = Dependents::of(&self.tokens);
    }
}

/// A word in lower case, itself where it is so already, as most are.
fn lowered(word: &str) -> Cow<'_, str> {
    let is_small = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}
