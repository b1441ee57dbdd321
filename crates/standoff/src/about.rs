//! What a data set must say of itself: which program, knowledge and model made it, and whose facts it holds.
//!
//! Tables have no room for it. A file gets a file beside it, `events.csv.about.txt`; standard output gets a line on standard error
//! where a table carries coordinates. JSON Lines state knowledge and model in every record and stay silent.

use crate::articles::counted;
use crate::cli::{CodeOptions, Format};
use crate::failure::Failure;
use crate::tools::Tools;
use clap::ValueEnum;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use store::Stats;

/// Whose categories they are, and where their meaning stands.
const MEANING: &str = "Categories, modes and contexts: PLOVER 2.0, Open Event Data Alliance. What the columns mean: docs/formats.md and \
                       docs/codebook.md; how to cite: docs/citing.md.";

/// The file in a folder that says it. It has no ending: brat takes every `.txt` for a document.
pub const IN_FOLDER: &str = "README";

/// Writes what a data set says of itself beside its file.
pub fn beside(path: &Path, tools: &Tools, options: &CodeOptions, format: Format) -> Result<(), Failure> {
    put_beside(path, &words(tools, options, format))
}

/// The same for what was written out of a ledger; in a folder it stands inside.
pub fn of_ledger(path: &Path, stats: &Stats, format: &str, is_folder: bool) -> Result<(), Failure> {
    let mut lines = vec![format!("Written out of a ledger by {}, format {format}.", program())];
    for (knowledge, model, codings) in &stats.versions {
        lines.push(format!(
            "knowledge {knowledge}, model {model}: {}",
            counted(usize::try_from(*codings).unwrap_or(0), "article")
        ));
    }
    lines.push(format!("{}.", export::PLACES_NOTICE));
    lines.push(MEANING.to_string());
    let words = lines.join("\n") + "\n";
    if !is_folder {
        return put_beside(path, &words);
    }
    let about = path.join(IN_FOLDER);
    fs::write(&about, words).map_err(|error| Failure::new(format!("`{}` cannot be written: {error}", about.display())))
}

fn put_beside(path: &Path, words: &str) -> Result<(), Failure> {
    // A stream has nothing beside it.
    if !path.is_file() {
        return Ok(());
    }
    let mut name = OsString::from(path);
    name.push(".about.txt");
    let about = PathBuf::from(name);
    fs::write(&about, words).map_err(|error| Failure::new(format!("`{}` cannot be written: {error}", about.display())))
}

/// The program with its version.
pub fn program() -> String {
    format!("Standoff {}", export::VERSION)
}

/// What a data set says of itself. The same inputs give the same words: no clock, no folder.
pub fn words(tools: &Tools, options: &CodeOptions, format: Format) -> String {
    let format_name = format.to_possible_value().map(|value| value.get_name().to_string()).unwrap_or_default();
    let model = &options.tools.model.model;
    let built_in = matches!(model.as_str(), "fast" | "accurate");
    let mut lines = vec![
        format!("Events coded by Standoff {}, format {format_name}.", export::VERSION),
        format!("knowledge {}", tools.coder.knowledge.version),
        format!("model {}", tools.annotator.model.version()),
    ];
    if built_in {
        lines.push(
            "The model was trained on English EWT and GUM of Universal Dependencies and on Universal NER; its weights are under CC BY-SA 4.0 \
             (models/LICENSE.md)."
                .to_string(),
        );
    }
    if has_coordinates(format) {
        lines.push(format!("{}.", export::PLACES_NOTICE));
    }
    lines.push(MEANING.to_string());
    lines.join("\n") + "\n"
}

/// Whether a line on standard error says whose coordinates are on standard output.
pub fn is_said(format: Format) -> bool {
    format == Format::Csv || format.table().is_some_and(|table| table.has_coordinates())
}

/// Whether a format holds facts of the gazetteer.
fn has_coordinates(format: Format) -> bool {
    format.table().is_none_or(|table| table.has_coordinates())
}
