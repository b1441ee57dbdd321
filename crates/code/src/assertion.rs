//! Whether an act is said to have happened: negation, auxiliaries, conjunctions and the words above it.
//!
//! The way from the trigger to the root of its sentence is walked once; the outermost operator decides (contract, decision 4).

use crate::clause;
use crate::matching::{self, Match};
use document::{Document, Relation, TokenId, Upos};
use event::{Assertion, Category, Found, Origin};
use knowledge::{Atom, Content, Effect, Knowledge, Operator, PartOfSpeech};
use span::Span;
use std::sync::Arc;

/// What the walk found.
#[derive(Clone, Debug)]
pub struct Reality {
    /// The assertion with its evidence.
    pub assertion: Found<Assertion>,
    /// Whether it is set in the future by its own words ("will", "going to").
    pub future: bool,
    /// Whether its actor will not do it ("will not lift the ban"): a refusal.
    pub refused: bool,
    /// The act is no event of its own, and why.
    pub swallowed: Option<String>,
    /// The verbs above it that report it, innermost first, for attribution.
    pub reported_by: Vec<TokenId>,
}

impl Reality {
    /// Whether the act is still to come: set in the future by its own words, or announced.
    pub fn to_come(&self) -> bool {
        self.future || self.assertion.value == Assertion::Announced
    }
}

/// Words of certain future; they make a hostile act announced and a cooperative one an agreement.
const FUTURE: [&str; 3] = ["will", "shall", "'ll"];

/// Nouns of saying: "its declaration that it would abandon ...".
const DECLARATIONS: [&str; 8] = ["declaration", "announcement", "statement", "pledge", "promise", "vow", "decision", "news"];

/// Conjunctions whose clause is told as a fact of its own, whatever stands above.
const FACTIVE: [&str; 12] =
    ["after", "before", "when", "as", "because", "since", "while", "although", "though", "until", "once", "where"];

/// Walks from a match to the root.
pub fn of(doc: &Document, knowledge: &Knowledge, matches: &[Option<Match>], found: &Match) -> Reality {
    let mut walk = Walk {
        doc,
        knowledge,
        state: None,
        future: None,
        refused: false,
        progressive: None,
        declared: false,
        swallowed: None,
        reported_by: Vec::new(),
    };
    walk.own(found.head, &found.belonging);
    let mut at = found.light.unwrap_or(found.head);
    if found.light.is_some() {
        walk.own(at, &[found.head]);
    }
    let mut steps = 0;
    while let Some(head) = doc.head(at) {
        steps += 1;
        if steps > 64 || !walk.step(at, head, matches, found) {
            break;
        }
        at = head;
    }
    if doc.head(at).is_none() {
        walk.question(at);
    }
    walk.future_in_the_past();
    walk.planned_progressive();
    let (value, span, origin) = walk.state.unwrap_or((Assertion::Actual, None, Origin::Engine("told without any mark")));
    let evidence = span.into_iter().collect();
    Reality {
        assertion: Found { value, evidence, origin },
        future: walk.future.is_some(),
        refused: walk.refused,
        swallowed: walk.swallowed,
        reported_by: walk.reported_by,
    }
}

struct Walk<'a> {
    doc: &'a Document,
    knowledge: &'a Knowledge,
    state: Option<(Assertion, Option<Span>, Origin)>,
    future: Option<TokenId>,
    refused: bool,
    progressive: Option<TokenId>,
    declared: bool,
    swallowed: Option<String>,
    reported_by: Vec<TokenId>,
}

