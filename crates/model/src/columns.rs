//! Scalar products of rows of numbers with many columns, for the scores of arcs. What the rows mean is the business of [`crate::heads`].

use crate::kernel::Level;
use crate::real::{LANES, for_every_level};

/// Columns of numbers, sixteen side by side, so that products with rows need no sum across lanes.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    height: usize,
    numbers: Vec<[f32; LANES]>,
}

impl Columns {
    /// Takes `count` columns, each of `height` numbers, in place of what was there.
    pub fn fill<'c>(&mut self, height: usize, count: usize, columns: impl Iterator<Item = &'c [f32]>) {
        self.height = height;
        self.numbers.clear();
        self.numbers.resize(count.div_ceil(LANES) * height, [0.0; LANES]);
        for (at, column) in columns.enumerate() {
            let block = &mut self.numbers[at / LANES * height..][..height];
            for (cell, &value) in block.iter_mut().zip(column) {
                cell[at % LANES] = value;
            }
        }
    }

    /// How many columns there are, with padding to whole lanes.
    pub fn width(&self) -> usize {
        self.numbers.len() / self.height * LANES
    }
}

for_every_level! {
    /// The scalar products of each row with each column: [`Columns::width`] numbers a row.
    pub fn products(rows: &[f32], columns: &Columns, products: &mut [f32]) = products_plain
}

/// Rows whose products with sixteen columns are summed at once.
const ROWS: usize = 4;

#[inline(always)]
fn products_plain(rows: &[f32], columns: &Columns, products: &mut [f32]) {
    let (height, width) = (columns.height, columns.width());
    for (rows, products) in rows.chunks(height * ROWS).zip(products.chunks_mut(width * ROWS)) {
        for (at, block) in columns.numbers.chunks_exact(height).enumerate() {
            if rows.len() == height * ROWS {
                products_of::<ROWS>(rows, block, at, products);
            } else {
                for (row, products) in rows.chunks_exact(height).zip(products.chunks_exact_mut(width)) {
                    products_of::<1>(row, block, at, products);
                }
            }
        }
    }
}

/// A function of its own, without which the compiler takes the lanes apart.
#[inline(always)]
fn add_times(totals: &mut [f32; LANES], cell: &[f32; LANES], factor: f32) {
    for at in 0..LANES {
        totals[at] += factor * cell[at];
    }
}

#[inline(always)]
fn products_of<const R: usize>(rows: &[f32], block: &[[f32; LANES]], at: usize, products: &mut [f32]) {
    let width = products.len() / R;
    let rows: [&[f32]; R] = std::array::from_fn(|row| &rows[row * block.len()..][..block.len()]);
    let mut totals = [[0f32; LANES]; R];
    for (number, cell) in block.iter().enumerate() {
        for (totals, row) in totals.iter_mut().zip(rows) {
            add_times(totals, cell, row[number]);
        }
    }
    for (totals, products) in totals.iter().zip(products.chunks_exact_mut(width)) {
        products.as_chunks_mut().0[at] = *totals;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize) -> Vec<f32> {
        (0..count).map(|at| ((at * 7919 % 1013) as f32 - 500.0) / 120.0).collect()
    }

    #[test]
    fn products_are_those_of_rows_and_columns() {
        let (height, count) = (12, 21);
        let (rows, all) = (numbers(7 * height), numbers(count * height));
        let mut columns = Columns::default();
        columns.fill(height, count, all.chunks_exact(height));
        assert_eq!(columns.width(), 32);
        let mut found = vec![f32::NAN; 7 * 32];
        products(Level::Portable, &rows, &columns, &mut found);
        for (row, found) in rows.chunks_exact(height).zip(found.chunks_exact(32)) {
            for (column, found) in all.chunks_exact(height).zip(found) {
                let expected: f32 = row.iter().zip(column).map(|(a, b)| a * b).sum();
                assert!((found - expected).abs() < 1e-3);
            }
            assert!(found[count..].iter().all(|&padding| padding == 0.0));
        }
        for level in Level::all() {
            let mut again = vec![f32::NAN; 7 * 32];
            products(level, &rows, &columns, &mut again);
            assert!(again.iter().zip(&found).all(|(a, b)| a.to_bits() == b.to_bits()), "{level:?}");
        }
    }
}
