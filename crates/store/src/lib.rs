//! The ledger: articles, codings, events, incidents and what follows from them, in one SQLite file.
//!
//! [`Ledger::open`] gives the one [`Writer`]; its [`Batch`]es add articles and put copies, tellings, incidents and commitments in the place of
//! older ones, each batch as a whole. [`Ledger::read`] gives any number of readers. What came in and what was coded from it is append-only,
//! held by triggers in the file itself; all else is derived from it and replaced, in this order:
//!
//! ```text
//! uncompared texts -> copies; loose texts -> tellings -> components of those that are tied -> incidents;
//! unfollowed incidents -> commitments and what became of them
//! ```
//!
//! What is yet to be derived stands in the file too, so that whoever derives can be killed at any moment. `docs/ledger.md` describes tables and
//! views. This crate codes nothing, compares nothing, groups nothing and knows no clock: times are passed in.

mod add;
mod batch;
mod check;
mod check_derived;
mod copies;
mod document;
mod error;
mod filter;
mod followed;
mod grouping;
mod grown;
mod known;
mod ledger;
mod listed;
mod lock;
mod migrate;
mod packed;
mod prints;
mod query;
mod read;
mod read_derived;
mod rows;
mod search;
mod short;
mod stored;
mod tallied;
mod telling;
mod tension;
mod text;
mod watched;

pub use add::{Added, NewArticle};
pub use batch::Batch;
pub use check::Fault;
pub use error::{Error, Holder, Result};
pub use filter::{Filter, Order};
pub use followed::{Gist, NewCommitment, Unfollowed};
pub use known::KnownTelling;
pub use ledger::{Holding, Ledger, Writer};
pub use migrate::{APPLICATION, VERSION};
pub use packed::{Hash, Packed, content_hash};
pub use prints::Prints;
pub use query::{Answer, Cell, Limits};
pub use read_derived::{DaySum, Stats};
pub use rows::incident::dyads;
pub use search::Hit;
pub use short::{Line, Short};
pub use telling::{Found, Kept, Member, NewTelling, Reach, Retold};
pub use watched::Watched;
