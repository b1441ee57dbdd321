//! The treebanks as training examples: words with gold tags, lemmas, trees and, where they are annotated, names. Reads the folder
//! of data; what the examples are used for is decided elsewhere.

use crate::conllu::{self, Sentence};
use crate::{TrainError, entities};
use document::{NameKind, Relation, Upos};
use model::Name;
use std::collections::BTreeMap;
use std::path::Path;

/// One sentence with its gold annotation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Example {
    /// The words.
    pub forms: Vec<String>,
    /// Universal part of speech, Penn tag and features of each word.
    pub tags: Vec<(Upos, String, String)>,
    /// The lemmas; `_` where the treebank gives none.
    pub lemmas: Vec<String>,
    /// The heads, counted from zero; the number of words for the root.
    pub heads: Vec<u32>,
    /// The relations.
    pub relations: Vec<Relation>,
    /// The names, where the sentence is annotated with names.
    pub names: Option<Vec<Name>>,
    /// Whether it comes from a news article.
    pub news: bool,
}

/// All examples, apart by use.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// For training.
    pub train: Vec<Example>,
    /// EWT's development set, with names.
    pub ewt_dev: Vec<Example>,
    /// GUM's development set.
    pub gum_dev: Vec<Example>,
}

/// Reads a folder that holds `treebank/` and `ner/`.
pub fn read(data: &Path) -> Result<Corpus, TrainError> {
    let mut train = read_with_names(data, "train")?;
    train.extend(read_gum(data, "train")?);
    Ok(Corpus { train, ewt_dev: read_with_names(data, "dev")?, gum_dev: read_gum(data, "dev")? })
}

fn read_with_names(data: &Path, part: &str) -> Result<Vec<Example>, TrainError> {
    let sentences = read_conllu(&data.join(format!("treebank/en_ewt-ud-{part}.conllu")))?;
    let path = data.join(format!("ner/uner_ewt-{part}.iob2"));
    let names = read_iob2(&crate::read_text(&path)?).map_err(|message| TrainError::data(&path, message))?;
    let with_names = |sentence: &Sentence| {
        let mut example = example_of(sentence);
        let found = names.get(comment(sentence, "sent_id")?)?;
        if found.len() == example.forms.len() {
            example.names = Some(names_of_iob2(found));
        }
        Some(example)
    };
    Ok(sentences.iter().map(|sentence| with_names(sentence).unwrap_or_else(|| example_of(sentence))).collect())
}

fn read_gum(data: &Path, part: &str) -> Result<Vec<Example>, TrainError> {
    let sentences = read_conllu(&data.join(format!("treebank/en_gum_open-{part}.conllu")))?;
    let mut news = false;
    let mut examples = Vec::new();
    for sentence in &sentences {
        if let Some(id) = comment(sentence, "newdoc id") {
            news = id.contains("news");
        }
        let mut example = example_of(sentence);
        example.names = Some(entities::names(sentence));
        example.news = news;
        examples.push(example);
    }
    Ok(examples)
}

fn read_conllu(path: &Path) -> Result<Vec<Sentence>, TrainError> {
    conllu::read(&crate::read_text(path)?).map_err(|error| TrainError::data(path, error.to_string()))
}

/// The value of a comment `# key = value`.
pub fn comment<'a>(sentence: &'a Sentence, key: &str) -> Option<&'a str> {
    sentence.comments.iter().find_map(|line| {
        let (name, value) = line.strip_prefix('#')?.split_once('=')?;
        (name.trim() == key).then_some(value.trim())
    })
}

/// Makes an example of a sentence. A sentence without a sound tree gets a flat one under its first word.
pub fn example_of(sentence: &Sentence) -> Example {
    let count = sentence.words.len();
    let words = || sentence.words.iter();
    let heads: Vec<u32> =
        words().map(|word| word.head.map_or(0, |head| if head == 0 { count } else { head - 1 }) as u32).collect();
    Example {
        forms: words().map(|word| word.form.clone()).collect(),
        tags: words().map(|word| (word.upos.unwrap_or(Upos::X), word.xpos.clone(), word.feats.clone())).collect(),
        lemmas: words().map(|word| word.lemma.clone()).collect(),
        heads,
        relations: words().map(|word| word.relation.unwrap_or(Relation::Dep)).collect(),
        names: None,
        news: false,
    }
}

/// Reads IOB2 lines (id, form, label, ...) by sentence id.
fn read_iob2(text: &str) -> Result<BTreeMap<String, Vec<String>>, String> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut id = String::new();
    for (number, line) in text.lines().enumerate() {
        if let Some(value) = line.strip_prefix("# sent_id =") {
            id = value.trim().to_owned();
        } else if !line.starts_with('#') && !line.trim().is_empty() {
            let label = line.split('\t').nth(2).ok_or_else(|| format!("line {}: a label is missing", number + 1))?;
            found.entry(id.clone()).or_default().push(label.to_owned());
        }
    }
    Ok(found)
}

fn names_of_iob2(labels: &[String]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (word, label) in labels.iter().enumerate() {
        let kind = match label.get(2..) {
            Some("PER") => NameKind::Person,
            Some("ORG") => NameKind::Organization,
            Some("LOC") => NameKind::Location,
            _ => continue,
        };
        match names.last_mut() {
            Some(open) if label.starts_with("I-") && open.end == word && open.kind == kind => open.end += 1,
            _ => names.push(Name { start: word, end: word + 1, kind }),
        }
    }
    names
}

/// Makes a tree projective by hanging words that break it higher, as little as possible.
pub fn projective(heads: &[u32]) -> Vec<u32> {
    let mut heads = heads.to_vec();
    let root = heads.len() as u32;
    while let Some(word) = shortest_crossing(&heads) {
        let head = heads[word] as usize;
        heads[word] = heads.get(head).copied().unwrap_or(root);
    }
    heads
}

/// The word with the shortest arc that reaches over a word which does not hang under the arc's head.
fn shortest_crossing(heads: &[u32]) -> Option<usize> {
    let root = heads.len();
    let is_under = |word: usize, ancestor: usize| {
        let mut at = word;
        for _ in 0..=root {
            if at == ancestor {
                return true;
            }
            if at == root {
                return false;
            }
            at = heads[at] as usize;
        }
        true
    };
    let crosses = |word: usize| {
        let head = heads[word] as usize;
        head != root && (word.min(head) + 1..word.max(head)).any(|between| !is_under(between, head))
    };
    (0..root).filter(|&word| crosses(word)).min_by_key(|&word| (word.abs_diff(heads[word] as usize), word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crossing_arc_is_lifted() {
        // Word 3 hangs under 0 and reaches over 2, which hangs under the root word 1.
        assert_eq!(projective(&[1, 4, 1, 0]), vec![1, 4, 1, 1]);
        assert_eq!(projective(&[1, 3, 1]), vec![1, 3, 1]);
    }

    #[test]
    fn iob2_labels_become_names() {
        let labels: Vec<String> = ["B-PER", "I-PER", "O", "B-LOC", "B-LOC", "B-O"].map(str::to_owned).to_vec();
        let names = names_of_iob2(&labels);
        assert_eq!(names.iter().map(|name| (name.start, name.end)).collect::<Vec<_>>(), [(0, 2), (3, 4), (4, 5)]);
    }
}
