//! Sides and places as columns and records of several lists have them.

use crate::columns::list;
use event::{Participant, Site};
use serde::Serialize;

/// One participant in a JSON line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParticipantRecord<'l> {
    /// The country's or organisation's code.
    pub code: Option<&'l str>,
    /// PLOVER's sector.
    pub sector: Option<&'l str>,
    /// Its name.
    pub name: Option<&'l str>,
}

/// A place in a JSON line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SiteRecord<'l> {
    /// The name in the gazetteer, else the words.
    pub name: &'l str,
    /// The GeoNames id.
    pub geonameid: Option<u32>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// The first-level division.
    pub province: Option<&'l str>,
    /// The country's code.
    pub country_code: Option<&'l str>,
    /// How exact it is, from 1, a country, to 5, a part of a city.
    pub resolution: Option<u8>,
}

/// The records of a side.
pub fn side(side: &[Participant]) -> Vec<ParticipantRecord<'_>> {
    side.iter().map(participant).collect()
}

fn participant(one: &Participant) -> ParticipantRecord<'_> {
    ParticipantRecord { code: one.code.as_deref(), sector: one.sector.as_deref(), name: one.name.as_deref() }
}

/// The record of a place.
pub fn site(site: &Site) -> SiteRecord<'_> {
    SiteRecord {
        name: &site.name,
        geonameid: site.geonameid,
        lat: site.coordinates.map(|(north, _)| north),
        lon: site.coordinates.map(|(_, east)| east),
        province: site.province.as_deref(),
        country_code: site.country_code.as_deref(),
        resolution: site.resolution,
    }
}

/// One value of every participant of a side; one without it leaves its place empty, so that columns stay aligned.
pub(super) fn each(side: &[Participant], value: fn(&Participant) -> &Option<String>) -> Option<String> {
    list(side.iter().map(|one| value(one).clone().unwrap_or_default()))
}
