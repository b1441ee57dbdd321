//! Fields of an event and of an incident by name; what is absent is not among them.

use crate::ledger::{Entry, words};
use event::{Mention, Number, Party, Told};

/// The fields of an event, each with the words that say so.
pub fn of_event(mention: &Mention) -> Vec<(&'static str, String)> {
    let mut lines: Vec<(&'static str, String)> = Vec::new();
    let mut add = |name: &'static str, value: Option<String>| lines.extend(value.map(|value| (name, value)));
    add("modes", joined(&mention.modes));
    add("contexts", joined(&mention.contexts));
    add("cameo", mention.cameo.clone());
    add("score", Some(mention.scale.to_string()));
    mention.actors.iter().for_each(|one| add("actor", Some(party(one))));
    mention.recipients.iter().for_each(|one| add("recipient", Some(party(one))));
    add("assertion", Some(with(mention.assertion.name(), mention.assertion_told.as_ref())));
    add("historical", mention.historical.then(|| "yes".to_string()));
    let days = words::days(mention.dating.days).unwrap_or_else(|| "unknown".to_string());
    let ongoing = if mention.dating.ongoing { ", going on" } else { "" };
    let dated = format!("{days}{ongoing} ({})", mention.dating.basis.name());
    add("date", Some(with(&dated, mention.dating.told.as_ref())));
    if let Some(spot) = &mention.spot {
        let resolved = spot.resolved.as_deref().unwrap_or("not resolved");
        let country = spot.country_code.as_deref().map(|code| format!(", {code}")).unwrap_or_default();
        add("place", Some(with(&format!("{resolved}{country}"), Some(&spot.told))));
    }
    for voice in &mention.voices {
        add("according to", Some(format!("{} ({})", party(&voice.party), voice.kind.name())));
    }
    let numbers =
        [("dead", &mention.dead), ("injured", &mention.injured), ("arrested", &mention.arrested), ("size", &mention.size)];
    for (name, value) in numbers {
        add(name, value.as_ref().map(number));
    }
    mention.quantities.iter().for_each(|one| add("number", Some(number(one))));
    add("confidence", Some(mention.confidence.to_string()));
    add("coded by", Some(mention.rule.clone()));
    add("knowledge", Some(mention.knowledge.clone()));
    add("model", Some(mention.model.clone()));
    lines
}

/// The fields of an incident: what it is, who tells it, what sources claim, and what they agree on or not.
pub fn of_incident(entry: &Entry) -> Vec<(&'static str, String)> {
    let incident = &entry.incident;
    let mut lines: Vec<(&'static str, String)> = Vec::new();
    let mut add = |name: &'static str, value: Option<String>| lines.extend(value.map(|value| (name, value)));
    add("date", words::days(incident.days));
    add("place", incident.site.as_ref().map(words::place));
    add("cameo", incident.cameo.clone());
    add("score", Some(incident.scale.to_string()));
    add("historical", incident.historical.then(|| "yes".to_string()));
    add("status", Some(incident.status.name().to_string()));
    add("reports", Some(entry.reports.len().to_string()));
    add("reported", words::days(incident.reported));
    add("origins", joined(&incident.origins));
    incident.claims.iter().for_each(|claim| add("claim", Some(words::claim(claim))));
    add("denied by", joined(&incident.denied_by));
    for fact in &incident.facts {
        let values: Vec<String> = fact.values.iter().map(|value| format!("{} ({})", value.value, value.by.join(", "))).collect();
        let told = format!("{}: {}", fact.field, values.join("; "));
        add(if fact.agreed { "agreed" } else { "reports differ" }, Some(told));
    }
    lines
}

fn joined(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| values.join(", "))
}

/// A value with the words that say so and where they stand.
fn with(value: &str, told: Option<&Told>) -> String {
    match told {
        Some(told) => format!("{value}: \"{}\" {}-{}", told.words, told.start, told.end),
        None => value.to_string(),
    }
}

fn party(party: &Party) -> String {
    let known: Vec<&str> = [&party.code, &party.sector, &party.identifier_text, &party.identifier_id]
        .into_iter()
        .filter_map(|one| one.as_deref())
        .collect();
    let known = if known.is_empty() { "unknown".to_string() } else { known.join(" ") };
    let antecedent = party.antecedent.as_ref().map(|told| format!(" = \"{}\" {}-{}", told.words, told.start, told.end));
    format!("{}{}", with(&known, party.told.as_ref()), antecedent.unwrap_or_default())
}

fn number(number: &Number) -> String {
    let unit = number.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    with(&format!("{}{unit}", words::bounds(number.low, number.high)), Some(&number.told))
}
