//! The fields of events as cases that a person can read, in `fields/*.txt`: a text with the act in brackets, and what its event must say.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A line of a case file. One that begins with `~` is known to come out wrong; once it comes out right the mark has to go.
struct Case {
    known_wrong: bool,
    text: String,
    /// Who published it: `{Example Daily}` before the text.
    publisher: Option<String>,
    /// Where the marked words stand, in code points.
    marked: (u64, u64),
    /// Names of fields with what they must be.
    fields: Vec<(String, String)>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fields")
}

fn cases(file: &str) -> Vec<Case> {
    let text = fs::read_to_string(folder().join(file)).expect("the cases");
    text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).map(case).collect()
}

fn case(line: &str) -> Case {
    let (text, wanted) = line.split_once(" => ").unwrap_or_else(|| panic!("`{line}` has no `=>`"));
    let (known_wrong, text) = text.strip_prefix("~ ").map_or((false, text), |text| (true, text));
    let parts = text.strip_prefix('{').and_then(|rest| rest.split_once("} "));
    let (publisher, text) = parts.map_or((None, text), |(publisher, text)| (Some(publisher.to_string()), text));
    let text = text.replace(" ¶ ", "\n\n");
    let position =
        |sign: char| text.chars().position(|other| other == sign).unwrap_or_else(|| panic!("`{line}` has no `{sign}`"));
    let (start, end) = (position('[') as u64, position(']') as u64 - 1);
    let mut fields: Vec<(String, String)> = Vec::new();
    for word in wanted.split(' ') {
        match word.split_once('=') {
            Some((name, value)) => fields.push((name.to_string(), value.to_string())),
            None => {
                let (_, value) = fields.last_mut().unwrap_or_else(|| panic!("`{line}`: `{word}` is no field"));
                value.push(' ');
                value.push_str(word);
            }
        }
    }
    Case { known_wrong, text: text.replace(['[', ']'], ""), publisher, marked: (start, end), fields }
}

/// The program's records for the cases, each case an article of its own.
fn records(cases: &[Case]) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let input: Vec<String> = cases
        .iter()
        .enumerate()
        .map(|(number, case)| {
            let (id, published) = (number.to_string(), "2024-07-01");
            serde_json::json!({ "id": id, "text": case.text, "published": published, "publisher": case.publisher }).to_string()
        })
        .collect();
    fs::write(folder.path().join("cases.jsonl"), input.join("\n")).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_standoff"))
        .args(["code", "cases.jsonl", "--format", "jsonl"])
        .current_dir(folder.path())
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).expect("the program writes UTF-8");
    lines.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

fn span(value: &Value) -> (u64, u64) {
    (value["start"].as_u64().unwrap_or(0), value["end"].as_u64().unwrap_or(0))
}

/// What is wrong with the event of a case, a line each.
fn wrong(case: &Case, records: &[&Value]) -> Vec<String> {
    let (start, end) = case.marked;
    let overlaps = |record: &&&Value| {
        let own = span(&record["event_text"]);
        own.0 < end && start < own.1
    };
    let allows_none = case.fields.iter().any(|(name, value)| name == "event" && value.split('|').any(|value| value == "none"));
    // The event that begins at the words, else one whose words reach over them.
    let own = records.iter().filter(overlaps).min_by_key(|record| span(&record["event_text"]).0.abs_diff(start));
    let begins = own.filter(|record| (start..end).contains(&span(&record["event_text"]).0));
    match (allows_none, begins, own) {
        (true, None, _) => Vec::new(),
        (true, Some(record), _) | (false, _, Some(record)) => {
            case.fields.iter().filter_map(|(name, value)| differs(record, name, value)).collect()
        }
        (false, _, None) => vec!["no event came out".to_string()],
    }
}

