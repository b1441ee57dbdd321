//! From words to the pieces and shapes that the encoder is shown.
//!
//! Pieces follow WordPiece (Schuster and Nakajima 2012), uncased: small letters, no accents, marks apart, the longest known piece
//! first. `training/pieces.py` is the twin that the weights were trained with; both must cut alike.

use crate::flat::Reader;
use crate::{ModelError, hash};
use document::push_lower;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most pieces of one word; the rest of an address or a number says nothing new.
pub const LONGEST: usize = 8;

/// The longest piece that is looked for, in characters.
const LONGEST_PIECE: usize = 32;

/// How a word is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// Small letters.
    Lower,
    /// A capital at the start.
    Capital,
    /// Capitals only.
    Capitals,
    /// One letter, a capital.
    Letter,
    /// Capitals elsewhere.
    Mixed,
    /// A digit somewhere.
    Digits,
    /// No letter and no digit.
    Mark,
}

impl Shape {
    /// How many there are.
    pub const COUNT: usize = 7;

    /// The shape of a word.
    pub fn of(form: &str) -> Shape {
        let (mut letters, mut upper, mut first_upper) = (0, 0, false);
        for c in form.chars() {
            if c.is_numeric() {
                return Shape::Digits;
            }
            if c.is_alphabetic() {
                first_upper |= letters == 0 && c.is_uppercase();
                letters += 1;
                upper += usize::from(c.is_uppercase());
            }
        }
        match (letters, upper) {
            (0, _) => Shape::Mark,
            (_, 0) => Shape::Lower,
            (1, 1) => Shape::Letter,
            _ if letters == upper => Shape::Capitals,
            (_, 1) if first_upper => Shape::Capital,
            _ => Shape::Mixed,
        }
    }
}

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Spacing {
    /// The word before, without a space.
    Glued,
    /// A space.
    Spaced,
    /// Nothing: it opens a window.
    Opening,
}

impl Spacing {
    /// How many there are.
    pub const COUNT: usize = 3;
}

/// The known pieces.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    text: String,
    ends: Vec<u32>,
    /// Open addressing: the number of a piece plus one, zero for an empty slot.
    slots: Vec<u32>,
    unknown: u32,
}

/// Working space of the cut.
#[derive(Clone, Debug, Default)]
pub struct Run {
    characters: Vec<char>,
    bytes: String,
    ends: Vec<usize>,
}

impl Vocabulary {
    /// Reads the pieces; those that go on within a word begin with `##`.
    pub fn read(reader: &mut Reader<'_>) -> Result<Vocabulary, ModelError> {
        reader.section("vocabulary");
        let pieces = reader.strings()?;
        let mut vocabulary =
            Vocabulary { text: String::new(), ends: vec![0], slots: vec![0; (pieces.len() * 3).next_power_of_two()], unknown: 0 };
        let mut unknown = None;
        for (number, piece) in pieces.iter().enumerate() {
            vocabulary.text.push_str(piece);
            vocabulary.ends.push(vocabulary.text.len() as u32);
            vocabulary.insert(piece, number as u32);
            if *piece == "[UNK]" {
                unknown = Some(number as u32);
            }
        }
        vocabulary.unknown = unknown.ok_or_else(|| reader.invalid())?;
        Ok(vocabulary)
    }

    /// How many pieces there are.
    pub fn len(&self) -> usize {
        self.ends.len() - 1
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The piece with a number.
    fn piece(&self, number: u32) -> &str {
        &self.text[self.ends[number as usize] as usize..self.ends[number as usize + 1] as usize]
    }

    fn insert(&mut self, piece: &str, number: u32) {
        let (inner, body) = piece.strip_prefix("##").map_or((false, piece), |body| (true, body));
        let mut slot = self.slot(inner, body);
        while self.slots[slot] != 0 {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = number + 1;
    }

    fn slot(&self, inner: bool, body: &str) -> usize {
        hash::bytes(u64::from(inner), body.as_bytes()) as usize & (self.slots.len() - 1)
    }

    fn find(&self, inner: bool, body: &str) -> Option<u32> {
        let mut slot = self.slot(inner, body);
        while let Some(number) = self.slots[slot].checked_sub(1) {
            let piece = self.piece(number);
            let same = if inner { piece.strip_prefix("##") == Some(body) } else { piece == body };
            if same {
                return Some(number);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        None
    }

    /// Appends the numbers of a word's pieces to `found`: one at least, [`LONGEST`] at most.
    pub fn cut(&self, form: &str, run: &mut Run, found: &mut Vec<u32>) {
        let start = found.len();
        let Run { characters, bytes, .. } = &mut *run;
        characters.clear();
        if form.is_ascii() {
            characters.extend(form.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            bytes.clear();
            push_lower(form, bytes);
            characters.extend(bytes.nfd().filter(|&c| !is_combining_mark(c)));
        }
        let mut at = 0;
        while at < run.characters.len() && found.len() - start < LONGEST {
            let c = run.characters[at];
            if c.is_whitespace() {
                at += 1;
                continue;
            }
            let end = if is_mark(c) {
                at + 1
            } else {
                let rest = &run.characters[at..];
                at + rest.iter().position(|&c| is_mark(c) || c.is_whitespace()).unwrap_or(rest.len())
            };
            self.cut_run(at..end, run, found);
            at = end;
        }
        found.truncate(start + LONGEST);
        if found.len() == start {
            found.push(self.unknown);
        }
    }

    fn cut_run(&self, range: std::ops::Range<usize>, run: &mut Run, found: &mut Vec<u32>) {
        let Run { characters, bytes, ends } = run;
        bytes.clear();
        ends.clear();
        ends.push(0);
        for &c in &characters[range] {
            bytes.push(c);
            ends.push(bytes.len());
        }
        let (first, count) = (found.len(), ends.len() - 1);
        let mut start = 0;
        while start < count {
            let piece = (start + 1..=count.min(start + LONGEST_PIECE))
                .rev()
                .find_map(|end| Some((end, self.find(start > 0, &bytes[ends[start]..ends[end]])?)));
            let Some((end, number)) = piece else {
                found.truncate(first);
                found.push(self.unknown);
                return;
            };
            found.push(number);
            start = end;
        }
    }
}

/// A character that is a piece of its own.
fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_told_apart() {
        let shapes = ["the", "Seoul", "NATO", "U", "McKay", "F-16", "...", "O'Neill", "É", ""].map(Shape::of);
        use Shape::*;
        assert_eq!(shapes, [Lower, Capital, Capitals, Letter, Mixed, Digits, Mark, Mixed, Letter, Mark]);
    }

    #[test]
    fn words_are_cut_as_in_training() {
        // What `training/pieces.py` makes of the same words.
        let vocabulary = &crate::Model::fast().expect("the embedded model is sound").vocabulary;
        let cut = |form: &str| {
            let mut found = Vec::new();
            vocabulary.cut(form, &mut Run::default(), &mut found);
            found.iter().map(|&number| vocabulary.piece(number)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(cut("Troops"), "troops");
        assert_eq!(cut("Café"), cut("cafe"));
        assert_eq!(cut("U.N."), "u . n .");
        assert_eq!(cut("n't"), "n ' t");
        assert_eq!(cut("漢"), "[UNK]");
        assert_eq!(cut(" "), "[UNK]");
        assert_eq!(cut(&"9-".repeat(40)).split(' ').count(), LONGEST);
    }
}
