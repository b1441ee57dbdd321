//! The product with AVX2. Bytes are widened to sixteen bits before they are multiplied, because the instruction that multiplies bytes
//! saturates and would not be exact.

#![allow(unsafe_code)]

use super::{BLOCK, CELL, GROUP, Product};
use std::arch::x86_64::*;

/// Outputs that one register of sixteen-bit weights holds, each with its four inputs.
const QUARTER: usize = BLOCK / 4;

/// See [`super::multiply`].
#[target_feature(enable = "avx2")]
pub fn multiply(product: Product<'_>, sums: &mut [i32]) {
    let (inputs, width) = (product.inputs, product.outputs());
    for (at, block) in product.weights.chunks_exact(inputs * BLOCK).enumerate() {
        for (rows, sums) in product.rows.chunks(inputs * 2).zip(sums.chunks_mut(width * 2)) {
            let sums = &mut sums[at * BLOCK..];
            if rows.len() == inputs {
                tile::<1>(rows, inputs, block, sums, width)
            } else {
                tile::<2>(rows, inputs, block, sums, width)
            }
        }
    }
}

#[target_feature(enable = "avx2")]
fn tile<const R: usize>(rows: &[u8], inputs: usize, block: &[u8], sums: &mut [i32], width: usize) {
    // Each register holds, for four outputs, the sums over even and over odd pairs of inputs.
    let mut totals = [[_mm256_setzero_si256(); 4]; R];
    let row: [&[[u8; GROUP]]; R] = std::array::from_fn(|at| rows[at * inputs..(at + 1) * inputs].as_chunks().0);
    for (group, cell) in block.as_chunks::<CELL>().0.iter().enumerate() {
        let four: [__m256i; R] = std::array::from_fn(|at| {
            let bytes = _mm_cvtsi32_si128(i32::from_le_bytes(row[at][group]));
            _mm256_broadcastq_epi64(_mm_cvtepu8_epi16(bytes))
        });
        for (quarter, bytes) in cell.as_chunks::<{ QUARTER * GROUP }>().0.iter().enumerate() {
            // SAFETY: sixteen bytes are what is loaded; loads need no alignment.
            let weights = _mm256_cvtepi8_epi16(unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) });
            for at in 0..R {
                totals[at][quarter] = _mm256_add_epi32(totals[at][quarter], _mm256_madd_epi16(weights, four[at]));
            }
        }
    }
    for (at, totals) in totals.iter().enumerate() {
        let quarters = sums[at * width..at * width + BLOCK].as_chunks_mut::<QUARTER>().0;
        for (total, sums) in totals.iter().zip(quarters) {
            let mut pairs = [0i32; 2 * QUARTER];
            // SAFETY: eight sums are 32 bytes, which is what is stored; stores need no alignment.
            unsafe { _mm256_storeu_si256(pairs.as_mut_ptr().cast(), *total) };
            for (sum, pair) in sums.iter_mut().zip(pairs.as_chunks::<2>().0) {
                *sum = pair[0] + pair[1];
            }
        }
    }
}
