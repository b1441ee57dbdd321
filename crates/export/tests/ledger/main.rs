//! The ledger's lists, plots, figures, briefs and pages: small cases against files that a person can read, and what holds whatever the
//! words are. `UPDATE=1 cargo test -p export` writes what the program makes into the files of `golden/`; read the difference.

mod fixture;
mod laws;
mod lists;
mod pages;
mod plots;

use std::fs;
use std::path::Path;

/// Compares with a file of `golden/`.
fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var("UPDATE").is_ok() {
        fs::write(&path, found).expect("the file can be written");
    }
    let expect = fs::read_to_string(&path).expect("the file is there");
    assert!(found == expect, "{name} is not what it was; found:\n{found}");
}

/// What a writer writes.
fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("memory can be written to");
    String::from_utf8(out).expect("it writes UTF-8")
}

/// Words without colour codes.
fn plain(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        out.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    out + rest
}
