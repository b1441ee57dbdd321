//! The ledger as people use it: the program on ledgers in folders of their own. No time is measured here.

mod again;
mod common;
mod export;
mod faults;
mod killed;
mod known;
mod order;
mod query;
mod story;
