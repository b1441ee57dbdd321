//! The list of tension: a day, week or month a row, without gaps.

use super::{List, write_lines};
use crate::columns::{Column, Get, list};
use document::Date;
use event::IncidentId;
use serde::{Serialize, Serializer};

/// A day, week or month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TensionRow {
    /// How the point is called: `2024-06-09`, `2024-W23`, `2024-06`.
    pub period: String,
    /// Its first day.
    pub date: Date,
    /// Its last day.
    pub enddate: Date,
    /// Articles read that were published in it.
    pub articles: u64,
    /// Incidents of verbal cooperation.
    pub verbal_cooperation: u32,
    /// Incidents of material cooperation.
    pub material_cooperation: u32,
    /// Incidents of verbal conflict.
    pub verbal_conflict: u32,
    /// Incidents of material conflict.
    pub material_conflict: u32,
    /// The sum of their PLOVER scores.
    pub score_sum: f64,
    /// The mean of their PLOVER scores, where there are incidents.
    pub score_mean: Option<f64>,
    /// The number that has a baseline and changes, conflict unless another was asked for.
    pub watched: u32,
    /// What would have been usual for it.
    pub baseline: Option<f64>,
    /// The change of level that began with this point.
    pub change: Option<LevelChange>,
    /// The incidents.
    #[serde(serialize_with = "ids")]
    pub incidents: Vec<IncidentId>,
}

/// A change of level.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LevelChange {
    /// `rise` or `fall`.
    pub direction: &'static str,
    /// The point at which it was declared.
    pub found: String,
    /// How probable it was then that the old level was over.
    pub probability: f64,
    /// The mean before.
    pub before: f64,
    /// The mean from its first point to the one at which it was declared.
    pub after: f64,
    /// Articles a point before it.
    pub articles_before: f64,
    /// Articles a point in it.
    pub articles_after: f64,
}

fn ids<S: Serializer>(ids: &[IncidentId], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(ids.iter().map(IncidentId::to_string))
}

impl TensionRow {
    /// Incidents by quad class, in order.
    pub fn quads(&self) -> [u32; 4] {
        [self.verbal_cooperation, self.material_cooperation, self.verbal_conflict, self.material_conflict]
    }
}

/// How the points of a series are written.
pub const LIST: List<TensionRow> = List { columns: COLUMNS, line: |out, row| write_lines(out, [row]), table };

/// All columns, in order.
pub const COLUMNS: &[Column<TensionRow>] = &[
    Column { name: "period", about: "the day, ISO week or month", get: Get::Text(|row| Some(row.period.clone())) },
    Column { name: "date", about: "its first day", get: Get::Day(|row| Some(row.date)) },
    Column { name: "enddate", about: "its last day", get: Get::Day(|row| Some(row.enddate)) },
    Column { name: "articles", about: "articles read", get: Get::Whole(|row| i64::try_from(row.articles).ok()) },
    Column {
        name: "verbal_cooperation",
        about: "incidents of quad class 1",
        get: Get::Whole(|row| Some(row.verbal_cooperation.into())),
    },
    Column {
        name: "material_cooperation",
        about: "incidents of quad class 2",
        get: Get::Whole(|row| Some(row.material_cooperation.into())),
    },
    Column {
        name: "verbal_conflict",
        about: "incidents of quad class 3",
        get: Get::Whole(|row| Some(row.verbal_conflict.into())),
    },
    Column {
        name: "material_conflict",
        about: "incidents of quad class 4",
        get: Get::Whole(|row| Some(row.material_conflict.into())),
    },
    Column { name: "score_sum", about: "the sum of PLOVER scores", get: Get::Real(|row| Some(row.score_sum)) },
    Column { name: "score_mean", about: "their mean", get: Get::Real(|row| row.score_mean) },
    Column { name: "watched", about: "the number that has a baseline", get: Get::Whole(|row| Some(row.watched.into())) },
    Column { name: "baseline", about: "what would have been usual", get: Get::Real(|row| row.baseline) },
    Column {
        name: "change",
        about: "rise or fall, where a new level begins",
        get: Get::Text(|row| row.change.as_ref().map(|change| change.direction.to_string())),
    },
    Column {
        name: "change_found",
        about: "the period in which that was declared",
        get: Get::Text(|row| row.change.as_ref().map(|change| change.found.clone())),
    },
    Column {
        name: "incidents",
        about: "the incidents",
        get: Get::Text(|row| list(row.incidents.iter().map(|incident| incident.to_string()))),
    },
];

/// The table of tension for people.
pub fn table(rows: &[TensionRow], width: u16) -> String {
    let count = |number: u32| if number == 0 { "·".to_string() } else { number.to_string() };
    let rows = rows.iter().map(|row| {
        let mut cells = vec![row.period.clone(), row.articles.to_string()];
        cells.extend(row.quads().map(count));
        cells.push(row.score_mean.map(|mean| format!("{mean:.1}")).unwrap_or_default());
        cells.push(row.baseline.map(|usual| format!("{usual:.1}")).unwrap_or_default());
        let change = row.change.as_ref();
        cells.push(change.map(|change| format!("{}, seen {}", change.direction, change.found)).unwrap_or_default());
        cells
    });
    let header = [
        "period",
        "articles",
        "verbal coop.",
        "material coop.",
        "verbal conflict",
        "material conflict",
        "mean score",
        "usual",
        "change",
    ];
    super::table::render(&header, rows, width)
}
