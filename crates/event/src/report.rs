//! A report: an article as grouping sees it, its text without trees.

use document::{Date, Document, DocumentId, ParagraphKind};

/// One article without its layers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The id of its text of record.
    pub id: DocumentId,
    /// The id that the carrier gave.
    pub given_id: String,
    /// The page's address.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The publisher.
    pub publisher: Option<String>,
    /// The day of publication, if anything says so.
    pub published: Option<Date>,
    /// Its paragraphs in order, furniture among them.
    pub paragraphs: Vec<(ParagraphKind, String)>,
}

impl Report {
    /// The report that a document is.
    pub fn of(document: &Document) -> Report {
        let text = &document.text;
        let metadata = &text.metadata;
        let words = |span| document.words(span).to_string();
        Report {
            id: text.id,
            given_id: metadata.given_id.clone(),
            url: metadata.url.clone(),
            title: metadata.title.clone(),
            publisher: metadata.publisher.clone(),
            published: metadata.published.map(|published| published.date),
            paragraphs: text.paragraphs.iter().map(|paragraph| (paragraph.kind, words(paragraph.span))).collect(),
        }
    }
}
