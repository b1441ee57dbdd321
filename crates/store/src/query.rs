//! Statements of users' own: reading only, within limits, on a connection of their own.

use crate::error::{Error, Result};
use crate::ledger::{Ledger, open_read_only};
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode};
use std::time::{Duration, Instant};

/// How many steps of SQLite's machine pass between two looks at the clock.
const STEPS: i32 = 10_000;
/// SQLite needs some room in a row beyond a cell for what it computes with.
const LEAST_CELL: usize = 1024;

/// Functions that reach into SQLite itself.
const INNER: [&str; 4] = ["load_extension", "fts3_tokenizer", "fts5", "sqlite_log"];

/// How far a statement may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long it may run.
    pub time: Duration,
    /// How many rows it may give; further ones are cut off.
    pub rows: usize,
    /// How many bytes a value may have, also one that is only computed with.
    pub cell: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { time: Duration::from_secs(10), rows: 100_000, cell: 4 * 1024 * 1024 }
    }
}

/// What a statement gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// Whether there are more rows than the limit allows.
    pub cut: bool,
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // SQLite's own names
pub enum Cell {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

impl Ledger {
    /// Runs one statement that reads. Whatever else it asks for is refused: writing, other files, settings, extensions.
    pub fn query(&self, sql: &str, limits: Limits) -> Result<Answer> {
        let mut ledger = open_read_only(&self.path)?;
        fence(&mut ledger.connection, limits).map_err(|error| ledger.error(error))?;
        run(&ledger.connection, sql, limits).map_err(|error| ledger.refusal(error, limits))
    }

    fn refusal(&self, error: rusqlite::Error, limits: Limits) -> Error {
        let refused = |words: String| Error::Refused(words);
        match &error {
            rusqlite::Error::MultipleStatement => {
                refused("only one statement is run at a time: remove what follows the first".into())
            }
            _ if error.to_string().contains("empty or comment only") => {
                refused("the statement is empty: write one that reads".into())
            }
            rusqlite::Error::InvalidQuery => {
                refused("the statement is empty or would write, and only reading is allowed here".into())
            }
            rusqlite::Error::SqlInputError { msg, .. } if !msg.contains("not authorized") && !msg.contains("prohibited") => {
                refused(format!("the statement cannot be understood: {msg}"))
            }
            rusqlite::Error::SqlInputError { msg, .. } => {
                refused(format!("the statement is refused ({msg}): only reading is allowed here"))
            }
            rusqlite::Error::SqliteFailure(failure, message) => match failure.code {
                ErrorCode::OperationInterrupted => refused(format!(
                    "the statement was stopped after {} seconds: narrow it down, or allow more time",
                    limits.time.as_secs_f64()
                )),
                ErrorCode::TooBig => refused(format!("a value has more than {} bytes: select parts of it", limits.cell)),
                ErrorCode::AuthorizationForStatementDenied => refused(format!(
                    "the statement is refused ({}): only reading is allowed here",
                    message.as_deref().unwrap_or("not authorized")
                )),
                ErrorCode::Unknown => {
                    refused(format!("the statement cannot be run: {}", message.clone().unwrap_or_else(|| failure.to_string())))
                }
                _ => self.error(error),
            },
            _ => self.error(error),
        }
    }
}

fn fence(connection: &mut Connection, limits: Limits) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, false)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, limits.cell.max(LEAST_CELL).try_into().unwrap_or(i32::MAX))?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.set_limit(Limit::SQLITE_LIMIT_WORKER_THREADS, 0)?;
    let begun = Instant::now();
    connection.progress_handler(STEPS, Some(move || begun.elapsed() > limits.time))?;
    connection.authorizer(Some(allowed))
}

/// Reading, computing and recursing are allowed; SQLite asks before it prepares a statement.
fn allowed(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => Authorization::Allow,
        AuthAction::Function { function_name } if !INNER.iter().any(|name| function_name.eq_ignore_ascii_case(name)) => {
            Authorization::Allow
        }
        // Full-text search asks whether the file has changed.
        AuthAction::Pragma { pragma_name: "data_version", pragma_value: None } => Authorization::Allow,
        _ => Authorization::Deny,
    }
}

fn run(connection: &Connection, sql: &str, limits: Limits) -> rusqlite::Result<Answer> {
    let mut statement = connection.prepare(sql)?;
    if !statement.readonly() || statement.column_count() == 0 {
        return Err(rusqlite::Error::InvalidQuery);
    }
    let columns: Vec<String> = statement.column_names().map(String::from).collect();
    let width = columns.len();
    let mut answer = Answer { columns, rows: Vec::new(), cut: false };
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if answer.rows.len() == limits.rows {
            answer.cut = true;
            break;
        }
        answer.rows.push((0..width).map(|at| row.get_ref(at).map(cell)).collect::<rusqlite::Result<_>>()?);
    }
    Ok(answer)
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Integer(number),
        ValueRef::Real(number) => Cell::Real(number),
        ValueRef::Text(words) => Cell::Text(String::from_utf8_lossy(words).into_owned()),
        ValueRef::Blob(bytes) => Cell::Blob(bytes.to_vec()),
    }
}
