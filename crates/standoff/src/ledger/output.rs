//! Lists on standard output, as a table, JSON Lines or CSV.

use crate::cli::ListFormat;
use crate::failure::Failure;
use anstream::AutoStream;
use export::columns;
use export::ledger::List;
use export::plot::{Glyphs, Ink, Look};
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

/// How many rows of a list a table shows: more are for programs to read.
const TABLE: usize = 100;

/// The width of a table that is written to no terminal.
const PAGE: u16 = 160;

/// The format that the user asks for, else what suits standard output.
pub fn format(asked: Option<ListFormat>) -> ListFormat {
    asked.unwrap_or(if io::stdout().is_terminal() { ListFormat::Table } else { ListFormat::Jsonl })
}

/// How many rows of a list are shown in a format where the user does not say.
pub fn limit(limit: Option<usize>, asked: Option<ListFormat>) -> Option<usize> {
    limit.or((format(asked) == ListFormat::Table).then_some(TABLE))
}

/// Says that a list is longer than what is shown of it, if it is.
pub fn say_cut(shown: usize, all: u64, what: &str) {
    if all > shown as u64 {
        eprintln!("standoff: {shown} of {all} {what} are shown; --limit shows more");
    }
}

/// The width of a table.
pub fn width() -> u16 {
    terminal_size::terminal_size().map_or(PAGE, |(width, _)| width.0)
}

/// How plots are drawn on standard output.
pub fn look() -> Look {
    Look { width: usize::from(width()), glyphs: Glyphs::Unicode, ink: ink() }
}

/// Whether standard output has colours.
pub fn ink() -> Ink {
    let colours = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    if colours { Ink::Colour } else { Ink::Plain }
}

/// Takes the rows of a list one by one.
pub type Take<'t, Row> = &'t mut dyn FnMut(Row) -> Result<(), Failure>;

/// Writes a list on standard output, in the format that the user asks for; a table once all rows are there, other formats row by row. `each`
/// hands over the rows, whose number is given.
pub fn list<Row>(
    asked: Option<ListFormat>,
    list: &List<Row>,
    each: impl FnOnce(Take<'_, Row>) -> Result<(), Failure>,
) -> Result<usize, Failure> {
    let format = format(asked);
    if format != ListFormat::Table {
        return rows(&mut BufWriter::new(io::stdout().lock()), format == ListFormat::Csv, list, each);
    }
    let mut rows = Vec::new();
    each(&mut |row| {
        rows.push(row);
        Ok(())
    })?;
    print(&(list.table)(&rows, width()))?;
    Ok(rows.len())
}

/// Writes the rows that `each` hands over, as CSV or as JSON Lines, and gives their number. The first ones are there at once and memory stays
/// flat, however many follow.
pub fn rows<Row>(
    out: &mut dyn Write,
    as_csv: bool,
    list: &List<Row>,
    each: impl FnOnce(Take<'_, Row>) -> Result<(), Failure>,
) -> Result<usize, Failure> {
    if as_csv {
        columns::write_header(out, list.columns)?;
    }
    let mut number = 0;
    each(&mut |row| {
        number += 1;
        if as_csv {
            columns::write_rows(out, list.columns, std::slice::from_ref(&row))?;
        } else {
            (list.line)(out, &row)?;
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(number)
}

/// Writes a page to a file: HTML where its ending says so, Markdown otherwise.
pub fn page(path: &Path, html: impl Fn() -> String, markdown: impl Fn() -> String) -> Result<(), Failure> {
    let is_html = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("html"));
    file(path, &if is_html { html() } else { markdown() })
}

/// Writes a file.
pub fn file(path: &Path, words: &str) -> Result<(), Failure> {
    fs::write(path, words).map_err(|error| Failure::new(format!("`{}` cannot be written: {error}", path.display())))
}

/// Prints what is for people; colours are for terminals.
pub fn print(words: &str) -> Result<(), Failure> {
    let mut out = AutoStream::auto(io::stdout());
    out.write_all(words.as_bytes())?;
    Ok(out.flush()?)
}
