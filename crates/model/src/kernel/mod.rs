//! Products of integer matrices, the one loop that nearly all time goes into, and what makes numbers of their sums.
//!
//! Rows are of unsigned bytes, which stand for numbers from -127 to 127 plus [`ZERO`], against signed bytes, or of signed words of
//! sixteen bits against the same. Sums are of integers and exact, and each is turned into a number by the same few operations, so
//! every kernel - [`portable`], the checked twin of all others, AVX2 and AVX-512 - gives the same result to the last bit, whatever the
//! number of rows. What the numbers mean is the business of [`crate::matrix`] and [`crate::attention`].

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
pub mod portable;

/// What a byte of a row holds for the number zero.
pub const ZERO: u8 = 128;

/// Outputs that stand side by side in the packed weights.
pub const BLOCK: usize = 16;

/// Bytes of one row that stand side by side in the packed weights: four numbers of a byte or two of two bytes.
pub const GROUP: usize = 4;

/// Bytes of one group of one block.
pub const CELL: usize = BLOCK * GROUP;

/// Which instructions the machine has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// None beyond the target's.
    Portable,
    /// 256-bit integer instructions.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 512-bit instructions with products of bytes (VNNI).
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Level {
    /// The best that this machine has.
    pub fn of_machine() -> Level {
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vnni")
            {
                return Level::Avx512;
            }
            if is_x86_feature_detected!("avx2") {
                return Level::Avx2;
            }
        }
        Level::Portable
    }

    /// All that this machine has, the portable one first.
    pub fn all() -> Vec<Level> {
        let mut levels = vec![Level::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            levels.extend(is_x86_feature_detected!("avx2").then_some(Level::Avx2));
            levels.extend((Level::of_machine() == Level::Avx512).then_some(Level::Avx512));
        }
        levels
    }
}

/// What the numbers of a product are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// Unsigned bytes in rows, signed ones in weights.
    Bytes,
    /// Signed words of sixteen bits, little-endian. No sum may leave 32 bits, and -32,768 does not occur.
    Words,
}

/// A product to be done. `rows` holds rows of `width` bytes; `weights` is packed: for each block of [`BLOCK`] outputs, for each group
/// of [`GROUP`] bytes of a row, a cell of [`CELL`] bytes with the outputs in order and each one's numbers side by side.
#[derive(Clone, Copy, Debug)]
pub struct Product<'a> {
    /// What stands in rows and weights.
    pub numbers: Numbers,
    /// The rows.
    pub rows: &'a [u8],
    /// How many bytes a row has; a multiple of [`GROUP`].
    pub width: usize,
    /// The packed weights.
    pub weights: &'a [u8],
    /// What each row's sums are multiplied by.
    pub scales: &'a [f32],
    /// What becomes of the sums of each output.
    pub outputs: Outputs<'a>,
}

/// What becomes of the sum of each output: `(sum - offset) * (scale of the row * factor) + bias`.
#[derive(Clone, Copy, Debug)]
pub struct Outputs<'a> {
    /// What the rows' zero adds to each sum.
    pub offsets: &'a [i32],
    /// The scales of the outputs.
    pub factors: &'a [f32],
    /// What is added at the end.
    pub bias: &'a [f32],
}

/// The part of [`Outputs`] for one block.
#[derive(Clone, Copy)]
struct Finish<'a> {
    offsets: &'a [i32; BLOCK],
    factors: &'a [f32; BLOCK],
    bias: &'a [f32; BLOCK],
}

impl Outputs<'_> {
    fn of(&self, block: usize) -> Finish<'_> {
        Finish {
            offsets: &self.offsets.as_chunks().0[block],
            factors: &self.factors.as_chunks().0[block],
            bias: &self.bias.as_chunks().0[block],
        }
    }
}

impl Finish<'_> {
    /// The numbers that the sums of a row stand for.
    #[inline(always)]
    fn apply(&self, sums: &[i32; BLOCK], scale: f32, out: &mut [f32; BLOCK]) {
        for at in 0..BLOCK {
            out[at] = sums[at].wrapping_sub(self.offsets[at]) as f32 * (scale * self.factors[at]) + self.bias[at];
        }
    }
}

impl Product<'_> {
    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.rows.len() / self.width
    }

    /// How many outputs a row gives; a multiple of [`BLOCK`].
    pub fn outputs(&self) -> usize {
        self.weights.len() / self.width
    }

    fn assert_sound(&self, out: &[f32]) {
        let Product { rows, width, weights, scales, outputs: Outputs { offsets, factors, bias }, .. } = *self;
        assert!(width > 0 && width.is_multiple_of(GROUP) && rows.len().is_multiple_of(width));
        assert!(weights.len().is_multiple_of(width * BLOCK) && scales.len() == self.count());
        assert!([offsets.len(), factors.len(), bias.len()] == [self.outputs(); 3]);
        assert!(out.len() == self.count() * self.outputs());
    }
}

