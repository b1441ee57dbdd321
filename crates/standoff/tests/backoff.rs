//! The category of given pairs, as `standoff classify` gives it: cases that a person can read in `pairs.tsv`, and laws of the answer.

use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use train::backoff::sentences;

fn classify(lines: &[Value], options: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let path = folder.path().join("pairs.jsonl");
    std::fs::write(&path, text).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_standoff")).arg("classify").arg(&path).args(options).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn labels(lines: &[Value]) -> Vec<Value> {
    classify(lines, &[]).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn pair(id: &str, text: &str, actor: &str, recipient: &str) -> Value {
    let span = |words: &str| {
        let start = text.find(words).map(|at| text[..at].chars().count()).expect("the words are there");
        [start, start + words.chars().count()]
    };
    json!({"id": id, "text": text, "actor": span(actor), "recipient": span(recipient)})
}

#[test]
fn the_manifest_names_the_weights_that_lie_beside_it() {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
    let weights = std::fs::read(models.join("backoff-1.weights")).expect("the weights");
    let manifest = std::fs::read_to_string(models.join("backoff-1.toml")).expect("the manifest");
    assert!(manifest.contains(&format!("sha256 = \"{}\"", train::manifest::digest(&weights))), "train them again: {manifest}");
}

#[test]
fn pairs_get_their_category() {
    let table = include_str!("pairs.tsv");
    let (marked, grounds): (Vec<&str>, Vec<&str>) =
        table.lines().filter(|line| !line.starts_with('#')).map(|line| line.rsplit_once('\t').expect("three columns")).unzip();
    let cases = sentences::read(Path::new("pairs.tsv"), &marked.join("\n")).expect("marked sentences");
    let given: Vec<Value> =
        cases.iter().map(|case| pair(&case.text, &case.text, case.actor.of(&case.text), case.recipient.of(&case.text))).collect();
    let wrong: Vec<String> = labels(&given)
        .into_iter()
        .zip(cases.iter().zip(grounds))
        .filter(|(label, (case, ground))| {
            let by_rule = label["origin"].as_str().is_some_and(|origin| origin.contains(".rule#"));
            label["event"] != case.category.name() || by_rule != (*ground == "rule")
        })
        .map(|(label, (case, _))| format!("{}: {label}", case.category))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn where_no_rule_knows_a_word_the_back_off_says_so() {
    let label = &labels(&[pair("1", "The bishop blorbed the mayor.", "The bishop", "the mayor")])[0];
    assert_eq!(label["origin"], "backoff-1");
    assert!(label["confidence"].as_f64().is_some_and(|confidence| confidence < 0.7), "{label}");
    assert_eq!((&label["mode"], &label["cameo"]), (&json!([]), &Value::Null));
}

#[test]
fn threads_and_company_change_nothing() {
    let one = pair("1", "Lawyers sued the bank.", "Lawyers", "the bank");
    let other = pair("2", "The mayor, who had resigned, thanked the nurses.", "The mayor", "the nurses");
    let lines: Vec<Value> = [&one, &other].into_iter().cycle().take(12).cloned().collect();
    let together = classify(&lines, &["--threads", "1"]);
    assert_eq!(together, classify(&lines, &["--threads", "3"]));
    assert_eq!(together.lines().next(), classify(&[one], &[]).lines().next());
}
