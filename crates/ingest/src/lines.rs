//! Cuts a stream into lines without ever holding more than one, nor one beyond the limit. It knows nothing of JSON.

use crate::ARTICLE_LIMIT;
use crate::buffered::Buffered;
use encoding_rs::{Encoding, UTF_16BE};
use std::io::{self, BufRead};

/// How many bytes of blank and overlong lines are read through before a stream is given up: 128 MiB. A small file can unpack
/// to blanks for days.
pub(crate) const WASTE_LIMIT: usize = 128 << 20;

/// One line that is not blank.
pub(crate) enum Line {
    /// Its bytes, in the encoding of the stream, without the line feed.
    Whole(Vec<u8>),
    /// It is longer than [`ARTICLE_LIMIT`] and was passed over.
    TooLong,
    /// More than [`WASTE_LIMIT`] was passed over; nothing more comes.
    Waste,
}

/// The lines of a stream.
pub(crate) struct Lines<'a> {
    source: Buffered<'a>,
    /// The line feed: one byte, or two in UTF-16.
    feed: &'static [u8],
    /// The number of the line that was last given, counted from one.
    pub(crate) number: u64,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(source: Buffered<'a>, utf16: Option<&'static Encoding>) -> Lines<'a> {
        let feed: &[u8] = match utf16 {
            None => b"\n",
            Some(encoding) if encoding == UTF_16BE => b"\0\n",
            Some(_) => b"\n\0",
        };
        Lines { source, feed, number: 0 }
    }

    /// The next line that is not blank. Where the stream fails, what was read of the line is dropped.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut wasted = 0;
        loop {
            let mut line = Vec::new();
            let mut length = 0;
            if !self.fill(&mut line, &mut length, WASTE_LIMIT.saturating_sub(wasted).max(ARTICLE_LIMIT + 1))? {
                return Ok(None);
            }
            self.number += 1;
            let blank = line.trim_ascii_start().iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0));
            if length > ARTICLE_LIMIT || blank {
                wasted += length + self.feed.len();
                if wasted >= WASTE_LIMIT {
                    return Ok(Some(Line::Waste));
                }
            }
            if length > ARTICLE_LIMIT {
                return Ok(Some(Line::TooLong));
            }
            // A line of zero bytes alone is no blank line of a text, but neither is it worth a report of its own.
            if !blank {
                return Ok(Some(Line::Whole(line)));
            }
        }
    }

    /// Reads to the line feed or the end; false if nothing was left. `line` keeps no more than the limit, `length` counts all.
    fn fill(&mut self, line: &mut Vec<u8>, length: &mut usize, most: usize) -> io::Result<bool> {
        let mut last = 0;
        loop {
            let unit = self.feed.len();
            let chunk = self.source.chunk()?;
            if chunk.is_empty() {
                return Ok(*length > 0);
            }
            let end = match unit {
                1 => memchr::memchr(b'\n', chunk),
                _ => chunk.iter().enumerate().position(|(at, &byte)| {
                    let before = std::mem::replace(&mut last, byte);
                    (*length + at) & 1 == 1 && [before, byte] == *self.feed
                }),
            };
            let used = end.map_or(chunk.len(), |end| end + 1);
            let room = (ARTICLE_LIMIT + unit).saturating_sub(line.len());
            line.extend_from_slice(&chunk[..used.min(room)]);
            *length += used;
            self.source.consume(used);
            if end.is_some() {
                *length -= unit;
                line.truncate(*length);
                // An empty line is a line: it is told from the end of the stream here, and counted.
                return Ok(true);
            }
            if *length >= most {
                return Ok(true);
            }
        }
    }
}
