//! The product with AVX-512 VNNI: sixteen outputs times four bytes, or two words, in one instruction.
//!
//! Up to eight rows by three blocks are summed in registers, so that each weight that is loaded serves eight rows.

#![allow(unsafe_code)]

use super::{BLOCK, CELL, Finish, GROUP, Numbers, Product};
use std::arch::x86_64::*;

const BLOCKS: usize = 3;
const ROWS: usize = 8;

/// Rows and blocks whose products are summed at once.
struct Tile<'a> {
    rows: &'a [u8],
    width: usize,
    weights: &'a [u8],
    scales: &'a [f32],
}

/// See [`super::multiply`].
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
pub fn multiply(product: Product<'_>, out: &mut [f32]) {
    match product.numbers {
        Numbers::Bytes => product_of::<false>(product, out),
        Numbers::Words => product_of::<true>(product, out),
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
fn product_of<const WORDS: bool>(product: Product<'_>, out: &mut [f32]) {
    let (width, outputs) = (product.width, product.outputs());
    let block_bytes = width * BLOCK;
    for (at, weights) in product.weights.chunks(block_bytes * BLOCKS).enumerate() {
        let first = at * BLOCKS;
        let count = weights.len() / block_bytes;
        let finish: [Finish<'_>; BLOCKS] = std::array::from_fn(|block| product.outputs.of(first + block.min(count - 1)));
        let rows = product.rows.chunks(width * ROWS).zip(product.scales.chunks(ROWS));
        for ((rows, scales), out) in rows.zip(out.chunks_mut(outputs * ROWS)) {
            let (tile, out) = (Tile { rows, width, weights, scales }, &mut out[first * BLOCK..]);
            match count {
                3 => some_rows::<3, WORDS>(tile, &finish, out, outputs),
                2 => some_rows::<2, WORDS>(tile, &finish, out, outputs),
                _ => some_rows::<1, WORDS>(tile, &finish, out, outputs),
            }
        }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
fn some_rows<const B: usize, const WORDS: bool>(tile: Tile<'_>, finish: &[Finish<'_>; BLOCKS], out: &mut [f32], outputs: usize) {
    match tile.scales.len() {
        8 => sums::<8, B, WORDS>(tile, finish, out, outputs),
        7 => sums::<7, B, WORDS>(tile, finish, out, outputs),
        6 => sums::<6, B, WORDS>(tile, finish, out, outputs),
        5 => sums::<5, B, WORDS>(tile, finish, out, outputs),
        4 => sums::<4, B, WORDS>(tile, finish, out, outputs),
        3 => sums::<3, B, WORDS>(tile, finish, out, outputs),
        2 => sums::<2, B, WORDS>(tile, finish, out, outputs),
        _ => sums::<1, B, WORDS>(tile, finish, out, outputs),
    }
}

/// The numbers of `R` rows and `B` blocks. Checks within the loop would make the compiler keep the sums in memory, at twice the time;
/// so the lengths are checked once, before it.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
fn sums<const R: usize, const B: usize, const WORDS: bool>(
    tile: Tile<'_>,
    finish: &[Finish<'_>; BLOCKS],
    out: &mut [f32],
    outputs: usize,
) {
    let Tile { rows, width, weights: blocks, scales } = tile;
    assert!(width.is_multiple_of(GROUP) && rows.len() >= R * width && blocks.len() >= B * width * BLOCK);
    // What is taken from each sum is taken from it at the start: of whole numbers the sums are the same.
    let start: [__m512i; B] = std::array::from_fn(|at| {
        // SAFETY: sixteen numbers of four bytes are 64 bytes, which is what is loaded; loads need no alignment.
        let offsets = unsafe { _mm512_loadu_si512(finish[at].offsets.as_ptr().cast()) };
        _mm512_sub_epi32(_mm512_setzero_si512(), offsets)
    });
    let mut totals = [start; R];
    for group in 0..width / GROUP {
        // SAFETY: a block holds a cell of 64 bytes, which is what is loaded, for every group; loads need no alignment.
        let weights: [__m512i; B] = std::array::from_fn(|at| unsafe {
            _mm512_loadu_si512(blocks.as_ptr().add(at * width * BLOCK + group * CELL).cast())
        });
        for (at, totals) in totals.iter_mut().enumerate() {
            // SAFETY: a row holds four bytes for every group.
            let four = unsafe { rows.as_ptr().add(at * width + group * GROUP).cast::<i32>().read_unaligned() };
            let four = _mm512_set1_epi32(i32::from_le(four));
            for (total, weights) in totals.iter_mut().zip(weights) {
                *total =
                    if WORDS { _mm512_dpwssd_epi32(*total, four, weights) } else { _mm512_dpbusd_epi32(*total, four, weights) };
            }
        }
    }
    for at in 0..R {
        let scale = _mm512_set1_ps(scales[at]);
        let (out, _) = out[at * outputs..].as_chunks_mut::<BLOCK>();
        for block in 0..B {
            let Finish { factors, bias, .. } = finish[block];
            // SAFETY: each of the two holds sixteen numbers of four bytes, which is what is loaded; loads need no alignment.
            let (factors, bias) = unsafe { (_mm512_loadu_ps(factors.as_ptr()), _mm512_loadu_ps(bias.as_ptr())) };
            // As `Finish::apply` has it.
            let sums = _mm512_cvtepi32_ps(totals[at][block]);
            let numbers = _mm512_add_ps(_mm512_mul_ps(sums, _mm512_mul_ps(scale, factors)), bias);
            // SAFETY: sixteen numbers are 64 bytes, which is what is stored; stores need no alignment.
            unsafe { _mm512_storeu_ps(out[block].as_mut_ptr(), numbers) };
        }
    }
}
