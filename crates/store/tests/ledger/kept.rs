//! Articles go in once, stay as they are, and come out as they went in; groupings supersede.

use crate::made::{self, Made, group, made};
use document::Content;
use event::{Commitment, CommitmentKind, CopyKind, CopyPair, Fate, Mention, Outcome, Status, Tally};
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::{Added, Batch, Error, Filter, Holding, Ledger, Scope, Writer};
use tempfile::TempDir;

fn open(path: &Path) -> Writer {
    Ledger::open(path, &Holding { since: "2026-01-02T03:04:05Z", patience: Duration::from_millis(50) }).expect("the ledger opens")
}

fn fresh() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("standoff.db");
    (folder, path)
}

fn group_all(batch: &mut Batch<'_>) {
    for block in batch.dirty_blocks().expect("blocks") {
        let grouped = group(&batch.mentions_of_block(&block).expect("mentions"));
        batch.replace_grouping(&block, "2026-01-02", &grouped, &[]).expect("grouped");
    }
}

/// A ledger of so many articles, all grouped.
fn filled(articles: u64) -> (TempDir, PathBuf, Writer) {
    let (folder, path) = fresh();
    let mut writer = open(&path);
    let mut batch = writer.begin().expect("a batch");
    for number in 0..articles {
        batch.add(&made(number, 5).article()).expect("added");
    }
    group_all(&mut batch);
    batch.commit().expect("committed");
    (folder, path, writer)
}

/// The same article coded with newer knowledge, which finds one event less.
fn recoded(number: u64) -> Made {
    let mut one = made(number, 5);
    one.mentions.pop();
    one.blocks.pop();
    one.mentions.iter_mut().for_each(|mention| mention.knowledge = "knowledge-2".to_string());
    one
}

#[test]
fn what_goes_in_comes_out() {
    let (_folder, path) = fresh();
    let mut writer = open(&path);
    let all: Vec<_> = (0..40).map(|number| made(number, 5)).collect();
    let mut batch = writer.begin().expect("a batch");
    for one in &all {
        assert_eq!(batch.add(&one.article()).expect("added"), Added::New);
    }
    let mut incidents = Vec::new();
    for block in batch.dirty_blocks().expect("blocks") {
        let grouped = group(&batch.mentions_of_block(&block).expect("mentions"));
        batch.replace_grouping(&block, "2026-01-02", &grouped, &[]).expect("grouped");
        incidents.extend(grouped);
    }
    batch.commit().expect("committed");
    incidents.sort_by_key(|incident| (incident.days, incident.id));

    let reader = Ledger::read(&path).expect("read");
    for one in &all {
        assert_eq!(reader.mentions_of_document(one.document.text.id).expect("mentions"), one.mentions);
        assert_eq!(reader.report(one.document.text.id).expect("report"), Some(event::Report::of(&one.document)));
        assert_eq!(reader.text_of(one.document.text.id).expect("text").as_ref(), Some(&one.document.text.string));
        assert_eq!(reader.article(one.document.text.id).expect("article").as_ref(), Some(&one.article));
        assert!(reader.is_stored(&one.article, "knowledge-1", "fast-1").expect("asked"));
        assert!(!reader.is_stored(&one.article, "knowledge-2", "fast-1").expect("asked"));
    }
    let ids: Vec<_> = all.iter().map(|one| one.document.text.id).collect();
    assert_eq!(reader.documents().expect("documents"), ids);
    assert_eq!(reader.incidents(&Filter::default()).expect("incidents"), incidents);
    assert_eq!(reader.dirty_blocks().expect("blocks"), Vec::<String>::new());
    let some = &incidents[3];
    assert_eq!(reader.incident(some.id).expect("incident").as_ref(), Some(some));
    assert_eq!(reader.incident_of(some.mentions[0]).expect("incident"), Some(some.id));
    let mentions: Vec<_> = reader.mentions_of(some.id, None).expect("mentions").iter().map(|mention| mention.id).collect();
    assert_eq!(mentions, some.mentions);
    assert_eq!(reader.check(10).expect("checked"), Vec::new());
}

