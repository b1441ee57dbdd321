//! What is known across reports. Everything here is a function from values to values: no files, no clock, no order of arrival.
//!
//! [`tension`] counts incidents per dyad, place or any filter over time.

pub mod tension;
