//! The table of scores, one definition for the page that is committed and for the thresholds that guard it.

use crate::articles::{ArticleScores, Share};
use crate::coreference::CoreferenceScores;
use crate::factuality::FactualityScores;
use crate::no_events::NoEventScores;
use crate::reliability::{BINS, Reliability};
use crate::times::{ExpressionScores, SpanScores};
use crate::trees::{Tally, TreeScores};
use std::fmt::Write as _;

/// One figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it was measured on.
    pub set: String,
    /// What was measured.
    pub name: String,
    /// The value: 0 to 100 for treebanks, 0 to 1 for events and single time expressions; of traps and false alarms less is better.
    pub value: f64,
}

/// The figures of a treebank.
pub fn of_trees(set: &str, scores: &TreeScores) -> Vec<Figure> {
    let all = [
        ("words F1", scores.words),
        ("sentences F1", scores.sentences),
        ("UPOS F1", scores.upos),
        ("features F1", scores.feats),
        ("lemmas F1", scores.lemmas),
        ("UAS F1", scores.uas),
        ("LAS F1", scores.las),
        ("content LAS F1", scores.clas),
    ];
    all.into_iter().map(|(name, tally)| Figure { set: set.to_string(), name: name.to_string(), value: tally.f1() }).collect()
}

/// The figures of names.
pub fn of_names(set: &str, tally: Tally) -> Vec<Figure> {
    let all = [("names precision", tally.precision()), ("names recall", tally.recall()), ("names F1", tally.f1())];
    all.into_iter().map(|(name, value)| Figure { set: set.to_string(), name: name.to_string(), value }).collect()
}

/// The figures of coreference.
pub fn of_coreference(set: &str, scores: &CoreferenceScores) -> Vec<Figure> {
    let (exact, heads) = (scores.exact, scores.heads);
    let all = [
        ("coreference CoNLL F1", exact.conll()),
        ("coreference MUC F1", exact.muc.f1()),
        ("coreference B-cubed F1", exact.b_cubed.f1()),
        ("coreference CEAF-e F1", exact.ceaf.f1()),
        ("coreferent mentions precision", exact.mentions.precision()),
        ("coreferent mentions recall", exact.mentions.recall()),
        ("coreference CoNLL F1 by heads", heads.conll()),
        ("coreferent mentions precision by heads", heads.mentions.precision()),
        ("coreferent mentions recall by heads", heads.mentions.recall()),
        ("coreference links precision", scores.links.precision()),
    ];
    all.into_iter().map(|(name, value)| Figure { set: set.to_string(), name: name.to_string(), value }).collect()
}

/// The figures of speakers.
pub fn of_speakers(set: &str, tally: Tally) -> Vec<Figure> {
    let all = [("speakers precision", tally.precision()), ("speakers recall", tally.recall()), ("speakers F1", tally.f1())];
    all.into_iter().map(|(name, value)| Figure { set: set.to_string(), name: name.to_string(), value }).collect()
}

/// The figures of the judgement what happened, and what the commoner answer alone reaches.
pub fn of_factuality(set: &str, scores: &FactualityScores) -> Vec<Figure> {
    let yes = rate(scores.always_yes);
    let all = [
        ("factuality agreement", rate(scores.all)),
        ("factuality agreement, confident annotators", rate(scores.confident)),
        ("factuality agreement, two confident annotators", rate(scores.unanimous)),
        ("factuality, the commoner answer alone", yes.max(1.0 - yes)),
    ];
    all.into_iter().map(|(name, value)| Figure { set: set.to_string(), name: name.to_string(), value }).collect()
}

/// The figures of a set of articles.
pub fn of_articles(set: &str, scores: &ArticleScores) -> Vec<Figure> {
    let mut all = vec![
        ("category found".to_string(), rate(scores.category)),
        ("both sides precision".to_string(), rate(scores.precise)),
        ("both sides recall".to_string(), rate(scores.recalled)),
        ("both sides F1".to_string(), scores.f1()),
        ("traps fallen into".to_string(), rate(scores.traps)),
    ];
    all.extend(scores.fields.iter().map(|(name, share)| ((*name).to_string(), rate(*share))));
    all.into_iter().map(|(name, value)| Figure { set: set.to_string(), name, value }).collect()
}

/// The figures of pages that tell no event: false alarms a page, of all and of each kind, and the past acts that are told.
pub fn of_no_events(set: &str, scores: &NoEventScores) -> Vec<Figure> {
    let kinds = scores.kinds.iter().map(|(kind, alarms)| (format!("false alarms: events a page, {kind}"), alarms.rate()));
    let all = [("false alarms: events a page".to_string(), scores.all().rate())];
    let found = [("past acts found".to_string(), rate(scores.found))];
    all.into_iter().chain(kinds).chain(found).map(|(name, value)| Figure { set: set.to_string(), name, value }).collect()
}

