//! `standoff explain`: each sentence with its tree, and why each event was, or was not, coded.

use crate::articles;
use crate::cli::ExplainOptions;
use crate::examples;
use crate::failure::Failure;
use crate::stages;
use crate::tools::Tools;
use code::Coding;
use document::Document;
use std::io::Write;

/// Runs the command.
pub fn run(options: &ExplainOptions) -> Result<u8, Failure> {
    let tools = Tools::load(&options.tools)?;
    let mut out = anstream::stdout().lock();
    let tally = articles::each(
        &options.input,
        |article| {
            let (document, coding) = stages(article, &tools);
            explain(&document, &coding, options)
        },
        |text| Ok(out.write_all(text.as_bytes())?),
    )?;
    Ok(tally.conclude())
}

fn explain(document: &Document, coding: &Coding, options: &ExplainOptions) -> String {
    let mut out = String::new();
    for (number, sentence) in document.sentences.iter().enumerate() {
        if options.sentence.is_some_and(|wanted| wanted != number + 1) {
            continue;
        }
        out.push_str(&format!("{}. {}\n", number + 1, document.words(sentence.span)));
        if !options.events_only {
            for token in sentence.tokens.ids() {
                let word = &document.tokens[token];
                let head = document.head(token).map_or("", |head| document.form(head));
                out.push_str(&format!("    {:<18} {:<18} {:<6} {:<12} {head}\n", document.form(token), word.lemma, word.upos, word.relation));
            }
        }
        for event in coding.events.iter().filter(|event| event.sentence == sentence.span) {
            out.push_str(&format!("  => {}\n", examples::line(document, event)));
        }
        for no_event in coding.no_events.iter().filter(|no_event| sentence.span.contains(no_event.trigger)) {
            out.push_str(&format!("  no event at [{}]: {} ({})\n", document.words(no_event.trigger), no_event.reason, no_event.rule));
        }
        out.push('\n');
    }
    out
}
