//! Phrases that one sentence says are one: appositions ("the minister, Ana Ruiz,").

use super::mention::Mention;
use document::{Document, Relation, TokenId, Upos};

/// The links between phrases that stand beside each other, as places in the list of mentions.
pub fn links(document: &Document, mentions: &[Mention]) -> Vec<(usize, usize)> {
    let mut links = Vec::new();
    for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.members == 1 && !mention.inner) {
        if document.tokens[mention.head].relation != Relation::Appos {
            continue;
        }
        let Some(above) = document.head(mention.head).filter(|&above| above < mention.head) else { continue };
        let Some(other) = place(mentions, above) else { continue };
        let antecedent = &mentions[other];
        let apart = antecedent.range.end <= mention.range.start;
        let alike = antecedent.plural == mention.plural && !antecedent.amount && !mention.amount;
        if apart && alike && document.tokens[mention.head].upos != Upos::NUM {
            links.push((at, other));
        }
    }
    links
}

/// The mention that a word alone heads.
pub fn place(mentions: &[Mention], head: TokenId) -> Option<usize> {
    let from = mentions.partition_point(|mention| mention.head < head);
    let same = mentions[from..].iter().take_while(|mention| mention.head == head);
    same.enumerate().find(|(_, mention)| mention.members == 1).map(|(at, _)| from + at)
}
