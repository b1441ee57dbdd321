//! The value that most have.

use std::cmp::Reverse;

/// The value that occurs most often; of several, the first.
pub fn most<T: PartialEq>(values: impl Iterator<Item = T>) -> Option<T> {
    let values: Vec<T> = values.collect();
    let number = |wanted: &T| values.iter().filter(|value| *value == wanted).count();
    let best = (0..values.len()).max_by_key(|&at| (number(&values[at]), Reverse(at)))?;
    values.into_iter().nth(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_the_first_counts() {
        assert_eq!(most([2, 1, 1, 2, 3].into_iter()), Some(2));
        assert_eq!(most([3, 1, 1].into_iter()), Some(1));
        assert_eq!(most(std::iter::empty::<u8>()), None);
    }
}