#[test]
fn adding_twice_adds_nothing() {
    let (_folder, path, mut writer) = filled(20);
    let counts = writer.stats().expect("stats").counts;
    let mut batch = writer.begin().expect("a batch");
    for number in 0..20 {
        assert_eq!(batch.add(&made(number, 5).article()).expect("added"), Added::AlreadyThere);
    }
    batch.commit().expect("committed");
    let reader = Ledger::read(&path).expect("read");
    assert_eq!(reader.stats().expect("stats").counts, counts);
    assert_eq!(reader.dirty_blocks().expect("blocks"), Vec::<String>::new());
    assert_eq!(counts.get("articles"), Some(&20));
    assert_eq!(counts.get("events"), Some(&100));
}

#[test]
fn the_same_bytes_under_another_id_are_another_article() {
    let (_folder, _path, mut writer) = filled(1);
    let mut other = made(0, 5);
    other.article.given_id = "elsewhere".to_string();
    other.document.text.metadata.given_id = "elsewhere".to_string();
    other.document.text.id = document::DocumentId::of("elsewhere", &other.document.text.string);
    other.mentions.clear();
    other.blocks.clear();
    let mut batch = writer.begin().expect("a batch");
    assert_eq!(batch.add(&other.article()).expect("added"), Added::New);
    batch.commit().expect("committed");
    assert_eq!(writer.check(10).expect("checked"), Vec::new());
}

#[test]
fn a_newer_coding_stands_beside_the_old_and_is_the_one_that_shows() {
    let (_folder, _path, mut writer) = filled(20);
    let new = recoded(7);
    let mut article = new.article();
    article.knowledge = "knowledge-2";
    let mut batch = writer.begin().expect("a batch");
    assert_eq!(batch.add(&article).expect("added"), Added::Recoded);
    assert_eq!(batch.add(&article).expect("added"), Added::AlreadyThere);
    assert_eq!(batch.add(&made(7, 5).article()).expect("added"), Added::AlreadyThere, "the old coding does not come back");
    batch.commit().expect("committed");

    assert_eq!(writer.mentions_of_document(new.document.text.id).expect("mentions"), new.mentions);
    assert!(!writer.dirty_blocks().expect("blocks").is_empty());
    assert_eq!(writer.check(10).expect("checked"), Vec::new(), "what is to be grouped again is no fault");
    let mut batch = writer.begin().expect("a batch");
    group_all(&mut batch);
    batch.commit().expect("committed");
    assert_eq!(writer.check(10).expect("checked"), Vec::new());

    let counts = writer.stats().expect("stats").counts;
    assert_eq!((counts["events"], counts["current events"], counts["codings"], counts["articles"]), (104, 99, 21, 20));
    let answer = writer.query("SELECT count(*) FROM events WHERE document = 'made-7'", Default::default()).expect("asked");
    assert_eq!(answer.rows, [[store::Cell::Integer(4)]]);
}

