//! Statements of users' own read, within limits, and do nothing else. Searches are clear about what they cannot understand.

use crate::made::{follow, made, settle};
use std::path::PathBuf;
use std::time::Duration;
use store::{Cell, Error, Holding, Ledger, Limits};
use tempfile::TempDir;

fn ledger() -> (TempDir, PathBuf, Ledger) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("standoff.db");
    let mut writer = Ledger::open(&path, &Holding { since: "now", patience: Duration::ZERO }).expect("opened");
    let mut batch = writer.begin().expect("begun");
    for number in 0..10 {
        batch.add(&made(number, 5).article()).expect("added");
    }
    settle(&mut batch, "now").expect("settled");
    follow(&mut batch).expect("followed");
    batch.commit().expect("committed");
    drop(writer);
    let reader = Ledger::read(&path).expect("read");
    (folder, path, reader)
}

#[test]
fn every_view_can_be_read_and_has_the_names_of_the_contract() {
    let (_folder, path, ledger) = ledger();
    let connection = rusqlite::Connection::open(&path).expect("opened");
    let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name").expect("views");
    let views: Vec<String> =
        statement.query_map([], |row| row.get(0)).expect("views").map(|name| name.expect("a name")).collect();
    for needed in
        ["articles", "claims", "commitments", "copies", "coverage", "events", "incidents", "mentions", "tallies", "tension"]
    {
        assert!(views.iter().any(|view| view == needed), "{needed}");
    }
    for view in &views {
        let answer = ledger.query(&format!("SELECT * FROM {view}"), Limits::default()).expect(view);
        assert!(!answer.columns.is_empty());
    }
    let answer = ledger.query("SELECT * FROM events ORDER BY id LIMIT 1", Limits::default()).expect("asked");
    for name in
        ["id", "document", "event", "mode", "event_scale", "assertion", "date", "enddate", "actor", "recipient", "geonameid"]
    {
        assert!(answer.columns.iter().any(|column| column == name), "{name}");
    }
}

#[test]
fn the_documentation_names_every_view_and_column() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/ledger.md")).expect("docs/ledger.md");
    let (_folder, path, ledger) = ledger();
    let connection = rusqlite::Connection::open(&path).expect("opened");
    let mut statement =
        connection.prepare("SELECT name, type FROM sqlite_schema WHERE type IN ('view', 'table') ORDER BY name").expect("names");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("names");
    let mut wanting = Vec::new();
    for (name, kind) in rows.map(|row| row.expect("a name")).collect::<Vec<(String, String)>>() {
        if name.starts_with("sqlite_") || name.starts_with("search_") {
            continue;
        }
        let Some(section) = page.split("\n#").find(|section| section.contains(&format!("`{name}`"))) else {
            wanting.push(name);
            continue;
        };
        if kind == "view" {
            let section = page.split("\n### ").find(|part| part.starts_with(&format!("`{name}`"))).unwrap_or(section);
            let answer = ledger.query(&format!("SELECT * FROM {name} LIMIT 0"), Limits::default()).expect("columns");
            wanting.extend(
                answer
                    .columns
                    .iter()
                    .filter(|column| !section.contains(&format!("`{column}`")))
                    .map(|column| format!("{name}.{column}")),
            );
        }
    }
    assert!(wanting.is_empty(), "docs/ledger.md says nothing of {wanting:?}");
}

#[test]
fn reading_is_allowed() {
    let (_folder, _path, ledger) = ledger();
    let answer = ledger.query("SELECT event, count(*) AS number FROM events GROUP BY event ORDER BY 2 DESC", Limits::default());
    let answer = answer.expect("asked");
    assert_eq!(answer.columns, ["event", "number"]);
    let total: i64 = answer.rows.iter().map(|row| if let Cell::Integer(number) = row[1] { number } else { 0 }).sum();
    assert_eq!(total, 50);
    let recursive =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i, i / 2.0, 'x', NULL, x'01' FROM n";
    let answer = ledger.query(recursive, Limits::default()).expect("asked");
    assert_eq!(answer.rows[1], [Cell::Integer(2), Cell::Real(1.0), Cell::Text("x".into()), Cell::Null, Cell::Blob(vec![1])]);
    assert!(ledger.query("SELECT 1; ", Limits::default()).is_ok(), "a semicolon at the end does no harm");
    assert!(
        ledger.query("SELECT snippet(search, 1, '', '', '', 5) FROM search WHERE search MATCH 'dead'", Limits::default()).is_ok()
    );
    let plan = ledger.query("EXPLAIN QUERY PLAN SELECT * FROM events", Limits::default()).expect("asked");
    assert!(!plan.rows.is_empty());
}

