//! Any bytes as a knowledge file in every folder: loading never panics, and each problem names a line that the file has.

#![no_main]

use knowledge::Knowledge;
use libfuzzer_sys::fuzz_target;

const FILES: [&str; 11] = [
    "actors/x.actors",
    "attribution/x.txt",
    "classes/x.class",
    "coding/ASSAULT/x.rule",
    "composition/x.operator",
    "ontology/x.txt",
    "places/own.tsv",
    "places/x.tsv",
    "quantities/x.txt",
    "roles/x.roles",
    "x",
];

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.lines().count();
    for file in FILES {
        let (_, problems) = Knowledge::load(&[(file, &text)]);
        for problem in problems {
            assert_eq!(problem.file, file);
            assert!((1..=lines).contains(&problem.line), "line {} of {lines}: {problem}", problem.line);
            assert!(!problem.message.is_empty() && !problem.hint.is_empty());
            assert!(problem.to_string().starts_with(file));
        }
    }
});
