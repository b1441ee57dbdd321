//! Incidents as GeoJSON (RFC 7946): a point for each that has coordinates. How many have none is said in the collection.

use crate::ledger::{Entry, words};
use document::Date;
use serde::Serialize;
use std::io::{self, Write};

/// Writes a collection, an incident a line.
pub fn write(out: &mut dyn Write, entries: &[Entry]) -> io::Result<()> {
    let features: Vec<Feature> = entries.iter().filter_map(feature).collect();
    let missing = entries.len() - features.len();
    write!(out, "{{\"type\":\"FeatureCollection\",\"without_coordinates\":{missing},\"notice\":")?;
    serde_json::to_writer(&mut *out, crate::PLACES_NOTICE)?;
    out.write_all(b",\"features\":[")?;
    for (number, feature) in features.iter().enumerate() {
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, feature)?;
    }
    out.write_all(b"\n]}\n")
}

/// One incident.
#[derive(Serialize)]
struct Feature<'l> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: String,
    geometry: Geometry,
    properties: Properties<'l>,
}

#[derive(Serialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: &'static str,
    /// East before north, as the format has it.
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties<'l> {
    event: &'static str,
    mode: &'l [String],
    quad_code: u8,
    event_scale: f64,
    sides: String,
    assertion: &'static str,
    date: Option<Date>,
    enddate: Option<Date>,
    place: &'l str,
    country_code: Option<&'l str>,
    geonameid: Option<u32>,
    resolution: Option<u8>,
    status: &'static str,
    reports: usize,
    origins: usize,
}

fn feature(entry: &Entry) -> Option<Feature<'_>> {
    let incident = &entry.incident;
    let site = incident.site.as_ref()?;
    let (north, east) = site.coordinates.filter(|(north, east)| north.is_finite() && east.is_finite())?;
    let properties = Properties {
        event: incident.category.name(),
        mode: &incident.modes,
        quad_code: incident.category.quad_code(),
        event_scale: incident.scale,
        sides: words::sides(incident),
        assertion: incident.assertion.name(),
        date: incident.days.map(|(first, _)| first),
        enddate: incident.days.map(|(_, last)| last),
        place: &site.name,
        country_code: site.country_code.as_deref(),
        geonameid: site.geonameid,
        resolution: site.resolution,
        status: incident.status.name(),
        reports: entry.reports.len(),
        origins: incident.origins.len(),
    };
    let geometry = Geometry { kind: "Point", coordinates: [east, north] };
    Some(Feature { kind: "Feature", id: incident.id.to_string(), geometry, properties })
}
