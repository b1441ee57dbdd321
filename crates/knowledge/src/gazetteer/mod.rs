//! The generated gazetteer: opened without being read, looked up block by block.
//!
//! [`layout`] is the file's layout, [`folded`] how names are compared; `xtask gazetteer` writes the file. Which of many places of one name is
//! meant is none of this module's business.

mod fold;
pub mod layout;

pub use fold::folded;

use flate2::read::ZlibDecoder;
use layout::{Bearer, HEAD, MAGIC, RECORDS_A_BLOCK, Record, take, take_number, take_text};
use std::borrow::Cow;
use std::fmt;
use std::io::Read;
use std::sync::{Arc, OnceLock};

const EMBEDDED: &[u8] = include_bytes!("../../../../knowledge/places/gazetteer.bin");

/// The gazetteer that is compiled in, opened anew: what one user has looked up is not another's memory.
pub fn embedded() -> Result<Arc<Gazetteer>, GazetteerError> {
    Gazetteer::open(EMBEDDED).map(Arc::new)
}

/// Why a file is no gazetteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GazetteerError {
    /// It does not begin as one.
    Foreign,
    /// It is shorter or longer than it says.
    Length {
        /// What it says.
        said: u64,
        /// What it has.
        found: u64,
    },
    /// Its inside is not what was written.
    Damaged(&'static str),
}

impl fmt::Display for GazetteerError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GazetteerError::Foreign => {
                write!(out, "this is no gazetteer of this version; make it anew with `cargo xtask gazetteer`")
            }
            GazetteerError::Length { said, found } => {
                write!(
                    out,
                    "the gazetteer says that it has {said} bytes and has {found}; make it anew with `cargo xtask gazetteer`"
                )
            }
            GazetteerError::Damaged(part) => {
                write!(out, "the gazetteer's {part} cannot be read; make it anew with `cargo xtask gazetteer`")
            }
        }
    }
}

impl std::error::Error for GazetteerError {}

/// A country of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// Its code, of the same set as the sides' codes.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// Compressed bytes of the file, and what they hold once somebody asked.
#[derive(Debug)]
struct Block {
    start: usize,
    end: usize,
    opened: OnceLock<Vec<u8>>,
}

/// An opened gazetteer.
#[derive(Debug)]
pub struct Gazetteer {
    bytes: Cow<'static, [u8]>,
    /// The countries, in the order that records name them by.
    pub countries: Vec<Country>,
    records: Vec<Block>,
    first_keys: Vec<String>,
    names: Vec<Block>,
    filter: std::ops::Range<usize>,
}

