//! Who the sides of an act are in ACLED's terms: their names, whom they are associated with, and the number of their kind.

use super::kind::Kind;
use crate::countries;
use crate::told::{Party, Told, joined};
use event::Category;

/// The kinds of actors, with ACLED's numbers. 4, identity militias, is never given: nothing in a text's words tells them from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Military, police and government.
    State = 1,
    /// Rebel groups.
    Rebels = 2,
    /// Political militias, gangs, and armed people whom nobody knows.
    Militia = 3,
    /// Those who take part in violent demonstrations.
    Rioters = 5,
    /// Those who take part in peaceful ones.
    Protesters = 6,
    /// Everybody who bears no arms.
    Civilians = 7,
    /// Forces outside their own country, and those of organisations of states.
    External = 8,
}

/// One side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// What it is; none where nobody stands there.
    pub role: Option<Role>,
    /// ACLED's name for it.
    pub name: String,
    /// Whom it is associated with: what further participants of the side are called, and what the civilians are.
    pub associated: String,
}

impl Side {
    /// The number of its kind; 0 where nobody stands there.
    pub fn inter(&self) -> u8 {
        self.role.map_or(0, |role| role as u8)
    }

    /// Whether it bears arms.
    pub fn is_armed(&self) -> bool {
        matches!(self.role, Some(Role::State | Role::Rebels | Role::Militia | Role::External))
    }

    /// Whether it is an armed group outside any state's forces.
    pub fn is_group(&self) -> bool {
        matches!(self.role, Some(Role::Rebels | Role::Militia))
    }

    /// Name, associated actors, and number.
    pub fn cells(&self) -> [String; 3] {
        [self.name.clone(), self.associated.clone(), self.inter().to_string()]
    }
}

/// The nouns of crowds: whether who bears them demonstrates in peace.
static CROWDS: &str = include_str!("../../data/crowds.tsv");

/// The sides of an event in a country. Of a reciprocal act the first participant is one side and the others are the other.
pub fn sides(told: &Told<'_>, country: &str) -> (Side, Side) {
    let (actors, recipients) = (told.actors(), told.recipients());
    if told.is_reciprocal() {
        let (first, others) = actors.split_at(1);
        return (side(told, first, country, true), side(told, others, country, true));
    }
    let violent = told.event.category.value == Category::Assault;
    (side(told, &actors, country, true), side(told, &recipients, country, !violent))
}

/// One side. Officials who act are the state; those on whom violence is done are civilians.
fn side(told: &Told<'_>, parties: &[Party<'_>], country: &str, acts: bool) -> Side {
    let Some((first, others)) = parties.split_first() else { return Side::default() };
    let role = role(first, country, acts);
    let associated: Vec<String> =
        others.iter().map(|other| name(told, other, self::role(other, country, acts), country)).collect();
    let what = associated_with(first, role);
    let associated = joined(what.iter().chain(&associated).map(|name| Some(name.as_str())), "; ");
    Side { role: Some(role), name: name(told, first, role, country), associated }
}

fn role(party: &Party<'_>, country: &str, acts: bool) -> Role {
    if let Some(crowd) = crowd(party) {
        return crowd;
    }
    let code = party.record.code.unwrap_or_default();
    let at_home = |role| if code.is_empty() || code == country { role } else { Role::External };
    match party.sector() {
        "MIL" | "COP" | "SPY" => at_home(Role::State),
        "GOV" if acts || party.is_state() => at_home(Role::State),
        "LEG" | "JUD" if acts => at_home(Role::State),
        "REB" => Role::Rebels,
        "UAF" | "CRM" | "PRM" | "UNK" => Role::Militia,
        _ if code == "IMG" => Role::Rebels,
        _ if matches!(code, "UNO" | "EUR" | "IGO") && acts => Role::External,
        _ => Role::Civilians,
    }
}

/// What the party's own words say of a crowd.
fn crowd(party: &Party<'_>) -> Option<Role> {
    let words = party.record.entity_text?.to_lowercase();
    let is = |noun: &str| {
        words.split(|letter: char| !letter.is_alphanumeric()).any(|word| word.strip_suffix('s').unwrap_or(word) == noun)
    };
    let line = CROWDS.lines().skip(1).filter_map(|line| line.split_once('\t')).find(|(noun, _)| is(noun))?;
    Some(if line.1 == "peaceful" { Role::Protesters } else { Role::Rioters })
}

/// ACLED's name of a party: `Military Forces of X`, `Civilians (X)`, a group's own name.
/// People without a country of their own have the event's; forces have none then.
fn name(told: &Told<'_>, party: &Party<'_>, role: Role, country: &str) -> String {
    let here = countries::of(country).map(|country| country.name);
    let country = party.record.code.and_then(countries::of).map(|country| country.name);
    let of = |what: &str| country.map_or(what.to_string(), |country| format!("{what} of {country}"));
    let in_country = |what: &str| country.or(here).map_or(what.to_string(), |country| format!("{what} ({country})"));
    let own = || party.name().map(str::to_string);
    match (role, party.sector()) {
        (Role::State | Role::External, "MIL") => of("Military Forces"),
        (Role::State | Role::External, "COP") => of("Police Forces"),
        (Role::State, _) => of("Government"),
        (Role::External, _) if country.is_some() => of("Government"),
        (Role::External, _) => own().unwrap_or_default(),
        (Role::Protesters, _) => in_country("Protesters"),
        (Role::Rioters, _) => in_country("Rioters"),
        (Role::Civilians, _) => in_country("Civilians"),
        // Only a name tells one group from another; "gunmen" are nobody known.
        (Role::Rebels | Role::Militia, _) => {
            told.group_name(party).map(str::to_string).unwrap_or_else(|| in_country("Unidentified Armed Group"))
        }
    }
}

/// What the unarmed are, where ACLED has a name for it, and the name of an organisation that they are.
fn associated_with(party: &Party<'_>, role: Role) -> Option<String> {
    if !matches!(role, Role::Civilians | Role::Protesters | Role::Rioters) {
        return None;
    }
    let country = party.record.code.and_then(countries::of).map(|country| country.name);
    let what = match party.sector() {
        "AGR" => "Farmers",
        "JRN" => "Journalists",
        "JUD" => "Judges",
        "LAB" => "Labor Group",
        "MED" => "Health Workers",
        "REF" => "Refugees/IDPs",
        "GOV" | "LEG" => return country.map(|country| format!("Government of {country}")),
        _ => return party.record.identifier_text.filter(|_| !party.is_state()).map(str::to_string),
    };
    country.map(|country| format!("{what} ({country})"))
}

/// The sides as ACLED writes them for a kind. A demonstration has its crowd first, and its target is no actor; force against a
/// crowd has the crowd first and the force second.
pub fn as_recorded(kind: Kind, one: Side, two: Side, country: &str) -> (Side, Side) {
    let crowd = |role: Role, side: &Side| {
        let what = if role == Role::Rioters { "Rioters" } else { "Protesters" };
        Side { role: Some(role), name: format!("{what} ({country})"), associated: side.associated.clone() }
    };
    match kind {
        Kind::PeacefulProtest => (crowd(Role::Protesters, &one), Side::default()),
        Kind::ProtestWithIntervention | Kind::ExcessiveForce => (crowd(Role::Protesters, &two), one),
        Kind::ViolentDemonstration if one.is_armed() => (crowd(Role::Rioters, &two), one),
        Kind::ViolentDemonstration => (crowd(Role::Rioters, &one), Side::default()),
        Kind::MobViolence => (crowd(Role::Rioters, &one), two),
        _ => (one, two),
    }
}
