//! Less than all of an incident, for what looks at many of them: series need a few columns.

use crate::error::Result;
use crate::filter::{Days, Filter};
use crate::ledger::Ledger;
use crate::rows::{Cells, day, incident_id};
use crate::text::bare;
use document::{Date, DocumentId};
use event::{Assertion, Category, EventId, IncidentId, Report, Status, Told};
use rusqlite::params_from_iter;
use rusqlite::types::Value;
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
    /// Whether all its mentions are totals over a period.
    pub total: bool,
}

/// A mention as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its id.
    pub event: EventId,
    /// Its report, without paragraphs.
    pub report: Report,
    /// The words that carry it.
    pub trigger: Told,
    /// Its sentence.
    pub sentence: String,
}

/// The columns that [`short`] takes, in its order. The first is put together by the ledger itself: three days in ten letters each, the id, and
/// three names between spaces.
const COLUMNS: &str = "incident.short, incident.event_scale, incident.total";

/// How many letters each of its days has.
const DAY: usize = 10;

fn short(cells: &mut Cells<'_>) -> rusqlite::Result<Short> {
    let mut short = cells.read(|words| {
        let (first, last) = (day(words.get(..DAY)?), day(words.get(DAY..2 * DAY)?));
        let first_report = day(words.get(2 * DAY..3 * DAY)?);
        let mut names = words.get(3 * DAY..)?.split(' ');
        Some(Short {
            id: incident_id(names.next()?)?,
            category: Category::from_name(names.next()?)?,
            scale: 0.0,
            assertion: Assertion::from_name(names.next()?)?,
            days: first.zip(last),
            first_report,
            status: Status::from_name(names.next()?)?,
            total: false,
        })
    })?;
    (short.scale, short.total) = (cells.next()?, cells.next()?);
    Ok(short)
}

fn line(cells: &mut Cells<'_>) -> rusqlite::Result<Line> {
    Ok(Line { event: cells.event_id()?, trigger: cells.told()?, sentence: cells.next()?, report: bare(cells)? })
}

impl Ledger {
    /// Hands over the incidents that a filter asks for, in no order, as a series counts them.
    pub fn each_short(&self, filter: &Filter, mut take: impl FnMut(Short)) -> Result<()> {
        let (selection, sql) = if filter.is_of_time() {
            let mut selection = Filter { known_on: None, ..filter.clone() }.selection(Days::Any);
            // The day of the first report is in the index too, between the days of the act and the id.
            if let Some(day) = filter.known_on {
                selection.parameters.push(Value::Text(day.to_string()));
                let (first, at) = (2 * DAY + 1, selection.parameters.len());
                let known = format!(" AND substr(incident.short, {first}, {DAY}) BETWEEN '0' AND ?{at}");
                selection.condition.push_str(&known);
            }
            let sql = format!("SELECT {COLUMNS} FROM incident INDEXED BY incident_short WHERE {}", selection.condition);
            (selection, sql)
        } else {
            let selection = filter.selection(Days::Any);
            let sql = format!("SELECT {COLUMNS} FROM {} WHERE {}", selection.from, selection.condition);
            (selection, sql)
        };
        let mut run = || {
            let mut statement = self.connection.prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(&selection.parameters))?;
            while let Some(row) = rows.next()? {
                take(short(&mut Cells::new(row))?);
            }
            Ok(())
        };
        run().map_err(|error| self.error(error))
    }

    /// The mentions of an incident as lists show them, in its order; none for one that the ledger does not hold.
    pub fn lines(&self, incident: IncidentId) -> Result<Vec<Line>> {
        const SQL: &str = "SELECT event.id, event_text, event_text_start, event_text_end, event.text,
                text.id, article.given_id, text.url, text.title, text.publisher, text.published
            FROM incident JOIN incident_event ON incident_event.incident = incident.entry JOIN event ON event.entry = incident_event.event
            JOIN coding ON coding.entry = event.coding JOIN text ON text.entry = coding.text
            JOIN article ON article.entry = text.article
            WHERE incident.id = ?1 ORDER BY incident_event.position";
        self.rows(SQL, [incident.to_string()], line)
    }

    /// An event of a current coding as lists show it.
    pub fn line(&self, event: EventId) -> Result<Option<Line>> {
        const SQL: &str = "SELECT event.id, event_text, event_text_start, event_text_end, event.text,
                text.id, article.given_id, text.url, text.title, text.publisher, text.published
            FROM event JOIN coding ON coding.entry = event.coding JOIN text ON text.entry = coding.text
            JOIN article ON article.entry = text.article
            WHERE event.id = ?1 AND event.coding NOT IN (SELECT coding FROM superseded)";
        Ok(self.rows(SQL, [event.to_string()], line)?.pop())
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
        let found = self.rows("SELECT id FROM incident WHERE total = 1", [], |cells| cells.incident_id())?;
        Ok(found.into_iter().collect())
    }
}
