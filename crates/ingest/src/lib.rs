//! Reads articles from files, folders and standard input, one at a time.
//!
//! ```text
//! Input -> walk -> unpack -> sniff -> whole file:   encoding -> Article
//!          names   gzip,     format   each line:    encoding -> json -> Article
//!                  zstd               a feed:       encoding -> feed -> Article
//!                                     each record:  warc -> payload -> encoding -> Article
//! ```
//!
//! What a file is, is told from its content and never from its name: gzip and zstd by their magic numbers, JSON Lines by an
//! object on the first line that is not blank, a feed (RSS, Atom, JSON Feed) by its outermost element or its first keys, a web
//! archive (WARC) by its first line, HTML by its doctype or tags, plain text otherwise. What is none of these (a picture, a PDF,
//! an archive of files) is refused by name. Memory is bounded: one article, one line or one record, of at most [`ARTICLE_LIMIT`]
//! bytes is held at a time, however large the file and whatever it unpacks to; a feed is held whole, up to 16 MiB of it. (A zstd
//! file asks for a window of its own beside that, 128 MiB at most.) Something bad spoils nothing beside it: it is one
//! [`Skipped`], and reading goes on with the next line, entry, record or file.
//!
//! [`watch`] is the one part that reaches into the network: it visits feeds and folders again and again, politely.
//!
//! Nothing here looks into the content: no text is extracted from HTML, no date is sought in it, no title guessed.
//!
//! # Decisions
//!
//! - The text of record of plain text is the file's text **character for character**: line ends stay as they are (CRLF too),
//!   and so does white space. Only a byte order mark is dropped: it says how the file is encoded and is no character of its
//!   text, so offsets start after it, as they do for every program that opens the file with the right encoding.
//! - Bytes that are valid UTF-8 are UTF-8, whatever the page declares (pages are often saved in UTF-8 under an old
//!   declaration). UTF-16 is known by its byte order mark or by the zero bytes of its Latin letters; otherwise a declared HTML
//!   charset counts; otherwise bytes that are mostly UTF-8 are decoded with U+FFFD for what is broken, and the rest is
//!   guessed. Replacement and guess are both noted.
//! - In a folder, names are taken in the order of their bytes; a name that starts with `.` or `_` is passed over, and so are files
//!   called `README*`, `*.md`, `*.tsv`, `*.csv` and `*.toml` (compressed or not), which lie beside articles and are none. A
//!   file that is named as an input is always read. Links are followed, but no folder is entered twice.
//! - A folder's `manifest.tsv` (columns `file`, `published`, `publisher`) says of the files beside it what they do not say themselves, when
//!   the folder is walked; a file that is named alone is read as it is.
//! - A JSON Lines file whose objects have neither `text` nor `html` is something else (annotations, a log): it is reported
//!   once, and not for each of its lines.
//! - An entry of a feed is an article: its content, else its summary, else its title. Its day is the day that the feed names for
//!   it, in the time zone in which it is written ([`document::PublishedBasis::Feed`]); the publisher is the feed's title.
//! - Of a web archive, pages and plain texts that were fetched without an error are articles, under their addresses; pictures,
//!   scripts, redirections, failures and the crawler's own records are passed over without a word. The day of archiving is
//!   given as such ([`document::PublishedBasis::Archive`]): a page's own date and a manifest's count before it.

mod buffered;
mod carrier;
mod encoding;
mod feed;
mod http;
mod json;
mod lines;
mod manifest;
mod payload;
mod published;
mod skipped;
mod sniff;
mod unpack;
mod walk;
mod warc;
pub mod watch;

pub use published::parse_published;
pub use skipped::Skipped;

use document::{Article, Date, Note};
use std::ffi::OsString;
use std::fs::File;
use std::path::PathBuf;

/// The most bytes that one article may have, unpacked and in its own encoding: 4 MiB. For JSON Lines it holds for each line.
pub const ARTICLE_LIMIT: usize = 4 << 20;

/// Where to read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Standard,
    /// A file, or a folder with all that is in it.
    Path(PathBuf),
}

impl Input {
    /// The input that a word on the command line names: `-` is standard input, anything else a path.
    pub fn named(name: impl Into<OsString>) -> Input {
        let name = name.into();
        if name == "-" { Input::Standard } else { Input::Path(PathBuf::from(name)) }
    }
}

/// What the user says of all inputs. It overrides what a carrier says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The publication date of every article.
    pub published: Option<Date>,
    /// The publisher of every article.
    pub publisher: Option<String>,
}

/// One article that was read, and what a person should know of how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The article.
    pub article: Article,
    /// A guessed encoding, a date that could not be parsed, and the like.
    pub notes: Vec<Note>,
}

/// Reads all inputs in the order given, each article when it is asked for.
///
/// An error is one thing that was skipped, and the iterator goes on after it. The article's `given_id` is the `id` of its JSON
/// line or feed entry, the address of an archived page or, without an id, of an entry; else `path:number` with the number of the
/// line, entry or record, and the path for a whole file, with `-` for standard input.
///
/// ```
/// # let folder = tempfile::tempdir().unwrap();
/// # std::fs::write(folder.path().join("a.txt"), "The talks went on.").unwrap();
/// # let name = folder.path();
/// for item in ingest::read(&[ingest::Input::named(name)], &ingest::Options::default()) {
///     match item {
///         Ok(read) => println!("{}", read.article.given_id),
///         Err(skipped) => eprintln!("skipped {skipped}"),
///     }
/// }
/// ```
pub fn read<'a>(inputs: &'a [Input], options: &'a Options) -> impl Iterator<Item = Result<Read, Skipped>> + use<'a> {
    walk::files(inputs).flat_map(move |found| match found {
        Err(skipped) => carrier::failed(skipped),
        Ok((Input::Standard, _)) => carrier::read(carrier::Origin::standard_input(), Box::new(std::io::stdin()), options),
        Ok((Input::Path(path), beside)) => {
            let origin = carrier::Origin::file(&path).with(beside);
            match File::open(&path) {
                Ok(file) => carrier::read(origin, Box::new(file), options),
                Err(error) => carrier::failed(origin.skipped(None, skipped::Reason::of_opening(error))),
            }
        }
    })
}

/// Reads one stream as [`read`] reads a file; for bytes that come from elsewhere than a file, and for tests.
///
/// `path` is the name that articles and errors carry; `None` stands for standard input.
pub fn read_stream<'a, Source: std::io::Read + Send + 'a>(
    path: Option<&str>,
    stream: Source,
    options: &'a Options,
) -> impl Iterator<Item = Result<Read, Skipped>> + use<'a, Source> {
    let origin = path.map_or_else(carrier::Origin::standard_input, |path| carrier::Origin::file(path.as_ref()));
    carrier::read(origin, Box::new(stream), options)
}
