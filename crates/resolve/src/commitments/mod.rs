//! Commitments: agreements, announcements and threats as things with a life, and the later incidents that tell what became of them.
//!
//! A commitment is an incident of its own; what it comes to is another. The two are linked when the later one is done by who made
//! the commitment (or, for an agreement, by one of those who made it), after it was made, and is what was said: the same kind of
//! deed for an announcement, force against the one threatened for a threat, observance or breach for an agreement. Words in common
//! with what was promised decide between several.

mod told;

pub use told::{Line, Told};

use event::{Assertion, Category, Commitment, CommitmentKind, Fate, Outcome};
use told::{codes, shares, shares_all};

/// For how many days after it was said an announcement or threat can be carried out.
const SOON: i32 = 30;
/// How many breaches of an agreement are linked: the first tell that it was broken, later ones nothing more.
const BREACHES: usize = 2;
/// How many words a promise and a deed must share where the kind of deed does not say that it is the one promised.
const SHARED: usize = 2;
/// For how many days after a truce fighting between those who agreed to it is told as its breach, called so or not.
const YOUNG: i32 = 7;

/// The commitments among incidents, in order of the day that they were made. The order of the incidents does not matter.
pub fn commitments(mut told: Vec<Told>) -> Vec<Commitment> {
    told.sort_by_key(|told| (told.day.is_none(), told.day, told.incident.id));
    let dated = told.partition_point(|told| told.day.is_some());
    let promises = told.iter().filter_map(|told| Some((told, kind(told)?)));
    promises
        .map(|(promise, kind)| Commitment { made: promise.incident.id, kind, fate: fate(promise, kind, &told[..dated]) })
        .collect()
}

/// Whether an incident makes a commitment, and of what kind.
fn kind(told: &Told) -> Option<CommitmentKind> {
    let incident = &told.incident;
    let mutual = incident.actors.iter().filter(|party| party.code.is_some()).count() > 1;
    let cameo = incident.cameo.as_deref().unwrap_or_default();
    match (incident.category, incident.assertion) {
        (_, Assertion::Announced) => Some(CommitmentKind::Announcement),
        (_, Assertion::Denied | Assertion::Negated | Assertion::Hypothetical) => None,
        (Category::Threaten, _) => Some(CommitmentKind::Threat),
        (Category::Agree | Category::Concede, _) if mutual => Some(CommitmentKind::Agreement),
        // Signed agreements, and ceasefires declared by one side (CAMEO 057, 0871).
        (Category::Support, _) if cameo.starts_with("057") => Some(CommitmentKind::Agreement),
        (Category::Concede, _) if cameo.starts_with("0871") => Some(CommitmentKind::Agreement),
        (Category::Agree, _) => Some(CommitmentKind::Announcement),
        _ => None,
    }
}

/// `told` are all incidents that have a day, in order.
fn fate(promise: &Told, kind: CommitmentKind, told: &[Told]) -> Vec<Fate> {
    let Some(made) = promise.day else { return Vec::new() };
    let from = told.partition_point(|other| other.day < Some(made));
    let soon = told.partition_point(|other| other.day <= Some(made + SOON));
    match kind {
        CommitmentKind::Agreement => of_agreement(promise, made, &told[from..]),
        CommitmentKind::Announcement | CommitmentKind::Threat => {
            best(promise, kind, made, &told[from..soon]).into_iter().collect()
        }
    }
}

/// The later incident that fits best, of several the first. What was threatened is news when it comes, so of strikes the one most told;
/// of what was announced the one with most words in common.
fn best(promise: &Told, kind: CommitmentKind, made: i32, later: &[Told]) -> Option<Fate> {
    let fitting = later.iter().filter(|other| other.incident.id != promise.incident.id).filter_map(|other| {
        let days = other.day? - made;
        let (weight, because) = match kind {
            CommitmentKind::Threat => (other.mentions, strikes(promise, other).filter(|_| days > 0)?),
            _ => (promise.shared_words(other), carries_out(promise, other)?),
        };
        Some(((weight, std::cmp::Reverse(days)), other, because))
    });
    let (_, other, because) =
        fitting.max_by(|(a, first, _), (b, second, _)| a.cmp(b).then_with(|| second.incident.id.cmp(&first.incident.id)))?;
    Some(outcome(other, Outcome::CarriedOut, &because))
}

