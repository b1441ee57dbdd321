//! The flat layout of a model file: little-endian numbers, strings and arrays one after the other between a header and a
//! checksum. It knows nothing of what the sections mean.

use crate::{ModelError, hash};

/// The number of the layout that this program writes and reads.
pub const FORMAT: u32 = 1;

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

    /// Appends numbers, preceded by their count.
    pub fn numbers(&mut self, values: &[u32]) {
        self.number(values.len() as u32);
        for value in values {
            self.bytes.extend(value.to_le_bytes());
        }
    }

    /// Ends the file with its checksum.
    pub fn finish(mut self) -> Vec<u8> {
        let sum = hash::checksum(&self.bytes);
        self.bytes.extend(sum.to_le_bytes());
        self.bytes
    }
}

/// Reads a model file whose checksum holds.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    section: &'static str,
}

impl<'a> Reader<'a> {
    /// Checks header and checksum. The error says which of them is wrong.
    pub fn new(bytes: &'a [u8]) -> Result<Reader<'a>, ModelError> {
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
        Ok(Reader { rest, section: "header" })
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

    /// The next counted numbers.
    pub fn numbers(&mut self) -> Result<Vec<u32>, ModelError> {
        let count = self.number()? as usize;
        let bytes = self.take(count.checked_mul(4).ok_or_else(|| self.invalid())?)?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|&chunk| u32::from_le_bytes(chunk)).collect())
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
