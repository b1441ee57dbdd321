//! A mention: an event without its document. The ledger keeps mentions, grouping reads them, and neither needs trees.

use crate::{Assertion, Category, Count, Entity, Event, EventId, Found, Granularity, Place, Side, Source, SourceKind};
use document::{Date, Document, DocumentId, ParagraphKind};
use span::{CodePoints, Span};

/// One event as one report tells it, with the words of every field. It holds what the contract's record holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The event's id.
    pub id: EventId,
    /// The document that it hangs on.
    pub document: DocumentId,
    /// The sentence that tells it.
    pub sentence: Told,
    /// The kind of paragraph that it stands in.
    pub paragraph: ParagraphKind,
    /// The verb or noun that carries it.
    pub trigger: Told,
    /// PLOVER's category.
    pub category: Category,
    /// PLOVER's modes, in order of the ontology.
    pub modes: Vec<String>,
    /// PLOVER's contexts, in order of the ontology.
    pub contexts: Vec<String>,
    /// The CAMEO code.
    pub cameo: Option<String>,
    /// PLOVER's score for category and mode.
    pub scale: f64,
    /// Who did it.
    pub actors: Vec<Party>,
    /// To whom.
    pub recipients: Vec<Party>,
    /// Whether it is said to have happened.
    pub assertion: Assertion,
    /// The words that make it anything but actual.
    pub assertion_told: Option<Told>,
    /// Whether it is background from the past.
    pub historical: bool,
    /// When.
    pub dating: Dating,
    /// Where.
    pub spot: Option<Spot>,
    /// Who says so, outermost first; empty is the article's own voice.
    pub voices: Vec<Voice>,
    /// Deaths.
    pub dead: Option<Number>,
    /// Injuries.
    pub injured: Option<Number>,
    /// Arrests.
    pub arrested: Option<Number>,
    /// The size of the force, crowd or convoy that acts.
    pub size: Option<Number>,
    /// All other numbers.
    pub quantities: Vec<Number>,
    /// How sure, from 0 to 1.
    pub confidence: f64,
    /// The rule or model that found the act: `coding/ASSAULT/shell.rule#shell`.
    pub rule: String,
    /// The version of the knowledge.
    pub knowledge: String,
    /// The version of the model that annotated the text.
    pub model: String,
}

/// The file of a rule, by the rule's id: `coding/ASSAULT/kill.rule` of `coding/ASSAULT/kill.rule#kill`.
pub fn rule_file(id: &str) -> &str {
    id.split('#').next().unwrap_or_default()
}

/// Words of a text of record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The words.
    pub words: String,
    /// Code points of the text before the first.
    pub start: u32,
    /// Code points of the text before what follows the last.
    pub end: u32,
}

/// One participant or source, as the words and the knowledge have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// The words, none for an unsaid agent.
    pub told: Option<Told>,
    /// What a pronoun or description stands for.
    pub antecedent: Option<Told>,
    /// ISO 3166-1 alpha-3, KOS, or UNO, EUR, IGO, NGO, ISM, IMG, MNC.
    pub code: Option<String>,
    /// PLOVER's sector.
    pub sector: Option<String>,
    /// The Wikidata id, where certain.
    pub identifier_id: Option<String>,
    /// The canonical name in the knowledge.
    pub identifier_text: Option<String>,
}

/// Somebody who says that the act happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Who.
    pub party: Party,
    /// What kind of source.
    pub kind: SourceKind,
    /// The words that make it a source.
    pub cue: Option<Told>,
}

/// When an act took place, and how that is known (contract, decision 9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dating {
    /// First and last day, where known.
    pub days: Option<(Date, Date)>,
    /// What the days rest on.
    pub basis: DateBasis,
    /// How exact the words are, where words say it.
    pub granularity: Option<Granularity>,
    /// Whether it still went on at publication.
    pub ongoing: bool,
    /// The words.
    pub told: Option<Told>,
}

/// What a date rests on: the kinds of [`crate::When`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateBasis {
    /// The words carry their own year.
    Stated,
    /// The words were resolved against the publication date.
    Anchored,
    /// Told as news without a date: the day of publication.
    Publication,
    /// Not known.
    Unknown,
}

impl DateBasis {
    /// All values, in the contract's order.
    pub const ALL: [DateBasis; 4] = [DateBasis::Stated, DateBasis::Anchored, DateBasis::Publication, DateBasis::Unknown];

    /// Its name in the contract, as [`crate::When::basis`] gives it.
    pub fn name(self) -> &'static str {
        match self {
            DateBasis::Stated => "stated",
            DateBasis::Anchored => "anchored",
            DateBasis::Publication => "publication",
            DateBasis::Unknown => "unknown",
        }
    }

    /// The value of that name.
    pub fn from_name(name: &str) -> Option<DateBasis> {
        DateBasis::ALL.into_iter().find(|value| value.name() == name)
    }
}

