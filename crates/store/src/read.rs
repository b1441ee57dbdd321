//! Reading incidents, mentions and reports.

use crate::error::Result;
use crate::filter::{Days, Filter, Order};
use crate::ledger::Ledger;
use crate::rows::{self, Cells};
use crate::text;
use document::{Date, DocumentId};
use event::{EventId, Incident, IncidentId, Mention, Report};
use rusqlite::{OptionalExtension, Params, params, params_from_iter};
use std::ops::ControlFlow;

/// Of the events with one id, those of current codings.
const CURRENT: &str = "event.coding NOT IN (SELECT coding FROM superseded)";

impl Ledger {
    /// Hands over the incidents that a filter asks for, one by one in its order of first days, then of ids, those without a day last, until
    /// `take` breaks off.
    pub fn each_incident(&self, filter: &Filter, mut take: impl FnMut(Incident) -> ControlFlow<()>) -> Result<()> {
        let selection = filter.selection(Days::Any);
        let limit = filter.limit.map(|limit| format!(" LIMIT {limit}")).unwrap_or_default();
        let sql = format!(
            "SELECT {} FROM {} WHERE {} ORDER BY {} {} NULLS LAST, incident.id{limit}",
            rows::incident::COLUMNS,
            selection.from,
            selection.condition,
            selection.date,
            match filter.order {
                Order::OldestFirst => "ASC",
                Order::NewestFirst => "DESC",
            }
        );
        let mut run = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare_cached(&sql)?;
            let mut found = statement.query(params_from_iter(&selection.parameters))?;
            while let Some(row) = found.next()? {
                if take(rows::incident::read(&self.connection, row)?).is_break() {
                    break;
                }
            }
            Ok(())
        };
        run().map_err(|error| self.error(error))
    }

    /// The incidents that a filter asks for, in the same order.
    pub fn incidents(&self, filter: &Filter) -> Result<Vec<Incident>> {
        let mut found = Vec::new();
        self.each_incident(filter, |incident| {
            found.push(incident);
            ControlFlow::Continue(())
        })?;
        Ok(found)
    }

    /// How many incidents a filter asks for, whatever its limit.
    pub fn count_incidents(&self, filter: &Filter) -> Result<u64> {
        let selection = filter.selection(Days::Any);
        let sql = format!("SELECT count(*) FROM {} WHERE {}", selection.from, selection.condition);
        let count = self
            .connection
            .prepare_cached(&sql)
            .and_then(|mut statement| statement.query_row(params_from_iter(&selection.parameters), |row| row.get::<_, i64>(0)));
        count.map(i64::unsigned_abs).map_err(|error| self.error(error))
    }

    /// One incident.
    pub fn incident(&self, id: IncidentId) -> Result<Option<Incident>> {
        let sql = format!("SELECT {} FROM incident WHERE id = ?1", rows::incident::COLUMNS);
        let read = || {
            let mut statement = self.connection.prepare_cached(&sql)?;
            statement.query_row([id.to_string()], |row| rows::incident::read(&self.connection, row)).optional()
        };
        read().map_err(|error| self.error(error))
    }

    /// The incident that a current mention is in.
    pub fn incident_of(&self, event: EventId) -> Result<Option<IncidentId>> {
        let sql = format!(
            "SELECT incident.id FROM event JOIN incident_event ON incident_event.event = event.entry
             JOIN incident ON incident.entry = incident_event.incident WHERE event.id = ?1 AND {CURRENT}"
        );
        let read = || {
            let mut statement = self.connection.prepare_cached(&sql)?;
            statement.query_row([event.to_string()], |row| Cells::new(row).incident_id()).optional()
        };
        read().map_err(|error| self.error(error))
    }

    /// An event of a current coding.
    pub fn mention(&self, id: EventId) -> Result<Option<Mention>> {
        Ok(self.mentions(&format!("WHERE event.id = ?1 AND {CURRENT}"), [id.to_string()])?.pop())
    }

    /// The current events of a document, in order of the text.
    pub fn mentions_of_document(&self, id: DocumentId) -> Result<Vec<Mention>> {
        self.mentions(&format!("WHERE text.id = ?1 AND {CURRENT} ORDER BY event.entry"), [id.to_string()])
    }

    /// The mentions of an incident in its order; of those that reports published by a day make, where one is given.
    pub fn mentions_of(&self, incident: IncidentId, known_on: Option<Date>) -> Result<Vec<Mention>> {
        let condition = "JOIN incident_event ON incident_event.event = event.entry
             WHERE incident_event.incident = (SELECT entry FROM incident WHERE id = ?1) AND (?2 IS NULL OR text.published <= ?2)
             ORDER BY incident_event.position";
        self.mentions(condition, params![incident.to_string(), known_on.map(|day| day.to_string())])
    }

    /// The report whose text of record has this id.
    pub fn report(&self, id: DocumentId) -> Result<Option<Report>> {
        text::report(&self.connection, &id.to_string()).map_err(|error| self.error(error))
    }

    /// The report whose text of record has this id, without its paragraphs, which most of its bytes are.
    pub fn head(&self, id: DocumentId) -> Result<Option<Report>> {
        text::head(&self.connection, &id.to_string()).map_err(|error| self.error(error))
    }

    /// The reports of these ids, in their order; those that are not stored are left out.
    pub fn reports_of(&self, ids: &[DocumentId]) -> Result<Vec<Report>> {
        ids.iter().filter_map(|&id| self.report(id).transpose()).collect()
    }

    /// The text of record of a document.
    pub fn text_of(&self, id: DocumentId) -> Result<Option<String>> {
        let read = || {
            let mut statement = self.connection.prepare_cached("SELECT string FROM text WHERE id = ?1")?;
            statement.query_row([id.to_string()], |row| row.get(0)).optional()
        };
        read().map_err(|error| self.error(error))
    }

    fn mentions(&self, condition: &str, parameters: impl Params) -> Result<Vec<Mention>> {
        rows::mention::select(&self.connection, condition, parameters).map_err(|error| self.error(error))
    }

    /// What is read of each row that a statement selects.
    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        read: impl Fn(&mut Cells<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let run = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(parameters, |row| read(&mut Cells::new(row)))?;
            rows.collect::<rusqlite::Result<_>>()
        };
        run().map_err(|error| self.error(error))
    }
}
