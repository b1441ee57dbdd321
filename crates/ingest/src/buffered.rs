//! A stream whose beginning can be looked at before it is read. It knows nothing of what it carries.

use crate::skipped::Reason;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};

/// The bytes that are fetched from the system at a time.
const CHUNK: usize = 1 << 16;

/// Any source of bytes.
pub(crate) type Stream<'a> = Box<dyn Read + Send + 'a>;

/// A stream, what was looked at of it, and where looking failed.
pub(crate) struct Buffered<'a> {
    head: Vec<u8>,
    /// How much of `head` has been read.
    read: usize,
    rest: BufReader<Stream<'a>>,
    /// What went wrong or that the stream ended while `head` was looked at; it comes after `head`.
    end: Option<io::Result<()>>,
}

impl<'a> Buffered<'a> {
    pub(crate) fn new(stream: Stream<'a>) -> Buffered<'a> {
        Buffered { head: Vec::new(), read: 0, rest: BufReader::with_capacity(CHUNK, stream), end: None }
    }

    /// The next bytes without reading them: `most` of them, or fewer where the stream ends or fails or where `enough` says so.
    pub(crate) fn peek(&mut self, most: usize, mut enough: impl FnMut(&[u8]) -> bool) -> &[u8] {
        if self.read > 0 {
            self.head.drain(..self.read);
            self.read = 0;
        }
        while self.head.len() < most && self.end.is_none() && !enough(&self.head) {
            match self.rest.fill_buf() {
                Ok([]) => self.end = Some(Ok(())),
                Ok(bytes) => {
                    let taken = bytes.len().min(most - self.head.len());
                    self.head.extend_from_slice(&bytes[..taken]);
                    self.rest.consume(taken);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => self.end = Some(Err(error)),
            }
        }
        &self.head[..self.head.len().min(most)]
    }

    /// The next bytes, none at the end; interruptions are waited out.
    pub(crate) fn chunk(&mut self) -> io::Result<&[u8]> {
        loop {
            match self.fill_buf() {
                Ok([]) => return Ok(&[]),
                Ok(_) => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        // The bytes are there now; a borrow that is returned from within the loop would never end.
        self.fill_buf()
    }

    /// All bytes to the end, or the first `most`, and why there may be more or should be.
    pub(crate) fn up_to(&mut self, most: usize) -> (Vec<u8>, Option<Reason>) {
        let mut bytes = Vec::new();
        loop {
            let chunk = match self.chunk() {
                Err(error) => return (bytes, Some(Reason::of_reading(error))),
                Ok([]) => return (bytes, None),
                Ok(chunk) => chunk,
            };
            let taken = chunk.len().min(most - bytes.len());
            bytes.extend_from_slice(&chunk[..taken]);
            if taken < chunk.len() {
                return (bytes, Some(Reason::TooLong));
            }
            self.consume(taken);
        }
    }
}

impl BufRead for Buffered<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.read < self.head.len() {
            return Ok(&self.head[self.read..]);
        }
        match self.end.take() {
            None => self.rest.fill_buf(),
            // An error is told once; what follows it is for the reader to ask.
            Some(Err(error)) => Err(error),
            Some(Ok(())) => {
                self.end = Some(Ok(()));
                Ok(&[])
            }
        }
    }

    fn consume(&mut self, amount: usize) {
        if self.read < self.head.len() {
            self.read += amount;
        } else {
            self.rest.consume(amount);
        }
    }
}

impl Read for Buffered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?;
        let count = bytes.len().min(buffer.len());
        buffer[..count].copy_from_slice(&bytes[..count]);
        self.consume(count);
        Ok(count)
    }
}
