//! A frame with two axes: marks and grid of counts, names of points under it.

use super::svg::{line, units, words};
use crate::chart::axis;

/// Where bars are drawn: everything in user units from the upper left corner.
#[derive(Clone, Copy)]
pub struct Frame {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
    /// The greatest count that the axis shows.
    pub greatest: u64,
    /// The distance of its marks.
    step: u64,
}

impl Frame {
    pub fn new(corner: (f64, f64), size: (f64, f64), greatest: u64) -> Frame {
        let (greatest, step) = axis(greatest);
        Frame { left: corner.0, top: corner.1, width: size.0, height: size.1, greatest, step }
    }

    /// How far down a count lies.
    pub fn down(&self, count: f64) -> f64 {
        self.top + self.height * (1.0 - count / self.greatest as f64)
    }

    /// The left edge of a bar of so many.
    pub fn across(&self, bar: usize, bars: usize) -> f64 {
        self.left + self.width * bar as f64 / bars.max(1) as f64
    }

    pub fn bottom(&self) -> f64 {
        self.top + self.height
    }

    /// The grid, its numbers and the name of what is counted.
    pub fn counts(&self, name: &str) -> String {
        let mut out = String::new();
        let mut count = 0u64;
        while count <= self.greatest {
            let down = self.down(count as f64);
            out.push_str(&line((self.left, down), (self.left + self.width, down), if count == 0 { "axis" } else { "grid" }));
            out.push_str(&words((self.left - 6.0, down + 4.0), "end", "", &count.to_string()));
            let Some(next) = count.checked_add(self.step) else { break };
            count = next;
        }
        let (across, down) = (units(self.left - 40.0), units(self.top + self.height / 2.0));
        out.push_str(&format!(
            "<text x=\"{across}\" y=\"{down}\" text-anchor=\"middle\" transform=\"rotate(-90 {across} {down})\">{}</text>\n",
            super::svg::escaped(name)
        ));
        out
    }

    /// The names of at most eight points under the frame, evenly spread from the first.
    pub fn points(&self, names: &[&str]) -> String {
        let apart = names.len().saturating_sub(1).div_ceil(7).max(1);
        let mut out = String::new();
        for point in (0..names.len()).step_by(apart) {
            let middle = (self.across(point, names.len()) + self.across(point + 1, names.len())) / 2.0;
            out.push_str(&line((middle, self.bottom()), (middle, self.bottom() + 4.0), "axis"));
            out.push_str(&words((middle, self.bottom() + 17.0), "middle", "", names[point]));
        }
        out
    }
}
