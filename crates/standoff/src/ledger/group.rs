//! Joins the mentions of new texts with those of others, without reading again what no tie connects with them.
//!
//! ```text
//! loose texts -> tellings -> candidates (cells of the ledger) -> ties -> components touched -> happenings -> incidents
//! ```

use super::now;
use super::settle::same_text;
use crate::failure::{self, Failure};
use document::DocumentId;
use event::{Category, EventId, Incident, Mention, Report, Tally};
use resolve::commitments::{Line, Told};
use resolve::grouping::{Telling, are_tied, components, form, tellings};
use resolve::parts::Parts;
use resolve::{derive, incident, tallies};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use store::{Batch, Found, Gist, Kept, Ledger, NewTelling, Reach, Writer};

/// Which side a publisher is on, where the knowledge says so.
pub type Homes<'h> = &'h dyn Fn(&str) -> Option<String>;

/// How many texts are joined with others before what came of it is made durable.
const STEP: usize = 512;

/// Joins all that is loose.
pub fn group(writer: &mut Writer, homes: Homes) -> Result<(), Failure> {
    let mut batch = writer.begin()?;
    batch.group_by(form())?;
    batch.commit()?;
    loop {
        let documents = writer.loose(STEP)?;
        if documents.is_empty() {
            return Ok(());
        }
        let mut batch = writer.begin()?;
        let mut known = Known::default();
        // Components to be grouped, each by itself if nothing is tied to it.
        let mut ties = Parts::default();
        let mut fresh = Vec::new();
        for document in documents {
            let copies = same_text(&batch, document, None)?;
            let Said { tellings, mentions, tallies } = told(&batch, document, &copies, homes)?;
            let new: Vec<NewTelling> = tellings.iter().map(new).collect();
            let retold = batch.tell(document, &new, &tallies)?;
            retold.shaken.into_iter().for_each(|component| ties.add(component));
            known.mentions.extend(mentions.into_iter().map(|mention| (mention.id, mention)));
            for (entry, telling) in retold.entries.into_iter().zip(tellings) {
                ties.add(entry);
                known.tellings.insert(entry, (telling, entry));
                fresh.push((entry, document));
            }
            known.copies.insert(document, copies);
        }
        for (entry, document) in fresh {
            for component in known.tied(&batch, entry, document)? {
                ties.join(entry, component);
            }
        }
        for components in ties.all() {
            regroup(&mut batch, &mut known, &components)?;
        }
        batch.record_grouping(&now())?;
        batch.commit()?;
    }
}

/// What a document says.
#[derive(Default)]
pub struct Said {
    /// Its happenings.
    pub tellings: Vec<Telling>,
    /// Its mentions.
    pub mentions: Vec<Mention>,
    /// Its totals over periods.
    pub tallies: Vec<Tally>,
}

/// What a document says. `copies` are all documents of its text, itself among them.
pub fn told(ledger: &Ledger, document: DocumentId, copies: &BTreeSet<DocumentId>, homes: Homes) -> Result<Said, Failure> {
    let mentions = ledger.mentions_of_document(document)?;
    let Some(report) = ledger.report(document)?.filter(|_| !mentions.is_empty()) else { return Ok(Said::default()) };
    let others: Vec<DocumentId> = copies.iter().copied().filter(|&id| id != document).collect();
    let others = ledger.reports_of(&others)?;
    let copies: Vec<&Report> = others.iter().chain([&report]).collect();
    let home = report.publisher.as_deref().and_then(homes);
    let about = derive::surrounding(&report, &mentions, &copies, home);
    let publishers: BTreeSet<&str> = copies.iter().filter_map(|copy| copy.publisher.as_deref()).collect();
    let tallies = tallies::tallies(&mentions, report.published, about.origin.name(&publishers));
    Ok(Said { tellings: tellings(&mentions, &about), mentions, tallies })
}

fn new(telling: &Telling) -> NewTelling {
    NewTelling { events: telling.events().collect(), cells: telling.cells(), reach: telling.reach(), bytes: telling.to_bytes() }
}

/// Groups the tellings of components that ties connect, or that lost some, anew.
fn regroup(batch: &mut Batch, known: &mut Known, touched: &[i64]) -> Result<(), Failure> {
    let mut entries = Vec::new();
    for &component in touched {
        for kept in batch.component(component)? {
            entries.push(kept.entry);
            known.keep(kept)?;
        }
    }
    entries.sort_unstable();
    let tellings: Vec<&Telling> = entries.iter().filter_map(|entry| known.telling(*entry)).collect();
    let components = components(&tellings);
    for component in components {
        let component: Vec<Vec<i64>> =
            component.into_iter().map(|happening| happening.into_iter().map(|at| entries[at]).collect()).collect();
        let name = component.iter().flatten().copied().min().unwrap_or_default();
        for happening in component {
            if !batch.place(name, &happening)? {
                let (incident, gist) = known.incident(batch, &happening)?;
                batch.write_incident(&happening, &incident, &gist)?;
            }
        }
    }
    Ok(())
}

