//! Cuts a paragraph into words by the conventions of the English Web Treebank.
//!
//! Every character that is not white space lies in exactly one piece. Nothing here knows sentences or parts of speech; what a
//! period belongs to is decided here, whether it ends a sentence in [`crate::sentence`].

use crate::clitic;
use crate::shape::{dotted, glued_stop, is_unit, is_word, mark, numeral, run, second, whole};
use crate::words::{Abbreviation, Words};
use span::Span;

/// One word or mark, before anything is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the text of record.
    pub span: Span,
    /// Whether it is a clitic of the piece before ("n't" after "do").
    pub joined: bool,
}

/// Cuts one paragraph of `text`, and appends its pieces.
pub fn cut(text: &str, paragraph: Span, words: &Words, pieces: &mut Vec<Piece>) {
    let string = paragraph.of(text);
    let mut quotes = 0usize;
    let mut at = 0;
    while let Some(start) = string[at..].find(|c: char| !c.is_whitespace()).map(|skip| at + skip) {
        let end = string[start..].find(char::is_whitespace).map_or(string.len(), |length| start + length);
        let mut chunk = Chunk {
            words,
            string: &string[start..end],
            rest: &string[end..],
            base: paragraph.start as usize + start,
            single_open: quotes,
            pieces,
        };
        chunk.cut();
        quotes = chunk.single_open;
        at = end;
    }
}

/// A run without white space, while it is cut.
pub(crate) struct Chunk<'a> {
    pub(crate) words: &'a Words,
    string: &'a str,
    rest: &'a str,
    base: usize,
    single_open: usize,
    pieces: &'a mut Vec<Piece>,
}

