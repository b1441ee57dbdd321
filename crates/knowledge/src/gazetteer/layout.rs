//! The layout of the gazetteer's file, for its one reader and its one writer.
//!
//! | part | what |
//! |---|---|
//! | head | [`MAGIC`]; the length of the whole file, eight bytes; SHA-256 of all that follows the head |
//! | directory | its length, four bytes, then, compressed: countries, lengths of the record blocks, first key and length of the name blocks, length of the filter |
//! | filter | a Bloom filter over the keys, so that words that name no place cost nothing |
//! | record blocks | [`RECORDS_A_BLOCK`] places each, compressed: where each begins, two bytes, then the places |
//! | name blocks | [`NAMES_A_BLOCK`] keys each in their order, compressed: letters shared with the key before, the rest, and the places so called |
//!
//! The first records are the countries, in the order of the directory. Numbers are little-endian; where nothing else is said they are variable-length, seven bits a byte. Nothing is read before it is asked for but the
//! directory.

use sha2::{Digest, Sha256};

/// The first bytes of the file; the last of them is the version of the layout.
pub const MAGIC: &[u8; 16] = b"standoff-places\x01";

/// The bytes before the directory.
pub const HEAD: usize = 56;

/// Places in a record block; the last block may hold fewer.
pub const RECORDS_A_BLOCK: usize = 256;

/// Keys in a name block; the last block may hold fewer.
pub const NAMES_A_BLOCK: usize = 256;

/// How many bits of the filter a key sets.
const PROBES: u64 = 6;

/// One place as it is stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Its name.
    pub name: String,
    /// 4 city, 3 district, 2 province, 1 country.
    pub resolution: u8,
    /// Whether English-language news knows it by its bare name: a capital, or named in `spellings.lst`.
    pub prominent: bool,
    /// Its country, a place in the directory's list.
    pub country: u8,
    /// Its GeoNames id.
    pub geonameid: u32,
    /// Hundred-thousandths of degrees north and east, where known.
    pub coordinates: Option<(i32, i32)>,
    /// Inhabitants; of divisions and countries those of the places in them; 0 where unknown.
    pub population: u32,
    /// The records of the first- and second-level division that it lies in.
    pub divisions: [Option<u32>; 2],
}

/// A record that bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bearer {
    /// Which record.
    pub record: u32,
    /// Whether the name is only one of many that GeoNames lists in all languages.
    pub alternative: bool,
}

/// SHA-256 of what follows the head.
pub fn digest(body: &[u8]) -> [u8; 32] {
    Sha256::digest(body).into()
}

/// Writes a number, seven bits a byte, the lowest first.
pub fn put_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Takes a number from the front of the bytes.
pub fn take_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0u32;
    for shift in (0..).step_by(7) {
        let byte = take(bytes, 1)?[0];
        number |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Takes that many bytes from the front.
pub fn take<'b>(bytes: &mut &'b [u8], count: usize) -> Option<&'b [u8]> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(taken)
}

/// Writes a string of at most 255 bytes behind its length; a longer one is cut at a character.
pub fn put_text(out: &mut Vec<u8>, text: &str) {
    let end = (0..=text.len().min(255)).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    out.push(end as u8);
    out.extend(&text.as_bytes()[..end]);
}

/// Takes a string.
pub fn take_text<'b>(bytes: &mut &'b [u8]) -> Option<&'b str> {
    let length = take(bytes, 1)?[0] as usize;
    std::str::from_utf8(take(bytes, length)?).ok()
}

const PROMINENT: u8 = 0x08;
const PLACED: u8 = 0x10;

/// Writes a place.
pub fn put_record(out: &mut Vec<u8>, record: &Record) {
    let placed = if record.coordinates.is_some() { PLACED } else { 0 };
    out.push(record.resolution | if record.prominent { PROMINENT } else { 0 } | placed);
    out.push(record.country);
    put_text(out, &record.name);
    put_number(out, record.geonameid);
    if let Some((north, east)) = record.coordinates {
        out.extend(north.to_le_bytes());
        out.extend(east.to_le_bytes());
    }
    put_number(out, record.population);
    for division in record.divisions {
        put_number(out, division.map_or(0, |record| record + 1));
    }
}

/// Takes a place.
pub fn take_record(bytes: &mut &[u8]) -> Option<Record> {
    let flags = take(bytes, 1)?[0];
    let country = take(bytes, 1)?[0];
    let name = take_text(bytes)?.to_string();
    let geonameid = take_number(bytes)?;
    let degrees = |bytes: &mut &[u8]| Some(i32::from_le_bytes(take(bytes, 4)?.try_into().ok()?));
    let coordinates = if flags & PLACED == 0 { None } else { Some((degrees(bytes)?, degrees(bytes)?)) };
    let population = take_number(bytes)?;
    let mut divisions = [None; 2];
    for division in &mut divisions {
        *division = take_number(bytes)?.checked_sub(1);
    }
    let (resolution, prominent) = (flags & 7, flags & PROMINENT != 0);
    Some(Record { name, resolution, prominent, country, geonameid, coordinates, population, divisions })
}

/// Writes who bears a name; `bearers` in order.
pub fn put_bearers(out: &mut Vec<u8>, bearers: &[Bearer]) {
    put_number(out, bearers.len() as u32);
    let mut before = 0;
    for bearer in bearers {
        put_number(out, (bearer.record - before) << 1 | u32::from(bearer.alternative));
        before = bearer.record;
    }
}

/// Takes who bears a name.
pub fn take_bearers(bytes: &mut &[u8]) -> Option<Vec<Bearer>> {
    let count = take_number(bytes)?;
    let mut record = 0u32;
    let mut bearers = Vec::new();
    for _ in 0..count {
        let number = take_number(bytes)?;
        record = record.checked_add(number >> 1)?;
        bearers.push(Bearer { record, alternative: number & 1 == 1 });
    }
    Some(bearers)
}

/// Passes over who bears a name.
pub fn skip_bearers(bytes: &mut &[u8]) -> Option<()> {
    let count = take_number(bytes)?;
    (0..count).try_for_each(|_| take_number(bytes).map(drop))
}

/// The bits of a filter of that many bytes that a key sets.
pub fn probes(key: &str, filter_length: usize) -> impl Iterator<Item = (usize, u8)> {
    // FNV-1a; the halves are mixed as by Kirsch and Mitzenmacher.
    let hash = key.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    let (first, second) = (hash & 0xffff_ffff, hash >> 32 | 1);
    let bits = (filter_length as u64 * 8).max(1);
    (0..PROBES).map(move |probe| {
        let bit = first.wrapping_add(probe.wrapping_mul(second)) % bits;
        ((bit / 8) as usize, 1 << (bit % 8))
    })
}
