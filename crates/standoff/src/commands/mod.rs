//! The commands, a module each.

pub mod check;
pub mod code;
pub mod explain;
pub mod parse;
