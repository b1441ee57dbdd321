//! Mends trees that contradict themselves, or that news never means: two subjects of one verb, an object that an adjective cuts off,
//! a clause hung on the noun before it.
//!
//! Each repair names the contradiction that it asks for; where there is none, nothing is touched, and a tree stays a tree. What a
//! sentence means is none of this module's business.

mod clause;
mod headline;
mod nominal;
mod object;
mod subject;
#[cfg(test)]
mod tests;
mod tree;

use document::{Token, TokenRange};
pub use headline::headline;
use tree::Tree;

/// Mends the tree of one sentence.
pub fn sentence(tokens: &mut [Token], sentence: TokenRange) {
    nominal::modifying_participle(tokens, sentence);
    let mut tree = Tree::new(tokens, sentence);
    nominal::verb_of_name(&mut tree);
    clause::joined_by_hyphen(&mut tree);
    clause::perfect(&mut tree);
    clause::try_and(&mut tree);
    subject::active(&mut tree);
    subject::counted(&mut tree);
    object::second_subject(&mut tree);
    subject::one_of_two(&mut tree);
    subject::of_report(&mut tree);
    subject::lost(&mut tree);
    object::acting(&mut tree);
    object::bare(&mut tree);
    object::cut_off(&mut tree);
    object::second_with_preposition(&mut tree);
    object::receiver(&mut tree);
    object::of_noun(&mut tree);
    object::named(&mut tree);
    clause::infinitive_of_subject(&mut tree);
    clause::after_comma(&mut tree);
    clause::gerund(&mut tree);
    clause::judged(&mut tree);
    clause::held(&mut tree);
    clause::behind_adverb(&mut tree);
    clause::infinitive_with_for(&mut tree);
    clause::infinitive_behind_agent(&mut tree);
    clause::opening_participle(&mut tree);
    clause::participle_with_agent(&mut tree);
}
