//! Ledgers that older versions wrote open for ever. A fixture of each version lies in `tests/fixtures`, written by that version with
//!
//!     cargo run -p store --example fixture -- crates/store/tests/fixtures/version-1.db

use crate::made::{group, made};
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
    for fixture in fixtures() {
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
        assert_eq!(writer.count_incidents(&Filter::default()).expect("count"), 6);
        assert_eq!(writer.check(5).expect("checked"), Vec::new());
        let mut batch = writer.begin().expect("begun");
        batch.add(&made(2, 3).article()).expect("added");
        for block in batch.dirty_blocks().expect("blocks") {
            let grouped = group(&batch.mentions_of_block(&block).expect("mentions"));
            batch.replace_grouping(&block, "now", &grouped, &[]).expect("grouped");
        }
        batch.commit().expect("committed");
        assert_eq!(writer.check(5).expect("checked"), Vec::new());
    }
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
