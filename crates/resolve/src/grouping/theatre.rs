//! Which states a mention and a report are about. Sides of single mentions are often told incompletely ("shelling killed two"),
//! those of whole reports hardly ever.

use event::{Mention, Party};
use std::collections::BTreeMap;

/// Codes that stand for no state.
const NO_STATE: [&str; 7] = ["UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"];
/// The second state of a report must be named at least once for so many mentions of the first.
const SECOND: usize = 8;

/// The states that a report is about, two at most, in alphabetical order.
pub fn theatre(mentions: &[&Mention]) -> Vec<String> {
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    for mention in mentions {
        for state in states(mention) {
            *named.entry(state).or_default() += 1;
        }
    }
    let mut ranked: Vec<(String, usize)> = named.into_iter().collect();
    ranked.sort_by(|(a, number_a), (b, number_b)| number_b.cmp(number_a).then(a.cmp(b)));
    let most = ranked.first().map_or(0, |(_, number)| *number);
    ranked.retain(|(_, number)| number * SECOND >= most);
    let mut theatre: Vec<String> = ranked.into_iter().take(2).map(|(state, _)| state).collect();
    theatre.sort_unstable();
    theatre
}

/// The states that a mention names as sides or place, in alphabetical order.
pub fn states(mention: &Mention) -> Vec<String> {
    let sides = mention.actors.iter().chain(&mention.recipients);
    let mut states: Vec<String> = sides.filter_map(|party: &Party| party.code.clone()).collect();
    states.extend(mention.spot.as_ref().and_then(|spot| spot.country_code.clone()));
    states.retain(|state| !NO_STATE.contains(&state.as_str()));
    states.sort_unstable();
    states.dedup();
    states
}
