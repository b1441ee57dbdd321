//! The tables of the field and brat's files, by the same writers as those of `code`: of what each report says, or of incidents with all that
//! tell them.

use super::events::{each_article, restored};
use crate::commands::code;
use crate::failure::Failure;
use crate::ledger::selected::{self, Selected};
use document::{Document, DocumentId};
use event::{Event, Incident, Mention};
use export::tables::{CountedDead, Happening, Table, Tally};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use store::Ledger;

/// How many documents are kept at hand: reports of one time tell the same incidents.
const KEPT: usize = 512;

/// Writes the events of each article.
pub fn events(ledger: &Ledger, selected: &Selected<'_>, table: Table, mut out: impl Write) -> Result<(), Failure> {
    table.write_header(&mut out)?;
    let mut tally = Tally::default();
    each_article(ledger, selected, |document, mentions, _| {
        tally.add(&table.write(&mut out, &restored(&document, &mentions), &document)?);
        Ok(())
    })?;
    out.flush()?;
    code::say_left_out(table, "event", &tally);
    Ok(())
}

/// Writes incidents, each with all its reports.
pub fn incidents(ledger: &Ledger, selected: &Selected<'_>, table: Table, mut out: impl Write) -> Result<(), Failure> {
    table.write_header(&mut out)?;
    let totals = selected.totals()?;
    let mut shelf = Shelf { ledger, documents: BTreeMap::new() };
    let (mut counted, mut tally) = (CountedDead::default(), Tally::default());
    selected.each(None, |incident| {
        let articles = shelf.articles(&incident)?;
        let happening = Happening { incident: &incident, articles: &articles, is_total: totals.contains(&incident.id) };
        tally.add(&table.write_incident(&mut out, &happening, &mut counted)?);
        Ok(())
    })?;
    out.flush()?;
    code::say_left_out(table, "incident", &tally);
    Ok(())
}

/// Writes a folder of brat's files.
pub fn stand_off(ledger: &Ledger, selected: &Selected<'_>, folder: &Path) -> Result<(), Failure> {
    let folder = code::BratFolder::make(folder)?;
    each_article(ledger, selected, |document, mentions, _| {
        folder.put(&export::brat::files(&restored(&document, &mentions), &document))
    })
}

/// Documents at hand.
struct Shelf<'l> {
    ledger: &'l Ledger,
    documents: BTreeMap<DocumentId, Document>,
}

impl Shelf<'_> {
    /// The reports of an incident in its order, each with the events that tell it.
    fn articles(&mut self, incident: &Incident) -> Result<Vec<(Vec<Event>, Document)>, Failure> {
        let mentions = selected::mentions(self.ledger, incident)?;
        let mut articles = Vec::with_capacity(incident.reports.len());
        for &id in &incident.reports {
            let Some(document) = self.document(id)? else { continue };
            let own: Vec<Mention> = mentions.iter().filter(|mention| mention.document == id).cloned().collect();
            articles.push((restored(&document, &own), document));
        }
        Ok(articles)
    }

    fn document(&mut self, id: DocumentId) -> Result<Option<Document>, Failure> {
        if let Some(known) = self.documents.get(&id) {
            return Ok(Some(known.clone()));
        }
        let Some(document) = self.ledger.document(id)? else { return Ok(None) };
        if self.documents.len() == KEPT {
            self.documents.clear();
        }
        self.documents.insert(id, document.clone());
        Ok(Some(document))
    }
}
