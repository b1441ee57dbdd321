//! Lets the model read the words of a text, and fits its answer into the document.
//!
//! The model finds sentences, tags, trees and names at once. What is known of sentence ends beforehand - lines of a list, a dateline
//! ("SEOUL, June 16 (Example Wire) -"), words that were given as one sentence - is told to it. A dateline is a stretch of its own for
//! the model, because it would unsettle the tree of what follows, and is hung on the next sentence's root as `dep`.

use crate::forms::Forms;
use crate::lemma::Lemmas;
use crate::token::{self, Piece};
use crate::words::Words as Lists;
use crate::{names, repair, sentence};
use compact_str::CompactString;
use document::{Name, Relation, Token, TokenRange, Upos};
use model::{Border, Input, Model, Reading, Scratch};
use span::Span;
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
    /// Their forms as the model's treebanks write them.
    pub forms: Forms,
    /// The paragraphs, as ranges of pieces.
    pub paragraphs: Vec<Range<usize>>,
    /// For each of them its place in the text's paragraphs.
    pub numbers: Vec<u32>,
    /// What is known of a sentence's end after each piece.
    pub borders: Vec<Border>,
    /// Where datelines end: the places behind their dashes.
    pub datelines: Vec<usize>,
}

impl Words {
    /// Forgets all paragraphs.
    pub fn clear(&mut self) {
        self.pieces.clear();
        self.forms.clear();
        self.paragraphs.clear();
        self.numbers.clear();
        self.borders.clear();
        self.datelines.clear();
    }

    /// Cuts a paragraph into words and adds it, with what is known of the border after each piece. One without words is left out.
    pub fn add(&mut self, text: &str, number: u32, paragraph: Span, lists: &Lists) {
        let start = self.pieces.len();
        token::cut(text, paragraph, lists, &mut self.pieces);
        if self.pieces.len() == start {
            return;
        }
        sentence::borders(text, paragraph, &self.pieces[start..], lists, &mut self.borders);
        self.end_paragraph(text, number, start);
        let opening = &self.pieces[start..self.pieces.len().min(start + DATELINE + 3)];
        let form = |at: usize| self.forms.at(start + at);
        let length = dateline(opening.len(), form, |at| at > 0 && opening[at - 1].span.end == opening[at].span.start);
        if length > 0 {
            self.borders[start..start + length - 1].fill(Border::Never);
            self.borders[start + length - 1] = Border::Always;
            self.datelines.push(start + length);
        }
    }

    /// Adds a paragraph that is one sentence, whatever the model thinks.
    pub fn add_sentence(&mut self, text: &str, number: u32, pieces: &[Piece]) {
        let start = self.pieces.len();
        self.pieces.extend_from_slice(pieces);
        self.borders.resize(self.pieces.len(), Border::Never);
        self.end_paragraph(text, number, start);
    }

    /// Makes a paragraph of the pieces from `start` on.
    fn end_paragraph(&mut self, text: &str, number: u32, start: usize) {
        self.paragraphs.push(start..self.pieces.len());
        self.numbers.push(number);
        self.pieces[start..].iter().for_each(|piece| self.forms.push_plain(piece.span.of(text)));
    }

    /// Lets the model read all words.
    pub fn read<'s>(&self, model: &Model, scratch: &'s mut Scratch) -> &'s Reading {
        let glued = |at: usize| at > 0 && self.pieces[at - 1].span.end == self.pieces[at].span.start;
        let input = |at: usize| Input { form: self.forms.at(at), glued: glued(at), border: self.borders[at] };
        let inputs: Vec<Input<'_>> = (0..self.pieces.len()).map(input).collect();
        model.read(&inputs, &self.paragraphs, scratch)
    }

    /// The sentences of what was read, in order, each as the parts that a dateline or the bounds of the model cut it into.
    pub fn sentences<'r>(&self, reading: &'r Reading) -> impl Iterator<Item = &'r [Range<usize>]> {
        reading.sentences.chunk_by(|part, _| self.goes_on(part))
    }

    /// Whether the next part belongs to the same sentence: no paragraph ends here, and no border was wanted.
    fn goes_on(&self, part: &Range<usize>) -> bool {
        let in_paragraph = self.paragraphs.binary_search_by(|range| range.end.cmp(&part.end)).is_err();
        in_paragraph && (self.borders[part.end - 1] == Border::Never || self.datelines.binary_search(&part.end).is_ok())
    }
}

