//! The order in which reports arrive decides nothing.

use crate::common::{Partition, Random, done, folder, lines, of_repository, partition};
use document::DocumentId;
use event::{Commitment, EventId, Incident, Mention, Report};
use resolve::commitments::{Line, Told};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use store::{Filter, Ledger};

/// How many orders are tried on values.
const ORDERS: u64 = 100;
/// How many orders are tried through the program, each in three portions.
const ADDED: u64 = 5;

fn crisis() -> Vec<String> {
    let reports = fs::read_to_string(of_repository("training/crises/karabakh-2016/reports.jsonl")).expect("the crisis is there");
    reports.lines().map(str::to_string).collect()
}

#[test]
fn portions_in_any_order_give_one_partition() {
    let mut reports = crisis();
    let mut random = Random(6);
    let mut first: Option<(Partition, Vec<serde_json::Value>)> = None;
    for order in 0..ADDED {
        let folder = folder(&[]);
        let path = folder.path();
        let third = reports.len().div_ceil(3);
        for (at, portion) in reports.chunks(third).enumerate() {
            let name = format!("{at}.jsonl");
            fs::write(path.join(&name), portion.join("\n")).expect("a file");
            done(path, &["add", &name, "--ledger", "l.db", "--model", "fast"]);
        }
        let found = (partition(path, "l.db"), lines(path, &["commitments", "--ledger", "l.db"]));
        assert!(found.0.iter().any(|incident| incident.len() > 4), "nothing was joined");
        match &first {
            None => first = Some(found),
            Some(first) => assert!(*first == found, "order {order} gives another partition or other commitments"),
        }
        random.shuffle(&mut reports);
    }
}

#[test]
fn a_hundred_orders_of_values_give_one_partition() {
    let folder = folder(&[("all.jsonl", &crisis().join("\n"))]);
    let path = folder.path();
    done(path, &["add", "all.jsonl", "--ledger", "l.db", "--model", "fast"]);
    let ledger = Ledger::read(&path.join("l.db")).expect("the ledger opens");
    let ids = lines(path, &["query", "SELECT text_id FROM articles", "--ledger", "l.db"]);
    let id = |row: &serde_json::Value| {
        DocumentId(u64::from_str_radix(row["text_id"].as_str().expect("an id"), 16).expect("an id is hexadecimal"))
    };
    let ids: Vec<DocumentId> = ids.iter().map(id).collect();
    let mut reports: Vec<Report> = ledger.reports_of(&ids).expect("the reports are read");
    let mut mentions: Vec<Mention> = Vec::new();
    for &id in &ids {
        mentions.extend(ledger.mentions_of_document(id).expect("the mentions are read"));
    }
    assert!(reports.len() == 56 && mentions.len() > 200, "{} reports, {} mentions", reports.len(), mentions.len());

    let homes = BTreeMap::new();
    let expected = resolve::derive::of_reports(&reports, &mentions, &homes);
    assert_eq!(mentions_of(&expected.1), mentions_of(&ledger.incidents(&Filter::default()).expect("incidents")));
    let told = expected.1.iter().map(|incident| {
        let own = mentions.iter().filter(|mention| incident.mentions.contains(&mention.id));
        Told::of(incident, own.map(Line::of))
    });
    let commitments = resolve::commitments::commitments(told.collect());
    assert!(commitments.iter().any(|commitment| !commitment.fate.is_empty()), "nothing became of any commitment");
    assert_eq!(sorted(commitments), sorted(ledger.commitments(&Filter::default()).expect("commitments")));
    let mut random = Random(56);
    for order in 0..ORDERS {
        random.shuffle(&mut reports);
        random.shuffle(&mut mentions);
        let found = resolve::derive::of_reports(&reports, &mentions, &homes);
        assert!(found == expected, "order {order} gives other copies or incidents");
    }
}

/// Who is grouped with whom, in an order of its own.
fn mentions_of(incidents: &[Incident]) -> BTreeSet<Vec<EventId>> {
    incidents.iter().map(|incident| incident.mentions.clone()).collect()
}

/// Commitments by the incidents in which they are made.
fn sorted(mut commitments: Vec<Commitment>) -> Vec<Commitment> {
    commitments.sort_by_key(|commitment| commitment.made);
    commitments
}
