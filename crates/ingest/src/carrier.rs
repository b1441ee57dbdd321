//! From one file or stream to its articles: unpacked, recognised, decoded. Nothing here knows of folders.

use crate::buffered::{Buffered, Stream};
use crate::encoding::{self, note};
use crate::lines::{Line, Lines};
use crate::manifest::Entry;
use crate::skipped::{Reason, Skipped};
use crate::sniff::{self, Format, Sniffed};
use crate::warc::Archive;
use crate::{ARTICLE_LIMIT, Options, Read, feed, json, unpack};
use document::{Article, Content, Note, PublishedBasis};
use encoding_rs::Encoding;
use std::collections::VecDeque;
use std::path::Path;

/// The articles of one carrier.
pub(crate) type Articles<'a> = Box<dyn Iterator<Item = Result<Read, Skipped>> + 'a>;

/// Where articles come from.
#[derive(Clone)]
pub(crate) struct Origin {
    /// The path as it was named or walked to; `None` for standard input.
    path: Option<String>,
    /// What is to be said of every article from there.
    notes: Vec<Note>,
    /// What the folder's manifest says of it.
    beside: Entry,
}

impl Origin {
    pub(crate) fn standard_input() -> Origin {
        Origin { path: None, notes: Vec::new(), beside: Entry::default() }
    }

    pub(crate) fn file(path: &Path) -> Origin {
        let mut notes = Vec::new();
        if path.to_str().is_none() {
            notes.push(note("the file's name is not valid UTF-8; its path is given with U+FFFD for what is not".to_owned()));
        }
        Origin { path: Some(path.to_string_lossy().into_owned()), notes, beside: Entry::default() }
    }

    /// What has a name of its own and is no file.
    pub(crate) fn named(name: &str) -> Origin {
        Origin { path: Some(name.to_owned()), ..Origin::standard_input() }
    }

    pub(crate) fn with(self, beside: Entry) -> Origin {
        Origin { beside, ..self }
    }

    pub(crate) fn skipped(&self, line: Option<u64>, reason: Reason) -> Skipped {
        Skipped { path: self.path.clone(), line, message: reason.to_string() }
    }

    /// All of it skipped for a reason in words.
    pub(crate) fn because(&self, message: String) -> Skipped {
        Skipped { path: self.path.clone(), line: None, message }
    }

    fn name(&self) -> &str {
        self.path.as_deref().unwrap_or("-")
    }

    /// The article with its place in the carrier for an id, if it has none of its own.
    pub(crate) fn identified(&self, mut article: Article, number: u64) -> Article {
        if article.given_id.is_empty() {
            article.given_id = format!("{}:{number}", self.name());
        }
        article
    }

    /// The article with what is known of its origin and what the user says of all.
    pub(crate) fn read(&self, article: Article, notes: Vec<Note>, options: &Options) -> Read {
        // The day of archiving is the last resort: whatever else names a day knows better.
        let archived = article.published_basis == PublishedBasis::Archive;
        let (carried, archive) = if archived { (None, article.published) } else { (article.published, None) };
        let own = options.published.is_none() && (carried.is_some() || self.beside.published.is_none());
        let article = Article {
            path: self.path.clone(),
            published: options.published.or(carried).or(self.beside.published).or(archive),
            published_basis: if own { article.published_basis } else { PublishedBasis::Given },
            publisher: options.publisher.clone().or(article.publisher).or_else(|| self.beside.publisher.clone()),
            ..article
        };
        Read { article, notes: self.notes.iter().cloned().chain(notes).collect() }
    }
}

/// A carrier that gives one error and no article.
pub(crate) fn failed<'a>(skipped: Skipped) -> Articles<'a> {
    Box::new(std::iter::once(Err(skipped)))
}

/// The articles of a stream, each when it is asked for.
pub(crate) fn read<'a>(origin: Origin, stream: Stream<'a>, options: &'a Options) -> Articles<'a> {
    let mut source = unpack::unpack(stream);
    match sniff::sniff(&mut source) {
        Err(reason) => failed(origin.skipped(None, reason)),
        Ok(Sniffed { format: Format::JsonLines, utf16 }) => Box::new(JsonLines {
            origin,
            options,
            lines: Lines::new(source, utf16),
            utf16,
            stage: Stage::BeforeFirst { line: 0, objects: 0 },
            waiting: VecDeque::new(),
        }),
        Ok(Sniffed { format: Format::Archive, .. }) => Box::new(Archive::new(origin, source, options)),
        Ok(Sniffed { format: Format::Feed, utf16 }) => feed::read(origin, source, utf16, options),
        Ok(Sniffed { format, utf16 }) => {
            let read = whole(&mut source, format, utf16).map(|(content, notes)| {
                let article = Article { given_id: origin.name().to_owned(), content, ..Article::default() };
                origin.read(article, notes, options)
            });
            Box::new(std::iter::once(read.map_err(|reason| origin.skipped(None, reason))))
        }
    }
}

