//! The record of one event as the contract has it: its fields, names and order, with offsets in code points of the text of
//! record. Nothing is decided here; what an event does not hold is null or an empty list.

use document::{Date, Document};
use event::{Count, Entity, Event, Found, Place, Source, When};
use serde::{Serialize, Serializer};
use span::{CodePoints, Span};

/// One event.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)] // the contract's own names, explained there
pub struct Record<'d> {
    pub id: String,
    pub document: DocumentRecord<'d>,
    pub text: &'d str,
    pub start: usize,
    pub end: usize,
    pub paragraph: &'static str,
    pub event: &'static str,
    pub mode: Vec<&'d str>,
    pub context: Vec<&'d str>,
    pub cameo: Option<&'d str>,
    pub quad_code: u8,
    pub event_scale: f64,
    pub event_text: Words<'d>,
    pub actor: Vec<EntityRecord<'d>>,
    pub recipient: Vec<EntityRecord<'d>>,
    pub assertion: &'static str,
    pub assertion_text: Option<Words<'d>>,
    pub historical: bool,
    pub date: Option<Date>,
    pub enddate: Option<Date>,
    pub date_granularity: Option<&'static str>,
    pub date_basis: &'static str,
    pub date_text: Option<Words<'d>>,
    pub ongoing: bool,
    pub event_loc: Option<PlaceRecord<'d>>,
    pub attribution: Vec<SourceRecord<'d>>,
    pub dead: Option<CountRecord<'d>>,
    pub injured: Option<CountRecord<'d>>,
    pub arrested: Option<CountRecord<'d>>,
    pub size: Option<CountRecord<'d>>,
    pub quantities: Vec<CountRecord<'d>>,
    pub confidence: f64,
    pub origin: OriginRecord<'d>,
}

/// The article that an event hangs on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // the contract's own names
pub struct DocumentRecord<'d> {
    pub id: &'d str,
    pub path: Option<&'d str>,
    pub url: Option<&'d str>,
    pub title: Option<&'d str>,
    pub publisher: Option<&'d str>,
    pub published: Option<Date>,
    pub published_basis: &'static str,
}

/// Words of the text of record, with their code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Words<'d> {
    /// The words.
    pub text: &'d str,
    /// Code points before the first.
    pub start: usize,
    /// Code points before what follows the last.
    pub end: usize,
}

/// One participant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // the contract's own names
pub struct EntityRecord<'d> {
    pub entity_text: Option<&'d str>,
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub antecedent: Option<Words<'d>>,
    pub code: Option<&'d str>,
    pub sector: Option<&'d str>,
    pub identifier_id: Option<&'d str>,
    pub identifier_text: Option<&'d str>,
}

/// Who says that the act happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // the contract's own names
pub struct SourceRecord<'d> {
    #[serde(flatten)]
    pub entity: EntityRecord<'d>,
    pub kind: &'static str,
    pub cue: Option<Words<'d>>,
}

/// Where it happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)] // the contract's own names
pub struct PlaceRecord<'d> {
    pub extracted_place: &'d str,
    pub start: usize,
    pub end: usize,
    pub resolved_place: Option<&'d str>,
    pub geonameid: Option<u32>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub city: Option<&'d str>,
    pub district: Option<&'d str>,
    pub province: Option<&'d str>,
    pub country: Option<&'d str>,
    pub country_code: Option<&'d str>,
    pub resolution: Option<u8>,
}

/// A number with bounds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)] // the contract's own names
pub struct CountRecord<'d> {
    #[serde(serialize_with = "number")]
    pub low: f64,
    #[serde(serialize_with = "optional_number")]
    pub high: Option<f64>,
    #[serde(flatten)]
    pub words: Words<'d>,
    pub unit: Option<&'d str>,
    pub side: Option<&'static str>,
}

/// What coded it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // the contract's own names
pub struct OriginRecord<'d> {
    pub rule: &'d str,
    pub knowledge: &'d str,
    pub model: &'d str,
}

/// The records of one document's events, in their order.
pub fn records<'d>(events: &'d [Event], document: &'d Document) -> Vec<Record<'d>> {
    let points = CodePoints::new(&document.text.string);
    events.iter().map(|event| record(event, document, &points)).collect()
}

