//! Incidents: mentions of one happening, joined, with what their reports agree on and what not. References run backward only:
//! an incident names events, no event names an incident.

use crate::{Assertion, Category, EventId};
use document::{Date, DocumentId};
use std::fmt;

/// One happening with all its mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    /// Named after its first mention, so that it keeps its name while later reports come in.
    pub id: IncidentId,
    /// The mentions in order of publication, document and text.
    pub mentions: Vec<EventId>,
    /// The reports that mention it, in the same order, each once.
    pub reports: Vec<DocumentId>,
    /// The newsrooms and offices whose own text mentions it; all copies of a text count with its first author.
    pub origins: Vec<String>,
    /// PLOVER's category: the one that most mentions have.
    pub category: Category,
    /// The modes that any mention of that category has, in order.
    pub modes: Vec<String>,
    /// The CAMEO code that most mentions of the category have.
    pub cameo: Option<String>,
    /// PLOVER's score: the strongest that a mention of the category has.
    pub scale: f64,
    /// Who did it.
    pub actors: Vec<Participant>,
    /// To whom.
    pub recipients: Vec<Participant>,
    /// Actual where any mention says so, else what most say.
    pub assertion: Assertion,
    /// Whether every mention is background from the past.
    pub historical: bool,
    /// First and last day, where known.
    pub days: Option<(Date, Date)>,
    /// Where, by the mention that says it most exactly.
    pub site: Option<Site>,
    /// The first and the last day of publication of its reports.
    pub reported: Option<(Date, Date)>,
    /// Numbers and blame by source, in order of publication.
    pub claims: Vec<Claim>,
    /// Who denies the act, a part in it or an effect claimed.
    pub denied_by: Vec<String>,
    /// Where it stands.
    pub status: Status,
    /// What the reports say of dates, places and numbers, and whether they agree.
    pub facts: Vec<Fact>,
    /// Why each mention but the first belongs to it.
    pub reasons: Vec<Reason>,
}

/// An incident's id, printed as `in_` and sixteen hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IncidentId(pub u64);

impl fmt::Display for IncidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "in_{:016x}", self.0)
    }
}

impl fmt::Debug for IncidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A side of an incident.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Participant {
    /// The country's or organisation's code.
    pub code: Option<String>,
    /// PLOVER's sector.
    pub sector: Option<String>,
    /// The canonical name, else the words of the first mention that has any.
    pub name: Option<String>,
}

/// Where an incident took place.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// The name in the gazetteer, else the words.
    pub name: String,
    /// The GeoNames id.
    pub geonameid: Option<u32>,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
    /// The first-level division.
    pub province: Option<String>,
    /// The country's code.
    pub country_code: Option<String>,
    /// 5 a part of a city, 4 city, 3 district, 2 province, 1 country.
    pub resolution: Option<u8>,
}

/// What a source says of a disputable field.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Of what.
    pub field: ClaimField,
    /// The code of the party that says so, else the outlet or the words that name the source.
    pub by: String,
    /// The number's bounds; none for blame.
    pub number: Option<(f64, Option<f64>)>,
    /// Whom the source blames; empty where it denies that it was its side and names no other.
    pub actors: Vec<String>,
    /// The mention that says so.
    pub event: EventId,
}

/// What claims are about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimField {
    /// Deaths.
    Dead,
    /// Injuries.
    Injured,
    /// Arrests and captives.
    Arrested,
    /// The size of a force, crowd or convoy.
    Size,
    /// Things counted: `aircraft`, `balloon`.
    Counted(String),
    /// Who did it.
    Blame,
}

impl ClaimField {
    /// Its name in records: `dead`, `blame`, or the noun that is counted.
    pub fn name(&self) -> &str {
        match self {
            ClaimField::Dead => "dead",
            ClaimField::Injured => "injured",
            ClaimField::Arrested => "arrested",
            ClaimField::Size => "size",
            ClaimField::Counted(noun) => noun,
            ClaimField::Blame => "blame",
        }
    }
}

/// Where an incident stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Told by a party against its own interest, or by several, or by no interested party.
    Confirmed,
    /// Rests on the word of one interested party or its side's media about the other side.
    OneSided,
    /// Somebody denies the act, a part in it or an effect claimed.
    Disputed,
}

impl Status {
    /// All values.
    pub const ALL: [Status; 3] = [Status::Confirmed, Status::OneSided, Status::Disputed];

    /// Its name in records.
    pub fn name(self) -> &'static str {
        ["confirmed", "one-sided", "disputed"][self as usize]
    }

    /// The value of that name.
    pub fn from_name(name: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|value| value.name() == name)
    }
}

/// What the reports say of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// `date`, `place`, `dead`, `injured`, `arrested`, `size` or a noun that is counted.
    pub field: String,
    /// The values told, in order of their first mention.
    pub values: Vec<FactValue>,
    /// Whether all values can be true at once.
    pub agreed: bool,
}

/// One value of a field and who gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct FactValue {
    /// The value as words: a day, a place's name, a number's bounds.
    pub value: String,
    /// The sources that give it, in order of publication.
    pub by: Vec<String>,
    /// The mentions that give it.
    pub events: Vec<EventId>,
}

/// Why a mention belongs to an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The mention.
    pub event: EventId,
    /// The earlier mention that it resembles most.
    pub like: EventId,
    /// What speaks for it, as short words: `same day`, `same place`, `the same sentence in a copy`.
    pub because: Vec<String>,
}
