//! How much speaks for two mentions telling one happening.

use super::dates;
use super::kinds;
use super::numbers;
use super::observation::{Between, Observation};
use super::particular;
use super::places;
use super::profile::{Days, Profile};
use super::sides::SideKey;
use event::{Assertion, Category};

/// What is worth that a copy tells it in the same words: it decides alone.
const COPY: i64 = 2000;
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
    // Hardly ever more are observed.
    let mut seen = Vec::with_capacity(24);
    seen.push(Observation::Pair);
    let place = places::compare(a.place.as_ref(), b.place.as_ref());
    acts(a, b, place, &mut seen);
    if days == Observation::SameDay && hours_differ(a, b) {
        seen.push(Observation::OtherHour);
    }
    seen.push(days);
    seen.extend(place);
    sides(a, b, &mut seen)?;
    seen.extend(numbers::compare(a, b));
    particular::compare(a, b, &mut seen);
    within_report(a, b, &mut seen);
    reality(a, b, &mut seen);
    let apart = a.document != b.document || a.sentence != b.sentence && !a.heading && !b.heading;
    if apart && !seen.iter().any(|observation| observation.is_particular()) {
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
    // A total sums up other happenings, and is one with another only if both count from one day on.
    if a.total != b.total || a.total && !dates::begin_together(a, b) {
        return false;
    }
    a.category == b.category || !one_text && are_kin(a.category, b.category)
}

fn acts(a: &Profile, b: &Profile, place: Option<Observation>, seen: &mut Vec<Observation>) {
    // What is particular to both says more than the words by which each is told: "shot down", "destroyed".
    let one_kind = shares(&a.kinds, &b.kinds);
    let came_of = (a.is_toll() || b.is_toll()) && refers_back(a, b);
    if a.kinds != b.kinds && !one_kind && !came_of {
        seen.push(Observation::OtherKind);
    }
    // Aircraft of two owners, and towns that are taken in two places, are two.
    let elsewhere = matches!(place, Some(Observation::FarTown | Observation::OtherName | Observation::OtherCountry));
    let other_craft = kinds::are_other_craft(&a.kinds, &b.kinds);
    if other_craft {
        seen.push(Observation::OtherCraft);
    }
    if one_kind && !other_craft && !elsewhere && side(&a.recipients, &b.recipients) != Some(false) {
        seen.push(Observation::SameKind);
    }
    if a.sentence != b.sentence && a.reply != b.reply && !a.answer && !b.answer {
        seen.push(Observation::OneReply);
    }
    // What one file of rules tells is one kind of act, of whatever category by its tense: "will free", "freed".
    let one_family = shares(&a.families, &b.families);
    if one_family {
        seen.push(Observation::SameRule);
    }
    if a.category != b.category {
        let one_act = one_family || is_accord(a) && is_accord(b);
        if !one_act {
            seen.push(Observation::OtherCategory);
        }
        return;
    }
    if kinds::are_fighting_and_deed(a, b) {
        seen.push(Observation::FightingAndDeed);
    }
    if kinds::are_fight_and_raid(a, b) {
        seen.push(Observation::FightOrRaid);
    }
    if !a.modes.is_empty() && !b.modes.is_empty() {
        match shares(&a.modes, &b.modes) {
            true => seen.push(Observation::SameMode),
            false if one_kind => {}
            false => seen.push(Observation::OtherMode),
        }
    }
    // CAMEO's codes grow finer by the digit, and a last 0 is the rest of its kind: shelling and shooting down a plane are two
    // acts, "an attack" can be either.
    if let (Some(a), Some(b)) = (a.cameo.as_deref(), b.cameo.as_deref()) {
        let (a, b) = (a.trim_end_matches('0'), b.trim_end_matches('0'));
        seen.push(match () {
            () if a == b || one_kind => Observation::SameCameo,
            () if a.starts_with(b) || b.starts_with(a) => Observation::CoarserCameo,
            () => Observation::OtherCameo,
        });
    }
}

/// Whether several parties come to terms, which is told as agreeing, as signing, and as what each gives up.
fn is_accord(profile: &Profile) -> bool {
    matches!(profile.category, Category::Agree | Category::Support | Category::Concede) && profile.actors.is_mutual()
}