/// The figures of a crisis told by many reports.
pub fn of_crisis(set: &str, scores: &crate::crisis::Scores) -> Vec<Figure> {
    let figures = [
        ("mentions coded", scores.coded),
        ("B-cubed precision", scores.precision),
        ("B-cubed recall", scores.recall),
        ("B-cubed F1", scores.f1()),
        ("wrongly merged pairs", scores.merged),
        ("copies F1", scores.copies),
    ];
    figures.map(|(name, value)| Figure { set: set.to_string(), name: name.to_string(), value }).to_vec()
}

/// The reliability table: for each bin with events their mean confidence, the share that is right, and how many they are.
pub fn of_reliability(set: &str, table: &Reliability) -> Vec<Figure> {
    let mut all = vec![("expected calibration error".to_string(), table.error())];
    for (at, bin) in table.bins.iter().enumerate() {
        let (Some(mean), Some(observed)) = (bin.mean(), bin.observed()) else { continue };
        let bounds = format!("confidence {:.1} to {:.1}", at as f64 / BINS as f64, (at + 1) as f64 / BINS as f64);
        all.push((format!("{bounds}: predicted"), mean));
        all.push((format!("{bounds}: observed"), observed));
        all.push((format!("{bounds}: events"), bin.events as f64));
    }
    all.into_iter().map(|(name, value)| Figure { set: set.to_string(), name, value }).collect()
}

/// The figures of time expressions in running text.
pub fn of_spans(set: &str, scores: &SpanScores) -> Vec<Figure> {
    let all = [
        ("times, exact span F1", scores.exact.f1()),
        ("times, overlapping span precision", scores.overlapping.precision()),
        ("times, overlapping span recall", scores.overlapping.recall()),
        ("times, overlapping span F1", scores.overlapping.f1()),
        ("times, value", 100.0 * rate(scores.value)),
    ];
    all.into_iter().map(|(name, value)| Figure { set: set.to_string(), name: name.to_string(), value }).collect()
}

/// The figures of single time expressions.
pub fn of_expressions(set: &str, scores: &ExpressionScores) -> Vec<Figure> {
    let all = [("recognised whole", scores.whole), ("type", scores.kind), ("value", scores.value)];
    all.into_iter().map(|(name, share)| Figure { set: set.to_string(), name: name.to_string(), value: rate(share) }).collect()
}

fn rate(share: Share) -> f64 {
    if share.asked == 0 { 0.0 } else { share.right as f64 / share.asked as f64 }
}

/// The table as a page of Markdown.
pub fn page(figures: &[Figure]) -> String {
    let mut page = String::from("| set | figure | value |\n|---|---|---:|\n");
    for figure in figures {
        let _ = writeln!(page, "| {} | {} | {} |", figure.set, figure.name, shown(figure.value));
    }
    page
}

fn shown(value: f64) -> String {
    if value > 1.0 { format!("{value:.1}") } else { format!("{value:.3}") }
}

/// What of `thresholds` the figures miss, a line each. A threshold is a line `set | figure | at least | value` or `... | at most | value`;
/// sets that were not measured are passed over, since their data may not be there.
pub fn missed(figures: &[Figure], thresholds: &str) -> Vec<String> {
    let mut missed = Vec::new();
    for line in thresholds.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [set, name, bound, limit] = cells.as_slice() else {
            missed.push(format!("`{line}` is no threshold: write `set | figure | at least | value`"));
            continue;
        };
        let Some(limit) = limit.parse::<f64>().ok() else {
            missed.push(format!("`{limit}` in `{line}` is no number"));
            continue;
        };
        if !figures.iter().any(|figure| figure.set == *set) {
            continue;
        }
        match figures.iter().find(|figure| figure.set == *set && figure.name == *name) {
            None => missed.push(format!("{set}: there is no figure `{name}`")),
            Some(figure) => {
                let holds = if *bound == "at most" { figure.value <= limit } else { figure.value >= limit };
                if !holds {
                    missed.push(format!("{set}: {name} is {}, {bound} {limit} is asked for", shown(figure.value)));
                }
            }
        }
    }
    missed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_bite() {
        let figures = vec![Figure { set: "a".into(), name: "F1".into(), value: 0.3 }];
        assert_eq!(missed(&figures, "# why\na | F1 | at least | 0.25\nb | F1 | at least | 0.9\n"), Vec::<String>::new());
        assert_eq!(missed(&figures, "a | F1 | at least | 0.35\n").len(), 1);
        assert_eq!(missed(&figures, "a | F1 | at most | 0.2\n").len(), 1);
        assert_eq!(missed(&figures, "a | F2 | at least | 0.2\n").len(), 1);
    }
}
