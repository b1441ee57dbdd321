//! Less than all of an incident, for what looks at many of them: series need a few columns.

use crate::error::Result;
use crate::filter::{Days, Filter};
use crate::ledger::Ledger;
use crate::rows::Cells;
use document::{Date, DocumentId};
use event::{Assertion, Category, EventId, IncidentId, Status};
use rusqlite::params_from_iter;
use std::collections::BTreeSet;

/// An incident as a series counts it.
#[derive(Clone, Debug, PartialEq)]
pub struct Short {
    /// Its id.
    pub id: IncidentId,
    /// Its category.
    pub category: Category,
    /// Its score.
    pub scale: f64,
    /// Whether it is said to have happened.
    pub assertion: Assertion,
    /// Its first and last day.
    pub days: Option<(Date, Date)>,
    /// The day of its first report.
    pub first_report: Option<Date>,
    /// Where it stands.
    pub status: Status,
}

impl Ledger {
    /// The incidents that a filter asks for, in no order, as a series counts them.
    pub fn short_incidents(&self, filter: &Filter) -> Result<Vec<Short>> {
        let selection = filter.selection(Days::Any);
        let table = if filter.dyad.is_some() { "dyad" } else { "incident" };
        let sql = format!(
            "SELECT incident.id, {table}.event, {table}.event_scale, {table}.assertion, {}, incident.enddate, {table}.first_report,
             incident.status
             FROM {} WHERE {}",
            selection.date, selection.from, selection.condition
        );
        let run = || {
            let mut statement = self.connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params_from_iter(&selection.parameters), |row| {
                let mut cells = Cells::new(row);
                Ok(Short {
                    id: cells.incident_id()?,
                    category: cells.read(Category::from_name)?,
                    scale: cells.next()?,
                    assertion: cells.read(Assertion::from_name)?,
                    days: cells.days()?,
                    first_report: cells.date()?,
                    status: cells.read(Status::from_name)?,
                })
            })?;
            rows.collect::<rusqlite::Result<_>>()
        };
        run().map_err(|error| self.error(error))
    }

    /// The mentions of the incidents that a filter asks for, in no order: document, event and incident.
    pub fn places_of_mentions(&self, filter: &Filter) -> Result<Vec<(DocumentId, EventId, IncidentId)>> {
        let selection = filter.selection(Days::Any);
        let sql = format!(
            "SELECT text.id, event.id, incident.id FROM {} JOIN incident_event ON incident_event.incident = incident.entry
             JOIN event ON event.entry = incident_event.event JOIN coding ON coding.entry = event.coding
             JOIN text ON text.entry = coding.text WHERE {}",
            selection.from, selection.condition
        );
        let run = || {
            let mut statement = self.connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params_from_iter(&selection.parameters), |row| {
                let mut cells = Cells::new(row);
                Ok((cells.document_id()?, cells.event_id()?, cells.incident_id()?))
            })?;
            rows.collect::<rusqlite::Result<_>>()
        };
        run().map_err(|error| self.error(error))
    }

    /// The incidents all of whose mentions are totals over a period.
    pub fn totals(&self) -> Result<BTreeSet<IncidentId>> {
        const TOTALS: &str = "SELECT incident.id FROM (
                SELECT incident_event.incident AS entry, count(*) AS number
                FROM (SELECT DISTINCT event FROM tally) AS counted JOIN incident_event ON incident_event.event = counted.event
                GROUP BY incident_event.incident
            ) AS part JOIN incident ON incident.entry = part.entry WHERE part.number = incident.mentions";
        let run = || {
            let mut statement = self.connection.prepare_cached(TOTALS)?;
            let rows = statement.query_map([], |row| Cells::new(row).incident_id())?;
            rows.collect::<rusqlite::Result<_>>()
        };
        run().map_err(|error| self.error(error))
    }
}