impl Gazetteer {
    /// Opens a file's bytes: reads its directory and nothing else.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Gazetteer, GazetteerError> {
        let bytes = bytes.into();
        if !bytes.starts_with(MAGIC) {
            return Err(GazetteerError::Foreign);
        }
        let number = |at: usize| bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()).map_or(0, u64::from_le_bytes);
        let (said, found) = (number(MAGIC.len()), bytes.len() as u64);
        if said != found || bytes.len() < HEAD + 4 {
            return Err(GazetteerError::Length { said, found });
        }
        Gazetteer::directory(bytes).ok_or(GazetteerError::Damaged("directory"))
    }

    fn directory(bytes: Cow<'static, [u8]>) -> Option<Gazetteer> {
        let length = u32::from_le_bytes(bytes.get(HEAD..HEAD + 4)?.try_into().ok()?) as usize;
        let start = HEAD + 4;
        let opened = inflated(bytes.get(start..start.checked_add(length)?)?)?;
        let mut rest = opened.as_slice();
        let mut at = start + length;
        let mut countries = Vec::new();
        for _ in 0..take_number(&mut rest)? {
            let code = take_text(&mut rest)?.to_string();
            countries.push(Country { code, name: take_text(&mut rest)?.to_string() });
        }
        let filter_length = take_number(&mut rest)? as usize;
        let filter = at..at.checked_add(filter_length)?;
        at = filter.end;
        let mut block = |length: u32| {
            let start = at;
            at = at.checked_add(length as usize)?;
            Some(Block { start, end: at, opened: OnceLock::new() })
        };
        let mut records = Vec::new();
        for _ in 0..take_number(&mut rest)? {
            records.push(block(take_number(&mut rest)?)?);
        }
        let (mut first_keys, mut names) = (Vec::new(), Vec::new());
        for _ in 0..take_number(&mut rest)? {
            first_keys.push(take_text(&mut rest)?.to_string());
            names.push(block(take_number(&mut rest)?)?);
        }
        let whole = at == bytes.len() && filter.end <= bytes.len();
        whole.then_some(Gazetteer { bytes, countries, records, first_keys, names, filter })
    }

    /// The digest that the file carries of itself.
    pub fn digest(&self) -> &[u8] {
        &self.bytes[MAGIC.len() + 8..HEAD]
    }

    /// Reads everything once: whether the file is as it was written.
    pub fn verify(&self) -> Result<(), GazetteerError> {
        if layout::digest(&self.bytes[HEAD..]) != self.digest() {
            return Err(GazetteerError::Damaged("content"));
        }
        let mut keys = 0;
        for at in 0..self.names.len() {
            let block = self.name_block(at).ok_or(GazetteerError::Damaged("names"))?;
            keys += block.len();
            let known = block.iter().flat_map(|(_, bearers)| bearers).all(|bearer| self.record(bearer.record).is_some());
            if !known {
                return Err(GazetteerError::Damaged("records"));
            }
        }
        if keys == 0 { Err(GazetteerError::Damaged("names")) } else { Ok(()) }
    }

    /// Who bears a name, which is given as [`folded`] leaves it.
    pub fn bearers(&self, key: &str) -> Vec<Bearer> {
        let filter = &self.bytes[self.filter.clone()];
        if key.is_empty()
            || !layout::probes(key, filter.len()).all(|(byte, bit)| filter.get(byte).is_some_and(|set| set & bit != 0))
        {
            return Vec::new();
        }
        let block = self.first_keys.partition_point(|first| first.as_str() <= key);
        block.checked_sub(1).and_then(|block| self.find(block, key)).unwrap_or_default()
    }

    /// The record of that number.
    pub fn record(&self, number: u32) -> Option<Record> {
        let (block, place) = (number as usize / RECORDS_A_BLOCK, number as usize % RECORDS_A_BLOCK);
        let opened = self.opened(self.records.get(block)?)?;
        let start = u16::from_le_bytes(opened.get(2 * place..2 * place + 2)?.try_into().ok()?) as usize;
        layout::take_record(&mut opened.get(start..)?)
    }

    /// Every key with its bearers, in order.
    pub fn keys(&self) -> impl Iterator<Item = (String, Vec<Bearer>)> {
        (0..self.names.len()).flat_map(|at| self.name_block(at).unwrap_or_default())
    }

    fn find(&self, block: usize, key: &str) -> Option<Vec<Bearer>> {
        let mut rest = self.opened(&self.names[block])?;
        let mut name: Vec<u8> = Vec::new();
        while !rest.is_empty() {
            take_key(&mut rest, &mut name)?;
            if name == key.as_bytes() {
                return layout::take_bearers(&mut rest);
            }
            layout::skip_bearers(&mut rest)?;
        }
        None
    }

    fn name_block(&self, at: usize) -> Option<Vec<(String, Vec<Bearer>)>> {
        let mut rest = self.opened(&self.names[at])?;
        let mut name: Vec<u8> = Vec::new();
        let mut all = Vec::new();
        while !rest.is_empty() {
            take_key(&mut rest, &mut name)?;
            all.push((String::from_utf8(name.clone()).ok()?, layout::take_bearers(&mut rest)?));
        }
        Some(all)
    }

    /// A block's content. One that is damaged is empty: what it held is not found.
    fn opened<'g>(&'g self, block: &'g Block) -> Option<&'g [u8]> {
        let content = block.opened.get_or_init(|| self.bytes.get(block.start..block.end).and_then(inflated).unwrap_or_default());
        (!content.is_empty()).then_some(content.as_slice())
    }
}

/// Takes a key, which shares its first letters with the one before.
fn take_key(rest: &mut &[u8], name: &mut Vec<u8>) -> Option<()> {
    let shared = take(rest, 1)?[0] as usize;
    let length = take(rest, 1)?[0] as usize;
    name.truncate(shared);
    name.extend(take(rest, length)?);
    Some(())
}

/// No block of the writer's is larger; a foreign one that is costs no more memory than this.
const LARGEST: u64 = 1 << 24;

fn inflated(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    ZlibDecoder::new(bytes).take(LARGEST).read_to_end(&mut out).ok()?;
    Some(out)
}
