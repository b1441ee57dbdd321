//! The encoder: a BERT of few layers over the pieces of many windows at once (Devlin et al. 2019; the weights start from MiniLM).
//!
//! Every window is on its own - attention never leaves it, and all else works row by row - so that the same window gives the same
//! vectors, whatever else is in the batch. `training/network.py` is the twin that the weights were trained with.

use crate::ModelError;
use crate::attention::{self, HEAD, Window};
use crate::flat::Reader;
use crate::kernel::Level;
use crate::matrix::{Matrix, ROWS, Table, sized};
use crate::pieces::{Shape, Spacing};
use crate::real::{self, Rounded};
use std::ops::Range;

/// The most pieces of one window, the opening one aside: fewer than the 128 of the longest windows in training.
pub const MOST_PIECES: usize = 112;

/// One piece as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Its number in the vocabulary.
    pub number: u32,
    /// How its word is set.
    pub shape: Shape,
    /// What stands before it.
    pub spacing: Spacing,
}

#[derive(Clone, Debug)]
struct Norm {
    gain: Box<[f32]>,
    bias: Box<[f32]>,
}

impl Norm {
    fn read(reader: &mut Reader<'_>, width: usize) -> Result<Norm, ModelError> {
        let norm = Norm { gain: reader.reals()?, bias: reader.reals()? };
        if norm.gain.len() == width && norm.bias.len() == width { Ok(norm) } else { Err(reader.invalid()) }
    }
}

#[derive(Clone, Debug)]
struct Layer {
    query_key_value: Matrix,
    output: Matrix,
    attention_norm: Norm,
    inner: Matrix,
    outer: Matrix,
    norm: Norm,
}

/// The encoder's weights.
#[derive(Clone, Debug)]
pub struct Encoder {
    pieces: Table,
    positions: Table,
    shapes: Table,
    spacings: Table,
    norm: Norm,
    layers: Vec<Layer>,
}

/// Working space of the encoder.
#[derive(Clone, Debug, Default)]
pub struct Space {
    /// The pieces of all windows, one after the other.
    pub pieces: Vec<Piece>,
    /// The windows, as ranges of pieces.
    pub windows: Vec<Range<usize>>,
    /// The pieces whose vectors are asked for, in order.
    pub asked: Vec<usize>,
    /// The vectors of those.
    pub rounded: Rounded,
    rows: Vec<f32>,
    asking: Vec<u32>,
    part: Rounded,
    attention: attention::Space,
    mixed: Vec<f32>,
    wide: Vec<f32>,
    added: Vec<f32>,
}

impl Encoder {
    /// Reads the encoder.
    pub fn read(reader: &mut Reader<'_>, vocabulary: usize) -> Result<Encoder, ModelError> {
        reader.section("embeddings");
        let pieces = Table::read(reader)?;
        let width = pieces.width;
        let (positions, shapes, spacings) = (Table::read(reader)?, Table::read(reader)?, Table::read(reader)?);
        let sizes = pieces.len() == vocabulary
            && positions.len() > MOST_PIECES
            && shapes.len() == Shape::COUNT
            && spacings.len() == Spacing::COUNT;
        let widths = [&positions, &shapes, &spacings].iter().all(|table| table.width == width) && width.is_multiple_of(HEAD);
        if !sizes || !widths {
            return Err(reader.invalid());
        }
        let norm = Norm::read(reader, width)?;
        reader.section("layers");
        let layers = (0..reader.number()?).map(|_| Layer::read(reader, width)).collect::<Result<Vec<Layer>, ModelError>>()?;
        if layers.is_empty() {
            return Err(reader.invalid());
        }
        Ok(Encoder { pieces, positions, shapes, spacings, norm, layers })
    }

    /// The length of a vector.
    pub fn width(&self) -> usize {
        self.pieces.width
    }

    /// Fills `space.rounded` for the pieces, windows and wishes in `space`. The last layer only works out what is asked for.
    pub fn encode(&self, level: Level, space: &mut Space) {
        let Space { pieces, windows, asked, rounded, rows, asking, part, attention, mixed, wide, added } = space;
        let width = self.width();
        rows.clear();
        rows.resize(pieces.len() * width, 0.0);
        for window in windows.iter() {
            for (position, at) in window.clone().enumerate() {
                let (piece, row) = (pieces[at], &mut rows[at * width..(at + 1) * width]);
                self.pieces.add(level, piece.number as usize, row);
                self.positions.add(level, position, row);
                self.shapes.add(level, piece.shape as usize, row);
                self.spacings.add(level, piece.spacing as usize, row);
            }
        }
        rounded.clear();
        real::norm(level, rows, &self.norm.gain, &self.norm.bias, rounded);
        for (number, layer) in self.layers.iter().enumerate() {
            let wide_rows = layer.query_key_value.multiply(level, rounded, wide);
            let last = number + 1 == self.layers.len();
            if last {
                keep(rows, asked, width);
            }
            let mixed = sized(mixed, rows.len());
            let mut done = 0;
            for window in windows.iter() {
                asking.clear();
                if last {
                    let own = asked[done..].iter().take_while(|&&piece| piece < window.end);
                    asking.extend(own.map(|piece| (piece - window.start) as u32));
                } else {
                    asking.extend(0..window.len() as u32);
                }
                let own = &mut mixed[done * width..(done + asking.len()) * width];
                let window = Window { rows: &wide_rows[3 * window.start * width..3 * window.end * width], width };
                attention::attend(level, window, asking, attention, own);
                done += asking.len();
            }
            // So many rows at once that the many numbers of the inner layer stay in the cache.
            rounded.clear();
            for (rows, mixed) in rows.chunks_mut(width * ROWS).zip(mixed.chunks(width * ROWS)) {
                let output = layer.output.apply(level, mixed, part, added);
                part.clear();
                real::add_and_norm(level, rows, output, &layer.attention_norm.gain, &layer.attention_norm.bias, part);
                let inner = layer.inner.multiply(level, part, wide);
                part.clear();
                real::gelu_and_round_rows(level, inner, layer.inner.outputs, part);
                let output = layer.outer.multiply(level, part, added);
                real::add_and_norm(level, rows, output, &layer.norm.gain, &layer.norm.bias, rounded);
            }
        }
    }
}

/// Leaves only the rows with these numbers, which ascend.
fn keep(rows: &mut Vec<f32>, kept: &[usize], width: usize) {
    for (at, &row) in kept.iter().enumerate() {
        rows.copy_within(row * width..(row + 1) * width, at * width);
    }
    rows.truncate(kept.len() * width);
}

impl Layer {
    fn read(reader: &mut Reader<'_>, width: usize) -> Result<Layer, ModelError> {
        let layer = Layer {
            query_key_value: Matrix::read(reader)?,
            output: Matrix::read(reader)?,
            attention_norm: Norm::read(reader, width)?,
            inner: Matrix::read(reader)?,
            outer: Matrix::read(reader)?,
            norm: Norm::read(reader, width)?,
        };
        let fits = |matrix: &Matrix, inputs: usize, outputs: usize| {
            matrix.inputs == inputs && matrix.outputs == outputs && matrix.width() == outputs
        };
        let inner = layer.inner.outputs;
        let sound = fits(&layer.query_key_value, width, 3 * width)
            && fits(&layer.output, width, width)
            && fits(&layer.inner, width, inner)
            && fits(&layer.outer, inner, width);
        if sound { Ok(layer) } else { Err(reader.invalid()) }
    }
}
