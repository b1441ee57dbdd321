//! The flat layout of a model file: little-endian numbers, strings and arrays one after the other between a header and a
//! checksum. It knows nothing of what the sections mean.

use crate::{ModelError, hash};
use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// The number of the layout that this program writes and reads.
pub const FORMAT: u32 = 2;

const MAGIC: &[u8; 8] = b"STANDOFF";

/// Writes a model file.
#[derive(Clone, Debug)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Default for Writer {
    fn default() -> Writer {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(FORMAT.to_le_bytes());
        Writer { bytes }
    }
}

impl Writer {
    /// Appends a number.
    pub fn number(&mut self, value: u32) {
        self.bytes.extend(value.to_le_bytes());
    }

    /// Appends bytes, preceded by their count.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u32);
        self.bytes.extend(bytes);
    }

    /// Appends a string, preceded by its length in bytes.
    pub fn string(&mut self, string: &str) {
        self.bytes(string.as_bytes());
    }

    /// Appends real numbers, preceded by their count.
    pub fn reals(&mut self, values: &[f32]) {
        self.number(values.len() as u32);
        for value in values {
            self.bytes.extend(value.to_le_bytes());
        }
    }

    /// Appends strings, preceded by their count.
    pub fn strings<'s>(&mut self, strings: impl ExactSizeIterator<Item = &'s str>) {
        self.number(strings.len() as u32);
        strings.for_each(|string| self.string(string));
    }

    /// Ends the file with its checksum.
    pub fn finish(mut self) -> Vec<u8> {
        let sum = hash::checksum(&self.bytes);
        self.bytes.extend(sum.to_le_bytes());
        self.bytes
    }
}

/// A stretch of a model's bytes, shared and not copied.
#[derive(Clone)]
pub struct Bytes {
    all: Arc<Cow<'static, [u8]>>,
    range: Range<usize>,
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.all[self.range.clone()]
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.range.len())
    }
}

/// Reads a model file whose checksum holds.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    all: &'a Arc<Cow<'static, [u8]>>,
    rest: &'a [u8],
    section: &'static str,
}

impl<'a> Reader<'a> {
    /// Checks header and checksum. The error says which of them is wrong.
    pub fn new(all: &'a Arc<Cow<'static, [u8]>>) -> Result<Reader<'a>, ModelError> {
        let bytes: &[u8] = all;
        let rest = bytes.strip_prefix(MAGIC).ok_or_else(ModelError::not_a_model)?;
        let (format, rest) = rest.split_first_chunk::<4>().ok_or_else(|| ModelError::truncated("header"))?;
        let format = u32::from_le_bytes(*format);
        if format != FORMAT {
            return Err(ModelError::format(format));
        }
        let (rest, sum) = rest.split_last_chunk::<8>().ok_or_else(|| ModelError::truncated("header"))?;
        if hash::checksum(&bytes[..bytes.len() - 8]) != u64::from_le_bytes(*sum) {
            return Err(ModelError::checksum());
        }
        Ok(Reader { all, rest, section: "header" })
    }

    /// Names the section that follows, for errors.
    pub fn section(&mut self, name: &'static str) {
        self.section = name;
    }

    /// An error that says that the section makes no sense.
    pub fn invalid(&self) -> ModelError {
        ModelError::invalid(self.section)
    }

    /// The next number.
    pub fn number(&mut self) -> Result<u32, ModelError> {
        let (value, rest) = self.rest.split_first_chunk::<4>().ok_or_else(|| ModelError::truncated(self.section))?;
        self.rest = rest;
        Ok(u32::from_le_bytes(*value))
    }

    /// The next counted bytes.
    pub fn bytes(&mut self) -> Result<&'a [u8], ModelError> {
        let count = self.number()? as usize;
        self.take(count)
    }

    /// The next counted string.
    pub fn string(&mut self) -> Result<&'a str, ModelError> {
        std::str::from_utf8(self.bytes()?).map_err(|_| self.invalid())
    }

    /// The next counted bytes, as a stretch that stays with whoever holds it.
    pub fn shared(&mut self) -> Result<Bytes, ModelError> {
        let found = self.bytes()?;
        let start = found.as_ptr().addr() - self.all.as_ptr().addr();
        Ok(Bytes { all: Arc::clone(self.all), range: start..start + found.len() })
    }

    /// The next counted real numbers, all of them finite.
    pub fn reals(&mut self) -> Result<Box<[f32]>, ModelError> {
        let count = self.number()? as usize;
        let bytes = self.take(count.checked_mul(4).ok_or_else(|| self.invalid())?)?;
        let values: Box<[f32]> = bytes.as_chunks::<4>().0.iter().map(|&chunk| f32::from_le_bytes(chunk)).collect();
        if values.iter().all(|value| value.is_finite()) { Ok(values) } else { Err(self.invalid()) }
    }

    /// The next counted strings.
    pub fn strings(&mut self) -> Result<Vec<&'a str>, ModelError> {
        let count = self.number()? as usize;
        // Every string takes four bytes at least, so a count that is too large is refused before anything is reserved.
        if count > self.rest.len() / 4 {
            return Err(ModelError::truncated(self.section));
        }
        (0..count).map(|_| self.string()).collect()
    }

    /// Checks that nothing is left over.
    pub fn end(self) -> Result<(), ModelError> {
        if self.rest.is_empty() { Ok(()) } else { Err(ModelError::invalid("end")) }
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], ModelError> {
        if count > self.rest.len() {
            return Err(ModelError::truncated(self.section));
        }
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest;
        Ok(taken)
    }
}
