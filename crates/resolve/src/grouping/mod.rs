//! Groups mentions of one happening.
//!
//! ```text
//! Mention -> Profile -> likeness of each candidate pair -> average linkage -> groups, with the reason for each member
//! ```
//!
//! Pairs are scored by what is said of day, place, sides, act, numbers and words, each with a weight in hundredths of a natural
//! unit ([`likeness`]); groups grow from the most alike (average linkage), as long as the average over all pairs of two groups
//! speaks for one happening. Averages keep chains from forming: a mention joins what is like it in most members, not in one.
//! What one report tells apart, other reports do not draw together. Sums are whole numbers and ties are broken by event id, so that
//! the partition is a function of the set.

mod clauses;
mod dates;
mod kinds;
mod likeness;
mod linkage;
mod numbers;
mod observation;
mod particular;
mod places;
mod profile;
mod sides;
mod theatre;

pub use theatre::theatre;

use crate::copies;
use document::{Date, DocumentId};
use event::{Category, CopyPair, Mention, Report};
use linkage::Measure;
use profile::Profile;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How tellings of one report are made from its mentions.
const WITHIN: Measure = Measure { join: -25, strangers: -300, best: 25 };
/// How happenings are made from tellings.
const ACROSS: Measure = Measure { join: -25, strangers: -300, best: 30 };

/// What grouping knows of a report beside its mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surrounding {
    /// The day of publication, where known.
    pub published: Option<Date>,
    /// The publisher.
    pub publisher: Option<String>,
    /// The country whose side the publisher is on, where it is known.
    pub home: Option<String>,
    /// The report that stands for all copies of the same text; itself, where there are none.
    pub hand: DocumentId,
    /// The states that the report is about ([`theatre`]).
    pub theatre: Vec<String>,
}

/// What grouping knows of all reports.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// By report.
    pub reports: BTreeMap<DocumentId, Surrounding>,
}

impl Surroundings {
    /// What is known of these reports by the given mentions, of their copies, and of the countries of publishers.
    pub fn of(reports: &[Report], mentions: &[Mention], pairs: &[CopyPair], homes: &BTreeMap<String, String>) -> Surroundings {
        let groups = copies::groups(pairs);
        let hands = groups.iter().flat_map(|members| members.iter().map(|member| (*member, members[0])));
        let hands: BTreeMap<DocumentId, DocumentId> = hands.collect();
        let mut told: BTreeMap<DocumentId, Vec<&Mention>> = BTreeMap::new();
        for mention in mentions {
            told.entry(mention.document).or_default().push(mention);
        }
        let known = |report: &Report| Surrounding {
            published: report.published,
            publisher: report.publisher.clone(),
            home: report.publisher.as_ref().and_then(|publisher| homes.get(publisher)).cloned(),
            hand: hands.get(&report.id).copied().unwrap_or(report.id),
            theatre: theatre(told.get(&report.id).map_or(&[], Vec::as_slice)),
        };
        Surroundings { reports: reports.iter().map(|report| (report.id, known(report))).collect() }
    }
}

/// One group: the places of its mentions in the block, in order of publication, and why each but the first belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Places in the slice of mentions.
    pub members: Vec<usize>,
    /// For each member but the first: the earlier member that it is most like, and what speaks for it.
    pub grounds: Vec<(usize, Vec<&'static str>)>,
}

/// Groups mentions. Every mention stands in exactly one group; groups are in order of their first member.
pub fn groups(mentions: &[Mention], around: &Surroundings) -> Vec<Group> {
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    let key = |at: &usize| {
        let mention = &mentions[*at];
        let published = around.reports.get(&mention.document).and_then(|report| report.published);
        (published.is_none(), published, mention.document, mention.trigger.start, mention.id)
    };
    order.sort_by_key(key);
    let profiles = profile::profiles(mentions, &order, around);
    let tellings = tellings(&profiles);
    let joint = joint(&profiles, &tellings);
    let happenings = linkage::cluster(tellings.len(), &candidates(&joint), ACROSS);
    let grouped = happenings.into_iter().map(|happening| {
        let mut members: Vec<usize> = happening.iter().flat_map(|&telling| tellings[telling].iter().copied()).collect();
        members.sort_unstable();
        let grounds = (1..members.len()).map(|nth| {
            let like = |other: &usize| (likeness::likeness(&profiles[*other], &profiles[members[nth]]), Reverse(*other));
            let nearest = members[..nth].iter().copied().max_by_key(like).unwrap_or(members[0]);
            (order[nearest], likeness::reasons(&profiles[nearest], &profiles[members[nth]]))
        });
        Group { grounds: grounds.collect(), members: members.iter().map(|&at| order[at]).collect() }
    });
    let mut groups: Vec<Group> = grouped.collect();
    groups.sort_by_key(|group| key(&group.members[0]));
    groups
}

/// The mentions of each report that tell one happening; profiles are in order of reports.
fn tellings(profiles: &[Profile]) -> Vec<Vec<usize>> {
    let mut tellings = Vec::new();
    let mut start = 0;
    while start < profiles.len() {
        let own = profiles[start..].iter().take_while(|profile| profile.document == profiles[start].document).count();
        let pairs = scored(&profiles[start..start + own]);
        let grouped = linkage::cluster(own, &pairs, WITHIN);
        tellings.extend(grouped.into_iter().map(|members| members.into_iter().map(|at| at + start).collect::<Vec<usize>>()));
        start += own;
    }
    tellings
}

/// The pairs of tellings that can be one happening, with their likeness. What one report tells apart is hardly one: its tellings are
/// strangers to each other.
fn candidates(tellings: &[Profile]) -> Vec<((usize, usize), i64)> {
    let mut pairs = scored(tellings);
    pairs.retain(|((first, second), _)| tellings[*first].document != tellings[*second].document);
    pairs
}

fn joint(profiles: &[Profile], tellings: &[Vec<usize>]) -> Vec<Profile> {
    let together = |members: &Vec<usize>| {
        let members: Vec<&Profile> = members.iter().map(|&at| &profiles[at]).collect();
        Profile::together(&members)
    };
    tellings.iter().map(together).collect()
}

/// The pairs that can be one happening, the earlier first, with their likeness. Only what has a report or a hand in common, or a state and
/// the kind of act, is looked at.
fn scored(profiles: &[Profile]) -> Vec<((usize, usize), i64)> {
    let kin: BTreeMap<Category, Vec<Category>> = Category::ALL
        .into_iter()
        .map(|one| (one, Category::ALL.into_iter().filter(|other| *other == one || likeness::are_kin(one, *other)).collect()))
        .collect();
    let mut sharing: BTreeMap<Shared, Vec<usize>> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (at, profile) in profiles.iter().enumerate() {
        let wholes = [Shared::Report(profile.document), Shared::Hand(profile.hand)];
        let own = profile.states.iter().map(|state| Shared::State(state, profile.category));
        let near =
            profile.states.iter().flat_map(|state| kin[&profile.category].iter().map(|other| Shared::State(state, *other)));
        let mut earlier: Vec<usize> = near.chain(wholes).filter_map(|key| sharing.get(&key)).flatten().copied().collect();
        earlier.sort_unstable();
        earlier.dedup();
        let scores = earlier.into_iter().filter_map(|other| Some(((other, at), likeness::likeness(&profiles[other], profile)?)));
        pairs.extend(scores);
        for key in own.chain(wholes) {
            sharing.entry(key).or_default().push(at);
        }
    }
    pairs
}

/// What two mentions must have in common to be compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shared<'p> {
    State(&'p str, Category),
    Report(DocumentId),
    Hand(DocumentId),
}
