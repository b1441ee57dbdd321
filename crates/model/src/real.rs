//! The arithmetic between the integer products: rounding to bytes and back, norms, activations, attention.
//!
//! Sums run in a fixed order - in sixteen lanes that are added up at the end - and nothing is fused, so that every machine and every
//! instruction set gives the same bits. Each function is compiled once for every [`Level`]; the compiler does the rest.

use crate::kernel::{Level, ZERO};

const LANES: usize = 16;

/// Adding this to a number of less than four millions rounds it to a whole one, ties to even, and leaves it in the lowest bits.
const ROUND: f32 = 12_582_912.0;
const ROUND_BITS: u32 = 0x4b40_0000;

/// Compiles a function for every level and chooses among them.
macro_rules! for_every_level {
    ($(#[$doc:meta])* pub fn $name:ident($($arg:ident: $type:ty),*) $(-> $result:ty)? = $plain:ident) => {
        $(#[$doc])*
        pub fn $name(level: Level, $($arg: $type),*) $(-> $result)? {
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

for_every_level! {
    /// Rounds rows of numbers to bytes, each row by a scale of its own, which is added to `scales`.
    pub fn round_rows(rows: &[f32], width: usize, bytes: &mut Vec<u8>, scales: &mut Vec<f32>) = round_rows_plain
}

#[inline(always)]
fn round_rows_plain(rows: &[f32], width: usize, bytes: &mut Vec<u8>, scales: &mut Vec<f32>) {
    bytes.resize(rows.len(), 0);
    scales.clear();
    for (row, bytes) in rows.chunks_exact(width).zip(bytes.chunks_exact_mut(width)) {
        let mut lanes = [0f32; LANES];
        let (chunks, rest) = row.as_chunks::<LANES>();
        for chunk in chunks {
            for (lane, &value) in lanes.iter_mut().zip(chunk) {
                let value = value.abs();
                *lane = if value > *lane { value } else { *lane };
            }
        }
        let largest =
            lanes.iter().chain(rest).fold(1e-6f32, |largest, value| if value.abs() > largest { value.abs() } else { largest });
        let scale = largest / 127.0;
        let inverse = 127.0 / largest;
        for (byte, &value) in bytes.iter_mut().zip(row) {
            *byte = ((value * inverse + ROUND).to_bits() as u8).wrapping_add(ZERO);
        }
        scales.push(scale);
    }
}

for_every_level! {
    /// Turns a row of integer sums back into numbers: `offsets` takes the rows' zero out, `factors` are the outputs' scales.
    pub fn restore_row(sums: &[i32], scale: f32, offsets: &[i32], factors: &[f32], bias: &[f32], row: &mut [f32]) = restore_row_plain
}

#[inline(always)]
fn restore_row_plain(sums: &[i32], scale: f32, offsets: &[i32], factors: &[f32], bias: &[f32], row: &mut [f32]) {
    for ((((value, &sum), &offset), &factor), &bias) in row.iter_mut().zip(sums).zip(offsets).zip(factors).zip(bias) {
        *value = sum.wrapping_sub(offset) as f32 * (scale * factor) + bias;
    }
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
        norm(row, gain, bias);
    }
}

#[inline(always)]
fn norm(row: &mut [f32], gain: &[f32], bias: &[f32]) {
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
fn fold(lanes: [f32; LANES]) -> f32 {
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

/// `e` to the power of `x`, to about the last bit but one; outside of -87 to 88 the result at that border.
#[inline(always)]
fn exp(x: f32) -> f32 {
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

for_every_level! {
    /// The Gaussian error linear unit, with the error function after Abramowitz and Stegun, 7.1.26.
    pub fn gelu(row: &mut [f32]) = gelu_plain
}

#[inline(always)]
fn gelu_plain(row: &mut [f32]) {
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

/// The size of one head of attention.
pub const HEAD: usize = 32;

for_every_level! {
    /// Attention within one window. `rows` holds for each piece query, key and value, `width` numbers each; `asking` are the pieces
    /// that take from all others, for each of which `mixed` gets `width` numbers. `keys` is working space.
    pub fn attend(rows: &[f32], width: usize, asking: &[u32], keys: &mut Vec<f32>, mixed: &mut [f32]) = attend_plain
}

/// Pieces whose attention is worked out side by side, so that no sum waits for the one before.
const QUERIES: usize = 4;

#[inline(always)]
fn attend_plain(rows: &[f32], width: usize, asking: &[u32], keys: &mut Vec<f32>, mixed: &mut [f32]) {
    let count = rows.len() / (3 * width);
    let padded = count.next_multiple_of(LANES);
    keys.clear();
    keys.resize((HEAD + QUERIES) * padded, 0.0);
    let (turned, weights) = keys.split_at_mut(HEAD * padded);
    for offset in (0..width).step_by(HEAD) {
        for (piece, row) in rows.chunks_exact(3 * width).enumerate() {
            for (at, &key) in row[width + offset..width + offset + HEAD].iter().enumerate() {
                turned[at * padded + piece] = key;
            }
        }
        let head = Head { rows, width, offset, turned, padded };
        for (asking, mixed) in asking.chunks(QUERIES).zip(mixed.chunks_mut(QUERIES * width)) {
            match *asking {
                [a] => head.attend([a], weights, mixed),
                [a, b] => head.attend([a, b], weights, mixed),
                [a, b, c] => head.attend([a, b, c], weights, mixed),
                [a, b, c, d] => head.attend([a, b, c, d], weights, mixed),
                _ => unreachable!("chunks hold {QUERIES} at most"),
            }
        }
    }
}

/// One head of attention over one window.
struct Head<'a> {
    rows: &'a [f32],
    width: usize,
    /// Where the head's numbers begin in query, key and value.
    offset: usize,
    /// The keys, turned so that the same number of all pieces stands side by side.
    turned: &'a [f32],
    padded: usize,
}

impl Head<'_> {
    /// What `R` pieces take from all pieces.
    #[inline(always)]
    fn attend<const R: usize>(&self, asking: [u32; R], weights: &mut [f32], mixed: &mut [f32]) {
        let Head { rows, width, offset, turned, padded } = *self;
        let count = rows.len() / (3 * width);
        let queries: [&[f32]; R] = asking.map(|piece| &rows[piece as usize * 3 * width + offset..][..HEAD]);
        for block in (0..padded).step_by(LANES) {
            let mut totals = [[0f32; LANES]; R];
            for at in 0..HEAD {
                let keys = &turned[at * padded + block..][..LANES];
                for (totals, query) in totals.iter_mut().zip(queries) {
                    for (total, &key) in totals.iter_mut().zip(keys) {
                        *total += query[at] * key;
                    }
                }
            }
            for (row, totals) in totals.iter().enumerate() {
                weights[row * padded + block..][..LANES].copy_from_slice(totals);
            }
        }
        let mut inverse = [0f32; R];
        for (row, inverse) in inverse.iter_mut().enumerate() {
            *inverse = 1.0 / soften(&mut weights[row * padded..][..padded], count);
        }
        let mut totals = [[0f32; HEAD]; R];
        for (piece, row) in rows.chunks_exact(3 * width).enumerate() {
            let values = &row[2 * width + offset..][..HEAD];
            for (row, totals) in totals.iter_mut().enumerate() {
                let weight = weights[row * padded + piece];
                for (total, &value) in totals.iter_mut().zip(values) {
                    *total += weight * value;
                }
            }
        }
        for (row, totals) in totals.iter().enumerate() {
            for (mixed, total) in mixed[row * width + offset..][..HEAD].iter_mut().zip(totals) {
                *mixed = total * inverse[row];
            }
        }
    }
}

/// Turns products of query and keys into weights and gives their sum. What stands behind the first `count` is padding, which gets a
/// weight too small to change a sum, so that all are done in whole lanes.
#[inline(always)]
fn soften(weights: &mut [f32], count: usize) -> f32 {
    let scale = 1.0 / (HEAD as f32).sqrt();
    weights[count..].fill(f32::MIN);
    let (chunks, _) = weights.as_chunks_mut::<LANES>();
    let mut lanes = [f32::MIN; LANES];
    for chunk in chunks.iter() {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane = if value > *lane { value } else { *lane };
        }
    }
    let largest = lanes.iter().fold(f32::MIN, |largest, &value| if value > largest { value } else { largest });
    let mut totals = [0f32; LANES];
    for chunk in chunks {
        for (total, weight) in totals.iter_mut().zip(chunk) {
            *weight = exp((*weight - largest) * scale);
            *total += *weight;
        }
    }
    fold(totals)
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
        gelu_plain(&mut row);
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
            gelu(level, &mut rows);
            round_rows(level, &rows, 64, &mut bytes, &mut scales);
            let mut mixed = vec![0.0; 5 * 64];
            attend(level, &numbers(5 * 192), 64, &[0, 1, 2, 3, 4], &mut Vec::new(), &mut mixed);
            let mut some = vec![0.0; 2 * 64];
            attend(level, &numbers(5 * 192), 64, &[1, 4], &mut Vec::new(), &mut some);
            assert_eq!(some, [&mixed[64..128], &mixed[256..]].concat(), "who asks does not change what the others get");
            mixed.extend(scales);
            mixed.push(dot(level, &rows, &numbers(5 * 64)));
            (bytes, mixed.iter().map(|value| value.to_bits()).collect::<Vec<u32>>())
        };
        for level in Level::all() {
            assert_eq!(bits(level), bits(Level::Portable), "{level:?}");
        }
    }
}
