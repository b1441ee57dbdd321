//! From a web archive (WARC 0.17 to 1.1) to its articles: pages and plain texts, a record at a time. Pictures, scripts, failed
//! and repeated responses, and the crawler's own records are passed over without a word.

use crate::buffered::Buffered;
use crate::carrier::Origin;
use crate::encoding::one_line;
use crate::http::{HEAD_LIMIT, Head, head_length, media_type};
use crate::payload::{self, Media};
use crate::published::parse_published;
use crate::skipped::{Part, Reason, Skipped};
use crate::{ARTICLE_LIMIT, Options, Read};
use document::{Article, PublishedBasis};
use std::io::{self, BufRead};

/// How many bytes are passed over without an article before an archive is given up: 64 GiB. A small file can unpack to
/// records for days.
pub(crate) const PASSED_LIMIT: u64 = 64 << 30;

/// Texts for machines that lie among the pages of a site.
const FOR_MACHINES: [&str; 6] =
    ["/robots.txt", "/ads.txt", "/app-ads.txt", "/humans.txt", "/llms.txt", "/.well-known/security.txt"];

/// The articles of an archive.
pub(crate) struct Archive<'a> {
    origin: Origin,
    options: &'a Options,
    source: Buffered<'a>,
    /// The number of the present record, counted from one.
    number: u64,
    /// How many bytes were read since the last article.
    passed: u64,
    /// Whether nothing came of it yet.
    barren: bool,
    /// Whether the data was found wrong since the last whole record.
    damaged: bool,
    ended: bool,
}

/// How a record ended reading.
enum Stop {
    /// The archive ends before or in it.
    End,
    /// Something is wrong with this record, and the next is sought.
    Record(Reason),
    /// No more can be read.
    Archive(Reason),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Archive(Reason::of_reading(error))
    }
}

impl<'a> Archive<'a> {
    pub(crate) fn new(origin: Origin, source: Buffered<'a>, options: &'a Options) -> Archive<'a> {
        Archive { origin, options, source, number: 0, passed: 0, barren: true, damaged: false, ended: false }
    }
}

impl Iterator for Archive<'_> {
    type Item = Result<Read, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.next_item();
        if item.is_none() && self.barren {
            self.barren = false;
            return Some(Err(self.origin.skipped(None, Reason::ArchiveWithoutPages)));
        }
        self.barren = false;
        item
    }
}

