//! `standoff code`: events from articles, as a table for people, JSON Lines, CSV, a table of the field, or brat stand-off.

use crate::about;
use crate::articles::{self, counted};
use crate::cli::{CodeOptions, Format};
use crate::failure::Failure;
use crate::stages;
use crate::tools::Tools;
use anstream::{AutoStream, ColorChoice};
use event::Event;
use export::tables::{Table, Tally};
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

/// The width of a table that is written to no terminal.
const PAGE: u16 = 160;

/// Runs the command.
pub fn run(options: &CodeOptions) -> Result<u8, Failure> {
    if options.format == Some(Format::Brat) {
        let folder = options.output.as_deref();
        let folder = folder.ok_or_else(|| Failure::new("brat stand-off is a folder of files; name the folder with `-o DIR`"))?;
        return stand_off(options, folder);
    }
    let tools = Tools::load(&options.tools)?;
    let (mut out, format) = output(options)?;
    match format.table() {
        Some(table) => table.write_header(&mut out)?,
        None if format == Format::Csv => export::csv::write_header(&mut out)?,
        None => {}
    }
    let width = terminal_size::terminal_size().map_or(PAGE, |(width, _)| width.0);
    let (mut tally, mut placed) = (Tally::default(), false);
    let done = articles::each(
        &options.input,
        |article| {
            let (document, coding) = stages(article, &tools);
            let mut written = Vec::new();
            let counts = write(format, width, &mut written, &coding.events, &document)?;
            Ok((written, counts, coding.events.iter().any(has_coordinates)))
        },
        |article: io::Result<(Vec<u8>, Tally, bool)>| {
            let (written, counts, has_places) = article?;
            tally.add(&counts);
            placed |= has_places && counts.rows > 0;
            Ok(out.write_all(&written)?)
        },
    )?;
    out.flush()?;
    if let Some(table) = format.table() {
        say_left_out(table, "event", &tally);
    }
    match &options.output {
        Some(path) if format != Format::Table => about::beside(path, &tools, options, format)?,
        None if placed && about::is_said(format) => eprintln!("standoff: {}", export::PLACES_NOTICE),
        _ => {}
    }
    Ok(done.conclude())
}

/// Writes one article's events, and says how many rows they are.
fn write(format: Format, width: u16, out: &mut Vec<u8>, events: &[Event], document: &document::Document) -> io::Result<Tally> {
    if let Some(table) = format.table() {
        return table.write(out, events, document);
    }
    let records = export::records(events, document);
    match format {
        Format::Csv => export::csv::write(out, &records)?,
        Format::Table => out.extend(export::table::render(&export::article(document), &records, width).into_bytes()),
        _ => export::jsonl::write(out, &records)?,
    }
    Ok(Tally { events: events.len(), rows: events.len(), ..Tally::default() })
}

fn has_coordinates(event: &Event) -> bool {
    event.place.as_ref().is_some_and(|place| place.value.coordinates.is_some())
}

/// Says which events or incidents the table of another data set has no row for.
pub fn say_left_out(table: Table, what: &str, tally: &Tally) {
    if tally.left_out.is_empty() {
        return;
    }
    let reasons: Vec<String> = tally.left_out.iter().map(|(reason, number)| format!("{number} {}", reason.reason())).collect();
    let left: usize = tally.left_out.values().sum();
    eprintln!("standoff: {} has no row for {left} of {}: {}", table.name(), counted(tally.events, what), reasons.join(", "));
}

/// Writes a folder of brat's files.
fn stand_off(options: &CodeOptions, folder: &Path) -> Result<u8, Failure> {
    let tools = Tools::load(&options.tools)?;
    let folder = BratFolder::make(folder)?;
    let done = articles::each(
        &options.input,
        |article| {
            let (document, coding) = stages(article, &tools);
            export::brat::files(&coding.events, &document)
        },
        |files| folder.put(&files),
    )?;
    folder.write(about::IN_FOLDER, &about::words(&tools, options, Format::Brat))?;
    Ok(done.conclude())
}

/// A folder of brat's files.
pub struct BratFolder<'f>(&'f Path);

impl BratFolder<'_> {
    /// Makes the folder where there is none, with the configuration that brat needs.
    pub fn make(folder: &Path) -> Result<BratFolder<'_>, Failure> {
        fs::create_dir_all(folder).map_err(|error| Failure::new(format!("`{}` cannot be written: {error}", folder.display())))?;
        let folder = BratFolder(folder);
        folder.write("annotation.conf", &export::brat::configuration())?;
        Ok(folder)
    }

    /// Writes the files of an article.
    pub fn put(&self, files: &export::brat::Files) -> Result<(), Failure> {
        self.write(&format!("{}.txt", files.name), &files.text)?;
        self.write(&format!("{}.ann", files.name), &files.annotations)
    }

    fn write(&self, name: &str, content: &str) -> Result<(), Failure> {
        let path = self.0.join(name);
        fs::write(&path, content).map_err(|error| Failure::new(format!("`{}` cannot be written: {error}", path.display())))
    }
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
        _ => Box::new(BufWriter::new(stdout)),
    };
    Ok((out, format))
}

impl Format {
    /// The table of the field that it is, if it is one.
    pub fn table(self) -> Option<Table> {
        match self {
            Format::Petrarch => Some(Table::Petrarch),
            Format::GdeltEvents => Some(Table::GdeltEvents),
            Format::GdeltMentions => Some(Table::GdeltMentions),
            Format::Icews => Some(Table::Icews),
            Format::Polecat => Some(Table::Polecat),
            Format::Acled => Some(Table::Acled),
            Format::Ucdp => Some(Table::Ucdp),
            Format::Table | Format::Jsonl | Format::Csv | Format::Brat => None,
        }
    }
}
