//! What stands above the act: operators in whose scope it lies, verbs of saying, coded acts that speak of it, the verb whose argument it is.

use super::Walk;
use super::own::denies;
use crate::clause;
use crate::matching::{self, Match};
use document::{Document, Relation, TokenId, Upos};
use event::{Assertion, Origin};
use knowledge::{Atom, Content, Effect, Operator, PartOfSpeech};
use std::sync::Arc;

/// Nouns of saying: "its declaration that it would abandon ...".
const DECLARATIONS: [&str; 8] = ["declaration", "announcement", "statement", "pledge", "promise", "vow", "decision", "news"];

/// Conjunctions whose clause is told as a fact of its own, whatever stands above.
const FACTIVE: [&str; 12] =
    ["after", "before", "when", "as", "because", "since", "while", "although", "though", "until", "once", "where"];

impl Walk<'_> {
    /// One step up the tree, from `at` to its head. Gives whether to go on.
    pub(super) fn step(&mut self, at: TokenId, head: TokenId, matches: &[Option<Match>], found: &Match) -> bool {
        let doc = self.doc;
        let relation = doc.tokens[at].relation;
        self.operators_at(head, at);
        if let Some(Some(above)) = matches.get(head)
            && above.head != found.head
        {
            self.content_of(above, at, head);
        }
        // "are said to have fled": the text does not take it over.
        let hearsay = relation == Relation::Xcomp
            && clause::is_passive(doc, head)
            && self.knowledge.attribution.verbs.contains(doc.lemma(head));
        if hearsay {
            self.set(Assertion::Alleged, head, Origin::Engine("hearsay in the passive"));
        } else if self.reports(head, at) {
            self.reported_by.push(head);
        }
        // "any soldiers deployed there would be ...": nobody says that there are such
        let any = doc.children_by(head, Relation::Det).find(|&det| doc.lemma(det).eq_ignore_ascii_case("any"));
        if let (Relation::Acl | Relation::AclRelcl, Some(any)) = (relation, any) {
            self.set(Assertion::Hypothetical, any, Origin::Engine("said of any that there may be"));
        }
        self.declared |= matches!(relation, Relation::Acl | Relation::Ccomp) && DECLARATIONS.contains(&doc.lemma(head));
        match relation {
            Relation::Conj => {
                let own_subject = doc.children(at).any(|child| doc.tokens[child].relation.is_subject());
                let own_auxiliary = doc.children(at).any(|child| matches!(doc.tokens[child].relation, Relation::Aux));
                let verbs = doc.tokens[at].upos == Upos::VERB && doc.tokens[head].upos == Upos::VERB;
                if verbs && !own_subject && !own_auxiliary {
                    self.shared(head);
                }
                true
            }
            Relation::Xcomp
            | Relation::Ccomp
            | Relation::CsubjPass
            | Relation::Parataxis
            | Relation::Compound
            | Relation::Fixed => {
                if matches!(relation, Relation::Xcomp | Relation::Ccomp | Relation::CsubjPass) {
                    self.above(head);
                }
                true
            }
            Relation::Obj | Relation::NsubjPass | Relation::Nsubj | Relation::Obl | Relation::Nmod | Relation::Csubj => {
                self.argument(at, head);
                true
            }
            Relation::Advcl => {
                let joins = |child: &TokenId| {
                    let relation = doc.tokens[*child].relation;
                    relation == Relation::Mark || relation == Relation::Advmod && matches!(doc.lemma(*child), "when" | "where")
                };
                let mark = doc.children(at).find(joins).map(|mark| doc.lemma(mark).to_lowercase());
                // The condition of "will strike if soldiers attack" is not in the future of the strike.
                if mark.as_deref().is_some_and(|mark| FACTIVE.contains(&mark) || matches!(mark, "if" | "unless" | "whether")) {
                    return false;
                }
                // "jailed in March, he has not been pardoned": he was jailed.
                if mark.is_none() && clause::is_passive(doc, at) {
                    return false;
                }
                self.above(head);
                true
            }
            // "the report that they were bombed is false"
            Relation::Acl | Relation::AclRelcl if clause::is_content(doc, at) => true,
            // "agreements reached in 2018" were reached, whatever becomes of them.
            Relation::Acl => &*doc.tokens[at].xpos != "VBN",
            _ => false,
        }
    }

    /// What stands at a governing verb bears on the act under it where it is no verb of saying.
    fn above(&mut self, head: TokenId) {
        let doc = self.doc;
        if self.knowledge.attribution.verbs.contains(doc.lemma(head)) {
            return;
        }
        self.note_progressive(head);
        let before = self.state.clone();
        let future = self.future;
        let cancelled = self.cancelled == Some(head);
        self.dependents(head, |child| {
            matches!(doc.tokens[child].relation, Relation::Aux | Relation::AuxPass | Relation::Mark)
                || !cancelled && (doc.feature(child, "Polarity") == Some("Neg") || denies(doc, head, child))
        });
        // "did not fail to prevent": the operator at the head has already turned it round.
        if matches!(&before, Some((Assertion::Negated, ..))) && matches!(&self.state, Some((Assertion::Negated, ..))) {
            self.state = before;
            self.future = future;
        }
    }

    /// A noun of action shares the modality of its verb where it is new to the text ("a strike could follow").
    fn argument(&mut self, at: TokenId, head: TokenId) {
        let doc = self.doc;
        let indefinite = doc
            .children_by(at, Relation::Det)
            .all(|det| matches!(doc.lemma(det), "a" | "an" | "any" | "another" | "no" | "some"));
        let owned = doc.child(at, Relation::NmodPoss).is_some();
        if !doc.tokens[at].upos.is_noun() || !indefinite || owned || doc.tokens[head].upos != Upos::VERB {
            return;
        }
        // "Nobody had ever closed an embassy for a leak": somebody did.
        let carried = matches!(doc.tokens[at].relation, Relation::Obj | Relation::NsubjPass | Relation::Nsubj);
        let light = self.knowledge.classes.contains("light", doc.lemma(head));
        for child in doc.children(head).collect::<Vec<_>>() {
            let modal = doc.tokens[child].relation == Relation::Aux
                && matches!(doc.lemma(child), "could" | "may" | "might" | "would" | "can" | "should");
            let negation = light && carried && doc.feature(child, "Polarity") == Some("Neg");
            let condition =
                doc.tokens[child].relation == Relation::Mark && matches!(doc.lemma(child), "if" | "unless" | "whether");
            let future = light && doc.tokens[child].relation == Relation::Aux;
            if modal || negation || condition || future {
                self.dependent(head, child);
                self.conditional |= modal && !light && doc.tokens[at].relation != Relation::Obj;
            }
        }
    }

    /// The operators whose trigger is `head` and in whose scope `at` stands.
    pub(super) fn operators_at(&mut self, head: TokenId, at: TokenId) {
        let doc = self.doc;
        let part_of_speech = match doc.tokens[head].upos {
            Upos::VERB | Upos::AUX => PartOfSpeech::Verb,
            Upos::ADJ => PartOfSpeech::Adjective,
            _ => PartOfSpeech::Noun,
        };
        let lemma = doc.lemma(head).to_lowercase();
        let mut best: Option<(usize, usize)> = None;
        for &(operator, trigger) in self.knowledge.operators_at(part_of_speech, &lemma) {
            let value = &self.knowledge.operators[operator];
            let Some(belonging) = matching::trigger_at(doc, self.knowledge, &value.words.triggers[trigger], head) else {
                continue;
            };
            if belonging.contains(&at) || !in_scope(doc, value, head, &belonging, at) {
                continue;
            }
            let rank = value.words.triggers[trigger].demands.len() + value.words.triggers[trigger].particles.len();
            if best.is_none_or(|(other, _)| rank > other) {
                best = Some((rank, operator));
            }
        }
        if let Some((_, operator)) = best {
            let operator = self.knowledge.operators[operator].clone();
            self.operate(&operator, head, at);
        }
    }

    /// Applies an operator together with its own negation: "did not deny", "is not true", "do not believe".
    fn operate(&mut self, operator: &Operator, head: TokenId, at: TokenId) {
        let doc = self.doc;
        let none = |child: TokenId| doc.tokens[child].relation == Relation::Det && doc.form(child).eq_ignore_ascii_case("no");
        let negation = doc.children(head).find(|&child| denies(doc, head, child) || none(child));
        let raises = self.knowledge.classes.contains("opinion", doc.lemma(head));
        match (operator.effect, negation) {
            // "It is unclear who fired the rockets": somebody did.
            (Effect::Gives(Assertion::Hypothetical), _) if presupposed(doc, at) => {}
            (Effect::Gives(Assertion::Denied | Assertion::Negated), Some(_)) => {
                self.clear();
                self.cancelled = Some(head);
            }
            (Effect::Gives(Assertion::Alleged), Some(negation)) if raises => {
                self.set(Assertion::Negated, negation, Origin::Rule(operator.id.clone()));
                self.cancelled = Some(head);
            }
            (Effect::Gives(Assertion::Actual), Some(negation)) => {
                self.set(Assertion::Denied, negation, Origin::Rule(operator.id.clone()));
                self.cancelled = Some(head);
            }
            // What is called true is told as it stands.
            (Effect::Gives(Assertion::Actual), None) => {}
            _ => {
                self.apply(operator, head);
                // "no plans to withdraw"
                if let Some(none) = negation.filter(|&negation| none(negation)) {
                    self.set(Assertion::Negated, none, Origin::Engine("negation at the operator"));
                }
            }
        }
    }

    /// What a coded act above does to the acts in its clause or object.
    fn content_of(&mut self, above: &Match, at: TokenId, head: TokenId) {
        let doc = self.doc;
        let rule = &self.knowledge.rules[above.rule];
        let content =
            rule.content.or_else(|| self.knowledge.ontology.content.get(&rule.category).copied()).unwrap_or(Content::Free);
        if content == Content::Free || above.head != head && !above.belonging.contains(&head) {
            return;
        }
        let clausal = clause::clause(doc, above.head, &above.belonging).contains(&at);
        let relation = doc.tokens[at].relation;
        let nominal = matches!(relation, Relation::Obj | Relation::Obl | Relation::NsubjPass | Relation::Nmod | Relation::Iobj);
        let is_side = above.actors.contains(&at);
        let beside = matches!(relation, Relation::Obl | Relation::Nmod)
            && clause::preposition_of(doc, at).is_some_and(|word| word == "in" || clause::OCCASIONS.contains(&word.as_str()));
        if is_side || beside || !(clausal || nominal) {
            return;
        }
        // "summoned the envoy to demand ...": what is done to an end is done, not alleged.
        let purpose = content == Content::Alleged && doc.children_by(at, Relation::Mark).any(|mark| doc.lemma(mark) == "to");
        if purpose {
            return;
        }
        // A rule that says so itself means its object too: "decried the purported raid".
        let spoken = clausal || rule.content == Some(Content::Alleged);
        match (content, spoken) {
            (Content::Alleged, true) => {
                let id: Arc<str> = rule.id.clone();
                self.set(Assertion::Alleged, head, Origin::Rule(id));
                self.alleged_by = Some(above.head);
            }
            _ => self.swallow(format!("what `{}` speaks of is no event of its own ({})", doc.form(head), rule.id)),
        }
    }

    /// Whether a verb of saying reports what stands under it at `at`.
    fn reports(&self, head: TokenId, at: TokenId) -> bool {
        let relation = self.doc.tokens[at].relation;
        let content = relation == Relation::AclRelcl && clause::is_content(self.doc, at);
        (content || matches!(relation, Relation::Ccomp | Relation::Xcomp | Relation::CsubjPass | Relation::Acl))
            && self.knowledge.attribution.verbs.contains(self.doc.lemma(head))
    }
}

