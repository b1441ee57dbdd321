//! Events of a ledger as rows: the columns of [`crate::csv`], with types, from mentions that no longer have their document.

use super::ReportFacts;
use crate::columns::{Column, Get, list};
use event::{IncidentId, Mention, Number, Party, Spot};

/// An event with its report.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    /// The event.
    pub mention: Mention,
    /// Its report.
    pub report: ReportFacts,
    /// The incident that it is in.
    pub incident: Option<IncidentId>,
}

/// All columns, in order: those of [`crate::csv::COLUMNS`], the incident, and the bounds of numbers for who computes with them.
pub const COLUMNS: &[Column<EventRow>] = &[
    Column { name: "id", about: "the event's id", get: Get::Text(|row| Some(row.mention.id.to_string())) },
    Column { name: "document", about: "the article's id", get: Get::Text(|row| Some(row.report.report.clone())) },
    Column { name: "url", about: "the article's address", get: Get::Text(|row| row.report.url.clone()) },
    Column { name: "title", about: "its headline", get: Get::Text(|row| row.report.title.clone()) },
    Column { name: "publisher", about: "its publisher", get: Get::Text(|row| row.report.publisher.clone()) },
    Column { name: "published", about: "its publication date", get: Get::Day(|row| row.report.published) },
    Column {
        name: "date",
        about: "the first day of the act",
        get: Get::Day(|row| row.mention.dating.days.map(|(first, _)| first)),
    },
    Column {
        name: "enddate",
        about: "the last day of the act",
        get: Get::Day(|row| row.mention.dating.days.map(|(_, last)| last)),
    },
    Column {
        name: "date_granularity",
        about: "how exact the day is",
        get: Get::Text(|row| row.mention.dating.granularity.map(|exact| exact.name().to_string())),
    },
    Column {
        name: "date_basis",
        about: "stated, anchored, publication or unknown",
        get: Get::Text(|row| Some(row.mention.dating.basis.name().to_string())),
    },
    Column { name: "event", about: "PLOVER's category", get: Get::Text(|row| Some(row.mention.category.name().to_string())) },
    Column { name: "mode", about: "PLOVER's modes", get: Get::Text(|row| list(row.mention.modes.clone())) },
    Column { name: "context", about: "PLOVER's contexts", get: Get::Text(|row| list(row.mention.contexts.clone())) },
    Column { name: "cameo", about: "the CAMEO code", get: Get::Text(|row| row.mention.cameo.clone()) },
    Column {
        name: "quad_code",
        about: "the quad class, 1 to 4",
        get: Get::Whole(|row| Some(row.mention.category.quad_code().into())),
    },
    Column { name: "event_scale", about: "PLOVER's score", get: Get::Real(|row| Some(row.mention.scale)) },
    Column {
        name: "assertion",
        about: "whether it is said to have happened",
        get: Get::Text(|row| Some(row.mention.assertion.name().to_string())),
    },
    Column { name: "historical", about: "whether it is background", get: Get::Truth(|row| row.mention.historical) },
    Column {
        name: "actor",
        about: "who did it, in the words of the text",
        get: Get::Text(|row| side(&row.mention.actors, words)),
    },
    Column {
        name: "actor_code",
        about: "country codes of the actors",
        get: Get::Text(|row| side(&row.mention.actors, |one| one.code.clone())),
    },
    Column {
        name: "actor_sector",
        about: "sectors of the actors",
        get: Get::Text(|row| side(&row.mention.actors, |one| one.sector.clone())),
    },
    Column {
        name: "recipient",
        about: "to whom, in the words of the text",
        get: Get::Text(|row| side(&row.mention.recipients, words)),
    },
    Column {
        name: "recipient_code",
        about: "country codes of the recipients",
        get: Get::Text(|row| side(&row.mention.recipients, |one| one.code.clone())),
    },
    Column {
        name: "recipient_sector",
        about: "sectors of the recipients",
        get: Get::Text(|row| side(&row.mention.recipients, |one| one.sector.clone())),
    },
    Column {
        name: "place",
        about: "where, in the words of the text",
        get: Get::Text(|row| spot(row).map(|spot| spot.told.words.clone())),
    },
    Column {
        name: "resolved_place",
        about: "the place's name in GeoNames",
        get: Get::Text(|row| spot(row).and_then(|spot| spot.resolved.clone())),
    },
    Column {
        name: "geonameid",
        about: "its GeoNames id",
        get: Get::Whole(|row| spot(row).and_then(|spot| spot.geonameid).map(i64::from)),
    },
    Column { name: "lat", about: "degrees north", get: Get::Real(|row| spot(row)?.coordinates.map(|(north, _)| north)) },
    Column { name: "lon", about: "degrees east", get: Get::Real(|row| spot(row)?.coordinates.map(|(_, east)| east)) },
    Column {
        name: "country_code",
        about: "the place's country",
        get: Get::Text(|row| spot(row).and_then(|spot| spot.country_code.clone())),
    },
    Column {
        name: "attribution",
        about: "who says so, outermost first",
        get: Get::Text(|row| list(row.mention.voices.iter().map(|voice| words(&voice.party).unwrap_or_default()))),
    },
    Column { name: "dead", about: "deaths, as 4, 20-30 or 20+", get: Get::Text(|row| count(&row.mention.dead)) },
    Column { name: "injured", about: "injuries", get: Get::Text(|row| count(&row.mention.injured)) },
    Column { name: "arrested", about: "arrests", get: Get::Text(|row| count(&row.mention.arrested)) },
    Column { name: "size", about: "the size of what acts", get: Get::Text(|row| count(&row.mention.size)) },
    Column {
        name: "event_text",
        about: "the words that carry the act",
        get: Get::Text(|row| Some(row.mention.trigger.words.clone())),
    },
    Column { name: "text", about: "the sentence", get: Get::Text(|row| Some(row.mention.sentence.words.clone())) },
    Column {
        name: "start",
        about: "code points before the sentence",
        get: Get::Whole(|row| Some(row.mention.sentence.start.into())),
    },
    Column { name: "end", about: "code points up to its end", get: Get::Whole(|row| Some(row.mention.sentence.end.into())) },
    Column {
        name: "paragraph",
        about: "body, heading or caption",
        get: Get::Text(|row| Some(row.mention.paragraph.name().to_string())),
    },
    Column { name: "confidence", about: "how sure, from 0 to 1", get: Get::Real(|row| Some(row.mention.confidence)) },
    Column { name: "rule", about: "the rule or model that found it", get: Get::Text(|row| Some(row.mention.rule.clone())) },
    Column {
        name: "incident",
        about: "the incident that it is in",
        get: Get::Text(|row| row.incident.map(|incident| incident.to_string())),
    },
    Column {
        name: "dead_low",
        about: "deaths, the lower bound",
        get: Get::Real(|row| row.mention.dead.as_ref().map(|number| number.low)),
    },
    Column {
        name: "dead_high",
        about: "deaths, the upper bound, absent where it is open",
        get: Get::Real(|row| row.mention.dead.as_ref()?.high),
    },
    Column {
        name: "injured_low",
        about: "injuries, the lower bound",
        get: Get::Real(|row| row.mention.injured.as_ref().map(|number| number.low)),
    },
    Column {
        name: "injured_high",
        about: "injuries, the upper bound, absent where it is open",
        get: Get::Real(|row| row.mention.injured.as_ref()?.high),
    },
    Column {
        name: "arrested_low",
        about: "arrests, the lower bound",
        get: Get::Real(|row| row.mention.arrested.as_ref().map(|number| number.low)),
    },
    Column {
        name: "arrested_high",
        about: "arrests, the upper bound, absent where it is open",
        get: Get::Real(|row| row.mention.arrested.as_ref()?.high),
    },
    Column {
        name: "size_low",
        about: "the size of what acts, the lower bound",
        get: Get::Real(|row| row.mention.size.as_ref().map(|number| number.low)),
    },
    Column {
        name: "size_high",
        about: "the size of what acts, the upper bound, absent where it is open",
        get: Get::Real(|row| row.mention.size.as_ref()?.high),
    },
];

fn spot(row: &EventRow) -> Option<&Spot> {
    row.mention.spot.as_ref()
}

fn words(party: &Party) -> Option<String> {
    party.told.as_ref().map(|told| told.words.clone())
}

/// One value of every participant of a side; one without it leaves its place empty, so that columns stay aligned.
fn side(side: &[Party], value: fn(&Party) -> Option<String>) -> Option<String> {
    list(side.iter().map(|one| value(one).unwrap_or_default()))
}

fn count(number: &Option<Number>) -> Option<String> {
    number.as_ref().map(|number| super::words::bounds(number.low, number.high))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_columns_are_those_of_the_csv_of_articles() {
        let here: Vec<_> = super::COLUMNS.iter().map(|column| (column.name, column.about)).collect();
        let there: Vec<_> = crate::csv::COLUMNS.iter().map(|column| (column.name, column.about)).collect();
        assert_eq!(here[..there.len()], there);
        assert_eq!(
            here[there.len()..].iter().map(|(name, _)| *name).collect::<Vec<_>>(),
            [
                "incident",
                "dead_low",
                "dead_high",
                "injured_low",
                "injured_high",
                "arrested_low",
                "arrested_high",
                "size_low",
                "size_high"
            ]
        );
    }
}