#[test]
fn the_same_bytes_cleaned_anew_keep_the_old_text_beside_the_new() {
    let page = |words: &str| {
        let mut one = made(3, 0);
        one.article.content = Content::Html(format!("<p>{}</p>", "as it came in ".repeat(40)));
        one.packed = store::Packed::of(&one.article);
        one.document.text.string = words.to_string();
        one.document.text.paragraphs.clear();
        one.document.names.clear();
        one.document.times.clear();
        one.document.text.id = document::DocumentId::of("made-3", words);
        one
    };
    let (_folder, path) = fresh();
    let mut writer = open(&path);
    let mut batch = writer.begin().expect("a batch");
    let (old, new) = (page("an older reading of it"), page("a newer reading of it"));
    assert!(old.packed.deflated && old.packed.bytes.len() < 200, "a page is compressed");
    assert_eq!(batch.add(&old.article()).expect("added"), Added::New);
    assert_eq!(batch.add(&new.article()).expect("added"), Added::AlreadyThere, "the same bytes, coded with the same versions");
    let mut article = new.article();
    article.knowledge = "knowledge-2";
    assert_eq!(batch.add(&article).expect("added"), Added::Recoded);
    batch.commit().expect("committed");
    assert_eq!(writer.check(10).expect("checked"), Vec::new());
    assert_eq!(writer.text_of(old.document.text.id).expect("text").as_deref(), Some("an older reading of it"));
    assert_eq!(writer.article(old.document.text.id).expect("article").as_ref(), Some(&old.article));
    assert_eq!(writer.documents().expect("documents"), [new.document.text.id]);
    assert!(writer.search("older", 9).expect("found").is_empty(), "only the current text is found");
    assert_eq!(writer.search("newer", 9).expect("found").len(), 1);
}

#[test]
fn a_batch_that_is_not_committed_leaves_nothing() {
    let (_folder, _path, mut writer) = filled(3);
    let before = writer.stats().expect("stats");
    let mut batch = writer.begin().expect("a batch");
    batch.add(&made(50, 5).article()).expect("added");
    drop(batch);
    assert_eq!(writer.stats().expect("stats"), before);
    assert_eq!(writer.check(10).expect("checked"), Vec::new());
}

#[test]
fn readers_see_what_was_committed_while_a_writer_works() {
    let (_folder, path, mut writer) = filled(3);
    let readers: Vec<_> = (0..4).map(|_| Ledger::read(&path).expect("read")).collect();
    let mut batch = writer.begin().expect("a batch");
    batch.add(&made(50, 5).article()).expect("added");
    let articles = |ledger: &Ledger| ledger.stats().expect("stats").counts["articles"];
    assert!(readers.iter().all(|reader| articles(reader) == 3));
    batch.commit().expect("committed");
    assert!(readers.iter().all(|reader| articles(reader) == 4));
}

#[test]
fn what_does_not_fit_is_refused_and_spoils_nothing() {
    let (_folder, _path, mut writer) = filled(2);
    let mut batch = writer.begin().expect("a batch");
    let mut short = made(9, 5);
    short.blocks.pop();
    let mut nameless = made(9, 5);
    nameless.mentions[0].scale = f64::NAN;
    let mut foreign = made(9, 5);
    foreign.mentions[0].document.0 ^= 1;
    let mut newer = made(9, 5);
    newer.mentions[0].knowledge = "knowledge-2".to_string();
    for wrong in [&short, &nameless, &foreign, &newer] {
        let error = batch.add(&wrong.article()).expect_err("it does not fit");
        assert!(matches!(error, Error::Unfit(_)) && error.to_string().contains("`made-9`"), "{error}");
    }
    let block = made(0, 5).blocks[0].clone();
    let grouped = group(&batch.mentions_of_block(&block).expect("mentions"));
    let twice = [grouped.clone(), grouped.clone()].concat();
    let mut strange = grouped.clone();
    strange[0].mentions.push(event::EventId(1));
    for (wrong, words) in [(&twice[..], "is in 2 incidents"), (&[], "in no incident"), (&strange[..], "none of the block's")] {
        let error = batch.replace_grouping(&block, "2026-01-03", wrong, &[]).expect_err("it does not fit");
        assert!(error.to_string().contains(words), "{error}");
    }
    assert!(batch.replace_grouping("no such block", "2026-01-03", &[], &[]).is_err());
    assert_eq!(batch.add(&made(9, 5).article()).expect("added"), Added::New);
    group_all(&mut batch);
    batch.commit().expect("committed");
    assert_eq!(writer.check(10).expect("checked"), Vec::new());
}

