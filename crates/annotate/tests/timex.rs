//! Runs `timex.txt`: expressions by themselves, with the type and value that TIMEX3 gives them on a day.

use annotate::Annotator;
use document::timex::{self, Reference, Timex};
use document::{Date, Document, DocumentId, Metadata, Paragraph, ParagraphKind, Text};
use span::Span;
use std::path::Path;

/// A text of one paragraph.
fn text(string: &str) -> Text {
    let span = Span::new(0, string.len());
    let paragraphs = vec![Paragraph { span, kind: ParagraphKind::Body, reason: "test", element: None }];
    let id = DocumentId::of("test", string);
    Text { id, string: string.to_string(), paragraphs, metadata: Metadata::default(), notes: Vec::new() }
}

fn shown(said: &Timex) -> String {
    let modifier = said.modifier.map_or(String::new(), |modifier| format!(" {}", modifier.name()));
    format!("{} {}{modifier}", said.kind.name(), said.value)
}

/// All expressions of a document, each with the day alone.
fn found(document: &Document, day: Option<Date>) -> String {
    let said = |time: &document::TimeExpression| timex::timex(time.kind, &time.value, Reference { day, told: None });
    let all: Vec<String> = document.times.iter().map(|time| shown(&said(time))).collect();
    if all.is_empty() { "none".to_string() } else { all.join("; ") }
}

#[test]
fn expressions_have_the_types_and_values_of_the_table() {
    let annotator = Annotator::accurate().expect("the model that comes with the program is sound");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/timex.txt");
    let table = std::fs::read_to_string(&path).expect("the table stands beside the test");
    let (mut wrong, mut fresh) = (Vec::new(), String::new());
    for line in table.lines() {
        let case = line.split_once(" =>").filter(|_| !line.starts_with('#'));
        let Some(((words, day), expected)) = case.and_then(|(case, expected)| Some((case.split_once(" | ")?, expected.trim())))
        else {
            fresh.push_str(&format!("{line}\n"));
            continue;
        };
        let found = found(&annotator.annotate(text(words)), day.parse().ok());
        if found != expected {
            wrong.push(format!("{words} on {day}\n    expected {expected}\n    found    {found}"));
        }
        fresh.push_str(&format!("{words} | {day} => {found}\n"));
    }
    if std::env::var("UPDATE").is_ok() {
        std::fs::write(&path, fresh).expect("the table can be written");
        return;
    }
    assert!(wrong.is_empty(), "{} wrong in timex.txt:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn times_are_counted_from_the_one_told_before() {
    let annotator = Annotator::accurate().expect("the model that comes with the program is sound");
    let document =
        annotator.annotate(text("The port was shut on March 3, 2019. It opened two days later and closed a year after."));
    let values: Vec<String> = timex::of_document(&document, None).into_iter().map(|(_, said)| said.value).collect();
    assert_eq!(values, ["2019-03-03", "2019-03-05", "2020"]);
}

#[test]
fn the_bounds_of_a_stretch_are_marked_each_for_itself() {
    let annotator = Annotator::accurate().expect("the model that comes with the program is sound");
    let document = annotator.annotate(text("The blockade lasted from April 2 to Sept. 3, 2017, and the curfew until October."));
    let marked: Vec<(String, String)> = timex::of_document(&document, None)
        .into_iter()
        .map(|(time, said)| (document.words(time.span).to_string(), said.value))
        .collect();
    let expected = [("April 2", "2017-04-02"), ("Sept. 3, 2017", "2017-09-03"), ("October", "XXXX-10")];
    assert_eq!(marked, expected.map(|(words, value)| (words.to_string(), value.to_string())));
}
