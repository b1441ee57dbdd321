//! Where an act took place: a place named with a locative preposition at the act itself, or nothing.

use crate::entity::{Nature, Resolver};
use crate::{clause, phrase};
use document::{NameKind, Relation, TokenId};
use event::{Found, Origin, Place};
use knowledge::GazetteerEntry;
use span::Span;

/// Prepositions that say where.
const LOCATIVE: [&str; 22] = [
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "off",
    "on",
    "around",
    "across",
    "over",
    "along",
    "above",
    "within",
    "throughout",
    "between",
    "to",
    "into",
    "from",
    "through",
    "south",
    "north",
    "toward",
];

/// Those among them that say where only for acts of moving and striking.
const DIRECTIONAL: [&str; 5] = ["to", "into", "from", "toward", "through"];

/// The place of the act at `head`; `sides` are the heads of its parties, whose own place may be the act's too.
pub fn of(
    resolver: &Resolver<'_>,
    head: TokenId,
    belonging: &[TokenId],
    recipients: &[TokenId],
    light: Option<TokenId>,
) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let mut owners = vec![head];
    owners.extend(belonging);
    owners.extend(light);
    owners.extend(recipients);
    for owner in owners {
        for child in doc.children(owner).collect::<Vec<_>>() {
            if !matches!(doc.tokens[child].relation, Relation::Obl | Relation::Nmod | Relation::OblUnmarked) {
                continue;
            }
            let Some(preposition) = clause::preposition_of(doc, child) else { continue };
            if !LOCATIVE.contains(&preposition.as_str()) || DIRECTIONAL.contains(&preposition.as_str()) {
                continue;
            }
            if let Some(found) = named_place(resolver, child) {
                return Some(found);
            }
        }
    }
    // A recipient that is a place is where it happened: "shelled Yeonpyeong".
    recipients.iter().find_map(|&recipient| {
        let identity = resolver.identity(recipient);
        (identity.nature == Nature::Place).then(|| named_place(resolver, recipient)).flatten()
    })
}

/// The place that a phrase names: its head, or a name inside it ("the border town of Kaesong", "central Nairobi").
fn named_place(resolver: &Resolver<'_>, head: TokenId) -> Option<Found<Place>> {
    let doc = resolver.doc;
    if crate::matching::is_time(doc, head) {
        return None;
    }
    let range = phrase::extent(doc, head);
    // Longest first, from the head outwards, so that "Kaesong Industrial Complex" goes before "Kaesong".
    let mut candidates: Vec<(usize, usize)> = Vec::new();
    for start in range.ids() {
        for end in start + 1..=(start + 6).min(range.end as usize) {
            candidates.push((start, end));
        }
    }
    candidates.sort_by_key(|&(start, end)| (std::cmp::Reverse(end - start), start));
    for (start, end) in candidates {
        let words = doc.words(doc.tokens[start].span.cover(doc.tokens[end - 1].span));
        if !words.starts_with(char::is_uppercase) {
            continue;
        }
        if let Some(entry) = choose(resolver, words) {
            let span = doc.tokens[start].span.cover(doc.tokens[end - 1].span);
            return Some(Found::at(resolved(resolver, entry, span), span, Origin::Engine("a place named at the act")));
        }
    }
    let location =
        doc.names.iter().find(|name| name.kind == NameKind::Location && name.tokens.ids().any(|token| range.contains(token)))?;
    let place = Place {
        words: location.span,
        resolved: None,
        geonameid: None,
        coordinates: None,
        city: None,
        district: None,
        province: None,
        country: None,
        country_code: None,
        resolution: None,
    };
    Some(Found::at(place, location.span, Origin::Engine("a place named at the act")))
}

/// Of places of one name: one in a country that the article names, then the largest unit, then the most people.
fn choose<'k>(resolver: &Resolver<'k>, words: &str) -> Option<&'k GazetteerEntry> {
    let rank = |place: &&GazetteerEntry| {
        let order = place.country_code.as_ref().and_then(|code| resolver.focus.codes.iter().position(|known| known == code));
        let own = place.country_code.is_none();
        (
            order.is_some() || own,
            std::cmp::Reverse(order.unwrap_or(usize::MAX)),
            place.population,
            std::cmp::Reverse(place.resolution),
        )
    };
    resolver.knowledge.places.named(words).max_by_key(rank)
}

fn resolved(resolver: &Resolver<'_>, entry: &GazetteerEntry, words: Span) -> Place {
    let country = entry.country_code.as_deref().and_then(|code| resolver.knowledge.places.country_name(code));
    Place {
        words,
        resolved: Some(entry.name.clone()),
        geonameid: entry.geonameid,
        coordinates: entry.coordinates,
        city: (entry.resolution == 4).then(|| entry.name.clone()),
        district: (entry.resolution == 3).then(|| entry.name.clone()),
        province: entry.province.clone(),
        country: country.map(str::to_string),
        country_code: entry.country_code.clone(),
        resolution: Some(entry.resolution),
    }
}
