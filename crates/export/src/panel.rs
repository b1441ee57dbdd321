//! A panel of dyads and months: a row for every dyad in every month of the period, zeros included, as regressions want it.
//!
//! A dyad here has no direction and its two countries stand in the order of the alphabet. An incident counts in the month of its first day, once in
//! each dyad that it is between: everyone who acts with everyone to whom it is done, and mutual acts between all who take part. What
//! took place and what was attempted is counted; what is alleged, announced, possible or denied is not, nor what no month holds.

use crate::columns::{Column, Get};
use document::{Date, Unit, calendar};
use event::{Assertion, Category, Incident};
use std::collections::{BTreeMap, BTreeSet};

/// One dyad in one month.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelRow {
    /// The first country's code.
    pub one: String,
    /// The second country's code.
    pub other: String,
    /// The first day of the month.
    pub month: Date,
    /// Incidents by category, in PLOVER's order.
    pub categories: [u32; 16],
    /// The sum of their PLOVER scores.
    pub score_sum: f64,
}

/// Which dyads and months.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PanelAsked {
    /// The dyads, whatever the order of the two; empty for all that any incident is between.
    pub dyads: Vec<(String, String)>,
    /// A day of the first month; the first incident's where none is given.
    pub from: Option<Date>,
    /// A day of the last month; the last incident's where none is given.
    pub to: Option<Date>,
}

/// A panel of more rows than this is refused by [`panel`].
pub const MOST_ROWS: usize = 5_000_000;

impl PanelRow {
    fn quad(&self, quad: u8) -> Option<i64> {
        let of_quad = |(category, _): &(&Category, &u32)| category.quad_code() == quad;
        let counts = Category::ALL.iter().zip(&self.categories);
        Some(counts.filter(of_quad).map(|(_, count)| i64::from(*count)).sum())
    }

    fn of(&self, category: Category) -> Option<i64> {
        self.categories.get(category as usize).map(|count| i64::from(*count))
    }
}

/// The panel of incidents, ordered by dyad and month. The order of the incidents does not matter. An error says what to choose instead.
pub fn panel(incidents: &[Incident], asked: &PanelAsked) -> Result<Vec<PanelRow>, String> {
    let asked_dyads: BTreeSet<(String, String)> = asked.dyads.iter().map(|(one, other)| in_order(one, other)).collect();
    let mut counted: BTreeMap<((String, String), Date), Vec<&Incident>> = BTreeMap::new();
    for incident in incidents {
        let Some(month) = month_of(incident) else { continue };
        for dyad in dyads(incident) {
            if asked_dyads.is_empty() || asked_dyads.contains(&dyad) {
                counted.entry((dyad, month)).or_default().push(incident);
            }
        }
    }
    let months = || counted.keys().map(|(_, month)| *month);
    let (Some(first), Some(last)) = (asked.from.or_else(|| months().min()), asked.to.or_else(|| months().max())) else {
        return Ok(Vec::new());
    };
    if last < first {
        return Err(format!("the panel from {first} to {last} ends before it begins: exchange the two days"));
    }
    let inside = |((_, month), _): &(&((String, String), Date), _)| *month >= first.first_of_month() && *month <= last;
    let found = counted.iter().filter(inside).map(|((dyad, _), _)| dyad.clone());
    let all: BTreeSet<(String, String)> = if asked_dyads.is_empty() { found.collect() } else { asked_dyads.clone() };
    let line: Vec<Date> = std::iter::successors(Some(first.first_of_month()), |month| calendar::moved(*month, Unit::Month, 1))
        .take_while(|month| *month <= last)
        .collect();
    if line.len().saturating_mul(all.len()) > MOST_ROWS {
        return Err(format!(
            "the panel would have {} dyads in {} months, more than {MOST_ROWS} rows: choose dyads or a shorter period",
            all.len(),
            line.len()
        ));
    }
    let mut rows = Vec::with_capacity(line.len() * all.len());
    for dyad in all {
        for month in &line {
            rows.push(row(&dyad, *month, counted.get(&(dyad.clone(), *month)).map_or(&[], Vec::as_slice)));
        }
    }
    Ok(rows)
}

