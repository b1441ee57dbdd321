//! Where an incident stands: confirmed, one side's claim, or disputed.

use super::{Teller, distinct, participants};
use crate::grouping::only_answers;
use crate::voices;
use event::{Category, Mention, Participant, Status};

/// Disputed when anybody denies. One-sided when all who tell it are one party to it, or its side's media, and tell it of the other
/// side. Confirmed otherwise: by somebody who is no party, by both, or by the one who did it; and what is done in public, for all
/// to see and hear. That one answered is nothing told against its interest.
pub fn status(category: Category, tellers: &[Teller], denied_by: &[String]) -> Status {
    if !denied_by.is_empty() {
        return Status::Disputed;
    }
    if is_public(category) {
        return Status::Confirmed;
    }
    let all: Vec<&Mention> = tellers.iter().map(|teller| teller.mention).collect();
    let first: Vec<&Mention> = all.iter().copied().filter(|mention| !only_answers(mention)).collect();
    let told = if first.is_empty() { all } else { first };
    let codes = |side: Vec<Participant>| side.into_iter().filter_map(|party| party.code).collect::<Vec<String>>();
    let did = codes(participants::side(&told, |mention| &mention.actors));
    let suffered = codes(participants::side(&told, |mention| &mention.recipients));
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
