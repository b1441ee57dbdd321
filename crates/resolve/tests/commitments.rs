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
    Told::of(&incident, sentences.iter().map(|words| Line { words, rule: "", cameo: None }))
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
