//! What was usual before: a mean of earlier counts in which a burst weighs no more than a bad day.
//!
//! A median of sparse counts is zero and says nothing, a plain mean is dragged up for weeks by one night of shelling. So counts are capped
//! at three standard deviations of a Poisson variable around the median and then averaged, as robust regression of counts does (Cantoni
//! and Ronchetti 2001).

use super::LEARNT;

/// For each point the baseline that its earlier points give, at most `window` of them; none while there are fewer than [`LEARNT`].
pub fn baseline(counts: &[u32], window: usize) -> Vec<Option<f64>> {
    (0..counts.len()).map(|at| (at >= LEARNT).then(|| capped_mean(&counts[at.saturating_sub(window.max(1))..at]))).collect()
}

fn capped_mean(counts: &[u32]) -> f64 {
    let median = median(counts);
    let cap = median + 3.0 * median.max(1.0).sqrt();
    let sum: f64 = counts.iter().map(|count| f64::from(*count).min(cap)).sum();
    sum / counts.len() as f64
}

/// The value in the middle, or halfway between the two in the middle.
fn median(counts: &[u32]) -> f64 {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let (below, above) = (sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
    (f64::from(below) + f64::from(above)) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_points_have_none_and_no_point_sees_itself() {
        let found = baseline(&[1, 1, 1, 1, 1, 1, 1, 1, 100, 1], 56);
        assert_eq!(&found[..8], &[None; 8]);
        assert_eq!(found[8], Some(1.0));
        // 100 is capped at 1 + 3.
        assert_eq!(found[9], Some(12.0 / 9.0));
    }

    #[test]
    fn sparse_counts_keep_their_mean() {
        let found = baseline(&[0, 0, 1, 0, 0, 0, 1, 0, 0], 56);
        assert_eq!(found[8], Some(0.25));
    }

    #[test]
    fn what_lies_before_the_window_is_forgotten() {
        let counts = [[9; 10], [2; 10]].concat();
        assert_eq!(baseline(&counts, 8)[19], Some(2.0));
    }
}
