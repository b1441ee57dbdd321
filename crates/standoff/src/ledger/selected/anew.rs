//! Components that some reports reached only after a day, grouped anew from what was there.
//!
//! Grouping a component is cheap: what it compares is kept. Reading mentions and making incidents of them is not, so happenings that come to the
//! same as now keep their incidents as they are stored.

use crate::failure::Failure;
use crate::ledger::at_hand;
use crate::ledger::group;
use document::{Date, DocumentId};
use event::{EventId, Incident, IncidentId, Mention};
use resolve::grouping::{Telling, components};
use resolve::incident;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use store::{Filter, KnownTelling, Ledger};

/// What was otherwise on a day.
#[derive(Default)]
pub struct Anew {
    /// The components that the day splits and that are yet to be grouped anew.
    split: Option<Vec<i64>>,
    /// The rows of incidents that were others then, or none.
    pub gone: BTreeSet<i64>,
    /// The incidents that were there in their place.
    pub incidents: Vec<Incident>,
    /// Their mentions, in their order.
    pub mentions: BTreeMap<IncidentId, Vec<Mention>>,
    /// Those of them that are totals over a period.
    pub totals: BTreeSet<IncidentId>,
}

impl Anew {
    /// Groups those components that the day splits and that can hold an incident that any of the filters asks for, unless it was done. Of one
    /// value the day is always the same.
    pub fn group(&mut self, ledger: &Ledger, day: Date, filters: &[Filter]) -> Result<(), Failure> {
        let mut then = Then { ledger, day, documents: BTreeMap::new() };
        let split = self.split.take().map_or_else(|| ledger.components_split_by(day), Ok)?;
        let mut others = Vec::new();
        for component in split {
            let mut asked = false;
            for filter in filters {
                asked = asked || ledger.can_hold(component, filter)?;
            }
            match asked {
                true => then.group(component, self)?,
                false => others.push(component),
            }
        }
        self.split = Some(others);
        Ok(())
    }
}

/// What documents told on a day.
struct Then<'l> {
    ledger: &'l Ledger,
    day: Date,
    /// The tellings of documents that were then others than now.
    documents: BTreeMap<DocumentId, Vec<Telling>>,
}

impl Then<'_> {
    fn group(&mut self, component: i64, anew: &mut Anew) -> Result<(), Failure> {
        // How many tellings each incident has now.
        let mut sizes: BTreeMap<i64, usize> = BTreeMap::new();
        for member in self.ledger.component(component)? {
            member.incident.into_iter().for_each(|incident| *sizes.entry(incident).or_default() += 1);
        }
        let known = self.ledger.tellings_known(component, self.day)?;
        let told: Vec<Option<Telling>> = known.iter().map(|telling| self.then(telling)).collect::<Result<_, _>>()?;
        let (known, told): (Vec<&KnownTelling>, Vec<&Telling>) =
            known.iter().zip(&told).filter_map(|(known, told)| Some((known, told.as_ref()?))).unzip();
        for happening in components(&told).into_iter().flatten() {
            let first = known[happening[0]].incident;
            let as_now = |at: &usize| known[*at].as_now && known[*at].incident == first;
            if let Some(incident) = first
                && sizes.get(&incident) == Some(&happening.len())
                && happening.iter().all(as_now)
            {
                sizes.remove(&incident);
                continue;
            }
            let own: Vec<&Telling> = happening.iter().map(|&at| told[at]).collect();
            self.make(&own, anew)?;
        }
        anew.gone.extend(sizes.into_keys());
        Ok(())
    }

    /// A telling as it was; none where its document told nothing of it.
    fn then(&mut self, known: &KnownTelling) -> Result<Option<Telling>, Failure> {
        let now = Telling::from_bytes(&known.bytes).ok_or_else(|| at_hand::unreadable(known.entry))?;
        if known.as_now {
            return Ok(Some(now));
        }
        // Which mentions of a document are told together does not depend on others, nor does which side its publisher is on; whose text it is does.
        let first = now.events().next();
        let document = self.document(known.document, &now.about().home)?;
        Ok(document.iter().find(|telling| telling.events().next() == first).cloned())
    }

    fn document(&mut self, id: DocumentId, home: &Option<String>) -> Result<&[Telling], Failure> {
        Ok(match self.documents.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let copies = self.ledger.same_text(id, Some(self.day))?;
                new.insert(group::told(self.ledger, id, &copies, &|_| home.clone())?.tellings)
            }
        })
    }

    /// Adds the incident that the tellings of one happening came to.
    fn make(&self, happening: &[&Telling], anew: &mut Anew) -> Result<(), Failure> {
        let ids: Vec<EventId> = happening.iter().flat_map(|telling| telling.events()).collect();
        let mut mentions: Vec<Mention> = Vec::with_capacity(ids.len());
        let mut is_total = true;
        for id in ids {
            mentions.extend(self.ledger.mention(id)?);
            is_total = is_total && self.ledger.is_total(id)?;
        }
        if let Some(incident) = incident::incident(happening, &mentions.iter().collect::<Vec<_>>()) {
            is_total.then(|| anew.totals.insert(incident.id));
            mentions.sort_by_key(|mention| incident.mentions.iter().position(|id| *id == mention.id));
            anew.mentions.insert(incident.id, mentions);
            anew.incidents.push(incident);
        }
        Ok(())
    }
}
