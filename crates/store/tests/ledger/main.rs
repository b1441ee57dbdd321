//! The ledger as its users meet it.

mod faults;
mod fixture;
mod kept;
mod killed;
mod made;
mod query;
mod round_trip;