#[test]
fn a_grouping_supersedes_the_one_before_and_the_same_again_changes_nothing() {
    let (_folder, _path, mut writer) = filled(40);
    let groupings = |writer: &Writer| {
        let sql = "SELECT count(*), max(number) FROM groupings";
        writer.query(sql, Default::default()).expect("asked").rows
    };
    let before = groupings(&writer);
    let mut batch = writer.begin().expect("a batch");
    batch.mark_all_dirty().expect("marked");
    group_all(&mut batch);
    batch.commit().expect("committed");
    assert_eq!(groupings(&writer), before, "the same incidents are no new snapshot");

    // One incident for each mention instead.
    let blocks: Vec<String> = made(0, 5).blocks;
    let mut batch = writer.begin().expect("a batch");
    for block in &blocks {
        let mentions = batch.mentions_of_block(block).expect("mentions");
        let mut single: Vec<_> = mentions.iter().flat_map(|mention| group(std::slice::from_ref(mention))).collect();
        single[0].status = Status::Disputed;
        assert!(batch.replace_grouping(block, "2026-01-03", &single, &[]).expect("grouped"));
        assert!(!batch.replace_grouping(block, "2026-01-04", &single, &[]).expect("grouped"));
    }
    batch.commit().expect("committed");
    assert_eq!(writer.check(10).expect("checked"), Vec::new(), "sums and counters follow");
    let disputed = writer.incidents(&Filter { status: Some(Status::Disputed), ..Filter::default() }).expect("incidents");
    assert_eq!(disputed.len(), blocks.len());
}

#[test]
fn filters_give_what_a_reader_would_pick_out() {
    let (_folder, _path, writer) = filled(300);
    let all = writer.incidents(&Filter::default()).expect("incidents");
    let day = |days: i64| document::calendar::plus(made::FIRST, days);
    let filters = [
        Filter { dyad: Some(("PRK".into(), "KOR".into())), ..Filter::default() },
        Filter { dyad: Some(("KOR".into(), "PRK".into())), since: day(3), until: day(5), ..Filter::default() },
        Filter { party: Some("UKR".into()), ..Filter::default() },
        Filter { category: Some(event::Category::Aid), since: day(4), ..Filter::default() },
        Filter { country: Some("CHN".into()), known_on: day(2), ..Filter::default() },
        Filter { geonameid: Some(13), until: day(2), ..Filter::default() },
        Filter { place: Some("greywall".into()), ..Filter::default() },
        Filter { dyad: Some(("PRK".into(), "KOR".into())), known_on: day(3), ..Filter::default() },
        Filter { assertion: Some(event::Assertion::Denied), ..Filter::default() },
    ];
    for filter in &filters {
        let picked: Vec<_> = all.iter().filter(|incident| meets(incident, filter)).cloned().collect();
        assert_eq!(writer.incidents(filter).expect("incidents"), picked, "{filter:?}");
        assert_eq!(writer.count_incidents(filter).expect("count"), picked.len() as u64);
        let sums = writer.sums(filter).expect("sums");
        assert_eq!(sums.iter().map(|sum| sum.incidents).sum::<u64>(), picked.len() as u64, "{filter:?}");
        let scale: f64 = picked.iter().map(|incident| incident.scale).sum();
        assert!((sums.iter().map(|sum| sum.scale).sum::<f64>() - scale).abs() < 1e-6);
        let limited = writer.incidents(&Filter { limit: Some(2), ..filter.clone() }).expect("incidents");
        assert_eq!(limited, picked[..picked.len().min(2)]);
    }
    assert_eq!(writer.coverage(day(2), day(3)).expect("coverage"), [(day(2).expect("a day"), 30), (day(3).expect("a day"), 30)]);
}

