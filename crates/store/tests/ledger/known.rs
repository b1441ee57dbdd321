//! What was known on a day: which components later reports reached, and which incidents they left as they were.

use crate::kept::filled;
use crate::made::{self, made};
use document::{Date, DocumentId};
use event::{CopyKind, CopyPair, Incident, Mention};
use std::collections::{BTreeMap, BTreeSet};
use store::{Filter, Ledger, Writer};

/// How many articles there are; thirty are published a day.
const ARTICLES: u64 = 300;

fn by_number(number: u64) -> DocumentId {
    made(number, 5).document.text.id
}

fn published() -> BTreeMap<DocumentId, Date> {
    let day = |number: u64| document::calendar::plus(made::FIRST, (number / 30) as i64).expect("a day");
    (0..ARTICLES).map(|number| (by_number(number), day(number))).collect()
}

/// The mentions of each component.
fn components(ledger: &Ledger) -> BTreeMap<i64, Vec<Mention>> {
    let mut found = BTreeMap::<i64, Vec<Mention>>::new();
    for (entry, mention) in made::told(ledger).expect("told") {
        let component = ledger.telling(entry).expect("telling").expect("it is there").component;
        found.entry(component).or_default().push(mention);
    }
    found
}

/// The rows of the incidents of components.
fn rows_of(ledger: &Ledger, components: &[i64]) -> BTreeSet<i64> {
    let members = components.iter().flat_map(|component| ledger.component(*component).expect("asked"));
    members.filter_map(|member| member.incident).collect()
}

#[test]
fn components_that_a_day_splits_are_named_and_the_incidents_of_others_taken() {
    let (_folder, _path, writer) = filled(ARTICLES);
    let (published, components) = (published(), components(&writer));
    let day = document::calendar::plus(made::FIRST, 4).expect("a day");
    let known = |mention: &&Mention| published[&mention.document] <= day;
    let split: Vec<i64> = components
        .iter()
        .filter(|(_, mentions)| (1..mentions.len()).contains(&mentions.iter().filter(known).count()))
        .map(|(component, _)| *component)
        .collect();
    assert!(split.len() > 9);
    assert_eq!(writer.components_split_by(day).expect("asked"), split);
    for component in &split {
        let then: Vec<DocumentId> = components[component].iter().filter(known).map(|mention| mention.document).collect();
        let told = writer.tellings_known(*component, day).expect("asked");
        assert_eq!(told.iter().map(|telling| telling.document).collect::<Vec<_>>(), then);
        assert_eq!(told[0].bytes, components[component][0].id.to_string().into_bytes());
        assert!(told.iter().all(|telling| telling.as_now), "there are no copies");
    }

    let late: BTreeSet<i64> =
        components.iter().filter(|(_, all)| !all.iter().all(|one| known(&one))).map(|(name, _)| *name).collect();
    let component_of = |incident: &Incident| {
        let holds = |(_, mentions): &(&i64, &Vec<Mention>)| mentions.iter().any(|mention| mention.id == incident.mentions[0]);
        *components.iter().find(holds).expect("a component").0
    };
    let all = writer.incidents(&Filter::default()).expect("incidents");
    let whole: Vec<Incident> = all.iter().filter(|incident| !late.contains(&component_of(incident))).cloned().collect();
    // Made incidents are reported on the day of the act, so that some of components that are all later pass for known.
    let passing = |incident: &&Incident| {
        whole.contains(incident)
            || !split.contains(&component_of(incident)) && incident.reported.is_some_and(|(first, _)| first <= day)
    };
    let passing: Vec<Incident> = all.iter().filter(passing).cloned().collect();
    let filter = Filter { known_on: Some(day), without: rows_of(&writer, &split), ..Filter::default() };
    assert!(!whole.is_empty() && passing.len() < all.len());
    assert!(writer.incidents(&filter).expect("incidents") == passing);

    let narrower = [
        Filter { party: Some("UKR".into()), ..Filter::default() },
        Filter { dyad: Some(("KOR".into(), "PRK".into())), ..Filter::default() },
        Filter { since: Some(day), ..Filter::default() },
    ];
    for filter in narrower {
        let can_hold = |component: &&i64| writer.can_hold(**component, &filter).expect("asked");
        let found: Vec<i64> = split.iter().filter(can_hold).copied().collect();
        assert!(found.len() < split.len(), "{filter:?}");
        let wanted = all.iter().filter(|incident| filter.takes(incident)).map(component_of);
        assert!(wanted.filter(|component| split.contains(component)).all(|component| found.contains(&component)), "{filter:?}");
    }
    let nobody = Filter { party: Some("NOBODY".into()), ..Filter::default() };
    assert!(split.iter().all(|component| !writer.can_hold(*component, &nobody).expect("asked")));
}

#[test]
fn what_a_chain_of_copies_connects_with_a_later_report_was_not_known_as_it_is() {
    let (_folder, _path, mut writer) = filled(ARTICLES);
    let day = document::calendar::plus(made::FIRST, 8).expect("a day");
    let reported = |writer: &Writer| -> BTreeSet<DocumentId> {
        let split = writer.components_split_by(day).expect("asked");
        let filter = Filter { known_on: Some(day), without: rows_of(writer, &split), ..Filter::default() };
        let whole = writer.incidents(&filter).expect("incidents");
        whole.into_iter().flat_map(|incident| incident.reports).collect()
    };
    let before = reported(&writer);
    // Of the first days, in components that no report of the last day reaches; the last is published after the day.
    let early: Vec<DocumentId> = (0..90).map(by_number).filter(|document| before.contains(document)).collect();
    let chain = [early[0], early[1], by_number(ARTICLES - 1)];
    let mut batch = writer.begin().expect("a batch");
    for link in chain.windows(2) {
        let pair = CopyPair { first: link[0], second: link[1], kind: CopyKind::Verbatim, share: 1.0 };
        batch.replace_copies(link[1], &[pair]).expect("copies");
    }
    batch.loosen(&chain).expect("loosened");
    made::settle(&mut batch, "now").expect("settled");
    batch.commit().expect("committed");
    assert_eq!(writer.copies().expect("copies").len(), 2);
    let after = reported(&writer);
    assert!(!after.contains(&chain[0]) && !after.contains(&chain[1]));
    assert!(early[2..].iter().any(|document| after.contains(document)));
    let split = writer.components_split_by(day).expect("asked");
    for document in &chain[..2] {
        let entries = writer.tellings_of(*document).expect("tellings");
        let component = |entry: &i64| writer.telling(*entry).expect("telling").expect("it is there").component;
        assert!(entries.iter().map(component).all(|component| split.contains(&component)));
        for telling in entries.iter().flat_map(|entry| writer.tellings_known(component(entry), day).expect("asked")) {
            assert_eq!(telling.as_now, !chain.contains(&telling.document));
        }
    }
}
