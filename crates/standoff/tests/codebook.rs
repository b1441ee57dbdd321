//! The codebook as tests: each decision of the contract and each boundary of PLOVER's manual is a sentence in `codebook/*.txt`, read as an
//! article of its own, published on 1 July 2024, and coded by the program as people run it.
//!
//! `accepts` marks the words that carry the event and tells its fields as the examples of rules do; `refuses` marks words that must carry none, or
//! no words, where nothing in the sentence is an event. Whether the rules keep their own examples is for `standoff check` to say.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A sentence and what must come of it.
struct Case {
    /// `FILE:LINE`.
    place: String,
    accepted: bool,
    sentence: String,
    /// The marked words, as code points of the sentence.
    marked: Option<(u64, u64)>,
    fields: Vec<(String, String)>,
}

#[test]
fn the_codebook_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/codebook");
    let mut files: Vec<_> = fs::read_dir(&folder).expect("the cases are there").flatten().map(|entry| entry.path()).collect();
    files.sort();
    let cases: Vec<Case> = files.iter().flat_map(|file| read(file)).collect();
    let events = coded(&cases);
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let own: Vec<&Value> = events.iter().filter(|event| event["document"]["id"] == case.place.as_str()).collect();
            let wrong = judge(case, &own)?;
            let came_out: String = own.iter().map(|event| format!("\n      came out: {}", shown(event))).collect();
            Some(format!("{}: {}\n      {wrong}{came_out}", case.place, case.sentence))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} cases fail\n\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}

fn read(file: &Path) -> Vec<Case> {
    let name = file.file_name().and_then(|name| name.to_str()).expect("a name");
    let text = fs::read_to_string(file).expect("cases are UTF-8");
    let mut cases = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with(['#', ' ']) && !line.trim().is_empty()) {
        let place = format!("{name}:{}", at + 1);
        let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
        let accepted = match key {
            "about" => continue,
            "accepts" => true,
            "refuses" => false,
            _ => panic!("{place}: `{key}` is none of about, accepts and refuses"),
        };
        let (sentence, fields) = rest.split_once("=>").unwrap_or((rest, ""));
        let characters: Vec<char> = sentence.trim().chars().collect();
        let bracket = |sign: char| characters.iter().position(|&character| character == sign);
        let marked = bracket('[').zip(bracket(']')).map(|(open, close)| (open as u64, close as u64 - 1));
        let sentence = characters.iter().filter(|character| !"[]".contains(**character)).collect();
        cases.push(Case { place, accepted, sentence, marked, fields: self::fields(fields) });
    }
    cases
}

/// Splits `actor=A/B + C assertion=denied` at the names of fields.
fn fields(text: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for word in text.split_whitespace() {
        match (word.split_once('='), fields.last_mut()) {
            (Some((name, value)), _) => fields.push((name.to_string(), value.to_string())),
            (None, Some((_, value))) => value.push_str(&format!(" {word}")),
            (None, None) => panic!("`{text}` begins with no field"),
        }
    }
    fields
}

