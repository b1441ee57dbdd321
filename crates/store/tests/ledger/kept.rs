//! Articles go in once, stay as they are, and come out as they went in; groupings supersede.

use crate::made::{self, Made, group, made};
use document::Content;
use event::{CopyKind, CopyPair, Incident, Mention, Status, Tally};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::{Added, Batch, Error, Filter, Holding, Ledger, NewTelling, Prints, Writer};
use tempfile::TempDir;

fn open(path: &Path) -> Writer {
    Ledger::open(path, &Holding { since: "2026-01-02T03:04:05Z", patience: Duration::from_millis(50) }).expect("the ledger opens")
}

fn fresh() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("standoff.db");
    (folder, path)
}

pub fn settle_all(batch: &mut Batch<'_>) {
    made::settle(batch, "2026-01-02").expect("settled");
}

/// The incidents that all mentions of some articles come to, in the order of lists.
fn incidents_of(all: &[Made]) -> Vec<Incident> {
    let mut components = BTreeMap::<String, Vec<Mention>>::new();
    for mention in all.iter().flat_map(|one| &one.mentions) {
        components.entry(made::block_key(mention)).or_default().push(mention.clone());
    }
    let mut incidents: Vec<Incident> = components.values().flat_map(|mentions| group(mentions)).collect();
    incidents.sort_by_key(|incident| (incident.days, incident.id));
    incidents
}

/// A ledger of so many articles, all grouped.
pub fn filled(articles: u64) -> (TempDir, PathBuf, Writer) {
    let (folder, path) = fresh();
    let mut writer = open(&path);
    let mut batch = writer.begin().expect("a batch");
    for number in 0..articles {
        batch.add(&made(number, 5).article()).expect("added");
    }
    settle_all(&mut batch);
    batch.commit().expect("committed");
    (folder, path, writer)
}

/// The same article coded with newer knowledge, which finds one event less.
fn recoded(number: u64) -> Made {
    let mut one = made(number, 5);
    one.mentions.pop();
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
    let first: Vec<_> = all[..3].iter().map(|one| one.document.text.id).collect();
    assert_eq!(batch.loose(3).expect("asked"), first);
    settle_all(&mut batch);
    batch.commit().expect("committed");
    let incidents = incidents_of(&all);

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
    assert_eq!(reader.loose(9).expect("asked"), []);
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
    assert_eq!(reader.loose(9).expect("asked"), []);
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
    assert_eq!(writer.loose(9).expect("asked"), [new.document.text.id]);
    assert_eq!(
        writer.tellings_of(new.document.text.id).expect("tellings"),
        Vec::<i64>::new(),
        "what the old coding told counts no more"
    );
    assert_eq!(writer.check(10).expect("checked"), Vec::new(), "what is to be grouped again is no fault");
    let mut batch = writer.begin().expect("a batch");
    settle_all(&mut batch);
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
    let mut nameless = made(9, 5);
    nameless.mentions[0].scale = f64::NAN;
    let mut foreign = made(9, 5);
    foreign.mentions[0].document.0 ^= 1;
    let mut newer = made(9, 5);
    newer.mentions[0].knowledge = "knowledge-2".to_string();
    for wrong in [&nameless, &foreign, &newer] {
        let error = batch.add(&wrong.article()).expect_err("it does not fit");
        assert!(matches!(error, Error::Unfit(_)) && error.to_string().contains("`made-9`"), "{error}");
    }
    let (one, other) = (made(0, 5), made(1, 5));
    let document = one.document.text.id;
    let told = |mentions: &[Mention]| mentions.iter().map(|mention| made::telling(mention, "again")).collect::<Vec<_>>();
    let whole = told(&one.mentions);
    let foreign = [whole.clone(), told(&other.mentions[..1])].concat();
    let twice = [whole.clone(), told(&one.mentions[..1])].concat();
    let empty = [whole.clone(), vec![NewTelling { events: Vec::new(), ..whole[0].clone() }]].concat();
    let back = [whole[1..].to_vec(), vec![NewTelling { reach: Some((2, 1)), ..whole[0].clone() }]].concat();
    let nameless = Tally { low: f64::NAN, ..tally(&one.mentions[0]) };
    let wrong = [
        (&foreign[..], vec![], "none of its current ones"),
        (&twice, vec![], "is in 2 of them"),
        (&whole[1..], vec![], "is in 0 of them"),
        (&empty, vec![], "has no mention"),
        (&back, vec![], "ends before it begins"),
        (&whole, vec![nameless], "has no number"),
        (&whole, vec![tally(&other.mentions[0])], "of no current mention"),
    ];
    for (tellings, tallies, words) in wrong {
        let error = batch.tell(document, tellings, &tallies).expect_err("it does not fit");
        assert!(matches!(error, Error::Unfit(_)) && error.to_string().contains(words), "{error}");
    }
    assert!(batch.tell(document::DocumentId(1), &[], &[]).is_err(), "no such document");

    let entries = batch.tell(document, &whole, &[]).expect("told").entries;
    let of_two = group(&one.mentions[..2]).swap_remove(0);
    let strange = |change: &dyn Fn(&mut Incident)| {
        let mut incident = group(&one.mentions[..1]).swap_remove(0);
        change(&mut incident);
        incident
    };
    let others = batch.tellings_of(other.document.text.id).expect("tellings");
    let wrong = [
        (&entries[..2], strange(&|_| {}), "has 1 mentions and its tellings 2"),
        (&entries[..0], of_two, "and its tellings 0"),
        (&entries[..1], strange(&|incident| incident.mentions.clear()), "no score or no mention"),
        (&entries[..1], strange(&|incident| incident.scale = f64::NAN), "no score or no mention"),
        (&entries[..1], strange(&|incident| incident.mentions = vec![event::EventId(1)]), "is of none of its tellings"),
        (&others[..1], strange(&|_| {}), "is of none of its tellings"),
        (&others[..1], group(&other.mentions[..1]).swap_remove(0), "is in another incident"),
        (&[i64::MAX], strange(&|_| {}), "and its tellings 0"),
    ];
    for (happening, incident, words) in wrong {
        let error = batch.write_incident(happening, &incident, &made::gist(&incident)).expect_err("it does not fit");
        assert!(matches!(error, Error::Unfit(_)) && error.to_string().contains(words), "{error}");
    }
    let error = batch.place(entries[0], &[entries[0], i64::MAX]).expect_err("no such telling");
    assert!(matches!(error, Error::Unfit(_)) && error.to_string().contains("is not there"), "{error}");
    assert_eq!(batch.add(&made(9, 5).article()).expect("added"), Added::New);
    settle_all(&mut batch);
    batch.commit().expect("committed");
    assert_eq!(writer.check(10).expect("checked"), Vec::new());
}

