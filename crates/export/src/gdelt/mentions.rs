//! The table of mentions: 16 columns, joined to the events by their number.

use crate::cameo_actor::ActorCode;
use crate::gdelt::{moment, pairs};
use crate::told::{Dyad, LeftOut, Party, Told};

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

/// The rows of one event, a pair of sides each.
pub fn rows(told: &Told<'_>) -> Result<Vec<Vec<String>>, LeftOut> {
    let article = &told.record.document;
    // GDELT's kinds of source: 1 a page of the web, 2 an article known by its citation only.
    let (kind, source) = match article.url {
        Some(url) => ("1", article.publisher.unwrap_or_else(|| host(url))),
        None => ("2", article.publisher.unwrap_or_default()),
    };
    let length = told.document.text.string.chars().count();
    // In tens of percent; GDELT has no mention of less than ten.
    let confidence = ((told.event.confidence.clamp(0.0, 1.0) * 10.0).round() * 10.0).max(10.0);
    let row = |(dyad, ..): (Dyad<'_>, ActorCode, ActorCode)| {
        let plain = [dyad.source, dyad.target].into_iter().flatten().all(|party| party.record.antecedent.is_none());
        vec![
            told.row_number(dyad.number).to_string(),
            moment(told),
            moment(told),
            kind.to_string(),
            source.to_string(),
            told.address().to_string(),
            told.sentence.to_string(),
            offset(dyad.source),
            offset(dyad.target),
            told.record.event_text.start.to_string(),
            u8::from(plain).to_string(),
            confidence.to_string(),
            length.to_string(),
            String::new(),
            String::new(),
            String::new(),
        ]
    };
    Ok(pairs(told)?.into_iter().map(row).collect())
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
