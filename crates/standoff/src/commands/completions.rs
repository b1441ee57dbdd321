//! `standoff completions`: what a shell needs to complete commands and flags.

use crate::cli::CompletionsOptions;
use crate::failure::{ALL_READ, Failure};
use std::io::Write;

/// Runs the command.
pub fn run(options: &CompletionsOptions, mut command: clap::Command) -> Result<u8, Failure> {
    let mut written = Vec::new();
    clap_complete::generate(options.shell, &mut command, "standoff", &mut written);
    std::io::stdout().write_all(&written)?;
    Ok(ALL_READ)
}
