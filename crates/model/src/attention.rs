//! Attention within one window, in whole numbers.
//!
//! Queries, keys and values are rounded to words of thirteen bits and a sign, a scale for each piece, and the weights between them to
//! eleven bits; the products are then those of [`crate::kernel`]. The rounding lies a hundred times below that of the layers before and
//! behind, and no sum depends on the order in which it is made.

use crate::kernel::{self, BLOCK, GROUP, Level, Numbers, Outputs, Product};
use crate::matrix::sized;
use crate::real::{self, ROUND, for_every_level, largest, power_of_two};

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
    /// The window's numbers as words.
    words: Vec<[u8; 2]>,
    queries: [[[u8; 2]; HEAD]; QUERIES],
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

/// Puts into `mixed` what each of the `asking` pieces takes from all pieces of the window, `window.width` numbers.
pub fn attend(level: Level, window: Window<'_>, asking: &[u32], space: &mut Space, mixed: &mut [f32]) {
    let Window { rows, width } = window;
    let count = rows.len() / (3 * width);
    let padded = count.next_multiple_of(BLOCK);
    round(level, window, &mut space.scales, &mut space.words);
    let Space { scales, words, queries, keys, values, bias, offsets, products, weights } = space;
    let [query_scales, key_scales, value_scales] = scales;
    // A product of query and key counts by the root of how many numbers it is a sum of; and powers are of two, not of e.
    let factor = std::f32::consts::LOG2_E / (HEAD as f32).sqrt();
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
    for offset in (0..width).step_by(HEAD) {
        pack(level, words, width, offset, keys, values);
        for (asking, mixed) in asking.chunks(QUERIES).zip(mixed.chunks_mut(QUERIES * width)) {
            let mut own = [0f32; QUERIES];
            for ((&piece, own), query) in asking.iter().zip(&mut own).zip(&mut *queries) {
                let piece = piece as usize;
                *own = query_scales[piece];
                *query = words[piece * 3 * width..].as_chunks().0[offset / HEAD];
            }
            let of_keys = Product {
                numbers: Numbers::Words,
                rows: queries[..asking.len()].as_flattened().as_flattened(),
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
            for (products, mixed) in products.as_chunks::<HEAD>().0.iter().zip(mixed.chunks_exact_mut(width)) {
                mixed.as_chunks_mut().0[offset / HEAD] = *products;
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
    /// Rounds queries, keys and values to words, and gives the scales of each; those of padding are zero.
    fn round(window: Window<'_>, scales: &mut [Vec<f32>; 3], words: &mut Vec<[u8; 2]>) = round_plain
}

#[inline(always)]
fn round_plain(window: Window<'_>, scales: &mut [Vec<f32>; 3], words: &mut Vec<[u8; 2]>) {
    for scales in scales.iter_mut() {
        scales.clear();
    }
    words.resize(window.rows.len(), [0; 2]);
    let rows = window.rows.chunks_exact(window.width).zip(words.chunks_exact_mut(window.width));
    for (part, (row, words)) in rows.enumerate() {
        let largest = largest(row);
        scales[part % 3].push(largest / LARGEST);
        let inverse = LARGEST / largest;
        for (word_of, &value) in words.iter_mut().zip(row) {
            *word_of = word(value, inverse);
        }
    }
    for scales in scales {
        scales.resize(scales.len().next_multiple_of(BLOCK), 0.0);
    }
}

for_every_level! {
    /// Packs the keys and values of the head whose words begin at `offset`.
    fn pack(words: &[[u8; 2]], width: usize, offset: usize, keys: &mut [[u8; GROUP]], values: &mut [[u8; GROUP]]) = pack_plain
}

#[inline(always)]
fn pack_plain(words: &[[u8; 2]], width: usize, offset: usize, keys: &mut [[u8; GROUP]], values: &mut [[u8; GROUP]]) {
    // Of a block of pieces the first two numbers of each key, then the next two.
    let blocks = keys.as_chunks_mut::<BLOCK>().0.chunks_exact_mut(HEAD / 2);
    for (pieces, cells) in words.chunks(BLOCK * 3 * width).zip(blocks) {
        for (at, piece) in pieces.chunks_exact(3 * width).enumerate() {
            let key = &piece[width + offset..][..HEAD];
            for (cell, &[[a, b], [c, d]]) in cells.iter_mut().zip(key.as_chunks::<2>().0) {
                cell[at] = [a, b, c, d];
            }
        }
    }
    // Of the first half of each value the words of two pieces side by side, then of the second half.
    let pairs = values.len() / HEAD;
    let (first, last) = values.split_at_mut(pairs * BLOCK);
    let cells = first.as_chunks_mut::<BLOCK>().0.iter_mut().zip(last.as_chunks_mut::<BLOCK>().0);
    for (pieces, (first, last)) in words.chunks(2 * 3 * width).zip(cells) {
        let (one, other) = pieces.split_at(3 * width);
        let one = &one[2 * width + offset..][..HEAD];
        let other = if other.is_empty() { &[[0; 2]; HEAD] } else { &other[2 * width + offset..][..HEAD] };
        for at in 0..BLOCK {
            let pair = |at: usize| {
                let words = [one[at], other[at]].map(|word| u32::from(u16::from_le_bytes(word)));
                (words[0] | words[1] << 16).to_le_bytes()
            };
            first[at] = pair(at);
            last[at] = pair(at + BLOCK);
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
    let larger = |a: f32, b: f32| if a > b { a } else { b };
    for ((products, weights), scale) in products.chunks_exact_mut(width).zip(weights.chunks_exact_mut(width)).zip(scales) {
        let (products, _) = products.as_chunks_mut::<BLOCK>();
        let mut lanes = [f32::MIN; BLOCK];
        for chunk in products.iter() {
            for (lane, &value) in lanes.iter_mut().zip(chunk) {
                *lane = larger(value, *lane);
            }
        }
        let most = real::fold_by(lanes, larger);
        let (mut totals, mut lanes) = ([0f32; BLOCK], [0f32; BLOCK]);
        for (chunk, value_scales) in products.iter_mut().zip(value_scales) {
            for at in 0..BLOCK {
                let weight = power_of_two(chunk[at] - most);
                totals[at] += weight;
                chunk[at] = weight * value_scales[at];
                lanes[at] = larger(chunk[at], lanes[at]);
            }
        }
        let most = real::fold_by(lanes, larger);
        let inverse = LARGEST_WEIGHT / most;
        for (chunk, weights) in products.iter().zip(weights.as_chunks_mut::<BLOCK>().0) {
            for (weight, &value) in weights.iter_mut().zip(chunk) {
                *weight = word(value, inverse);
            }
        }
        *scale = most / (LARGEST_WEIGHT * real::fold(totals));
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