#[test]
fn all_else_is_refused() {
    let (folder, path, ledger) = ledger();
    let before = std::fs::read(&path).expect("read");
    let refused = [
        "DELETE FROM incident",
        "INSERT INTO counter VALUES ('x', 1)",
        "UPDATE counter SET value = 0",
        "INSERT INTO search(search) VALUES ('delete-all')",
        "DROP VIEW events",
        "DROP TRIGGER event_no_delete",
        "CREATE TABLE x (y)",
        "CREATE TEMP TABLE x (y)",
        "CREATE TEMP VIEW x AS SELECT 1",
        "ATTACH 'other.db' AS other",
        "DETACH main",
        "VACUUM",
        "VACUUM INTO 'copy.db'",
        "REINDEX",
        "ANALYZE",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA writable_schema = 1",
        "PRAGMA user_version = 9",
        "PRAGMA user_version",
        "SELECT * FROM pragma_database_list",
        "BEGIN IMMEDIATE",
        "COMMIT",
        "SAVEPOINT x",
        "SELECT load_extension('x')",
        "SELECT 1; DELETE FROM incident",
        "",
        "-- nothing",
        "SELEC 1",
        "SELECT * FROM no_such_table",
        "SELECT fts5(x'00')",
        "WITH x AS (SELECT 1) DELETE FROM incident",
        "SELECT writefile('x', 'y')",
        "SELECT readfile('/etc/passwd')",
    ];
    for sql in refused {
        match ledger.query(sql, Limits::default()) {
            Err(Error::Refused(words)) => {
                assert!(words.len() > 20 && words.starts_with("the statement") || words.starts_with("only"), "{words}")
            }
            other => panic!("`{sql}` gave {other:?}"),
        }
    }
    assert_eq!(std::fs::read(&path).expect("read"), before);
    let files: Vec<_> = std::fs::read_dir(folder.path()).expect("read").map(|entry| entry.expect("a file").file_name()).collect();
    assert!(files.iter().all(|name| name.to_string_lossy().starts_with("standoff.db")), "{files:?}");
}

#[test]
fn limits_hold() {
    let (_folder, _path, ledger) = ledger();
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT";
    let words = |sql: &str, limits: Limits| ledger.query(sql, limits).expect_err("it goes too far").to_string();
    let short = Limits { time: Duration::from_millis(50), ..Limits::default() };
    assert!(words(&format!("{endless} count(*) FROM n"), short).contains("stopped after 0.05 seconds"));
    let few = Limits { rows: 3, ..Limits::default() };
    let answer = ledger.query(&format!("{endless} i FROM n"), few).expect("asked");
    assert!(answer.rows.len() == 3 && answer.cut);
    assert!(!ledger.query("SELECT 1 UNION SELECT 2 UNION SELECT 3", few).expect("asked").cut);
    let small = Limits { cell: 2000, ..Limits::default() };
    assert!(words("SELECT zeroblob(100000)", small).contains("more than 2000 bytes"));
    assert!(words("SELECT group_concat(text) FROM articles", small).contains("more than 2000 bytes"));
    assert!(ledger.query("SELECT event FROM events LIMIT 1", small).is_ok());
}

#[test]
fn searches_find_titles_and_texts() {
    let (_folder, _path, ledger) = ledger();
    let hits = ledger.search("snowland AND said", 50).expect("found");
    assert!(!hits.is_empty() && hits.len() <= 10);
    assert!(hits.iter().all(|hit| hit.snippet.to_lowercase().contains('[')), "{hits:?}");
    assert!(hits.iter().all(|hit| hit.published.is_some() && hit.given_id.starts_with("made-")));
    assert_eq!(ledger.search("said", 3).expect("found").len(), 3);
    assert_eq!(ledger.search("kaesong", 50).expect("found"), ledger.search("Kaesŏng", 50).expect("found"), "marks do not count");
    assert!(!ledger.search("title: odds", 50).expect("found").is_empty());
    assert!(ledger.search("zebra", 50).expect("found").is_empty());
}

#[test]
fn a_search_that_cannot_be_understood_says_so() {
    let (_folder, _path, ledger) = ledger();
    for query in
        ["", "  ", "\"open", "AND", "said AND", "no_such_column: said", "said )", "*", "a NEAR/ b", "'", "said\"; DROP TABLE x"]
    {
        match ledger.search(query, 5) {
            Err(Error::BadSearch(asked, _)) => assert_eq!(asked, query),
            other => panic!("`{query}` gave {other:?}"),
        }
    }
}
