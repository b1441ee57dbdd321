//! Which rule speaks at a word: triggers, slots and conditions. The engine in one sitting; it knows no politics.

use crate::clause;
use crate::entity::Resolver;
use document::{Document, Relation, TokenId, Upos};
use event::Category;
use knowledge::{Atom, Condition, Demand, Knowledge, PartOfSpeech, Rule, SlotSpec, Target, Test, Trigger, WordTest};
use std::rc::Rc;

/// A rule that matches at a word.
#[derive(Clone, Debug)]
pub struct Match {
    /// The head of the trigger.
    pub head: TokenId,
    /// Further words of the trigger: particles and objects that belong to it.
    pub belonging: Vec<TokenId>,
    /// The light verb that carries a noun of action.
    pub light: Option<TokenId>,
    /// The rule: a place in `knowledge.rules`.
    pub rule: usize,
    /// The rule for the two sides the other way round, where a dictionary codes both directions at one word.
    pub turned: Option<usize>,
    /// The heads of the phrases on the actor's side.
    pub actors: Vec<TokenId>,
    /// The heads of the phrases on the recipient's side.
    pub recipients: Vec<TokenId>,
}

impl Match {
    /// The act in the other direction, where a dictionary codes both.
    pub fn other_direction(&self) -> Option<Match> {
        let Match { actors, recipients, .. } = self.clone();
        self.turned.map(|rule| Match { rule, turned: None, actors: recipients, recipients: actors, ..self.clone() })
    }
}

/// Why a rule whose trigger stands in the text did not match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The head of the trigger.
    pub head: TokenId,
    /// The rule: a place in `knowledge.rules`.
    pub rule: usize,
    /// One lower-case clause.
    pub reason: String,
}

/// What was found at a word in the round before, for rules that ask for the act in a slot or for whom it is done to.
#[derive(Clone, Debug)]
pub struct Act {
    /// Its category.
    pub category: Category,
    /// The heads of the phrases on its recipient's side.
    pub recipients: Vec<TokenId>,
}

/// The act found at each token so far.
pub type Acts = Vec<Option<Act>>;

/// The best rule at a token, and the refusals of those whose trigger is there.
pub fn at(resolver: &Resolver<'_>, acts: &Acts, head: TokenId, refusals: &mut Vec<Refusal>) -> Option<Match> {
    let doc = resolver.doc;
    let knowledge = resolver.knowledge;
    let part_of_speech = part_of_speech(doc, head)?;
    let mut best: Option<(usize, Match)> = None;
    for &(rule, trigger) in knowledge.rules_at(part_of_speech, &doc.lemma(head).to_lowercase()) {
        let value = &knowledge.rules[rule];
        let Some(belonging) = trigger_at(doc, knowledge, &value.triggers[trigger], head) else { continue };
        let light = light_verb(doc, knowledge, &value.triggers[trigger], head);
        let mut candidate = Match { head, belonging, light, rule, turned: None, actors: Vec::new(), recipients: Vec::new() };
        candidate.actors = side(resolver, acts, &candidate, &value.actor, &[]);
        candidate.recipients = side(resolver, acts, &candidate, &value.recipient, &candidate.actors);
        let failed = value.conditions.iter().find(|condition| !holds(resolver, acts, &candidate, condition));
        if let Some(condition) = failed {
            refusals.push(Refusal { head, rule, reason: describe(condition) });
            continue;
        }
        let rank = specificity(value, &value.triggers[trigger]);
        if best.as_ref().is_none_or(|(other, _)| rank > *other) {
            best = Some((rank, candidate));
        }
    }
    best.map(|(_, found)| found)
}

/// As what a word may be a trigger.
fn part_of_speech(doc: &Document, head: TokenId) -> Option<PartOfSpeech> {
    match doc.tokens[head].upos {
        Upos::VERB => Some(PartOfSpeech::Verb),
        Upos::NOUN | Upos::PROPN => Some(PartOfSpeech::Noun),
        Upos::ADJ => Some(PartOfSpeech::Adjective),
        _ => None,
    }
}

/// How many demands and conditions a rule makes.
fn specificity(rule: &Rule, trigger: &Trigger) -> usize {
    trigger.demands.len() + trigger.particles.len() + rule.conditions.len()
}

