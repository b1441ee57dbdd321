//! Every crate that the program is built from, tested with or measured with may be passed on under permissive terms.

use serde_json::Value;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

/// The licences that a dependency may choose from. MPL-2.0 binds only changes to its own files; CDLA-Permissive-2.0 asks of who passes on
/// data (here the roots of trust of the web) to pass on its text, and nothing of what is made with it.
const ALLOWED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// The exceptions that may follow `WITH`; an exception only ever permits more.
const EXCEPTIONS: [&str; 1] = ["LLVM-exception"];

/// Whether a licence expression leaves a choice of which every part is allowed. A slash is how `OR` used to be written; what
/// is no expression allows nothing.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    either(&mut rest) == Some(true) && rest.is_empty()
}

/// Parts joined by `OR`, which binds less than `AND`; none where the words are no expression.
fn either(words: &mut &[&str]) -> Option<bool> {
    let mut allowed = both(words)?;
    while let ["OR", rest @ ..] = *words {
        *words = rest;
        allowed |= both(words)?;
    }
    Some(allowed)
}

fn both(words: &mut &[&str]) -> Option<bool> {
    let mut allowed = one(words)?;
    while let ["AND", rest @ ..] = *words {
        *words = rest;
        allowed &= one(words)?;
    }
    Some(allowed)
}

fn one(words: &mut &[&str]) -> Option<bool> {
    let (allowed, rest) = match *words {
        ["(", rest @ ..] => {
            *words = rest;
            let allowed = either(words)?;
            let [")", rest @ ..] = *words else { return None };
            (allowed, rest)
        }
        [licence, "WITH", exception, rest @ ..] => (ALLOWED.contains(licence) && EXCEPTIONS.contains(exception), rest),
        [licence, rest @ ..] => (ALLOWED.contains(licence), rest),
        [] => return None,
    };
    *words = rest;
    Some(allowed)
}

/// What cargo knows of the packages without a network: of those for every platform, else of those for this one, else nothing.
/// What could not be asked for is said on standard error, past the test harness, which would swallow it.
fn packages() -> Option<Vec<Value>> {
    let host = host();
    let mut failures = Vec::new();
    for platform in [None, host.as_deref()] {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(["metadata", "--format-version", "1", "--offline"]).current_dir(Path::new(env!("CARGO_MANIFEST_DIR")));
        if let Some(platform) = platform {
            command.args(["--filter-platform", platform]);
        }
        let output = command.output().expect("cargo runs");
        if output.status.success() {
            let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
            say(&failures);
            return Some(metadata["packages"].as_array().expect("a list").clone());
        }
        let of = platform.unwrap_or("all platforms");
        failures.push(format!("NOT CHECKED, licences for {of}: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    say(&failures);
    None
}

/// The platform that this runs on, as the compiler names it.
fn host() -> Option<String> {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let output = Command::new(rustc).arg("-vV").output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    said.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned)
}

fn say(lines: &[String]) {
    for line in lines {
        // A test whose words nobody reads is still a test; there is nobody to tell that they could not be written.
        let _ = writeln!(io::stderr(), "{line}");
    }
}

#[test]
fn every_dependency_may_be_passed_on() {
    let Some(packages) = packages() else { return };
    assert!(packages.len() > 50, "only {} packages", packages.len());
    let offenders: Vec<String> = packages
        .iter()
        .filter(|package| !package["license"].as_str().is_some_and(is_allowed))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(offenders.is_empty(), "licences that are not allowed: {offenders:#?}");
}

#[test]
fn expressions_are_read_as_they_are_meant() {
    for good in ["MIT", "MIT/Apache-2.0", "GPL-3.0 OR MIT", "(MIT OR GPL-2.0) AND Unicode-3.0", "Apache-2.0 WITH LLVM-exception"]
    {
        assert!(is_allowed(good), "{good}");
    }
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "MIT OR", "(MIT", "MIT Apache-2.0", "MIT WITH odd-exception", "GPL-3.0 OR MIT)"]
    {
        assert!(!is_allowed(bad), "{bad}");
    }
}
