//! Which incidents are asked for, as conditions of SQL.

use crate::rows::incident::dyads;
use document::Date;
use event::{Assertion, Category, Incident, Status};
use rusqlite::types::Value;
use std::collections::BTreeSet;

/// The order of a list of incidents; those without a day stand last in either.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By their first day.
    #[default]
    OldestFirst,
    /// By their first day, backward.
    NewestFirst,
}

/// Which incidents are asked for; what is none asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Between these two codes, in either order.
    pub dyad: Option<(String, String)>,
    /// With this code on either side.
    pub party: Option<String>,
    /// Of this category.
    pub category: Option<Category>,
    /// Said to be this real.
    pub assertion: Option<Assertion>,
    /// Whose days do not all lie before this one.
    pub since: Option<Date>,
    /// Whose days do not all lie after this one.
    pub until: Option<Date>,
    /// In this country, by code.
    pub country: Option<String>,
    /// At the place with this GeoNames id.
    pub geonameid: Option<u32>,
    /// At the place of this name.
    pub place: Option<String>,
    /// That stand so.
    pub status: Option<Status>,
    /// As known on that day: some report was published by then.
    pub known_on: Option<Date>,
    /// But for the incidents of these rows.
    pub without: BTreeSet<i64>,
    /// At most so many.
    pub limit: Option<usize>,
    /// In which order, and so which of them where there is a limit.
    pub order: Order,
}

/// Tables, conditions and their parameters.
pub(crate) struct Selection {
    pub(crate) from: &'static str,
    pub(crate) date: &'static str,
    pub(crate) condition: String,
    pub(crate) parameters: Vec<Value>,
}

/// How the days of an incident meet the bounds of a filter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Days {
    /// By any day between first and last.
    Any,
    /// By the first day alone, so that series count each incident on one day.
    First,
}

impl Filter {
    /// Whether nothing but pair, category, assertion, days and what was known is asked for, which sums over days can answer.
    pub(crate) fn is_of_sums(&self) -> bool {
        self.party.is_none()
            && self.country.is_none()
            && self.geonameid.is_none()
            && self.place.is_none()
            && self.status.is_none()
            && self.without.is_empty()
    }

    /// Whether nothing is asked for but what was known on a day, or nothing at all.
    pub(crate) fn is_of_time(&self) -> bool {
        let time = Filter { known_on: self.known_on, without: self.without.clone(), ..Filter::default() };
        *self == Filter { limit: self.limit, order: self.order, ..time }
    }

    /// Whether it asks for an incident that is at hand, of which some report is known to have been published in time.
    pub fn takes(&self, incident: &Incident) -> bool {
        let site = incident.site.as_ref();
        let has =
            |code: &String| incident.actors.iter().chain(&incident.recipients).any(|party| party.code.as_ref() == Some(code));
        self.pair().is_none_or(|(first, second)| dyads(incident).contains(&(first.to_string(), second.to_string())))
            && self.party.as_ref().is_none_or(has)
            && self.category.is_none_or(|category| incident.category == category)
            && self.assertion.is_none_or(|assertion| incident.assertion == assertion)
            && self.since.is_none_or(|since| incident.days.is_some_and(|(_, last)| last >= since))
            && self.until.is_none_or(|until| incident.days.is_some_and(|(first, _)| first <= until))
            && self.country.as_ref().is_none_or(|code| site.is_some_and(|site| site.country_code.as_ref() == Some(code)))
            && self.geonameid.is_none_or(|id| site.is_some_and(|site| site.geonameid == Some(id)))
            && self.place.as_ref().is_none_or(|place| site.is_some_and(|site| site.name.eq_ignore_ascii_case(place)))
            && self.status.is_none_or(|status| incident.status == status)
    }

    /// The smaller code and the larger.
    pub(crate) fn pair(&self) -> Option<(&str, &str)> {
        let (one, other) = self.dyad.as_ref()?;
        Some((one.min(other), one.max(other)))
    }

    /// Conditions on `incident`, or on `dyad` joined with it, whose copies of the columns spare looking the incident up.
    pub(crate) fn selection(&self, days: Days) -> Selection {
        let (from, date) = match self.dyad {
            Some(_) => ("dyad JOIN incident ON incident.entry = dyad.incident", "dyad.date"),
            None => ("incident", "incident.date"),
        };
        let table = if self.dyad.is_some() { "dyad" } else { "incident" };
        let mut conditions: Vec<String> = Vec::new();
        let mut parameters: Vec<Value> = Vec::new();
        let mut add = |condition: &str, value: Value| {
            parameters.push(value);
            conditions.push(condition.replace('?', &format!("?{}", parameters.len())));
        };
        let text = |words: &str| Value::Text(words.to_string());
        let day = |day: Date| Value::Text(day.to_string());
        if let Some((first, second)) = self.pair() {
            add("dyad.first = ?", text(first));
            add("dyad.second = ?", text(second));
        }
        if let Some(until) = self.until {
            add(&format!("{date} <= ?"), day(until));
        }
        match (self.since, days) {
            (Some(since), Days::First) => add(&format!("{date} >= ?"), day(since)),
            (Some(since), Days::Any) => add("incident.enddate >= ?", day(since)),
            (None, _) => {}
        }
        if let Some(category) = self.category {
            add(&format!("{table}.event = ?"), text(category.name()));
        }
        if let Some(assertion) = self.assertion {
            add(&format!("{table}.assertion = ?"), text(assertion.name()));
        }
        if let Some(known_on) = self.known_on {
            add(&format!("{table}.first_report <= ?"), day(known_on));
        }
        if !self.without.is_empty() {
            let rows: Vec<String> = self.without.iter().map(i64::to_string).collect();
            add("incident.entry NOT IN (SELECT value FROM json_each(?))", Value::Text(format!("[{}]", rows.join(","))));
        }
        if let Some(country) = &self.country {
            add("incident.country_code = ?", text(country));
        }
        if let Some(id) = self.geonameid {
            add("incident.geonameid = ?", Value::Integer(i64::from(id)));
        }
        if let Some(place) = &self.place {
            add("incident.place = ? COLLATE NOCASE", text(place));
        }
        if let Some(status) = self.status {
            add("incident.status = ?", text(status.name()));
        }
        if let Some(party) = &self.party {
            add("incident.entry IN (SELECT incident FROM incident_party WHERE code = ?)", text(party));
        }
        let condition = if conditions.is_empty() { "TRUE".to_string() } else { conditions.join(" AND ") };
        Selection { from, date, condition, parameters }
    }
}
