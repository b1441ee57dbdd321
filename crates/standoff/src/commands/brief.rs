//! `standoff brief`: a page about two sides, a party or a place.

use crate::about;
use crate::cli::BriefOptions;
use crate::failure::{self, Failure};
use crate::ledger::selected::Selected;
use crate::ledger::{self, entries, output, series};
use export::brief::{self, Brief};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Runs the command.
pub fn run(options: &BriefOptions) -> Result<u8, Failure> {
    let ledger = ledger::reading(&options.ledger)?;
    let mut selected = Selected::of(&ledger, &options.filter)?;
    let counted = series::counted(&ledger, &selected, &options.filter, options.by)?;
    let entries = selected.newest(options.limit)?;
    let events: BTreeSet<_> = entries.iter().flat_map(|entry| entry.incident.mentions.iter().copied()).collect();
    let first = counted.chart.rows.first().map(|row| row.date);
    let since = options.filter.since.or(first);
    let since = since.ok_or_else(|| Failure::new("the ledger has nothing on this; `standoff incidents` lists what it has"))?;
    let versions =
        ledger.stats()?.versions.into_iter().map(|(knowledge, model, _)| format!("knowledge {knowledge}, model {model}"));
    let brief = Brief {
        about: series::title(&options.filter),
        since,
        until: options.filter.until,
        chart: counted.chart,
        left_out: counted.left_out,
        commitments: selected.commitments_of(&entries)?,
        tallies: entries::tallies(&ledger, ledger.tallies_of(&events, &Selected::filter(&options.filter))?.into_iter())?,
        summary: counted.summary,
        entries,
        versions: std::iter::once(about::program()).chain(versions).collect(),
    };
    let Some(path) = &options.output else {
        io::stdout().write_all(brief::markdown(&brief).as_bytes())?;
        return Ok(failure::ALL_READ);
    };
    output::page(path, || brief::html(&brief), || brief::markdown(&brief))?;
    Ok(failure::ALL_READ)
}
