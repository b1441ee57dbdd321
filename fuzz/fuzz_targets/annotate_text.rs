//! Any text, in paragraphs parted by empty lines: `annotate` must cover each paragraph with tokens and point only into the text.

#![no_main]

use annotate::Annotator;
use document::{DocumentId, Metadata, Paragraph, ParagraphKind, Text};
use libfuzzer_sys::fuzz_target;
use span::Span;
use std::sync::OnceLock;

fuzz_target!(|string: &str| {
    static ANNOTATOR: OnceLock<Annotator> = OnceLock::new();
    let annotator = ANNOTATOR.get_or_init(|| Annotator::fast().expect("the embedded model is sound"));
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for part in string.split("\n\n") {
        let start = at + part.len() - part.trim_start().len();
        if !part.trim().is_empty() {
            let span = Span::new(start, start + part.trim().len());
            paragraphs.push(Paragraph { span, kind: ParagraphKind::Body, reason: "fuzz", element: None });
        }
        at += part.len() + 2;
    }
    let text = Text {
        id: DocumentId::of("fuzz", string),
        string: string.to_string(),
        paragraphs,
        metadata: Metadata::default(),
        notes: Vec::new(),
    };
    let document = annotator.annotate(text);
    let black = |words: &str| words.chars().filter(|c| !c.is_whitespace()).count();
    let covered: usize = document.tokens.iter().map(|token| black(document.words(token.span))).sum();
    let expected: usize = document.text.paragraphs.iter().map(|paragraph| black(document.words(paragraph.span))).sum();
    assert_eq!(covered, expected);
    let spans = document.names.iter().map(|name| name.span).chain(document.times.iter().map(|time| time.span));
    let spans =
        spans.chain(document.quotes.iter().map(|quote| quote.span)).chain(document.quantities.iter().map(|number| number.span));
    for span in spans {
        assert!(document.text.string.get(span.range()).is_some());
    }
});
