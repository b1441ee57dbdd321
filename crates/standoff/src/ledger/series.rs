//! Series of tension out of the ledger, as charts draw them.

use super::selected::Selected;
use crate::cli::{FilterOptions, StepName};
use crate::failure::Failure;
use event::Incident;
use export::Chart;
use export::brief::Summary;
use export::ledger::tension::{LevelChange, TensionRow};
use resolve::tension::{Asked, Series, Shift, Step, series};
use std::collections::BTreeMap;
use store::Ledger;

/// A series with what stands on none of its points.
pub struct Counted {
    /// The series as it is drawn and listed.
    pub chart: Chart,
    /// Incidents that stand on no point, by reason.
    pub left_out: Vec<(String, usize)>,
    /// All incidents that were selected.
    pub summary: Summary,
}

/// The series of the incidents that are selected.
pub fn counted(ledger: &Ledger, selected: &Selected<'_>, options: &FilterOptions, by: StepName) -> Result<Counted, Failure> {
    let (deeds, summed, summary) = selected.deeds()?;
    let coverage: BTreeMap<_, _> = ledger.coverage(None, options.until)?.into_iter().collect();
    let step = step(by);
    let asked = Asked { from: options.since, until: options.until, ..Asked::by(step) };
    let series = series(&deeds, &coverage, &asked).map_err(|error| Failure::new(error.to_string()))?;
    let mut left_out = left_out(&series);
    left_out.extend((summed > 0).then(|| ("that are totals over a period".to_string(), summed)));
    Ok(Counted {
        left_out,
        summary,
        chart: Chart {
            title: title(options),
            step: step.name().to_string(),
            watched: "conflict".to_string(),
            rows: rows(&series),
        },
    })
}

/// What a series is about: `KOR-PRK`.
pub fn title(options: &FilterOptions) -> String {
    let dyad = options.dyad.as_ref().map(|(first, second)| format!("{first}-{second}"));
    let parts = [dyad, options.party.clone(), options.country.clone(), options.place.clone()];
    let named: Vec<String> = parts.into_iter().flatten().collect();
    if named.is_empty() { "all incidents".to_string() } else { named.join(", ") }
}

fn step(name: StepName) -> Step {
    match name {
        StepName::Day => Step::Day,
        StepName::Week => Step::Week,
        StepName::Month => Step::Month,
    }
}

fn rows(series: &Series) -> Vec<TensionRow> {
    let label = |at: usize| series.points.get(at).map(|point| series.step.label(point.first)).unwrap_or_default();
    let points = series.points.iter().enumerate();
    points
        .map(|(at, point)| TensionRow {
            period: label(at),
            date: point.first,
            enddate: point.last,
            articles: point.articles,
            verbal_cooperation: point.quads[0],
            material_cooperation: point.quads[1],
            verbal_conflict: point.quads[2],
            material_conflict: point.quads[3],
            score_sum: point.score_sum,
            score_mean: point.score_mean(),
            watched: point.watched,
            baseline: point.baseline,
            change: series.shifts.iter().find(|shift| shift.change.began == at).map(|shift| change(shift, &label)),
            incidents: point.incidents.clone(),
        })
        .collect()
}

fn change(shift: &Shift, label: &dyn Fn(usize) -> String) -> LevelChange {
    let change = &shift.change;
    LevelChange {
        direction: if change.after > change.before { "rise" } else { "fall" },
        found: label(change.found),
        probability: change.probability,
        before: change.before,
        after: change.after,
        articles_before: shift.articles.0,
        articles_after: shift.articles.1,
    }
}

fn left_out(series: &Series) -> Vec<(String, usize)> {
    let left = &series.left_out;
    let mut counts = vec![
        ("without a date".to_string(), left.undated.len()),
        ("with a date too vague".to_string(), left.vague.len()),
        ("outside the period".to_string(), left.outside.len()),
        ("not published by then".to_string(), left.unpublished.len()),
    ];
    counts.extend(left.no_deeds.iter().map(|(assertion, ids)| (format!("said to be {assertion}"), ids.len())));
    counts.retain(|(_, number)| *number > 0);
    counts
}

/// Those of the selected incidents that are happenings: totals over a period sum up others and are never counted beside them.
pub fn happenings(selected: &Selected<'_>) -> Result<Vec<Incident>, Failure> {
    let totals = selected.totals()?;
    let mut all = selected.incidents(None)?;
    all.retain(|incident| !totals.contains(&incident.id));
    Ok(all)
}
