//! `standoff classify`: the category of the act between a given actor and recipient.
//!
//! The text is coded as usual; [`choose`] then takes the event that fits the pair best, and where there is none, [`refused`] the rule that
//! came nearest to making one. Nothing is coded differently for being asked.

use crate::articles::Tally;
use crate::cli::ClassifyOptions;
use crate::failure::Failure;
use crate::paragraph;
use crate::parallel;
use crate::tools::Tools;
use code::NoEvent;
use event::{Entity, Event};
use knowledge::{Knowledge, Rule};
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
    event: Option<&'static str>,
    mode: Vec<String>,
    cameo: Option<String>,
    confidence: f64,
    origin: String,
}

/// How an event fits a pair, from worst to best, with what is left of its confidence in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It stands in the text.
    Elsewhere = 30,
    /// Its words stand between the two.
    Between = 45,
    /// It has one of the two, on the other side.
    Turned = 50,
    /// It has one of the two on its side.
    One = 65,
    /// It has the two on each other's side.
    Exchanged = 75,
    /// A mutual act in which both take part.
    Mutual = 95,
    /// It has both on their sides.
    Both = 100,
}

/// The confidence of a rule that saw its trigger but not its conditions.
const REFUSED: f64 = 0.2;

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
    if let Some((event, fit)) = choose(&coding.events, actor, recipient) {
        return Ok(Label {
            id: pair.id,
            event: Some(event.category.value.name()),
            mode: event.modes.iter().map(|mode| mode.value.clone()).collect(),
            cameo: event.cameo.clone(),
            confidence: (event.confidence * f64::from(fit as u8)).round() / 100.0,
            origin: event.origin.name().to_string(),
        });
    }
    Ok(match refused(&tools.coder.knowledge, &coding.no_events, actor, recipient) {
        Some(rule) => Label {
            id: pair.id,
            event: Some(rule.category.name()),
            mode: rule.modes.clone(),
            cameo: rule.cameo.clone(),
            confidence: REFUSED,
            origin: rule.id.to_string(),
        },
        None => Label { id: pair.id, event: None, mode: Vec::new(), cameo: None, confidence: 0.0, origin: "none".to_string() },
    })
}

/// The rule whose trigger stands nearest to the pair although it made no event of it: the pair is given, and with it that there is an act.
fn refused<'k>(knowledge: &'k Knowledge, no_events: &[NoEvent], actor: Span, recipient: Span) -> Option<&'k Rule> {
    let rank = |no_event: &&NoEvent| {
        let outside = !actor.cover(recipient).contains(no_event.trigger);
        (outside, gap(no_event.trigger, actor) + gap(no_event.trigger, recipient), no_event.trigger)
    };
    let nearest = no_events.iter().min_by_key(rank)?;
    knowledge.rules.iter().find(|rule| rule.id == nearest.rule)
}

/// The bytes of a span of code points.
fn bytes(text: &str, [start, end]: [usize; 2]) -> Option<Span> {
    let mut offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let from = offsets.nth(start)?;
    let to = if end > start { offsets.nth(end - start - 1)? } else { return None };
    Some(Span::new(from, to))
}

/// The event that fits the pair best; among equals the one whose words are nearest to the two, then the first.
fn choose(events: &[Event], actor: Span, recipient: Span) -> Option<(&Event, Fit)> {
    let rank = |event: &&Event| {
        let overlap = overlap(&event.actors, actor) + overlap(&event.recipients, recipient);
        let distance = gap(event.trigger, actor) + gap(event.trigger, recipient);
        (fit(event, actor, recipient), overlap, std::cmp::Reverse(distance), std::cmp::Reverse(event.trigger))
    };
    let best = events.iter().max_by_key(rank)?;
    Some((best, fit(best, actor, recipient)))
}

fn fit(event: &Event, actor: Span, recipient: Span) -> Fit {
    let has = |side: &[Entity], span: Span| overlap(side, span) > 0;
    let (acts, receives) = (has(&event.actors, actor), has(&event.recipients, recipient));
    let (acted_on, answering) = (has(&event.recipients, actor), has(&event.actors, recipient));
    match (acts, receives) {
        (true, true) => Fit::Both,
        (true, false) if answering && event.recipients.is_empty() => Fit::Mutual,
        _ if acted_on && answering => Fit::Exchanged,
        (true, false) | (false, true) => Fit::One,
        _ if acted_on || answering => Fit::Turned,
        _ if actor.cover(recipient).contains(event.trigger) => Fit::Between,
        _ => Fit::Elsewhere,
    }
}

/// The bytes that a side's words share with a span.
fn overlap(side: &[Entity], span: Span) -> u32 {
    let shared = |other: Span| other.end.min(span.end).saturating_sub(other.start.max(span.start));
    side.iter().flat_map(|entity| [entity.mention, entity.antecedent]).flatten().map(shared).sum()
}

/// The bytes between two spans; none where they touch.
fn gap(one: Span, other: Span) -> u32 {
    one.start.max(other.start).saturating_sub(one.end.min(other.end))
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

    #[test]
    fn gaps_are_symmetric() {
        assert_eq!(gap(Span::new(0, 4), Span::new(9, 12)), 5);
        assert_eq!(gap(Span::new(9, 12), Span::new(0, 4)), 5);
        assert_eq!(gap(Span::new(0, 4), Span::new(2, 3)), 0);
    }
}
