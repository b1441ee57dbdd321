//! Where an article is about: how often it names each country, outright or by a place that can only be there, and which provinces it names.
//! Read once, before single names are resolved by it.

use document::{Document, NameKind, TokenId, TokenRange, Upos};
use knowledge::{GazetteerEntry, Knowledge, NameUse, NamedBy, normalised};
use std::collections::{BTreeMap, BTreeSet};

/// So many inhabitants make a place known without its country.
pub const LARGE: u32 = 100_000;

/// A text whose most meant country has less than one in so many mentions of countries is about none.
const SCATTERED: usize = 4;

/// Countries and provinces of an article.
#[derive(Clone, Debug, Default)]
pub struct Whereabouts {
    /// How often each country is meant.
    countries: BTreeMap<String, usize>,
    total: usize,
    /// How often the text itself names each country, or a known place in it: a dateline counts for nothing, and a name once.
    told: BTreeMap<String, usize>,
    /// Provinces that are named, with their country.
    provinces: BTreeSet<(String, String)>,
    /// Names that the finder of names takes for places somewhere in the article.
    locations: BTreeSet<String>,
    /// Names of places, by their first tokens, that can only lie in one country, or in one of those that the article names, and that country.
    lying: Vec<(TokenId, String)>,
    /// Where the dateline ends.
    text_begins: TokenId,
}

impl Whereabouts {
    /// Reads an article's names; `mentions` are the codes that it names outright, `dateline` where its dateline stands.
    pub fn of(
        doc: &Document,
        knowledge: &Knowledge,
        mentions: &[(TokenId, String)],
        dateline: Option<TokenRange>,
    ) -> Whereabouts {
        let text_begins = dateline.map_or(0, |dateline| dateline.end as TokenId);
        let mut found = Whereabouts { text_begins, ..Whereabouts::default() };
        let tells = |token: TokenId| dateline.is_none_or(|dateline| !dateline.contains(token));
        let by_mention: BTreeSet<TokenId> = mentions.iter().map(|(token, _)| *token).collect();
        for (token, code) in mentions {
            *found.countries.entry(code.clone()).or_default() += 1;
            if tells(*token) {
                *found.told.entry(code.clone()).or_default() += 1;
            }
        }
        // "in eastern Ukraine": the quarter of the sky is no province of that name.
        let is_quarter = |tokens: TokenRange| {
            tokens.ids().all(|token| doc.tokens[token].upos == Upos::ADJ && !doc.form(token).starts_with(char::is_uppercase))
        };
        let locations = doc.names.iter().filter(|name| name.kind == NameKind::Location && !is_quarter(name.tokens));
        let names: Vec<(TokenId, &str)> = locations.map(|name| (name.tokens.start as TokenId, doc.words(name.span))).collect();
        let mut places: BTreeMap<&str, Vec<GazetteerEntry>> = BTreeMap::new();
        for (_, words) in &names {
            places.entry(words).or_insert_with(|| knowledge.places.named(words));
        }
        for (words, places) in &places {
            found.locations.insert(words.to_string());
            found.provinces.extend(places.iter().filter_map(province));
        }
        let by_name = |tell: &dyn Fn(&str, &[GazetteerEntry]) -> Option<String>| -> Vec<(TokenId, String)> {
            let told: BTreeMap<&str, Option<String>> =
                places.iter().map(|(words, places)| (*words, tell(words, places))).collect();
            names.iter().filter_map(|(token, words)| Some((*token, told.get(words)?.clone()?))).collect()
        };
        for (token, code) in by_name(&known_country) {
            if tells(token) && !by_mention.contains(&token) {
                *found.told.entry(code.clone()).or_default() += 1;
            }
            *found.countries.entry(code).or_default() += 1;
        }
        found.lying = by_name(&|words, places| lying(knowledge, &found.countries, words, places));
        found.total = found.countries.values().sum();
        found
    }

    /// How much of the article speaks for a country: from nothing to one.
    pub fn share(&self, code: &str) -> f64 {
        self.countries.get(code).map_or(0.0, |count| *count as f64 / self.total as f64)
    }

