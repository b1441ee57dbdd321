//! Compares the places of two mentions.

use super::observation::Observation;
use super::profile::PlaceKey;

/// Towns nearer than this are one place, in kilometres: a village and the sector or district seat that it is named after.
const NEAR: f64 = 40.0;

/// What two places say; none where one is unsaid, or says too little.
pub fn compare(a: Option<&PlaceKey>, b: Option<&PlaceKey>) -> Option<Observation> {
    let (a, b) = (a?, b?);
    if a.name == b.name || a.id.is_some() && a.id == b.id {
        return Some(if a.exact && b.exact { Observation::SameTown } else { Observation::SameRegion });
    }
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        return Some(Observation::OtherCountry);
    }
    if !a.exact || !b.exact {
        return None;
    }
    match (a.coordinates, b.coordinates) {
        (Some(here), Some(there)) if distance(here, there) <= NEAR => Some(Observation::NearTown),
        (Some(_), Some(_)) => Some(Observation::FarTown),
        _ if a.name.contains(&b.name) || b.name.contains(&a.name) => Some(Observation::NearTown),
        _ => Some(Observation::OtherName),
    }
}

/// Kilometres between two points on a sphere, exact enough for neighbourhoods (equirectangular).
fn distance((north_a, east_a): (f64, f64), (north_b, east_b): (f64, f64)) -> f64 {
    const DEGREE: f64 = 111.2;
    let middle = ((north_a + north_b) / 2.0).to_radians();
    // The cosine by its series to the eighth power, so that no platform's library decides.
    let square = middle * middle;
    let cosine = 1.0 - square / 2.0 * (1.0 - square / 12.0 * (1.0 - square / 30.0 * (1.0 - square / 56.0)));
    let (north, east) = ((north_a - north_b) * DEGREE, (east_a - east_b) * DEGREE * cosine);
    (north * north + east * east).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_near_enough() {
        let (seoul, busan) = ((37.566, 126.978), (35.18, 129.075));
        assert!((distance(seoul, busan) - 325.0).abs() < 5.0);
    }
}
