//! `standoff query` reads, within limits, and does nothing else.

use crate::common::{code, done, errors, folder, lines, run, war};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every file of a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let named = entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a file")));
    named.filter(|(name, _)| !name.ends_with("-shm") && !name.ends_with("-wal")).collect()
}

#[test]
fn statements_that_do_more_than_read_are_refused() {
    let folder = folder(&[("war.jsonl", &war(10))]);
    let path = folder.path();
    done(path, &["add", "war.jsonl", "--ledger", "l.db", "--model", "fast"]);
    let before = files(path);
    for sql in [
        "DELETE FROM incident",
        "UPDATE article SET title = 'other'",
        "INSERT INTO stale VALUES ('x')",
        "DROP TABLE event",
        "CREATE TABLE other (a)",
        "CREATE TEMP TABLE other (a)",
        "ATTACH 'other.db' AS other",
        "DETACH main",
        "VACUUM INTO 'other.db'",
        "VACUUM",
        "PRAGMA user_version = 7",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA writable_schema = 1",
        "PRAGMA query_only = 0",
        "BEGIN IMMEDIATE",
        "REINDEX",
        "SELECT load_extension('other')",
        "SELECT 1; DELETE FROM incident",
        "WITH gone AS (SELECT 1) DELETE FROM incident",
        "EXPLAIN DELETE FROM incident",
        "",
    ] {
        let output = run(path, &["query", sql, "--ledger", "l.db"]);
        assert_eq!(code(&output), 2, "`{sql}`: {}", errors(&output));
        assert!(output.stdout.is_empty(), "`{sql}`");
        assert!(errors(&output).starts_with("standoff: "), "`{sql}`: {}", errors(&output));
    }
    assert!(files(path) == before, "something was written");
    assert_eq!(done(path, &["check", "--ledger", "l.db"]), "l.db: 0 faults\n");
}

#[test]
fn statements_stop_at_their_limits() {
    let folder = folder(&[("war.jsonl", &war(10))]);
    let path = folder.path();
    done(path, &["add", "war.jsonl", "--ledger", "l.db", "--model", "fast"]);
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
    let output = run(path, &["query", endless, "--ledger", "l.db", "--seconds", "1"]);
    assert_eq!(code(&output), 2);
    assert!(errors(&output).contains("stopped after 1 second"), "{}", errors(&output));

    let large = run(path, &["query", "SELECT length(hex(zeroblob(3000000)))", "--ledger", "l.db"]);
    assert_eq!(code(&large), 2);
    assert!(errors(&large).contains("bytes"), "{}", errors(&large));

    let cut = run(path, &["query", "SELECT id FROM events", "--ledger", "l.db", "--rows", "3", "--format", "jsonl"]);
    assert_eq!(code(&cut), 0);
    assert_eq!(String::from_utf8_lossy(&cut.stdout).lines().count(), 3);
    assert!(errors(&cut).contains("more than 3 rows"), "{}", errors(&cut));
}

#[test]
fn what_reads_is_answered_in_every_format() {
    let folder = folder(&[("war.jsonl", &war(10))]);
    let path = folder.path();
    done(path, &["add", "war.jsonl", "--ledger", "l.db", "--model", "fast"]);
    let sql = "SELECT document, published FROM articles ORDER BY document LIMIT 2";
    let rows = lines(path, &["query", sql, "--ledger", "l.db"]);
    assert_eq!(rows[0], serde_json::json!({ "document": "war-000", "published": "2024-01-01" }));
    let csv = done(path, &["query", sql, "--ledger", "l.db", "--format", "csv"]);
    assert_eq!(csv.replace('\r', ""), "document,published\nwar-000,2024-01-01\nwar-001,2024-02-02\n");
    let table = done(path, &["query", sql, "--ledger", "l.db", "--format", "table"]);
    assert!(table.contains("war-001"), "{table}");
}
