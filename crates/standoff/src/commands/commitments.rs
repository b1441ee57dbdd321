//! `standoff commitments`: agreements, announcements and threats, and what became of them.

use crate::cli::ListOptions;
use crate::failure::{self, Failure};
use crate::ledger::{self, entries, output};
use export::ledger::commitments;

/// Runs the command.
pub fn run(options: &ListOptions) -> Result<u8, Failure> {
    let ledger = ledger::reading(&options.ledger)?;
    let all = ledger.commitments()?;
    let number = all.len();
    let entries = entries::commitments(&ledger, all.into_iter().take(output::shown(options.format)))?;
    output::write(options.format, &entries, commitments::COLUMNS, commitments::record, commitments::table)?;
    output::say_cut(entries.len(), number, "commitments");
    Ok(failure::ALL_READ)
}
