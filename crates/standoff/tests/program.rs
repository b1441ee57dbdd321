//! The program as people run it: real files in a folder, real pipes, exit codes, and the schema of what comes out.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const BEATING: &str = "Police beat two protesters in Minsk on Sunday.\n";
const TALKS: &str = "The foreign ministers of Poland and Lithuania met in Warsaw on Monday, the Polish government said.\n";

fn standoff(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_standoff"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("the program ends by itself")
}

fn records(output: &Output) -> Vec<serde_json::Value> {
    words(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// Sixty articles, some of them awkward.
fn many() -> String {
    let mut lines = String::new();
    for number in 0..60 {
        let text =
            if number % 3 == 0 { BEATING.repeat(number % 7 + 1) } else { format!("Crise à Kaesŏng {number}.\n\n{TALKS}") };
        let line = serde_json::json!({ "id": format!("a{number}"), "text": text, "published": "2024-07-02" });
        lines.push_str(&format!("{line}\n"));
    }
    lines
}

#[test]
fn a_pipe_gets_json_lines_that_satisfy_the_schema() {
    let folder = folder(&[("one.txt", BEATING.as_bytes()), ("two.jsonl", many().as_bytes())]);
    let output = standoff(folder.path(), &["code", "one.txt", "two.jsonl", "--published", "2024-07-02"]);
    assert_eq!(code(&output), 0, "{}", words(&output.stderr));
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../export/event.schema.json")).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let records = records(&output);
    assert!(records.len() > 60, "{} records", records.len());
    for record in &records {
        let wrong: Vec<String> = validator.iter_errors(record).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{wrong:?} in {record}");
    }
    assert_eq!(records[0]["document"]["path"], "one.txt");
    assert_eq!(records[0]["date_text"]["text"], "Sunday");
}

#[test]
fn every_offset_slices_the_input() {
    let text = format!("Crise à Kaesŏng: 10 €.\r\n\r\n{TALKS}");
    let folder = folder(&[("one.txt", text.as_bytes())]);
    let output = standoff(folder.path(), &["code", "one.txt", "--published", "2024-07-02"]);
    let characters: Vec<char> = text.chars().collect();
    let mut checked = 0;
    for record in records(&output) {
        walk(&record, &characters, &mut checked);
    }
    assert!(checked > 5, "{checked} spans");
}

/// Wherever words stand beside offsets, the offsets give the words.
fn walk(value: &serde_json::Value, characters: &[char], checked: &mut usize) {
    let at = |name: &str| value[name].as_u64().and_then(|at| usize::try_from(at).ok());
    let said = ["text", "entity_text", "extracted_place"].iter().find_map(|name| value[*name].as_str());
    if let (Some(said), Some(start), Some(end)) = (said, at("start"), at("end")) {
        assert_eq!(characters[start..end].iter().collect::<String>(), said);
        *checked += 1;
    }
    match value {
        serde_json::Value::Object(fields) => fields.values().for_each(|value| walk(value, characters, checked)),
        serde_json::Value::Array(items) => items.iter().for_each(|value| walk(value, characters, checked)),
        _ => {}
    }
}

#[test]
fn the_same_bytes_whatever_the_threads() {
    let folder = folder(&[("many.jsonl", many().as_bytes())]);
    for format in ["jsonl", "csv", "table", "acled", "gdelt-events"] {
        let run =
            |threads: &str| standoff(folder.path(), &["code", "many.jsonl", "--format", format, "--threads", threads]).stdout;
        let alone = run("1");
        assert!(!alone.is_empty());
        assert!(alone == run("4"), "{format} differs");
    }
}

#[test]
fn a_file_gets_what_a_pipe_gets() {
    let folder = folder(&[("one.txt", BEATING.as_bytes())]);
    let piped = standoff(folder.path(), &["code", "one.txt"]).stdout;
    let output = standoff(folder.path(), &["code", "one.txt", "-o", "out.jsonl"]);
    assert_eq!(code(&output), 0);
    assert!(output.stdout.is_empty());
    assert_eq!(fs::read(folder.path().join("out.jsonl")).expect("the file is there"), piped);
}

#[test]
fn tables_are_for_people() {
    let folder = folder(&[("one.txt", BEATING.as_bytes())]);
    let output = standoff(folder.path(), &["code", "one.txt", "--format", "table", "--published", "2024-07-02"]);
    let shown = words(&output.stdout);
    assert!(!shown.contains('\u{1b}'), "no colours in a pipe: {shown}");
    assert!(shown.starts_with("one.txt\n"), "{shown}");
    assert!(shown.contains("2024-06-30") && shown.contains("ASSAULT beat") && shown.contains("Minsk"), "{shown}");
}

#[test]
fn exit_codes_say_what_was_skipped() {
    let folder = folder(&[("good.txt", BEATING.as_bytes()), ("bad.bin", b"\x89PNG\r\n\x1a\n\0\0\0\0")]);
    let run = |inputs: &[&str]| {
        let output = standoff(folder.path(), &[&["code"], inputs].concat());
        (code(&output), words(&output.stderr))
    };
    assert_eq!(run(&["good.txt"]).0, 0);
    let (partly, said) = run(&["good.txt", "missing.txt", "bad.bin"]);
    assert_eq!(partly, 1);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 3, "{said}");
    assert!(lines[0].starts_with("standoff: skipped missing.txt:"), "{said}");
    assert_eq!(lines[2], "standoff: 2 inputs skipped, 1 article read");
    assert_eq!(run(&["missing.txt"]).0, 3);
    assert_eq!(run(&["good.txt", "--published", "soon"]).0, 2);
    assert_eq!(run(&["good.txt", "--model", "missing.model"]).0, 2);
    assert_eq!(run(&["good.txt", "--knowledge", "missing"]).0, 2);
    assert_eq!(run(&["good.txt", "-o", "no/such/folder/out"]).0, 2);
    assert_eq!(run(&[]).0, 2);
}

#[test]
fn a_bad_line_costs_only_itself() {
    let lines =
        format!("{{\"text\": \"{}\"}}\n{{\"text\": 5}}\nnot json\n{{\"text\": \"{}\"}}\n", BEATING.trim(), BEATING.trim());
    let folder = folder(&[("mixed.jsonl", lines.as_bytes())]);
    let output = standoff(folder.path(), &["code", "mixed.jsonl"]);
    assert_eq!(code(&output), 1);
    assert_eq!(records(&output).len(), 2);
    assert!(words(&output.stderr).contains("mixed.jsonl:2:"), "{}", words(&output.stderr));
}

#[test]
fn no_input_makes_it_panic() {
    let long = "attacked ".repeat(200);
    let nested = "<div>".repeat(5000);
    let awkward: &[&[u8]] = &[
        b"\0\0\0",
        b"\xff\xfe\xfd",
        b"{\"text\": \"\\ud800\"}",
        b"<html><body><p>Police beat\xff two men.",
        "\u{202e}Police beat\u{0} two \u{301}men\u{1f468}\u{200d}\u{1f469}.\u{2028}[[[[".as_bytes(),
        b"((((((((\"\"\"''''))))) . . . !!! ??? -- -- --",
        b"\r\r\r\n\n\n\t",
        long.as_bytes(),
        nested.as_bytes(),
        b"# not # a # comment\n1\t2\t3",
    ];
    for (number, bytes) in awkward.iter().enumerate() {
        let folder = folder(&[("x", bytes)]);
        for command in ["code", "explain", "clean", "parse"] {
            let output = standoff(folder.path(), &[command, "x"]);
            let said = words(&output.stderr);
            assert!(code(&output) != 101 && !said.contains("panicked"), "{command} of input {number}: {said}");
        }
        let pairs = standoff(folder.path(), &["classify", "x"]);
        assert!(!words(&pairs.stderr).contains("panicked"), "classify of input {number}");
        let conllu = standoff(folder.path(), &["parse", "--from", "conllu", "x"]);
        assert!(!words(&conllu.stderr).contains("panicked"), "parse again of input {number}");
    }
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let folder = folder(&[("many.jsonl", many().repeat(20).as_bytes())]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_standoff"))
        .args(["code", "many.jsonl"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(words(&output.stderr), "");
    assert_eq!(code(&output), 0);
}

#[test]
fn standard_input_is_an_input() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_standoff"))
        .args(["code", "-", "--publisher", "Example Wire"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(BEATING.as_bytes()).expect("it reads");
    let records = records(&child.wait_with_output().expect("it ends"));
    assert_eq!(records[0]["document"]["publisher"], "Example Wire");
    assert_eq!(records[0]["document"]["path"], serde_json::Value::Null);
    assert_eq!(records[0]["date_basis"], "unknown");
}

#[test]
fn parsing_again_keeps_words_and_comments() {
    let folder = folder(&[("one.txt", "Police didn't beat anyone. \"Nobody came,\" she said.\n".as_bytes())]);
    let parsed = standoff(folder.path(), &["parse", "one.txt"]).stdout;
    let shown = words(&parsed);
    assert!(shown.contains("# text = Police didn't beat anyone."), "{shown}");
    assert!(shown.contains("2-3\tdidn't\t"), "{shown}");
    assert!(shown.contains("SpaceAfter=No"), "{shown}");
    fs::write(folder.path().join("one.conllu"), &parsed).expect("a file");
    let again = standoff(folder.path(), &["parse", "--from", "conllu", "one.conllu"]);
    assert_eq!(words(&again.stdout), shown);
}

#[test]
fn a_pair_gets_the_category_of_its_act() {
    let text = "Rebels attacked the town of Kidal, and Ghana condemned the raid.";
    let pairs = format!(
        "{}\n\n{}\nno pair\n",
        serde_json::json!({ "id": 1, "text": text, "actor": [0, 6], "recipient": [16, 33] }),
        serde_json::json!({ "id": "b", "text": "Nothing happened.", "actor": [0, 7], "recipient": [8, 16] }),
    );
    let folder = folder(&[("pairs.jsonl", pairs.as_bytes())]);
    let output = standoff(folder.path(), &["classify", "pairs.jsonl"]);
    assert_eq!(code(&output), 1);
    let labels = records(&output);
    assert_eq!((&labels[0]["id"], &labels[0]["event"]), (&1.into(), &"ASSAULT".into()), "{labels:?}");
    assert_eq!((&labels[1]["id"], &labels[1]["origin"]), (&"b".into(), &"backoff-1".into()), "{labels:?}");
    assert!(words(&output.stderr).contains("pairs.jsonl:4: no pair"), "{}", words(&output.stderr));
}

#[test]
fn checking_shows_what_came_out_instead() {
    let folder = tempfile::tempdir().expect("a folder");
    let rules = folder.path().join("coding/ASSAULT");
    fs::create_dir_all(&rules).expect("a folder");
    let rule = "rule     paint\nabout    Somebody paints people.\nverb     paint\ncode     ASSAULT beat\ncameo    182\n\
                accepts  Police [painted] two protesters in Minsk. => actor=Police//COP\n\
                accepts  Police [painted] two protesters in Minsk. => assertion=denied\n\
                refuses  Police helped two protesters in Minsk.\n";
    fs::write(rules.join("paint.rule"), rule).expect("a file");
    let output = standoff(folder.path(), &["check", ".", "--only", "paint.rule"]);
    let shown = words(&output.stdout);
    assert_eq!(code(&output), 1, "{shown}");
    assert!(shown.contains("coding/ASSAULT/paint.rule:7: paint: accepts fails"), "{shown}");
    assert!(shown.contains("assertion should be denied and is actual"), "{shown}");
    assert!(shown.contains("3 examples: 1 failed; 0 problems"), "{shown}");
    fs::write(rules.join("paint.rule"), rule.replace("verb     paint", "vreb     paint")).expect("a file");
    let shown = words(&standoff(folder.path(), &["check", ".", "--only", "paint.rule"]).stdout);
    assert!(shown.contains("coding/ASSAULT/paint.rule:3:") && shown.contains("^^^^"), "{shown}");
}

#[test]
fn offices_are_compared_with_dictionaries() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    let row = |name: &str, from: &str, source: &str| {
        format!("{name}\t\tRUR\tGOV\tpresident of Ruria\t{from}\t2009-01-01\t{source}\tday\n")
    };
    let header = "person\talso\tcode\tsector\ttitle\tfrom\tto\tsource\tsure\n";
    let (ruiz, soto) = (row("Ana Ruiz", "2001-05-04", "dictionaries"), row("Ben Soto", "2001-05-04", "own"));
    file("own/offices/ruria.tsv", &format!("{header}{ruiz}{soto}"));
    let dictionary = "RUIZ_ANA_\n+PRESIDENT_RUIZ\n\t[RURELI 300101-010503]\n\t[RURGOV >20010504]\n\t[RURELI]\n";
    file("dictionaries/Some.actors.txt", dictionary);
    let check = || standoff(folder.path(), &["check", "own", "--offices", "dictionaries", "--only", "ruria.tsv"]);
    let output = check();
    let shown = words(&output.stdout);
    assert_eq!(code(&output), 0, "{shown}");
    assert!(shown.contains("offices/ruria.tsv:2: Ana Ruiz RUR, president of Ruria, 2001-05-04..2009-01-01: agrees\n"), "{shown}");
    assert!(
        shown.contains("offices/ruria.tsv:3: Ben Soto RUR, president of Ruria, 2001-05-04..2009-01-01: not there\n"),
        "{shown}"
    );
    assert!(shown.ends_with("2 offices: 1 agrees, 1 not there; 0 open\n"), "{shown}");
    // Who begins half a year earlier than the dictionary has it, and leaves later, cannot name it as the source.
    file("dictionaries/Some.actors.txt", &dictionary.replace(">20010504", "20011204-20080101"));
    let output = check();
    assert_eq!(code(&output), 1);
    assert!(
        words(&output.stdout).contains("covered in part: theirs RURGOV 2001-12-04..2008-01-01 (open)"),
        "{}",
        words(&output.stdout)
    );
    let nothing = standoff(folder.path(), &["check", "--offices", "own"]);
    assert_eq!(code(&nothing), 2);
    assert!(words(&nothing.stderr).contains("no dictionaries that end in .actors.txt"), "{}", words(&nothing.stderr));
}

#[test]
fn help_and_versions_are_there() {
    let here = std::env::temp_dir();
    let help = standoff(&here, &["code", "--help"]);
    assert_eq!(code(&help), 0);
    assert!(words(&help.stdout).contains("Exit codes"));
    let version = words(&standoff(&here, &["--version"]).stdout);
    assert!(version.contains("knowledge sha256:") && version.contains("GeoNames"), "{version}");
    assert!(words(&standoff(&here, &["completions", "bash"]).stdout).contains("standoff"));
}

#[test]
fn explaining_draws_trees_and_evidence() {
    let folder = folder(&[("one.txt", BEATING.as_bytes())]);
    let shown = words(&standoff(folder.path(), &["explain", "one.txt", "--published", "2024-07-02"]).stdout);
    assert!(shown.contains("─►"), "{shown}");
    assert!(shown.contains("^^^^^^ ^^^^"), "{shown}");
    assert!(shown.contains("coding/ASSAULT/beat.rule#beat"), "{shown}");
    let short = words(&standoff(folder.path(), &["explain", "one.txt", "--events-only"]).stdout);
    assert!(!short.contains("─►"), "{short}");
}

#[test]
fn cleaning_prints_the_text_of_record() {
    let text = format!("A heading\r\n\r\n{TALKS}");
    let folder = folder(&[("one.txt", text.as_bytes())]);
    assert_eq!(words(&standoff(folder.path(), &["clean", "one.txt"]).stdout), text);
    let shown = words(&standoff(folder.path(), &["clean", "--kinds", "one.txt"]).stdout);
    assert!(shown.contains("[body: "), "{shown}");
}
