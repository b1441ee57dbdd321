//! Running words to analysed sentences.
//!
//! A paragraph is read through windows of at most [`MOST_PIECES`] pieces. A paragraph that fits into one window, as most do, is done
//! with one look; of a longer one a window ends, where it can, with a full stop, so that little is read twice. The sentences that end
//! in it are taken - where it ends with no stop, those that end well before its end - and the next window begins after them.
//! Windows of all paragraphs are encoded together, which changes nothing in the result.

use crate::encoder::{MOST_PIECES, Piece, Space};
use crate::heads::Scores;
use crate::pieces::{Run, Shape, Spacing};
use crate::{Model, Reading, Word, names};
use std::ops::Range;

/// One word as it is given.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Its form.
    pub form: &'a str,
    /// Whether it follows the word before without a space.
    pub glued: bool,
    /// What is known of a sentence's end after it.
    pub border: Border,
}

/// Whether a sentence ends after a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Border {
    /// The model decides.
    #[default]
    Open,
    /// It does.
    Always,
    /// It does not.
    Never,
}

/// Working space that is kept from text to text; it carries no information over.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    run: Run,
    numbers: Vec<u32>,
    /// For each word of the input, where its pieces begin in `numbers`; one more at the end.
    starts: Vec<usize>,
    space: Space,
    scores: Scores,
    steps: Vec<[u8; crate::labels::NAMES]>,
    /// What is left of paragraphs for the windows of this round, and of the next.
    open: Vec<Range<usize>>,
    later: Vec<Range<usize>>,
    batch: Vec<Window>,
    ends: Vec<usize>,
    found: Reading,
}

/// Words that are read with one look.
#[derive(Clone, Debug)]
struct Window {
    words: Range<usize>,
    /// Where its paragraph ends.
    paragraph_end: usize,
}

/// Pieces that are encoded together.
const BATCH: usize = 256;

/// Words before the end of a window that ends with no stop whose sentences are left to the next window.
const MARGIN: usize = 12;

