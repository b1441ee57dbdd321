//! Cells and rows of the field's tables, safe whatever the words: no cell holds a line end, tab or control character.

use crate::table::one_line;
use std::io::{self, Write};

/// Writes a row of cells between tabs. Quotation marks become apostrophes, because readers of such files disagree about them.
pub fn tabs(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    let cells: Vec<String> = cells.iter().map(|cell| one_line(cell).replace('"', "'")).collect();
    writeln!(out, "{}", cells.join("\t"))
}

/// Writes a row of cells between commas, quoted where needed.
pub fn commas(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(cells.iter().map(|cell| one_line(cell))).map_err(io::Error::from)?;
    writer.flush()
}

/// What there is, or nothing.
pub fn words(value: Option<&str>) -> String {
    value.unwrap_or_default().to_string()
}

/// What there is, as it prints, or nothing.
pub fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
