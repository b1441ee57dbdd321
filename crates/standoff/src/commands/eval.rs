//! `standoff eval`: scores trees, times and events against gold and prints one table; with thresholds it fails where a figure falls below.

use crate::cli::EvalOptions;
use crate::commands::{crises, parse};
use crate::failure::{ALL_READ, Failure, PARTLY};
use crate::parallel;
use crate::tools::Tools;
use crate::{given, paragraph, stages};
use document::{Article, Content, Document, NameKind};
use eval::articles::{self, GoldArticle};
use eval::no_events::{self, Page};
use eval::reliability::Reliability;
use eval::table::{self, Figure};
use eval::{coreference, factuality, speakers, times, trees};
use event::Event;
use model::Name;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use train::conllu::{self, Sentence};
use train::{entities, iob2};

/// The set that confidence is fitted on.
const FITTED: &str = "examples";
/// The gold of the example articles, relative to the repository.
const EXAMPLES: &str = "examples/_gold.jsonl";
/// The pages that tell no event, relative to the repository.
const NO_EVENTS: &str = "crates/eval/no-events";
/// Sets of articles coded by hand, relative to the data folder.
const ARTICLES: [(&str, &str); 3] = [
    ("articles inter", "eval/articles_dev/inter.jsonl"),
    ("articles home", "eval/articles_dev/home.jsonl"),
    ("articles hard", "eval/articles_dev/hard.jsonl"),
];
/// Crises told by many reports: three of our own, and one relative to the data folder.
const CRISES: [(&str, &str); 3] = [
    ("crisis of our own, Idlib", "training/crises/idlib-2020"),
    ("crisis of our own, Karabakh", "training/crises/karabakh-2016"),
    ("crisis of our own, the Gulf", "training/crises/gulf-2019"),
];
const CRISIS: (&str, &str) = ("crisis", "eval/crisis_dev");
/// Treebanks, relative to the data folder.
const EWT: (&str, &str) = ("EWT dev", "data/treebank/en_ewt-ud-dev.conllu");
const GUM: (&str, &str) = ("GUM dev", "data/treebank/en_gum_open-dev.conllu");
/// Names over EWT, relative to the data folder.
const NAMES: (&str, &str) = ("UNER EWT dev", "data/ner/uner_ewt-dev.iob2");
/// The genres of GUM, news first; each is scored by itself and two together, as issues and papers quote them.
const GENRES: [&[&str]; 7] =
    [&["news"], &["interview"], &["news", "interview"], &["bio"], &["voyage"], &["academic"], &["court"]];

/// People's judgement what happened in EWT, relative to the data folder, and the part of it that is measured.
const FACTUALITY: (&str, &str) = ("data/factuality/uds-factuality.json", "dev");
/// The table of single time expressions, relative to the data folder.
const EXPRESSIONS: &str = "data/time/timenorm-train.tsv";

/// Runs the command.
pub fn run(options: &EvalOptions) -> Result<u8, Failure> {
    let threads = parallel::threads(options.threads.threads);
    let mut figures: Vec<Figure> = Vec::new();
    for model in &options.models {
        let tools = Tools::with(model, &options.knowledge)?;
        let of_model = figures_of(&tools, &options.data, threads)?;
        figures.extend(of_model.into_iter().map(|figure| Figure { set: format!("{model}: {}", figure.set), ..figure }));
    }
    let page = table::page(&figures);
    print!("{page}");
    if let Some(path) = &options.write {
        let whole = format!("{HEADER}{page}");
        fs::write(path, whole).map_err(|error| Failure::new(format!("`{}` cannot be written: {error}", path.display())))?;
    }
    let Some(path) = &options.thresholds else { return Ok(ALL_READ) };
    let thresholds = fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("the thresholds `{}` cannot be read ({error}); name the file", path.display())))?;
    let missed = table::missed(&figures, &thresholds);
    for line in &missed {
        eprintln!("standoff: {line}");
    }
    Ok(if missed.is_empty() { ALL_READ } else { PARTLY })
}

const HEADER: &str = "# Scores

