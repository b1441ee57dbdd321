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
    let pairs = ledger.copies()?;
    let limit = output::limit(*limit, list.format).unwrap_or(usize::MAX);
    let shown = output::list(list.format, &copies::LIST, |take| {
        pairs.iter().take(limit).try_for_each(|pair| {
            let (first, second) = (entries.report(pair.first)?.report, entries.report(pair.second)?.report);
            take(CopyRow::of(pair, &first, &second))
        })
    })?;
    output::say_cut(shown, pairs.len() as u64, "pairs of copies");
    Ok(failure::ALL_READ)
}