/// How a record differs from one field.
fn differs(record: &Value, name: &str, wanted: &str) -> Option<String> {
    let got = match name {
        "event" | "assertion" => record[name].as_str().unwrap_or("none").to_string(),
        "historical" => record[name].to_string(),
        "date" => match (record["date"].as_str(), record["enddate"].as_str()) {
            (Some(first), Some(last)) => format!("{first}..{last}"),
            _ => "none".to_string(),
        },
        "dead" | "injured" | "arrested" | "size" => bounds(&record[name]),
        "quantity" => {
            let all: Vec<String> = record["quantities"].as_array().into_iter().flatten().map(bounds).collect();
            return (!all.iter().any(|count| count == wanted)).then(|| format!("quantity {wanted} is not among {all:?}"));
        }
        "attribution" => return chain_differs(record, wanted),
        "actor" | "recipient" => codes(&record[name]),
        _ => panic!("there is no field `{name}`"),
    };
    (!wanted.split('|').any(|wanted| wanted == got)).then(|| format!("{name} should be {wanted} and is {got}"))
}

fn chain_differs(record: &Value, wanted: &str) -> Option<String> {
    let links: Vec<&Value> = record["attribution"].as_array().into_iter().flatten().collect();
    let parts: Vec<&str> = wanted.split(" + ").filter(|part| *part != "none").collect();
    let agrees = links.len() == parts.len()
        && links.iter().zip(&parts).all(|(link, part)| {
            let (words, kind) = part.split_once('/').map_or((*part, None), |(words, kind)| (words, Some(kind)));
            let said = link["entity_text"].as_str().unwrap_or("").to_lowercase();
            said.contains(&words.to_lowercase()) && kind.is_none_or(|kind| link["kind"] == kind)
        });
    let got: Vec<String> = links
        .iter()
        .map(|link| format!("{}/{}", link["entity_text"].as_str().unwrap_or("?"), link["kind"].as_str().unwrap_or("?")))
        .collect();
    (!agrees).then(|| format!("attribution should be {wanted} and is {}", got.join(" + ")))
}

/// The codes of a side, in order; `UNK` for the unknown actor, `null` for whoever has no code.
fn codes(side: &Value) -> String {
    let code = |entity: &Value| match (entity["code"].as_str(), entity["sector"].as_str()) {
        (Some(code), _) => code.to_string(),
        (None, Some("UNK")) => "UNK".to_string(),
        _ => "null".to_string(),
    };
    let all: Vec<String> = side.as_array().into_iter().flatten().map(code).collect();
    if all.is_empty() { "none".to_string() } else { all.join("+") }
}

/// A count as `4`, `20..30` or `20..`.
fn bounds(count: &Value) -> String {
    let (Some(low), high) = (count["low"].as_f64(), count["high"].as_f64()) else { return "none".to_string() };
    match high {
        Some(high) if high == low => low.to_string(),
        Some(high) => format!("{low}..{high}"),
        None => format!("{low}.."),
    }
}

fn check(file: &str) {
    let cases = cases(file);
    assert!(!cases.is_empty(), "{file} holds no cases");
    let records = records(&cases);
    let mut report = String::new();
    for (number, case) in cases.iter().enumerate() {
        let id = number.to_string();
        let own: Vec<&Value> = records.iter().filter(|record| record["document"]["id"] == id.as_str()).collect();
        let wrong = wrong(case, &own);
        if case.known_wrong && wrong.is_empty() {
            report.push_str(&format!("{}\n    comes out right: take the `~` away\n", case.text));
        }
        for line in wrong.iter().filter(|_| !case.known_wrong) {
            report.push_str(&format!("{}\n    {line}\n", case.text));
        }
    }
    assert!(report.is_empty(), "{file}:\n{report}");
}

#[test]
fn assertions() {
    check("assertion.txt");
}

#[test]
fn dates_and_background() {
    check("when.txt");
}

#[test]
fn attributions() {
    check("attribution.txt");
}

#[test]
fn numbers() {
    check("numbers.txt");
}

#[test]
fn sides() {
    check("sides.txt");
}
