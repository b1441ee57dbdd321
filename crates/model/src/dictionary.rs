//! A fixed table from hashed strings to small numbers: the classes that words were seen with in
//! training, and their clusters. A string is known by
//! 32 bits of its hash, so one in some hundred thousand unknown strings is taken for a known one.

use crate::ModelError;
use crate::flat::{Reader, Writer};

/// Known words and their class numbers, sorted by hash.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    /// By the upper bits of the hash, the first place in `keys` that may hold it.
    starts: Vec<u32>,
    keys: Vec<u32>,
    values: Vec<u16>,
}

impl Dictionary {
    /// Makes a dictionary of (hash, class) pairs in any order; classes count from one. Of two with one key the first by value stays.
    pub fn new(pairs: &[(u64, u16)]) -> Dictionary {
        let mut sorted: Vec<(u32, u16)> = pairs.iter().map(|&(hash, value)| ((hash >> 32) as u32, value)).collect();
        sorted.sort_unstable();
        sorted.dedup_by_key(|pair| pair.0);
        Dictionary::of_sorted(sorted.iter().map(|pair| pair.0).collect(), sorted.iter().map(|pair| pair.1).collect())
    }

    /// The class of a hashed string; zero for one that is unknown.
    pub fn get(&self, hash: u64) -> u16 {
        let key = (hash >> 32) as u32;
        let bucket = (key >> BUCKET_SHIFT) as usize;
        let (Some(&start), Some(&end)) = (self.starts.get(bucket), self.starts.get(bucket + 1)) else { return 0 };
        let found = self.keys[start as usize..end as usize].binary_search(&key);
        found.map_or(0, |at| self.values[start as usize + at])
    }

    /// Appends the dictionary to a model file.
    pub fn write(&self, writer: &mut Writer) {
        writer.numbers(&self.keys);
        let values: Vec<u8> = self.values.iter().flat_map(|value| value.to_le_bytes()).collect();
        writer.bytes(&values);
    }

    /// Reads a dictionary from a model file.
    pub fn read(reader: &mut Reader) -> Result<Dictionary, ModelError> {
        let keys = reader.numbers()?;
        let values: Vec<u16> = reader.bytes()?.as_chunks::<2>().0.iter().map(|&value| u16::from_le_bytes(value)).collect();
        if keys.len() != values.len() || !keys.is_sorted() {
            return Err(reader.invalid());
        }
        Ok(Dictionary::of_sorted(keys, values))
    }

    fn of_sorted(keys: Vec<u32>, values: Vec<u16>) -> Dictionary {
        let buckets = 1u32 << (32 - BUCKET_SHIFT);
        let mut starts = vec![0; buckets as usize + 1];
        for key in &keys {
            starts[(key >> BUCKET_SHIFT) as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Dictionary { starts, keys, values }
    }
}

const BUCKET_SHIFT: u32 = 19;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash;

    #[test]
    fn known_words_are_found_and_others_are_not() {
        let words = ["strike", "fire", "talks", "border"];
        let pairs: Vec<(u64, u16)> = words.iter().zip(1..).map(|(word, class)| (hash::text(word), class)).collect();
        let dictionary = Dictionary::new(&pairs);
        assert_eq!(words.map(|word| dictionary.get(hash::text(word))), [1, 2, 3, 4]);
        assert_eq!(dictionary.get(hash::text("unknown")), 0);
        assert_eq!(Dictionary::default().get(1), 0);
    }
}
