//! Coreference against GUM: MUC, B-cubed, CEAF-e and their mean, the CoNLL F1, over entities that are mentioned twice or more.
//!
//! Mentions meet when their borders are the same, or, in a second count, when their heads are (of a coordination: those of its first and last
//! member) or borders are, because what a parser hangs on a head says little about what the phrase stands for. Entities are GUM's identity groups,
//! appositions and predicates among them; bridging is none. Links of relative pronouns are left out: GUM marks none.

use crate::entities::{self, Entities, Mention};
use crate::measures::{self, Key, Measure};
use crate::trees::{self, Tally};
use document::Document;
use std::collections::BTreeMap;
use train::conllu::Sentence;

pub use crate::entities::documents;

/// The figures with mentions compared one way.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    /// Mentions of entities that are mentioned twice or more.
    pub mentions: Tally,
    /// MUC.
    pub muc: Measure,
    /// B-cubed.
    pub b_cubed: Measure,
    /// CEAF-e.
    pub ceaf: Measure,
}

impl Scores {
    /// The mean of the three F1, 0 to 100.
    pub fn conll(self) -> f64 {
        (self.muc.f1() + self.b_cubed.f1() + self.ceaf.f1()) / 3.0
    }
}

/// The figures of one treebank.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CoreferenceScores {
    /// Mentions with the same borders.
    pub exact: Scores,
    /// Mentions with the same heads.
    pub heads: Scores,
    /// Links of the program between mentions of one entity, which meet by borders or heads; the gold's count is that of mentions with another one before.
    pub links: Tally,
}

/// Scores documents that were made from the gold's documents, in the same order.
pub fn score(gold: &[&[Sentence]], said: &[Document]) -> CoreferenceScores {
    let mut scores = CoreferenceScores::default();
    for (gold, said) in gold.iter().zip(said) {
        let gold = entities::of_gold(gold, &trees::of_treebank(gold));
        let links = entities::links(said, &trees::of_documents(std::slice::from_ref(said)));
        // Where the borders agree the mention is the gold's, whatever each tree takes for the head of a name.
        let head_of: BTreeMap<Key, Key> = gold.iter().flatten().map(|mention| (by_borders(mention), by_head(mention))).collect();
        let met = |mention: &Mention| head_of.get(&by_borders(mention)).copied().unwrap_or_else(|| by_head(mention));
        let entity_of: BTreeMap<Key, usize> = gold
            .iter()
            .enumerate()
            .flat_map(|(entity, mentions)| mentions.iter().map(move |mention| (by_head(mention), entity)))
            .collect();
        let entity = |mention: &Mention| entity_of.get(&met(mention));
        scores.links.said += links.len();
        scores.links.gold += gold.iter().map(|mentions| mentions.len() - 1).sum::<usize>();
        let right = |link: &&entities::Link| entity(&link.mention).is_some() && entity(&link.mention) == entity(&link.antecedent);
        scores.links.right += links.iter().filter(right).count();
        let found = entities::of_links(&links);
        add(&mut scores.exact, &keys(&gold, by_borders), &keys(&found, by_borders));
        add(&mut scores.heads, &keys(&gold, by_head), &keys(&found, met));
    }
    scores
}

fn by_borders(mention: &Mention) -> Key {
    (mention.start, mention.end)
}

fn by_head(mention: &Mention) -> Key {
    (mention.head, mention.last)
}

/// The entities by the keys of their mentions, each key once and of its first entity, without those that are mentioned once.
fn keys(entities: &Entities, key: impl Fn(&Mention) -> Key) -> Vec<Vec<Key>> {
    let mut taken = std::collections::BTreeSet::new();
    let keyed = entities.iter().map(|mentions| mentions.iter().map(&key).filter(|&key| taken.insert(key)).collect::<Vec<_>>());
    keyed.filter(|mentions| mentions.len() > 1).collect()
}

fn add(scores: &mut Scores, gold: &[Vec<Key>], said: &[Vec<Key>]) {
    measures::add_muc(&mut scores.muc, gold, said);
    measures::add_b_cubed(&mut scores.b_cubed, gold, said);
    measures::add_ceaf(&mut scores.ceaf, gold, said);
    let all: std::collections::BTreeSet<Key> = gold.iter().flatten().copied().collect();
    scores.mentions.gold += all.len();
    scores.mentions.said += said.iter().flatten().count();
    scores.mentions.right += said.iter().flatten().filter(|key| all.contains(key)).count();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{document, treebank};
    use document::{Coreference, TokenRange};

    const GOLD: &str = "\
        The DET 2 det Entity=(1-person-new-x\n\
        baker NOUN 3 nsubj Entity=1)\n\
        sang VERB 0 root _\n\
        \n\
        She PRON 2 nsubj Entity=(1-person-giv-x)\n\
        liked VERB 0 root _\n\
        it PRON 2 obj Entity=(2-event-new-x)\n";

    /// The first word of a phrase and the one after its last.
    type Words = (usize, usize);

    fn linked(links: &[(Words, Words)]) -> CoreferenceScores {
        let gold = treebank(GOLD);
        let mut said = document(&gold);
        let range = |(start, end)| TokenRange::new(start, end);
        let link = |&(mention, antecedent)| Coreference { mention: range(mention), antecedent: range(antecedent) };
        said.coreference = links.iter().map(link).collect();
        score(&documents(&gold), &[said])
    }

    #[test]
    fn a_right_link_is_the_whole_score() {
        let scores = linked(&[((3, 4), (0, 2))]);
        assert_eq!((scores.exact.conll(), scores.heads.conll(), scores.links.precision()), (100.0, 100.0, 100.0));
        assert_eq!((scores.links.right, scores.links.gold), (1, 1));
    }

    #[test]
    fn a_wrong_link_costs_and_what_is_mentioned_once_is_not_asked_for() {
        let scores = linked(&[((3, 4), (0, 2)), ((5, 6), (0, 2))]);
        assert_eq!((scores.links.right, scores.links.said, scores.exact.mentions.gold), (1, 2, 2));
        assert!(scores.exact.conll() < 100.0);
        assert_eq!(linked(&[]).exact.conll(), 0.0);
    }

    #[test]
    fn a_phrase_cut_short_is_whole_by_its_tree() {
        assert_eq!(linked(&[((3, 4), (1, 2))]).exact.conll(), 100.0);
    }
}
