//! The words of treebank sentences as texts with given words: for what is measured or parsed word by word.

use annotate::given::GivenSentence;
use annotate::token::Piece;
use document::{DocumentId, Metadata, Paragraph, ParagraphKind, Text};
use span::Span;
use train::conllu::Sentence;

/// Writes a sentence behind a text and returns its words, with the bytes where they stand now.
pub fn pieces(sentence: &Sentence, text: &mut String) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(sentence.words.len());
    for (at, word) in sentence.words.iter().enumerate() {
        let range = sentence.ranges.iter().find(|range| (range.start..range.end).contains(&at));
        let start = text.len();
        text.push_str(&word.form);
        pieces.push(Piece { span: Span::new(start, text.len()), joined: range.is_some_and(|range| range.start < at) });
        let last_of_range = range.is_none_or(|range| range.end == at + 1);
        let misc = range.map_or(&word.misc, |range| &range.misc);
        if last_of_range && !misc.split('|').any(|part| part == "SpaceAfter=No") {
            text.push(' ');
        }
    }
    pieces
}

/// The text of a treebank's document, its paragraphs as the treebank marks them, and its words.
pub fn document(sentences: &[Sentence]) -> (Text, Vec<GivenSentence>) {
    let (mut string, mut spans, mut given) = (String::new(), Vec::<(usize, usize)>::new(), Vec::new());
    for sentence in sentences {
        let opens = sentence.comments.iter().any(|comment| comment.trim_start_matches(['#', ' ']).starts_with("newpar"));
        if opens && !string.is_empty() {
            string.truncate(string.trim_end().len());
            string.push_str("\n\n");
        }
        let start = string.len();
        let pieces = pieces(sentence, &mut string);
        let end = pieces.last().map_or(start, |piece| piece.span.end as usize);
        match spans.last_mut() {
            Some(last) if !opens => last.1 = end,
            _ => spans.push((start, end)),
        }
        given.push(GivenSentence { paragraph: spans.len() as u32 - 1, pieces });
    }
    let body = |&(start, end): &(usize, usize)| Paragraph {
        span: Span::new(start, end),
        kind: ParagraphKind::Body,
        reason: "given by a treebank",
        element: None,
    };
    let paragraphs = spans.iter().map(body).collect();
    let text = Text { id: DocumentId::of("", &string), string, paragraphs, metadata: Metadata::default(), notes: Vec::new() };
    (text, given)
}