Written by `standoff eval --write docs/scores.md` over development sets that nothing was trained on. Sets of articles: category with both
sides after the public scorer for such gold, 0 to 1; fields are counted over events with the right category. No events: pages of sport, games,
markets, weather, fiction and figures of speech (crates/eval/no-events), and how many events are coded on one. Crises: how mentions of many reports are joined into incidents, B-cubed over the
gold mentions that are coded, and the share of joined pairs that are two happenings (crates/eval/src/crisis.rs). Treebanks: F1 after the
CoNLL 2018 definitions, 0 to 100, relations without subtypes; \"given\" means the words are given, else it is raw text. Coreference and
speakers: 0 to 100, as `crates/eval/src/coreference.rs` and `speakers.rs` define them. Factuality: agreement with people on whether a
predicate happened, words given, 0 to 1, as `crates/eval/src/factuality.rs` counts it. Times: dates that a
treebank marks, in raw text, 0 to 100, value over those found whose year, month or day the gold names; and single expressions of timenorm
with the day of their document, 0 to 1, every fourth document of which was set aside before rules were tuned on the rest.

";

/// The text of a file, or nothing with a line about it: sets that are not there are passed over.
fn read(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path);
    if text.is_err() {
        eprintln!("standoff: passed over {}, which is not there", path.display());
    }
    text.ok()
}

fn gold_articles(path: &Path, text: &str) -> Result<Vec<GoldArticle>, Failure> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            serde_json::from_str(line)
                .map_err(|error| Failure::new(format!("{}:{} is no gold article: {error}", path.display(), number + 1)))
        })
        .collect()
}

/// The program's records for the texts of gold articles.
fn records(tools: &Tools, gold: &[GoldArticle], threads: usize) -> Result<Vec<Value>, Failure> {
    let mut records = Vec::new();
    parallel::in_order(
        threads,
        gold.iter(),
        |article| {
            let (document, coding) = stages(&as_article(article), tools);
            export::record::records(&coding.events, &document).iter().map(serde_json::to_value).collect::<Result<Vec<Value>, _>>()
        },
        |values| -> Result<(), Failure> {
            records.extend(values.map_err(|error| Failure::new(format!("a record is no JSON: {error}")))?);
            Ok(())
        },
    )?;
    Ok(records)
}

/// The events of the texts of gold articles, each with its document and whether it is right in category and both sides.
pub fn judged(tools: &Tools, path: &Path, gold: &str) -> Result<Vec<(Document, Event, bool)>, Failure> {
    let mut judged = Vec::new();
    for article in gold_articles(path, gold)? {
        let (document, coding) = stages(&as_article(&article), tools);
        let records: Result<Vec<Value>, _> =
            export::record::records(&coding.events, &document).iter().map(serde_json::to_value).collect();
        let records = records.map_err(|error| Failure::new(format!("a record is no JSON: {error}")))?;
        let verdicts = articles::verdicts(std::slice::from_ref(&article), &records);
        let events = coding.events.into_iter().zip(verdicts);
        judged.extend(events.filter_map(|(event, verdict)| Some((document.clone(), event, verdict?))));
    }
    Ok(judged)
}

/// Adds what each record claims of itself, and whether it is right.
fn add_confidence(table: &mut Reliability, gold: &[GoldArticle], records: &[Value]) {
    for (verdict, record) in articles::verdicts(gold, records).into_iter().zip(records) {
        if let (Some(right), Some(confidence)) = (verdict, record["confidence"].as_f64()) {
            table.add(confidence, right);
        }
    }
}

fn as_article(gold: &GoldArticle) -> Article {
    Article {
        given_id: gold.id.clone(),
        published: gold.published.as_deref().and_then(ingest::parse_published),
        content: Content::Plain(gold.text.clone()),
        ..Article::default()
    }
}

