//! The commands, a module each. A command gives the exit code, or why it stopped.

pub mod check;
pub mod classify;
pub mod clean;
pub mod code;
pub mod completions;
pub mod eval;
pub mod explain;
pub mod offices;
pub mod parse;
pub mod train;
pub mod train_backoff;
pub mod version;
