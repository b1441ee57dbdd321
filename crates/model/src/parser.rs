//! Dependency trees, in two goes: a guide parses the words from the end, quickly, and what it says is a feature for the parser
//! proper (stacking, Nivre and McDonald 2008). Each searches
//! the transition system for the best-scoring way through, with a narrow beam. The features are those
//! of Zhang and Nivre (2011) and what UD makes useful: markers of phrases, sets of relations, commas in between.

use crate::linear::{Linear, MOST_LABELS, Scores};
use crate::sentence::Features;
use crate::transition::{Arena, NONE, Node, TRANSITIONS};
use crate::{ModelError, flat, hash};
use document::Relation;

/// One word as the parser sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// The form in lower case, hashed.
    pub word: u64,
    /// The lemma, hashed.
    pub lemma: u64,
    /// UPOS and Penn tag together, hashed.
    pub tag: u64,
    /// The number of the universal part of speech.
    pub upos: u64,
    /// The tag's label, which knows the features too.
    pub full: u64,
    /// Its last three characters, hashed.
    pub suffix: u64,
    /// The path to its cluster; zero for none.
    pub cluster: u64,
    /// How many commas and the like stand before it.
    pub commas: u32,
    /// The head that the guide gave it, or [`NONE`] where there is no guide.
    pub guide: u32,
    /// The number of the relation that the guide gave it.
    pub guide_relation: u64,
    /// The last word that the guide hangs under it; zero for none.
    pub guide_last: u32,
}

const ABSENT: Token = Token {
    word: 2,
    lemma: 2,
    tag: 2,
    upos: 98,
    full: 998,
    suffix: 2,
    cluster: 2,
    commas: 0,
    guide: NONE,
    guide_relation: 98,
    guide_last: 0,
};

/// The root, which stands behind the last word.
pub const ROOT: Token = Token {
    word: 3,
    lemma: 3,
    tag: 3,
    upos: 97,
    full: 997,
    suffix: 3,
    cluster: 3,
    commas: 0,
    guide: NONE,
    guide_relation: 97,
    guide_last: 0,
};

