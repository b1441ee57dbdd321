//! Phrases that one sentence says are one: appositions ("the minister, Ana Ruiz,"), predicates ("Ruiz is the minister")
//! and offices ("as minister, Ruiz").

use super::mention::{Kind, Mention};
use document::{Coreference, Document, Relation, TokenId, TokenRange, Upos};

/// Appends the links between phrases that stand beside each other, as places in the list of mentions.
pub fn link(document: &Document, mentions: &[Mention], links: &mut Vec<(usize, usize)>) {
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
}

/// What is said of whom: predicates ("Ruiz is the minister") and offices ("as minister, Ruiz"), as places in the list of mentions, each with
/// the head of its subject.
pub fn predicates(document: &Document, mentions: &[Mention]) -> impl Iterator<Item = (usize, TokenId)> {
    let single = mentions.iter().enumerate().filter(|(_, mention)| mention.members == 1 && !mention.inner && !mention.amount);
    single.filter_map(|(at, mention)| {
        let subject = subject_of_predicate(document, mention).or_else(|| holder(document, mention))?;
        Some((at, subject))
    })
}

/// The subject of a noun with "be".
fn subject_of_predicate(document: &Document, mention: &Mention) -> Option<TokenId> {
    let head = mention.head;
    document.child(head, Relation::Cop)?;
    // "is in a coalition" says where, not who; "may be the minister" does not say that it is so.
    let placed = document.children_by(head, Relation::Case).any(|case| case < head);
    let doubted = document.children(head).any(|child| {
        matches!(document.tokens[child].relation, Relation::Advmod | Relation::Aux)
            && !matches!(document.lemma(child), "be" | "have" | "also" | "now" | "currently" | "still")
    });
    let subject = document.children_by(head, Relation::Nsubj).find(|&subject| subject < head)?;
    (!placed && !doubted && has_article(document, mention)).then_some(subject)
}

/// Who does what is done "as minister".
fn holder(document: &Document, mention: &Mention) -> Option<TokenId> {
    let head = mention.head;
    let as_one = document.children_by(head, Relation::Case).any(|case| document.form(case).eq_ignore_ascii_case("as"));
    if mention.kind != Kind::Person || !as_one || document.tokens[head].relation != Relation::Obl {
        return None;
    }
    let verb = document.head(head)?;
    let object = document.child(verb, Relation::Obj).is_some() && head > verb;
    crate::phrase::subject(document, verb).filter(|&subject| !object && document.tokens[subject].relation == Relation::Nsubj)
}

/// The links of predicates to their subjects, or to what a subject that is a pronoun stands for.
pub fn said(
    document: &Document,
    mentions: &[Mention],
    predicates: &[(usize, TokenId)],
    pronouns: &[Coreference],
) -> impl Iterator<Item = Coreference> {
    predicates.iter().filter_map(|&(at, subject)| {
        let mention = &mentions[at];
        let antecedent = match document.tokens[subject].upos {
            Upos::PRON => {
                let range = TokenRange::new(subject, subject + 1);
                let from = pronouns.partition_point(|link| link.mention < range);
                pronouns.get(from).filter(|link| link.mention == range)?.antecedent
            }
            _ => mentions[place(mentions, subject)?].range,
        };
        let (one, other) = (document.feature(mention.head, "Number"), document.feature(subject, "Number"));
        let agrees = one.is_none() || other.is_none() || one == other;
        // Links point back: behind "as governor, Brandt" it is the name that is linked.
        match antecedent {
            _ if !agrees => None,
            _ if antecedent.end <= mention.range.start => Some(Coreference { mention: mention.range, antecedent }),
            _ if antecedent.start >= mention.range.end => Some(Coreference { mention: antecedent, antecedent: mention.range }),
            _ => None,
        }
    })
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
