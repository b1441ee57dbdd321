//! `standoff stats`: what a ledger holds.

use crate::cli::StatsOptions;
use crate::failure::{self, Failure};
use crate::ledger;
use document::Date;
use std::io::{self, BufWriter, Write};

/// Runs the command.
pub fn run(options: &StatsOptions) -> Result<u8, Failure> {
    let stats = ledger::reading(&options.ledger)?.stats()?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut line = |name: &str, value: String| writeln!(out, "{name:<16} {value}");
    line("ledger", options.ledger.ledger.display().to_string())?;
    line("schema", stats.version.to_string())?;
    line("bytes", stats.size.to_string())?;
    for (name, number) in &stats.counts {
        line(name, number.to_string())?;
    }
    let days = |days: Option<(Date, Date)>| days.map_or_else(|| "-".to_string(), |(first, last)| format!("{first} to {last}"));
    line("published", days(stats.published))?;
    line("happened", days(stats.happened))?;
    for (knowledge, model, codings) in &stats.versions {
        line("coded with", format!("{knowledge}, {model}: {codings}"))?;
    }
    if stats.loose > 0 {
        line("not yet grouped", format!("{} texts; `standoff add` completes them", stats.loose))?;
    }
    out.flush()?;
    Ok(failure::ALL_READ)
}
