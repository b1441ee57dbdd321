//! One event or one incident for people: its fields, what each source says, and every sentence that it rests on, highlighted in its paragraph.
//!
//! With colours the sentence is bold and the words that carry the act are underlined too; without them the sentence stands between square
//! brackets and those words between braces. As a page ([`Shown`]) it is Markdown, or HTML that needs nothing beside it.

mod fields;
mod passage;

use crate::ledger::{Entry, ReportFacts, words};
use crate::page::blocks::{Block, plain};
use crate::page::{html, markdown};
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

/// What is shown: an event, or an incident with its mentions in their order.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// One event.
    Event(Box<Source>),
    /// One incident.
    Incident(Box<Entry>, Vec<Source>),
}

impl Shown {
    /// For a terminal.
    pub fn words(&self, ink: Ink) -> String {
        let mut out = format!("{}\n", strong(&self.title(), ink));
        match self {
            Shown::Event(source) => {
                out.push_str(&passage::passage(source, ink));
                out.push_str(&written(&fields::of_event(&source.mention)));
            }
            Shown::Incident(entry, sources) => {
                out.push_str(&written(&fields::of_incident(entry)));
                for source in sources {
                    out.push('\n');
                    out.push_str(&passage::passage(source, ink));
                    reasons(entry, source).for_each(|reason| out.push_str(&format!("{}\n", one_line(&reason))));
                }
            }
        }
        out
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        markdown::write(&self.page(), "")
    }

    /// As an HTML page that needs nothing beside it.
    pub fn html(&self) -> String {
        html::write(&self.page(), "")
    }

    fn title(&self) -> String {
        match self {
            Shown::Event(source) => format!("{} {}", source.mention.id, source.mention.category),
            Shown::Incident(entry, _) => {
                let incident = &entry.incident;
                format!("{} {} {}", incident.id, words::sides(incident), words::act(incident))
            }
        }
    }

    fn page(&self) -> Vec<Block> {
        let mut page = vec![Block::Title(self.title())];
        match self {
            Shown::Event(source) => {
                page.push(Block::Passage(passage::block(source, Vec::new())));
                page.push(Block::Fields(fields::of_event(&source.mention)));
            }
            Shown::Incident(entry, sources) => {
                page.push(Block::Fields(fields::of_incident(entry)));
                page.push(Block::Heading("Every sentence that tells it".into()));
                for source in sources {
                    let under = reasons(entry, source).map(|reason| vec![plain(reason)]).collect();
                    page.push(Block::Passage(passage::block(source, under)));
                }
            }
        }
        page.push(Block::Paragraph(vec![plain(format!("{}. Made by Standoff {}.", crate::PLACES_NOTICE, crate::VERSION))]));
        page
    }
}

/// Why a mention belongs to the incident.
fn reasons<'s>(entry: &'s Entry, source: &'s Source) -> impl Iterator<Item = String> + 's {
    let reasons = entry.incident.reasons.iter().filter(|reason| reason.event == source.mention.id);
    reasons.map(|reason| format!("here because: {} (like {})", reason.because.join(", "), reason.like))
}

/// Fields, a line each.
fn written(fields: &[(&str, String)]) -> String {
    fields.iter().map(|(name, value)| format!("  {name:<14} {}\n", one_line(value))).collect()
}

fn strong(words: &str, ink: Ink) -> String {
    styled(&one_line(words), Style::new().bold(), ink)
}

fn styled(words: &str, style: Style, ink: Ink) -> String {
    if ink == Ink::Colour && !words.is_empty() { format!("{style}{words}{style:#}") } else { words.to_string() }
}
