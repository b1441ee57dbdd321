//! `standoff export`: files for other programs.

mod events;
mod field;

use crate::about;
use crate::cli::{ExportOptions, Exported, FileFormat};
use crate::failure::{self, Failure};
use crate::ledger::selected::Selected;
use crate::ledger::{self, series};
use clap::ValueEnum;
use export::columns::{self, Column};
use export::ledger::incidents;
use export::panel::{self, PanelAsked};
use serde::Serialize;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// How many rows of a Parquet file lie together.
const ROW_GROUP: usize = 20_000;

/// Runs the command.
pub fn run(options: &ExportOptions) -> Result<u8, Failure> {
    refuse(options)?;
    let ledger = ledger::reading(&options.ledger)?;
    let selected = Selected::of(&ledger, &options.filter)?;
    match (options.what, options.format.table()) {
        (Exported::Incidents, Some(table)) => field::incidents(&ledger, &selected, table, create(&options.output)?)?,
        (Exported::Events, Some(table)) => field::events(&ledger, &selected, table, create(&options.output)?)?,
        (Exported::Incidents, None) => {
            let entries = selected.entries(None)?;
            if options.format == FileFormat::Geojson {
                let mut out = create(&options.output)?;
                export::geojson::write(&mut out, &entries)?;
                out.flush()?;
            } else {
                write(options, &entries, incidents::COLUMNS, incidents::record)?;
            }
        }
        (Exported::Events, None) => match options.format {
            FileFormat::Brat => field::stand_off(&ledger, &selected, &options.output)?,
            FileFormat::Jsonl => events::records(&ledger, &selected, create(&options.output)?)?,
            _ => {
                let rows = events::rows(&ledger, &selected)?;
                let columns = export::ledger::events::COLUMNS;
                write(options, &rows, columns, |row| columns::object(columns, row))?;
            }
        },
        (Exported::Panel, _) => {
            let asked = PanelAsked {
                dyads: options.filter.dyad.clone().into_iter().collect(),
                from: options.filter.since,
                to: options.filter.until,
            };
            let rows = panel::panel(&series::happenings(&selected)?, &asked).map_err(Failure::new)?;
            write(options, &rows, panel::COLUMNS, |row| columns::object(panel::COLUMNS, row))?;
        }
    }
    let name = options.format.to_possible_value().map(|value| value.get_name().to_string()).unwrap_or_default();
    about::of_ledger(&options.output, &ledger.stats()?, &name, options.format == FileFormat::Brat)?;
    Ok(failure::ALL_READ)
}

/// Formats that have no place for what is asked for.
fn refuse(options: &ExportOptions) -> Result<(), Failure> {
    let table = options.format.table();
    let reason = match options.what {
        Exported::Incidents if options.format == FileFormat::Brat => "brat shows single articles; give `events` for it",
        Exported::Incidents if table.is_some_and(|table| !table.joins_reports()) => {
            "this table records what each report says; give `events` for it"
        }
        Exported::Events if options.format == FileFormat::Geojson => {
            "only incidents have places to draw; give `incidents` for geojson"
        }
        Exported::Panel if !matches!(options.format, FileFormat::Csv | FileFormat::Jsonl | FileFormat::Parquet) => {
            "a panel is written as csv, jsonl or parquet; for other formats give `incidents` or `events`"
        }
        _ => return Ok(()),
    };
    Err(Failure::new(reason))
}

fn write<'r, Row, Record: Serialize + 'r>(
    options: &ExportOptions,
    rows: &'r [Row],
    columns: &[Column<Row>],
    record: impl Fn(&'r Row) -> Record,
) -> Result<(), Failure> {
    let mut out = create(&options.output)?;
    match options.format {
        FileFormat::Jsonl => export::ledger::write_lines(&mut out, rows.iter().map(record))?,
        FileFormat::Parquet => {
            let parts = rows.chunks(ROW_GROUP).map(|part| columns::sheet(columns, part));
            columnar::write_parquet(&mut out, &columns::sheet(columns, &[]), parts)?;
        }
        _ => {
            columns::write_header(&mut out, columns)?;
            columns::write_rows(&mut out, columns, rows)?;
        }
    }
    Ok(out.flush()?)
}

fn create(path: &Path) -> Result<BufWriter<File>, Failure> {
    let file = File::create(path).map_err(|error| Failure::new(format!("`{}` cannot be written: {error}", path.display())))?;
    Ok(BufWriter::new(file))
}
