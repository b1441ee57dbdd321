//! Whether a pattern of a dictionary stands around a verb, and which words fill its places.
//!
//! Elements are looked for in their order, each at the first place that fits; phrases of a verb (PETRARCH-2) may also stand in another order.

use super::around::Around;
use crate::entity::{Nature, Resolver};
use crate::{clause, phrase};
use document::{Document, Relation, TokenId, Upos};
use knowledge::dictionaries::{CodedPattern, Element, Manner, Part};

/// The words that fill a pattern.
#[derive(Clone, Debug, Default)]
pub(super) struct Bound {
    /// `$`: the head of who does it.
    pub source: Option<TokenId>,
    /// `+`: the head of to whom.
    pub target: Option<TokenId>,
    /// `%`: the head of several who are both.
    pub both: Option<TokenId>,
    /// Words behind the verb that belong to the act.
    pub belonging: Vec<TokenId>,
    /// Every word that is taken.
    pub taken: Vec<TokenId>,
}

/// The words that fill a pattern around a verb, or none where it does not stand there.
pub(super) fn at(resolver: &Resolver<'_>, around: &Around, coded: &CodedPattern) -> Option<Bound> {
    let pattern = &coded.pattern;
    let seeker = Seeker { resolver };
    let mut bound = Bound::default();
    let mut before = around.before.as_slice();
    let mut leading = pattern.before.as_slice();
    if let (true, [rest @ .., last]) = (pattern.touches_before, leading) {
        let start = (0..before.len()).find(|&start| {
            let ends = seeker.element(before, start, last, &mut bound.clone());
            ends == Some(before.len()) && before.last().is_some_and(|&word| is_next(resolver.doc, word, around.head))
        })?;
        seeker.element(before, start, last, &mut bound);
        before = &before[..start];
        leading = rest;
    }
    seeker
        .in_order(before, leading, &mut bound)
        .or_else(|| if coded.manner == Manner::Words { None } else { seeker.anyhow(before, leading, &mut bound) })?;
    let before_verb = bound.taken.len();
    let mut trailing = pattern.after.as_slice();
    let mut after = around.after.as_slice();
    if let (true, [first, rest @ ..]) = (pattern.touches_after, trailing) {
        let start = after.first().filter(|&&word| is_next(resolver.doc, around.head, word)).map(|_| 0)?;
        let end = seeker.element(after, start, first, &mut bound)?;
        after = &after[end..];
        trailing = rest;
    }
    let unordered = bound.clone();
    if seeker.in_order(after, trailing, &mut bound).is_none() {
        bound = unordered;
        if coded.manner == Manner::Words {
            return None;
        }
        seeker.anyhow(after, trailing, &mut bound)?;
    }
    bound.belonging = bound.taken[before_verb..].to_vec();
    bound.belonging.retain(|word| ![bound.source, bound.target, bound.both].contains(&Some(*word)));
    Some(bound)
}

/// Whether one word stands right before another, a hyphen or comma between at most.
fn is_next(doc: &Document, one: TokenId, other: TokenId) -> bool {
    one < other && (one + 1..other).all(|between| doc.tokens[between].upos == Upos::PUNCT)
}

struct Seeker<'a, 'k> {
    resolver: &'a Resolver<'k>,
}

impl Seeker<'_, '_> {
    /// Takes the elements one behind the other. Where no phrase stands in the place of a `^`, it asks for nothing.
    fn in_order(&self, words: &[TokenId], elements: &[Element], bound: &mut Bound) -> Option<()> {
        let found = self.row_of(words, &mut elements.iter(), bound);
        if found.is_some() || !elements.contains(&Element::Skip) {
            return found;
        }
        self.row_of(words, &mut elements.iter().filter(|element| **element != Element::Skip), bound)
    }

    /// All of the elements or none of them.
    fn row_of(&self, words: &[TokenId], elements: &mut dyn Iterator<Item = &Element>, bound: &mut Bound) -> Option<()> {
        let mut tried = bound.clone();
        let mut from = 0;
        for element in elements {
            from = (from..words.len().max(from + 1)).find_map(|start| self.element(words, start, element, &mut tried))?;
        }
        *bound = tried;
        Some(())
    }

    /// Takes the elements wherever they stand.
    fn anyhow(&self, words: &[TokenId], elements: &[Element], bound: &mut Bound) -> Option<()> {
        for element in elements {
            let free: Vec<TokenId> = words.iter().copied().filter(|word| !bound.taken.contains(word)).collect();
            (0..free.len()).find_map(|start| self.element(&free, start, element, bound))?;
        }
        Some(())
    }

    /// Takes an element that begins at a place, and gives the place behind it.
    fn element(&self, words: &[TokenId], start: usize, element: &Element, bound: &mut Bound) -> Option<usize> {
        match element {
            Element::Words(parts) => {
                let end = self.row(words, start, parts)?;
                bound.taken.extend(&words[start..end]);
                Some(end)
            }
            Element::Phrase(parts) => self.phrase(words, start, parts, bound),
            Element::Prepositional { preposition, inner } => {
                let end = self.row(words, start, preposition)?;
                let inside = self.inside(words, start, end);
                let mut tried = bound.clone();
                tried.taken.extend(&words[start..end]);
                self.in_order(&inside, inner, &mut tried)?;
                *bound = tried;
                Some(end)
            }
            Element::Source => self.party(words, start, bound, |bound| &mut bound.source),
            Element::Target => self.party(words, start, bound, |bound| &mut bound.target),
            Element::Both => {
                let head = *words.get(start)?;
                let several = phrase::conjuncts(self.resolver.doc, head).len() > 1 || self.resolver.identify(head).len() > 1;
                if !several {
                    return None;
                }
                self.party(words, start, bound, |bound| &mut bound.both)
            }
            Element::Skip => Some(self.behind_phrase(words, start)),
        }
    }

