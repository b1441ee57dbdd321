//! The file of learnt weights: tables of names with numbers, between a header and a checksum. It knows nothing of what the names mean.
//!
//! Layout, all numbers little-endian: eight bytes `STNDBOFF`, the number of the layout, the version as counted bytes, the tables, and eight bytes
//! of checksum over all before. A table is its width and the count of its rows; a row is its counted name, a scale and a byte for each column.

use std::collections::BTreeMap;
use std::fmt;

/// The number of the layout that this program writes and reads.
const FORMAT: u32 = 1;

const MAGIC: &[u8; 8] = b"STNDBOFF";

/// Names with a row of numbers each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Numbers in a row.
    pub width: usize,
    rows: BTreeMap<Box<str>, Row>,
}

/// Bytes from -127 to 127 that share a scale.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    scale: f32,
    bytes: Box<[i8]>,
}

impl Table {
    /// A table of rounded rows. Rows that round to nothing are left out.
    pub fn of<'n>(width: usize, rows: impl IntoIterator<Item = (&'n str, Vec<f32>)>) -> Table {
        let mut table = Table { width, rows: BTreeMap::new() };
        for (name, values) in rows {
            let scale = values.iter().fold(0f32, |largest, value| largest.max(value.abs())) / 127.0;
            if scale > 0.0 && values.len() == width {
                let bytes = values.iter().map(|value| (value / scale).round_ties_even() as i8).collect();
                table.rows.insert(name.into(), Row { scale, bytes });
            }
        }
        table
    }

    /// Adds the row of a name, `times` over, to `sums`; an unknown name adds nothing. Whether it is known.
    pub fn add(&self, name: &str, times: f64, sums: &mut [f64]) -> bool {
        let Some(row) = self.rows.get(name) else { return false };
        for (sum, &byte) in sums.iter_mut().zip(&row.bytes) {
            *sum += times * f64::from(row.scale) * f64::from(byte);
        }
        true
    }

    /// Whether a name has a row.
    pub fn has(&self, name: &str) -> bool {
        self.rows.contains_key(name)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Everything that was learnt.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    /// The version, `backoff-1`.
    pub version: String,
    /// What each clue says for each category, in the manual's order.
    pub clues: Table,
    /// What speaks for a category that rules or clues propose.
    pub choice: Table,
    /// What speaks for an event's being right.
    pub confidence: Table,
}

/// Why bytes are no weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeightsError {
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Foreign,
    Format(u32),
    Checksum,
    Broken,
}

impl fmt::Display for WeightsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Foreign => write!(f, "these are no weights of the back-off; give a file written by `standoff train-backoff`"),
            Kind::Format(found) => {
                write!(
                    f,
                    "the weights have format {found}, this program reads format {FORMAT}; train them again with this version"
                )
            }
            Kind::Checksum => write!(f, "the weights are damaged: their checksum does not match; fetch or train them again"),
            Kind::Broken => write!(f, "the weights make no sense; fetch or train them again"),
        }
    }
}

impl std::error::Error for WeightsError {}