#[test]
fn a_grouping_supersedes_the_one_before_and_the_same_again_changes_nothing() {
    let (_folder, _path, mut writer) = filled(80);
    let groupings = |writer: &Writer| {
        let sql = "SELECT count(*), max(number) FROM groupings";
        writer.query(sql, Default::default()).expect("asked").rows
    };
    let before = groupings(&writer);
    let events =
        |writer: &Writer| writer.query("SELECT incidents, events FROM groupings", Default::default()).expect("asked").rows;
    let incidents = writer.stats().expect("stats").counts["incidents"];
    assert_eq!(events(&writer), [[store::Cell::Integer(incidents), store::Cell::Integer(400)]]);
    let standing = writer.unfollowed(1000).expect("asked");
    let mut batch = writer.begin().expect("a batch");
    let all = batch.documents().expect("documents");
    batch.loosen(&all).expect("marked");
    settle_all(&mut batch);
    batch.commit().expect("committed");
    assert_eq!(groupings(&writer), before, "the same incidents are no new grouping");
    assert_eq!(writer.unfollowed(1000).expect("asked"), standing, "and keep their rows");

    // One incident for each mention instead.
    let single = |mentions: &[Mention]| {
        let mut single: Vec<_> = mentions.iter().flat_map(|mention| group(std::slice::from_ref(mention))).collect();
        single[0].status = Status::Disputed;
        single
    };
    let mut batch = writer.begin().expect("a batch");
    for _ in 0..2 {
        made::settle_by(&mut batch, "2026-01-03", single).expect("settled");
    }
    batch.commit().expect("committed");
    assert_eq!(writer.check(10).expect("checked"), Vec::new(), "sums and counters follow");
    assert_eq!(writer.count_incidents(&Filter::default()).expect("count"), 400);
    assert_eq!(groupings(&writer), [[store::Cell::Integer(2), store::Cell::Integer(2)]], "one row for the new grouping");
    // What was by itself before keeps its row, and so its standing.
    let alone = incidents_of(&(0..80).map(|number| made(number, 5)).collect::<Vec<_>>());
    let alone = alone.iter().filter(|incident| incident.mentions.len() == 1).map(|incident| incident.id);
    let disputed = writer.incidents(&Filter { status: Some(Status::Disputed), ..Filter::default() }).expect("incidents");
    assert!(!disputed.is_empty() && alone.clone().count() > 0);
    assert!(alone.into_iter().all(|id| !disputed.iter().any(|incident| incident.id == id)));
}

