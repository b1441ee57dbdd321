//! `standoff export`: files for other programs.

use crate::cli::{ExportOptions, Exported, FileFormat};
use crate::failure::{self, Failure};
use crate::ledger::entries::{self, Entries};
use crate::ledger::{self, series};
use export::columns::{self, Column};
use export::ledger::events::{self, EventRow};
use export::ledger::incidents;
use export::panel::{self, PanelAsked};
use serde::Serialize;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use store::Ledger;

/// How many rows of a Parquet file lie together.
const ROW_GROUP: usize = 20_000;

/// Runs the command.
pub fn run(options: &ExportOptions) -> Result<u8, Failure> {
    let ledger = ledger::reading(&options.ledger)?;
    match options.what {
        Exported::Incidents => {
            let entries = entries::entries(&ledger, &options.filter, None)?;
            if options.format == FileFormat::Geojson {
                let mut out = create(&options.output)?;
                export::geojson::write(&mut out, &entries)?;
                out.flush()?;
            } else {
                write(options, &entries, incidents::COLUMNS, incidents::record)?;
            }
        }
        Exported::Events => {
            write(options, &rows(&ledger, options)?, events::COLUMNS, |row| columns::object(events::COLUMNS, row))?
        }
        Exported::Panel => {
            let asked = PanelAsked {
                dyads: options.filter.dyad.clone().into_iter().collect(),
                from: options.filter.since,
                to: options.filter.until,
            };
            let rows = panel::panel(&series::happenings(&ledger, &options.filter)?, &asked).map_err(Failure::new)?;
            write(options, &rows, panel::COLUMNS, |row| columns::object(panel::COLUMNS, row))?;
        }
    }
    Ok(failure::ALL_READ)
}

/// The events of the incidents that are asked for.
fn rows(ledger: &Ledger, options: &ExportOptions) -> Result<Vec<EventRow>, Failure> {
    let mut entries = Entries::new(ledger, options.filter.until);
    let mut rows = Vec::new();
    for incident in ledger.incidents(&entries::filter(&options.filter, None))? {
        for mention in ledger.mentions_of(incident.id, options.filter.until)? {
            rows.push(EventRow { report: entries.report(mention.document)?, mention });
        }
    }
    Ok(rows)
}

fn write<'r, Row, Record: Serialize + 'r>(
    options: &ExportOptions,
    rows: &'r [Row],
    columns: &[Column<Row>],
    record: impl Fn(&'r Row) -> Record,
) -> Result<(), Failure> {
    let mut out = create(&options.output)?;
    match options.format {
        FileFormat::Csv => {
            columns::write_header(&mut out, columns)?;
            columns::write_rows(&mut out, columns, rows)?;
        }
        FileFormat::Jsonl => export::ledger::write_lines(&mut out, rows.iter().map(record))?,
        FileFormat::Parquet => {
            let parts = rows.chunks(ROW_GROUP).map(|part| columns::sheet(columns, part));
            columnar::write_parquet(&mut out, &columns::sheet(columns, &[]), parts)?;
        }
        FileFormat::Geojson => {
            return Err(Failure::new("only incidents have places to draw; give `incidents` for geojson"));
        }
    }
    Ok(out.flush()?)
}

fn create(path: &Path) -> Result<BufWriter<File>, Failure> {
    let file = File::create(path).map_err(|error| Failure::new(format!("`{}` cannot be written: {error}", path.display())))?;
    Ok(BufWriter::new(file))
}
