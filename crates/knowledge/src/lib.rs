//! Everything political, as text: rules, operators, word classes, actors, roles, places, and how they are read.
//!
//! [`Knowledge::embedded`] reads what is compiled in, [`Knowledge::layered`] lays other files over it, among them the field's own
//! [`dictionaries`]. A bad line is a [`Problem`] that
//! names file, line and words as a compiler does; reading goes on behind it, so that one run shows all of them. This crate
//! looks things up and matches nothing: the engine is in `code`.

mod actors;
mod attribution;
mod cameo;
mod classes;
pub mod dictionaries;
pub mod gazetteer;
mod load;
mod offices;
mod ontology;
mod operators;
mod overriding;
mod places;
mod problem;
mod records;
mod roles;
mod rules;
mod titles;
mod topics;
mod triggers;

pub use actors::{Actor, ActorKind, Actors, DatedCode, NameEntry, NameUse};
pub use attribution::Attribution;
pub use cameo::{CameoActor, CameoCodes, CameoEvent};
pub use classes::{ClassNumber, Classes};
pub use load::{Knowledge, SourceFile, embedded_files};
pub use offices::{COLUMNS, Office, Sure};
pub use ontology::{Breadth, ContextWords, ModeWords, Ontology};
pub use operators::{Effect, Operator, OperatorWords};
pub use places::{GazetteerEntry, NamedBy, Places};
pub use problem::Problem;
pub use records::{extend_normalised, normalised};
pub use roles::{Role, RoleKind, Roles};
pub use rules::{Condition, Content, Example, ExampleField, Rule, SlotSpec, Target, Test};
pub use titles::{Asked, TitleKind, Titles};
pub use topics::{Topic, Topics};
pub use triggers::{Atom, Demand, PartOfSpeech, Path, Trigger, WordTest};
