//! Compares the sides of two mentions.

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
}

impl SideKey {
    /// The key of a side.
    pub fn of(parties: &[Party]) -> SideKey {
        let mut codes: Vec<String> = parties.iter().filter_map(|party| party.code.clone()).collect();
        let mut names: Vec<String> = parties.iter().filter_map(|party| party.identifier_text.clone()).collect();
        let mut sectors: Vec<String> = parties.iter().filter_map(|party| party.sector.clone()).collect();
        for list in [&mut codes, &mut names, &mut sectors] {
            list.sort_unstable();
            list.dedup();
        }
        SideKey { codes, names, sectors }
    }

    /// What several mentions say of one side together.
    pub fn together<'k>(keys: impl Iterator<Item = &'k SideKey>) -> SideKey {
        let mut all = SideKey { codes: Vec::new(), names: Vec::new(), sectors: Vec::new() };
        for key in keys {
            all.codes.extend(key.codes.iter().cloned());
            all.names.extend(key.names.iter().cloned());
            all.sectors.extend(key.sectors.iter().cloned());
        }
        for list in [&mut all.codes, &mut all.names, &mut all.sectors] {
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

fn common(a: &[String], b: &[String]) -> bool {
    a.iter().any(|value| b.binary_search(value).is_ok())
}