impl Chunk<'_> {
    fn cut(&mut self) {
        let mut at = 0;
        while at < self.string.len() {
            let length = self.next(at).max(1);
            at += length;
        }
    }

    fn push(&mut self, start: usize, end: usize, joined: bool) {
        self.pieces.push(Piece { span: Span::new(self.base + start, self.base + end), joined });
    }

    /// Cuts the piece, or the word with its clitics, that begins at `at`; returns how many bytes it took.
    fn next(&mut self, at: usize) -> usize {
        let tail = &self.string[at..];
        if let Some(length) = whole(tail, !self.after_word(at)) {
            self.push(at, at + length, false);
            return length;
        }
        let first = tail.chars().next().unwrap_or(' ');
        if first.is_ascii_digit() || (first == '.' && second(tail).is_some_and(|c| c.is_ascii_digit()) && !self.after_word(at)) {
            return self.number(at);
        }
        if is_word(first) {
            return self.word(at);
        }
        if matches!(first, '\'' | '’' | '‘' | '`') && self.apostrophe(at) {
            return self.word_from(at, first.len_utf8());
        }
        let length = mark(tail);
        match first {
            '‘' if length == first.len_utf8() => self.single_open += 1,
            '\'' if length == 1 && at + 1 < self.string.len() && !self.after_word(at) => self.single_open += 1,
            '’' | '\'' if length == first.len_utf8() => self.single_open = self.single_open.saturating_sub(1),
            _ => {}
        }
        self.push(at, at + length, false);
        length
    }

    fn after_word(&self, at: usize) -> bool {
        self.string[..at].chars().next_back().is_some_and(is_word)
    }

    /// Whether the apostrophe at `at` begins a word: "'90s", "'em", "'s" alone.
    fn apostrophe(&self, at: usize) -> bool {
        let tail = &self.string[at..];
        let after = &tail[tail.chars().next().map_or(0, char::len_utf8)..];
        let letters = &after[..after.find(|c: char| !is_word(c)).unwrap_or(after.len())];
        let digits = letters.bytes().take_while(u8::is_ascii_digit).count();
        let decade = digits == 2 && matches!(&letters[2..], "" | "s");
        const CLITICS: [&str; 9] = ["s", "re", "ve", "ll", "em", "til", "twas", "tis", "cause"];
        let clitic = CLITICS.iter().any(|clitic| clitic.eq_ignore_ascii_case(letters));
        decade || letters == "s" || (clitic && (at == 0 || self.after_word(at)))
    }

    fn word(&mut self, at: usize) -> usize {
        self.word_from(at, 0)
    }

    /// A word that begins at `at`, its first `taken` bytes an apostrophe.
    fn word_from(&mut self, at: usize, taken: usize) -> usize {
        let tail = &self.string[at..];
        if let Some(length) = dotted(tail)
            && (length != 2 || self.is_initial(at, tail))
        {
            self.push(at, at + length, false);
            return length;
        }
        let mut end = taken + run(&tail[taken..]);
        while tail[end..].starts_with('-')
            && self.words.is_prefix(&tail[..end])
            && second(&tail[end..]).is_some_and(char::is_alphanumeric)
        {
            end += 1;
            end += dotted(&tail[end..]).unwrap_or_else(|| run(&tail[end..]));
        }
        if let Some(after) = tail[end..].strip_prefix('-') {
            let length = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
            if self.words.is_korean(&tail[..end], &after[..length]) && !after[length..].starts_with('-') {
                end += 1 + length;
                end += if after[length..].starts_with(['\'', '’']) { run(&tail[end - 1..]) - 1 } else { 0 };
            }
        }
        if tail[end..].starts_with('$')
            && matches!(&tail[..end], "US" | "U.S" | "C" | "CA" | "A" | "AU" | "HK" | "NT" | "NZ" | "R" | "S" | "U")
        {
            self.push(at, at + end + 1, false);
            return end + 1;
        }
        if tail[end..].starts_with('.') && self.is_abbreviation(&tail[..=end], at + end + 1) {
            self.push(at, at + end + 1, false);
            return end + 1;
        }
        if let Some(stop) = tail[..end].find('.')
            && glued_stop(&tail[..end], stop)
        {
            end = stop;
        }
        let mut joined =
            taken > 0 && self.string[..at].ends_with(|c: char| is_word(c) || matches!(c, ')' | ']' | '”' | '"' | '%'));
        let mut from = 0;
        for cut in clitic::cuts(&tail[..end], &tail[end..], self.single_open > 0) {
            self.push(at + from, at + cut, joined);
            joined = true;
            from = cut;
        }
        from
    }

    /// Whether the capital letter with a period at `at` shortens a name, and the period ends no sentence.
    fn is_initial(&self, at: usize, tail: &str) -> bool {
        if at + 2 < self.string.len() {
            return tail[2..].starts_with(is_word);
        }
        let next = self.rest.trim_start();
        let word = &next[..run(next)];
        !tail.starts_with('I') && word.starts_with(char::is_uppercase) && !self.words.is_starter(word)
    }

    fn is_abbreviation(&self, word: &str, end: usize) -> bool {
        let Some(kind) = self.words.abbreviation(word) else { return false };
        let follows = &self.string[end..];
        let next = if follows.is_empty() { self.rest.trim_start() } else { follows };
        match kind {
            Abbreviation::Number => next.starts_with(|c: char| c.is_ascii_digit()),
            // "Co." within a word is none.
            _ => !follows.starts_with(is_word),
        }
    }

    /// A number with its inner marks; a unit that is glued to it becomes a piece of its own.
    fn number(&mut self, at: usize) -> usize {
        let tail = &self.string[at..];
        let mut end = numeral(tail);
        let letters = tail[end..end + run(&tail[end..])].find(['\'', '’']).unwrap_or_else(|| run(&tail[end..]));
        let unit = &tail[end..end + letters];
        if letters > 0 && tail[end..].starts_with(char::is_alphabetic) {
            let dotted = dotted(&tail[end..]).filter(|_| matches!(unit, "a.m" | "p.m" | "A.M" | "P.M"));
            if is_unit(unit, tail[..end].contains(['.', ',']) || self.after_currency(at)) || dotted.is_some() {
                self.push(at, at + end, false);
                let length = dotted.unwrap_or(letters);
                self.push(at + end, at + end + length, false);
                return end + length;
            }
            end += letters;
        }
        if tail[end..].starts_with(['\'', '’']) {
            let mark = tail[end..].chars().next().map_or(0, char::len_utf8);
            // "1960's"
            if tail[end + mark..].starts_with('s') && !tail[end + mark + 1..].starts_with(is_word) {
                end += mark + 1;
            }
        }
        self.push(at, at + end, false);
        end
    }

    fn after_currency(&self, at: usize) -> bool {
        self.string[..at].ends_with(['$', '£', '€', '¥', '₩', '₹'])
    }
}
