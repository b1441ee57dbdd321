//! Discard dictionaries: words that stop a sentence, or with `+` the whole article.

use super::lines;
use super::report::Reader;
use std::collections::HashMap;
use std::sync::Arc;

/// Words that stop a sentence or an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discard {
    /// Its words in lower case; the last one may be a stem.
    pub words: Vec<String>,
    /// Whether the last word ends there (`_`); otherwise it may go on.
    pub whole: bool,
    /// Whether it stops the whole article.
    pub story: bool,
    /// The line that says so: `discards.txt:12`.
    pub id: Arc<str>,
}

/// All discards with an index over their first words.
#[derive(Clone, Debug, Default)]
pub struct Discards {
    /// All of them, in the order of files and lines.
    pub all: Vec<Discard>,
    by_first: HashMap<String, Vec<usize>>,
    stems: HashMap<String, Vec<usize>>,
}

impl Discards {
    /// Adds discards.
    pub(super) fn add(&mut self, discards: Vec<Discard>) {
        for discard in discards {
            let at = self.all.len();
            let stem = discard.words.len() == 1 && !discard.whole;
            let index = if stem { &mut self.stems } else { &mut self.by_first };
            index.entry(discard.words[0].clone()).or_default().push(at);
            self.all.push(discard);
        }
    }

    /// The discard that begins with the first of these words, if one does. `word` gives the words that follow each other, in lower case.
    pub fn at(&self, word: &dyn Fn(usize) -> Option<String>) -> Option<&Discard> {
        let first = word(0)?;
        let ends = first.char_indices().map(|(at, character)| at + character.len_utf8());
        let stemmed = ends.filter_map(|end| self.stems.get(&first[..end])).flatten();
        let listed = self.by_first.get(&first).into_iter().flatten();
        listed.chain(stemmed).map(|&at| &self.all[at]).filter(|discard| discard.stands(word)).min_by_key(|discard| !discard.story)
    }
}

impl Discard {
    fn stands(&self, word: &dyn Fn(usize) -> Option<String>) -> bool {
        let last = self.words.len() - 1;
        self.words.iter().enumerate().all(|(at, wanted)| {
            word(at).is_some_and(
                |found| if at == last && !self.whole { found.starts_with(wanted.as_str()) } else { found == *wanted },
            )
        })
    }
}

/// Reads a dictionary of discards.
pub(super) fn read(reader: &mut Reader<'_>) -> Vec<Discard> {
    let mut discards = Vec::new();
    for line in lines::read(reader.text) {
        let content = line.content.trim();
        let (story, phrase) = content.strip_prefix('+').map_or((false, content), |phrase| (true, phrase.trim()));
        let words: Vec<String> = phrase.split(['_', ' ', '\t']).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        if !phrase.chars().any(char::is_alphanumeric) {
            reader.unread(
                &line,
                content,
                "a discard without words".to_string(),
                "write the words that stop a sentence, or + and those that stop a story",
            );
            continue;
        }
        reader.count("discards", 1);
        reader.count("of them story-level", usize::from(story));
        let id = Arc::from(format!("{}:{}", reader.report.file, line.number));
        discards.push(Discard { words, whole: phrase.ends_with('_'), story, id });
    }
    discards
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, sentence: &str) -> Option<(bool, String)> {
        let mut discards = Discards::default();
        discards.add(read(&mut Reader::new("x", text)));
        let words: Vec<String> = sentence.split(' ').map(str::to_lowercase).collect();
        let at = |from: usize| discards.at(&|next| words.get(from + next).cloned());
        (0..words.len()).filter_map(at).map(|discard| (discard.story, discard.id.to_string())).next()
    }

    #[test]
    fn words_are_whole_or_stems() {
        assert_eq!(found("CHAMPION\n", "The champions left"), Some((false, "x:1".into())));
        assert_eq!(found("CHAMPION_\n", "The champions left"), None);
        assert_eq!(found("THIRD ROUND\n", "the Third rounds began"), Some((false, "x:1".into())));
        assert_eq!(found("THIRD_ROUND_\n", "the third rounds began"), None);
        assert_eq!(found("1914\n", "since 1914 all"), Some((false, "x:1".into())));
    }

    #[test]
    fn a_plus_stops_the_story() {
        assert_eq!(found("# x\n+ World Golf Week  # note\n", "at World Golf Week today"), Some((true, "x:2".into())));
    }

    #[test]
    fn lines_without_words_are_reported() {
        let mut reader = Reader::new("x", "+\n-\nA\n");
        assert_eq!(read(&mut reader).len(), 1);
        assert_eq!(reader.report.unread.len(), 2);
    }
}
