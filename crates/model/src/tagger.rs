//! Parts of speech: one joint label of UPOS, Penn tag and features a word, from left to right, each seeing those before it.

use crate::linear::{Linear, MOST_LABELS};
use crate::sentence::{Features, Sentence};
use crate::{ModelError, flat};
use document::Upos;

/// What one tag label says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The universal part of speech.
    pub upos: Upos,
    /// The Penn Treebank tag.
    pub xpos: Box<str>,
    /// The features in CoNLL-U form, `_` for none.
    pub feats: Box<str>,
}

/// The tagger's weights and labels.
#[derive(Clone, Debug)]
pub struct Tagger {
    /// The labels, by number.
    pub tags: Vec<Tag>,
    /// The weights.
    pub linear: Linear,
}

/// Gathers the features of one word. All words before it must be tagged.
pub fn features(sentence: &Sentence, word: usize, features: &mut Features) {
    features.clear();
    let here = sentence.lexeme(word, 0);
    let (before, before2) = (sentence.lexeme(word, -1), sentence.lexeme(word, -2));
    let (after, after2) = (sentence.lexeme(word, 1), sentence.lexeme(word, 2));
    let (tag, tag2) = (sentence.tag(word, -1), sentence.tag(word, -2));
    let class = sentence.class(word, 0);
    let (next_class, next_class2) = (sentence.class(word, 1), sentence.class(word, 2));
    let setting = sentence.setting as u64;
    let case = setting * 4 + u64::from(here.capital) * 2 + u64::from(word == 0);

    features.one(0);
    features.one(here.form);
    features.one(here.lower);
    features.two(here.lower, case);
    for prefix in here.prefixes {
        features.one_if(prefix);
    }
    for suffix in &here.suffixes[..5] {
        features.one_if(*suffix);
    }
    features.two(here.suffixes[1], tag);
    features.two(here.suffixes[2], case);
    features.two(here.suffixes[2], next_class);
    features.one(here.shape);
    features.two(here.shape, case);
    features.two(here.shape, tag);
    features.one(case);
    features.two(class, case);
    features.two(class, tag);
    features.three(class, tag, tag2);
    features.two(class, next_class);
    features.three(class, next_class, next_class2);
    features.three(tag, class, next_class);
    features.one(tag);
    features.two(tag, tag2);
    features.two(here.lower, tag);
    features.three(here.lower, tag, tag2);
    features.two(here.lower, next_class);
    features.three(here.lower, tag, next_class);
    features.one(before.lower);
    features.two(before.lower, here.lower);
    features.two(before.lower, class);
    features.one(before2.lower);
    features.two(before2.lower, tag);
    features.one(after.lower);
    features.two(after.lower, here.lower);
    features.two(after.lower, class);
    features.two(after.lower, tag);
    features.one(after2.lower);
    features.three(before.lower, after.lower, class);
    features.one(after.suffixes[1]);
    features.one(after.suffixes[2]);
    features.one(before.suffixes[2]);
    features.two(after.shape, here.shape);
    features.two(before.shape, here.shape);
    features.one(next_class);
    features.two(next_class, next_class2);
    features.two_if(here.cluster, 0);
    features.two_if(here.cluster, tag);
    features.two_if(here.cluster, case);
    features.two(here.cluster & SHORT, tag);
    features.three(here.cluster & SHORT, here.suffixes[1], case);
    features.two_if(before.cluster, class);
    features.two_if(after.cluster, class);
    features.two(before.cluster, here.cluster);
    features.two(after.cluster, here.cluster);
    features.three(before.cluster & SHORT, here.cluster & SHORT, after.cluster & SHORT);
    features.three(here.cluster & SHORT, after.cluster & SHORT, after2.cluster & SHORT);
    features.two(after.cluster & SHORT, tag);
    features.two(after2.cluster & SHORT, after.cluster & SHORT);
}

/// The first branches of a cluster's path, which stand for something like a part of speech.
const SHORT: u64 = 63;

impl Tagger {
    /// Tags the whole sentence, left to right.
    pub fn tag(&self, sentence: &mut Sentence, gathered: &mut Features) {
        for word in 0..sentence.lexemes.len() {
            features(sentence, word, gathered);
            let mut scores = [0; MOST_LABELS];
            self.linear.add_scores(&gathered.list, &mut scores);
            let label = self.linear.best(&scores, |_| true);
            sentence.tags.push(label);
        }
    }

    /// Reads the tagger from a model file.
    pub fn read(reader: &mut flat::Reader) -> Result<Tagger, ModelError> {
        reader.section("tagger");
        let count = reader.number()? as usize;
        let mut tags = Vec::new();
        for _ in 0..count {
            let upos = Upos::from_name(reader.string()?).ok_or_else(|| reader.invalid())?;
            tags.push(Tag { upos, xpos: reader.string()?.into(), feats: reader.string()?.into() });
        }
        let linear = Linear::read(reader)?;
        if tags.len() != linear.labels() {
            return Err(reader.invalid());
        }
        Ok(Tagger { tags, linear })
    }
}

/// Appends the labels to a model file, before the weights.
pub fn write_tags(writer: &mut flat::Writer, tags: &[Tag]) {
    writer.number(tags.len() as u32);
    for tag in tags {
        writer.string(tag.upos.name());
        writer.string(&tag.xpos);
        writer.string(&tag.feats);
    }
}
