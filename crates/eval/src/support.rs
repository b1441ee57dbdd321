//! For tests: documents that have a treebank's words and trees.

use document::{Document, Sentence as Span_, Text, Token, TokenRange, Upos};
use span::Span;
use train::conllu::Sentence;

/// The treebank of some lines "form upos head relation misc", sentences parted by empty lines.
pub fn treebank(lines: &str) -> Vec<Sentence> {
    let mut conllu = String::from("# newdoc id = test\n# newpar\n");
    let mut number = 0;
    for line in lines.lines() {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let [form, upos, head, relation, misc] = cells[..] else {
            conllu.push('\n');
            number = 0;
            continue;
        };
        number += 1;
        let lemma = form.to_lowercase();
        conllu.push_str(&format!("{number}\t{form}\t{lemma}\t{upos}\t_\t_\t{head}\t{relation}\t_\t{misc}\n"));
    }
    train::conllu::read(&conllu).expect("a treebank")
}

/// A document with the words and trees of a treebank and no other layers.
pub fn document(sentences: &[Sentence]) -> Document {
    let (mut string, mut tokens, mut spans) = (String::new(), Vec::new(), Vec::new());
    for sentence in sentences {
        let first = tokens.len();
        for word in &sentence.words {
            let start = string.len();
            string.push_str(&word.form);
            tokens.push(Token {
                span: Span::new(start, string.len()),
                lemma: word.lemma.as_str().into(),
                upos: word.upos.unwrap_or(Upos::X),
                xpos: "_".into(),
                feats: "_".into(),
                head: word.head.filter(|&head| head > 0).map(|head| (first + head - 1) as u32),
                relation: word.relation.expect("every word has a relation"),
                joined: false,
            });
            string.push(' ');
        }
        let span = tokens[first].span.cover(tokens[tokens.len() - 1].span);
        spans.push(Span_ { span, tokens: TokenRange::new(first, tokens.len()), paragraph: 0 });
    }
    let text = Text { id: Default::default(), string, paragraphs: vec![], metadata: Default::default(), notes: vec![] };
    let mut document = Document {
        text,
        sentences: spans,
        tokens,
        names: vec![],
        times: vec![],
        quantities: vec![],
        quotes: vec![],
        coreference: vec![],
        dependents: document::Dependents::default(),
        model: String::new(),
    };
    document.index_dependents();
    document
}
