//! Incidents as GeoJSON (RFC 7946): a point for each that has coordinates. How many have none is said in the collection.

use crate::ledger::{Entry, words};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Writes a collection, an incident a line.
pub fn write(out: &mut dyn Write, entries: &[Entry]) -> io::Result<()> {
    let features: Vec<Value> = entries.iter().filter_map(feature).collect();
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

fn feature(entry: &Entry) -> Option<Value> {
    let incident = &entry.incident;
    let site = incident.site.as_ref()?;
    // The format has east before north.
    let (north, east) = site.coordinates.filter(|(north, east)| north.is_finite() && east.is_finite())?;
    Some(json!({
        "type": "Feature",
        "id": incident.id.to_string(),
        "geometry": {"type": "Point", "coordinates": [east, north]},
        "properties": {
            "event": incident.category.name(),
            "mode": incident.modes,
            "quad_code": incident.category.quad_code(),
            "event_scale": incident.scale,
            "sides": words::sides(incident),
            "assertion": incident.assertion.name(),
            "date": incident.days.map(|(first, _)| first.to_string()),
            "enddate": incident.days.map(|(_, last)| last.to_string()),
            "place": site.name,
            "country_code": site.country_code,
            "geonameid": site.geonameid,
            "resolution": site.resolution,
            "status": incident.status.name(),
            "reports": entry.reports.len(),
            "origins": incident.origins.len(),
        },
    }))
}
