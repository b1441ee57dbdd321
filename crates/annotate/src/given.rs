//! Documents whose words and sentences are given, as in a treebank: only what is laid over them is the program's.

use crate::Annotator;
use crate::token::Piece;
use document::{Document, Text};

/// The words of one sentence.
#[derive(Clone, Debug)]
pub struct GivenSentence {
    /// The paragraph of the text that it stands in.
    pub paragraph: u32,
    /// Its words, with bytes of the text.
    pub pieces: Vec<Piece>,
}

impl Annotator {
    /// Lays trees, names and all later layers over given words. The words' bytes must be those of the text, in order; sentences without
    /// words are passed over.
    pub fn annotate_given(&self, text: Text, given: &[GivenSentence]) -> Document {
        let mut scratch = self.pool.take();
        scratch.words.clear();
        for sentence in given.iter().filter(|sentence| !sentence.pieces.is_empty()) {
            scratch.words.add_sentence(&text.string, sentence.paragraph, &sentence.pieces);
        }
        let document = self.laid_over(text, &mut scratch);
        self.pool.give_back(scratch);
        document
    }
}
