//! What is read off the words' vectors: scores of tags, lemmas, names and sentence ends, and the best tree of any stretch of words.

use crate::ModelError;
use crate::columns::{self, Columns};
use crate::flat::Reader;
use crate::kernel::Level;
use crate::labels::Labels;
use crate::matrix::{Matrix, sized};
use crate::real::{self, Rounded};
use crate::tree::{self, Arcs, Space};
use document::Relation;
use std::ops::Range;

/// The heads' weights.
#[derive(Clone, Debug)]
pub struct Heads {
    tags: Matrix,
    arc: Matrix,
    arc_map: Matrix,
    arc_bias: Box<[f32]>,
    arc_root: Box<[f32]>,
    relation: Matrix,
    relation_root: Box<[f32]>,
    relation_label: Matrix,
}

/// Scores and working space for the words of a batch.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// A row of scores for each word, after [`Labels`].
    pub tags: Vec<f32>,
    /// The tree that [`Heads::tree`] found last: the head of each word, as a place in its stretch, and the relation to it.
    pub tree: Vec<(Option<usize>, Relation)>,
    tags_width: usize,
    arc: Vec<f32>,
    children: Vec<f32>,
    mapped: Vec<f32>,
    relation: Vec<f32>,
    pairs: Vec<f32>,
    labels: Vec<f32>,
    above: Columns,
    products: Vec<f32>,
    arcs: Arcs,
    space: Space,
    rounded: Rounded,
}

impl Scores {
    /// The scores of one word.
    pub fn tags_of(&self, word: usize) -> &[f32] {
        &self.tags[word * self.tags_width..(word + 1) * self.tags_width]
    }

    /// How surely a word ends a sentence; above zero it does.
    pub fn end(&self, word: usize) -> f32 {
        self.tags[word * self.tags_width]
    }
}

impl Heads {
    /// Reads the heads.
    pub fn read(reader: &mut Reader<'_>, width: usize, labels: &Labels) -> Result<Heads, ModelError> {
        reader.section("heads");
        let heads = Heads {
            tags: Matrix::read(reader)?,
            arc: Matrix::read(reader)?,
            arc_map: Matrix::read(reader)?,
            arc_bias: reader.reals()?,
            arc_root: reader.reals()?,
            relation: Matrix::read(reader)?,
            relation_root: reader.reals()?,
            relation_label: Matrix::read(reader)?,
        };
        let (arc, relation) = (heads.arc_root.len(), heads.relation_root.len());
        let plain = |matrix: &Matrix, inputs: usize, outputs: usize| {
            matrix.inputs == inputs && matrix.outputs == outputs && matrix.width() == outputs
        };
        let sound = heads.tags.inputs == width
            && heads.tags.outputs == labels.scores()
            && plain(&heads.arc, width, 2 * arc)
            && plain(&heads.arc_map, arc, arc)
            && heads.arc_bias.len() == arc
            && plain(&heads.relation, width, 2 * relation)
            && heads.relation_label.inputs == 2 * relation
            && heads.relation_label.outputs == labels.relations.len();
        if sound { Ok(heads) } else { Err(reader.invalid()) }
    }

    /// Fills the scores for words with these vectors.
    pub fn score(&self, level: Level, words: &Rounded, scores: &mut Scores) {
        let Scores { tags, tags_width, arc, children, mapped, relation, rounded, .. } = scores;
        *tags_width = self.tags.width();
        self.tags.multiply(level, words, tags);
        let arc = self.arc.multiply(level, words, arc);
        real::relu(level, arc);
        let size = self.arc_root.len();
        children.clear();
        for row in arc.chunks_exact(2 * size) {
            children.extend_from_slice(&row[..size]);
        }
        self.arc_map.apply(level, children, rounded, mapped);
        let relation = self.relation.multiply(level, words, relation);
        real::relu(level, relation);
    }

    /// Puts the best tree over a stretch of scored words into [`Scores::tree`].
    pub fn tree(&self, level: Level, scores: &mut Scores, words: Range<usize>, labels: &Labels) {
        let Scores { tree, arc, mapped, relation, pairs, labels: found, above, products, arcs, space, rounded, .. } = scores;
        let size = self.arc_root.len();
        let factor = 1.0 / (size as f32).sqrt();
        let count = words.len() + 1;
        arcs.words = words.len();
        arcs.of.clear();
        // The halves of the words' vectors that say what they are as heads, behind what the root is.
        let halves = arc[words.start * 2 * size..words.end * 2 * size].chunks_exact(2 * size).map(|both| &both[size..]);
        above.fill(size, count, std::iter::once(&*self.arc_root).chain(halves));
        let width = above.width();
        let products = sized(products, count * width);
        let (bias, products) = products.split_at_mut(width);
        columns::products(level, &self.arc_bias, above, bias);
        columns::products(level, &mapped[words.start * size..words.end * size], above, products);
        for products in products.chunks_exact(width) {
            arcs.of.extend(products.iter().zip(&*bias).take(count).map(|(product, bias)| product * factor + bias));
        }
        let heads = tree::best(arcs, space);
        let size = self.relation_root.len();
        pairs.clear();
        for (child, &head) in words.clone().zip(heads) {
            let below = &relation[child * 2 * size..][..size];
            let above = match head.checked_sub(1) {
                Some(word) => &relation[(words.start + word) * 2 * size + size..][..size],
                None => &self.relation_root,
            };
            pairs.extend(below.iter().zip(above).map(|(a, b)| a + b));
            pairs.extend(below.iter().zip(above).map(|(a, b)| a * b));
        }
        let found = self.relation_label.apply(level, pairs, rounded, found);
        let rows = found.chunks_exact(self.relation_label.width());
        tree.clear();
        tree.extend(heads.iter().zip(rows).map(|(&head, row)| (head.checked_sub(1), self.relation_of(head, row, labels))));
    }

    /// The best relation; `root` for the root and for nothing else.
    fn relation_of(&self, head: usize, row: &[f32], labels: &Labels) -> Relation {
        if head == 0 {
            return Relation::Root;
        }
        let mut best = (f32::MIN, Relation::Dep);
        for (&score, &relation) in row.iter().zip(&labels.relations) {
            if score > best.0 && relation != Relation::Root {
                best = (score, relation);
            }
        }
        best.1
    }
}