/// All figures of one model.
fn figures_of(tools: &Tools, data: &Path, threads: usize) -> Result<Vec<Figure>, Failure> {
    let mut figures: Vec<Figure> = Vec::new();
    let sets = std::iter::once((FITTED, PathBuf::from(EXAMPLES)));
    let mut reliability = Reliability::default();
    for (name, path) in sets.chain(ARTICLES.map(|(name, path)| (name, data.join(path)))) {
        if let Some(gold) = read(&path) {
            let gold = gold_articles(&path, &gold)?;
            let records = records(tools, &gold, threads)?;
            figures.extend(table::of_articles(name, &articles::score(&gold, &records)));
            // Confidence is fitted on the examples, so that they prove nothing about it.
            if name != FITTED {
                add_confidence(&mut reliability, &gold, &records);
            }
        }
    }
    figures.extend(table::of_reliability("articles, confidence", &reliability));
    let own = CRISES.map(|(name, path)| (name, PathBuf::from(path)));
    for (name, path) in own.into_iter().chain([(CRISIS.0, data.join(CRISIS.1))]) {
        if let Some(gold) = crises::read(&path)? {
            figures.extend(table::of_crisis(name, &crises::score(tools, &gold, threads)?));
        }
    }
    let pages = pages(Path::new(NO_EVENTS))?;
    if !pages.is_empty() {
        let gold: Vec<GoldArticle> = pages.iter().map(as_gold).collect();
        figures.extend(table::of_no_events("no events", &no_events::score(&pages, &records(tools, &gold, threads)?)));
    }
    if let Some(gold) = treebank(data, EWT.1)? {
        let names = read(&data.join(NAMES.1));
        let names =
            names.map(|text| iob2::read(&text).map_err(|error| Failure::new(format!("{}: {error}", NAMES.1)))).transpose()?;
        let of_sentence = |sentence: &Sentence| {
            let (words, names) = names.as_ref()?.get(sentence.comment("sent_id")?)?;
            (*words == sentence.words.len()).then(|| names.clone())
        };
        let names: Vec<Option<Vec<Name>>> = gold.iter().map(of_sentence).collect();
        figures.extend(trees(tools, EWT.0, &gold));
        figures.extend(given(tools, EWT.0, &gold, NAMES.0, &names));
        if let Some(judgements) = read(&data.join(FACTUALITY.0)) {
            let judgements = factuality::read(&judgements, FACTUALITY.1)
                .map_err(|error| Failure::new(format!("{} is no factuality data: {error}", FACTUALITY.0)))?;
            figures.extend(happened(tools, EWT.0, &gold, &judgements));
        }
    }
    if let Some(gold) = treebank(data, GUM.1)? {
        let names: Vec<Option<Vec<Name>>> = gold.iter().map(|sentence| Some(entities::names(sentence))).collect();
        figures.extend(trees(tools, GUM.0, &gold));
        figures.extend(given(tools, GUM.0, &gold, GUM.0, &names));
        figures.extend(links(tools, GUM.0, &gold));
        figures.extend(dates(tools, GUM.0, &gold));
        for genres in GENRES {
            let part = of_genres(&gold, genres);
            if !part.is_empty() {
                figures.extend(trees(tools, &format!("{}, {}", GUM.0, genres.join(" and ")), &part));
            }
        }
    }
    if let Some(gold) = read(&data.join(EXPRESSIONS)) {
        figures.extend(expressions(tools, &gold));
    }
    Ok(figures)
}

/// The pages that tell no event, in the order of their names; none, with a line about it, where the folder is not there.
fn pages(folder: &Path) -> Result<Vec<Page>, Failure> {
    let Ok(entries) = fs::read_dir(folder) else {
        eprintln!("standoff: passed over {}, which is not there", folder.display());
        return Ok(Vec::new());
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut pages = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
        let fail = |why: String| Failure::new(format!("`{}` is no page without events: {why}", path.display()));
        let text = fs::read_to_string(path).map_err(|error| fail(error.to_string()))?;
        let id = path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        pages.push(no_events::read(&id, &text).map_err(fail)?);
    }
    Ok(pages)
}

/// A page as an article to code.
fn as_gold(page: &Page) -> GoldArticle {
    GoldArticle {
        id: page.id.clone(),
        text: page.text.clone(),
        published: page.published.clone(),
        events: Vec::new(),
        traps: Vec::new(),
    }
}

fn treebank(data: &Path, path: &str) -> Result<Option<Vec<Sentence>>, Failure> {
    let text = read(&data.join(path));
    text.map(|text| conllu::read(&text).map_err(|error| Failure::new(format!("{path}: {error}")))).transpose()
}

/// The sentences of GUM's documents of some genres.
fn of_genres(gold: &[Sentence], genres: &[&str]) -> Vec<Sentence> {
    let mut inside = false;
    let mut part = Vec::new();
    for sentence in gold {
        if let Some(id) = sentence.comment("newdoc id") {
            inside = genres.iter().any(|genre| id.starts_with(&format!("GUM_{genre}_")));
        }
        part.extend(inside.then(|| sentence.clone()));
    }
    part
}

