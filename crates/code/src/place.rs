//! Where an act took place: a place named with a locative preposition at the act itself, or nothing.

use crate::entity::{Nature, Resolver};
use crate::{clause, phrase};
use document::{NameKind, Relation, TokenId};
use event::{Found, Origin, Place};
use knowledge::GazetteerEntry;
use span::Span;

/// Prepositions that say where.
const LOCATIVE: [&str; 17] = [
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
    "south",
    "north",
];

/// The words around an act that may say where it was.
#[derive(Clone, Copy, Debug)]
pub struct Around<'m> {
    /// The head of the trigger.
    pub head: TokenId,
    /// Further words of the trigger.
    pub belonging: &'m [TokenId],
    /// The light verb of a noun.
    pub light: Option<TokenId>,
    /// The heads on the recipient's side.
    pub recipients: &'m [TokenId],
    /// Whether the recipient is where it happened: a visit's host, the target of force.
    pub at_recipient: bool,
}

/// The place of an act: named with a preposition at it, at what it is done to or with, at a verb that it is coordinated with, at the beginning of
/// its sentence, or the recipient itself where it is a place.
pub fn of(resolver: &Resolver<'_>, around: Around<'_>) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let mut owners = vec![around.head];
    owners.extend(around.belonging);
    owners.extend(around.light);
    owners.extend(around.recipients);
    let anchor = around.light.unwrap_or(around.head);
    if let Some(place) = at_owners(resolver, &owners) {
        return Some(place);
    }
    if around.at_recipient {
        let place = around.recipients.iter().find_map(|&recipient| {
            let is_place = resolver.is_kind(recipient, "place") || resolver.identity(recipient).nature == Nature::State;
            is_place.then(|| named_place(resolver, recipient)).flatten()
        });
        if place.is_some() {
            return place;
        }
    }
    // "killed by mines in the zone", "met in Panmunjom and signed a pact"
    let obliques: Vec<TokenId> = doc.children(anchor).filter(|&child| doc.tokens[child].relation.universal() == "obl").collect();
    let shared =
        doc.head(anchor).filter(|_| matches!(doc.tokens[anchor].relation, Relation::Conj | Relation::Xcomp | Relation::Advcl));
    let shared: Vec<TokenId> =
        shared.into_iter().flat_map(|head| std::iter::once(head).chain(doc.children_by(head, Relation::Obj))).collect();
    at_owners(resolver, &obliques).or_else(|| at_owners(resolver, &shared)).or_else(|| at_beginning(resolver, anchor))
}

/// The first place that is named with a locative preposition at one of the words.
fn at_owners(resolver: &Resolver<'_>, owners: &[TokenId]) -> Option<Found<Place>> {
    let doc = resolver.doc;
    for &owner in owners {
        for child in doc.children(owner).collect::<Vec<_>>() {
            if !matches!(doc.tokens[child].relation, Relation::Obl | Relation::Nmod | Relation::OblUnmarked) {
                continue;
            }
            let locative = clause::preposition_of(doc, child).is_some_and(|word| LOCATIVE.contains(&word.as_str()));
            if let (true, Some(found)) = (locative, named_place(resolver, child)) {
                return Some(found);
            }
        }
    }
    None
}

/// "In Sirajganj a mob attacked ...": a place at the beginning of the sentence, wherever the parser hangs it.
fn at_beginning(resolver: &Resolver<'_>, anchor: TokenId) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let first = doc.sentence_of(anchor).tokens.start as TokenId;
    if first + 1 >= anchor || !matches!(doc.form(first), "In" | "At" | "Near" | "Outside") {
        return None;
    }
    let head = (first + 1..anchor.min(first + 6)).find(|&token| doc.child(token, Relation::Case) == Some(first))?;
    named_place(resolver, head)
}

/// The place that a phrase names: its own head, or a name inside it ("the border town of Kaesong", "central Nairobi").
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
    let covers_head = |&(start, end): &(usize, usize)| start <= head && head < end;
    candidates.sort_by_key(|&(start, end)| (!covers_head(&(start, end)), std::cmp::Reverse(end - start), start));
    let unknown = unknown_name(resolver, head);
    for (start, end) in candidates {
        // A name of its own that the gazetteer lacks is still the place; what lies around it is only where to look for it.
        if let (Some(span), false) = (unknown, covers_head(&(start, end))) {
            return Some(Found::at(unresolved(span), span, Origin::Engine("a place named at the act")));
        }
        let words = doc.words(doc.tokens[start].span.cover(doc.tokens[end - 1].span));
        if !words.starts_with(char::is_uppercase) && !words.contains(' ') {
            continue;
        }
        if let Some(entry) = choose(resolver, words) {
            let span = doc.tokens[start].span.cover(doc.tokens[end - 1].span);
            return Some(Found::at(resolved(resolver, entry, span), span, Origin::Engine("a place named at the act")));
        }
    }
    let location = doc.names_within(range).iter().find(|name| name.kind == NameKind::Location);
    let span = location.map(|location| location.span).or(unknown)?;
    Some(Found::at(unresolved(span), span, Origin::Engine("a place named at the act")))
}

/// The head's own name where it is a location that the finder of names knows by its surroundings alone.
fn unknown_name(resolver: &Resolver<'_>, head: TokenId) -> Option<Span> {
    let name = resolver.doc.name_at(head).filter(|name| name.kind == NameKind::Location)?;
    Some(name.span)
}

fn unresolved(words: Span) -> Place {
    Place {
        words,
        resolved: None,
        geonameid: None,
        coordinates: None,
        city: None,
        district: None,
        province: None,
        country: None,
        country_code: None,
        resolution: None,
    }
}

/// Of places of one name: one in a country that the article names, then the largest unit, then the most people.
fn choose<'k>(resolver: &Resolver<'k>, words: &str) -> Option<&'k GazetteerEntry> {
    // Some village is called North somewhere; here it is a country or a direction.
    if matches!(words, "North" | "South" | "East" | "West") {
        return None;
    }
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
