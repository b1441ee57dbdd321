//! The product with AVX-512 VNNI: sixteen outputs times four inputs in one instruction.
//!
//! Up to eight rows by three blocks are summed in registers, so that each weight that is loaded serves eight rows.

#![allow(unsafe_code)]

use super::{BLOCK, CELL, GROUP, Product};
use std::arch::x86_64::*;

const BLOCKS: usize = 3;
const ROWS: usize = 8;

/// See [`super::multiply`].
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
pub fn multiply(product: Product<'_>, sums: &mut [i32]) {
    let (inputs, width) = (product.inputs, product.outputs());
    let block_bytes = inputs * BLOCK;
    for (at, blocks) in product.weights.chunks(block_bytes * BLOCKS).enumerate() {
        let column = at * BLOCKS * BLOCK;
        for (rows, sums) in product.rows.chunks(inputs * ROWS).zip(sums.chunks_mut(width * ROWS)) {
            match blocks.len() / block_bytes {
                3 => some_rows::<3>(rows, inputs, blocks, &mut sums[column..], width),
                2 => some_rows::<2>(rows, inputs, blocks, &mut sums[column..], width),
                _ => some_rows::<1>(rows, inputs, blocks, &mut sums[column..], width),
            }
        }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn some_rows<const B: usize>(rows: &[u8], inputs: usize, blocks: &[u8], sums: &mut [i32], width: usize) {
    match rows.len() / inputs {
        8 => tile::<8, B>(rows, inputs, blocks, sums, width),
        7 => tile::<7, B>(rows, inputs, blocks, sums, width),
        6 => tile::<6, B>(rows, inputs, blocks, sums, width),
        5 => tile::<5, B>(rows, inputs, blocks, sums, width),
        4 => tile::<4, B>(rows, inputs, blocks, sums, width),
        3 => tile::<3, B>(rows, inputs, blocks, sums, width),
        2 => tile::<2, B>(rows, inputs, blocks, sums, width),
        _ => tile::<1, B>(rows, inputs, blocks, sums, width),
    }
}

/// The sums of `R` rows and `B` blocks. Checks within the loop would make the compiler keep the sums in memory, at twice the time; so
/// the lengths are checked once, before it.
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn tile<const R: usize, const B: usize>(rows: &[u8], inputs: usize, blocks: &[u8], sums: &mut [i32], width: usize) {
    assert!(inputs.is_multiple_of(GROUP) && rows.len() >= R * inputs && blocks.len() >= B * inputs * BLOCK);
    let mut totals = [[_mm512_setzero_si512(); B]; R];
    for group in 0..inputs / GROUP {
        // SAFETY: a block holds a cell of 64 bytes, which is what is loaded, for every group; loads need no alignment.
        let weights: [__m512i; B] = std::array::from_fn(|at| unsafe {
            _mm512_loadu_si512(blocks.as_ptr().add(at * inputs * BLOCK + group * CELL).cast())
        });
        for (at, totals) in totals.iter_mut().enumerate() {
            // SAFETY: a row holds four bytes for every group.
            let four = unsafe { rows.as_ptr().add(at * inputs + group * GROUP).cast::<i32>().read_unaligned() };
            let four = _mm512_set1_epi32(i32::from_le(four));
            for (total, weights) in totals.iter_mut().zip(weights) {
                *total = _mm512_dpbusd_epi32(*total, four, weights);
            }
        }
    }
    for (at, totals) in totals.iter().enumerate() {
        let (sums, _) = sums[at * width..].as_chunks_mut::<BLOCK>();
        for (total, sums) in totals.iter().zip(sums) {
            // SAFETY: sixteen sums are 64 bytes, which is what is stored; stores need no alignment.
            unsafe { _mm512_storeu_si512(sums.as_mut_ptr().cast(), *total) };
        }
    }
}
