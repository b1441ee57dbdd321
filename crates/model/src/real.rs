//! The arithmetic between the integer products: rounding to bytes, norms, activations.
//!
//! Sums run in a fixed order - in lanes that are added up at the end - and nothing is fused, so that every machine and every
//! instruction set gives the same bits. Each function is compiled once for every [`Level`]; the compiler does the rest.

use crate::kernel::{Level, ZERO};

/// Numbers that are worked on side by side.
pub(crate) const LANES: usize = 16;

/// Adding this to a number of less than four millions rounds it to a whole one, ties to even, and leaves it in the lowest bits.
pub(crate) const ROUND: f32 = 12_582_912.0;
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

/// Rows of numbers as bytes: 127 times each number over the largest of its row, plus [`ZERO`].
#[derive(Clone, Debug, Default)]
pub struct Rounded {
    /// The bytes, row after row.
    pub bytes: Vec<u8>,
    /// What one step of a row's bytes stands for.
    pub scales: Vec<f32>,
}

impl Rounded {
    /// Forgets all rows.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.scales.clear();
    }

    /// Appends a row whose largest number without its sign has the bits `most`.
    #[inline(always)]
    fn push(&mut self, row: &[f32], most: u32) {
        let largest = f32::from_bits(most);
        let inverse = 127.0 / largest;
        let start = self.bytes.len();
        self.bytes.resize(start + row.len(), 0);
        for (byte, &value) in self.bytes[start..].iter_mut().zip(row) {
            *byte = ((value * inverse + ROUND).to_bits() as u8).wrapping_add(ZERO);
        }
        self.scales.push(largest / 127.0);
    }
}

for_every_level! {
    /// Appends rows to `rounded`.
    pub fn round_rows(rows: &[f32], width: usize, rounded: &mut Rounded) = round_rows_plain
}

#[inline(always)]
fn round_rows_plain(rows: &[f32], width: usize, rounded: &mut Rounded) {
    for row in rows.chunks_exact(width) {
        rounded.push(row, most(row));
    }
}

for_every_level! {
    /// Appends rows to `rounded` after each number went through the activation.
    pub fn gelu_and_round_rows(rows: &mut [f32], width: usize, rounded: &mut Rounded) = gelu_and_round_rows_plain
}

#[inline(always)]
fn gelu_and_round_rows_plain(rows: &mut [f32], width: usize, rounded: &mut Rounded) {
    for row in rows.chunks_exact_mut(width) {
        let mut most = LEAST;
        for value in row.iter_mut() {
            *value = gelu(*value);
            most = most.max(value.to_bits() & !SIGN);
        }
        rounded.push(row, most);
    }
}

/// The bits of a millionth: no row counts as smaller.
const LEAST: u32 = 1e-6f32.to_bits();

/// The bits of the largest number of a row without its sign. Numbers without sign are in the order of their bits, and the largest of whole
/// numbers is found in any order.
#[inline(always)]
fn most(row: &[f32]) -> u32 {
    row.iter().fold(LEAST, |most, value| most.max(value.to_bits() & !SIGN))
}

/// The largest number of a row without its sign; at least a millionth.
#[inline(always)]
pub(crate) fn largest(row: &[f32]) -> f32 {
    f32::from_bits(most(row))
}

for_every_level! {
    /// Adds `added` to the rows, brings each to mean zero and variance one, then to `gain` and `bias`, and appends it to `rounded`.
    pub fn add_and_norm(rows: &mut [f32], added: &[f32], gain: &[f32], bias: &[f32], rounded: &mut Rounded) = add_and_norm_plain
}

#[inline(always)]
fn add_and_norm_plain(rows: &mut [f32], added: &[f32], gain: &[f32], bias: &[f32], rounded: &mut Rounded) {
    let width = gain.len();
    for (row, added) in rows.chunks_exact_mut(width).zip(added.chunks_exact(width)) {
        for (value, added) in row.iter_mut().zip(added) {
            *value += added;
        }
        norm_row(row, gain, bias, rounded);
    }
}

for_every_level! {
    /// Brings each of the rows to mean zero and variance one, then to `gain` and `bias`, and appends it to `rounded`.
    pub fn norm(rows: &mut [f32], gain: &[f32], bias: &[f32], rounded: &mut Rounded) = norm_plain
}

#[inline(always)]
fn norm_plain(rows: &mut [f32], gain: &[f32], bias: &[f32], rounded: &mut Rounded) {
    for row in rows.chunks_exact_mut(gain.len()) {
        norm_row(row, gain, bias, rounded);
    }
}

#[inline(always)]
fn norm_row(row: &mut [f32], gain: &[f32], bias: &[f32], rounded: &mut Rounded) {
    let count = row.len() as f32;
    let mean = sum_of(row, |value| value) / count;
    let variance = sum_of(row, |value| (value - mean) * (value - mean)) / count;
    let factor = 1.0 / (variance + 1e-12).sqrt();
    let mut most = LEAST;
    for ((value, &gain), &bias) in row.iter_mut().zip(gain).zip(bias) {
        *value = (*value - mean) * factor * gain + bias;
        most = most.max(value.to_bits() & !SIGN);
    }
    rounded.push(row, most);
}

/// Lanes that sums of long rows run in, so many that no addition waits for the one before.
const WIDE: usize = 4 * LANES;

