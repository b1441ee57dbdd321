//! What was read of a dictionary, and what could not be read or used, line by line.

use super::lines::Line;
use super::sniff::DictionaryKind;
use crate::Problem;

/// The report on one dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DictionaryReport {
    /// The file.
    pub file: String,
    /// What it is.
    pub kind: DictionaryKind,
    /// What was read, in the order in which it is told: how many of what.
    pub counts: Vec<(&'static str, usize)>,
    /// Lines, or parts of lines, that could not be read.
    pub unread: Vec<Problem>,
    /// What some lines mean here that their writer may not expect, with their numbers.
    pub remarks: Vec<(&'static str, Vec<usize>)>,
    /// Lines that were read and mean nothing here, with the reason.
    pub unused: Vec<Problem>,
}

/// A dictionary that is being read.
pub(super) struct Reader<'t> {
    /// Its text.
    pub text: &'t str,
    /// What is told of it.
    pub report: DictionaryReport,
}

impl<'t> Reader<'t> {
    /// A reader at the beginning of a file.
    pub fn new(file: &str, text: &'t str) -> Reader<'t> {
        let report = DictionaryReport {
            file: file.to_string(),
            kind: DictionaryKind::Actors,
            counts: Vec::new(),
            unread: Vec::new(),
            remarks: Vec::new(),
            unused: Vec::new(),
        };
        Reader { text, report }
    }

    /// Counts some more of a thing; what there is none of is not told.
    pub fn count(&mut self, thing: &'static str, number: usize) {
        if number == 0 {
            return;
        }
        match self.report.counts.iter_mut().find(|(name, _)| *name == thing) {
            Some((_, count)) => *count += number,
            None => self.report.counts.push((thing, number)),
        }
    }

    /// Remarks that a line means something that its writer may not expect.
    pub fn remark(&mut self, what: &'static str, line: usize) {
        match self.report.remarks.iter_mut().find(|(known, _)| *known == what) {
            Some((_, lines)) => lines.push(line),
            None => self.report.remarks.push((what, vec![line])),
        }
    }

    /// Reports words of a line that could not be read.
    pub fn unread(&mut self, line: &Line<'_>, words: &str, message: String, hint: &str) {
        let problem = self.problem(line, words, message, hint);
        self.report.unread.push(problem);
    }

    /// Reports a line that was read and cannot be used.
    pub fn unused(&mut self, line: &Line<'_>, words: &str, message: String, hint: &str) {
        let problem = self.problem(line, words, message, hint);
        self.report.unused.push(problem);
    }

    fn problem(&self, line: &Line<'_>, words: &str, message: String, hint: &str) -> Problem {
        Problem {
            file: self.report.file.clone(),
            line: line.number,
            text: line.raw.trim_end().replace('\t', "    "),
            words: words.trim().to_string(),
            message,
            hint: hint.to_string(),
        }
    }
}