/// The record of one event. `points` is the table of the document's text of record.
pub fn record<'d>(event: &'d Event, document: &'d Document, points: &CodePoints<'_>) -> Record<'d> {
    let border = Border { document, points };
    let sentence = border.words(event.sentence);
    let when = &event.when.value;
    let stretch = when.stretch();
    let days = when.days();
    let said = match when {
        When::Unknown(words) => *words,
        _ => stretch.map(|stretch| stretch.words),
    };
    let count = |count: &'d Option<Count>| count.as_ref().map(|count| border.count(count));
    Record {
        id: event.id.to_string(),
        document: article(document),
        text: sentence.text,
        start: sentence.start,
        end: sentence.end,
        paragraph: event.paragraph.name(),
        event: event.category.value.name(),
        mode: values(&event.modes),
        context: values(&event.contexts),
        cameo: event.cameo.as_deref(),
        quad_code: event.category.value.quad_code(),
        event_scale: event.scale,
        event_text: border.words(event.trigger),
        actor: event.actors.iter().map(|entity| border.entity(entity)).collect(),
        recipient: event.recipients.iter().map(|entity| border.entity(entity)).collect(),
        assertion: event.assertion.value.name(),
        assertion_text: event.assertion.span().map(|span| border.words(span)),
        historical: event.historical.value,
        date: days.map(|(first, _)| first),
        enddate: days.map(|(_, last)| last),
        date_granularity: stretch.map(|stretch| stretch.granularity.name()),
        date_basis: when.basis(),
        date_text: said.map(|span| border.words(span)),
        ongoing: stretch.is_some_and(|stretch| stretch.ongoing),
        event_loc: event.place.as_ref().map(|place| border.place(&place.value)),
        attribution: event.attribution.iter().map(|source| border.source(source)).collect(),
        dead: count(&event.dead),
        injured: count(&event.injured),
        arrested: count(&event.arrested),
        size: count(&event.size),
        quantities: event.quantities.iter().map(|count| border.count(count)).collect(),
        confidence: (event.confidence.clamp(0.0, 1.0) * 100.0).round() / 100.0,
        origin: OriginRecord { rule: event.origin.name(), knowledge: &event.knowledge, model: &event.model },
    }
}

/// What records say of the article itself.
pub fn article(document: &Document) -> DocumentRecord<'_> {
    let metadata = &document.text.metadata;
    DocumentRecord {
        id: &metadata.given_id,
        path: metadata.path.as_deref(),
        url: metadata.url.as_deref(),
        title: metadata.title.as_deref(),
        publisher: metadata.publisher.as_deref(),
        published: metadata.published.map(|published| published.date),
        published_basis: metadata.published.map_or("none", |published| published.basis.name()),
    }
}

/// Where spans become words.
struct Border<'d, 'p> {
    document: &'d Document,
    points: &'p CodePoints<'p>,
}

impl<'d> Border<'d, '_> {
    fn words(&self, span: Span) -> Words<'d> {
        let (start, end) = self.points.range(span);
        Words { text: self.document.words(span), start, end }
    }

    fn entity(&self, entity: &'d Entity) -> EntityRecord<'d> {
        let mention = entity.mention.map(|span| self.words(span));
        EntityRecord {
            entity_text: mention.map(|words| words.text),
            start: mention.map(|words| words.start),
            end: mention.map(|words| words.end),
            antecedent: entity.antecedent.map(|span| self.words(span)),
            code: entity.code.as_ref().map(|code| code.value.as_str()),
            sector: entity.sector.as_ref().map(|sector| sector.value.as_str()),
            identifier_id: entity.identifier_id.as_deref(),
            identifier_text: entity.identifier_text.as_deref(),
        }
    }

    fn source(&self, source: &'d Source) -> SourceRecord<'d> {
        let cue = source.cue.map(|span| self.words(span));
        SourceRecord { entity: self.entity(&source.entity), kind: source.kind.name(), cue }
    }

    fn place(&self, place: &'d Place) -> PlaceRecord<'d> {
        let words = self.words(place.words);
        PlaceRecord {
            extracted_place: words.text,
            start: words.start,
            end: words.end,
            resolved_place: place.resolved.as_deref(),
            geonameid: place.geonameid,
            lat: place.coordinates.map(|(north, _)| north),
            lon: place.coordinates.map(|(_, east)| east),
            city: place.city.as_deref(),
            district: place.district.as_deref(),
            province: place.province.as_deref(),
            country: place.country.as_deref(),
            country_code: place.country_code.as_deref(),
            resolution: place.resolution,
        }
    }

    fn count(&self, count: &'d Count) -> CountRecord<'d> {
        CountRecord {
            low: count.low,
            high: count.high,
            words: self.words(count.words),
            unit: count.unit.as_deref(),
            side: count.side.map(|side| side.name()),
        }
    }
}

fn values(found: &[Found<String>]) -> Vec<&str> {
    found.iter().map(|found| found.value.as_str()).collect()
}

/// Whole numbers are written without a decimal point, because people count in them.
pub(crate) fn number<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // beyond it a double no longer holds every whole number
    if value.fract() == 0.0 && value.abs() <= EXACT {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}

pub(crate) fn optional_number<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => number(value, serializer),
        None => serializer.serialize_none(),
    }
}
