//! POLECAT's table: tabs, with a header line, a row an event; several values of a cell are joined by `;`.

use crate::cells::{shown, words};
use crate::countries;
use crate::record::PlaceRecord;
use crate::told::{LeftOut, Party, Told, joined};
use document::NameKind;

/// The columns.
pub const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// The row of one event.
pub fn row(told: &Told<'_>) -> Result<Vec<String>, LeftOut> {
    let (first, _) = told.happened_now()?;
    let record = &told.record;
    let mut row = vec![
        record.id.clone(),
        first.to_string(),
        record.event.to_string(),
        record.mode.join(";"),
        record.event_scale.to_string(),
        quad(record.quad_code).to_string(),
        record.context.join(";"),
    ];
    row.extend(side(&told.actors()));
    row.extend(side(&told.recipients()));
    row.extend(place(record.event_loc.as_ref()));
    row.extend([
        words(record.document.publisher),
        shown(told.published()),
        names(told, NameKind::Person),
        names(told, NameKind::Organization),
        names(told, NameKind::Location),
        "english".to_string(),
        format!("standoff {}; {}; {}", crate::VERSION, record.origin.knowledge, record.origin.model),
    ]);
    Ok(row)
}

/// The ten columns of the place.
fn place(place: Option<&PlaceRecord<'_>>) -> [String; 10] {
    let Some(place) = place else { return Default::default() };
    [
        words(place.resolved_place),
        words(place.city),
        words(place.district),
        words(place.province),
        words(place.country),
        shown(place.lat),
        shown(place.lon),
        shown(place.geonameid),
        place.extracted_place.to_string(),
        words(place.geonameid.and(place.resolution).and_then(feature)),
    ]
}

/// Name, country, Correlates of War number, sector of the first participant, all sectors, title, words and Wikidata id of a side.
fn side(side: &[Party<'_>]) -> [String; 8] {
    let each = |value: &dyn Fn(&Party<'_>) -> Option<String>| {
        let values: Vec<Option<String>> = side.iter().map(value).collect();
        joined(values.iter().map(Option::as_deref), ";")
    };
    let code = |party: &Party<'_>| party.record.code.map(str::to_string);
    let sector = |party: &Party<'_>| party.record.sector.map(str::to_string);
    [
        each(&|party| party.record.identifier_text.map(str::to_string)),
        each(&code),
        each(&|party| countries::of(party.record.code?).map(|country| country.cow.to_string())),
        side.first().and_then(sector).unwrap_or_default(),
        each(&sector),
        String::new(),
        each(&|party| party.record.entity_text.map(str::to_string)),
        each(&|party| party.record.identifier_id.map(str::to_string)),
    ]
}

/// The manual's words for the quad classes.
fn quad(class: u8) -> &'static str {
    match class {
        1 => "VERBAL COOPERATION",
        2 => "MATERIAL COOPERATION",
        3 => "VERBAL CONFLICT",
        _ => "MATERIAL CONFLICT",
    }
}

/// GeoNames' feature code of what the gazetteer holds at that resolution.
fn feature(resolution: u8) -> Option<&'static str> {
    match resolution {
        4 => Some("PPL"),
        2 => Some("ADM1"),
        1 => Some("PCL"),
        _ => None,
    }
}

/// The article's names of a kind, each once, in order.
fn names(told: &Told<'_>, kind: NameKind) -> String {
    let document = told.document;
    joined(document.names.iter().filter(|name| name.kind == kind).map(|name| Some(document.words(name.span))), ";")
}
