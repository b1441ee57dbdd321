//! The one format of all knowledge files: records of `key  value` lines, separated by blank lines.

use crate::Problem;
use std::borrow::Cow;

/// A record: its lines, the first of which names it.
#[derive(Clone, Debug)]
pub struct Record<'t> {
    /// The file, relative to the knowledge folder.
    pub file: &'t str,
    /// Its lines; never empty.
    pub lines: Vec<Line<'t>>,
}

/// A line of a record, continuations joined.
#[derive(Clone, Debug)]
pub struct Line<'t> {
    /// Its number in the file, counted from one.
    pub number: usize,
    /// The first word.
    pub key: &'t str,
    /// What follows, trimmed.
    pub value: Cow<'t, str>,
}

impl<'t> Record<'t> {
    /// The line that names the record.
    pub fn head(&self) -> &Line<'t> {
        &self.lines[0]
    }

    /// The value of the first line of that key.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.lines.iter().find(|line| line.key == key).map(|line| &*line.value)
    }

    /// The lines of that key.
    pub fn all<'r>(&'r self, key: &'r str) -> impl Iterator<Item = &'r Line<'t>> {
        self.lines.iter().filter(move |line| line.key == key)
    }

    /// A problem at one of its lines.
    pub fn problem(&self, line: &Line<'_>, words: &str, message: String, hint: &str) -> Problem {
        Problem {
            file: self.file.to_string(),
            line: line.number,
            text: format!("{}  {}", line.key, line.value),
            words: words.to_string(),
            message,
            hint: hint.to_string(),
        }
    }

    /// Reports every line whose key is not among `known`.
    pub fn check_keys(&self, known: &[&str], problems: &mut Vec<Problem>) {
        for line in &self.lines[1..] {
            if !known.contains(&line.key) {
                let hint = format!("a record of this kind has the lines {}", known.join(", "));
                problems.push(self.problem(line, line.key, format!("unknown line `{}`", line.key), &hint));
            }
        }
    }
}

/// Reads the records of one file. A line that begins with white space continues the one above.
pub fn read<'t>(file: &'t str, text: &'t str) -> Vec<Record<'t>> {
    let mut records = Vec::new();
    let mut lines: Vec<Line<'t>> = Vec::new();
    for (at, raw) in text.lines().enumerate() {
        let content = without_comment(raw);
        let trimmed = content.trim();
        if trimmed.is_empty() {
            // A line of comment alone separates nothing; a blank line does.
            if raw.trim().is_empty() {
                close(file, &mut lines, &mut records);
            }
            continue;
        }
        if content.starts_with([' ', '\t']) && !lines.is_empty() {
            if let Some(line) = lines.last_mut() {
                let value = line.value.to_mut();
                value.push(' ');
                value.push_str(trimmed);
            }
            continue;
        }
        let (key, value) = trimmed.split_once(char::is_whitespace).unwrap_or((trimmed, ""));
        lines.push(Line { number: at + 1, key, value: Cow::Borrowed(value.trim()) });
    }
    close(file, &mut lines, &mut records);
    records
}

fn close<'t>(file: &'t str, lines: &mut Vec<Line<'t>>, records: &mut Vec<Record<'t>>) {
    if !lines.is_empty() {
        records.push(Record { file, lines: std::mem::take(lines) });
    }
}

/// A `#` begins a comment at the start of a line or after white space; elsewhere ("#1") it is a character like any other.
fn without_comment(line: &str) -> &str {
    let comment = line.match_indices('#').find(|&(at, _)| {
        (at == 0 || line[..at].ends_with([' ', '\t']))
            && line[at + 1..].chars().next().is_none_or(|next| next == ' ' || next == '#')
    });
    comment.map_or(line, |(at, _)| &line[..at])
}

/// The values of a line, separated by `separator`, trimmed, without empty ones.
pub fn split(value: &str, separator: char) -> impl Iterator<Item = &str> {
    value.split(separator).map(str::trim).filter(|part| !part.is_empty())
}

/// A phrase as it is looked up: lower case, apostrophes and dashes folded, white space single.
pub fn normalised(phrase: &str) -> String {
    let mut out = String::with_capacity(phrase.len());
    extend_normalised(&mut out, phrase);
    out
}

/// Goes on with a phrase as it is looked up: with what follows it, white space between them included.
pub fn extend_normalised(out: &mut String, more: &str) {
    let mut apart = more.starts_with(char::is_whitespace);
    for word in more.split_whitespace() {
        if std::mem::replace(&mut apart, true) && !out.is_empty() {
            out.push(' ');
        }
        if word.is_ascii() {
            let from = out.len();
            out.push_str(word);
            out[from..].make_ascii_lowercase();
            continue;
        }
        for character in word.chars() {
            match character {
                '\u{2019}' | '\u{2018}' | '\u{2bc}' => out.push('\''),
                '\u{2010}' | '\u{2011}' | '\u{2013}' => out.push('-'),
                _ => out.extend(character.to_lowercase()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_records_with_comments_and_continuations() {
        let records =
            read("x.txt", "# a file\n\nrule  a # the first\nverb  hit,\n      strike\n# aside\ncode  X #1\n\nrule  b\n");
        assert_eq!(records.len(), 2);
        assert_eq!(records[0].value("verb"), Some("hit, strike"));
        assert_eq!(records[0].value("code"), Some("X #1"));
        assert_eq!(records[0].lines[2].number, 7);
        assert_eq!(records[0].head().value, "a");
    }

    #[test]
    fn folds_phrases() {
        assert_eq!(normalised("Cote  d\u{2019}Ivoire"), "cote d'ivoire");
        assert_eq!(normalised("Kim Jong\u{2011}un"), "kim jong-un");
        let whole = " \u{c9}lys\u{e9}e  Palace-Ouest ";
        for cut in (0..=whole.len()).filter(|&cut| whole.is_char_boundary(cut)) {
            let mut parts = normalised(&whole[..cut]);
            // White space where a phrase ends is not remembered, so that it has to stand before what follows.
            if !whole[..cut].ends_with(' ') {
                extend_normalised(&mut parts, &whole[cut..]);
                assert_eq!(parts, normalised(whole), "{cut}");
            }
        }
    }
}
