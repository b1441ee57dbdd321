//! Which records of the layers below a user's own take the place of: those of the same kind and name.

use crate::Problem;
use crate::records::{self, Line, Record};
use std::collections::HashMap;

/// Kinds of records of which the uppermost of a name counts alone. Classes, contexts and modes of one name add up instead.
const KINDS: [&str; 9] = ["rule", "operator", "role", "country", "organisation", "group", "outlet", "person", "several"];

/// The uppermost records of each kind and name above the lowest layer.
#[derive(Default)]
pub(crate) struct Overriding {
    records: HashMap<(String, String), (usize, String, Line)>,
}

impl Overriding {
    /// Takes note of the records of a file in a layer above the lowest.
    pub fn note(&mut self, file: &str, text: &str, layer: usize) {
        for record in records::read(file, text) {
            let Some(key) = key(&record) else { continue };
            let own = self.records.entry(key).or_insert_with(|| (layer, file.to_string(), record.head().clone()));
            if layer > own.0 {
                *own = (layer, file.to_string(), record.head().clone());
            }
        }
    }

    /// What to tell if a record of a layer above stands in the place of this one.
    pub fn instead_of(&self, record: &Record, layer: usize) -> Option<Problem> {
        let (above, file, line) = self.records.get(&key(record)?)?;
        let head = record.head();
        (*above > layer).then(|| Problem {
            file: file.clone(),
            line: line.number,
            text: format!("{}  {}", line.key, line.value),
            words: line.value.clone(),
            message: format!("this stands in place of the {} of that name in {}:{}", head.key, record.file, head.number),
            hint: "give it another name to have both".to_string(),
        })
    }
}

/// The kind and name of a record; the code before the name of a country is no part of it.
fn key(record: &Record) -> Option<(String, String)> {
    let head = record.head();
    let name = match head.key.as_str() {
        "country" => head.value.split_once(' ').map_or("", |(_, name)| name.trim()),
        kind if KINDS.contains(&kind) => head.value.as_str(),
        _ => return None,
    };
    Some((head.key.clone(), name.to_string()))
}
