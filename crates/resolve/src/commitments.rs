//! Commitments: agreements, announcements and threats as things with a life, and the later incidents that tell what became of them.
//!
//! A commitment is an incident of its own; what it comes to is another. The two are linked when the later one is done by who made
//! the commitment (or, for an agreement, by one of those who made it), after it was made, and is what was said: the same kind of
//! deed for an announcement, force against the one threatened for a threat, observance or breach for an agreement. Words in common
//! with what was promised decide between several.

use crate::days::day_number;
use crate::words::{is_plain, words};
use event::{Assertion, Category, Commitment, CommitmentKind, Fate, Incident, Mention, Outcome, Participant};
use std::collections::{BTreeMap, BTreeSet};

/// For how many days after it was said an announcement or threat can be carried out.
const SOON: i32 = 30;
/// How many breaches of an agreement are linked: the first tell that it was broken, later ones nothing more.
const BREACHES: usize = 2;
/// How many words a promise and a deed must share where the kind of deed does not say that it is the one promised.
const SHARED: usize = 2;

/// The commitments among incidents, in order of the day that they were made. `mentions` are all mentions of the incidents.
pub fn commitments(incidents: &[Incident], mentions: &BTreeMap<event::EventId, &Mention>) -> Vec<Commitment> {
    let told: Vec<Told> = incidents.iter().map(|incident| Told::of(incident, mentions)).collect();
    let mut made: Vec<(&Told, CommitmentKind)> = told.iter().filter_map(|told| Some((told, kind(told)?))).collect();
    made.sort_by_key(|(told, _)| (told.day.is_none(), told.day, told.incident.id));
    made.iter()
        .map(|(promise, kind)| Commitment { made: promise.incident.id, kind: *kind, fate: fate(promise, *kind, &told) })
        .collect()
}

/// An incident with what linking needs.
struct Told<'i> {
    incident: &'i Incident,
    /// First day, or that of the first report.
    day: Option<i32>,
    /// The telling words of its sentences.
    words: BTreeSet<String>,
    /// The files of the rules that found it.
    families: BTreeSet<&'i str>,
    /// Whether a report calls it a breach of an agreement (CAMEO 196, violate ceasefire).
    breach: bool,
}

impl<'i> Told<'i> {
    fn of(incident: &'i Incident, mentions: &BTreeMap<event::EventId, &'i Mention>) -> Told<'i> {
        let own: Vec<&Mention> = incident.mentions.iter().filter_map(|id| mentions.get(id).copied()).collect();
        let day = incident.days.map(|(first, _)| first).or(incident.reported.map(|(first, _)| first));
        // The names of the parties stand in every sentence about them.
        let sides = incident.actors.iter().chain(&incident.recipients).filter_map(|party| party.name.as_deref());
        let names: BTreeSet<String> = sides.flat_map(words).collect();
        let telling = |word: &String| word.chars().count() > 4 && !names.contains(word) && !is_plain(word);
        Told {
            incident,
            day: day.map(day_number),
            words: own.iter().flat_map(|mention| words(&mention.sentence.words)).filter(telling).collect(),
            families: own.iter().filter_map(|mention| mention.rule.split('#').next()).collect(),
            breach: own.iter().any(|mention| mention.cameo.as_deref() == Some("196")),
        }
    }

    fn shared_words(&self, other: &Told) -> usize {
        self.words.intersection(&other.words).count()
    }
}

/// Whether an incident makes a commitment, and of what kind.
fn kind(told: &Told) -> Option<CommitmentKind> {
    let incident = told.incident;
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

fn fate(promise: &Told, kind: CommitmentKind, told: &[Told]) -> Vec<Fate> {
    let Some(made) = promise.day else { return Vec::new() };
    let later = told.iter().filter(|other| other.incident.id != promise.incident.id);
    let mut later: Vec<(&Told, i32)> =
        later.filter_map(|other| Some((other, other.day? - made))).filter(|(_, days)| *days >= 0).collect();
    later.sort_by_key(|(other, days)| (*days, other.incident.id));
    match kind {
        CommitmentKind::Agreement => of_agreement(promise, &later),
        CommitmentKind::Announcement => best(promise, &later, carries_out).into_iter().collect(),
        CommitmentKind::Threat => best(promise, &later, strikes).into_iter().collect(),
    }
}

/// The first later incident that fits best.
fn best(promise: &Told, later: &[(&Told, i32)], fits: fn(&Told, &Told) -> Option<Vec<&'static str>>) -> Option<Fate> {
    let fitting = later.iter().filter(|(_, days)| *days <= SOON).filter_map(|(other, days)| {
        let because = fits(promise, other)?;
        Some(((promise.shared_words(other), std::cmp::Reverse(*days)), other, because))
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

fn of_agreement(promise: &Told, later: &[(&Told, i32)]) -> Vec<Fate> {
    let parties = codes(&promise.incident.actors);
    let truce = promise.is_truce();
    let mut fate = Vec::new();
    let mut breaches = 0;
    for (other, days) in later {
        let incident = other.incident;
        let between = codes(&incident.actors).iter().any(|code| parties.contains(code));
        // That an agreement is revoked is news when it is announced; that it is broken, when it happens.
        let revokes = matches!(incident.category, Category::Sanction | Category::Reject);
        let told = incident.assertion == Assertion::Actual || revokes && incident.assertion == Assertion::Announced;
        if !between || !told {
            continue;
        }
        let shared = promise.shared_words(other);
        let after = *days > 0;
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
        } else if revokes && shared >= SHARED && other.names_accord() {
            let ended = if other.suspends() { Outcome::Suspended } else { Outcome::Revoked };
            fate.push(outcome(other, ended, &["one of its parties", "names the agreement"]));
        } else if other.observes(truce) && shared > SHARED {
            fate.push(outcome(other, Outcome::Kept, &["one of its parties", "words in common"]));
        }
    }
    fate
}

impl Told<'_> {
    /// Whether its sentences speak of an agreement.
    fn names_accord(&self) -> bool {
        const ACCORDS: [&str; 10] =
            ["agreement", "accord", "treat", "truce", "ceasefire", "armistice", "memorandum", "understanding", "pacts", "deals"];
        self.words.iter().any(|word| ACCORDS.iter().any(|accord| word.starts_with(accord)))
    }

    /// Whether it is about silencing arms.
    fn is_truce(&self) -> bool {
        self.incident.category == Category::Concede || self.words.iter().any(|word| is_truce(word))
    }

    /// Whether it can be what was agreed: arms are laid down under a truce; what else is agreed is done together.
    fn observes(&self, truce: bool) -> bool {
        match self.incident.category {
            Category::Retreat => true,
            Category::Cooperate | Category::Consult => !truce,
            _ => false,
        }
    }

    /// Whether it sets something aside for a time.
    fn suspends(&self) -> bool {
        self.words.iter().any(|word| word.starts_with("suspen") || word.starts_with("freez"))
    }
}

fn is_truce(word: &str) -> bool {
    matches!(word, "truce" | "ceasefire" | "armistice" | "hostilities" | "firing" | "de-escalation")
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
