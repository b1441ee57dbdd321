//! The event itself.

use crate::{Assertion, Category, Entity, Found, Origin, Source, When};
use document::{DocumentId, ParagraphKind};
use span::Span;
use std::fmt;

/// One act as one trigger reports it (contract, decision 1).
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The hash of document, trigger span, category and sides.
    pub id: EventId,
    /// The document that it hangs on.
    pub document: DocumentId,
    /// The sentence that tells it.
    pub sentence: Span,
    /// The kind of paragraph that it stands in.
    pub paragraph: ParagraphKind,
    /// The verb or noun that carries it, with its particle or light verb.
    pub trigger: Span,
    /// PLOVER's category.
    pub category: Found<Category>,
    /// PLOVER's modes, in order of the ontology.
    pub modes: Vec<Found<String>>,
    /// PLOVER's contexts, in order of the ontology.
    pub contexts: Vec<Found<String>>,
    /// The CAMEO code, as fine as the words allow.
    pub cameo: Option<String>,
    /// PLOVER's score for category and mode.
    pub scale: f64,
    /// Who did it.
    pub actors: Vec<Entity>,
    /// To whom.
    pub recipients: Vec<Entity>,
    /// Whether it is said to have happened.
    pub assertion: Found<Assertion>,
    /// Whether it is background from the past (contract, decision 5).
    pub historical: Found<bool>,
    /// When.
    pub when: Found<When>,
    /// Where.
    pub place: Option<Found<Place>>,
    /// Who says so, outermost first; empty is the article's own voice.
    pub attribution: Vec<Source>,
    /// Deaths.
    pub dead: Option<Count>,
    /// Injuries.
    pub injured: Option<Count>,
    /// Arrests.
    pub arrested: Option<Count>,
    /// The size of the force, crowd or convoy that acts.
    pub size: Option<Count>,
    /// All other numbers.
    pub quantities: Vec<Count>,
    /// How sure, from 0 to 1.
    pub confidence: f64,
    /// The rule or model that found the act.
    pub origin: Origin,
    /// The version of the knowledge.
    pub knowledge: String,
    /// The version of the model that annotated the text.
    pub model: String,
}

/// An event's id, printed as `ev_` and sixteen hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub u64);

impl EventId {
    /// The id of an act: the hash of document, trigger, category and the words and codes of both sides.
    pub fn of(document: DocumentId, trigger: Span, category: Category, actors: &[Entity], recipients: &[Entity]) -> EventId {
        let mut sides = String::new();
        for (side, entities) in [('a', actors), ('r', recipients)] {
            for entity in entities {
                let code = entity.code.as_ref().map_or("", |code| &code.value);
                sides.push_str(&format!("{side}{:?}{code};", entity.mention));
            }
        }
        let document = document.0.to_be_bytes();
        let trigger = format!("{trigger:?}");
        EventId(document::text::hash_parts(&[&document, trigger.as_bytes(), category.name().as_bytes(), sides.as_bytes()]))
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ev_{:016x}", self.0)
    }
}

impl fmt::Debug for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Where an act took place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The words.
    pub words: Span,
    /// The name in the gazetteer, where it was resolved.
    pub resolved: Option<String>,
    /// The GeoNames id.
    pub geonameid: Option<u32>,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
    /// The city.
    pub city: Option<String>,
    /// The second-level division.
    pub district: Option<String>,
    /// The first-level division.
    pub province: Option<String>,
    /// The country's name.
    pub country: Option<String>,
    /// The country's code, of the same set as the sides' codes.
    pub country_code: Option<String>,
    /// 5 a part of a city, 4 city, 3 district, 2 province, 1 country.
    pub resolution: Option<u8>,
}

/// A number with bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// The lower bound.
    pub low: f64,
    /// The upper bound, or none where it is open.
    pub high: Option<f64>,
    /// The words.
    pub words: Span,
    /// What is counted, where a noun says so.
    pub unit: Option<String>,
    /// Whose people or things are counted.
    pub side: Option<Side>,
}

/// One of an event's two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Who did it.
    Actor,
    /// To whom.
    Recipient,
}

impl Side {
    /// Both.
    pub const ALL: [Side; 2] = [Side::Actor, Side::Recipient];

    /// The value of that name.
    pub fn from_name(name: &str) -> Option<Side> {
        Side::ALL.into_iter().find(|value| value.name() == name)
    }

    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Side::Actor => "actor",
            Side::Recipient => "recipient",
        }
    }
}
