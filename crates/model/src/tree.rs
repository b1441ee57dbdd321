//! The best tree over the words of a sentence, given a score for every word under every head: the maximum spanning arborescence
//! (Chu and Liu 1965, Edmonds 1967) with exactly one word under the root.

/// Scores of arcs: `of[child * (words + 1) + head]`, where head zero is the root and head `n` the word `n - 1`.
#[derive(Clone, Debug, Default)]
pub struct Arcs {
    /// How many words there are.
    pub words: usize,
    /// The scores.
    pub of: Vec<f32>,
}

/// What an arc from the root costs extra, so that a tree never has more of them than one.
const ROOT_COST: f64 = 1e6;

/// Working space, kept from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct Space {
    heads: Vec<usize>,
    /// The graph of the words, and what becomes of it as one circle after the other is made one node.
    graphs: Vec<Graph>,
}

/// The head of each word: zero for the root, else the word's place plus one. Of trees with equal scores, that whose heads come first.
pub fn best<'s>(arcs: &Arcs, space: &'s mut Space) -> &'s [usize] {
    let Space { heads, graphs } = space;
    let count = arcs.words + 1;
    let score = |child: usize, head: usize| {
        let value = f64::from(arcs.of[child * count + head]);
        if value.is_finite() { value } else { -1e9 }
    };
    // Most often the best heads of all words make a tree already.
    heads.clear();
    heads.extend((0..arcs.words).map(|child| largest((0..count).filter(|&head| head != child + 1), |head| score(child, head))));
    if heads.iter().filter(|&&head| head == 0).count() == 1 && is_tree(heads) {
        return heads;
    }
    graphs.resize_with(graphs.len().max(1), Graph::default);
    let whole = &mut graphs[0];
    whole.side = count;
    whole.of.clear();
    whole.of.resize(count, f64::MIN);
    for child in 0..arcs.words {
        let cost = |head: usize| if head == 0 { ROOT_COST } else { 0.0 };
        whole.of.extend((0..count).map(|head| if head == child + 1 { f64::MIN } else { score(child, head) - cost(head) }));
    }
    &arborescence(graphs)[1..]
}

fn is_tree(heads: &[usize]) -> bool {
    (0..heads.len()).all(|start| {
        let (mut at, mut steps) = (start + 1, 0);
        while at != 0 && steps <= heads.len() {
            at = heads[at - 1];
            steps += 1;
        }
        at == 0
    })
}

/// The candidate with the largest score, the first of equals.
fn largest(candidates: impl Iterator<Item = usize>, score: impl Fn(usize) -> f64) -> usize {
    let mut best = (f64::MIN, 0);
    for (rank, candidate) in candidates.enumerate() {
        let value = score(candidate);
        if rank == 0 || value > best.0 {
            best = (value, candidate);
        }
    }
    best.1
}

/// The maximum arborescence of the first graph from node zero (Chu and Liu 1965, Edmonds 1967): the head of each node.
fn arborescence(graphs: &mut Vec<Graph>) -> &[usize] {
    let mut depth = 0;
    while graphs[depth].choose() {
        graphs.resize_with(graphs.len().max(depth + 2), Graph::default);
        let (larger, smaller) = graphs.split_at_mut(depth + 1);
        larger[depth].join_circle(&mut smaller[0]);
        depth += 1;
    }
    while depth > 0 {
        let (larger, smaller) = graphs.split_at_mut(depth);
        larger[depth - 1].open_circle(&smaller[0].heads);
        depth -= 1;
    }
    &graphs[0].heads
}

/// A graph of `side` nodes, with what is found in it.
#[derive(Clone, Debug, Default)]
struct Graph {
    side: usize,
    /// The scores of its arcs: `of[child * side + head]`.
    of: Vec<f64>,
    heads: Vec<usize>,
    /// The nodes of a circle of heads, and the others. In the next smaller graph the others come first; the circle is its last node.
    circle: Vec<usize>,
    others: Vec<usize>,
    /// For each of the others the node of the circle that would be its best head, and the one that it would best be head of.
    leaves_by: Vec<usize>,
    enters_at: Vec<usize>,
    seen: Vec<usize>,
}

impl Graph {
    fn at(&self, child: usize, head: usize) -> f64 {
        self.of[child * self.side + head]
    }

