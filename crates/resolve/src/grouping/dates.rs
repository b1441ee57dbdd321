//! Compares the days of two mentions.

use super::observation::Observation;
use super::profile::{Days, Edge, Profile};

/// For how many days a happening is told as news without a date.
const FRESH: i32 = 3;
/// For how many days reports come back to a happening without a date.
const RECENT: i32 = 21;
/// The longest stretch that still tells of one happening by itself, in days.
const SHORT: i32 = 10;
/// "since 1947": a stretch that ends with each report anew.
const LONG: i32 = 365;

/// First and last day.
type Stretch = (i32, i32);

/// What the days of two mentions say; `None` where it cannot be one happening.
pub fn compare(a: &Profile, b: &Profile) -> Option<Observation> {
    match of(a.when, a.published, b.when, b.published)? {
        Observation::NextDay if !across_midnight(a, b) => Some(Observation::OtherDay),
        other => Some(other),
    }
}

fn of(when: Days, published: Option<i32>, other: Days, later: Option<i32>) -> Option<Observation> {
    match (when, other) {
        (Days::Unknown, Days::Unknown) => both_undated(published, later),
        (Days::Unknown, other) => one_undated(published, stretch(other)?),
        (other, Days::Unknown) => one_undated(later, stretch(other)?),
        (Days::Firm(a1, a2), Days::Firm(b1, b2)) => match gap((a1, a2), (b1, b2)) {
            // Two nights that meet in a day are two nights.
            0 if a1 != b1 && a2 != b2 => Some(Observation::NightsMeet),
            0 => Some(Observation::SameDay),
            1 => Some(Observation::NextDay),
            _ => None,
        },
        (Days::Published(a), Days::Published(b)) => match (a - b).abs() {
            0 => Some(Observation::PublishedSameDay),
            1 => Some(Observation::PublishedNextDay),
            2..=7 => Some(Observation::PublishedWithinWeek),
            _ => None,
        },
        (Days::Firm(a1, a2), Days::Published(day)) | (Days::Published(day), Days::Firm(a1, a2)) => told_late((a1, a2), day),
        (Days::Stretch(a1, a2), Days::Stretch(b1, b2)) if a1 == b1 && (a2 == b2 || a2 - a1 > LONG && b2 - b1 > LONG) => {
            Some(Observation::SameStretch)
        }
        (a, b) => overlap(stretch(a)?, stretch(b)?),
    }
}

/// Whether two stretches begin on one day: totals that count from one day on are of one series.
pub fn begin_together(a: &Profile, b: &Profile) -> bool {
    stretch(a.when).map(|(first, _)| first) == stretch(b.when).map(|(first, _)| first)
}

/// Whether two neighbouring days can mean one night: the earlier is told of its end, or the later of its beginning.
fn across_midnight(a: &Profile, b: &Profile) -> bool {
    let (earlier, later) = if stretch(a.when) <= stretch(b.when) { (a.edge, b.edge) } else { (b.edge, a.edge) };
    match (earlier, later) {
        (Edge::About, _) | (_, Edge::About) => true,
        (Edge::Late, Edge::Late) | (Edge::Early, Edge::Early) => false,
        _ => earlier == Edge::Late || later == Edge::Early,
    }
}

/// The days of a mention; a day of publication stands for the day before too.
fn stretch(days: Days) -> Option<Stretch> {
    match days {
        Days::Firm(first, last) | Days::Stretch(first, last) => Some((first, last)),
        Days::Published(day) => Some((day - 1, day)),
        Days::Unknown => None,
    }
}

/// Days between two stretches, none where they share a day.
fn gap(a: Stretch, b: Stretch) -> i32 {
    (a.0.max(b.0) - a.1.min(b.1)).max(0)
}

