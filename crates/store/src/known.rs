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

/// The texts of after a day, which is the `?`, or of none, and those that a chain of copies connects with one: what they tell was not known, or
/// not as theirs.
macro_rules! later_texts {
    () => {
        "WITH RECURSIVE later (entry) AS (
            SELECT entry FROM text WHERE published > ? UNION ALL SELECT entry FROM text WHERE published IS NULL
        ),
        copied (entry) AS (
            SELECT first FROM copy WHERE second IN (SELECT entry FROM later)
            UNION SELECT second FROM copy WHERE first IN (SELECT entry FROM later)
            UNION SELECT copy.first FROM copied JOIN copy ON copy.second = copied.entry
            UNION SELECT copy.second FROM copied JOIN copy ON copy.first = copied.entry
        )
        SELECT entry FROM later UNION SELECT entry FROM copied"
    };
}

/// The components with such texts.
const COMPONENTS: &str = concat!("SELECT component FROM telling WHERE text IN (", later_texts!(), ")");

/// The incidents of such components.
pub(crate) const LATER: &str = concat!(
    "SELECT incident FROM telling WHERE incident IS NOT NULL AND component IN (SELECT component FROM telling WHERE text IN (",
    later_texts!(),
    "))"
);

impl Ledger {
    /// The components with tellings published by a day and others that were not, in order; of those only that can hold an incident that the
    /// filter asks for.
    pub fn components_split_by(&self, day: Date, filter: &Filter) -> Result<Vec<i64>> {
        let mut parameters = vec![Value::Text(day.to_string())];
        let mut sql = format!(
            "SELECT DISTINCT told.component FROM telling AS told JOIN text ON text.entry = told.text
             WHERE text.published <= ?1 AND told.component IN ({})",
            COMPONENTS.replace('?', "?1")
        );
        let mut add = |condition: &str, value: String| {
            parameters.push(Value::Text(value));
            // In this order, and without the index of codes: a component has few tellings, a code very many events.
            let own = "SELECT 1 FROM telling CROSS JOIN incident_event ON incident_event.incident = telling.incident
                 CROSS JOIN event ON event.entry = incident_event.event";
            let condition = condition.replace('?', &format!("?{}", parameters.len()));
            sql.push_str(&format!(" AND EXISTS ({own} {condition} AND telling.component = told.component)"));
        };
        if let Some(since) = filter.since {
            add("WHERE event.enddate >= ?", since.to_string());
        }
        let dyad = filter.dyad.iter().flat_map(|(first, second)| [first, second]);
        for code in dyad.chain(&filter.party) {
            add("CROSS JOIN party ON party.event = event.entry WHERE +party.code = ?", code.clone());
        }
        sql.push_str(" ORDER BY told.component");
        let run = || {
            let mut statement = self.connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params_from_iter(&parameters), |row| row.get(0))?;
            rows.collect::<rusqlite::Result<_>>()
        };
        run().map_err(|error| self.error(error))
    }

    /// The tellings of a component that reports published by a day make, in order, each with its document and what grouping compares.
    pub fn tellings_known(&self, component: i64, day: Date) -> Result<Vec<(DocumentId, Vec<u8>)>> {
        self.rows(
            "SELECT text.id, bytes FROM telling JOIN text ON text.entry = telling.text
             WHERE component = ?1 AND text.published <= ?2 ORDER BY telling.entry",
            params![component, day.to_string()],
            |cells| Ok((cells.document_id()?, cells.next()?)),
        )
    }
}
