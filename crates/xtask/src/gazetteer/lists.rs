//! The project's own lists beside the gazetteer: what English-language news calls cities and divisions.

use super::sources::text;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The lists.
pub struct Lists {
    /// A country and the spellings of one of its cities, with the line that they stand on.
    pub spellings: Vec<(usize, String, Vec<String>)>,
    /// Names of divisions, by GeoNames' code.
    pub divisions: BTreeMap<String, Vec<String>>,
    /// Words that may be left out of a division's name; longest first.
    pub division_words: Vec<String>,
    /// Countries where the name of a city tells nothing of its district.
    pub districts_apart: BTreeSet<String>,
    /// The project's codes of countries that GeoNames has under others; nothing for states that are gone.
    pub country_codes: BTreeMap<String, Option<String>>,
}

impl Lists {
    /// Reads the lists of `knowledge/places`.
    pub fn read(folder: &Path) -> Result<Lists, String> {
        let mut spellings = Vec::new();
        for (number, line) in lines(&text(&folder.join("spellings.lst"))?) {
            let (country, listed) =
                line.split_once('\t').ok_or_else(|| format!("spellings.lst:{number}: no tab behind the country"))?;
            for city in listed.split(';') {
                let forms: Vec<String> = parts(city, '=');
                if !forms.is_empty() {
                    spellings.push((number, country.to_string(), forms));
                }
            }
        }
        let mut divisions = BTreeMap::new();
        for (number, line) in lines(&text(&folder.join("division-names.lst"))?) {
            let (code, forms) =
                line.split_once('\t').ok_or_else(|| format!("division-names.lst:{number}: no tab behind the code"))?;
            divisions.insert(code.to_string(), parts(forms, ';'));
        }
        let words = text(&folder.join("division-words.lst"))?;
        let mut division_words: Vec<String> = lines(&words).map(|(_, line)| line.trim().to_string()).collect();
        division_words.sort_by_key(|words| (std::cmp::Reverse(words.len()), words.clone()));
        let apart = text(&folder.join("districts-apart.lst"))?;
        let districts_apart = lines(&apart).map(|(_, line)| line.trim().to_string()).collect();
        let codes = text(&folder.join("country-codes.lst"))?;
        let code = |line: &str| {
            line.split_once('\t').map(|(theirs, own)| (theirs.to_string(), Some(own.to_string()).filter(|own| own != "-")))
        };
        let country_codes = lines(&codes).filter_map(|(_, line)| code(line.trim())).collect();
        Ok(Lists { spellings, divisions, division_words, districts_apart, country_codes })
    }

    /// A division's name without the words that say what it is, if it has such words.
    pub fn bare<'n>(&self, name: &'n str) -> Option<&'n str> {
        self.division_words.iter().find_map(|words| {
            let before = name.strip_prefix(words.as_str()).and_then(|rest| rest.strip_prefix(' '));
            let behind = name.strip_suffix(words.as_str()).and_then(|rest| rest.strip_suffix(' '));
            before.or(behind).map(str::trim).filter(|bare| bare.chars().count() > 2)
        })
    }
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

fn parts(cell: &str, separator: char) -> Vec<String> {
    cell.split(separator).map(str::trim).filter(|part| !part.is_empty()).map(str::to_string).collect()
}
