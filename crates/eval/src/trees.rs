//! Trees against a treebank, after the definitions of the CoNLL 2018 shared task: words are aligned by their characters, and F1 is
//! counted over words, sentences, tags, features, lemmas and heads with and without relations (without subtypes), these also over
//! words with content alone. Names of sentences whose words were given are compared here too.

use document::{Document, Relation, TokenId};
use model::Name;
use train::conllu::Sentence;

/// Right ones, and how many the gold and the program have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many agree.
    pub right: usize,
    /// How many the gold has.
    pub gold: usize,
    /// How many the program has.
    pub said: usize,
}

impl Tally {
    /// The share of what the program has that is right, 0 to 100.
    pub fn precision(self) -> f64 {
        share(self.right, self.said)
    }

    /// The share of what the gold has that is found, 0 to 100.
    pub fn recall(self) -> f64 {
        share(self.right, self.gold)
    }

    /// The harmonic mean of precision and recall, 0 to 100.
    pub fn f1(self) -> f64 {
        match self.gold + self.said {
            0 => 0.0,
            all => 200.0 * self.right as f64 / all as f64,
        }
    }
}

fn share(right: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { 100.0 * right as f64 / all as f64 }
}

/// The figures of one treebank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TreeScores {
    /// Words with the right borders.
    pub words: Tally,
    /// Sentences with the right borders.
    pub sentences: Tally,
    /// Universal parts of speech.
    pub upos: Tally,
    /// Lemmas.
    pub lemmas: Tally,
    /// Heads.
    pub uas: Tally,
    /// Features, whole bundles of the universal ones.
    pub feats: Tally,
    /// Heads with relations.
    pub las: Tally,
    /// Heads with relations, over words whose relation is one of content.
    pub clas: Tally,
}

/// Features that the universal guidelines know; others are not compared.
const UNIVERSAL: [&str; 21] = [
    "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case", "Definite", "Degree",
    "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity", "Person", "Polite",
];

fn universal(feats: &str) -> String {
    let mut kept: Vec<&str> =
        feats.split('|').filter(|pair| pair.split('=').next().is_some_and(|name| UNIVERSAL.contains(&name))).collect();
    kept.sort_unstable();
    kept.join("|")
}

/// Whether a relation is one of content, as opposed to function words and marks.
fn is_content(relation: Relation) -> bool {
    let function = ["aux", "case", "cc", "clf", "cop", "det", "mark", "punct"];
    !function.contains(&relation.universal())
}

/// One word on the line of all characters that are no white space.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) start: usize,
    pub(crate) end: usize,
    upos: String,
    lemma: String,
    feats: String,
    pub(crate) head: Option<usize>,
    pub(crate) relation: Relation,
}

#[derive(Default)]
pub(crate) struct Side {
    pub(crate) words: Vec<Word>,
    sentences: Vec<(usize, usize)>,
}

