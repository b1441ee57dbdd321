//! The commands, a module each. A command gives the exit code, or why it stopped.

pub mod add;
pub mod brief;
pub mod check;
pub mod classify;
pub mod clean;
pub mod code;
pub mod commitments;
pub mod completions;
pub mod copies;
mod crises;
pub mod eval;
pub mod explain;
pub mod export;
pub mod incidents;
pub mod offices;
pub mod parse;
pub mod query;
pub mod search;
pub mod show;
pub mod stats;
pub mod tallies;
pub mod tension;
pub mod timeline;
pub mod train;
pub mod train_backoff;
pub mod version;
pub mod watch;