    /// Gives each node its best head, and says whether they make a circle.
    fn choose(&mut self) -> bool {
        let Graph { side, of, heads, .. } = self;
        let best = |child: usize| largest((0..*side).filter(|&head| head != child), |head| of[child * *side + head]);
        heads.clear();
        heads.push(0);
        heads.extend((1..*side).map(best));
        self.find_circle()
    }

    /// Finds the nodes of one circle, if there is one.
    fn find_circle(&mut self) -> bool {
        let Graph { heads, circle, seen, .. } = self;
        seen.clear();
        seen.resize(heads.len(), 0);
        for start in 1..heads.len() {
            let mut at = start;
            while at != 0 && seen[at] == 0 {
                seen[at] = start;
                at = heads[at];
            }
            if at != 0 && seen[at] == start {
                circle.clear();
                circle.push(at);
                let mut next = heads[at];
                while next != at {
                    circle.push(next);
                    next = heads[next];
                }
                return true;
            }
        }
        false
    }

    /// Makes the smaller graph in which the circle is one node, the last.
    fn join_circle(&mut self, smaller: &mut Graph) {
        self.others.clear();
        self.others.extend((0..self.side).filter(|node| !self.circle.contains(node)));
        self.leaves_by.clear();
        self.enters_at.clear();
        let joint = self.others.len();
        smaller.side = joint + 1;
        smaller.of.clear();
        smaller.of.resize(smaller.side * smaller.side, f64::MIN);
        for (at, &node) in self.others.iter().enumerate() {
            let row = at * smaller.side;
            for (other_at, &other) in self.others.iter().enumerate() {
                smaller.of[row + other_at] = self.at(node, other);
            }
            let leaves_by = if node == 0 { 0 } else { largest(self.circle.iter().copied(), |head| self.at(node, head)) };
            if node != 0 {
                smaller.of[row + joint] = self.at(node, leaves_by);
            }
            let gain = |child: usize| self.at(child, node) - self.at(child, self.heads[child]);
            let enters_at = largest(self.circle.iter().copied(), gain);
            smaller.of[joint * smaller.side + at] = gain(enters_at);
            self.leaves_by.push(leaves_by);
            self.enters_at.push(enters_at);
        }
    }

    /// Takes the heads over from the smaller graph: the circle is opened where its one node has its head.
    fn open_circle(&mut self, found: &[usize]) {
        let joint = self.others.len();
        for (at, &node) in self.others.iter().enumerate().skip(1) {
            self.heads[node] = if found[at] == joint { self.leaves_by[at] } else { self.others[found[at]] };
        }
        let entered = self.enters_at[found[joint]];
        self.heads[entered] = self.others[found[joint]];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(arcs: &Arcs, heads: &[usize]) -> f64 {
        heads.iter().enumerate().map(|(child, &head)| f64::from(arcs.of[child * (arcs.words + 1) + head])).sum()
    }

    /// All trees with one root over a few words.
    fn all_trees(words: usize) -> Vec<Vec<usize>> {
        let mut found = vec![vec![]];
        for _ in 0..words {
            found = found
                .into_iter()
                .flat_map(|heads: Vec<usize>| (0..=words).map(move |head| [heads.clone(), vec![head]].concat()))
                .collect();
        }
        found.retain(|heads| {
            heads.iter().filter(|&&head| head == 0).count() == 1
                && heads.iter().enumerate().all(|(child, &head)| head != child + 1)
                && is_tree(heads)
        });
        found
    }

    #[test]
    fn no_tree_scores_better() {
        let mut state = 5u64;
        let mut space = Space::default();
        for words in [1, 2, 3, 4] {
            let trees = all_trees(words);
            for _ in 0..200 {
                let mut next = || {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    (state >> 40) as f32 / 1e6 - 8.0
                };
                let arcs = Arcs { words, of: (0..words * (words + 1)).map(|_| next()).collect() };
                let found = best(&arcs, &mut space);
                assert!(trees.iter().any(|tree| tree == found));
                let most = trees.iter().map(|tree| total(&arcs, tree)).fold(f64::MIN, f64::max);
                assert!((total(&arcs, found) - most).abs() < 1e-3);
            }
        }
    }

    #[test]
    fn nonsense_scores_give_a_tree_too() {
        let mut space = Space::default();
        for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0] {
            let heads = best(&Arcs { words: 5, of: vec![value; 30] }, &mut space);
            assert!(is_tree(heads) && heads.iter().filter(|&&head| head == 0).count() == 1);
        }
        assert!(best(&Arcs { words: 0, of: vec![] }, &mut space).is_empty());
    }
}
