//! Runs independent pieces of training side by side. Results come back in the order of their numbers, so the outcome does not
//! depend on which thread was faster.

/// Calls `work` for each number below `count`, two at a time.
pub fn in_pairs<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let mut results = Vec::new();
    for first in (0..count).step_by(2) {
        std::thread::scope(|scope| {
            let other = (first + 1 < count).then(|| scope.spawn(|| work(first + 1)));
            results.push(work(first));
            // A panic in the other thread is a bug in the work itself and goes on here.
            results.extend(other.map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))));
        });
    }
    results
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_come_in_order() {
        assert_eq!(super::in_pairs(5, |number| number * number), [0, 1, 4, 9, 16]);
        assert!(super::in_pairs(0, |number| number).is_empty());
    }
}
