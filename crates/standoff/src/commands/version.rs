//! `standoff --version`: the versions of program, knowledge and model, and whose places the gazetteer holds.

use crate::failure::{ALL_READ, Failure};
use knowledge::Knowledge;
use model::Model;
use std::io::Write;

/// Runs the command.
pub fn run() -> Result<u8, Failure> {
    let model = Model::embedded().map_err(|error| Failure::new(format!("the built-in model is damaged: {error}")))?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "standoff {}", env!("CARGO_PKG_VERSION"))?;
    writeln!(out, "knowledge {}", Knowledge::embedded().version)?;
    writeln!(out, "model {} (CC BY-SA 4.0; see models/LICENSE.md)", model.version())?;
    writeln!(out, "places from GeoNames (https://www.geonames.org), CC BY 4.0, modified")?;
    Ok(ALL_READ)
}
