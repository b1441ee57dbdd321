//! wip
pub mod clues;
pub mod pair;
