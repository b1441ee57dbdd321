//! Articles go in once, stay as they are, and come out as they went in.

mod made;

use made::{group, made};
use std::path::Path;
use std::time::Duration;
use store::{Added, Filter, Holding, Ledger, Writer};

fn open(path: &Path) -> Writer {
    Ledger::open(path, &Holding { since: "2026-01-02T03:04:05Z", patience: Duration::from_millis(50) }).expect("the ledger opens")
}

#[test]
fn what_goes_in_comes_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("standoff.db");
    let mut writer = open(&path);
    let all: Vec<_> = (0..40).map(|number| made(number, 5)).collect();
    let mut batch = writer.begin().expect("a batch");
    for one in &all {
        assert_eq!(batch.add(&one.article()).expect("added"), Added::New);
    }
    for one in &all {
        assert_eq!(batch.add(&one.article()).expect("added"), Added::AlreadyThere);
    }
    let blocks = batch.dirty_blocks().expect("blocks");
    let mut incidents = Vec::new();
    for block in &blocks {
        let grouped = group(&batch.mentions_of_block(block).expect("mentions"));
        batch.replace_grouping(block, "2026-01-02", &grouped, &[]).expect("grouped");
        incidents.extend(grouped);
    }
    batch.commit().expect("committed");
    incidents.sort_by_key(|incident| (incident.days, incident.id));

    let reader = Ledger::read(&path).expect("read");
    for one in &all {
        assert_eq!(reader.mentions_of_document(one.document.text.id).expect("mentions"), one.mentions);
        assert_eq!(reader.report(one.document.text.id).expect("report"), Some(event::Report::of(&one.document)));
    }
    assert_eq!(reader.incidents(&Filter::default()).expect("incidents"), incidents);
    assert_eq!(reader.dirty_blocks().expect("blocks"), Vec::<String>::new());
    assert_eq!(reader.check(10).expect("checked"), Vec::new());
}
