//! Commitments: agreements, announcements and threats as things with a life, and the later incidents that tell what became of them.
//!
//! A commitment is an incident of its own; what it comes to is another. The two are linked when the later one is done by who made
//! the commitment (or, for an agreement, by one of those who made it), after it was made, and is what was said: the same kind of
//! deed for an announcement, force against the one threatened for a threat, observance or breach for an agreement. Words in common
//! with what was promised decide between several.
//!
//! What becomes of one commitment follows from the incidents that one of its makers did in its time, so a ledger links again those
//! commitments alone that a new incident can concern.

mod told;

pub use told::{Line, Told, rule_files};

use event::{Assertion, Category, Commitment, CommitmentKind, Fate, Outcome};
use told::{shares, shares_all};

/// For how many days after it was said an announcement or threat can be carried out.
const SOON: i32 = 30;
/// How many breaches of an agreement are linked: the first tell that it was broken, later ones nothing more.
const BREACHES: usize = 2;
/// How many words a promise and a deed must share where the kind of deed does not say that it is the one promised.
const SHARED: usize = 2;
/// For how many days after a truce fighting between those who agreed to it is told as its breach, called so or not.
const YOUNG: i32 = 7;
const _: () = assert!(YOUNG <= SOON, "who looks back for announcements finds young truces");
/// For how many days after an agreement what its parties do is told as keeping it without naming it.
const RECALLED: i32 = 120;
/// The reason by which a meeting that was agreed is linked, once.
const MET: &str = "met as agreed";

/// The commitments among incidents, in order of the day that they were made. The order of the incidents does not matter.
pub fn commitments(mut told: Vec<Told>) -> Vec<Commitment> {
    told.sort_by_key(Told::order);
    let promises = told.iter().filter_map(|told| Some((told, kind(told)?)));
    let commitment = |(promise, kind): (&Told, CommitmentKind)| {
        let (from, until) = life(promise, kind);
        let makers = promise.makers();
        let lived = |other: &&Told| other.day.is_some_and(|day| from <= day && day <= until) && shares(&makers, &other.doers());
        let later: Vec<&Told> = told.iter().filter(lived).collect();
        Commitment { made: promise.id(), kind, fate: fate(promise, kind, Vec::new(), &later).0 }
    };
    promises.map(commitment).collect()
}

/// Whether an incident makes a commitment, and of what kind.
pub fn kind(told: &Told) -> Option<CommitmentKind> {
    let mutual = told.actors.len() > 1;
    let cameo = told.cameo.as_deref().unwrap_or_default();
    match (told.category, told.assertion) {
        (_, Assertion::Announced) => Some(CommitmentKind::Announcement),
        (_, Assertion::Denied | Assertion::Negated | Assertion::Hypothetical) => None,
        (Category::Threaten, _) => Some(CommitmentKind::Threat),
        (Category::Agree | Category::Concede, _) if mutual => Some(CommitmentKind::Agreement),
        // Signed agreements, and ceasefires declared by one side (CAMEO 057, 0871).
        (Category::Support, _) if cameo.starts_with("057") => Some(CommitmentKind::Agreement),
        (Category::Concede, _) if cameo.starts_with("0871") => Some(CommitmentKind::Agreement),
        (Category::Agree, _) => Some(CommitmentKind::Announcement),
        // A retreat or release that one party says it will make (CAMEO 03, express intent to cooperate).
        (Category::Concede, _) if cameo.starts_with("03") => Some(CommitmentKind::Announcement),
        _ => None,
    }
}

/// The first and the last day on which something can become of a commitment; one without a day has none, and the first is after the last.
pub fn life(promise: &Told, kind: CommitmentKind) -> (i32, i32) {
    match (promise.day, kind) {
        (None, _) => (i32::MAX, i32::MIN),
        (Some(made), CommitmentKind::Agreement) => (made, i32::MAX),
        (Some(made), CommitmentKind::Announcement | CommitmentKind::Threat) => (made, made.saturating_add(SOON)),
    }
}

