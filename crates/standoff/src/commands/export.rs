//! `standoff export`: files for other programs.

mod events;
mod field;

use crate::about;
use crate::cli::{ExportOptions, Exported, FileFormat};
use crate::failure::{self, Failure};
use crate::ledger::selected::Selected;
use crate::ledger::{self, output, series};
use clap::ValueEnum;
use export::columns::{self, Column};
use export::ledger::incidents;
use export::panel::{self, PanelAsked};
use serde::Serialize;
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// What is said where a format cannot be printed.
const NO_FILE: &str = "this format is no text to print; name the file or folder with `-o`";

/// How many rows of a Parquet file lie together.
const ROW_GROUP: usize = 20_000;

/// Runs the command.
pub fn run(options: &ExportOptions) -> Result<u8, Failure> {
    refuse(options)?;
    let ledger = ledger::reading(&options.ledger)?;
    let selected = Selected::of(&ledger, &options.filter)?;
    match (options.what, options.format.table()) {
        (Exported::Incidents, Some(table)) => field::incidents(&ledger, &selected, table, create(options)?)?,
        (Exported::Events, Some(table)) => field::events(&ledger, &selected, table, create(options)?)?,
        (Exported::Incidents, None) => match options.format {
            FileFormat::Geojson => {
                let mut out = create(options)?;
                export::geojson::write(&mut out, &selected.entries(None)?)?;
                out.flush()?;
            }
            FileFormat::Parquet => {
                write(options, &selected.entries(None)?, incidents::COLUMNS, incidents::record)?;
            }
            _ => {
                let as_csv = options.format == FileFormat::Csv;
                output::rows(&mut create(options)?, as_csv, &incidents::LIST, |take| selected.each_entry(None, take))?;
            }
        },
        (Exported::Events, None) => match options.format {
            FileFormat::Brat => {
                field::stand_off(&ledger, &selected, options.output.as_deref().ok_or_else(|| Failure::new(NO_FILE))?)?
            }
            FileFormat::Jsonl => events::records(&ledger, &selected, create(options)?)?,
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
    match &options.output {
        Some(path) => about::of_ledger(path, &ledger.stats()?, &name, options.format == FileFormat::Brat)?,
        None if has_places(options) => eprintln!("standoff: {}", export::PLACES_NOTICE),
        None => {}
    }
    Ok(failure::ALL_READ)
}

/// Whether standard output has coordinates and no room to say whose facts they are.
fn has_places(options: &ExportOptions) -> bool {
    match options.format {
        FileFormat::Csv => options.what != Exported::Panel,
        other => other.table().is_some_and(|table| table.has_coordinates()),
    }
}

/// Formats that have no place for what is asked for, or ask for a file.
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
        _ if options.output.is_none() && matches!(options.format, FileFormat::Parquet | FileFormat::Brat) => NO_FILE,
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
    let mut out = create(options)?;
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

fn create(options: &ExportOptions) -> Result<Box<dyn Write + Send>, Failure> {
    let Some(path) = &options.output else { return Ok(Box::new(BufWriter::new(io::stdout()))) };
    let file = File::create(path).map_err(|error| Failure::new(format!("`{}` cannot be written: {error}", path.display())))?;
    Ok(Box::new(BufWriter::new(file)))
}
