//! Finds the sentence ends that the layout tells: lines of lists and headings within a paragraph. All others are the model's.

use crate::token::Piece;
use span::Span;

/// The places in a paragraph's pieces behind which a line ends that no next line goes on with, in order.
pub fn line_ends(text: &str, paragraph: Span, pieces: &[Piece]) -> Vec<usize> {
    let view = View { text, pieces };
    let string = paragraph.of(text);
    if !string.trim().contains('\n') {
        return Vec::new();
    }
    let width = string.lines().map(|line| line.trim().chars().count()).max().unwrap_or(0);
    let mut ends = Vec::new();
    let mut start = 0;
    for at in 0..pieces.len().saturating_sub(1) {
        if view.line_ends(start, at, width) {
            start = at + 1;
            ends.push(start);
        }
    }
    ends
}

struct View<'a> {
    text: &'a str,
    pieces: &'a [Piece],
}

impl View<'_> {
    fn form(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |piece| piece.span.of(self.text))
    }

    fn spaced(&self, at: usize) -> bool {
        at == 0 || at >= self.pieces.len() || self.pieces[at - 1].span.end < self.pieces[at].span.start
    }

    fn gap(&self, at: usize) -> &str {
        match at.checked_sub(1).and_then(|before| Some((self.pieces.get(before)?, self.pieces.get(at)?))) {
            Some((before, after)) => Span { start: before.span.end, end: after.span.start }.of(self.text),
            None => "",
        }
    }

    /// Whether the line that ends after the piece at `at` is no wrapped line but an item of a list or a heading.
    fn line_ends(&self, start: usize, at: usize, width: usize) -> bool {
        if !self.gap(at + 1).contains('\n') {
            return false;
        }
        let next = self.form(at + 1);
        let bullet = matches!(next, "-" | "–" | "—" | "*" | "•" | "·" | "▪" | "►" | "◦" | "‣" | "+") && self.spaced(at + 2);
        let numbered = next.bytes().all(|b| b.is_ascii_digit()) && matches!(self.form(at + 2), "." | ")") && next.len() < 3;
        if bullet || numbered {
            return true;
        }
        let from =
            (start..=at).rev().take_while(|&piece| !self.gap(piece + 1).contains('\n') || piece == at).last().unwrap_or(at);
        let line = Span { start: self.pieces[from].span.start, end: self.pieces[at].span.end }.of(self.text).chars().count();
        let open = matches!(
            self.form(at),
            "," | ";" | "-" | "–" | "—" | "(" | "and" | "or" | "the" | "a" | "of" | "to" | "in" | "for" | "with"
        );
        let first = next.chars().next().unwrap_or(' ');
        !open
            && !first.is_lowercase()
            && line * 3 < width.max(60) * 2
            && (first.is_uppercase() || first.is_ascii_digit() || !first.is_alphanumeric())
    }
}
