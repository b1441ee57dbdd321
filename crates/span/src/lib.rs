//! Spans: eight bytes that point into a text.
//!
//! Every derived fact of the program holds a [`Span`] instead of a copied string. A span counts **bytes** of the text of
//! record; output counts **code points**, and [`CodePoints`] is the only place where one becomes the other. This crate
//! knows nothing of documents, tokens or events.

use std::fmt;
use std::ops::Range;

/// A half-open range of byte offsets into a text; both ends lie on character boundaries of the text that it was made for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte of the span.
    pub start: u32,
    /// The byte after its last one.
    pub end: u32,
}

impl Span {
    /// A span from `start` up to, and without, `end`, in bytes.
    ///
    /// Offsets beyond four gibibytes are cut to the largest offset that a span can hold; no stage accepts texts of that size.
    pub fn new(start: usize, end: usize) -> Span {
        let clip = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: clip(start), end: clip(end.max(start)) }
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers no byte at all.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words that it points at, or the empty string where it does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether `other` lies wholly within this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span in a text that begins `offset` bytes earlier.
    pub fn shifted(self, offset: usize) -> Span {
        Span::new(self.start as usize + offset, self.end as usize + offset)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// How many bytes lie between two checkpoints of a [`CodePoints`] table.
const STRIDE: usize = 256;

/// Turns byte offsets of one text into code-point offsets, and back.
///
/// A checkpoint every 256 bytes keeps the table small and each look-up short; for an all-ASCII text no table is kept.
pub struct CodePoints<'t> {
    text: &'t str,
    checkpoints: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    /// Reads the text once and keeps the count of code points before every 256th byte.
    pub fn new(text: &'t str) -> CodePoints<'t> {
        let mut checkpoints = Vec::new();
        if !text.is_ascii() {
            let mut count = 0u32;
            for (at, byte) in text.bytes().enumerate() {
                if at % STRIDE == 0 {
                    checkpoints.push(count);
                }
                count += u32::from(starts_character(byte));
            }
        }
        CodePoints { text, checkpoints }
    }

    /// The number of code points before byte `offset`; an offset past the end counts as the end.
    pub fn at(&self, offset: u32) -> usize {
        let offset = (offset as usize).min(self.text.len());
        let Some(&before) = self.checkpoints.get(offset / STRIDE) else {
            return self.count_to(offset);
        };
        let from = offset - offset % STRIDE;
        let rest = self.text.as_bytes()[from..offset].iter().filter(|&&byte| starts_character(byte)).count();
        before as usize + rest
    }

    /// The span's two ends in code points.
    pub fn range(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }

    /// The byte at which a code point begins, counted from none; one past the end counts as the end.
    pub fn byte(&self, point: usize) -> usize {
        if self.checkpoints.is_empty() {
            return point.min(self.text.len());
        }
        let stride = self.checkpoints.partition_point(|&before| before as usize <= point).saturating_sub(1);
        let from = stride * STRIDE;
        let missing = point.saturating_sub(self.checkpoints[stride] as usize);
        let starts = self.text.as_bytes()[from..].iter().enumerate().filter(|(_, byte)| starts_character(**byte));
        starts.map(|(at, _)| from + at).nth(missing).unwrap_or(self.text.len())
    }

    /// The span between two ends in code points.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.byte(start), self.byte(end))
    }

    /// Only ASCII texts and offsets at the very end of a text come here.
    fn count_to(&self, offset: usize) -> usize {
        if self.checkpoints.is_empty() {
            return offset;
        }
        self.text.as_bytes()[..offset].iter().filter(|&&byte| starts_character(byte)).count()
    }
}

/// In UTF-8 every byte that is no continuation byte begins a character.
fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slices_and_covers() {
        let text = "Pyongyang said";
        let name = Span::new(0, 9);
        let verb = Span::new(10, 14);
        assert_eq!(name.of(text), "Pyongyang");
        assert_eq!(name.cover(verb).of(text), text);
        assert!(!name.overlaps(verb) && name.cover(verb).contains(verb));
        assert_eq!(Span::new(3, 99).of(text), "", "a span that does not fit gives nothing");
    }

    proptest! {
        #[test]
        fn code_points_agree_with_counting(text in "\\PC{0,700}") {
            let table = CodePoints::new(&text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(table.at(at as u32), count);
                prop_assert_eq!(table.byte(count), at);
            }
            let all = text.chars().count();
            prop_assert_eq!(table.at(text.len() as u32), all);
            prop_assert_eq!(table.byte(all), text.len());
            prop_assert_eq!(table.span(0, all + 1).of(&text), text.as_str());
        }
    }
}
