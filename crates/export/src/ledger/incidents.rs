//! The list of incidents.

use super::sides::{ParticipantRecord, SiteRecord, each, side, site};
use super::{Entry, List, ReportFacts, words, write_lines};
use crate::columns::{Column, Get, list, number};
use crate::record::optional_number;
use document::Date;
use serde::Serialize;

/// An incident in a JSON line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)] // the names of the contract's record, where it has the field; the others stand in docs/formats.md
pub struct IncidentRecord<'l> {
    pub incident: String,
    pub mentions: Vec<MentionRecord<'l>>,
    pub event: &'static str,
    pub mode: &'l [String],
    pub cameo: Option<&'l str>,
    pub quad_code: u8,
    pub event_scale: f64,
    pub actor: Vec<ParticipantRecord<'l>>,
    pub recipient: Vec<ParticipantRecord<'l>>,
    pub assertion: &'static str,
    pub historical: bool,
    pub date: Option<Date>,
    pub enddate: Option<Date>,
    pub place: Option<SiteRecord<'l>>,
    pub status: &'static str,
    pub reports: &'l [ReportFacts],
    pub origins: &'l [String],
    pub first_report: Option<Date>,
    pub last_report: Option<Date>,
    pub claims: Vec<ClaimRecord<'l>>,
    pub denied_by: &'l [String],
    pub facts: Vec<FactRecord<'l>>,
    pub reasons: Vec<ReasonRecord<'l>>,
}

/// A mention: its report, its event, and the code points of its trigger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // said above
pub struct MentionRecord<'l> {
    pub report: &'l str,
    pub event: Option<String>,
    pub start: u32,
    pub end: u32,
}

/// What a source says of a disputable field.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)] // `event::Claim` has them
pub struct ClaimRecord<'l> {
    pub field: &'l str,
    pub by: &'l str,
    #[serde(serialize_with = "optional_number")]
    pub low: Option<f64>,
    #[serde(serialize_with = "optional_number")]
    pub high: Option<f64>,
    pub actor: &'l [String],
    pub event: String,
}

/// What the reports say of one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // `event::Fact` has them
pub struct FactRecord<'l> {
    pub field: &'l str,
    pub agreed: bool,
    pub values: Vec<FactValueRecord<'l>>,
}

/// One value and who gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // `event::FactValue` has them
pub struct FactValueRecord<'l> {
    pub value: &'l str,
    pub by: &'l [String],
    pub events: Vec<String>,
}

/// Why a mention belongs to the incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // `event::Reason` has them
pub struct ReasonRecord<'l> {
    pub event: String,
    pub like: String,
    pub because: &'l [String],
}

/// The record of an incident.
pub fn record(entry: &Entry) -> IncidentRecord<'_> {
    let incident = &entry.incident;
    let mention = |mention: &'_ super::MentionFacts| mention.event.map(|event| event.to_string());
    IncidentRecord {
        incident: incident.id.to_string(),
        mentions: entry
            .mentions
            .iter()
            .map(|one| MentionRecord { report: &one.report, event: mention(one), start: one.start, end: one.end })
            .collect(),
        event: incident.category.name(),
        mode: &incident.modes,
        cameo: incident.cameo.as_deref(),
        quad_code: incident.category.quad_code(),
        event_scale: incident.scale,
        actor: side(&incident.actors),
        recipient: side(&incident.recipients),
        assertion: incident.assertion.name(),
        historical: incident.historical,
        date: incident.days.map(|(first, _)| first),
        enddate: incident.days.map(|(_, last)| last),
        place: incident.site.as_ref().map(site),
        status: incident.status.name(),
        reports: &entry.reports,
        origins: &incident.origins,
        first_report: incident.reported.map(|(first, _)| first),
        last_report: incident.reported.map(|(_, last)| last),
        claims: incident.claims.iter().map(claim).collect(),
        denied_by: &incident.denied_by,
        facts: incident.facts.iter().map(fact).collect(),
        reasons: incident.reasons.iter().map(reason).collect(),
    }
}

fn claim(claim: &event::Claim) -> ClaimRecord<'_> {
    ClaimRecord {
        field: claim.field.name(),
        by: &claim.by,
        low: claim.number.map(|(low, _)| low),
        high: claim.number.and_then(|(_, high)| high),
        actor: &claim.actors,
        event: claim.event.to_string(),
    }
}

fn fact(fact: &event::Fact) -> FactRecord<'_> {
    let value = |value: &'_ event::FactValue| value.events.iter().map(|event| event.to_string()).collect();
    FactRecord {
        field: &fact.field,
        agreed: fact.agreed,
        values: fact.values.iter().map(|one| FactValueRecord { value: &one.value, by: &one.by, events: value(one) }).collect(),
    }
}

fn reason(reason: &event::Reason) -> ReasonRecord<'_> {
    ReasonRecord { event: reason.event.to_string(), like: reason.like.to_string(), because: &reason.because }
}

/// How incidents are written.
pub const LIST: List<Entry> = List { columns: COLUMNS, line: |out, row| write_lines(out, [record(row)]), table };

