//! Runs the tables of cases beside this file: `UPDATE=1 cargo test -p annotate` writes what the program finds into them.

use annotate::Annotator;
use document::{Document, DocumentId, Metadata, Paragraph, ParagraphKind, QuantityKind, Text};
use span::Span;
use std::path::Path;

/// A text whose paragraphs are parted by empty lines.
fn text(string: &str) -> Text {
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for part in string.split("\n\n") {
        let words = part.trim();
        let start = at + part.len() - part.trim_start().len();
        if !words.is_empty() {
            let span = Span::new(start, start + words.len());
            paragraphs.push(Paragraph { span, kind: ParagraphKind::Body, reason: "test", element: None });
        }
        at += part.len() + 2;
    }
    let id = DocumentId::of("test", string);
    Text { id, string: string.to_string(), paragraphs, metadata: Metadata::default(), notes: Vec::new() }
}

/// Compares each case of a table with what `show` makes of its document.
fn check(file: &str, show: impl Fn(&Document) -> Vec<String>) {
    let annotator = Annotator::accurate().expect("the model that comes with the program is sound");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(file);
    let table = std::fs::read_to_string(&path).expect("the table stands beside the test");
    let separator = if file == "tokens.txt" { "|" } else { "; " };
    let separator = if file == "sentences.txt" { " " } else { separator };
    let (mut wrong, mut fresh) = (Vec::new(), String::new());
    for line in table.lines() {
        let Some((input, expected)) = line.split_once(" => ").filter(|_| !line.starts_with("# ")) else {
            fresh.push_str(&format!("{line}\n"));
            continue;
        };
        let found = show(&annotator.annotate(text(input))).join(separator);
        let found = if found.is_empty() { "none".to_string() } else { found };
        if found != expected {
            wrong.push(format!("{input}\n    expected {expected}\n    found    {found}"));
        }
        fresh.push_str(&format!("{input} => {found}\n"));
    }
    if std::env::var("UPDATE").is_ok() {
        std::fs::write(&path, fresh).expect("the table can be written");
        return;
    }
    assert!(wrong.is_empty(), "{} wrong in {file}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn words() {
    check("tokens.txt", |doc| {
        let mark = |joined: bool| if joined { "+" } else { "" };
        doc.tokens.iter().map(|token| format!("{}{}", mark(token.joined), doc.words(token.span))).collect()
    });
}

#[test]
fn sentences() {
    check("sentences.txt", |doc| doc.sentences.iter().map(|sentence| format!("[{}]", doc.words(sentence.span))).collect());
}

#[test]
fn times() {
    check("times.txt", |doc| doc.times.iter().map(|time| format!("{} {}", doc.words(time.span), time.value)).collect());
}

#[test]
fn quantities() {
    let kind = |kind: QuantityKind| match kind {
        QuantityKind::OfTime => "of-time".to_string(),
        other => format!("{other:?}").to_lowercase(),
    };
    check("quantities.txt", |doc| {
        let show = |number: &document::Quantity| {
            let high = number.high.map_or(String::new(), |high| high.to_string());
            let counted = number.counted.map_or(String::new(), |noun| format!(" of {}", doc.form(noun as usize)));
            format!("{} {} {}..{high}{counted}", doc.words(number.span), kind(number.kind), number.low)
        };
        doc.quantities.iter().map(show).collect()
    });
}

#[test]
fn quotes() {
    check("quotes.txt", |doc| {
        let form = |token: Option<u32>| token.map_or("-", |token| doc.form(token as usize));
        let show = |quote: &document::Quote| {
            let words = doc.words(quote.span);
            let start: Vec<&str> = words.split(' ').take(2).collect();
            format!("{}: {}: {}", start.join(" ").trim_end_matches('"'), form(quote.cue), form(quote.speaker))
        };
        doc.quotes.iter().map(show).collect()
    });
}

#[test]
fn coreference() {
    check("coreference.txt", |doc| {
        let words = |range| doc.words(doc.span_of(range));
        doc.coreference.iter().map(|link| format!("{} = {}", words(link.mention), words(link.antecedent))).collect()
    });
}
