//! Trains the model that the program embeds and scores it on the development sets.
//!
//! [`train`] is the whole job: it reads the treebanks ([`corpus`]), trains tagger and lemmatiser ([`tagging`]), parser
//! ([`parsing`]) and name finder ([`naming`]), writes the weights with their manifest and licence ([`manifest`]) and gives the
//! scores ([`score`]). The same data and options give the same bytes. Nothing here is used when texts are read.

pub mod conllu;
pub mod corpus;
pub mod entities;
pub mod labels;
pub mod manifest;
pub mod naming;
pub mod oracle;
pub mod parallel;
pub mod parsing;
pub mod perceptron;
pub mod random;
pub mod score;
pub mod tagging;

use corpus::{Corpus, Example};
use labels::TagSet;
use model::flat::Writer;
use model::lemma::{Lemmatiser, Script};
use model::linear::{self, Row};
use model::parser::{Parser, Search};
use model::sentence::{Features, Lexicon, Sentence};
use model::transition::TRANSITIONS;
use model::{Model, ModelError};
use naming::Hints;
use oracle::Gold;
use parallel::in_pairs;
use parsing::{Case, Trainer};
use perceptron::Pruning;
use random::Random;
use std::fmt;
use std::path::{Path, PathBuf};

/// What to train, and how long.
#[derive(Clone)]
pub struct Options<'a> {
    /// The folder that holds `treebank/` and `ner/`.
    pub data: PathBuf,
    /// The folder that model, manifest and licence are written to.
    pub output: PathBuf,
    /// The model's name and version, which is also the file's name.
    pub version: String,
    /// The number that all chance comes from.
    pub seed: u64,
    /// Parts for tagging the training data by taggers that have not seen it.
    pub folds: usize,
    /// Passes over the data for the tagger and the name finder.
    pub epochs: usize,
    /// Passes for the parser.
    pub parser_epochs: usize,
    /// Parts for guiding the parser's training data by guides that have not seen it.
    pub guide_folds: usize,
    /// Passes for the guide.
    pub guide_epochs: usize,
    /// How often a feature must stand on the right way through the training data for the parser to use it.
    pub least_count: u8,
    /// How many states the parser keeps at each step; with one it is trained by the dynamic oracle.
    pub beam: usize,
    /// How far behind the best a state may lie, in units of the model's scores.
    pub gap: u32,
    /// What the program's name lists say of the words, if it has any.
    pub hints: Option<Hints<'a>>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options {
            data: PathBuf::from("../shared/data"),
            output: PathBuf::from("models"),
            version: "fast-1".into(),
            seed: 20_250_601,
            folds: 6,
            epochs: 6,
            parser_epochs: 8,
            guide_folds: 4,
            guide_epochs: 6,
            least_count: 3,
            beam: 8,
            gap: 30_000,
            hints: None,
        }
    }
}

/// What came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Size of the model file in bytes.
    pub bytes: usize,
    /// Scores on EWT's development set.
    pub ewt: score::Scores,
    /// Scores on GUM's development set.
    pub gum: score::Scores,
    /// Scores on the news articles of GUM's development set.
    pub news: score::Scores,
}

/// Why training could not be done.
#[derive(Debug)]
pub struct TrainError {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Read(PathBuf, std::io::Error),
    Write(PathBuf, std::io::Error),
    Data(PathBuf, String),
    Model(ModelError),
}

impl TrainError {
    pub(crate) fn data(path: &Path, message: String) -> TrainError {
        TrainError { kind: Kind::Data(path.to_owned(), message) }
    }
}

impl From<ModelError> for TrainError {
    fn from(error: ModelError) -> TrainError {
        TrainError { kind: Kind::Model(error) }
    }
}

impl fmt::Display for TrainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Read(path, error) => {
                write!(f, "cannot read {}: {error}; name the folder that holds treebank and ner", path.display())
            }
            Kind::Write(path, error) => write!(f, "cannot write {}: {error}", path.display()),
            Kind::Data(path, message) => write!(f, "{}: {message}", path.display()),
            Kind::Model(error) => write!(f, "the trained model cannot be read back: {error}"),
        }
    }
}

impl std::error::Error for TrainError {}

pub(crate) fn read_text(path: &Path) -> Result<String, TrainError> {
    std::fs::read_to_string(path).map_err(|error| TrainError { kind: Kind::Read(path.to_owned(), error) })
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), TrainError> {
    std::fs::write(path, bytes).map_err(|error| TrainError { kind: Kind::Write(path.to_owned(), error) })
}

