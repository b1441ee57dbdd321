//! Adding again: nothing twice, newer codings beside older ones.

use crate::common::{done, errors, folder, lines, partition, run, war};
use std::path::Path;

fn count(folder: &Path, table: &str) -> i64 {
    let rows = lines(folder, &["query", &format!("SELECT count(*) AS number FROM {table}"), "--ledger", "l.db"]);
    rows[0]["number"].as_i64().expect("a number")
}

const TABLES: [&str; 7] = ["articles", "codings", "events", "incidents", "copies", "groupings", "paragraphs"];

#[test]
fn adding_twice_adds_nothing() {
    let folder = folder(&[("war.jsonl", &war(70)), ("one.txt", "Police beat nine protesters in Minsk.\n")]);
    let path = folder.path();
    let add = ["add", "war.jsonl", "one.txt", "--ledger", "l.db", "--model", "fast"];
    let first = run(path, &add);
    assert!(errors(&first).contains("71 articles new, 0 coded anew, 0 there already"), "{}", errors(&first));
    let counts = TABLES.map(|table| count(path, table));
    let before = done(path, &["incidents", "--ledger", "l.db", "--format", "jsonl"]);
    let second = run(path, &add);
    assert!(errors(&second).contains("0 articles new, 0 coded anew, 71 there already"), "{}", errors(&second));
    assert_eq!(TABLES.map(|table| count(path, table)), counts);
    assert_eq!(done(path, &["incidents", "--ledger", "l.db", "--format", "jsonl"]), before);
    assert_eq!(done(path, &["check", "--ledger", "l.db"]), "l.db: 0 faults\n");
}

#[test]
fn another_model_codes_beside_and_views_show_the_newest() {
    let folder = folder(&[("war.jsonl", &war(20))]);
    let path = folder.path();
    done(path, &["add", "war.jsonl", "--ledger", "l.db", "--model", "fast"]);
    let fast: Vec<_> = lines(path, &["query", "SELECT DISTINCT model FROM events", "--ledger", "l.db"]);
    assert_eq!((fast.len(), fast[0]["model"].as_str()), (1, Some("fast-2")));
    let events = count(path, "events");

    let again = run(path, &["add", "war.jsonl", "--ledger", "l.db", "--model", "accurate"]);
    assert!(errors(&again).contains("0 articles new, 20 coded anew"), "{}", errors(&again));
    let newest: Vec<_> = lines(path, &["query", "SELECT DISTINCT model FROM events", "--ledger", "l.db"]);
    assert_eq!((newest.len(), newest[0]["model"].as_str()), (1, Some("accurate-1")));
    assert_eq!((count(path, "articles"), count(path, "codings")), (20, 40));
    assert_eq!(count(path, "codings WHERE current"), 20);
    let kept = count(
        path,
        "event JOIN coding ON coding.entry = event.coding JOIN version ON version.entry = coding.version WHERE model = 'fast-2'",
    );
    assert_eq!(kept, events, "the older events are still there");
    let shown: usize = partition(path, "l.db").iter().map(std::collections::BTreeSet::len).sum();
    assert_eq!(shown as i64, count(path, "events"), "incidents are of the newest events, each once");

    // What the older model says again is there already: going back is no newer coding.
    let back = run(path, &["add", "war.jsonl", "--ledger", "l.db", "--model", "fast"]);
    assert!(errors(&back).contains("20 there already"), "{}", errors(&back));
    assert_eq!(done(path, &["check", "--ledger", "l.db"]), "l.db: 0 faults\n");
}

#[test]
fn list_names_what_is_stored() {
    let folder = folder(&[("war.jsonl", &war(70))]);
    let path = folder.path();
    let named = done(path, &["add", "war.jsonl", "--ledger", "l.db", "--model", "fast", "--list"]);
    let named: Vec<&str> = named.lines().collect();
    let stored = lines(path, &["query", "SELECT document FROM articles ORDER BY document", "--ledger", "l.db"]);
    let stored: Vec<&str> = stored.iter().filter_map(|row| row["document"].as_str()).collect();
    assert_eq!((named.len(), named), (70, stored));
}
