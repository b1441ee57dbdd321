//! `standoff commitments`: agreements, announcements and threats, and what became of them.

use crate::cli::IncidentsOptions;
use crate::failure::{self, Failure};
use crate::ledger::selected::Selected;
use crate::ledger::{self, output};
use export::ledger::commitments;

/// Runs the command.
pub fn run(options: &IncidentsOptions) -> Result<u8, Failure> {
    let IncidentsOptions { list, filter, limit } = options;
    let ledger = ledger::reading(&list.ledger)?;
    let (entries, all) = Selected::of(&ledger, filter)?.commitments(output::limit(*limit, list.format))?;
    output::write(list.format, &entries, commitments::COLUMNS, commitments::record, commitments::table)?;
    output::say_cut(entries.len(), all, "commitments");
    Ok(failure::ALL_READ)
}