/// The further words of a trigger at a head, or `None` where the trigger is not there.
pub fn trigger_at(doc: &Document, knowledge: &Knowledge, trigger: &Trigger, head: TokenId) -> Option<Vec<TokenId>> {
    let mut belonging = Vec::new();
    if clause::foreign_particle(doc, head, &trigger.particles) {
        return None;
    }
    for particle in &trigger.particles {
        belonging.push(particle_at(doc, head, particle)?);
    }
    for demand in &trigger.demands {
        let word = demanded(doc, knowledge, head, demand)?;
        if word != head && matches!(demand.place, Atom::Object | Atom::Preposition(_)) && demand.words != WordTest::Any {
            belonging.push(word);
        }
    }
    Some(belonging)
}

/// A particle, adverb or fixed part: a dependent, or the very next word.
fn particle_at(doc: &Document, head: TokenId, particle: &str) -> Option<TokenId> {
    let fits = |token: TokenId| doc.form(token).to_lowercase() == particle || doc.lemma(token) == particle;
    let dependent = doc.children(head).find(|&child| {
        let relation = doc.tokens[child].relation;
        fits(child)
            && matches!(
                relation,
                Relation::CompoundPrt
                    | Relation::Advmod
                    | Relation::Fixed
                    | Relation::Compound
                    | Relation::Xcomp
                    | Relation::Mark
                    | Relation::Obl
                    | Relation::Flat
            )
    });
    let next = head + 1;
    let adjacent = next < doc.sentence_of(head).tokens.end as TokenId && fits(next) && doc.tokens[next].upos != Upos::VERB;
    dependent.or_else(|| adjacent.then_some(next))
}

fn demanded(doc: &Document, knowledge: &Knowledge, head: TokenId, demand: &Demand) -> Option<TokenId> {
    let heads = match &demand.place {
        Atom::Object => objects(doc, head),
        other => clause::place(doc, head, &[], None, other),
    };
    heads
        .into_iter()
        .flat_map(|word| crate::phrase::conjuncts(doc, word))
        .find(|&word| passes(doc, knowledge, &demand.words, word))
}

/// The objects that may belong to a trigger: also the subject of its passive, and the noun of "talks held in Geneva".
fn objects(doc: &Document, head: TokenId) -> Vec<TokenId> {
    clause::place(doc, head, &[], None, &Atom::Object)
}

/// Whether a word passes a test, alone or with the word before it ("air force").
fn passes(doc: &Document, knowledge: &Knowledge, test: &WordTest, word: TokenId) -> bool {
    lemmas_of(doc, knowledge, word).iter().any(|lemma| test.passes(lemma, &knowledge.classes))
}

/// The lemmas that a head may be asked for: its own, with the words before it ("shot", "warning shot"), and those of what it only counts
/// ("a total of 500 balloons").
fn lemmas_of(doc: &Document, knowledge: &Knowledge, word: TokenId) -> Vec<String> {
    let own = singular(doc, word);
    let mut found = vec![own.clone()];
    let plural = doc.lemma(word).to_lowercase();
    if plural != own {
        found.push(plural);
    }
    if knowledge.classes.contains("amount", &own) {
        for counted in clause::preposition(doc, word, "of") {
            found.extend(lemmas_of(doc, knowledge, counted));
        }
    }
    let before: Vec<TokenId> = doc
        .children(word)
        .filter(|&child| child < word && matches!(doc.tokens[child].relation, Relation::Compound | Relation::Amod))
        .collect();
    let mut phrase = own;
    for &child in before.iter().rev() {
        phrase = format!("{} {phrase}", doc.lemma(child).to_lowercase());
        found.push(phrase.clone());
        found.push(format!("{} {}", doc.lemma(child).to_lowercase(), found[0]));
    }
    found
}

/// [`lemmas_of`], remembered.
fn lemmas(resolver: &Resolver<'_>, word: TokenId) -> Rc<[String]> {
    resolver.memo.lemmas.get_or(word, || lemmas_of(resolver.doc, resolver.knowledge, word).into())
}

