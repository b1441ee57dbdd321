//! What a parser in training should do next: the dynamic oracle of the arc-hybrid system (Goldberg and Nivre 2013), which knows
//! for any state, right or wrong so far, which steps lose no further arc of the gold tree.

use document::Relation;
use model::transition::{Arena, NONE, Transition};

/// A gold tree, prepared for questions. It must be projective.
#[derive(Clone, Debug)]
pub struct Gold {
    /// The heads; the number of words for the root.
    pub heads: Vec<u32>,
    /// The relations.
    pub relations: Vec<Relation>,
    last_child: Vec<u32>,
}

/// The steps that lose nothing, with the relation that a word should get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Free {
    /// Whether shifting loses nothing.
    pub shift: bool,
    /// The relation with which a left arc loses nothing.
    pub left: Option<Relation>,
    /// The relation with which a right arc loses nothing.
    pub right: Option<Relation>,
}

impl Free {
    /// Whether the step with this label is one of them.
    pub fn label(&self, label: u8) -> bool {
        match Transition::of_label(label) {
            Transition::Shift => self.shift,
            Transition::Left(relation) => self.left == Some(relation),
            Transition::Right(relation) => self.right == Some(relation),
        }
    }

    /// The one to take where the gold tree is followed from the start: arcs first.
    pub fn first(&self) -> u8 {
        let left = self.left.map(Transition::Left);
        left.or_else(|| self.right.map(Transition::Right)).unwrap_or(Transition::Shift).label()
    }
}

impl Gold {
    /// Prepares a projective tree.
    pub fn new(heads: Vec<u32>, relations: Vec<Relation>) -> Gold {
        let mut last_child = vec![NONE; heads.len() + 1];
        for (word, &head) in heads.iter().enumerate() {
            last_child[head as usize] = word as u32;
        }
        Gold { heads, relations, last_child }
    }

    /// What loses nothing in a state. Where everything allowed loses something, what loses least.
    pub fn free(&self, arena: &Arena, at: u32) -> Free {
        let allowed = arena.allowed(at);
        let state = arena.state(at);
        let (top, front) = (state.top.word, state.front.word);
        let mut cost = [None; 3];
        if allowed.shift {
            cost[0] = Some(self.shift_cost(arena, at));
        }
        if allowed.left || allowed.right {
            let head = self.heads[top as usize];
            let below = arena.stack(at, 1).map_or(NONE, |node| node.word);
            let last = self.last_child[top as usize];
            let children = if last != NONE && last >= front { self.children_from(top, front) } else { 0 };
            if allowed.left {
                cost[1] = Some(children + u32::from(head == below || (head > front && head != NONE)));
            }
            if allowed.right {
                cost[2] = Some(children + u32::from(head >= front));
            }
        }
        let least = cost.iter().flatten().min().copied();
        let free = |at: usize| cost[at].is_some() && cost[at] == least;
        let relation = || {
            let relation = self.relations[top as usize];
            if allowed.at_root && !allowed.right {
                Relation::Root
            } else if relation == Relation::Root {
                Relation::Parataxis
            } else {
                relation
            }
        };
        Free { shift: free(0), left: free(1).then(relation), right: free(2).then(relation) }
    }

    fn children_from(&self, head: u32, from: u32) -> u32 {
        self.heads[from as usize..].iter().filter(|&&other| other == head).count() as u32
    }

    /// What shifting loses: the front's head deeper in the stack, and its dependents anywhere in the stack.
    fn shift_cost(&self, arena: &Arena, at: u32) -> u32 {
        let front = arena.state(at).front.word;
        let head = self.heads[front as usize];
        let mut cost = 0;
        let mut depth_first = true;
        let mut place = at;
        while let Some(state) = arena.states.get(place as usize).filter(|state| state.top.word != NONE) {
            let word = state.top.word;
            cost += u32::from(self.heads[word as usize] == front);
            cost += u32::from(head == word && !depth_first);
            depth_first = false;
            place = state.below;
        }
        cost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn following_the_oracle_builds_the_tree() {
        // "The army said it had fired shots ."
        let heads = vec![1, 2, 8, 5, 5, 2, 5, 2];
        let relations = vec![
            Relation::Det,
            Relation::Nsubj,
            Relation::Root,
            Relation::Nsubj,
            Relation::Aux,
            Relation::Ccomp,
            Relation::Obj,
            Relation::Punct,
        ];
        let gold = Gold::new(heads.clone(), relations.clone());
        let mut arena = Arena::default();
        arena.begin(heads.len());
        let mut at = 0;
        let mut built = vec![(NONE, Relation::Dep); heads.len()];
        while !arena.is_final(at) {
            let label = gold.free(&arena, at).first();
            at = arena.follow(at, label, 0);
            if let Some((dependent, head, relation)) = arena.arc(at) {
                built[dependent as usize] = (head, relation);
            }
        }
        let expected: Vec<_> = heads.into_iter().zip(relations).collect();
        assert_eq!(built, expected);
    }
}
