//! The arithmetic between the integer products: rounding to bytes, norms, activations.
//!
//! Sums run in a fixed order - in sixteen lanes that are added up at the end - and nothing is fused, so that every machine and every
//! instruction set gives the same bits. Each function is compiled once for every [`Level`]; the compiler does the rest.

use crate::kernel::{Level, ZERO};

const LANES: usize = 16;

/// Adding this to a number of less than four millions rounds it to a whole one, ties to even, and leaves it in the lowest bits.
pub(crate) const ROUND: f32 = 12_582_912.0;
const ROUND_BITS: u32 = 0x4b40_0000;
const SIGN: u32 = 0x8000_0000;

/// Compiles a function for every level and chooses among them.
macro_rules! for_every_level {
    ($(#[$doc:meta])* $visibility:vis fn $name:ident($($arg:ident: $type:ty),*) $(-> $result:ty)? = $plain:ident) => {
        $(#[$doc])*
        $visibility fn $name(level: Level, $($arg: $type),*) $(-> $result)? {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx2")]
                fn avx2($($arg: $type),*) $(-> $result)? { $plain($($arg),*) }
                #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq")]
                fn avx512($($arg: $type),*) $(-> $result)? { $plain($($arg),*) }
                match level {
                    Level::Portable => {}
                    // SAFETY: a level is only handed out after the machine was asked for its instructions.
                    #[allow(unsafe_code)]
                    Level::Avx2 => return unsafe { avx2($($arg),*) },
                    // SAFETY: as above.
                    #[allow(unsafe_code)]
                    Level::Avx512 => return unsafe { avx512($($arg),*) },
                }
            }
            let _ = level;
            $plain($($arg),*)
        }
    };
}

pub(crate) use for_every_level;

for_every_level! {
    /// Rounds rows of numbers to bytes, each row by a scale of its own, which is added to `scales`.
    pub fn round_rows(rows: &[f32], width: usize, bytes: &mut Vec<u8>, scales: &mut Vec<f32>) = round_rows_plain
}

#[inline(always)]
fn round_rows_plain(rows: &[f32], width: usize, bytes: &mut Vec<u8>, scales: &mut Vec<f32>) {
    bytes.resize(rows.len(), 0);
    scales.clear();
    for (row, bytes) in rows.chunks_exact(width).zip(bytes.chunks_exact_mut(width)) {
        scales.push(round_row(row, bytes));
    }
}

for_every_level! {
    /// Rounds rows as [`round_rows`] does, after each number went through the activation.
    pub fn gelu_and_round_rows(rows: &mut [f32], width: usize, bytes: &mut Vec<u8>, scales: &mut Vec<f32>) = gelu_and_round_rows_plain
}

#[inline(always)]
fn gelu_and_round_rows_plain(rows: &mut [f32], width: usize, bytes: &mut Vec<u8>, scales: &mut Vec<f32>) {
    bytes.resize(rows.len(), 0);
    scales.clear();
    for (row, bytes) in rows.chunks_exact_mut(width).zip(bytes.chunks_exact_mut(width)) {
        gelu(row);
        scales.push(round_row(row, bytes));
    }
}

#[inline(always)]
fn round_row(row: &[f32], bytes: &mut [u8]) -> f32 {
    let largest = largest(row);
    let inverse = 127.0 / largest;
    for (byte, &value) in bytes.iter_mut().zip(row) {
        *byte = ((value * inverse + ROUND).to_bits() as u8).wrapping_add(ZERO);
    }
    largest / 127.0
}

/// The largest number of a row without its sign; at least a millionth.
#[inline(always)]
pub(crate) fn largest(row: &[f32]) -> f32 {
    // Numbers without sign are in the order of their bits, and the largest of whole numbers is found in any order.
    let most = row.iter().fold(1e-6f32.to_bits(), |most, value| most.max(value.to_bits() & !SIGN));
    f32::from_bits(most)
}

for_every_level! {
    /// Adds `added` to the rows and brings each to mean zero and variance one, then to `gain` and `bias`.
    pub fn add_and_norm(rows: &mut [f32], added: &[f32], gain: &[f32], bias: &[f32]) = add_and_norm_plain
}

#[inline(always)]
fn add_and_norm_plain(rows: &mut [f32], added: &[f32], gain: &[f32], bias: &[f32]) {
    let width = gain.len();
    for (row, added) in rows.chunks_exact_mut(width).zip(added.chunks_exact(width)) {
        for (value, added) in row.iter_mut().zip(added) {
            *value += added;
        }
        norm_row(row, gain, bias);
    }
}

for_every_level! {
    /// Brings each of the rows to mean zero and variance one, then to `gain` and `bias`.
    pub fn norm(rows: &mut [f32], gain: &[f32], bias: &[f32]) = norm_plain
}

#[inline(always)]
fn norm_plain(rows: &mut [f32], gain: &[f32], bias: &[f32]) {
    for row in rows.chunks_exact_mut(gain.len()) {
        norm_row(row, gain, bias);
    }
}

#[inline(always)]
fn norm_row(row: &mut [f32], gain: &[f32], bias: &[f32]) {
    let count = row.len() as f32;
    let mean = sum(row) / count;
    for value in row.iter_mut() {
        *value -= mean;
    }
    let factor = 1.0 / (dot_plain(row, row) / count + 1e-12).sqrt();
    for ((value, &gain), &bias) in row.iter_mut().zip(gain).zip(bias) {
        *value = *value * factor * gain + bias;
    }
}

#[inline(always)]
fn sum(row: &[f32]) -> f32 {
    let mut lanes = [0f32; LANES];
    let (chunks, rest) = row.as_chunks::<LANES>();
    for chunk in chunks {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane += value;
        }
    }
    fold(lanes) + rest.iter().sum::<f32>()
}

