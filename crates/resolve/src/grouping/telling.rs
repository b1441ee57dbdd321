//! A telling: what one report says of one happening, in one mention or several.

use super::packed::{as_day, as_document};
use super::profile::Profile;
use super::{WITHIN, component, linkage};
use crate::origins::Origin;
use document::{Date, DocumentId};
use event::{Category, EventId, Mention};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What grouping knows of a report beside its mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surrounding {
    /// The day of publication, where known.
    #[serde(with = "as_day")]
    pub published: Option<Date>,
    /// The publisher.
    pub publisher: Option<String>,
    /// The country whose side the publisher is on, where it is known.
    pub home: Option<String>,
    /// The report that stands for all copies of the same text; itself, where there are none.
    #[serde(with = "as_document")]
    pub hand: DocumentId,
    /// Whose text it is.
    pub origin: Origin,
    /// The states that the report is about ([`super::theatre()`]).
    pub theatre: Vec<String>,
}

/// What one report says of one happening.
#[derive(Clone, Serialize, Deserialize)]
pub struct Telling {
    pub(super) profile: Profile,
    pub(super) about: Surrounding,
    /// Where its first mention stands, and all by their numbers, in order of the text.
    start: u32,
    events: Vec<u64>,
}

/// What two tellings of different hands must have in common to be compared: a state and the kind of act.
pub type Cell = (String, Category);

/// The days within which what a telling is compared with must reach, counted from 1 January 2000; none where neither words nor
/// publication say any, which is compared with its like alone.
pub type Reach = Option<(i32, i32)>;

impl Telling {
    /// Its mentions, in order of the text.
    pub fn events(&self) -> impl ExactSizeIterator<Item = EventId> {
        self.events.iter().copied().map(EventId)
    }

    /// What grouping compares of one of its mentions. That of a single mention is that of the telling.
    pub(super) fn profile_of(&self, mention: &Mention) -> Cow<'_, Profile> {
        if self.events.len() == 1 { Cow::Borrowed(&self.profile) } else { Cow::Owned(Profile::of(mention, &self.about)) }
    }

    /// What is known of its report.
    pub fn about(&self) -> &Surrounding {
        &self.about
    }

    /// The report.
    pub fn document(&self) -> DocumentId {
        self.profile.document
    }

    /// Under what it is found.
    pub fn cells(&self) -> Vec<Cell> {
        self.profile.states.iter().map(|state| (state.clone(), self.profile.category)).collect()
    }

    /// Under what those are found that it can be one happening with.
    pub fn kindred(&self) -> Vec<Cell> {
        let kin = component::kin(self.profile.category);
        self.profile.states.iter().flat_map(|state| kin.iter().map(move |other| (state.clone(), *other))).collect()
    }

    /// The days that it reaches over: two that can be one happening and are no copies of each other overlap in them.
    pub fn reach(&self) -> Reach {
        let profile = &self.profile;
        super::dates::reach(profile.when, profile.published)
    }

    /// Orders tellings: by publication, those without a day last, then by report and text.
    pub(super) fn order(&self) -> (bool, Option<i32>, DocumentId, u32, u64) {
        let published = self.profile.published;
        (published.is_none(), published, self.profile.document, self.start, self.events[0])
    }
}

/// The tellings of one report, in order of the text: those of its mentions are put together that tell one happening.
pub fn tellings(mentions: &[Mention], about: &Surrounding) -> Vec<Telling> {
    let mut mentions: Vec<&Mention> = mentions.iter().collect();
    mentions.sort_by_key(|mention| (mention.trigger.start, mention.id));
    let profiles: Vec<Profile> = mentions.iter().map(|mention| Profile::of(mention, about)).collect();
    let borrowed: Vec<&Profile> = profiles.iter().collect();
    let grouped = linkage::cluster(profiles.len(), &component::scored(&borrowed), WITHIN);
    let telling = |members: Vec<usize>| {
        let own: Vec<&Profile> = members.iter().map(|&at| &profiles[at]).collect();
        Telling {
            profile: Profile::together(&own),
            about: about.clone(),
            start: mentions[members[0]].trigger.start,
            events: members.iter().map(|&at| mentions[at].id.0).collect(),
        }
    };
    grouped.into_iter().map(telling).collect()
}
