//! Which tellings can be one happening, directly or by a chain, and which of them are.

use super::likeness;
use super::profile::Profile;
use super::telling::Telling;
use super::{ACROSS, linkage};
use crate::parts::Parts;
use document::DocumentId;
use event::Category;
use std::collections::BTreeMap;

/// The likeness of what one sentence tells as two happenings, in hundredths of a logit.
pub(super) const APART: i64 = -600;

/// Whether two tellings are alike enough to bring together what they are in. Which is given first does not matter.
pub fn are_tied(a: &Telling, b: &Telling) -> bool {
    let (first, second) = if a.order() <= b.order() { (a, b) } else { (b, a) };
    // What one report tells apart is hardly one.
    first.document() != second.document()
        && likeness::likeness(&first.profile, &second.profile).is_some_and(|score| score >= ACROSS.tie)
}

/// One component: the happenings that its tellings tell, as places in the slice that was given, in order of publication.
pub type Component = Vec<Vec<usize>>;

/// The components of a set of tellings. The set holds whole components: all that ties connect with any of it. Components are in order of
/// their first telling.
pub fn components(tellings: &[&Telling]) -> Vec<Component> {
    let mut order: Vec<usize> = (0..tellings.len()).collect();
    order.sort_by_key(|&at| tellings[at].order());
    let profiles: Vec<&Profile> = order.iter().map(|&at| &tellings[at].profile).collect();
    let mut pairs = scored(&profiles);
    // What one report tells apart is hardly one: its tellings are strangers to each other.
    pairs.retain(|((first, second), _)| profiles[*first].document != profiles[*second].document);
    let mut parts = Parts::default();
    pairs.iter().filter(|(_, score)| *score >= ACROSS.tie).for_each(|((a, b), _)| parts.join(*a, *b));
    pairs.extend(told_apart(&profiles));
    let mut components: BTreeMap<usize, Component> = BTreeMap::new();
    for happening in linkage::cluster(tellings.len(), &pairs, ACROSS) {
        let component = parts.first(happening[0]);
        components.entry(component).or_default().push(happening.into_iter().map(|at| order[at]).collect());
    }
    components.into_values().collect()
}

/// What single sentences tell apart: no other report draws it together.
fn told_apart(profiles: &[&Profile]) -> Vec<Pair> {
    let mut told: BTreeMap<(DocumentId, u32), Vec<usize>> = BTreeMap::new();
    for (at, profile) in profiles.iter().enumerate() {
        for &sentence in &profile.sentences {
            told.entry((profile.document, sentence)).or_default().push(at);
        }
    }
    let mut apart: Vec<Pair> = Vec::new();
    for side_by_side in told.values() {
        for (nth, &first) in side_by_side.iter().enumerate() {
            apart.extend(side_by_side[nth + 1..].iter().map(|&second| ((first, second), APART)));
        }
    }
    apart.sort_unstable();
    apart.dedup();
    apart
}

/// The happenings of all components of a set of tellings, in order of publication.
pub fn happenings(tellings: &[&Telling]) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = components(tellings).into_iter().flatten().collect();
    all.sort_by_key(|happening| tellings[happening[0]].order());
    all
}

/// A pair of places, the smaller first, and how alike the two are.
type Pair = ((usize, usize), i64);

/// The categories that an act of one can be told as, itself among them.
pub(super) fn kin(category: Category) -> Vec<Category> {
    Category::ALL.into_iter().filter(|other| *other == category || likeness::are_kin(category, *other)).collect()
}

/// The pairs that can be one happening, the earlier first, with their likeness. Only what has a report or a hand in common, or a state and
/// the kind of act, is looked at.
pub(super) fn scored(profiles: &[&Profile]) -> Vec<Pair> {
    if profiles.len() < 2 {
        return Vec::new();
    }
    let kin: BTreeMap<Category, Vec<Category>> = Category::ALL.into_iter().map(|one| (one, kin(one))).collect();
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
        let scores = earlier.into_iter().filter_map(|other| Some(((other, at), likeness::likeness(profiles[other], profile)?)));
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
