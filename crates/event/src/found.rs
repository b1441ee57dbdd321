//! A value with its evidence and its origin.

use span::Span;
use std::sync::Arc;

/// The characters that say so, in order of the text.
pub type Evidence = Vec<Span>;

/// A value together with the characters that say so and what asserts it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// The characters that say so; empty where the value follows from silence (an act told without any mark is actual).
    pub evidence: Evidence,
    /// What asserts it.
    pub origin: Origin,
}

impl<T> Found<T> {
    /// A value with one evidence span.
    pub fn at(value: T, span: Span, origin: Origin) -> Found<T> {
        Found { value, evidence: vec![span], origin }
    }

    /// A value that follows from silence.
    pub fn silent(value: T, origin: Origin) -> Found<T> {
        Found { value, evidence: Vec::new(), origin }
    }

    /// The span that covers all evidence, if there is any.
    pub fn span(&self) -> Option<Span> {
        self.evidence.iter().copied().reduce(Span::cover)
    }
}

/// What asserts a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A line of the knowledge: `coding/ASSAULT/blow-up.rule#building`.
    Rule(Arc<str>),
    /// A principle of the engine, by a short name that `DESIGN.md` explains: `subject of the clause`.
    Engine(&'static str),
    /// A model, by its version.
    Model(Arc<str>),
}

impl Origin {
    /// The words by which `explain` and the records name it.
    pub fn name(&self) -> &str {
        match self {
            Origin::Rule(name) | Origin::Model(name) => name,
            Origin::Engine(name) => name,
        }
    }
}
