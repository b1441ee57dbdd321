//! `standoff parse`: sentences with tags and trees, as CoNLL-U.

use crate::articles;
use crate::cli::ParseOptions;
use crate::failure::Failure;
use crate::tools;
use document::{Document, Relation};
use std::io::Write;
use train::conllu;

/// Runs the command.
pub fn run(options: &ParseOptions) -> Result<u8, Failure> {
    let annotator = tools::annotator(&options.model)?;
    let mut out = std::io::stdout().lock();
    let tally = articles::each(
        &options.input,
        |article| conllu::write(&sentences(&annotator.annotate(clean::clean(article)))),
        |text| Ok(out.write_all(text.as_bytes())?),
    )?;
    Ok(tally.conclude())
}

/// The sentences of a document in the exchange format, with their texts, orthographic tokens and missing spaces.
fn sentences(document: &Document) -> Vec<conllu::Sentence> {
    let mut found = Vec::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let first = sentence.tokens.start as usize;
        let text: Vec<&str> = document.words(sentence.span).split_whitespace().collect();
        let mut comments = Vec::new();
        if number == 0 {
            comments.push(format!("# newdoc id = {}", document.text.metadata.given_id));
        }
        comments.push(format!("# sent_id = {}-{}", document.text.metadata.given_id, number + 1));
        comments.push(format!("# text = {}", text.join(" ")));
        let words = sentence.tokens.ids().map(|token| word(document, token, first)).collect();
        found.push(conllu::Sentence { comments, words, ranges: ranges(document, sentence.tokens.ids()) });
    }
    found
}

fn word(document: &Document, token: usize, first: usize) -> conllu::Word {
    let value = &document.tokens[token];
    conllu::Word {
        form: document.form(token).to_string(),
        lemma: value.lemma.to_string(),
        upos: Some(value.upos),
        xpos: value.xpos.to_string(),
        feats: value.feats.to_string(),
        head: Some(document.head(token).map_or(0, |head| head + 1 - first)),
        relation: Some(if value.head.is_none() { Relation::Root } else { value.relation }),
        deps: "_".to_string(),
        misc: if value.joined || joined(document, token + 1) { "_".to_string() } else { space(document, token) },
    }
}

fn joined(document: &Document, token: usize) -> bool {
    document.tokens.get(token).is_some_and(|token| token.joined)
}

/// `SpaceAfter=No` where the next word follows without a space.
fn space(document: &Document, token: usize) -> String {
    let glued = document.tokens.get(token + 1).is_some_and(|next| next.span.start == document.tokens[token].span.end);
    if glued { "SpaceAfter=No".to_string() } else { "_".to_string() }
}

/// The orthographic tokens that hold several words ("don't").
fn ranges(document: &Document, tokens: std::ops::Range<usize>) -> Vec<conllu::Range> {
    let first = tokens.start;
    let mut found: Vec<conllu::Range> = Vec::new();
    for token in tokens.filter(|&token| document.tokens[token].joined && token > first) {
        match found.last_mut().filter(|range| range.end == token - first) {
            Some(range) => range.end += 1,
            None => found.push(conllu::Range {
                start: token - 1 - first,
                end: token + 1 - first,
                form: String::new(),
                misc: String::new(),
            }),
        }
    }
    for range in &mut found {
        let (from, to) = (first + range.start, first + range.end - 1);
        range.form = document.words(document.tokens[from].span.cover(document.tokens[to].span)).to_string();
        range.misc = space(document, to);
    }
    found
}
