//! What can go wrong with a ledger, each as one sentence that names the file and the remedy. No error destroys anything.

use rusqlite::ErrorCode;
use std::fmt;
use std::path::{Path, PathBuf};

/// Why something could not be done.
#[derive(Debug)]
pub enum Error {
    /// There is no such file.
    Missing(PathBuf),
    /// Somebody else writes to it; who and since when, where that can be read.
    Held(PathBuf, Option<Holder>),
    /// A newer program wrote it: its version, and the newest known here.
    Newer(PathBuf, i64, i64),
    /// It has yet to be brought up to this program's version, which reading alone cannot do: its version, and the newest.
    Older(PathBuf, i64, i64),
    /// The file is something else.
    NotALedger(PathBuf),
    /// What is in the file contradicts itself; what was found.
    Damaged(PathBuf, String),
    /// No room is left on the disk.
    Full(PathBuf),
    /// The file or its folder cannot be written to.
    ReadOnly(PathBuf),
    /// The last writer was cut off and its folder cannot be written to, so that what it left cannot be taken up.
    Unfinished(PathBuf),
    /// What was to be written does not fit what is there.
    Unfit(String),
    /// An SQL statement of a user's was refused.
    Refused(String),
    /// A full-text query cannot be understood: the query, and what the parser says.
    BadSearch(String, String),
    /// Anything else that SQLite or the system says.
    Other(PathBuf, String),
}

/// Who writes to a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The number of the process.
    pub process: u32,
    /// Since when, in the words that it gave.
    pub since: String,
}

/// What a call on a ledger gives.
pub type Result<T> = std::result::Result<T, Error>;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Missing(path) => {
                write!(f, "there is no ledger {}: name another file, or make one by adding articles to it", path.display())
            }
            Error::Held(path, Some(Holder { process, since })) => write!(
                f,
                "the ledger {} is being written to by process {process} since {since}: wait until it has finished, or end it",
                path.display()
            ),
            Error::Held(path, None) => {
                write!(f, "the ledger {} is being written to by another program: wait until it has finished", path.display())
            }
            Error::Newer(path, found, known) => write!(
                f,
                "the ledger {} has version {found} and this program knows versions up to {known}: use a newer program",
                path.display()
            ),
            Error::Older(path, found, known) => write!(
                f,
                "the ledger {} has version {found} and has to be brought up to version {known} before it can be read: add \
                 something to it, be it nothing new, where it can be written to",
                path.display()
            ),
            Error::NotALedger(path) => {
                write!(f, "{} is not a ledger: name another file; this one was left as it is", path.display())
            }
            Error::Damaged(path, what) => write!(
                f,
                "the ledger {} is damaged ({what}): put back a copy, or save what can be read with `sqlite3 {} .recover`; \
                 nothing was changed",
                path.display(),
                path.display()
            ),
            Error::Full(path) => write!(
                f,
                "no room is left on the disk for the ledger {}: make room and run the command again; what was reported as \
                 stored is kept",
                path.display()
            ),
            Error::ReadOnly(path) => write!(
                f,
                "the ledger {} or its folder cannot be written to: change its permissions, or copy it to another folder",
                path.display()
            ),
            Error::Unfinished(path) => write!(
                f,
                "the ledger {} was left by a writer that was cut off, and its folder cannot be written to: open it once where \
                 it can be, or copy it together with the files beside it that begin with its name",
                path.display()
            ),
            Error::Unfit(what) | Error::Refused(what) => write!(f, "{what}"),
            Error::BadSearch(query, what) => write!(
                f,
                "the search `{query}` cannot be understood ({what}): write words, \"phrases\" in double quotes, AND, OR, NOT"
            ),
            Error::Other(path, what) => write!(f, "the ledger {} cannot be used: {what}", path.display()),
        }
    }
}

impl std::error::Error for Error {}

impl Error {
    /// What an error of SQLite's means for the ledger at `path`.
    pub(crate) fn of(path: &Path, error: rusqlite::Error) -> Error {
        let path = path.to_path_buf();
        match &error {
            rusqlite::Error::SqliteFailure(failure, message) => {
                let what = message.clone().unwrap_or_else(|| failure.to_string());
                match failure.code {
                    ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Held(path, None),
                    ErrorCode::DatabaseCorrupt => Error::Damaged(path, what),
                    ErrorCode::NotADatabase => Error::NotALedger(path),
                    ErrorCode::DiskFull => Error::Full(path),
                    ErrorCode::ReadOnly => Error::ReadOnly(path),
                    _ => Error::Other(path, what),
                }
            }
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => Error::Damaged(path, error.to_string()),
            _ => Error::Other(path, error.to_string()),
        }
    }
}
