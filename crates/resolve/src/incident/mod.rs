//! From groups of mentions to incidents: what the reports of one happening say together, and where they differ.

mod claims;
mod facts;
mod participants;
mod status;

use crate::grouping::{self, Surrounding, Telling};
use crate::majority::most;
use crate::voices;
use document::Date;
use event::{Assertion, Category, DateBasis, EventId, Incident, IncidentId, Mention, Reason, Site, Spot};
use std::collections::{BTreeMap, BTreeSet};

/// What telling needs of a mention beside the mention itself.
struct Teller<'m> {
    mention: &'m Mention,
    /// The hand that wrote the report.
    origin: &'m str,
    /// The country whose side the publisher is on, where it is known.
    home: Option<&'m str>,
}

impl<'m> Teller<'m> {
    /// The party that speaks: the nearest voice that is one, else the state whose office wrote the text.
    fn party(&self) -> Option<String> {
        voices::party(self.mention).or_else(|| self.office().map(str::to_string))
    }

    /// The nearest voice that is known, else the state whose office, or the hand that, wrote the text.
    fn source(&self) -> String {
        voices::source(self.mention, self.office().unwrap_or(self.origin))
    }

    /// The state for which the hand that wrote the text publishes.
    fn office(&self) -> Option<&'m str> {
        self.home.filter(|_| voices::is_office(self.origin))
    }
}

/// The incident that tellings of one happening tell; none where they are none. `mentions` are those of the tellings, in any order;
/// others are passed over.
pub fn incident<'m>(tellings: &[&'m Telling], mentions: &[&'m Mention]) -> Option<Incident> {
    let told: BTreeMap<EventId, &Telling> =
        tellings.iter().flat_map(|telling| telling.events().map(|event| (event, *telling))).collect();
    let mut members: Vec<&Mention> = mentions.iter().copied().filter(|mention| told.contains_key(&mention.id)).collect();
    members.sort_by_key(|mention| {
        let published = told[&mention.id].about().published;
        (published.is_none(), published, mention.document, mention.trigger.start, mention.id)
    });
    let first = members.first()?.id;
    let told: Vec<&Telling> = members.iter().map(|mention| told[&mention.id]).collect();
    let around: Vec<&Surrounding> = told.iter().map(|telling| telling.about()).collect();
    let publishers: BTreeSet<&str> = around.iter().filter_map(|about| about.publisher.as_deref()).collect();
    let teller = |(mention, about): (&&'m Mention, &&'m Surrounding)| Teller {
        mention,
        origin: about.origin.name(&publishers),
        home: about.home.as_deref(),
    };
    let tellers: Vec<Teller> = members.iter().zip(&around).map(teller).collect();
    let category = most(members.iter().map(|mention| mention.category)).unwrap_or(Category::Consult);
    let kind: Vec<&Mention> = members.iter().copied().filter(|mention| mention.category == category).collect();
    let mut modes: Vec<String> = kind.iter().flat_map(|mention| mention.modes.iter().cloned()).collect();
    modes.sort_unstable();
    modes.dedup();
    let actors = participants::side(&members, |mention| &mention.actors);
    let recipients = participants::side(&members, |mention| &mention.recipients);
    let claims = claims::claims(&tellers, &actors);
    let denied_by = claims::denials(&tellers);
    let published: Vec<Date> = around.iter().filter_map(|about| about.published).collect();
    let reasons = reasons(&members, &told);
    Some(Incident {
        id: IncidentId(first.0),
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
        status: status::status(category, &tellers, &denied_by),
        facts: facts::facts(&tellers, &claims),
        claims,
        denied_by,
        actors,
        recipients,
        reasons,
    })
}

fn reasons(members: &[&Mention], told: &[&Telling]) -> Vec<Reason> {
    let behind = members.iter().skip(1).zip(grouping::grounds(members, told));
    behind
        .map(|(member, (like, because))| Reason {
            event: member.id,
            like: members[like].id,
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
