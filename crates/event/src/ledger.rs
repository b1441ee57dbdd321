//! What is known across reports beside incidents: copies of texts, commitments and what became of them, running tallies.

use crate::{EventId, IncidentId};
use document::{Date, DocumentId};

/// Two reports whose texts come from one hand.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyPair {
    /// The earlier report, by day of publication and id.
    pub first: DocumentId,
    /// The later one.
    pub second: DocumentId,
    /// How they differ.
    pub kind: CopyKind,
    /// The share of the shorter body that stands in the other, from 0 to 1.
    pub share: f64,
}

/// How two copies differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CopyKind {
    /// The same body under another headline or credit.
    Verbatim,
    /// The first paragraphs of the other.
    Abridged,
    /// Light rewriting, or the same text sent again with corrections.
    Reworded,
}

impl CopyKind {
    /// All values.
    pub const ALL: [CopyKind; 3] = [CopyKind::Verbatim, CopyKind::Abridged, CopyKind::Reworded];

    /// Its name in records.
    pub fn name(self) -> &'static str {
        ["verbatim", "abridged", "reworded"][self as usize]
    }

    /// The value of that name.
    pub fn from_name(name: &str) -> Option<CopyKind> {
        CopyKind::ALL.into_iter().find(|value| value.name() == name)
    }
}

/// An agreement, announcement or threat, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// The incident in which it was made.
    pub made: IncidentId,
    /// What kind.
    pub kind: CommitmentKind,
    /// What became of it, oldest first; empty where nothing is told.
    pub fate: Vec<Fate>,
}

/// The kinds of commitments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CommitmentKind {
    /// Agreed by several, or promised.
    Agreement,
    /// One side says what it will do.
    Announcement,
    /// One side says what it will do to the other.
    Threat,
}

impl CommitmentKind {
    /// All values.
    pub const ALL: [CommitmentKind; 3] = [CommitmentKind::Agreement, CommitmentKind::Announcement, CommitmentKind::Threat];

    /// Its name in records.
    pub fn name(self) -> &'static str {
        ["agreement", "announcement", "threat"][self as usize]
    }

    /// The value of that name.
    pub fn from_name(name: &str) -> Option<CommitmentKind> {
        CommitmentKind::ALL.into_iter().find(|value| value.name() == name)
    }
}

/// A later incident that tells what became of a commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    /// The later incident.
    pub incident: IncidentId,
    /// What it did to the commitment.
    pub outcome: Outcome,
    /// What links the two, as short words.
    pub because: Vec<String>,
}

/// What becomes of commitments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Observed.
    Kept,
    /// Acted against.
    Broken,
    /// Set aside for a time.
    Suspended,
    /// Done as said.
    CarriedOut,
    /// Made again.
    Renewed,
    /// Taken back.
    Revoked,
}

impl Outcome {
    /// All values.
    pub const ALL: [Outcome; 6] =
        [Outcome::Kept, Outcome::Broken, Outcome::Suspended, Outcome::CarriedOut, Outcome::Renewed, Outcome::Revoked];

    /// Its name in records.
    pub fn name(self) -> &'static str {
        ["kept", "broken", "suspended", "carried out", "renewed", "revoked"][self as usize]
    }

    /// The value of that name.
    pub fn from_name(name: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|value| value.name() == name)
    }
}

/// A total over a period that a source gives; never added to the incidents that it sums up.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// The mention that reports it.
    pub event: EventId,
    /// Tallies of one series count the same thing of the same sides by the same source: the series' name.
    pub series: String,
    /// Who counts: a code, an outlet or words.
    pub by: String,
    /// What is counted: `dead`, `balloon`.
    pub what: String,
    /// The lower bound.
    pub low: f64,
    /// The upper bound, or none where it is open.
    pub high: Option<f64>,
    /// On how many occasions, where said.
    pub occasions: Option<f64>,
    /// First and last day of the period, where known.
    pub period: Option<(Date, Date)>,
    /// The day of publication of the report.
    pub published: Option<Date>,
}