/// Whether a later incident can be what became of a commitment, were there no other.
pub fn concerns(promise: &Told, kind: CommitmentKind, other: &Told) -> bool {
    let (from, until) = life(promise, kind);
    other.day.is_some_and(|day| from <= day && day <= until) && !fate(promise, kind, Vec::new(), &[other]).0.is_empty()
}

/// How many days back the commitments can have been made that an incident concerns; none where even an old agreement can be.
pub fn looks_back(other: &Told) -> Option<i32> {
    let revokes = matches!(other.category, Category::Sanction | Category::Reject) && other.accord;
    let again = matches!(other.category, Category::Agree | Category::Concede | Category::Support);
    let keeps = other.observes(false) || other.observes(true);
    (!other.breach && !revokes && !again && !keeps).then_some(SOON)
}

/// What became of a commitment, and the day after which nothing more can, where one of the incidents ended it. `later` are incidents of its
/// life in which one of its makers acts, in order of [`Told::order`]. Of an agreement `before` is what became of it earlier than those; what
/// becomes of others is decided among all at once.
pub fn fate(promise: &Told, kind: CommitmentKind, before: Vec<Fate>, later: &[&Told]) -> (Vec<Fate>, Option<i32>) {
    let Some(made) = promise.day else { return (Vec::new(), None) };
    match kind {
        CommitmentKind::Agreement => of_agreement(promise, made, before, later),
        CommitmentKind::Announcement if promise.halts() => (of_halt(promise, made, later), None),
        CommitmentKind::Announcement | CommitmentKind::Threat => (best(promise, kind, made, later).into_iter().collect(), None),
    }
}

/// What became of the word of one side that it stops fighting: within days it fights.
fn of_halt(promise: &Told, made: i32, later: &[&Told]) -> Vec<Fate> {
    let fights = |other: &&&Told| {
        let young = other.day.is_some_and(|day| made < day && day <= made.saturating_add(YOUNG));
        let force = other.category == Category::Assault && other.assertion == Assertion::Actual;
        young && force && shares(&promise.actors, &other.actors)
    };
    let broken = later.iter().filter(fights).take(BREACHES);
    broken.map(|other| outcome(other, Outcome::Broken, &["same actor", "force within days"])).collect()
}

/// The later incident that fits best, of several the first. What was threatened is news when it comes, so of strikes the one most told;
/// of what was announced the act itself before others, and of those the one with most words in common.
fn best(promise: &Told, kind: CommitmentKind, made: i32, later: &[&Told]) -> Option<Fate> {
    let fitting = later.iter().filter(|other| other.id() != promise.id()).filter_map(|other| {
        let days = other.day? - made;
        let (weight, because) = match kind {
            CommitmentKind::Threat => (other.mentions, strikes(promise, other).filter(|_| days > 0)?),
            _ => (promise.shared_words(other), carries_out(promise, other)?),
        };
        Some(((because[1] == ANNOUNCED, weight, std::cmp::Reverse(days)), other, because))
    });
    let (_, other, because) =
        fitting.max_by(|(a, first, _), (b, second, _)| a.cmp(b).then_with(|| second.id().cmp(&first.id())))?;
    Some(outcome(other, Outcome::CarriedOut, &because))
}

fn outcome(other: &Told, outcome: Outcome, because: &[&str]) -> Fate {
    Fate { incident: other.id(), outcome, because: because.iter().map(|reason| (*reason).to_string()).collect() }
}

/// The reason by which the act that was announced is linked.
const ANNOUNCED: &str = "the act announced";