/// Gathers the features of a state. `tokens` holds the words and, behind them, the root.
pub fn features(tokens: &[Token], arena: &Arena, at: u32, features: &mut Features) {
    const NOTHING: Node = Node {
        word: NONE,
        left: [crate::transition::NO_CHILD; 2],
        right: [crate::transition::NO_CHILD; 2],
        marker: NONE,
        left_count: 0,
        right_count: 0,
        left_set: 0,
        right_set: 0,
    };
    let get = |word: u32| tokens.get(word as usize).unwrap_or(&ABSENT);
    let state = arena.state(at);
    let (n0, nb) = (&state.top, &state.front);
    let n1 = arena.stack(at, 1).unwrap_or(&NOTHING);
    let n2 = arena.stack(at, 2).unwrap_or(&NOTHING);
    let (s0, s1, s2, b0) = (get(n0.word), get(n1.word), get(n2.word), get(nb.word));
    let (b1, b2, b3) = (get(nb.word.saturating_add(1)), get(nb.word.saturating_add(2)), get(nb.word.saturating_add(3)));
    let distance = |from: u32, to: u32| if from == NONE || to == NONE { 99 } else { bucket(to.abs_diff(from)) };
    let near = distance(n0.word, nb.word);
    let far = distance(n1.word, n0.word);
    let commas = if n1.word == NONE || n0.word == NONE { 9 } else { u64::from(s0.commas.abs_diff(s1.commas).min(3)) };
    let (m0, m1, mb) = (get(n0.marker), get(n1.marker), get(nb.marker));

    features.clear();
    let f = features;
    f.one(0);
    // Single words.
    for (token, node) in [(s0, n0), (s1, n1), (b0, nb)] {
        f.two(token.word, token.tag);
        f.one(token.word);
        f.one(token.full);
        f.two(token.lemma, token.upos);
        f.two(token.suffix, token.tag);
        f.two(token.lemma, node.left_set);
        f.two(token.lemma, node.right_set);
        f.two(token.tag, node.left_set);
        f.two(token.tag, node.right_set);
        f.three(token.upos, node.left_set, node.right_set);
        f.three(token.tag, u64::from(node.left_count.min(4)), u64::from(node.right_count.min(4)));
    }
    f.two(s2.lemma, s2.upos);
    f.one(s2.tag);
    f.two(b1.word, b1.tag);
    f.one(b1.full);
    f.two(b2.word, b2.tag);
    f.one(b2.tag);
    f.one(b3.tag);
    // Top and front.
    let w0 = hash::two(0, s0.lemma, s0.tag);
    let w1 = hash::two(0, s1.lemma, s1.tag);
    let wb = hash::two(0, b0.lemma, b0.tag);
    f.two(w0, wb);
    f.two(w0, b0.tag);
    f.two(s0.tag, wb);
    f.two(s0.lemma, b0.lemma);
    f.two(s0.tag, b0.tag);
    f.two(s0.full, b0.full);
    f.three(s0.tag, b0.tag, near);
    f.three(s0.lemma, b0.tag, near);
    f.three(s0.tag, b0.lemma, near);
    // Top and below.
    f.two(w0, w1);
    f.two(w1, s0.tag);
    f.two(s1.tag, w0);
    f.two(s1.lemma, s0.lemma);
    f.two(s1.tag, s0.tag);
    f.two(s1.full, s0.full);
    f.three(s1.tag, s0.tag, far);
    f.three(s1.lemma, s0.tag, far);
    f.three(s1.tag, s0.lemma, far);
    f.three(s1.tag, s0.tag, commas);
    f.three(s1.upos, s0.upos, far * 16 + commas);
    // Below and front.
    f.two(w1, b0.tag);
    f.two(s1.tag, wb);
    f.two(s1.lemma, b0.lemma);
    f.two(s1.tag, b0.tag);
    // Ahead.
    f.two(b0.tag, b1.tag);
    f.two(b0.lemma, b1.tag);
    f.two(b0.tag, b1.lemma);
    f.two(b0.lemma, b1.lemma);
    // Three and four words.
    f.three(s0.tag, b0.tag, b1.tag);
    f.three(b0.tag, b1.tag, b2.tag);
    f.three(s1.tag, s0.tag, b0.tag);
    f.three(s2.tag, s1.tag, s0.tag);
    f.three(w0, b0.tag, b1.tag);
    f.three(s0.lemma, b0.lemma, b1.tag);
    f.three(s0.tag, wb, b1.tag);
    f.three(w1, s0.tag, b0.tag);
    f.three(s1.tag, w0, b0.tag);
    f.three(s1.tag, s0.tag, wb);
    f.three(s1.lemma, s0.lemma, b0.tag);
    f.three(hash::two(0, s1.tag, s0.tag), b0.tag, b1.tag);
    f.three(hash::two(0, s0.tag, b0.tag), b1.tag, b2.tag);
    f.three(hash::two(0, s2.upos, s1.upos), s0.upos, b0.upos);
    // Markers of phrases.
    f.three(s1.lemma, m0.lemma, s0.upos);
    f.three(s1.tag, m0.lemma, s0.tag);
    f.three(s1.lemma, m0.lemma, s0.lemma);
    f.three(s1.tag, m0.lemma, b0.tag);
    f.three(m0.lemma, s0.lemma, b0.tag);
    f.three(s0.tag, mb.lemma, b0.tag);
    f.three(s0.lemma, mb.lemma, b0.tag);
    f.three(m1.lemma, s1.tag, s0.tag);
    f.three(s1.lemma, s0.tag, b0.lemma);
    f.three(s2.lemma, m0.lemma, s1.tag);
    // Clusters.
    let (c0, c1, cb) = (s0.cluster, s1.cluster, b0.cluster);
    f.two(c0, s0.tag);
    f.two(c1, s1.tag);
    f.two(cb, b0.tag);
    f.two(b1.cluster, b0.cluster);
    f.two(c0, cb);
    f.two(c0 & MIDDLE, cb & MIDDLE);
    f.two(c1, c0);
    f.two(c1 & MIDDLE, c0 & MIDDLE);
    f.two(c1 & MIDDLE, cb & MIDDLE);
    f.three(c1 & SHORT, c0 & SHORT, cb & SHORT);
    f.three(c0 & SHORT, cb & SHORT, b1.cluster & SHORT);
    f.two(s1.lemma, c0);
    f.two(c1, s0.lemma);
    f.two(c0, b0.lemma);
    f.two(s0.lemma, cb);
    f.three(c1, m0.lemma, s0.upos);
    f.three(c1 & MIDDLE, m0.lemma, c0 & MIDDLE);
    f.three(s1.lemma, m0.lemma, c0 & MIDDLE);
    f.three(c0, s1.tag, far);
    f.three(c1, s0.tag, far);
    f.three(c0, b0.tag, near);
    f.three(c1, s0.tag, n1.right_set);
    f.three(c0, b0.tag, n0.left_set);
    // Dependents.
    for (node, here, other) in [(n0, s0, b0), (n0, s0, s1), (n1, s1, s0), (nb, b0, s0)] {
        f.three(get(node.left[0].word).tag, here.tag, other.tag);
        f.three(get(node.right[0].word).tag, here.tag, other.tag);
        f.three(u64::from(node.left[0].relation), here.tag, other.tag);
        f.three(u64::from(node.right[0].relation), here.tag, other.tag);
        f.three(node.left_set, here.tag, other.tag);
        f.three(node.right_set, here.tag, other.tag);
    }
    for node in [n0, n1] {
        let here = get(node.word).tag;
        for child in [node.left[0], node.left[1], node.right[0], node.right[1]] {
            f.three(get(child.word).lemma, u64::from(child.relation), here);
        }
    }
    f.three(get(nb.left[0].word).lemma, u64::from(nb.left[0].relation), b0.tag);
    f.three(get(nb.left[1].word).lemma, u64::from(nb.left[1].relation), b0.tag);
    f.three(get(n1.right[0].word).lemma, s1.lemma, s0.tag);
    f.three(get(n1.right[0].word).tag, get(n1.right[1].word).tag, s1.tag);
    f.three(get(n0.left[0].word).tag, get(n0.left[1].word).tag, s0.tag);
    f.three(n1.right_set, s1.lemma, s0.tag);
    f.three(n1.left_set, s1.upos, s0.lemma);
    f.three(nb.left_set, b0.lemma, s0.tag);
    if s0.guide == NONE && b0.guide == NONE {
        return;
    }
    // What the guide says.
    let (front, below) = (nb.word, n1.word);
    let head = match s0.guide {
        NONE => 0,
        guide if guide == front => 1,
        guide if guide == below => 2,
        guide if guide > front => 3,
        guide if guide > n0.word => 4,
        guide if below != NONE && guide > below => 5,
        _ => 6,
    };
    let pending = u64::from(n0.word != NONE && s0.guide_last >= front);
    let back = u64::from(b0.guide != NONE && b0.guide == n0.word) + 2 * u64::from(b0.guide != NONE && b0.guide == below);
    let said = head * 8 + pending * 4 + back;
    f.one(said);
    f.two(said, s0.guide_relation);
    f.three(said, s0.tag, b0.tag);
    f.three(said, s0.tag, s1.tag);
    f.three(said, s0.guide_relation, b0.guide_relation);
    f.three(said, s0.guide_relation, s1.guide_relation);
    f.three(said, s0.lemma, s0.guide_relation);
    f.three(said, s1.lemma, m0.lemma);
    f.three(said, s0.guide_relation, near);
    f.three(said, s0.guide_relation, far * 16 + commas);
    f.three(s0.guide_relation, s0.tag, s1.tag);
    f.three(s0.guide_relation, s0.tag, b0.tag);
    f.three(said, n0.right_set, n1.right_set);
    f.three(said, u64::from(n0.right[0].relation), u64::from(n1.right[0].relation));
}

