//! Reading copies, sums over days and what the ledger holds altogether.

use crate::error::Result;
use crate::filter::{Days, Filter};
use crate::grouping::PARTITION;
use crate::ledger::Ledger;
use crate::migrate::VERSION;
use crate::rows::{Cells, day};
use crate::tension::ANY;
use document::Date;
use event::{Assertion, Category, CopyKind, CopyPair};
use rusqlite::{Params, Row, params, params_from_iter};
use std::collections::BTreeMap;

/// The incidents of one day, category and assertion.
#[derive(Clone, Debug, PartialEq)]
pub struct DaySum {
    /// Their first day.
    pub date: Date,
    /// Their category.
    pub category: Category,
    /// Whether they are said to have happened.
    pub assertion: Assertion,
    /// Whether they are background.
    pub historical: bool,
    /// How many.
    pub incidents: u64,
    /// The sum of their scores.
    pub scale: f64,
}

/// What a ledger holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    /// The version of its tables.
    pub version: i64,
    /// Its size in bytes, without what a writer has yet to fold in.
    pub size: u64,
    /// How many there are of each kind: `articles`, `events`, `incidents` and so on, in order of their names.
    pub counts: BTreeMap<String, i64>,
    /// The first and last day of publication.
    pub published: Option<(Date, Date)>,
    /// The first and last day on which an incident begins.
    pub happened: Option<(Date, Date)>,
    /// Versions of knowledge and model that coded something, each with the number of its codings, oldest first.
    pub versions: Vec<(String, String, i64)>,
    /// How many texts have mentions that are yet to be joined with those of others.
    pub loose: i64,
}

impl Ledger {
    /// All pairs of copies, in order.
    pub fn copies(&self) -> Result<Vec<CopyPair>> {
        self.all(&format!("{COPIES} ORDER BY a.published NULLS LAST, a.id, b.id"), [], copy)
    }

    /// The pairs of copies both of which were published by a day, in order of ids.
    pub fn copies_known(&self, day: Date) -> Result<Vec<CopyPair>> {
        let condition = format!("{COPIES} WHERE a.published <= ?1 AND b.published <= ?1 ORDER BY a.id, b.id");
        self.all(&condition, [day.to_string()], copy)
    }

    /// The incidents that a filter asks for, summed by their first day, category and assertion, in that order. The days of the filter
    /// are those on which an incident begins; its limit does not count.
    pub fn sums(&self, filter: &Filter) -> Result<Vec<DaySum>> {
        if filter.is_of_sums() { self.kept_sums(filter) } else { self.new_sums(filter) }
    }

    /// How many articles were published on each day from `since` to `until`; days without any are left out.
    pub fn coverage(&self, since: Option<Date>, until: Option<Date>) -> Result<Vec<(Date, u64)>> {
        let (since, until) = (since.map(|day| day.to_string()), until.map(|day| day.to_string()));
        let days = self.all(
            "SELECT published, articles FROM article_day
             WHERE (?1 IS NULL OR published >= ?1) AND (?2 IS NULL OR published <= ?2) ORDER BY published",
            params![since, until],
            |row| {
                let mut cells = Cells::new(row);
                Ok((cells.date()?, cells.next::<i64>()?.unsigned_abs()))
            },
        )?;
        Ok(days.into_iter().filter_map(|(day, articles)| Some((day?, articles))).collect())
    }

    /// What the ledger holds.
    pub fn stats(&self) -> Result<Stats> {
        let number =
            |sql: &str| self.connection.query_row(sql, [], |row| row.get::<_, i64>(0)).map_err(|error| self.error(error));
        let days = |column: &str, table: &str| -> Result<Option<(Date, Date)>> {
            let sql = format!("SELECT (SELECT min({column}) FROM {table}), (SELECT max({column}) FROM {table})");
            Ok(self.all(&sql, [], |row| Cells::new(row).days())?.pop().flatten())
        };
        let counts =
            self.all("SELECT name, value FROM counter WHERE name <> ?1", [PARTITION], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Stats {
            version: VERSION,
            size: (number("PRAGMA page_count")? * number("PRAGMA page_size")?).unsigned_abs(),
            counts: counts.into_iter().collect(),
            published: days("published", "article_day")?,
            happened: days("date", "incident")?,
            versions: self.all(
                "SELECT knowledge, model, (SELECT count(*) FROM coding WHERE version = version.entry) FROM version ORDER BY entry",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?,
            loose: number("SELECT count(*) FROM loose")?,
        })
    }

    fn kept_sums(&self, filter: &Filter) -> Result<Vec<DaySum>> {
        let (first, second) = filter.pair().unwrap_or((ANY, ANY));
        self.all(
            "SELECT date, event, assertion, historical, sum(incidents), sum(scale_hundredths) FROM incident_day
             WHERE first = ?1 AND second = ?2 AND date >= ifnull(?3, '') AND (?4 IS NULL OR date <= ?4)
             AND (?5 IS NULL OR event = ?5) AND (?6 IS NULL OR assertion = ?6)
             AND (?7 IS NULL OR (first_report <> '' AND first_report <= ?7)) AND incidents <> 0
             GROUP BY date, event, assertion, historical ORDER BY date, event, assertion, historical",
            params![
                first,
                second,
                filter.since.map(|day| day.to_string()),
                filter.until.map(|day| day.to_string()),
                filter.category.map(Category::name),
                filter.assertion.map(Assertion::name),
                filter.known_on.map(|day| day.to_string()),
            ],
            day_sum,
        )
    }

    fn new_sums(&self, filter: &Filter) -> Result<Vec<DaySum>> {
        let selection = filter.selection(Days::First);
        let (table, date) = (if filter.dyad.is_some() { "dyad" } else { "incident" }, selection.date);
        let sql = format!(
            "SELECT {date}, {table}.event, {table}.assertion, {table}.historical, count(*),
             sum(CAST(round({table}.event_scale * 100) AS INTEGER))
             FROM {} WHERE {} AND {date} IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
            selection.from, selection.condition
        );
        self.all(&sql, params_from_iter(&selection.parameters), day_sum)
    }

    fn all<T>(&self, sql: &str, parameters: impl Params, read: impl Fn(&Row<'_>) -> rusqlite::Result<T>) -> Result<Vec<T>> {
        let run = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(parameters, |row| read(row))?;
            rows.collect::<rusqlite::Result<_>>()
        };
        run().map_err(|error| self.error(error))
    }
}

const COPIES: &str = "SELECT a.id, b.id, copy.kind, copy.share FROM copy
    JOIN text AS a ON a.entry = copy.first JOIN text AS b ON b.entry = copy.second";

fn copy(row: &Row<'_>) -> rusqlite::Result<CopyPair> {
    let mut cells = Cells::new(row);
    Ok(CopyPair {
        first: cells.document_id()?,
        second: cells.document_id()?,
        kind: cells.read(CopyKind::from_name)?,
        share: cells.next()?,
    })
}

fn day_sum(row: &Row<'_>) -> rusqlite::Result<DaySum> {
    let mut cells = Cells::new(row);
    Ok(DaySum {
        date: cells.read(day)?,
        category: cells.read(Category::from_name)?,
        assertion: cells.read(Assertion::from_name)?,
        historical: cells.next()?,
        incidents: cells.next::<i64>()?.unsigned_abs(),
        scale: cells.next::<i64>()? as f64 / 100.0,
    })
}
