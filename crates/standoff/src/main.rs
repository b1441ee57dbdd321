//! The program: reads the command line and runs the stages in their order.
//!
//! ```text
//! ingest::read -> clean::clean -> annotate -> code -> export
//! ```
//!
//! [`stages`] is that order for one article; `commands` has a module for each command. Nothing is decided here about texts or events.

mod articles;
mod cli;
mod commands;
mod examples;
mod failure;
mod parallel;
mod tools;

use clap::Parser;
use cli::{Cli, Command};
use code::Coding;
use document::{Article, Document};
use failure::Failure;
use std::process::ExitCode;
use tools::Tools;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match &cli.command {
        Command::Code(options) => commands::code::run(options),
        Command::Explain(options) => commands::explain::run(options),
        Command::Parse(options) => commands::parse::run(options),
        Command::Check(options) => commands::check::run(options),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("standoff: {failure}");
            ExitCode::from(failure::USAGE)
        }
    }
}

/// The stages for one article; `ingest` comes before and `export` after.
fn stages(article: &Article, tools: &Tools) -> (Document, Coding) {
    let text = clean::clean(article);
    let document = tools.annotator.annotate(text);
    let coding = tools.coder.code(&document);
    (document, coding)
}
