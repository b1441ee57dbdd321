//! Trains the parser: by the dynamic oracle, one state at a time, following its own mistakes; or as a whole, with a beam, moving
//! weights where the best wrong way outdoes the right one by most (Huang, Fayong and Guo 2012).

use crate::oracle::Gold;
use crate::perceptron::{Counts, Perceptron, best, no_scores};
use crate::random::Random;
use model::parser::{self, Step, Token};
use model::sentence::Features;
use model::transition::{Arena, TRANSITIONS};

/// A sentence as the parser sees it, with its tree.
#[derive(Clone, Debug)]
pub struct Case {
    /// The words and the root behind them, with predicted tags.
    pub tokens: Vec<Token>,
    /// The tree.
    pub gold: Gold,
}

impl Case {
    /// The case read from the end, for the guide.
    pub fn reversed(&self) -> Case {
        let words = self.gold.heads.len() as u32;
        let mut tokens = self.tokens.clone();
        parser::reverse(&mut tokens);
        let heads = self.gold.heads.iter().rev().map(|&head| if head == words { words } else { words - 1 - head }).collect();
        let relations = self.gold.relations.iter().rev().copied().collect();
        Case { tokens, gold: Gold::new(heads, relations) }
    }
}

/// Working space and weights.
#[derive(Debug, Default)]
pub struct Trainer {
    /// The weights.
    pub perceptron: Perceptron,
    arena: Arena,
    gathered: Features,
    beam: Vec<u32>,
    steps: Vec<Step>,
}

impl Trainer {
    /// Begins with features alone that stand on the right way through the cases at least `least` times.
    pub fn admitting(cases: &[&Case], least: u8, bits: u32) -> Trainer {
        let mut counts = Counts::new(least, bits);
        let mut trainer = Trainer::default();
        for Case { tokens, gold } in cases {
            trainer.arena.begin(tokens.len() - 1);
            let mut at = 0;
            while !trainer.arena.is_final(at) {
                parser::features(tokens, &trainer.arena, at, &mut trainer.gathered);
                counts.add(&trainer.gathered.list);
                let next = gold.free(&trainer.arena, at).first();
                at = trainer.arena.follow(at, next, 0);
            }
        }
        trainer.perceptron = Perceptron::admitting(counts);
        trainer
    }

    /// One pass over the cases by the dynamic oracle. `explore` is the chance in a hundred to follow the own guess where it is
    /// wrong. Gives the number of wrong steps.
    pub fn greedy_epoch(&mut self, cases: &[&Case], explore: usize, random: &mut Random) -> usize {
        let mut order: Vec<usize> = (0..cases.len()).collect();
        random.shuffle(&mut order);
        let mut wrong = 0;
        for at in order {
            let Case { tokens, gold } = cases[at];
            self.arena.begin(tokens.len() - 1);
            let mut place = 0;
            while !self.arena.is_final(place) {
                parser::features(tokens, &self.arena, place, &mut self.gathered);
                let mut scores = no_scores();
                self.perceptron.add_scores(&self.gathered.list, &mut scores);
                let allowed = self.arena.allowed(place);
                let free = gold.free(&self.arena, place);
                let guess = best(&scores, TRANSITIONS, |label| allowed.label(label)).unwrap_or(0);
                self.perceptron.tick();
                let mut next = guess;
                if !free.label(guess) {
                    wrong += 1;
                    let right = best(&scores, TRANSITIONS, |label| allowed.label(label) && free.label(label as u8));
                    let right = right.unwrap_or_else(|| free.first());
                    self.perceptron.correct(&self.gathered.list, right, guess);
                    if random.below(100) >= explore {
                        next = right;
                    }
                }
                place = self.arena.follow(place, next, 0);
            }
        }
        wrong
    }

    /// One pass over the cases with a beam. Gives the number of sentences that had to be corrected.
    pub fn beam_epoch(&mut self, cases: &[&Case], width: usize, random: &mut Random) -> usize {
        let mut order: Vec<usize> = (0..cases.len()).collect();
        random.shuffle(&mut order);
        let mut corrected = 0;
        for at in order {
            self.perceptron.tick();
            if let Some((right, wrong)) = self.violation(cases[at], width) {
                corrected += 1;
                self.move_weights(&cases[at].tokens, right, wrong);
            }
        }
        corrected
    }

    /// Searches with the beam beside the right way, and gives the two states where the right one lags most behind the best.
    fn violation(&mut self, case: &Case, width: usize) -> Option<(u32, u32)> {
        let words = case.tokens.len() - 1;
        self.arena.begin(words);
        self.beam.clear();
        self.beam.push(0);
        let mut right = 0;
        let mut worst: Option<(i64, u32, u32)> = None;
        for _ in 0..2 * words {
            let label = case.gold.free(&self.arena, right).first();
            self.steps.clear();
            let mut right_step = None;
            let mut right_alive = false;
            for place in 0..self.beam.len() {
                let at = self.beam[place];
                let scores = self.score(&case.tokens, at);
                parser::push_steps(&self.arena, at, &scores, width, &mut self.steps);
                if at == right {
                    right_step = Some(i64::from(scores[usize::from(label)]));
                }
            }
            let gain = match right_step {
                Some(gain) => gain,
                None => i64::from(self.score(&case.tokens, right)[usize::from(label)]),
            };
            self.steps.sort_unstable();
            self.steps.truncate(width);
            self.beam.clear();
            let before = right;
            let right_score = self.arena.state(before).score + gain;
            for step in &self.steps {
                let next = self.arena.follow(step.from, step.label, -step.cost);
                if step.from == before && step.label == label {
                    right = next;
                    right_alive = true;
                }
                self.beam.push(next);
            }
            if !right_alive {
                right = self.arena.follow(before, label, right_score);
            }
            let lag = self.arena.state(self.beam[0]).score - right_score;
            let is_wrong = self.beam[0] != right;
            // Where the right way has the same score as the best it is no violation unless it fell out of the beam.
            if is_wrong && (lag > 0 || !right_alive) && worst.is_none_or(|(most, ..)| lag >= most) {
                worst = Some((lag, right, self.beam[0]));
            }
        }
        worst.map(|(_, right, wrong)| (right, wrong))
    }

    fn score(&mut self, tokens: &[Token], at: u32) -> model::linear::Scores {
        let mut scores = no_scores();
        parser::features(tokens, &self.arena, at, &mut self.gathered);
        self.perceptron.add_scores(&self.gathered.list, &mut scores);
        scores
    }

    /// Rewards the steps to one state and punishes those to another, from where they part.
    fn move_weights(&mut self, tokens: &[Token], mut right: u32, mut wrong: u32) {
        while right != wrong {
            for (at, amount) in [(right, 1), (wrong, -1)] {
                let state = *self.arena.state(at);
                parser::features(tokens, &self.arena, state.previous, &mut self.gathered);
                self.perceptron.update(&self.gathered.list, state.label, amount);
            }
            right = self.arena.state(right).previous;
            wrong = self.arena.state(wrong).previous;
        }
    }
}
