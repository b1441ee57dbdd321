//! Lays sentences, words, trees, names, times, numbers, quotes and coreference over a text.
//!
//! [`Annotator::annotate`] is the whole stage; it runs, in this order, [`token`], [`sentence`] (borders that are sure), [`analyse`] (the
//! model), [`kinds`] (known names), [`time`], [`quantity`], [`quote`] and [`coreference`]. Each later layer only reads the earlier ones. Nothing here knows countries, events
//! or the day of publication: times stay as they are said.

pub mod analyse;
mod clitic;
pub mod coreference;
pub mod forms;
pub mod given;
pub mod kinds;
pub mod lemma;
pub mod names;
pub mod phrase;
pub mod quantity;
pub mod quote;
pub mod repair;
mod scratch;
pub mod sentence;
mod shape;
pub mod time;
pub mod token;
pub mod view;
pub mod words;

use document::{Dependents, Document, ParagraphKind, Sentence, Text, TokenRange};
use model::{Model, ModelError};
use scratch::{Pool, Scratch};
use std::borrow::Cow;
use std::collections::BTreeSet;
use view::View;
use words::Words;

/// All that is needed to annotate texts. Threads can share it: nothing of it is written into but the working space, of which each text that is
/// annotated has its own.
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
    pool: Pool,
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
            pool: Pool::default(),
        }
    }

    /// What single sentences are analysed with, for callers that have their words already.
    pub fn tools(&self) -> analyse::Tools<'_> {
        analyse::Tools { model: &self.model, lemmas: &self.lemmas }
    }

    /// Lays all layers over a text. Any text is welcome; furniture gets no sentences.
    pub fn annotate(&self, text: Text) -> Document {
        let mut scratch = self.pool.take();
        scratch.words.clear();
        for (number, paragraph) in text.paragraphs.iter().enumerate() {
            if paragraph.kind != ParagraphKind::Furniture {
                scratch.words.add(&text.string, number as u32, paragraph.span, &self.words);
            }
        }
        let document = self.laid_over(text, &mut scratch);
        self.pool.give_back(scratch);
        document
    }

    /// Lays all layers over a text that was cut into words.
    fn laid_over(&self, text: Text, scratch: &mut Scratch) -> Document {
        let mut document = self.blank(text);
        self.sentences(&mut document, scratch);
        self.finish(&mut document, scratch);
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
            dependents: Dependents::default(),
            model: self.model.version().to_owned(),
        }
    }

    /// Makes the names of a document whole whose trees stand, and lays all later layers over it. Each layer is gathered in the working space
    /// first, so that the document holds no more than it needs.
    fn finish(&self, document: &mut Document, scratch: &mut Scratch) {
        let Document { text, tokens, sentences, .. } = &mut *document;
        names::complete(&text.string, tokens, sentences, &mut scratch.names);
        self.kinds.add(&text.string, tokens, sentences, &mut scratch.names);
        document.names = scratch.names.clone();
        document.index_dependents();
        self.lay(document, scratch);
    }

    /// Lays times and quantities, then quotes and coreference, over a document whose trees and names stand.
    fn lay(&self, document: &mut Document, scratch: &mut Scratch) {
        let Scratch { lower, times, quantities, quotes, coreference, .. } = scratch;
        lower.fill_lower(document);
        times.clear();
        quantities.clear();
        for sentence in &document.sentences {
            let (start, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
            let view = View { document, lower, start, end };
            time::find(view, &self.times, &self.numbers, times);
            quantity::find(view, &self.numbers, times, quantities);
        }
        document.times.append(times);
        document.quantities.append(quantities);
        quote::find(document, &self.speech, quotes);
        document.quotes = quotes.clone();
        document.coreference = coreference::find(document, &self.people, coreference);
    }

    /// Lets the model read the words, lays sentences and tokens over a document, and puts its names into the working space.
    fn sentences(&self, document: &mut Document, scratch: &mut Scratch) {
        let Document { text, sentences, tokens, .. } = document;
        let Scratch { words, model, names, .. } = scratch;
        names.clear();
        let reading = words.read(&self.model, model);
        sentences.reserve_exact(reading.sentences.len());
        tokens.reserve_exact(words.pieces.len());
        let mut paragraph = 0;
        for parts in words.sentences(reading) {
            let (opening, closing) = (parts[0].start, parts[parts.len() - 1].end - 1);
            while words.paragraphs[paragraph].end <= opening {
                paragraph += 1;
            }
            let start = tokens.len();
            analyse::sentence(&text.string, words, parts, reading, self.tools(), tokens, names);
            sentences.push(Sentence {
                span: words.pieces[opening].span.cover(words.pieces[closing].span),
                tokens: TokenRange::new(start, tokens.len()),
                paragraph: words.numbers[paragraph],
            });
        }
    }
}
