//! Phrases that one sentence says are one: appositions ("the minister, Ana Ruiz,").

use super::mention::{Kind, Mention};
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
        // Two names in a row are an address or a list; a noun right before a name belongs to it.
        let names = [mention, antecedent].iter().filter(|one| document.tokens[one.head].upos == Upos::PROPN).count();
        let parted = matches!(document.form((mention.range.start as TokenId).max(1) - 1), "," | "(" | "-" | "–" | "—" | "--");
        let person = match (antecedent.kind, mention.kind) {
            (Kind::Person, kind) | (kind, Kind::Person) => matches!(kind, Kind::Person | Kind::Other),
            _ => true,
        };
        if apart && alike && names < 2 && parted && person && has_article(document, mention) {
            links.push((at, other));
        }
    }
    links
}

/// The links of what is said to be the same: "Ruiz is the minister", each to the subject.
pub fn predicates(document: &Document, mentions: &[Mention]) -> Vec<(usize, usize)> {
    let mut links = Vec::new();
    for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.members == 1 && !mention.inner) {
        let head = mention.head;
        // "is in a coalition" says where, not who.
        let placed = document.children_by(head, Relation::Case).any(|case| case < head);
        if document.child(head, Relation::Cop).is_none() || placed || mention.amount {
            continue;
        }
        let doubted = document.children(head).any(|child| {
            matches!(document.tokens[child].relation, Relation::Advmod | Relation::Aux)
                && !matches!(document.lemma(child), "be" | "have" | "also" | "now" | "currently" | "still")
        });
        let subject = document.children_by(head, Relation::Nsubj).find(|&subject| subject < head);
        let Some(other) = subject.and_then(|subject| place(mentions, subject)) else { continue };
        let alike = mentions[other].plural == mention.plural && mentions[other].range.end <= mention.range.start;
        if !doubted && alike && has_article(document, mention) {
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

/// Whether a phrase is a name or has an article or owner; without one it is a label more often than an apposition.
fn has_article(document: &Document, mention: &Mention) -> bool {
    let determines = |child: TokenId| matches!(document.tokens[child].relation, Relation::Det | Relation::NmodPoss);
    document.tokens[mention.head].upos == Upos::PROPN
        || mention.kind == Kind::Person
        || document.children(mention.head).any(determines)
}
