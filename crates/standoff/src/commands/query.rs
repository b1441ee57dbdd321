//! `standoff query`: the ledger in SQL, read-only and within limits.

use crate::cli::{ListFormat, QueryOptions};
use crate::failure::{self, Failure};
use crate::ledger::{self, output};
use serde_json::{Map, Value};
use std::io::{self, BufWriter};
use std::time::Duration;
use store::{Answer, Cell, Limits};

/// The most bytes that a value may have.
const CELL: usize = 1 << 20;

/// Runs the command.
pub fn run(options: &QueryOptions) -> Result<u8, Failure> {
    let ledger = ledger::reading(&options.list.ledger)?;
    let limits = Limits { time: Duration::from_secs(options.seconds), rows: options.rows, cell: CELL };
    let answer = ledger.query(&options.sql, limits)?;
    let header: Vec<&str> = answer.columns.iter().map(String::as_str).collect();
    let rows = answer.rows.iter().map(|row| row.iter().map(words).collect::<Vec<String>>());
    match output::format(options.list.format) {
        ListFormat::Table => output::print(&export::ledger::table::render(&header, rows, output::width()))?,
        ListFormat::Csv => export::csv::write_cells(&mut io::stdout().lock(), &header, rows)?,
        ListFormat::Jsonl => export::ledger::write_lines(&mut BufWriter::new(io::stdout().lock()), objects(&answer))?,
    }
    if answer.cut {
        eprintln!("standoff: there are more than {} rows; --rows shows more", options.rows);
    }
    Ok(failure::ALL_READ)
}

fn words(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Integer(number) => number.to_string(),
        Cell::Real(number) => number.to_string(),
        Cell::Text(words) => words.clone(),
        Cell::Blob(bytes) => hexadecimal(bytes),
    }
}

/// Each row as an object; the first of several columns of one name is kept.
fn objects(answer: &Answer) -> impl Iterator<Item = Map<String, Value>> {
    answer.rows.iter().map(|row| {
        let mut object = Map::new();
        for (name, cell) in answer.columns.iter().zip(row) {
            object.entry(name.clone()).or_insert_with(|| value(cell));
        }
        object
    })
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Integer(number) => Value::from(*number),
        Cell::Real(number) => Value::from(*number),
        Cell::Text(words) => Value::from(words.as_str()),
        Cell::Blob(bytes) => Value::from(hexadecimal(bytes)),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