impl Archive<'_> {
    fn next_item(&mut self) -> Option<Result<Read, Skipped>> {
        while !self.ended {
            let record = self.record();
            let was_damaged = std::mem::replace(&mut self.damaged, false);
            match record {
                Ok(Some(read)) => {
                    self.passed = 0;
                    return Some(read);
                }
                Ok(None) if self.passed > PASSED_LIMIT => {
                    self.ended = true;
                    return Some(Err(self.origin.skipped(None, Reason::ArchiveEndless)));
                }
                Ok(None) => {}
                Err(Stop::End) => self.ended = true,
                Err(Stop::Record(reason)) => {
                    let skipped = self.origin.skipped(None, reason.of(Part::Record(self.number, None)));
                    self.ended = !self.recover();
                    return Some(Err(skipped));
                }
                Err(Stop::Archive(Reason::Damaged(problem))) => {
                    self.damaged = true;
                    self.ended = !self.recover();
                    if !was_damaged {
                        let reason = Reason::ArchiveDamaged { record: self.number, problem };
                        return Some(Err(self.origin.skipped(None, reason)));
                    }
                }
                Err(Stop::Archive(reason)) => {
                    self.ended = true;
                    return Some(Err(self.origin.skipped(None, reason)));
                }
            }
        }
        None
    }

    /// The next record's article; `None` if it holds none.
    fn record(&mut self) -> Result<Option<Result<Read, Skipped>>, Stop> {
        self.pass_blanks()?;
        let bytes = self.source.peek(HEAD_LIMIT, |bytes| head_length(bytes).is_some());
        if bytes.is_empty() {
            // An error of reading comes after the bytes that were looked at.
            self.source.chunk()?;
            return Err(Stop::End);
        }
        self.number += 1;
        let (begins, too_long) = (bytes.starts_with(b"WARC/"), bytes.len() == HEAD_LIMIT);
        let length = match head_length(bytes) {
            Some(length) if begins => length,
            None if begins && !too_long => return Err(self.cut()),
            _ => {
                // The next record is sought behind this place.
                self.pass(1)?;
                return Err(Stop::Record(Reason::ArchiveRecord));
            }
        };
        let head = Head::parse(&bytes[..length]);
        self.pass(length as u64)?;
        let Some(block) = head.get("content-length").and_then(|length| length.parse::<u64>().ok()) else {
            return Err(Stop::Record(Reason::ArchiveRecord));
        };
        let address =
            head.get("warc-target-uri").map(|uri| one_line(uri.trim_matches(['<', '>', ' ']))).filter(|uri| !uri.is_empty());
        let Some(payload) = self.wanted(&head, block, address.as_deref()) else {
            return if self.pass(block)? == block { Ok(None) } else { Err(self.cut()) };
        };
        if block > (ARTICLE_LIMIT + HEAD_LIMIT) as u64 {
            let skipped = self.skipped(Reason::TooLong, address);
            return if self.pass(block)? == block { Ok(Some(Err(skipped))) } else { Err(self.cut()) };
        }
        let Some(bytes) = self.block(block)? else { return Err(self.cut()) };
        Ok(self.article(&head, &payload, &bytes, address))
    }

    /// What the record's payload is, if it can be an article.
    fn wanted(&mut self, head: &Head, block: u64, address: Option<&str>) -> Option<Payload> {
        let kind = head.get("warc-type").unwrap_or("").to_ascii_lowercase();
        if !matches!(kind.as_str(), "response" | "resource" | "conversion") || address.is_some_and(is_for_machines) {
            return None;
        }
        let most = usize::try_from(block).unwrap_or(usize::MAX).min(HEAD_LIMIT);
        let mut start = 0;
        let mut inner = Head::default();
        if kind == "response" {
            let bytes = self.source.peek(most, |bytes| head_length(bytes).is_some());
            if bytes.starts_with(b"HTTP/") {
                start = head_length(bytes)?;
                inner = Head::parse(&bytes[..start]);
                let status = inner.first.split_whitespace().nth(1)?;
                if !matches!(status, "200" | "203") {
                    return None;
                }
            }
        }
        let said = if start == 0 { head.get("content-type") } else { inner.get("content-type") };
        let said = said.map(str::to_owned);
        let media = Media::of(said.as_deref())?;
        Some(Payload { start, head: inner, media, said })
    }

    fn article(&self, head: &Head, payload: &Payload, block: &[u8], address: Option<String>) -> Option<Result<Read, Skipped>> {
        let (bytes, failure) = payload::decoded(&payload.head, block.get(payload.start..)?);
        match failure {
            Some(Reason::TooLong) => return Some(Err(self.skipped(Reason::TooLong, address))),
            Some(_) if bytes.is_empty() => return Some(Err(self.skipped(Reason::ArchivePayload, address))),
            _ => {}
        }
        let (content, mut notes) = payload::content(bytes, payload.media, media_type(payload.said.as_deref()).1)?;
        if failure.is_some() || head.get("warc-truncated").is_some() {
            notes.push(payload::cut());
        }
        let article = Article {
            given_id: address.clone().unwrap_or_default(),
            url: address,
            published: head.get("warc-date").and_then(parse_published),
            published_basis: PublishedBasis::Archive,
            content,
            ..Article::default()
        };
        let article = self.origin.identified(article, self.number);
        Some(Ok(self.origin.read(article, notes, self.options)))
    }

    fn skipped(&self, reason: Reason, address: Option<String>) -> Skipped {
        self.origin.skipped(None, reason.of(Part::Record(self.number, address)))
    }

    /// Why the archive ends within the present record: what broke the stream, if it was broken.
    fn cut(&mut self) -> Stop {
        match self.pass(HEAD_LIMIT as u64).and_then(|_| Ok(self.source.chunk()?.is_empty())) {
            Err(stop) => stop,
            Ok(_) => Stop::Archive(Reason::ArchiveCut { record: self.number }),
        }
    }

    /// The block of a record; `None` if the archive ends in it.
    fn block(&mut self, length: u64) -> Result<Option<Vec<u8>>, Stop> {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let mut bytes = Vec::new();
        while bytes.len() < length {
            let chunk = self.source.chunk()?;
            if chunk.is_empty() {
                return Ok(None);
            }
            let taken = chunk.len().min(length - bytes.len());
            bytes.extend_from_slice(&chunk[..taken]);
            self.source.consume(taken);
        }
        self.passed += length as u64;
        Ok(Some(bytes))
    }

    /// Passes over that many bytes and gives how many there were.
    fn pass(&mut self, length: u64) -> Result<u64, Stop> {
        let mut left = length;
        while left > 0 {
            let chunk = self.source.chunk()?;
            if chunk.is_empty() {
                break;
            }
            let taken = chunk.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            self.source.consume(taken);
            left -= taken as u64;
            self.passed += taken as u64;
            if self.passed > PASSED_LIMIT {
                return Err(Stop::Archive(Reason::ArchiveEndless));
            }
        }
        Ok(length - left)
    }

    /// Passes over what stands between records.
    fn pass_blanks(&mut self) -> Result<(), Stop> {
        loop {
            let chunk = self.source.chunk()?;
            let blanks = chunk.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            if blanks == 0 {
                return Ok(());
            }
            self.pass(blanks as u64)?;
        }
    }

    /// Goes on to the next record after something wrong; false if there is none. Wrong data can be followed by more of it.
    fn recover(&mut self) -> bool {
        loop {
            if self.source.peek(5, |_| false) == b"WARC/" {
                return true;
            }
            match self.seek() {
                Ok(found) => return found,
                Err(Stop::Archive(Reason::Damaged(_))) => {}
                Err(_) => return false,
            }
        }
    }

    /// Goes on to the next line that begins like a record; false if there is none.
    fn seek(&mut self) -> Result<bool, Stop> {
        loop {
            let chunk = self.source.chunk()?;
            if chunk.is_empty() {
                return Ok(false);
            }
            match memchr::memchr(b'\n', chunk) {
                None => {
                    let length = chunk.len() as u64;
                    self.pass(length)?;
                }
                Some(end) => {
                    self.pass(end as u64 + 1)?;
                    if self.source.peek(5, |_| false) == b"WARC/" {
                        return Ok(true);
                    }
                }
            }
        }
    }
}

/// What a record holds that can be an article.
struct Payload {
    /// Where the body starts in the block.
    start: usize,
    /// The head of the HTTP response, empty where there is none.
    head: Head,
    media: Media,
    /// What says so.
    said: Option<String>,
}

fn is_for_machines(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    FOR_MACHINES.iter().any(|name| path.ends_with(name))
}
