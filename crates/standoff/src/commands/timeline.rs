//! `standoff timeline`: incidents on a line of time.

use crate::cli::{IncidentsOptions, ListFormat};
use crate::failure::{self, Failure};
use crate::ledger::selected::Selected;
use crate::ledger::{self, output};
use export::ledger::timeline;
use std::io::{self, IsTerminal};

/// How many incidents are shown to people where the user does not say.
const TABLE: usize = 200;

/// Runs the command.
pub fn run(options: &IncidentsOptions) -> Result<u8, Failure> {
    let ledger = ledger::reading(&options.list.ledger)?;
    let format = output::format(options.list.format);
    let limit = options.limit.or((format == ListFormat::Table).then_some(TABLE));
    let mut entries = Selected::of(&ledger, &options.filter)?.entries(limit)?;
    timeline::sort(&mut entries);
    if format == ListFormat::Table && io::stdout().is_terminal() {
        let plot = export::plot::timeline(&timeline::marks(&entries), output::look());
        output::print(&plot)?;
        return Ok(failure::ALL_READ);
    }
    output::write(options.list.format, &entries, timeline::COLUMNS, timeline::record, timeline::table)?;
    Ok(failure::ALL_READ)
}
