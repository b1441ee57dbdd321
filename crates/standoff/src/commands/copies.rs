//! `standoff copies`: pairs of articles whose text comes from one hand.

use crate::cli::ListOptions;
use crate::failure::{self, Failure};
use crate::ledger::entries::Entries;
use crate::ledger::{self, output};
use export::ledger::copies::{self, CopyRow};

/// Runs the command.
pub fn run(options: &ListOptions) -> Result<u8, Failure> {
    let ledger = ledger::reading(&options.ledger)?;
    let mut entries = Entries::new(&ledger);
    let mut rows = Vec::new();
    let pairs = ledger.copies()?;
    for pair in pairs.iter().take(output::shown(options.format)) {
        let (first, second) = (entries.report(pair.first)?.report, entries.report(pair.second)?.report);
        rows.push(CopyRow::of(pair, &first, &second));
    }
    output::write(options.format, &rows, copies::COLUMNS, |row| row, copies::table)?;
    output::say_cut(rows.len(), pairs.len(), "pairs of copies");
    Ok(failure::ALL_READ)
}
