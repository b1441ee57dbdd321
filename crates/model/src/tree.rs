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

/// The head of each word: zero for the root, else the word's place plus one. Of trees with equal scores, that whose heads come first.
pub fn best(arcs: &Arcs) -> Vec<usize> {
    let count = arcs.words + 1;
    let score = |child: usize, head: usize| {
        let value = f64::from(arcs.of[child * count + head]);
        if value.is_finite() { value } else { -1e9 }
    };
    // Most often the best heads of all words make a tree already.
    let greedy: Vec<usize> =
        (0..arcs.words).map(|child| largest((0..count).filter(|&head| head != child + 1), |head| score(child, head))).collect();
    if greedy.iter().filter(|&&head| head == 0).count() == 1 && is_tree(&greedy) {
        return greedy;
    }
    let mut nodes = vec![f64::MIN; count];
    for child in 0..arcs.words {
        let cost = |head: usize| if head == 0 { ROOT_COST } else { 0.0 };
        nodes.extend((0..count).map(|head| if head == child + 1 { f64::MIN } else { score(child, head) - cost(head) }));
    }
    arborescence(&Square { side: count, of: nodes })[1..].to_vec()
}

/// Scores of a graph of `side` nodes: `of[child * side + head]`.
struct Square {
    side: usize,
    of: Vec<f64>,
}

impl Square {
    fn at(&self, child: usize, head: usize) -> f64 {
        self.of[child * self.side + head]
    }
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

/// The maximum arborescence from node zero.
fn arborescence(scores: &Square) -> Vec<usize> {
    let count = scores.side;
    let mut heads = vec![0; count];
    for (child, best) in heads.iter_mut().enumerate().skip(1) {
        *best = largest((0..count).filter(|&head| head != child), |head| scores.at(child, head));
    }
    let Some(cycle) = cycle(&heads) else { return heads };
    // The circle becomes one node, the last of a smaller graph.
    let in_cycle = |node: usize| cycle.contains(&node);
    let outside: Vec<usize> = (0..count).filter(|&node| !in_cycle(node)).collect();
    let joint = outside.len();
    let mut smaller = Square { side: joint + 1, of: vec![f64::MIN; (joint + 1) * (joint + 1)] };
    let mut leaves_by = vec![0; joint];
    let mut enters_at = vec![0; joint];
    for (at, &node) in outside.iter().enumerate() {
        let row = at * smaller.side;
        for (other_at, &other) in outside.iter().enumerate() {
            smaller.of[row + other_at] = scores.at(node, other);
        }
        if node != 0 {
            leaves_by[at] = largest(cycle.iter().copied(), |head| scores.at(node, head));
            smaller.of[row + joint] = scores.at(node, leaves_by[at]);
        }
        enters_at[at] = largest(cycle.iter().copied(), |child| scores.at(child, node) - scores.at(child, heads[child]));
        smaller.of[joint * smaller.side + at] = scores.at(enters_at[at], node) - scores.at(enters_at[at], heads[enters_at[at]]);
    }
    let found = arborescence(&smaller);
    for (at, &node) in outside.iter().enumerate().skip(1) {
        heads[node] = if found[at] == joint { leaves_by[at] } else { outside[found[at]] };
    }
    let entered = enters_at[found[joint]];
    heads[entered] = outside[found[joint]];
    heads
}

/// The nodes of one circle, if there is one.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at];
        }
        if at != 0 && seen[at] == start {
            let mut circle = vec![at];
            let mut next = heads[at];
            while next != at {
                circle.push(next);
                next = heads[next];
            }
            return Some(circle);
        }
    }
    None
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
        for words in [1, 2, 3, 4] {
            let trees = all_trees(words);
            for _ in 0..200 {
                let mut next = || {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    (state >> 40) as f32 / 1e6 - 8.0
                };
                let arcs = Arcs { words, of: (0..words * (words + 1)).map(|_| next()).collect() };
                let found = best(&arcs);
                assert!(trees.contains(&found));
                let most = trees.iter().map(|tree| total(&arcs, tree)).fold(f64::MIN, f64::max);
                assert!((total(&arcs, &found) - most).abs() < 1e-3);
            }
        }
    }

    #[test]
    fn nonsense_scores_give_a_tree_too() {
        for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0] {
            let heads = best(&Arcs { words: 5, of: vec![value; 30] });
            assert!(is_tree(&heads) && heads.iter().filter(|&&head| head == 0).count() == 1);
        }
        assert!(best(&Arcs { words: 0, of: vec![] }).is_empty());
    }
}
