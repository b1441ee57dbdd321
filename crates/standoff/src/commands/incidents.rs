//! `standoff incidents`: the incidents of a ledger, one at a time, so that memory stays flat however many there are.

use crate::cli::{IncidentsOptions, ListFormat};
use crate::failure::{self, Failure};
use crate::ledger::selected::Selected;
use crate::ledger::{self, output};
use export::ledger::incidents;

/// Runs the command.
pub fn run(options: &IncidentsOptions) -> Result<u8, Failure> {
    let IncidentsOptions { list, filter, limit } = options;
    let ledger = ledger::reading(&list.ledger)?;
    let limit = output::limit(*limit, list.format);
    let selected = Selected::of(&ledger, filter)?;
    let shown = output::list(list.format, &incidents::LIST, |take| selected.each_entry(limit, take))?;
    if output::format(list.format) == ListFormat::Table {
        selected.say_cut(shown)?;
    }
    Ok(failure::ALL_READ)
}