#[inline(always)]
pub(crate) fn fold(lanes: [f32; LANES]) -> f32 {
    let eight: [f32; 8] = std::array::from_fn(|at| lanes[at] + lanes[at + 8]);
    let four: [f32; 4] = std::array::from_fn(|at| eight[at] + eight[at + 4]);
    (four[0] + four[2]) + (four[1] + four[3])
}

for_every_level! {
    /// The scalar product of two rows.
    pub fn dot(a: &[f32], b: &[f32]) -> f32 = dot_plain
}

#[inline(always)]
fn dot_plain(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0f32; LANES];
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    for (a, b) in a.iter().zip(b) {
        for ((lane, &a), &b) in lanes.iter_mut().zip(a).zip(b) {
            *lane += a * b;
        }
    }
    fold(lanes) + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f32>()
}

for_every_level! {
    /// The scalar products of a row with each of the rows that begin `stride` numbers apart in `rows`.
    pub fn dots(a: &[f32], rows: &[f32], stride: usize, products: &mut [f32]) = dots_plain
}

#[inline(always)]
fn dots_plain(a: &[f32], rows: &[f32], stride: usize, products: &mut [f32]) {
    for (product, row) in products.iter_mut().zip(rows.chunks(stride)) {
        *product = dot_plain(a, &row[..a.len()]);
    }
}

for_every_level! {
    /// Adds to a row the numbers that signed bytes stand for.
    pub fn add_bytes(row: &mut [f32], bytes: &[u8], scale: f32) = add_bytes_plain
}

#[inline(always)]
fn add_bytes_plain(row: &mut [f32], bytes: &[u8], scale: f32) {
    for (value, &byte) in row.iter_mut().zip(bytes) {
        *value += f32::from(byte as i8) * scale;
    }
}

/// `e` to the power of `x`, to about the last bit but one; outside of -87 to 88 the result at that border.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = if x < -87.0 { -87.0 } else { x };
    let x = if x > 88.0 { 88.0 } else { x };
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let rest = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let mut power = 1.0 / 720.0;
    for factor in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        power = power * rest + factor;
    }
    let exponent = shifted.to_bits().wrapping_sub(ROUND_BITS).wrapping_add(127) << 23;
    power * f32::from_bits(exponent)
}

