//! `standoff code`: events from articles.

use crate::articles;
use crate::cli::CodeOptions;
use crate::failure::Failure;
use crate::stages;
use crate::tools::Tools;
use std::io::{self, BufWriter, Write};

/// Runs the command.
pub fn run(options: &CodeOptions) -> Result<u8, Failure> {
    let tools = Tools::load(&options.tools)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let tally = articles::each(
        &options.input,
        |article| stages(article, &tools),
        |(document, coding)| {
            let records = export::records(&coding.events, &document);
            Ok(export::jsonl::write(&mut out, &records)?)
        },
    )?;
    out.flush()?;
    Ok(tally.conclude())
}