#[test]
fn rules_of_another_form_loosen_everything_and_leave_nothing_behind() {
    let (_folder, _path, mut writer) = filled(20);
    let before = writer.incidents(&Filter::default()).expect("incidents");
    let mut batch = writer.begin().expect("a batch");
    batch.group_by(1).expect("the first form");
    assert_eq!(batch.loose(99).expect("asked").len(), 20, "who grouped it so far is not known");
    // Of one text no event is left, which is found out only under the new form.
    let mut bare = recoded(7);
    bare.mentions.clear();
    let mut article = bare.article();
    article.knowledge = "knowledge-2";
    assert_eq!(batch.add(&article).expect("added"), Added::Recoded);
    assert_eq!(batch.incidents(&Filter::default()).expect("incidents"), before, "incidents stay until they are grouped anew");
    settle_all(&mut batch);
    batch.group_by(1).expect("the same form");
    assert_eq!(batch.loose(99).expect("asked"), []);
    batch.commit().expect("committed");
    let others: Vec<Made> = (0..20).filter(|&number| number != 7).map(|number| made(number, 5)).collect();
    assert_eq!(writer.incidents(&Filter::default()).expect("incidents"), incidents_of(&others));
    assert_eq!(writer.check(10).expect("checked"), Vec::new());
}

#[test]
fn what_is_retold_is_torn_out_of_what_it_was_joined_with() {
    let (_folder, _path, mut writer) = filled(60);
    let shared = writer.incidents(&Filter::default()).expect("incidents");
    let shared = shared.iter().find(|incident| incident.reports.len() > 1).expect("two reports of one happening");
    let (document, other) = (shared.reports[0], shared.reports[1]);
    let component = |ledger: &Ledger, entry: i64| ledger.telling(entry).expect("telling").expect("it is there").component;
    let mut batch = writer.begin().expect("a batch");
    let old = batch.tellings_of(document).expect("tellings");
    let mut shaken: Vec<i64> = old.iter().map(|&entry| component(&batch, entry)).collect();
    shaken.sort_unstable();
    shaken.dedup();
    let mentions = batch.mentions_of_document(document).expect("mentions");
    let new: Vec<NewTelling> = mentions.iter().map(|mention| made::telling(mention, "again")).collect();
    let retold = batch.tell(document, &new, &[]).expect("told");
    assert_eq!(retold.shaken, shaken);
    assert!(retold.entries.iter().all(|&entry| entry > 300 && component(&batch, entry) == entry), "new rows, each by itself");
    assert!(old.iter().all(|&entry| batch.telling(entry).expect("telling").is_none()));
    assert_eq!(batch.incident(shared.id).expect("incident"), None);
    assert!(mentions.iter().all(|mention| batch.incident_of(mention.id).expect("incident").is_none()));
    let left = batch.tellings_of(other).expect("tellings");
    assert!(left.iter().any(|&entry| shaken.contains(&component(&batch, entry))), "what is left is to be grouped again");
    settle_all(&mut batch);
    batch.commit().expect("committed");
    let mut again = writer.incident(shared.id).expect("incident").expect("it comes to the same");
    again.mentions.sort();
    let mut wanted = shared.mentions.clone();
    wanted.sort();
    assert_eq!(again.mentions, wanted);
    assert_eq!(writer.check(10).expect("checked"), Vec::new());
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
        assert_eq!(shorts(&writer, filter), picked.iter().map(short).collect(), "{filter:?}");
    }
    assert_eq!(shorts(&writer, &Filter::default()), all.iter().map(short).collect());
    assert_eq!(writer.coverage(day(2), day(3)).expect("coverage"), [(day(2).expect("a day"), 30), (day(3).expect("a day"), 30)]);
}

/// What series read of the incidents that a filter asks for.
fn shorts(ledger: &Ledger, filter: &Filter) -> BTreeMap<event::IncidentId, store::Short> {
    let mut found = BTreeMap::new();
    let mut take = |short: store::Short| assert!(found.insert(short.id, short).is_none(), "each is handed over once");
    ledger.each_short(filter, &mut take).expect("incidents");
    found
}

/// What they are to read of an incident none of whose mentions is a total.
fn short(incident: &event::Incident) -> (event::IncidentId, store::Short) {
    let short = store::Short {
        id: incident.id,
        category: incident.category,
        scale: incident.scale,
        assertion: incident.assertion,
        days: incident.days,
        first_report: incident.reported.map(|(first, _)| first),
        status: incident.status,
        total: false,
    };
    (incident.id, short)
}

