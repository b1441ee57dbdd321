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
    let mut selected = Selected::of(&ledger, filter)?;
    let limit = output::limit(*limit, list.format);
    let mut all = 0;
    let shown = output::list(list.format, &commitments::LIST, |take| {
        all = selected.each_commitment(limit, take)?;
        Ok(())
    })?;
    output::say_cut(shown, all, "commitments");
    Ok(failure::ALL_READ)
}
