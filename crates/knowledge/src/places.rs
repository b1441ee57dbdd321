//! The gazetteer: cities, divisions, countries and the project's own places.

use crate::Problem;
use crate::records::normalised;
use std::collections::HashMap;

/// A place with its coordinates.
#[derive(Clone, Debug, PartialEq)]
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
    /// 5 a part of a city, 4 city, 3 district, 2 province, 1 country.
    pub resolution: u8,
    /// Inhabitants, for choosing between places of one name; 0 where unknown.
    pub population: u32,
}

/// All places with an index over their names.
#[derive(Clone, Debug, Default)]
pub struct Places {
    all: Vec<GazetteerEntry>,
    names: HashMap<String, Vec<u32>>,
    country_names: HashMap<String, String>,
}

impl Places {
    /// Reads one table of `places/`; the first line names the columns.
    pub(crate) fn read(&mut self, file: &str, text: &str, problems: &mut Vec<Problem>) {
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
        let Some((_, header)) = lines.next() else { return };
        let columns: HashMap<&str, usize> = header.split('\t').enumerate().map(|(at, name)| (name, at)).collect();
        let default_resolution = match file.rsplit('/').next().unwrap_or(file) {
            "cities.tsv" => 4,
            "divisions.tsv" => 2,
            "countries.tsv" => 1,
            _ => 3,
        };
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
            let resolution = number("resolution").map_or(default_resolution, |value| value as u8);
            let country_code = cell("iso3").map(str::to_string);
            if let (1, Some(code)) = (resolution, &country_code) {
                self.country_names.entry(code.clone()).or_insert_with(|| name.to_string());
            }
            let entry = self.all.len() as u32;
            self.all.push(GazetteerEntry {
                name: name.to_string(),
                geonameid: number("geonameid").map(|id| id as u32),
                coordinates: number("lat").zip(number("lon")),
                country_code,
                province: if resolution == 2 { Some(name.to_string()) } else { cell("admin1").map(str::to_string) },
                resolution,
                population: number("population").unwrap_or(0.0) as u32,
            });
            let others = cell("alternatives").into_iter().flat_map(|cell| cell.split(';'));
            for form in std::iter::once(name).chain(others) {
                let entries = self.names.entry(normalised(form)).or_default();
                if !entries.contains(&entry) {
                    entries.push(entry);
                }
            }
        }
    }

    /// All places of a name, in the order of the tables.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &GazetteerEntry> {
        self.names.get(&normalised(name)).into_iter().flatten().map(|&at| &self.all[at as usize])
    }

    /// The names of all places, in the order of the tables.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|place| place.name.as_str())
    }

    /// The name of the country of that code.
    pub fn country_name(&self, code: &str) -> Option<&str> {
        self.country_names.get(code).map(String::as_str)
    }
}
