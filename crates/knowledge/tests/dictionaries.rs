//! Dictionaries: the counts of PETRARCH's own, where they stand beside the repository, and what holds of any text.

use knowledge::dictionaries::recognise;
use knowledge::{Knowledge, embedded_files};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

/// What `shared/reference/formats.md` counts in the dictionaries, file by file. It takes three indented comments for content of the countries, one of them
/// for a restriction, and one code of the agents whose bracket is never closed for a code.
const COUNTED: &[(&str, &[(&str, usize)])] = &[
    (
        "Phoenix.Countries.actors.txt",
        &[
            ("content lines", 54_091),
            ("primary names", 18_390),
            ("synonyms", 7_527),
            ("code lines", 28_174),
            ("date-restricted lines", 26_110),
            ("distinct codes", 2_512),
        ],
    ),
    ("Phoenix.International.actors.txt", &[("content lines", 7_954), ("distinct codes", 677)]),
    ("Phoenix.agents.txt", &[("content lines", 2_247), ("distinct codes", 84)]),
    ("Phoenix.discards.txt", &[("discards", 506), ("of them story-level", 64)]),
    (
        "CAMEO.2.0.txt",
        &[("synonym sets", 40), ("blocks", 397), ("patterns", 4_668), ("transformations", 8), ("distinct codes", 241)],
    ),
];

#[test]
fn the_shipped_dictionaries_are_read_as_they_are_counted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/dictionaries");
    if !folder.is_dir() {
        eprintln!("passed over: there are no dictionaries in {}", folder.display());
        return;
    }
    let read = |(file, _): &(&'static str, _)| {
        let bytes = fs::read(folder.join(file)).expect("a dictionary");
        (*file, String::from_utf8_lossy(&bytes).into_owned())
    };
    let texts: Vec<(&str, String)> = COUNTED.iter().map(read).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(file, text)| (*file, text.as_str())).collect();
    let (knowledge, problems) = Knowledge::layered(None, &[embedded_files(), &files]);
    assert_eq!(problems, []);
    for (file, counted) in COUNTED {
        let report = knowledge.dictionaries.reports.iter().find(|report| report.file == *file).expect("it is recognised");
        for (thing, number) in *counted {
            let found = report.counts.iter().find(|(name, _)| name == thing).map_or(0, |(_, found)| *found);
            assert_eq!(found, *number, "{file}: {thing} in {:?}", report.counts);
        }
        // What cannot be read is a slip of the pen here and there.
        assert!(100 * report.unread.len() < report.counts[0].1.max(1_000), "{file}: {} mistakes", report.unread.len());
    }
}

/// Lines of all kinds of dictionaries, and of none.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z_+&~!]{0,9}( ?\\[[-A-Z0-9:<>~ ]{0,16}\\]?){0,2}",
        "\t? ?\\[[A-Z]{0,6} ?[<>]?[0-9]{0,8}-?[0-9]{0,8}\\]?",
        "- [A-Z$+%^&_{}() |]{0,14}\\*[A-Z$+%^&_{}() |]{0,20} ?\\[[-0-9:]{0,7}\\]",
        "--- [A-Z_]{0,6} \\[[-0-9:]{0,7}\\] ---",
        "~ [ab._] \\([ab._] [ab._] [A-Z]{1,4}\\) [A-Z]{1,4} = [ab] [ab] [Q0-9]{1,3}",
        "![A-Z]{0,4}! = [A-Z, ]{0,12}",
        "[#;<>! a-z\u{e9}-]{0,12}",
        any::<String>().prop_map(|text| text.replace(['\n', '\r'], " ")),
    ]
}

proptest! {
    /// No text is an error: whatever is read, each mistake names a line that the file has, and the same text gives the same knowledge.
    #[test]
    fn any_text_is_read_or_reported(lines in prop::collection::vec(line(), 0..40)) {
        let text = lines.join("\n");
        let kind = recognise(&text);
        let (knowledge, _) = Knowledge::layered(None, &[&[], &[("x", &text)]]);
        prop_assert_eq!(kind.is_some(), knowledge.dictionaries.reports.len() == 1);
        for report in &knowledge.dictionaries.reports {
            prop_assert_eq!(Some(report.kind), kind);
            for problem in report.unread.iter().chain(&report.unused) {
                prop_assert!((1..=text.lines().count()).contains(&problem.line), "{}", problem);
                prop_assert!(!problem.message.is_empty() && !problem.hint.is_empty());
            }
        }
        let (again, _) = Knowledge::layered(None, &[&[], &[("x", &text)]]);
        prop_assert_eq!(&again.dictionaries.reports, &knowledge.dictionaries.reports);
    }
}
