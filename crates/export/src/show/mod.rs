//! One event or one incident for people: its fields, what each source says, and every sentence that it rests on, highlighted in its paragraph.
//!
//! With colours the sentence is bold and the words that carry the act are underlined too; without them the sentence stands between square
//! brackets and those words between braces.

mod fields;
mod passage;

use crate::ledger::{Entry, ReportFacts, words};
use crate::plot::Ink;
use crate::table::one_line;
use anstyle::Style;
use event::Mention;

/// A mention with what is needed to show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The mention.
    pub mention: Mention,
    /// Its report.
    pub report: ReportFacts,
    /// The paragraph that it stands in, where the text is at hand.
    pub paragraph: Option<String>,
}

/// One event with its sentence and the words of every field.
pub fn event(source: &Source, ink: Ink) -> String {
    let mention = &source.mention;
    let mut out = format!("{}\n", strong(&format!("{} {}", mention.id, mention.category), ink));
    out.push_str(&passage::passage(source, ink));
    out.push_str(&fields::fields(mention));
    out
}

/// One incident: its fields, claims and facts, then each mention with its sentence and the reason why it belongs here.
pub fn incident(entry: &Entry, sources: &[Source], ink: Ink) -> String {
    let incident = &entry.incident;
    let mut out = format!("{}\n", strong(&format!("{} {} {}", incident.id, words::sides(incident), words::act(incident)), ink));
    out.push_str(&fields::incident(entry));
    for source in sources {
        out.push('\n');
        out.push_str(&passage::passage(source, ink));
        for reason in incident.reasons.iter().filter(|reason| reason.event == source.mention.id) {
            out.push_str(&one_line(&format!("here because: {} (like {})", reason.because.join(", "), reason.like)));
            out.push('\n');
        }
    }
    out
}

fn strong(words: &str, ink: Ink) -> String {
    styled(&one_line(words), Style::new().bold(), ink)
}

fn styled(words: &str, style: Style, ink: Ink) -> String {
    if ink == Ink::Colour && !words.is_empty() { format!("{style}{words}{style:#}") } else { words.to_string() }
}
