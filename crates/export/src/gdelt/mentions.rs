//! The table of mentions: 16 columns, joined to the events by their number.

use crate::cameo_actor::{self, ActorCode};
use crate::cells::shown;
use crate::gdelt::{moment, pairs};
use crate::together::Together;
use crate::told::{LeftOut, Party, Told};

/// The columns, as GDELT's header row names them.
pub const COLUMNS: [&str; 16] = [
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
];

/// The rows of what a telling and all others tell: a mention for each telling and pair of sides.
pub fn rows(told: &Told<'_>, together: &Together<'_, '_>) -> Result<Vec<Vec<String>>, LeftOut> {
    let first = moment(together.tellings.first().unwrap_or(told));
    let mut rows = Vec::new();
    for (dyad, source, target) in pairs(told)? {
        let number = together.row_number(told, dyad.number);
        for telling in together.tellings {
            let sides = if telling.event.id == told.event.id {
                [dyad.source, dyad.target]
            } else {
                [
                    of_code(telling.actors(), telling.recipients(), &source),
                    of_code(telling.recipients(), telling.actors(), &target),
                ]
            };
            rows.push(row(telling, number, &first, sides));
        }
    }
    Ok(rows)
}

fn row(told: &Told<'_>, number: u64, first: &str, sides: [Option<Party<'_>>; 2]) -> Vec<String> {
    let article = &told.record.document;
    // GDELT's kinds of source: 1 a page of the web, 2 an article known by its citation only.
    let (kind, source) = match article.url {
        Some(url) => ("1", article.publisher.unwrap_or_else(|| host(url))),
        None => ("2", article.publisher.unwrap_or_default()),
    };
    // In tens of percent; GDELT has no mention of less than ten.
    let confidence = ((told.record.confidence * 10.0).round() * 10.0).max(10.0);
    let plain = sides.into_iter().flatten().all(|party| party.record.antecedent.is_none());
    vec![
        number.to_string(),
        first.to_string(),
        moment(told),
        kind.to_string(),
        source.to_string(),
        told.address().to_string(),
        shown(told.sentence),
        offset(sides[0]),
        offset(sides[1]),
        told.record.event_text.start.to_string(),
        u8::from(plain).to_string(),
        confidence.to_string(),
        told.document.text.string.chars().count().to_string(),
        String::new(),
        String::new(),
        String::new(),
    ]
}

/// The party of a telling that has a code of CAMEO's, looked for on its own side first.
fn of_code<'t>(own: Vec<Party<'t>>, other: Vec<Party<'t>>, code: &ActorCode) -> Option<Party<'t>> {
    let mut parties = own.into_iter().chain(other);
    parties.find(|party| !code.whole.is_empty() && cameo_actor::of(party).whole == code.whole)
}

/// Code points before the side's words; -1, as GDELT has it, where there are none.
fn offset(party: Option<Party<'_>>) -> String {
    party.and_then(|party| party.record.start).map_or("-1".to_string(), |start| start.to_string())
}

/// The host of an address, without `www.`.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_cut_out_of_addresses() {
        assert_eq!(host("https://www.example.org:8080/a/b?c"), "example.org");
        assert_eq!(host("example.org"), "example.org");
    }
}
