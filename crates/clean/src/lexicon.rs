//! The cues by which furniture is known, read from the plain text files under `lexicon/`.
//!
//! One cue a line; a line that begins with `#` is a remark. Cues are compared word by word and without regard to case; a cue
//! that ends in a colon asks for the colon. No cue decides alone: the rules that use them are in `furniture` and `appeals`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A set of cues, found by their first word.
#[derive(Debug, Default)]
pub struct Cues {
    by_first_word: BTreeMap<String, Vec<Cue>>,
    /// For each first byte of a cue the lengths of the first words that begin with it, a bit each. It turns away almost all
    /// words of running text before they are looked up.
    lengths: Vec<u32>,
}

/// One cue: its words in lower case, and whether a colon must follow.
#[derive(Debug)]
struct Cue {
    words: Vec<String>,
    colon: bool,
}

/// One word of a paragraph, in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'w> {
    /// The word itself, with straight apostrophes.
    pub form: &'w str,
    /// Whether a colon follows it.
    pub colon: bool,
}

impl Cues {
    /// Reads a lexicon file.
    pub fn read(file: &str) -> Cues {
        let mut cues = Cues { lengths: vec![0; 256], ..Cues::default() };
        for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let lower = lower(line);
            let words: Vec<String> = words(&lower).iter().map(|word| word.form.to_owned()).collect();
            if let Some(first) = words.first().cloned() {
                cues.lengths[usize::from(first.as_bytes()[0])] |= length_bit(&first);
                cues.by_first_word.entry(first).or_default().push(Cue { words, colon: line.ends_with(':') });
            }
        }
        cues
    }

    /// How many words the longest cue takes that begins at the first of `words`; nothing where none does.
    pub fn at_start(&self, words: &[Word<'_>]) -> Option<usize> {
        let first = words.first()?.form;
        if self.lengths.get(usize::from(*first.as_bytes().first()?))? & length_bit(first) == 0 {
            return None;
        }
        let cues = self.by_first_word.get(first)?;
        cues.iter().filter(|cue| cue.fits(words)).map(|cue| cue.words.len()).max()
    }

    /// Whether one cue is all there is.
    pub fn is_whole(&self, words: &[Word<'_>]) -> bool {
        self.at_start(words) == Some(words.len())
    }

    /// Whether a cue stands anywhere.
    pub fn anywhere(&self, words: &[Word<'_>]) -> bool {
        (0..words.len()).any(|at| self.at_start(&words[at..]).is_some())
    }

    /// How many cues stand anywhere.
    pub fn count(&self, words: &[Word<'_>]) -> usize {
        (0..words.len()).filter(|&at| self.at_start(&words[at..]).is_some()).count()
    }
}

impl Cue {
    fn fits(&self, words: &[Word<'_>]) -> bool {
        let Some(here) = words.get(..self.words.len()) else { return false };
        let same = self.words.iter().zip(here).all(|(own, other)| own == other.form);
        same && (!self.colon || here.last().is_some_and(|last| last.colon))
    }
}

/// The bit that stands for a word's length in bytes; all long words share one.
fn length_bit(word: &str) -> u32 {
    1 << word.len().min(31)
}

/// A paragraph in lower case with straight apostrophes and a real copyright sign, as [`words`] wants it.
pub fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '’' | '‘' => out.push('\''),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
    if out.contains("(c)") { out.replace("(c)", "©") } else { out }
}

/// The words of a text in lower case. A copyright sign is a word; other signs only part words.
pub fn words(lower: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let is_part = |c: char| c.is_alphanumeric() || c == '\'';
    let mut start = None;
    for (at, c) in lower.char_indices() {
        if is_part(c) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            push(&mut words, &lower[from..at], c == ':');
        }
        if c == '©' {
            push(&mut words, &lower[at..at + c.len_utf8()], false);
        }
    }
    if let Some(from) = start {
        push(&mut words, &lower[from..], false);
    }
    words
}

/// Apostrophes around a word are quotation marks.
fn push<'w>(words: &mut Vec<Word<'w>>, form: &'w str, colon: bool) {
    let form = form.trim_matches('\'');
    if !form.is_empty() {
        words.push(Word { form, colon });
    }
}

macro_rules! lexicon {
    ($($(#[$doc:meta])* $name:ident $file:literal)*) => {$(
        $(#[$doc])*
        pub static $name: LazyLock<Cues> = LazyLock::new(|| Cues::read(include_str!(concat!("../lexicon/", $file))));
    )*};
}

lexicon! {
    /// Lines that are furniture where nothing else stands in them.
    WHOLE_LINES "whole_lines.txt"
    /// Beginnings of lines that point to other articles.
    TEASERS "teasers.txt"
    /// Labels that stand before pointers to other articles, and before headlines.
    LABELS "labels.txt"
    /// Headings over lists of links.
    LIST_HEADINGS "list_headings.txt"
    /// Beginnings of lines that ask the reader to do something.
    PROMPTS "prompts.txt"
    /// Beginnings of bylines and desk credits.
    BYLINES "bylines.txt"
    /// Words by which a note about an author is known.
    AUTHOR_BOXES "author_boxes.txt"
    /// Words of copyright lines.
    COPYRIGHT "copyright.txt"
    /// Beginnings of editors' notes about corrections and updates.
    EDITORS_NOTES "editors_notes.txt"
    /// Beginnings of notes that stand wholly in brackets.
    BRACKETED_NOTES "bracketed_notes.txt"
    /// Words of cookie notices and consent banners.
    COOKIE_NOTICES "cookie_notices.txt"
    /// Buttons for sharing.
    SHARE_BUTTONS "share_buttons.txt"
    /// What counters count.
    COUNTERS "counters.txt"
    /// Beginnings of lines that say when a page was published.
    PUBLICATION_LINES "publication_lines.txt"
    /// Beginnings of donation appeals.
    APPEAL_OPENINGS "appeal_openings.txt"
    /// Words of donation appeals.
    APPEAL_WORDS "appeal_words.txt"
    /// Words of appeals that speeches and letters have not.
    MONEY_WORDS "money_words.txt"
    /// Beginnings of captions.
    CAPTION_MARKS "caption_marks.txt"
    /// Words that credit a picture.
    PICTURE_CREDITS "picture_credits.txt"
    /// Marks left where a picture was.
    IMAGE_MARKS "image_marks.txt"
    /// Agencies that pictures and texts are credited to.
    AGENCIES "agencies.txt"
    /// Words that only reporting has.
    REPORTING "reporting.txt"
    /// Names of months and weekdays, and other words of a date line.
    DATE_WORDS "date_words.txt"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cue: &str, line: &str, expect: bool) {
        let lower = lower(line);
        assert_eq!(Cues::read(cue).at_start(&words(&lower)).is_some(), expect, "{cue} in {line}");
    }

    #[test]
    fn cues_are_words_not_letters() {
        check("read more:", "READ MORE: The strike in pictures", true);
        check("read more:", "Read more about the strike", false);
        check("share", "Shareholders met", false);
        check("editor's note", "Editor’s note: two names were changed", true);
        check("# read on\nback to top", "read on", false);
        check("©", "(c) Harbour Gazette", true);
    }

    #[test]
    fn every_lexicon_has_a_header_and_cues() {
        for (name, file) in
            [("whole_lines", include_str!("../lexicon/whole_lines.txt")), ("teasers", include_str!("../lexicon/teasers.txt"))]
        {
            assert!(file.starts_with("# "), "{name} must say what it is");
        }
        let all = [
            &WHOLE_LINES,
            &TEASERS,
            &LABELS,
            &LIST_HEADINGS,
            &PROMPTS,
            &BYLINES,
            &AUTHOR_BOXES,
            &COPYRIGHT,
            &EDITORS_NOTES,
            &BRACKETED_NOTES,
            &COOKIE_NOTICES,
            &SHARE_BUTTONS,
            &COUNTERS,
            &PUBLICATION_LINES,
            &APPEAL_OPENINGS,
            &APPEAL_WORDS,
            &MONEY_WORDS,
            &CAPTION_MARKS,
            &PICTURE_CREDITS,
            &IMAGE_MARKS,
            &AGENCIES,
            &REPORTING,
            &DATE_WORDS,
        ];
        assert!(all.iter().all(|cues| !cues.by_first_word.is_empty()));
    }
}
