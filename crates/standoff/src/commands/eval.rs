//! `standoff eval`: scores trees, times and events against gold and prints one table; with thresholds it fails where a figure falls below.

use crate::cli::EvalOptions;
use crate::commands::parse;
use crate::failure::{ALL_READ, Failure, PARTLY};
use crate::parallel;
use crate::tools::Tools;
use crate::{paragraph, stages};
use document::{Article, Content, Document};
use eval::articles::{self, GoldArticle};
use eval::table::{self, Figure};
use eval::{times, trees};
use model::Scratch;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The gold of the example articles, relative to the repository.
const EXAMPLES: &str = "examples/_gold.jsonl";
/// Sets of articles coded by hand, relative to the data folder.
const ARTICLES: [(&str, &str); 3] = [
    ("articles inter", "eval/articles_dev/inter.jsonl"),
    ("articles home", "eval/articles_dev/home.jsonl"),
    ("articles hard", "eval/articles_dev/hard.jsonl"),
];
/// Treebanks, relative to the data folder.
const TREEBANKS: [(&str, &str); 2] =
    [("EWT dev", "data/treebank/en_ewt-ud-dev.conllu"), ("GUM dev", "data/treebank/en_gum_open-dev.conllu")];

/// Treebanks that mark dates, relative to the data folder.
const DATED: [(&str, &str); 1] = [("GUM dev", "data/treebank/en_gum_open-dev.conllu")];
/// The table of single time expressions, relative to the data folder.
const EXPRESSIONS: &str = "data/time/timenorm-train.tsv";

/// Runs the command.
pub fn run(options: &EvalOptions) -> Result<u8, Failure> {
    let tools = Tools::load(&options.tools)?;
    let threads = parallel::threads(options.threads.threads);
    let mut figures: Vec<Figure> = Vec::new();
    let sets = std::iter::once(("examples", PathBuf::from(EXAMPLES)));
    for (name, path) in sets.chain(ARTICLES.map(|(name, path)| (name, options.data.join(path)))) {
        if let Some(gold) = read(&path) {
            let gold = gold_articles(&path, &gold)?;
            let records = records(&tools, &gold, threads)?;
            figures.extend(table::of_articles(name, &articles::score(&gold, &records)));
        }
    }
    for (name, path) in TREEBANKS {
        if let Some(gold) = read(&options.data.join(path)) {
            figures.extend(treebank(&tools, name, &gold, path)?);
        }
    }
    for (name, path) in DATED {
        if let Some(gold) = read(&options.data.join(path)) {
            figures.extend(dates(&tools, name, &gold, path)?);
        }
    }
    if let Some(gold) = read(&options.data.join(EXPRESSIONS)) {
        figures.extend(expressions(&tools, &gold));
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
sides after the public scorer for such gold, 0 to 1; fields are counted over events with the right category. Treebanks: F1 after the
CoNLL 2018 definitions, 0 to 100, relations without subtypes; \"given\" means the words are given, else it is raw text. Times: dates that a
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

fn as_article(gold: &GoldArticle) -> Article {
    Article {
        given_id: gold.id.clone(),
        published: gold.published.as_deref().and_then(ingest::parse_published),
        content: Content::Plain(gold.text.clone()),
        ..Article::default()
    }
}

/// A treebank's figures with its words given and from its raw text.
fn treebank(tools: &Tools, name: &str, text: &str, path: &str) -> Result<Vec<Figure>, Failure> {
    let gold = train::conllu::read(text).map_err(|error| Failure::new(format!("{path}: {error}")))?;
    let mut given = gold.clone();
    let mut scratch = Scratch::default();
    for sentence in &mut given {
        parse::parse(sentence, &tools.annotator, &mut scratch);
    }
    let mut figures = table::of_trees(&format!("{name}, given"), &trees::score_given(&gold, &given));
    let article = Article { content: Content::Plain(trees::raw_text(&gold)), ..Article::default() };
    let document = tools.annotator.annotate(paragraph::all_body(clean::clean(&article)));
    figures.extend(table::of_trees(name, &trees::score(&gold, &[document])));
    Ok(figures)
}

/// The figures of the dates that a treebank marks, document by document.
fn dates(tools: &Tools, name: &str, text: &str, path: &str) -> Result<Vec<Figure>, Failure> {
    let gold = train::conllu::read(text).map_err(|error| Failure::new(format!("{path}: {error}")))?;
    let mut scores = times::SpanScores::default();
    for text in times::texts(&gold) {
        let article = Article { content: Content::Plain(text.raw()), ..Article::default() };
        let document = tools.annotator.annotate(paragraph::all_body(clean::clean(&article)));
        scores.add(times::score_spans(&text, &document));
    }
    Ok(table::of_spans(name, &scores))
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
