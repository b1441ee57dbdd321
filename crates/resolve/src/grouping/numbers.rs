//! Compares the numbers of two mentions.

use super::observation::Observation;
use super::profile::Profile;

/// The number that tells most: deaths before injuries before arrests.
pub fn compare(a: &Profile, b: &Profile) -> Option<Observation> {
    let pairs = [(a.dead, b.dead), (a.injured, b.injured), (a.arrested, b.arrested)];
    let told = pairs.into_iter().find_map(|(first, second)| Some(number(first?, second?)));
    // "101 soldiers were neutralised" beside "five were killed": hardly of one deed. Those hurt are more than those killed.
    let hurt = a.injured.is_some() || b.injured.is_some();
    let struck = a.struck.zip(b.struck).map(|(first, second)| number(first, second));
    told.or(struck.filter(|one| *one == Observation::FarNumber && !hurt).map(|_| Observation::OtherVictims))
}

fn number((low_a, high_a): (f64, f64), (low_b, high_b): (f64, f64)) -> Observation {
    if low_a == low_b && high_a == high_b {
        // That one or two were killed or hurt is told of many happenings.
        return if low_a > 2.0 { Observation::SameNumber } else { Observation::SameSmallNumber };
    }
    if low_a.max(low_b) <= high_a.min(high_b) {
        return Observation::AgreeingNumber;
    }
    let (small, large) = (high_a.min(high_b).max(1.0), low_a.max(low_b));
    if large > small * 2.0 { Observation::FarNumber } else { Observation::OtherNumber }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_by_their_bounds() {
        assert_eq!(number((12.0, 12.0), (12.0, 12.0)), Observation::SameNumber);
        assert_eq!(number((12.0, f64::INFINITY), (40.0, 40.0)), Observation::AgreeingNumber);
        assert_eq!(number((4.0, 4.0), (6.0, 6.0)), Observation::OtherNumber);
        assert_eq!(number((2.0, 2.0), (300.0, 300.0)), Observation::FarNumber);
    }
}
