//! ICEWS' event table: tabs, with a header line, a row a pair of sides.

use crate::cells::{shown, words};
use crate::told::{Dyad, LeftOut, Party, Told, joined};
use crate::{cameo, countries};

/// The columns.
pub const COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

/// ICEWS' name for somebody of whom nothing is said.
const UNSPECIFIED: &str = "Unspecified Actor";

/// ICEWS' words for PLOVER's sectors.
const SECTORS: [(&str, &str); 23] = [
    ("AGR", "Agricultural"),
    ("BUS", "Business"),
    ("COP", "Police"),
    ("CRM", "Criminals / Gangs"),
    ("CVL", "General Population / Civilian / Social"),
    ("EDU", "Education"),
    ("ELI", "Elite"),
    ("GOV", "Government"),
    ("JRN", "Media"),
    ("JUD", "Judicial"),
    ("LAB", "Labor"),
    ("LEG", "Legislative / Parliamentary"),
    ("MED", "Medical / Health"),
    ("MIL", "Military"),
    ("OPP", "Dissident"),
    ("PRM", "Organized Violent"),
    ("PTY", "Parties"),
    ("REB", "Rebel"),
    ("REF", "Refugees / Displaced"),
    ("REL", "Religious"),
    ("SOC", "Social"),
    ("SPY", "Intelligence"),
    ("UAF", "Unidentified Forces"),
];

/// ICEWS' sectors of organisations.
const ORGANISATIONS: [(&str, &str); 7] = [
    ("UNO", "Global Intergovernmental Organizations"),
    ("EUR", "Regional Intergovernmental Organizations"),
    ("IGO", "Intergovernmental Organizations"),
    ("NGO", "Nongovernmental Organizations"),
    ("ISM", "International Dissident"),
    ("IMG", "International Radicals / Extremists / Fundamentalists"),
    ("MNC", "Multinational Corporations"),
];

/// The rows of one event.
pub fn rows(told: &Told<'_>) -> Result<Vec<Vec<String>>, LeftOut> {
    let (first, _) = told.happened_now()?;
    let code = cameo::code(told.event);
    let place = told.record.event_loc.as_ref();
    let row = |dyad: Dyad<'_>| {
        let [source_name, source_sectors, source_country] = side(dyad.source);
        let [target_name, target_sectors, target_country] = side(dyad.target);
        vec![
            told.row_number(dyad.number).to_string(),
            first.to_string(),
            source_name,
            source_sectors,
            source_country,
            cameo::name(code).to_string(),
            code.to_string(),
            intensity(code),
            target_name,
            target_sectors,
            target_country,
            told.record.document.id.to_string(),
            shown(told.sentence),
            words(told.record.document.publisher),
            words(place.and_then(|place| place.city)),
            words(place.and_then(|place| place.district)),
            words(place.and_then(|place| place.province)),
            words(place.and_then(|place| place.country)),
            shown(place.and_then(|place| place.lat)),
            shown(place.and_then(|place| place.lon)),
        ]
    };
    let known = |party: Option<Party<'_>>| party.is_some_and(|party| party.name().is_some());
    let dyads = told.dyads().into_iter().filter(|dyad| known(dyad.source) || known(dyad.target));
    let rows: Vec<Vec<String>> = dyads.map(row).collect();
    if rows.is_empty() { Err(LeftOut::NoSides) } else { Ok(rows) }
}

/// Name, sector and country of a side.
fn side(party: Option<Party<'_>>) -> [String; 3] {
    let Some(party) = party else { return [UNSPECIFIED.to_string(), String::new(), String::new()] };
    let code = party.record.code.unwrap_or_default();
    let organisation = ORGANISATIONS.iter().find(|(name, _)| *name == code);
    // A state as a whole has a country and no sector.
    let sector = SECTORS.iter().find(|(name, _)| *name == party.sector()).filter(|_| !party.is_state());
    let sectors = joined([organisation, sector].into_iter().map(|found| found.map(|(_, words)| *words)), ",");
    let country = countries::of(code).map(|country| country.name.to_string()).unwrap_or_default();
    [party.name().unwrap_or(UNSPECIFIED).to_string(), sectors, country]
}

/// The intensity with one decimal, as ICEWS prints it.
fn intensity(code: &str) -> String {
    cameo::intensity(code).parse::<f64>().map(|value| format!("{value:.1}")).unwrap_or_default()
}
