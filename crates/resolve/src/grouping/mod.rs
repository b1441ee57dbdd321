//! Groups mentions of one happening.
//!
//! ```text
//! Mention -> Profile -> likeness of each pair in a report -> average linkage -> Telling
//! Telling -> likeness of each candidate pair across reports -> ties -> components -> average linkage -> happenings
//! ```
//!
//! Pairs are scored by what is said of day, place, sides, act, numbers and words, each with a weight in hundredths of a natural
//! unit ([`likeness`]); groups grow from the most alike (average linkage), as long as the average over all pairs of two groups
//! speaks for one happening. Averages keep chains from forming: a mention joins what is like it in most members, not in one.
//! What one report tells apart, other reports do not draw together. Sums are whole numbers and ties are broken by event id, so that
//! the partition is a function of the set.
//!
//! Two groups are joined only where at least one pair of them is tied ([`are_tied`]). So what no chain of ties connects is grouped by
//! itself, and a ledger groups again no more than the components that a new report touches.

mod clauses;
mod component;
mod dates;
mod kinds;
mod known;
mod likeness;
mod linkage;
mod numbers;
mod observation;
pub(crate) mod packed;
mod particular;
mod places;
mod profile;
mod sides;
mod telling;
mod theatre;

pub use component::{Component, are_tied, components, happenings};
pub use kinds::{only_answers, rule_files};
pub use known::is_toll;
pub use telling::{Cell, Reach, Surrounding, Telling, tellings};
pub use theatre::theatre;

use event::Mention;
use linkage::Measure;
use profile::Profile;
use std::borrow::Cow;
use std::cmp::Reverse;

/// How tellings of one report are made from its mentions.
const WITHIN: Measure = Measure { join: -25, strangers: -300, best: 25, never: -200, tie: -25 };
/// How happenings are made from tellings.
const ACROSS: Measure = Measure { join: -25, strangers: -300, best: 30, never: -1000, tie: 0 };

/// Grows with every change to what a telling holds or to how tellings are compared, other than by weights.
const FORM: u64 = 4;

/// The rules of grouping as a number: who keeps what was grouped by others groups it anew.
pub fn form() -> u64 {
    let values = [WITHIN, ACROSS]
        .into_iter()
        .flat_map(|measure| [measure.join, measure.strangers, measure.best, measure.never, measure.tie]);
    values
        .chain([component::APART])
        .chain(observation::values())
        .fold(FORM, |sum, value| sum.rotate_left(7).wrapping_mul(31).wrapping_add(value as u64))
}

/// Why each mention of one happening but the first belongs to it: the place of the earlier mention that it is most like, and what speaks for
/// it. `told` are the tellings of the mentions, in the same order.
pub fn grounds(mentions: &[&Mention], told: &[&Telling]) -> Vec<(usize, Vec<&'static str>)> {
    if mentions.len() < 2 {
        return Vec::new();
    }
    let profiles: Vec<Cow<'_, Profile>> =
        mentions.iter().zip(told).map(|(mention, telling)| telling.profile_of(mention)).collect();
    let behind = (1..profiles.len()).map(|nth| {
        let like = |other: &usize| (likeness::likeness(&profiles[*other], &profiles[nth]), Reverse(*other));
        let nearest = (0..nth).max_by_key(like).unwrap_or(0);
        (nearest, likeness::reasons(&profiles[nearest], &profiles[nth]))
    });
    behind.collect()
}
