//! `standoff code`: events from articles, as a table, JSON Lines or CSV.

use crate::articles;
use crate::cli::{CodeOptions, Format};
use crate::failure::Failure;
use crate::stages;
use crate::tools::Tools;
use anstream::{AutoStream, ColorChoice};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};

/// The width of a table that is written to no terminal.
const PAGE: u16 = 160;

/// Runs the command.
pub fn run(options: &CodeOptions) -> Result<u8, Failure> {
    let tools = Tools::load(&options.tools)?;
    let (mut out, format) = output(options)?;
    if format == Format::Csv {
        export::csv::write_header(&mut out)?;
    }
    let width = terminal_size::terminal_size().map_or(PAGE, |(width, _)| width.0);
    let tally = articles::each(
        &options.input,
        |article| -> io::Result<Vec<u8>> {
            let (document, coding) = stages(article, &tools);
            let records = export::records(&coding.events, &document);
            let mut written = Vec::new();
            match format {
                Format::Table => written = export::table::render(&export::article(&document), &records, width).into_bytes(),
                Format::Jsonl => export::jsonl::write(&mut written, &records)?,
                Format::Csv => export::csv::write(&mut written, &records)?,
            }
            Ok(written)
        },
        |written| Ok(out.write_all(&written?)?),
    )?;
    out.flush()?;
    Ok(tally.conclude())
}

/// Where to write, and in which format. Colours are for terminals.
fn output(options: &CodeOptions) -> Result<(Box<dyn Write>, Format), Failure> {
    if let Some(path) = &options.output {
        let file =
            File::create(path).map_err(|error| Failure::new(format!("`{}` cannot be written: {error}", path.display())))?;
        let file: Box<dyn Write> = Box::new(BufWriter::new(file));
        let format = options.format.unwrap_or(Format::Jsonl);
        // Only a table has colours to take out; data are written byte for byte.
        let plain = format == Format::Table;
        return Ok((if plain { Box::new(AutoStream::new(file, ColorChoice::Never)) } else { file }, format));
    }
    let stdout = io::stdout();
    let format = options.format.unwrap_or(if stdout.is_terminal() { Format::Table } else { Format::Jsonl });
    let out: Box<dyn Write> = match format {
        Format::Table => Box::new(AutoStream::auto(stdout)),
        Format::Jsonl | Format::Csv => Box::new(BufWriter::new(stdout)),
    };
    Ok((out, format))
}