fn meets(incident: &event::Incident, filter: &Filter) -> bool {
    let sides = || incident.actors.iter().chain(&incident.recipients).filter_map(|party| party.code.as_deref());
    let has = |parties: &[event::Participant], code: &str| parties.iter().any(|party| party.code.as_deref() == Some(code));
    let between = |one: &str, other: &str| has(&incident.actors, one) && has(&incident.recipients, other);
    let site = incident.site.as_ref();
    filter.dyad.as_ref().is_none_or(|(one, other)| between(one, other) || between(other, one))
        && filter.party.as_ref().is_none_or(|code| sides().any(|side| side == code))
        && filter.category.is_none_or(|category| incident.category == category)
        && filter.assertion.is_none_or(|assertion| incident.assertion == assertion)
        && filter.since.is_none_or(|since| incident.days.is_some_and(|(_, last)| last >= since))
        && filter.until.is_none_or(|until| incident.days.is_some_and(|(first, _)| first <= until))
        && filter.country.as_ref().is_none_or(|code| site.is_some_and(|site| site.country_code.as_ref() == Some(code)))
        && filter.geonameid.is_none_or(|id| site.is_some_and(|site| site.geonameid == Some(id)))
        && filter.place.as_ref().is_none_or(|name| site.is_some_and(|site| site.name.eq_ignore_ascii_case(name)))
        && filter.known_on.is_none_or(|day| incident.reported.is_some_and(|(first, _)| first <= day))
}

#[test]
fn copies_commitments_and_tallies_are_kept_until_replaced() {
    let (_folder, path, mut writer) = filled(30);
    let ids: Vec<_> = (0..3).map(|number| made(number, 5).document.text.id).collect();
    assert_eq!(writer.uncompared().expect("asked").len(), 30);
    let pair = |second: usize, kind| CopyPair { first: ids[0], second: ids[second], kind, share: 0.75 };
    let incidents = writer.incidents(&Filter::default()).expect("incidents");
    let commitment = Commitment {
        made: incidents[0].id,
        kind: CommitmentKind::Agreement,
        fate: vec![Fate { incident: incidents[9].id, outcome: Outcome::Suspended, because: vec!["same pact".into()] }],
    };
    let stale = writer.stale_scopes().expect("asked");
    let (first, second) = store::dyads(&incidents[0]).pop_first().expect("it is between two");
    assert!(stale.contains(&Scope::Dyad(second, first.clone())) || stale.contains(&Scope::Dyad(first, "KOR".into())));

    let mut batch = writer.begin().expect("a batch");
    batch.replace_copies(ids[0], &[pair(1, CopyKind::Reworded), pair(2, CopyKind::Verbatim)]).expect("copies");
    batch.replace_copies(ids[0], &[pair(2, CopyKind::Abridged)]).expect("copies");
    assert!(batch.replace_copies(ids[1], &[pair(2, CopyKind::Abridged)]).is_err(), "a pair of two others");
    batch.replace_commitments(&stale[0], std::slice::from_ref(&commitment)).expect("commitments");
    batch.replace_commitments(&stale[1], std::slice::from_ref(&commitment)).expect("commitments");
    let block = &made(0, 5).blocks[0];
    let mentions = batch.mentions_of_block(block).expect("mentions");
    let tally = tally(&mentions[0]);
    batch.replace_grouping(block, "2026-01-03", &group(&mentions), std::slice::from_ref(&tally)).expect("grouped");
    batch.commit().expect("committed");

    let reader = Ledger::read(&path).expect("read");
    assert_eq!(reader.copies().expect("copies"), [pair(2, CopyKind::Abridged)]);
    assert_eq!(reader.copies_of(ids[2]).expect("copies"), [pair(2, CopyKind::Abridged)]);
    assert_eq!(reader.copies_of(ids[1]).expect("copies"), []);
    assert_eq!(reader.uncompared().expect("asked").len(), 29);
    assert_eq!(
        reader.commitments(&Filter::default()).expect("commitments"),
        std::slice::from_ref(&commitment),
        "each once, in whatever scopes it is"
    );
    assert_eq!(reader.stale_scopes().expect("asked"), stale[2..]);
    assert_eq!(reader.tallies(&Filter::default()).expect("tallies"), [tally]);
    assert_eq!(reader.check(10).expect("checked"), Vec::new());

    let mut batch = writer.begin().expect("a batch");
    batch.replace_commitments(&Scope::All, &[]).expect("commitments");
    batch.replace_grouping(block, "2026-01-03", &group(&mentions), &[]).expect("grouped");
    batch.commit().expect("committed");
    assert_eq!(reader.commitments(&Filter::default()).expect("commitments"), []);
    assert_eq!(reader.stale_scopes().expect("asked"), []);
    assert_eq!(reader.tallies(&Filter::default()).expect("tallies"), []);
    assert_eq!(reader.check(10).expect("checked"), Vec::new());
}

