//! The statistical core: for the words of one sentence their tags, lemmas, tree and names.
//!
//! [`Model`] holds quantised linear classifiers over hashed features, and [`Model::analyse`] runs them in order: [`tagger`],
//! [`lemma`], [`parser`], [`names`]. All sums are of integers in a fixed order, so the same model gives the same result on every
//! machine. The crate is pure: it reads no files, splits no text into words, and knows nothing of training, which calls the
//! feature functions here so that both see the same.

pub mod dictionary;
pub mod error;
pub mod flat;
pub mod hash;
pub mod lemma;
pub mod lexeme;
pub mod linear;
pub mod names;
pub mod parser;
pub mod sentence;
pub mod tagger;
pub mod transition;

pub use error::ModelError;

use document::{NameKind, Relation, Upos};
use lemma::Lemmatiser;
use names::NameFinder;
use parser::{Parser, Search, Token};
use sentence::{Features, Lexicon, Sentence};
use std::sync::OnceLock;
use tagger::Tagger;

/// The bytes of the model that comes with the program. Their licence is CC BY-SA 4.0; see `models/LICENSE.md`.
pub static EMBEDDED: &[u8] = include_bytes!("../../../models/fast-1.model");

/// A name list's word on one word of the sentence: a small number of the caller's, zero for none. It helps only a model that was
/// trained with the same numbers.
pub type Hint = u8;

/// All classifiers of one model.
#[derive(Clone, Debug)]
pub struct Model {
    version: String,
    /// What is known of words alone.
    pub lexicon: Lexicon,
    /// Parts of speech.
    pub tagger: Tagger,
    /// Lemmas.
    pub lemmatiser: Lemmatiser,
    /// Trees from the end of the sentence, as advice.
    pub guide: Parser,
    /// Trees.
    pub parser: Parser,
    /// Names.
    pub names: NameFinder,
    tag_hashes: Vec<u64>,
}

/// What is found in one sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// One entry for each given form, in order.
    pub words: Vec<Word>,
    /// The names in order, without overlap.
    pub names: Vec<Name>,
}

/// One analysed word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The universal part of speech.
    pub upos: Upos,
    /// The Penn Treebank tag.
    pub xpos: Box<str>,
    /// The features in CoNLL-U form, `_` for none.
    pub feats: Box<str>,
    /// The dictionary form.
    pub lemma: String,
    /// The head's place in the sentence; `None` for the root, of which there is exactly one.
    pub head: Option<usize>,
    /// The relation to the head.
    pub relation: Relation,
}

/// A name, as a half-open range of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its first word.
    pub start: usize,
    /// The word after its last one.
    pub end: usize,
    /// What is named.
    pub kind: NameKind,
}

/// Working space that is kept from sentence to sentence; it carries no information over.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    sentence: Sentence,
    features: Features,
    tokens: Vec<Token>,
    upos: Vec<Upos>,
    labels: Vec<u8>,
    search: Search,
}

impl Model {
    /// Reads a model. The error says what is wrong with the bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Model, ModelError> {
        let mut reader = flat::Reader::new(bytes)?;
        let version = reader.string()?.to_owned();
        let lexicon = Lexicon::read(&mut reader)?;
        let tagger = Tagger::read(&mut reader)?;
        let lemmatiser = Lemmatiser::read(&mut reader)?;
        let guide = Parser::read(&mut reader)?;
        let parser = Parser::read(&mut reader)?;
        let names = NameFinder::read(&mut reader)?;
        reader.end()?;
        let tag_hashes = tag_hashes(&tagger.tags);
        Ok(Model { version, lexicon, tagger, lemmatiser, guide, parser, names, tag_hashes })
    }

    /// The model that comes with the program, read once.
    pub fn embedded() -> Result<&'static Model, ModelError> {
        static MODEL: OnceLock<Result<Model, ModelError>> = OnceLock::new();
        MODEL.get_or_init(|| Model::from_bytes(EMBEDDED)).as_ref().map_err(Clone::clone)
    }

    /// The model's name and version, `fast-1`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The names in the words of one sentence, without a tree: what [`Model::analyse`] would find, at a fifth of its cost.
    pub fn find_names(&self, forms: &[&str], hints: &[Hint], scratch: &mut Scratch) -> Vec<Name> {
        let Scratch { sentence, features, upos, labels, .. } = scratch;
        sentence.fill(forms, hints, &self.lexicon);
        self.tagger.tag(sentence, features);
        upos.clear();
        upos.extend(sentence.tags.iter().map(|&tag| self.tagger.tags[usize::from(tag)].upos));
        self.names.find(sentence, upos, labels, features)
    }

    /// Analyses the words of one sentence. `hints` may be shorter than `forms`, or empty. Time grows linearly with the words.
    pub fn analyse(&self, forms: &[&str], hints: &[Hint], scratch: &mut Scratch) -> Analysis {
        let Scratch { sentence, features, tokens, upos, labels, search } = scratch;
        sentence.fill(forms, hints, &self.lexicon);
        self.tagger.tag(sentence, features);
        upos.clear();
        upos.extend(sentence.tags.iter().map(|&tag| self.tagger.tags[usize::from(tag)].upos));
        let mut lemmas = Vec::with_capacity(forms.len());
        for (word, form) in forms.iter().enumerate() {
            lemmas.push(self.lemmatiser.lemma(form, upos[word], sentence, word, &self.lexicon, features));
        }
        fill_tokens(sentence, &self.tagger.tags, &self.tag_hashes, &lemmas, tokens);
        self.guide.guide(tokens, search, features);
        let tree = self.parser.parse(tokens, search, features);
        let names = self.names.find(sentence, upos, labels, features);
        let words = lemmas.into_iter().zip(&sentence.tags).zip(tree);
        let words = words.map(|((lemma, &tag), (head, relation))| {
            let tag = &self.tagger.tags[usize::from(tag)];
            let head = Some(head as usize).filter(|&head| head < forms.len());
            Word { upos: tag.upos, xpos: tag.xpos.clone(), feats: tag.feats.clone(), lemma, head, relation }
        });
        Analysis { words: words.collect(), names }
    }
}

/// For each tag, the hash of UPOS and Penn tag that the parser sees.
pub fn tag_hashes(tags: &[tagger::Tag]) -> Vec<u64> {
    tags.iter().map(|tag| hash::two(0, tag.upos as u64, hash::text(&tag.xpos))).collect()
}

/// Fills the parser's view of a tagged and lemmatised sentence, with the root behind the words.
pub fn fill_tokens(sentence: &Sentence, tags: &[tagger::Tag], tag_hashes: &[u64], lemmas: &[String], tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut commas = 0;
    for ((lexeme, &tag), lemma) in sentence.lexemes.iter().zip(&sentence.tags).zip(lemmas) {
        let tag_at = usize::from(tag);
        let lemma = lemma.to_lowercase();
        commas += u32::from(matches!(lemma.as_str(), "," | ";" | ":" | "-" | "–" | "—" | "(" | ")"));
        tokens.push(Token {
            word: lexeme.lower,
            lemma: hash::text(&lemma),
            tag: tag_hashes[tag_at],
            upos: tags[tag_at].upos as u64,
            full: u64::from(tag),
            suffix: lexeme.suffixes[2],
            cluster: lexeme.cluster,
            commas,
            guide: transition::NONE,
            guide_relation: 0,
            guide_last: 0,
        });
    }
    tokens.push(parser::ROOT);
}
