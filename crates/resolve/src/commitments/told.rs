//! What linking needs of an incident: its sides and day, and what the words of its mentions say of agreements.

use crate::copies::hash;
use crate::days::day_number;
use crate::words::{is_plain, words};
use event::{Assertion, Category, Incident, Participant};
use std::collections::BTreeSet;

/// Words for meeting again.
const MEETINGS: [&str; 7] = ["meet", "meeting", "meetings", "summit", "talks", "travel", "visit"];
/// How words for agreements begin.
const ACCORDS: [&str; 10] =
    ["agreement", "accord", "treat", "truce", "ceasefire", "armistice", "memorandum", "understanding", "pacts", "deals"];
/// Words for fighting that is to stop.
const TRUCES: [&str; 6] = ["truce", "ceasefire", "armistice", "hostilities", "firing", "de-escalation"];

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
    pub(super) incident: Incident,
    /// First day, or that of the first report.
    pub(super) day: Option<i32>,
    /// The hashes of the telling words of its sentences, in order.
    pub(super) words: Vec<u64>,
    /// The files of the rules that found it.
    pub(super) families: BTreeSet<String>,
    /// Whether a report calls it a breach of an agreement (CAMEO 196, violate ceasefire).
    pub(super) breach: bool,
    /// Whether its sentences speak of an agreement.
    pub(super) accord: bool,
    /// Whether they speak of fighting that is to stop.
    pub(super) truce: bool,
    /// Whether they say that something is set aside for a time.
    pub(super) suspends: bool,
    /// Whether they speak of meeting.
    pub(super) meeting: bool,
    /// How many mentions tell it.
    pub(super) mentions: usize,
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
            meeting: false,
            mentions: 0,
        };
        for line in lines {
            told.breach |= line.cameo.as_deref() == Some("196");
            told.mentions += 1;
            told.meeting |= words(&line.words).any(|word| MEETINGS.contains(&word.as_str()));
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
    pub(super) fn is_truce(&self) -> bool {
        self.incident.category == Category::Concede || self.truce
    }

    /// Whether it can be what was agreed: arms are laid down under a truce; what else is agreed is done together.
    pub(super) fn observes(&self, truce: bool) -> bool {
        match self.incident.category {
            Category::Retreat => true,
            Category::Cooperate | Category::Consult => !truce,
            _ => false,
        }
    }

    /// Whether it speaks of a meeting, and the other is one of nobody but its parties.
    pub(super) fn meets_in(&self, other: &Told) -> bool {
        let parties: Vec<&str> = codes(&self.incident.actors).into_iter().chain(codes(&self.incident.recipients)).collect();
        let met: Vec<&str> = codes(&other.incident.actors).into_iter().chain(codes(&other.incident.recipients)).collect();
        let told = other.incident.category == Category::Consult && other.incident.assertion == Assertion::Actual;
        self.meeting && told && shares_all(&met, &parties)
    }

    pub(super) fn shared_words(&self, other: &Told) -> usize {
        self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count()
    }
}

pub fn codes(side: &[Participant]) -> Vec<&str> {
    side.iter().filter_map(|party| party.code.as_deref()).collect()
}

pub fn shares(a: &[&str], b: &[&str]) -> bool {
    a.iter().any(|code| b.contains(code))
}

pub fn shares_all(a: &[&str], b: &[&str]) -> bool {
    !a.is_empty() && a.iter().all(|code| b.contains(code))
}
