//! `standoff train`: the language model, from treebanks.

use crate::cli::TrainOptions;
use crate::failure::{ALL_READ, Failure};
use train::Options;

/// Runs the command.
pub fn run(options: &TrainOptions) -> Result<u8, Failure> {
    let training = Options { data: options.data.clone(), output: options.out.clone(), ..Options::default() };
    train::train(&training, &mut |line| eprintln!("{line}")).map_err(|error| Failure::new(error.to_string()))?;
    Ok(ALL_READ)
}
