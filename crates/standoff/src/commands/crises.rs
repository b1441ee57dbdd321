//! Crises told by many reports: what the program makes of them, for scoring and for learning the weights of grouping.

use crate::failure::Failure;
use crate::parallel;
use crate::stages;
use crate::tools::Tools;
use document::{Article, Content};
use eval::crisis::{self, Gold, GoldReport, Said, Scores};
use event::{Mention, Report};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A crisis as it is coded.
pub struct Coded {
    /// Its reports.
    pub reports: Vec<Report>,
    /// Their mentions.
    pub mentions: Vec<Mention>,
}

/// Reads the gold of a crisis from its folder; none, with a line about it, where the folder is not there.
pub fn read(folder: &Path) -> Result<Option<Gold>, Failure> {
    if !folder.is_dir() {
        eprintln!("standoff: passed over {}, which is not there", folder.display());
        return Ok(None);
    }
    fn part<T: for<'d> serde::Deserialize<'d>>(folder: &Path, name: &str) -> Result<Vec<T>, Failure> {
        let path = folder.join(name);
        let fail = |why: String| Failure::new(format!("`{}` is no gold of a crisis: {why}", path.display()));
        let text = fs::read_to_string(&path).map_err(|error| fail(error.to_string()))?;
        crisis::lines(&text).map_err(fail)
    }
    Ok(Some(Gold {
        reports: part(folder, "reports.jsonl")?,
        incidents: part(folder, "incidents.jsonl")?,
        copies: part(folder, "copies.jsonl")?,
    }))
}

/// Codes the reports of a crisis.
pub fn code(tools: &Tools, gold: &Gold, threads: usize) -> Result<Coded, Failure> {
    let mut coded = Coded { reports: Vec::new(), mentions: Vec::new() };
    parallel::in_order(
        threads,
        gold.reports.iter(),
        |report| {
            let (document, coding) = stages(&article(report), tools);
            (Report::of(&document), event::mentions(&coding.events, &document))
        },
        |(report, mentions)| -> Result<(), Failure> {
            coded.reports.push(report);
            coded.mentions.extend(mentions);
            Ok(())
        },
    )?;
    Ok(coded)
}

/// The scores of what the program makes of a crisis.
pub fn score(tools: &Tools, gold: &Gold, threads: usize) -> Result<Scores, Failure> {
    let coded = code(tools, gold, threads)?;
    let names: BTreeMap<_, _> = coded.reports.iter().map(|report| (report.id, report.given_id.clone())).collect();
    let by_id: BTreeMap<_, _> = coded.mentions.iter().map(|mention| (mention.id, mention)).collect();
    let publishers = coded.reports.iter().filter_map(|report| report.publisher.clone());
    let homes = publishers.filter_map(|name| code::filed::home(&name, &tools.coder.knowledge).map(|home| (name, home))).collect();
    let (pairs, incidents) = resolve::derive::of_reports(&coded.reports, &coded.mentions, &homes);
    let said = |id| by_id.get(id).map(|mention: &&Mention| said(mention, &names[&mention.document]));
    let groups: Vec<Vec<Said>> = incidents.iter().map(|incident| incident.mentions.iter().filter_map(said).collect()).collect();
    let copies: Vec<(String, String)> =
        pairs.iter().map(|pair| (names[&pair.first].clone(), names[&pair.second].clone())).collect();
    Ok(crisis::score(gold, &groups, &copies))
}

/// Where a mention stands.
pub fn said(mention: &Mention, report: &str) -> Said {
    Said { report: report.to_string(), start: mention.trigger.start as usize, end: mention.trigger.end as usize }
}

fn article(report: &GoldReport) -> Article {
    Article {
        given_id: report.id.clone(),
        title: report.title.clone(),
        publisher: report.publisher.clone(),
        published: report.published.as_deref().and_then(ingest::parse_published),
        content: Content::Plain(report.text.clone()),
        ..Article::default()
    }
}
