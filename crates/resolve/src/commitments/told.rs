//! An incident as far as commitments are linked by it.

use crate::copies::hash;
use crate::days::day_number;
use crate::grouping::packed::{as_assertion, as_category};
use crate::words::{is_plain, words};
use event::{Assertion, Category, Incident, IncidentId, Mention, Participant};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How words for agreements begin.
const ACCORDS: [&str; 10] =
    ["agreement", "accord", "treat", "truce", "ceasefire", "armistice", "memorandum", "understanding", "pacts", "deals"];
/// Words for fighting that is to stop.
const TRUCES: [&str; 6] = ["truce", "ceasefire", "armistice", "hostilities", "firing", "de-escalation"];

/// An incident with what linking needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    id: u64,
    #[serde(with = "as_category")]
    pub(super) category: Category,
    #[serde(with = "as_assertion")]
    pub(super) assertion: Assertion,
    pub(super) cameo: Option<String>,
    /// The codes of those who act.
    pub(super) actors: Vec<String>,
    /// The codes of those acted upon.
    pub(super) recipients: Vec<String>,
    /// First day, or that of the first report.
    pub(super) day: Option<i32>,
    /// The hashes of the telling words of its sentences, in order.
    words: Vec<u32>,
    /// The files of the rules that found it.
    pub(super) families: BTreeSet<String>,
    /// Whether a report calls it a breach of an agreement (CAMEO 196, violate ceasefire).
    pub(super) breach: bool,
    /// Whether its sentences speak of an agreement.
    pub(super) accord: bool,
    /// Whether they speak of fighting that is to stop.
    truce: bool,
    /// Whether they say that something is set aside for a time.
    pub(super) suspends: bool,
}

impl Told {
    /// An incident, of which its sides, days and kind are looked at, and what its mentions tell. Others are passed over.
    pub fn of(incident: &Incident, mentions: &[&Mention]) -> Told {
        let day = incident.days.map(|(first, _)| first).or(incident.reported.map(|(first, _)| first));
        // The names of the parties stand in every sentence about them.
        let sides = incident.actors.iter().chain(&incident.recipients).filter_map(|party| party.name.as_deref());
        let names: BTreeSet<String> = sides.flat_map(words).collect();
        let telling = |word: &String| word.chars().count() > 4 && !names.contains(word) && !is_plain(word);
        let mut told = Told {
            id: incident.id.0,
            category: incident.category,
            assertion: incident.assertion,
            cameo: incident.cameo.clone(),
            actors: codes(&incident.actors),
            recipients: codes(&incident.recipients),
            day: day.map(day_number),
            words: Vec::new(),
            families: BTreeSet::new(),
            breach: false,
            accord: false,
            truce: false,
            suspends: false,
        };
        for mention in mentions.iter().filter(|mention| incident.mentions.contains(&mention.id)) {
            told.breach |= mention.cameo.as_deref() == Some("196");
            told.families.extend(mention.rule.split('#').next().map(str::to_string));
            for word in words(&mention.sentence.words).filter(telling) {
                told.accord |= ACCORDS.iter().any(|accord| word.starts_with(accord));
                told.truce |= TRUCES.contains(&word.as_str());
                told.suspends |= word.starts_with("suspen") || word.starts_with("freez");
                told.words.push(hash(&word) as u32);
            }
        }
        told.words.sort_unstable();
        told.words.dedup();
        told
    }

    /// The incident.
    pub fn id(&self) -> IncidentId {
        IncidentId(self.id)
    }

    /// Its first day, or that of the first report, counted from 1 January 2000.
    pub fn day(&self) -> Option<i32> {
        self.day
    }

    /// The codes of those who act: what they promise, they carry out.
    pub fn actors(&self) -> &[String] {
        &self.actors
    }

    /// It as bytes, for who keeps it.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Writing to memory what has no failing parts cannot fail; nothing is what cannot be read back.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// What bytes of [`Told::to_bytes`] stand for; none for others.
    pub fn from_bytes(bytes: &[u8]) -> Option<Told> {
        postcard::from_bytes(bytes).ok()
    }

    /// In order of days, then of ids; those without a day last.
    pub fn order(&self) -> (bool, Option<i32>, u64) {
        (self.day.is_none(), self.day, self.id)
    }

    /// Whether it is about silencing arms.
    pub(super) fn is_truce(&self) -> bool {
        self.category == Category::Concede || self.truce
    }

    /// Whether it can be what was agreed: arms are laid down under a truce; what else is agreed is done together.
    pub(super) fn observes(&self, truce: bool) -> bool {
        match self.category {
            Category::Retreat => true,
            Category::Cooperate | Category::Consult => !truce,
            _ => false,
        }
    }

    pub(super) fn shared_words(&self, other: &Told) -> usize {
        self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count()
    }
}

fn codes(side: &[Participant]) -> Vec<String> {
    side.iter().filter_map(|party| party.code.clone()).collect()
}
