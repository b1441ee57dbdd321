//! Runs the cases under `tests/cases`: the text of a page, then the kind and first words of each paragraph that it must give;
//! and the pages under `tests/pages`, with what is expected of each in a text file beside it.
//!
//! With `CLEAN_UPDATE=1` the expected part of each file is written anew from what the program says; read the difference.

use clean::clean;
use document::{Article, Content};
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

/// The line between the page's text and what is expected of it.
const DIVIDER: &str = "\n==== expected ====\n";

/// A line for each paragraph: its kind, a bar, and its first six words.
fn outline(page: &str) -> String {
    let text = clean(&Article { content: Content::Plain(page.to_owned()), ..Article::default() });
    let mut out = String::new();
    for paragraph in &text.paragraphs {
        let words: Vec<&str> = paragraph.span.of(&text.string).split_whitespace().take(6).collect();
        writeln!(out, "{:9} | {}", paragraph.kind.name(), words.join(" ")).expect("a string takes all");
    }
    out
}

/// What is found of a page: title, publisher and date, notes, and its paragraphs with the paths of their elements.
fn outline_of_page(page: &str) -> String {
    let text = clean(&Article { content: Content::Html(page.to_owned()), ..Article::default() });
    let mut out = String::new();
    let metadata = &text.metadata;
    let date = metadata.published.map(|found| format!("{} ({})", found.date, found.basis.name()));
    let say = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    writeln!(out, "title: {}\npublisher: {}\npublished: {}", say(&metadata.title), say(&metadata.publisher), say(&date))
        .expect("a string takes all");
    for rule in &metadata.found_by {
        writeln!(out, "found by {rule}").expect("a string takes all");
    }
    for note in &text.notes {
        writeln!(out, "note: {}", note.message).expect("a string takes all");
    }
    for paragraph in &text.paragraphs {
        let words: Vec<&str> = paragraph.span.of(&text.string).split_whitespace().take(6).collect();
        let element = paragraph.element.as_deref().unwrap_or("-");
        writeln!(out, "{:9} | {} | {element} | {}", paragraph.kind.name(), paragraph.reason, words.join(" "))
            .expect("a string takes all");
    }
    out
}

#[test]
fn every_page_gives_what_stands_beside_it() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let update = std::env::var_os("CLEAN_UPDATE").is_some();
    for name in ["gazette", "blog", "wire", "mill"] {
        let page = fs::read_to_string(folder.join(format!("{name}.html"))).expect("the page is readable");
        let beside = folder.join(format!("{name}.txt"));
        let found = outline_of_page(&page);
        if update {
            fs::write(beside, found).expect("the expectation is writable");
        } else {
            assert_eq!(found, fs::read_to_string(beside).unwrap_or_default(), "{name}");
        }
    }
}

#[test]
fn every_case_gives_the_paragraphs_that_it_names() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the cases are there").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    assert!(files.len() >= 10);
    let update = std::env::var_os("CLEAN_UPDATE").is_some();
    let mut failures = String::new();
    for path in files {
        let file = fs::read_to_string(&path).expect("a case is readable");
        let (page, expected) = file.split_once(DIVIDER).unwrap_or((&file, ""));
        let found = outline(page);
        if update {
            fs::write(&path, format!("{page}{DIVIDER}{found}")).expect("a case is writable");
        } else if found != expected {
            write!(failures, "{}\nexpected:\n{expected}found:\n{found}\n", path.display()).expect("a string takes all");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
