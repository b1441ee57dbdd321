//! `standoff show`: one event or incident with every sentence that it rests on.

use crate::cli::ShowOptions;
use crate::failure::{self, Failure};
use crate::ledger::entries::Entries;
use crate::ledger::{self, output};
use event::{EventId, IncidentId, Mention};
use export::show::{Shown, Source};
use store::Ledger;

/// Runs the command.
pub fn run(options: &ShowOptions) -> Result<u8, Failure> {
    let ledger = ledger::reading(&options.ledger)?;
    let missing = || Failure::new(format!("the ledger has no `{}`; `standoff incidents` lists what it has", options.id));
    let mut entries = Entries::new(&ledger);
    let shown = if let Some(id) = number(&options.id, "ev_") {
        let mention = ledger.mention(EventId(id))?.ok_or_else(missing)?;
        Shown::Event(Box::new(source(&ledger, &mut entries, mention)?))
    } else if let Some(id) = number(&options.id, "in_") {
        let id = IncidentId(id);
        let entry = entries.of(ledger.incident(id)?.ok_or_else(missing)?)?;
        let mut sources = Vec::new();
        for mention in ledger.mentions_of(id, None)? {
            sources.push(source(&ledger, &mut entries, mention)?);
        }
        Shown::Incident(Box::new(entry), sources)
    } else {
        return Err(Failure::new(format!("`{}` is no id; give one as ev_... or in_...", options.id)));
    };
    match &options.output {
        Some(path) => output::page(path, || shown.html(), || shown.markdown())?,
        None => output::print(&shown.words(output::ink()))?,
    }
    Ok(failure::ALL_READ)
}

fn number(id: &str, prefix: &str) -> Option<u64> {
    id.strip_prefix(prefix).and_then(|digits| u64::from_str_radix(digits, 16).ok())
}

/// A mention with its report and the paragraph that it stands in.
fn source(ledger: &Ledger, entries: &mut Entries, mention: Mention) -> Result<Source, Failure> {
    let text = ledger.text_of(mention.document)?;
    let paragraph = text.map(|text| around(&text, mention.sentence.start as usize, mention.sentence.end as usize));
    Ok(Source { report: entries.report(mention.document)?, paragraph, mention })
}

/// The lines of a text around a stretch of code points.
fn around(text: &str, start: usize, end: usize) -> String {
    let byte = |point: usize| text.char_indices().nth(point).map_or(text.len(), |(at, _)| at);
    let (start, end) = (byte(start), byte(end));
    let from = text[..start].rfind("\n\n").map_or(0, |at| at + 2);
    let to = text[end..].find("\n\n").map_or(text.len(), |at| end + at);
    text[from..to].to_string()
}
