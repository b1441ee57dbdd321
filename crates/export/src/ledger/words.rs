//! How sides, numbers, claims and days of the ledger read as words, the same in every list.

use document::Date;
use event::{Claim, Incident, Participant, Site};

/// A participant's code, else its name, else its sector.
pub fn short(one: &Participant) -> String {
    one.code.as_ref().or(one.name.as_ref()).or(one.sector.as_ref()).cloned().unwrap_or_else(|| "?".to_string())
}

/// Who did it to whom: `PRK → KOR`, `KOR + USA`.
pub fn sides(incident: &Incident) -> String {
    let side = |side: &[Participant]| side.iter().map(short).collect::<Vec<_>>().join(" + ");
    let actors = if incident.actors.is_empty() { "?".to_string() } else { side(&incident.actors) };
    if incident.recipients.is_empty() { actors } else { format!("{actors} → {}", side(&incident.recipients)) }
}

/// The category with its modes and, where it is not a plain fact, what is said of its reality.
pub fn act(incident: &Incident) -> String {
    let mut words = incident.category.name().to_string();
    if !incident.modes.is_empty() {
        words.push_str(&format!(" {}", incident.modes.join(", ")));
    }
    if incident.assertion != event::Assertion::Actual {
        words.push_str(&format!(" ({})", incident.assertion));
    }
    words
}

/// Bounds as `4`, `20-30` or `20+`.
pub fn bounds(low: f64, high: Option<f64>) -> String {
    match high {
        Some(high) if high == low => low.to_string(),
        Some(high) => format!("{low}-{high}"),
        None => format!("{low}+"),
    }
}

/// A claim: `KOR: dead 4`, `IND: blames PAK`, `PAK: denies that it was its side`.
pub fn claim(claim: &Claim) -> String {
    let said = match claim.number {
        Some((low, high)) => format!("{} {}", claim.field.name(), bounds(low, high)),
        None if claim.actors.is_empty() => "denies that it was its side".to_string(),
        None => format!("blames {}", claim.actors.join(" + ")),
    };
    format!("{}: {said}", claim.by)
}

/// A stretch of days: `2024-06-09`, `2024-06-09 to 2024-06-11`.
pub fn days(days: Option<(Date, Date)>) -> Option<String> {
    days.map(|(first, last)| if first == last { first.to_string() } else { format!("{first} to {last}") })
}

/// A place with its country: `Kaesŏng, PRK`.
pub fn place(site: &Site) -> String {
    match &site.country_code {
        Some(code) => format!("{}, {code}", site.name),
        None => site.name.clone(),
    }
}

/// So many of a thing: `1 report`, `2 reports`.
pub fn many(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}
