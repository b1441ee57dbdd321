//! From groups of mentions to incidents: what the reports of one happening say together, and where they differ.

mod claims;
mod facts;
mod participants;
mod status;

use crate::grouping::{self, Group, Surroundings};
use crate::majority::most;
use document::{Date, DocumentId};
use event::{Assertion, Category, DateBasis, Incident, IncidentId, Mention, Reason, Site, Spot};
use std::collections::BTreeMap;

/// The incidents of a set of mentions. `origins` are the hands that wrote the reports ([`crate::origins::origins`]).
pub fn incidents(mentions: &[Mention], around: &Surroundings, origins: &BTreeMap<DocumentId, String>) -> Vec<Incident> {
    grouping::groups(mentions, around).iter().map(|group| incident(group, mentions, around, origins)).collect()
}

/// What telling needs of a mention beside the mention itself.
struct Teller<'m> {
    mention: &'m Mention,
    /// The hand that wrote the report.
    origin: &'m str,
    /// The country whose side the publisher is on, where it is known.
    home: Option<&'m str>,
}

fn incident(group: &Group, mentions: &[Mention], around: &Surroundings, origins: &BTreeMap<DocumentId, String>) -> Incident {
    let members: Vec<&Mention> = group.members.iter().map(|&at| &mentions[at]).collect();
    let tellers: Vec<Teller> = members
        .iter()
        .map(|mention| Teller {
            mention,
            origin: origins.get(&mention.document).map_or("", String::as_str),
            home: around.reports.get(&mention.document).and_then(|report| report.home.as_deref()),
        })
        .collect();
    let category = most(members.iter().map(|mention| mention.category)).unwrap_or(Category::Consult);
    let kind: Vec<&Mention> = members.iter().copied().filter(|mention| mention.category == category).collect();
    let mut modes: Vec<String> = kind.iter().flat_map(|mention| mention.modes.iter().cloned()).collect();
    modes.sort_unstable();
    modes.dedup();
    let actors = participants::side(&members, |mention| &mention.actors);
    let recipients = participants::side(&members, |mention| &mention.recipients);
    let claims = claims::claims(&tellers, &actors);
    let denied_by = claims::denials(&tellers);
    let published = members.iter().filter_map(|mention| around.reports.get(&mention.document)?.published);
    let published: Vec<Date> = published.collect();
    Incident {
        id: IncidentId(members[0].id.0),
        mentions: members.iter().map(|mention| mention.id).collect(),
        reports: distinct(members.iter().map(|mention| mention.document)),
        origins: distinct(tellers.iter().map(|teller| teller.origin.to_string()).filter(|origin| !origin.is_empty())),
        category,
        modes,
        cameo: most(kind.iter().filter_map(|mention| mention.cameo.clone())),
        scale: strongest(&kind),
        assertion: assertion(&members),
        historical: members.iter().all(|mention| mention.historical),
        days: days(&members),
        site: site(&members),
        reported: published.iter().min().copied().zip(published.iter().max().copied()),
        status: status::status(category, &tellers, &actors, &recipients, &denied_by),
        facts: facts::facts(&tellers, &claims),
        claims,
        denied_by,
        actors,
        recipients,
        reasons: reasons(group, mentions),
    }
}

fn reasons(group: &Group, mentions: &[Mention]) -> Vec<Reason> {
    let behind = group.members[1..].iter().zip(&group.grounds);
    behind
        .map(|(&member, (like, because))| Reason {
            event: mentions[member].id,
            like: mentions[*like].id,
            because: because.iter().map(|reason| (*reason).to_string()).collect(),
        })
        .collect()
}

/// Each value once, in order of the first.
fn distinct<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut kept = Vec::new();
    for value in values {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    kept
}

/// The score that is farthest from zero.
fn strongest(mentions: &[&Mention]) -> f64 {
    let scores = mentions.iter().map(|mention| mention.scale);
    scores.max_by(|a, b| a.abs().total_cmp(&b.abs()).then(a.total_cmp(b))).unwrap_or(0.0)
}

/// Actual where any mention says so, for a later report knows more; else what most say.
fn assertion(mentions: &[&Mention]) -> Assertion {
    if mentions.iter().any(|mention| mention.assertion == Assertion::Actual) {
        return Assertion::Actual;
    }
    most(mentions.iter().map(|mention| mention.assertion)).unwrap_or(Assertion::Actual)
}

/// The days that words say most often; where none do, the first day on which it was told as news.
fn days(mentions: &[&Mention]) -> Option<(Date, Date)> {
    let said = |mention: &&&Mention| matches!(mention.dating.basis, DateBasis::Stated | DateBasis::Anchored);
    let words = most(mentions.iter().filter(said).filter_map(|mention| mention.dating.days));
    words.or_else(|| mentions.iter().filter_map(|mention| mention.dating.days).min())
}

/// The place that mentions say most exactly and most often.
fn site(mentions: &[&Mention]) -> Option<Site> {
    let spots: Vec<&Spot> = mentions.iter().filter_map(|mention| mention.spot.as_ref()).collect();
    let finest = spots.iter().map(|spot| spot.resolution).max()?;
    let best = most(spots.iter().filter(|spot| spot.resolution == finest).map(|spot| name(spot)))?;
    let spot = spots.into_iter().find(|spot| spot.resolution == finest && name(spot) == best)?;
    Some(Site {
        name: best.to_string(),
        geonameid: spot.geonameid,
        coordinates: spot.coordinates,
        province: spot.province.clone(),
        country_code: spot.country_code.clone(),
        resolution: spot.resolution,
    })
}

/// The name in the gazetteer, else the words.
fn name(spot: &Spot) -> &str {
    spot.resolved.as_deref().unwrap_or(&spot.told.words)
}
