//! The command line: every command and flag with its help, defined once.

use clap::{Args, Parser, Subcommand, ValueEnum};
use document::Date;
use std::path::PathBuf;

/// Reads news articles and writes down who is said to have done what to whom.
#[derive(Parser)]
#[command(name = "standoff", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Code events from articles
    Code(CodeOptions),
    /// Show each sentence with its tree, and why each event was, or was not, coded
    Explain(ExplainOptions),
    /// Print sentences with tags and trees as CoNLL-U
    Parse(ParseOptions),
    /// Load knowledge and run every rule's examples
    Check(CheckOptions),
}

/// What to read.
#[derive(Args)]
pub struct InputOptions {
    /// Files, folders, or `-` for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// The publication date of every article, as 2024-06-18
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub published: Option<Date>,
    /// The publisher of every article
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,
    /// How many articles to work on at once [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

/// What to read with.
#[derive(Args)]
pub struct ToolOptions {
    /// The language model: `fast`, which is built in, or the path of a .model file
    #[arg(long, value_name = "MODEL", default_value = "fast")]
    pub model: String,
    /// Lay a folder of your own knowledge over the built-in
    #[arg(long, value_name = "DIR")]
    pub knowledge: Option<PathBuf>,
}

/// Options of `code`.
#[derive(Args)]
pub struct CodeOptions {
    #[command(flatten)]
    pub input: InputOptions,
    #[command(flatten)]
    pub tools: ToolOptions,
    /// How to write events [default: table on a terminal, jsonl otherwise]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The formats of `code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for people
    Table,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values, one event a row
    Csv,
}

/// Options of `explain`.
#[derive(Args)]
pub struct ExplainOptions {
    #[command(flatten)]
    pub input: InputOptions,
    #[command(flatten)]
    pub tools: ToolOptions,
    /// Only the sentence of this number, counted from one in each article
    #[arg(long, value_name = "N")]
    pub sentence: Option<usize>,
    /// Leave out trees, and sentences without an event
    #[arg(long)]
    pub events_only: bool,
}

/// Options of `parse`.
#[derive(Args)]
pub struct ParseOptions {
    #[command(flatten)]
    pub input: InputOptions,
    /// The language model: `fast`, which is built in, or the path of a .model file
    #[arg(long, value_name = "MODEL", default_value = "fast")]
    pub model: String,
}

/// Options of `check`.
#[derive(Args)]
pub struct CheckOptions {
    /// A folder to lay over the built-in knowledge
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Only files whose path contains this, such as `ASSAULT/` or `beat.rule`
    #[arg(long, value_name = "PATTERN")]
    pub only: Option<String>,
    /// The language model: `fast`, which is built in, or the path of a .model file
    #[arg(long, value_name = "MODEL", default_value = "fast")]
    pub model: String,
    /// How many examples to work on at once [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

fn date(text: &str) -> Result<Date, String> {
    ingest::parse_published(text).ok_or_else(|| "write a date as 2024-06-18".to_string())
}
