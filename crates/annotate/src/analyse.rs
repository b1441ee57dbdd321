//! Lets the model tag, parse and name the words of one sentence, and fits its answer into the document.
//!
//! A dateline ("SEOUL, June 16 (Example Wire) -") is analysed apart and hung on the root as `dep`, because it would unsettle the
//! tree of what follows; a sentence of more than [`LONGEST`] words is cut at marks, its parts hung on the first as `parataxis`.

use crate::lemma::Lemmas;
use crate::shape::is_invisible;
use crate::token::Piece;
use crate::unit::{self, Known};
use crate::{names, repair};
use document::{Name, NameKind, Relation, Token, TokenRange, Upos};
use model::{Model, Scratch, Word};
use std::borrow::Cow;
use std::ops::Range;

/// What a sentence is analysed with.
#[derive(Clone, Copy, Debug)]
pub struct Tools<'a> {
    /// The model of tags, trees and names.
    pub model: &'a Model,
    /// Lemmas that need not be guessed.
    pub lemmas: &'a Lemmas,
    /// Names of several words that need not be parsed.
    pub known: &'a Known,
}

/// The longest stretch of words that is parsed as one tree.
pub const LONGEST: usize = 200;

/// Tags, parses and names the words of one sentence and adds them to the document's tokens and names.
pub fn sentence(
    text: &str,
    pieces: &[Piece],
    tools: Tools<'_>,
    scratch: &mut Scratch,
    tokens: &mut Vec<Token>,
    found: &mut Vec<Name>,
) {
    let first = tokens.len();
    let forms: Vec<Cow<str>> = pieces.iter().map(|piece| plain(piece.span.of(text))).collect();
    let forms: Vec<&str> = forms.iter().map(Cow::as_ref).collect();
    let opening = dateline(&forms, |at| at > 0 && pieces[at - 1].span.end == pieces[at].span.start);
    let mut root: Option<usize> = None;
    let mut parts: Vec<(Range<usize>, Relation)> = Vec::new();
    if opening < forms.len() {
        parts.extend(cut(&forms, opening..forms.len()).into_iter().map(|part| (part, Relation::Parataxis)));
    }
    if opening > 0 {
        parts.push((0..opening, Relation::Dep));
    }
    tokens.extend(pieces.iter().map(|piece| Token {
        span: piece.span,
        lemma: Box::default(),
        upos: Upos::X,
        xpos: Box::default(),
        feats: Box::default(),
        head: None,
        relation: Relation::Root,
        joined: piece.joined,
    }));
    for (part, relation) in parts {
        let base = first + part.start;
        let (words, names_found) = parse(&forms[part.clone()], tools, scratch);
        for (at, word) in words.into_iter().enumerate() {
            let token = &mut tokens[base + at];
            let known = tools.lemmas.of(&forms[part.start + at].to_lowercase(), word.upos).filter(|_| word.upos != Upos::PROPN);
            token.lemma = known.map_or_else(|| word.lemma.into(), Into::into);
            token.upos = word.upos;
            token.xpos = word.xpos;
            token.feats = word.feats;
            token.head = word.head.map(|head| (base + head) as u32);
            token.relation = word.relation;
            if token.head.is_none() {
                match root {
                    Some(root) => {
                        token.head = Some(root as u32);
                        token.relation = relation;
                    }
                    None => root = Some(base + at),
                }
            }
        }
        found.extend(names_found.into_iter().map(|name| names::name(tokens, base + name.start, base + name.end, name.kind)));
    }
    common_noun_first(text, tokens, first, tools.lemmas);
    let sentence = TokenRange::new(first, tokens.len());
    repair::nominal_root(tokens, sentence);
    repair::modifying_participle(tokens, sentence);
    names::repair(text, tokens, sentence, found);
}

/// Tags, tree and names of a stretch of words. Names of several words are found first and shown to the parser as one word.
fn parse(forms: &[&str], tools: Tools<'_>, scratch: &mut Scratch) -> (Vec<Word>, Vec<model::Name>) {
    let found = tools.model.find_names(forms, &[], scratch);
    let capitalised = |name: &&model::Name| forms[name.start..name.end].iter().all(|form| form.starts_with(char::is_uppercase));
    let people: Vec<(usize, usize)> = found
        .iter()
        .filter(|name| name.kind == NameKind::Person && name.end - name.start > 1)
        .filter(capitalised)
        .map(|name| (name.start + names::behind_titles(&forms[name.start..name.end]), name.end))
        .filter(|(start, end)| end - start > 1)
        .collect();
    let units = unit::units(forms, tools.known, &people);
    let shown: Vec<&str> = units.iter().map(|unit| unit.form(forms)).collect();
    let answer = tools.model.analyse(&shown, &[], scratch);
    let mut words = unit::expand(&units, answer.words, forms.len());
    for (word, form) in words.iter_mut().zip(forms) {
        if word.lemma.is_empty() {
            word.lemma = (*form).to_string();
        }
    }
    (words, found)
}

