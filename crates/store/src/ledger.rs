//! Opening a ledger: many readers, one writer.

use crate::error::{Error, Result};
use crate::lock::Lock;
use crate::migrate::{self, State, VERSION};
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, OpenFlags};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How many prepared statements a connection keeps; the ledger has fewer.
const STATEMENTS: usize = 160;
/// What a writer keeps of the file in memory, in KiB.
const WRITER_CACHE: i64 = 64 * 1024;
/// What a reader keeps of it, in KiB.
const READER_CACHE: i64 = 32 * 1024;
/// How many bytes of the file a reader takes straight from the memory of the system, without a copy of its own.
const READER_MAP: i64 = 1 << 30;
/// How many pages the log of a writer holds before it is folded into the file.
const LOG: i64 = 8192;
/// The tables whose rows are kept for good.
const KEPT: [&str; 13] = [
    "article",
    "text",
    "paragraph",
    "version",
    "coding",
    "superseded",
    "name",
    "time",
    "event",
    "party",
    "number",
    "fingerprint",
    "grouping",
];
/// How long a reader waits for a lock that a writer or a recovery holds for a moment.
const MOMENT: Duration = Duration::from_secs(5);

/// A ledger open for reading. Readers see what was committed when their call began, also while a writer works.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
}

/// A ledger open for writing; reads as well. There is one at a time.
#[derive(Debug)]
pub struct Writer {
    // Dropped before the lock, so that the file is closed when the next writer comes.
    pub(crate) ledger: Ledger,
    _lock: Lock,
}

/// Who wants to write, and how long it is ready to wait for its turn.
#[derive(Clone, Debug)]
pub struct Holding<'h> {
    /// Since when, in words for whom it keeps waiting: a timestamp.
    pub since: &'h str,
    /// How long to wait for another writer.
    pub patience: Duration,
}

impl Ledger {
    /// Opens a ledger for reading; it can lie in a folder that cannot be written to.
    pub fn read(path: &Path) -> Result<Ledger> {
        if !path.exists() {
            return Err(Error::Missing(path.to_path_buf()));
        }
        let ledger = open_read_only(path)?;
        match migrate::state(&ledger.connection, path)? {
            // A writer that was killed while it made the ledger leaves an empty file, of which the next one makes a ledger.
            State::Empty => Err(Error::Missing(path.to_path_buf())),
            State::Version(found) if found > VERSION => Err(Error::Newer(path.to_path_buf(), found, VERSION)),
            State::Version(found) if found < VERSION => Err(Error::Older(path.to_path_buf(), found, VERSION)),
            State::Version(_) => Ok(ledger),
        }
    }

    /// Opens a ledger for writing, makes it where there is none, and brings an older one up to the version of this program.
    pub fn open(path: &Path, holding: &Holding<'_>) -> Result<Writer> {
        Ledger::open_with(path, holding, migrate::STEPS)
    }

    pub(crate) fn open_with(path: &Path, holding: &Holding<'_>, steps: &[&str]) -> Result<Writer> {
        let lock = Lock::take(path, holding.since, holding.patience)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|error| cannot_open(path, error))?;
        let mut ledger = Ledger { connection, path: path.to_path_buf() };
        ledger.connection.busy_timeout(holding.patience).map_err(|error| ledger.error(error))?;
        // Looked at before anything is set, so that a file that is none of ours stays as it is.
        migrate::state(&ledger.connection, path)?;
        ledger.set_up_writing().map_err(|error| ledger.error(error))?;
        migrate::bring_up(&mut ledger.connection, path, steps)?;
        ledger.keep().map_err(|error| ledger.error(error))?;
        Ok(Writer { ledger, _lock: lock })
    }

    /// What an error of SQLite's means for this ledger.
    pub(crate) fn error(&self, error: rusqlite::Error) -> Error {
        Error::of(&self.path, error)
    }

    fn set_up_writing(&self) -> rusqlite::Result<()> {
        let connection = &self.connection;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // Without it the triggers that keep rows would not hear of `INSERT OR REPLACE`.
        connection.pragma_update(None, "recursive_triggers", true)?;
        connection.pragma_update(None, "cache_size", -WRITER_CACHE)?;
        // Pages that many batches write to are folded into the file once for all of them.
        connection.pragma_update(None, "wal_autocheckpoint", LOG)?;
        // A log that one large batch blew up is cut back.
        connection.pragma_update(None, "journal_size_limit", LOG * 4096 * 2)?;
        settle_plans(connection)
    }

    /// Holds what is kept for good against this program's own statements. The triggers of the file, which are there for every other program, would
    /// ask of each row whether it replaces another; here it is enough to look at a statement once, when it is prepared: none may change or
    /// take away, and a plain `INSERT` never replaces.
    fn keep(&mut self) -> rusqlite::Result<()> {
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
        self.connection.authorizer(Some(|context: AuthContext<'_>| match context.action {
            AuthAction::Update { table_name, .. } | AuthAction::Delete { table_name } if KEPT.contains(&table_name) => {
                Authorization::Deny
            }
            _ => Authorization::Allow,
        }))
    }
}