/// All columns, in order. Lists are joined by `; `, and what is absent is empty.
pub const COLUMNS: &[Column<Entry>] = &[
    Column { name: "incident", about: "the incident's id", get: Get::Text(|row| Some(row.incident.id.to_string())) },
    Column { name: "date", about: "the first day of the act", get: Get::Day(|row| row.incident.days.map(|(first, _)| first)) },
    Column { name: "enddate", about: "the last day of the act", get: Get::Day(|row| row.incident.days.map(|(_, last)| last)) },
    Column { name: "event", about: "PLOVER's category", get: Get::Text(|row| Some(row.incident.category.name().to_string())) },
    Column { name: "mode", about: "PLOVER's modes", get: Get::Text(|row| list(row.incident.modes.clone())) },
    Column { name: "cameo", about: "the CAMEO code", get: Get::Text(|row| row.incident.cameo.clone()) },
    Column {
        name: "quad_code",
        about: "the quad class, 1 to 4",
        get: Get::Whole(|row| Some(row.incident.category.quad_code().into())),
    },
    Column { name: "event_scale", about: "PLOVER's score", get: Get::Real(|row| Some(row.incident.scale)) },
    Column {
        name: "assertion",
        about: "whether it is said to have happened",
        get: Get::Text(|row| Some(row.incident.assertion.name().to_string())),
    },
    Column { name: "historical", about: "whether it is background", get: Get::Truth(|row| row.incident.historical) },
    Column {
        name: "status",
        about: "confirmed, one-sided or disputed",
        get: Get::Text(|row| Some(row.incident.status.name().to_string())),
    },
    Column { name: "actor", about: "who did it", get: Get::Text(|row| each(&row.incident.actors, |one| &one.name)) },
    Column {
        name: "actor_code",
        about: "country codes of the actors",
        get: Get::Text(|row| each(&row.incident.actors, |one| &one.code)),
    },
    Column {
        name: "actor_sector",
        about: "sectors of the actors",
        get: Get::Text(|row| each(&row.incident.actors, |one| &one.sector)),
    },
    Column { name: "recipient", about: "to whom", get: Get::Text(|row| each(&row.incident.recipients, |one| &one.name)) },
    Column {
        name: "recipient_code",
        about: "country codes of the recipients",
        get: Get::Text(|row| each(&row.incident.recipients, |one| &one.code)),
    },
    Column {
        name: "recipient_sector",
        about: "sectors of the recipients",
        get: Get::Text(|row| each(&row.incident.recipients, |one| &one.sector)),
    },
    Column { name: "place", about: "where", get: Get::Text(|row| row.incident.site.as_ref().map(|site| site.name.clone())) },
    Column {
        name: "geonameid",
        about: "its GeoNames id",
        get: Get::Whole(|row| row.incident.site.as_ref()?.geonameid.map(i64::from)),
    },
    Column { name: "lat", about: "degrees north", get: Get::Real(|row| Some(row.incident.site.as_ref()?.coordinates?.0)) },
    Column { name: "lon", about: "degrees east", get: Get::Real(|row| Some(row.incident.site.as_ref()?.coordinates?.1)) },
    Column {
        name: "province",
        about: "the first-level division",
        get: Get::Text(|row| row.incident.site.as_ref()?.province.clone()),
    },
    Column {
        name: "country_code",
        about: "the place's country",
        get: Get::Text(|row| row.incident.site.as_ref()?.country_code.clone()),
    },
    Column { name: "mentions", about: "how often it is told", get: Get::Whole(|row| number(row.mentions.len())) },
    Column { name: "reports", about: "in how many reports", get: Get::Whole(|row| number(row.reports.len())) },
    Column {
        name: "origins",
        about: "by how many newsrooms and offices in words of their own",
        get: Get::Whole(|row| number(row.incident.origins.len())),
    },
    Column { name: "origin_names", about: "which", get: Get::Text(|row| list(row.incident.origins.clone())) },
    Column {
        name: "claims",
        about: "numbers and blame by source",
        get: Get::Text(|row| list(row.incident.claims.iter().map(words::claim))),
    },
    Column { name: "denied_by", about: "who denies it", get: Get::Text(|row| list(row.incident.denied_by.clone())) },
    Column {
        name: "first_report",
        about: "the day of its first report",
        get: Get::Day(|row| row.incident.reported.map(|(first, _)| first)),
    },
    Column {
        name: "last_report",
        about: "the day of its last report",
        get: Get::Day(|row| row.incident.reported.map(|(_, last)| last)),
    },
    Column {
        name: "report_ids",
        about: "the given ids of its reports",
        get: Get::Text(|row| list(row.reports.iter().map(|report| report.report.clone()))),
    },
];

/// The table of incidents for people. `width` counts terminal columns.
pub fn table(entries: &[Entry], width: u16) -> String {
    let header = ["date", "actor → recipient", "event", "place", "status", "told by", "claims", "incident"];
    let rows = entries.iter().map(|entry| {
        let incident = &entry.incident;
        let mut claims: Vec<String> = incident.claims.iter().map(words::claim).collect();
        claims.extend(incident.denied_by.iter().map(|by| format!("{by}: denies it")));
        let told = [words::many(entry.reports.len(), "report"), words::many(incident.origins.len(), "origin")].join(", ");
        vec![
            words::days(incident.days).unwrap_or_else(|| "?".to_string()),
            words::sides(incident),
            words::act(incident),
            incident.site.as_ref().map(words::place).unwrap_or_default(),
            incident.status.name().to_string(),
            told,
            claims.join("; "),
            incident.id.to_string(),
        ]
    });
    super::table::render(&header, rows, width)
}
