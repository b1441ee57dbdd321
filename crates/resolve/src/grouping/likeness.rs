//! How much speaks for two mentions telling one happening.

use super::dates;
use super::observation::{Between, Observation};
use super::profile::{Days, PlaceKey, Profile};
use super::sides::SideKey;
use event::{Assertion, Category};
use std::cmp::Ordering;

/// What is worth that a copy tells it in the same words: it decides alone.
const COPY: i64 = 2000;
/// Towns nearer than this are one place, in kilometres: a village and the sector or district seat that it is named after.
const NEAR: f64 = 40.0;
/// Sentences begin within so many code points of each other, for two acts told side by side.
const SIDE_BY_SIDE: u32 = 300;
/// Sentences begin within so many code points of the text's start, for the news that a report opens with.
const OPENING: u32 = 350;

/// The likeness of two mentions; `None` where they cannot tell one happening.
pub fn likeness(a: &Profile, b: &Profile) -> Option<i64> {
    if is_copied(a, b) {
        return Some(COPY);
    }
    let between = between(a, b);
    Some(observe(a, b)?.into_iter().map(|observation| observation.weight(between)).sum())
}

fn between(a: &Profile, b: &Profile) -> Between {
    if a.document != b.document {
        return match (is_spoken(a.category), is_spoken(b.category)) {
            (false, false) => Between::Deeds,
            (true, true) => Between::Words,
            _ => Between::DeedAndWords,
        };
    }
    match () {
        () if a.sentence == b.sentence => Between::Sentence,
        () if a.heading != b.heading => Between::Headline,
        () => Between::Report,
    }
}

/// What speaks for it, in words for a person.
pub fn reasons(a: &Profile, b: &Profile) -> Vec<&'static str> {
    if is_copied(a, b) {
        return vec!["the same sentence in a copy"];
    }
    let mut observed = observe(a, b).unwrap_or_default();
    observed.sort_unstable();
    observed.into_iter().filter_map(Observation::reason).collect()
}

/// All that is observed of two mentions; `None` where they cannot tell one happening.
pub fn observe(a: &Profile, b: &Profile) -> Option<Vec<Observation>> {
    // Nearly all pairs part here, so what is cheap to see is looked at first.
    if !can_be_one_act(a, b) {
        return None;
    }
    let days = dates::compare(a, b)?;
    if a.document != b.document && !shares(&a.states, &b.states) {
        return None;
    }
    let mut seen = vec![Observation::Pair];
    acts(a, b, &mut seen);
    seen.push(days);
    seen.extend(places(a.place.as_ref(), b.place.as_ref()));
    sides(a, b, &mut seen)?;
    seen.extend(numbers(a, b));
    words(a, b, &mut seen);
    within_report(a, b, &mut seen);
    reality(a, b, &mut seen);
    if a.document != b.document && !seen.iter().any(|observation| observation.is_particular()) {
        seen.push(Observation::NothingParticular);
    }
    Some(seen)
}

/// Whether two ordered lists have a common value.
fn shares<T: Ord>(a: &[T], b: &[T]) -> bool {
    a.iter().any(|value| b.binary_search(value).is_ok())
}

fn is_copied(a: &Profile, b: &Profile) -> bool {
    a.document != b.document && a.hand == b.hand && shares(&a.lines, &b.lines)
}

/// Whether the act is mostly done with words, so that who speaks is what it is.
fn is_spoken(category: Category) -> bool {
    matches!(category.quad_code(), 1 | 3)
}

fn can_be_one_act(a: &Profile, b: &Profile) -> bool {
    // Within one report the coder had a reason to tell them apart.
    let one_text = a.document == b.document && !a.heading && !b.heading;
    a.category == b.category || !one_text && are_kin(a.category, b.category)
}