/// A finite question inside a sentence that asks for a party or a circumstance takes the act for granted.
fn presupposed(doc: &Document, clause: TokenId) -> bool {
    let infinitive = doc.children_by(clause, Relation::Mark).any(|mark| matches!(doc.lemma(mark), "to" | "whether" | "if"));
    let asks = |child: TokenId| {
        matches!(doc.lemma(child), "who" | "why" | "how" | "when" | "where")
            && matches!(doc.tokens[child].relation, Relation::Nsubj | Relation::NsubjPass | Relation::Advmod)
    };
    let modal =
        doc.children(clause).any(|child| matches!(doc.tokens[child].relation, Relation::Aux) && &*doc.tokens[child].xpos == "MD");
    !infinitive && !modal && doc.children(clause).any(asks)
}

/// Whether `at` stands in one of the places that an operator acts on.
fn in_scope(doc: &Document, operator: &Operator, head: TokenId, belonging: &[TokenId], at: TokenId) -> bool {
    operator.scope.iter().any(|place| {
        let relation = doc.tokens[at].relation;
        if *place == Atom::Object && matches!(relation, Relation::Obj | Relation::NsubjPass)
            || *place == Atom::Clause && matches!(relation, Relation::Csubj | Relation::CsubjPass)
        {
            return true;
        }
        clause::place(doc, head, belonging, None, place).contains(&at)
    })
}
