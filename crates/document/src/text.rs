//! The text of record: what all offsets count into, and its paragraphs with their kind.

use crate::Date;
use sha2::{Digest, Sha256};
use span::Span;
use std::fmt;

/// The text of record of one article, its paragraphs and what is known of its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The hash of the text of record and the given id.
    pub id: DocumentId,
    /// The text of record. All spans of later stages point into it.
    pub string: String,
    /// The paragraphs in order; they do not overlap, and what lies between them is white space.
    pub paragraphs: Vec<Paragraph>,
    /// Where the text comes from.
    pub metadata: Metadata,
    /// What the stage that made it wants a person to know.
    pub notes: Vec<Note>,
}

/// The first eight bytes of a SHA-256, printed as sixteen hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct DocumentId(pub u64);

impl DocumentId {
    /// The id of a text of record under a given id. The two are hashed with their lengths, so that no two pairs run together.
    pub fn of(given_id: &str, text: &str) -> DocumentId {
        DocumentId(hash_parts(&[given_id.as_bytes(), text.as_bytes()]))
    }
}

/// The first eight bytes, big-endian, of the SHA-256 over all parts, each preceded by its length.
pub fn hash_parts(parts: &[&[u8]]) -> u64 {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    let digest = hasher.finalize();
    digest.iter().take(8).fold(0, |sum, &byte| (sum << 8) | u64::from(byte))
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocumentId({self})")
    }
}

/// Where a text comes from: what the carrier said, completed by what the page itself says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The id that the carrier gave.
    pub given_id: String,
    /// The file that it was read from.
    pub path: Option<String>,
    /// The page's address.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The publisher.
    pub publisher: Option<String>,
    /// When it was published, if anything says so.
    pub published: Option<Published>,
    /// How title and publisher were found, a line each, for `clean` and `explain`.
    pub found_by: Vec<String>,
}

/// A publication date and what says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day of publication.
    pub date: Date,
    /// Where it was found.
    pub basis: PublishedBasis,
}

/// Where a publication date was found. That none was found is `Option::None` around [`Published`], printed as `none`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublishedBasis {
    /// By the user or the carrier.
    #[default]
    Given,
    /// In the page's JSON-LD.
    JsonLd,
    /// In a `meta` element (OpenGraph, Dublin Core and the like).
    Meta,
    /// In a `time` element.
    TimeElement,
    /// In the page's address.
    Url,
    /// In the feed that listed it.
    Feed,
    /// In the archive that holds it.
    Archive,
}

impl PublishedBasis {
    /// All values.
    pub const ALL: [PublishedBasis; 7] = [
        PublishedBasis::Given,
        PublishedBasis::JsonLd,
        PublishedBasis::Meta,
        PublishedBasis::TimeElement,
        PublishedBasis::Url,
        PublishedBasis::Feed,
        PublishedBasis::Archive,
    ];

    /// The value of that name.
    pub fn from_name(name: &str) -> Option<PublishedBasis> {
        PublishedBasis::ALL.into_iter().find(|value| value.name() == name)
    }

    /// The name that the output contract gives it.
    pub fn name(self) -> &'static str {
        match self {
            PublishedBasis::Given => "given",
            PublishedBasis::JsonLd => "json-ld",
            PublishedBasis::Meta => "meta",
            PublishedBasis::TimeElement => "time-element",
            PublishedBasis::Url => "url",
            PublishedBasis::Feed => "feed",
            PublishedBasis::Archive => "archive",
        }
    }
}

/// One paragraph of the text of record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its bytes, without surrounding white space.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
    /// What made it so: the name of the rule that decided, for `clean` and `explain`.
    pub reason: &'static str,
    /// The path of its element in the page, where it could be aligned.
    pub element: Option<String>,
}

/// What a paragraph is. Furniture never yields an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParagraphKind {
    /// Running text of the article.
    Body,
    /// A headline or a heading between paragraphs.
    Heading,
    /// The words under a picture.
    Caption,
    /// What the page puts around the article: navigation, teasers, appeals, subscription prompts, hashtags, repeated headlines.
    Furniture,
}

impl ParagraphKind {
    /// All values.
    pub const ALL: [ParagraphKind; 4] =
        [ParagraphKind::Body, ParagraphKind::Heading, ParagraphKind::Caption, ParagraphKind::Furniture];

    /// The value of that name.
    pub fn from_name(name: &str) -> Option<ParagraphKind> {
        ParagraphKind::ALL.into_iter().find(|value| value.name() == name)
    }

    /// The name that the output contract gives it (`furniture` stands in no event).
    pub fn name(self) -> &'static str {
        match self {
            ParagraphKind::Body => "body",
            ParagraphKind::Heading => "heading",
            ParagraphKind::Caption => "caption",
            ParagraphKind::Furniture => "furniture",
        }
    }
}

/// Something that a stage wants a person to know, where nothing went wrong enough to stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where in the text of record, if anywhere.
    pub span: Option<Span>,
    /// One lower-case sentence.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        assert!(ParagraphKind::ALL.into_iter().all(|kind| ParagraphKind::from_name(kind.name()) == Some(kind)));
        assert!(PublishedBasis::ALL.into_iter().all(|basis| PublishedBasis::from_name(basis.name()) == Some(basis)));
    }

    #[test]
    fn ids_depend_on_both_parts_and_on_where_they_meet() {
        assert_eq!(DocumentId::of("a", "bc"), DocumentId::of("a", "bc"));
        assert_ne!(DocumentId::of("a", "bc"), DocumentId::of("ab", "c"));
        assert_eq!(DocumentId(0xfe).to_string(), "00000000000000fe");
    }
}
