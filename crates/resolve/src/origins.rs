//! Whose text a report is: the agency that it credits, else its publisher. Corroboration counts these hands, not pages.

use crate::words::{dateline, is_credit, running, tag};
use event::Report;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Who wrote a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Origin {
    /// The words in which a report credits somebody else, an agency mostly: its name, a part of it or its initials.
    Credited(String),
    /// The publisher, or the report's given id where none is known.
    Publisher(String),
}

impl Origin {
    /// Whose text all these reports are, copies of each other: that of the agency which the earliest that credits any credits, else that
    /// of the earliest's publisher; of one day, whose publisher is known comes first. None where there is no report.
    pub fn of(copies: &[&Report]) -> Option<Origin> {
        let mut copies = copies.to_vec();
        copies.sort_by_key(|report| (report.published.is_none(), report.published, report.publisher.is_none(), report.id));
        let credited = copies.iter().find_map(|report| credit(report)).map(Origin::Credited);
        let author = |report: &&Report| report.publisher.clone().unwrap_or_else(|| report.given_id.clone());
        credited.or_else(|| copies.first().map(author).map(Origin::Publisher))
    }

    /// Its name. A credit is resolved to the publisher that it means, if it is among those given: the one of that name, of a name that
    /// begins so, or of those initials.
    pub fn name<'n>(&'n self, publishers: &BTreeSet<&'n str>) -> &'n str {
        let credit = match self {
            Origin::Publisher(name) => return name,
            Origin::Credited(credit) => credit,
        };
        let folded = credit.to_lowercase();
        let initials = |name: &str| name.split_whitespace().filter_map(|word| word.chars().next()).collect::<String>();
        let means = |name: &&&str| {
            let lower = name.to_lowercase();
            lower == folded || lower.starts_with(&format!("{folded} ")) || credit.len() > 1 && initials(name) == *credit
        };
        publishers.iter().find(means).map_or(credit, |name| *name)
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use document::{DocumentId, ParagraphKind};

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
        let publishers = BTreeSet::from(["Harbour Post", "Northern Press Agency"]);
        let name = |copies: &[&Report]| Origin::of(copies).expect("a report").name(&publishers).to_string();
        for report in [&wire, &paper, &tagged] {
            assert_eq!(name(&[report]), "Northern Press Agency");
        }
        assert_eq!(name(&[&own]), "Harbour Post");
        assert_eq!(name(&[&own, &tagged]), "Northern Press Agency", "a copy that credits tells whose text all are");
        assert_eq!(Origin::of(&[&paper]).expect("a report").name(&BTreeSet::new()), "NPA");
        assert_eq!(Origin::of(&[]), None);
    }

    #[test]
    fn of_one_day_the_report_of_a_known_publisher_is_the_first() {
        let found = Report { publisher: None, ..report(1, "", &["The harbour was closed."]) };
        let paper = report(2, "Harbour Post", &["The harbour was closed."]);
        assert_eq!(Origin::of(&[&found, &paper]), Some(Origin::Publisher("Harbour Post".into())));
        assert_eq!(Origin::of(&[&found]), Some(Origin::Publisher("r1".into())));
    }
}
