//! Reads names in the IOB2 format of Universal NER: a line a word with its label, sentences with the ids of a treebank.

use document::NameKind;
use model::Name;
use std::collections::BTreeMap;

/// The names of each sentence, by its id, with the number of its words. The error says which line has no label.
pub fn read(text: &str) -> Result<BTreeMap<String, (usize, Vec<Name>)>, String> {
    let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut id = "";
    for (number, line) in text.lines().enumerate() {
        if let Some(value) = line.strip_prefix("# sent_id =") {
            id = value.trim();
        } else if !line.starts_with('#') && !line.trim().is_empty() {
            let label = line.split('\t').nth(2).ok_or_else(|| format!("line {}: a label is missing", number + 1))?;
            found.entry(id.to_owned()).or_default().push(label);
        }
    }
    Ok(found.into_iter().map(|(id, labels)| (id, (labels.len(), names(&labels)))).collect())
}

fn names(labels: &[&str]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (word, label) in labels.iter().enumerate() {
        let kind = match label.get(2..) {
            Some("PER") => NameKind::Person,
            Some("ORG") => NameKind::Organization,
            Some("LOC") => NameKind::Location,
            _ => continue,
        };
        match names.last_mut() {
            Some(open) if label.starts_with("I-") && open.end == word && open.kind == kind => open.end += 1,
            _ => names.push(Name { start: word, end: word + 1, kind }),
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_become_names() {
        let names = names(&["B-PER", "I-PER", "O", "B-LOC", "B-LOC", "B-O"]);
        assert_eq!(names.iter().map(|name| (name.start, name.end)).collect::<Vec<_>>(), [(0, 2), (3, 4), (4, 5)]);
    }

    #[test]
    fn a_line_without_a_label_is_named() {
        assert_eq!(read("# sent_id = a\n1\tShips\n"), Err("line 2: a label is missing".into()));
    }
}