/// Whether coders and words waver between two categories.
pub fn are_kin(a: Category, b: Category) -> bool {
    use Category::{
        Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Reject, Request, Retreat, Sanction,
        Support, Threaten,
    };
    const KIN: [(Category, Category); 21] = [
        (Agree, Consult),
        (Agree, Support),
        (Agree, Concede),
        (Agree, Cooperate),
        (Agree, Retreat),
        (Consult, Cooperate),
        (Support, Cooperate),
        (Concede, Retreat),
        (Cooperate, Aid),
        (Cooperate, Retreat),
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

fn sides(a: &Profile, b: &Profile, seen: &mut Vec<Observation>) -> Option<()> {
    let spoken = is_spoken(a.category) && is_spoken(b.category);
    seen.push(match side(&a.actors, &b.actors) {
        None => Observation::ActorUnknown,
        Some(true) => Observation::SameActor,
        Some(false) if spoken => return None,
        // Who did what is told as known is what reports quarrel about.
        Some(false) if refers_back(a, b) || answers(a, b) => Observation::ActorUnknown,
        Some(false) => Observation::OtherActor,
    });
    seen.push(match side(&a.recipients, &b.recipients) {
        None => Observation::RecipientUnknown,
        Some(true) => Observation::SameRecipient,
        Some(false) => Observation::OtherRecipient,
    });
    // A fight of two sides names both, whichever of them struck.
    if a.actors.shares_name(&b.actors) && a.actors.is_mutual() == b.actors.is_mutual() {
        seen.push(Observation::SameActorName);
    }
    if a.recipients.shares_name(&b.recipients) {
        seen.push(Observation::SameRecipientName);
    }
    if a.actors.shares_sector(&b.actors) && a.recipients.shares_sector(&b.recipients) {
        seen.push(Observation::SameSector);
    }
    if a.recipients.parts_sectors(&b.recipients) {
        seen.push(Observation::OtherSector);
    }
    // "A hit B" and "B hit A" are two acts, unless one of the reports tells an exchange.
    let crossed = a.actors.shares_code(&b.recipients) && b.actors.shares_code(&a.recipients);
    let straight = a.actors.shares_code(&b.actors) || a.recipients.shares_code(&b.recipients);
    let exchange = a.actors.is_mutual() || b.actors.is_mutual() || a.answer || b.answer;
    if crossed && !straight && !exchange {
        seen.push(Observation::Crossed);
    }
    Some(())
}

/// Whether two sides can be one, where both are known.
fn side(a: &SideKey, b: &SideKey) -> Option<bool> {
    (a.known() && b.known()).then(|| !a.is_another(b))
}

fn within_report(a: &Profile, b: &Profile, seen: &mut Vec<Observation>) {
    if a.document != b.document {
        // A newsroom or office that tells an old happening again says when it was.
        if is_one_publisher_later(a, b) {
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
    let (earlier, later) = in_order(a, b);
    if a.sentence == b.sentence && later.beside > Some(earlier.trigger) {
        seen.push(Observation::SideBySide);
    }
    if a.sentence == b.sentence && later.away > Some(earlier.trigger) {
        seen.push(Observation::OtherTime);
    }
    let spoken = is_spoken(a.category) && is_spoken(b.category);
    if later.also && a.sentence != b.sentence && spoken {
        seen.push(Observation::SaidAlso);
    }
    if spoken && !a.heading && !b.heading && a.actors.names_other_persons(&b.actors) {
        seen.push(Observation::OtherPerson);
    }
    if later.one_more && a.sentence != b.sentence && !a.heading && !b.heading {
        seen.push(Observation::OneMore);
    }
    if refers_back(a, b) || a.sentence != b.sentence && later.answer {
        seen.push(Observation::RefersBack);
    }
    seen.push(match (a.sentence == b.sentence, a.heading != b.heading) {
        (true, _) => Observation::SameSentence,
        // What was some time before the news of its sentence is not what the headline restates.
        (false, true) if restates(a, b) && later.away.is_none() => match a.sentence.max(b.sentence) < OPENING {
            true => Observation::HeadlineOfReport,
            false => Observation::HeadlineOfLater,
        },
        (false, false) if a.sentence.abs_diff(b.sentence) < SIDE_BY_SIDE => Observation::NearInReport,
        (false, _) => Observation::SameReport,
    });
}

/// Whether one publisher tells both, in texts of its own from two days.
fn is_one_publisher_later(a: &Profile, b: &Profile) -> bool {
    a.publisher.is_some() && a.publisher == b.publisher && a.hand != b.hand && a.published != b.published
}

/// Whether one publisher tells of two days in texts of its own: bulletins that fill in one form.
pub fn is_one_hand_on_two_days(a: &Profile, b: &Profile) -> bool {
    a.document != b.document && is_one_publisher_later(a, b) && days_differ(a.when, b.when)
}

/// Two mentions of one report, the earlier first.
fn in_order<'p>(a: &'p Profile, b: &'p Profile) -> (&'p Profile, &'p Profile) {
    if a.trigger <= b.trigger { (a, b) } else { (b, a) }
}

/// Whether the later of two mentions is told as known in the report that tells the earlier: "the attack".
fn refers_back(a: &Profile, b: &Profile) -> bool {
    let (earlier, later) = in_order(a, b);
    // What came of an attack is told next to it, and of the attack that its sentence is about.
    let near = || !later.is_toll() || earlier.beside.is_none() && later.sentence - earlier.sentence < SIDE_BY_SIDE;
    a.document == b.document && a.sentence != b.sentence && later.known && near()
}

/// Whether one of two mentions of a report only says that somebody answered.
fn answers(a: &Profile, b: &Profile) -> bool {
    a.document == b.document && (a.answer || b.answer)
}

/// A headline restates one thing that its report tells, and is of the same kind or has words in common with it.
fn restates(a: &Profile, b: &Profile) -> bool {
    // So many dead or hurt can have come of whatever the headline tells.
    let toll = a.is_toll() || b.is_toll();
    let kind = shares(&a.families, &b.families) || a.cameo.is_some() && a.cameo == b.cameo && !toll;
    kind || particular::shared_weight(&a.words, &b.words) > 2
}

/// Whether two mentions of one day are of its morning and of its evening.
fn hours_differ(a: &Profile, b: &Profile) -> bool {
    const FAR: u8 = 6;
    a.hour.zip(b.hour).is_some_and(|(a, b)| a.abs_diff(b) >= FAR)
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
