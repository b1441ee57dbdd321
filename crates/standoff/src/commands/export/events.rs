//! The events of a ledger: article by article, in the order in which they were stored.

use crate::failure::Failure;
use crate::ledger::entries::Entries;
use crate::ledger::selected::Selected;
use document::Document;
use event::{Event, EventId, IncidentId, Mention};
use export::ledger::events::EventRow;
use std::collections::BTreeMap;
use std::io::Write;
use store::Ledger;

/// Hands over each article with those of its mentions that are asked for, in order of the text, and the incidents that they are in.
pub fn each_article(
    ledger: &Ledger,
    selected: &Selected<'_>,
    mut take: impl FnMut(Document, Vec<Mention>, &BTreeMap<EventId, IncidentId>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut wanted = selected.events()?;
    for id in ledger.documents()? {
        let Some(incidents) = wanted.remove(&id) else { continue };
        let Some(document) = ledger.document(id)? else { continue };
        let mut mentions = ledger.mentions_of_document(id)?;
        mentions.retain(|mention| incidents.contains_key(&mention.id));
        take(document, mentions, &incidents)?;
    }
    Ok(())
}

/// The events that mentions in a document are.
pub fn restored(document: &Document, mentions: &[Mention]) -> Vec<Event> {
    event::restored(mentions, &document.text.string)
}

/// Writes the records of the event contract, as `code` does.
pub fn records(ledger: &Ledger, selected: &Selected<'_>, mut out: impl Write) -> Result<(), Failure> {
    each_article(ledger, selected, |document, mentions, _| {
        let events = restored(&document, &mentions);
        Ok(export::jsonl::write(&mut out, &export::records(&events, &document))?)
    })?;
    Ok(out.flush()?)
}

/// The events as rows, each with its incident.
pub fn rows(ledger: &Ledger, selected: &Selected<'_>) -> Result<Vec<EventRow>, Failure> {
    let mut entries = Entries::new(ledger);
    let mut rows = Vec::new();
    each_article(ledger, selected, |document, mentions, incidents| {
        let report = entries.report(document.text.id)?;
        rows.extend(mentions.into_iter().map(|mention| EventRow {
            report: report.clone(),
            incident: incidents.get(&mention.id).copied(),
            mention,
        }));
        Ok(())
    })?;
    Ok(rows)
}