/// Fills `out`, row by row, with the numbers that the sums of products of rows and weights stand for.
pub fn multiply(product: Product<'_>, level: Level, out: &mut [f32]) {
    product.assert_sound(out);
    match level {
        Level::Portable => portable::multiply(product, out),
        // SAFETY: the level is only handed out after the machine was asked for these instructions.
        #[cfg(target_arch = "x86_64")]
        #[allow(unsafe_code)]
        Level::Avx2 => unsafe { avx2::multiply(product, out) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        #[allow(unsafe_code)]
        Level::Avx512 => unsafe { avx512::multiply(product, out) },
    }
}

/// Packs weights of bytes that stand output by output (`outputs` rows of `inputs`), padding the outputs with zeros to whole blocks.
pub fn pack(weights: &[i8], inputs: usize) -> Vec<u8> {
    let outputs = weights.len() / inputs;
    let mut packed = Vec::with_capacity(outputs.next_multiple_of(BLOCK) * inputs);
    for block in (0..outputs).step_by(BLOCK) {
        for group in (0..inputs).step_by(GROUP) {
            for output in block..block + BLOCK {
                let cell =
                    (group..group + GROUP).map(|input| if output < outputs { weights[output * inputs + input] } else { 0 });
                packed.extend(cell.map(|weight| weight as u8));
            }
        }
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chance(count: usize, mut state: u64) -> Vec<u8> {
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        };
        (0..count).map(|_| next()).collect()
    }

    fn numbers(count: usize, state: u64) -> Vec<f32> {
        chance(count, state).into_iter().map(|byte| f32::from(byte) / 64.0 - 1.5).collect()
    }

    /// Whether a product is looked at: under Miri, which takes a thousand times as long as the machine, only small ones are.
    fn is_wanted(count: usize, inputs: usize, outputs: usize) -> bool {
        !cfg!(miri) || count * inputs * outputs < 30_000
    }

    /// Checks every kernel against `sum`, the sum for a row and an output.
    fn check(kind: Numbers, rows: &[u8], width: usize, packed: &[u8], sum: impl Fn(usize, usize) -> i32) {
        let (count, outputs) = (rows.len() / width, packed.len() / width);
        let (scales, factors, bias) = (numbers(count, 3), numbers(outputs, 4), numbers(outputs, 5));
        let offsets: Vec<i32> = chance(outputs, 6).into_iter().map(|byte| i32::from(byte) * 300 - 40_000).collect();
        let finish = Outputs { offsets: &offsets, factors: &factors, bias: &bias };
        for level in Level::all() {
            let mut out = vec![f32::NAN; count * outputs];
            multiply(Product { numbers: kind, rows, width, weights: packed, scales: &scales, outputs: finish }, level, &mut out);
            for row in 0..count {
                for at in 0..outputs {
                    let expected = (sum(row, at) - offsets[at]) as f32 * (scales[row] * factors[at]) + bias[at];
                    let found = out[row * outputs + at];
                    assert_eq!(found.to_bits(), expected.to_bits(), "{level:?} {count}x{width}x{outputs} at {row}, {at}");
                }
            }
        }
    }

    #[test]
    fn every_kernel_gives_the_sums_of_bytes_by_their_definition() {
        let sizes = [(1, 4, 1), (3, 8, 16), (7, 64, 50), (13, 384, 96), (9, 20, 130), (2, 1536, 33)];
        for (count, inputs, outputs) in sizes.into_iter().filter(|&(count, inputs, outputs)| is_wanted(count, inputs, outputs)) {
            let rows = chance(count * inputs, 1);
            let mut weights: Vec<i8> = chance(outputs * inputs, 2).into_iter().map(|byte| byte as i8).collect();
            weights[0] = -128;
            check(Numbers::Bytes, &rows, inputs, &pack(&weights, inputs), |row, output| {
                let product = |input: usize| i32::from(rows[row * inputs + input]) * i32::from(weights[output * inputs + input]);
                if output < outputs { (0..inputs).map(product).sum() } else { 0 }
            });
        }
    }

    #[test]
    fn every_kernel_gives_the_sums_of_words_by_their_definition() {
        let sizes = [(1, 2, 1), (3, 32, 2), (8, 32, 7), (13, 112, 2), (16, 6, 4)];
        for (count, inputs, blocks) in
            sizes.into_iter().filter(|&(count, inputs, blocks)| is_wanted(count, inputs, blocks * BLOCK))
        {
            let words =
                |count, state| chance(2 * count, state).as_chunks().0.iter().map(|&two| i16::from_le_bytes(two) / 4).collect();
            let (rows, weights): (Vec<i16>, Vec<i16>) = (words(count * inputs, 1), words(blocks * BLOCK * inputs, 2));
            let bytes: Vec<u8> = rows.iter().flat_map(|word| word.to_le_bytes()).collect();
            // Packed by the definition: block, group, output, number.
            let place = |output: usize, input: usize| {
                ((output / BLOCK * (inputs / 2) + input / 2) * BLOCK + output % BLOCK) * 2 + input % 2
            };
            let packed: Vec<u8> = weights.iter().flat_map(|word| word.to_le_bytes()).collect();
            check(Numbers::Words, &bytes, 2 * inputs, &packed, |row, output| {
                (0..inputs).map(|input| i32::from(rows[row * inputs + input]) * i32::from(weights[place(output, input)])).sum()
            });
        }
    }

    #[test]
    fn extremes_do_not_overflow() {
        let inputs = 1536;
        let packed = pack(&vec![-128; inputs * 16], inputs);
        check(Numbers::Bytes, &vec![255; inputs], inputs, &packed, |_, _| -128 * 255 * 1536);
    }
}
