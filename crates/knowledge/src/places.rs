//! Places by name: the generated gazetteer, and over it the project's own tables and the user's.

use crate::Problem;
use crate::gazetteer::{Gazetteer, folded};
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use std::sync::Arc;

/// By what a place was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamedBy {
    /// One of many names in all languages that GeoNames lists for it.
    #[default]
    Alternative,
    /// A name that English-language news may use.
    Name,
    /// A table of `places/`: somebody put it there because it makes news.
    Table,
}

/// A place with its coordinates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GazetteerEntry {
    /// Its name in the gazetteer.
    pub name: String,
    /// Its GeoNames id, where it has one.
    pub geonameid: Option<u32>,
    /// Degrees north and east, where known.
    pub coordinates: Option<(f64, f64)>,
    /// The code of its country, where it lies in one.
    pub country_code: Option<String>,
    /// The first-level division that it lies in or is.
    pub province: Option<String>,
    /// The second-level division that it lies in or is.
    pub district: Option<String>,
    /// 5 a part of a city, 4 city, 3 district, 2 province, 1 country.
    pub resolution: u8,
    /// Inhabitants, for choosing between places of one name; 0 where unknown.
    pub population: u32,
    /// Whether news calls it by its bare name wherever it is: a capital, or a place that the lists name.
    pub prominent: bool,
    /// By what it was found.
    pub named_by: NamedBy,
}

/// All places with an index over their names.
#[derive(Clone, Debug, Default)]
pub struct Places {
    tables: Vec<GazetteerEntry>,
    names: FxHashMap<String, Vec<u32>>,
    country_names: FxHashMap<String, String>,
    gazetteer: Option<Arc<Gazetteer>>,
}

impl Places {
    /// Places of a gazetteer and nothing else yet.
    pub(crate) fn over(gazetteer: Arc<Gazetteer>) -> Places {
        let country_names = gazetteer.countries.iter().map(|country| (country.code.clone(), country.name.clone())).collect();
        Places { country_names, gazetteer: Some(gazetteer), ..Places::default() }
    }

    /// Reads one table of `places/`; the first line names the columns.
    pub(crate) fn read(&mut self, file: &str, text: &str, problems: &mut Vec<Problem>) {
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
        let Some((_, header)) = lines.next() else { return };
        let columns: HashMap<&str, usize> = header.split('\t').enumerate().map(|(at, name)| (name, at)).collect();
        for (at, line) in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            let cell = |name: &str| {
                columns.get(name).and_then(|&column| cells.get(column)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
            };
            let Some(name) = cell("name") else {
                problems.push(Problem {
                    file: file.to_string(),
                    line: at + 1,
                    text: line.to_string(),
                    words: String::new(),
                    message: "a place without a name".to_string(),
                    hint: format!("the columns are {header}"),
                });
                continue;
            };
            let number = |name: &str| cell(name).and_then(|cell| cell.parse::<f64>().ok());
            let resolution = number("resolution").map_or(4, |value| value as u8);
            let country_code = cell("iso3").map(str::to_string);
            if let (1, Some(code)) = (resolution, &country_code) {
                self.country_names.entry(code.clone()).or_insert_with(|| name.to_string());
            }
            let entry = self.tables.len() as u32;
            let itself = |level: u8| (resolution == level).then(|| name.to_string());
            self.tables.push(GazetteerEntry {
                name: name.to_string(),
                geonameid: number("geonameid").map(|id| id as u32),
                coordinates: number("lat").zip(number("lon")),
                country_code,
                province: itself(2).or_else(|| cell("admin1").map(str::to_string)),
                district: itself(3).or_else(|| cell("admin2").map(str::to_string)),
                resolution,
                population: number("population").unwrap_or(0.0) as u32,
                prominent: true,
                named_by: NamedBy::Table,
            });
            let others = cell("alternatives").into_iter().flat_map(|cell| cell.split(';'));
            for form in std::iter::once(name).chain(others) {
                let entries = self.names.entry(folded(form)).or_default();
                if !entries.contains(&entry) {
                    entries.push(entry);
                }
            }
        }
    }

