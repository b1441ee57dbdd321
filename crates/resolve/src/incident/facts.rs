//! What the reports of an incident agree on, and what not.

use super::{Teller, name};
use event::{Claim, ClaimField, DateBasis, EventId, Fact, FactValue};

/// The facts of which any value is told: days that words say, places, numbers.
pub fn facts(tellers: &[Teller], claims: &[Claim]) -> Vec<Fact> {
    let mut facts = Vec::new();
    facts.extend(dates(tellers));
    facts.extend(places(tellers));
    let mut fields: Vec<&ClaimField> = claims.iter().map(|claim| &claim.field).collect();
    fields.sort_unstable();
    fields.dedup();
    facts.extend(fields.into_iter().filter(|field| **field != ClaimField::Blame).map(|field| figures(field, claims)));
    facts
}

fn dates(tellers: &[Teller]) -> Option<Fact> {
    let said = tellers.iter().filter(|teller| matches!(teller.mention.dating.basis, DateBasis::Stated | DateBasis::Anchored));
    let days: Vec<_> = said.filter_map(|teller| Some((teller, teller.mention.dating.days?))).collect();
    let latest = days.iter().map(|(_, (first, _))| *first).max()?;
    let earliest = days.iter().map(|(_, (_, last))| *last).min()?;
    let value = |(first, last): (document::Date, document::Date)| {
        if first == last { first.to_string() } else { format!("{first} to {last}") }
    };
    let told = days.iter().map(|(teller, days)| (value(*days), teller.source(), teller.mention.id));
    Some(Fact { field: "date".to_string(), values: values(told), agreed: latest <= earliest })
}

fn places(tellers: &[Teller]) -> Option<Fact> {
    let told = tellers.iter().filter_map(|teller| {
        let spot = teller.mention.spot.as_ref()?;
        Some((name(spot).to_string(), teller.source(), teller.mention.id))
    });
    let values = values(told);
    // A region and a town in it are no contradiction; two towns are.
    let finest = tellers.iter().filter_map(|teller| teller.mention.spot.as_ref()).map(|spot| spot.resolution).max()?;
    let fine = tellers.iter().filter_map(|teller| teller.mention.spot.as_ref()).filter(|spot| spot.resolution == finest);
    let mut names: Vec<&str> = fine.map(name).collect();
    names.sort_unstable();
    names.dedup();
    (!values.is_empty()).then_some(Fact { field: "place".to_string(), values, agreed: names.len() < 2 })
}

/// Figures agree when one number can satisfy them all.
fn figures(field: &ClaimField, claims: &[Claim]) -> Fact {
    let told: Vec<(&Claim, (f64, Option<f64>))> =
        claims.iter().filter(|claim| claim.field == *field).filter_map(|claim| Some((claim, claim.number?))).collect();
    let lowest = told.iter().map(|(_, (low, _))| *low).fold(0.0, f64::max);
    let highest = told.iter().map(|(_, (_, high))| high.unwrap_or(f64::INFINITY)).fold(f64::INFINITY, f64::min);
    let words = |(low, high): (f64, Option<f64>)| match high {
        None => format!("at least {low}"),
        Some(high) if high == low => format!("{low}"),
        Some(high) => format!("{low} to {high}"),
    };
    let values = values(told.iter().map(|(claim, number)| (words(*number), claim.by.clone(), claim.event)));
    Fact { field: field.name().to_string(), values, agreed: lowest <= highest }
}

/// Each value once, with all who give it.
fn values(told: impl Iterator<Item = (String, String, EventId)>) -> Vec<FactValue> {
    let mut values: Vec<FactValue> = Vec::new();
    for (value, by, event) in told {
        let at = values.iter().position(|known| known.value == value);
        let at = at.unwrap_or_else(|| {
            values.push(FactValue { value, by: Vec::new(), events: Vec::new() });
            values.len() - 1
        });
        if !values[at].by.contains(&by) {
            values[at].by.push(by);
        }
        values[at].events.push(event);
    }
    values
}
