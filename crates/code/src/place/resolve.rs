//! Which of the places of one name is meant: by what stands beside it ("Paris, Texas", "the Nigerian town of Bama"), by the countries and
//! provinces of the article, by the kind word at it, and last by its people. A small place needs more than its name.

use super::whereabouts::{LARGE, is_known};
use crate::entity::Resolver;
use document::{Document, NameKind, Relation, TokenId, TokenRange, Upos};
use knowledge::{GazetteerEntry, NamedBy};

/// How many words before or behind a name say where it lies.
const REACH: usize = 8;

/// Places without news of their own are told apart only when they are so many times larger than the next one.
const CLEARLY_LARGER: u32 = 2;

/// Below this, two places of one name in one country are equally likely.
const SMALL: u32 = 15_000;

/// A name that may be a place's.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Whether something beside the gazetteer says that it is a place: the finder of names, or a kind word at it.
    pub is_place: bool,
}

/// What a name's surroundings say that it lies in.
#[derive(Debug, Default)]
struct Beside {
    countries: Vec<String>,
    /// Country and name.
    divisions: Vec<(String, String)>,
}

/// The place that a name means; nothing where no place of that name is likely enough.
pub fn place(resolver: &Resolver<'_>, mention: Mention) -> Option<GazetteerEntry> {
    let doc = resolver.doc;
    let words = doc.words(doc.span_of(mention.tokens));
    let mut places = places_named(resolver, mention);
    if places.is_empty() || is_direction(words) {
        return None;
    }
    let beside = beside(resolver, mention.tokens);
    if places.iter().any(|place| beside.holds(place)) {
        places.retain(|place| beside.holds(place));
    }
    let sentence = doc.sentence_of(mention.tokens.start as TokenId).tokens;
    let kinds = kinds(resolver, mention.tokens);
    let mut ranked: Vec<(f64, GazetteerEntry)> = places
        .into_iter()
        .filter(|place| is_likely(resolver, mention, place, beside.holds(place)))
        .map(|place| (score(resolver, &place, &kinds, sentence), place))
        .collect();
    ranked.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let mut ranked = ranked.into_iter().map(|(_, place)| place);
    let (first, second) = (ranked.next()?, ranked.next());
    let tied = second.is_some_and(|second| is_tied(&first, &second) && !beside.settles(&first));
    (!tied).then_some(first)
}

/// The places of the name; of "Katsina state" also those of "Katsina".
fn places_named(resolver: &Resolver<'_>, mention: Mention) -> Vec<GazetteerEntry> {
    let doc = resolver.doc;
    let places = &resolver.knowledge.places;
    let words = doc.words(doc.span_of(mention.tokens));
    let mut found = if is_name_like(words) { places.named(words) } else { Vec::new() };
    if found.is_empty() && places.in_tables(words) {
        found = places.named(words);
    }
    let last = mention.tokens.end as TokenId - 1;
    // "a Sahel state" is no state called Sahel.
    let any = doc.child(last, Relation::Det).is_some_and(|article| doc.lemma(article) == "a");
    let level = division_level(resolver, last).filter(|_| last > mention.tokens.start as TokenId && !any);
    if let (true, Some(level)) = (found.is_empty(), level) {
        let bare = doc.words(doc.span_of(TokenRange::new(mention.tokens.start as TokenId, last)));
        found = if is_name_like(bare) { places.named(bare) } else { Vec::new() };
        found.retain(|place| place.resolution == level);
    }
    found
}

/// The level of the division that a kind word names.
fn division_level(resolver: &Resolver<'_>, word: TokenId) -> Option<u8> {
    let lemma = crate::matching::singular(resolver.doc, word);
    let classes = &resolver.knowledge.classes;
    if classes.contains("province", &lemma) {
        return Some(2);
    }
    classes.contains("district", &lemma).then_some(3)
}

/// Some village is called North somewhere; here it is a country or a direction.
pub fn is_direction(words: &str) -> bool {
    matches!(words, "North" | "South" | "East" | "West" | "Northern" | "Southern" | "Eastern" | "Western" | "Central")
}

/// Whether words are written as a name: capitals at both ends, nothing but short words between that are small.
fn is_name_like(words: &str) -> bool {
    let mut parts = words.split([' ', '-']).filter(|part| !part.is_empty()).peekable();
    let small = |part: &str| part.starts_with(char::is_lowercase);
    let article =
        parts.peek().is_some_and(|first| matches!(*first, "al" | "el" | "an" | "ar" | "as" | "at" | "az" | "ad" | "es" | "ez"));
    if article {
        parts.next();
    }
    let parts: Vec<&str> = parts.collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let syllable = words.contains('-') && first.starts_with(char::is_uppercase);
    !small(first) && (!small(last) || syllable && parts.len() > 1) && parts.iter().all(|part| !small(part) || part.len() < 5)
}

