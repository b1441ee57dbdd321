//! The product with AVX2. Bytes are widened to sixteen bits before they are multiplied, because the instruction that multiplies bytes
//! saturates and would not be exact.

#![allow(unsafe_code)]

use super::{BLOCK, CELL, GROUP, Numbers, Product};
use std::arch::x86_64::*;

/// See [`super::multiply`].
#[target_feature(enable = "avx2")]
pub fn multiply(product: Product<'_>, out: &mut [f32]) {
    let (width, outputs) = (product.width, product.outputs());
    for (at, block) in product.weights.chunks_exact(width * BLOCK).enumerate() {
        let finish = product.outputs.of(at);
        let rows = product.rows.chunks(width * 2).zip(product.scales.chunks(2));
        for ((rows, scales), out) in rows.zip(out.chunks_mut(outputs * 2)) {
            let mut sums = [[0i32; BLOCK]; 2];
            match (product.numbers, scales.len()) {
                (Numbers::Bytes, 1) => bytes::<1>(rows, width, block, &mut sums),
                (Numbers::Bytes, _) => bytes::<2>(rows, width, block, &mut sums),
                (Numbers::Words, 1) => words::<1>(rows, width, block, &mut sums),
                (Numbers::Words, _) => words::<2>(rows, width, block, &mut sums),
            }
            for ((sums, &scale), out) in sums.iter().zip(scales).zip(out.chunks_exact_mut(outputs)) {
                finish.apply(sums, scale, &mut out.as_chunks_mut().0[at]);
            }
        }
    }
}

/// Outputs that one register of widened bytes holds, each with its four numbers.
const QUARTER: usize = BLOCK / 4;

#[target_feature(enable = "avx2")]
fn bytes<const R: usize>(rows: &[u8], width: usize, block: &[u8], sums: &mut [[i32; BLOCK]; 2]) {
    // Each register holds, for four outputs, the sums over even and over odd pairs of numbers.
    let mut totals = [[_mm256_setzero_si256(); 4]; R];
    let row: [&[[u8; GROUP]]; R] = std::array::from_fn(|at| rows[at * width..(at + 1) * width].as_chunks().0);
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
    for (totals, sums) in totals.iter().zip(sums) {
        for (total, sums) in totals.iter().zip(sums.as_chunks_mut::<QUARTER>().0) {
            let mut pairs = [0i32; 2 * QUARTER];
            // SAFETY: eight sums are 32 bytes, which is what is stored; stores need no alignment.
            unsafe { _mm256_storeu_si256(pairs.as_mut_ptr().cast(), *total) };
            for (sum, pair) in sums.iter_mut().zip(pairs.as_chunks::<2>().0) {
                *sum = pair[0] + pair[1];
            }
        }
    }
}

/// Outputs that one register of words holds, each with its two numbers.
const HALF: usize = BLOCK / 2;

#[target_feature(enable = "avx2")]
fn words<const R: usize>(rows: &[u8], width: usize, block: &[u8], sums: &mut [[i32; BLOCK]; 2]) {
    let mut totals = [[_mm256_setzero_si256(); 2]; R];
    let row: [&[[u8; GROUP]]; R] = std::array::from_fn(|at| rows[at * width..(at + 1) * width].as_chunks().0);
    for (group, cell) in block.as_chunks::<CELL>().0.iter().enumerate() {
        let two: [__m256i; R] = std::array::from_fn(|at| _mm256_set1_epi32(i32::from_le_bytes(row[at][group])));
        for (half, bytes) in cell.as_chunks::<{ HALF * GROUP }>().0.iter().enumerate() {
            // SAFETY: 32 bytes are what is loaded; loads need no alignment.
            let weights = unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) };
            for at in 0..R {
                totals[at][half] = _mm256_add_epi32(totals[at][half], _mm256_madd_epi16(weights, two[at]));
            }
        }
    }
    for (totals, sums) in totals.iter().zip(sums) {
        for (total, sums) in totals.iter().zip(sums.as_chunks_mut::<HALF>().0) {
            // SAFETY: eight sums are 32 bytes, which is what is stored; stores need no alignment.
            unsafe { _mm256_storeu_si256(sums.as_mut_ptr().cast(), *total) };
        }
    }
}
