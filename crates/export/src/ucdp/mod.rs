//! The columns of UCDP's Georeferenced Event Dataset: commas, with a header line, a row an event.
//!
//! UCDP records the use of armed force by an organised actor against another or against civilians that killed somebody, at a time
//! known to the year and a place known to the country. Anything else is left out. [`sides`] says who is organised.

mod sides;

use crate::cells::{shown, words};
use crate::countries::{self, Country};
use crate::record::{CountRecord, PlaceRecord};
use crate::together::Together;
use crate::told::{LeftOut, Told, joined};
use document::Date;
use event::{Category, Granularity, Side, When};
use sides::Opponents;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The columns.
pub const COLUMNS: [&str; 49] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

/// The row of what a telling and all others tell.
pub fn row(told: &Told<'_>, together: &Together<'_, '_>) -> Result<Vec<String>, LeftOut> {
    told.happened()?;
    let dated = together.date(told);
    let (first, last) = dated.happened()?;
    if told.event.category.value != Category::Assault {
        return Err(LeftOut::NoKind);
    }
    let deaths = Deaths::of(&together.dead(told), &|low| together.telling_dead(low));
    if deaths.high == 0 {
        return Err(LeftOut::NoDeaths);
    }
    let date_precision = date_precision(dated, first, last)?;
    let place = Place::of(together.place(told))?;
    let opponents = sides::of(told).ok_or(LeftOut::NoSides)?;
    let articles = together.articles();
    let originals = together.tellings.iter().map(|told| told.record.attribution.first()?.entity.entity_text);
    let empty = String::new;
    let mut row = vec![
        together.row_number(told, 0).to_string(),
        together.incident.map_or_else(|| told.record.id.clone(), |incident| incident.id.to_string()),
        first.year().to_string(),
        empty(),
        empty(),
        (opponents.violence as u8).to_string(),
        empty(),
        empty(),
        empty(),
        empty(),
        empty(),
        format!("{} - {}", opponents.a.name, opponents.b.name),
        empty(),
        empty(),
        opponents.a.name.clone(),
        empty(),
        empty(),
        opponents.b.name.clone(),
        articles.len().to_string(),
        together.each(|told| Some(source(told))),
        together.each(|told| told.record.document.publisher.map(str::to_string)),
        together.each(|told| told.published().map(|day| day.to_string())),
        together.each(|told| told.record.document.title.map(str::to_string)),
        joined(originals, "; "),
    ];
    row.extend(place.cells());
    // 1: a single event that is told clearly; 2: a sum over a stretch of time.
    row.push(if date_precision <= 2 { "1" } else { "2" }.to_string());
    row.extend([date_precision.to_string(), moment(first), moment(last)]);
    row.extend(deaths.by_side(&opponents).map(|number| number.to_string()));
    row.extend([deaths.best, deaths.high, deaths.low].map(|number| number.to_string()));
    row.extend([opponents.a.state_number.clone(), opponents.b.state_number.clone()]);
    Ok(row)
}

/// 1 the day, 2 two to six days or only the day of publication, 3 a week, 4 a month, 5 a longer stretch of at most a year.
fn date_precision(told: &Told<'_>, first: Date, last: Date) -> Result<u8, LeftOut> {
    let days = document::calendar::days_between(first, last) + 1;
    match &told.event.when.value {
        When::PublicationDate(_) => Ok(2),
        When::Stated(stretch) | When::Anchored(stretch) if days <= 2 && stretch.granularity <= Granularity::Day => Ok(1),
        _ => match days {
            1 => Ok(1),
            2..=6 => Ok(2),
            7 => Ok(3),
            8..=31 => Ok(4),
            32..=366 => Ok(5),
            _ => Err(LeftOut::RoughDate),
        },
    }
}

/// A day as UCDP writes it.
fn moment(day: Date) -> String {
    format!("{day} 00:00:00.000")
}