/// Adds one sentence, given by the parts that it was read in, to the document's tokens and names.
pub fn sentence(
    text: &str,
    words: &Words,
    parts: &[Range<usize>],
    reading: &Reading,
    tools: Tools<'_>,
    tokens: &mut Vec<Token>,
    names: &mut Vec<Name>,
) {
    let (first, opening) = (tokens.len(), parts[0].start);
    for part in parts {
        let base = first + part.start - opening;
        for at in part.clone() {
            let (piece, word) = (words.pieces[at], &reading.words[at]);
            let known = match word.upos {
                Upos::VERB | Upos::NOUN => tools.lemmas.of(&CompactString::from_str_to_lowercase(words.forms.at(at)), word.upos),
                _ => None,
            };
            tokens.push(Token {
                span: piece.span,
                lemma: known.map_or_else(|| word.lemma.clone(), Into::into),
                upos: word.upos,
                xpos: word.xpos.into(),
                feats: word.feats.into(),
                head: word.head.map(|head| (base + head) as u32),
                relation: word.relation,
                joined: piece.joined,
            });
        }
    }
    let end = parts[parts.len() - 1].end;
    let own = reading.names.partition_point(|name| name.start < opening)..reading.names.partition_point(|name| name.start < end);
    let place = |word: usize| first + word - opening;
    names.extend(reading.names[own].iter().map(|name| names::name(tokens, place(name.start), place(name.end), name.kind)));
    if parts.len() > 1 {
        let dateline = words.datelines.binary_search(&parts[0].end).is_ok();
        join_parts(&mut tokens[first..], first, usize::from(dateline));
    }
    common_noun_first(text, tokens, first, tools.lemmas);
    let sentence = TokenRange::new(first, tokens.len());
    repair::headline(tokens, sentence, tools.lemmas);
    repair::sentence(tokens, sentence);
    names::repair(text, tokens, sentence, names);
}

/// Hangs the roots of a sentence's parts on that of the main part. The sentence begins at `first` among the document's tokens.
fn join_parts(tokens: &mut [Token], first: usize, main: usize) {
    let mut roots = tokens.iter().enumerate().filter(|(_, token)| token.head.is_none());
    let Some((main, _)) = roots.nth(main) else { return };
    for (at, token) in tokens.iter_mut().enumerate().filter(|(at, token)| token.head.is_none() && *at != main) {
        token.head = Some((first + main) as u32);
        token.relation = if at < main { Relation::Dep } else { Relation::Parataxis };
    }
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

/// The longest dateline that is looked for, in words.
const DATELINE: usize = 18;

/// How many words at the start of a sentence are a dateline, its dash or colon included: "LIMA --", "SEOUL, South Korea (AP) -", "LIMA, June 3:".
/// `form` gives each of the first `count` words, `glued` says whether one follows the word before without a space.
fn dateline<'f>(count: usize, form: impl Fn(usize) -> &'f str, glued: impl Fn(usize) -> bool) -> usize {
    let shouted = |form: &str| form.chars().filter(|c| c.is_alphabetic()).count() > 2 && !form.contains(char::is_lowercase);
    // "NEW DELHI:" and "LIMA, June 3:", while a longer row of capitals is a headline.
    let named = (0..count).take_while(|&at| shouted(form(at))).count();
    let is_colon = |at: usize| {
        form(at) == ":"
            && glued(at)
            && at + 1 < count
            && !glued(at + 1)
            && (1..=2).contains(&named)
            && matches!(form(named), ":" | "," | "(")
    };
    let is_dash =
        |at: usize| is_colon(at) || form(at) == "--" || form(at) == "-" && !glued(at) && at + 1 < count && !glued(at + 1);
    let Some(dash) = (0..count.min(DATELINE)).find(|&at| is_dash(at)) else { return 0 };
    if dash == 0 || dash + 2 >= count {
        return 0;
    }
    let place = form(0);
    let agency = form(dash - 1) == ")";
    let named = place.starts_with(char::is_uppercase);
    let small =
        |form: &str| form.starts_with(char::is_lowercase) && !matches!(form, "of" | "and" | "the" | "de" | "al" | "el" | "near");
    let phrase = (0..dash).filter(|&at| !matches!(form(at), "," | "(" | ")" | "/")).count();
    let lower = (0..dash).any(|at| small(form(at)));
    let rest_shouted = (dash + 1..count).all(|at| !form(at).contains(char::is_lowercase));
    let opens_paragraph = place == "(" && agency && phrase <= 2;
    let fits = opens_paragraph || named && !lower && phrase <= 10 && (shouted(place) || agency) && !rest_shouted;
    if fits { dash + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(sentence: &str) -> usize {
        let forms: Vec<&str> = sentence.split([' ', '+']).collect();
        let glued: Vec<bool> = sentence.split(' ').flat_map(|run| run.split('+').enumerate().map(|(at, _)| at > 0)).collect();
        dateline(forms.len(), |at| forms[at], |at| glued[at])
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
