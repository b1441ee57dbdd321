//! `standoff train`: a model out of the weights that the training script leaves.

use crate::cli::TrainOptions;
use crate::failure::{ALL_READ, Failure};

/// Runs the command.
pub fn run(options: &TrainOptions) -> Result<u8, Failure> {
    let bytes = train::make(&options.weights, &options.version, &options.out).map_err(|error| Failure::new(error.to_string()))?;
    eprintln!("standoff: {}.model has {bytes} bytes", options.version);
    Ok(ALL_READ)
}
