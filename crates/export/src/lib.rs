//! Writes events out: JSON Lines by the contract, CSV, a table for people, the tables of the field, and brat stand-off.
//!
//! [`record`] is the border where spans become words and code points; every format is made from its records. The field's tables
//! ([`tables`]) look at an event as [`told`] shows it; what each column holds stands in `docs/formats.md`. This crate knows events
//! and documents and never who coded them, and it opens no files: it writes to what it is given.

mod acled;
pub mod brat;
pub mod brief;
mod cameo;
mod cameo_actor;
mod cells;
mod chart;
pub mod columns;
mod countries;
pub mod csv;
pub mod figure;
mod gdelt;
pub mod geojson;
mod icews;
pub mod jsonl;
pub mod ledger;
mod page;
pub mod panel;
mod petrarch;
pub mod plot;
mod polecat;
pub mod record;
pub mod show;
pub mod table;
pub mod tables;
mod together;
pub mod told;
mod ucdp;

pub use chart::{Chart, QUADS};
pub use record::{Record, article, record, records};

/// The JSON Schema that every line of [`jsonl`] satisfies.
pub const SCHEMA: &str = include_str!("../event.schema.json");

/// The program's version, which some tables state.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Whose facts the coordinates are.
pub const PLACES_NOTICE: &str = "places from GeoNames (https://www.geonames.org), CC BY 4.0, modified";
