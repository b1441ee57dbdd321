//! Events: who is said to have done what to whom, when, where, how many and according to whom.
//!
//! An [`Event`] hangs on a document from outside: every field is a [`Found`] value that points at the characters that say so
//! and names the rule or model that asserts it. Whether a rule, a model or a person said it is a value, so that later stages
//! never ask. This crate codes nothing and prints nothing.

mod category;
mod entity;
mod found;
mod record;
mod when;

pub use category::{Assertion, Category};
pub use entity::{Entity, Source, SourceKind};
pub use found::{Evidence, Found, Origin};
pub use record::{Count, Event, EventId, Place, Side};
pub use when::{Granularity, Stretch, When};
