//! Compares the sides of two mentions.

use crate::words::words;
use event::Party;
use serde::{Deserialize, Serialize};

/// PLOVER's sector for those of whom nothing is known.
const UNKNOWN: &str = "UNK";

/// One side as grouping compares it.
#[derive(Clone, Serialize, Deserialize)]
pub struct SideKey {
    codes: Vec<String>,
    /// Names of known persons, groups and bodies that are more than a country's government.
    names: Vec<String>,
    sectors: Vec<String>,
    /// Names of persons, where words say that they are: "Foreign Minister Lavrov".
    persons: Vec<String>,
}

impl SideKey {
    /// The key of a side.
    pub fn of(parties: &[Party]) -> SideKey {
        let mut codes: Vec<String> = parties.iter().filter_map(|party| party.code.clone()).collect();
        let mut names: Vec<String> = parties.iter().filter_map(|party| party.identifier_text.clone()).collect();
        let mut sectors: Vec<String> = parties.iter().filter_map(|party| party.sector.clone()).collect();
        let mut persons: Vec<String> = parties.iter().filter_map(person).map(str::to_string).collect();
        for list in [&mut codes, &mut names, &mut sectors, &mut persons] {
            list.sort_unstable();
            list.dedup();
        }
        SideKey { codes, names, sectors, persons }
    }

    /// What several mentions say of one side together.
    pub fn together<'k>(keys: impl Iterator<Item = &'k SideKey>) -> SideKey {
        let mut all = SideKey { codes: Vec::new(), names: Vec::new(), sectors: Vec::new(), persons: Vec::new() };
        for key in keys {
            all.codes.extend(key.codes.iter().cloned());
            all.names.extend(key.names.iter().cloned());
            all.sectors.extend(key.sectors.iter().cloned());
            all.persons.extend(key.persons.iter().cloned());
        }
        for list in [&mut all.codes, &mut all.names, &mut all.sectors, &mut all.persons] {
            list.sort_unstable();
            list.dedup();
        }
        all
    }

    /// Whether any country or organisation is known.
    pub fn known(&self) -> bool {
        !self.codes.is_empty()
    }

    /// Whether the two name a common country or organisation.
    pub fn shares_code(&self, other: &SideKey) -> bool {
        common(&self.codes, &other.codes)
    }

    /// Whether each names a country or organisation that the other leaves out: "China and Japan" and "China and the Philippines" are two
    /// companies, while "China" may be told of either.
    pub fn is_another(&self, other: &SideKey) -> bool {
        let lacks = |one: &SideKey, other: &SideKey| one.codes.iter().any(|code| other.codes.binary_search(code).is_err());
        lacks(self, other) && lacks(other, self)
    }

    /// Whether the two name the same known person, group or body.
    pub fn shares_name(&self, other: &SideKey) -> bool {
        common(&self.names, &other.names)
    }

    /// Whether each names persons, and none in common.
    pub fn names_other_persons(&self, other: &SideKey) -> bool {
        !self.persons.is_empty() && !other.persons.is_empty() && !common(&self.persons, &other.persons)
    }

    /// Whether the two have a common sector.
    pub fn shares_sector(&self, other: &SideKey) -> bool {
        common(&self.sectors, &other.sectors)
    }

    /// Whether both have a sector, and none in common: soldiers and villagers.
    pub fn parts_sectors(&self, other: &SideKey) -> bool {
        let known = |key: &SideKey| key.sectors.iter().any(|sector| sector != UNKNOWN);
        known(self) && known(other) && !self.shares_sector(other)
    }

    /// Whether several countries stand on this side.
    pub fn is_mutual(&self) -> bool {
        self.codes.len() > 1
    }
}

/// The name of a known person, where the words are a surname ("Lavrov") or end in one behind a title ("Foreign Minister Lavrov").
fn person(party: &Party) -> Option<&str> {
    let name = party.identifier_text.as_deref()?;
    let known: Vec<String> = words(name).collect();
    let told: Vec<String> = words(&party.told.as_ref()?.words).collect();
    let ends = known.len() > 1 && told.last() == known.last();
    (ends && told != known && told.iter().all(|word| word != "the")).then_some(name)
}

fn common(a: &[String], b: &[String]) -> bool {
    a.iter().any(|value| b.binary_search(value).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use event::Told;

    #[test]
    fn persons_are_told_by_title_or_surname() {
        let named = |words: &str, name: &str| {
            let told = Some(Told { words: words.to_string(), start: 0, end: 0 });
            let party = Party { told, identifier_text: Some(name.to_string()), ..Party::default() };
            person(&party).is_some()
        };
        assert!(named("Foreign Minister Sergei Lavrov", "Sergei Lavrov") && named("Lavrov", "Sergei Lavrov"));
        assert!(!named("Saudi Arabia", "Saudi Arabia") && !named("the Kingdom of Saudi Arabia", "Saudi Arabia"));
        assert!(!named("He", "Sergei Lavrov") && !named("Moscow", "Russia"));
    }
}