/// A treebank's figures from its raw text.
fn trees(tools: &Tools, name: &str, gold: &[Sentence]) -> Vec<Figure> {
    table::of_trees(name, &trees::score(gold, &[from_text(tools, gold)]))
}

fn from_text(tools: &Tools, sentences: &[Sentence]) -> Document {
    let article = Article { content: Content::Plain(trees::raw_text(sentences)), ..Article::default() };
    tools.annotator.annotate(paragraph::all_body(clean::clean(&article)))
}

/// A treebank's figures with its words given, and those of the names in it, where sentences have been searched for names.
fn given(tools: &Tools, name: &str, gold: &[Sentence], names_of: &str, names: &[Option<Vec<Name>>]) -> Vec<Figure> {
    let mut given = gold.to_vec();
    let mut said = parse::parse(&mut given, &tools.annotator);
    // The gold knows three kinds of names.
    said.iter_mut().for_each(|names| names.retain(|name| !matches!(name.kind, NameKind::Nationality | NameKind::Event)));
    let mut figures = table::of_trees(&format!("{name}, given"), &trees::score_given(gold, &given));
    let pairs = names.iter().zip(&said).filter_map(|(gold, said)| Some((gold.as_deref()?, said.as_slice())));
    figures.extend(table::of_names(&format!("{names_of}, given"), trees::score_names(pairs)));
    figures
}

/// Coreference and speakers, over a treebank's words and over its raw text.
fn links(tools: &Tools, name: &str, gold: &[Sentence]) -> Vec<Figure> {
    let gold = coreference::documents(gold);
    let with_words = |sentences: &[Sentence]| {
        let (text, given) = given::document(sentences);
        tools.annotator.annotate_given(text, &given)
    };
    let with_words: Vec<Document> = gold.iter().map(|sentences| with_words(sentences)).collect();
    let from_text: Vec<Document> = gold.iter().map(|sentences| from_text(tools, sentences)).collect();
    let mut figures = Vec::new();
    for (set, said) in [(format!("{name}, given"), with_words), (name.to_string(), from_text)] {
        figures.extend(table::of_coreference(&set, &coreference::score(&gold, &said)));
        figures.extend(table::of_speakers(&set, speakers::score(&gold, &said)));
    }
    figures
}

/// The figures of the judgement what happened, over a treebank's words.
fn happened(tools: &Tools, name: &str, gold: &[Sentence], judgements: &[factuality::Judgement]) -> Vec<Figure> {
    let mut said: Vec<Vec<bool>> = Vec::with_capacity(gold.len());
    for sentences in coreference::documents(gold) {
        let (text, given) = given::document(sentences);
        let document = tools.annotator.annotate_given(text, &given);
        for sentence in &document.sentences {
            let judged = |word| code::assertion::happened::happened(&document, &tools.coder.knowledge, word);
            said.push(sentence.tokens.ids().map(judged).collect());
        }
    }
    let scores = factuality::score(judgements, |sentence, word| said.get(sentence)?.get(word).copied());
    table::of_factuality(name, &scores)
}

/// The figures of the dates that a treebank marks, document by document.
fn dates(tools: &Tools, name: &str, gold: &[Sentence]) -> Vec<Figure> {
    let mut scores = times::SpanScores::default();
    for text in times::texts(gold) {
        let article = Article { content: Content::Plain(text.raw()), ..Article::default() };
        let document = tools.annotator.annotate(paragraph::all_body(clean::clean(&article)));
        scores.add(times::score_spans(&text, &document));
    }
    table::of_spans(name, &scores)
}

/// The figures of single time expressions: on the part that rules are tuned on, and on the part that is set aside.
fn expressions(tools: &Tools, text: &str) -> Vec<Figure> {
    let gold = times::table(text);
    let read: Vec<Document> =
        gold.iter().map(|gold| tools.annotator.annotate(paragraph::text("expression", &gold.words, gold.day))).collect();
    let part = |aside: bool| gold.iter().zip(&read).filter(move |(gold, _)| gold.aside == aside);
    [("timenorm, tuned on", false), ("timenorm, set aside", true)]
        .into_iter()
        .flat_map(|(name, aside)| table::of_expressions(name, &times::score_table(part(aside))))
        .collect()
}
