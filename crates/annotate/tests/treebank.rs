//! Scores words and sentences against treebanks that stand beside the repository; says "skipped" where they do not.

use annotate::{sentence, token, words::Words};
use span::Span;
use std::collections::BTreeSet;
use std::path::Path;

/// The gold of one file: raw paragraphs, and tokens and sentences as ranges of non-white characters.
struct Gold {
    paragraphs: Vec<String>,
    tokens: BTreeSet<(usize, usize)>,
    sentences: BTreeSet<(usize, usize)>,
}

fn squeezed(form: &str) -> usize {
    form.chars().filter(|c| !c.is_whitespace()).count()
}

fn read(path: &Path, wanted: &str) -> Option<Gold> {
    let file = std::fs::read_to_string(path).ok()?;
    let mut gold = Gold { paragraphs: Vec::new(), tokens: BTreeSet::new(), sentences: BTreeSet::new() };
    let (mut at, mut fresh, mut take) = (0, true, true);
    for block in file.split("\n\n") {
        for line in block.lines() {
            if let Some(name) = line.strip_prefix("# newdoc id = ") {
                take = name.contains(wanted);
            }
            fresh |= line.starts_with("# newdoc") || line.starts_with("# newpar");
        }
        if !take {
            continue;
        }
        let start = at;
        let mut range_end = 0;
        for line in block.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let id = columns[0];
            if id.contains('.') {
                continue;
            }
            let (from, to) = id.split_once('-').map_or((id, id), |pair| pair);
            let (from, to): (usize, usize) = (from.parse().ok()?, to.parse().ok()?);
            if from == to && from <= range_end {
                continue;
            }
            range_end = if from < to { to } else { 0 };
            let length = squeezed(columns[1]);
            gold.tokens.insert((at, at + length));
            at += length;
        }
        if at > start {
            gold.sentences.insert((start, at));
        }
        if let Some(text) = block.lines().find_map(|line| line.strip_prefix("# text = ")) {
            match gold.paragraphs.last_mut() {
                Some(last) if !fresh => {
                    last.push(' ');
                    last.push_str(text);
                }
                _ => gold.paragraphs.push(text.to_string()),
            }
            fresh = false;
        }
    }
    Some(gold)
}

fn f1(right: usize, gold: usize, system: usize) -> f64 {
    200.0 * right as f64 / (gold + system) as f64
}

fn check(file: &str, wanted: &str, token_floor: f64, sentence_floor: f64) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/treebank").join(file);
    let Some(gold) = read(&path, wanted) else {
        eprintln!("skipped: {} does not stand beside the repository", path.display());
        return;
    };
    let words = Words::embedded();
    let (mut tokens, mut sentences) = (BTreeSet::new(), BTreeSet::new());
    let mut base = 0;
    let show = std::env::var("SHOW").is_ok();
    for paragraph in &gold.paragraphs {
        let span = Span::new(0, paragraph.len());
        let pieces = token::cut(paragraph, span, &words);
        let count = |at: u32| base + squeezed(&paragraph[..at as usize]);
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for piece in &pieces {
            let (start, end) = (count(piece.span.start), count(piece.span.end));
            match ends.last_mut() {
                Some(last) if piece.joined => last.1 = end,
                _ => ends.push((start, end)),
            }
        }
        if show {
            for &(start, end) in &ends {
                if !gold.tokens.contains(&(start, end)) {
                    let piece = pieces.iter().find(|piece| count(piece.span.start) == start);
                    let at = piece.map_or(0, |piece| piece.span.start as usize);
                    let from = (at.saturating_sub(20)..=at).find(|&b| paragraph.is_char_boundary(b)).unwrap_or(at);
                    let to = (at + 30..at + 40)
                        .find(|&b| paragraph.is_char_boundary(b))
                        .unwrap_or(paragraph.len())
                        .min(paragraph.len());
                    println!("TOKEN {:?} in {:?}", piece.map(|piece| piece.span.of(paragraph)), &paragraph[from..to.max(from)]);
                }
            }
        }
        tokens.extend(ends);
        for range in sentence::split(paragraph, span, &pieces, &words) {
            let found = (count(pieces[range.start].span.start), count(pieces[range.end - 1].span.end));
            if show && !gold.sentences.contains(&found) {
                let whole = pieces[range.start].span.cover(pieces[range.end - 1].span);
                println!("SENTENCE {}", whole.of(paragraph));
            }
            sentences.insert(found);
        }
        base += squeezed(paragraph);
    }
    let token_f1 = f1(tokens.intersection(&gold.tokens).count(), gold.tokens.len(), tokens.len());
    let sentence_f1 = f1(sentences.intersection(&gold.sentences).count(), gold.sentences.len(), sentences.len());
    println!("{file} {wanted}: tokens {token_f1:.2} sentences {sentence_f1:.2}");
    assert!(token_f1 > token_floor && sentence_f1 > sentence_floor, "{file}: tokens {token_f1:.2} sentences {sentence_f1:.2}");
}

#[test]
fn web_treebank() {
    check("en_ewt-ud-dev.conllu", "", 98.5, 75.0);
}

#[test]
fn news_of_the_georgetown_corpus() {
    check("en_gum_open-dev.conllu", "_news_", 98.5, 93.0);
}

#[test]
fn all_of_the_georgetown_corpus() {
    check("en_gum_open-dev.conllu", "", 98.0, 88.0);
}
