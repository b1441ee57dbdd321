//! Any text as an article: the stages never panic, furniture yields no event, and every record's offsets slice the text.

#![no_main]

use annotate::Annotator;
use code::Coder;
use document::{Article, Content, Date, ParagraphKind};
use knowledge::Knowledge;
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

/// Longer texts only repeat what short ones show.
const LONGEST: usize = 4000;

fuzz_target!(|text: &str| {
    static TOOLS: OnceLock<(Annotator, Coder)> = OnceLock::new();
    let (annotator, coder) = TOOLS.get_or_init(|| {
        let annotator = Annotator::fast().expect("the embedded model is sound");
        (annotator, Coder { knowledge: Knowledge::embedded() })
    });
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let article = Article {
        given_id: "fuzz".into(),
        published: Some(Date::constant(2024, 7, 2)),
        content: Content::Plain(text.to_owned()),
        ..Article::default()
    };
    let document = annotator.annotate(clean::clean(&article));
    let coding = coder.code(&document);
    assert!(coding.events.iter().all(|event| event.paragraph != ParagraphKind::Furniture));
    let characters: Vec<char> = text.chars().collect();
    for record in export::records(&coding.events, &document) {
        let slice = |start: usize, end: usize| characters[start..end].iter().collect::<String>();
        assert_eq!(slice(record.start, record.end), record.text);
        assert_eq!(slice(record.event_text.start, record.event_text.end), record.event_text.text);
        for side in record.actor.iter().chain(&record.recipient) {
            if let (Some(start), Some(end), Some(words)) = (side.start, side.end, side.entity_text) {
                assert_eq!(slice(start, end), words);
            }
        }
    }
});
