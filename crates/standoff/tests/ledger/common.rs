//! Running the program, and reading what it says.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// The program in a folder.
pub fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standoff"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the program whatever comes of it.
pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).output().expect("the program starts")
}

/// Runs the program and gives what it writes; it has to succeed.
pub fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert_eq!(code(&output), 0, "{arguments:?}: {}", errors(&output));
    String::from_utf8(output.stdout).expect("the program writes UTF-8")
}

/// The JSON lines that the program writes.
pub fn lines(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let words = done(folder, &[arguments, &["--format", "jsonl"]].concat());
    words.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

pub fn code(output: &Output) -> i32 {
    output.status.code().expect("the program ends by itself")
}

pub fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with files.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, words) in files {
        fs::write(folder.path().join(name), words).expect("a file");
    }
    folder
}

/// A file of the repository.
pub fn of_repository(path: &str) -> String {
    format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"))
}

/// Articles as JSON Lines, each a line of a small war that no two of them tell alike.
pub fn war(articles: usize) -> String {
    const TOWNS: [&str; 7] = ["Minsk", "Grodno", "Brest", "Gomel", "Vitebsk", "Mogilev", "Pinsk"];
    const TOLD: [&str; 5] = [
        "Police beat {n} protesters in {town} on Monday.",
        "Police arrested {n} journalists in {town} on Sunday, an opposition leader said.",
        "Lithuania expelled {n} Belarusian diplomats on Monday.",
        "The foreign ministers of Poland and Lithuania met in {town} on Tuesday.",
        "Belarus moved {n} soldiers to the Polish border near {town}, the Defence Ministry in Warsaw said.",
    ];
    let mut words = String::new();
    for at in 0..articles {
        let tell = |from: usize| {
            TOLD[(at + from) % TOLD.len()]
                .replace("{n}", &(at + 3).to_string())
                .replace("{town}", TOWNS[(at * 3 + from) % TOWNS.len()])
        };
        let line = serde_json::json!({
            "id": format!("war-{at:03}"),
            "text": format!("{}\n\n{}\n\n{}", tell(0), tell(1), tell(2)),
            "published": format!("2024-{:02}-{:02}", at % 4 + 1, at % 27 + 1),
            "publisher": if at % 2 == 0 { "Harbour Post" } else { "Evening Lantern" },
        });
        words.push_str(&format!("{line}\n"));
    }
    words
}

/// Who is grouped with whom, by the reports and places of mentions; what incidents are called does not count.
pub type Partition = BTreeSet<BTreeSet<(String, u64)>>;

/// The partition that a ledger shows.
pub fn partition(folder: &Path, ledger: &str) -> Partition {
    lines(folder, &["incidents", "--ledger", ledger]).iter().map(mentions).collect()
}

/// The mentions of an incident: report and place of the trigger.
pub fn mentions(incident: &Value) -> BTreeSet<(String, u64)> {
    let mentions = incident["mentions"].as_array().expect("an incident has mentions");
    let place = |mention: &Value| {
        (mention["report"].as_str().expect("a report").to_string(), mention["start"].as_u64().expect("a place"))
    };
    mentions.iter().map(place).collect()
}

/// Chance that a seed decides (SplitMix64).
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }

    /// Brings a list into another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}
