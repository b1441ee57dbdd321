//! `standoff clean`: the text of record, or its paragraphs with their kinds.

use crate::articles;
use crate::cli::CleanOptions;
use crate::failure::Failure;
use document::{Paragraph, Text};
use std::fmt::Write as _;
use std::io::{BufWriter, Write};

/// Runs the command.
pub fn run(options: &CleanOptions) -> Result<u8, Failure> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let tally = articles::each(
        &options.input,
        |article| {
            let text = clean::clean(article);
            if options.kinds { kinds(&text) } else { text.string }
        },
        |written| Ok(out.write_all(written.as_bytes())?),
    )?;
    out.flush()?;
    Ok(tally.conclude())
}

/// What is known of the article and from where, then each paragraph under its kind and the rule that gave it.
fn kinds(text: &Text) -> String {
    let mut out = String::new();
    let metadata = &text.metadata;
    let published = metadata.published.map(|published| format!("{} ({})", published.date, published.basis.name()));
    let facts = [
        ("id", Some(&metadata.given_id)),
        ("path", metadata.path.as_ref()),
        ("url", metadata.url.as_ref()),
        ("title", metadata.title.as_ref()),
        ("publisher", metadata.publisher.as_ref()),
        ("published", published.as_ref()),
    ];
    for (name, value) in facts {
        let _ = writeln!(out, "{name:<10} {}", value.map_or("-", String::as_str));
    }
    for line in &metadata.found_by {
        let _ = writeln!(out, "{:<10} {line}", "found by");
    }
    for note in &text.notes {
        let _ = writeln!(out, "{:<10} {}", "note", note.message);
    }
    for paragraph in &text.paragraphs {
        let _ = write!(out, "\n{}\n{}\n", header(paragraph), paragraph.span.of(&text.string));
    }
    out.push('\n');
    out
}

/// `[furniture: call to subscribe, html/body/div]`
fn header(paragraph: &Paragraph) -> String {
    let element = paragraph.element.as_ref().map(|element| format!(", {element}")).unwrap_or_default();
    format!("[{}: {}{element}]", paragraph.kind.name(), paragraph.reason)
}
