//! Attention within one window, in whole numbers.
//!
//! Queries, keys and values are rounded to words of thirteen bits and a sign, a scale for each piece, and the weights between them to
//! eleven bits; the products are then those of [`crate::kernel`]. The rounding lies a hundred times below that of the layers before and
//! behind, and no sum depends on the order in which it is made.

use crate::kernel::{self, BLOCK, GROUP, Level, Numbers, Outputs, Product};
use crate::matrix::sized;
use crate::real::{self, ROUND, exp, for_every_level, largest};

/// The size of one head of attention.
pub const HEAD: usize = 32;

/// The largest word in queries, keys and values: [`HEAD`] products of two of them stay within 32 bits.
const LARGEST: f32 = 8191.0;

/// The largest weight: as many products of it and a value as a window has pieces stay within 32 bits.
const LARGEST_WEIGHT: f32 = 2047.0;

/// Pieces whose attention is worked out at once.
const QUERIES: usize = 16;

/// Working space.
#[derive(Clone, Debug, Default)]
pub struct Space {
    /// For each piece the scales of query, key and value; what stands behind the last piece is padding.
    scales: [Vec<f32>; 3],
    queries: Vec<[u8; 2]>,
    keys: Vec<[u8; GROUP]>,
    values: Vec<[u8; GROUP]>,
    /// What makes padding count for nothing.
    bias: Vec<f32>,
    offsets: Vec<i32>,
    products: Vec<f32>,
    weights: Vec<[u8; 2]>,
}

/// The pieces of a window: query, key and value of each, `width` numbers each.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    /// The numbers.
    pub rows: &'a [f32],
    /// How many numbers query, key and value have each.
    pub width: usize,
}

impl Window<'_> {
    fn pieces(&self) -> impl Iterator<Item = &[f32]> {
        self.rows.chunks_exact(3 * self.width)
    }
}

/// Puts into `mixed` what each of the `asking` pieces takes from all pieces of the window, `window.width` numbers.
pub fn attend(level: Level, window: Window<'_>, asking: &[u32], space: &mut Space, mixed: &mut [f32]) {
    let Window { rows, width } = window;
    let count = rows.len() / (3 * width);
    let padded = count.next_multiple_of(BLOCK);
    scales(level, window, &mut space.scales);
    let Space { scales: [query_scales, key_scales, value_scales], queries, keys, values, bias, offsets, products, weights } =
        space;
    // A product of query and key counts by the root of how many numbers it is a sum of.
    let factor = 1.0 / (HEAD as f32).sqrt();
    for scale in query_scales.iter_mut() {
        *scale *= factor;
    }
    bias.clear();
    bias.resize(count, 0.0);
    bias.resize(padded, f32::MIN);
    offsets.resize(padded.max(HEAD), 0);
    keys.clear();
    keys.resize(padded * HEAD / 2, [0; GROUP]);
    values.clear();
    values.resize(padded * HEAD / 2, [0; GROUP]);
    weights.resize(QUERIES * padded, [0; 2]);
    queries.resize(QUERIES * HEAD, [0; 2]);
    for offset in (0..width).step_by(HEAD) {
        pack(level, window, offset, &[key_scales, value_scales], keys, values);
        for (asking, mixed) in asking.chunks(QUERIES).zip(mixed.chunks_mut(QUERIES * width)) {
            let mut own = [0f32; QUERIES];
            ask(level, window, offset, asking, query_scales, queries, &mut own);
            let of_keys = Product {
                numbers: Numbers::Words,
                rows: queries[..asking.len() * HEAD].as_flattened(),
                width: 2 * HEAD,
                weights: keys.as_flattened(),
                scales: &own[..asking.len()],
                outputs: Outputs { offsets: &offsets[..padded], factors: key_scales, bias },
            };
            let products = sized(products, QUERIES * padded.max(HEAD));
            kernel::multiply(of_keys, level, &mut products[..asking.len() * padded]);
            weigh(level, &mut products[..asking.len() * padded], value_scales, weights, &mut own);
            let of_values = Product {
                numbers: Numbers::Words,
                rows: weights[..asking.len() * padded].as_flattened(),
                width: 2 * padded,
                weights: values.as_flattened(),
                scales: &own[..asking.len()],
                outputs: Outputs { offsets: &offsets[..HEAD], factors: &[1.0; HEAD], bias: &[0.0; HEAD] },
            };
            let products = &mut products[..asking.len() * HEAD];
            kernel::multiply(of_values, level, products);
            for (products, mixed) in products.chunks_exact(HEAD).zip(mixed.chunks_exact_mut(width)) {
                mixed[offset..offset + HEAD].copy_from_slice(products);
            }
        }
    }
}

