//! Who fills a side of a match: the alternatives of a rule's slot, tried in order, without those who cannot stand there.

use super::{Acts, Match, any_passes, filled, is_time, state_code};
use crate::entity::Resolver;
use crate::phrase;
use document::{Relation, TokenId, Upos};
use knowledge::{Atom, Condition, Path, SlotSpec};

/// The heads of the phrases that fill a side: those of the first alternative that finds any who is what the rule asks of that side, or of the first
/// at all, where none is. One that joins several places ("subject + with") and finds nobody in some of them stands back behind another such that is
/// complete, or finds more. What stands on the other side already, or is the same state as somebody there, is passed over: no state acts on itself.
pub(super) fn heads(
    resolver: &Resolver<'_>,
    acts: &Acts,
    found: &Match,
    spec: &SlotSpec,
    asked: &[&Condition],
    others: &[TokenId],
) -> Vec<TokenId> {
    let states: Vec<String> = others.iter().filter_map(|&other| state_code(resolver, other)).collect();
    let search = Search { resolver, acts, found, others, states: &states };
    let mut first = Vec::new();
    let mut partial = Vec::new();
    let mut of_a_kind = Vec::new();
    for (at, alternative) in spec.alternatives.iter().enumerate() {
        let joins = |alternative: &[Path]| alternative.len() > 1;
        if !joins(alternative) && !partial.is_empty() {
            break;
        }
        let mut once: Vec<TokenId> = Vec::new();
        let mut complete = true;
        for path in alternative {
            let there = search.along(path, &mut of_a_kind);
            complete &= !there.is_empty();
            there.into_iter().for_each(|head| {
                if !once.contains(&head) {
                    once.push(head);
                }
            });
        }
        if once.is_empty() {
            continue;
        }
        // What an act is plainly done to is never passed over: "defended its deliveries to the two neighbours".
        let plain = first.is_empty() && *alternative == [vec![Atom::Object]];
        if plain || asked.iter().all(|condition| any_passes(resolver, acts, condition, &once)) {
            if complete || !spec.alternatives[at + 1..].iter().any(|later| joins(later)) {
                return if complete || once.len() > partial.len() { once } else { partial };
            }
            if once.len() > partial.len() {
                partial = once;
            }
        } else if first.is_empty() {
            first = once;
        }
    }
    [partial, first, of_a_kind].into_iter().find(|heads| !heads.is_empty()).unwrap_or_default()
}

/// What a side is searched with.
struct Search<'a> {
    resolver: &'a Resolver<'a>,
    acts: &'a Acts,
    found: &'a Match,
    others: &'a [TokenId],
    /// The codes of the states on the other side.
    states: &'a [String],
}

impl Search<'_> {
    /// Those at the end of a path who can stand on this side. A modifier that only says of what kind an act is ("military aid") is set aside in `of_a_kind`,
    /// unless one is there already.
    fn along(&self, path: &Path, of_a_kind: &mut Vec<TokenId>) -> Vec<TokenId> {
        let Search { resolver, found, others, states, .. } = *self;
        let mut heads = filled(resolver.doc, self.acts, found, path);
        if path.last() == Some(&Atom::Mod) {
            let (kinds, parties): (Vec<TokenId>, Vec<TokenId>) =
                self.parties(heads).into_iter().partition(|&word| self.is_kind_of_act(word));
            heads = parties;
            if of_a_kind.is_empty() {
                *of_a_kind = kinds;
            }
        }
        if path.last() == Some(&Atom::Recipient) {
            heads.retain(|&word| resolver.is_kind(word, "party"));
        }
        // "Mali is ready to withdraw its troops": what somebody does with his own is done to nobody else.
        if path.len() > 1 && path.first() == Some(&Atom::Clause) {
            heads.retain(|&word| !belongs_to_one_of(resolver, word, others));
        }
        let own = |word: &TokenId| *word == found.head || found.belonging.contains(word) || Some(*word) == found.light;
        heads.retain(|word| !own(word) && !others.contains(word) && !is_time(resolver.doc, *word));
        heads.retain(|&word| states.is_empty() || state_code(resolver, word).is_none_or(|code| !states.contains(&code)));
        heads.retain(|&word| !stands_for_one_of(resolver, word, others));
        // "walked out of the hall in protest": how somebody did it.
        if let Some(Atom::Preposition(word)) = path.last().filter(|_| path.len() == 1) {
            heads.retain(|&head| word != "in" || !resolver.knowledge.classes.contains("manner", resolver.doc.lemma(head)));
        }
        // "The Senate rejected Senate Bill 12": the name of its own bill.
        let same_name = |word: TokenId, other: TokenId| {
            let doc = resolver.doc;
            doc.tokens[word].upos == Upos::PROPN && doc.tokens[other].upos == Upos::PROPN && doc.lemma(word) == doc.lemma(other)
        };
        if path.last() == Some(&Atom::Mod) {
            heads.retain(|&word| !others.iter().any(|&other| same_name(word, other)));
        }
        heads
    }

    /// The modifiers that are somebody: "Turkish police raids" tell of one party in two words.
    fn parties(&self, mut modifiers: Vec<TokenId>) -> Vec<TokenId> {
        let resolver = self.resolver;
        let describes = |word: TokenId| resolver.knowledge.classes.contains("describing", &resolver.doc.lower_lemma(word));
        modifiers.retain(|&word| resolver.doc.tokens[word].upos != Upos::NUM);
        modifiers.retain(|&word| !describes(word) && (resolver.is_kind(word, "party") || resolver.is_kind(word, "state")));
        let joined: Vec<TokenId> = modifiers.iter().filter_map(|&word| phrase::state_before(resolver.doc, word)).collect();
        modifiers.retain(|word| !joined.contains(word));
        modifiers
    }

    /// "Continued military aid": the adjective alone does not say whose.
    fn is_kind_of_act(&self, modifier: TokenId) -> bool {
        let doc = self.resolver.doc;
        doc.tokens[modifier].upos == Upos::ADJ
            && self.resolver.knowledge.classes.contains("kind-of-act", doc.lemma(modifier))
            && phrase::state_before(doc, modifier).is_none()
    }
}

/// "Mali warned that it would ...", "Mali defended its interests": whether a pronoun that is a subject or a possessor stands for somebody on the other side.
fn stands_for_one_of(resolver: &Resolver<'_>, word: TokenId, others: &[TokenId]) -> bool {
    let relation = resolver.doc.tokens[word].relation;
    if others.is_empty()
        || !relation.is_subject() && relation != Relation::NmodPoss
        || !crate::phrase::is_pronoun(resolver.doc, word)
    {
        return false;
    }
    let antecedent = resolver.asked(word, |identity| identity.antecedent);
    antecedent.is_some_and(|span| others.iter().any(|&other| span.overlaps(resolver.doc.tokens[other].span)))
}

/// "Its troops": whether a pronoun says that a phrase belongs to somebody on the other side.
fn belongs_to_one_of(resolver: &Resolver<'_>, word: TokenId, others: &[TokenId]) -> bool {
    let doc = resolver.doc;
    let owner = doc.child(word, Relation::NmodPoss).filter(|&owner| crate::phrase::is_pronoun(doc, owner));
    let antecedent = owner.filter(|_| !others.is_empty()).and_then(|owner| resolver.asked(owner, |owner| owner.antecedent));
    antecedent.is_some_and(|span| others.iter().any(|&other| span.overlaps(doc.tokens[other].span)))
}