fn tally(mention: &Mention) -> Tally {
    Tally {
        event: mention.id,
        series: "balloons PRK KOR".to_string(),
        by: "KOR".to_string(),
        what: "balloon".to_string(),
        low: 5500.0,
        high: None,
        occasions: Some(22.0),
        period: mention.dating.days,
        published: Some(made::FIRST),
    }
}

#[test]
fn candidates_share_fingerprints_within_the_window() {
    let (_folder, path) = fresh();
    let mut writer = open(&path);
    let mut batch = writer.begin().expect("a batch");
    // Thirty a day: articles 0, 300 and 900 are published on days 0, 10 and 30.
    let mut all: Vec<Made> = [0, 300, 900].into_iter().map(|number| made(number, 1)).collect();
    all[0].fingerprints = vec![1, 2, 3];
    all[1].fingerprints = vec![2, 3, 4, u64::MAX];
    all[2].fingerprints = vec![3, u64::MAX];
    for one in &all {
        batch.add(&one.article()).expect("added");
    }
    batch.commit().expect("committed");
    let ids: Vec<_> = all.iter().map(|one| one.document.text.id).collect();
    let window = document::calendar::plus(made::FIRST, 5).zip(document::calendar::plus(made::FIRST, 30));
    assert_eq!(writer.candidates(&[2, 3, u64::MAX], window).expect("asked"), [(ids[1], 3), (ids[2], 2)]);
    let mut three = [(ids[0], 2), (ids[1], 3), (ids[2], 2)];
    three.sort_by_key(|&(id, shared)| (std::cmp::Reverse(shared), id));
    assert_eq!(writer.candidates(&[2, 3, 3, u64::MAX], None).expect("asked"), three, "a hash that is given twice counts once");
    assert_eq!(writer.candidates(&[77], None).expect("asked"), []);
}

#[test]
fn what_is_kept_for_good_can_be_neither_changed_nor_taken_away() {
    let (_folder, path, writer) = filled(3);
    drop(writer);
    let connection = rusqlite::Connection::open(&path).expect("opened");
    connection.pragma_update(None, "recursive_triggers", false).expect("set");
    let kept = [
        "article",
        "text",
        "paragraph",
        "version",
        "coding",
        "superseded",
        "name",
        "time",
        "event",
        "party",
        "number",
        "fingerprint",
        "grouping",
    ];
    connection.execute("INSERT INTO superseded (coding) VALUES (1)", []).expect("a newer coding may come");
    for table in kept {
        let column: String = connection
            .query_row(&format!("SELECT name FROM pragma_table_info('{table}') LIMIT 1"), [], |row| row.get(0))
            .expect("a column");
        let mut statements = vec![format!("UPDATE {table} SET {column} = {column}"), format!("DELETE FROM {table}")];
        if table != "fingerprint" {
            statements.push(format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"));
        }
        for sql in statements {
            let error = connection.execute(&sql, []).expect_err("refused").to_string();
            assert!(error.contains("append-only"), "{sql}: {error}");
        }
    }
}
