//! Which records of the layers below a user's own take the place of: those of the same kind and name.

use crate::Problem;
use crate::records::{self, Line, Record};
use std::collections::HashMap;

/// Kinds of records of which the uppermost of a name counts alone. Classes, contexts and modes of one name add up instead.
const KINDS: [&str; 9] = ["rule", "operator", "role", "country", "organisation", "group", "outlet", "person", "several"];

/// The uppermost records of each kind and name above the lowest layer.
#[derive(Default)]
pub(crate) struct Overriding<'t> {
    records: HashMap<(String, String), (usize, &'t str, Line<'t>)>,
}

impl<'t> Overriding<'t> {
    /// Takes note of the records of a file in a layer above the lowest.
    pub fn note(&mut self, file: &'t str, text: &'t str, layer: usize) {
        for record in records::read(file, text) {
            let Some(key) = key(&record) else { continue };
            let own = self.records.entry(key).or_insert_with(|| (layer, file, record.head().clone()));
            if layer > own.0 {
                *own = (layer, file, record.head().clone());
            }
        }
    }

    /// What to tell if a record of a layer above stands in the place of this one.
    pub fn instead_of(&self, record: &Record<'_>, layer: usize) -> Option<Problem> {
        if self.records.is_empty() {
            return None;
        }
        let (above, file, line) = self.records.get(&key(record)?)?;
        let head = record.head();
        (*above > layer).then(|| Problem {
            file: file.to_string(),
            line: line.number,
            text: format!("{}  {}", line.key, line.value),
            words: line.value.to_string(),
            message: format!("this stands in place of the {} of that name in {}:{}", head.key, record.file, head.number),
            hint: "give it another name to have both".to_string(),
        })
    }
}

/// The kind and name of a record; the code before the name of a country is no part of it.
fn key(record: &Record<'_>) -> Option<(String, String)> {
    let head = record.head();
    let name = match head.key {
        "country" => head.value.split_once(' ').map_or("", |(_, name)| name.trim()),
        kind if KINDS.contains(&kind) => &*head.value,
        _ => return None,
    };
    Some((head.key.to_string(), name.to_string()))
}
