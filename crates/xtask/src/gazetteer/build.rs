//! From tables and lists to records and the names that lead to them.

use super::lists::Lists;
use super::sources::{City, Division, Sources};
use knowledge::gazetteer::folded;
use knowledge::gazetteer::layout::{Bearer, Record};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What the file is to hold.
pub struct Built {
    /// Code and name of every country.
    pub countries: Vec<(String, String)>,
    /// Countries, provinces, districts, cities.
    pub records: Vec<Record>,
    /// Who bears which name, by folded name.
    pub names: BTreeMap<String, Vec<Bearer>>,
}

/// Arabic articles before a name, which news leaves out or writes otherwise.
const ARTICLES: [&str; 12] = ["Al ", "Ad ", "An ", "Ar ", "As ", "Ash ", "At ", "Az ", "Al-", "El ", "Ath ", "Adh "];

/// Alternative names shorter than this are codes and abbreviations.
const SHORTEST: usize = 4;

#[derive(Default)]
struct Names(BTreeMap<String, BTreeMap<u32, bool>>);

impl Names {
    /// A name by which English-language news may know the place.
    fn own(&mut self, name: &str, record: usize) {
        self.add(name, record, false);
    }

    /// One of many names in all languages.
    fn alternative(&mut self, name: &str, record: usize) {
        self.add(name, record, true);
    }

    fn add(&mut self, name: &str, record: usize, alternative: bool) {
        let key = folded(name);
        // The layout stores lengths in a byte.
        if !key.is_empty() && key.len() < 256 {
            let known = self.0.entry(key).or_default().entry(record as u32).or_insert(alternative);
            *known &= alternative;
        }
    }
}

/// Makes records and names; second, a line for everything in the lists that no place answers to.
pub fn build(sources: &Sources, lists: &Lists) -> (Built, Vec<String>) {
    let mut missing = Vec::new();
    let mut names = Names::default();
    let (spellings, mut prominent) = spelled(sources, lists, &mut missing);
    let capitals = capitals(sources);
    prominent.extend(capitals.values().map(|&city| sources.cities[city].geonameid));
    let country_of: HashMap<&str, usize> =
        sources.countries.iter().enumerate().map(|(at, country)| (country.iso2.as_str(), at)).collect();
    let mut records = Vec::new();
    for (at, country) in sources.countries.iter().enumerate() {
        let own: Vec<&City> = sources.cities.iter().filter(|city| city.countrycode == country.iso2).collect();
        let seat = capitals.get(&country.iso2).map(|&city| &sources.cities[city]).or(own.first().copied());
        names.own(&country.name, records.len());
        records.push(Record {
            name: country.name.clone(),
            resolution: 1,
            prominent: true,
            country: at as u8,
            geonameid: country.geonameid,
            coordinates: seat.map(coordinates),
            population: own.iter().fold(0, |sum, city| sum.saturating_add(city.population)),
            divisions: [None; 2],
        });
    }
    let mut by_province: HashMap<String, Vec<&City>> = HashMap::new();
    for city in &sources.cities {
        by_province.entry(format!("{}.{}", city.countrycode, city.admin1code)).or_default().push(city);
    }
    let mut province_at: HashMap<&str, u32> = HashMap::new();
    for division in &sources.provinces {
        let cities = by_province.get(&division.code).map_or(&[][..], Vec::as_slice);
        province_at.insert(&division.code, records.len() as u32);
        name_division(&mut names, lists, division, records.len());
        for form in lists.divisions.get(&division.code).into_iter().flatten() {
            // "Tex.", "Ind.": abbreviations are too short to stand alone.
            if form.ends_with('.') { names.alternative(form, records.len()) } else { names.own(form, records.len()) }
        }
        records.push(Record {
            name: division.name.clone(),
            resolution: 2,
            prominent: lists.divisions.get(&division.code).is_some_and(|forms| forms.iter().any(|form| !form.ends_with('.'))),
            country: country_of[country_code(&division.code)] as u8,
            geonameid: division.geonameid,
            coordinates: cities.first().map(|city| coordinates(city)),
            population: cities.iter().fold(0, |sum, city| sum.saturating_add(city.population)),
            divisions: [None; 2],
        });
    }
    missing.extend(
        lists
            .divisions
            .keys()
            .filter(|code| !province_at.contains_key(code.as_str()))
            .map(|code| format!("division-names.lst: no division {code}")),
    );
    let (mut district_named, mut district_numbers) = (HashMap::<(&str, String), Option<u32>>::new(), Vec::new());
    for division in &sources.districts {
        let province = division.code.rsplit_once('.').map_or("", |(province, _)| province);
        name_division(&mut names, lists, division, records.len());
        let bare = folded(lists.bare(&division.name).unwrap_or(&division.name));
        // Two districts of one name in a province: the name tells nothing.
        district_named.entry((province, bare)).and_modify(|known| *known = None).or_insert(Some(records.len() as u32));
        district_numbers.push(records.len());
        records.push(Record {
            name: division.name.clone(),
            resolution: 3,
            country: country_of[country_code(&division.code)] as u8,
            geonameid: division.geonameid,
            divisions: [province_at.get(province).copied(), None],
            ..Record::default()
        });
    }
    let mut order: Vec<usize> = (0..sources.cities.len()).collect();
    order.sort_by_cached_key(|&at| {
        let city = &sources.cities[at];
        (country_of[city.countrycode.as_str()], city.admin1code.clone(), city.name.clone(), city.geonameid)
    });
    for at in order {
        let city = &sources.cities[at];
        let country = &sources.countries[country_of[city.countrycode.as_str()]];
        let province = format!("{}.{}", city.countrycode, city.admin1code);
        name_city(&mut names, city, country.speaks_arabic, records.len());
        for form in spellings.get(&city.geonameid).into_iter().flatten() {
            names.own(form, records.len());
        }
        let key = folded(&city.name);
        let alone = by_province
            .get(&province)
            .is_some_and(|cities| cities.iter().filter(|other| folded(&other.name) == key).count() == 1);
        let district = district_named.get(&(province.as_str(), key)).copied().flatten();
        let district = district.filter(|_| alone && !lists.districts_apart.contains(&country.iso3));
        if let Some(district) = district {
            let record: &mut Record = &mut records[district as usize];
            record.coordinates = record.coordinates.or(Some(coordinates(city)));
            record.population = record.population.max(city.population);
        }
        records.push(Record {
            name: city.name.trim().to_string(),
            resolution: 4,
            prominent: prominent.contains(&city.geonameid),
            country: country_of[city.countrycode.as_str()] as u8,
            geonameid: city.geonameid,
            coordinates: Some(coordinates(city)),
            population: city.population,
            divisions: [province_at.get(province.as_str()).copied(), district],
        });
    }
    let bearers = |of: BTreeMap<u32, bool>| of.into_iter().map(|(record, alternative)| Bearer { record, alternative }).collect();
    let names = names.0.into_iter().map(|(key, of)| (key, bearers(of))).collect();
    let countries = sources.countries.iter().map(|country| (country.iso3.clone(), country.name.clone())).collect();
    (Built { countries, records, names }, missing)
}