/// The lemma in lower case; where the model left a plural as it is ("troops"), without its ending.
pub fn singular(doc: &Document, word: TokenId) -> String {
    let lemma = doc.lemma(word).to_lowercase();
    match lemma.strip_suffix('s') {
        Some(short) if matches!(&*doc.tokens[word].xpos, "NNS" | "NNPS") && short.len() > 3 && !short.ends_with('s') => {
            short.to_string()
        }
        _ => lemma,
    }
}

fn light_verb(doc: &Document, knowledge: &Knowledge, trigger: &Trigger, head: TokenId) -> Option<TokenId> {
    if trigger.part_of_speech != PartOfSpeech::Noun {
        return None;
    }
    clause::light_verb(doc, head, &|lemma| knowledge.classes.contains("light", lemma))
}

/// The heads of the phrases that fill a side: those of the first alternative that finds any. What stands on the other side already, or is
/// the same state as somebody there, is passed over: no state acts on itself.
fn side(resolver: &Resolver<'_>, acts: &Acts, found: &Match, spec: &SlotSpec, others: &[TokenId]) -> Vec<TokenId> {
    let states: Vec<String> = others.iter().filter_map(|&other| state_code(resolver, other)).collect();
    for alternative in &spec.alternatives {
        let mut heads = Vec::new();
        for path in alternative {
            let mut filled = filled(resolver.doc, acts, found, path);
            if path.last() == Some(&Atom::Mod) {
                let describes =
                    |word: TokenId| resolver.knowledge.classes.contains("describing", &resolver.doc.lemma(word).to_lowercase());
                filled.retain(|&word| !describes(word) && (resolver.is_kind(word, "party") || resolver.is_kind(word, "state")));
            }
            if path.last() == Some(&Atom::Recipient) {
                filled.retain(|&word| resolver.is_kind(word, "party"));
            }
            heads.extend(filled);
        }
        let own = |word: &TokenId| *word == found.head || found.belonging.contains(word) || Some(*word) == found.light;
        heads.retain(|word| !own(word) && !others.contains(word) && !is_time(resolver.doc, *word));
        heads.retain(|&word| states.is_empty() || state_code(resolver, word).is_none_or(|code| !states.contains(&code)));
        heads.retain(|&word| !stands_for_one_of(resolver, word, others));
        if !heads.is_empty() {
            let mut once = Vec::new();
            for head in heads {
                if !once.contains(&head) {
                    once.push(head);
                }
            }
            return once;
        }
    }
    Vec::new()
}

/// The heads at the end of a path; where that is the recipient of an act, those that its rule found in the round before.
fn filled(doc: &Document, acts: &Acts, found: &Match, path: &[Atom]) -> Vec<TokenId> {
    let along = |path: &[Atom]| clause::path(doc, found.head, &found.belonging, found.light, path);
    match path.split_last() {
        Some((Atom::Recipient, before)) => {
            along(before).into_iter().filter_map(|head| act_at(doc, acts, head)).flat_map(|act| act.recipients.clone()).collect()
        }
        _ => along(path),
    }
}

/// "Mali warned that it would ...": whether a pronoun that is a subject stands for somebody on the other side.
fn stands_for_one_of(resolver: &Resolver<'_>, word: TokenId, others: &[TokenId]) -> bool {
    let subject = resolver.doc.tokens[word].relation.is_subject();
    if others.is_empty() || !subject || !crate::phrase::is_pronoun(resolver.doc, word) {
        return false;
    }
    let antecedent = resolver.asked(word, |identity| identity.antecedent);
    antecedent.is_some_and(|span| others.iter().any(|&other| span.overlaps(resolver.doc.tokens[other].span)))
}

/// The code of a phrase that stands for a state itself.
pub fn state_code(resolver: &Resolver<'_>, head: TokenId) -> Option<String> {
    resolver.asked(head, |identity| {
        let state = identity.nature == crate::entity::Nature::State && identity.antecedent.is_none();
        identity.code.as_ref().filter(|_| state).map(|code| code.value.clone())
    })
}

/// A time is nobody: "by Monday", "on Tuesday".
pub fn is_time(doc: &Document, word: TokenId) -> bool {
    doc.time_at(word).is_some()
}

