//! `standoff train-backoff`: the weights of the back-off and of confidence, out of the rules' own examples, sentences of the project's own and
//! the gold of its own example articles.

use crate::cli::TrainBackoffOptions;
use crate::commands::eval;
use crate::examples::PUBLISHED;
use crate::failure::{ALL_READ, Failure};
use crate::tools::Tools;
use crate::{paragraph, parallel};
use code::Coding;
use code::backoff::{Asked, clues, pair::Pair};
use code::confidence;
use document::Document;
use event::{Event, Origin};
use knowledge::{Knowledge, Rule};
use span::Span;
use std::fs;
use std::path::Path;
use train::backoff::sentences::{self, Marked};
use train::backoff::{self, Lesson, Verdict};
use train::manifest;

/// What one model's reading of everything teaches.
#[derive(Default)]
struct Taught {
    /// Lessons of marked sentences.
    own: Vec<Lesson>,
    /// Lessons of the rules' examples.
    rules: Vec<Lesson>,
    /// Verdicts on events of articles.
    articles: Vec<Verdict>,
}

/// Runs the command.
pub fn run(options: &TrainBackoffOptions) -> Result<u8, Failure> {
    let text = read(&options.sentences)?;
    let marked = sentences::read(&options.sentences, &text).map_err(|error| Failure::new(error.to_string()))?;
    let mut all = Taught::default();
    for model in &options.models {
        let tools = Tools::with(model, &options.knowledge)?;
        let taught = taught(&tools, &marked, options)?;
        all.own.extend(taught.own);
        all.rules.extend(taught.rules);
        all.articles.extend(taught.articles);
    }
    let right = all.articles.iter().filter(|verdict| verdict.right).count();
    eprintln!("standoff: {} lessons of our own sentences, {} of rules' examples", all.own.len(), all.rules.len());
    eprintln!("standoff: {} events of articles, {right} of them right", all.articles.len());
    let lessons: Vec<Lesson> = all.own.into_iter().chain(all.rules).collect();
    let (weights, report) = backoff::learn(&lessons, &all.articles, &options.version);
    let share = |right: usize| 100.0 * right as f64 / report.lessons.max(1) as f64;
    eprintln!(
        "standoff: of our own sentences, held out in turn, clues alone get {:.1} % right, the choice {:.1} %",
        share(report.by_clues),
        share(report.by_choice),
    );
    let bytes = weights.to_bytes();
    let facts = [
        ("version", format!("{:?}", options.version)),
        ("bytes", bytes.len().to_string()),
        ("sha256", format!("{:?}", manifest::digest(&bytes))),
        ("licence", "\"MIT\"".to_string()),
        ("models", format!("{:?}", options.models)),
        ("lessons", lessons.len().to_string()),
        ("verdicts", all.articles.len().to_string()),
        ("clues", weights.clues.len().to_string()),
    ];
    let facts: String = facts.iter().map(|(name, value)| format!("{name} = {value}\n")).collect();
    write(&options.out.join(format!("{}.weights", options.version)), &bytes)?;
    let page = format!("# Written by `standoff train-backoff` out of the project's own sentences and examples.\n{facts}");
    write(&options.out.join(format!("{}.toml", options.version)), page.as_bytes())?;
    Ok(ALL_READ)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::new(format!("`{}` cannot be written: {error}", path.display())))
}

fn taught(tools: &Tools, marked: &[Marked], options: &TrainBackoffOptions) -> Result<Taught, Failure> {
    let threads = parallel::threads(options.threads.threads);
    let mut taught = Taught { articles: of_articles(tools, &options.gold)?, ..Taught::default() };
    parallel::in_order(
        threads,
        marked.iter(),
        |marked| of_marked(tools, marked),
        |lesson| -> Result<(), Failure> {
            taught.own.extend(lesson);
            Ok(())
        },
    )?;
    parallel::in_order(
        threads,
        tools.coder.knowledge.rules.iter(),
        |rule| of_rule(tools, rule),
        |lessons| -> Result<(), Failure> {
            taught.rules.extend(lessons);
            Ok(())
        },
    )?;
    Ok(taught)
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| {
        Failure::new(format!("`{}` cannot be read ({error}); run the command in the repository or name the file", path.display()))
    })
}

fn coded(tools: &Tools, sentence: &str) -> (Document, Coding) {
    let document = tools.annotator.annotate(paragraph::text("sentence", sentence, Some(PUBLISHED)));
    let coding = tools.coder.code(&document);
    (document, coding)
}

/// What a marked sentence teaches; nothing where a side holds no word.
fn of_marked(tools: &Tools, marked: &Marked) -> Option<Lesson> {
    let (document, coding) = coded(tools, &marked.text);
    let Marked { actor, recipient, .. } = *marked;
    let knowledge = &tools.coder.knowledge;
    let pair = Pair::of(&document, actor, recipient)?;
    let asked = Asked { doc: &document, knowledge, coding: &coding, actor, recipient };
    Some(Lesson {
        clues: clues::of_pair(&document, knowledge, &pair),
        signs: Some(asked.signs(&pair)),
        category: marked.category,
        group: marked.words(),
    })
}

/// What a rule's own examples teach: a lesson for each event that it makes between two named sides.
fn of_rule(tools: &Tools, rule: &Rule) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    for example in rule.examples.iter().filter(|example| example.accepted) {
        let (document, coding) = coded(tools, &example.sentence);
        let at_trigger = |event: &&Event| example.trigger.is_some_and(|(from, to)| Span::new(from, to).overlaps(event.trigger));
        let own = |event: &&Event| matches!(&event.origin, Origin::Rule(id) if *id == rule.id);
        for event in coding.events.iter().filter(at_trigger).filter(own) {
            let sides = event.actors.iter().chain(&event.recipients).filter_map(|entity| entity.mention);
            let mut distinct: Vec<Span> = Vec::new();
            sides.for_each(|side| {
                if !distinct.iter().any(|other| other.overlaps(side)) {
                    distinct.push(side);
                }
            });
            let (Some(&actor), Some(&recipient)) = (distinct.first(), distinct.last().filter(|_| distinct.len() > 1)) else {
                continue;
            };
            let Some(pair) = Pair::of(&document, actor, recipient) else { continue };
            lessons.push(Lesson {
                clues: clues::of_pair(&document, &tools.coder.knowledge, &pair),
                signs: None,
                category: event.category.value,
                group: rule.id.to_string(),
            });
        }
    }
    lessons
}

/// A verdict on each event of the example articles.
fn of_articles(tools: &Tools, path: &Path) -> Result<Vec<Verdict>, Failure> {
    let judged = eval::judged(tools, path, &read(path)?)?;
    let verdict = |(document, event, right): &(Document, Event, bool)| {
        let signs = confidence::signs(document, rule_of(&tools.coder.knowledge, event)?, event);
        Some(Verdict { signs, right: *right })
    };
    Ok(judged.iter().filter_map(verdict).collect())
}

fn rule_of<'k>(knowledge: &'k Knowledge, event: &Event) -> Option<&'k Rule> {
    knowledge.rules.iter().find(|rule| *rule.id == *event.origin.name())
}
