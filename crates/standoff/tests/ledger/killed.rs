//! A run that is killed leaves a whole ledger, and the next run completes it.

use crate::common::{Partition, Random, done, errors, folder, lines, partition, program, run, war};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, Instant};

const ADD: [&str; 8] = ["add", "war.jsonl", "--ledger", "l.db", "--model", "fast", "--threads", "2"];

/// What an undisturbed run makes.
struct Whole {
    partition: Partition,
    articles: Vec<Value>,
}

/// Every article with what hangs on it.
const ARTICLES: &str = "SELECT document, text_id, knowledge, model, (SELECT count(*) FROM paragraphs WHERE paragraphs.text_id = articles.text_id) AS paragraphs,
    (SELECT count(*) FROM names WHERE names.text_id = articles.text_id) AS names,
    (SELECT count(*) FROM events WHERE events.text_id = articles.text_id) AS events FROM articles ORDER BY document";

fn whole(folder: &Path) -> Whole {
    Whole { partition: partition(folder, "l.db"), articles: articles(folder) }
}

fn articles(folder: &Path) -> Vec<Value> {
    lines(folder, &["query", ARTICLES, "--ledger", "l.db"])
}

/// Kills runs at moments that a seed decides, anywhere between start and end of an undisturbed one.
fn kill(times: usize, seed: u64) {
    let war = war(200);
    let undisturbed = folder(&[("war.jsonl", &war)]);
    let begun = Instant::now();
    done(undisturbed.path(), &ADD);
    let mut length = begun.elapsed();
    let expected = whole(undisturbed.path());
    assert_eq!(expected.articles.len(), 200);

    let mut random = Random(seed);
    let mut time = 0;
    while time < times {
        let folder = folder(&[("war.jsonl", &war)]);
        let path = folder.path();
        let listed = path.join("listed");
        let mut child =
            program(path, &ADD).arg("--list").stdout(File::create(&listed).expect("a file")).spawn().expect("the program starts");
        let moment = Duration::from_micros(random.below(length.as_micros() as usize + 1) as u64);
        std::thread::sleep(moment);
        child.kill().expect("the program can be killed");
        if child.wait().expect("the program has ended").success() {
            // It was done before: on a busy machine no two runs take equally long.
            length = moment;
            continue;
        }
        time += 1;

        // What was named is stored; what is stored is whole, although it may be more than was named.
        let words = fs::read_to_string(&listed).expect("what was named");
        let named: BTreeSet<&str> = words.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')).collect();
        let check = run(path, &["check", "--ledger", "l.db"]);
        if !errors(&check).contains("there is no ledger") {
            assert_eq!(String::from_utf8_lossy(&check.stdout), "l.db: 0 faults\n", "kill {time}: {}", errors(&check));
            let stored = articles(path);
            let ids: BTreeSet<&str> = stored.iter().filter_map(|article| article["document"].as_str()).collect();
            assert!(named.is_subset(&ids), "kill {time}: {:?} were named and are not stored", named.difference(&ids));
            let half: Vec<&Value> = stored.iter().filter(|article| !expected.articles.contains(article)).collect();
            assert!(half.is_empty(), "kill {time}: half stored: {half:?}");
        } else {
            assert!(named.is_empty(), "kill {time}: {named:?} were named and there is no ledger");
        }

        done(path, &ADD);
        let completed = whole(path);
        assert!(completed.articles == expected.articles, "kill {time}: other articles after the second run");
        assert!(completed.partition == expected.partition, "kill {time}: other incidents after the second run");
        assert_eq!(done(path, &["check", "--ledger", "l.db"]), "l.db: 0 faults\n", "kill {time}, completed");
    }
}

#[test]
fn twenty_killed_runs_lose_nothing() {
    kill(20, 20);
}

#[test]
#[ignore = "takes minutes: cargo test --release -p standoff --test ledger -- --ignored"]
fn a_hundred_killed_runs_lose_nothing() {
    kill(100, 100);
}