    /// Somebody whose head stands at a place.
    fn party(
        &self,
        words: &[TokenId],
        start: usize,
        bound: &mut Bound,
        side: fn(&mut Bound) -> &mut Option<TokenId>,
    ) -> Option<usize> {
        let head = *words.get(start)?;
        if bound.taken.contains(&head) || !is_party(self.resolver, head) {
            return None;
        }
        *side(bound) = Some(head);
        bound.taken.push(head);
        let end = phrase::extent(self.resolver.doc, head).end as TokenId;
        Some(words.iter().position(|&word| word >= end && word > head).unwrap_or(words.len()).max(start + 1))
    }

    /// Words that follow each other from a place on: the place behind them.
    fn row(&self, words: &[TokenId], start: usize, parts: &[Part]) -> Option<usize> {
        let mut at = start;
        for part in parts {
            if at > start && !is_next(self.resolver.doc, words[at - 1], *words.get(at)?) {
                return None;
            }
            at = self.part(words, at, part)?;
        }
        Some(at)
    }

    fn part(&self, words: &[TokenId], at: usize, part: &Part) -> Option<usize> {
        let doc = self.resolver.doc;
        let is = |at: usize, word: &knowledge::dictionaries::Word| {
            words.get(at).is_some_and(|&token| word.is(&doc.form(token).to_lowercase(), &doc.lemma(token).to_lowercase()))
        };
        match part {
            Part::Word(word) => is(at, word).then_some(at + 1),
            Part::Synset(set) => {
                let members = &self.resolver.knowledge.dictionaries.verbs.synsets.all[*set];
                let fits = |member: &&Vec<knowledge::dictionaries::Word>| {
                    member.iter().enumerate().all(|(next, word)| {
                        is(at + next, word) && (next == 0 || is_next(doc, words[at + next - 1], words[at + next]))
                    })
                };
                members.iter().filter(fits).map(|member| at + member.len()).max()
            }
        }
    }

    /// `{FINANCIAL AID}`: the last word is the head of a noun phrase in which the others stand; or all follow each other.
    fn phrase(&self, words: &[TokenId], start: usize, parts: &[Part], bound: &mut Bound) -> Option<usize> {
        if let Some(end) = self.row(words, start, parts) {
            bound.taken.extend(&words[start..end]);
            return Some(end);
        }
        let (last, others) = parts.split_last()?;
        let end = self.part(words, start, last)?;
        let doc = self.resolver.doc;
        let head = words[end - 1];
        let extent = phrase::extent(doc, head);
        let inside: Vec<TokenId> = words.iter().copied().filter(|&word| extent.contains(word) && word < words[start]).collect();
        let mut taken = words[start..end].to_vec();
        for part in others {
            let at = (0..inside.len()).find(|&at| self.part(&inside, at, part).is_some())?;
            taken.push(inside[at]);
        }
        bound.taken.extend(taken);
        Some(end)
    }

    /// The words of the phrase that a preposition introduces.
    fn inside(&self, words: &[TokenId], start: usize, end: usize) -> Vec<TokenId> {
        let doc = self.resolver.doc;
        let preposition = words[end - 1];
        let introduces = matches!(doc.tokens[preposition].relation, Relation::Case | Relation::Mark);
        let head = doc.head(preposition).filter(|&head| introduces && head > preposition);
        let rest = &words[end.max(start)..];
        match head {
            Some(head) => {
                let under = |word: TokenId| {
                    std::iter::successors(Some(word), |&word| doc.head(word)).take(DEEP).any(|above| above == head)
                };
                rest.iter().copied().filter(|&word| under(word)).collect()
            }
            // A particle, or a preposition that the parser hung elsewhere: the words up to the next preposition.
            None => rest.iter().copied().take_while(|&word| doc.tokens[word].upos != Upos::ADP).collect(),
        }
    }

    /// The place behind the noun phrase that stands at a place, if one does.
    fn behind_phrase(&self, words: &[TokenId], start: usize) -> usize {
        let doc = self.resolver.doc;
        let Some(head) = words[start.min(words.len())..].iter().copied().find(|&word| doc.tokens[word].upos.is_noun()) else {
            return start;
        };
        let head = std::iter::successors(Some(head), |&word| {
            doc.head(word).filter(|&above| {
                matches!(doc.tokens[word].relation, Relation::Compound | Relation::Flat | Relation::Amod)
                    && words.contains(&above)
            })
        });
        let last = head.take(DEEP).last().map_or(0, |head| phrase::extent(doc, head).end as TokenId);
        words.iter().position(|&word| word >= last).unwrap_or(words.len()).max(start)
    }
}

/// How far up a tree is followed.
const DEEP: usize = 40;

/// Whether a word is the head of a phrase that names somebody.
pub(super) fn is_party(resolver: &Resolver<'_>, head: TokenId) -> bool {
    let token = &resolver.doc.tokens[head];
    let nominal = token.upos.is_noun() || matches!(token.upos, Upos::PRON | Upos::NUM | Upos::ADJ);
    let inside = matches!(
        token.relation,
        Relation::Compound
            | Relation::Flat
            | Relation::Amod
            | Relation::Nummod
            | Relation::Det
            | Relation::Fixed
            | Relation::NmodDesc
    );
    if !nominal
        || inside
        || crate::matching::is_time(resolver.doc, head)
        || clause::preposition_of(resolver.doc, head).as_deref() == Some("as")
    {
        return false;
    }
    let identity = resolver.identity(head);
    identity.nature != Nature::Thing || identity.code.is_some()
}