fn country_code(code: &str) -> &str {
    code.split('.').next().unwrap_or("")
}

fn coordinates(city: &City) -> (i32, i32) {
    let hundred_thousandths = |degrees: f64| (degrees * 100_000.0).round() as i32;
    (hundred_thousandths(city.latitude), hundred_thousandths(city.longitude))
}

fn name_division(names: &mut Names, lists: &Lists, division: &Division, record: usize) {
    for name in [&division.name, &division.ascii] {
        names.own(name, record);
        if let Some(bare) = lists.bare(name) {
            names.own(bare, record);
        }
    }
}

fn name_city(names: &mut Names, city: &City, speaks_arabic: bool, record: usize) {
    names.own(&city.name, record);
    if let (true, Some(rest)) = (speaks_arabic, ARTICLES.iter().find_map(|article| city.name.strip_prefix(article))) {
        names.own(rest, record);
        names.own(&format!("al-{rest}"), record);
    }
    for name in city.alternatenames.iter().filter(|name| is_latin(name)) {
        names.alternative(name, record);
    }
}

/// Whether a newspaper in English could print the name: Latin letters, a capital first, no code.
fn is_latin(name: &str) -> bool {
    let article = ["al-", "el-", "ad-", "as-", "an-", "ar-", "at-", "az-"].iter().any(|article| name.starts_with(article));
    let letters = folded(name);
    let readable = letters.chars().all(|letter| letter.is_ascii_lowercase() || letter == ' ');
    let shouted = !name.chars().any(char::is_lowercase);
    readable && letters.len() >= SHORTEST && !shouted && (article || name.starts_with(char::is_uppercase))
}

/// The capitals, by the country's two letters: places in `cities`.
fn capitals(sources: &Sources) -> HashMap<String, usize> {
    let mut found = HashMap::new();
    for country in sources.countries.iter().filter(|country| !country.capital.is_empty()) {
        let wanted = folded(&country.capital);
        let is_capital = |city: &City| {
            city.countrycode == country.iso2
                && std::iter::once(&city.name).chain(&city.alternatenames).any(|name| folded(name) == wanted)
        };
        if let Some(at) = sources.cities.iter().position(is_capital) {
            found.insert(country.iso2.clone(), at);
        }
    }
    found
}

/// What `spellings.lst` calls cities, by their ids, and all cities that it names. GeoNames' own names go first, then those with an Arabic
/// article, then its alternatives in any language; of several the largest.
fn spelled(sources: &Sources, lists: &Lists, missing: &mut Vec<String>) -> (HashMap<u32, Vec<String>>, HashSet<u32>) {
    let mut by_country: HashMap<&str, Vec<(&City, String)>> = HashMap::new();
    for city in &sources.cities {
        by_country.entry(&city.countrycode).or_default().push((city, folded(&city.name)));
    }
    let mut found: HashMap<u32, Vec<String>> = HashMap::new();
    for (line, iso3, forms) in &lists.spellings {
        let country = sources.countries.iter().find(|country| country.iso3 == *iso3);
        let cities = country.and_then(|country| by_country.get(country.iso2.as_str())).map_or(&[][..], Vec::as_slice);
        let wanted: Vec<String> = forms.iter().map(|form| folded(form)).collect();
        let by_name = |prefix: &str| {
            wanted.iter().find_map(|form| cities.iter().find(|(_, key)| key.strip_prefix(prefix) == Some(form.as_str())))
        };
        let by_alternative = || {
            wanted
                .iter()
                .find_map(|form| cities.iter().find(|(city, _)| city.alternatenames.iter().any(|name| folded(name) == *form)))
        };
        let city = ["", "al ", "as ", "ad "].iter().find_map(|prefix| by_name(prefix)).or_else(by_alternative);
        match city {
            Some((city, _)) => found.entry(city.geonameid).or_default().extend(forms.iter().cloned()),
            None => missing.push(format!("spellings.lst:{line}: no place in {iso3} is called {}", forms.join(" or "))),
        }
    }
    let named = found.keys().copied().collect();
    (found, named)
}
