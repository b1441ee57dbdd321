//! Commitments are followed one by one, and what is taken away is looked for again.

use crate::kept::{filled, settle_all};
use crate::made::{self, made};
use document::Date;
use event::{Category, Commitment, CommitmentKind, Fate, Incident, IncidentId, Outcome};
use std::collections::BTreeMap;
use store::{Error, Filter, Ledger, NewCommitment, NewTelling, Unfollowed, Writer};

/// The rows of all incidents of a ledger of which none was followed yet.
fn rows(writer: &Writer) -> BTreeMap<IncidentId, i64> {
    let unfollowed = writer.unfollowed(10_000).expect("asked");
    let row = |one: &Unfollowed| match *one {
        Unfollowed::Incident(row) => made::dated(writer, row).expect("read").map(|(incident, _)| (incident.id, row)),
        Unfollowed::Commitment(..) => None,
    };
    unfollowed.iter().filter_map(row).collect()
}

fn day(incident: &Incident) -> i32 {
    made::number(incident.days.expect("all have a day").0)
}

/// What the made rule of commitments comes to, worked out from all incidents at once.
fn wanted(writer: &Writer) -> Vec<Commitment> {
    let all = writer.incidents(&Filter::default()).expect("incidents");
    let fate = |promise: &Incident| {
        let by = made::gist(promise).actors;
        let later = all.iter().filter(|other| (day(promise) + 1..=day(promise) + made::LIFE).contains(&day(other)));
        let acts = |other: &&Incident| made::gist(other).actors.iter().any(|code| by.contains(code));
        let kept = |other: &Incident| Fate { incident: other.id, outcome: Outcome::Kept, because: vec!["same side".to_string()] };
        later.filter(acts).map(kept).collect()
    };
    let promises = all.iter().filter(|incident| incident.category == Category::Agree);
    promises.map(|one| Commitment { made: one.id, kind: CommitmentKind::Agreement, fate: fate(one) }).collect()
}

#[test]
fn following_piece_by_piece_comes_to_the_same_as_at_once() {
    let (_folder, _path, mut writer) = filled(0);
    // Late days first, so that new incidents are promises as well as deeds of promises that are there.
    for begin in [120, 0, 240, 60, 180] {
        let mut batch = writer.begin().expect("a batch");
        for number in begin..begin + 60 {
            batch.add(&made(number, 3).article()).expect("added");
        }
        settle_all(&mut batch);
        made::follow(&mut batch).expect("followed");
        batch.commit().expect("committed");
        assert_eq!(writer.unfollowed(9).expect("asked"), []);
        assert_eq!(writer.commitments(&Filter::default()).expect("commitments"), wanted(&writer));
        assert_eq!(writer.check(9).expect("checked"), Vec::new());
    }
    let commitments = wanted(&writer);
    assert!(commitments.iter().any(|one| one.fate.len() > 1) && commitments.len() > 9);
    assert_eq!(writer.count_commitments(&Filter::default()).expect("count"), commitments.len() as u64);
    let first = Filter { limit: Some(3), ..Filter::default() };
    assert_eq!(writer.commitments(&first).expect("commitments"), commitments[..3]);
    assert_eq!(writer.commitment_made(commitments[4].made).expect("commitment").as_ref(), Some(&commitments[4]));
}

/// A promise and two later incidents of its actor, on three days, of different reports.
fn three(writer: &Writer) -> [Incident; 3] {
    let all = writer.incidents(&Filter::default()).expect("incidents");
    let promise = &all[0];
    let apart = |one: &Incident, other: &Incident| {
        day(one) < day(other)
            && one.actors[0].code == other.actors[0].code
            && one.reports.iter().all(|report| !other.reports.contains(report))
    };
    let first = all.iter().find(|one| apart(promise, one)).expect("a later one");
    let second = all.iter().find(|one| apart(promise, one) && apart(first, one)).expect("a still later one");
    [promise.clone(), first.clone(), second.clone()]
}

