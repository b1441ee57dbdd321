//! Events: who is said to have done what to whom, when, where, how many and according to whom.
//!
//! An [`Event`] hangs on a document from outside: every field is a [`Found`] value that points at the characters that say so
//! and names the rule or model that asserts it. Whether a rule, a model or a person said it is a value, so that later stages
//! never ask. A [`Mention`] is an event without its document, a [`Report`] an article without its layers; mentions of one
//! happening are an [`Incident`]. This crate codes nothing, joins nothing and prints nothing.

mod category;
mod entity;
mod found;
mod incident;
mod ledger;
mod mention;
mod record;
mod report;
mod restored;
mod when;

pub use category::{Assertion, Category};
pub use entity::{Entity, Source, SourceKind};
pub use found::{Evidence, Found, Origin};
pub use incident::{Claim, ClaimField, Fact, FactValue, Incident, IncidentId, Participant, Reason, Site, Status};
pub use ledger::{Commitment, CommitmentKind, CopyKind, CopyPair, Fate, Outcome, Tally};
pub use mention::{DateBasis, Dating, Mention, Number, Party, Spot, Told, Voice, mentions, rule_file};
pub use record::{Count, Event, EventId, Place, Side};
pub use report::Report;
pub use restored::restored;
pub use when::{Granularity, Stretch, When};