/// Trains a model from the data folder, writes it with its manifest and licence, and scores it. `say` hears of progress.
pub fn train(options: &Options, say: &mut dyn FnMut(&str)) -> Result<Report, TrainError> {
    let corpus = corpus::read(&options.data)?;
    let trained = train_parts(&corpus, options, say)?;
    let bytes = pack(&trained, options);
    say(&format!("model: {} bytes", bytes.len()));
    let model = Model::from_bytes(&bytes)?;
    let report = report(&model, bytes.len(), &corpus, options.hints);
    say(&format!("EWT dev, {}", report.ewt));
    say(&format!("GUM dev, {}", report.gum));
    say(&format!("GUM dev news, {}", report.news));
    let file = |ending: &str| options.output.join(format!("{}.{ending}", options.version));
    write_file(&file("model"), &bytes)?;
    write_file(&file("toml"), manifest::manifest(options, &bytes, &report).as_bytes())?;
    write_file(&options.output.join("LICENSE.md"), manifest::licence().as_bytes())?;
    Ok(report)
}

/// Scores a model on the development sets.
pub fn report(model: &Model, bytes: usize, corpus: &Corpus, hints: Option<Hints>) -> Report {
    Report {
        bytes,
        ewt: score::score(model, corpus.ewt_dev.iter(), hints),
        gum: score::score(model, corpus.gum_dev.iter(), hints),
        news: score::score(model, corpus.gum_dev.iter().filter(|example| example.news), hints),
    }
}

/// Everything that was trained, before it is cut to size and packed.
#[derive(Clone, Debug)]
pub struct Trained {
    /// The tag labels.
    pub tags: TagSet,
    /// The lemma scripts.
    pub scripts: Vec<Script>,
    /// The tagger and what is known of words alone.
    pub tagger: tagging::Trained,
    /// The lemmatiser's weights.
    pub lemmas: Vec<Row>,
    /// The name finder's weights.
    pub names: Vec<Row>,
    /// The guide's weights.
    pub guide: Vec<Row>,
    /// The parser's weights.
    pub parser: Vec<Row>,
}

/// Trains on the corpus's training part.
pub fn train_parts(corpus: &Corpus, options: &Options, say: &mut dyn FnMut(&str)) -> Result<Trained, TrainError> {
    let examples = &corpus.train;
    let seed = options.seed;
    say(&format!("{} sentences to learn from", examples.len()));
    let tags = TagSet::of(examples);
    let scripts = labels::scripts(examples);

    let predicted = tagging::jackknife(examples, &tags, options.folds, options.epochs.div_ceil(2), seed + 100, say)?;
    let all: Vec<&Example> = examples.iter().collect();
    let tagger = tagging::train_tagger(&all, &tags, options.epochs, seed + 1);
    say(&format!("tagger: {} features", tagger.rows.len()));
    let lemmas = tagging::train_lemmatiser(examples, &predicted, &tags, &scripts, options.epochs.min(6), seed + 2);
    say(&format!("lemmatiser: {} features, {} scripts", lemmas.len(), scripts.len()));
    let names = naming::train(examples, &predicted, &tags.tags, &tagger.lexicon, options.hints, options.epochs, seed + 3);
    say(&format!("name finder: {} features", names.len()));

    let lemmatiser = Lemmatiser { linear: tagging::classifier(scripts.len(), lemmas.clone())?, scripts: scripts.clone() };
    let mut cases = parser_cases(examples, &predicted, &tags, &lemmatiser, &tagger.lexicon);
    let reversed: Vec<Case> = cases.iter().map(Case::reversed).collect();
    let guide = train_guide(&reversed.iter().collect::<Vec<_>>(), options.guide_epochs, seed + 5);
    drop(reversed);
    say(&format!("guide: {} features", guide.len()));
    guide_cases(&mut cases, options, say)?;
    let parser = train_parser(&cases, options, say);
    Ok(Trained { tags, scripts, tagger, lemmas, names, guide, parser })
}

/// Packs what was trained into the bytes of a model file.
pub fn pack(trained: &Trained, options: &Options) -> Vec<u8> {
    let Trained { tags, scripts, tagger, lemmas, names, guide, parser } = trained;
    let mut writer = Writer::default();
    writer.string(&options.version);
    tagger.lexicon.write(&mut writer);
    model::tagger::write_tags(&mut writer, &tags.tags);
    linear::write(&mut writer, tags.tags.len(), tagger.rows.clone());
    model::lemma::write_scripts(&mut writer, scripts);
    linear::write(&mut writer, scripts.len(), lemmas.clone());
    writer.number(1);
    writer.number(0);
    linear::write(&mut writer, TRANSITIONS, guide.clone());
    writer.number(options.beam as u32);
    writer.number(options.gap);
    linear::write(&mut writer, TRANSITIONS, parser.clone());
    linear::write(&mut writer, model::names::LABELS, names.clone());
    writer.finish()
}

