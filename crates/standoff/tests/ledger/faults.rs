//! What cannot be worked with is said, with its exit code, and left as it is.

use crate::common::{code, done, errors, folder, lines, program, run, war};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

const WRONG: i32 = 2;
const HELD: i32 = 4;

fn ledger() -> tempfile::TempDir {
    let folder = folder(&[("war.jsonl", &war(30)), ("one.txt", "Police beat nine protesters in Minsk.\n")]);
    done(folder.path(), &["add", "war.jsonl", "--ledger", "l.db", "--model", "fast"]);
    folder
}

fn articles(folder: &Path) -> usize {
    lines(folder, &["query", "SELECT document FROM articles", "--ledger", "l.db"]).len()
}

/// Adding and reading are refused with these words, and no byte of the ledger changes.
fn refused(folder: &Path, words: &str) {
    let before = fs::read(folder.join("l.db")).expect("the ledger is there");
    for arguments in [
        &["add", "one.txt", "--ledger", "l.db", "--model", "fast"][..],
        &["incidents", "--ledger", "l.db"],
        &["query", "SELECT 1", "--ledger", "l.db"],
    ] {
        let output = run(folder, arguments);
        assert_eq!(code(&output), WRONG, "{arguments:?}: {}", errors(&output));
        assert!(errors(&output).contains(words), "{arguments:?}: {}", errors(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    assert!(fs::read(folder.join("l.db")).expect("the ledger is there") == before, "the file was changed");
}

#[test]
fn a_second_writer_waits_and_is_told_who_holds_the_ledger() {
    let folder = ledger();
    let path = folder.path();
    // The first writer takes the ledger and waits for its standard input.
    let mut first = program(path, &["add", "-", "--ledger", "l.db", "--model", "fast"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let holder = first.id().to_string();
    while !fs::read_to_string(path.join("l.db-writer")).is_ok_and(|words| words.starts_with(&format!("{holder} "))) {
        assert!(first.try_wait().expect("a state").is_none(), "the first writer ended");
        std::thread::yield_now();
    }
    let second = run(path, &["add", "one.txt", "--ledger", "l.db", "--model", "fast", "--wait", "0"]);
    assert_eq!(code(&second), HELD, "{}", errors(&second));
    assert!(errors(&second).contains(&holder), "the holder is not named: {}", errors(&second));
    // Readers do not wait.
    assert_eq!(articles(path), 30);

    // Who waits long enough gets its turn.
    let waiting = program(path, &["add", "one.txt", "--ledger", "l.db", "--model", "fast", "--wait", "600"]).spawn();
    let waiting = waiting.expect("the program starts");
    let mut input = first.stdin.take().expect("a pipe");
    input.write_all(b"Police beat four protesters in Brest.\n").expect("the pipe takes words");
    drop(input);
    let first = first.wait_with_output().expect("the program ends");
    assert_eq!(code(&first), 0, "{}", errors(&first));
    let waiting = waiting.wait_with_output().expect("the program ends");
    assert_eq!(code(&waiting), 0, "{}", errors(&waiting));
    assert_eq!(articles(path), 32);
}

#[test]
fn what_is_no_ledger_is_left_as_it_is() {
    let folder = ledger();
    fs::write(folder.path().join("l.db"), "Notes on gardening, and no ledger at all. ".repeat(200)).expect("a file");
    refused(folder.path(), "is not a ledger");
}

#[test]
fn another_programs_database_is_left_as_it_is() {
    let folder = ledger();
    let path = folder.path().join("l.db");
    let mut bytes = fs::read(&path).expect("the ledger is there");
    // SQLite keeps the id of the application in bytes 68 to 71 of the file.
    bytes[68..72].copy_from_slice(b"Fish");
    fs::write(&path, bytes).expect("a file");
    refused(folder.path(), "is not a ledger");
}

#[test]
fn a_newer_ledger_is_left_to_a_newer_program() {
    let folder = ledger();
    let path = folder.path().join("l.db");
    let mut bytes = fs::read(&path).expect("the ledger is there");
    // SQLite keeps the user's version in bytes 60 to 63 of the file.
    bytes[60..64].copy_from_slice(&999_u32.to_be_bytes());
    fs::write(&path, bytes).expect("a file");
    refused(folder.path(), "999");
}

#[test]
fn a_corrupted_page_is_found_and_the_rest_is_left() {
    let folder = ledger();
    let path = folder.path().join("l.db");
    let mut bytes = fs::read(&path).expect("the ledger is there");
    let page = 4096;
    assert!(bytes.len() > 40 * page);
    for at in 5..35 {
        bytes[at * page..at * page + 200].fill(0xa5);
    }
    fs::write(&path, &bytes).expect("a file");
    let check = run(folder.path(), &["check", "--ledger", "l.db"]);
    assert_ne!(code(&check), 0);
    let said = format!("{}{}", String::from_utf8_lossy(&check.stdout), errors(&check));
    assert!(said.contains("damaged"), "{said}");
    let add = run(folder.path(), &["add", "one.txt", "--ledger", "l.db", "--model", "fast"]);
    assert_eq!(code(&add), WRONG, "{}", errors(&add));
    assert!(errors(&add).contains("damaged"), "{}", errors(&add));
    let after = fs::read(&path).expect("the ledger is there");
    assert!(after[..bytes.len().min(after.len())] == bytes[..], "the damaged file was changed");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = ledger();
    let path = folder.path();
    let allow = |mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    let file = |mode: u32| {
        for entry in fs::read_dir(path).expect("a folder").flatten() {
            fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode)).expect("permissions");
        }
    };
    file(0o444);
    allow(0o555);
    // Permissions do not bind every user: the superuser writes where it likes.
    let bound = fs::write(path.join("try"), "").is_err();
    let read = run(path, &["incidents", "--ledger", "l.db"]);
    let add = run(path, &["add", "one.txt", "--ledger", "l.db", "--model", "fast"]);
    allow(0o755);
    file(0o644);
    assert_eq!(code(&read), 0, "{}", errors(&read));
    if bound {
        assert_eq!(code(&add), WRONG, "{}", errors(&add));
        assert!(errors(&add).contains("cannot be written to"), "{}", errors(&add));
        assert_eq!(articles(path), 30);
    }
}

#[test]
fn a_ledger_that_is_not_there_is_made_by_adding_alone() {
    let folder = folder(&[]);
    let output = run(folder.path(), &["incidents", "--ledger", "l.db"]);
    assert_eq!(code(&output), WRONG);
    assert!(errors(&output).contains("there is no ledger l.db"), "{}", errors(&output));
    assert!(!folder.path().join("l.db").exists());
}