impl Model {
    /// Reads words that stand in paragraphs, given as ranges of words in order that together hold them all; no sentence leaves its paragraph.
    /// Time and memory grow linearly with the words.
    pub fn read<'s>(&self, words: &[Input<'_>], paragraphs: &[Range<usize>], scratch: &'s mut Scratch) -> &'s Reading {
        self.cut(words, scratch);
        scratch.found.sentences.clear();
        scratch.found.names.clear();
        scratch.found.words.clear();
        scratch.found.words.resize(words.len(), Word::UNREAD);
        scratch.open.clear();
        scratch.open.extend(paragraphs.iter().filter(|range| !range.is_empty()).cloned());
        while !scratch.open.is_empty() {
            scratch.later.clear();
            scratch.batch.clear();
            let mut pieces = 0;
            for at in 0..scratch.open.len() {
                let rest = scratch.open[at].clone();
                let window = rest.start..self.window_end(words, &rest, scratch);
                pieces += scratch.starts[window.end] - scratch.starts[window.start];
                scratch.batch.push(Window { words: window, paragraph_end: rest.end });
                if pieces >= BATCH {
                    self.read_batch(words, scratch);
                    pieces = 0;
                }
            }
            self.read_batch(words, scratch);
            std::mem::swap(&mut scratch.open, &mut scratch.later);
        }
        // The windows of a round come before those that go on with their paragraphs.
        scratch.found.sentences.sort_unstable_by_key(|sentence| sentence.start);
        scratch.found.names.sort_unstable_by_key(|name| name.start);
        &scratch.found
    }

    /// Cuts all words into pieces.
    fn cut(&self, words: &[Input<'_>], scratch: &mut Scratch) {
        scratch.numbers.clear();
        scratch.starts.clear();
        for word in words {
            scratch.starts.push(scratch.numbers.len());
            self.vocabulary.cut(word.form, &mut scratch.run, &mut scratch.numbers);
        }
        scratch.starts.push(scratch.numbers.len());
    }

    /// Where the window that begins with the rest of a paragraph ends.
    fn window_end(&self, words: &[Input<'_>], rest: &Range<usize>, scratch: &Scratch) -> usize {
        let limit = scratch.starts[rest.start] + MOST_PIECES;
        let fitting = scratch.starts[rest.start..=rest.end].partition_point(|&start| start <= limit) - 1;
        let end = rest.start + fitting.max(1);
        if end == rest.end {
            return end;
        }
        // Half a window at least, so that a row of short sentences is not read one by one.
        let stop = (rest.start + fitting / 2..end).rev().find(|&word| stops(words, word));
        stop.map_or(end, |stop| stop + 1)
    }

    /// Encodes the windows of the batch, takes their sentences, and leaves what remains of each paragraph for later.
    fn read_batch(&self, words: &[Input<'_>], scratch: &mut Scratch) {
        let space = &mut scratch.space;
        space.pieces.clear();
        space.windows.clear();
        space.asked.clear();
        for Window { words: window, .. } in &scratch.batch {
            let start = space.pieces.len();
            let opening = |number| Piece { number, shape: Shape::Mark, spacing: Spacing::Opening };
            space.pieces.extend(self.opening.map(opening));
            for word in window.clone() {
                space.asked.push(space.pieces.len());
                let Input { form, glued, .. } = words[word];
                let shape = Shape::of(form);
                let mut spacing = if glued { Spacing::Glued } else { Spacing::Spaced };
                if word == window.start {
                    spacing = Spacing::Opening;
                }
                for &number in &scratch.numbers[scratch.starts[word]..scratch.starts[word + 1]] {
                    space.pieces.push(Piece { number, shape, spacing });
                    spacing = Spacing::Glued;
                }
            }
            space.windows.push(start..space.pieces.len());
        }
        self.encoder.encode(self.level, space);
        self.heads.score(self.level, &space.rounded, &mut scratch.scores);
        let mut base = 0;
        for at in 0..scratch.batch.len() {
            let Window { words: window, paragraph_end } = scratch.batch[at].clone();
            find_ends(words, &window, window.end == paragraph_end, base, scratch);
            let mut start = window.start;
            for at in 0..scratch.ends.len() {
                let end = scratch.ends[at];
                let scored = base + start - window.start..base + end - window.start;
                self.read_sentence(words, start..end, scored, scratch);
                start = end;
            }
            if start < paragraph_end {
                scratch.later.push(start..paragraph_end);
            }
            base += window.len();
        }
        scratch.batch.clear();
    }

    /// Reads one sentence; `scored` are its words in the batch.
    fn read_sentence(&self, words: &[Input<'_>], range: Range<usize>, scored: Range<usize>, scratch: &mut Scratch) {
        self.heads.tree(self.level, &mut scratch.scores, scored.clone(), &self.labels);
        let Scratch { scores, steps, found, .. } = scratch;
        let tree = scored.clone().zip(&scores.tree);
        for ((word, found), (at, &(head, relation))) in range.clone().zip(&mut found.words[range.clone()]).zip(tree) {
            let row = scores.tags_of(at);
            let tag = self.labels.tag(row);
            let lemma = self.labels.lemma(row, words[word].form);
            *found = Word { upos: tag.upos, xpos: tag.xpos, feats: tag.feats, lemma, head, relation };
        }
        names::find(scored.map(|at| self.labels.names(scores.tags_of(at))), range.start, steps, &mut found.names);
        found.sentences.push(range);
    }
}

/// Puts into `scratch.ends` where the sentences of a window end that are taken from it: all of them if it is the paragraph's last window.
fn find_ends(words: &[Input<'_>], window: &Range<usize>, last: bool, base: usize, scratch: &mut Scratch) {
    let Scratch { scores, ends, .. } = scratch;
    let ends_after = |word: usize| match words[word].border {
        Border::Open => scores.end(base + word - window.start) > 0.0,
        Border::Always => true,
        Border::Never => false,
    };
    ends.clear();
    ends.extend(window.clone().filter(|&word| ends_after(word)).map(|word| word + 1));
    if last {
        if ends.last() != Some(&window.end) {
            ends.push(window.end);
        }
        return;
    }
    let margin = if stops(words, window.end - 1) { 0 } else { MARGIN };
    let sure = ends.partition_point(|&end| end + margin <= window.end);
    ends.truncate(sure.max(1));
    if ends.is_empty() {
        // One sentence longer than a window is taken in parts.
        ends.push(window.end);
    }
}

/// Whether a sentence most likely ends after a word, by its form alone: a stop, and a capital behind it.
fn stops(words: &[Input<'_>], word: usize) -> bool {
    let opens = |next: &Input<'_>| !next.glued && next.form.starts_with(char::is_uppercase);
    let stop = |word: usize| matches!(words[word].form, "." | "!" | "?");
    let closing = |word: usize| words[word].glued && matches!(words[word].form, "\"" | "''" | "'" | ")" | "]");
    match words[word].border {
        Border::Always => true,
        Border::Never => false,
        Border::Open => (stop(word) || word > 0 && closing(word) && stop(word - 1)) && words.get(word + 1).is_none_or(opens),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Level;

    #[test]
    fn every_instruction_set_gives_the_same_result() {
        let model = Model::fast().expect("the embedded model is sound");
        let text =
            "Ruria 's army said on Monday that between 40 and 60 farmers blocked a road . Nobody was hurt , the ministry added .";
        let words: Vec<Input<'_>> = text.split(' ').map(|form| Input { form, glued: false, border: Border::Open }).collect();
        let read = |level: Level| {
            let model = model.clone().at_level(level);
            model.read(&words, std::slice::from_ref(&(0..words.len())), &mut Scratch::default()).clone()
        };
        let plain = read(Level::Portable);
        assert!(plain.sentences.len() > 1);
        for level in Level::all() {
            assert_eq!(read(level), plain, "{level:?}");
        }
    }
}
