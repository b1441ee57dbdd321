//! What was known on a day: components of which some reports were published by then and others were not, and what of them was there.
//!
//! Whatever a later report did to an incident, components are grouped whole; so the incidents of a component all of whose reports were there
//! are those of that day, and those of any other component have to be grouped anew from what was there.

use crate::error::Result;
use crate::filter::Filter;
use crate::ledger::Ledger;
use document::{Date, DocumentId};
use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};

/// A telling of which the report was published by a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownTelling {
    /// Its row.
    pub entry: i64,
    /// Its document.
    pub document: DocumentId,
    /// The row of the incident that it is in now.
    pub incident: Option<i64>,
    /// Whether it was then what it is now: all copies of its report were there.
    pub as_now: bool,
    /// What grouping compares now.
    pub bytes: Vec<u8>,
}

impl Ledger {
    /// The components with tellings published by a day and others that were not, or that were not then what they are, in order.
    pub fn components_split_by(&self, day: Date) -> Result<Vec<i64>> {
        self.rows(
            "SELECT component FROM telling GROUP BY component HAVING min(published) <= ?1 AND max(known) > ?1 ORDER BY component",
            [day.to_string()],
            |cells| cells.next(),
        )
    }

    /// Whether a component can hold an incident between the sides and of the days that a filter asks for.
    pub fn can_hold(&self, component: i64, filter: &Filter) -> Result<bool> {
        let mut parameters = vec![Value::Integer(component)];
        let mut conditions = Vec::new();
        let mut add = |condition: &str, value: String| {
            parameters.push(Value::Text(value));
            // In this order, and without the index of codes: a component has few tellings, a code very many events.
            let own = "SELECT 1 FROM telling CROSS JOIN incident_event ON incident_event.incident = telling.incident
                 CROSS JOIN event ON event.entry = incident_event.event";
            let condition = condition.replace('?', &format!("?{}", parameters.len()));
            conditions.push(format!("EXISTS ({own} {condition} AND telling.component = ?1)"));
        };
        if let Some(since) = filter.since {
            add("WHERE event.enddate >= ?", since.to_string());
        }
        let dyad = filter.dyad.iter().flat_map(|(first, second)| [first, second]);
        for code in dyad.chain(&filter.party) {
            add("CROSS JOIN party ON party.event = event.entry WHERE +party.code = ?", code.clone());
        }
        if conditions.is_empty() {
            return Ok(true);
        }
        let sql = format!("SELECT {}", conditions.join(" AND "));
        Ok(self.rows(&sql, params_from_iter(&parameters), |cells| cells.next())?.pop().unwrap_or(false))
    }

    /// The tellings of a component that reports published by a day make, in order.
    pub fn tellings_known(&self, component: i64, day: Date) -> Result<Vec<KnownTelling>> {
        self.rows(
            "SELECT telling.entry, text.id, incident, known <= ?2, bytes FROM telling JOIN text ON text.entry = telling.text
             WHERE component = ?1 AND telling.published <= ?2 ORDER BY telling.entry",
            params![component, day.to_string()],
            |cells| {
                Ok(KnownTelling {
                    entry: cells.next()?,
                    document: cells.document_id()?,
                    incident: cells.next()?,
                    as_now: cells.next()?,
                    bytes: cells.next()?,
                })
            },
        )
    }
}