impl Walk<'_> {
    fn set(&mut self, value: Assertion, word: TokenId, origin: Origin) {
        self.state = Some((value, Some(self.doc.tokens[word].span), origin));
        self.future = None;
    }

    fn apply(&mut self, operator: &Operator, word: TokenId) {
        match operator.effect {
            // "failed to prevent them from floating leaflets": they did float them.
            Effect::Gives(Assertion::Negated | Assertion::Attempted) if matches!(self.state, Some((Assertion::Negated, ..))) => {
                self.state = None;
            }
            Effect::Gives(value) => self.set(value, word, Origin::Rule(operator.id.clone())),
            Effect::Nothing => self.swallow(format!("`{}` leaves no event ({})", self.doc.form(word), operator.id)),
        }
    }

    fn swallow(&mut self, reason: String) {
        self.swallowed.get_or_insert(reason);
    }

    /// What stands at the word itself: auxiliaries, adverbs, negation, conjunctions.
    fn own(&mut self, word: TokenId, belonging: &[TokenId]) {
        let doc = self.doc;
        let owners: Vec<TokenId> = std::iter::once(word).chain(belonging.iter().copied()).collect();
        for &owner in &owners {
            for child in doc.children(owner).collect::<Vec<_>>() {
                self.dependent(owner, child);
            }
        }
        self.note_progressive(word);
        let negated = matches!(&self.state, Some((Assertion::Negated, ..)));
        let will = |child: TokenId| matches!(doc.lemma(child), "will" | "would" | "wo" | "shall");
        self.refused = negated && doc.children_by(word, Relation::Aux).any(will);
        if doc.tokens[word].upos == Upos::VERB {
            let subjects = clause::place(doc, word, &[], None, &Atom::Subject);
            let parties = subjects.into_iter().chain(clause::place(doc, word, belonging, None, &Atom::Object));
            for party in parties.collect::<Vec<_>>() {
                let none = doc.children(party).find(|&child| {
                    matches!(doc.tokens[child].relation, Relation::Det | Relation::Advmod | Relation::Nummod)
                        && matches!(doc.form(child).to_lowercase().as_str(), "no" | "not" | "neither")
                });
                let nobody = matches!(doc.lemma(party).to_lowercase().as_str(), "nobody" | "none" | "neither").then_some(party);
                if let Some(negation) = none.or(nobody) {
                    self.set(Assertion::Negated, negation, Origin::Engine("no party does it"));
                }
            }
        }
    }

    fn dependent(&mut self, owner: TokenId, child: TokenId) {
        let doc = self.doc;
        let lemma = doc.lemma(child).to_lowercase();
        let form = doc.form(child).to_lowercase();
        match doc.tokens[child].relation {
            Relation::Aux | Relation::AuxPass => {
                if FUTURE.contains(&lemma.as_str()) || FUTURE.contains(&form.as_str()) {
                    self.state = None;
                    self.future = Some(child);
                } else {
                    self.listed(child, &lemma, |operator| &operator.words.auxiliaries);
                }
            }
            Relation::Mark | Relation::Advmod | Relation::Cc
                if doc.feature(child, "Polarity") != Some("Neg") && lemma != "not" =>
            {
                self.listed(child, &lemma, |operator| &operator.words.markers);
                self.listed(child, &lemma, |operator| &operator.words.adverbs);
            }
            Relation::Amod if doc.tokens[owner].upos.is_noun() => self.listed(child, &lemma, |operator| &operator.words.adverbs),
            Relation::Det if form == "no" => self.set(Assertion::Negated, child, Origin::Engine("negation at the word")),
            Relation::Advmod | Relation::Det | Relation::CcPreconj
                if matches!(form.as_str(), "not" | "n't" | "n’t" | "never" | "nor" | "neither") =>
            {
                // "not only", "not just" deny nothing.
                let only = doc.children(owner).any(|other| other == child + 1 && matches!(doc.lemma(other), "only" | "just"));
                if !only {
                    self.set(Assertion::Negated, child, Origin::Engine("negation at the word"));
                }
            }
            _ => {}
        }
    }

    fn listed(&mut self, word: TokenId, lemma: &str, list: impl Fn(&Operator) -> &Vec<String>) {
        let operator = self.knowledge.operators.iter().find(|operator| list(operator).iter().any(|known| known == lemma));
        if let Some(operator) = operator {
            self.apply(operator, word);
        }
    }

    /// One step up the tree, from `at` to its head. Gives whether to go on.
    fn step(&mut self, at: TokenId, head: TokenId, matches: &[Option<Match>], found: &Match) -> bool {
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
            Relation::Xcomp | Relation::Ccomp | Relation::Parataxis | Relation::Compound | Relation::Fixed => {
                if matches!(relation, Relation::Xcomp | Relation::Ccomp) {
                    self.above(head);
                }
                true
            }
            Relation::Obj | Relation::NsubjPass | Relation::Nsubj | Relation::Obl | Relation::Nmod | Relation::Csubj => {
                self.argument(at, head);
                true
            }
            Relation::Advcl => {
                let mark = doc.children_by(at, Relation::Mark).map(|mark| doc.lemma(mark).to_lowercase()).next();
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
            // "agreements reached in 2018" were reached, whatever becomes of them.
            Relation::Acl => &*doc.tokens[at].xpos != "VBN",
            _ => false,
        }
    }

    /// The second of two verbs shares auxiliaries and negation of the first ("will send soldiers and reinstall posts").
    fn shared(&mut self, first: TokenId) {
        for child in self.doc.children(first).collect::<Vec<_>>() {
            if matches!(self.doc.tokens[child].relation, Relation::Aux | Relation::Mark) {
                self.dependent(first, child);
            }
        }
    }

    /// Remembers "is sending".
    fn note_progressive(&mut self, word: TokenId) {
        let being = self.doc.children_by(word, Relation::Aux).any(|auxiliary| self.doc.lemma(auxiliary) == "be");
        if being && &*self.doc.tokens[word].xpos == "VBG" {
            self.progressive = Some(word);
        }
    }

    /// "The North says it is sending soldiers": who says of himself that he is doing it announces it.
    fn planned_progressive(&mut self) {
        let (Some(verb), None, Some(&report)) = (self.progressive, &self.state, self.reported_by.first()) else { return };
        let doc = self.doc;
        let subject = clause::place(doc, verb, &[], None, &Atom::Subject);
        let own = subject.iter().any(|&subject| {
            doc.tokens[subject].upos == Upos::PRON && matches!(doc.lemma(subject), "it" | "he" | "she" | "they" | "we" | "I")
        });
        if own && doc.head(verb) == Some(report) {
            self.future = Some(verb);
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
        for child in doc.children(head).collect::<Vec<_>>() {
            if matches!(doc.tokens[child].relation, Relation::Aux | Relation::AuxPass | Relation::Mark)
                || doc.feature(child, "Polarity") == Some("Neg")
            {
                self.dependent(head, child);
            }
        }
        // "did not stop attacking": the operator at the head has already turned it round.
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
        let light = self.knowledge.classes.contains("light", doc.lemma(head));
        for child in doc.children(head).collect::<Vec<_>>() {
            let modal = doc.tokens[child].relation == Relation::Aux
                && matches!(doc.lemma(child), "could" | "may" | "might" | "would" | "can" | "should");
            let negation = light && doc.feature(child, "Polarity") == Some("Neg");
            let condition =
                doc.tokens[child].relation == Relation::Mark && matches!(doc.lemma(child), "if" | "unless" | "whether");
            let future = light && doc.tokens[child].relation == Relation::Aux;
            if modal || negation || condition || future {
                self.dependent(head, child);
            }
        }
    }

    /// The operators whose trigger is `head` and in whose scope `at` stands.
    fn operators_at(&mut self, head: TokenId, at: TokenId) {
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
            self.apply(&operator, head);
            // "no plans to withdraw"
            if let Some(none) = doc.children_by(head, Relation::Det).find(|&det| doc.form(det).eq_ignore_ascii_case("no")) {
                self.set(Assertion::Negated, none, Origin::Engine("negation at the operator"));
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
            }
            _ => self.swallow(format!("what `{}` speaks of is no event of its own ({})", doc.form(head), rule.id)),
        }
    }

    /// Whether a verb of saying reports what stands under it at `at`.
    fn reports(&self, head: TokenId, at: TokenId) -> bool {
        let relation = self.doc.tokens[at].relation;
        matches!(relation, Relation::Ccomp | Relation::Xcomp | Relation::Acl)
            && self.knowledge.attribution.verbs.contains(self.doc.lemma(head))
    }

    /// "said that the roads would be cut off" is the future of a report in the past, no condition.
    fn future_in_the_past(&mut self) {
        let Some((Assertion::Hypothetical, Some(span), _)) = &self.state else { return };
        let would = self.doc.words(*span).eq_ignore_ascii_case("would");
        if would && (self.declared || !self.reported_by.is_empty()) {
            self.future = self.doc.tokens.iter().position(|token| token.span == *span);
            self.state = None;
        }
    }

    /// A question asserts nothing.
    fn question(&mut self, root: TokenId) {
        let doc = self.doc;
        let last = doc.sentence_of(root).tokens.end as TokenId - 1;
        let asks = doc.sentence_of(root).tokens.ids().rev().take(3).find(|&token| doc.form(token).starts_with('?'));
        let reported = self.reported_by.last() == Some(&root);
        if let (Some(mark), false) = (asks, reported) {
            debug_assert!(mark <= last);
            self.set(Assertion::Hypothetical, mark, Origin::Engine("a question"));
        }
    }
}