/// Turns the words around, so that the guide reads from the end. The root stays behind them.
pub fn reverse(tokens: &mut [Token]) {
    if let [words @ .., _] = tokens {
        words.reverse();
    }
}

/// Writes the tree that was found on the reversed words into the words, which stand in their own order again.
pub fn set_guide(tokens: &mut [Token], reversed: &[(u32, Relation)]) {
    let words = reversed.len() as u32;
    for (at, &(head, relation)) in (0..words).rev().zip(reversed) {
        let head = if head == words { words } else { words - 1 - head };
        if let Some(token) = tokens.get_mut(at as usize) {
            token.guide = head;
            token.guide_relation = relation as u64;
        }
        if let Some(token) = tokens.get_mut(head as usize) {
            token.guide_last = token.guide_last.max(at);
        }
    }
}

/// The first branches of a cluster's path.
const SHORT: u64 = 15;
/// Enough branches for some hundred groups.
const MIDDLE: u64 = 1023;

fn bucket(distance: u32) -> u64 {
    match distance {
        0..=4 => u64::from(distance),
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

/// One possible next step in the beam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// The score after it, negated so that the best sorts first.
    pub cost: i64,
    /// The state that it starts from.
    pub from: u32,
    /// The transition.
    pub label: u8,
}

/// The parser's weights.
#[derive(Clone, Debug)]
pub struct Parser {
    /// The weights, over [`TRANSITIONS`] labels.
    pub linear: Linear,
    /// How many states are kept at each step.
    pub width: usize,
    /// How far a state's score may lie behind the best before it is given up, whatever the width.
    pub gap: i64,
}

/// Working space of the search.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The states.
    pub arena: Arena,
    steps: Vec<Step>,
    beam: Vec<u32>,
}

