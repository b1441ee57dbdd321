//! An incident as far as commitments are linked by it.

use crate::copies::hash;
use crate::days::day_number;
use crate::grouping::packed::{as_assertion, as_category};
use crate::lexicon;
use crate::words::{is_plain, words};
use event::{Assertion, Category, Incident, IncidentId, Mention, Participant, rule_file};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The file of rules for bringing down aircraft.
const SHOOT_DOWN: &str = "coding/ASSAULT/shoot-down.rule";
/// The files of rules for laying arms to rest.
const HALTS: [&str; 2] = ["coding/CONCEDE/ceasefire.rule", "coding/RETREAT/observe-ceasefire.rule"];

/// The files of rules by which incidents are told apart here, for who can look whether they are there.
pub fn rule_files() -> impl Iterator<Item = &'static str> {
    HALTS.into_iter().chain([SHOOT_DOWN])
}

/// What one mention tells of an incident, as far as linking goes by it.
#[derive(Clone, Copy, Debug)]
pub struct Line<'m> {
    /// Its sentence.
    pub words: &'m str,
    /// The rule that found it.
    pub rule: &'m str,
    /// Its CAMEO code.
    pub cameo: Option<&'m str>,
}

impl<'m> Line<'m> {
    /// What a mention tells.
    pub fn of(mention: &'m Mention) -> Line<'m> {
        Line { words: &mention.sentence.words, rule: &mention.rule, cameo: mention.cameo.as_deref() }
    }
}

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
    /// Whether they speak of meeting.
    meeting: bool,
    /// How many mentions tell it.
    pub(super) mentions: usize,
    /// How many of them tell of bringing down aircraft.
    downings: usize,
}

impl Told {
    /// An incident, of which its sides, days and kind are looked at, and what its mentions tell.
    pub fn of<'m>(incident: &Incident, lines: impl Iterator<Item = Line<'m>>) -> Told {
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
            meeting: false,
            mentions: 0,
            downings: 0,
        };
        for line in lines {
            told.breach |= line.cameo == Some("196");
            told.mentions += 1;
            let family = rule_file(line.rule);
            told.downings += usize::from(family == SHOOT_DOWN);
            told.families.insert(family.to_string());
            let words: Vec<String> = words(line.words).collect();
            told.meeting |= words.iter().any(|word| lexicon::MEETINGS.contains(word));
            for word in words.into_iter().filter(telling) {
                told.accord |= lexicon::ACCORDS.contains(&word);
                told.truce |= lexicon::TRUCES.contains(&word);
                told.suspends |= lexicon::SUSPENSIONS.contains(&word);
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

    /// The codes of those whose later acts can tell what became of it, were it a commitment: those who made it, and all who are to meet.
    pub fn makers(&self) -> Vec<String> {
        self.parties(self.meeting)
    }

    /// The codes of those of whose earlier commitments it can tell: those who act, and all who meet.
    pub fn doers(&self) -> Vec<String> {
        self.parties(self.category == Category::Consult)
    }

    /// The actors, or all parties, each once.
    fn parties(&self, all: bool) -> Vec<String> {
        let recipients = self.recipients.iter().filter(|_| all);
        let parties: BTreeSet<&String> = self.actors.iter().chain(recipients).collect();
        parties.into_iter().cloned().collect()
    }

    /// Whether it speaks of a meeting, and the other is one of nobody but its parties.
    pub(super) fn meets_in(&self, other: &Told) -> bool {
        let (parties, met) = (self.parties(true), other.parties(true));
        let told = other.category == Category::Consult && other.assertion == Assertion::Actual;
        self.meeting && told && shares_all(&met, &parties)
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

    /// Whether one side says of itself that it stops fighting.
    pub(super) fn halts(&self) -> bool {
        HALTS.into_iter().any(|family| self.families.contains(family))
    }

    /// Whether most tell of bringing down aircraft, which defends and strikes nobody.
    pub(super) fn downs(&self) -> bool {
        self.downings * 2 > self.mentions
    }

    pub(super) fn shared_words(&self, other: &Told) -> usize {
        self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count()
    }
}

pub fn shares(a: &[String], b: &[String]) -> bool {
    a.iter().any(|code| b.contains(code))
}

pub fn shares_all(a: &[String], b: &[String]) -> bool {
    !a.is_empty() && a.iter().all(|code| b.contains(code))
}

fn codes(side: &[Participant]) -> Vec<String> {
    side.iter().filter_map(|party| party.code.clone()).collect()
}
