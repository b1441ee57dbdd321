//! Products of eight-bit matrices, the one loop that nearly all time goes into.
//!
//! Rows are bytes that stand for numbers from -127 to 127 plus [`ZERO`]; weights are signed bytes. Sums are of integers and exact, so
//! every kernel - [`portable`], the checked twin of all others, AVX2 and AVX-512 - gives the same result to the last bit, whatever the
//! number of rows. What the numbers mean is [`crate::matrix`]'s business.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
pub mod portable;

/// What a byte of a row holds for the number zero.
pub const ZERO: u8 = 128;

/// Outputs that stand side by side in the packed weights.
pub const BLOCK: usize = 16;

/// Inputs that stand side by side in the packed weights.
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

/// A product to be done. `rows` holds rows of `inputs` bytes; `weights` is packed: for each block of [`BLOCK`] outputs, for each group
/// of [`GROUP`] inputs, a cell of [`CELL`] bytes with the outputs in order and each one's inputs side by side.
#[derive(Clone, Copy, Debug)]
pub struct Product<'a> {
    /// The rows.
    pub rows: &'a [u8],
    /// How long a row is; a multiple of [`GROUP`].
    pub inputs: usize,
    /// The packed weights.
    pub weights: &'a [u8],
}

impl Product<'_> {
    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.rows.len() / self.inputs
    }

    /// How many outputs a row gives; a multiple of [`BLOCK`].
    pub fn outputs(&self) -> usize {
        self.weights.len() / self.inputs
    }

    fn assert_sound(&self, sums: &[i32]) {
        assert!(self.inputs > 0 && self.inputs.is_multiple_of(GROUP));
        assert!(self.rows.len().is_multiple_of(self.inputs) && self.weights.len().is_multiple_of(self.inputs * BLOCK));
        assert!(sums.len() == self.count() * self.outputs());
    }
}

/// Fills `sums`, row by row, with the sums of products of the rows' bytes (with their zero in) and the weights.
pub fn multiply(product: Product<'_>, level: Level, sums: &mut [i32]) {
    product.assert_sound(sums);
    match level {
        Level::Portable => portable::multiply(product, sums),
        // SAFETY: the level is only handed out after the machine was asked for these instructions.
        #[cfg(target_arch = "x86_64")]
        #[allow(unsafe_code)]
        Level::Avx2 => unsafe { avx2::multiply(product, sums) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        #[allow(unsafe_code)]
        Level::Avx512 => unsafe { avx512::multiply(product, sums) },
    }
}

/// Packs weights that stand output by output (`outputs` rows of `inputs`), padding the outputs with zeros to whole blocks.
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

    #[test]
    fn every_kernel_gives_the_sums_of_the_definition() {
        for (count, inputs, outputs) in [(1, 4, 1), (3, 8, 16), (7, 64, 50), (13, 384, 96), (9, 20, 130), (2, 1536, 33)] {
            let rows = chance(count * inputs, 1);
            let mut weights: Vec<i8> = chance(outputs * inputs, 2).into_iter().map(|byte| byte as i8).collect();
            weights[0] = -128;
            let packed = pack(&weights, inputs);
            let width = outputs.next_multiple_of(BLOCK);
            for level in Level::all() {
                let mut sums = vec![-1; count * width];
                multiply(Product { rows: &rows, inputs, weights: &packed }, level, &mut sums);
                for row in 0..count {
                    for output in 0..width {
                        let product =
                            |input: usize| i32::from(rows[row * inputs + input]) * i32::from(weights[output * inputs + input]);
                        let expected = if output < outputs { (0..inputs).map(product).sum() } else { 0 };
                        assert_eq!(
                            sums[row * width + output],
                            expected,
                            "{level:?} {count}x{inputs}x{outputs} at {row}, {output}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn extremes_do_not_overflow() {
        let inputs = 1536;
        let packed = pack(&vec![-128; inputs * 16], inputs);
        for level in Level::all() {
            let mut sums = vec![0; 16];
            multiply(Product { rows: &vec![255; inputs], inputs, weights: &packed }, level, &mut sums);
            assert!(sums.iter().all(|&sum| sum == -128 * 255 * 1536));
        }
    }
}
