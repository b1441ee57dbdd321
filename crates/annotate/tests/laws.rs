//! Laws that hold on any text.

use annotate::{Annotator, sentence, token, words::Words};
use document::{Document, DocumentId, Metadata, Paragraph, ParagraphKind, Text};
use proptest::prelude::*;
use span::Span;
use std::sync::OnceLock;

fn annotator() -> &'static Annotator {
    static ANNOTATOR: OnceLock<Annotator> = OnceLock::new();
    ANNOTATOR.get_or_init(|| Annotator::fast().expect("the model that comes with the program is sound"))
}

/// A text of the given paragraphs, parted by empty lines; white paragraphs are left out.
fn text(parts: &[(&str, ParagraphKind)]) -> Text {
    let (mut string, mut paragraphs) = (String::new(), Vec::new());
    for (part, kind) in parts {
        let words = part.trim();
        if words.is_empty() {
            continue;
        }
        let start = string.len();
        string.push_str(words);
        paragraphs.push(Paragraph { span: Span::new(start, string.len()), kind: *kind, reason: "test", element: None });
        string.push_str("\n\n");
    }
    Text { id: DocumentId::of("law", &string), string, paragraphs, metadata: Metadata::default(), notes: Vec::new() }
}

fn is_sound(doc: &Document) {
    let mut covered = 0;
    let mut last = 0;
    for token in &doc.tokens {
        assert!(doc.text.string.get(token.span.range()).is_some_and(|words| !words.is_empty()), "{:?}", token.span);
        assert!(token.span.start >= last, "tokens overlap at {:?}", token.span);
        last = token.span.end;
        covered += doc.words(token.span).chars().filter(|c| !c.is_whitespace()).count();
    }
    let kept = doc.text.paragraphs.iter().filter(|paragraph| paragraph.kind != ParagraphKind::Furniture);
    let black: usize = kept.map(|paragraph| doc.words(paragraph.span).chars().filter(|c| !c.is_whitespace()).count()).sum();
    assert_eq!(covered, black, "every character that is not white space lies in one token");
    let mut next = 0;
    for sentence in &doc.sentences {
        assert_eq!(sentence.tokens.start, next, "no token lies between sentences");
        next = sentence.tokens.end;
        assert!(doc.text.paragraphs[sentence.paragraph as usize].span.contains(sentence.span));
        let roots = sentence.tokens.ids().filter(|&token| doc.tokens[token].head.is_none()).count();
        assert_eq!(roots, 1, "a sentence has one root");
        for token in sentence.tokens.ids() {
            assert!(doc.head(token).is_none_or(|head| sentence.tokens.contains(head)), "heads stay in the sentence");
        }
    }
    assert_eq!(next as usize, doc.tokens.len());
    for token in 0..doc.tokens.len() {
        assert!(doc.children(token).all(|child| doc.head(child) == Some(token)));
        let mut walked: Vec<usize> = doc.walk(token, |_, _| true).collect();
        walked.sort_unstable();
        assert_eq!(walked, doc.subtree(token), "every step leads under the word, and to all words there");
    }
    let inside = |span: Span| doc.text.string.get(span.range()).is_some();
    assert!(doc.names.iter().all(|name| inside(name.span)) && doc.times.iter().all(|time| inside(time.span)));
    assert!(doc.quotes.iter().all(|quote| inside(quote.span)) && doc.quantities.iter().all(|number| inside(number.span)));
    assert!(doc.times.windows(2).all(|pair| pair[0].tokens.end <= pair[1].tokens.start), "times do not overlap");
    assert!(doc.names.windows(2).all(|pair| pair[0].tokens.end <= pair[1].tokens.start), "names do not overlap");
}

/// Links join phrases of the text, point back but for pronouns, and never lead back to where they began.
fn links_are_sound(doc: &Document) {
    for link in &doc.coreference {
        for range in [link.mention, link.antecedent] {
            assert!(range.start < range.end && range.end as usize <= doc.tokens.len(), "{range:?}");
            assert!(doc.sentence_of(range.start as usize).tokens.end >= range.end, "a phrase stays in its sentence");
            assert!(doc.text.string.get(doc.span_of(range).range()).is_some());
        }
        let pronoun = link.mention.ids().len() == 1;
        assert!(link.antecedent.start < link.mention.start || pronoun, "{link:?} points forward");
        let (mut reached, mut next) = (vec![link.antecedent], 0);
        while let Some(&range) = reached.get(next) {
            assert_ne!(range, link.mention, "a cycle");
            let onward = doc.coreference.iter().filter(|other| other.mention == range).map(|other| other.antecedent);
            let fresh: Vec<_> = onward.filter(|range| !reached.contains(range)).collect();
            reached.extend(fresh);
            next += 1;
        }
    }
    assert!(doc.coreference.windows(2).all(|pair| pair[0].mention <= pair[1].mention), "links are in order");
}

