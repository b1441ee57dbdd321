//! Where two given sides stand in the tree, and the words that lie between them there.

use document::{Document, TokenId, Upos};
use span::Span;

/// How far up the tree a side's governors are followed.
const DEPTH: usize = 12;

/// Two sides with the words that join them in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The head of the actor's phrase.
    pub actor: TokenId,
    /// The head of the recipient's phrase.
    pub recipient: TokenId,
    /// From the actor's governor upwards, the top left out.
    pub rising: Vec<TokenId>,
    /// The lowest word that is over both sides, unless it is one of them; none where they stand in two sentences.
    pub top: Option<TokenId>,
    /// From under the top down to the recipient's governor.
    pub falling: Vec<TokenId>,
    /// The governor of the top where that is no verb, or of the side that is over the other.
    pub over: Option<TokenId>,
}

impl Pair {
    /// The pair of two spans of bytes; none where a span holds no word.
    pub fn of(doc: &Document, actor: Span, recipient: Span) -> Option<Pair> {
        let (actor, recipient) = (head(doc, actor)?, head(doc, recipient)?);
        let (above_actor, above_recipient) = (ancestors(doc, actor), ancestors(doc, recipient));
        let common = above_actor.iter().copied().find(|word| above_recipient.contains(word));
        let until = |chain: &[TokenId]| -> Vec<TokenId> {
            chain[1..]
                .iter()
                .copied()
                .take_while(|&word| Some(word) != common)
                .filter(|&word| word != actor && word != recipient)
                .collect()
        };
        let rising = if common == Some(actor) { Vec::new() } else { until(&above_actor) };
        let mut falling = if common == Some(recipient) { Vec::new() } else { until(&above_recipient) };
        falling.reverse();
        let top = common.filter(|&word| word != actor && word != recipient);
        let over =
            common.filter(|&word| Some(word) != top || doc.tokens[word].upos != Upos::VERB).and_then(|word| doc.head(word));
        Some(Pair { actor, recipient, rising, top, falling, over })
    }

    /// The words between the sides in the tree, from the actor to the recipient; where there are none, the word over both.
    pub fn path(&self) -> Vec<TokenId> {
        let between: Vec<TokenId> = self.rising.iter().chain(&self.top).chain(&self.falling).copied().collect();
        if between.is_empty() { self.over.into_iter().collect() } else { between }
    }

    /// The name of the part of the path that a word of it stands in.
    pub fn part(&self, word: TokenId) -> &'static str {
        match word {
            _ if Some(word) == self.top => "top",
            _ if self.rising.contains(&word) => "rising",
            _ if self.falling.contains(&word) => "falling",
            _ => "over",
        }
    }
}

/// The word of a span that is highest in the tree, nouns first.
pub fn head(doc: &Document, span: Span) -> Option<TokenId> {
    let first = doc.tokens.partition_point(|token| token.span.end <= span.start);
    let inside: Vec<TokenId> = (first..doc.tokens.len()).take_while(|&word| doc.tokens[word].span.start < span.end).collect();
    let is_top =
        |word: &TokenId| doc.head(*word).is_none_or(|head| !inside.contains(&head)) && doc.tokens[*word].upos != Upos::PUNCT;
    let mut tops = inside.iter().copied().filter(is_top);
    let is_name = |word: &TokenId| doc.tokens[*word].upos.is_noun() || doc.tokens[*word].upos == Upos::PRON;
    tops.clone().find(is_name).or_else(|| tops.next()).or(inside.first().copied())
}

/// A word and those over it.
fn ancestors(doc: &Document, word: TokenId) -> Vec<TokenId> {
    std::iter::successors(Some(word), |&below| doc.head(below)).take(DEPTH).collect()
}