fn holds(resolver: &Resolver<'_>, acts: &Acts, found: &Match, condition: &Condition) -> bool {
    if condition.target == Target::Sentence {
        let sentence = resolver.doc.sentence_of(found.head).tokens;
        let any = sentence.ids().any(|word| condition.tests.iter().any(|test| sentence_test(resolver, test, word)));
        return any != condition.negated;
    }
    let heads = match &condition.target {
        Target::Actor => found.actors.clone(),
        Target::Recipient => found.recipients.clone(),
        Target::Place(path) => filled(resolver.doc, acts, found, path),
        Target::Sentence => Vec::new(),
    };
    let heads: Vec<TokenId> = heads.into_iter().flat_map(|head| crate::phrase::conjuncts(resolver.doc, head)).collect();
    let any = heads.iter().any(|&head| condition.tests.iter().any(|test| passes_test(resolver, acts, test, head)));
    any != condition.negated
}

fn sentence_test(resolver: &Resolver<'_>, test: &Test, word: TokenId) -> bool {
    match test {
        Test::Class(class) => lemmas(resolver, word).iter().any(|lemma| resolver.knowledge.classes.contains(class, lemma)),
        Test::Lemma(lemma) => resolver.doc.lemma(word).eq_ignore_ascii_case(lemma),
        _ => false,
    }
}

fn passes_test(resolver: &Resolver<'_>, acts: &Acts, test: &Test, head: TokenId) -> bool {
    let doc = resolver.doc;
    match test {
        Test::Exists => true,
        Test::Kind(kind) => resolver.is_kind(head, kind),
        Test::Class(class) => lemmas(resolver, head).iter().any(|lemma| resolver.knowledge.classes.contains(class, lemma)),
        Test::Lemma(lemma) => lemmas(resolver, head).iter().any(|own| own == lemma),
        Test::Act(category) => {
            act_at(doc, acts, head).is_some_and(|found| category.is_none_or(|wanted| wanted == found.category))
        }
    }
}

/// The act that a phrase or clause speaks of: at its head, or at the first word under it that carries one.
fn act_at<'a>(doc: &Document, acts: &'a Acts, head: TokenId) -> Option<&'a Act> {
    acts[head].as_ref().or_else(|| {
        doc.children(head)
            .filter(|&child| {
                matches!(doc.tokens[child].relation, Relation::Obj | Relation::Xcomp | Relation::Conj | Relation::Compound)
            })
            .find_map(|child| acts[child].as_ref())
    })
}

/// How many of a condition's words are shown.
const SHOWN: usize = 6;

/// The condition in words, for `explain`.
fn describe(condition: &Condition) -> String {
    let target = match &condition.target {
        Target::Actor => "the actor".to_string(),
        Target::Recipient => "the recipient".to_string(),
        Target::Sentence => "the sentence".to_string(),
        Target::Place(path) => {
            let parts: Vec<String> = path.iter().map(atom_name).collect();
            format!("`{}`", parts.join("."))
        }
    };
    let tests: Vec<String> = condition
        .tests
        .iter()
        .map(|test| match test {
            Test::Exists => "there".to_string(),
            Test::Kind(word) | Test::Lemma(word) => word.clone(),
            Test::Class(class) => format!("@{class}"),
            Test::Act(category) => category.map_or("an act".to_string(), |category| category.name().to_string()),
        })
        .collect();
    let more = if tests.len() > SHOWN { format!(" or {} others", tests.len() - SHOWN) } else { String::new() };
    let shown = tests.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("/");
    format!("{target} {} {shown}{more}", if condition.negated { "is" } else { "is not" })
}

/// The name of a place in the rule language.
pub fn atom_name(atom: &Atom) -> String {
    match atom {
        Atom::Subject => "subject".to_string(),
        Atom::Object => "object".to_string(),
        Atom::Indirect => "indirect".to_string(),
        Atom::Poss => "poss".to_string(),
        Atom::Mod => "mod".to_string(),
        Atom::Clause => "clause".to_string(),
        Atom::Participle => "participle".to_string(),
        Atom::Recipient => "recipient".to_string(),
        Atom::Preposition(word) => word.clone(),
        Atom::Nobody => "none".to_string(),
    }
}