/// Whether a place may be meant at all. One that is known needs nothing; others need a country that the article speaks of, and where they are small
/// or found by a foreign name, also a sign that the words are a place.
fn is_likely(resolver: &Resolver<'_>, mention: Mention, place: &GazetteerEntry, beside: bool) -> bool {
    let doc = resolver.doc;
    let other =
        doc.name_at(mention.tokens.start as TokenId).filter(|name| name.tokens.contains(mention.tokens.end as TokenId - 1));
    let is_other = other.is_some_and(|name| matches!(name.kind, NameKind::Organization | NameKind::Event));
    if is_other && !mention.is_place && !is_known(place) {
        return false;
    }
    if beside && (mention.is_place || place.named_by != NamedBy::Alternative) {
        return true;
    }
    let spoken_of = place.country_code.as_ref().is_none_or(|code| resolver.focus.whereabouts.share(code) > 0.0);
    match place.named_by {
        NamedBy::Table => true,
        NamedBy::Name if is_known(place) => true,
        NamedBy::Name if place.resolution == 2 => spoken_of || mention.is_place,
        NamedBy::Name => spoken_of && (mention.is_place || place.population >= SMALL),
        NamedBy::Alternative => spoken_of && mention.is_place,
    }
}

/// How likely a place is among those of its name; the units are powers of ten of inhabitants.
fn score(resolver: &Resolver<'_>, place: &GazetteerEntry, kinds: &[u8], sentence: TokenRange) -> f64 {
    let focus = resolver.focus;
    let people = f64::from(place.population.max(1)).log10();
    let named = match place.named_by {
        NamedBy::Table => 6.5 - people.min(6.5),
        NamedBy::Name => 0.0,
        NamedBy::Alternative => -2.0,
    };
    let country = place.country_code.as_deref().map_or(0.0, |code| {
        let share = focus.whereabouts.share(code);
        let from = focus.mentions.partition_point(|(at, _)| *at < sentence.start as TokenId);
        let here = focus.mentions[from..].iter().take_while(|(at, _)| sentence.contains(*at)).any(|(_, known)| known == code);
        if share > 0.0 { 3.0 + 3.0 * share + if here { 1.5 } else { 0.0 } } else { 0.0 }
    });
    let province = if focus.whereabouts.names_province_of(place) { 2.0 } else { 0.0 };
    let kind = match (kinds.is_empty(), kinds.contains(&place.resolution)) {
        (true, _) => 0.0,
        (false, true) => 3.0,
        (false, false) => -3.0,
    };
    // A bare name is a country's, or a city's before that of the division around it.
    let level = match place.resolution {
        1 => 2.0,
        4 | 5 => 0.7,
        3 => -1.0,
        _ => 0.0,
    };
    people + named + country + province + kind + level + if place.prominent { 1.0 } else { 0.0 }
}

/// Two places in one country of which nothing says which is meant.
fn is_tied(first: &GazetteerEntry, second: &GazetteerEntry) -> bool {
    let same_kind =
        first.resolution == second.resolution && first.country_code == second.country_code && first.named_by == second.named_by;
    let small = !first.prominent && first.population < SMALL;
    let larger = first.population > CLEARLY_LARGER * second.population;
    same_kind && small && !larger && first.province != second.province
}

/// The resolutions that a kind word at the name asks for: "the town of X", "X district"; empty where none stands there.
fn kinds(resolver: &Resolver<'_>, tokens: TokenRange) -> Vec<u8> {
    let doc = resolver.doc;
    let last = tokens.end as TokenId - 1;
    let behind = tokens.end as TokenId;
    let before = (tokens.start as TokenId).checked_sub(2).filter(|&noun| doc.form(noun + 1) == "of");
    let mut kinds = Vec::new();
    for noun in [Some(last), Some(behind).filter(|&at| at < doc.tokens.len()), before].into_iter().flatten() {
        let lemma = crate::matching::singular(doc, noun);
        let holds = |class: &str| doc.tokens[noun].upos.is_noun() && resolver.knowledge.classes.contains(class, &lemma);
        for (class, levels) in [("settlement", [4, 5]), ("province", [2, 2]), ("district", [3, 3])] {
            if holds(class) {
                kinds.extend(levels);
            }
        }
    }
    kinds
}

