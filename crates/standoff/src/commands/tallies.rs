//! `standoff tallies`: totals over periods that sources give.

use crate::cli::IncidentsOptions;
use crate::failure::{self, Failure};
use crate::ledger::selected::Selected;
use crate::ledger::{self, entries, output};
use export::ledger::tallies;
use store::Filter;

/// Runs the command.
pub fn run(options: &IncidentsOptions) -> Result<u8, Failure> {
    let IncidentsOptions { list, filter, limit } = options;
    let ledger = ledger::reading(&list.ledger)?;
    let filter = Filter { limit: output::limit(*limit, list.format), ..Selected::filter(filter) };
    let found = ledger.tallies(&filter)?;
    let shown = output::list(list.format, &tallies::LIST, |take| entries::each_tally(&ledger, found.into_iter(), take))?;
    output::say_cut(shown, ledger.count_tallies(&filter)?, "tallies");
    Ok(failure::ALL_READ)
}
