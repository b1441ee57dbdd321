//! `standoff incidents`: the incidents of a ledger, one at a time, so that memory stays flat however many there are.

use crate::cli::{IncidentsOptions, ListFormat};
use crate::failure::{self, Failure};
use crate::ledger::entries::Entries;
use crate::ledger::selected::Selected;
use crate::ledger::{self, output};
use export::columns;
use export::ledger::incidents;
use std::io::{self, BufWriter, Write};

/// Runs the command.
pub fn run(options: &IncidentsOptions) -> Result<u8, Failure> {
    let ledger = ledger::reading(&options.list.ledger)?;
    let format = output::format(options.list.format);
    let limit = output::limit(options.limit, options.list.format);
    let selected = Selected::of(&ledger, &options.filter)?;
    if format == ListFormat::Table {
        let shown = selected.entries(limit)?;
        output::print(&incidents::table(&shown, output::width()))?;
        selected.say_cut(shown.len())?;
        return Ok(failure::ALL_READ);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    if format == ListFormat::Csv {
        columns::write_header(&mut out, incidents::COLUMNS)?;
    }
    let mut filled = Entries::new(&ledger);
    selected.each(limit, |incident| {
        let entry = filled.of(incident)?;
        match format {
            ListFormat::Csv => columns::write_rows(&mut out, incidents::COLUMNS, std::slice::from_ref(&entry))?,
            _ => export::ledger::write_lines(&mut out, [incidents::record(&entry)])?,
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(failure::ALL_READ)
}
