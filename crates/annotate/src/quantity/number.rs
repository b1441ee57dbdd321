//! Reads numbers from words: "1,500", "twenty-one", "two hundred and fifty", "35 million", "a dozen", "22nd". No bounds, no nouns.

use super::lexicon::Lexicon;
use crate::view::View;
use compact_str::CompactString;
use document::TokenId;

/// A number and the place after its words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: f64,
    /// The token after its last one.
    pub end: TokenId,
}

/// The cardinal number that begins at `at`.
pub fn cardinal(view: View, lexicon: &Lexicon, at: TokenId) -> Option<Number> {
    if let Some(value) = figure(view.low(at)) {
        let (value, end) = halved(view, lexicon, value, at + 1);
        let (value, end) = multiplied(view, lexicon, end, value);
        return Some(Number { value, end });
    }
    let word = view.low(at);
    if word == "half" && matches!(view.low(at + 1), "a" | "an") {
        let scale = lexicon.multipliers.get(view.low(at + 2))?;
        return Some(Number { value: scale / 2.0, end: at + 3 });
    }
    if matches!(word, "a" | "an") {
        let scale = lexicon.multipliers.get(view.low(at + 1)).filter(|_| view.low(at + 1) != "k")?;
        let (value, end) = multiplied(view, lexicon, at + 2, *scale);
        return Some(Number { value, end });
    }
    let Number { value, end } = spelt(view, lexicon, at)?;
    let (more, after) = halved(view, lexicon, value, end);
    if after == end {
        return Some(Number { value, end });
    }
    let (value, end) = multiplied(view, lexicon, after, more);
    Some(Number { value, end })
}

/// "two and a half million": the value with its half, and the place behind. Halves of hours and years are no numbers by themselves.
fn halved(view: View, lexicon: &Lexicon, value: f64, at: TokenId) -> (f64, TokenId) {
    match view.phrase(at, &["and", "a", "half"]) {
        Some(end) if value < 1000.0 && lexicon.multipliers.contains_key(view.low(end)) => (value + 0.5, end),
        _ => (value, at),
    }
}

/// "million", "hundred thousand" after a number.
fn multiplied(view: View, lexicon: &Lexicon, mut at: TokenId, mut value: f64) -> (f64, TokenId) {
    loop {
        let hyphen = usize::from(view.low(at) == "-" && view.glued(at) && view.glued(at + 1));
        let Some(scale) = lexicon.multipliers.get(view.low(at + hyphen)) else { return (value, at) };
        if view.low(at + hyphen) == "score" {
            return (value, at);
        }
        value *= scale;
        at += hyphen + 1;
    }
}

/// Number words in a row.
fn spelt(view: View, lexicon: &Lexicon, at: TokenId) -> Option<Number> {
    let first = *lexicon.cardinals.get(view.low(at))?;
    let (mut total, mut group) = (0.0, first);
    let mut end = at + 1;
    loop {
        let skip = usize::from(
            view.low(end) == "and" && group >= 100.0 || view.low(end) == "-" && view.glued(end) && view.glued(end + 1),
        );
        let word = view.low(end + skip);
        if let Some(&scale) = lexicon.multipliers.get(word)
            && (skip == 0 || view.low(end) == "-")
            && !matches!(word, "k" | "score")
        {
            if scale <= 100.0 && group < 100.0 {
                group *= scale;
            } else if scale >= 1000.0 {
                total += group * scale;
                group = 0.0;
            } else {
                break;
            }
        } else if let Some(&value) = lexicon.cardinals.get(word) {
            let after_tens = group % 100.0 >= 20.0 && group % 10.0 == 0.0 && value < 10.0 && value > 0.0;
            let after_hundreds = group % 100.0 == 0.0 && (group >= 100.0 || total > 0.0 && group == 0.0) && value < 100.0;
            if !after_tens && !after_hundreds {
                break;
            }
            group += value;
        } else {
            break;
        }
        end += skip + 1;
    }
    Some(Number { value: total + group, end })
}

/// The ordinal that begins at `at`: "22nd", "third", "twenty-first".
pub fn ordinal(view: View, lexicon: &Lexicon, at: TokenId) -> Option<Number> {
    let word = view.low(at);
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = &word[digits.len()..];
        let value: f64 = without_commas(digits).parse().ok()?;
        return matches!(suffix, "st" | "nd" | "rd" | "th").then_some(Number { value, end: at + 1 });
    }
    if let Some(&value) = lexicon.ordinals.get(word) {
        return Some(Number { value, end: at + 1 });
    }
    let tens = *lexicon.cardinals.get(word).filter(|&&tens| (20.0..100.0).contains(&tens))?;
    let unit = lexicon.ordinals.get(view.low(at + 2)).filter(|&&unit| unit < 10.0 && view.low(at + 1) == "-")?;
    Some(Number { value: tens + unit, end: at + 3 })
}

/// The value of digits with commas and one period: "1,500", "3.5", ".04", "20s" is none.
pub fn figure(word: &str) -> Option<f64> {
    if !word.starts_with(|c: char| c.is_ascii_digit() || c == '.') || !word.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let plain = without_commas(word);
    let grouped = word.split('.').next().unwrap_or("").split(',').skip(1).all(|group| group.len() == 3 || group.len() == 2);
    (grouped && plain.bytes().all(|b| b.is_ascii_digit() || b == b'.')).then(|| plain.parse().ok()).flatten()
}

fn without_commas(figures: &str) -> CompactString {
    figures.chars().filter(|&c| c != ',').collect()
}
