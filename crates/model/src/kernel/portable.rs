//! The product in plain Rust: the definition that all other kernels are tested against, and what runs where there is nothing better.

use super::{BLOCK, CELL, GROUP, Numbers, Product};

/// See [`super::multiply`].
pub fn multiply(product: Product<'_>, out: &mut [f32]) {
    let width = product.outputs();
    let rows = product.rows.chunks_exact(product.width).zip(product.scales);
    for ((row, &scale), out) in rows.zip(out.chunks_exact_mut(width)) {
        let blocks = product.weights.chunks_exact(product.width * BLOCK).zip(out.as_chunks_mut::<BLOCK>().0);
        for (at, (block, out)) in blocks.enumerate() {
            let mut totals = [0; BLOCK];
            for (cell, four) in block.as_chunks::<CELL>().0.iter().zip(row.as_chunks::<GROUP>().0) {
                for (total, weights) in totals.iter_mut().zip(cell.as_chunks::<GROUP>().0) {
                    *total += match product.numbers {
                        Numbers::Bytes => bytes(four, weights),
                        Numbers::Words => words(four, weights),
                    };
                }
            }
            product.outputs.of(at).apply(&totals, scale, out);
        }
    }
}

fn bytes(row: &[u8; GROUP], weights: &[u8; GROUP]) -> i32 {
    row.iter().zip(weights).map(|(&input, &weight)| i32::from(input) * i32::from(weight as i8)).sum()
}

fn words(row: &[u8; GROUP], weights: &[u8; GROUP]) -> i32 {
    let two =
        |four: &[u8; GROUP]| [i16::from_le_bytes([four[0], four[1]]), i16::from_le_bytes([four[2], four[3]])].map(i32::from);
    let ([a, b], [c, d]) = (two(row), two(weights));
    a * c + b * d
}
