//! From a document to its events.
//!
//! [`Coder::code`] reads as the pipeline: what the article is about ([`focus`]), what kind of article it is ([`topic`]), which rule speaks at each word ([`matching`], over
//! the arguments that [`clause`] finds) or what the user's [`dictionary`] says there, who the sides are ([`entity`]), whether it happened ([`assertion`]), who says so
//! ([`attribution`]), when ([`when`], [`date`]), where ([`place`]), how many ([`numbers`], within [`reach`]), with which modes and contexts
//! ([`modes`]), and how sure all that is ([`confidence`]). [`backoff`] says which category an act between given sides has where no rule
//! speaks. Dates are anchored here, so that a document can be coded as of another day. This crate knows nothing of
//! incidents, files or formats.

pub mod assemble;
pub mod assertion;
pub mod attribution;
pub mod backoff;
pub mod clause;
pub mod company;
pub mod confidence;
pub mod date;
pub mod dictionary;
pub mod entity;
pub mod filed;
pub mod focus;
pub mod matching;
pub mod modes;
pub mod names;
mod nobody;
pub mod numbers;
pub mod phrase;
pub mod place;
mod private;
pub mod reach;
pub mod sides;
pub mod topic;
mod two_states;
pub mod when;

pub use assemble::{Coder, Coding, NoEvent};
