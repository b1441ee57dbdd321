//! The product in plain Rust: the definition that all other kernels are tested against, and what runs where there is nothing better.

use super::{BLOCK, CELL, GROUP, Product};

/// See [`super::multiply`].
pub fn multiply(product: Product<'_>, sums: &mut [i32]) {
    let width = product.outputs();
    for (row, sums) in product.rows.chunks_exact(product.inputs).zip(sums.chunks_exact_mut(width)) {
        for (block, sums) in product.weights.chunks_exact(product.inputs * BLOCK).zip(sums.as_chunks_mut::<BLOCK>().0) {
            let mut total = [0; BLOCK];
            for (cell, inputs) in block.as_chunks::<CELL>().0.iter().zip(row.as_chunks::<GROUP>().0) {
                for (total, weights) in total.iter_mut().zip(cell.as_chunks::<GROUP>().0) {
                    for (&weight, &input) in weights.iter().zip(inputs) {
                        *total += i32::from(input) * i32::from(weight as i8);
                    }
                }
            }
            *sums = total;
        }
    }
}
