//! A story that is known: what happened at the line between the Koreas in June 2024, told by the examples and by five articles of our own.

use crate::common::{done, folder, lines, mentions, of_repository};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use tempfile::TempDir;

fn told() -> TempDir {
    let folder = folder(&[("korea.jsonl", include_str!("korea-2024.jsonl"))]);
    let add = |input: &str, more: &[&str]| {
        done(folder.path(), &[&["add", input, "--ledger", "l.db", "--model", "accurate"], more].concat());
    };
    add("korea.jsonl", &[]);
    let examples = of_repository("examples");
    let manifest = std::fs::read_to_string(format!("{examples}/manifest.tsv")).expect("the examples have a manifest");
    for row in manifest.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let published = if cells[1].is_empty() { vec![] } else { vec!["--published", cells[1]] };
        add(&format!("{examples}/{}", cells[0]), &published);
    }
    folder
}

fn all(folder: &Path) -> Vec<Value> {
    lines(folder, &["incidents", "--ledger", "l.db"])
}

/// The incident of a report's mention whose trigger begins with these words.
fn of<'i>(folder: &Path, incidents: &'i [Value], report: &str, words: &str) -> &'i Value {
    let sql = format!(
        "SELECT incident FROM events WHERE document LIKE '%{report}' AND event_text LIKE '{words}%' ORDER BY event_text_start LIMIT 1"
    );
    let found = lines(folder, &["query", &sql, "--ledger", "l.db"]);
    let id = found.first().unwrap_or_else(|| panic!("{report} has no event `{words}`"))["incident"].as_str();
    incidents.iter().find(|incident| incident["incident"].as_str() == id).expect("the view names incidents that are listed")
}

fn reports(incident: &Value) -> BTreeSet<String> {
    let last = |report: String| report.rsplit('/').next().unwrap_or_default().to_string();
    mentions(incident).into_iter().map(|(report, _)| last(report)).collect()
}

#[test]
fn two_crossings_are_two_incidents_with_all_their_reports() {
    let folder = told();
    let path = folder.path();
    let incidents = all(path);
    let ninth = of(path, &incidents, "post-0611", "fired warning shots");
    let eighteenth = of(path, &incidents, "post-0618", "fired warning shots");
    assert_eq!((ninth["date"].as_str(), ninth["enddate"].as_str()), (Some("2024-06-09"), Some("2024-06-09")));
    assert_eq!((eighteenth["date"].as_str(), eighteenth["enddate"].as_str()), (Some("2024-06-18"), Some("2024-06-18")));
    // The example and three articles tell of June 9, one of them looking back on the 18th.
    let expected = ["border-balloons.txt", "lantern-0611", "post-0611", "post-0618"].map(str::to_string);
    assert_eq!(reports(ninth), expected.into());
    assert_eq!(reports(eighteenth), ["lantern-0619", "post-0618"].map(str::to_string).into());
    assert_eq!(
        ninth["origins"].as_array().map(Vec::len),
        Some(3),
        "two articles of one newsroom are one origin: {}",
        ninth["origins"]
    );
}

#[test]
fn one_demolition_is_told_by_three_pages_and_two_origins() {
    let folder = told();
    let path = folder.path();
    let incidents = all(path);
    let demolition = of(path, &incidents, "liaison-office-wire.txt", "dynamited");
    let told = ["liaison-office-copy.txt", "liaison-office-post.html", "liaison-office-wire.txt"].map(str::to_string);
    assert_eq!(reports(demolition), told.into());
    assert_eq!(demolition["origins"], serde_json::json!(["Example Wire", "Harbour Post"]));
    let copies = lines(path, &["copies", "--ledger", "l.db"]);
    let last = |side: &Value| side.as_str().and_then(|id| id.rsplit('/').next()).unwrap_or_default().to_string();
    let pairs: Vec<(String, String)> = copies.iter().map(|pair| (last(&pair["a"]), last(&pair["b"]))).collect();
    assert!(pairs.contains(&("liaison-office-wire.txt".to_string(), "liaison-office-copy.txt".to_string())), "{pairs:?}");
    assert!(!pairs.iter().any(|(a, b)| a == "liaison-office-post.html" || b == "liaison-office-post.html"), "{pairs:?}");
}

#[test]
fn the_agreement_of_2018_was_suspended_in_2024() {
    let folder = told();
    let path = folder.path();
    let commitments = lines(path, &["commitments", "--ledger", "l.db"]);
    let agreement = commitments
        .iter()
        .find(|commitment| {
            commitment["kind"] == "agreement" && commitment["date"] == "2018-09-19" && commitment["event"] == "SUPPORT"
        })
        .expect("the agreement is listed");
    let fate = agreement["fate"].as_array().expect("a list of what became of it");
    let suspended: Vec<&Value> = fate.iter().filter(|later| later["as"] == "suspended").collect();
    assert!(!suspended.is_empty(), "{agreement}");
    let incidents = all(path);
    let suspension = of(path, &incidents, "courier-0605", "suspended");
    assert!(suspended.iter().any(|later| later["incident"] == suspension["incident"]), "{agreement}");
    assert!(suspension["date"].as_str().is_some_and(|day| day.starts_with("2024-06")), "{suspension}");
}

#[test]
fn a_tally_is_listed_and_counts_in_no_series() {
    let folder = told();
    let path = folder.path();
    let tallies = lines(path, &["tallies", "--ledger", "l.db"]);
    let balloons: Vec<(&str, f64)> = tallies
        .iter()
        .filter(|tally| tally["what"] == "balloon" && tally["from"] == "2024-05-28")
        .filter_map(|tally| Some((tally["published"].as_str()?, tally["low"].as_f64()?)))
        .collect();
    assert!(balloons.contains(&("2024-06-05", 1000.0)) && balloons.contains(&("2024-06-11", 1600.0)), "{balloons:?}");

    let incidents = all(path);
    let tally = of(path, &incidents, "post-0611", "sent");
    assert_eq!(tally["date"], "2024-05-28");
    let points = lines(path, &["tension", "--by", "day", "--dyad", "KOR-PRK", "--since", "2024-05-01", "--ledger", "l.db"]);
    let counted: BTreeSet<&str> =
        points.iter().flat_map(|point| point["incidents"].as_array().into_iter().flatten()).filter_map(Value::as_str).collect();
    assert!(!counted.contains(tally["incident"].as_str().expect("an id")), "the tally counts as an incident");
    let crossing = of(path, &incidents, "post-0611", "fired warning shots");
    assert!(counted.contains(crossing["incident"].as_str().expect("an id")), "the crossing does not count");
}
