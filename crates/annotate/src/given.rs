//! Documents whose words and sentences are given, as in a treebank: only what is laid over them is the program's.

use crate::token::Piece;
use crate::{Annotator, analyse};
use document::{Document, Sentence, Text, TokenRange};
use model::Scratch;

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
        let mut document = self.blank(text);
        let mut words = analyse::Words::default();
        let given = given.iter().filter(|sentence| !sentence.pieces.is_empty());
        given.clone().for_each(|sentence| words.add_sentence(&sentence.pieces));
        let read = words.read(&document.text.string, &self.model, &mut Scratch::default());
        for (GivenSentence { paragraph, pieces }, parts) in given.zip(read) {
            let start = document.tokens.len();
            let Document { text, tokens, names, .. } = &mut document;
            analyse::sentence(&text.string, &words, parts, self.tools(), tokens, names);
            let span = pieces[0].span.cover(pieces[pieces.len() - 1].span);
            let tokens = TokenRange::new(start, document.tokens.len());
            document.sentences.push(Sentence { span, tokens, paragraph: *paragraph });
        }
        self.finish(&mut document);
        document
    }
}
