//! Tallies: totals over a period that sources report ("3,000 shells on nine days since early June"). They sum up other
//! incidents and are never added to them.

use crate::days::day_number;
use crate::lexicon;
use crate::voices;
use document::Date;
use event::{Assertion, DateBasis, Granularity, Mention, Number, Tally};

/// The shortest period that a total is over, in days: below it, it is one happening.
const PERIOD: i32 = 4;

/// The tallies that one report gives, in order of its text. `origin` is whose text it is.
pub fn tallies(mentions: &[Mention], published: Option<Date>, origin: &str) -> Vec<Tally> {
    let mut counting: Vec<&Mention> = mentions.iter().filter(|mention| is_tally(mention)).collect();
    counting.sort_by_key(|mention| (mention.trigger.start, mention.id));
    let told = counting.into_iter().flat_map(|mention| {
        let by = voices::source(mention, origin);
        let mut counts = counts(mention);
        counts.sort_by(|(a, _), (b, _)| a.cmp(b));
        counts.into_iter().map(move |(what, number)| tally(mention, &by, what, number, published))
    });
    told.collect()
}

/// Whether a mention reports a total: something counted over a stretch of days that words say from one end to the other, or on
/// several occasions. "In August" alone tells when one thing was.
pub fn is_tally(mention: &Mention) -> bool {
    let Some((first, last)) = mention.dating.days else { return false };
    let said = matches!(mention.dating.basis, DateBasis::Stated | DateBasis::Anchored);
    let told = matches!(mention.assertion, Assertion::Actual | Assertion::Alleged);
    let occasions = mention.quantities.iter().any(|number| number.unit.as_deref().is_some_and(is_occasion));
    let period = mention.dating.ongoing || mention.dating.granularity == Some(Granularity::Range) || occasions;
    said && told && period && day_number(last) - day_number(first) >= PERIOD && !counts(mention).is_empty()
}

/// Whether a mention counts many occasions, over whatever time: "broke the truce ninety times that day" sums up what happened on each.
pub fn is_many_times(mention: &Mention) -> bool {
    const MANY: f64 = 3.0;
    mention.quantities.iter().any(|number| number.low >= MANY && number.unit.as_deref().is_some_and(is_occasion))
}

/// Whether a mention counts what has come of something so far: "since the start of the offensive 40 soldiers were killed".
pub fn is_so_far(mention: &Mention) -> bool {
    !counts(mention).is_empty() && counts_from_beginning(&crate::words::words(&mention.sentence.words).collect::<Vec<String>>())
}

fn counts_from_beginning(told: &[String]) -> bool {
    const NEAR: usize = 5;
    let begins = |at: usize| told[at + 1..].iter().take(NEAR).any(|word| lexicon::BEGINNINGS.contains(word));
    told.iter().enumerate().any(|(at, word)| word == "since" && begins(at))
}

fn counts(mention: &Mention) -> Vec<(String, &Number)> {
    let named =
        [("dead", &mention.dead), ("injured", &mention.injured), ("arrested", &mention.arrested), ("size", &mention.size)];
    let named = named.into_iter().filter_map(|(what, number)| Some((what.to_string(), number.as_ref()?)));
    let counted = mention.quantities.iter().filter_map(|number| Some((crate::words::thing(number)?, number)));
    named.chain(counted).collect()
}

fn tally(mention: &Mention, by: &str, what: String, number: &Number, published: Option<document::Date>) -> Tally {
    let occasions = mention.quantities.iter().find(|other| other.unit.as_deref().is_some_and(is_occasion));
    let occasions = occasions.filter(|_| !is_occasion(&what)).map(|other| other.low);
    let code = |parties: &[event::Party]| {
        let mut codes: Vec<&str> = parties.iter().filter_map(|party| party.code.as_deref()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.join("+")
    };
    let (actors, recipients) = (code(&mention.actors), code(&mention.recipients));
    Tally {
        event: mention.id,
        series: format!("{by}: {what} of {} {actors}>{recipients}", mention.category.name()),
        by: by.to_string(),
        what,
        low: number.low,
        high: number.high,
        occasions,
        period: mention.dating.days,
        published,
    }
}

fn is_occasion(unit: &str) -> bool {
    lexicon::OCCASIONS.contains(&unit.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_count_from_the_beginning_of_something() {
        let told = |text: &str| counts_from_beginning(&crate::words::words(text).collect::<Vec<String>>());
        assert!(told("Since the start of the offensive forty have died.") && told("Forty have died since the war broke out."));
        assert!(!told("Forty have died since Sunday.") && !told("At the start of the offensive forty died."));
    }
}
