//! Joins the mentions of new texts with those of others, without reading again what no tie connects with them.
//!
//! ```text
//! loose texts -> tellings -> candidates (cells of the ledger) -> ties -> components touched -> happenings -> incidents
//! ```

use super::at_hand::{AtHand, Tellings};
use super::now;
use crate::failure::Failure;
use document::DocumentId;
use event::{Mention, Report, Tally};
use resolve::grouping::{Telling, components, form, tellings};
use resolve::parts::Parts;
use resolve::{derive, tallies};
use std::collections::{BTreeMap, BTreeSet};
use store::{Batch, Ledger, Member, NewTelling, Writer};

/// Which side a publisher is on, where the knowledge says so.
pub type Homes<'h> = &'h dyn Fn(&str) -> Option<String>;

/// How many texts are joined with others before what came of it is made durable.
const STEP: usize = 1024;
/// How many tellings are kept at hand from one step to the next, so that memory stays flat.
const KEPT: usize = 8192;

/// Joins all that is loose.
pub fn group(writer: &mut Writer, homes: Homes) -> Result<(), Failure> {
    let mut batch = writer.begin()?;
    batch.group_by(form())?;
    batch.commit()?;
    let mut tellings = Tellings::default();
    loop {
        let documents = writer.loose(STEP)?;
        if documents.is_empty() {
            return Ok(());
        }
        let mut batch = writer.begin()?;
        let mut known = AtHand::with(tellings);
        // Components to be grouped, each by itself if nothing is tied to it.
        let mut ties = Parts::default();
        let mut fresh = Vec::new();
        for document in documents {
            let copies = batch.same_text(document, None)?;
            let Said { tellings, mentions, tallies } = told(&batch, document, &copies, homes)?;
            let new: Vec<NewTelling> = tellings.iter().map(new).collect();
            let retold = batch.tell(document, &new, &tallies)?;
            retold.shaken.into_iter().for_each(|component| ties.add(component));
            known.mentions.extend(mentions.into_iter().map(|mention| (mention.id, mention)));
            for (entry, telling) in retold.entries.into_iter().zip(tellings) {
                ties.add(entry);
                known.tellings.insert(entry, Some((Box::new(telling), entry)));
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
        tellings = known.tellings;
        if tellings.len() > KEPT {
            tellings = Tellings::default();
        }
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

/// Groups the tellings of components that ties connect, or that lost some, anew. What comes to the same as before is left as it is.
fn regroup(batch: &mut Batch, known: &mut AtHand, touched: &[i64]) -> Result<(), Failure> {
    let mut members: Vec<Member> = Vec::new();
    for &component in touched {
        members.extend(batch.component(component)?);
    }
    members.sort_unstable_by_key(|member| member.entry);
    for member in &members {
        known.read(batch, member.entry)?;
    }
    let tellings: Vec<&Telling> = members.iter().filter_map(|member| known.telling(member.entry)).collect();
    let mut sizes: BTreeMap<i64, usize> = BTreeMap::new();
    for incident in members.iter().filter_map(|member| member.incident) {
        *sizes.entry(incident).or_default() += 1;
    }
    for component in components(&tellings) {
        let name = component.iter().flatten().map(|&at| members[at].entry).min().unwrap_or_default();
        for happening in component {
            let first = members[happening[0]];
            let as_before = |&at: &usize| members[at].component == name && members[at].incident == first.incident;
            let size = first.incident.and_then(|incident| sizes.get(&incident));
            if size == Some(&happening.len()) && happening.iter().all(as_before) {
                continue;
            }
            let happening: Vec<i64> = happening.into_iter().map(|at| members[at].entry).collect();
            happening.iter().for_each(|entry| known.put(*entry, name));
            if !batch.place(name, &happening)? {
                let (incident, gist) = known.incident(batch, &happening)?;
                batch.write_incident(&happening, &incident, &gist)?;
            }
        }
    }
    Ok(())
}
