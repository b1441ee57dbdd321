//! What the rules ask of one paragraph, measured once: its words in lower case, its parts, and how it looks.

use crate::captions;
use crate::lexicon::{self, Word};
use crate::split;

/// Paragraphs longer than this, in bytes, are running text: no rule but the appeal's and the cookie notice's looks at them.
pub const LONGEST_FURNITURE: usize = 420;
/// Paragraphs longer than this, in bytes, are looked at by no rule at all.
const LONGEST_APPEAL: usize = 1600;

/// A paragraph in lower case, whole and without what it quotes. Built first, because [`Facts`] borrows from it.
#[derive(Debug, Default)]
pub struct Lowered {
    whole: String,
    /// `None` where it quotes nothing.
    unquoted: Option<String>,
}

impl Lowered {
    /// Lowers the paragraph; a long one comes out empty.
    pub fn of(text: &str) -> Lowered {
        if text.len() > LONGEST_APPEAL {
            return Lowered::default();
        }
        let whole = lexicon::lower(text);
        let unquoted = whole.contains(['"', '“', '«', '„', '”', '»']).then(|| without_quotes(&whole));
        Lowered { whole, unquoted }
    }
}

/// The measures of one paragraph.
#[derive(Debug)]
pub struct Facts<'t> {
    /// The paragraph as it stands.
    pub text: &'t str,
    /// Its words; none for a paragraph too long to be anything but running text.
    pub words: Vec<Word<'t>>,
    /// Its words outside quotation marks.
    pub unquoted: Vec<Word<'t>>,
    /// The whole of it in lower case.
    lower: &'t str,
    /// How many bars and bullets part it.
    pub bars: usize,
    /// Whether it is short enough to be furniture, a heading or a caption.
    pub short: bool,
    /// Whether it ends like a sentence, an agency's name in brackets aside.
    pub ends_sentence: bool,
    /// Whether it opens with a quotation mark.
    pub opens_quote: bool,
    /// Whether it opens with a bullet or number.
    pub list_item: bool,
    /// Whether a word that only reporting has stands outside quotation marks.
    pub reports: bool,
}

impl<'t> Facts<'t> {
    /// Measures a paragraph.
    pub fn of(text: &'t str, lowered: &'t Lowered) -> Facts<'t> {
        let words = lexicon::words(&lowered.whole);
        let unquoted = lowered.unquoted.as_ref().map_or_else(|| words.clone(), |unquoted| lexicon::words(unquoted));
        Facts {
            text,
            lower: &lowered.whole,
            bars: if text.len() <= LONGEST_FURNITURE { bars(text) } else { 0 },
            short: text.len() <= LONGEST_FURNITURE,
            ends_sentence: split::ends_sentence(text)
                || captions::credit(text).is_some_and(|(before, _)| split::ends_sentence(before)),
            opens_quote: text.starts_with(['"', '“', '«', '‘', '„']),
            list_item: split::is_list_item(text),
            reports: lexicon::REPORTING.anywhere(&unquoted),
            words,
            unquoted,
        }
    }

    /// The words of its sentences, and of what bars, bullets and wide gaps part.
    pub fn parts(&self) -> Vec<Vec<Word<'t>>> {
        parts(self.lower).into_iter().map(lexicon::words).filter(|part| !part.is_empty()).collect()
    }

    /// Whether it stands wholly in one pair of brackets.
    pub fn bracketed(&self) -> bool {
        let inner = |open: char, close: char| {
            self.text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).is_some_and(|rest| !rest.contains(open))
        };
        inner('(', ')') || inner('[', ']')
    }

    /// Whether it could be running text: it ends like a sentence, or is too long for a heading.
    pub fn is_running_text(&self) -> bool {
        !self.short || (self.ends_sentence && self.words.len() >= 4) || self.words.len() > 25
    }
}

/// The text without what stands in quotation marks. A quotation that is not closed runs to the end.
fn without_quotes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '“' | '«' | '„' => inside = true,
            '”' | '»' => inside = false,
            '"' => inside = !inside,
            _ if inside => continue,
            _ => {
                out.push(c);
                continue;
            }
        }
        out.push(' ');
    }
    out
}

/// Signs that part the items of a line of links.
fn is_bar(c: char) -> bool {
    matches!(c, '|' | '·' | '•' | '│' | '¦' | '❘' | '»' | '›' | '▪' | '●')
}

/// How many signs with white space on both sides, or at the start and white space after, part the text.
fn bars(text: &str) -> usize {
    let mut count = 0;
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if is_bar(c) && before.is_whitespace() && characters.peek().is_some_and(|next| next.is_whitespace()) {
            count += 1;
        }
        before = c;
    }
    count
}

/// The text's sentences, and what bars, bullets and gaps of two spaces or more part.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let stops = matches!(before, '.' | '?' | '!' | ')') && c.is_whitespace();
        let gap = before.is_whitespace() && c.is_whitespace();
        if stops || gap || (is_bar(c) && before.is_whitespace()) {
            parts.push(&text[start..at]);
            start = at;
        }
        before = c;
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_bars() {
        assert_eq!(parts("(Updated.) 14 comments"), ["(Updated.)", " 14 comments"]);
        assert_eq!(bars("Print | Share | 3"), 2);
        assert_eq!(bars("a|b"), 0);
    }

    #[test]
    fn what_is_quoted_does_not_report() {
        let text = "“He said no,” in a letter to the harbour board.";
        let lowered = Lowered::of(text);
        assert!(!Facts::of(text, &lowered).reports);
    }
}
