//! Who says how many, who blames whom, and who denies.

use super::{Teller, distinct};
use crate::grouping;
use crate::words::{thing, words};
use document::ParagraphKind;
use event::{Assertion, Claim, ClaimField, Mention, Number, Participant};

/// The claims of all mentions in order of publication: each source's figure once for as long as it stays the same.
/// `actors` are those of the incident.
pub fn claims(tellers: &[Teller], actors: &[Participant]) -> Vec<Claim> {
    let contested = !denials(tellers).is_empty();
    let blames = |claim: &Claim| claim.field == ClaimField::Blame && !claim.actors.is_empty();
    let owned = |claim: &Claim| claim.actors.iter().all(|doer| is_owned(doer, tellers));
    let told = tellers
        .iter()
        .flat_map(|teller| of_mention(teller, actors, tellers).into_iter().filter(|claim| !is_restated(teller, claim, tellers)));
    distinct_claims(told.filter(|claim| !blames(claim) || contested || !owned(claim)))
}

/// Whether a doer says itself that it did it: then nobody is blamed.
fn is_owned(doer: &str, tellers: &[Teller]) -> bool {
    tellers.iter().any(|teller| {
        let told = teller.mention.actors.iter().any(|party| party.code.as_deref() == Some(doer));
        teller.mention.assertion == Assertion::Actual && told && teller.party().as_deref() == Some(doer)
    })
}

/// Whether a headline gives a figure in short ("dozens") that the text of its report gives in full, and says whose it is.
fn is_restated(teller: &Teller, claim: &Claim, tellers: &[Teller]) -> bool {
    let headline = teller.mention;
    let Some((low, high)) = claim.number.filter(|_| headline.paragraph == ParagraphKind::Heading) else { return false };
    let field = |mention: &Mention| match claim.field {
        ClaimField::Dead => mention.dead.as_ref().map(|number| number.low),
        ClaimField::Injured => mention.injured.as_ref().map(|number| number.low),
        ClaimField::Arrested => mention.arrested.as_ref().map(|number| number.low),
        _ => None,
    };
    let body = tellers.iter().map(|teller| teller.mention);
    body.filter(|other| other.document == headline.document && other.paragraph != ParagraphKind::Heading)
        .any(|other| field(other).is_some_and(|number| low <= number && high.is_none_or(|high| number <= high)))
}

/// How many code points before a sentence the one may begin that says who speaks in both.
const NEAR: u32 = 300;

/// The source of a mention's figures. What came of an attack ("Thirty others were hurt") goes on with the words of whoever told of it in a sentence before.
fn source(teller: &Teller, tellers: &[Teller]) -> String {
    let mention = teller.mention;
    if !mention.voices.is_empty() || !grouping::is_toll(mention) {
        return teller.source();
    }
    let before = |other: &&Teller| {
        let first = other.mention.sentence.start;
        other.mention.document == mention.document
            && other.mention.paragraph == mention.paragraph
            && first < mention.sentence.start
            && mention.sentence.start - first < NEAR
    };
    let last = tellers.iter().filter(before).max_by_key(|other| other.mention.sentence.start);
    last.unwrap_or(teller).source()
}

fn of_mention(teller: &Teller, actors: &[Participant], tellers: &[Teller]) -> Vec<Claim> {
    let mention = teller.mention;
    let by = source(teller, tellers);
    let named = [
        (ClaimField::Dead, &mention.dead),
        (ClaimField::Injured, &mention.injured),
        (ClaimField::Arrested, &mention.arrested),
        (ClaimField::Size, &mention.size),
    ];
    let is_named = |number: &Number| named.iter().filter_map(|(_, one)| one.as_ref()).any(|one| one.told == number.told);
    let others = mention.quantities.iter().filter(|number| !is_named(number));
    let counted: Vec<(ClaimField, &Number)> =
        others.filter_map(|number| Some((ClaimField::Counted(thing(number)?), number))).collect();
    let figures = named.into_iter().filter_map(|(field, number)| Some((field, number.as_ref()?))).chain(counted);
    let claim = |field, number: &Number| Claim {
        field,
        by: by.clone(),
        number: figure(mention, number),
        actors: Vec::new(),
        event: mention.id,
    };
    let blame =
        blame(teller, actors).map(|(by, actors)| Claim { field: ClaimField::Blame, by, number: None, actors, event: mention.id });
    figures.map(|(field, number)| claim(field, number)).filter(|claim| claim.number.is_some()).chain(blame).collect()
}

/// The figure that is claimed: "nobody was hurt" says none, and of a deed that is denied no figure is claimed.
fn figure(mention: &Mention, number: &Number) -> Option<(f64, Option<f64>)> {
    if !matches!(mention.assertion, Assertion::Denied | Assertion::Negated) {
        return Some((number.low, number.high));
    }
    let before = number.told.start.saturating_sub(mention.sentence.start) as usize;
    let before: String = mention.sentence.words.chars().take(before).collect();
    let last = words(&before).last();
    let first = words(&number.told.words).next();
    let none = |word: Option<String>| word.is_some_and(|word| ["no", "nobody", "none", "not"].contains(&word.as_str()));
    (none(first) || none(last)).then_some((0.0, Some(0.0)))
}

fn distinct_claims(claims: impl Iterator<Item = Claim>) -> Vec<Claim> {
    let mut kept: Vec<Claim> = Vec::new();
    for claim in claims {
        let last = kept.iter().rev().find(|known| known.field == claim.field && known.by == claim.by);
        if last.is_none_or(|last| last.number != claim.number || last.actors != claim.actors) {
            kept.push(claim);
        }
    }
    kept
}

/// Whom a source blames for a hostile deed: only where a party speaks, for a newsroom's own voice tells and does not blame. A party
/// that denies a deed which is told of it blames nobody.
fn blame(teller: &Teller, doers: &[Participant]) -> Option<(String, Vec<String>)> {
    let mention = teller.mention;
    if mention.category.quad_code() != 4 {
        return None;
    }
    let actors: Vec<String> = distinct(mention.actors.iter().filter_map(|party| party.code.clone()));
    if let Some(by) = denier(teller) {
        let told = doers.iter().filter_map(|doer| doer.code.as_ref()).any(|code| *code == by);
        return (actors.contains(&by) || actors.is_empty() && told).then(|| (by, Vec::new()));
    }
    let by = teller.party()?;
    let told = matches!(mention.assertion, Assertion::Actual | Assertion::Alleged);
    // Who owns up to its own act blames nobody.
    (told && !actors.is_empty() && !actors.contains(&by)).then_some((by, actors))
}

/// Everybody who denies the act, or that it was theirs.
pub fn denials(tellers: &[Teller]) -> Vec<String> {
    distinct(tellers.iter().filter_map(denier))
}

/// Who denies: the voice that is said to, else the one whose act it would be; and a party that says that nothing of the kind happened
/// ("Ruria said that nobody had been killed").
fn denier(teller: &Teller) -> Option<String> {
    let mention = teller.mention;
    match mention.assertion {
        Assertion::Denied => teller.party().or_else(|| mention.actors.iter().find_map(|party| party.code.clone())),
        Assertion::Negated => teller.party(),
        _ => None,
    }
}
