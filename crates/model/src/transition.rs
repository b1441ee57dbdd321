//! The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011) as values: a state holds the word on top of the
//! stack, the word in front of the buffer and a link to the state whose top lies below. The root stands behind the last word, and
//! what may be done is cut so that every way through ends in one tree with one root. No scores here.

use document::Relation;

/// Stands for no word.
pub const NONE: u32 = u32::MAX;

const RELATIONS: u8 = Relation::ALL.len() as u8;
/// The number of transitions: shift, and two arcs for each relation.
pub const TRANSITIONS: usize = 1 + 2 * RELATIONS as usize;

/// What is done in one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition {
    /// The front of the buffer moves onto the stack.
    Shift,
    /// The top of the stack becomes a left dependent of the front of the buffer.
    Left(Relation),
    /// The top of the stack becomes a right dependent of the word below.
    Right(Relation),
}

impl Transition {
    /// Its label number.
    pub fn label(self) -> u8 {
        match self {
            Transition::Shift => 0,
            Transition::Left(relation) => 1 + relation as u8,
            Transition::Right(relation) => 1 + RELATIONS + relation as u8,
        }
    }

    /// The transition of a label number below [`TRANSITIONS`].
    pub fn of_label(label: u8) -> Transition {
        match label.checked_sub(1) {
            None => Transition::Shift,
            Some(at) if at < RELATIONS => Transition::Left(Relation::ALL[usize::from(at)]),
            Some(at) => Transition::Right(Relation::ALL[usize::from(at - RELATIONS) % Relation::ALL.len()]),
        }
    }
}

/// A dependent and its relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Child {
    /// The word, or [`NONE`].
    pub word: u32,
    /// The relation's number.
    pub relation: u8,
}

/// Stands for no dependent.
pub const NO_CHILD: Child = Child { word: NONE, relation: u8::MAX };

/// A word with what is known of its dependents so far.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// The word; the number of words for the root; or [`NONE`].
    pub word: u32,
    /// The leftmost dependent and the one next to it on its right.
    pub left: [Child; 2],
    /// The rightmost dependent and the one next to it on its left.
    pub right: [Child; 2],
    /// The last dependent that is a case marker or subordinator, or [`NONE`].
    pub marker: u32,
    /// How many left dependents it has.
    pub left_count: u8,
    /// How many right dependents it has.
    pub right_count: u8,
    /// The relations of its left dependents, one bit each.
    pub left_set: u64,
    /// The relations of its right dependents, one bit each.
    pub right_set: u64,
}

impl Node {
    /// A word without dependents.
    pub fn new(word: u32) -> Node {
        Node {
            word,
            left: [NO_CHILD; 2],
            right: [NO_CHILD; 2],
            marker: NONE,
            left_count: 0,
            right_count: 0,
            left_set: 0,
            right_set: 0,
        }
    }

    fn with_left(mut self, word: u32, relation: Relation) -> Node {
        self.left = [Child { word, relation: relation as u8 }, self.left[0]];
        self.left_count = self.left_count.saturating_add(1);
        self.left_set |= 1 << relation as u64;
        self.mark(word, relation)
    }

    fn with_right(mut self, word: u32, relation: Relation) -> Node {
        self.right = [Child { word, relation: relation as u8 }, self.right[0]];
        self.right_count = self.right_count.saturating_add(1);
        self.right_set |= 1 << relation as u64;
        self.mark(word, relation)
    }

    fn mark(mut self, word: u32, relation: Relation) -> Node {
        if matches!(relation, Relation::Case | Relation::Mark) {
            self.marker = word;
        }
        self
    }
}

/// One state of the parser. States lie in an arena and refer to each other by place.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// The top of the stack; its word is [`NONE`] when the stack is empty.
    pub top: Node,
    /// The front of the buffer.
    pub front: Node,
    /// The state whose top lies below this one's, or [`NONE`].
    pub below: u32,
    /// The state before this one, or [`NONE`].
    pub previous: u32,
    /// The transition that led here.
    pub label: u8,
    /// The sum of scores so far.
    pub score: i64,
}

/// All states of one sentence's search.
#[derive(Clone, Debug, Default)]
pub struct Arena {
    /// The states; links point to earlier places only.
    pub states: Vec<State>,
    /// The number of words, which is also the root's number.
    pub words: u32,
}

impl Arena {
    /// Forgets everything and makes the first state, at place 0.
    pub fn begin(&mut self, words: usize) {
        self.states.clear();
        self.words = words as u32;
        self.states.push(State { top: Node::new(NONE), front: Node::new(0), below: NONE, previous: NONE, label: 0, score: 0 });
    }

