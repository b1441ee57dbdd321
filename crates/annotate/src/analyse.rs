//! Lets the model read the words of a text, and fits its answer into the document.
//!
//! The model finds sentences, tags, trees and names at once. What is known of sentence ends beforehand - lines of a list, a dateline
//! ("SEOUL, June 16 (Example Wire) -"), words that were given as one sentence - is told to it. A dateline is a stretch of its own for
//! the model, because it would unsettle the tree of what follows, and is hung on the next sentence's root as `dep`.

use crate::lemma::Lemmas;
use crate::shape::is_invisible;
use crate::token::Piece;
use crate::{names, repair};
use compact_str::CompactString;
use document::{Name, Relation, Token, TokenRange, Upos};
use model::{Analysis, Border, Input, Model, Scratch};
use std::borrow::Cow;
use std::ops::Range;

/// What texts are analysed with.
#[derive(Clone, Copy, Debug)]
pub struct Tools<'a> {
    /// The model of sentences, tags, trees and names.
    pub model: &'a Model,
    /// Lemmas that need not be guessed.
    pub lemmas: &'a Lemmas,
}

/// The pieces of some paragraphs, with what is known of them before the model reads them.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The pieces of all paragraphs.
    pub pieces: Vec<Piece>,
    /// The paragraphs, as ranges of pieces.
    pub paragraphs: Vec<Range<usize>>,
    /// What is known of a sentence's end after each piece.
    pub borders: Vec<Border>,
    /// Where datelines end: the places behind their dashes.
    pub datelines: Vec<usize>,
}

impl Words {
    /// Adds a paragraph with what is known of the border after each piece.
    pub fn add(&mut self, text: &str, pieces: &[Piece], borders: Vec<Border>) {
        let start = self.pieces.len();
        self.pieces.extend_from_slice(pieces);
        self.paragraphs.push(start..self.pieces.len());
        self.borders.extend(borders);
        let opening: Vec<Cow<str>> = pieces.iter().take(DATELINE + 3).map(|piece| plain(piece.span.of(text))).collect();
        let opening: Vec<&str> = opening.iter().map(Cow::as_ref).collect();
        let length = dateline(&opening, |at| at > 0 && pieces[at - 1].span.end == pieces[at].span.start);
        if length > 0 {
            self.borders[start..start + length - 1].fill(Border::Never);
            self.borders[start + length - 1] = Border::Always;
            self.datelines.push(start + length);
        }
    }

    /// Adds a paragraph that is one sentence, whatever the model thinks.
    pub fn add_sentence(&mut self, pieces: &[Piece]) {
        let start = self.pieces.len();
        self.pieces.extend_from_slice(pieces);
        self.paragraphs.push(start..self.pieces.len());
        self.borders.resize(self.pieces.len(), Border::Never);
    }

    /// Lets the model read all words. The sentences come in order; those that are parts of one, which a dateline or the bounds of the
    /// model cut, come together, the main part last.
    pub fn read(&self, text: &str, model: &Model, scratch: &mut Scratch) -> Vec<Vec<Analysis>> {
        let forms: Vec<Cow<str>> = self.pieces.iter().map(|piece| plain(piece.span.of(text))).collect();
        let glued = |at: usize| at > 0 && self.pieces[at - 1].span.end == self.pieces[at].span.start;
        let input = |at: usize| Input { form: &forms[at], glued: glued(at), border: self.borders[at] };
        let inputs: Vec<Input<'_>> = (0..forms.len()).map(input).collect();
        let mut sentences: Vec<Vec<Analysis>> = Vec::new();
        let mut opened = false;
        for analysis in model.read(&inputs, &self.paragraphs, scratch) {
            let goes_on = opened;
            // A part ends where the model says so, where its paragraph ends, or where no border was wanted: then the next part goes on.
            let last = analysis.range.end - 1;
            let in_paragraph = self.paragraphs.binary_search_by(|range| range.end.cmp(&analysis.range.end)).is_err();
            opened = in_paragraph && (self.borders[last] == Border::Never || self.datelines.binary_search(&(last + 1)).is_ok());
            match sentences.last_mut().filter(|_| goes_on) {
                Some(parts) => parts.push(analysis),
                None => sentences.push(vec![analysis]),
            }
        }
        sentences
    }
}

