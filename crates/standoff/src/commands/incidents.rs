//! `standoff incidents`: the incidents of a ledger, one at a time, so that memory stays flat however many there are.

use crate::cli::{IncidentsOptions, ListFormat};
use crate::failure::{self, Failure};
use crate::ledger::entries::{self, Entries};
use crate::ledger::{self, output};
use export::columns;
use export::ledger::incidents;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;

/// How many incidents a table shows where the user does not say.
const TABLE: usize = 100;

/// Runs the command.
pub fn run(options: &IncidentsOptions) -> Result<u8, Failure> {
    let ledger = ledger::reading(&options.list.ledger)?;
    let format = output::format(options.list.format);
    let limit = options.limit.or((format == ListFormat::Table).then_some(TABLE));
    let filter = entries::filter(&options.filter, limit);
    if format == ListFormat::Table {
        let shown = entries::entries(&ledger, &options.filter, limit)?;
        output::print(&incidents::table(&shown, output::width()))?;
        let all = ledger.count_incidents(&filter)?;
        if all > shown.len() as u64 {
            eprintln!("standoff: {} of {all} incidents are shown; --limit shows more", shown.len());
        }
        return Ok(failure::ALL_READ);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    if format == ListFormat::Csv {
        columns::write_header(&mut out, incidents::COLUMNS)?;
    }
    let mut filled = Entries::new(&ledger, options.filter.until);
    let mut broken = None;
    ledger.each_incident(&filter, |incident| {
        let written = filled.of(incident).and_then(|entry| {
            match format {
                ListFormat::Csv => columns::write_rows(&mut out, incidents::COLUMNS, std::slice::from_ref(&entry))?,
                _ => export::ledger::write_lines(&mut out, [incidents::record(&entry)])?,
            }
            Ok(())
        });
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(failure) => {
                broken = Some(failure);
                ControlFlow::Break(())
            }
        }
    })?;
    out.flush()?;
    broken.map_or(Ok(failure::ALL_READ), Err)
}