/// The events of all sentences.
fn coded(cases: &[Case]) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("cases.jsonl");
    let line =
        |case: &Case| format!("{}\n", serde_json::json!({"id": case.place, "text": case.sentence, "published": "2024-07-01"}));
    fs::write(&input, cases.iter().map(line).collect::<String>()).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_standoff")).arg("code").arg(&input).args(["--format", "jsonl"]).output();
    let output = output.expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("the program writes UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// What is wrong with what came out of a case.
fn judge(case: &Case, events: &[&Value]) -> Option<String> {
    let at_mark = |event: &&&Value| {
        case.marked.is_none_or(|(start, end)| {
            let own = &event["event_text"];
            own["start"].as_u64().is_some_and(|from| from < end) && own["end"].as_u64().is_some_and(|to| to > start)
        })
    };
    let own: Vec<&&Value> = events.iter().filter(at_mark).collect();
    if !case.accepted {
        return (!own.is_empty()).then(|| "there should be no event".to_string());
    }
    let wrong = |event: &&&Value| -> Vec<String> {
        let differing = case.fields.iter().filter(|(name, value)| !agrees(event, name, value));
        differing.map(|(name, value)| format!("{name} should be {value}")).collect()
    };
    match own.iter().map(wrong).min_by_key(Vec::len) {
        None => Some("there should be an event".to_string()),
        Some(wrong) if wrong.is_empty() => None,
        Some(wrong) => Some(wrong.join(", ")),
    }
}

fn agrees(event: &Value, name: &str, wanted: &str) -> bool {
    match name {
        "event" | "assertion" | "cameo" | "date_basis" => event[name] == wanted,
        "historical" | "ongoing" => wanted.parse::<bool>().is_ok_and(|wanted| event[name] == wanted),
        "quad_code" | "event_scale" => event[name].as_f64() == wanted.parse().ok(),
        "date" | "enddate" => event[name].as_str().unwrap_or("none") == wanted,
        "place" => bare(event["event_loc"]["extracted_place"].as_str().unwrap_or("none")) == bare(wanted),
        "mode" | "context" => {
            let has = |value: &str| event[name].as_array().is_some_and(|all| all.iter().any(|own| own == value));
            if wanted == "none" { event[name].as_array().is_some_and(Vec::is_empty) } else { wanted.split(',').all(has) }
        }
        "actor" | "recipient" | "attribution" => side_agrees(&event[name], wanted),
        "dead" | "injured" | "arrested" | "size" => count_agrees(&event[name], wanted),
        _ => panic!("there is no field `{name}`"),
    }
}

/// Whether the entities are those written as `WORDS/CODE/SECTOR + ...`, none missing and none too many.
fn side_agrees(side: &Value, wanted: &str) -> bool {
    let own: Vec<&Value> = side.as_array().into_iter().flatten().collect();
    if wanted == "none" {
        return own.is_empty();
    }
    let wanted: Vec<&str> = wanted.split(" + ").collect();
    own.len() == wanted.len() && wanted.iter().all(|one| own.iter().any(|entity| entity_agrees(entity, one)))
}

fn entity_agrees(entity: &Value, wanted: &str) -> bool {
    let mut parts = wanted.split('/').map(str::trim);
    let words = parts.next().unwrap_or("");
    let own = bare(entity["entity_text"].as_str().unwrap_or("?"));
    let words_agree = words.is_empty() || own == bare(words) || own.starts_with(&format!("{} ", bare(words)));
    let given = |part: Option<&str>, key: &str| match part {
        None | Some("") => true,
        Some("null") => entity[key].is_null(),
        Some(part) => entity[key] == part,
    };
    words_agree && given(parts.next(), "code") && given(parts.next(), "sector")
}

/// `4`, `20..30`, `20..` or `none`.
fn count_agrees(count: &Value, wanted: &str) -> bool {
    if wanted == "none" {
        return count.is_null();
    }
    let (low, high) = wanted.split_once("..").unwrap_or((wanted, wanted));
    count["low"].as_f64() == low.parse().ok() && count["high"].as_f64() == high.parse().ok()
}

/// Words in lower case without the determiner before them.
fn bare(words: &str) -> String {
    let lower = words.to_lowercase();
    let rest = ["the ", "a ", "an ", "its ", "his ", "her ", "their "].iter().find_map(|word| lower.strip_prefix(word));
    rest.unwrap_or(&lower).to_string()
}

/// An event in one line.
fn shown(event: &Value) -> String {
    let side = |name: &str| -> String {
        let all = event[name].as_array().into_iter().flatten();
        let written = all.map(|entity| {
            let part = |key: &str| entity[key].as_str().unwrap_or("").to_string();
            format!("{}/{}/{}", entity["entity_text"].as_str().unwrap_or("?"), part("code"), part("sector"))
        });
        let written: Vec<String> = written.collect();
        if written.is_empty() { "none".to_string() } else { written.join(" + ") }
    };
    let text = |name: &str| event[name].as_str().unwrap_or("none").to_string();
    format!(
        "[{}] event={} mode={} actor={} recipient={} assertion={} historical={} date={}..{} {}",
        event["event_text"]["text"].as_str().unwrap_or(""),
        text("event"),
        event["mode"],
        side("actor"),
        side("recipient"),
        text("assertion"),
        event["historical"],
        text("date"),
        text("enddate"),
        event["origin"]["rule"].as_str().unwrap_or(""),
    )
}
