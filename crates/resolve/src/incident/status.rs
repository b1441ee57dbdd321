//! Where an incident stands: confirmed, one side's claim, or disputed.

use super::{Teller, distinct};
use crate::voices;
use event::{Category, Participant, Status};

/// Disputed when anybody denies. One-sided when all who tell it are one party to it, or its side's media, and tell it of the other
/// side. Confirmed otherwise: by somebody who is no party, by both, or by the one who did it; and what is done in public, for all
/// to see and hear.
pub fn status(
    category: Category,
    tellers: &[Teller],
    actors: &[Participant],
    recipients: &[Participant],
    denied_by: &[String],
) -> Status {
    if !denied_by.is_empty() {
        return Status::Disputed;
    }
    if is_public(category) {
        return Status::Confirmed;
    }
    let codes = |side: &[Participant]| side.iter().filter_map(|party| party.code.clone()).collect::<Vec<String>>();
    let (did, suffered) = (codes(actors), codes(recipients));
    let sides = distinct(tellers.iter().map(teller_side));
    match sides.as_slice() {
        [Some(side)] if !did.contains(side) && (suffered.contains(side) || did.iter().any(|code| code != side)) => {
            Status::OneSided
        }
        _ => Status::Confirmed,
    }
}

/// Whether such an act is known by being done: words, meetings, measures, marches.
fn is_public(category: Category) -> bool {
    matches!(category.quad_code(), 1 | 3) || matches!(category, Category::Protest | Category::Sanction)
}

/// On whose word a mention rests: the party that speaks, else the side that the publisher is on.
fn teller_side(teller: &Teller) -> Option<String> {
    voices::party(teller.mention).or_else(|| teller.home.map(str::to_string))
}