fn acts(a: &Profile, b: &Profile, seen: &mut Vec<Observation>) {
    if a.kinds != b.kinds && !shares(&a.kinds, &b.kinds) {
        seen.push(Observation::OtherKind);
    }
    if a.sentence != b.sentence && a.reply != b.reply {
        seen.push(Observation::OneReply);
    }
    if a.category != b.category {
        seen.push(Observation::OtherCategory);
        return;
    }
    if shares(&a.families, &b.families) {
        seen.push(Observation::SameRule);
    }
    if !a.modes.is_empty() && !b.modes.is_empty() {
        seen.push(if shares(&a.modes, &b.modes) { Observation::SameMode } else { Observation::OtherMode });
    }
    // CAMEO's codes grow finer by the digit, and a last 0 is the rest of its kind: shelling and shooting down a plane are two
    // acts, "an attack" can be either.
    if let (Some(a), Some(b)) = (a.cameo.as_deref(), b.cameo.as_deref()) {
        let (a, b) = (a.trim_end_matches('0'), b.trim_end_matches('0'));
        seen.push(match () {
            () if a == b => Observation::SameCameo,
            () if a.starts_with(b) || b.starts_with(a) => Observation::CoarserCameo,
            () => Observation::OtherCameo,
        });
    }
}

/// Whether coders and words waver between two categories.
pub fn are_kin(a: Category, b: Category) -> bool {
    use Category::{
        Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Reject, Request, Retreat, Sanction,
        Support, Threaten,
    };
    const KIN: [(Category, Category); 20] = [
        (Agree, Consult),
        (Agree, Support),
        (Agree, Concede),
        (Agree, Cooperate),
        (Agree, Retreat),
        (Consult, Cooperate),
        (Support, Cooperate),
        (Concede, Retreat),
        (Cooperate, Aid),
        (Request, Threaten),
        (Accuse, Reject),
        (Accuse, Threaten),
        (Threaten, Mobilize),
        (Protest, Assault),
        (Sanction, Mobilize),
        (Sanction, Coerce),
        (Mobilize, Coerce),
        (Mobilize, Assault),
        (Coerce, Assault),
        (Request, Accuse),
    ];
    KIN.contains(&(a.min(b), a.max(b)))
}

