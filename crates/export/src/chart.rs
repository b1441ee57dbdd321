//! A series of tension as terminal plots and figures draw it: bars, each of one point or of several where there are more points than room.

use crate::ledger::tension::{LevelChange, TensionRow};

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What the chart is about: `KOR-PRK`.
    pub title: String,
    /// How long a point is: `day`, `week` or `month`.
    pub step: String,
    /// What is watched, as the legend has it: `conflict`.
    pub watched: String,
    /// The points.
    pub rows: Vec<TensionRow>,
}

/// The names of the quad classes, in order.
pub const QUADS: [&str; 4] = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bar {
    /// The first and the last point in it.
    pub points: (String, String),
    pub quads: [u32; 4],
    pub articles: u64,
    pub watched: u32,
    /// What would have been usual for all its points; none where one has no baseline.
    pub baseline: Option<f64>,
    /// The changes that began in it, each with the name of its point.
    pub changes: Vec<(String, LevelChange)>,
}

impl Chart {
    /// How many points a bar holds when there is room for so many bars.
    pub(crate) fn points_a_bar(&self, room: usize) -> usize {
        self.rows.len().div_ceil(room.max(1)).max(1)
    }

    /// The bars, at most so many.
    pub(crate) fn bars(&self, room: usize) -> Vec<Bar> {
        self.rows.chunks(self.points_a_bar(room)).filter_map(bar).collect()
    }

    /// What, by which step and when: `KOR-PRK: incidents by week, 2024-W20 to 2024-W40`.
    pub(crate) fn heading(&self) -> String {
        match (self.rows.first(), self.rows.last()) {
            (Some(first), Some(last)) => {
                format!("{}: incidents by {}, {} to {}", self.title, self.step, first.period, last.period)
            }
            _ => format!("{}: no incidents and no articles", self.title),
        }
    }

    /// Incidents by quad class over all points.
    pub(crate) fn totals(&self) -> [u32; 4] {
        let mut totals = [0; 4];
        for row in &self.rows {
            totals.iter_mut().zip(row.quads()).for_each(|(total, count)| *total += count);
        }
        totals
    }

    /// Each change as a line: `2024-W23: rise from 1.2 to 5.4 a week, seen 2024-W24 (probability 0.97); articles a week 10 before, 12 after`.
    pub(crate) fn changes(&self) -> Vec<String> {
        let told = |row: &TensionRow| {
            row.change.as_ref().map(|change| {
                format!(
                    "{}: {} from {} to {} a {step}, seen {} (probability {}); articles a {step}: {} before, {} after",
                    row.period,
                    change.direction,
                    short(change.before),
                    short(change.after),
                    change.found,
                    (change.probability * 100.0).floor() / 100.0,
                    short(change.articles_before),
                    short(change.articles_after),
                    step = self.step,
                )
            })
        };
        self.rows.iter().filter_map(told).collect()
    }
}

fn bar(rows: &[TensionRow]) -> Option<Bar> {
    let (first, last) = (rows.first()?, rows.last()?);
    let mut quads = [0; 4];
    for row in rows {
        quads.iter_mut().zip(row.quads()).for_each(|(total, count)| *total += count);
    }
    let change = |row: &TensionRow| row.change.clone().map(|change| (row.period.clone(), change));
    Some(Bar {
        points: (first.period.clone(), last.period.clone()),
        quads,
        articles: rows.iter().map(|row| row.articles).sum(),
        watched: rows.iter().map(|row| row.watched).sum(),
        baseline: rows.iter().map(|row| row.baseline).sum(),
        changes: rows.iter().filter_map(change).collect(),
    })
}

/// A number with at most one digit behind the point.
pub(crate) fn short(number: f64) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    // Zero has no sign.
    (rounded + 0.0).to_string()
}

/// A round number that is not smaller, and the distance of marks below it: at most five marks.
pub(crate) fn axis(greatest: u64) -> (u64, u64) {
    let mut unit = 1u64;
    loop {
        for factor in [1, 2, 5] {
            let step = unit.saturating_mul(factor);
            if greatest.div_ceil(step) <= 5 {
                let top = greatest.div_ceil(step).max(1).saturating_mul(step);
                return (top, step);
            }
        }
        unit = unit.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_end_on_round_numbers() {
        for (greatest, expect) in
            [(0, (1, 1)), (1, (1, 1)), (5, (5, 1)), (6, (6, 2)), (11, (15, 5)), (26, (30, 10)), (99, (100, 20))]
        {
            assert_eq!(axis(greatest), expect, "{greatest}");
        }
        assert!(axis(u64::MAX).0 == u64::MAX);
    }

    #[test]
    fn numbers_are_short_and_zero_has_no_sign() {
        assert_eq!([1.25, 3.0, -0.04].map(short), ["1.3", "3", "0"]);
    }
}
