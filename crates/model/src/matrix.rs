//! Linear layers and tables of vectors whose weights are bytes with a scale for each row, read in place from the model's bytes.

use crate::flat::Reader;
use crate::kernel::{self, BLOCK, GROUP, Level, Product, ZERO};
use crate::{Bytes, ModelError, real};

/// A linear layer.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// How many numbers come in.
    pub inputs: usize,
    /// How many go out.
    pub outputs: usize,
    weights: Bytes,
    offsets: Box<[i32]>,
    factors: Box<[f32]>,
    bias: Box<[f32]>,
}

/// Working space of products.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    bytes: Vec<u8>,
    scales: Vec<f32>,
    sums: Vec<i32>,
}

/// Rows that are multiplied at once, so that rows and sums stay in the cache.
const ROWS: usize = 64;

impl Matrix {
    /// Reads a layer.
    pub fn read(reader: &mut Reader<'_>) -> Result<Matrix, ModelError> {
        let (inputs, outputs) = (reader.number()? as usize, reader.number()? as usize);
        let padded = outputs.next_multiple_of(BLOCK);
        let weights = reader.shared()?;
        let factors = reader.reals()?;
        let bias = reader.reals()?;
        let sound = inputs > 0 && inputs.is_multiple_of(GROUP) && inputs.checked_mul(padded) == Some(weights.len());
        if !sound || factors.len() != padded || bias.len() != padded {
            return Err(reader.invalid());
        }
        let offsets = offsets(&weights, inputs);
        Ok(Matrix { inputs, outputs, weights, offsets, factors, bias })
    }

    /// The outputs with padding: how far apart rows of the result lie.
    pub fn width(&self) -> usize {
        self.bias.len()
    }

    /// Sends rows through the layer; `out` gets [`Matrix::width`] numbers for each.
    pub fn apply(&self, level: Level, rows: &[f32], space: &mut Workspace, out: &mut Vec<f32>) {
        let Workspace { bytes, scales, sums } = space;
        let width = self.width();
        out.resize(rows.len() / self.inputs * width, 0.0);
        for (rows, out) in rows.chunks(self.inputs * ROWS).zip(out.chunks_mut(width * ROWS)) {
            real::round_rows(level, rows, self.inputs, bytes, scales);
            sums.resize(scales.len() * width, 0);
            kernel::multiply(Product { rows: bytes, inputs: self.inputs, weights: &self.weights }, level, sums);
            for ((sums, out), &scale) in sums.chunks_exact(width).zip(out.chunks_exact_mut(width)).zip(scales.iter()) {
                real::restore_row(level, sums, scale, &self.offsets, &self.factors, &self.bias, out);
            }
        }
    }
}

/// For each output the sum of its weights times the rows' zero.
fn offsets(weights: &[u8], inputs: usize) -> Box<[i32]> {
    let mut offsets = Vec::with_capacity(weights.len() / inputs);
    for block in weights.chunks_exact(inputs * BLOCK) {
        let mut totals = [0i32; BLOCK];
        for cell in block.as_chunks::<{ kernel::CELL }>().0 {
            for (total, four) in totals.iter_mut().zip(cell.as_chunks::<GROUP>().0) {
                *total += four.iter().map(|&weight| i32::from(weight as i8)).sum::<i32>();
            }
        }
        offsets.extend(totals.map(|total| total * i32::from(ZERO)));
    }
    offsets.into()
}

/// A table of vectors.
#[derive(Clone, Debug)]
pub struct Table {
    /// The length of a vector.
    pub width: usize,
    weights: Bytes,
    scales: Box<[f32]>,
}

impl Table {
    /// Reads a table.
    pub fn read(reader: &mut Reader<'_>) -> Result<Table, ModelError> {
        let width = reader.number()? as usize;
        let weights = reader.shared()?;
        let scales = reader.reals()?;
        if width == 0 || scales.len().checked_mul(width) != Some(weights.len()) {
            return Err(reader.invalid());
        }
        Ok(Table { width, weights, scales })
    }

    /// How many vectors there are.
    pub fn len(&self) -> usize {
        self.scales.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }

    /// Adds the vector with a number to `row`.
    pub fn add(&self, number: usize, row: &mut [f32]) {
        let scale = self.scales[number];
        for (value, &weight) in row.iter_mut().zip(&self.weights[number * self.width..]) {
            *value += f32::from(weight as i8) * scale;
        }
    }
}
