//! Deeds on a line of points.

use super::{Change, Deed, PeriodError, Selection, Step, baseline, changes};
use document::{Date, calendar};
use event::{Assertion, IncidentId};
use std::collections::BTreeMap;

/// An act that lasted longer than this many days after its first stands on no point unless one holds all of its days: "earlier this
/// year" is no news of January 1.
const LONGEST_ACT: i64 = 6;

/// Of what a series is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which deeds.
    pub selection: Selection,
    /// How long a point is.
    pub step: Step,
    /// A day of the first point; where none is given, the first day of the coverage or else of the deeds.
    pub from: Option<Date>,
    /// A day of the last point; where none is given, the last day of the coverage or else of the deeds.
    pub to: Option<Date>,
    /// As known at the end of this day: later reports and later days do not exist.
    pub until: Option<Date>,
    /// The quad classes whose counts have the baseline and the changes.
    pub watched: Vec<u8>,
}

/// A line of points without gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// How long a point is.
    pub step: Step,
    /// The points in order of time.
    pub points: Vec<Point>,
    /// The changes of level in order.
    pub shifts: Vec<Shift>,
    /// What was selected and stands on no point.
    pub left_out: LeftOut,
}

/// A day, week or month.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its first day.
    pub first: Date,
    /// Its last day; that on which the series is asked for, where the point was not over.
    pub last: Date,
    /// Articles read that were published in it.
    pub articles: u64,
    /// Incidents by quad class, from verbal cooperation to material conflict.
    pub quads: [u32; 4],
    /// The sum of their PLOVER scores.
    pub score_sum: f64,
    /// How many incidents are watched.
    pub watched: u32,
    /// What would have been usual for that number, going by earlier points.
    pub baseline: Option<f64>,
    /// The incidents, in order of their ids.
    pub incidents: Vec<IncidentId>,
}

/// A change of level with the coverage of both regimes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    /// The change.
    pub change: Change,
    /// Articles read a point before the new regime and in it, up to where it was declared.
    pub articles: (f64, f64),
}

/// Selected incidents that stand on no point, in order of their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Without a date.
    pub undated: Vec<IncidentId>,
    /// Dated by a stretch of more than a week that no point holds.
    pub vague: Vec<IncidentId>,
    /// Dated before the first point or after the last.
    pub outside: Vec<IncidentId>,
    /// In no report with a date, where the series is asked for as of a day.
    pub unpublished: Vec<IncidentId>,
    /// Not counted as deeds, by what is said of them.
    pub no_deeds: BTreeMap<Assertion, Vec<IncidentId>>,
}

impl Point {
    /// How many incidents there are.
    pub fn total(&self) -> u32 {
        self.quads.iter().sum()
    }

    /// The mean PLOVER score, where there are incidents.
    pub fn score_mean(&self) -> Option<f64> {
        (self.total() > 0).then(|| self.score_sum / f64::from(self.total()))
    }
}

impl Asked {
    /// All deeds by a step, conflict watched.
    pub fn by(step: Step) -> Asked {
        Asked { selection: Selection::default(), step, from: None, to: None, until: None, watched: vec![3, 4] }
    }
}

/// The series asked for. `coverage` counts the articles read by their day of publication. The order of the deeds does not matter; of two with one id
/// the first in order of time counts. Without a period, coverage or dated deeds the series has no points.
pub fn series(deeds: &[Deed], coverage: &BTreeMap<Date, u64>, asked: &Asked) -> Result<Series, PeriodError> {
    let mut left_out = LeftOut::default();
    let known = sort_out(deeds, asked, &mut left_out);
    let coverage: BTreeMap<Date, u64> = coverage
        .iter()
        .filter(|(day, _)| asked.until.is_none_or(|until| **day <= until))
        .map(|(day, read)| (*day, *read))
        .collect();
    let mut points = empty_points(&known, &coverage, asked)?;
    // Searched for every deed: days alone lie closer together than points.
    let line: Vec<(Date, Date)> = points.iter().map(|point| (point.first, point.last)).collect();
    for (day, read) in &coverage {
        if let Some(point) = at(&line, *day) {
            points[point].articles += read;
        }
    }
    let mut standing: Vec<Vec<&Deed>> = vec![Vec::new(); points.len()];
    for (deed, days) in known {
        match stand(&line, days, asked.step) {
            Ok(point) => standing[point].push(deed),
            Err(Off::Vague) => left_out.vague.push(deed.incident),
            Err(Off::Outside) => left_out.outside.push(deed.incident),
        }
    }
    left_out.sort();
    for (point, mut deeds) in points.iter_mut().zip(standing) {
        deeds.sort_unstable_by_key(|deed| deed.incident);
        deeds.into_iter().for_each(|deed| point.add(deed, &asked.watched));
    }
    let counts: Vec<u32> = points.iter().map(|point| point.watched).collect();
    for (point, usual) in points.iter_mut().zip(baseline(&counts, asked.step.window())) {
        point.baseline = usual;
    }
    let shifts = shifts(&points, &counts);
    Ok(Series { step: asked.step, points, shifts, left_out })
}

