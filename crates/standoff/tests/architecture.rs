//! The repository tests its promises: imports point down, every module says what it is, every rule has examples, and no source
//! file outgrows its reader.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What each crate may import of the others; a new name here is a decision about the architecture.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("document", &["span"]),
    ("event", &["document", "span"]),
    ("knowledge", &["document", "event", "span"]),
    ("model", &["document", "span"]),
    ("ingest", &["document", "span"]),
    ("clean", &["document", "span"]),
    ("annotate", &["document", "knowledge", "model", "span"]),
    ("code", &["document", "event", "knowledge", "span"]),
    ("resolve", &["document", "event", "span"]),
    ("store", &["document", "event", "span"]),
    ("export", &["document", "event", "span"]),
    ("columnar", &["document", "export"]),
    ("serve", &["document", "event", "span"]),
    ("train", &["annotate", "code", "document", "event", "knowledge", "model", "span"]),
    ("eval", &["document", "event", "export", "model", "span", "train"]),
    ("xtask", &["document", "knowledge"]),
];

/// The program stands on top and may import all.
const TOP: &str = "standoff";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace is there")
}

/// For each package of the workspace the packages of the workspace that it imports; those that only its tests use count too.
fn imports() -> BTreeMap<String, Vec<String>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("a list");
    let name = |value: &serde_json::Value| value["name"].as_str().expect("a name").to_string();
    let own: Vec<String> = packages.iter().map(name).collect();
    packages
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array().expect("a list");
            (name(package), dependencies.iter().map(name).filter(|dependency| own.contains(dependency)).collect())
        })
        .collect()
}

#[test]
fn imports_point_down() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut wrong = Vec::new();
    for (package, dependencies) in imports() {
        if package == TOP {
            continue;
        }
        match allowed.get(package.as_str()) {
            None => wrong.push(format!("{package} stands nowhere in the picture")),
            Some(may) => wrong.extend(
                dependencies.iter().filter(|name| !may.contains(&name.as_str())).map(|name| format!("{package} imports {name}")),
            ),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// All files under a folder that end so, build output left out.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "target") {
                found.extend(files(&path, ending));
            }
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

#[test]
fn every_module_says_what_it_is() {
    let silent: Vec<String> = files(&root().join("crates"), "rs")
        .iter()
        .filter(|path| !fs::read_to_string(path).expect("sources are UTF-8").starts_with("//! "))
        .map(|path| shown(path))
        .collect();
    assert!(silent.is_empty(), "these files do not open with `//!`: {silent:#?}");
}

#[test]
fn no_module_outgrows_its_reader() {
    let long: Vec<String> = files(&root().join("crates"), "rs")
        .iter()
        .map(|path| (path, fs::read_to_string(path).expect("sources are UTF-8").lines().count()))
        .filter(|(_, lines)| *lines > 800)
        .map(|(path, lines)| format!("{}: {lines} lines", shown(path)))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn every_rule_has_what_it_accepts_and_what_it_refuses() {
    let mut wanting = Vec::new();
    for path in files(&root().join("knowledge/coding"), "rule") {
        let text = fs::read_to_string(&path).expect("knowledge is UTF-8");
        let begins = |key: &str| text.lines().any(|line| line.split_whitespace().next() == Some(key));
        wanting.extend(
            ["about", "accepts", "refuses"].iter().filter(|key| !begins(key)).map(|key| format!("{}: no `{key}`", shown(&path))),
        );
    }
    assert!(wanting.is_empty(), "{wanting:#?}");
}

#[test]
fn grouping_and_commitments_name_rules_that_are_there() {
    let rules: Vec<&str> = knowledge::embedded_files().iter().map(|(file, _)| *file).collect();
    let named = || resolve::grouping::rule_files().chain(resolve::commitments::rule_files());
    let missing: Vec<&str> = named().filter(|file| !rules.contains(file)).collect();
    assert!(missing.is_empty() && named().count() > 0, "{missing:?}");
}
