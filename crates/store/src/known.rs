//! What was known on a day: components of which some tellings were published by then and others were not.
//!
//! Whatever a later report did to an incident, only tellings of its component could have a part in it; so the incidents of a component all of
//! whose reports were there are those of that day, and those of any other component have to be grouped anew from what was there.

use crate::error::Result;
use crate::ledger::Ledger;
use crate::rows::Cells;
use document::{Date, DocumentId};
use rusqlite::params;

/// The texts published after the day of the first parameter or on an unknown day, and all copies of such, whose hands they decide.
const TOUCHED: &str = "WITH RECURSIVE touched (text) AS (
        SELECT entry FROM text WHERE published > ?1 OR published IS NULL
        UNION
        SELECT CASE copy.first WHEN touched.text THEN copy.second ELSE copy.first END
        FROM touched JOIN copy ON copy.first = touched.text OR copy.second = touched.text
    )";

/// The incidents of components that such texts are in, as a condition of SQL on `incident`.
pub(crate) fn is_of_the_day(parameter: &str) -> String {
    let touched = TOUCHED.replace("?1", parameter);
    format!(
        "incident.entry NOT IN (SELECT incident FROM telling WHERE incident IS NOT NULL AND component IN (
            {touched} SELECT component FROM telling JOIN touched ON touched.text = telling.text))"
    )
}

impl Ledger {
    /// The components with tellings published by a day in which later reports, or copies of such, have a part, in order. With a day `since`,
    /// counted from 1 January 2000, of those only that reach so far.
    pub fn components_split_by(&self, day: Date, since: Option<i32>) -> Result<Vec<i64>> {
        let sql = format!(
            "{TOUCHED} SELECT DISTINCT component FROM telling JOIN text ON text.entry = telling.text
             WHERE text.published <= ?1 AND (?2 IS NULL OR last IS NULL OR last >= ?2)
             AND component IN (SELECT component FROM telling JOIN touched ON touched.text = telling.text) ORDER BY component"
        );
        self.rows(&sql, params![day.to_string(), since], |cells: &mut Cells<'_>| cells.next())
    }

    /// The documents published by a day that have the text of one published later, in order.
    pub fn copied_after(&self, day: Date) -> Result<Vec<DocumentId>> {
        let sql =
            format!("{TOUCHED} SELECT id FROM touched JOIN text ON text.entry = touched.text WHERE published <= ?1 ORDER BY id");
        self.rows(&sql, [day.to_string()], |cells: &mut Cells<'_>| cells.document_id())
    }
}
