//! ACLED's table: commas, with a header line, a row an event.
//!
//! ACLED records what happened, on a known day or about it, at a place more exact than a country; speech, plans and background
//! are left out. [`kind`] says what an act is there, [`actor`] who its sides are.

mod actor;
mod kind;

use crate::cells::{shown, words};
use crate::countries::{self, Country};
use crate::ledger::words::many;
use crate::record::{CountRecord, PlaceRecord};
use crate::together::Together;
use crate::told::{LeftOut, Told};
use actor::Side;
use document::Date;
use event::{Granularity, When};
use jiff::ToSpan;

/// The columns.
pub const COLUMNS: [&str; 31] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
];

/// The row of what a telling and all others tell.
pub fn row(told: &Told<'_>, together: &Together<'_, '_>) -> Result<Vec<String>, LeftOut> {
    told.happened_now()?;
    let spot = together.place(told);
    let country = spot.record.event_loc.as_ref().and_then(|place| place.country_code).unwrap_or_default();
    let (one, two) = actor::sides(told, country);
    let kind = kind::of(told, &one, &two).ok_or(LeftOut::NoKind)?;
    let (day, time_precision) = when(together.date(told))?;
    let place = Place::of(spot)?;
    let (one, two) = actor::as_recorded(kind, one, two, place.country.name);
    let civilians = kind.targets_civilians(told, &two);
    let said = together.dead(told).into_iter();
    let dead: Vec<&CountRecord<'_>> = said.filter_map(|(_, said)| said.into_iter().min_by_key(|dead| fatalities(dead))).collect();
    let last = together.tellings.iter().filter_map(Told::published).max();
    let mut row = vec![
        format!("{}{}", place.code, together.row_number(told, 0)),
        day.to_string(),
        day.year().to_string(),
        time_precision.to_string(),
        kind.disorder().to_string(),
        kind.event_type().to_string(),
        kind.sub_event_type().to_string(),
    ];
    row.extend(one.cells());
    row.extend(two.cells());
    row.extend([interaction(&one, &two), words(civilians.then_some("Civilian targeting"))]);
    row.extend(place.cells());
    row.extend([
        together.each(|told| told.record.document.publisher.map(str::to_string)),
        String::new(),
        notes(told, &dead, together),
        dead.iter().map(|dead| fatalities(dead)).sum::<u64>().to_string(),
        words(kind.is_demonstration().then(|| crowd(told, together)).as_deref()),
        shown(last.and_then(timestamp)),
    ]);
    Ok(row)
}

/// The day and how exact it is: 1 the day, 2 about a week, 3 a month. Of a stretch it is the day in the middle. A day that is only
/// the day of publication counts as about a week.
fn when(told: &Told<'_>) -> Result<(Date, u8), LeftOut> {
    let (first, last) = told.happened()?;
    let days = document::calendar::days_between(first, last);
    let precision = match &told.event.when.value {
        When::PublicationDate(_) => 2,
        _ if days == 0 => 1,
        // A night is told by its two days.
        When::Stated(stretch) | When::Anchored(stretch) if days == 1 && stretch.granularity <= Granularity::Day => 1,
        _ if days <= 7 => 2,
        _ if days <= 31 => 3,
        _ => return Err(LeftOut::RoughDate),
    };
    let middle = if precision == 1 { first } else { first.saturating_add((days / 2).days()) };
    Ok((middle, precision))
}

/// Where it happened, more exactly than in which country.
struct Place<'t> {
    place: &'t PlaceRecord<'t>,
    code: &'t str,
    country: Country,
    precision: u8,
}

impl<'t> Place<'t> {
    /// 1 the town or a part of it, 2 near a town or in a district, 3 a province.
    fn of(told: &'t Told<'_>) -> Result<Place<'t>, LeftOut> {
        let place = told.record.event_loc.as_ref().ok_or(LeftOut::NoPlace)?;
        let code = place.country_code.ok_or(LeftOut::NoPlace)?;
        let country = countries::of(code).ok_or(LeftOut::NoPlace)?;
        let precision = match place.resolution.ok_or(LeftOut::NoPlace)? {
            4.. if told.is_near_place() => 2,
            4.. => 1,
            3 => 2,
            2 => 3,
            _ => return Err(LeftOut::NoPlace),
        };
        Ok(Place { place, code, country, precision })
    }

    fn cells(&self) -> [String; 10] {
        [
            self.country.iso_numeric.trim_start_matches('0').to_string(),
            self.country.acled_region.to_string(),
            self.country.name.to_string(),
            words(self.place.province),
            words(self.place.district),
            String::new(),
            words(self.place.resolved_place),
            shown(self.place.lat),
            shown(self.place.lon),
            self.precision.to_string(),
        ]
    }
}

/// The two sides' numbers in one, the smaller first: `12`, and `60` where there is but one.
fn interaction(one: &Side, two: &Side) -> String {
    let (one, two) = (one.inter(), two.inter());
    match two {
        0 => format!("{one}0"),
        _ => format!("{}{}", one.min(two), one.max(two)),
    }
}

/// The lowest number that the words allow.
///
/// Vague words have ACLED's numbers, which are lower than the contract's: 12 for dozens, 100 for hundreds, 1,000 for thousands.
fn fatalities(dead: &CountRecord<'_>) -> u64 {
    let vague = !dead.words.text.contains(|letter: char| letter.is_ascii_digit());
    match (dead.low as u64, dead.high.map(|high| high as u64)) {
        (24, Some(99)) if vague => 12,
        (200, Some(999)) if vague => 100,
        (2_000, Some(9_999)) if vague => 1_000,
        (low, _) => low,
    }
}

/// The sentence, what the number of fatalities rests on, and of an incident how many tell it, where it stands and who denies it.
fn notes(told: &Told<'_>, dead: &[&CountRecord<'_>], together: &Together<'_, '_>) -> String {
    let words: Vec<&str> = dead.iter().map(|dead| dead.words.text).collect();
    let fatalities = if words.is_empty() { "none stated".to_string() } else { words.join("; ") };
    let notes = format!("{} [fatalities: {fatalities}]", told.record.text);
    let Some(incident) = together.incident else { return notes };
    let reports = many(together.articles().len(), "report");
    let origins = many(incident.origins.len(), "origin");
    let denied = incident.denied_by.join(", ");
    let denied = if denied.is_empty() { denied } else { format!(", denied by {denied}") };
    format!("{notes} [{reports}, {origins}: {}{denied}]", incident.status.name())
}

/// The size of a crowd in its own words, as ACLED tags it.
fn crowd(told: &Told<'_>, together: &Together<'_, '_>) -> String {
    let size = std::iter::once(told).chain(together.tellings).find_map(|told| told.record.size.as_ref());
    let size = size.map_or("no report", |size| size.words.text);
    format!("crowd size={size}")
}

/// Seconds since 1970 at the beginning of the day.
fn timestamp(day: Date) -> Option<i64> {
    Some(document::calendar::days_between(document::calendar::date(1970, 1, 1)?, day) * 86_400)
}
