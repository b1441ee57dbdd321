//! The articles of a brief, each once and with a number.

use super::Brief;
use crate::ledger::ReportFacts;
use crate::page::blocks::{Line, link, plain};
use std::collections::BTreeMap;

/// The articles in order of publication and given id; those without a day stand last.
pub struct Sources<'b> {
    articles: Vec<&'b ReportFacts>,
    numbers: BTreeMap<&'b str, usize>,
}

impl<'b> Sources<'b> {
    pub fn of(brief: &'b Brief) -> Sources<'b> {
        let made = brief.commitments.iter().flat_map(|one| &one.made.reports);
        let mut by_id: BTreeMap<&str, &ReportFacts> = BTreeMap::new();
        let counted = brief.tallies.iter().map(|one| &one.report);
        for report in brief.entries.iter().flat_map(|entry| &entry.reports).chain(made).chain(counted) {
            by_id.entry(&report.report).or_insert(report);
        }
        let mut articles: Vec<&ReportFacts> = by_id.into_values().collect();
        articles.sort_by_key(|report| (report.published.is_none(), report.published, &report.report));
        let numbers = articles.iter().zip(1..).map(|(report, number)| (report.report.as_str(), number)).collect();
        Sources { articles, numbers }
    }

    /// The number of an article by its given id.
    pub fn number(&self, report: &str) -> Option<usize> {
        self.numbers.get(report).copied()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// The list: publisher, day, headline with its address, given id.
    pub fn lines(&self) -> Vec<Line> {
        self.articles.iter().map(|report| line(report)).collect()
    }
}

fn line(report: &ReportFacts) -> Line {
    let publisher = report.publisher.as_deref().unwrap_or("publisher unknown");
    let published = report.published.map_or("date unknown".to_string(), |day| day.to_string());
    let title = report.title.as_deref().unwrap_or(&report.report);
    let mut line = vec![plain(format!("{publisher}, {published}: ")), link(title, report.url.as_deref())];
    if let Some(address) = &report.url {
        line.extend([plain(" - "), link(address, Some(address))]);
    }
    line
}