fn row(dyad: &(String, String), month: Date, incidents: &[&Incident]) -> PanelRow {
    let mut sorted = incidents.to_vec();
    // Sums of numbers depend on their order.
    sorted.sort_by_key(|incident| incident.id);
    sorted.dedup_by_key(|incident| incident.id);
    let mut row = PanelRow { one: dyad.0.clone(), other: dyad.1.clone(), month, categories: [0; 16], score_sum: 0.0 };
    for incident in sorted {
        row.categories[incident.category as usize] += 1;
        row.score_sum += incident.scale;
    }
    row
}

/// The month of an incident, where it is a deed and one month holds it, or its days are no more than a week.
fn month_of(incident: &Incident) -> Option<Date> {
    let (first, last) = incident.days.filter(|_| matches!(incident.assertion, Assertion::Actual | Assertion::Attempted))?;
    let held = last <= first.last_of_month() || calendar::days_between(first, last) < 7;
    held.then(|| first.first_of_month())
}

fn in_order(one: &str, other: &str) -> (String, String) {
    let (one, other) = if one <= other { (one, other) } else { (other, one) };
    (one.to_string(), other.to_string())
}

/// The dyads that an incident is between; what a country does to its own is none.
fn dyads(incident: &Incident) -> BTreeSet<(String, String)> {
    let codes = |side: &[event::Participant]| side.iter().filter_map(|one| one.code.clone()).collect::<Vec<_>>();
    let actors = codes(&incident.actors);
    // Acts without a recipient are mutual (contract, decision 6).
    let others = if incident.recipients.is_empty() { actors.clone() } else { codes(&incident.recipients) };
    let pairs = actors.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
    pairs.filter(|(one, other)| one != other).map(|(one, other)| in_order(one, other)).collect()
}

macro_rules! category {
    ($name:literal, $category:ident) => {
        Column { name: $name, about: "incidents of this category", get: Get::Whole(|row| row.of(Category::$category)) }
    };
}

/// All columns, in order.
pub const COLUMNS: &[Column<PanelRow>] = &[
    Column { name: "country1", about: "the first country of the dyad", get: Get::Text(|row| Some(row.one.clone())) },
    Column { name: "country2", about: "the second country of the dyad", get: Get::Text(|row| Some(row.other.clone())) },
    Column { name: "year", about: "the year", get: Get::Whole(|row| Some(row.month.year().into())) },
    Column { name: "month", about: "the month, 1 to 12", get: Get::Whole(|row| Some(row.month.month().into())) },
    Column {
        name: "incidents",
        about: "all incidents",
        get: Get::Whole(|row| Some(row.categories.iter().map(|count| i64::from(*count)).sum())),
    },
    Column { name: "verbal_cooperation", about: "incidents of quad class 1", get: Get::Whole(|row| row.quad(1)) },
    Column { name: "material_cooperation", about: "incidents of quad class 2", get: Get::Whole(|row| row.quad(2)) },
    Column { name: "verbal_conflict", about: "incidents of quad class 3", get: Get::Whole(|row| row.quad(3)) },
    Column { name: "material_conflict", about: "incidents of quad class 4", get: Get::Whole(|row| row.quad(4)) },
    Column { name: "score_sum", about: "the sum of PLOVER scores", get: Get::Real(|row| Some(row.score_sum)) },
    category!("agree", Agree),
    category!("consult", Consult),
    category!("support", Support),
    category!("concede", Concede),
    category!("cooperate", Cooperate),
    category!("aid", Aid),
    category!("retreat", Retreat),
    category!("request", Request),
    category!("accuse", Accuse),
    category!("reject", Reject),
    category!("threaten", Threaten),
    category!("protest", Protest),
    category!("sanction", Sanction),
    category!("mobilize", Mobilize),
    category!("coerce", Coerce),
    category!("assault", Assault),
];
