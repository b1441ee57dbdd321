//! The values that pass between the stages before anything political is known of them.
//!
//! [`Article`] is what came in, [`Text`] the text of record with its paragraphs, [`Document`] the text with complete layers
//! over it: sentences, words, trees, names, times, quantities, quotes and coreference. Each is built whole by one stage and
//! never written into afterwards. Nothing here reads a file, knows an actor or an event, or decides anything.

pub mod article;
pub mod calendar;
pub mod layers;
pub mod lower;
pub mod text;
pub mod time;
pub mod timex;
pub mod tree;
pub mod ud;

pub use article::{Article, Content};
pub use layers::{
    Coreference, Dependents, Document, Name, NameKind, Quantity, QuantityKind, Quote, Sentence, Token, TokenId, TokenRange,
};
pub use lower::push_lower;
pub use text::{DocumentId, Metadata, Note, Paragraph, ParagraphKind, Published, PublishedBasis, Text};
pub use time::{DayPart, Edge, Hour, Months, TimeExpression, TimeKind, TimeValue, Unit, Week};
pub use ud::{Relation, Upos};

/// A calendar day, without time zone: the `civil::Date` of `jiff`.
pub type Date = jiff::civil::Date;
