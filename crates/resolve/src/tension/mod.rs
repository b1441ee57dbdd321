//! Tension: how many incidents there were, of which kind, between whom or where, by day, week or month.
//!
//! A [`Deed`] is what of an incident the count needs. A [`Selection`] says which deeds are meant, [`series`] puts them on a line of
//! points without gaps, with the articles read beside them, a [`baseline`] that only earlier points make, and the [`changes`] of
//! level that an online method declares. Each point names its incidents. What cannot stand on the line - no date, a date too vague,
//! a plan or a denial - is listed beside it.
//!
//! Reports are not counted, incidents are. Nothing here weighs the counts by the coverage: who reads a rise looks whether
//! more was read. `docs/tension.md` has the method, its sources and how it does on simulated series.

mod baseline;
mod change;
mod deed;
mod half;
mod selection;
mod series;
pub mod simulated;
mod step;

pub use baseline::baseline;
pub use change::{Change, HALVES, HAZARD, LEARNT, SHORTEST, SURE, changes};
pub use deed::{Deed, Scene};
pub use selection::{DEEDS, Selection, Sides};
pub use series::{Asked, LeftOut, Point, Series, Shift, series};
pub use step::{LONGEST, PeriodError, Step};
