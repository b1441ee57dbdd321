//! The borders of sentences that are sure before the model looks: what layout tells (lines of lists and headings, the date behind a
//! headline, the credit behind a caption), what follows abbreviations, and what goes on after a quoted question. All others are the
//! model's.

use crate::token::Piece;
use crate::words::{Abbreviation, Words};
use model::Border;
use span::Span;

/// Appends what is sure of the border after each piece of a paragraph.
pub fn borders(text: &str, paragraph: Span, pieces: &[Piece], words: &Words, borders: &mut Vec<Border>) {
    let start = borders.len();
    let view = View { text, pieces, words };
    borders.extend((0..pieces.len()).map(|at| view.border(at)));
    let borders = &mut borders[start..];
    if let Some(end) = view.headline() {
        borders[end - 1] = Border::Always;
    }
    mark_line_ends(view, paragraph, borders);
}

/// Marks the pieces of a paragraph behind which a line ends that no next line goes on with.
fn mark_line_ends(view: View<'_>, paragraph: Span, borders: &mut [Border]) {
    let string = paragraph.of(view.text);
    if !string.trim().contains('\n') {
        return;
    }
    let width = string.lines().map(|line| line.trim().chars().count()).max().unwrap_or(0);
    let mut start = 0;
    let between = view.pieces.len().saturating_sub(1);
    for (at, border) in borders.iter_mut().take(between).enumerate() {
        if view.line_ends(start, at, width) {
            start = at + 1;
            *border = Border::Always;
        }
    }
}

#[derive(Clone, Copy)]
struct View<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    words: &'a Words,
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

    /// Where a headline ends behind which nothing but its date stands: "Talks break off Tuesday, September 1, 2015".
    fn headline(&self) -> Option<usize> {
        const DATE: usize = 6;
        const SHORTEST: usize = 3;
        let end = self.pieces.len().checked_sub(DATE).filter(|&end| end >= SHORTEST)?;
        let [weekday, comma, second, third, last_comma, year] = std::array::from_fn(|at| self.form(end + at));
        let number = |form: &str, longest: usize| form.len() <= longest && form.bytes().all(|b| b.is_ascii_digit());
        let day = |month: &str, day: &str| self.words.tells_border("month", month) && number(day, 2);
        let date = self.words.tells_border("weekday", weekday)
            && (comma, last_comma) == (",", ",")
            && day(second, third)
            && year.len() == 4
            && number(year, 4);
        let before = self.form(end - 1);
        let goes_on = || before.ends_with([',', '(', ':', '-']) || self.words.tells_border("leads", &before.to_lowercase());
        (date && !goes_on()).then_some(end)
    }

    /// Whether a caption's credit begins at a place: "Photo: Example Wire".
    fn is_credit(&self, at: usize) -> bool {
        self.form(at + 1) == ":" && !self.spaced(at + 1) && self.words.tells_border("credit", self.form(at))
    }

    /// What an abbreviation, a quoted question or the word that follows says of the border after a piece.
    fn border(&self, at: usize) -> Border {
        let form = self.form(at);
        let next = self.form(at + 1);
        if next.is_empty() {
            return Border::Open;
        }
        if self.is_credit(at + 1) && self.spaced(at + 1) && !form.ends_with(['(', '[', ':', ',', '-', '–', '—', '/']) {
            return Border::Always;
        }
        if form.ends_with('.') && form.len() > 1 {
            let small = next.starts_with(char::is_lowercase) && self.spaced(at + 1);
            let capital = next.starts_with(char::is_uppercase);
            let clock = matches!(form, "a.m." | "p.m." | "A.M." | "P.M.");
            let letters = form.matches('.').count() > 1;
            return match self.words.abbreviation(form) {
                Some(Abbreviation::Title | Abbreviation::Inner | Abbreviation::Number) => Border::Never,
                known if small && (known.is_some() || letters && form.starts_with(char::is_alphabetic)) => Border::Never,
                _ if clock && capital && next.chars().count() > 1 && !self.is_of_clock(next) => Border::Always,
                Some(Abbreviation::Free) | None if letters && capital && self.words.is_starter(next) => Border::Always,
                _ => Border::Open,
            };
        }
        // A mark that closes a quotation, glued to a stop, belongs to the sentence of the stop.
        let closes = |form: &str| matches!(form, "\"" | "”" | "''" | "»" | "’" | "'");
        if matches!(form, "." | "!" | "?") && closes(next) && !self.spaced(at + 1) && self.spaced(at + 2) {
            return Border::Never;
        }
        let closing = closes(form) && !self.spaced(at);
        let asked = at > 0 && closing && self.form(at - 1).ends_with(['?', '!', ',']);
        if asked && (next.starts_with(char::is_lowercase) || self.is_said(at + 1)) {
            return Border::Never;
        }
        Border::Open
    }

    /// "Kim asked", "said Kim", after a question in quotes.
    fn is_said(&self, next: usize) -> bool {
        let names = (next..self.pieces.len()).take(5).take_while(|&at| self.form(at).starts_with(char::is_uppercase)).count();
        let said = |at: usize| self.words.tells_border("said", self.form(at));
        said(next) || names > 0 && said(next + names)
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

    /// Whether a day, month or time zone goes on after "8 p.m."
    fn is_of_clock(&self, form: &str) -> bool {
        form.chars().all(char::is_uppercase)
            || self.words.tells_border("zone", form)
            || self.words.of_borders("calendar").any(|name| form.starts_with(name))
    }
}