/// A deed of the same party that is what it said, or shares enough of its words.
fn carries_out(promise: &Told, other: &Told) -> Option<Vec<&'static str>> {
    // An offer is not carried out by force.
    let friendly = promise.category.quad_code() < 3;
    let deed =
        other.category == Category::Consult || other.category.quad_code() == 2 || other.category.quad_code() == 4 && !friendly;
    let same_kind = promise.category == other.category || promise.families.intersection(&other.families).next().is_some();
    let shared = promise.shared_words(other) >= SHARED;
    let fits = other.assertion == Assertion::Actual && deed && shares(&promise.actors, &other.actors);
    // Who comes is often all that is said of those who met.
    let met = promise.meets_in(other) && other.day > promise.day;
    match (fits || met, same_kind || met, shared) {
        (true, true, _) => Some(vec!["same actor", ANNOUNCED]),
        // What is done on the day of the announcement is often its setting: a session, a visit.
        (true, false, true) if other.day > promise.day => Some(vec!["same actor", "words in common"]),
        _ => None,
    }
}

/// Force of the one who threatened against the one threatened.
fn strikes(promise: &Told, other: &Told) -> Option<Vec<&'static str>> {
    let force = matches!(other.category, Category::Assault | Category::Coerce | Category::Sanction);
    let aimed = promise.recipients.is_empty() || shares(&promise.recipients, &other.recipients);
    let fits = force && !other.downs() && other.assertion == Assertion::Actual && shares(&promise.actors, &other.actors) && aimed;
    fits.then(|| vec!["same actor", "force after a threat"])
}

/// What became of an agreement, up to where its parties agree again or it is revoked: what is told later is told of the newer one, or of
/// none.
fn of_agreement(promise: &Told, made: i32, before: Vec<Fate>, later: &[&Told]) -> (Vec<Fate>, Option<i32>) {
    let parties = &promise.actors;
    let truce = promise.is_truce();
    let mut breaches = before.iter().filter(|fate| fate.outcome == Outcome::Broken).count();
    let mut met = before.iter().any(|fate| fate.because.iter().any(|reason| reason == MET));
    let mut fate = before;
    for other in later.iter().filter(|other| other.id() != promise.id()) {
        // That an agreement is revoked is news when it is announced; that it is broken, when it happens.
        let revokes = matches!(other.category, Category::Sanction | Category::Reject);
        let told = other.assertion == Assertion::Actual || revokes && other.assertion == Assertion::Announced;
        if !shares(parties, &other.actors) || !told {
            continue;
        }
        let shared = promise.shared_words(other);
        let after = other.day > Some(made);
        let again = matches!(other.category, Category::Agree | Category::Concede | Category::Support);
        let fought = after && other.day <= Some(made.saturating_add(YOUNG)) && other.category == Category::Assault;
        let recalled = other.day <= Some(made.saturating_add(RECALLED));
        let between = other.recipients.is_empty() || shares(&other.recipients, parties);
        if truce && breaches < BREACHES && (other.breach || fought && between) {
            breaches += 1;
            let because = if other.breach { "called a breach" } else { "force within days" };
            fate.push(outcome(other, Outcome::Broken, &["one of its parties", because]));
        } else if after && again && shares_all(parties, &other.actors) && (truce || shared >= SHARED) && truce == other.is_truce()
        {
            fate.push(outcome(other, Outcome::Renewed, &["the same parties agree again"]));
            return (fate, other.day);
        } else if revokes && shared >= SHARED && other.accord {
            let ended = if other.suspends { Outcome::Suspended } else { Outcome::Revoked };
            fate.push(outcome(other, ended, &["one of its parties", "names the agreement"]));
            if ended == Outcome::Revoked {
                return (fate, other.day);
            }
        } else if after && !truce && promise.meets_in(other) && !met {
            met = true;
            fate.push(outcome(other, Outcome::Kept, &["its parties", MET]));
        } else if after && other.observes(truce) && shared > SHARED && (other.accord || recalled) {
            fate.push(outcome(other, Outcome::Kept, &["one of its parties", "words in common"]));
        }
    }
    (fate, None)
}
