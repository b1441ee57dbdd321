//! What became of promises: cases that a reader checks by hand.

use document::Date;
use event::{Assertion, Category, CommitmentKind, Incident, IncidentId, Outcome, Participant, Status};
use jiff::civil::date;
use resolve::commitments::{Line, Told, commitments};

fn party(code: &str) -> Participant {
    Participant { code: Some(code.to_string()), sector: None, name: None }
}

fn incident(id: u64, category: Category, day: Date, actors: &[&str], recipients: &[&str]) -> Incident {
    Incident {
        id: IncidentId(id),
        mentions: Vec::new(),
        reports: Vec::new(),
        origins: Vec::new(),
        category,
        modes: Vec::new(),
        cameo: None,
        scale: 0.0,
        actors: actors.iter().map(|code| party(code)).collect(),
        recipients: recipients.iter().map(|code| party(code)).collect(),
        assertion: Assertion::Actual,
        historical: false,
        days: Some((day, day)),
        site: None,
        reported: None,
        claims: Vec::new(),
        denied_by: Vec::new(),
        status: Status::Confirmed,
        facts: Vec::new(),
        reasons: Vec::new(),
    }
}

fn told(incident: Incident, sentences: &[&str]) -> Told {
    told_by(incident, "", sentences)
}

/// What sentences tell of an incident, all found by a rule.
fn told_by(incident: Incident, rule: &str, sentences: &[&str]) -> Told {
    Told::of(&incident, sentences.iter().map(|words| Line { words, rule, cameo: None }))
}

/// The kind of the first commitment, and what became of it.
fn first(told: Vec<Told>) -> (CommitmentKind, Vec<(u64, Outcome)>) {
    let all = commitments(told);
    let first = &all[0];
    (first.kind, first.fate.iter().map(|fate| (fate.incident.0, fate.outcome)).collect())
}

#[test]
fn a_threat_is_carried_out_by_what_most_tell() {
    let threat = told(incident(1, Category::Threaten, date(2031, 5, 1), &["QQQ"], &["XXX"]), &["The answer will come."]);
    let same_day = told(incident(2, Category::Assault, date(2031, 5, 1), &["QQQ"], &["XXX"]), &["A", "B", "C", "D"]);
    let shots = told(incident(3, Category::Assault, date(2031, 5, 2), &["QQQ"], &["XXX"]), &["Shots fell."]);
    let raid = told(incident(4, Category::Assault, date(2031, 5, 9), &["QQQ"], &["XXX"]), &["Planes came.", "A raid."]);
    let others = told(incident(5, Category::Assault, date(2031, 5, 3), &["XXX"], &["QQQ"]), &["E", "F", "G"]);
    assert_eq!(first(vec![threat, same_day, shots, raid, others]), (CommitmentKind::Threat, vec![(4, Outcome::CarriedOut)]));
}

#[test]
fn to_meet_again_is_kept_by_the_next_meeting() {
    let agreed = told(incident(1, Category::Agree, date(2031, 5, 1), &["QQQ", "XXX"], &[]), &["They agreed to meet again."]);
    let call = told(incident(2, Category::Consult, date(2031, 5, 1), &["QQQ", "XXX"], &[]), &["They spoke that day."]);
    let third = told(incident(3, Category::Consult, date(2031, 5, 2), &["QQQ", "YYY"], &[]), &["A guest came."]);
    let talks = told(incident(4, Category::Consult, date(2031, 5, 5), &["XXX"], &[]), &["The delegations sat down."]);
    let more = told(incident(5, Category::Consult, date(2031, 5, 8), &["QQQ", "XXX"], &[]), &["They sat down."]);
    assert_eq!(first(vec![agreed, call, third, talks, more]), (CommitmentKind::Agreement, vec![(4, Outcome::Kept)]));
}

#[test]
fn force_within_days_breaks_a_truce_and_later_force_does_not() {
    let truce = told(incident(1, Category::Agree, date(2031, 5, 1), &["QQQ", "XXX"], &[]), &["They agreed on a truce."]);
    let shells = told(incident(2, Category::Assault, date(2031, 5, 3), &["QQQ"], &["XXX"]), &["Shells fell on Varn."]);
    let elsewhere = told(incident(3, Category::Assault, date(2031, 5, 4), &["QQQ"], &["YYY"]), &["Shells fell far off."]);
    let later = told(incident(4, Category::Assault, date(2031, 6, 3), &["XXX"], &["QQQ"]), &["Shells fell again."]);
    assert_eq!(first(vec![truce, shells, elsewhere, later]), (CommitmentKind::Agreement, vec![(2, Outcome::Broken)]));
}