/// A stream that is one article.
fn whole(source: &mut Buffered<'_>, format: Format, utf16: Option<&'static Encoding>) -> Result<(Content, Vec<Note>), Reason> {
    let (bytes, failure) = source.up_to(ARTICLE_LIMIT);
    if let Some(reason) = failure {
        return Err(reason);
    }
    let declared = if format == Format::Html { encoding::declared(&bytes) } else { None };
    let (string, notes) = encoding::decode(bytes, utf16, declared);
    if string.trim().is_empty() {
        return Err(Reason::Empty);
    }
    if sniff::is_binary(&string) {
        return Err(Reason::Foreign { what: "a binary file", remedy: "give plain text, HTML or JSON Lines" });
    }
    Ok((if format == Format::Html { Content::Html(string) } else { Content::Plain(string) }, notes))
}

/// The articles of a stream of JSON Lines.
struct JsonLines<'a> {
    origin: Origin,
    options: &'a Options,
    lines: Lines<'a>,
    utf16: Option<&'static Encoding>,
    stage: Stage,
    /// What was found and not yet asked for.
    waiting: VecDeque<Result<Read, Skipped>>,
}

/// How far a stream of JSON Lines has been read.
enum Stage {
    /// No article yet. Objects that are none are counted from the line of the first, as all of the file may be such.
    BeforeFirst {
        line: u64,
        objects: u64,
    },
    /// There was an article, so every line should be one.
    Articles,
    Ended,
}

impl Iterator for JsonLines<'_> {
    type Item = Result<Read, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.waiting.is_empty() && !matches!(self.stage, Stage::Ended) {
            match self.lines.next() {
                Ok(Some(Line::Whole(bytes))) => self.line(bytes),
                Ok(Some(Line::TooLong)) => self.skip(Some(self.lines.number), Reason::TooLong),
                Ok(Some(Line::Waste)) => {
                    self.skip(Some(self.lines.number), Reason::Endless);
                    self.end();
                }
                Ok(None) => self.end(),
                Err(error) => {
                    self.skip(None, Reason::of_reading(error));
                    self.end();
                }
            }
        }
        self.waiting.pop_front()
    }
}

impl JsonLines<'_> {
    fn skip(&mut self, line: Option<u64>, reason: Reason) {
        self.waiting.push_back(Err(self.origin.skipped(line, reason)));
    }

    fn line(&mut self, bytes: Vec<u8>) {
        let number = self.lines.number;
        let (string, mut notes) = encoding::decode(bytes, self.utf16, None);
        let (mut article, more) = match (json::article(&string), &mut self.stage) {
            (Ok(read), _) => read,
            (Err(Reason::JsonNoContent), Stage::BeforeFirst { line, objects }) => {
                if *objects == 0 {
                    *line = number;
                }
                *objects += 1;
                return;
            }
            (Err(reason), _) => return self.skip(Some(number), reason),
        };
        if let Stage::BeforeFirst { line, objects } = std::mem::replace(&mut self.stage, Stage::Articles) {
            match objects {
                0 => {}
                1 => self.skip(Some(line), Reason::JsonNoContent),
                _ => self.skip(Some(line), Reason::JsonNoContentBefore { objects, line: number }),
            }
        }
        article.line = Some(number);
        notes.extend(more);
        let article = self.origin.identified(article, number);
        self.waiting.push_back(Ok(self.origin.read(article, notes, self.options)));
    }

    fn end(&mut self) {
        match std::mem::replace(&mut self.stage, Stage::Ended) {
            Stage::BeforeFirst { objects: 0, .. } | Stage::Articles | Stage::Ended => {}
            Stage::BeforeFirst { line, objects: 1 } => self.skip(Some(line), Reason::JsonNoContent),
            Stage::BeforeFirst { objects, .. } => self.skip(None, Reason::JsonNoArticles { objects }),
        }
    }
}
