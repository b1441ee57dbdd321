//! The user's own knowledge as people bring it: the worked example of `docs/own-knowledge.md`, and dictionaries of every format.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/_own-knowledge")
}

fn standoff(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_standoff"))
        .args(arguments)
        .current_dir(example())
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8")
}

/// `event actor/CODE/SECTOR > recipient/CODE/SECTOR origin`, an event a line.
fn coded(article: &str, more: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("article.txt");
    fs::write(&path, article).expect("a file");
    let path = path.display().to_string();
    let arguments = [&["code", &path, "--published", "2024-06-21", "--model", "fast", "--format", "jsonl"], more].concat();
    let output = standoff(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", words(&output.stderr));
    let side = |side: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or("-").to_string();
        let entities = side.as_array().expect("a list").iter();
        let shown = entities.map(|one| format!("{}/{}/{}", text(&one["entity_text"]), text(&one["code"]), text(&one["sector"])));
        shown.collect::<Vec<_>>().join(" + ")
    };
    let line = |line: &str| {
        let event: Value = serde_json::from_str(line).expect("JSON");
        let name = |field: &Value| field.as_str().unwrap_or("-").to_string();
        format!(
            "{} {} > {} {}",
            name(&event["event"]),
            side(&event["actor"]),
            side(&event["recipient"]),
            name(&event["origin"]["rule"])
        )
    };
    words(&output.stdout).lines().map(line).collect()
}

#[test]
fn the_worked_example_is_sound_and_changes_what_is_coded() {
    let output = standoff(&["check", "knowledge", "--only", "oru", "--model", "fast"]);
    assert_eq!(output.status.code(), Some(0), "{}", words(&output.stdout));
    let output = standoff(&["check", "knowledge", "--only", "shut-sluices"]);
    assert_eq!(output.status.code(), Some(0), "{}", words(&output.stdout));
    let article = fs::read_to_string(example().join("article.txt")).expect("the article");
    let before = coded(&article, &[]);
    let after = coded(&article, &["--knowledge", "knowledge"]);
    assert!(!before.iter().any(|event| event.contains("RUR") || event.starts_with("COERCE")), "{before:#?}");
    let has = |wanted: &str| assert!(after.iter().any(|event| event.contains(wanted)), "{wanted} in {after:#?}");
    has("ASSAULT The Oru Valley Front/RUR/REB > ");
    has("COERCE the Tamba Shield/RUR/PRM > Borun farmers/BOR/AGR coding/COERCE/shut-sluices.rule#shut sluices");
}

#[test]
fn dictionaries_of_every_format_change_what_is_coded() {
    let layers = ["--knowledge", "knowledge", "--knowledge", "dictionaries"];
    let cases = [
        // A pattern of PETRARCH-2 goes before the rule of the worked example.
        ("Ana Ruiz shut the sluices on Boru on Monday.", "COERCE Ana Ruiz/RUR/ELI > Boru/BOR/GOV oru.verbs.txt:13"),
        ("Ruria and Boru parleyed on Monday.", "CONSULT Ruria/RUR/GOV + Boru/BOR/GOV >  oru.verbs.txt:8"),
        // One in the manner of TABARI.
        ("OVF fighters stood guard over Boru on Monday.", "AID OVF fighters/RUR/REB > Boru/BOR/GOV oru.older.txt:5"),
        // Actors with dated codes, agents with words behind their head.
        (
            "The Rurian minister of water condemned the Lower Oru League.",
            "ACCUSE The Rurian minister of water/RUR/GOV > the Lower Oru League/BOR/AGR",
        ),
    ];
    for (article, wanted) in cases {
        let events = coded(article, &layers);
        assert!(events.iter().any(|event| event.starts_with(wanted)), "{article}\n{wanted}\n{events:#?}");
        let without = coded(article, &[]);
        assert!(!without.iter().any(|event| event.starts_with(wanted)), "{article}: {without:#?}");
    }
    // The code of a verb by itself is heard behind the rules, or before them, as the user wants it.
    let visit = "Boru hosted Ana Ruiz on Monday.";
    assert!(coded(visit, &layers)[0].ends_with("coding/CONSULT/host.rule#receive"));
    let first = coded(visit, &[&layers[..], &["--verbs", "first"]].concat());
    assert_eq!(first, ["CONSULT Ana Ruiz/RUR/ELI > Boru/BOR/GOV oru.verbs.txt:17"]);
    let football = "Ruria attacked Boru on Monday. Boru attacked Ruria before the Valley Football Cup.";
    assert_eq!(coded(football, &layers).len(), 1);
    assert_eq!(coded(&format!("{football} The Oru regatta was put off."), &layers), Vec::<String>::new());
}

#[test]
fn the_check_tells_line_by_line_what_cannot_be_read() {
    let output = standoff(&["check", "knowledge", "dictionaries", "--only", "oru.", "--model", "fast"]);
    let shown = words(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{shown}");
    assert!(shown.contains("oru.verbs.txt: a dictionary of verbs: "), "{shown}");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("slips.txt");
    fs::write(&path, "RURIA_ [RUR]\nBORU_ [BORGOV 2004017-20061201]\nBORU_COUNCIL_ [BORGOV]\n").expect("a file");
    let output = standoff(&["check", &path.display().to_string()]);
    let shown = words(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{shown}");
    assert!(shown.contains("slips.txt:2: `2004017` is no day or range of days"), "{shown}");
    assert!(shown.contains("BORU_ [BORGOV 2004017-20061201]") && shown.contains(" ^^^^^^^\n"), "{shown}");
}

#[test]
fn what_stands_in_place_of_what_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("actors")).expect("a folder");
    fs::write(folder.path().join("actors/mine.actors"), "country MLI Mali\ndemonym Malian\n\ncuntry BOR Boru\n").expect("a file");
    let output = standoff(&["check", &folder.path().display().to_string(), "--only", "mine"]);
    let shown = words(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{shown}");
    assert!(
        shown
            .contains("note: actors/mine.actors:1: this stands in place of the country of that name in actors/countries.actors:"),
        "{shown}"
    );
    assert!(shown.contains("actors/mine.actors:4: unknown kind of actor `cuntry`") && shown.contains("^^^^^^"), "{shown}");
}
