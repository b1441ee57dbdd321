//! `standoff parse`: sentences with tags and trees, as CoNLL-U, from texts or for the words of CoNLL-U files.

use crate::articles::{self, Tally};
use crate::cli::{ParseOptions, Source};
use crate::failure::Failure;
use crate::{given, paragraph, tools};
use annotate::Annotator;
use document::timex::{self, Timex};
use document::{Article, Document, TimeExpression, Token, TokenRange};
use knowledge::Knowledge;
use model::Name;
use std::fs;
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use train::conllu::{self, Range, Sentence, Word};

/// Runs the command.
pub fn run(options: &ParseOptions) -> Result<u8, Failure> {
    let mut annotator = tools::annotator(&options.model.model)?;
    tools::show_names(&mut annotator, &Knowledge::embedded());
    let mut out = BufWriter::new(std::io::stdout().lock());
    let tally = match options.from {
        Source::Text => articles::each(
            &options.input,
            |article| conllu::write(&sentences(&annotated(article, &annotator))),
            |written| Ok(out.write_all(written.as_bytes())?),
        )?,
        Source::Conllu => parse_again(&options.input.inputs, &annotator, &mut out)?,
    };
    out.flush()?;
    Ok(tally.conclude())
}

/// The document with every paragraph parsed: here the words count, not what is said in them.
fn annotated(article: &Article, annotator: &Annotator) -> Document {
    annotator.annotate(paragraph::all_body(clean::clean(article)))
}

/// The sentences of a document in the exchange format, with their texts, orthographic tokens and missing spaces.
fn sentences(document: &Document) -> Vec<Sentence> {
    let id = export::table::one_line(&document.text.metadata.given_id);
    let times = timex::of_document(document, document.text.metadata.published.as_ref().map(|published| published.date));
    let mut found = Vec::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let mut comments = Vec::new();
        if number == 0 {
            comments.push(format!("# newdoc id = {id}"));
        }
        comments.push(format!("# sent_id = {id}-{}", number + 1));
        let text: Vec<&str> = document.words(sentence.span).split_whitespace().collect();
        comments.push(format!("# text = {}", text.join(" ")));
        let first = sentence.tokens.start as usize;
        let tokens = &document.tokens[sentence.tokens.ids()];
        let mut words: Vec<Word> = tokens.iter().map(|token| word(token, document.words(token.span), first)).collect();
        let ranges = ranges(document, tokens);
        for (at, word) in words.iter_mut().enumerate() {
            let mut misc = layers(document, &times, first + at);
            if !ranges.iter().any(|range| (range.start..range.end).contains(&at)) {
                misc.extend(glued(document, first + at).then(|| "SpaceAfter=No".to_string()));
            }
            word.misc = if misc.is_empty() { "_".to_string() } else { misc.join("|") };
        }
        found.push(Sentence { comments, words, ranges });
    }
    found
}

fn word(token: &Token, form: &str, first: usize) -> Word {
    Word {
        form: form.to_string(),
        lemma: token.lemma.to_string(),
        upos: Some(token.upos),
        xpos: token.xpos.to_string(),
        feats: token.feats.to_string(),
        head: Some(token.head.map_or(0, |head| head as usize + 1 - first)),
        relation: Some(token.relation),
        deps: "_".to_string(),
        misc: "_".to_string(),
    }
}

/// Whether the next word follows without a space.
fn glued(document: &Document, token: usize) -> bool {
    document.tokens.get(token + 1).is_some_and(|next| next.span.start == document.tokens[token].span.end)
}

/// What the last column says of the layers over a word: `Name=B-PER`, and `Time=B-DATE:2024-06-18` with type and value of TIMEX3.
fn layers(document: &Document, times: &[(TimeExpression, Timex)], token: usize) -> Vec<String> {
    let label = |range: TokenRange| if range.start as usize == token { "B" } else { "I" };
    let name = document.name_at(token).map(|name| format!("Name={}-{}", label(name.tokens), name.kind.label()));
    let at = times.partition_point(|(time, _)| time.tokens.end as usize <= token);
    let time = times.get(at).filter(|(time, _)| time.tokens.contains(token));
    let time = time.map(|(time, said)| format!("Time={}-{}:{}", label(time.tokens), said.kind.name(), said.value));
    name.into_iter().chain(time).collect()
}

/// The orthographic tokens that hold several words ("don't").
fn ranges(document: &Document, tokens: &[Token]) -> Vec<Range> {
    let mut found: Vec<Range> = Vec::new();
    for at in (1..tokens.len()).filter(|&at| tokens[at].joined) {
        match found.last_mut().filter(|range| range.end == at) {
            Some(range) => range.end += 1,
            None => found.push(Range { start: at - 1, end: at + 1, ..Range::default() }),
        }
    }
    for range in &mut found {
        let (start, end) = (tokens[range.start].span, tokens[range.end - 1].span);
        range.form = document.words(start.cover(end)).to_string();
        let glued = tokens.get(range.end).is_some_and(|next| next.span.start == end.end);
        range.misc = if glued { "SpaceAfter=No" } else { "_" }.to_string();
    }
    found
}

/// Reads CoNLL-U files, keeps their words, and tags and parses them anew.
fn parse_again(paths: &[impl AsRef<Path>], annotator: &Annotator, out: &mut dyn Write) -> Result<Tally, Failure> {
    let mut tally = Tally::default();
    for path in paths {
        match read(path.as_ref()) {
            Ok(mut sentences) => {
                tally.read += 1;
                parse(&mut sentences, annotator);
                out.write_all(conllu::write(&sentences).as_bytes())?;
            }
            Err(reason) => {
                tally.skipped += 1;
                eprintln!("standoff: skipped {}: {reason}", path.as_ref().display());
            }
        }
    }
    Ok(tally)
}

fn read(path: &Path) -> Result<Vec<Sentence>, String> {
    let cannot = |error: std::io::Error| format!("the file cannot be read ({error}); give CoNLL-U in UTF-8");
    let mut text = String::new();
    if path.as_os_str() == "-" {
        std::io::stdin().read_to_string(&mut text).map_err(cannot)?;
    } else {
        text = fs::read_to_string(path).map_err(cannot)?;
    }
    conllu::read(&text).map_err(|error| error.to_string())
}

/// Tags and parses the words of sentences anew; comments, ranges and the last column stay. Gives each sentence's names.
pub fn parse(sentences: &mut [Sentence], annotator: &Annotator) -> Vec<Vec<Name>> {
    let (text, given) = given::document(sentences);
    let document = annotator.annotate_given(text, &given);
    let mut names = vec![Vec::new(); sentences.len()];
    let mut laid = document.sentences.iter();
    for (sentence, names) in sentences.iter_mut().zip(&mut names).filter(|(sentence, _)| !sentence.words.is_empty()) {
        let Some(range) = laid.next().map(|laid| laid.tokens) else { break };
        let first = range.start as usize;
        for (given, token) in sentence.words.iter_mut().zip(&document.tokens[range.ids()]) {
            let misc = std::mem::take(&mut given.misc);
            *given = Word { misc, ..word(token, &given.form, first) };
        }
        let own = |name: &document::Name| Name {
            start: name.tokens.start as usize - first,
            end: name.tokens.end as usize - first,
            kind: name.kind,
        };
        names.extend(document.names.iter().filter(|name| range.ids().contains(&(name.tokens.start as usize))).map(own));
    }
    names
}
