//! Brings what is derived up to date with what is stored: copies of new texts, the incidents that their mentions belong to,
//! what becomes of commitments. Each step is durable by itself, and what is left to do is written in
//! the ledger, so that a run that was killed is completed by the next.

use super::follow;
use super::group::{self, Homes};
use crate::failure::Failure;
use document::{Date, DocumentId, calendar};
use resolve::copies::{self, Body};
use std::collections::BTreeMap;
use store::{Ledger, Prints, Writer};

/// How many texts are compared before what was found is made durable.
const STEP: usize = 512;

/// Derives all that is not up to date.
pub fn settle(writer: &mut Writer, homes: Homes) -> Result<(), Failure> {
    compare(writer)?;
    group::group(writer, homes)?;
    follow::follow(writer)
}

/// Looks for the copies of texts that are new.
fn compare(writer: &mut Writer) -> Result<(), Failure> {
    let (mut bodies, mut prints) = (Bodies::default(), Prints::default());
    for documents in writer.uncompared()?.chunks(STEP) {
        let mut batch = writer.begin()?;
        for &document in documents {
            let Some(report) = batch.report(document)? else { continue };
            let mut pairs = Vec::new();
            let body = Body::of(&report);
            let candidates = prints.candidates(&batch, &body.sketch(), copies::SHARED, window(report.published))?;
            for (other, _) in candidates.into_iter().filter(|(other, _)| *other != document) {
                if let Some(found) = bodies.body(&batch, other)?.and_then(|other| copies::compare(&body, other)) {
                    pairs.push(found);
                }
            }
            bodies.keep(body);
            pairs.sort_by_key(|pair| (pair.first, pair.second));
            batch.replace_copies(document, &pairs)?;
            if !pairs.is_empty() {
                let same: Vec<DocumentId> = batch.same_text(document, None)?.into_iter().collect();
                batch.loosen(&same)?;
            }
        }
        batch.commit()?;
    }
    Ok(())
}

/// Bodies at hand: reports of one time are compared with each other.
#[derive(Default)]
struct Bodies {
    known: BTreeMap<DocumentId, Body>,
}

impl Bodies {
    /// How many are kept, so that memory stays flat.
    const KEPT: usize = 4096;

    fn keep(&mut self, body: Body) {
        if self.known.len() >= Bodies::KEPT {
            self.known.clear();
        }
        self.known.insert(body.id, body);
    }

    fn body(&mut self, ledger: &Ledger, id: DocumentId) -> Result<Option<&Body>, Failure> {
        if !self.known.contains_key(&id)
            && let Some(report) = ledger.report(id)?
        {
            self.keep(Body::of(&report));
        }
        Ok(self.known.get(&id))
    }
}

/// The days in which copies can have been published.
fn window(published: Option<Date>) -> Option<(Date, Date)> {
    let day = published?;
    let days = i64::from(copies::WINDOW);
    let shifted = |days: i64| calendar::plus(day, days).unwrap_or(day);
    Some((shifted(-days), shifted(days)))
}
