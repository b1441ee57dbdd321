//! Makes the text of record and tells article from page furniture.
//!
//! [`clean`] turns an article as it was received into a [`Text`]: for plain text the text of record is the input, character
//! for character; for HTML it is the article extracted from the page. Either way each paragraph gets its kind - body,
//! heading, caption or furniture - and the name of the rule that gave it. Nothing here knows sentences, actors or events, and
//! no text is an error: what went less than well is told in notes.
//!
//! The steps: `nesting` bounds a page, `tree` walks it, `metadata` (with `jsonld` and `dates`) reads what it says of itself,
//! `page` lays out its article; `split` finds a plain text's paragraphs; `kinds` (with `facts`, `furniture`, `captions`,
//! `appeals` and the cues of `lexicon`) decides what each paragraph is.

mod appeals;
mod captions;
mod dates;
mod facts;
mod furniture;
mod jsonld;
mod kinds;
mod lexicon;
mod metadata;
mod nesting;
mod page;
mod split;
mod tree;

use document::{Article, Content, DocumentId, Metadata, Note, Paragraph, Text};
use kinds::Hint;
use span::Span;

/// Makes the text of record of an article and its paragraphs with their kinds.
///
/// Never fails and never panics: an empty or broken article gives a text with few paragraphs or none, and notes.
pub fn clean(article: &Article) -> Text {
    let mut notes = Vec::new();
    match &article.content {
        Content::Plain(plain) => {
            let metadata = metadata::of_carrier(article, &mut notes);
            let laid = split::paragraphs(plain).into_iter().map(|span| (span, Hint::None, None)).collect();
            finish(article, plain.clone(), laid, metadata, notes)
        }
        Content::Html(html) => {
            let layout = page::lay_out(article, html, &mut notes);
            let laid = layout.paragraphs.into_iter().map(|laid| (laid.span, laid.hint, laid.element)).collect();
            finish(article, layout.string, laid, layout.metadata, notes)
        }
    }
}

/// Gives the paragraphs their kinds and puts the text together.
fn finish(
    article: &Article,
    string: String,
    laid: Vec<(Span, Hint, Option<String>)>,
    metadata: Metadata,
    notes: Vec<Note>,
) -> Text {
    let spans: Vec<Span> = laid.iter().map(|(span, _, _)| *span).collect();
    let hints: Vec<Hint> = laid.iter().map(|(_, hint, _)| *hint).collect();
    let verdicts = kinds::decide(&string, &spans, &hints, metadata.title.as_deref());
    let paragraphs = laid
        .into_iter()
        .zip(verdicts)
        .map(|((span, _, element), (kind, reason))| Paragraph { span, kind, reason, element })
        .collect();
    Text { id: DocumentId::of(&article.given_id, &string), string, paragraphs, metadata, notes }
}
