//! Lays sentences, words, trees, names, times, numbers, quotes and coreference over a text.
//!
//! [`Annotator::annotate`] is the whole stage; it runs, in this order, [`token`], [`sentence`] (borders that are sure), [`analyse`] (the
//! model), [`kinds`] (known names), [`time`], [`quantity`], [`quote`] and [`coreference`]. Each later layer only reads the earlier ones. Nothing here knows countries, events
//! or the day of publication: times stay as they are said.

pub mod analyse;
mod clitic;
pub mod coreference;
pub mod given;
pub mod kinds;
pub mod lemma;
pub mod names;
pub mod phrase;
pub mod quantity;
pub mod quote;
pub mod repair;
pub mod sentence;
mod shape;
pub mod time;
pub mod token;
pub mod view;
pub mod words;

use document::{Document, ParagraphKind, Sentence, Text, TokenRange};
use model::{Model, ModelError, Scratch};
use std::borrow::Cow;
use std::collections::BTreeSet;
use view::View;
use words::Words;

/// All that is needed to annotate texts. It is never written into, so that threads can share it.
#[derive(Clone, Debug)]
pub struct Annotator {
    /// The statistical model of tags, trees and names.
    pub model: Cow<'static, Model>,
    /// Lemmas that are known and need not be guessed.
    pub lemmas: lemma::Lemmas,
    /// The lists that words and sentences are cut by.
    pub words: Words,
    /// Number words, bounds and measures.
    pub numbers: quantity::lexicon::Lexicon,
    /// Words of time.
    pub times: time::lexicon::Lexicon,
    /// Verbs that introduce speech.
    pub speech: BTreeSet<&'static str>,
    /// Given names and nouns for people.
    pub people: coreference::Names,
    /// Names that lists know.
    pub kinds: kinds::Lists,
}

impl Annotator {
    /// The annotator with the small model that comes with the program. The error says what is wrong with that model.
    pub fn fast() -> Result<Annotator, ModelError> {
        Ok(Annotator::new(Cow::Borrowed(Model::fast()?)))
    }

    /// The annotator with the large model that comes with the program. The error says what is wrong with that model.
    pub fn accurate() -> Result<Annotator, ModelError> {
        Ok(Annotator::new(Cow::Borrowed(Model::accurate()?)))
    }

    /// The annotator with a model of one's own.
    pub fn with_model(model: Model) -> Annotator {
        Annotator::new(Cow::Owned(model))
    }

    fn new(model: Cow<'static, Model>) -> Annotator {
        Annotator {
            model,
            lemmas: lemma::Lemmas::embedded(),
            words: Words::embedded(),
            numbers: quantity::lexicon::Lexicon::embedded(),
            times: time::lexicon::Lexicon::embedded(),
            speech: quote::verbs(),
            people: coreference::Names::embedded(),
            kinds: kinds::Lists::embedded(),
        }
    }

    /// What single sentences are analysed with, for callers that have their words already.
    pub fn tools(&self) -> analyse::Tools<'_> {
        analyse::Tools { model: &self.model, lemmas: &self.lemmas }
    }

    /// Lays all layers over a text. Any text is welcome; furniture gets no sentences.
    pub fn annotate(&self, text: Text) -> Document {
        let mut document = self.blank(text);
        self.sentences(&mut document);
        self.finish(&mut document);
        document
    }

    /// A document with nothing laid over its text yet.
    fn blank(&self, text: Text) -> Document {
        Document {
            text,
            sentences: Vec::new(),
            tokens: Vec::new(),
            names: Vec::new(),
            times: Vec::new(),
            quantities: Vec::new(),
            quotes: Vec::new(),
            coreference: Vec::new(),
            dependents: Vec::new(),
            model: self.model.version().to_owned(),
        }
    }

    /// Makes the names of a document whole whose trees stand, and lays all later layers over it.
    fn finish(&self, document: &mut Document) {
        let Document { text, tokens, sentences, names, .. } = &mut *document;
        names::complete(&text.string, tokens, sentences, names);
        self.kinds.add(&text.string, tokens, sentences, names);
        document.index_dependents();
        self.lay(document);
    }

    /// Lays times and quantities, then quotes and coreference, over a document whose trees and names stand.
    fn lay(&self, document: &mut Document) {
        let lower = view::Lower::of(document);
        let (mut times, mut quantities) = (Vec::new(), Vec::new());
        for sentence in &document.sentences {
            let (start, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
            let view = View { document, lower: &lower, start, end };
            times.extend(time::find(view, &self.times, &self.numbers));
            quantities.extend(quantity::find(view, &self.numbers, &times));
        }
        document.times = times;
        document.quantities = quantities;
        document.quotes = quote::find(document, &self.speech);
        document.coreference = coreference::find(document, &self.people);
    }

    fn sentences(&self, document: &mut Document) {
        let Document { text, sentences, tokens, names, .. } = document;
        let string = &text.string;
        let mut words = analyse::Words::default();
        let mut numbers = Vec::new();
        for (number, paragraph) in text.paragraphs.iter().enumerate() {
            if paragraph.kind == ParagraphKind::Furniture {
                continue;
            }
            let pieces = token::cut(string, paragraph.span, &self.words);
            if !pieces.is_empty() {
                words.add(string, &pieces, sentence::borders(string, paragraph.span, &pieces, &self.words));
                numbers.push(number as u32);
            }
        }
        let mut paragraph = 0;
        for parts in words.read(string, &self.model, &mut Scratch::default()) {
            let (Some(opening), Some(closing)) = (parts.first(), parts.last()) else { continue };
            let range = opening.range.start..closing.range.end;
            while words.paragraphs[paragraph].end <= range.start {
                paragraph += 1;
            }
            let start = tokens.len();
            analyse::sentence(string, &words, parts, self.tools(), tokens, names);
            sentences.push(Sentence {
                span: words.pieces[range.start].span.cover(words.pieces[range.end - 1].span),
                tokens: TokenRange::new(start, tokens.len()),
                paragraph: numbers[paragraph],
            });
        }
    }
}
