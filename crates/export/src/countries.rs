//! Codes, names and regions of countries in the lists that the field's tables use. The facts stand in `data/countries.tsv`; no
//! country is named here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One country or dependency; what a list does not have is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// Its English name, the same as in the knowledge.
    pub name: &'static str,
    /// ISO 3166-1 numeric, three digits.
    pub iso_numeric: &'static str,
    /// FIPS 10-4, as GeoNames has it.
    pub fips: &'static str,
    /// Correlates of War number.
    pub cow: &'static str,
    /// Gleditsch and Ward's number.
    pub gleditsch_ward: &'static str,
    /// CAMEO's code.
    pub cameo: &'static str,
    /// ACLED's region.
    pub acled_region: &'static str,
    /// UCDP's region.
    pub ucdp_region: &'static str,
    /// Whether GDELT tells its states and cities from those of the world.
    pub gdelt_states: bool,
}

static COUNTRIES: LazyLock<BTreeMap<&'static str, Country>> =
    LazyLock::new(|| include_str!("../data/countries.tsv").lines().skip(1).filter_map(country).collect());

static DIVISIONS: LazyLock<BTreeMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut cells = line.split('\t');
        Some(((cells.next()?, cells.next()?), cells.next()?))
    };
    include_str!("../data/divisions.tsv").lines().skip(1).filter_map(line).collect()
});

fn country(line: &'static str) -> Option<(&'static str, Country)> {
    let cells: Vec<&'static str> = line.split('\t').collect();
    let [code, _, name, iso_numeric, fips, cow, gleditsch_ward, cameo, acled_region, ucdp_region, states] = cells.as_slice()
    else {
        return None;
    };
    let country = Country {
        name,
        iso_numeric,
        fips,
        cow,
        gleditsch_ward,
        cameo,
        acled_region,
        ucdp_region,
        gdelt_states: !states.is_empty(),
    };
    Some((code, country))
}

/// The country of one of Standoff's codes; none for the codes of organisations.
pub fn of(code: &str) -> Option<Country> {
    COUNTRIES.get(code).copied()
}

/// GeoNames' code of a first-level division, by its name in the gazetteer.
pub fn division(code: &str, name: &str) -> Option<&'static str> {
    // The map's keys are static, so a look-up goes over the stretch of one country.
    DIVISIONS
        .range((of_key(code)?, "")..)
        .take_while(|((country, _), _)| *country == code)
        .find(|((_, one), _)| *one == name)
        .map(|(_, found)| *found)
}

fn of_key(code: &str) -> Option<&'static str> {
    COUNTRIES.get_key_value(code).map(|(key, _)| *key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_names_stand_alone() {
        let lines = include_str!("../data/countries.tsv").lines().count() - 1;
        assert_eq!(COUNTRIES.len(), lines);
        assert!(COUNTRIES.values().all(|country| !country.name.is_empty() && country.cameo.len() == 3));
        assert_eq!(DIVISIONS.len(), include_str!("../data/divisions.tsv").lines().count() - 1);
    }

    #[test]
    fn lists_differ_where_they_are_known_to() {
        let germany = of("DEU").expect("it is listed");
        assert_eq!((germany.fips, germany.cow, germany.gleditsch_ward, germany.iso_numeric), ("GM", "255", "260", "276"));
        assert_eq!(of("KOS").map(|country| country.cameo), Some("KSV"));
        assert_eq!(of("UNO"), None);
        assert_eq!(division("USA", "Texas"), Some("TX"));
        assert_eq!(division("USA", "Bavaria"), None);
        assert_eq!(division("UNO", "Texas"), None);
    }
}
