//! Finds where sentences end.
//!
//! Works on the pieces of one paragraph; a sentence never leaves it. Nothing here changes a piece.

use crate::token::Piece;
use crate::words::{Abbreviation, Words};
use span::Span;
use std::ops::Range;

/// The sentences of one paragraph, as ranges of its pieces, in order and without gaps.
pub fn split(text: &str, paragraph: Span, pieces: &[Piece], words: &Words) -> Vec<Range<usize>> {
    let view = View { text, pieces, words };
    let width = paragraph.of(text).lines().map(|line| line.trim().chars().count()).max().unwrap_or(0);
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < pieces.len() {
        let next = match view.end(start, at) {
            Some(next) => next,
            None if view.line_ends(start, at, width) => at + 1,
            None => {
                at += 1;
                continue;
            }
        };
        sentences.push(start..next);
        start = next;
        at = next;
    }
    if start < pieces.len() {
        sentences.push(start..pieces.len());
    }
    sentences
}

/// What kind of end a piece may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Full,
    Asked,
    Ellipsis,
    Short(Abbreviation),
    /// "U.S.", "p.m."
    Letters,
}

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

    fn stop(&self, at: usize) -> Option<Stop> {
        let form = self.form(at);
        if !form.ends_with(['.', '!', '?', '…', '。', '！', '？']) {
            return None;
        }
        if form == "." || form == "。" {
            let dots = self.form(at + 1) == "." || at > 0 && self.form(at - 1) == "." && self.spaced(at);
            return Some(if dots { Stop::Ellipsis } else { Stop::Full });
        }
        if form.chars().all(|c| matches!(c, '!' | '?' | '！' | '？')) {
            return Some(Stop::Asked);
        }
        if form.chars().all(|c| matches!(c, '.' | '…')) {
            return Some(Stop::Ellipsis);
        }
        if let Some(kind) = self.words.abbreviation(form) {
            return Some(Stop::Short(kind));
        }
        let letters = form.matches('.').count();
        (form.ends_with('.') && letters > 0).then_some(if letters > 1 { Stop::Letters } else { Stop::Short(Abbreviation::Title) })
    }

    /// If a sentence that began at `start` ends with the piece at `at`: where the next one begins.
    fn end(&self, start: usize, at: usize) -> Option<usize> {
        let stop = self.stop(at)?;
        let mut next = at + 1;
        let mut quoted = false;
        let mut bracketed = false;
        while next < self.pieces.len() {
            let form = self.form(next);
            let glued = !self.spaced(next);
            match form {
                "\"" | "”" | "''" | "»" if glued => quoted = true,
                "'" | "’" if glued => quoted = true,
                "”" => quoted = true,
                ")" | "]" | "}" => bracketed = true,
                "[" if self.is_citation(next) => next += 2,
                _ if is_face(form) => {}
                _ => break,
            }
            next += 1;
        }
        if next >= self.pieces.len() {
            return Some(next);
        }
        // The number of a list item ("2.", "1 .") is no sentence.
        if stop == Stop::Full && at > start && at - start == 1 && self.form(start).bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        self.begins(stop, next, quoted, bracketed).then_some(next)
    }

    /// Whether a sentence may begin at `next` after a stop.
    fn begins(&self, stop: Stop, next: usize, quoted: bool, bracketed: bool) -> bool {
        let form = self.form(next);
        let first = form.chars().next().unwrap_or(' ');
        let opening = matches!(form, "\"" | "“" | "‘" | "``" | "«") || form == "'" && self.spaced(next);
        let after_opening = || self.form(next + 1).chars().next().is_some_and(char::is_uppercase);
        match stop {
            Stop::Short(Abbreviation::Title | Abbreviation::Inner) => false,
            Stop::Short(Abbreviation::Number) => false,
            Stop::Short(Abbreviation::Calendar) => self.is_starter(next) || opening && after_opening(),
            Stop::Short(Abbreviation::Free) | Stop::Letters => {
                let before = self.form(next - 1);
                let clock = matches!(before, "a.m." | "p.m." | "A.M." | "P.M.");
                let named = first.is_uppercase() && form.chars().count() > 1;
                let free = before == "etc." && first.is_uppercase() || clock && named && !self.is_of_clock(form);
                self.is_starter(next) || free || opening && (after_opening() || quoted) || quoted && first.is_uppercase()
            }
            Stop::Ellipsis => first.is_uppercase() || opening && after_opening(),
            Stop::Full | Stop::Asked => {
                if first.is_lowercase() {
                    return !quoted && !bracketed;
                }
                if stop == Stop::Asked && quoted && self.is_said(next) {
                    return false;
                }
                if matches!(form, "-" | "–" | "*" | "•" | "·") {
                    return self.spaced(next) && next + 1 < self.pieces.len() && self.spaced(next + 1);
                }
                first.is_alphanumeric()
                    || opening
                    || matches!(first, '(' | '[' | '$' | '£' | '€' | '#' | '@' | '\'' | '<')
                    || !first.is_ascii()
            }
        }
    }

    fn is_starter(&self, at: usize) -> bool {
        let form = self.form(at);
        form.starts_with(char::is_uppercase) && self.words.is_starter(form)
    }

    /// A day, month or time zone that goes on after "8 p.m."
    fn is_of_clock(&self, form: &str) -> bool {
        let calendar = [
            "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
            "Oct", "Nov", "Dec",
        ];
        form.chars().all(char::is_uppercase)
            || matches!(
                form,
                "Eastern" | "Pacific" | "Central" | "Greenwich" | "Moscow" | "Kyiv" | "Korean" | "Beijing" | "Beirut"
            )
            || calendar.iter().any(|name| form.starts_with(name))
    }

    /// "Kim asked", after a question in quotes.
    fn is_said(&self, next: usize) -> bool {
        let names = (next..self.pieces.len()).take(5).take_while(|&at| self.form(at).starts_with(char::is_uppercase)).count();
        const SAID: [&str; 14] = [
            "said", "says", "asked", "asks", "told", "wrote", "writes", "added", "shouted", "chanted", "tweeted", "wondered",
            "cried", "yelled",
        ];
        names > 0 && SAID.contains(&self.form(next + names)) || SAID.contains(&self.form(next))
    }

    /// "[12]" after a full stop.
    fn is_citation(&self, at: usize) -> bool {
        self.form(at + 2) == "]" && !self.form(at + 1).is_empty() && self.form(at + 1).bytes().all(|b| b.is_ascii_digit())
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

fn is_face(form: &str) -> bool {
    matches!(form, ":)" | ":-)" | ":(" | ":-(" | ";)" | ";-)" | ":D" | "=)" | "^_^" | ":P" | "<3")
}

/// The longest sentence in words. What runs on for longer is no sentence but a list or garbage, and is cut, so that no later stage meets one.
pub const LONGEST: usize = 300;

/// A sentence cut into stretches of at most [`LONGEST`] words.
pub fn bounded(sentence: std::ops::Range<usize>) -> impl Iterator<Item = std::ops::Range<usize>> {
    sentence.clone().step_by(LONGEST).map(move |start| start..(start + LONGEST).min(sentence.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::cut;

    fn count(text: &str) -> usize {
        let words = Words::embedded();
        let span = Span::new(0, text.len());
        split(text, span, &cut(text, span, &words), &words).len()
    }

    #[test]
    fn lines_of_a_list_are_sentences_and_wrapped_lines_are_not() {
        assert_eq!(count("• Two bridges closed\n• Three schools burned\n• Talks off"), 3);
        assert_eq!(count("1. Two bridges closed\n2. Three schools burned"), 2);
        assert_eq!(count("The ministry said on Monday that it would reopen the two\nbridges over the river."), 1);
        assert_eq!(count("The ministry said on Monday that it would ask the whole of\nGermany for help."), 1);
        assert_eq!(count("Talks fail\nTwo bridges closed after a night of shelling on both banks of the river"), 2);
    }
}