fn outcome(other: &Told, outcome: Outcome, because: &[&str]) -> Fate {
    Fate { incident: other.incident.id, outcome, because: because.iter().map(|reason| (*reason).to_string()).collect() }
}

/// A deed of the same party that is what it said, or shares enough of its words.
fn carries_out(promise: &Told, other: &Told) -> Option<Vec<&'static str>> {
    // An offer is not carried out by force.
    let friendly = promise.incident.category.quad_code() < 3;
    let deed = other.incident.category == Category::Consult
        || other.incident.category.quad_code() == 2
        || other.incident.category.quad_code() == 4 && !friendly;
    let same_kind =
        promise.incident.category == other.incident.category || promise.families.intersection(&other.families).next().is_some();
    let shared = promise.shared_words(other) >= SHARED;
    let fits = other.incident.assertion == Assertion::Actual && deed && same_actor(promise, other);
    // Who comes is often all that is said of those who met.
    let met = promise.meets_in(other) && other.day > promise.day;
    match (fits || met, same_kind || met, shared) {
        (true, true, _) => Some(vec!["same actor", "the act announced"]),
        (true, false, true) => Some(vec!["same actor", "words in common"]),
        _ => None,
    }
}

/// Force of the one who threatened against the one threatened.
fn strikes(promise: &Told, other: &Told) -> Option<Vec<&'static str>> {
    let force = matches!(other.incident.category, Category::Assault | Category::Coerce | Category::Sanction);
    let recipients = codes(&promise.incident.recipients);
    let aimed = recipients.is_empty() || shares(&recipients, &codes(&other.incident.recipients));
    let fits = force && other.incident.assertion == Assertion::Actual && same_actor(promise, other) && aimed;
    fits.then(|| vec!["same actor", "force after a threat"])
}

/// What became of an agreement, up to where its parties agree again or it is revoked: what is told later is told of the newer one, or of
/// none.
fn of_agreement(promise: &Told, made: i32, later: &[Told]) -> Vec<Fate> {
    let parties = codes(&promise.incident.actors);
    let truce = promise.is_truce();
    let mut fate = Vec::new();
    let mut breaches = 0;
    let mut met = false;
    for other in later.iter().filter(|other| other.incident.id != promise.incident.id) {
        let incident = &other.incident;
        let between = codes(&incident.actors).iter().any(|code| parties.contains(code));
        // That an agreement is revoked is news when it is announced; that it is broken, when it happens.
        let revokes = matches!(incident.category, Category::Sanction | Category::Reject);
        let told = incident.assertion == Assertion::Actual || revokes && incident.assertion == Assertion::Announced;
        if !between || !told {
            continue;
        }
        let shared = promise.shared_words(other);
        let after = other.day > Some(made);
        let again = matches!(incident.category, Category::Agree | Category::Concede | Category::Support);
        let fought = after && other.day <= Some(made + YOUNG) && incident.category == Category::Assault;
        let against = codes(&incident.recipients);
        if truce && breaches < BREACHES && (other.breach || fought && (against.is_empty() || shares(&against, &parties))) {
            breaches += 1;
            let because = if other.breach { "called a breach" } else { "force within days" };
            fate.push(outcome(other, Outcome::Broken, &["one of its parties", because]));
        } else if after
            && again
            && shares_all(&parties, &codes(&incident.actors))
            && (truce || shared >= SHARED)
            && truce == other.is_truce()
        {
            fate.push(outcome(other, Outcome::Renewed, &["the same parties agree again"]));
            break;
        } else if revokes && shared >= SHARED && other.accord {
            let ended = if other.suspends { Outcome::Suspended } else { Outcome::Revoked };
            fate.push(outcome(other, ended, &["one of its parties", "names the agreement"]));
            if ended == Outcome::Revoked {
                break;
            }
        } else if after && !truce && promise.meets_in(other) && !met {
            met = true;
            fate.push(outcome(other, Outcome::Kept, &["its parties", "met as agreed"]));
        } else if after && other.observes(truce) && shared > SHARED {
            fate.push(outcome(other, Outcome::Kept, &["one of its parties", "words in common"]));
        }
    }
    fate
}

fn same_actor(promise: &Told, other: &Told) -> bool {
    shares(&codes(&promise.incident.actors), &codes(&other.incident.actors))
}
