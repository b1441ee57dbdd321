//! Whether predicates are judged to have happened as people judge them: the UDS factuality data over EWT.
//!
//! The data names a sentence by its number in version 1.2 of the treebank and a predicate by its word; each was shown to one or two annotators,
//! who said yes or no and how sure they were (0 to 4). A majority has more of one answer than of the other; where they are balanced there is
//! none and nothing is asked. Nothing is judged here: the answers are handed in.

use crate::articles::Share;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What people say of one predicate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The sentence's place in the treebank as it is now, from zero.
    pub sentence: usize,
    /// The predicate's place among its words, from zero.
    pub word: usize,
    /// Whether it happened, and how sure the annotator is.
    pub votes: Vec<(bool, u8)>,
}

/// How sure an annotator is who counts as confident.
pub const CONFIDENT: u8 = 3;

/// From which number on the treebank has one sentence less than it had in version 1.2, by part.
const JOINED_SINCE: [(&str, usize); 1] = [("dev", 344)];

#[derive(Deserialize)]
struct File {
    data: BTreeMap<String, BTreeMap<String, Predicate>>,
}

#[derive(Deserialize)]
struct Predicate {
    factuality: Protocol,
}

#[derive(Deserialize)]
struct Protocol {
    factual: Answers,
}

#[derive(Deserialize)]
struct Answers {
    value: BTreeMap<String, u8>,
    confidence: BTreeMap<String, u8>,
}

/// The judgements over one part of the treebank ("train", "dev"), in order of sentences and words. Keys of another form are passed over.
///
/// # Errors
/// Where the text is no such data.
pub fn read(json: &str, part: &str) -> Result<Vec<Judgement>, serde_json::Error> {
    let file: File = serde_json::from_str(json)?;
    let mut judgements = Vec::new();
    for (sentence, predicates) in &file.data {
        let number = sentence.strip_prefix("ewt-").and_then(|key| key.strip_prefix(part)?.strip_prefix('-')?.parse().ok());
        let Some(place) = number.and_then(|number| today(part, number)) else { continue };
        for (predicate, said) in predicates {
            let word = predicate.rsplit('-').next().and_then(|word| word.parse::<usize>().ok()?.checked_sub(1));
            let answers = &said.factuality.factual;
            let sure = |annotator: &String| answers.confidence.get(annotator).copied().unwrap_or(0);
            let votes = answers.value.iter().map(|(annotator, value)| (*value == 1, sure(annotator))).collect();
            judgements.extend(word.map(|word| Judgement { sentence: place, word, votes }));
        }
    }
    judgements.sort_by_key(|judgement| (judgement.sentence, judgement.word));
    Ok(judgements)
}

/// The place that a sentence of version 1.2 has in the treebank now, from zero.
fn today(part: &str, number: usize) -> Option<usize> {
    let joined = JOINED_SINCE.iter().any(|&(name, from)| name == part && number >= from);
    number.checked_sub(1 + usize::from(joined))
}

impl Judgement {
    /// What most of the annotators say who are at least so sure; nothing where they are balanced.
    pub fn majority(&self, sure: u8) -> Option<bool> {
        let counted = self.votes.iter().filter(|(_, confidence)| *confidence >= sure);
        let balance: i32 = counted.map(|&(yes, _)| if yes { 1 } else { -1 }).sum();
        (balance != 0).then_some(balance > 0)
    }
}

/// How often the program agrees with people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FactualityScores {
    /// With the majority of all annotators.
    pub all: Share,
    /// With the majority of the confident ones.
    pub confident: Share,
    /// Where two confident annotators say the same.
    pub unanimous: Share,
    /// What the answer yes alone would reach against the majority of all.
    pub always_yes: Share,
}

/// Scores answers; `said` gives the program's for a sentence and a word, or nothing where the treebank has no such word.
pub fn score(judgements: &[Judgement], said: impl Fn(usize, usize) -> Option<bool>) -> FactualityScores {
    let mut scores = FactualityScores::default();
    let count = |share: &mut Share, gold: Option<bool>, said: bool| {
        share.asked += usize::from(gold.is_some());
        share.right += usize::from(gold == Some(said));
    };
    for judgement in judgements {
        let Some(said) = said(judgement.sentence, judgement.word) else { continue };
        let confident = judgement.votes.iter().filter(|(_, sure)| *sure >= CONFIDENT).count();
        count(&mut scores.all, judgement.majority(0), said);
        count(&mut scores.confident, judgement.majority(CONFIDENT), said);
        count(&mut scores.unanimous, judgement.majority(CONFIDENT).filter(|_| confident > 1), said);
        count(&mut scores.always_yes, judgement.majority(0), true);
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATA: &str = r#"{"data": {
        "ewt-dev-2": {"ewt-dev-2-semantics-pred-3": {"factuality": {"factual": {"value": {"a": 1, "b": 1}, "confidence": {"a": 4, "b": 3}}}}},
        "ewt-dev-400": {"ewt-dev-400-semantics-pred-1": {"factuality": {"factual": {"value": {"a": 0}, "confidence": {"a": 1}}}}},
        "ewt-train-2": {"ewt-train-2-semantics-pred-3": {"factuality": {"factual": {"value": {"a": 1}, "confidence": {"a": 4}}}}}
    }}"#;

    #[test]
    fn sentences_are_found_where_they_stand_now() {
        let places: Vec<(usize, usize)> =
            read(DATA, "dev").expect("the data").iter().map(|judgement| (judgement.sentence, judgement.word)).collect();
        assert_eq!(places, [(1, 2), (398, 0)]);
    }

    #[test]
    fn a_tie_is_not_asked_and_the_unsure_do_not_count_as_confident() {
        let tie = Judgement { sentence: 0, word: 0, votes: vec![(true, 4), (false, 2)] };
        assert_eq!((tie.majority(0), tie.majority(CONFIDENT)), (None, Some(true)));
        let scores = score(&read(DATA, "dev").expect("the data"), |_, _| Some(true));
        assert_eq!(scores.all, Share { right: 1, asked: 2 });
        assert_eq!(scores.confident, Share { right: 1, asked: 1 });
        assert_eq!(scores.unanimous, Share { right: 1, asked: 1 });
    }
}
