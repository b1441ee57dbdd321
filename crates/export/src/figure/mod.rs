//! Figures as SVG files: self-contained, without scripts, with titles and descriptions that are read aloud, in colours that the colour-blind
//! tell apart (Okabe and Ito 2008). The same series gives the same bytes.

mod frame;
mod svg;
mod tension;
mod timeline;

pub(crate) use svg::escaped;
pub use tension::tension;
pub use timeline::timeline;

/// The colours of the quad classes: two blues for cooperation, orange and vermilion for conflict.
const COLOURS: [&str; 4] = ["#56b4e9", "#0072b2", "#e69f00", "#d55e00"];
