//! Commitments: agreements, announcements and threats as things with a life, and the later incidents that tell what became of them.
//!
//! A commitment is an incident of its own; what it comes to is another. The two are linked when the later one is done by who made
//! the commitment (or, for an agreement, by one of those who made it), after it was made, and is what was said: the same kind of
//! deed for an announcement, force against the one threatened for a threat, observance or breach for an agreement. Words in common
//! with what was promised decide between several.

use crate::copies::hash;
use crate::days::day_number;
use crate::words::{is_plain, words};
use event::{Assertion, Category, Commitment, CommitmentKind, Fate, Incident, Outcome, Participant};
use std::collections::BTreeSet;

/// For how many days after it was said an announcement or threat can be carried out.
const SOON: i32 = 30;
/// How many breaches of an agreement are linked: the first tell that it was broken, later ones nothing more.
const BREACHES: usize = 2;
/// How many words a promise and a deed must share where the kind of deed does not say that it is the one promised.
const SHARED: usize = 2;
/// How words for agreements begin.
const ACCORDS: [&str; 10] =
    ["agreement", "accord", "treat", "truce", "ceasefire", "armistice", "memorandum", "understanding", "pacts", "deals"];
/// Words for fighting that is to stop.
const TRUCES: [&str; 6] = ["truce", "ceasefire", "armistice", "hostilities", "firing", "de-escalation"];

/// The commitments among incidents, in order of the day that they were made. The order of the incidents does not matter.
pub fn commitments(mut told: Vec<Told>) -> Vec<Commitment> {
    told.sort_by_key(|told| (told.day.is_none(), told.day, told.incident.id));
    let dated = told.partition_point(|told| told.day.is_some());
    let promises = told.iter().filter_map(|told| Some((told, kind(told)?)));
    promises
        .map(|(promise, kind)| Commitment { made: promise.incident.id, kind, fate: fate(promise, kind, &told[..dated]) })
        .collect()
}

/// What one mention tells of an incident, as far as linking goes by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its sentence.
    pub words: String,
    /// The rule that found it.
    pub rule: String,
    /// Its CAMEO code.
    pub cameo: Option<String>,
}

/// An incident with what linking needs.
pub struct Told {
    incident: Incident,
    /// First day, or that of the first report.
    day: Option<i32>,
    /// The hashes of the telling words of its sentences, in order.
    words: Vec<u64>,
    /// The files of the rules that found it.
    families: BTreeSet<String>,
    /// Whether a report calls it a breach of an agreement (CAMEO 196, violate ceasefire).
    breach: bool,
    /// Whether its sentences speak of an agreement.
    accord: bool,
    /// Whether they speak of fighting that is to stop.
    truce: bool,
    /// Whether they say that something is set aside for a time.
    suspends: bool,
}

impl Told {
    /// An incident, of which its sides, days and kind are looked at, and what its mentions tell.
    pub fn of(incident: Incident, lines: impl Iterator<Item = Line>) -> Told {
        let day = incident.days.map(|(first, _)| first).or(incident.reported.map(|(first, _)| first));
        // The names of the parties stand in every sentence about them.
        let sides = incident.actors.iter().chain(&incident.recipients).filter_map(|party| party.name.as_deref());
        let names: BTreeSet<String> = sides.flat_map(words).collect();
        let telling = |word: &String| word.chars().count() > 4 && !names.contains(word) && !is_plain(word);
        let mut told = Told {
            incident,
            day: day.map(day_number),
            words: Vec::new(),
            families: BTreeSet::new(),
            breach: false,
            accord: false,
            truce: false,
            suspends: false,
        };
        for line in lines {
            told.breach |= line.cameo.as_deref() == Some("196");
            told.families.extend(line.rule.split('#').next().map(str::to_string));
            for word in words(&line.words).filter(telling) {
                told.accord |= ACCORDS.iter().any(|accord| word.starts_with(accord));
                told.truce |= TRUCES.contains(&word.as_str());
                told.suspends |= word.starts_with("suspen") || word.starts_with("freez");
                told.words.push(hash(&word));
            }
        }
        told.words.sort_unstable();
        told.words.dedup();
        told
    }

    /// Whether it is about silencing arms.
    fn is_truce(&self) -> bool {
        self.incident.category == Category::Concede || self.truce
    }

    /// Whether it can be what was agreed: arms are laid down under a truce; what else is agreed is done together.
    fn observes(&self, truce: bool) -> bool {
        match self.incident.category {
            Category::Retreat => true,
            Category::Cooperate | Category::Consult => !truce,
            _ => false,
        }
    }

    fn shared_words(&self, other: &Told) -> usize {
        self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count()
    }
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
        CommitmentKind::Announcement => best(promise, made, &told[from..soon], carries_out).into_iter().collect(),
        CommitmentKind::Threat => best(promise, made, &told[from..soon], strikes).into_iter().collect(),
    }
}

/// The first later incident that fits best.
fn best(promise: &Told, made: i32, later: &[Told], fits: fn(&Told, &Told) -> Option<Vec<&'static str>>) -> Option<Fate> {
    let fitting = later.iter().filter(|other| other.incident.id != promise.incident.id).filter_map(|other| {
        let because = fits(promise, other)?;
        Some(((promise.shared_words(other), std::cmp::Reverse(other.day? - made)), other, because))
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
    match (fits, same_kind, shared) {
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
        if truce && other.breach && breaches < BREACHES {
            breaches += 1;
            fate.push(outcome(other, Outcome::Broken, &["one of its parties", "called a breach"]));
        } else if after
            && again
            && shares_all(&parties, &codes(&incident.actors))
            && shared >= SHARED
            && truce == other.is_truce()
        {
            fate.push(outcome(other, Outcome::Renewed, &["the same parties agree again", "words in common"]));
            break;
        } else if revokes && shared >= SHARED && other.accord {
            let ended = if other.suspends { Outcome::Suspended } else { Outcome::Revoked };
            fate.push(outcome(other, ended, &["one of its parties", "names the agreement"]));
            if ended == Outcome::Revoked {
                break;
            }
        } else if other.observes(truce) && shared > SHARED {
            fate.push(outcome(other, Outcome::Kept, &["one of its parties", "words in common"]));
        }
    }
    fate
}

fn same_actor(promise: &Told, other: &Told) -> bool {
    shares(&codes(&promise.incident.actors), &codes(&other.incident.actors))
}

fn codes(side: &[Participant]) -> Vec<&str> {
    side.iter().filter_map(|party| party.code.as_deref()).collect()
}

fn shares(a: &[&str], b: &[&str]) -> bool {
    a.iter().any(|code| b.contains(code))
}

fn shares_all(a: &[&str], b: &[&str]) -> bool {
    !a.is_empty() && a.iter().all(|code| b.contains(code))
}
