//! Who fights whom in UCDP's terms: a government, an organised group, or civilians.

use crate::countries;
use crate::told::{Party, Told};
use event::Side;

/// UCDP's types of violence, with its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Violence {
    /// A government fights a government or a group.
    StateBased = 1,
    /// Groups fight each other.
    NonState = 2,
    /// A government or group kills civilians.
    OneSided = 3,
}

/// An organised actor, or civilians.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opponent {
    /// UCDP's name for it.
    pub name: String,
    /// Gleditsch and Ward's number, of governments.
    pub state_number: String,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Government,
    Group,
    Gang,
    Civilians,
}

/// The two sides. A government is side A, and so is who kills civilians.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opponents {
    /// Side A.
    pub a: Opponent,
    /// Side B.
    pub b: Opponent,
    /// What kind of violence it is.
    pub violence: Violence,
    /// Whether side A is the event's recipient.
    swapped: bool,
}

impl Opponents {
    /// Whether a side of the event is side A.
    pub fn is_a(&self, side: Side) -> bool {
        (side == Side::Actor) != self.swapped
    }

    /// Whether side B are civilians.
    pub fn b_is_civilian(&self) -> bool {
        self.violence == Violence::OneSided
    }
}

/// The sides of an act of force; none where one of them is neither organised nor civilian, or the actor is not organised. Between
/// a government and a gang nothing is at stake that UCDP counts as a conflict.
pub fn of(told: &Told<'_>) -> Option<Opponents> {
    let (actors, recipients) = (told.actors(), told.recipients());
    let (one, two) = if told.is_reciprocal() { (actors.first(), actors.get(1)) } else { (actors.first(), recipients.first()) };
    let (one, two) = (opponent(told, one?)?, opponent(told, two?)?);
    let (violence, swapped) = match (one.what, two.what) {
        (What::Civilians, _) => return None,
        (_, What::Civilians) => (Violence::OneSided, false),
        (What::Government, What::Gang) | (What::Gang, What::Government) => return None,
        (What::Government, _) => (Violence::StateBased, false),
        (_, What::Government) => (Violence::StateBased, true),
        (What::Group | What::Gang, _) => (Violence::NonState, false),
    };
    let (a, b) = if swapped { (two, one) } else { (one, two) };
    Some(Opponents { a, b, violence, swapped })
}

/// What a party is. A group counts only under its own name: "gunmen" are organised by nobody known.
fn opponent(told: &Told<'_>, party: &Party<'_>) -> Option<Opponent> {
    let country = party.record.code.and_then(countries::of);
    match party.sector() {
        "MIL" | "COP" | "SPY" | "GOV" => country.map(|country| Opponent {
            name: format!("Government of {}", country.name),
            state_number: country.gleditsch_ward.to_string(),
            what: What::Government,
        }),
        "REB" | "PRM" | "CRM" => {
            let name = told.group_name(party)?;
            let what = if party.sector() == "CRM" { What::Gang } else { What::Group };
            Some(Opponent { name: name.to_string(), state_number: String::new(), what })
        }
        "UAF" | "UNK" | "" => None,
        _ => Some(Opponent { name: "Civilians".to_string(), state_number: String::new(), what: What::Civilians }),
    }
}
