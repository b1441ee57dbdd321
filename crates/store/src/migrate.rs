//! The ledger's version and the steps from one to the next. All steps to the newest are one transaction, so that a ledger is never between
//! two versions, and one that was begun is there with the newest or not at all.

use crate::error::{Error, Result};
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// What marks an SQLite file as a ledger: `PRAGMA application_id`, the letters `Stof`.
pub const APPLICATION: i64 = 0x5374_6f66;

/// The steps; the first makes version 1 out of an empty file.
pub(crate) const STEPS: &[&str] = &[
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
];

/// What users read, made anew whenever a ledger has other views than this program's: views hold no data.
const VIEWS: &str = include_str!("schema/views.sql");

/// The version that this program writes.
pub const VERSION: i64 = STEPS.len() as i64;

/// What an opened file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Nothing is in it.
    Empty,
    /// A ledger of this version.
    Version(i64),
}

/// What is in the file, or that it is none of ours.
pub(crate) fn state(connection: &Connection, path: &Path) -> Result<State> {
    let number = |sql: &str| -> Result<i64> { connection.query_row(sql, [], |row| row.get(0)).map_err(|e| Error::of(path, e)) };
    let application = number("PRAGMA application_id")?;
    let version = number("PRAGMA user_version")?;
    let tables = number("SELECT count(*) FROM sqlite_schema")?;
    match (application, version) {
        (APPLICATION, 1..) => Ok(State::Version(version)),
        (0, 0) if tables == 0 => Ok(State::Empty),
        _ => Err(Error::NotALedger(path.to_path_buf())),
    }
}

/// Brings the file up to the last of `steps`; one that is there already is left alone.
pub(crate) fn bring_up(connection: &mut Connection, path: &Path, steps: &[&str]) -> Result<()> {
    let newest = steps.len() as i64;
    let found = match state(connection, path)? {
        State::Empty => 0,
        State::Version(version) if version > newest => return Err(Error::Newer(path.to_path_buf(), version, newest)),
        State::Version(version) => version,
    };
    let mut run = || {
        // A step may rebuild a table that others refer to; whether all references hold is looked at before it counts.
        connection.pragma_update(None, "foreign_keys", false)?;
        if found < newest {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
            drop_views(&transaction)?;
            for (step, version) in steps.iter().zip(1..).skip(found as usize) {
                take(&transaction, step, version)?;
            }
            transaction.execute_batch(VIEWS)?;
            transaction.commit()?;
        }
        connection.pragma_update(None, "foreign_keys", true)?;
        make_views(connection)
    };
    run().map_err(|error| Error::of(path, error))
}

fn take(connection: &Connection, step: &str, version: i64) -> rusqlite::Result<()> {
    connection.execute_batch(step)?;
    let broken = connection.prepare("PRAGMA foreign_key_check")?.exists([])?;
    if broken {
        let words = format!("the step to version {version} leaves references to rows that are not there");
        return Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CONSTRAINT), Some(words)));
    }
    connection.pragma_update(None, "application_id", APPLICATION)?;
    connection.pragma_update(None, "user_version", version)
}