/// Adds one sentence, in parts, to the document's tokens and names.
pub fn sentence(
    text: &str,
    words: &Words,
    parts: Vec<Analysis>,
    tools: Tools<'_>,
    tokens: &mut Vec<Token>,
    found: &mut Vec<Name>,
) {
    let first = tokens.len();
    let dateline = parts.len() > 1 && words.datelines.binary_search(&parts[0].range.end).is_ok();
    let main = usize::from(dateline);
    let mut roots: Vec<usize> = Vec::new();
    for part in parts {
        let base = tokens.len();
        for (word, at) in part.words.into_iter().zip(part.range) {
            let piece = words.pieces[at];
            let known = match word.upos {
                Upos::VERB | Upos::NOUN => {
                    tools.lemmas.of(&CompactString::from_str_to_lowercase(&plain(piece.span.of(text))), word.upos)
                }
                _ => None,
            };
            if word.head.is_none() {
                roots.push(tokens.len());
            }
            tokens.push(Token {
                span: piece.span,
                lemma: known.map_or(word.lemma, Into::into),
                upos: word.upos,
                xpos: word.xpos.into(),
                feats: word.feats.into(),
                head: word.head.map(|head| (base + head) as u32),
                relation: word.relation,
                joined: piece.joined,
            });
        }
        found.extend(part.names.into_iter().map(|name| names::name(tokens, base + name.start, base + name.end, name.kind)));
    }
    for (part, &root) in roots.iter().enumerate().filter(|&(part, _)| part != main) {
        tokens[root].head = Some(roots[main] as u32);
        tokens[root].relation = if part < main { Relation::Dep } else { Relation::Parataxis };
    }
    common_noun_first(text, tokens, first, tools.lemmas);
    let sentence = TokenRange::new(first, tokens.len());
    repair::headline(tokens, sentence, tools.lemmas);
    repair::sentence(tokens, sentence);
    names::repair(text, tokens, sentence, found);
}

/// "Gunmen opened fire": the capital of a sentence's first word makes no name of a plural that the lists know.
fn common_noun_first(text: &str, tokens: &mut [Token], first: usize, lemmas: &Lemmas) {
    let Some(token) = tokens.get_mut(first).filter(|token| token.upos == Upos::PROPN) else { return };
    let form = CompactString::from_str_to_lowercase(token.span.of(text));
    if let Some(base) = lemmas.of(&form, Upos::NOUN).filter(|base| form != *base) {
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

/// The longest dateline that is looked for, in words.
const DATELINE: usize = 18;

/// How many words at the start of a sentence are a dateline, its dash or colon included: "LIMA --", "SEOUL, South Korea (AP) -", "LIMA, June 3:".
/// `glued` says whether a word follows the one before without a space.
fn dateline(forms: &[&str], glued: impl Fn(usize) -> bool) -> usize {
    let shouted = |form: &str| form.chars().filter(|c| c.is_alphabetic()).count() > 2 && !form.contains(char::is_lowercase);
    // "NEW DELHI:" and "LIMA, June 3:", while a longer row of capitals is a headline.
    let named = forms.iter().take_while(|form| shouted(form)).count();
    let is_colon = |at: usize| {
        forms[at] == ":"
            && glued(at)
            && at + 1 < forms.len()
            && !glued(at + 1)
            && (1..=2).contains(&named)
            && matches!(forms[named], ":" | "," | "(")
    };
    let is_dash =
        |at: usize| is_colon(at) || forms[at] == "--" || forms[at] == "-" && !glued(at) && at + 1 < forms.len() && !glued(at + 1);
    let Some(dash) = (0..forms.len().min(DATELINE)).find(|&at| is_dash(at)) else { return 0 };
    if dash == 0 || dash + 2 >= forms.len() {
        return 0;
    }
    let place = forms[0];
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
        assert_eq!(length("LIMA , June 3+: Miners walked out ."), 5);
        assert_eq!(length("TALKS IN LIMA+: NO DEAL"), 0);
        assert_eq!(length("Minister+: We go on ."), 0);
        assert_eq!(length("TROOPS CROSS BORDER - AGAIN TODAY"), 0);
        assert_eq!(length("The minister - a former judge - resigned ."), 0);
        assert_eq!(length("US+-+based firms sold oil ."), 0);
        assert_eq!(length("NATO+-+led forces withdrew ."), 0);
    }
}
