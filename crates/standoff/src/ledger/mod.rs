//! The ledger's side of the program: opening it, adding articles, and bringing what is derived from them up to date.
//!
//! ```text
//! Article -> stages -> stored -> settle: copies -> components of tellings -> incidents -> commitments
//! ```
//!
//! The only clock of the program is here: what the store and the grouping know of time is passed to them.

pub mod add;
mod at_hand;
pub mod entries;
mod follow;
mod gists;
mod group;
pub mod memory;
pub mod output;
pub mod selected;
pub mod series;
pub mod settle;

use crate::cli::{LedgerOptions, WritingOptions};
use crate::failure::{self, Failure};
use std::time::Duration;
use store::{Holding, Ledger, Writer};

/// Opens the ledger for reading.
pub fn reading(options: &LedgerOptions) -> Result<Ledger, Failure> {
    Ok(Ledger::read(&options.ledger)?)
}

/// Opens the ledger for writing, and makes it where there is none. Waits for another writer as long as the user says.
pub fn writing(options: &WritingOptions) -> Result<Writer, Failure> {
    let since = now();
    Ok(Ledger::open(&options.ledger.ledger, &Holding { since: &since, patience: Duration::from_secs(options.wait) })?)
}

/// The present moment to the second, in UTC: when something was coded and stored.
pub fn now() -> String {
    let seconds = jiff::Timestamp::now().as_second();
    jiff::Timestamp::from_second(seconds).map_or_else(|_| String::new(), |moment| moment.to_string())
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Failure {
        let code = match error {
            store::Error::Held(..) => failure::HELD,
            _ => failure::USAGE,
        };
        Failure::Ledger(code, error.to_string())
    }
}