/// Makes the views of this program where a ledger has none or other ones.
fn make_views(connection: &mut Connection) -> rusqlite::Result<()> {
    let made = {
        let mut statement = connection.prepare("SELECT sql FROM sqlite_schema WHERE type = 'view'")?;
        statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?
    };
    let wanted = VIEWS.matches("CREATE VIEW ").count();
    if made.len() == wanted && made.iter().all(|sql| VIEWS.contains(&format!("{sql};"))) {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    drop_views(&transaction)?;
    transaction.execute_batch(VIEWS)?;
    transaction.commit()
}

fn drop_views(connection: &Connection) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")?;
    let names: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    names.iter().try_for_each(|name| connection.execute_batch(&format!("DROP VIEW \"{}\"", name.replace('"', "\"\""))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Holding, Ledger};
    use std::time::Duration;

    const HOLDING: Holding<'static> = Holding { since: "now", patience: Duration::ZERO };
    /// Two steps that could follow the last one.
    const NEXT: &str =
        "CREATE TABLE weather (day TEXT PRIMARY KEY, words TEXT) STRICT; INSERT INTO weather VALUES ('2020-06-16', 'fog')";
    const LAST: &str = "ALTER TABLE weather ADD COLUMN degrees REAL; UPDATE weather SET degrees = 21.5";

    fn version(path: &Path) -> i64 {
        let connection = Connection::open(path).expect("opened");
        connection.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a version")
    }

    #[test]
    fn steps_are_taken_one_after_the_other_and_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("standoff.db");
        drop(Ledger::open(&path, &HOLDING).expect("opened"));
        assert_eq!(version(&path), VERSION);
        let steps = [STEPS, &[NEXT, LAST]].concat();
        for _ in 0..2 {
            let writer = Ledger::open_with(&path, &HOLDING, &steps).expect("brought up");
            let found: (String, f64) = writer
                .connection
                .query_row("SELECT words, degrees FROM weather", [], |row| Ok((row.get(0)?, row.get(1)?)))
                .expect("the new table");
            assert_eq!(found, ("fog".to_string(), 21.5));
            assert!(writer.query("SELECT count(*) FROM events", Default::default()).is_ok(), "the views are there again");
        }
        assert_eq!(version(&path), VERSION + 2);
        assert!(
            matches!(Ledger::open(&path, &HOLDING), Err(Error::Newer(_, found, known)) if found == VERSION + 2 && known == VERSION)
        );
        assert!(matches!(Ledger::read(&path), Err(Error::Newer(..))));
    }

    #[test]
    fn views_of_an_earlier_program_are_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("standoff.db");
        let views = |path: &Path| -> Vec<(String, String)> {
            let connection = Connection::open(path).expect("opened");
            let mut statement =
                connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'view' ORDER BY name").expect("views");
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("views");
            rows.collect::<rusqlite::Result<_>>().expect("views")
        };
        drop(Ledger::open(&path, &HOLDING).expect("opened"));
        let wanted = views(&path);
        for change in ["DROP VIEW coverage", "DROP VIEW events; CREATE VIEW events AS SELECT 1", "CREATE VIEW more AS SELECT 1"] {
            Connection::open(&path).expect("opened").execute_batch(change).expect("changed");
            assert_ne!(views(&path), wanted, "{change}");
            drop(Ledger::open(&path, &HOLDING).expect("opened"));
            assert_eq!(views(&path), wanted, "{change}");
        }
    }

    #[test]
    fn a_step_that_fails_leaves_the_ledger_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("standoff.db");
        let steps = [STEPS, &[NEXT, "CREATE TABLE weather (again TEXT)"]].concat();
        assert!(Ledger::open_with(&path, &HOLDING, &steps).is_err());
        assert_eq!(version(&path), 0, "of a new ledger nothing is there");
        drop(Ledger::open(&path, &HOLDING).expect("opened"));
        assert!(Ledger::open_with(&path, &HOLDING, &steps).is_err());
        assert_eq!(version(&path), VERSION, "the step that succeeded is taken back with the other");
        let mended = [STEPS, &[NEXT, LAST]].concat();
        assert!(Ledger::open_with(&path, &HOLDING, &mended).is_ok());
    }

    #[test]
    fn an_older_ledger_is_not_read_until_it_is_brought_up() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("standoff.db");
        drop(Ledger::open(&path, &HOLDING).expect("opened"));
        Connection::open(&path).expect("opened").pragma_update(None, "user_version", VERSION - 1).expect("set");
        // Version 0 with our mark is none that any program wrote; from version 2 on the one before is older.
        let error = Ledger::read(&path).expect_err("not read").to_string();
        assert!(error.contains(if VERSION > 1 { "brought up" } else { "is not a ledger" }), "{error}");
    }
}
