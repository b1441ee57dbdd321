//! Transformations: an act told inside another, as "Boru said that Ruria attacked", coded as one act.

use super::{Told, sides, verbs_at};
use crate::clause;
use crate::entity::Resolver;
use document::{Document, Relation, TokenId};
use knowledge::Atom;
use knowledge::dictionaries::{Transformation, TransformationPlace as Place};

/// What a transformation says at a verb, if one does.
pub(super) fn at(resolver: &Resolver<'_>, head: TokenId, candidates: &[(usize, Vec<TokenId>)]) -> Option<Told> {
    let all = &resolver.knowledge.dictionaries.verbs.transformations;
    let here = |verbs: &[usize]| candidates.iter().any(|(verb, _)| verbs.contains(verb));
    all.iter().filter(|transformation| here(&transformation.outer_verbs)).find_map(|transformation| {
        told_by(resolver.doc, head).into_iter().find_map(|inner| made(resolver, head, inner, transformation))
    })
}

/// The verbs of what a verb tells: its clauses, also where the parser hangs them on the one who is told.
fn told_by(doc: &Document, head: TokenId) -> Vec<TokenId> {
    let mut found = clause::clause(doc, head, &[]);
    let listeners = doc.children(head).filter(|&child| matches!(doc.tokens[child].relation, Relation::Obj | Relation::Iobj));
    let told = |&child: &TokenId| doc.children_by(child, Relation::Mark).any(|mark| doc.lemma(mark) == "that");
    found.extend(listeners.flat_map(|listener| doc.children_by(listener, Relation::Acl).filter(told).collect::<Vec<_>>()));
    found
}

fn made(resolver: &Resolver<'_>, head: TokenId, inner: TokenId, transformation: &Transformation) -> Option<Told> {
    if !verbs_at(resolver, inner).iter().any(|(verb, _)| transformation.inner_verbs.contains(verb)) {
        return None;
    }
    let doc = resolver.doc;
    let first = |head: TokenId, atom: Atom| clause::place(doc, head, &[], None, &atom).into_iter().next();
    let mut bound = Binding { resolver, named: Vec::new() };
    bound.fill(transformation.outer, first(head, Atom::Subject))?;
    let has_own = doc.children(inner).any(|child| matches!(doc.tokens[child].relation, Relation::Nsubj | Relation::NsubjPass));
    let source = first(inner, Atom::Subject);
    let controlled = source.is_none() || (!has_own && source == first(head, Atom::Subject));
    match transformation.inner.0 {
        Place::Nobody => controlled.then_some(())?,
        place => bound.fill(place, source)?,
    }
    let target = first(inner, Atom::Object)
        .or_else(|| ["on", "against", "at"].iter().find_map(|word| first(inner, Atom::Preposition((*word).to_string()))));
    bound.fill(transformation.inner.1, target)?;
    let side = |place: Place| bound.get(place).into_iter().collect();
    let sides = (side(transformation.sides.0), side(transformation.sides.1));
    Some(Told::by_pattern(sides::verdict(head, &transformation.outcome, Vec::new(), sides)))
}

/// Who stands for each letter.
struct Binding<'a, 'k> {
    resolver: &'a Resolver<'k>,
    named: Vec<(char, TokenId)>,
}

impl Binding<'_, '_> {
    /// Puts somebody in a place; none where the letter is somebody else's already, or nobody is there.
    fn fill(&mut self, place: Place, found: Option<TokenId>) -> Option<()> {
        let Place::Somebody(letter) = place else {
            return (place == Place::Anybody || found.is_none()).then_some(());
        };
        let found = found?;
        match self.named.iter().find(|(known, _)| *known == letter) {
            Some(&(_, known)) => self.same(known, found).then_some(()),
            // Two letters are two.
            None if self.named.iter().any(|&(_, known)| self.same(known, found)) => None,
            None => {
                self.named.push((letter, found));
                Some(())
            }
        }
    }

    /// Whether two phrases stand for the same one: one word, or a pronoun and its antecedent, or one state.
    fn same(&self, one: TokenId, other: TokenId) -> bool {
        let doc = self.resolver.doc;
        let stands = |pronoun: TokenId, noun: TokenId| {
            let antecedent = self.resolver.identity(pronoun).antecedent;
            antecedent.is_some_and(|span| span.overlaps(doc.tokens[noun].span))
        };
        let state = |head: TokenId| crate::matching::state_code(self.resolver, head);
        one == other || stands(one, other) || stands(other, one) || state(one).is_some_and(|code| Some(code) == state(other))
    }

    fn get(&self, place: Place) -> Option<TokenId> {
        let Place::Somebody(letter) = place else { return None };
        self.named.iter().find(|(known, _)| *known == letter).map(|&(_, token)| token)
    }
}