    /// All places of a name: those of the tables in their order, then those of the gazetteer in its order.
    pub fn named(&self, name: &str) -> Vec<GazetteerEntry> {
        let key = folded(name);
        let tables = self.names.get(&key).into_iter().flatten().map(|&at| self.tables[at as usize].clone());
        let mut found: Vec<GazetteerEntry> = tables.collect();
        let Some(gazetteer) = &self.gazetteer else { return found };
        let of_tables: Vec<u32> = found.iter().filter_map(|place| place.geonameid).collect();
        for bearer in gazetteer.bearers(&key) {
            let named_by = if bearer.alternative { NamedBy::Alternative } else { NamedBy::Name };
            let place = entry(gazetteer, bearer.record, named_by);
            // What a table says of a place counts more than what is generated.
            found.extend(place.filter(|place| place.geonameid.is_none_or(|id| !of_tables.contains(&id))));
        }
        found
    }

    /// Whether a table of `places/` has the name; such names may begin with a small letter ("the truce line").
    pub fn in_tables(&self, name: &str) -> bool {
        self.names.contains_key(&folded(name))
    }

    /// The country of that code as a place.
    pub fn country(&self, code: &str) -> Option<GazetteerEntry> {
        let gazetteer = self.gazetteer.as_ref()?;
        // The first records are the countries, in the order of the directory.
        let number = gazetteer.countries.iter().position(|country| country.code == code)?;
        entry(gazetteer, number as u32, NamedBy::Name)
    }

    /// The name of the country of that code.
    pub fn country_name(&self, code: &str) -> Option<&str> {
        self.country_names.get(code).map(String::as_str)
    }

    /// The gazetteer, where there is one.
    pub fn gazetteer(&self) -> Option<&Gazetteer> {
        self.gazetteer.as_deref()
    }
}

fn entry(gazetteer: &Gazetteer, number: u32, named_by: NamedBy) -> Option<GazetteerEntry> {
    let record = gazetteer.record(number)?;
    let division = |at: usize| record.divisions[at].and_then(|number| gazetteer.record(number)).map(|division| division.name);
    let itself = |level: u8| (record.resolution == level).then(|| record.name.clone());
    let degrees = |hundred_thousandths: i32| f64::from(hundred_thousandths) / 100_000.0;
    Some(GazetteerEntry {
        geonameid: Some(record.geonameid),
        coordinates: record.coordinates.map(|(north, east)| (degrees(north), degrees(east))),
        country_code: gazetteer.countries.get(record.country as usize).map(|country| country.code.clone()),
        province: itself(2).or_else(|| division(0)),
        district: itself(3).or_else(|| division(1)),
        resolution: record.resolution,
        population: record.population,
        prominent: record.prominent,
        named_by,
        name: record.name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn embedded() -> Places {
        Places::over(crate::gazetteer::embedded().expect("the gazetteer that comes with the program is sound"))
    }

    #[test]
    fn the_gazetteer_that_comes_with_the_program_is_whole() {
        let places = embedded();
        let gazetteer = places.gazetteer().unwrap();
        assert_eq!(gazetteer.verify(), Ok(()));
        assert!(gazetteer.countries.len() > 240 && gazetteer.keys().count() > 400_000);
    }

    #[test]
    fn cities_have_their_divisions_and_countries() {
        let places = embedded();
        let bakhmut: Vec<_> = places.named("Bakhmut").into_iter().filter(|place| place.resolution == 4).collect();
        assert_eq!(bakhmut[0].country_code.as_deref(), Some("UKR"));
        assert_eq!(bakhmut[0].province.as_deref(), Some("Donetsk"));
        assert_eq!(bakhmut[0].coordinates, Some((48.59419, 37.99886)));
        assert_eq!(
            places.named("Artemivsk").iter().find(|place| place.geonameid == bakhmut[0].geonameid).unwrap().named_by,
            NamedBy::Name
        );
        assert!(places.named("Kyiv").iter().any(|place| place.prominent && place.resolution == 4));
        assert_eq!(places.country("UKR").unwrap().name, "Ukraine");
        assert!(places.named("no such place as this").is_empty());
    }

    #[test]
    fn a_table_goes_before_the_gazetteer_and_may_add_to_it() {
        let mut places = embedded();
        places.read(
            "places/x.tsv",
            "name\talternatives\tgeonameid\tiso3\nBachmut\tBakhmut\t713174\tUKR\nRurstadt\t\t\tUKR\n",
            &mut Vec::new(),
        );
        let found: Vec<_> = places.named("Bakhmut").into_iter().filter(|place| place.geonameid == Some(713_174)).collect();
        assert_eq!((found.len(), found[0].name.as_str()), (1, "Bachmut"));
        assert!(places.in_tables("rurstadt") && places.named("Rurstadt").len() == 1);
    }
}
