//! Linear layers and tables of vectors whose weights are bytes with a scale for each row, read in place from the model's bytes.

use crate::flat::Reader;
use crate::kernel::{self, BLOCK, GROUP, Level, Numbers, Outputs, Product, ZERO};
use crate::real::{self, Rounded};
use crate::{Bytes, ModelError};

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

/// The first `length` numbers of a buffer that grows and never shrinks.
pub fn sized(buffer: &mut Vec<f32>, length: usize) -> &mut [f32] {
    if buffer.len() < length {
        buffer.resize(length, 0.0);
    }
    &mut buffer[..length]
}

/// Rows that are multiplied at once, so that rows and what comes of them stay in the cache.
pub const ROWS: usize = 32;

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

    /// Rounds rows and sends them through the layer: [`Matrix::width`] numbers for each, which are put into `out`.
    pub fn apply<'o>(&self, level: Level, rows: &[f32], rounded: &mut Rounded, out: &'o mut Vec<f32>) -> &'o mut [f32] {
        rounded.clear();
        real::round_rows(level, rows, self.inputs, rounded);
        self.multiply(level, rounded, out)
    }

    /// Sends rounded rows through the layer, likewise.
    pub fn multiply<'o>(&self, level: Level, rounded: &Rounded, out: &'o mut Vec<f32>) -> &'o mut [f32] {
        let width = self.width();
        let out = sized(out, rounded.scales.len() * width);
        let rows = rounded.bytes.chunks(self.inputs * ROWS).zip(rounded.scales.chunks(ROWS));
        for ((rows, scales), out) in rows.zip(out.chunks_mut(width * ROWS)) {
            let product = Product {
                numbers: Numbers::Bytes,
                rows,
                width: self.inputs,
                weights: &self.weights,
                scales,
                outputs: Outputs { offsets: &self.offsets, factors: &self.factors, bias: &self.bias },
            };
            kernel::multiply(product, level, out);
        }
        out
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
    pub fn add(&self, level: Level, number: usize, row: &mut [f32]) {
        real::add_bytes(level, row, &self.weights[number * self.width..(number + 1) * self.width], self.scales[number]);
    }
}