/// What has been read of the ledger in one step.
#[derive(Default)]
struct Known {
    /// Tellings by their rows, with the component that they are in so far.
    tellings: BTreeMap<i64, (Telling, i64)>,
    /// Mentions of new tellings.
    mentions: BTreeMap<EventId, Mention>,
    /// Of each new document all that have its text, itself among them.
    copies: BTreeMap<DocumentId, BTreeSet<DocumentId>>,
    /// The rows of all tellings of documents.
    of_document: BTreeMap<DocumentId, Vec<i64>>,
    /// What is found under a state, a kind of act and a period.
    cells: BTreeMap<(String, Category, i64), Vec<Found>>,
}

impl Known {
    /// Takes up a telling that was read.
    fn keep(&mut self, kept: Kept) -> Result<(), Failure> {
        if let Entry::Vacant(vacant) = self.tellings.entry(kept.entry) {
            let telling = Telling::from_bytes(&kept.bytes).ok_or_else(|| unreadable(kept.entry))?;
            vacant.insert((telling, kept.component));
        }
        Ok(())
    }

    fn telling(&self, entry: i64) -> Option<&Telling> {
        self.tellings.get(&entry).map(|(telling, _)| telling)
    }

    /// The components of the tellings that are tied with a new one.
    fn tied(&mut self, ledger: &Ledger, entry: i64, document: DocumentId) -> Result<BTreeSet<i64>, Failure> {
        let Some(telling) = self.telling(entry) else { return Ok(BTreeSet::new()) };
        let (reach, kindred) = (telling.reach(), telling.kindred());
        let mut near = Vec::new();
        for period in ledger.periods(reach) {
            for (code, category) in &kindred {
                let found = match self.cells.entry((code.clone(), *category, period)) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(ledger.cell(code, *category, period)?),
                };
                near.extend(found.iter().filter(|(_, other)| overlap(reach, *other)).map(|(other, _)| *other));
            }
        }
        // What one hand wrote is compared whatever it tells.
        for &copy in self.copies.get(&document).into_iter().flatten() {
            let rows = match self.of_document.entry(copy) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(ledger.tellings_of(copy)?),
            };
            near.extend(rows.iter().copied());
        }
        near.sort_unstable();
        near.dedup();
        near.retain(|other| *other != entry);
        for &other in &near {
            if !self.tellings.contains_key(&other)
                && let Some(kept) = ledger.telling(other)?
            {
                self.keep(kept)?;
            }
        }
        let own = self.telling(entry);
        let tied = |other: &&i64| self.telling(**other).zip(own).is_some_and(|(other, own)| are_tied(other, own));
        Ok(near.iter().filter(tied).filter_map(|other| self.tellings.get(other).map(|(_, component)| *component)).collect())
    }

    /// The incident that the tellings of one happening come to, and what it tells of promises and deeds.
    fn incident(&self, ledger: &Ledger, happening: &[i64]) -> Result<(Incident, Gist), Failure> {
        let tellings: Vec<&Telling> = happening.iter().filter_map(|entry| self.telling(*entry)).collect();
        let ids: Vec<EventId> = tellings.iter().flat_map(|telling| telling.events()).collect();
        let mut read = Vec::new();
        for id in ids.iter().filter(|id| !self.mentions.contains_key(id)) {
            read.extend(ledger.mention(*id)?);
        }
        let mentions: Vec<&Mention> = ids.iter().filter_map(|id| self.mentions.get(id)).chain(&read).collect();
        let incident =
            incident::incident(&tellings, &mentions).ok_or_else(|| unreadable(happening.first().copied().unwrap_or_default()))?;
        let told = Told::of(&incident, mentions.iter().map(|mention| Line::of(mention)));
        let gist = Gist { day: told.day(), actors: told.doers(), bytes: told.to_bytes() };
        Ok((incident, gist))
    }
}

/// Whether two reaches have a day in common, or neither has any.
fn overlap(a: Reach, b: Reach) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
        (a, b) => a == b,
    }
}

fn unreadable(telling: i64) -> Failure {
    let words = format!("the telling {telling} in the ledger cannot be read: look at the ledger with `standoff check --ledger`");
    Failure::Ledger(failure::USAGE, words)
}