/// The Gaussian error linear unit, with the error function after Abramowitz and Stegun, 7.1.26.
#[inline(always)]
fn gelu(row: &mut [f32]) {
    for value in row {
        let x = value.abs() * std::f32::consts::FRAC_1_SQRT_2;
        let t = 1.0 / (1.0 + 0.327_591_1 * x);
        let mut tail = 1.061_405_4;
        for factor in [-1.453_152, 1.421_413_7, -0.284_496_74, 0.254_829_6] {
            tail = tail * t + factor;
        }
        // Half of what the normal distribution has beyond |value|.
        let beyond = 0.5 * tail * t * exp(-x * x);
        *value *= if *value < 0.0 { beyond } else { 1.0 - beyond };
    }
}

for_every_level! {
    /// Sets what is negative to zero.
    pub fn relu(row: &mut [f32]) = relu_plain
}

#[inline(always)]
fn relu_plain(row: &mut [f32]) {
    for value in row {
        *value = if *value > 0.0 { *value } else { 0.0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize) -> Vec<f32> {
        (0..count).map(|at| ((at * 7919 % 1013) as f32 - 500.0) / 120.0).collect()
    }

    #[test]
    fn powers_of_e_are_right() {
        for step in -860..=870 {
            let x = step as f32 / 10.0;
            let expected = f64::from(x).exp();
            assert!((f64::from(exp(x)) / expected - 1.0).abs() < 1e-6, "{x}");
        }
        assert!(exp(-1000.0) > 0.0 && exp(1000.0).is_finite());
    }

    #[test]
    fn the_activation_is_the_gaussian_one() {
        // Values of x times the normal distribution function, from a table of that function.
        let mut row = [-3.0, -1.0, 0.0, 0.5, 1.0, 2.0, 8.0];
        gelu(&mut row);
        let expected = [-0.004_049_7, -0.158_655_3, 0.0, 0.345_731_2, 0.841_344_7, 1.954_499_7, 8.0];
        assert!(row.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 2e-6), "{row:?}");
    }

    #[test]
    fn rounding_keeps_a_row_within_half_a_step() {
        let rows = numbers(3 * 40);
        let (mut bytes, mut scales) = (Vec::new(), Vec::new());
        round_rows_plain(&rows, 40, &mut bytes, &mut scales);
        for (at, (&value, &byte)) in rows.iter().zip(&bytes).enumerate() {
            let scale = scales[at / 40];
            assert!(((f32::from(byte) - f32::from(ZERO)) * scale - value).abs() <= scale * 0.501);
        }
    }

    #[test]
    fn every_level_gives_the_same_bits() {
        let bits = |level: Level| {
            let (mut bytes, mut scales) = (Vec::new(), Vec::new());
            let mut rows = numbers(5 * 64);
            add_and_norm(level, &mut rows, &numbers(5 * 64), &numbers(64), &numbers(64));
            round_rows(level, &rows, 64, &mut bytes, &mut scales);
            let (mut activated, mut more) = (Vec::new(), Vec::new());
            gelu_and_round_rows(level, &mut rows, 64, &mut activated, &mut more);
            relu(level, &mut rows[..40]);
            scales.extend(more);
            scales.push(dot(level, &rows, &numbers(5 * 64)));
            let mut products = [0.0; 4];
            dots(level, &rows[..60], &numbers(5 * 64), 64, &mut products);
            assert_eq!(products[1], dot(level, &rows[..60], &numbers(5 * 64)[64..124]));
            scales.extend(products);
            add_bytes(level, &mut rows, &activated, 0.03);
            scales.extend(rows);
            bytes.extend(activated);
            (bytes, scales.iter().map(|value| value.to_bits()).collect::<Vec<u32>>())
        };
        for level in Level::all() {
            assert_eq!(bits(level), bits(Level::Portable), "{level:?}");
        }
    }
}
