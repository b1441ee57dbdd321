//! `standoff copies`: pairs of articles whose text comes from one hand.

use crate::cli::CopiesOptions;
use crate::failure::{self, Failure};
use crate::ledger::entries::Entries;
use crate::ledger::{self, output};
use export::ledger::copies::{self, CopyRow};

/// Runs the command.
pub fn run(options: &CopiesOptions) -> Result<u8, Failure> {
    let CopiesOptions { list, limit } = options;
    let ledger = ledger::reading(&list.ledger)?;
    let mut entries = Entries::new(&ledger);
    let mut rows = Vec::new();
    let pairs = ledger.copies()?;
    for pair in pairs.iter().take(output::limit(*limit, list.format).unwrap_or(usize::MAX)) {
        let (first, second) = (entries.report(pair.first)?.report, entries.report(pair.second)?.report);
        rows.push(CopyRow::of(pair, &first, &second));
    }
    output::write(list.format, &rows, copies::COLUMNS, |row| row, copies::table)?;
    output::say_cut(rows.len(), pairs.len() as u64, "pairs of copies");
    Ok(failure::ALL_READ)
}
