//! Sentences with a marked pair: a category, a tab, and a sentence with `{the actor}`, `[the recipient]` and the `*words*` of the act.

use crate::TrainError;
use event::Category;
use span::Span;
use std::path::Path;

/// One sentence without its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The category of the act between the two.
    pub category: Category,
    /// The sentence.
    pub text: String,
    /// The actor's bytes.
    pub actor: Span,
    /// The recipient's bytes.
    pub recipient: Span,
    /// The bytes of the words that carry the act.
    pub act: Vec<Span>,
}

impl Marked {
    /// The words of the act as one string, by which sentences are grouped.
    pub fn words(&self) -> String {
        self.act.iter().map(|span| span.of(&self.text).to_lowercase()).collect::<Vec<_>>().join(" ")
    }
}

/// Reads a file of sentences; empty lines and lines that begin with `#` are passed over. The error names the line.
pub fn read(path: &Path, text: &str) -> Result<Vec<Marked>, TrainError> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|(number, line)| {
            marked(line).ok_or_else(|| {
                let form =
                    "write CATEGORY, a tab, and a sentence with {the actor}, [the recipient] and the *act* marked once each";
                TrainError::data(path, format!("line {} is no marked sentence; {form}", number + 1))
            })
        })
        .collect()
}

fn marked(line: &str) -> Option<Marked> {
    let (category, sentence) = line.split_once('\t')?;
    let category = Category::from_name(category)?;
    let mut text = String::new();
    let (mut actors, mut recipients, mut act) = (Vec::new(), Vec::new(), Vec::new());
    let mut open: Vec<(char, usize)> = Vec::new();
    for character in sentence.chars() {
        let begun = open.last().copied();
        match character {
            '*' if begun.is_some_and(|(mark, _)| mark == '*') => act.push(closed(&mut open, '*', &text)?),
            '{' | '[' | '*' => open.push((character, text.len())),
            '}' => actors.push(closed(&mut open, '{', &text)?),
            ']' => recipients.push(closed(&mut open, '[', &text)?),
            _ => text.push(character),
        }
    }
    let ([actor], [recipient], true) = (actors.as_slice(), recipients.as_slice(), open.is_empty() && !act.is_empty()) else {
        return None;
    };
    Some(Marked { category, actor: *actor, recipient: *recipient, act, text })
}

/// Closes the mark that was opened last; none where it is another one, or nothing stands in it.
fn closed(open: &mut Vec<(char, usize)>, mark: char, text: &str) -> Option<Span> {
    let (found, start) = open.pop()?;
    (found == mark && start < text.len()).then(|| Span::new(start, text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans() {
        let text = "# ours\n\nASSAULT\t{Rebels} *beat* [a guard].\n";
        let read = read(Path::new("x.tsv"), text).expect("marked sentences");
        let [marked] = read.as_slice() else { panic!("{read:?}") };
        assert_eq!((marked.text.as_str(), marked.category), ("Rebels beat a guard.", Category::Assault));
        assert_eq!((marked.actor.of(&marked.text), marked.recipient.of(&marked.text)), ("Rebels", "a guard"));
        assert_eq!(marked.words(), "beat");
    }

    #[test]
    fn what_is_not_marked_is_refused_with_its_line() {
        for line in
            ["ASSAULT\tRebels *beat* [a guard].", "FIGHT\t{Rebels} *beat* [a guard].", "ASSAULT\t{Rebels} *beat [a* guard].", "x"]
        {
            let error = read(Path::new("x.tsv"), &format!("#\n{line}\n")).expect_err(line).to_string();
            assert!(error.contains("x.tsv") && error.contains("line 2"), "{error}");
        }
    }
}
