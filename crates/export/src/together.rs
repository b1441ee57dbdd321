//! What all that tell one happening say together, for tables with a row a happening: how many tell it, who they are, and how many died by all
//! of them. An event of which no other telling is known is told once.

use crate::countries;
use crate::record::CountRecord;
use crate::told::Told;
use event::{Assertion, ClaimField, Incident, Side};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The tellings of one happening.
pub struct Together<'t, 'd> {
    /// All of them, in order of publication.
    pub tellings: &'t [Told<'d>],
    /// The incident that they are joined to, where a ledger knows it.
    pub incident: Option<&'t Incident>,
}

impl<'t, 'd> Together<'t, 'd> {
    /// An event by itself.
    pub fn alone(told: &'t Told<'d>) -> Together<'t, 'd> {
        Together { tellings: std::slice::from_ref(told), incident: None }
    }

    /// The tellings from the one whose words say best who did what: told as a fact of the present, of the kind that most say, with the most
    /// parties known, in running text, and the first of equals.
    pub fn best_first(&self) -> Vec<&'t Told<'d>> {
        let mut sorted: Vec<&Told<'d>> = self.tellings.iter().collect();
        sorted.sort_by_key(|told| {
            let event = told.event;
            let parties = told.record.actor.iter().chain(&told.record.recipient);
            (
                Reverse(event.assertion.value == Assertion::Actual),
                event.historical.value,
                Reverse(self.incident.is_none_or(|incident| incident.category == event.category.value)),
                Reverse(self.incident.is_none_or(|incident| incident.cameo == event.cameo)),
                Reverse(parties.filter(|party| party.code.is_some()).count()),
                event.paragraph != document::ParagraphKind::Body,
            )
        });
        sorted
    }

    /// The telling that says where most exactly; of equals the one whose words the row holds, then the first.
    pub fn place<'a>(&'a self, told: &'a Told<'d>) -> &'a Told<'d> {
        let exact = |one: &Told<'d>| {
            let place = one.record.event_loc.as_ref().filter(|place| place.country_code.and_then(countries::of).is_some());
            place.and_then(|place| place.resolution)
        };
        self.preferred(told, exact)
    }

    /// The telling that says when: as the incident has it.
    pub fn date<'a>(&'a self, told: &'a Told<'d>) -> &'a Told<'d> {
        let days = self.incident.and_then(|incident| incident.days);
        let fits = |one: &Told<'d>| {
            let actual = one.event.assertion.value == Assertion::Actual;
            let own = one.event.when.value.days();
            (actual && own.is_some(), own == days, one.event.when.value.stretch().is_some())
        };
        if self.incident.is_none() { told } else { self.preferred(told, fits) }
    }

    /// The telling of the greatest rank: `told` if none has a greater one, else the first that has.
    fn preferred<'a, Rank: Ord>(&'a self, told: &'a Told<'d>, rank: impl Fn(&Told<'d>) -> Rank) -> &'a Told<'d> {
        let mut best = told;
        for one in self.tellings {
            if rank(one) > rank(best) {
                best = one;
            }
        }
        best
    }

    /// What each source says last of the deaths, in order of publication, for each side of the telling whose words the row holds. Where nobody
    /// says whose dead they are, they are those of the one side of which any are told; of two sides they can be the sum, which adds nothing.
    /// Deaths told as background of something newer are others'.
    pub fn dead(&self, told: &Told<'d>) -> Vec<(Option<Side>, Vec<&'t CountRecord<'d>>)> {
        let mut by_side: BTreeMap<Option<Side>, Vec<&'t CountRecord<'d>>> = BTreeMap::new();
        for (telling, dead) in self.said_of_dead() {
            by_side.entry(whose(telling, dead, told)).or_default().push(dead);
        }
        if by_side.len() > 1 {
            let unsaid = by_side.remove(&None).unwrap_or_default();
            if let (1, Some(said)) = (by_side.len(), by_side.values_mut().next()) {
                said.extend(unsaid);
            }
        }
        by_side.into_iter().collect()
    }

    /// How many articles tell of so many dead at least.
    pub fn telling_dead(&self, low: u64) -> usize {
        let telling = self.tellings.iter().filter(|told| told.record.dead.as_ref().is_some_and(|dead| dead.low as u64 == low));
        telling.map(|told| told.document.text.id).collect::<BTreeSet<_>>().len()
    }

    fn said_of_dead(&self) -> Vec<(&'t Told<'d>, &'t CountRecord<'d>)> {
        let number = |told: &'t Told<'d>| told.record.dead.as_ref().map(|dead| (told, dead));
        let Some(incident) = self.incident else { return self.tellings.iter().filter_map(number).collect() };
        let mut last: Vec<(&str, (&'t Told<'d>, &'t CountRecord<'d>))> = Vec::new();
        for claim in incident.claims.iter().filter(|claim| claim.field == ClaimField::Dead) {
            let mut tellings = self.tellings.iter().filter(|told| told.event.historical.value == incident.historical);
            if let Some(said) = tellings.find(|told| told.event.id == claim.event).and_then(number) {
                last.retain(|(by, _)| *by != claim.by);
                last.push((&claim.by, said));
            }
        }
        last.into_iter().map(|(_, said)| said).collect()
    }

    /// The first telling of each article.
    pub fn articles(&self) -> Vec<&'t Told<'d>> {
        let mut seen = BTreeSet::new();
        self.tellings.iter().filter(|told| seen.insert(told.document.text.id)).collect()
    }

    /// The outlets of the articles, each once.
    pub fn outlets(&self) -> BTreeSet<&'t str> {
        let outlet = |told: &&'t Told<'d>| told.record.document.publisher.unwrap_or(told.address());
        self.articles().iter().map(outlet).collect()
    }

    /// What each article says, each once, between semicolons.
    pub fn each(&self, value: impl Fn(&Told<'d>) -> Option<String>) -> String {
        let values: Vec<Option<String>> = self.articles().into_iter().map(value).collect();
        crate::told::joined(values.iter().map(Option::as_deref), "; ")
    }

    /// The number of a row: of the incident, whose name later reports do not change, or of the event.
    pub fn row_number(&self, told: &Told<'d>, pair: usize) -> u64 {
        match self.incident {
            Some(incident) => document::text::hash_parts(&[&incident.id.0.to_be_bytes(), &pair.to_be_bytes()]) >> 11,
            None => told.row_number(pair),
        }
    }
}

/// Whose dead a telling counts, as one of the sides of another telling: reports name actor and recipient the other way round where each side
/// tells of its own blow.
fn whose(telling: &Told<'_>, dead: &CountRecord<'_>, told: &Told<'_>) -> Option<Side> {
    let side = Side::ALL.into_iter().find(|side| dead.side == Some(side.name()))?;
    let codes = |told: &Told<'_>, side: Side| -> Vec<String> {
        let parties = if side == Side::Actor { &told.record.actor } else { &told.record.recipient };
        parties.iter().filter_map(|party| party.code.map(str::to_string)).collect()
    };
    let own = codes(telling, side);
    let stands = |other: &Side| codes(told, *other).iter().any(|code| own.contains(code));
    [side, if side == Side::Actor { Side::Recipient } else { Side::Actor }].into_iter().find(stands).or(Some(side))
}
