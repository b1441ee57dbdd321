//! The best sequence of name labels for a sentence: a name goes on only after its beginning (Viterbi).

use crate::Name;
use crate::labels::{NAMES, name_label};

/// Whether a label may follow another; `None` stands for the start of the sentence.
fn follows(before: Option<usize>, label: usize) -> bool {
    match name_label(label) {
        Some((false, kind)) => before.and_then(name_label).is_some_and(|(_, open)| open == kind),
        _ => true,
    }
}

/// Appends the names in a sentence whose words have these scores; `rows` yields a row of [`NAMES`] scores a word, `base` is the place of the
/// first among all words.
pub fn find<'r>(rows: impl Iterator<Item = &'r [f32]>, base: usize, steps: &mut Vec<[u8; NAMES]>, names: &mut Vec<Name>) {
    steps.clear();
    let mut totals = [0f32; NAMES];
    for row in rows {
        let first = steps.is_empty();
        let mut next = [f32::MIN; NAMES];
        let mut step = [0u8; NAMES];
        for label in 0..NAMES {
            for (before, &total) in totals.iter().enumerate() {
                if follows((!first).then_some(before), label) && total + row[label] > next[label] {
                    next[label] = total + row[label];
                    step[label] = before as u8;
                }
            }
        }
        totals = next;
        steps.push(step);
    }
    let mut label = (0..NAMES).fold(0, |best, label| if totals[label] > totals[best] { label } else { best });
    let first = names.len();
    let mut end = None;
    for word in (0..steps.len()).rev() {
        if let Some((begins, kind)) = name_label(label) {
            let last = *end.get_or_insert(word + 1);
            if begins {
                names.push(Name { start: base + word, end: base + last, kind });
                end = None;
            }
        }
        label = usize::from(steps[word][label]);
    }
    names[first..].reverse();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_goes_on_without_its_beginning() {
        // Labels: outside, B-PER, I-PER, B-ORG, I-ORG, B-LOC, I-LOC.
        let rows =
            [[0.0, 0.0, 5.0, 0.0, 0.0, 0.0, 0.0], [0.0, 2.0, 3.0, 0.0, 3.5, 0.0, 0.0], [4.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]];
        let mut names = Vec::new();
        find(rows.iter().map(|row| row.as_slice()), 10, &mut Vec::new(), &mut names);
        find(std::iter::empty(), 13, &mut Vec::new(), &mut names);
        // Each word alone would be inside a name; the best that may be is one person.
        let found: Vec<_> = names.iter().map(|name| (name.start, name.end)).collect();
        assert_eq!(found, [(10, 12)]);
    }
}
