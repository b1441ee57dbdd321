//! Documents from trees written by hand, so that the engine is tested apart from any parser.

use document::{
    Date, Document, DocumentId, Metadata, Paragraph, ParagraphKind, Published, PublishedBasis, Relation, Sentence, Text, Token,
    TokenRange, Upos,
};
use span::Span;

/// A document of one sentence. A word a line: form, lemma, UPOS, XPOS, head (counted from one, 0 for the root), relation.
pub fn document(tree: &str) -> Document {
    let mut string = String::new();
    let mut tokens = Vec::new();
    for line in tree.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let [form, lemma, upos, xpos, head, relation] = columns.as_slice() else { panic!("six columns: {line}") };
        if !string.is_empty() {
            string.push(' ');
        }
        let start = string.len();
        string.push_str(form);
        let head: u32 = head.parse().expect("a head");
        tokens.push(Token {
            span: Span::new(start, string.len()),
            lemma: (*lemma).into(),
            upos: Upos::from_name(upos).expect("a tag"),
            xpos: (*xpos).to_string().into(),
            feats: feats(xpos).to_string().into(),
            head: head.checked_sub(1),
            relation: Relation::from_name(relation).expect("a relation"),
            joined: false,
        });
    }
    let whole = Span::new(0, string.len());
    let metadata = Metadata {
        given_id: "test".into(),
        published: Some(Published { date: Date::constant(2024, 7, 1), basis: PublishedBasis::Given }),
        ..Metadata::default()
    };
    let mut document = Document {
        text: Text {
            id: DocumentId::of("test", &string),
            string,
            paragraphs: vec![Paragraph { span: whole, kind: ParagraphKind::Body, reason: "test", element: None }],
            metadata,
            notes: Vec::new(),
        },
        sentences: vec![Sentence { span: whole, tokens: TokenRange::new(0, tokens.len()), paragraph: 0 }],
        tokens,
        names: Vec::new(),
        times: Vec::new(),
        quantities: Vec::new(),
        quotes: Vec::new(),
        coreference: Vec::new(),
        dependents: document::Dependents::default(),
        model: "by hand".into(),
    };
    document.index_dependents();
    document
}

fn feats(xpos: &str) -> &'static str {
    match xpos {
        "VB" => "VerbForm=Inf",
        "VBG" => "VerbForm=Ger",
        "VBN" => "VerbForm=Part",
        "NNS" | "NNPS" => "Number=Plur",
        _ => "_",
    }
}