/// A number as a word, if it is no larger than the largest, by whose scale `inverse` is.
#[inline(always)]
fn word(value: f32, inverse: f32) -> [u8; 2] {
    ((value * inverse + ROUND).to_bits() as u16).to_le_bytes()
}

for_every_level! {
    /// The scales of queries, keys and values; those of padding are zero.
    fn scales(window: Window<'_>, scales: &mut [Vec<f32>; 3]) = scales_plain
}

#[inline(always)]
fn scales_plain(window: Window<'_>, scales: &mut [Vec<f32>; 3]) {
    for scales in scales.iter_mut() {
        scales.clear();
    }
    for row in window.pieces() {
        for (scales, row) in scales.iter_mut().zip(row.chunks_exact(window.width)) {
            scales.push(largest(row) / LARGEST);
        }
    }
    for scales in scales {
        scales.resize(scales.len().next_multiple_of(BLOCK), 0.0);
    }
}

for_every_level! {
    /// Rounds and packs the keys and values of the head whose numbers begin at `offset`.
    fn pack(window: Window<'_>, offset: usize, scales: &[&Vec<f32>; 2], keys: &mut [[u8; GROUP]], values: &mut [[u8; GROUP]])
        = pack_plain
}

#[inline(always)]
fn pack_plain(window: Window<'_>, offset: usize, scales: &[&Vec<f32>; 2], keys: &mut [[u8; GROUP]], values: &mut [[u8; GROUP]]) {
    let [key_scales, value_scales] = *scales;
    let pairs = values.len() / HEAD;
    let (cells, _) = keys.as_chunks_mut::<BLOCK>();
    let (first_values, last_values) = values.split_at_mut(pairs * BLOCK);
    let mut halves = [first_values.as_chunks_mut::<BLOCK>().0, last_values.as_chunks_mut::<BLOCK>().0];
    for (piece, row) in window.pieces().enumerate() {
        let key = &row[window.width + offset..][..HEAD];
        let inverse = 1.0 / key_scales[piece];
        let cells = &mut cells[piece / BLOCK * (HEAD / 2)..][..HEAD / 2];
        for (cell, two) in cells.iter_mut().zip(key.as_chunks::<2>().0) {
            let ([a, b], [c, d]) = (word(two[0], inverse), word(two[1], inverse));
            cell[piece % BLOCK] = [a, b, c, d];
        }
        let value = &row[2 * window.width + offset..][..HEAD];
        let inverse = 1.0 / value_scales[piece];
        for (half, value) in halves.iter_mut().zip(value.as_chunks::<BLOCK>().0) {
            let at = piece % 2 * 2;
            for (cell, &value) in half[piece / 2].iter_mut().zip(value) {
                let [a, b] = word(value, inverse);
                cell[at] = a;
                cell[at + 1] = b;
            }
        }
    }
}

for_every_level! {
    /// Rounds the queries of the head whose numbers begin at `offset`, and puts the scales of those who ask side by side.
    fn ask(window: Window<'_>, offset: usize, asking: &[u32], scales: &[f32], queries: &mut [[u8; 2]], own: &mut [f32; QUERIES])
        = ask_plain
}

#[inline(always)]
fn ask_plain(
    window: Window<'_>,
    offset: usize,
    asking: &[u32],
    scales: &[f32],
    queries: &mut [[u8; 2]],
    own: &mut [f32; QUERIES],
) {
    let factor = (HEAD as f32).sqrt();
    for ((&piece, words), own) in asking.iter().zip(queries.as_chunks_mut::<HEAD>().0).zip(own) {
        let piece = piece as usize;
        *own = scales[piece];
        let inverse = 1.0 / (scales[piece] * factor);
        let query = &window.rows[piece * 3 * window.width + offset..][..HEAD];
        for (word_of, &value) in words.iter_mut().zip(query) {
            *word_of = word(value, inverse);
        }
    }
}

for_every_level! {
    /// Turns rows of products of queries and keys into weights, which hold the scales of the values, and gives the scale of each row.
    fn weigh(products: &mut [f32], value_scales: &[f32], weights: &mut [[u8; 2]], scales: &mut [f32; QUERIES]) = weigh_plain
}

#[inline(always)]
fn weigh_plain(products: &mut [f32], value_scales: &[f32], weights: &mut [[u8; 2]], scales: &mut [f32; QUERIES]) {
    let width = value_scales.len();
    let (value_scales, _) = value_scales.as_chunks::<BLOCK>();
    for ((products, weights), scale) in products.chunks_exact_mut(width).zip(weights.chunks_exact_mut(width)).zip(scales) {
        let (products, _) = products.as_chunks_mut::<BLOCK>();
        let mut lanes = [f32::MIN; BLOCK];
        for chunk in products.iter() {
            for (lane, &value) in lanes.iter_mut().zip(chunk) {
                *lane = if value > *lane { value } else { *lane };
            }
        }
        let most = lanes.iter().fold(f32::MIN, |most, &value| if value > most { value } else { most });
        let mut totals = [0f32; BLOCK];
        for (chunk, value_scales) in products.iter_mut().zip(value_scales) {
            for at in 0..BLOCK {
                let weight = exp(chunk[at] - most);
                totals[at] += weight;
                chunk[at] = weight * value_scales[at];
            }
        }
        let most = largest(products.as_flattened());
        let inverse = LARGEST_WEIGHT / most;
        for (chunk, weights) in products.iter().zip(weights.as_chunks_mut::<BLOCK>().0) {
            for (weight, &value) in weights.iter_mut().zip(chunk) {
                *weight = word(value, inverse);
            }
        }
        *scale = most / LARGEST_WEIGHT / real::fold(totals);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize) -> Vec<f32> {
        (0..count).map(|at| ((at * 7919 % 1013) as f32 - 500.0) / 240.0).collect()
    }

    /// Attention by its definition.
    fn expected(rows: &[f32], width: usize, asking: &[u32]) -> Vec<f64> {
        let pieces: Vec<&[f32]> = rows.chunks_exact(3 * width).collect();
        let mut mixed = Vec::new();
        for &piece in asking {
            for offset in (0..width).step_by(HEAD) {
                let query = &pieces[piece as usize][offset..offset + HEAD];
                let product = |row: &&[f32]| {
                    let key = &row[width + offset..][..HEAD];
                    query.iter().zip(key).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum::<f64>() / (HEAD as f64).sqrt()
                };
                let products: Vec<f64> = pieces.iter().map(product).collect();
                let most = products.iter().copied().fold(f64::MIN, f64::max);
                let weights: Vec<f64> = products.iter().map(|product| (product - most).exp()).collect();
                let total: f64 = weights.iter().sum();
                for at in 0..HEAD {
                    let values = pieces.iter().map(|row| f64::from(row[2 * width + offset + at]));
                    mixed.push(values.zip(&weights).map(|(value, weight)| value * weight).sum::<f64>() / total);
                }
            }
        }
        mixed
    }

    #[test]
    fn attention_is_that_of_the_definition_at_every_level() {
        let width = 2 * HEAD;
        for count in [1, 2, 5, 16, 33, 113] {
            let rows = numbers(count * 3 * width);
            let all: Vec<u32> = (0..count as u32).collect();
            let some: Vec<u32> = all.iter().copied().filter(|piece| piece % 3 == 0).collect();
            let mut space = Space::default();
            for asking in [&all, &some] {
                let window = Window { rows: &rows, width };
                let mut plain = vec![0.0; asking.len() * width];
                attend(Level::Portable, window, asking, &mut space, &mut plain);
                for (found, expected) in plain.iter().zip(expected(&rows, width, asking)) {
                    assert!((f64::from(*found) - expected).abs() < 2e-3, "{found} {expected} {count}");
                }
                for level in Level::all() {
                    let mut mixed = vec![0.0; asking.len() * width];
                    attend(level, window, asking, &mut space, &mut mixed);
                    assert!(mixed.iter().zip(&plain).all(|(a, b)| a.to_bits() == b.to_bits()), "{level:?}");
                }
            }
        }
    }
}
