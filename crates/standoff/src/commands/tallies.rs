//! `standoff tallies`: totals over periods that sources give.

use crate::cli::ListOptions;
use crate::failure::{self, Failure};
use crate::ledger::{self, entries, output};
use export::ledger::tallies;

/// Runs the command.
pub fn run(options: &ListOptions) -> Result<u8, Failure> {
    let ledger = ledger::reading(&options.ledger)?;
    let shown = output::shown(options.format);
    let entries = entries::tallies(&ledger, shown, |_| true)?;
    output::write(options.format, &entries, tallies::COLUMNS, tallies::record, tallies::table)?;
    output::say_cut(entries.len(), ledger.tallies()?.len(), "tallies");
    Ok(failure::ALL_READ)
}
