//! Texts in which every word counts: single sentences that come without an article, and texts that are parsed rather than read.

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

/// The text with every paragraph as running text, page furniture too: for trees the words count, not what is said in them.
pub fn all_body(mut text: Text) -> Text {
    for paragraph in &mut text.paragraphs {
        paragraph.kind = ParagraphKind::Body;
    }
    text
}