impl Beside {
    /// Whether a place lies in what is named beside it.
    fn holds(&self, place: &GazetteerEntry) -> bool {
        let Some(country) = &place.country_code else { return false };
        self.countries.contains(country) && place.resolution > 1
            || self.divisions.iter().any(|(code, name)| {
                let inside = |division: &Option<String>| division.as_ref() == Some(name);
                let itself = place.name == *name && place.resolution < 4;
                code == country && !itself && (inside(&place.province) || inside(&place.district))
            })
    }

    /// Whether a division beside it picks this one place among its country's.
    fn settles(&self, place: &GazetteerEntry) -> bool {
        self.divisions
            .iter()
            .any(|(code, name)| place.country_code.as_ref() == Some(code) && place.province.as_ref() == Some(name))
    }
}

/// What stands beside a name: behind it after a comma, "in" or "of", or in brackets; before it in the same phrase.
fn beside(resolver: &Resolver<'_>, tokens: TokenRange) -> Beside {
    let doc = resolver.doc;
    let sentence = doc.sentence_of(tokens.start as TokenId).tokens;
    let mut beside = Beside::default();
    let behind = tokens.end as TokenId;
    // "Katsina state in Nigeria": the kind word may stand between.
    let opens = (behind..(behind + 2).min(sentence.end as TokenId)).find(|&at| matches!(doc.form(at), "," | "(" | "in" | "of"));
    if let Some(opens) = opens {
        let end = (opens + 1 + REACH).min(sentence.end as TokenId);
        let stops = |at: TokenId| doc.tokens[at].upos == Upos::PUNCT || matches!(doc.tokens[at].upos, Upos::VERB | Upos::AUX);
        let reach = if doc.form(opens) == "," { (opens + 5).min(end) } else { end };
        let end = (opens + 1..reach).find(|&at| stops(at) && doc.form(at) != "-").unwrap_or(reach);
        beside.read(resolver, TokenRange::new(opens + 1, end));
    }
    let first = tokens.start as TokenId;
    let from = first.saturating_sub(REACH).max(sentence.start as TokenId);
    let starts = |at: &TokenId| {
        matches!(doc.tokens[*at].upos, Upos::VERB | Upos::AUX | Upos::PUNCT | Upos::SCONJ)
            || doc.tokens[*at].upos == Upos::ADP && doc.form(*at) != "of"
    };
    let from = (from..first).rev().find(starts).map_or(from, |at| at + 1);
    beside.read(resolver, TokenRange::new(from, first));
    beside
}

impl Beside {
    fn read(&mut self, resolver: &Resolver<'_>, range: TokenRange) {
        let doc = resolver.doc;
        let mentions = &resolver.focus.mentions;
        let from = mentions.partition_point(|(at, _)| *at < range.start as TokenId);
        self.countries.extend(mentions[from..].iter().take_while(|(at, _)| range.contains(*at)).map(|(_, code)| code.clone()));
        for start in range.ids().filter(|&at| is_capital(doc, at)) {
            for end in (start + 1..=(start + 3).min(range.end as usize)).rev() {
                let words = doc.words(doc.span_of(TokenRange::new(start, end)));
                let divisions = resolver.knowledge.places.named(words);
                let divisions = divisions.into_iter().filter(|place| matches!(place.resolution, 2 | 3));
                self.divisions.extend(divisions.filter_map(|place| {
                    let name = if place.resolution == 2 { place.province } else { place.district };
                    place.country_code.zip(name)
                }));
            }
        }
    }
}

fn is_capital(doc: &Document, at: TokenId) -> bool {
    doc.form(at).starts_with(char::is_uppercase)
}

/// Whether a name is that of a place which is known or lies in a country that the article speaks of, and its country, if it lies in one; for
/// parties named by a place.
pub fn country_of_name(resolver: &Resolver<'_>, tokens: TokenRange) -> Option<Option<String>> {
    let doc = resolver.doc;
    let name = doc.name_at(tokens.start as TokenId);
    let is_place = name.is_some_and(|name| name.kind == NameKind::Location);
    let is_other = name.is_some_and(|name| !matches!(name.kind, NameKind::Location | NameKind::Nationality));
    let place = place(resolver, Mention { tokens, is_place })?;
    let spoken_of = place.country_code.as_ref().is_some_and(|code| resolver.focus.codes.contains(code));
    let known = place.prominent || place.population >= LARGE / 2 || place.resolution < 3;
    let counts = is_place || known && (spoken_of || place.population > LARGE && !is_other);
    counts.then_some(place.country_code)
}
