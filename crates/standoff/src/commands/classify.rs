//! `standoff classify`: the category of the act between a given actor and recipient.
//!
//! The text is coded as usual; `code::backoff` then weighs what the rules made of it, what they refused and what the words between the two
//! tell. Nothing is coded differently for being asked.

use crate::articles::Tally;
use crate::cli::ClassifyOptions;
use crate::failure::Failure;
use crate::paragraph;
use crate::parallel;
use crate::tools::Tools;
use code::backoff::{self, Asked, Ground};
use serde::{Deserialize, Serialize};
use span::Span;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};

/// A line in. The spans count code points of the text.
#[derive(Debug, Deserialize)]
struct Pair {
    id: serde_json::Value,
    text: String,
    actor: [usize; 2],
    recipient: [usize; 2],
}

/// A line out.
#[derive(Debug, PartialEq, Serialize)]
struct Label {
    id: serde_json::Value,
    event: &'static str,
    mode: Vec<String>,
    cameo: Option<String>,
    confidence: f64,
    origin: String,
}

/// Runs the command.
pub fn run(options: &ClassifyOptions) -> Result<u8, Failure> {
    let tools = Tools::load(&options.tools)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let name = options.pairs.display().to_string();
    let pairs: Box<dyn BufRead> = if name == "-" {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(&options.pairs);
        Box::new(BufReader::new(file.map_err(|error| Failure::new(format!("`{name}` cannot be read: {error}")))?))
    };
    let lines =
        pairs.split(b'\n').enumerate().filter(|(_, line)| line.as_ref().map_or(true, |line| !line.trim_ascii().is_empty()));
    let mut tally = Tally::default();
    parallel::in_order(
        parallel::threads(options.threads.threads),
        lines,
        |(number, line)| {
            let label = line.map_err(|error| error.to_string()).and_then(|line| label(&line, &tools));
            label.map_err(|reason| format!("{name}:{}: {reason}", number + 1))
        },
        |label| -> Result<(), Failure> {
            match label {
                Ok(label) => {
                    tally.read += 1;
                    serde_json::to_writer(&mut out, &label).map_err(io::Error::from)?;
                    out.write_all(b"\n")?;
                }
                Err(reason) => {
                    tally.skipped += 1;
                    eprintln!("standoff: skipped {reason}");
                }
            }
            Ok(())
        },
    )?;
    out.flush()?;
    Ok(tally.conclude())
}

fn label(line: &[u8], tools: &Tools) -> Result<Label, String> {
    let pair: Pair = serde_json::from_slice(line).map_err(|error| {
        format!("no pair ({error}); write {{\"id\", \"text\", \"actor\": [start, end], \"recipient\": [start, end]}}")
    })?;
    let actor = bytes(&pair.text, pair.actor).ok_or("the span `actor` does not lie in the text")?;
    let recipient = bytes(&pair.text, pair.recipient).ok_or("the span `recipient` does not lie in the text")?;
    let document = tools.annotator.annotate(paragraph::text("pair", &pair.text, None));
    let coding = tools.coder.code(&document);
    let asked = Asked { doc: &document, knowledge: &tools.coder.knowledge, coding: &coding, actor, recipient };
    let weights = backoff::embedded();
    let judgement = backoff::judge(weights, asked).ok_or("there is no word in the spans `actor` and `recipient`")?;
    let (mode, cameo, origin) = match judgement.ground {
        Ground::Event(event) => {
            let modes = event.modes.iter().map(|mode| mode.value.clone()).collect();
            (modes, event.cameo.clone(), event.origin.name().to_string())
        }
        Ground::Refused(rule) => (rule.modes.clone(), rule.cameo.clone(), rule.id.to_string()),
        Ground::Clues => (Vec::new(), None, weights.version.clone()),
    };
    let confidence = (judgement.likelihood * 100.0).round() / 100.0;
    Ok(Label { id: pair.id, event: judgement.category.name(), mode, cameo, confidence, origin })
}

/// The bytes of a span of code points.
fn bytes(text: &str, [start, end]: [usize; 2]) -> Option<Span> {
    let mut offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let from = offsets.nth(start)?;
    let to = if end > start { offsets.nth(end - start - 1)? } else { return None };
    Some(Span::new(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_code_points_become_bytes() {
        assert_eq!(bytes("é b", [2, 3]), Some(Span::new(3, 4)));
        assert_eq!(bytes("é b", [0, 1]), Some(Span::new(0, 2)));
        assert_eq!(bytes("é b", [2, 4]), None);
        assert_eq!(bytes("é b", [1, 1]), None);
        assert_eq!(bytes("", [0, 0]), None);
    }
}
