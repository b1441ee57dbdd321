//! What is known across reports: which texts are copies, which mentions tell one happening, who claims and who denies, what
//! became of promises and threats, and how tension rises and falls.
//!
//! ```text
//! Vec<Report>  -> copies -> origins
//! Vec<Mention> -> tellings of each report -> components -> happenings -> Incident (claims, status, facts) -> commitments, tension
//! ```
//!
//! Everything here is a pure function of a set of values: no order of arrival, no clock, no file. Who coded the events, and
//! where they are kept, is not known here.

pub mod commitments;
pub mod copies;
pub mod days;
pub mod derive;
pub mod grouping;
pub mod incident;
mod lexicon;
mod majority;
pub mod origins;
pub mod parts;
pub mod tallies;
pub mod tension;
mod voices;
pub mod words;
