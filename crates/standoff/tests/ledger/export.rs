//! Files for other programs: what a ledger gives of its events is what `code` wrote of the same articles, and of incidents a row each.

use crate::common::{code, done, errors, folder, lines, run, war};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn told() -> tempfile::TempDir {
    let folder = folder(&[("war.jsonl", &war(20))]);
    done(folder.path(), &["add", "war.jsonl", "--ledger", "l.db", "--model", "fast"]);
    folder
}

/// What `export` writes.
fn exported(folder: &Path, what: &str, format: &str) -> String {
    let output = run(folder, &["export", what, "--format", format, "--ledger", "l.db", "-o", "out"]);
    assert_eq!(code(&output), 0, "{what} {format}: {}", errors(&output));
    fs::read_to_string(folder.join("out")).expect("what was written")
}

/// Lines without the cells that a ledger does not know, the numbers of sentences.
fn without(words: &str, column: Option<usize>) -> Vec<Vec<String>> {
    let cells = |line: &str| line.split('\t').map(str::to_string).collect::<Vec<_>>();
    let mut rows: Vec<Vec<String>> = words.lines().map(cells).collect();
    for row in &mut rows {
        if let Some(column) = column {
            row.remove(column);
        }
    }
    rows
}

#[test]
fn events_are_what_code_wrote() {
    let folder = told();
    let path = folder.path();
    // Where the number of the sentence stands; PETRARCH has it in its ids.
    for (format, sentence) in [
        ("jsonl", None),
        ("gdelt-events", None),
        ("gdelt-mentions", Some(6)),
        ("icews", Some(12)),
        ("polecat", None),
        ("acled", None),
        ("ucdp", None),
        ("petrarch", Some(5)),
    ] {
        let coded = done(path, &["code", "war.jsonl", "--model", "fast", "--format", format]);
        let kept = exported(path, "events", format);
        assert_eq!(without(&kept, sentence), without(&coded, sentence), "{format}");
        assert!(format == "ucdp" || kept.lines().count() > 3, "{format}");
    }
}

#[test]
fn brat_shows_what_code_shows() {
    let folder = told();
    let path = folder.path();
    done(path, &["code", "war.jsonl", "--model", "fast", "--format", "brat", "-o", "coded"]);
    done(path, &["export", "events", "--format", "brat", "--ledger", "l.db", "-o", "kept"]);
    let files = |name: &str| -> BTreeMap<String, String> {
        let entries = fs::read_dir(path.join(name)).expect("a folder").flatten();
        let named = entries
            .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read_to_string(entry.path()).expect("a file")));
        named.filter(|(name, _)| name != "README").collect()
    };
    assert_eq!(files("kept"), files("coded"));
    assert_eq!(files("kept").len(), 41);
}

#[test]
fn incidents_are_counted_once_with_all_their_reports() {
    let folder = told();
    let path = folder.path();
    let events = exported(path, "incidents", "gdelt-events");
    let mentions = exported(path, "incidents", "gdelt-mentions");
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    mentions.lines().filter_map(|line| line.split('\t').next()).for_each(|number| *counted.entry(number).or_default() += 1);
    let mut seen = BTreeSet::new();
    for row in events.lines().map(|line| line.split('\t').collect::<Vec<_>>()) {
        assert!(seen.insert(row[0]), "two rows have the number {}", row[0]);
        assert_eq!(row[31].parse::<usize>().ok(), counted.get(row[0]).copied(), "{row:?}");
    }
    assert_eq!(seen.len(), counted.len());
    assert!(counted.values().any(|number| *number > 1), "no incident is told twice");

    let incidents = lines(path, &["incidents", "--ledger", "l.db"]).len();
    let output = run(path, &["export", "incidents", "--format", "acled", "--ledger", "l.db", "-o", "acled.csv"]);
    assert!(errors(&output).contains(&format!("of {incidents} incidents")), "{}", errors(&output));
    let about = fs::read_to_string(path.join("acled.csv.about.txt")).expect("a file beside it says what it is");
    assert!(about.contains("model fast") && about.contains("GeoNames"), "{about}");
}

#[test]
fn rows_of_events_name_their_incidents() {
    let folder = told();
    let path = folder.path();
    let csv = exported(path, "events", "csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let at = |name: &str| header.iter().position(|column| column == name).expect("the column is there");
    let (id, incident) = (at("id"), at("incident"));
    let rows: BTreeSet<(String, String)> =
        reader.records().map(|row| row.expect("a row")).map(|row| (row[id].to_string(), row[incident].to_string())).collect();
    let view = lines(path, &["query", "SELECT id, incident FROM events", "--ledger", "l.db"]);
    let wanted: BTreeSet<(String, String)> = view
        .iter()
        .map(|row| (row["id"].as_str().unwrap_or_default().to_string(), row["incident"].as_str().unwrap_or_default().to_string()))
        .collect();
    assert_eq!(rows, wanted);
}

#[test]
fn a_format_that_has_no_place_for_what_is_asked_is_refused() {
    let folder = told();
    let path = folder.path();
    for (what, format) in
        [("incidents", "icews"), ("incidents", "petrarch"), ("incidents", "brat"), ("events", "geojson"), ("panel", "acled")]
    {
        let output = run(path, &["export", what, "--format", format, "--ledger", "l.db", "-o", "none"]);
        assert_eq!(code(&output), 2, "{what} {format}");
        assert!(errors(&output).contains("give `"), "{what} {format}: {}", errors(&output));
        assert!(!path.join("none").exists());
    }
}

#[test]
fn pages_and_figures_are_files_with_fixed_bytes() {
    let folder = told();
    let path = folder.path();
    let id = lines(path, &["incidents", "--ledger", "l.db"])[0]["incident"].as_str().expect("an id").to_string();
    for arguments in [
        &["show", &id, "-o", "out"][..],
        &["show", &id, "-o", "out.html"],
        &["brief", "--party", "BLR", "-o", "out.html"],
        &["timeline", "--svg", "out"],
        &["tension", "--svg", "out"],
    ] {
        let file = path.join(if arguments.contains(&"out.html") { "out.html" } else { "out" });
        let written = || {
            done(path, &[arguments, &["--ledger", "l.db"]].concat());
            let words = fs::read_to_string(&file).expect("a file");
            fs::remove_file(&file).expect("it can be taken away");
            words
        };
        let (once, again) = (written(), written());
        assert!(!once.is_empty() && once == again, "{arguments:?}");
        assert!(!once.contains("<script"), "{arguments:?}");
    }
}

#[test]
fn a_list_ends_at_its_limit() {
    let folder = told();
    let path = folder.path();
    let all = lines(path, &["incidents", "--ledger", "l.db"]).len();
    assert!(all > 5);
    assert_eq!(lines(path, &["incidents", "--limit", "5", "--ledger", "l.db"]).len(), 5);
    let brief = done(path, &["brief", "--limit", "5", "--ledger", "l.db"]);
    assert!(brief.contains(&format!("{all} incidents")), "{brief}");
    assert!(brief.contains(&format!("The newest 5 incidents; {} older", all - 5)), "{brief}");
}
