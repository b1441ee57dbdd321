//! The eight geographic columns of GDELT.

use crate::cells::shown;
use crate::countries;
use crate::record::PlaceRecord;
use crate::told::joined;

/// Type, full name, FIPS country, first- and second-level division, degrees north and east, and feature id. Without
/// a place whose country is known the type is 0 and the rest empty.
pub fn cells(place: Option<&PlaceRecord<'_>>) -> [String; 8] {
    let known = place.and_then(|place| Some((place, place.country_code?, countries::of(place.country_code?)?)));
    let Some((place, code, country)) = known else {
        let mut none: [String; 8] = Default::default();
        none[0] = "0".to_string();
        return none;
    };
    let division = place.province.and_then(|province| countries::division(code, province));
    let country_only = place.resolution == Some(1);
    let kind = match (place.resolution, country.gdelt_states) {
        (Some(1), _) => "1",
        (Some(2), true) => "2",
        (_, true) => "3",
        (Some(2), false) => "5",
        (_, false) => "4",
    };
    let first_level = match division {
        _ if country_only => country.fips.to_string(),
        Some(division) => format!("{}{division}", country.fips),
        None => format!("{}00", country.fips),
    };
    let name = joined([place.resolved_place, place.province, Some(country.name)].into_iter(), ", ");
    // GDELT's ids of cities are those of other gazetteers, which GeoNames does not carry.
    let feature = if matches!(place.resolution, Some(1 | 2)) { first_level.clone() } else { String::new() };
    [kind.to_string(), name, country.fips.to_string(), first_level, String::new(), shown(place.lat), shown(place.lon), feature]
}
