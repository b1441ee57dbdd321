//! `standoff --version`: the versions of program, knowledge and model, and whose places the gazetteer holds.

use crate::failure::{ALL_READ, Failure};
use knowledge::Knowledge;
use model::Model;
use std::io::Write;

/// Runs the command.
pub fn run() -> Result<u8, Failure> {
    let damaged = |error| Failure::new(format!("a built-in model is damaged: {error}"));
    let (fast, accurate) = (Model::fast().map_err(damaged)?, Model::accurate().map_err(damaged)?);
    let mut out = std::io::stdout().lock();
    writeln!(out, "standoff {}", export::VERSION)?;
    writeln!(out, "knowledge {}", Knowledge::embedded().version)?;
    writeln!(out, "models {}, {} (CC BY-SA 4.0; see models/LICENSE.md)", fast.version(), accurate.version())?;
    writeln!(out, "{}", export::PLACES_NOTICE)?;
    Ok(ALL_READ)
}
