//! What goes wrong is said in one clear sentence, and nothing is destroyed.

use crate::made::{self, made};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use store::{Error, Filter, Holding, Ledger, Result, Writer};

const HOLDING: Holding<'static> = Holding { since: "2026-01-02T03:04:05Z", patience: Duration::from_millis(60) };

fn fill(path: &Path, articles: u64) -> Result<()> {
    let mut writer = Ledger::open(path, &HOLDING)?;
    add(&mut writer, 0..articles)?;
    let mut batch = writer.begin()?;
    made::settle(&mut batch, "2026-01-02")?;
    made::follow(&mut batch)?;
    batch.commit()
}

fn add(writer: &mut Writer, numbers: std::ops::Range<u64>) -> Result<()> {
    let mut batch = writer.begin()?;
    for number in numbers {
        batch.add(&made(number, 5).article())?;
    }
    batch.commit()
}

/// The sentence of an error; it names the file.
fn told<T>(result: Result<T>, path: &Path) -> String {
    let words = match result {
        Ok(_) => panic!("it should not have gone well"),
        Err(error) => error.to_string(),
    };
    assert!(words.contains(&path.display().to_string()), "{words}");
    words
}

#[test]
fn a_second_writer_waits_and_is_told_who_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("standoff.db");
    let first = Ledger::open(&path, &HOLDING).expect("opened");
    let begun = Instant::now();
    let words = told(Ledger::open(&path, &Holding { since: "later", patience: Duration::from_millis(60) }), &path);
    assert!(begun.elapsed() >= Duration::from_millis(60), "it waited");
    assert!(words.contains(&format!("process {} since 2026-01-02T03:04:05Z", std::process::id())), "{words}");
    assert!(Ledger::read(&path).is_ok(), "readers do not mind");

    let waiting = std::thread::spawn({
        let path = path.clone();
        move || Ledger::open(&path, &Holding { since: "later", patience: Duration::from_secs(60) }).map(drop)
    });
    drop(first);
    assert!(waiting.join().expect("it ends").is_ok(), "its turn comes");
}

#[test]
fn a_program_that_is_not_ours_can_hold_the_file_as_well() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("standoff.db");
    fill(&path, 1).expect("filled");
    let other = rusqlite::Connection::open(&path).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("begun");
    let mut writer = Ledger::open(&path, &HOLDING).expect("opened");
    let words = told(writer.begin().map(drop), &path);
    assert!(words.contains("by another program"), "{words}");
}

#[test]
fn what_is_not_there_or_no_ledger_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("standoff.db");
    assert!(told(Ledger::read(&path), &path).starts_with("there is no ledger"));
    assert!(!path.exists(), "reading makes nothing");

    let letter = folder.path().join("letter.txt");
    let words = "a letter, long enough that nobody takes it for an empty file ".repeat(100);
    fs::write(&letter, &words).expect("written");
    assert!(told(Ledger::read(&letter), &letter).contains("is not a ledger"));
    assert!(told(Ledger::open(&letter, &HOLDING), &letter).contains("is not a ledger"));
    assert_eq!(fs::read_to_string(&letter).expect("read"), words);

    let other = folder.path().join("other.db");
    let connection = rusqlite::Connection::open(&other).expect("opened");
    connection.execute_batch("CREATE TABLE bird (name TEXT)").expect("made");
    drop(connection);
    let bytes = fs::read(&other).expect("read");
    assert!(told(Ledger::read(&other), &other).contains("is not a ledger"));
    assert!(told(Ledger::open(&other, &HOLDING), &other).contains("is not a ledger"));
    assert_eq!(fs::read(&other).expect("read"), bytes);

    let nowhere = folder.path().join("no/such/folder.db");
    told(Ledger::open(&nowhere, &HOLDING), &nowhere);
}

#[test]
fn a_newer_ledger_is_refused_and_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("standoff.db");
    fill(&path, 2).expect("filled");
    let connection = rusqlite::Connection::open(&path).expect("opened");
    connection.pragma_update(None, "user_version", store::VERSION + 1).expect("set");
    drop(connection);
    let bytes = fs::read(&path).expect("read");
    for result in [Ledger::read(&path).map(drop), Ledger::open(&path, &HOLDING).map(drop)] {
        let words = told(result, &path);
        assert!(words.contains(&format!("version {}", store::VERSION + 1)) && words.contains("newer program"), "{words}");
    }
    assert_eq!(fs::read(&path).expect("read"), bytes);
}

/// Reads everything there is to read, and adds something.
fn use_all(path: &Path) -> Vec<Error> {
    let mut errors = Vec::new();
    match Ledger::read(path) {
        Err(error) => errors.push(error),
        Ok(ledger) => {
            errors.extend(ledger.incidents(&Filter::default()).err());
            errors.extend(ledger.stats().err());
            errors.extend(ledger.search("dead", 5).err());
            errors.extend(ledger.commitments(&Filter::default()).err());
            errors.extend(ledger.loose(9).err());
            errors.extend(ledger.unfollowed(9).err());
            errors.extend(made::told(&ledger).err());
            for row in 0..40 {
                errors.extend(ledger.telling(row).err());
                errors.extend(ledger.component(row).err());
                errors.extend(ledger.gist(row).err());
                errors.extend(ledger.fate_before(row, i32::MAX).err());
            }
            for code in ["PRK", "UKR"] {
                errors.extend(ledger.deeds(code, i32::MIN, i32::MAX, None).err());
                errors.extend(ledger.pledges(code, made::number(made::FIRST), i32::MIN).err());
            }
            for number in 0..20 {
                errors.extend(ledger.mentions_of_document(made(number, 5).document.text.id).err());
            }
        }
    }
    let written = Ledger::open(path, &HOLDING).and_then(|mut writer| add(&mut writer, 500..505));
    errors.extend(written.err());
    errors
}

