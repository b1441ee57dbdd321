//! `standoff tallies`: totals over periods that sources give.

use crate::cli::ListOptions;
use crate::failure::{self, Failure};
use crate::ledger::{self, entries, output};
use export::ledger::tallies;

/// Runs the command.
pub fn run(options: &ListOptions) -> Result<u8, Failure> {
    let ledger = ledger::reading(&options.ledger)?;
    let all = ledger.tallies()?;
    let number = all.len();
    let entries = entries::tallies(&ledger, all.into_iter().take(output::shown(options.format)))?;
    output::write(options.format, &entries, tallies::COLUMNS, tallies::record, tallies::table)?;
    output::say_cut(entries.len(), number, "tallies");
    Ok(failure::ALL_READ)
}