#[test]
fn lists_read_of_mentions_and_reports_what_is_stored_of_them() {
    let (_folder, _path, writer) = filled(60);
    for incident in writer.incidents(&Filter::default()).expect("incidents") {
        let lines = writer.lines(incident.id).expect("lines");
        let mentions = writer.mentions_of(incident.id, None).expect("mentions");
        assert_eq!(lines.len(), mentions.len());
        for (line, mention) in lines.iter().zip(mentions) {
            let report = writer.report(mention.document).expect("asked").expect("a report");
            let report = event::Report { paragraphs: Vec::new(), ..report };
            assert_eq!(writer.head(mention.document).expect("asked").as_ref(), Some(&report));
            let wanted = store::Line { event: mention.id, report, trigger: mention.trigger, sentence: mention.sentence.words };
            assert_eq!(*line, wanted);
            assert_eq!(writer.line(mention.id).expect("asked"), Some(wanted));
        }
    }
    assert_eq!(writer.lines(event::IncidentId(0)).expect("asked"), []);
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
fn copies_and_tallies_are_kept_until_replaced() {
    let (_folder, path, mut writer) = filled(30);
    let ids: Vec<_> = (0..3).map(|number| made(number, 5).document.text.id).collect();
    assert_eq!(writer.uncompared().expect("asked").len(), 30);
    let pair = |second: usize, kind| CopyPair { first: ids[0], second: ids[second], kind, share: 0.75 };
    let mentions = made(0, 5).mentions;
    let tellings: Vec<_> = mentions.iter().map(|mention| made::telling(mention, "")).collect();
    let tally = tally(&mentions[0]);

    let mut batch = writer.begin().expect("a batch");
    batch.replace_copies(ids[0], &[pair(1, CopyKind::Reworded), pair(2, CopyKind::Verbatim)]).expect("copies");
    batch.replace_copies(ids[0], &[pair(2, CopyKind::Abridged)]).expect("copies");
    assert!(batch.replace_copies(ids[1], &[pair(2, CopyKind::Abridged)]).is_err(), "a pair of two others");
    let retold = batch.tell(ids[0], &tellings, std::slice::from_ref(&tally)).expect("told");
    assert_eq!(retold, store::Retold::default(), "a tally alone leaves tellings as they are");
    batch.commit().expect("committed");

    let reader = Ledger::read(&path).expect("read");
    assert_eq!(reader.copies().expect("copies"), [pair(2, CopyKind::Abridged)]);
    let same = |id, by| reader.same_text(id, by).expect("texts");
    assert_eq!(same(ids[0], None), BTreeSet::from([ids[0], ids[2]]));
    assert_eq!(same(ids[2], Some(made::FIRST)), BTreeSet::from([ids[0], ids[2]]));
    assert_eq!(same(ids[2], made::FIRST.yesterday().ok()), BTreeSet::from([ids[2]]), "the other was not published yet");
    assert_eq!(same(ids[1], None), BTreeSet::from([ids[1]]));
    assert_eq!(reader.uncompared().expect("asked").len(), 29);
    assert_eq!(reader.tallies(&Filter::default()).expect("tallies"), std::slice::from_ref(&tally));
    let of = |mention: &Mention| reader.tallies_of(&BTreeSet::from([mention.id]), &Filter::default()).expect("tallies");
    assert_eq!((of(&mentions[0]), of(&mentions[1])), (vec![tally.clone()], vec![]));
    let incident = reader.incident_of(tally.event).expect("asked").expect("an incident");
    let alone = reader.incident(incident).expect("asked").is_some_and(|incident| incident.mentions.len() == 1);
    assert_eq!(
        reader.totals().expect("totals").contains(&incident),
        alone,
        "an incident with another mention is more than a total"
    );
    assert_eq!(reader.count_tallies(&Filter::default()).expect("count"), 1);
    assert_eq!(reader.check(10).expect("checked"), Vec::new());

    let mut batch = writer.begin().expect("a batch");
    batch.tell(ids[0], &tellings, &[]).expect("told");
    batch.commit().expect("committed");
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
    let mut three = [(ids[0], 2), (ids[1], 3), (ids[2], 2)];
    three.sort_by_key(|&(id, shared)| (std::cmp::Reverse(shared), id));
    // A week that is asked for often is read as a whole, which comes to the same.
    let mut prints = Prints::default();
    for _ in 0..50 {
        let mut candidates = |hashes: &[u64], least, window| prints.candidates(&writer, hashes, least, window).expect("asked");
        assert_eq!(candidates(&[2, 3, u64::MAX], 1, window), [(ids[1], 3), (ids[2], 2)]);
        assert_eq!(candidates(&[2, 3, 3, u64::MAX], 2, None), three, "a hash that is given twice counts once");
        assert_eq!(candidates(&[2, 3, u64::MAX], 3, None), [(ids[1], 3)], "as many as are asked for at least");
        assert_eq!(candidates(&[77], 1, None), []);
    }
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