/// Where an act took place: [`Place`] with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// The words.
    pub told: Told,
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
    /// The country's code.
    pub country_code: Option<String>,
    /// 5 a part of a city, 4 city, 3 district, 2 province, 1 country.
    pub resolution: Option<u8>,
}

/// A number with bounds: [`Count`] with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The lower bound.
    pub low: f64,
    /// The upper bound, or none where it is open.
    pub high: Option<f64>,
    /// The words.
    pub told: Told,
    /// What is counted, where a noun says so.
    pub unit: Option<String>,
    /// Whose people or things are counted.
    pub side: Option<Side>,
}

/// The mentions of one document's events, in their order.
pub fn mentions(events: &[Event], document: &Document) -> Vec<Mention> {
    let points = CodePoints::new(&document.text.string);
    let reader = Reader { document, points: &points };
    events.iter().map(|event| reader.mention(event)).collect()
}

/// Where spans become words.
struct Reader<'d> {
    document: &'d Document,
    points: &'d CodePoints<'d>,
}

impl Reader<'_> {
    fn mention(&self, event: &Event) -> Mention {
        let number = |count: &Option<Count>| count.as_ref().map(|count| self.number(count));
        Mention {
            id: event.id,
            document: event.document,
            sentence: self.told(event.sentence),
            paragraph: event.paragraph,
            trigger: self.told(event.trigger),
            category: event.category.value,
            modes: values(&event.modes),
            contexts: values(&event.contexts),
            cameo: event.cameo.clone(),
            scale: event.scale,
            actors: event.actors.iter().map(|entity| self.party(entity)).collect(),
            recipients: event.recipients.iter().map(|entity| self.party(entity)).collect(),
            assertion: event.assertion.value,
            assertion_told: event.assertion.span().map(|span| self.told(span)),
            historical: event.historical.value,
            dating: self.dating(event),
            spot: event.place.as_ref().map(|place| self.spot(&place.value)),
            voices: event.attribution.iter().map(|source| self.voice(source)).collect(),
            dead: number(&event.dead),
            injured: number(&event.injured),
            arrested: number(&event.arrested),
            size: number(&event.size),
            quantities: event.quantities.iter().map(|count| self.number(count)).collect(),
            confidence: (event.confidence.clamp(0.0, 1.0) * 100.0).round() / 100.0,
            rule: event.origin.name().to_string(),
            knowledge: event.knowledge.clone(),
            model: event.model.clone(),
        }
    }

    fn told(&self, span: Span) -> Told {
        let (start, end) = self.points.range(span);
        // A text of record has at most some MiB.
        Told { words: self.document.words(span).to_string(), start: start as u32, end: end as u32 }
    }

    fn party(&self, entity: &Entity) -> Party {
        Party {
            told: entity.mention.map(|span| self.told(span)),
            antecedent: entity.antecedent.map(|span| self.told(span)),
            code: entity.code.as_ref().map(|code| code.value.clone()),
            sector: entity.sector.as_ref().map(|sector| sector.value.clone()),
            identifier_id: entity.identifier_id.clone(),
            identifier_text: entity.identifier_text.clone(),
        }
    }

    fn voice(&self, source: &Source) -> Voice {
        Voice { party: self.party(&source.entity), kind: source.kind, cue: source.cue.map(|span| self.told(span)) }
    }

    fn dating(&self, event: &Event) -> Dating {
        let when = &event.when.value;
        let stretch = when.stretch();
        let (basis, said) = match when {
            crate::When::Stated(stretch) => (DateBasis::Stated, Some(stretch.words)),
            crate::When::Anchored(stretch) => (DateBasis::Anchored, Some(stretch.words)),
            crate::When::PublicationDate(_) => (DateBasis::Publication, None),
            crate::When::Unknown(words) => (DateBasis::Unknown, *words),
        };
        Dating {
            days: when.days(),
            basis,
            granularity: stretch.map(|stretch| stretch.granularity),
            ongoing: stretch.is_some_and(|stretch| stretch.ongoing),
            told: said.map(|span| self.told(span)),
        }
    }

    fn spot(&self, place: &Place) -> Spot {
        Spot {
            told: self.told(place.words),
            resolved: place.resolved.clone(),
            geonameid: place.geonameid,
            coordinates: place.coordinates,
            city: place.city.clone(),
            district: place.district.clone(),
            province: place.province.clone(),
            country: place.country.clone(),
            country_code: place.country_code.clone(),
            resolution: place.resolution,
        }
    }

    fn number(&self, count: &Count) -> Number {
        Number { low: count.low, high: count.high, told: self.told(count.words), unit: count.unit.clone(), side: count.side }
    }
}

fn values(found: &[Found<String>]) -> Vec<String> {
    found.iter().map(|found| found.value.clone()).collect()
}
