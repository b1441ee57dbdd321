//! Whose text a report is: the agency that it credits, else its publisher. Corroboration counts these hands, not pages.

use crate::copies;
use crate::words::{dateline, is_credit, running, tag};
use document::DocumentId;
use event::{CopyPair, Report};
use std::collections::BTreeMap;

/// The hand that wrote each report. All copies of a text count with its first author: the agency that one of them credits, else
/// the publisher of the earliest. `publishers` are all names of publishers that are known, against which "HPA" is resolved.
pub fn origins(reports: &[&Report], pairs: &[CopyPair], publishers: &[&str]) -> BTreeMap<DocumentId, String> {
    let by_id: BTreeMap<DocumentId, &Report> = reports.iter().map(|report| (report.id, *report)).collect();
    let own = |report: &Report| {
        let credited = credit(report).map(|words| resolved(&words, publishers));
        credited.or_else(|| report.publisher.clone()).unwrap_or_else(|| report.given_id.clone())
    };
    let mut origins: BTreeMap<DocumentId, String> = reports.iter().map(|report| (report.id, own(report))).collect();
    for members in copies::groups(pairs) {
        let mut present: Vec<&Report> = members.iter().filter_map(|id| by_id.get(id).copied()).collect();
        present.sort_by_key(|report| (report.published.is_none(), report.published, report.id));
        let credited = present.iter().find_map(|report| credit(report)).map(|words| resolved(&words, publishers));
        let Some(author) = credited.or_else(|| present.first().map(|report| own(report))) else { continue };
        origins.extend(present.iter().map(|report| (report.id, author.clone())));
    }
    origins
}

/// The agency that a report names as the hand that wrote it: in its dateline, or in a credit before or behind its text.
pub fn credit(report: &Report) -> Option<String> {
    let first = running(report).find(|words| dateline(words).is_some()).and_then(dateline).and_then(|(line, _)| {
        let (_, inside) = line.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        is_name(inside).then(|| inside.to_string())
    });
    let last = running(report).next_back();
    first.or_else(|| last.and_then(tag).map(|(_, words)| words.to_string()).filter(|words| is_name(words))).or_else(|| {
        let line = last.filter(|words| is_credit(words))?;
        let line = line.trim_matches(['(', ')', '[', ']', '-', '–', '—', ' ', '.']);
        // "(With inputs from HPA)", "Meridian / Gulf Morning News", "not edited ... HPA": the agency is the name behind the last
        // small word, or before a slash.
        let line = line.split(['/', ';']).next().unwrap_or(line).trim();
        let names = line.rsplit('.').next().unwrap_or(line);
        let behind = names.rsplit(" from ").next().unwrap_or(names);
        let behind = behind.strip_prefix("With ").unwrap_or(behind).trim();
        is_name(behind).then(|| behind.to_string())
    })
}

/// Words in capitals without digits, few enough for a name.
fn is_name(words: &str) -> bool {
    let few = words.split_whitespace().count() <= 4;
    let capitals = words.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let generic = matches!(words.to_lowercase().as_str(), "agencies" | "agency" | "evening" | "morning" | "update" | "updated");
    !words.trim().is_empty() && few && capitals && !generic && !words.chars().any(|character| character.is_ascii_digit())
}

/// The publisher that a credit means: by its name, the first words of its name, or its initials; else the credit itself.
fn resolved(credit: &str, publishers: &[&str]) -> String {
    let folded = credit.to_lowercase();
    let initials = |name: &str| name.split_whitespace().filter_map(|word| word.chars().next()).collect::<String>();
    let means = |name: &&&str| {
        let lower = name.to_lowercase();
        lower == folded || lower.starts_with(&format!("{folded} ")) || credit.len() > 1 && initials(name) == credit
    };
    publishers.iter().filter(means).min().map_or_else(|| credit.to_string(), |name| (*name).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::ParagraphKind;

    fn report(id: u64, publisher: &str, paragraphs: &[&str]) -> Report {
        Report {
            id: DocumentId(id),
            given_id: format!("r{id}"),
            url: None,
            title: None,
            publisher: Some(publisher.into()),
            published: None,
            paragraphs: paragraphs.iter().map(|words| (ParagraphKind::Body, (*words).to_string())).collect(),
        }
    }

    #[test]
    fn credits_are_found_and_resolved() {
        let wire = report(1, "Northern Press Agency", &["OSLO, May 1 (NPA) - The talks ended."]);
        let paper = report(2, "Harbour Post", &["The talks ended in Oslo.", "(With inputs from NPA)"]);
        let own = report(3, "Harbour Post", &["The harbour was closed."]);
        let tagged = report(4, "Evening Star", &["The talks ended late. (NPA)"]);
        let reports = [&wire, &paper, &own, &tagged];
        let found = origins(&reports, &[], &["Northern Press Agency", "Harbour Post"]);
        let names: Vec<&str> = found.values().map(String::as_str).collect();
        assert_eq!(names, ["Northern Press Agency", "Northern Press Agency", "Harbour Post", "Northern Press Agency"]);
    }
}
