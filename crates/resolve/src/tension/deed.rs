//! What of an incident the count needs. Who reads a ledger fills these few fields and leaves mentions, claims and facts where they are.

use document::Date;
use event::{Assertion, Category, Incident, IncidentId};

/// An incident as a series sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// The incident.
    pub incident: IncidentId,
    /// PLOVER's category, which gives the quad class.
    pub category: Category,
    /// PLOVER's score, negative for conflict.
    pub score: f64,
    /// First and last day of the act, where known.
    pub days: Option<(Date, Date)>,
    /// The day of its first report, if any report has one.
    pub published: Option<Date>,
    /// Whether it is said to have happened.
    pub assertion: Assertion,
    /// Between whom and where it was; nothing where a series is not asked to select by it. Apart from the rest, so that a hundred thousand
    /// deeds lie close together.
    pub scene: Option<Box<Scene>>,
}

/// Between whom and where a deed was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scene {
    /// Codes of those who did it, each once, in order of the alphabet.
    pub actors: Vec<String>,
    /// Codes of those to whom it was done.
    pub recipients: Vec<String>,
    /// The code of the country where it took place.
    pub country: Option<String>,
    /// The name of the place.
    pub place: Option<String>,
}

impl Deed {
    /// What the count needs of an incident.
    pub fn of(incident: &Incident) -> Deed {
        Deed {
            incident: incident.id,
            category: incident.category,
            score: incident.scale,
            days: incident.days,
            published: incident.reported.map(|(first, _)| first),
            assertion: incident.assertion,
            scene: Some(Box::new(Scene::of(incident))),
        }
    }
}

impl Scene {
    fn of(incident: &Incident) -> Scene {
        let codes = |side: &[event::Participant]| {
            let mut codes: Vec<String> = side.iter().filter_map(|one| one.code.clone()).collect();
            codes.sort();
            codes.dedup();
            codes
        };
        Scene {
            actors: codes(&incident.actors),
            recipients: codes(&incident.recipients),
            country: incident.site.as_ref().and_then(|site| site.country_code.clone()),
            place: incident.site.as_ref().map(|site| site.name.clone()),
        }
    }
}