#[test]
fn a_release_that_is_promised_is_carried_out_by_it() {
    let mut promise = incident(1, Category::Concede, date(2031, 5, 1), &["QQQ"], &["XXX"]);
    promise.cameo = Some("035".to_string());
    let promise = told(promise, &["The captured pilot will be freed tomorrow."]);
    let freed = told(incident(2, Category::Retreat, date(2031, 5, 2), &["QQQ"], &["XXX"]), &["The captured pilot was freed."]);
    assert_eq!(first(vec![promise, freed]), (CommitmentKind::Announcement, vec![(2, Outcome::CarriedOut)]));
}

#[test]
fn bringing_down_aircraft_carries_out_no_threat() {
    let threat = told(incident(1, Category::Threaten, date(2031, 5, 1), &["QQQ"], &["XXX"]), &["The answer will come."]);
    let raid = told(incident(2, Category::Assault, date(2031, 5, 2), &["QQQ"], &["XXX"]), &["A raid."]);
    let downing = incident(3, Category::Assault, date(2031, 5, 2), &["QQQ"], &["XXX"]);
    let downing = told_by(downing, "coding/ASSAULT/shoot-down.rule#shoot down", &["A jet fell.", "It was shot down."]);
    assert_eq!(first(vec![threat, raid, downing]), (CommitmentKind::Threat, vec![(2, Outcome::CarriedOut)]));
}

#[test]
fn who_stops_fighting_alone_breaks_its_word_by_fighting() {
    let mut halt = incident(1, Category::Concede, date(2031, 5, 1), &["QQQ"], &[]);
    halt.cameo = Some("035".to_string());
    let halt = told_by(halt, "coding/RETREAT/observe-ceasefire.rule#cease-hostilities", &["Ruria will hold its fire."]);
    let others = told(incident(2, Category::Assault, date(2031, 5, 2), &["XXX"], &["QQQ"]), &["Shells fell."]);
    let own = told(incident(3, Category::Assault, date(2031, 5, 3), &["QQQ"], &["XXX"]), &["Shells fell."]);
    let late = told(incident(4, Category::Assault, date(2031, 5, 20), &["QQQ"], &["XXX"]), &["Shells fell."]);
    assert_eq!(first(vec![halt, others, own, late]), (CommitmentKind::Announcement, vec![(3, Outcome::Broken)]));
}

#[test]
fn the_setting_of_an_announcement_does_not_carry_it_out() {
    let words = "In a session of the captains he announced that the captured pilot would be freed.";
    let promise = told(incident(1, Category::Agree, date(2031, 5, 1), &["QQQ"], &["XXX"]), &[words]);
    let session = told_by(incident(2, Category::Consult, date(2031, 5, 1), &["QQQ"], &[]), "meet", &[words]);
    let freed = told(incident(3, Category::Retreat, date(2031, 5, 2), &["QQQ"], &["XXX"]), &["The captured pilot came home."]);
    assert_eq!(first(vec![promise, session, freed]), (CommitmentKind::Announcement, vec![(3, Outcome::CarriedOut)]));
}

#[test]
fn an_old_agreement_is_kept_where_it_is_named() {
    let words = "The neighbours agreed to patrol fishing grounds together.";
    let agreed = || told(incident(1, Category::Agree, date(2031, 5, 1), &["QQQ", "XXX"], &[]), &[words]);
    let patrol = |year: i16, words: &str| told(incident(2, Category::Cooperate, date(year, 6, 1), &["QQQ"], &["XXX"]), &[words]);
    let fate = |later: Told| first(vec![agreed(), later]).1.len();
    assert_eq!(fate(patrol(2031, "Boats patrol the fishing grounds together.")), 1);
    assert_eq!(fate(patrol(2033, "Boats patrol the fishing grounds together.")), 0);
    assert_eq!(fate(patrol(2033, "Under the agreement boats patrol the fishing grounds together.")), 1);
}
