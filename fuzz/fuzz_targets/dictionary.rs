//! Any bytes as a dictionary of PETRARCH or TABARI: reading never panics, and each mistake names a line that the file has.

#![no_main]

use knowledge::dictionaries::recognise;
use knowledge::{Knowledge, SourceFile};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

/// The codes of CAMEO and the countries, so that codes become something.
fn codes() -> &'static [SourceFile<'static>] {
    static FILES: OnceLock<Vec<SourceFile<'static>>> = OnceLock::new();
    FILES.get_or_init(|| {
        let wanted = |file: &str| file.starts_with("ontology/cameo") || file == "actors/several.actors";
        let mut files: Vec<SourceFile<'static>> =
            knowledge::embedded_files().iter().copied().filter(|(file, _)| wanted(file)).collect();
        files.push(("actors/x.actors", "country RUR Ruria\n"));
        files
    })
}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.lines().count();
    let kind = recognise(&text);
    let (knowledge, _) = Knowledge::layered(None, &[codes(), &[("x", &text)]]);
    assert_eq!(knowledge.dictionaries.reports.len(), usize::from(kind.is_some()));
    for report in &knowledge.dictionaries.reports {
        for problem in report.unread.iter().chain(&report.unused) {
            assert!((1..=lines).contains(&problem.line), "line {} of {lines}: {problem}", problem.line);
            assert!(problem.to_string().starts_with("x:") && !problem.hint.is_empty());
        }
    }
});
