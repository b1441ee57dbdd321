//! Why a command stopped, and the program's exit codes.

use std::fmt;
use std::io;

/// Everything was read.
pub const ALL_READ: u8 = 0;
/// Something was skipped and the rest read; for `check`: an example failed or a line is wrong.
pub const PARTLY: u8 = 1;
/// The command line, the knowledge or the model is wrong, or the output cannot be written.
pub const USAGE: u8 = 2;
/// Nothing could be read.
pub const NOTHING_READ: u8 = 3;

/// Somebody else writes to the ledger.
pub const HELD: u8 = 4;

/// Why a command stopped before its end.
#[derive(Debug)]
pub enum Failure {
    /// Whoever read the output wants no more; the program ends quietly.
    BrokenPipe,
    /// Anything else, in one lower-case sentence with its remedy.
    Other(String),
    /// What is the matter with a ledger, and the exit code that says so.
    Ledger(u8, String),
}

impl Failure {
    /// A failure with its sentence.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure::Other(message.into())
    }

    /// The exit code that says so.
    pub fn code(&self) -> u8 {
        match self {
            Failure::BrokenPipe => ALL_READ,
            Failure::Other(_) => USAGE,
            Failure::Ledger(code, _) => *code,
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::BrokenPipe,
            _ => Failure::Other(format!("the output cannot be written: {error}")),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::BrokenPipe => f.write_str("the output was closed"),
            Failure::Other(message) | Failure::Ledger(_, message) => f.write_str(message),
        }
    }
}
