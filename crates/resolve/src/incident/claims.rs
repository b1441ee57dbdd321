//! Who says how many, who blames whom, and who denies.

use super::{Teller, distinct};
use crate::voices;
use crate::words::thing;
use event::{Assertion, Claim, ClaimField, Mention, Number};

/// The claims of all mentions in order of publication: each source's figure once for as long as it stays the same.
pub fn claims(tellers: &[Teller]) -> Vec<Claim> {
    distinct_claims(tellers.iter().flat_map(of_mention))
}

fn of_mention(teller: &Teller) -> Vec<Claim> {
    let mention = teller.mention;
    let by = voices::source(mention, teller.origin);
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
        number: Some((number.low, number.high)),
        actors: Vec::new(),
        event: mention.id,
    };
    let blame = blame(teller).map(|(by, actors)| Claim { field: ClaimField::Blame, by, number: None, actors, event: mention.id });
    figures.map(|(field, number)| claim(field, number)).chain(blame).collect()
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

/// Whom a source blames for a hostile deed: only where a party speaks, for a newsroom's own voice tells and does not blame.
fn blame(teller: &Teller) -> Option<(String, Vec<String>)> {
    let mention = teller.mention;
    let hostile = mention.category.quad_code() == 4;
    let denier = denier(mention);
    if denier.is_some() {
        return denier.map(|by| (by, Vec::new()));
    }
    let by = voices::party(mention)?;
    let told = matches!(mention.assertion, Assertion::Actual | Assertion::Alleged);
    let actors: Vec<String> = distinct(mention.actors.iter().filter_map(|party| party.code.clone()));
    // Who owns up to its own act blames nobody.
    (hostile && told && !actors.is_empty() && !actors.contains(&by)).then_some((by, actors))
}

/// Everybody who denies the act, or that it was theirs.
pub fn denials(tellers: &[Teller]) -> Vec<String> {
    distinct(tellers.iter().filter_map(|teller| denier(teller.mention)))
}

/// Who denies: the voice that is said to, else the one whose act it would be; and a party that says that nothing of the kind happened
/// ("Ruria said that nobody had been killed").
fn denier(mention: &Mention) -> Option<String> {
    match mention.assertion {
        Assertion::Denied => voices::party(mention).or_else(|| mention.actors.iter().find_map(|party| party.code.clone())),
        Assertion::Negated => voices::party(mention),
        _ => None,
    }
}
