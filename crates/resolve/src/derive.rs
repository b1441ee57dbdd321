//! All that follows from the mentions of one block, or of many reports at once.

use crate::grouping::Surroundings;
use crate::{block, copies, incident, origins, tallies};
use document::DocumentId;
use event::{CopyPair, Incident, Mention, Report, Tally};
use std::collections::{BTreeMap, BTreeSet};

/// The incidents and tallies of one block. `reports` are those of its mentions, `pairs` the copies that any of them is in, `homes` the
/// countries whose side publishers are on.
pub fn of_block(
    mentions: &[Mention],
    reports: &[Report],
    pairs: &[CopyPair],
    homes: &BTreeMap<String, String>,
) -> (Vec<Incident>, Vec<Tally>) {
    let around = Surroundings::of(reports, mentions, pairs, homes);
    let publishers: BTreeSet<&str> = reports.iter().filter_map(|report| report.publisher.as_deref()).collect();
    let borrowed: Vec<&Report> = reports.iter().collect();
    let hands = origins::origins(&borrowed, pairs, &publishers.into_iter().collect::<Vec<&str>>());
    let published = reports.iter().filter_map(|report| Some((report.id, report.published?))).collect();
    (incident::incidents(mentions, &around, &hands), tallies::tallies(mentions, &published, &hands))
}

/// The copies among reports and the incidents of their mentions, block by block, as a ledger derives them. The order of reports and
/// mentions does not matter.
pub fn of_reports(reports: &[Report], mentions: &[Mention], homes: &BTreeMap<String, String>) -> (Vec<CopyPair>, Vec<Incident>) {
    let pairs = copies::copies(reports);
    let by_id: BTreeMap<DocumentId, &Report> = reports.iter().map(|report| (report.id, report)).collect();
    let mut blocks: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    for mention in mentions {
        let published = by_id.get(&mention.document).and_then(|report| report.published);
        blocks.entry(block::block(mention, published)).or_default().push(mention.clone());
    }
    let incidents = blocks.values().flat_map(|mentions| {
        let told: BTreeSet<DocumentId> = mentions.iter().map(|mention| mention.document).collect();
        let reports: Vec<Report> = told.iter().filter_map(|id| by_id.get(id).map(|report| (*report).clone())).collect();
        let touching: Vec<CopyPair> =
            pairs.iter().filter(|pair| told.contains(&pair.first) || told.contains(&pair.second)).cloned().collect();
        of_block(mentions, &reports, &touching, homes).0
    });
    let incidents = incidents.collect();
    (pairs, incidents)
}