#[test]
fn damaged_pages_are_told_and_never_panic() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = folder.path().join("whole.db");
    fill(&whole, 6).expect("filled");
    let bytes = fs::read(&whole).expect("read");
    let mut dice = made::Dice(5);
    for round in 0..40 {
        let path = folder.path().join(format!("damaged-{round}.db"));
        let mut damaged = bytes.clone();
        // A page's first bytes say how the rest is to be read; others may be room that nothing stands in.
        let at_head = round % 2 == 0;
        let page = dice.below(bytes.len() / 4096);
        let at = page * 4096 + if at_head { 0 } else { dice.below(4096 - 16) };
        damaged[at..at + 16].iter_mut().for_each(|byte| *byte ^= 0xa5);
        fs::write(&path, &damaged).expect("written");
        let faults = Ledger::read(&path).and_then(|ledger| ledger.check(3));
        assert!(!at_head || !matches!(&faults, Ok(faults) if faults.is_empty()), "page {page} is damaged and nobody notices");
        for error in use_all(&path) {
            assert!(!matches!(error, Error::Held(..) | Error::Full(_) | Error::Missing(_)), "{error}");
            assert!(error.to_string().contains("damaged-"), "{error}");
        }
    }
}

#[test]
fn a_file_that_was_cut_short_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("standoff.db");
    fill(&path, 20).expect("filled");
    let bytes = fs::read(&path).expect("read");
    for length in [100, 4096, bytes.len() / 2, bytes.len() - 4096] {
        fs::write(&path, &bytes[..length]).expect("written");
        let faults = Ledger::read(&path).and_then(|ledger| ledger.check(3));
        assert!(!matches!(&faults, Ok(faults) if faults.is_empty()), "cut to {length}: {faults:?}");
    }
}

#[test]
fn a_full_disk_loses_nothing_that_was_committed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("standoff.db");
    fill(&path, 10).expect("filled");
    let mut writer = Ledger::open(&path, &HOLDING).expect("opened");
    writer.allow_pages(1).expect("set: the file may not grow");
    let mut batch = writer.begin().expect("begun");
    let error = (100..2000).find_map(|number| batch.add(&made(number, 5).article()).err()).expect("the disk is full");
    assert!(matches!(error, Error::Full(_)) && error.to_string().contains("make room"), "{error}");
    assert!(batch.add(&made(50, 5).article()).is_err(), "the batch is spoilt");
    assert!(batch.commit().is_err(), "and cannot be made durable");
    assert_eq!(writer.stats().expect("stats").counts["articles"], 10);
    assert_eq!(writer.check(5).expect("checked"), Vec::new());
    writer.allow_pages(u32::MAX).expect("set: room was made");
    add(&mut writer, 10..200).expect("and it goes on");
    assert_eq!(writer.stats().expect("stats").counts["articles"], 200);
    assert_eq!(writer.check(5).expect("checked"), Vec::new());
}

/// Copies a ledger into a folder that cannot be written to, and lets `child` of this module meet it as a user who has no rights to it.
#[cfg(unix)]
fn shut(path: &Path, child: &str) -> bool {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder = path.parent().expect("a folder");
    let may = |mode: u32| fs::set_permissions(folder, fs::Permissions::from_mode(mode)).expect("set");
    for entry in fs::read_dir(folder).expect("read") {
        fs::set_permissions(entry.expect("a file").path(), fs::Permissions::from_mode(0o444)).expect("set");
    }
    may(0o555);
    let mut command = std::process::Command::new(std::env::current_exe().expect("this test"));
    command.args(["--exact", child, "--ignored"]).env("STANDOFF_TEST_SHUT", path);
    // Nothing is shut to the superuser.
    if fs::write(folder.join("trial"), "").is_ok() {
        fs::remove_file(folder.join("trial")).expect("removed");
        command.uid(65_534).gid(65_534);
    }
    let output = command.output().expect("the child runs");
    may(0o755);
    let words = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && words.contains("1 passed"), "{words}{}", String::from_utf8_lossy(&output.stderr));
    true
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_is_read_from() {
    let folder =
        tempfile::Builder::new().permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755)).tempdir().expect("a folder");
    let path = folder.path().join("stand off.db");
    fill(&path, 3).expect("filled");
    assert!(shut(&path, "faults::the_child_before_a_shut_folder"));
}

#[cfg(unix)]
#[test]
#[ignore = "run by the test above"]
fn the_child_before_a_shut_folder() {
    let Some(path) = std::env::var_os("STANDOFF_TEST_SHUT") else { return };
    let path = Path::new(&path);
    let ledger = Ledger::read(path).expect("it is read");
    assert_eq!(ledger.stats().expect("stats").counts["articles"], 3);
    assert_eq!(ledger.check(3).expect("checked"), Vec::new());
    assert_eq!(ledger.query("SELECT count(*) FROM events", Default::default()).expect("asked").rows.len(), 1);
    let words = told(Ledger::open(path, &HOLDING), path);
    assert!(words.contains("cannot be written to"), "{words}");
}
