//! Brings what is derived up to date with what is stored: copies of new texts, the incidents that their mentions belong to, the
//! commitments of every pair of parties whose incidents changed. Each step is durable by itself, and what is left to do is written in
//! the ledger, so that a run that was killed is completed by the next.

use super::group;
use crate::failure::Failure;
use document::{Date, DocumentId, calendar};
use event::Commitment;
use resolve::commitments::{Line, Told};
use resolve::copies::{self, Body};
use std::collections::BTreeSet;
use store::{Filter, Ledger, Scope, Writer};

/// How many texts are compared, or pairs of parties looked at, before what was found is made durable.
const STEP: usize = 256;

/// Up to so many incidents commitments are linked among all of them, so that what one party does alone can carry out what it said. Beyond, only
/// within pairs of parties, for the sake of time.
const FEW: u64 = 5_000;

/// Which side a publisher is on, where the knowledge says so.
pub type Homes<'h> = &'h dyn Fn(&str) -> Option<String>;

/// Derives all that is not up to date.
pub fn settle(writer: &mut Writer, homes: Homes) -> Result<(), Failure> {
    compare(writer)?;
    group::group(writer, homes)?;
    commit(writer)
}

/// Looks for the copies of texts that are new.
fn compare(writer: &mut Writer) -> Result<(), Failure> {
    for documents in writer.uncompared()?.chunks(STEP) {
        let mut batch = writer.begin()?;
        for &document in documents {
            let Some(report) = batch.report(document)? else { continue };
            let mut pairs = Vec::new();
            let body = Body::of(&report);
            for (other, shared) in batch.candidates(&copies::sketch(&report), window(report.published))? {
                if other == document || shared < copies::SHARED {
                    continue;
                }
                if let Some(found) = batch.report(other)?.and_then(|other| copies::compare(&body, &Body::of(&other))) {
                    pairs.push(found);
                }
            }
            pairs.sort_by_key(|pair| (pair.first, pair.second));
            batch.replace_copies(document, &pairs)?;
            if !pairs.is_empty() {
                let same: Vec<DocumentId> = same_text(&batch, document)?.into_iter().collect();
                batch.loosen(&same)?;
            }
        }
        batch.commit()?;
    }
    Ok(())
}

/// The documents that a chain of copies connects with one, itself among them.
pub fn same_text(ledger: &Ledger, document: DocumentId) -> Result<BTreeSet<DocumentId>, Failure> {
    let mut found = BTreeSet::from([document]);
    let mut waiting = vec![document];
    while let Some(next) = waiting.pop() {
        for pair in ledger.copies_of(next)? {
            waiting.extend([pair.first, pair.second].into_iter().filter(|&id| found.insert(id)));
        }
    }
    Ok(found)
}

/// The days in which copies can have been published.
fn window(published: Option<Date>) -> Option<(Date, Date)> {
    let day = published?;
    let days = i64::from(copies::WINDOW);
    let shifted = |days: i64| calendar::plus(day, days).unwrap_or(day);
    Some((shifted(-days), shifted(days)))
}

/// Links commitments with what became of them: among all incidents where they are few enough, else between every pair of parties whose
/// incidents changed.
fn commit(writer: &mut Writer) -> Result<(), Failure> {
    let stale = writer.stale_scopes()?;
    if stale.is_empty() {
        return Ok(());
    }
    if writer.count_incidents(&Filter::default())? <= FEW {
        let mut batch = writer.begin()?;
        let found = commitments(&batch, &Filter::default())?;
        batch.replace_commitments(&Scope::All, &found)?;
        return Ok(batch.commit()?);
    }
    for scopes in stale.chunks(STEP) {
        let mut batch = writer.begin()?;
        for scope in scopes {
            let found = match scope {
                Scope::Dyad(first, second) => {
                    let dyad = Some((first.clone(), second.clone()));
                    commitments(&batch, &Filter { dyad, ..Filter::default() })?
                }
                Scope::All | Scope::NoDyad => Vec::new(),
            };
            batch.replace_commitments(scope, &found)?;
        }
        batch.commit()?;
    }
    Ok(())
}

/// The commitments among the incidents that a filter asks for.
fn commitments(ledger: &Ledger, filter: &Filter) -> Result<Vec<Commitment>, Failure> {
    let told = ledger.told_incidents(filter)?.into_iter().map(|(incident, lines)| {
        let lines = lines.into_iter().map(|line| Line { words: line.words, rule: line.rule, cameo: line.cameo });
        Told::of(incident, lines)
    });
    Ok(resolve::commitments::commitments(told.collect()))
}
