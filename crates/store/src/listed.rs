//! Reading commitments and tallies. Their orders and limits are SQL's, so that the first hundred cost no more in a large ledger than in a small one.

use crate::error::Result;
use crate::filter::{Days, Filter};
use crate::ledger::Ledger;
use crate::rows::Cells;
use event::{Commitment, CommitmentKind, EventId, Fate, IncidentId, Outcome, Tally};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

const TALLY: &str = r#"event.id, series, "by", what, low, high, occasions, tally.date, tally.enddate, tally.published"#;
const TALLY_ORDER: &str = "series, tally.date NULLS LAST, tally.enddate, tally.published NULLS LAST, event.id, tally.position";

impl Ledger {
    /// The commitments made in the incidents that a filter asks for, as [`Ledger::each_commitment`] hands them over.
    pub fn commitments(&self, filter: &Filter) -> Result<Vec<Commitment>> {
        let mut found = Vec::new();
        self.each_commitment(filter, |commitment| {
            found.push(commitment);
            ControlFlow::Continue(())
        })?;
        Ok(found)
    }

    /// Hands over the commitments made in the incidents that a filter asks for, each once, in order of the day on which they were made, until
    /// `take` breaks off.
    pub fn each_commitment(&self, filter: &Filter, mut take: impl FnMut(Commitment) -> ControlFlow<()>) -> Result<()> {
        let selection = filter.selection(Days::Any);
        // The order of the tables is that of the list, so that reading can end at the limit.
        let sql = format!(
            "SELECT incident.entry, incident.id, kind FROM {} CROSS JOIN commitment ON commitment.incident = incident.entry
             WHERE {} ORDER BY {} NULLS LAST, incident.id",
            selection.from, selection.condition, selection.date
        );
        let mut run = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(&selection.parameters))?;
            let mut left = filter.limit;
            while left != Some(0)
                && let Some(row) = rows.next()?
            {
                left = left.map(|left| left - 1);
                if take(commitment(&self.connection, row)?).is_break() {
                    break;
                }
            }
            Ok(())
        };
        run().map_err(|error| self.error(error))
    }

    /// The commitment made in an incident.
    pub fn commitment_made(&self, incident: IncidentId) -> Result<Option<Commitment>> {
        let run = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT incident.entry, incident.id, kind FROM incident JOIN commitment ON commitment.incident = incident.entry
                 WHERE incident.id = ?1",
            )?;
            statement.query_row([incident.to_string()], |row| commitment(&self.connection, row)).optional()
        };
        run().map_err(|error| self.error(error))
    }

    /// How many commitments a filter asks for, whatever its limit.
    pub fn count_commitments(&self, filter: &Filter) -> Result<u64> {
        let selection = filter.selection(Days::Any);
        let from = match selection.parameters.is_empty() {
            true => "commitment".to_string(),
            false => format!("{} JOIN commitment ON commitment.incident = incident.entry", selection.from),
        };
        self.counted(&format!("SELECT count(*) FROM {from} WHERE {}", selection.condition), selection.parameters)
    }

    /// The tallies of the incidents that a filter asks for, by series and period; with a day of what was known, those published by then.
    pub fn tallies(&self, filter: &Filter) -> Result<Vec<Tally>> {
        let (from, condition, parameters) = tallied(filter);
        let limit = filter.limit.map(|limit| format!(" LIMIT {limit}")).unwrap_or_default();
        let sql = format!("SELECT {TALLY} FROM {from} WHERE {condition} ORDER BY {TALLY_ORDER}{limit}");
        self.rows(&sql, params_from_iter(&parameters), tally)
    }

    /// Those of the tallies that a filter asks for that these events report, in the same order.
    pub fn tallies_of(&self, events: &BTreeSet<EventId>, filter: &Filter) -> Result<Vec<Tally>> {
        let (from, condition, parameters) = tallied(filter);
        let sql = format!("SELECT {TALLY} FROM {from} WHERE event.id = ?{} AND {condition}", parameters.len() + 1);
        let mut found = Vec::new();
        for event in events {
            let own = Value::Text(event.to_string());
            found.extend(self.rows(&sql, params_from_iter(parameters.iter().chain([&own])), tally)?);
        }
        found.sort_by(|a, b| listed(a).cmp(&listed(b)));
        Ok(found)
    }

    /// How many tallies a filter asks for, whatever its limit.
    pub fn count_tallies(&self, filter: &Filter) -> Result<u64> {
        let (from, condition, parameters) = tallied(filter);
        self.counted(&format!("SELECT count(*) FROM {from} WHERE {condition}"), parameters)
    }

    fn counted(&self, sql: &str, parameters: Vec<Value>) -> Result<u64> {
        let count = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row(params_from_iter(&parameters), |row| row.get::<_, i64>(0)));
        count.map(i64::unsigned_abs).map_err(|error| self.error(error))
    }
}

/// The commitment in a row of an incident's entry and id and of its kind.
fn commitment(connection: &Connection, row: &Row<'_>) -> rusqlite::Result<Commitment> {
    let mut cells = Cells::new(row);
    let entry: i64 = cells.next()?;
    Ok(Commitment { made: cells.incident_id()?, kind: cells.read(CommitmentKind::from_name)?, fate: fates(connection, entry)? })
}

/// What became of a commitment, oldest first.
fn fates(connection: &Connection, commitment: i64) -> rusqlite::Result<Vec<Fate>> {
    let mut statement = connection.prepare_cached(
        "SELECT incident.id, outcome, because FROM fate JOIN incident ON incident.entry = fate.incident
         WHERE commitment = ?1 ORDER BY position",
    )?;
    let rows = statement.query_map([commitment], |row| {
        let mut cells = Cells::new(row);
        Ok(Fate { incident: cells.incident_id()?, outcome: cells.read(Outcome::from_name)?, because: cells.list()? })
    })?;
    rows.collect()
}

/// The tables, condition and parameters of the tallies that a filter asks for.
fn tallied(filter: &Filter) -> (String, String, Vec<Value>) {
    let incidents = Filter { known_on: None, without: BTreeSet::new(), ..filter.clone() };
    let selection = incidents.selection(Days::Any);
    let mut from = "tally JOIN event ON event.entry = tally.event".to_string();
    if !selection.parameters.is_empty() {
        from = format!(
            "{} JOIN incident_event ON incident_event.incident = incident.entry
             JOIN tally ON tally.event = incident_event.event JOIN event ON event.entry = tally.event",
            selection.from
        );
    }
    let (mut condition, mut parameters) = (selection.condition, selection.parameters);
    if let Some(day) = filter.known_on {
        parameters.push(Value::Text(day.to_string()));
        condition.push_str(&format!(" AND tally.published <= ?{}", parameters.len()));
    }
    (from, condition, parameters)
}

/// The order of [`TALLY_ORDER`], but for the tallies of one event, which stand in theirs.
fn listed(tally: &Tally) -> impl Ord + '_ {
    let first = tally.period.map(|(first, _)| first);
    (&tally.series, first.is_none(), tally.period, tally.published.is_none(), tally.published, tally.event)
}

fn tally(cells: &mut Cells<'_>) -> rusqlite::Result<Tally> {
    Ok(Tally {
        event: cells.event_id()?,
        series: cells.next()?,
        by: cells.next()?,
        what: cells.next()?,
        low: cells.next()?,
        high: cells.next()?,
        occasions: cells.next()?,
        period: cells.days()?,
        published: cells.date()?,
    })
}
