//! What follows from reports and their mentions, a step at a time as a ledger takes them, and at once for a handful.

use crate::grouping::{self, Surrounding, Telling, tellings, theatre};
use crate::origins::Origin;
use crate::{copies, incident};
use document::DocumentId;
use event::{CopyPair, Incident, Mention, Report};
use std::collections::BTreeMap;

/// What is known of a report by its mentions and its copies. `copies` are all reports of the same text, itself among them; `home` is the
/// country whose side its publisher is on.
pub fn surrounding(report: &Report, mentions: &[Mention], copies: &[&Report], home: Option<String>) -> Surrounding {
    let own = || Origin::Publisher(report.publisher.clone().unwrap_or_else(|| report.given_id.clone()));
    Surrounding {
        published: report.published,
        publisher: report.publisher.clone(),
        home,
        hand: copies.iter().map(|copy| copy.id).min().unwrap_or(report.id),
        origin: Origin::of(copies).unwrap_or_else(own),
        theatre: theatre(&mentions.iter().collect::<Vec<&Mention>>()),
    }
}

/// The copies among reports and the incidents of their mentions, in order of their first mention. `homes` are the countries whose side
/// publishers are on. The order of reports and mentions does not matter.
pub fn of_reports(reports: &[Report], mentions: &[Mention], homes: &BTreeMap<String, String>) -> (Vec<CopyPair>, Vec<Incident>) {
    let pairs = copies::copies(reports);
    let by_id: BTreeMap<DocumentId, &Report> = reports.iter().map(|report| (report.id, report)).collect();
    let groups = copies::groups(&pairs);
    let copies: BTreeMap<DocumentId, &Vec<DocumentId>> =
        groups.iter().flat_map(|group| group.iter().map(move |id| (*id, group))).collect();
    let mut told: BTreeMap<DocumentId, Vec<Mention>> = BTreeMap::new();
    for mention in mentions {
        told.entry(mention.document).or_default().push(mention.clone());
    }
    let of_report = |(id, mentions): (&DocumentId, &Vec<Mention>)| {
        let report = by_id.get(id)?;
        let same: Vec<&Report> = match copies.get(id) {
            Some(group) => group.iter().filter_map(|id| by_id.get(id).copied()).collect(),
            None => vec![report],
        };
        let home = report.publisher.as_ref().and_then(|publisher| homes.get(publisher)).cloned();
        Some(tellings(mentions, &surrounding(report, mentions, &same, home)))
    };
    let tellings: Vec<Telling> = told.iter().filter_map(of_report).flatten().collect();
    let incidents = of_tellings(&tellings, mentions);
    (pairs, incidents)
}

/// The incidents that tellings tell, in order of their first mention. `mentions` are those of the tellings, in any order.
pub fn of_tellings(tellings: &[Telling], mentions: &[Mention]) -> Vec<Incident> {
    let by_id: BTreeMap<event::EventId, &Mention> = mentions.iter().map(|mention| (mention.id, mention)).collect();
    let tellings: Vec<&Telling> = tellings.iter().collect();
    let incidents = grouping::happenings(&tellings).into_iter().filter_map(|happening| {
        let own: Vec<&Telling> = happening.into_iter().map(|at| tellings[at]).collect();
        let events = own.iter().flat_map(|telling| telling.events());
        let mentions: Vec<&Mention> = events.filter_map(|event| by_id.get(&event).copied()).collect();
        incident::incident(&own, &mentions)
    });
    incidents.collect()
}
