//! `standoff commitments`: agreements, announcements and threats, and what became of them.

use crate::cli::ListOptions;
use crate::failure::{self, Failure};
use crate::ledger::{self, entries, output};
use export::ledger::commitments;

/// Runs the command.
pub fn run(options: &ListOptions) -> Result<u8, Failure> {
    let ledger = ledger::reading(&options.ledger)?;
    let shown = output::shown(options.format);
    let entries = entries::commitments(&ledger, shown, |_| true)?;
    output::write(options.format, &entries, commitments::COLUMNS, commitments::record, commitments::table)?;
    output::say_cut(entries.len(), ledger.commitments()?.len(), "commitments");
    Ok(failure::ALL_READ)
}
