//! `standoff tension`: incidents counted by day, week or month.

use crate::cli::{ListFormat, TensionOptions};
use crate::failure::{self, Failure};
use crate::ledger::selected::Selected;
use crate::ledger::{self, output, series};
use export::ledger::tension;

/// Runs the command.
pub fn run(options: &TensionOptions) -> Result<u8, Failure> {
    let ledger = ledger::reading(&options.list.ledger)?;
    let selected = Selected::of(&ledger, &options.filter)?;
    let counted = series::counted(&ledger, &selected, &options.filter, options.by)?;
    if let Some(path) = &options.svg {
        output::file(path, &export::figure::tension(&counted.chart))?;
    }
    if output::format(options.list.format) == ListFormat::Table {
        output::print(&export::plot::tension(&counted.chart, output::look()))?;
    }
    let rows = counted.chart.rows;
    output::list(options.list.format, &tension::LIST, |take| rows.into_iter().try_for_each(take))?;
    for (reason, number) in &counted.left_out {
        eprintln!("standoff: {number} incidents {reason} stand on no point");
    }
    Ok(failure::ALL_READ)
}
