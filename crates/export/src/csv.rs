//! CSV: one event a row. [`COLUMNS`] defines each column once, with its meaning; header, rows and help are made from it.

use crate::Record;
use crate::columns::csv_row;
use crate::record::{CountRecord, EntityRecord};
use std::io::{self, Write};

/// One column.
pub struct Column {
    /// Its name in the header.
    pub name: &'static str,
    /// What it holds.
    pub about: &'static str,
    /// Its value for an event.
    pub value: fn(&Record<'_>) -> String,
}

/// All columns, in order. Lists are joined by `; `, and what is absent is empty.
pub const COLUMNS: &[Column] = &[
    Column { name: "id", about: "the event's id", value: |record| record.id.clone() },
    Column { name: "document", about: "the article's id", value: |record| record.document.id.to_string() },
    Column { name: "url", about: "the article's address", value: |record| words(record.document.url) },
    Column { name: "title", about: "its headline", value: |record| words(record.document.title) },
    Column { name: "publisher", about: "its publisher", value: |record| words(record.document.publisher) },
    Column { name: "published", about: "its publication date", value: |record| shown(&record.document.published) },
    Column { name: "date", about: "the first day of the act", value: |record| shown(&record.date) },
    Column { name: "enddate", about: "the last day of the act", value: |record| shown(&record.enddate) },
    Column { name: "date_granularity", about: "how exact the day is", value: |record| words(record.date_granularity) },
    Column {
        name: "date_basis",
        about: "stated, anchored, publication or unknown",
        value: |record| record.date_basis.to_string(),
    },
    Column { name: "event", about: "PLOVER's category", value: |record| record.event.to_string() },
    Column { name: "mode", about: "PLOVER's modes", value: |record| record.mode.join("; ") },
    Column { name: "context", about: "PLOVER's contexts", value: |record| record.context.join("; ") },
    Column { name: "cameo", about: "the CAMEO code", value: |record| words(record.cameo) },
    Column { name: "quad_code", about: "the quad class, 1 to 4", value: |record| record.quad_code.to_string() },
    Column { name: "event_scale", about: "PLOVER's score", value: |record| record.event_scale.to_string() },
    Column { name: "assertion", about: "whether it is said to have happened", value: |record| record.assertion.to_string() },
    Column { name: "historical", about: "whether it is background", value: |record| record.historical.to_string() },
    Column {
        name: "actor",
        about: "who did it, in the words of the text",
        value: |record| side(&record.actor, |one| one.entity_text),
    },
    Column { name: "actor_code", about: "country codes of the actors", value: |record| side(&record.actor, |one| one.code) },
    Column { name: "actor_sector", about: "sectors of the actors", value: |record| side(&record.actor, |one| one.sector) },
    Column {
        name: "recipient",
        about: "to whom, in the words of the text",
        value: |record| side(&record.recipient, |one| one.entity_text),
    },
    Column {
        name: "recipient_code",
        about: "country codes of the recipients",
        value: |record| side(&record.recipient, |one| one.code),
    },
    Column {
        name: "recipient_sector",
        about: "sectors of the recipients",
        value: |record| side(&record.recipient, |one| one.sector),
    },
    Column {
        name: "place",
        about: "where, in the words of the text",
        value: |record| place(record, |place| place.extracted_place.to_string()),
    },
    Column {
        name: "resolved_place",
        about: "the place's name in GeoNames",
        value: |record| place(record, |place| words(place.resolved_place)),
    },
    Column { name: "geonameid", about: "its GeoNames id", value: |record| place(record, |place| shown(&place.geonameid)) },
    Column { name: "lat", about: "degrees north", value: |record| place(record, |place| shown(&place.lat)) },
    Column { name: "lon", about: "degrees east", value: |record| place(record, |place| shown(&place.lon)) },
    Column {
        name: "country_code",
        about: "the place's country",
        value: |record| place(record, |place| words(place.country_code)),
    },
    Column {
        name: "attribution",
        about: "who says so, outermost first",
        value: |record| joined(record.attribution.iter().map(|source| words(source.entity.entity_text))),
    },
    Column { name: "dead", about: "deaths, as 4, 20-30 or 20+", value: |record| count(record.dead.as_ref()) },
    Column { name: "injured", about: "injuries", value: |record| count(record.injured.as_ref()) },
    Column { name: "arrested", about: "arrests", value: |record| count(record.arrested.as_ref()) },
    Column { name: "size", about: "the size of what acts", value: |record| count(record.size.as_ref()) },
    Column { name: "event_text", about: "the words that carry the act", value: |record| record.event_text.text.to_string() },
    Column { name: "text", about: "the sentence", value: |record| record.text.to_string() },
    Column { name: "start", about: "code points before the sentence", value: |record| record.start.to_string() },
    Column { name: "end", about: "code points up to its end", value: |record| record.end.to_string() },
    Column { name: "paragraph", about: "body, heading or caption", value: |record| record.paragraph.to_string() },
    Column { name: "confidence", about: "how sure, from 0 to 1", value: |record| record.confidence.to_string() },
    Column { name: "rule", about: "the rule or model that found it", value: |record| record.origin.rule.to_string() },
];

/// Writes the header.
pub fn write_header(out: &mut dyn Write) -> io::Result<()> {
    csv_row(out, COLUMNS.iter().map(|column| column.name.to_string()))
}

/// Writes records, each as a row.
pub fn write(out: &mut dyn Write, records: &[Record<'_>]) -> io::Result<()> {
    records.iter().try_for_each(|record| csv_row(out, COLUMNS.iter().map(|column| (column.value)(record))))
}

/// Writes a header and rows whose columns only the caller knows.
pub fn write_cells(out: &mut dyn Write, header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> io::Result<()> {
    csv_row(out, header.iter().map(|name| (*name).to_string()))?;
    rows.into_iter().try_for_each(|row| csv_row(out, row.into_iter()))
}

fn words(value: Option<&str>) -> String {
    value.unwrap_or_default().to_string()
}

fn shown<T: ToString>(value: &Option<T>) -> String {
    value.as_ref().map(T::to_string).unwrap_or_default()
}

fn joined(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join("; ")
}

/// One value of every participant of a side; a participant without it leaves its place empty, so that columns stay aligned.
fn side<'d>(side: &[EntityRecord<'d>], value: fn(&EntityRecord<'d>) -> Option<&'d str>) -> String {
    joined(side.iter().map(|one| words(value(one))))
}

fn place(record: &Record<'_>, value: impl Fn(&crate::record::PlaceRecord<'_>) -> String) -> String {
    record.event_loc.as_ref().map(value).unwrap_or_default()
}

/// A count as `4`, `20-30` or `20+`.
pub fn count(count: Option<&CountRecord<'_>>) -> String {
    match count {
        None => String::new(),
        Some(count) => match count.high {
            Some(high) if high == count.low => count.low.to_string(),
            Some(high) => format!("{}-{high}", count.low),
            None => format!("{}+", count.low),
        },
    }
}