/// Scores documents that were made from the gold's own text, in the same order.
pub fn score(gold: &[Sentence], said: &[Document]) -> TreeScores {
    let gold = of_treebank(gold);
    let said = of_documents(said);
    let mut scores = TreeScores::default();
    let common = gold.sentences.iter().filter(|span| said.sentences.binary_search(span).is_ok()).count();
    scores.sentences = Tally { right: common, gold: gold.sentences.len(), said: said.sentences.len() };
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut to_gold = vec![None; said.words.len()];
    let (mut left, mut right) = (0, 0);
    while left < gold.words.len() && right < said.words.len() {
        let (a, b) = (&gold.words[left], &said.words[right]);
        if (a.start, a.end) == (b.start, b.end) {
            pairs.push((left, right));
            to_gold[right] = Some(left);
            left += 1;
            right += 1;
        } else if a.end <= b.end {
            left += 1;
        } else {
            right += 1;
        }
    }
    let count = |agree: &dyn Fn(&Word, &Word) -> bool| Tally {
        right: pairs.iter().filter(|&&(a, b)| agree(&gold.words[a], &said.words[b])).count(),
        gold: gold.words.len(),
        said: said.words.len(),
    };
    let same_head = |a: &Word, b: &Word| match (a.head, b.head) {
        (None, None) => true,
        (Some(a), Some(b)) => to_gold[b] == Some(a),
        _ => false,
    };
    scores.words = count(&|_, _| true);
    scores.upos = count(&|a, b| a.upos == b.upos);
    scores.lemmas = count(&|a, b| a.lemma == b.lemma || a.lemma == "_");
    scores.uas = count(&same_head);
    scores.feats = count(&|a, b| a.feats == b.feats);
    let same_arc = |a: &Word, b: &Word| same_head(a, b) && a.relation.universal() == b.relation.universal();
    scores.las = count(&same_arc);
    let content = |words: &[Word]| words.iter().filter(|word| is_content(word.relation)).count();
    scores.clas = Tally {
        right: count(&|a, b| same_arc(a, b) && is_content(a.relation)).right,
        gold: content(&gold.words),
        said: content(&said.words),
    };
    scores
}

/// Scores sentences whose words were given: only tags, lemmas and trees can differ.
pub fn score_given(gold: &[Sentence], said: &[Sentence]) -> TreeScores {
    let mut scores = TreeScores::default();
    for (gold, said) in gold.iter().zip(said) {
        for (a, b) in gold.words.iter().zip(&said.words) {
            let head = a.head == b.head;
            let relation = a.relation.map(Relation::universal) == b.relation.map(Relation::universal);
            let marks = [
                (&mut scores.words, true),
                (&mut scores.upos, a.upos == b.upos),
                (&mut scores.lemmas, a.lemma == b.lemma || a.lemma == "_"),
                (&mut scores.uas, head),
                (&mut scores.feats, universal(&a.feats) == universal(&b.feats)),
                (&mut scores.las, head && relation),
            ];
            for (tally, right) in marks {
                tally.gold += 1;
                tally.said += 1;
                tally.right += usize::from(right);
            }
            let content = |relation: Option<Relation>| relation.is_some_and(is_content);
            scores.clas.gold += usize::from(content(a.relation));
            scores.clas.said += usize::from(content(b.relation));
            scores.clas.right += usize::from(head && relation && content(a.relation));
        }
        scores.sentences.gold += 1;
        scores.sentences.said += 1;
        scores.sentences.right += 1;
    }
    scores
}

/// Names against gold, sentence by sentence; a name is right with its borders and its kind.
pub fn score_names<'n>(pairs: impl Iterator<Item = (&'n [Name], &'n [Name])>) -> Tally {
    let mut tally = Tally::default();
    for (gold, said) in pairs {
        tally.gold += gold.len();
        tally.said += said.len();
        tally.right += said.iter().filter(|name| gold.contains(name)).count();
    }
    tally
}