/// Whether `at` stands in one of the places that an operator acts on.
fn in_scope(doc: &Document, operator: &Operator, head: TokenId, belonging: &[TokenId], at: TokenId) -> bool {
    operator.scope.iter().any(|place| {
        if *place == Atom::Object && matches!(doc.tokens[at].relation, Relation::Obj | Relation::NsubjPass) {
            return true;
        }
        clause::place(doc, head, belonging, None, place).contains(&at)
    })
}

/// What a category becomes when its act lies in the future: cooperation is an agreement, a promised retreat a concession, hostile
/// acts are announced (manual, 3.1 and 3.4; contract, decision 2).
pub fn in_future(category: Category) -> (Category, Assertion) {
    match category {
        Category::Agree | Category::Consult | Category::Support | Category::Cooperate | Category::Aid => {
            (Category::Agree, Assertion::Actual)
        }
        Category::Concede | Category::Retreat => (Category::Concede, Assertion::Actual),
        // "Will pay a price", "will not be intimidated": the words themselves are the threat or the refusal.
        Category::Threaten | Category::Reject => (category, Assertion::Actual),
        _ => (category, Assertion::Announced),
    }
}

/// What somebody refuses who says that he will not do it: cooperation, a meeting, a concession. Hostile acts are promised away, not refused.
pub fn refusal_mode(category: Category) -> Option<&'static str> {
    Some(match category {
        Category::Consult => "meet",
        Category::Aid | Category::Cooperate => "assist",
        Category::Concede | Category::Retreat => "yield",
        Category::Agree | Category::Support => "change",
        _ => return None,
    })
}