/// A dated mention beside one that is told as news of its day.
fn told_late(dated: Stretch, published: i32) -> Option<Observation> {
    match published - dated.1 {
        ..-1 => None,
        -1 => Some(Observation::ToldBefore),
        0 | 1 => Some(Observation::ToldNextDay),
        2..=FRESH => Some(Observation::ToldWithinDays),
        4..=7 => Some(Observation::ToldWithinWeek),
        8..=RECENT => Some(Observation::ToldLater),
        _ => None,
    }
}

/// Stretches, or a stretch and a day.
fn overlap(a: Stretch, b: Stretch) -> Option<Observation> {
    let shared = a.1.min(b.1) - a.0.max(b.0) + 1;
    let whole = a.1.max(b.1) - a.0.min(b.0) + 1;
    let long = |stretch: Stretch| stretch.1 - stretch.0 >= SHORT;
    match shared {
        // One month and the next are two times.
        ..=0 if long(a) && long(b) => None,
        1.. if whole <= SHORT => Some(Observation::WithinShortStretch),
        1.. if shared * 2 >= whole => Some(Observation::StretchesOverlap),
        1.. => Some(Observation::WithinLongStretch),
        -1..=0 => Some(Observation::StretchesMeet),
        _ => None,
    }
}

/// A mention without a date beside a dated one: reports come back to what happened lately.
fn one_undated(published: Option<i32>, dated: Stretch) -> Option<Observation> {
    match published? - dated.1 {
        ..-1 => None,
        -1..=FRESH => Some(Observation::UndatedFresh),
        4..=RECENT => Some(Observation::UndatedRecent),
        _ => None,
    }
}

/// Two mentions without a date: they are compared where their reports are of one time, or of none.
fn both_undated(a: Option<i32>, b: Option<i32>) -> Option<Observation> {
    let apart = match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() > RECENT,
        (a, b) => a != b,
    };
    (!apart).then_some(Observation::BothUndated)
}

/// The days that a mention reaches over: those of two that [`compare`] does not part overlap.
pub fn reach(when: Days, published: Option<i32>) -> Option<(i32, i32)> {
    match when {
        // Acts of neighbouring days are compared.
        Days::Firm(first, last) | Days::Stretch(first, last) => Some((first - 1, last + 1)),
        Days::Published(day) => Some((day - RECENT, day + 1)),
        Days::Unknown => published.map(|day| (day - RECENT, day + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_measured_by_what_they_share() {
        assert_eq!(gap((1, 2), (2, 3)), 0);
        assert_eq!(gap((1, 1), (4, 4)), 3);
        assert_eq!(overlap((1, 7), (3, 3)), Some(Observation::WithinShortStretch));
        assert_eq!(overlap((1, 400), (3, 3)), Some(Observation::WithinLongStretch));
        assert_eq!(overlap((1, 4), (9, 9)), None);
        assert_eq!(overlap((1, 4), (5, 8)), Some(Observation::StretchesMeet));
        assert_eq!(overlap((1, 31), (32, 59)), None, "January and February");
        assert_eq!(told_late((10, 10), 11), Some(Observation::ToldNextDay));
        assert_eq!(told_late((10, 10), 8), None);
    }

    #[test]
    fn what_is_compared_overlaps() {
        let mut kinds = vec![Days::Unknown];
        for first in -30..30 {
            kinds.extend([Days::Firm(first, first), Days::Firm(first, first + 1), Days::Published(first)]);
            kinds.extend([Days::Stretch(first, first + 6), Days::Stretch(first, first + 40)]);
        }
        let published = [None, Some(0), Some(25)];
        let dated: Vec<(Days, Option<i32>)> =
            kinds.into_iter().flat_map(|when| published.map(|published| (when, published))).collect();
        for &(when, published) in &dated {
            for &(other, later) in &dated {
                if of(when, published, other, later).is_none() {
                    continue;
                }
                let overlap = match (reach(when, published), reach(other, later)) {
                    (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
                    (a, b) => a == b,
                };
                assert!(overlap, "{when:?} {published:?} and {other:?} {later:?}");
            }
        }
    }
}