/// "Gunmen opened fire": the capital of a sentence's first word makes no name of a plural that the lists know.
fn common_noun_first(text: &str, tokens: &mut [Token], first: usize, lemmas: &Lemmas) {
    let Some(token) = tokens.get_mut(first).filter(|token| token.upos == Upos::PROPN) else { return };
    let form = token.span.of(text).to_lowercase();
    if let Some(base) = lemmas.of(&form, Upos::NOUN).filter(|base| *base != form) {
        token.lemma = base.into();
        token.upos = Upos::NOUN;
        token.xpos = "NNS".into();
    }
}

/// The form as the model's treebanks write it: straight quotes, plain dashes, nothing invisible.
fn plain(form: &str) -> Cow<'_, str> {
    if form.is_ascii() {
        return Cow::Borrowed(form);
    }
    let kept = form.chars().filter(|&c| !is_invisible(c));
    let mut plain = String::with_capacity(form.len());
    for c in kept {
        match c {
            '‘' | '’' | '‛' | 'ʼ' => plain.push('\''),
            '“' | '”' | '„' | '«' | '»' => plain.push('"'),
            '–' | '‐' | '‑' | '−' => plain.push('-'),
            '—' | '―' => plain.push_str("--"),
            '…' => plain.push_str("..."),
            _ => plain.push(c),
        }
    }
    if plain.is_empty() { Cow::Borrowed(form) } else { Cow::Owned(plain) }
}

/// How many words at the start of a sentence are a dateline, its dash included: "LIMA --", "SEOUL, South Korea (AP) -". `glued`
/// says whether a word follows the one before without a space.
fn dateline(forms: &[&str], glued: impl Fn(usize) -> bool) -> usize {
    let is_dash = |at: usize| forms[at] == "--" || forms[at] == "-" && !glued(at) && at + 1 < forms.len() && !glued(at + 1);
    let Some(dash) = (0..forms.len().min(18)).find(|&at| is_dash(at)) else { return 0 };
    if dash == 0 || dash + 2 >= forms.len() {
        return 0;
    }
    let place = forms[0];
    let shouted = |form: &str| form.chars().filter(|c| c.is_alphabetic()).count() > 2 && !form.contains(char::is_lowercase);
    let agency = forms[dash - 1] == ")";
    let named = place.starts_with(char::is_uppercase);
    let small = |form: &&&str| {
        form.starts_with(char::is_lowercase) && !matches!(**form, "of" | "and" | "the" | "de" | "al" | "el" | "near")
    };
    let phrase = forms[..dash].iter().filter(|form| !matches!(**form, "," | "(" | ")" | "/")).count();
    let lower = forms[..dash].iter().filter(small).count();
    let rest_shouted = forms[dash + 1..].iter().all(|form| !form.contains(char::is_lowercase));
    let opens_paragraph = place == "(" && agency && phrase <= 2;
    let fits = opens_paragraph || named && lower == 0 && phrase <= 10 && (shouted(place) || agency) && !rest_shouted;
    if fits { dash + 1 } else { 0 }
}

/// Cuts a range of words into stretches of at most [`LONGEST`], after a mark where there is one.
fn cut(forms: &[&str], whole: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = whole.start;
    while whole.end - start > LONGEST {
        let window = start + LONGEST / 2..start + LONGEST;
        let strong = window.clone().rev().find(|&at| matches!(forms[at], ";" | ":" | "." | "!" | "?" | "--"));
        let mark = strong.or_else(|| window.clone().rev().find(|&at| forms[at] == ","));
        let end = mark.map_or(window.end, |at| at + 1);
        parts.push(start..end);
        start = end;
    }
    parts.push(start..whole.end);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(sentence: &str) -> usize {
        let forms: Vec<&str> = sentence.split([' ', '+']).collect();
        let glued: Vec<bool> = sentence.split(' ').flat_map(|run| run.split('+').enumerate().map(|(at, _)| at > 0)).collect();
        dateline(&forms, |at| glued[at])
    }

    #[test]
    fn datelines_end_with_their_dash() {
        assert_eq!(length("LIMA -- Miners walked out ."), 2);
        assert_eq!(length("SEOUL , South Korea ( AP ) - Two boats collided ."), 8);
        assert_eq!(length("Nairobi , June 3 ( Reuters ) - Police closed a road ."), 8);
        assert_eq!(length("TROOPS CROSS BORDER - AGAIN TODAY"), 0);
        assert_eq!(length("The minister - a former judge - resigned ."), 0);
        assert_eq!(length("US+-+based firms sold oil ."), 0);
        assert_eq!(length("NATO+-+led forces withdrew ."), 0);
    }

    #[test]
    fn long_sentences_are_cut_after_marks() {
        let mut forms = vec!["a"; 450];
        forms[150] = ";";
        let parts = cut(&forms, 0..450);
        assert_eq!(parts[0], 0..151);
        assert!(parts.iter().all(|part| part.len() <= LONGEST));
        assert_eq!(parts.iter().map(ExactSizeIterator::len).sum::<usize>(), 450);
    }
}
