//! Ledgers that older versions wrote open for ever. A fixture of each version lies in `tests/fixtures`, written by that version with
//!
//!     cargo run -p store --example fixture -- crates/store/tests/fixtures/version-5.db

use crate::made::{follow, made, settle};
use event::Incident;
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::{Filter, Holding, Ledger};

fn fixtures() -> Vec<PathBuf> {
    (1..=store::VERSION)
        .map(|version| Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/version-{version}.db")))
        .collect()
}

#[test]
fn a_ledger_of_each_version_opens_and_holds_what_was_put_in() {
    for (version, fixture) in (1..).zip(fixtures()) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("standoff.db");
        std::fs::copy(&fixture, &path).expect("the fixture is there");
        let mut writer = Ledger::open(&path, &Holding { since: "now", patience: Duration::ZERO }).expect("it opens");
        for number in 0..2 {
            let one = made(number, 3);
            assert_eq!(
                writer.mentions_of_document(one.document.text.id).expect("mentions"),
                one.mentions,
                "{}",
                fixture.display()
            );
            assert_eq!(writer.report(one.document.text.id).expect("report"), Some(event::Report::of(&one.document)));
        }
        assert_eq!(writer.count_incidents(&Filter::default()).expect("count"), 6, "incidents stay until they are grouped anew");
        // From version 3 on mentions are grouped by tellings, and commitments followed one by one; what was before is made anew.
        let stands = version >= 3;
        assert_eq!(writer.loose(9).expect("asked").len(), if stands { 0 } else { 2 }, "{}", fixture.display());
        let commitments = writer.commitments(&Filter::default()).expect("commitments");
        assert_eq!(commitments.iter().map(|one| one.fate.len()).collect::<Vec<_>>(), if stands { vec![1] } else { vec![] });
        assert_eq!(writer.check(5).expect("checked"), Vec::new(), "{}", fixture.display());

        let mut batch = writer.begin().expect("begun");
        batch.add(&made(2, 3).article()).expect("added");
        settle(&mut batch, "now").expect("settled");
        follow(&mut batch).expect("followed");
        batch.commit().expect("committed");
        assert_eq!(writer.check(5).expect("checked"), Vec::new(), "{}", fixture.display());
        assert_eq!(writer.incidents(&Filter::default()).expect("incidents"), fresh(3), "{}", fixture.display());
        assert_eq!(writer.unfollowed(9).expect("asked"), []);
    }
}

/// The incidents of a ledger to which so many articles were added at once.
fn fresh(articles: u64) -> Vec<Incident> {
    let folder = tempfile::tempdir().expect("a folder");
    let holding = Holding { since: "now", patience: Duration::ZERO };
    let mut writer = Ledger::open(&folder.path().join("standoff.db"), &holding).expect("it opens");
    let mut batch = writer.begin().expect("begun");
    for number in 0..articles {
        batch.add(&made(number, 3).article()).expect("added");
    }
    settle(&mut batch, "now").expect("settled");
    batch.commit().expect("committed");
    writer.incidents(&Filter::default()).expect("incidents")
}

#[test]
fn the_newest_version_opens_for_reading_without_being_written_to() {
    let fixture = fixtures().pop().expect("a fixture");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("standoff.db");
    let bytes = std::fs::read(&fixture).expect("the fixture is there");
    std::fs::write(&path, &bytes).expect("copied");
    let reader = Ledger::read(&path).expect("it opens");
    assert_eq!(reader.stats().expect("stats").counts["articles"], 2);
    drop(reader);
    assert_eq!(std::fs::read(&path).expect("read"), bytes);
}