/// The deeds that have days; all others go to where they are listed.
fn sort_out<'d>(deeds: &'d [Deed], asked: &Asked, left_out: &mut LeftOut) -> Vec<(&'d Deed, (Date, Date))> {
    let selected = once(deeds.iter().filter(|deed| asked.selection.admits(deed)).collect());
    let mut known = Vec::with_capacity(selected.len());
    for deed in selected {
        match (asked.until, deed.published) {
            (Some(_), None) => left_out.unpublished.push(deed.incident),
            (Some(until), Some(published)) if published > until => {}
            _ if !asked.selection.assertions.contains(&deed.assertion) => {
                left_out.no_deeds.entry(deed.assertion).or_default().push(deed.incident);
            }
            _ => match deed.days {
                None => left_out.undated.push(deed.incident),
                Some((first, last)) => known.push((deed, (first, last.max(first)))),
            },
        }
    }
    known
}

/// Each incident once; of several deeds with one id the first in order of time. Where no id comes twice they stay in their order, in which a
/// hundred thousand of them are read one after the other and not here and there.
fn once(mut deeds: Vec<&Deed>) -> Vec<&Deed> {
    let mut ids: Vec<IncidentId> = deeds.iter().map(|deed| deed.incident).collect();
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair[0] == pair[1]) {
        deeds.sort_by_key(|deed| (deed.incident, deed.days, deed.published));
        deeds.dedup_by_key(|deed| deed.incident);
    }
    deeds
}

impl LeftOut {
    fn sort(&mut self) {
        let lists = [&mut self.undated, &mut self.vague, &mut self.outside, &mut self.unpublished];
        lists.into_iter().chain(self.no_deeds.values_mut()).for_each(|list| list.sort_unstable());
    }
}

fn empty_points(
    known: &[(&Deed, (Date, Date))],
    coverage: &BTreeMap<Date, u64>,
    asked: &Asked,
) -> Result<Vec<Point>, PeriodError> {
    let first = || coverage.keys().next().copied().or_else(|| known.iter().map(|(_, days)| days.0).min());
    let last = || coverage.keys().next_back().copied().or_else(|| known.iter().map(|(_, days)| days.0).max());
    let (Some(from), Some(to)) = (asked.from.or_else(first), asked.to.or_else(last)) else { return Ok(Vec::new()) };
    let until = asked.until.unwrap_or(Date::MAX);
    if let (Some(from), Some(to)) = (asked.from, asked.to)
        && to < from
    {
        return Err(PeriodError::Reversed(from, to));
    }
    if from > to.min(until) {
        return Ok(Vec::new());
    }
    let points = asked.step.points(from, to.min(until))?;
    let empty = |(first, last): (Date, Date)| Point {
        first,
        last: last.min(until),
        articles: 0,
        quads: [0; 4],
        score_sum: 0.0,
        watched: 0,
        baseline: None,
        incidents: Vec::new(),
    };
    Ok(points.into_iter().map(empty).collect())
}

impl Point {
    fn add(&mut self, deed: &Deed, watched: &[u8]) {
        let quad = deed.category.quad_code();
        self.quads[usize::from(quad) - 1] += 1;
        self.score_sum += deed.score;
        self.watched += u32::from(watched.contains(&quad));
        self.incidents.push(deed.incident);
    }
}

/// Why a dated deed stands on no point.
enum Off {
    Vague,
    Outside,
}

/// The point that a deed stands on: that of its first day. The line has first and last day of each point.
fn stand(line: &[(Date, Date)], (first, last): (Date, Date), step: Step) -> Result<usize, Off> {
    if step.around(first).1 < last && calendar::days_between(first, last) > LONGEST_ACT {
        return Err(Off::Vague);
    }
    at(line, first).ok_or(Off::Outside)
}

/// The point that holds a day.
fn at(line: &[(Date, Date)], day: Date) -> Option<usize> {
    let point = line.partition_point(|(_, last)| *last < day);
    line.get(point).filter(|(first, _)| *first <= day).map(|_| point)
}

fn shifts(points: &[Point], counts: &[u32]) -> Vec<Shift> {
    let read = |stretch: &[Point]| stretch.iter().map(|point| point.articles as f64).sum::<f64>() / stretch.len().max(1) as f64;
    let mut regime = 0;
    let mut shifts = Vec::new();
    for change in changes(counts) {
        let articles = (read(&points[regime..change.began]), read(&points[change.began..=change.found]));
        regime = change.began;
        shifts.push(Shift { change, articles });
    }
    shifts
}
