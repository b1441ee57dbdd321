//! Words that make somebody the source of a report.

use crate::Problem;
use crate::records::{Record, normalised, split};
use rustc_hash::FxHashSet;

/// The words of attribution, all in lower case and as lemmas.
#[derive(Clone, Debug, Default)]
pub struct Attribution {
    /// Verbs of saying.
    pub verbs: FxHashSet<String>,
    /// Phrases such as "according to".
    pub phrases: FxHashSet<String>,
    /// Nouns that leave a source anonymous when nothing names it.
    pub anonymous: FxHashSet<String>,
    /// Nouns for statements and reports.
    pub documents: FxHashSet<String>,
    /// Nouns for media.
    pub outlets: FxHashSet<String>,
}

impl Attribution {
    /// Adds the words of one record.
    pub(crate) fn read(&mut self, record: &Record<'_>, problems: &mut Vec<Problem>) {
        let head = record.head();
        let target = match head.key {
            "verbs" => &mut self.verbs,
            "phrases" => &mut self.phrases,
            "anonymous" => &mut self.anonymous,
            "documents" => &mut self.documents,
            "outlets" => &mut self.outlets,
            _ => {
                let hint = "records here are verbs, phrases, anonymous, documents and outlets";
                problems.push(record.problem(head, head.key, format!("unknown record `{}`", head.key), hint));
                return;
            }
        };
        record.check_keys(&["about", "words", "note"], problems);
        for line in record.all("words") {
            target.extend(split(&line.value, ',').map(normalised));
        }
    }
}