/// Everything in a document that hangs on a paragraph, its offsets counted from that paragraph.
fn local(doc: &Document, paragraph: usize) -> String {
    let base = doc.text.paragraphs[paragraph].span.start as usize;
    let sentences: Vec<_> = doc.sentences.iter().filter(|sentence| sentence.paragraph as usize == paragraph).collect();
    let first = sentences.first().map_or(0, |sentence| sentence.tokens.start as usize);
    let place = |span: Span| (span.start as usize - base, span.end as usize - base);
    let mut shown = String::new();
    for sentence in sentences {
        for token in sentence.tokens.ids() {
            let word = &doc.tokens[token];
            let head = word.head.map(|head| head as usize - first);
            shown.push_str(&format!(
                "{:?} {} {} {} {head:?} {}\n",
                place(word.span),
                word.lemma,
                word.upos,
                word.xpos,
                word.relation
            ));
        }
        let own = |span: Span| sentence.span.contains(span);
        shown.extend(
            doc.names.iter().filter(|name| own(name.span)).map(|name| format!("{:?} {:?}\n", place(name.span), name.kind)),
        );
        shown.extend(
            doc.times.iter().filter(|time| own(time.span)).map(|time| format!("{:?} {}\n", place(time.span), time.value)),
        );
        let numbers = doc.quantities.iter().filter(|number| own(number.span));
        shown.extend(numbers.map(|number| format!("{:?} {} {:?}\n", place(number.span), number.low, number.high)));
    }
    shown
}

/// Pieces of text that news is made of, and some that it is not.
fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("On Thursday, between 15 and 25 rebels left the valley.".to_string()),
        Just("“We will stay,” he said.".to_string()),
        Just("from April 3 to Aug. 9 this year".to_string()),
        Just("Ana Ruiz, the minister, said she and her party would go.".to_string()),
        Just("As mayor, Ruiz led the city; the mayor praised its port. \"I am glad,\" Ruiz said.".to_string()),
        Just("U.S. Gen. J. K. Doe's $35 million, 8:30 a.m.".to_string()),
        Just("LIMA (AP) — 1950-53".to_string()),
        "[ -~]{0,24}",
        "\\PC{0,12}",
        "['’\"“”.,!?()\\-–—0-9a-zA-Z \u{a0}\n]{0,24}",
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_sound_document(parts in prop::collection::vec(prose(), 0..4)) {
        let kinds = [ParagraphKind::Body, ParagraphKind::Heading, ParagraphKind::Furniture, ParagraphKind::Caption];
        let parts: Vec<(&str, ParagraphKind)> = parts.iter().map(String::as_str).zip(kinds).collect();
        let doc = annotator().annotate(text(&parts));
        is_sound(&doc);
        links_are_sound(&doc);
        prop_assert_eq!(&doc, &annotator().clone().annotate(text(&parts)), "whatever was annotated before, the same text gives the same document");
    }

    #[test]
    fn a_paragraph_before_changes_nothing_but_offsets(part in prose(), before in "[a-z]{1,12}( [a-z]{1,9}){0,6}\\.") {
        prop_assume!(!part.trim().is_empty());
        let alone = annotator().annotate(text(&[(&part, ParagraphKind::Body)]));
        let shifted = annotator().annotate(text(&[(&before, ParagraphKind::Body), (&part, ParagraphKind::Body)]));
        prop_assert_eq!(local(&alone, 0), local(&shifted, 1));
    }

    #[test]
    fn pieces_cover_the_paragraph(string in "\\PC{0,200}") {
        let words = Words::embedded();
        let span = Span::new(0, string.len());
        let (mut pieces, mut borders) = (Vec::new(), Vec::new());
        token::cut(&string, span, &words, &mut pieces);
        let joined: String = pieces.iter().map(|piece| piece.span.of(&string)).collect();
        let black: String = string.chars().filter(|c| !c.is_whitespace()).collect();
        prop_assert_eq!(joined, black);
        sentence::borders(&string, span, &pieces, &words, &mut borders);
        prop_assert_eq!(borders.len(), pieces.len());
    }
}
