//! Plots for a terminal, where a person would look rather than read: tension as bars and lines of small bars, incidents along a line of time.
//!
//! A plot fits the width that it is given, if that is at least 48 columns; lines that tell changes of level run on. It has no
//! colour codes unless asked, and can do without anything beyond ASCII.

mod cells;
mod tension;
mod timeline;

pub use tension::tension;
pub use timeline::timeline;

/// How a plot is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Which characters it has.
    pub glyphs: Glyphs,
    /// Whether it has colours.
    pub ink: Ink,
}

/// Which characters a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyphs {
    /// Blocks and lines of Unicode.
    Unicode,
    /// ASCII alone.
    Ascii,
}

/// Whether a terminal has colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// None.
    Plain,
    /// The sixteen of ANSI.
    Colour,
}
