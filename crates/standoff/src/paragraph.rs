//! A text of one paragraph, for sentences that come without an article: examples of rules and pairs to classify.

use document::{Date, DocumentId, Metadata, Paragraph, ParagraphKind, Published, PublishedBasis, Text};
use span::Span;

/// The text of record of a single paragraph of running text.
pub fn text(id: &str, string: &str, published: Option<Date>) -> Text {
    let start = string.len() - string.trim_start().len();
    let span = Span::new(start, string.trim_end().len());
    let paragraph = Paragraph { span, kind: ParagraphKind::Body, reason: "given as a sentence", element: None };
    Text {
        id: DocumentId::of(id, string),
        string: string.to_string(),
        paragraphs: if span.is_empty() { Vec::new() } else { vec![paragraph] },
        metadata: Metadata {
            given_id: id.to_string(),
            published: published.map(|date| Published { date, basis: PublishedBasis::Given }),
            ..Metadata::default()
        },
        notes: Vec::new(),
    }
}
