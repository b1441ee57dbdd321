//! Whether confidence means what it says: of the events that bear 0.8, eight in ten should be right.

/// So many bins of equal width from 0 to 1.
pub const BINS: usize = 10;

/// Events whose confidence is about the same.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// The sum of their confidence.
    pub predicted: f64,
    /// How many are right.
    pub right: usize,
    /// How many there are.
    pub events: usize,
}

impl Bin {
    /// Their mean confidence; none for an empty bin.
    pub fn mean(&self) -> Option<f64> {
        (self.events > 0).then(|| self.predicted / self.events as f64)
    }

    /// The share of them that is right; none for an empty bin.
    pub fn observed(&self) -> Option<f64> {
        (self.events > 0).then(|| self.right as f64 / self.events as f64)
    }
}

/// The reliability table of a set of events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reliability {
    /// From the least to the most sure.
    pub bins: [Bin; BINS],
}

impl Reliability {
    /// Adds an event: its confidence, from 0 to 1, and whether it is right.
    pub fn add(&mut self, confidence: f64, right: bool) {
        // A hundredth is what records show, so that 0.8 falls into the bin that begins there.
        let hundredths = (confidence.clamp(0.0, 1.0) * 100.0).round() as usize;
        let bin = &mut self.bins[(hundredths * BINS / 100).min(BINS - 1)];
        bin.predicted += confidence;
        bin.right += usize::from(right);
        bin.events += 1;
    }

    /// The expected calibration error: how far confidence and share lie apart, weighted by the events of each bin (Naeini et al. 2015).
    pub fn error(&self) -> f64 {
        let events: usize = self.bins.iter().map(|bin| bin.events).sum();
        let apart: f64 = self.bins.iter().map(|bin| (bin.predicted - bin.right as f64).abs()).sum();
        if events == 0 { 0.0 } else { apart / events as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_that_holds_has_no_error() {
        let mut table = Reliability::default();
        (0..10).for_each(|at| table.add(0.8, at < 8));
        (0..10).for_each(|at| table.add(0.2, at < 2));
        assert!(table.error() < 1e-9);
        assert_eq!((table.bins[8].events, table.bins[8].right, table.bins[2].observed()), (10, 8, Some(0.2)));
        assert_eq!(table.bins[5].mean(), None);
    }

    #[test]
    fn boasting_is_seen() {
        let mut table = Reliability::default();
        (0..10).for_each(|at| table.add(1.0, at < 5));
        assert!((table.error() - 0.5).abs() < 1e-9);
    }
}
