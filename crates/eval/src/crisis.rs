//! Scores the joining of mentions into incidents, and the finding of copies, against the gold of a crisis told by many reports.
//!
//! B-cubed (Bagga and Baldwin 1998) over the gold mentions that were coded: a gold mention is coded when a mention of the program in the
//! same report overlaps it; pairs are made by the greatest overlap first and each mention is used once. Mentions that meet no gold
//! mention count for nothing, so the figures tell how well mentions are joined and `coded` how many are found.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The gold of a crisis.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// The reports, in the order of their file.
    pub reports: Vec<GoldReport>,
    /// The incidents.
    pub incidents: Vec<GoldIncident>,
    /// Pairs of copies.
    pub copies: Vec<GoldCopy>,
}

/// One report.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldReport {
    /// Its id.
    pub id: String,
    /// Headline, a blank line, and the body.
    pub text: String,
    /// The day of publication.
    pub published: Option<String>,
    /// The publisher.
    pub publisher: Option<String>,
    /// The headline.
    pub title: Option<String>,
}

/// One incident, as far as it is scored.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldIncident {
    /// Its id.
    pub incident: String,
    /// Where reports mention it.
    pub mentions: Vec<GoldMention>,
}

/// One mention.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldMention {
    /// The report.
    pub report: String,
    /// Its exact words.
    pub trigger: String,
    /// How many earlier occurrences of the words are passed over.
    pub at: usize,
}

/// Two reports whose texts come from one hand.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldCopy {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
}

/// A mention of the program's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// The report.
    pub report: String,
    /// Code points before the trigger.
    pub start: usize,
    /// Code points before what follows the trigger.
    pub end: usize,
}

/// What is scored.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    /// The share of gold mentions that are coded.
    pub coded: f64,
    /// B-cubed precision.
    pub precision: f64,
    /// B-cubed recall.
    pub recall: f64,
    /// Of the pairs of coded mentions that the program joins, the share that belong to two incidents.
    pub merged: f64,
    /// F1 of pairs of copies.
    pub copies: f64,
}

impl Scores {
    /// B-cubed F1.
    pub fn f1(&self) -> f64 {
        harmonic(self.precision, self.recall)
    }
}

/// Reads JSON Lines of one kind. An error names the line.
pub fn lines<T: for<'d> Deserialize<'d>>(text: &str) -> Result<Vec<T>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| serde_json::from_str(line).map_err(|error| format!("line {}: {error}", at + 1))).collect()
}

/// The scores of groups of mentions and of pairs of copies.
pub fn score(gold: &Gold, groups: &[Vec<Said>], copies: &[(String, String)]) -> Scores {
    let coded = coded(gold, groups);
    let all: usize = gold.incidents.iter().map(|incident| incident.mentions.len()).sum();
    let (precision, recall) = b_cubed(&coded);
    Scores { coded: ratio(coded.len(), all), precision, recall, merged: merged(&coded), copies: of_copies(gold, copies) }
}

/// For each gold mention that is coded: its incident and its group, by their places. The groups' mentions by report are given.
pub fn coded(gold: &Gold, groups: &[Vec<Said>]) -> Vec<(usize, usize)> {
    let texts: BTreeMap<&str, Vec<char>> =
        gold.reports.iter().map(|report| (report.id.as_str(), report.text.chars().collect())).collect();
    let mut by_report: BTreeMap<&str, Vec<(&Said, usize)>> = BTreeMap::new();
    for (group, members) in groups.iter().enumerate() {
        for said in members {
            by_report.entry(&said.report).or_default().push((said, group));
        }
    }
    let mut candidates = Vec::new();
    for (incident, mention) in gold.incidents.iter().enumerate().flat_map(|(at, one)| one.mentions.iter().map(move |it| (at, it)))
    {
        let Some(text) = texts.get(mention.report.as_str()) else { continue };
        let Some((start, end)) = place(text, &mention.trigger, mention.at) else { continue };
        for (said, group) in by_report.get(mention.report.as_str()).into_iter().flatten() {
            let overlap = end.min(said.end).saturating_sub(start.max(said.start));
            if overlap > 0 {
                let apart = start.abs_diff(said.start) + end.abs_diff(said.end);
                let key = (std::cmp::Reverse(overlap), apart, mention.report.as_str(), start, end, *said);
                candidates.push((key, incident, *group));
            }
        }
    }
    candidates.sort();
    let (mut used_gold, mut used_said) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for ((_, _, report, start, end, said), incident, group) in candidates {
        if !used_gold.contains(&(report, start, end)) && !used_said.contains(said) {
            used_gold.insert((report, start, end));
            used_said.insert(said);
            pairs.push((incident, group));
        }
    }
    pairs
}

