//! What was not read, and why: the one error of this crate. All its sentences stand here.

use crate::ARTICLE_LIMIT;
use crate::feed::FEED_LIMIT;
use std::fmt;
use std::io::{self, ErrorKind};

/// One file, folder or line that was skipped. It prints as one line: the name, the line if any, what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The file or folder as it was named or walked to; `None` for standard input.
    pub path: Option<String>,
    /// The line, counted from one, where only a line was skipped.
    pub line: Option<u64>,
    /// What is wrong and what to do, one lower-case sentence.
    pub message: String,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", printable(self.path.as_deref().unwrap_or("standard input")))?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", printable(&self.message))
    }
}

impl std::error::Error for Skipped {}

/// Why something was skipped.
#[derive(Debug)]
pub(crate) enum Reason {
    Missing,
    DanglingLink,
    Unreadable(io::Error),
    NotRegular,
    EmptyFolder,
    Empty,
    TooLong,
    Endless,
    CutOff,
    Damaged(String),
    Foreign {
        what: &'static str,
        remedy: &'static str,
    },
    JsonSyntax {
        problem: String,
    },
    JsonNotObject,
    JsonFieldType {
        field: &'static str,
        found: &'static str,
        expected: &'static str,
    },
    JsonNoContent,
    JsonNoContentBefore {
        objects: u64,
        line: u64,
    },
    JsonNoArticles {
        objects: u64,
    },
    FeedWithoutEntries,
    FeedEntry {
        problem: String,
    },
    FeedBroken {
        entries: usize,
        problem: String,
    },
    FeedTooLong {
        entries: usize,
    },
    ArchiveWithoutPages,
    ArchiveRecord,
    ArchivePayload,
    ArchiveDamaged {
        record: u64,
        problem: String,
    },
    ArchiveCut {
        record: u64,
    },
    ArchiveEndless,
    /// Only a part of the carrier is concerned.
    Part(Part, Box<Reason>),
}

/// A part of a carrier that has no lines to count.
#[derive(Debug)]
pub(crate) enum Part {
    /// An entry of a feed, counted from one.
    Entry(u64),
    /// A record of an archive, counted from one, and the address of its page.
    Record(u64, Option<String>),
}

impl Reason {
    /// Why a file could not be opened or looked at.
    pub(crate) fn of_opening(error: io::Error) -> Reason {
        match error.kind() {
            ErrorKind::NotFound => Reason::Missing,
            _ => Reason::Unreadable(error),
        }
    }

    /// The reason for that part of the carrier alone.
    pub(crate) fn of(self, part: Part) -> Reason {
        Reason::Part(part, Box::new(self))
    }

    /// Why reading stopped. `unpack` marks what is wrong in compressed data by these kinds, which no plain file gives.
    pub(crate) fn of_reading(error: io::Error) -> Reason {
        match error.kind() {
            ErrorKind::UnexpectedEof => Reason::CutOff,
            ErrorKind::InvalidData => Reason::Damaged(error.to_string()),
            _ => Reason::Unreadable(error),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limit = ARTICLE_LIMIT >> 20;
        match self {
            Reason::Missing => write!(f, "no such file or folder; check the name"),
            Reason::DanglingLink => write!(f, "the link leads nowhere; remove it or restore the file that it names"),
            Reason::Unreadable(error) => write!(f, "the file cannot be read ({error}); check that it is a file you may read"),
            Reason::NotRegular => write!(f, "a pipe, socket or device in a folder is not read; name it as an input of its own"),
            Reason::EmptyFolder => write!(f, "the folder holds no file that could be an article; name the files themselves"),
            Reason::Empty => write!(f, "the text is empty; give an article with some text"),
            Reason::TooLong => write!(f, "longer than {limit} MiB, the most that one article may have; split it into articles"),
            Reason::Endless => write!(
                f,
                "{} MiB without an article follow, and the rest is not read; write one article a line, each up to {limit} MiB",
                crate::lines::WASTE_LIMIT >> 20
            ),
            Reason::CutOff => write!(
                f,
                "the compressed data is cut off, and only what was complete before is read; fetch or compress the file again"
            ),
            Reason::Damaged(problem) => write!(
                f,
                "the compressed data is damaged ({problem}), and only what came before is read; fetch or compress the file again"
            ),
            Reason::Foreign { what, remedy } => write!(f, "{what} is not read; {remedy}"),
            Reason::JsonSyntax { problem } => write!(f, "not valid JSON ({problem}); write one whole object a line"),
            Reason::JsonNotObject => write!(f, "the line is no JSON object; write one article a line as {{\"text\": \"...\"}}"),
            Reason::JsonFieldType { field, found, expected } => {
                write!(f, "the field `{field}` is {found}; write {expected}")
            }
            Reason::JsonNoContent => write!(f, "the object has neither `text` nor `html`; add one of them"),
            Reason::JsonNoContentBefore { objects, line } => write!(
                f,
                "this object and {} more before line {line} have neither `text` nor `html`; add one of them",
                objects - 1
            ),
            Reason::JsonNoArticles { objects } => write!(
                f,
                "none of the {objects} objects has `text` or `html`; give JSON Lines of articles, or leave this file out"
            ),
            Reason::FeedWithoutEntries => write!(f, "the feed has no entries; leave it out, or read it again later"),
            Reason::FeedBroken { entries, problem } => write!(
                f,
                "the feed is cut off or damaged after {entries} whole {} ({problem}), and only these are read; fetch it again",
                if *entries == 1 { "entry" } else { "entries" }
            ),
            Reason::FeedEntry { problem } => write!(f, "not valid JSON ({problem}) and left out; fetch the feed again"),
            Reason::FeedTooLong { entries } => write!(
                f,
                "the feed is longer than {} MiB, and only its first {entries} entries are read; give it in parts",
                FEED_LIMIT >> 20
            ),
            Reason::ArchiveWithoutPages => write!(f, "the archive holds no page or text that was fetched; leave it out"),
            Reason::ArchiveRecord => {
                write!(f, "here no record begins that can be read; what follows is passed over to the next one")
            }
            Reason::ArchivePayload => write!(f, "the page's compressed data is damaged; fetch the page again"),
            Reason::ArchiveDamaged { record, problem } => write!(
                f,
                "the compressed data is damaged in or after record {record} ({problem}), and reading goes on with the next whole one; fetch it again"
            ),
            Reason::ArchiveCut { record } => {
                write!(f, "the archive is cut off in record {record}, and only what was whole before is read; fetch it again")
            }
            Reason::ArchiveEndless => write!(
                f,
                "{} GiB without an article follow, and the rest is not read; give an archive of pages",
                crate::warc::PASSED_LIMIT >> 30
            ),
            Reason::Part(Part::Entry(number), reason) => write!(f, "entry {number}: {reason}"),
            Reason::Part(Part::Record(number, None), reason) => write!(f, "record {number}: {reason}"),
            Reason::Part(Part::Record(number, Some(address)), reason) => {
                write!(f, "record {number} ({}): {reason}", address.chars().take(200).collect::<String>())
            }
        }
    }
}

/// The words with every control character escaped, so that no file name breaks the line or the terminal.
fn printable(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for character in words.chars() {
        if character.is_control() { out.extend(character.escape_default()) } else { out.push(character) }
    }
    out
}