/// The sum of what `of` makes of the numbers of a row.
#[inline(always)]
fn sum_of(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut wide = [0f32; WIDE];
    let (chunks, rest) = row.as_chunks::<WIDE>();
    for chunk in chunks {
        for at in 0..WIDE {
            wide[at] += of(chunk[at]);
        }
    }
    let lanes = std::array::from_fn(|at| (wide[at] + wide[at + 2 * LANES]) + (wide[at + LANES] + wide[at + 3 * LANES]));
    fold(lanes) + rest.iter().map(|&value| of(value)).sum::<f32>()
}

/// The numbers of all lanes brought together by `join`, in a fixed order.
#[inline(always)]
pub(crate) fn fold_by(lanes: [f32; LANES], join: impl Fn(f32, f32) -> f32) -> f32 {
    let eight: [f32; 8] = std::array::from_fn(|at| join(lanes[at], lanes[at + 8]));
    let four: [f32; 4] = std::array::from_fn(|at| join(eight[at], eight[at + 4]));
    join(join(four[0], four[2]), join(four[1], four[3]))
}

#[inline(always)]
pub(crate) fn fold(lanes: [f32; LANES]) -> f32 {
    fold_by(lanes, |a, b| a + b)
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

/// Two to the power of `x`, to a ten thousandth of it, for numbers that are not above zero; below -64 the result there.
#[inline(always)]
pub(crate) fn power_of_two(x: f32) -> f32 {
    let x = if x < -64.0 { -64.0 } else { x };
    let shifted = x + ROUND;
    let rest = x - (shifted - ROUND);
    // The polynomial of third degree with the least largest relative error between -1/2 and 1/2.
    let mut power = 0.055_171_706;
    for factor in [0.242_611_32, 0.693_261, 0.999_928_06] {
        power = power * rest + factor;
    }
    // What `ROUND` itself has in the lowest bits is shifted out.
    f32::from_bits(power.to_bits().wrapping_add(shifted.to_bits() << 23))
}

/// How far from zero the activation leaves the normal distribution at what it is here, to a hundred thousandth.
const FAR: f32 = 3.9;

/// The Gaussian error linear unit: `x` times the normal distribution function, of which an odd polynomial is taken, that with the least
/// largest error of the result. It is off by less than 0.00015, a hundredth of what rounding to bytes takes, and needs neither a division nor a power.
#[inline(always)]
fn gelu(x: f32) -> f32 {
    let near = if x > FAR { FAR } else { x };
    let near = if near < -FAR { -FAR } else { near };
    let square = near * near;
    let mut slope = 2.627_110_3e-8;
    for factor in [-1.770_477e-6, 5.123_693e-5, -8.445_089e-4, 8.913_773e-3, -6.486_945e-2, 0.398_085_6] {
        slope = slope * square + factor;
    }
    x * (near * slope + 0.5)
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
    fn powers_of_two_are_right() {
        for step in -640..=0 {
            let x = step as f32 / 10.0;
            let expected = f64::from(x).exp2();
            assert!((f64::from(power_of_two(x)) / expected - 1.0).abs() < 1e-4, "{x}");
        }
        assert!(power_of_two(f32::MIN) > 0.0 && power_of_two(f32::MIN) < 1e-19);
    }

    #[test]
    fn the_activation_is_the_gaussian_one() {
        // Values of x times the normal distribution function, from a table of that function.
        let row = [-8.0, -3.0, -1.0, 0.0, 0.5, 1.0, 2.0, 8.0].map(gelu);
        let expected = [0.0, -0.004_049_7, -0.158_655_3, 0.0, 0.345_731_2, 0.841_344_7, 1.954_499_7, 8.0];
        assert!(row.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1.5e-4), "{row:?}");
        assert_eq!(gelu(0.0), 0.0);
    }

    #[test]
    fn rounding_keeps_a_row_within_half_a_step() {
        let rows = numbers(3 * 40);
        let mut rounded = Rounded::default();
        round_rows_plain(&rows, 40, &mut rounded);
        for (at, (&value, &byte)) in rows.iter().zip(&rounded.bytes).enumerate() {
            let scale = rounded.scales[at / 40];
            assert!(((f32::from(byte) - f32::from(ZERO)) * scale - value).abs() <= scale * 0.501);
        }
    }

    #[test]
    fn every_level_gives_the_same_bits() {
        let bits = |level: Level| {
            let mut rounded = Rounded::default();
            let mut rows = numbers(5 * 64);
            norm(level, &mut rows, &numbers(64), &numbers(64), &mut rounded);
            add_and_norm(level, &mut rows, &numbers(5 * 64), &numbers(64), &numbers(64), &mut rounded);
            round_rows(level, &rows, 64, &mut rounded);
            gelu_and_round_rows(level, &mut rows, 64, &mut rounded);
            relu(level, &mut rows[..40]);
            add_bytes(level, &mut rows, &rounded.bytes[..5 * 64], 0.03);
            let numbers = rounded.scales.iter().chain(&rows);
            (numbers.map(|value| value.to_bits()).collect::<Vec<u32>>(), rounded.bytes)
        };
        for level in Level::all() {
            assert_eq!(bits(level), bits(Level::Portable), "{level:?}");
        }
    }
}
