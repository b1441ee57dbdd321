//! What is wrong in a knowledge file, told like a compiler tells it.

use std::fmt;

/// A mistake in a knowledge file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the knowledge folder.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
    /// The whole line.
    pub text: String,
    /// The words in it that are wrong; empty where the whole line is.
    pub words: String,
    /// One lower-case sentence: what is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}:{}: {}", self.file, self.line, self.message)?;
        let number = self.line.to_string();
        writeln!(f, "  {number} | {}", self.text)?;
        let at = if self.words.is_empty() { Some(0) } else { self.text.find(&self.words) };
        if let Some(at) = at {
            let words = if self.words.is_empty() { self.text.as_str() } else { self.words.as_str() };
            let before = self.text[..at].chars().count();
            writeln!(f, "  {} | {}{}", " ".repeat(number.len()), " ".repeat(before), "^".repeat(words.chars().count().max(1)))?;
        }
        write!(f, "  hint: {}", self.hint)
    }
}