/// Publisher, day and headline as one reference: `"Example Wire,2020-06-16,Title"`.
fn source(told: &Told<'_>) -> String {
    let article = &told.record.document;
    let parts =
        [article.publisher.map(str::to_string), told.published().map(|day| day.to_string()), article.title.map(str::to_string)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { article.id.to_string() } else { parts.join(",") }
}

/// How many died, and whose they were.
struct Deaths {
    low: u64,
    best: u64,
    high: u64,
    /// The best estimate for each side that dead are told of.
    sides: Vec<(Option<Side>, u64)>,
}

impl Deaths {
    /// For each side the lowest and the highest that any source says last, and as the best estimate what most of them say, of several what
    /// most articles tell, then the lowest: UCDP is conservative where reports differ or give a range. Without an upper bound no higher number
    /// is known than the lower.
    fn of(said: &[(Option<Side>, Vec<&CountRecord<'_>>)], articles: &dyn Fn(u64) -> usize) -> Deaths {
        let mut deaths = Deaths { low: 0, best: 0, high: 0, sides: Vec::new() };
        for (side, said) in said {
            let lows: Vec<u64> = said.iter().map(|dead| dead.low as u64).collect();
            let highs = said.iter().zip(&lows).map(|(dead, low)| dead.high.map_or(*low, |high| high as u64).max(*low));
            let mut sources: BTreeMap<u64, usize> = BTreeMap::new();
            lows.iter().for_each(|low| *sources.entry(*low).or_default() += 1);
            let best = sources.into_iter().max_by_key(|(number, sources)| (*sources, articles(*number), Reverse(*number)));
            let best = best.map_or(0, |(number, _)| number);
            deaths.low += lows.iter().min().copied().unwrap_or(0);
            deaths.high += highs.max().unwrap_or(0);
            deaths.best += best;
            deaths.sides.push((*side, best));
        }
        deaths
    }

    /// The best estimate as deaths of side A, side B, civilians, or of whom nobody says; the sum of the four is the estimate.
    fn by_side(&self, opponents: &Opponents) -> [u64; 4] {
        let mut numbers = [0; 4];
        for (side, best) in &self.sides {
            let whose = match side {
                Some(side) if opponents.is_a(*side) => 0,
                Some(_) if opponents.b_is_civilian() => 2,
                Some(_) => 1,
                None => 3,
            };
            numbers[whose] += best;
        }
        numbers
    }
}

/// Where it happened, at least in which country.
struct Place<'t> {
    place: &'t PlaceRecord<'t>,
    country: Country,
    precision: u8,
}

impl<'t> Place<'t> {
    /// 1 the place itself, 2 near it, 3 a district, 4 a province, 6 a country. What is longer than a place (5) and what lies in no
    /// country (7) cannot be told apart here from what is not known.
    fn of(told: &'t Told<'_>) -> Result<Place<'t>, LeftOut> {
        let place = told.record.event_loc.as_ref().ok_or(LeftOut::NoPlace)?;
        let country = place.country_code.and_then(countries::of).ok_or(LeftOut::NoPlace)?;
        let precision = match place.resolution.ok_or(LeftOut::NoPlace)? {
            4.. if told.is_near_place() => 2,
            4.. => 1,
            3 => 3,
            2 => 4,
            _ => 6,
        };
        Ok(Place { place, country, precision })
    }

    fn cells(&self) -> [String; 12] {
        let point = self.place.lat.zip(self.place.lon);
        [
            self.precision.to_string(),
            words(self.place.resolved_place),
            self.place.extracted_place.to_string(),
            words(self.place.province),
            words(self.place.district),
            shown(self.place.lat),
            shown(self.place.lon),
            point.map(|(north, east)| format!("POINT ({east} {north})")).unwrap_or_default(),
            shown(point.map(grid_cell)),
            self.country.name.to_string(),
            self.country.gleditsch_ward.to_string(),
            self.country.ucdp_region.to_string(),
        ]
    }
}

/// The number of the cell of PRIO-GRID: half a degree wide, counted from one in the south-west, eastward and then northward.
fn grid_cell((north, east): (f64, f64)) -> i64 {
    let row = (((north + 90.0) * 2.0).floor() as i64).clamp(0, 359);
    let column = (((east + 180.0) * 2.0).floor() as i64).clamp(0, 719);
    row * 720 + column + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grid_cells_are_counted_from_the_south_west() {
        assert_eq!(grid_cell((-90.0, -180.0)), 1);
        assert_eq!(grid_cell((34.53, 69.17)), 179_779);
        assert_eq!(grid_cell((90.0, 180.0)), 259_200);
    }
}
