//! The words of a sentence that tell one happening from another, and how many two sentences share.

use super::likeness;
use super::observation::Observation;
use super::profile::Profile;
use crate::copies::hash;
use crate::words::{is_plain, words};
use event::Mention;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The folded words that name the sides and voices of a mention.
pub fn sides(mention: &Mention) -> BTreeSet<String> {
    let parties = mention.actors.iter().chain(&mention.recipients).chain(mention.voices.iter().map(|voice| &voice.party));
    let said =
        parties.flat_map(|party| party.told.iter().map(|told| told.words.as_str()).chain(party.identifier_text.as_deref()));
    said.flat_map(words).collect()
}

/// The folded words that name where it took place, if that is no town: all that happens on a front has them.
pub fn region(mention: &Mention) -> impl Iterator<Item = String> + '_ {
    let spot = mention.spot.iter().filter(|spot| !super::profile::is_exact(spot));
    spot.flat_map(|spot| words(&spot.told.words))
}

/// The folded words of the sentence that are written with a capital and name neither its first word nor a side: places, people
/// and operations, which tell one happening from another better than anything else.
pub fn names(mention: &Mention, sides: &BTreeSet<String>) -> BTreeSet<String> {
    let written = mention.sentence.words.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    let named = written.skip(1).filter(|word| word.starts_with(char::is_uppercase));
    named.flat_map(words).filter(|word| !sides.contains(word)).collect()
}

/// The distinct words that tell one happening from another, as hashes in order, with their weights: names most, then numbers and
/// long words, words of grammar and of reporting nothing. The weights are fixed, so that two mentions are compared alike whatever
/// else is in the ledger.
pub fn weighted(line: &[String], names: &BTreeSet<String>) -> Vec<(u64, i64)> {
    let telling = line.iter().filter(|word| !is_plain(word));
    let mut known: Vec<(u64, i64)> = telling
        .map(|word| {
            let weight = match word.chars().count() {
                _ if names.contains(word) => 6,
                _ if word.starts_with(|first: char| first.is_ascii_digit()) => 2,
                0..=2 => 1,
                3..=5 => 2,
                _ => 3,
            };
            (hashed(word), weight)
        })
        .collect();
    known.sort_unstable();
    known.dedup_by_key(|(word, _)| *word);
    known
}

/// Dice's share of weighted words, in steps, and names in common. Within one sentence they say nothing.
pub fn compare(a: &Profile, b: &Profile, seen: &mut Vec<Observation>) {
    if a.document == b.document && a.sentence == b.sentence {
        return;
    }
    let shared = shared_weight(&a.words, &b.words);
    let percent = 200 * shared / (a.weight + b.weight).max(1);
    // What one of the two names as a side or region tells nothing of the other, which has the word elsewhere ("the Ruritanian guns").
    let particular = |name: &&u64| a.sides.binary_search(name).is_err() && b.sides.binary_search(name).is_err();
    let names = a.names.iter().filter(|name| b.names.binary_search(name).is_ok()).filter(particular).count();
    let other_names = names == 0 && !a.names.is_empty() && !b.names.is_empty();
    const OTHERS: [Observation; 4] =
        [Observation::OtherActor, Observation::OtherRecipient, Observation::OtherCraft, Observation::OtherHour];
    let others = seen.iter().any(|observation| OTHERS.contains(observation));
    // One night can be told as of two days.
    let form = likeness::is_one_hand_on_two_days(a, b) && !seen.contains(&Observation::NextDay);
    let other_kind = a.document != b.document && seen.contains(&Observation::OtherCategory);
    seen.push(match percent {
        // A sentence that names a deed in passing is about something else.
        0..=11 if a.document != b.document && (a.named || b.named) => Observation::SomeWords,
        0..=4 => Observation::NoWords,
        5..=11 => Observation::FewWords,
        // The same words of others, or with other names in them, are a form that newsrooms fill in day after day.
        12..=24 => Observation::SomeWords,
        _ if other_names || others || form => Observation::SomeWords,
        // A sentence that tells of talks and of what was agreed there has its words in common with both.
        _ if other_kind => Observation::ManyWords,
        25..=44 => Observation::ManyWords,
        _ => Observation::MostWords,
    });
    match names {
        0 if other_names => seen.push(Observation::OtherNames),
        0 => {}
        1 => seen.push(Observation::OneName),
        _ => seen.push(Observation::Names),
    }
}

/// The weight of the words that two ordered lists share.
pub fn shared_weight(a: &[(u64, i64)], b: &[(u64, i64)]) -> i64 {
    let mut shared = 0;
    let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
    while let (Some((first, weight)), Some((second, other))) = (left.peek(), right.peek()) {
        match first.cmp(second) {
            Ordering::Less => _ = left.next(),
            Ordering::Greater => _ = right.next(),
            Ordering::Equal => {
                shared += weight.min(other);
                left.next();
                right.next();
            }
        }
    }
    shared
}

/// The hashes of words, in order.
pub fn all_hashed(words: &BTreeSet<String>) -> Vec<u64> {
    let mut hashes: Vec<u64> = words.iter().map(|word| hashed(word)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The hash by which a word is compared.
pub fn hashed(word: &str) -> u64 {
    hash(&stem(word))
}

/// A word without the endings that tell number and tense: enough to bring "shelled" and "shelling" together.
fn stem(word: &str) -> String {
    const ENDINGS: [&str; 5] = ["ings", "ing", "ed", "es", "s"];
    const SHORTEST: usize = 4;
    let cut = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() >= SHORTEST));
    cut.unwrap_or(word).to_string()
}
