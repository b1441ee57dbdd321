//! `standoff timeline`: incidents on a line of time.

use crate::cli::{IncidentsOptions, ListFormat, TimelineOptions};
use crate::failure::{self, Failure};
use crate::ledger::selected::Selected;
use crate::ledger::{self, output, series};
use export::ledger::timeline;
use std::io::{self, IsTerminal};

/// How many incidents are shown to people where the user does not say.
const TABLE: usize = 200;

/// Runs the command.
pub fn run(options: &TimelineOptions) -> Result<u8, Failure> {
    let TimelineOptions { incidents: IncidentsOptions { list, filter, limit }, svg } = options;
    let ledger = ledger::reading(&list.ledger)?;
    let format = output::format(list.format);
    let for_people = format == ListFormat::Table || svg.is_some();
    let selected = Selected::of(&ledger, filter)?;
    let limit = limit.or(for_people.then_some(TABLE));
    if !for_people {
        output::list(list.format, &timeline::LIST, |take| selected.each_entry(limit, take))?;
        return Ok(failure::ALL_READ);
    }
    let entries = selected.entries(limit)?;
    let shown = entries.len();
    if let Some(path) = svg {
        output::file(path, &export::figure::timeline(&series::title(filter), &timeline::marks(&entries)))?;
    }
    if format == ListFormat::Table && io::stdout().is_terminal() {
        output::print(&export::plot::timeline(&timeline::marks(&entries), output::look()))?;
    } else {
        output::list(list.format, &timeline::LIST, |take| entries.into_iter().try_for_each(take))?;
    }
    selected.say_cut(shown)?;
    Ok(failure::ALL_READ)
}
