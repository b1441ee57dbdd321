//! The document: a text with complete layers over it in flat arrays. `annotate` builds it whole; nothing later writes into it.

use crate::{Relation, Text, TimeExpression, Upos};
use compact_str::CompactString;
use span::Span;
use std::borrow::Cow;
use std::ops::Range;

/// A token's place in [`Document::tokens`].
pub type TokenId = usize;

/// A half-open range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TokenRange {
    /// First token.
    pub start: u32,
    /// The token after the last one.
    pub end: u32,
}

impl TokenRange {
    /// A range from `start` up to, and without, `end`.
    pub fn new(start: TokenId, end: TokenId) -> TokenRange {
        TokenRange { start: start as u32, end: end as u32 }
    }

    /// The range of token ids.
    pub fn ids(self) -> Range<TokenId> {
        self.start as usize..self.end as usize
    }

    /// Whether the token lies in it.
    pub fn contains(self, token: TokenId) -> bool {
        self.ids().contains(&token)
    }
}

/// One sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes, from the first token's first to the last token's last.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// The paragraph that it stands in, a place in `text.paragraphs`.
    pub paragraph: u32,
}

/// One syntactic word (Universal Dependencies: "don't" is two, "do" and "n't").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// The dictionary form.
    pub lemma: CompactString,
    /// The universal part of speech.
    pub upos: Upos,
    /// The Penn Treebank tag.
    pub xpos: Cow<'static, str>,
    /// The features in CoNLL-U form, `_` for none: `Number=Sing|Person=3`.
    pub feats: Cow<'static, str>,
    /// The head in the dependency tree; `None` for the root of its sentence.
    pub head: Option<u32>,
    /// The relation to the head.
    pub relation: Relation,
    /// Whether it belongs to one orthographic token together with the word before ("n't" after "do").
    pub joined: bool,
}

/// A named entity, after the conventions of Universal NER; nationalities and events beyond it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its bytes.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// What is named.
    pub kind: NameKind,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A human being.
    Person,
    /// An organisation.
    Organization,
    /// A place.
    Location,
    /// A people, or what belongs to it: "North Korean", "the Dutch".
    Nationality,
    /// A war, a meeting, an operation with a name of its own.
    Event,
}

impl NameKind {
    /// All values.
    pub const ALL: [NameKind; 5] =
        [NameKind::Person, NameKind::Organization, NameKind::Location, NameKind::Nationality, NameKind::Event];

    /// The kind of that label.
    pub fn from_label(label: &str) -> Option<NameKind> {
        NameKind::ALL.into_iter().find(|kind| kind.label() == label)
    }

    /// The short name of the kind, as in the labels of Universal NER and of OntoNotes.
    pub fn label(self) -> &'static str {
        match self {
            NameKind::Person => "PER",
            NameKind::Organization => "ORG",
            NameKind::Location => "LOC",
            NameKind::Nationality => "NORP",
            NameKind::Event => "EVENT",
        }
    }
}

/// A number or amount, with its bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Its bytes, with the words that bound it ("at least 20", "between 20 and 30"), without the noun counted.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// What kind of number.
    pub kind: QuantityKind,
    /// The lower bound.
    pub low: f64,
    /// The upper bound; `None` where it is open ("at least 20").
    pub high: Option<f64>,
    /// The head of the noun phrase that is counted, where there is one in the tree.
    pub counted: Option<u32>,
}

/// What kind of number a quantity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuantityKind {
    /// "1,500", "dozens".
    Cardinal,
    /// "the 22nd", "second".
    Ordinal,
    /// "4 percent".
    Percent,
    /// "$35 million".
    Money,
    /// "60 km", "500 kg": an amount with a measure.
    Measure,
    /// A year, a time of day or another number that belongs to a time expression.
    OfTime,
}

/// Words between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Its bytes, marks included.
    pub span: Span,
    /// The head word of its speaker, where one was found.
    pub speaker: Option<u32>,
    /// The verb or phrase that introduces it ("said"), where one was found.
    pub cue: Option<u32>,
}

/// A link from a mention back to what it refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coreference {
    /// The pronoun or description.
    pub mention: TokenRange,
    /// The earlier (for a cataphor: later) phrase that it stands for.
    pub antecedent: TokenRange,
}

/// The dependents of all tokens, one token's behind another's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dependents {
    /// For each token where its dependents begin; one more at the end.
    starts: Vec<u32>,
    tokens: Vec<u32>,
}

impl Dependents {
    /// The dependents that the tokens' heads make.
    pub fn of(tokens: &[Token]) -> Dependents {
        let mut starts = vec![0; tokens.len() + 1];
        let heads = || tokens.iter().map(|token| token.head);
        for head in heads().flatten() {
            starts[head as usize] += 1;
        }
        // First where each token's dependents end; from there they are filled in from the last to the first.
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut found = vec![0; total as usize];
        for (token, head) in heads().enumerate().rev() {
            if let Some(head) = head {
                starts[head as usize] -= 1;
                found[starts[head as usize] as usize] = token as u32;
            }
        }
        Dependents { starts, tokens: found }
    }

    /// The dependents of a token, in order of the text.
    pub fn at(&self, token: TokenId) -> &[u32] {
        &self.tokens[self.starts[token] as usize..self.starts[token + 1] as usize]
    }
}

/// A text with all its layers.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The text of record.
    pub text: Text,
    /// Sentences in order. Furniture has none.
    pub sentences: Vec<Sentence>,
    /// Words in order.
    pub tokens: Vec<Token>,
    /// Names in order, without overlap.
    pub names: Vec<Name>,
    /// Time expressions in order, without overlap.
    pub times: Vec<TimeExpression>,
    /// Quantities in order.
    pub quantities: Vec<Quantity>,
    /// Quotations in order of their start.
    pub quotes: Vec<Quote>,
    /// Coreference links in order of the mention.
    pub coreference: Vec<Coreference>,
    /// The dependents of each token, in order; made from the heads by [`Document::index_dependents`].
    pub dependents: Dependents,
    /// The version of the model that made tags, trees and names.
    pub model: String,
}
