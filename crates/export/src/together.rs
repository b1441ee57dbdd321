//! What all that tell one happening say together, for tables with a row a happening: how many tell it, who they are, and how many died by all
//! of them. An event of which no other telling is known is told once.

use crate::countries;
use crate::record::CountRecord;
use crate::told::Told;
use event::{Assertion, ClaimField, Incident};
use std::cmp::Reverse;
use std::collections::BTreeSet;

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

    /// What each source says last of the deaths, in order of publication.
    pub fn dead(&self) -> Vec<(&'t Told<'d>, &'t CountRecord<'d>)> {
        let numbers = |told: &'t Told<'d>| told.record.dead.as_ref().map(|dead| (told, dead));
        let Some(incident) = self.incident else { return self.tellings.iter().filter_map(numbers).collect() };
        let claims = incident.claims.iter().filter(|claim| claim.field == ClaimField::Dead);
        let mut last: Vec<(&str, &'t Told<'d>, &'t CountRecord<'d>)> = Vec::new();
        for claim in claims {
            let told = self.tellings.iter().find(|told| told.event.id == claim.event);
            if let Some((told, dead)) = told.and_then(numbers) {
                last.retain(|(by, ..)| *by != claim.by);
                last.push((&claim.by, told, dead));
            }
        }
        last.into_iter().map(|(_, told, dead)| (told, dead)).collect()
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
