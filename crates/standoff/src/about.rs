//! What a data set must say of itself: which program, knowledge and model made it, and whose facts it holds.
//!
//! Tables have no room for it. A file gets a file beside it, `events.csv.about.txt`; standard output gets a line on standard error
//! where a table carries coordinates. JSON Lines state knowledge and model in every record and stay silent.

use crate::cli::{CodeOptions, Format};
use crate::failure::Failure;
use crate::tools::Tools;
use clap::ValueEnum;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes what a data set says of itself beside its file.
pub fn beside(path: &Path, tools: &Tools, options: &CodeOptions, format: Format) -> Result<(), Failure> {
    // A stream has nothing beside it.
    if !path.is_file() {
        return Ok(());
    }
    let mut name = OsString::from(path);
    name.push(".about.txt");
    let about = PathBuf::from(name);
    fs::write(&about, words(tools, options, format))
        .map_err(|error| Failure::new(format!("`{}` cannot be written: {error}", about.display())))
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
    lines.push("Categories, modes and contexts: PLOVER 2.0, Open Event Data Alliance. What the columns mean: docs/formats.md and docs/codebook.md; how to cite: docs/citing.md.".to_string());
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
