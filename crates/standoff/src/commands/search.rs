//! `standoff search`: articles by words.

use crate::cli::{ListFormat, SearchOptions};
use crate::failure::{self, Failure};
use crate::ledger::{self, output};
use document::Date;
use serde::Serialize;
use std::io::{self, BufWriter};

/// One article that was found.
#[derive(Serialize)]
struct Found<'h> {
    report: &'h str,
    title: Option<&'h str>,
    publisher: Option<&'h str>,
    published: Option<Date>,
    snippet: &'h str,
}

/// Runs the command.
pub fn run(options: &SearchOptions) -> Result<u8, Failure> {
    let ledger = ledger::reading(&options.list.ledger)?;
    let hits = ledger.search(&options.query, options.limit)?;
    let found: Vec<Found> = hits
        .iter()
        .map(|hit| Found {
            report: &hit.given_id,
            title: hit.title.as_deref(),
            publisher: hit.publisher.as_deref(),
            published: hit.published,
            snippet: &hit.snippet,
        })
        .collect();
    let rows = found.iter().map(|hit| {
        let day = hit.published.map(|day| day.to_string()).unwrap_or_default();
        let name = |words: Option<&str>| words.unwrap_or_default().to_string();
        vec![hit.report.to_string(), day, name(hit.publisher), name(hit.title), hit.snippet.to_string()]
    });
    let header = ["report", "published", "publisher", "title", "snippet"];
    match output::format(options.list.format) {
        ListFormat::Table => output::print(&export::ledger::table::render(&header, rows, output::width()))?,
        ListFormat::Csv => export::csv::write_cells(&mut io::stdout().lock(), &header, rows)?,
        ListFormat::Jsonl => export::ledger::write_lines(&mut BufWriter::new(io::stdout().lock()), &found)?,
    }
    Ok(failure::ALL_READ)
}