/// The raw text of a treebank, with blank lines between documents and paragraphs, to be parsed from scratch.
pub fn raw_text(sentences: &[Sentence]) -> String {
    let mut text = String::new();
    for sentence in sentences {
        let opens =
            |name: &str| sentence.comments.iter().any(|comment| comment.trim_start_matches('#').trim_start().starts_with(name));
        if !text.is_empty() && (opens("newdoc") || opens("newpar")) {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        let mut at = 0;
        while at < sentence.words.len() {
            let range = sentence.ranges.iter().find(|range| range.start == at);
            let (form, misc, next) = match range {
                Some(range) => (&range.form, &range.misc, range.end),
                None => (&sentence.words[at].form, &sentence.words[at].misc, at + 1),
            };
            text.push_str(form);
            if !misc.split('|').any(|part| part == "SpaceAfter=No") {
                text.push(' ');
            }
            at = next;
        }
    }
    text
}

/// The words and sentences of a treebank.
pub(crate) fn of_treebank(sentences: &[Sentence]) -> Side {
    let mut side = Side::default();
    let mut at = 0;
    for sentence in sentences {
        let opened = at;
        let first = side.words.len();
        for (place, word) in sentence.words.iter().enumerate() {
            let range = sentence.ranges.iter().find(|range| range.start <= place && place < range.end);
            let (start, end) = match range {
                None => {
                    let length = squeezed(&word.form);
                    at += length;
                    (at - length, at)
                }
                Some(range) => within_range(sentence, range.start, range.end, &range.form, place, &mut at),
            };
            side.words.push(Word {
                start,
                end,
                upos: word.upos.map_or("_", |tag| tag.name()).to_string(),
                lemma: word.lemma.clone(),
                feats: universal(&word.feats),
                head: word.head.filter(|&head| head > 0).map(|head| first + head - 1),
                relation: word.relation.unwrap_or(Relation::Dep),
            });
        }
        side.sentences.push((opened, at));
    }
    side
}

/// Words of one orthographic token share its characters where their forms spell it out; else each has all of them.
fn within_range(sentence: &Sentence, from: usize, to: usize, form: &str, place: usize, at: &mut usize) -> (usize, usize) {
    let whole = squeezed(form);
    let opened = if place == from { *at } else { *at - whole };
    if place == from {
        *at += whole;
    }
    let lengths: Vec<usize> = sentence.words[from..to].iter().map(|word| squeezed(&word.form)).collect();
    if lengths.iter().sum::<usize>() != whole {
        return (opened, opened + whole);
    }
    let before: usize = lengths[..place - from].iter().sum();
    (opened + before, opened + before + lengths[place - from])
}

/// How many characters a text has, white space not counted.
pub fn squeezed(form: &str) -> usize {
    form.chars().filter(|character| !character.is_whitespace()).count()
}

/// The words and sentences of documents.
pub(crate) fn of_documents(documents: &[Document]) -> Side {
    let mut side = Side::default();
    let mut at = 0;
    for document in documents {
        let first = side.words.len();
        for sentence in &document.sentences {
            let opened = at;
            for token in sentence.tokens.ids() {
                let length = squeezed(document.form(token));
                let word = &document.tokens[token];
                side.words.push(Word {
                    start: at,
                    end: at + length,
                    upos: word.upos.name().to_string(),
                    lemma: word.lemma.to_string(),
                    feats: universal(&word.feats),
                    head: word.head.map(|head| first + head as TokenId),
                    relation: word.relation,
                });
                at += length;
            }
            side.sentences.push((opened, at));
        }
    }
    side
}

#[cfg(test)]
mod tests {
    use super::*;

    fn treebank(text: &str) -> Vec<Sentence> {
        train::conllu::read(text).expect("a treebank")
    }

    const GOLD: &str = "1\tShips\tship\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tsailed\tsail\tVERB\tVBD\t_\t0\troot\t_\t_\n\n";

    /// What the program might say of the gold's words.
    fn document(relation: Relation) -> Document {
        crate::support::document(&treebank(&GOLD.replace("nsubj", relation.name())))
    }

    #[test]
    fn given_words_are_compared_one_by_one() {
        let gold = treebank(GOLD);
        let mut said = gold.clone();
        said[0].words[0].relation = Some(Relation::Obj);
        let scores = score_given(&gold, &said);
        assert_eq!((scores.uas.f1(), scores.las.f1()), (100.0, 50.0));
        assert_eq!(raw_text(&gold), "Ships sailed ");
    }

    #[test]
    fn counts_heads_and_relations_apart() {
        let scores = score(&treebank(GOLD), &[document(Relation::Obj)]);
        assert_eq!((scores.words.right, scores.uas.right, scores.las.right, scores.sentences.right), (2, 2, 1, 1));
        assert_eq!(score(&treebank(GOLD), &[document(Relation::Nsubj)]).las.f1(), 100.0);
    }
}
