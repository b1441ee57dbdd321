//! The program: reads the command line and runs the stages in their order.
//!
//! ```text
//! ingest::read -> clean::clean -> Annotator::annotate -> Coder::code -> export
//! ```
//!
//! [`stages`] is that order for one article, [`articles::each`] runs it over many; `commands` has a module for each command.
//! Nothing is decided here about texts or events.

mod about;
mod articles;
mod cli;
mod commands;
mod cross_check;
mod examples;
mod failure;
mod given;
mod layers;
mod ledger;
mod paragraph;
mod parallel;
mod progress;
mod tools;

use clap::{CommandFactory, Parser};
use cli::{Cli, Command};
use code::Coding;
use document::{Article, Document};
use failure::Failure;
use std::process::ExitCode;
use tools::Tools;

/// Coding makes and drops many small values, which takes this allocator half as long as that of most systems. It is built without huge pages: clearing
/// them takes longer than a start is to last.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match &cli.command {
        _ if cli.version => commands::version::run(),
        Some(Command::Code(options)) => commands::code::run(options),
        Some(Command::Explain(options)) => commands::explain::run(options),
        Some(Command::Clean(options)) => commands::clean::run(options),
        Some(Command::Parse(options)) => commands::parse::run(options),
        Some(Command::Classify(options)) => commands::classify::run(options),
        Some(Command::Check(options)) => commands::check::run(options),
        Some(Command::Eval(options)) => commands::eval::run(options),
        Some(Command::Train(options)) => commands::train::run(options),
        Some(Command::TrainBackoff(options)) => commands::train_backoff::run(options),
        Some(Command::Add(options)) => commands::add::run(options),
        Some(Command::Watch(options)) => commands::watch::run(options),
        Some(Command::Incidents(options)) => commands::incidents::run(options),
        Some(Command::Timeline(options)) => commands::timeline::run(options),
        Some(Command::Tension(options)) => commands::tension::run(options),
        Some(Command::Commitments(options)) => commands::commitments::run(options),
        Some(Command::Tallies(options)) => commands::tallies::run(options),
        Some(Command::Copies(options)) => commands::copies::run(options),
        Some(Command::Show(options)) => commands::show::run(options),
        Some(Command::Search(options)) => commands::search::run(options),
        Some(Command::Query(options)) => commands::query::run(options),
        Some(Command::Stats(options)) => commands::stats::run(options),
        Some(Command::Export(options)) => commands::export::run(options),
        Some(Command::Brief(options)) => commands::brief::run(options),
        Some(Command::Completions(options)) => commands::completions::run(options, Cli::command()),
        None => Err(Failure::new("no command was given; `standoff help` lists them")),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("standoff: {failure}");
            ExitCode::from(failure.code())
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
