//! What was known on a day: blocks of which some reports were published by then and others were not, and what of them was there.
//!
//! Whatever a later report did to an incident, blocks are grouped whole; so the incidents of a block all of whose reports were there are those of
//! that day, and those of any other block have to be grouped anew from what was there.

use crate::error::Result;
use crate::filter::Filter;
use crate::ledger::Ledger;
use crate::rows;
use document::Date;
use event::Mention;
use rusqlite::{params, params_from_iter, types::Value};

/// The blocks with reports published after the day of the first parameter, or on an unknown day.
pub(crate) const LATER: &str = "SELECT block FROM incident WHERE last_report > ?1 UNION
    SELECT event.block FROM text JOIN coding ON coding.text = text.entry JOIN event ON event.coding = coding.entry
    WHERE text.published IS NULL AND coding.entry NOT IN (SELECT coding FROM superseded)";

impl Ledger {
    /// The keys of the blocks with mentions published by a day and others that were not, in order; of those only that can hold an incident
    /// that the filter asks for.
    pub fn blocks_split_by(&self, day: Date, filter: &Filter) -> Result<Vec<String>> {
        let mut sql = format!(
            "SELECT key FROM block WHERE entry IN ({LATER})
             AND EXISTS (SELECT 1 FROM incident WHERE incident.block = block.entry AND first_report <= ?1)"
        );
        let mut parameters = vec![Value::Text(day.to_string())];
        let mut add = |condition: &str, value: String| {
            parameters.push(Value::Text(value));
            sql.push_str(&condition.replace("?2", &format!("?{}", parameters.len())));
        };
        if let Some(since) = filter.since {
            add(" AND EXISTS (SELECT 1 FROM event WHERE event.block = block.entry AND enddate >= ?2)", since.to_string());
        }
        let dyad = filter.dyad.iter().flat_map(|(first, second)| [first, second]);
        for code in dyad.chain(&filter.party) {
            add(
                " AND EXISTS (SELECT 1 FROM event JOIN party ON party.event = event.entry
                  WHERE event.block = block.entry AND party.code = ?2)",
                code.clone(),
            );
        }
        sql.push_str(" ORDER BY key");
        self.strings(&sql, params_from_iter(parameters))
    }

    /// The current mentions of a block that reports published by a day make, in the order in which grouping reads them.
    pub fn mentions_known(&self, block: &str, day: Date) -> Result<Vec<Mention>> {
        let condition = format!(
            "WHERE event.block = (SELECT entry FROM block WHERE key = ?1)
             AND event.coding NOT IN (SELECT coding FROM superseded) AND text.published <= ?2{}",
            rows::mention::ORDER
        );
        rows::mention::select(&self.connection, &condition, params![block, day.to_string()]).map_err(|error| self.error(error))
    }
}
