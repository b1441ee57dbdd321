//! What an act is in ACLED's terms. Each kind is a line of [`KINDS`]; how categories, modes and sides lead there is [`of`].

use super::actor::{Role, Side};
use crate::told::Told;
use event::Category;

/// A sub-event type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // ACLED's own names
pub enum Kind {
    ArmedClash,
    GovernmentRegainsTerritory,
    NonStateActorOvertakesTerritory,
    PeacefulProtest,
    ProtestWithIntervention,
    ExcessiveForce,
    ViolentDemonstration,
    MobViolence,
    ChemicalWeapon,
    AirStrike,
    SuicideBomb,
    Shelling,
    RemoteExplosive,
    SexualViolence,
    Attack,
    Abduction,
    Agreement,
    Arrests,
    ChangeToGroup,
    PropertyDestruction,
    TransferOfTerritory,
    Other,
}

const VIOLENCE: &str = "Political violence";
const DEMONSTRATIONS: &str = "Demonstrations";
const BOTH: &str = "Political violence; Demonstrations";
const STRATEGIC: &str = "Strategic developments";
const BATTLES: &str = "Battles";
const PROTESTS: &str = "Protests";
const RIOTS: &str = "Riots";
const REMOTE: &str = "Explosions/Remote violence";
const CIVILIANS: &str = "Violence against civilians";

/// Disorder type, event type and sub-event type of each kind, in the order of the kinds.
const KINDS: [(&str, &str, &str); 22] = [
    (VIOLENCE, BATTLES, "Armed clash"),
    (VIOLENCE, BATTLES, "Government regains territory"),
    (VIOLENCE, BATTLES, "Non-state actor overtakes territory"),
    (DEMONSTRATIONS, PROTESTS, "Peaceful protest"),
    (DEMONSTRATIONS, PROTESTS, "Protest with intervention"),
    (BOTH, PROTESTS, "Excessive force against protesters"),
    (DEMONSTRATIONS, RIOTS, "Violent demonstration"),
    (VIOLENCE, RIOTS, "Mob violence"),
    (VIOLENCE, REMOTE, "Chemical weapon"),
    (VIOLENCE, REMOTE, "Air/drone strike"),
    (VIOLENCE, REMOTE, "Suicide bomb"),
    (VIOLENCE, REMOTE, "Shelling/artillery/missile attack"),
    (VIOLENCE, REMOTE, "Remote explosive/landmine/IED"),
    (VIOLENCE, CIVILIANS, "Sexual violence"),
    (VIOLENCE, CIVILIANS, "Attack"),
    (VIOLENCE, CIVILIANS, "Abduction/forced disappearance"),
    (STRATEGIC, STRATEGIC, "Agreement"),
    (STRATEGIC, STRATEGIC, "Arrests"),
    (STRATEGIC, STRATEGIC, "Change to group/activity"),
    (STRATEGIC, STRATEGIC, "Looting/property destruction"),
    (STRATEGIC, STRATEGIC, "Non-violent transfer of territory"),
    (STRATEGIC, STRATEGIC, "Other"),
];

/// Weapons that work from afar, the more special first.
const REMOTE_MODES: [(&[&str], Kind); 5] = [
    (&["unconventional"], Kind::ChemicalWeapon),
    (&["suicide-attack"], Kind::SuicideBomb),
    (&["aerial", "drone"], Kind::AirStrike),
    (&["heavy-weapons"], Kind::Shelling),
    (&["explosives"], Kind::RemoteExplosive),
];

/// From how many arrests on they are mass arrests.
const MASS: f64 = 10.0;

impl Kind {
    /// `Political violence`, `Demonstrations` or `Strategic developments`.
    pub fn disorder(self) -> &'static str {
        KINDS[self as usize].0
    }

    /// The event type.
    pub fn event_type(self) -> &'static str {
        KINDS[self as usize].1
    }

    /// The sub-event type.
    pub fn sub_event_type(self) -> &'static str {
        KINDS[self as usize].2
    }

    /// Whether it is a gathering, whose size ACLED notes.
    pub fn is_demonstration(self) -> bool {
        self.disorder().contains(DEMONSTRATIONS)
    }

    /// Whether the unarmed are its main target. Of force against a crowd, the crowd is; else it is the second side. Destruction that
    /// harms nobody aims at things.
    pub fn targets_civilians(self, told: &Told<'_>, two: &Side) -> bool {
        if told.has_mode(&["destroy"]) && !harms(told) {
            return false;
        }
        let violent = matches!(self.event_type(), REMOTE | CIVILIANS) || self == Kind::MobViolence;
        self == Kind::ExcessiveForce || violent && two.role == Some(Role::Civilians)
    }
}