    /// The state at a place.
    pub fn state(&self, at: u32) -> &State {
        &self.states[at as usize]
    }

    /// The node `depth` places below the top.
    pub fn stack(&self, at: u32, depth: usize) -> Option<&Node> {
        let mut state = self.state(at);
        for _ in 0..depth {
            state = self.states.get(state.below as usize)?;
        }
        (state.top.word != NONE).then_some(&state.top)
    }

    /// Whether nothing is left to do.
    pub fn is_final(&self, at: u32) -> bool {
        let state = self.state(at);
        state.top.word == NONE && state.front.word == self.words
    }

    /// What may be done in a state.
    pub fn allowed(&self, at: u32) -> Allowed {
        let state = self.state(at);
        let occupied = state.top.word != NONE;
        let deep = occupied && self.state(state.below).top.word != NONE;
        let at_root = state.front.word == self.words;
        Allowed { shift: !at_root, left: occupied && (!at_root || !deep), right: deep, at_root }
    }

    /// Makes the state that follows by a transition, which must be allowed, and gives its place.
    pub fn follow(&mut self, at: u32, label: u8, score: i64) -> u32 {
        let state = *self.state(at);
        let (top, front, below) = match Transition::of_label(label) {
            Transition::Shift => (state.front, Node::new(state.front.word + 1), at),
            Transition::Left(relation) => {
                let under = self.state(state.below);
                (under.top, state.front.with_left(state.top.word, relation), under.below)
            }
            Transition::Right(relation) => {
                let under = self.state(state.below);
                (under.top.with_right(state.top.word, relation), state.front, under.below)
            }
        };
        self.states.push(State { top, front, below, previous: at, label, score });
        self.states.len() as u32 - 1
    }

    /// The head and relation that the step into a state gave, as (dependent, head, relation).
    pub fn arc(&self, at: u32) -> Option<(u32, u32, Relation)> {
        let state = self.state(at);
        let before = self.states.get(state.previous as usize)?;
        match Transition::of_label(state.label) {
            Transition::Shift => None,
            Transition::Left(relation) => Some((before.top.word, before.front.word, relation)),
            Transition::Right(relation) => Some((before.top.word, state.top.word, relation)),
        }
    }
}

/// What may be done in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// Whether a word is left to shift.
    pub shift: bool,
    /// Whether the top may go to the left of the front.
    pub left: bool,
    /// Whether the top may go to the right of the word below.
    pub right: bool,
    /// Whether the front is the root, so that a left arc is the root relation and no other.
    pub at_root: bool,
}

impl Allowed {
    /// Whether the transition with this label is allowed.
    pub fn label(&self, label: usize) -> bool {
        const ROOT: usize = 1 + Relation::Root as usize;
        const RIGHT: usize = 1 + RELATIONS as usize;
        const RIGHT_ROOT: usize = RIGHT + Relation::Root as usize;
        match label {
            0 => self.shift,
            RIGHT.. => self.right && label != RIGHT_ROOT,
            ROOT => self.left && self.at_root,
            _ => self.left && !self.at_root,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_transitions_agree() {
        for label in 0..TRANSITIONS as u8 {
            assert_eq!(Transition::of_label(label).label(), label);
        }
    }

    #[test]
    fn every_way_through_ends_in_a_tree_with_one_root() {
        let mut noise = 1u64;
        for words in 1..12 {
            for _ in 0..200 {
                let mut arena = Arena::default();
                arena.begin(words);
                let (mut at, mut heads) = (0, vec![NONE; words]);
                let mut steps = 0;
                while !arena.is_final(at) {
                    let allowed = arena.allowed(at);
                    let choices: Vec<usize> = (0..TRANSITIONS).filter(|&label| allowed.label(label)).collect();
                    noise = noise.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    at = arena.follow(at, choices[(noise >> 33) as usize % choices.len()] as u8, 0);
                    if let Some((dependent, head, relation)) = arena.arc(at) {
                        assert_eq!(heads[dependent as usize], NONE);
                        assert_eq!(relation == Relation::Root, head as usize == words);
                        heads[dependent as usize] = head;
                    }
                    steps += 1;
                }
                assert_eq!(steps, 2 * words);
                assert_eq!(heads.iter().filter(|&&head| head as usize == words).count(), 1);
                assert!(heads.iter().all(|&head| head != NONE));
            }
        }
    }
}