/// A connection that cannot write. Where the folder cannot be written to, SQLite cannot make the small file by which readers and a
/// writer agree; with no writer's log there is nothing to agree on, and the file is read as one that nobody changes.
pub(crate) fn open_read_only(path: &Path) -> Result<Ledger> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let usual = Connection::open_with_flags(path, flags).and_then(looked_at);
    let connection = match usual {
        Ok(connection) => connection,
        Err(error) if is_shut(&error) && !has_log(path) => {
            let address = unchanging(path).ok_or_else(|| Error::of(path, error))?;
            Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_URI)
                .and_then(looked_at)
                .map_err(|error| Error::of(path, error))?
        }
        Err(error) if is_shut(&error) && has_log(path) => return Err(Error::Unfinished(path.to_path_buf())),
        Err(error) => return Err(Error::of(path, error)),
    };
    Ok(Ledger { connection, path: path.to_path_buf() })
}

fn looked_at(connection: Connection) -> rusqlite::Result<Connection> {
    connection.busy_timeout(MOMENT)?;
    connection.pragma_update(None, "cache_size", -READER_CACHE)?;
    connection.pragma_update_and_check(None, "mmap_size", READER_MAP, |_| Ok(()))?;
    settle_plans(&connection)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

/// Statements are prepared once, and not anew for each value that is bound to them.
fn settle_plans(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(drop)
}

fn is_shut(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly))
}

fn has_log(path: &Path) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    std::fs::metadata(name).is_ok_and(|file| file.len() > 0)
}

/// The address by which SQLite reads a file as one that nobody changes.
fn unchanging(path: &Path) -> Option<String> {
    let path = std::path::absolute(path).ok()?;
    let mut address = String::from("file://");
    for &byte in path.to_str()?.as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address.push_str("?immutable=1");
    Some(address)
}

fn cannot_open(path: &Path, error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::CannotOpen) if path.exists() => Error::ReadOnly(path.to_path_buf()),
        _ => Error::of(path, error),
    }
}

impl Writer {
    /// How many pages of 4 KiB the file may have, for who wants to bound it; a full ledger is [`Error::Full`]. It never shrinks below what
    /// is stored.
    pub fn allow_pages(&self, pages: u32) -> Result<()> {
        let set = self.ledger.connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()));
        set.map_err(|error| self.ledger.error(error))
    }
}

impl Deref for Writer {
    type Target = Ledger;

    fn deref(&self) -> &Ledger {
        &self.ledger
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_writer_cannot_prepare_what_would_change_or_take_away_what_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("standoff.db");
        let writer = Ledger::open(&path, &Holding { since: "now", patience: Duration::ZERO }).expect("opened");
        let kept = "SELECT replace(name, '_no_update', '') FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%_no_update' ORDER BY rowid";
        let mut statement = writer.connection.prepare(kept).expect("triggers");
        let tables: Vec<String> = statement.query_map([], |row| row.get(0)).and_then(Iterator::collect).expect("tables");
        assert_eq!(tables.len(), KEPT.len());
        for table in &tables {
            let column: String = writer
                .connection
                .query_row(&format!("SELECT name FROM pragma_table_info('{table}') LIMIT 1"), [], |row| row.get(0))
                .expect("a column");
            for sql in [format!("DELETE FROM {table}"), format!("UPDATE {table} SET {column} = {column}")] {
                let error = writer.connection.prepare(&sql).expect_err("refused").to_string();
                assert!(error.contains("not authorized"), "{sql}: {error}");
            }
        }
    }
}