fn places(a: Option<&PlaceKey>, b: Option<&PlaceKey>) -> Option<Observation> {
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

fn sides(a: &Profile, b: &Profile, seen: &mut Vec<Observation>) -> Option<()> {
    let spoken = is_spoken(a.category) && is_spoken(b.category);
    seen.push(match side(&a.actors, &b.actors) {
        None => Observation::ActorUnknown,
        Some(true) => Observation::SameActor,
        Some(false) if spoken => return None,
        Some(false) => Observation::OtherActor,
    });
    seen.push(match side(&a.recipients, &b.recipients) {
        None => Observation::RecipientUnknown,
        Some(true) => Observation::SameRecipient,
        Some(false) => Observation::OtherRecipient,
    });
    if a.actors.shares_name(&b.actors) {
        seen.push(Observation::SameActorName);
    }
    if a.recipients.shares_name(&b.recipients) {
        seen.push(Observation::SameRecipientName);
    }
    if a.actors.shares_sector(&b.actors) && a.recipients.shares_sector(&b.recipients) {
        seen.push(Observation::SameSector);
    }
    // "A hit B" and "B hit A" are two acts, unless one of the reports tells an exchange.
    let crossed = a.actors.shares_code(&b.recipients) && b.actors.shares_code(&a.recipients);
    let straight = a.actors.shares_code(&b.actors) || a.recipients.shares_code(&b.recipients);
    if crossed && !straight && !a.actors.is_mutual() && !b.actors.is_mutual() {
        seen.push(Observation::Crossed);
    }
    Some(())
}

/// Whether two sides have a country or organisation in common, where both are known.
fn side(a: &SideKey, b: &SideKey) -> Option<bool> {
    (a.known() && b.known()).then(|| a.shares_code(b))
}

/// The number that tells most: deaths before injuries before arrests.
fn numbers(a: &Profile, b: &Profile) -> Option<Observation> {
    let pairs = [(a.dead, b.dead), (a.injured, b.injured), (a.arrested, b.arrested)];
    pairs.into_iter().find_map(|(first, second)| Some(number(first?, second?)))
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

/// Dice's share of weighted words, in steps, and names in common. Within one sentence they say nothing.
fn words(a: &Profile, b: &Profile, seen: &mut Vec<Observation>) {
    if a.document == b.document && a.sentence == b.sentence {
        return;
    }
    let shared = shared_weight(&a.words, &b.words);
    let percent = 200 * shared / (a.weight + b.weight).max(1);
    seen.push(match percent {
        0..=4 => Observation::NoWords,
        5..=11 => Observation::FewWords,
        12..=24 => Observation::SomeWords,
        25..=44 => Observation::ManyWords,
        _ => Observation::MostWords,
    });
    let names = a.names.iter().filter(|name| b.names.binary_search(name).is_ok()).count();
    match names {
        0 if a.names.is_empty() || b.names.is_empty() => {}
        0 => seen.push(Observation::OtherNames),
        1 => seen.push(Observation::OneName),
        _ => seen.push(Observation::Names),
    }
}

/// The weight of the words that two ordered lists share.
fn shared_weight(a: &[(u64, i64)], b: &[(u64, i64)]) -> i64 {
    let mut shared = 0;
    let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
    while let (Some((first, weight)), Some((second, other))) = (left.peek(), right.peek()) {
        match first.cmp(second) {
            Ordering::Less => _ = left.next(),
            Ordering::Greater => _ = right.next(),
            Ordering::Equal => {
                shared += weight.min(other);
                left.next();
                right.next();
            }
        }
    }
    shared
}

fn within_report(a: &Profile, b: &Profile, seen: &mut Vec<Observation>) {
    if a.document != b.document {
        // A newsroom or office that tells an old happening again says when it was.
        if a.publisher.is_some() && a.publisher == b.publisher && a.hand != b.hand && a.published != b.published {
            seen.push(Observation::SamePublisherLater);
            if days_differ(a.when, b.when) {
                seen.push(Observation::OneHandTwoDays);
            }
        }
        if a.sentence < OPENING && b.sentence < OPENING {
            seen.push(Observation::BothOpenings);
        }
        return;
    }
    let later = if a.sentence <= b.sentence { b } else { a };
    if later.known && a.sentence != b.sentence {
        seen.push(Observation::RefersBack);
    }
    seen.push(match (a.sentence == b.sentence, a.heading != b.heading) {
        (true, _) => Observation::SameSentence,
        (false, true) if restates(a, b) => Observation::HeadlineOfReport,
        (false, false) if a.sentence.abs_diff(b.sentence) < SIDE_BY_SIDE => Observation::NearInReport,
        (false, _) => Observation::SameReport,
    });
}

/// A headline restates one thing that its report tells, and is of the same kind or has words in common with it.
fn restates(a: &Profile, b: &Profile) -> bool {
    let kind = shares(&a.families, &b.families) || a.cameo.is_some() && a.cameo == b.cameo;
    kind || shared_weight(&a.words, &b.words) > 2
}

/// Whether two mentions are of different days by what is said of them, or by the days on which they were news.
fn days_differ(a: Days, b: Days) -> bool {
    match (a, b) {
        (Days::Firm(a1, a2), Days::Firm(b1, b2)) => (a1, a2) != (b1, b2),
        (Days::Published(a), Days::Published(b)) => a != b,
        (Days::Firm(_, last), Days::Published(day)) | (Days::Published(day), Days::Firm(_, last)) => {
            !(0..=1).contains(&(day - last))
        }
        _ => false,
    }
}

/// What is announced or feared is another happening than what comes of it; what is denied is the same one.
fn reality(a: &Profile, b: &Profile, seen: &mut Vec<Observation>) {
    let stage = |assertion| match assertion {
        Assertion::Announced => 1,
        Assertion::Hypothetical => 2,
        _ => 0,
    };
    let undone = |assertion| matches!(assertion, Assertion::Denied | Assertion::Negated);
    if stage(a.assertion) != stage(b.assertion) {
        seen.push(Observation::OtherStage);
    }
    if undone(a.assertion) != undone(b.assertion) {
        seen.push(Observation::Negated);
    }
    match (a.historical, b.historical) {
        (true, true) => seen.push(Observation::BothHistorical),
        (false, false) => {}
        _ => seen.push(Observation::OneHistorical),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_near_enough() {
        let (seoul, busan) = ((37.566, 126.978), (35.18, 129.075));
        assert!((distance(seoul, busan) - 325.0).abs() < 5.0);
    }

    #[test]
    fn numbers_are_compared_by_their_bounds() {
        assert_eq!(number((12.0, 12.0), (12.0, 12.0)), Observation::SameNumber);
        assert_eq!(number((12.0, f64::INFINITY), (40.0, 40.0)), Observation::AgreeingNumber);
        assert_eq!(number((4.0, 4.0), (6.0, 6.0)), Observation::OtherNumber);
        assert_eq!(number((2.0, 2.0), (300.0, 300.0)), Observation::FarNumber);
    }
}
