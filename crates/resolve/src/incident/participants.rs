//! The sides of an incident, out of what its mentions say of them.

use crate::majority::most;
use event::{Mention, Participant, Party};
use std::collections::BTreeMap;

/// A party belongs to the side if it is named at least once for so many times that the most named is: a single report that mistakes
/// one side for the other does not make both sides of both.
const RARE: usize = 3;

/// The parties of one side, the most named first. Where none is known, the unknown one with the words for it.
pub fn side<'m>(mentions: &[&'m Mention], parties: impl Fn(&'m Mention) -> &'m Vec<Party>) -> Vec<Participant> {
    let all: Vec<&Party> = mentions.iter().copied().flat_map(parties).collect();
    let mut by_code: BTreeMap<&str, Vec<&Party>> = BTreeMap::new();
    for party in &all {
        if let Some(code) = &party.code {
            by_code.entry(code).or_default().push(party);
        }
    }
    let often = by_code.values().map(Vec::len).max().unwrap_or(0);
    let mut named: Vec<(&str, Vec<&Party>)> = by_code.into_iter().filter(|(_, parties)| parties.len() * RARE >= often).collect();
    named.sort_by_key(|(code, parties)| (std::cmp::Reverse(parties.len()), *code));
    if named.is_empty() {
        return all.first().map(|party| participant(None, std::slice::from_ref(party))).into_iter().collect();
    }
    named.into_iter().map(|(code, parties)| participant(Some(code), &parties)).collect()
}

fn participant(code: Option<&str>, parties: &[&Party]) -> Participant {
    let known = most(parties.iter().filter_map(|party| party.identifier_text.clone()));
    let words = || parties.iter().find_map(|party| party.told.as_ref()).map(|told| told.words.clone());
    Participant {
        code: code.map(str::to_string),
        sector: most(parties.iter().filter_map(|party| party.sector.clone())),
        name: known.or_else(words),
    }
}
