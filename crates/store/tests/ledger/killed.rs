//! A writer that is killed leaves no article half there, and everything that it reported as stored.

use crate::made::{Dice, follow, made, settle};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use store::{Added, Filter, Holding, Ledger};

/// Tells the child where its ledger is.
const LEDGER: &str = "STANDOFF_TEST_LEDGER";
/// How many articles there are to be stored.
const ARTICLES: u64 = 60;

#[test]
fn killed_at_twenty_moments() {
    kill_at(20, 1);
}

#[test]
#[ignore = "takes a minute"]
fn killed_at_a_hundred_moments() {
    kill_at(100, 2);
}

/// What the child does: it adds and settles in small batches and says what is durable, and is run only by the tests above.
#[test]
#[ignore = "run by the tests above"]
fn the_child_that_is_killed() {
    let Some(path) = std::env::var_os(LEDGER) else { return };
    let mut writer =
        Ledger::open(Path::new(&path), &Holding { since: "now", patience: Duration::from_secs(60) }).expect("the ledger opens");
    for begin in (0..ARTICLES).step_by(3) {
        let mut batch = writer.begin().expect("a batch");
        for number in begin..begin + 3 {
            batch.add(&made(number, 4).article()).expect("added");
        }
        batch.commit().expect("committed");
        println!("\nstored {}", begin + 3);
        let mut batch = writer.begin().expect("a batch");
        settle(&mut batch, "now").expect("settled");
        follow(&mut batch).expect("followed");
        batch.commit().expect("committed");
    }
}

fn kill_at(moments: u32, seed: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut dice = Dice(seed);
    let mut halfway = 0;
    for moment in 0..moments {
        let path = folder.path().join(format!("{moment}.db"));
        let stored = run_and_kill(&path, Duration::from_micros(dice.below(400_000) as u64));
        halfway += u32::from(stored > 0 && stored < ARTICLES);
        if !path.exists() {
            continue;
        }
        let mut writer =
            Ledger::open(&path, &Holding { since: "now", patience: Duration::from_secs(60) }).expect("it opens again");
        assert_eq!(writer.check(5).expect("checked"), Vec::new(), "killed with {stored} stored");
        let mut batch = writer.begin().expect("a batch");
        for number in 0..ARTICLES {
            let one = made(number, 4);
            let mentions = batch.mentions_of_document(one.document.text.id).expect("mentions");
            match batch.add(&one.article()).expect("added") {
                Added::AlreadyThere => assert_eq!(mentions, one.mentions, "article {number} is half there"),
                _ => assert!(number >= stored, "article {number} was reported as stored"),
            }
        }
        settle(&mut batch, "now").expect("settled");
        follow(&mut batch).expect("followed");
        batch.commit().expect("committed");
        assert_eq!(writer.check(5).expect("checked"), Vec::new());
        assert_eq!(writer.stats().expect("stats").counts["articles"] as u64, ARTICLES, "a second run completes");
        assert!(writer.count_incidents(&Filter::default()).expect("count") > 0);
    }
    assert!(halfway > 0, "no moment lay in the middle of the work");
}

/// Lets the child work until a moment after its first words, and kills it. Gives how many articles it reported as stored.
fn run_and_kill(path: &Path, moment: Duration) -> u64 {
    let mut child = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "killed::the_child_that_is_killed", "--ignored", "--nocapture"])
        .env(LEDGER, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the child starts");
    let words = BufReader::new(child.stdout.take().expect("its words"));
    let reading = std::thread::spawn(move || {
        let lines = words.lines().map_while(std::result::Result::ok);
        lines.filter_map(|line| line.strip_prefix("stored ")?.parse().ok()).last().unwrap_or(0)
    });
    std::thread::sleep(moment);
    // On Unix this is the signal that cannot be caught.
    child.kill().expect("killed");
    child.wait().expect("it is gone");
    reading.join().expect("its words were read")
}
