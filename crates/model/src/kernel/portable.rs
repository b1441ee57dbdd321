//! The product in plain Rust: the definition that all other kernels are tested against, and what runs where there is nothing better.

use super::{BLOCK, CELL, GROUP, Numbers, Product};

/// See [`super::multiply`].
pub fn multiply(product: Product<'_>, out: &mut [f32]) {
    match product.numbers {
        Numbers::Bytes => sums(product, out, bytes),
        Numbers::Words => sums(product, out, words),
    }
}

/// Sums up what `of_group` says of a group of a row and the weights of one output.
#[inline(always)]
fn sums(product: Product<'_>, out: &mut [f32], of_group: impl Fn(&[u8; GROUP], &[u8; GROUP]) -> i32) {
    let width = product.outputs();
    let rows = product.rows.chunks_exact(product.width).zip(product.scales);
    for ((row, &scale), out) in rows.zip(out.chunks_exact_mut(width)) {
        let blocks = product.weights.chunks_exact(product.width * BLOCK).zip(out.as_chunks_mut::<BLOCK>().0);
        for (at, (block, out)) in blocks.enumerate() {
            let mut totals = [0; BLOCK];
            for (cell, four) in block.as_chunks::<CELL>().0.iter().zip(row.as_chunks::<GROUP>().0) {
                for (total, weights) in totals.iter_mut().zip(cell.as_chunks::<GROUP>().0) {
                    *total += of_group(four, weights);
                }
            }
            product.outputs.of(at).apply(&totals, scale, out);
        }
    }
}

#[inline(always)]
fn bytes(row: &[u8; GROUP], weights: &[u8; GROUP]) -> i32 {
    let mut sum = 0;
    for at in 0..GROUP {
        sum += i32::from(row[at]) * i32::from(weights[at] as i8);
    }
    sum
}

#[inline(always)]
fn words(row: &[u8; GROUP], weights: &[u8; GROUP]) -> i32 {
    let word = |four: &[u8; GROUP], at: usize| i32::from(i16::from_le_bytes([four[at], four[at + 1]]));
    word(row, 0) * word(weights, 0) + word(row, 2) * word(weights, 2)
}
