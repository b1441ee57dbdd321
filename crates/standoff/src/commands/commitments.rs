//! `standoff commitments`: agreements, announcements and threats, and what became of them.

use crate::cli::ListOptions;
use crate::failure::{self, Failure};
use crate::ledger::{self, entries, output};
use export::ledger::commitments;

/// Runs the command.
pub fn run(options: &ListOptions) -> Result<u8, Failure> {
    let ledger = ledger::reading(&options.ledger)?;
    let entries = entries::commitments(&ledger, |_| true)?;
    output::write(options.format, &entries, commitments::COLUMNS, commitments::record, commitments::table)?;
    Ok(failure::ALL_READ)
}