impl Parser {
    /// Parses the tokens (words and the root behind them) and gives head and relation of each; the root's head is the number of
    /// words. No words, no tree.
    pub fn parse(&self, tokens: &[Token], search: &mut Search, gathered: &mut Features) -> Vec<(u32, Relation)> {
        let words = tokens.len().saturating_sub(1);
        let mut tree = vec![(words as u32, Relation::Root); words];
        if words == 0 {
            return tree;
        }
        search.arena.begin(words);
        search.beam.clear();
        search.beam.push(0);
        for _ in 0..2 * words {
            search.steps.clear();
            for &at in &search.beam {
                let scores = score(&self.linear, tokens, &search.arena, at, gathered);
                push_steps(&search.arena, at, &scores, self.width, &mut search.steps);
            }
            search.steps.sort_unstable();
            search.steps.truncate(self.width);
            let bound = search.steps.first().map_or(0, |best| best.cost.saturating_add(self.gap));
            search.beam.clear();
            for step in search.steps.iter().filter(|step| step.cost <= bound) {
                search.beam.push(search.arena.follow(step.from, step.label, -step.cost));
            }
        }
        let mut at = search.beam.first().copied().unwrap_or(NONE);
        while let Some(state) = search.arena.states.get(at as usize) {
            if let Some((dependent, head, relation)) = search.arena.arc(at) {
                tree[dependent as usize] = (head, relation);
            }
            at = state.previous;
        }
        tree
    }

    /// Parses the words from the end and writes what it finds into them as advice.
    pub fn guide(&self, tokens: &mut [Token], search: &mut Search, gathered: &mut Features) {
        reverse(tokens);
        let tree = self.parse(tokens, search, gathered);
        reverse(tokens);
        set_guide(tokens, &tree);
    }

    /// Reads the parser from a model file.
    pub fn read(reader: &mut flat::Reader) -> Result<Parser, ModelError> {
        reader.section("parser");
        let width = reader.number()? as usize;
        let gap = i64::from(reader.number()?);
        let linear = Linear::read(reader)?;
        if linear.labels() != TRANSITIONS || width == 0 || width > 64 {
            return Err(reader.invalid());
        }
        Ok(Parser { linear, width, gap })
    }
}

fn score(linear: &Linear, tokens: &[Token], arena: &Arena, at: u32, gathered: &mut Features) -> Scores {
    let mut scores = [0; MOST_LABELS];
    features(tokens, arena, at, gathered);
    linear.add_scores(&gathered.list, &mut scores);
    scores
}

/// Adds the best `width` allowed steps from a state.
pub fn push_steps(arena: &Arena, at: u32, scores: &Scores, width: usize, steps: &mut Vec<Step>) {
    let allowed = arena.allowed(at);
    let base = arena.state(at).score;
    let first = steps.len();
    for (label, &score) in scores.iter().enumerate().take(TRANSITIONS) {
        if !allowed.label(label) {
            continue;
        }
        let step = Step { cost: -(base + i64::from(score)), from: at, label: label as u8 };
        if steps.len() - first < width {
            steps.push(step);
            steps[first..].sort_unstable();
        } else if steps.last().is_some_and(|worst| step < *worst) {
            let place = first + steps[first..].partition_point(|kept| *kept < step);
            steps.insert(place, step);
            steps.pop();
        }
    }
}
