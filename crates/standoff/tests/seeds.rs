//! The first users' five articles, where they stand beside the repository: what each must give. They are other people's texts, so this file
//! holds codes, dates and numbers only; without them the tests say so and pass.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The articles' publication dates, by number.
const PUBLISHED: [&str; 5] = ["2024-06-18", "2024-10-29", "2025-08-22", "2024-10-09", "2020-06-17"];

fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    if folder.join("000.txt").is_file() {
        return Some(folder);
    }
    eprintln!("skipped: the users' articles are not beside the repository");
    None
}

fn events(folder: &Path, number: usize, dated: bool) -> Vec<Value> {
    let path = folder.join(format!("{number:03}.txt"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_standoff"));
    command.arg("code").arg(&path).args(["--format", "jsonl"]);
    if dated {
        command.args(["--published", PUBLISHED[number]]);
    }
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    lines.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
}

fn codes<'r>(record: &'r Value, side: &str) -> Vec<&'r str> {
    record[side].as_array().into_iter().flatten().filter_map(|entity| entity["code"].as_str()).collect()
}

fn is(record: &Value, category: &str, actor: &str, recipient: Option<&str>, assertion: &str) -> bool {
    record["event"] == category
        && codes(record, "actor") == [actor]
        && recipient.is_none_or(|code| codes(record, "recipient") == [code])
        && record["assertion"] == assertion
}

#[test]
fn border_crossings_keep_both_sources_and_the_op_ed_is_words() {
    let Some(folder) = folder() else { return };
    let events = events(&folder, 0, true);
    let chain = |record: &Value| -> Vec<String> {
        let links = record["attribution"].as_array().into_iter().flatten();
        links.map(|link| link["entity_text"].as_str().unwrap_or("").to_string()).collect()
    };
    let crossing =
        events.iter().find(|record| record["size"]["low"] == 20 && record["size"]["high"] == 30).expect("the crossing");
    assert_eq!((crossing["event"].as_str(), crossing["date"].as_str()), (Some("MOBILIZE"), Some("2024-06-18")));
    let links = chain(crossing);
    assert!(links.len() == 2 && links[0].contains("Yonhap") && links[1].contains("JCS"), "outermost first: {links:?}");
    assert!(events.iter().any(|record| is(record, "ACCUSE", "RUS", Some("USA"), "actual")), "an attack in words is ACCUSE");
    assert!(!events.iter().any(|record| record["event"] == "ASSAULT" && codes(record, "actor") == ["RUS"]));
}

#[test]
fn a_tally_keeps_its_number_and_both_dates() {
    let Some(folder) = folder() else { return };
    let events = events(&folder, 1, true);
    let numbers = |record: &Value| -> Vec<f64> {
        let own = record["quantities"].as_array().into_iter().flatten().chain(std::iter::once(&record["size"]));
        own.filter_map(|count| count["low"].as_f64()).collect()
    };
    let balloons = events.iter().find(|record| numbers(record).contains(&5500.0)).expect("the balloons");
    assert!(is(balloons, "COERCE", "PRK", Some("KOR"), "actual"));
    assert_eq!((balloons["date"].as_str(), balloons["enddate"].as_str()), (Some("2024-05-28"), Some("2024-09-23")));
    // What could be mounted, and what nobody would confirm, is no actual deed.
    let drones = |record: &&Value| {
        codes(record, "actor") == ["KOR"] && matches!(record["event"].as_str(), Some("COERCE" | "MOBILIZE" | "ASSAULT"))
    };
    assert!(events.iter().filter(drones).all(|record| record["assertion"] != "actual"));
    assert!(events.iter().any(|record| is(record, "MOBILIZE", "PRK", None, "alleged")), "the alleged deployment");
}

#[test]
fn roads_to_be_cut_are_announced() {
    let Some(folder) = folder() else { return };
    let events = events(&folder, 3, true);
    assert!(events.iter().any(|record| is(record, "SANCTION", "PRK", None, "announced")));
}

#[test]
fn the_liaison_office_falls_on_its_day_and_guard_posts_to_no_attack() {
    let Some(folder) = folder() else { return };
    let events = events(&folder, 4, true);
    let office = events.iter().find(|record| record["event"] == "ASSAULT").expect("the office");
    assert!(is(office, "ASSAULT", "PRK", Some("KOR"), "actual"));
    assert_eq!(office["date"], "2020-06-16");
    assert!(office["mode"].as_array().is_some_and(|modes| modes.iter().any(|mode| mode == "destroy")));
    assert_eq!(events.iter().filter(|record| record["event"] == "ASSAULT").count(), 1, "nothing else was attacked");
    assert!(events.iter().any(|record| is(record, "MOBILIZE", "PRK", None, "announced")), "soldiers will be sent");
    assert!(events.iter().any(|record| is(record, "ACCUSE", "KOR", Some("PRK"), "actual")), "a regret that is a rebuke");
}

#[test]
fn furniture_yields_nothing() {
    let Some(folder) = folder() else { return };
    let text = std::fs::read_to_string(folder.join("004.txt")).expect("the article");
    // The donation appeal stands behind the last of the prompts.
    let appeal = text.rfind("ad-free").map(|at| text[..at].chars().count() as u64).expect("the appeal");
    assert!(events(&folder, 4, true).iter().all(|record| record["start"].as_u64().is_some_and(|start| start < appeal)));
}

#[test]
fn without_a_publication_date_no_date_is_invented() {
    let Some(folder) = folder() else { return };
    for number in 0..5 {
        for record in events(&folder, number, false) {
            let basis = record["date_basis"].as_str().unwrap_or("");
            assert!(matches!(basis, "stated" | "unknown"), "{number}: {basis}");
            assert_eq!(record["date"].is_null(), basis == "unknown");
        }
    }
}
