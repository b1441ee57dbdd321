//! A ratio of two gamma functions that the negative binomials of half sizes need, in sums, products and one root, whose results are the
//! same on every machine.

/// The gamma function at `number + 1/2` over that at `number`, which is positive. The first terms of the expansion for large numbers (Tricomi
/// and Erdélyi 1951); smaller numbers are led there by the functional equation. Right to eleven digits.
pub fn half_step(mut number: f64) -> f64 {
    let (mut above, mut below) = (1.0, 1.0);
    while number < 16.0 {
        above *= number;
        below *= number + 0.5;
        number += 1.0;
    }
    let ratio = above / below;
    let part = 1.0 / number;
    let series = 1.0
        + part
            * (-1.0 / 8.0
                + part
                    * (1.0 / 128.0
                        + part
                            * (5.0 / 1024.0
                                + part * (-21.0 / 32768.0 + part * (-399.0 / 262144.0 + part * (869.0 / 4194304.0))))));
    ratio * number.sqrt() * series
}

#[cfg(test)]
mod tests {
    use super::half_step;

    #[test]
    fn known_values_come_out() {
        let root_of_pi = std::f64::consts::PI.sqrt();
        // The gamma function is the root of pi at 1/2, 1 at 1, half the root of pi at 3/2 and 24 at 5.
        for (number, expect) in [(0.5, 1.0 / root_of_pi), (1.0, root_of_pi / 2.0), (4.5, 24.0 / (105.0 / 16.0 * root_of_pi))] {
            assert!((half_step(number) / expect - 1.0).abs() < 1e-10, "{number}");
        }
    }

    #[test]
    fn two_half_steps_are_a_whole_one() {
        for number in [0.001, 0.3, 15.9, 16.0, 16.1, 300.0, 1e6] {
            assert!((half_step(number) * half_step(number + 0.5) / number - 1.0).abs() < 1e-10, "{number}");
        }
    }
}
