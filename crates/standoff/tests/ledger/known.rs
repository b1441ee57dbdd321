//! What was known on a day is what a ledger with nothing but the reports published by then shows.

use crate::common::{done, folder, lines, war};
use serde_json::Value;
use std::path::Path;

/// Articles of the war and a few that look back on it, so that nearly every month has reports that came later.
fn articles() -> Vec<Value> {
    let mut articles: Vec<Value> = war(48).lines().map(|line| serde_json::from_str(line).expect("an article is JSON")).collect();
    let looks_back = |id: &str, published: Option<&str>, text: &str| serde_json::json!({ "id": id, "text": text, "published": published, "publisher": "Northern Wire" });
    articles.push(looks_back(
        "back-1",
        Some("2024-04-20"),
        "Police beat 3 protesters in Minsk on January 1, 2024.\n\nThe Interior Ministry denied that police beat protesters in Minsk on January 1, 2024.",
    ));
    articles.push(looks_back(
        "back-2",
        Some("2024-03-30"),
        "Lithuania expelled 5 Belarusian diplomats on February 26, 2024.\n\nPoland and Lithuania agreed on February 27, 2024 to close the border.",
    ));
    // A promise of no day that is known stands behind all others.
    articles.push(looks_back("no-day", Some("2024-02-10"), "Lithuania will withdraw its ambassador from Belarus, the foreign minister said.\n\nPoland will expel Belarusian diplomats within the year."));
    articles.push(looks_back("undated", None, "Police beat 9 protesters in Brest on January 8, 2024."));
    articles
}

fn ledger(folder: &Path, name: &str, articles: &[Value]) {
    let words: String = articles.iter().map(|article| format!("{article}\n")).collect();
    let input = format!("{name}.jsonl");
    std::fs::write(folder.join(&input), words).expect("a file");
    done(folder, &["add", &input, "--ledger", name, "--model", "fast"]);
}

#[test]
fn as_known_on_a_day_is_what_a_ledger_of_that_day_shows() {
    let folder = folder(&[]);
    let path = folder.path();
    let all = articles();
    ledger(path, "all.db", &all);
    for day in ["2024-01-20", "2024-02-14", "2024-03-05", "2024-04-19"] {
        let then: Vec<Value> = all
            .iter()
            .filter(|article| article["published"].as_str().is_some_and(|published| published <= day))
            .cloned()
            .collect();
        let name = format!("{day}.db");
        ledger(path, &name, &then);
        for command in [
            &["incidents"][..],
            &["incidents", "--status", "confirmed", "--party", "BLR"],
            &["incidents", "--category", "ASSAULT", "--since", "2024-01-05", "--limit", "3"],
            &["timeline"],
            &["timeline", "--place", "minsk"],
            &["commitments"],
            &["commitments", "--dyad", "BLR-LTU"],
            &["commitments", "--party", "POL", "--since", "2024-01-20"],
            &["tallies"],
        ] {
            let asked = lines(path, &[command, &["--until", day, "--ledger", "all.db"]].concat());
            let found = lines(path, &[command, &["--ledger", &name]].concat());
            assert_eq!(asked, found, "{command:?} on {day}");
        }
        // Series end on the day that is asked for, and a brief names it.
        for command in [
            &["tension", "--by", "week", "--format", "jsonl"][..],
            &["tension", "--dyad", "BLR-LTU", "--by", "month", "--format", "jsonl"],
            &["brief", "--party", "BLR"],
        ] {
            let on = |ledger: &str| done(path, &[command, &["--until", day, "--ledger", ledger]].concat());
            assert_eq!(on("all.db"), on(&name), "{command:?} on {day}");
        }
    }
}

#[test]
fn lists_go_forward_in_time_and_end_with_what_has_no_day() {
    let folder = folder(&[]);
    let path = folder.path();
    let mut all = articles();
    all.push(serde_json::json!({ "id": "no-day", "text": "Police arrested 12 protesters in Gomel." }));
    all.push(serde_json::json!({ "id": "pact", "text": "Latvia and Estonia signed a border agreement on January 2, 2024." }));
    ledger(path, "all.db", &all);
    for list in ["incidents", "timeline", "commitments"] {
        let days: Vec<Option<String>> =
            lines(path, &[list, "--ledger", "all.db"]).iter().map(|row| row["date"].as_str().map(str::to_string)).collect();
        assert!(days.len() > 1, "{list}");
        assert!(days.is_sorted_by_key(|day| (day.is_none(), day.clone())), "{list}: {days:?}");
        assert_eq!(lines(path, &[list, "--limit", "1", "--ledger", "all.db"]), lines(path, &[list, "--ledger", "all.db"])[..1]);
    }
    let last = lines(path, &["timeline", "--ledger", "all.db"]).pop().expect("incidents");
    assert!(last["date"].is_null() && last["text"] == "Police arrested 12 protesters in Gomel.", "{last}");
}

#[test]
fn a_later_denial_is_not_known_before_it() {
    let folder = folder(&[]);
    let path = folder.path();
    ledger(path, "all.db", &articles());
    let on = |day: &str| -> Vec<Value> {
        let known = lines(path, &["incidents", "--until", day, "--place", "Minsk", "--ledger", "all.db"]);
        known.into_iter().filter(|incident| incident["date"] == "2024-01-01" && incident["event"] == "ASSAULT").collect()
    };
    let (before, after) = (on("2024-04-19"), on("2024-04-20"));
    assert!(before.iter().all(|incident| incident["status"] != "disputed"), "{before:?}");
    assert!(after.iter().any(|incident| incident["status"] == "disputed"), "{after:?}");
}