/// The kind of an act between two sides; none where ACLED records no such act.
pub fn of(told: &Told<'_>, one: &Side, two: &Side) -> Option<Kind> {
    let armed = one.is_armed() || two.is_armed();
    let cameo = told.event.cameo.as_deref();
    match told.event.category.value {
        Category::Assault => assault(told, one, two),
        Category::Protest => protest(told),
        Category::Coerce if told.has_mode(&["arrest"]) => {
            told.event.arrested.as_ref().is_some_and(|arrested| arrested.low >= MASS).then_some(Kind::Arrests)
        }
        // Territory is occupied: from whom decides.
        Category::Coerce if cameo == Some("192") => match (one.role?, two.role) {
            (Role::Rebels | Role::Militia, _) => Some(Kind::NonStateActorOvertakesTerritory),
            (Role::State, Some(Role::Rebels | Role::Militia)) => Some(Kind::GovernmentRegainsTerritory),
            _ => Some(Kind::TransferOfTerritory),
        },
        Category::Retreat if armed && told.has_mode(&["withdraw"]) => Some(Kind::TransferOfTerritory),
        Category::Retreat if armed && told.has_mode(&["disarm"]) => Some(Kind::ChangeToGroup),
        // A truce, or a signed agreement with a group under arms.
        Category::Concede if cameo == Some("0871") => Some(Kind::Agreement),
        Category::Support if cameo == Some("057") && (one.is_group() || two.is_group()) => Some(Kind::Agreement),
        _ => None,
    }
}

/// Gatherings only: a strike, a boycott or a fast without one is not recorded.
fn protest(told: &Told<'_>) -> Option<Kind> {
    if told.has_mode(&["riot", "vandalize"]) {
        Some(Kind::ViolentDemonstration)
    } else if told.has_mode(&["demo", "obstruct"]) || told.record.mode.is_empty() {
        Some(Kind::PeacefulProtest)
    } else {
        None
    }
}

/// Whether deaths or injuries are told.
fn harms(told: &Told<'_>) -> bool {
    told.event.dead.is_some() || told.event.injured.is_some()
}

fn assault(told: &Told<'_>, one: &Side, two: &Side) -> Option<Kind> {
    let remote = REMOTE_MODES.iter().find(|(modes, _)| told.has_mode(modes)).map(|(_, kind)| *kind);
    let only = |mode: &str| told.record.mode.as_slice() == [mode];
    if two.role == Some(Role::Rioters) {
        return Some(Kind::ViolentDemonstration);
    }
    if two.role == Some(Role::Protesters) && one.is_armed() {
        // Gas that is fired is no fire.
        let lethal = (told.has_mode(&["firearms"]) || remote.is_some()) && !told.has_mode(&["crowd-control"]);
        let grave = told.event.dead.is_some() || lethal;
        return Some(if grave { Kind::ExcessiveForce } else { Kind::ProtestWithIntervention });
    }
    if told.has_mode(&["crowd-control"]) && one.is_armed() && !two.is_armed() {
        return Some(Kind::ProtestWithIntervention);
    }
    if told.is_reciprocal() {
        return Some(if one.is_armed() && two.is_armed() { Kind::ArmedClash } else { Kind::MobViolence });
    }
    if one.role.is_some() && !one.is_armed() {
        return Some(Kind::MobViolence);
    }
    if remote.is_some() {
        return remote;
    }
    match two.role {
        _ if only("destroy") => Some(Kind::PropertyDestruction),
        Some(_) if two.is_armed() && only("abduct") => Some(Kind::Other),
        Some(_) if two.is_armed() => Some(Kind::ArmedClash),
        Some(_) if told.has_mode(&["sexual"]) => Some(Kind::SexualViolence),
        Some(_) if told.has_mode(&["abduct"]) => Some(Kind::Abduction),
        Some(_) => Some(Kind::Attack),
        // Nobody is named on whom it was done: people were, or it is not known what it was.
        None => harms(told).then_some(Kind::Attack),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_stand_in_the_order_of_their_names() {
        assert_eq!(Kind::ArmedClash.sub_event_type(), "Armed clash");
        assert_eq!(Kind::ExcessiveForce.disorder(), "Political violence; Demonstrations");
        assert_eq!(Kind::RemoteExplosive.sub_event_type(), "Remote explosive/landmine/IED");
        assert_eq!((Kind::Arrests.event_type(), Kind::Arrests.sub_event_type()), ("Strategic developments", "Arrests"));
        assert_eq!(Kind::Other as usize, KINDS.len() - 1);
    }
}
