//! The statistical core: for running words their sentences, tags, lemmas, trees and names.
//!
//! [`Model`] is one network in two sizes, read from one file each: [`pieces`] cuts words, [`encoder`] gives each a vector in its
//! context, [`heads`] read everything off these vectors, [`reading`] takes paragraphs apart into windows and sentences. All products
//! are of integers, all other sums run in a fixed order, so the same words give the same result on every machine, at every batch size
//! and thread count. The crate is pure: it reads no files, splits no text into words, and knows nothing of training.

pub mod attention;
pub mod columns;
pub mod encoder;
pub mod error;
pub mod flat;
pub mod hash;
pub mod heads;
pub mod kernel;
pub mod labels;
pub mod matrix;
pub mod names;
pub mod pieces;
pub mod reading;
pub mod real;
pub mod tree;

pub use error::ModelError;
pub use flat::Bytes;
pub use pieces::Spacing;
pub use reading::{Border, Input, Scratch};

use compact_str::CompactString;
use document::{NameKind, Relation, Upos};
use encoder::Encoder;
use heads::Heads;
use kernel::Level;
use labels::Labels;
use pieces::Vocabulary;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The bytes of the small model that comes with the program. Their licence is CC BY-SA 4.0; see `models/LICENSE.md`.
pub static FAST: &[u8] = include_bytes!("../../../models/fast-2.model");

/// The bytes of the large model that comes with the program, under the same licence.
pub static ACCURATE: &[u8] = include_bytes!("../../../models/accurate-1.model");

/// What a model's file holds for the opening piece where there is none.
pub const NO_OPENING: u32 = u32::MAX;

/// One model.
#[derive(Clone, Debug)]
pub struct Model {
    version: String,
    vocabulary: Vocabulary,
    /// The piece that every window opens with, where the model was trained with one.
    opening: Option<u32>,
    labels: Labels,
    encoder: Encoder,
    heads: Heads,
    level: Level,
}

/// What is found in some words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The sentences in order, as ranges of the words; together they hold every word.
    pub sentences: Vec<Range<usize>>,
    /// One entry for each word that was given.
    pub words: Vec<Word>,
    /// The names in order, without overlap. None leaves its sentence.
    pub names: Vec<Name>,
}

/// One analysed word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The universal part of speech.
    pub upos: Upos,
    /// The Penn Treebank tag.
    pub xpos: &'static str,
    /// The features in CoNLL-U form, `_` for none.
    pub feats: &'static str,
    /// The dictionary form.
    pub lemma: CompactString,
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

impl Word {
    /// What stands for a word until its sentence is read.
    const UNREAD: Word =
        Word { upos: Upos::X, xpos: "", feats: "_", lemma: CompactString::const_new(""), head: None, relation: Relation::Dep };
}

impl Model {
    /// Reads a model, whose weights stay where they are. The error says what is wrong with the bytes.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Model, ModelError> {
        let bytes = Arc::new(bytes.into());
        let mut reader = flat::Reader::new(&bytes)?;
        let version = reader.string()?.to_owned();
        let vocabulary = Vocabulary::read(&mut reader)?;
        let opening = Some(reader.number()?).filter(|&opening| opening != NO_OPENING);
        if opening.is_some_and(|opening| opening as usize >= vocabulary.len()) {
            return Err(reader.invalid());
        }
        let labels = Labels::read(&mut reader)?;
        let encoder = Encoder::read(&mut reader, vocabulary.len())?;
        let heads = Heads::read(&mut reader, encoder.width(), &labels)?;
        reader.end()?;
        Ok(Model { version, vocabulary, opening, labels, encoder, heads, level: Level::of_machine() })
    }

    /// The small model that comes with the program, read once.
    pub fn fast() -> Result<&'static Model, ModelError> {
        static MODEL: OnceLock<Result<Model, ModelError>> = OnceLock::new();
        MODEL.get_or_init(|| Model::from_bytes(FAST)).as_ref().map_err(Clone::clone)
    }

    /// The large model that comes with the program, read once.
    pub fn accurate() -> Result<&'static Model, ModelError> {
        static MODEL: OnceLock<Result<Model, ModelError>> = OnceLock::new();
        MODEL.get_or_init(|| Model::from_bytes(ACCURATE)).as_ref().map_err(Clone::clone)
    }

    /// The same model, which uses only these instructions; the results are the same. For measuring and for tests.
    pub fn at_level(mut self, level: Level) -> Model {
        self.level = level;
        self
    }

    /// The model's name and version, `fast-2`.
    pub fn version(&self) -> &str {
        &self.version
    }
}