    /// The country that is meant most, be it in the dateline alone.
    pub fn most_meant(&self) -> Option<&str> {
        let countries = self.countries.iter().filter(|(code, _)| !crate::focus::is_international(code));
        countries.max_by_key(|(code, count)| (**count, std::cmp::Reverse(*code))).map(|(code, _)| code.as_str())
    }

    /// Whether a text names so many countries that it is about none of them: an essay, a list.
    pub fn is_scattered(&self) -> bool {
        let ranked = self.ranked();
        let total: usize = ranked.iter().map(|(_, count)| count).sum();
        ranked.first().is_some_and(|(_, first)| SCATTERED * first < total)
    }

    /// The country that a report was filed in, where it is among the two meant most.
    pub fn told_of(&self, filed: Option<String>) -> Option<String> {
        filed.filter(|filed| self.ranked().iter().take(2).any(|(code, _)| code == filed))
    }

    /// The two countries of an article about two: the second is meant at least half as often as the first, a third clearly less. Where the report was
    /// filed counts as one mention more.
    pub fn two(&self, filed: Option<&str>) -> Option<[String; 2]> {
        let mut ranked = self.ranked();
        for (code, count) in &mut ranked {
            *count += usize::from(filed == Some(*code));
        }
        ranked.sort_by_key(|&(code, count)| (std::cmp::Reverse(count), code));
        let [(one, first), (other, second), ref rest @ ..] = ranked[..] else { return None };
        let two = second > 1 && 2 * second >= first && rest.iter().all(|(_, third)| 3 * third <= 2 * second);
        two.then(|| [one.to_string(), other.to_string()])
    }

    /// The countries, the one meant most first.
    fn ranked(&self) -> Vec<(&str, usize)> {
        let countries = self.told.iter().filter(|(code, _)| !crate::focus::is_international(code));
        let mut ranked: Vec<(&str, usize)> = countries.map(|(code, count)| (code.as_str(), *count)).collect();
        ranked.sort_by_key(|&(code, count)| (std::cmp::Reverse(count), code));
        ranked
    }

    /// The country in which all places lie that some tokens name; `None` where they name none, or places of several.
    pub fn country_of(&self, tokens: TokenRange) -> Option<&str> {
        let from = self.lying.partition_point(|(token, _)| *token < tokens.start as TokenId);
        let mut codes = self.lying[from..].iter().take_while(|(token, _)| *token < tokens.end as TokenId).map(|(_, code)| code);
        let one = codes.next()?;
        codes.all(|code| code == one).then_some(one)
    }

    /// The first token behind the dateline.
    pub fn text_begins(&self) -> TokenId {
        self.text_begins
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

/// The country of the place that is known by a name alone.
fn known_country(_: &str, places: &[GazetteerEntry]) -> Option<String> {
    let known = places.iter().filter(|place| is_known(place));
    known.max_by_key(|place| place.population).and_then(|place| place.country_code.clone())
}

/// The country in which all places of a name lie, or the one of them that the article names. A place that nobody knows, in a country of which the article
/// says nothing, is more likely a namesake of one that the gazetteer lacks.
fn lying(knowledge: &Knowledge, named: &BTreeMap<String, usize>, words: &str, places: &[GazetteerEntry]) -> Option<String> {
    // The name of a state says where its own people are from, not where an act was.
    if knowledge.actors.named(&normalised(words)).iter().any(|entry| entry.usage != NameUse::Capital) {
        return None;
    }
    let codes: BTreeSet<&String> = places.iter().filter_map(|place| place.country_code.as_ref()).collect();
    let known = |code: &String| places.iter().any(|place| place.country_code.as_ref() == Some(code) && is_known(place));
    if let [code] = codes.iter().copied().collect::<Vec<_>>().as_slice() {
        return Some(*code).filter(|code| named.is_empty() || named.contains_key(*code) || known(code)).cloned();
    }
    let mut here = codes.into_iter().filter(|code| named.contains_key(*code));
    here.next().filter(|_| here.next().is_none()).cloned()
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