impl Weights {
    /// The bytes of the file; the same weights give the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let number = |bytes: &mut Vec<u8>, value: usize| bytes.extend((value as u32).to_le_bytes());
        number(&mut bytes, FORMAT as usize);
        number(&mut bytes, self.version.len());
        bytes.extend(self.version.as_bytes());
        for table in [&self.clues, &self.choice, &self.confidence] {
            number(&mut bytes, table.width);
            number(&mut bytes, table.rows.len());
            for (name, row) in &table.rows {
                number(&mut bytes, name.len());
                bytes.extend(name.as_bytes());
                bytes.extend(row.scale.to_le_bytes());
                bytes.extend(row.bytes.iter().map(|&byte| byte as u8));
            }
        }
        let sum = document::text::hash_parts(&[&bytes]);
        bytes.extend(sum.to_le_bytes());
        bytes
    }

    /// Reads a file. The error says what is wrong with it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Weights, WeightsError> {
        let fail = |kind| WeightsError { kind };
        let rest = bytes.strip_prefix(MAGIC).ok_or(fail(Kind::Foreign))?;
        let (format, _) = rest.split_first_chunk::<4>().ok_or(fail(Kind::Broken))?;
        let format = u32::from_le_bytes(*format);
        if format != FORMAT {
            return Err(fail(Kind::Format(format)));
        }
        let (body, sum) = bytes.split_last_chunk::<8>().ok_or(fail(Kind::Broken))?;
        if document::text::hash_parts(&[body]) != u64::from_le_bytes(*sum) {
            return Err(fail(Kind::Checksum));
        }
        let mut reader = Reader { rest: body.get(MAGIC.len() + 4..).ok_or(fail(Kind::Broken))? };
        let weights = reader.weights().ok_or(fail(Kind::Broken))?;
        if reader.rest.is_empty() { Ok(weights) } else { Err(fail(Kind::Broken)) }
    }
}

/// What is left of a file whose checksum holds.
struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    fn weights(&mut self) -> Option<Weights> {
        let version = self.string()?.to_string();
        Some(Weights { version, clues: self.table()?, choice: self.table()?, confidence: self.table()? })
    }

    fn table(&mut self) -> Option<Table> {
        let (width, count) = (self.number()?, self.number()?);
        let mut rows = BTreeMap::new();
        for _ in 0..count {
            let name = self.string()?.into();
            let scale = f32::from_le_bytes(*self.take(4)?.first_chunk()?);
            let bytes = self.take(width)?.iter().map(|&byte| byte as i8).collect();
            if !scale.is_finite() {
                return None;
            }
            rows.insert(name, Row { scale, bytes });
        }
        Some(Table { width, rows })
    }

    fn string(&mut self) -> Option<&'b str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    fn number(&mut self) -> Option<usize> {
        Some(u32::from_le_bytes(*self.take(4)?.first_chunk()?) as usize)
    }

    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights() -> Weights {
        Weights {
            version: "backoff-9".to_string(),
            clues: Table::of(2, [("path=beat", vec![1.0, -0.5]), ("path=nothing", vec![0.0, 0.0])]),
            choice: Table::of(1, [("Both", vec![2.5])]),
            confidence: Table::default(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let read = Weights::from_bytes(&weights().to_bytes()).expect("sound bytes");
        assert_eq!(read, weights());
        let mut sums = [0.0; 2];
        assert!(read.clues.add("path=beat", 2.0, &mut sums));
        assert!((sums[0] - 2.0).abs() < 1e-6 && (sums[1] + 1.0).abs() < 0.02, "{sums:?}");
        assert!(!read.clues.add("path=nothing", 1.0, &mut sums));
    }

    #[test]
    fn damage_is_named() {
        let bytes = weights().to_bytes();
        let said = |bytes: &[u8]| Weights::from_bytes(bytes).map_err(|error| error.to_string()).unwrap_err();
        assert!(said(b"PK\x03\x04 something else").contains("no weights"));
        assert!(said(b"").contains("no weights"));
        let mut newer = bytes.clone();
        newer[8] = 7;
        assert!(said(&newer).contains("format 7"));
        for end in 12..bytes.len() {
            assert!(Weights::from_bytes(&bytes[..end]).is_err(), "cut at {end}");
        }
        for at in 12..bytes.len() {
            let mut broken = bytes.clone();
            broken[at] ^= 1;
            assert!(said(&broken).contains("checksum"), "flipped at {at}");
        }
    }

    #[test]
    fn a_sound_checksum_over_nonsense_is_refused() {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(FORMAT.to_le_bytes());
        bytes.extend(u32::MAX.to_le_bytes());
        let sum = document::text::hash_parts(&[&bytes]);
        bytes.extend(sum.to_le_bytes());
        assert!(Weights::from_bytes(&bytes).unwrap_err().to_string().contains("no sense"));
    }
}