#[test]
fn a_commitment_whose_fate_is_taken_away_is_to_be_followed_again() {
    let (_folder, _path, mut writer) = filled(150);
    let rows = rows(&writer);
    let [promise, first, second] = three(&writer);
    let code = promise.actors[0].code.clone().expect("a code");
    let (row, rows_of_fate) = (rows[&promise.id], [rows[&first.id], rows[&second.id]]);
    let deeds = writer.deeds(&code, day(&first), day(&second), None).expect("deeds");
    assert_eq!(writer.deeds(&code, day(&first), day(&second), Some(Date::MAX)).expect("deeds"), deeds);
    assert_eq!(writer.deeds(&code, day(&first), day(&second), Some(Date::MIN)).expect("deeds"), []);
    assert!(deeds.iter().all(|(day, ..)| (self::day(&first)..=self::day(&second)).contains(day)));
    assert_eq!(writer.next_deed(&code, day(&first)).expect("asked"), deeds.first().map(|(day, ..)| *day));
    assert_eq!(writer.next_deed(&code, i32::MAX).expect("asked"), None);
    let deeds: Vec<i64> = deeds.into_iter().map(|(_, deed, _)| deed).collect();
    assert!(rows_of_fate.iter().all(|row| deeds.contains(row)) && !deeds.contains(&row));

    let fate = |incident: &Incident, outcome| Fate { incident: incident.id, outcome, because: vec!["same pact".to_string()] };
    let fates = [fate(&first, Outcome::Suspended), fate(&second, Outcome::Renewed)];
    let new = NewCommitment {
        incident: row,
        kind: CommitmentKind::Threat,
        by: vec![code.clone(), code.clone()],
        life: (day(&promise), day(&second)),
        fate: rows_of_fate.into_iter().zip(fates.clone()).collect(),
    };
    let mut batch = writer.begin().expect("a batch");
    for wrong in
        [NewCommitment { incident: i64::MAX, ..new.clone() }, NewCommitment { fate: vec![(-1, fates[0].clone())], ..new.clone() }]
    {
        let error = batch.replace_commitment(&wrong).expect_err("it does not fit");
        assert!(matches!(error, Error::Unfit(_)) && error.to_string().contains("is in row"), "{error}");
    }
    for _ in 0..2 {
        batch.replace_commitment(&new).expect("written");
    }
    let unfollowed = batch.unfollowed(10_000).expect("asked");
    batch.followed(&unfollowed).expect("followed");
    batch.commit().expect("committed");
    let known = |ledger: &Ledger| ledger.commitments(&Filter::default()).expect("commitments");
    let whole = Commitment { made: promise.id, kind: CommitmentKind::Threat, fate: fates.to_vec() };
    assert_eq!(known(&writer), [whole]);
    assert_eq!(writer.stats().expect("stats").counts["commitments"], 1);
    assert_eq!(writer.pledges(&code, day(&second), i32::MIN).expect("pledges"), [row], "once, however often its maker is named");
    assert_eq!(writer.pledges(&code, day(&second) + 1, i32::MIN).expect("pledges"), Vec::<i64>::new());
    assert_eq!(writer.pledges(&code, day(&promise) - 1, i32::MIN).expect("pledges"), Vec::<i64>::new());
    assert_eq!(writer.fate_before(row, day(&second)).expect("fate"), [(rows_of_fate[0], fates[0].clone())]);
    assert_eq!(writer.check(9).expect("checked"), Vec::new());

    let marked = |ledger: &Ledger| -> Vec<Unfollowed> {
        let unfollowed = ledger.unfollowed(10_000).expect("asked");
        unfollowed.into_iter().filter(|one| matches!(one, Unfollowed::Commitment(..))).collect()
    };
    let retell = |writer: &mut Writer, incident: &Incident| {
        let mut batch = writer.begin().expect("a batch");
        let mentions = batch.mentions_of_document(incident.reports[0]).expect("mentions");
        let new: Vec<NewTelling> = mentions.iter().map(|mention| made::telling(mention, "again")).collect();
        batch.tell(incident.reports[0], &new, &[]).expect("told");
        settle_all(&mut batch);
        batch.commit().expect("committed");
        assert_eq!(writer.check(9).expect("checked"), Vec::new());
    };
    retell(&mut writer, &second);
    assert_eq!(marked(&writer), [Unfollowed::Commitment(row, day(&second))]);
    assert_eq!(known(&writer)[0].fate, fates[..1]);
    retell(&mut writer, &first);
    assert_eq!(marked(&writer), [Unfollowed::Commitment(row, day(&first))], "from the earlier day on");
    assert_eq!(known(&writer)[0].fate, []);
    retell(&mut writer, &promise);
    assert_eq!(marked(&writer), [], "what is not promised any more is not followed");
    assert_eq!(known(&writer), []);
    assert_eq!(writer.pledges(&code, day(&second), i32::MIN).expect("pledges"), Vec::<i64>::new());
    assert_eq!(writer.stats().expect("stats").counts["commitments"], 0);
}