/// Where words stand in a text, in code points, after so many earlier occurrences.
fn place(text: &[char], words: &str, earlier: usize) -> Option<(usize, usize)> {
    let words: Vec<char> = words.chars().collect();
    let found = text.windows(words.len().max(1)).enumerate().filter(|(_, window)| *window == words.as_slice());
    found.map(|(at, _)| (at, at + words.len())).nth(earlier)
}

fn b_cubed(pairs: &[(usize, usize)]) -> (f64, f64) {
    let count = |fits: &dyn Fn(&(usize, usize)) -> bool| pairs.iter().filter(|pair| fits(pair)).count();
    let (mut precision, mut recall) = (0.0, 0.0);
    for (incident, group) in pairs {
        let both = count(&|other| other == &(*incident, *group));
        precision += ratio(both, count(&|other| other.1 == *group));
        recall += ratio(both, count(&|other| other.0 == *incident));
    }
    let number = pairs.len().max(1) as f64;
    (precision / number, recall / number)
}

fn merged(pairs: &[(usize, usize)]) -> f64 {
    let (mut joined, mut wrong) = (0, 0);
    for (at, (incident, group)) in pairs.iter().enumerate() {
        for (other, _) in pairs[at + 1..].iter().filter(|other| other.1 == *group) {
            joined += 1;
            wrong += usize::from(other != incident);
        }
    }
    ratio(wrong, joined)
}

fn of_copies(gold: &Gold, said: &[(String, String)]) -> f64 {
    let ordered = |a: &str, b: &str| (a.min(b).to_string(), a.max(b).to_string());
    let wanted: BTreeSet<_> = gold.copies.iter().map(|pair| ordered(&pair.a, &pair.b)).collect();
    let said: BTreeSet<_> = said.iter().map(|(a, b)| ordered(a, b)).collect();
    let right = wanted.intersection(&said).count();
    harmonic(ratio(right, said.len()), ratio(right, wanted.len()))
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn harmonic(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gold() -> Gold {
        let report =
            |id: &str, text: &str| GoldReport { id: id.into(), text: text.into(), published: None, publisher: None, title: None };
        let mention = |report: &str, trigger: &str, at| GoldMention { report: report.into(), trigger: trigger.into(), at };
        Gold {
            reports: vec![report("r1", "They met. Ünits met again."), report("r2", "The talks ended.")],
            incidents: vec![
                GoldIncident { incident: "one".into(), mentions: vec![mention("r1", "met", 0), mention("r2", "talks", 0)] },
                GoldIncident { incident: "two".into(), mentions: vec![mention("r1", "met", 1)] },
            ],
            copies: vec![GoldCopy { a: "r1".into(), b: "r2".into() }],
        }
    }

    fn said(report: &str, start: usize, end: usize) -> Said {
        Said { report: report.into(), start, end }
    }

    #[test]
    fn the_gold_itself_is_right() {
        let groups = [vec![said("r1", 5, 8), said("r2", 4, 9)], vec![said("r1", 16, 19)]];
        let scores = score(&gold(), &groups, &[("r2".into(), "r1".into())]);
        assert_eq!((scores.coded, scores.f1(), scores.merged, scores.copies), (1.0, 1.0, 0.0, 1.0));
    }

    #[test]
    fn one_group_for_all_is_all_recall() {
        let groups = [vec![said("r1", 5, 8), said("r2", 4, 9), said("r1", 16, 19)]];
        let scores = score(&gold(), &groups, &[]);
        assert_eq!(scores.recall, 1.0);
        assert!((scores.precision - 5.0 / 9.0).abs() < 1e-12);
        assert!((scores.merged - 2.0 / 3.0).abs() < 1e-12);
    }
}
