//! The ledger as its users meet it.

mod faults;
mod fixture;
mod followed;
mod kept;
mod killed;
mod known;
mod made;
mod query;
mod round_trip;