/// The parser's view of the examples: predicted tags, lemmas made from them, projective trees.
fn parser_cases(
    examples: &[Example],
    predicted: &[Vec<u8>],
    tags: &TagSet,
    lemmatiser: &Lemmatiser,
    lexicon: &Lexicon,
) -> Vec<Case> {
    let hashes = model::tag_hashes(&tags.tags);
    let (mut sentence, mut gathered) = (Sentence::default(), Features::default());
    let mut cases = Vec::new();
    for (example, labels) in examples.iter().zip(predicted) {
        let forms = tagging::borrowed(&example.forms);
        sentence.fill(&forms, &[], lexicon);
        sentence.tags.extend(labels);
        let mut lemmas = Vec::new();
        for (word, form) in forms.iter().enumerate() {
            let upos = tags.tags[usize::from(labels[word])].upos;
            lemmas.push(lemmatiser.lemma(form, upos, &sentence, word, lexicon, &mut gathered));
        }
        let mut tokens = Vec::new();
        model::fill_tokens(&sentence, &tags.tags, &hashes, &lemmas, &mut tokens);
        cases.push(Case { tokens, gold: Gold::new(corpus::projective(&example.heads), example.relations.clone()) });
    }
    cases
}

/// Trains the guide on the reversed cases by the dynamic oracle.
fn train_guide(cases: &[&Case], epochs: usize, seed: u64) -> Vec<Row> {
    let mut trainer = Trainer::default();
    let mut random = Random(seed);
    for epoch in 0..epochs {
        if epoch == epochs / 2 {
            trainer.perceptron.restrict(GUIDE_PRUNING);
        }
        trainer.greedy_epoch(cases, if epoch == 0 { 0 } else { 90 }, &mut random);
    }
    trainer.perceptron.rows(GUIDE_PRUNING)
}

/// Writes into each case the advice of a guide that was trained on the other parts.
fn guide_cases(cases: &mut [Case], options: &Options, say: &mut dyn FnMut(&str)) -> Result<(), TrainError> {
    let (folds, epochs, seed) = (options.guide_folds, options.guide_epochs, options.seed);
    let fold_of = |at: usize| at / 10 % folds;
    let reversed: Vec<Case> = cases.iter().map(Case::reversed).collect();
    let parts = in_pairs(folds, |fold| {
        let others: Vec<&Case> = (0..cases.len()).filter(|&at| fold_of(at) != fold).map(|at| &reversed[at]).collect();
        let rows = train_guide(&others, epochs, seed + 200 + fold as u64);
        let guide = Parser { linear: tagging::classifier(TRANSITIONS, rows)?, width: 1, gap: 0 };
        let (mut search, mut gathered) = (Search::default(), Features::default());
        let mut guided = Vec::new();
        for at in (0..cases.len()).filter(|&at| fold_of(at) == fold) {
            let mut tokens = cases[at].tokens.clone();
            guide.guide(&mut tokens, &mut search, &mut gathered);
            guided.push((at, tokens));
        }
        Ok(guided)
    });
    let (mut right, mut total) = (0, 0);
    for (at, tokens) in parts.into_iter().collect::<Result<Vec<_>, ModelError>>()?.into_iter().flatten() {
        let heads = &cases[at].gold.heads;
        right += tokens.iter().zip(heads).filter(|(token, head)| token.guide == **head).count();
        total += heads.len();
        cases[at].tokens = tokens;
    }
    let percent = 100.0 * right as f64 / total.max(1) as f64;
    say(&format!("{folds} parts guided, each by the others: {percent:.2} % of heads right"));
    Ok(())
}

fn train_parser(cases: &[Case], options: &Options, say: &mut dyn FnMut(&str)) -> Vec<Row> {
    let cases: Vec<&Case> = cases.iter().collect();
    // Rare features learn single sentences by heart and take up most of the room.
    let mut trainer = Trainer::admitting(&cases, options.least_count, 28);
    let mut random = Random(options.seed + 4);
    for epoch in 0..options.parser_epochs {
        if epoch == options.parser_epochs * 5 / 8 {
            trainer.perceptron.restrict(PARSER_PRUNING);
        }
        let wrong = if options.beam == 1 {
            trainer.greedy_epoch(&cases, if epoch == 0 { 0 } else { 90 }, &mut random)
        } else {
            trainer.beam_epoch(&cases, options.beam, &mut random)
        };
        let features = trainer.perceptron.features();
        say(&format!("parser, pass {} of {}: {wrong} corrected, {features} features", epoch + 1, options.parser_epochs));
    }
    trainer.perceptron.rows(PARSER_PRUNING)
}

/// How guide weights are cut, halfway through their training.
const GUIDE_PRUNING: Pruning = Pruning { updates: 2, keep: 650_000 };

/// How parser weights are cut, somewhat late in their training.
const PARSER_PRUNING: Pruning = Pruning { updates: 2, keep: 1_250_000 };
