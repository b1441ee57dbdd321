//! Writes events out: JSON Lines by the contract, CSV, and a table for people.
//!
//! [`record`] is the border where spans become words and code points; every format is made from its records. This crate knows
//! events and documents and never who coded them, and it opens no files: it writes to what it is given.

pub mod csv;
pub mod jsonl;
pub mod record;
pub mod table;

pub use record::{Record, article, record, records};

/// The JSON Schema that every line of [`jsonl`] satisfies.
pub const SCHEMA: &str = include_str!("../event.schema.json");
