//! Scores what the program says against gold: trees ([`trees`]), time expressions ([`times`]), who or what phrases stand for
//! ([`coreference`]), who speaks in quotations ([`speakers`]), what happened ([`factuality`]), whole articles coded by hand ([`articles`]), pages that
//! tell no event ([`no_events`]), whether confidence holds ([`reliability`]), and the table with its thresholds ([`table`]). It runs no stage itself and reads no file: the
//! binary hands it gold, documents and records.

pub mod articles;
pub mod coreference;
pub mod crisis;
mod entities;
pub mod factuality;
mod measures;
pub mod no_events;
pub mod reliability;
pub mod speakers;
#[cfg(test)]
mod support;
pub mod table;
pub mod times;
pub mod trees;
