//! `standoff explain`: each sentence with its tree, and why each event was, or was not, coded.

mod arcs;
mod evidence;
mod fields;

use crate::articles;
use crate::cli::ExplainOptions;
use crate::failure::Failure;
use crate::stages;
use crate::tools::Tools;
use anstyle::Style;
use code::Coding;
use document::{Document, Sentence};
use std::fmt::Write as _;
use std::io::Write;

/// The widest that a sentence is set.
const WIDEST: usize = 110;
const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// Runs the command.
pub fn run(options: &ExplainOptions) -> Result<u8, Failure> {
    let tools = Tools::load(&options.tools)?;
    let width = terminal_size::terminal_size().map_or(WIDEST, |(width, _)| usize::from(width.0).clamp(40, WIDEST));
    let mut out = anstream::stdout();
    let tally = articles::each(
        &options.input,
        |article| {
            let (document, coding) = stages(article, &tools);
            explain(&document, &coding, options, width)
        },
        |written| Ok(out.write_all(written.as_bytes())?),
    )?;
    Ok(tally.conclude())
}

fn explain(document: &Document, coding: &Coding, options: &ExplainOptions, width: usize) -> String {
    let metadata = &document.text.metadata;
    let title = export::table::one_line(metadata.title.as_deref().unwrap_or(&metadata.given_id));
    let published = metadata.published.map_or("publication date unknown".to_string(), |published| {
        format!("published {} ({})", published.date, published.basis.name())
    });
    let mut out = format!("{BOLD}{title}{BOLD:#}\n{FAINT}{published}{FAINT:#}\n\n");
    for (number, sentence) in document.sentences.iter().enumerate() {
        let wanted = options.sentence.is_none_or(|wanted| wanted == number + 1);
        let told = coding.events.iter().any(|event| event.sentence == sentence.span);
        if wanted && (told || !options.events_only) {
            self::sentence(&mut out, document, coding, sentence, number + 1, options, width);
        }
    }
    out
}

fn sentence(
    out: &mut String,
    document: &Document,
    coding: &Coding,
    sentence: &Sentence,
    number: usize,
    options: &ExplainOptions,
    width: usize,
) {
    let kind = document.text.paragraphs[sentence.paragraph as usize].kind.name();
    let _ = writeln!(out, "{BOLD}sentence {number}{BOLD:#} {FAINT}({kind}){FAINT:#}");
    for line in evidence::wrapped(document, sentence.span, &[], width) {
        let _ = writeln!(out, "  {line}");
    }
    if !options.events_only {
        out.push('\n');
        for line in arcs::draw(document, sentence) {
            let _ = writeln!(out, "  {line}");
        }
    }
    for event in coding.events.iter().filter(|event| event.sentence == sentence.span) {
        out.push('\n');
        let _ = writeln!(out, "  {}", fields::headline(event));
        for line in evidence::wrapped(document, sentence.span, &evidence::marks(event), width) {
            let _ = writeln!(out, "    {line}");
        }
        for line in fields::lines(document, event) {
            let _ = writeln!(out, "    {line}");
        }
    }
    let silent: Vec<_> = coding.no_events.iter().filter(|no_event| sentence.span.contains(no_event.trigger)).collect();
    if !silent.is_empty() {
        out.push('\n');
    }
    for no_event in silent {
        let words = document.words(no_event.trigger);
        let _ = writeln!(out, "  no event at \"{words}\": {} {FAINT}({}){FAINT:#}", no_event.reason, no_event.rule);
    }
    out.push('\n');
}
