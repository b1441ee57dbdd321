//! What came in: one article and what its carrier says of it. Nothing here looks into the content.

use crate::{Date, PublishedBasis};

/// One article as it was received, decoded to Unicode, with what the file, feed or line that carried it says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The id that the carrier gave: the `id` of a JSON line or of a feed's entry, the address of an archived page, else the
    /// path as it was named on the command line.
    pub given_id: String,
    /// The file that it was read from; `None` for standard input.
    pub path: Option<String>,
    /// The line of that file, counted from one, where the carrier holds many articles.
    pub line: Option<u64>,
    /// The page's address, where the carrier gives it.
    pub url: Option<String>,
    /// The headline, where the carrier gives it.
    pub title: Option<String>,
    /// The publisher, where the carrier gives it.
    pub publisher: Option<String>,
    /// The publication date that the carrier or the user gave.
    pub published: Option<Date>,
    /// Who gave it: `Given` for the user and for carriers that state it, `Feed`, or `Archive` for the day of archiving, which
    /// counts only where the page itself names no day. Without a date it says nothing.
    pub published_basis: PublishedBasis,
    /// The text or page itself.
    pub content: Content,
}

/// The two kinds of content that an article comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Plain text: the text of record, character for character.
    Plain(String),
    /// An HTML page, from which the text of record has yet to be extracted.
    Html(String),
}

impl Default for Content {
    fn default() -> Content {
        Content::Plain(String::new())
    }
}
