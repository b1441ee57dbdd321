//! `standoff brief`: a page about two sides, a party or a place.

use crate::about;
use crate::cli::BriefOptions;
use crate::failure::{self, Failure};
use crate::ledger::selected::Selected;
use crate::ledger::{self, entries, series};
use export::brief::{self, Brief};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};

/// Runs the command.
pub fn run(options: &BriefOptions) -> Result<u8, Failure> {
    let ledger = ledger::reading(&options.ledger)?;
    let selected = Selected::of(&ledger, &options.filter)?;
    let counted = series::counted(&ledger, &selected, &options.filter, options.by)?;
    let entries = selected.entries(None)?;
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
        commitments: selected.commitments(&entries)?,
        tallies: entries::tallies(&ledger, ledger.tallies()?.into_iter().filter(|one| events.contains(&one.event)))?,
        entries,
        versions: std::iter::once(about::program()).chain(versions).collect(),
    };
    let Some(path) = &options.output else {
        io::stdout().write_all(brief::markdown(&brief).as_bytes())?;
        return Ok(failure::ALL_READ);
    };
    let is_page = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("html"));
    let page = if is_page { brief::html(&brief) } else { brief::markdown(&brief) };
    fs::write(path, page).map_err(|error| Failure::new(format!("`{}` cannot be written: {error}", path.display())))?;
    Ok(failure::ALL_READ)
}
