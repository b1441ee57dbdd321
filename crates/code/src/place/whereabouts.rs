//! Where an article is about: how often it names each country, outright or by a place that can only be there, and which provinces it names.
//! Read once, before single names are resolved by it.

use document::{Document, NameKind, TokenId, TokenRange};
use knowledge::{GazetteerEntry, Knowledge, NameUse, NamedBy, normalised};
use std::collections::{BTreeMap, BTreeSet};

/// So many inhabitants make a place known without its country.
pub const LARGE: u32 = 100_000;

/// Countries and provinces of an article.
#[derive(Clone, Debug, Default)]
pub struct Whereabouts {
    /// How often each country is meant.
    countries: BTreeMap<String, usize>,
    total: usize,
    /// Provinces that are named, with their country.
    provinces: BTreeSet<(String, String)>,
    /// Names that the finder of names takes for places somewhere in the article.
    locations: BTreeSet<String>,
    /// Names of places, by their first tokens, that can only lie in one country, or in one of those that the article names, and that country.
    lying: Vec<(TokenId, String)>,
}

impl Whereabouts {
    /// Reads an article's names; `mentions` are the codes that it names outright.
    pub fn of<'m>(doc: &Document, knowledge: &Knowledge, mentions: impl Iterator<Item = &'m str>) -> Whereabouts {
        let mut found = Whereabouts::default();
        for code in mentions {
            *found.countries.entry(code.to_string()).or_default() += 1;
        }
        let mut known: BTreeMap<&str, Option<String>> = BTreeMap::new();
        for name in doc.names.iter().filter(|name| name.kind == NameKind::Location) {
            let words = doc.words(name.span);
            let country = known.entry(words).or_insert_with(|| {
                found.locations.insert(words.to_string());
                let places = knowledge.places.named(words);
                found.provinces.extend(places.iter().filter_map(province));
                places.into_iter().filter(is_known).max_by_key(|place| place.population).and_then(|place| place.country_code)
            });
            if let Some(code) = country {
                *found.countries.entry(code.clone()).or_default() += 1;
            }
        }
        found.lying = lying(doc, knowledge, &found.countries);
        found.total = found.countries.values().sum();
        found
    }

    /// How much of the article speaks for a country: from nothing to one.
    pub fn share(&self, code: &str) -> f64 {
        self.countries.get(code).map_or(0.0, |count| *count as f64 / self.total as f64)
    }

    /// The country in which all places lie that some tokens name; `None` where they name none, or places of several.
    pub fn country_of(&self, tokens: TokenRange) -> Option<&str> {
        let from = self.lying.partition_point(|(token, _)| *token < tokens.start as TokenId);
        let mut codes = self.lying[from..].iter().take_while(|(token, _)| *token < tokens.end as TokenId).map(|(_, code)| code);
        let one = codes.next()?;
        codes.all(|code| code == one).then_some(one)
    }

    /// Whether the article names the province that a place lies in.
    pub fn names_province_of(&self, place: &GazetteerEntry) -> bool {
        place.resolution > 2 && province_of(place).is_some_and(|province| self.provinces.contains(&province))
    }

    /// Whether the words are a place somewhere in the article.
    pub fn is_location(&self, words: &str) -> bool {
        self.locations.contains(words)
    }
}

fn lying(doc: &Document, knowledge: &Knowledge, named: &BTreeMap<String, usize>) -> Vec<(TokenId, String)> {
    let mut known: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut lying = Vec::new();
    for name in doc.names.iter().filter(|name| name.kind == NameKind::Location) {
        let words = doc.words(name.span);
        let country = known.entry(words).or_insert_with(|| {
            // The name of a state says where its own people are from, not where an act was.
            if knowledge.actors.named(&normalised(words)).iter().any(|entry| entry.usage != NameUse::Capital) {
                return None;
            }
            let codes: BTreeSet<String> =
                knowledge.places.named(words).into_iter().filter_map(|place| place.country_code).collect();
            if codes.len() == 1 {
                return codes.into_iter().next();
            }
            let mut here = codes.into_iter().filter(|code| named.contains_key(code));
            here.next().filter(|_| here.next().is_none())
        });
        if let Some(code) = country {
            lying.push((name.tokens.start as TokenId, code.clone()));
        }
    }
    lying
}

/// Whether a place is known by its name alone, wherever it is.
pub fn is_known(place: &GazetteerEntry) -> bool {
    place.named_by != NamedBy::Alternative && (place.prominent || place.population >= LARGE)
}

fn province(place: &GazetteerEntry) -> Option<(String, String)> {
    let named = place.resolution == 2 && place.named_by != NamedBy::Alternative;
    if named { province_of(place) } else { None }
}

fn province_of(place: &GazetteerEntry) -> Option<(String, String)> {
    place.country_code.clone().zip(place.province.clone())
}
