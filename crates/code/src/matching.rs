//! Which rule speaks at a word: triggers, slots and conditions. The engine in one sitting; it knows no politics.

mod slot;

use crate::clause;
use crate::entity::Resolver;
use document::{Document, Relation, Sentence, TokenId, TokenRange, Upos};
use event::Category;
use knowledge::{Atom, ClassNumber, Condition, Demand, Knowledge, PartOfSpeech, Rule, SlotSpec, Target, Test, Trigger, WordTest};
use std::borrow::Cow;
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

/// What the rules say at a token.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// The best match.
    pub found: Option<Match>,
    /// Where nothing matches: why, for each rule whose trigger is there, in the order of the rules.
    pub refusals: Vec<Refusal>,
    /// Whether any of it hangs on the acts that were found elsewhere.
    pub asks_for_acts: bool,
}

/// What the rules say at a token: those that ask for most are heard first, and of equals the first; the first that matches is the best.
pub fn at(resolver: &Resolver<'_>, acts: &Acts, head: TokenId) -> Heard {
    let doc = resolver.doc;
    let knowledge = resolver.knowledge;
    let mut heard = Heard::default();
    let Some(part_of_speech) = part_of_speech(doc, head) else { return heard };
    let rules = knowledge.rules_at(part_of_speech, &doc.lower_lemma(head));
    if rules.is_empty() {
        return heard;
    }
    let light = light_verb(doc, knowledge, part_of_speech, head);
    let mut order: Vec<usize> = (0..rules.len()).collect();
    order.sort_by_cached_key(|&at| {
        let (rule, trigger) = rules[at];
        std::cmp::Reverse(specificity(&knowledge.rules[rule], &knowledge.rules[rule].triggers[trigger]))
    });
    let mut refused: Vec<(usize, &Condition)> = Vec::new();
    for at in order {
        let (rule, trigger) = rules[at];
        let value = &knowledge.rules[rule];
        let Some(belonging) = trigger_at(doc, knowledge, &value.triggers[trigger], head) else { continue };
        heard.asks_for_acts |= asks_for_acts(value);
        let found = Match { head, belonging, light, rule, turned: None, actors: Vec::new(), recipients: Vec::new() };
        let mut candidate = Candidate { found, has_sides: false };
        match value.conditions.iter().find(|condition| !candidate.holds(resolver, acts, condition)) {
            Some(condition) => refused.push((at, condition)),
            None => {
                candidate.find_sides(resolver, acts);
                heard.found = Some(candidate.found);
                return heard;
            }
        }
    }
    refused.sort_unstable_by_key(|&(at, _)| at);
    let refusal = |(at, condition): (usize, &Condition)| Refusal { head, rule: rules[at].0, reason: describe(condition) };
    heard.refusals = refused.into_iter().map(refusal).collect();
    heard
}

/// Whether a rule hangs on the acts that were found elsewhere, or on whom they are done to.
fn asks_for_acts(rule: &Rule) -> bool {
    let ends_in_recipient = |path: &Vec<Atom>| path.last() == Some(&Atom::Recipient);
    let condition = |condition: &Condition| {
        condition.tests.iter().any(|test| matches!(test, Test::Act(_)))
            || matches!(&condition.target, Target::Place(path) if ends_in_recipient(path))
    };
    let side = |side: &SlotSpec| side.alternatives.iter().flatten().any(ends_in_recipient);
    rule.conditions.iter().any(condition) || side(&rule.actor) || side(&rule.recipient)
}

/// A match that is being tried. Its sides are looked for when a condition asks for them, for most that are refused need none.
struct Candidate {
    found: Match,
    has_sides: bool,
}

impl Candidate {
    fn find_sides(&mut self, resolver: &Resolver<'_>, acts: &Acts) {
        if !std::mem::replace(&mut self.has_sides, true) {
            let rule = &resolver.knowledge.rules[self.found.rule];
            let asked = |of: Target| -> Vec<&Condition> {
                rule.conditions.iter().filter(|condition| condition.target == of && !condition.negated).collect()
            };
            self.found.actors = slot::heads(resolver, acts, &self.found, &rule.actor, &asked(Target::Actor), &[]);
            let recipient = asked(Target::Recipient);
            self.found.recipients = slot::heads(resolver, acts, &self.found, &rule.recipient, &recipient, &self.found.actors);
        }
    }

    fn holds(&mut self, resolver: &Resolver<'_>, acts: &Acts, condition: &Condition) -> bool {
        if matches!(condition.target, Target::Sentence | Target::Passage) {
            let told = sentences(resolver.doc, self.found.head, condition.target == Target::Passage);
            let passes = |test| told.iter().any(|sentence| sentence_test(resolver, acts, test, sentence.tokens));
            return condition.tests.iter().any(passes) != condition.negated;
        }
        if matches!(condition.target, Target::Actor | Target::Recipient) {
            self.find_sides(resolver, acts);
        }
        let found = &self.found;
        let heads = match &condition.target {
            Target::Actor => Cow::Borrowed(&found.actors),
            Target::Recipient => Cow::Borrowed(&found.recipients),
            Target::Place(path) => Cow::Owned(filled(resolver.doc, acts, found, path)),
            Target::Sentence | Target::Passage => Cow::Owned(Vec::new()),
        };
        any_passes(resolver, acts, condition, &heads) != condition.negated
    }
}

/// Whether one of the heads, or of what is coordinated with them, passes a test of a condition.
fn any_passes(resolver: &Resolver<'_>, acts: &Acts, condition: &Condition, heads: &[TokenId]) -> bool {
    let passes = |head| condition.tests.iter().any(|test| passes_test(resolver, acts, test, head));
    heads.iter().any(|&head| crate::phrase::find_conjunct(resolver.doc, head, passes).is_some())
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
    let fits = |token: TokenId| doc.lower_form(token) == particle || doc.lemma(token) == particle;
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
    let passes = |word| passes(doc, knowledge, &demand.words, word);
    heads.into_iter().find_map(|word| crate::phrase::find_conjunct(doc, word, passes))
}

/// The objects that may belong to a trigger: also the subject of its passive, and the noun of "talks held in Geneva".
fn objects(doc: &Document, head: TokenId) -> Vec<TokenId> {
    clause::place(doc, head, &[], None, &Atom::Object)
}

/// Whether a word passes a test, alone or with the word before it ("air force").
fn passes(doc: &Document, knowledge: &Knowledge, test: &WordTest, word: TokenId) -> bool {
    *test == WordTest::Any || any_lemma(doc, knowledge, word, &mut |lemma| test.passes(lemma, &knowledge.classes))
}

/// Whether any of the lemmas fits that a head may be asked for: its own, with the words before it ("shot", "warning shot"), and those of what it only
/// counts ("a total of 500 balloons").
fn any_lemma(doc: &Document, knowledge: &Knowledge, word: TokenId, fits: &mut dyn FnMut(&str) -> bool) -> bool {
    let own = singular(doc, word);
    let plural = doc.lower_lemma(word);
    if fits(&own) || plural != own && fits(&plural) {
        return true;
    }
    let counts = knowledge.classes.contains("amount", &own);
    if counts && clause::preposition(doc, word, "of").into_iter().any(|counted| any_lemma(doc, knowledge, counted, fits)) {
        return true;
    }
    let before = |&child: &TokenId| child < word && matches!(doc.tokens[child].relation, Relation::Compound | Relation::Amod);
    let mut phrase = own.to_string();
    doc.children(word).rev().filter(before).any(|child| {
        let modifier = doc.lower_lemma(child);
        phrase = format!("{modifier} {phrase}");
        fits(&phrase) || fits(&format!("{modifier} {own}"))
    })
}

/// All lemmas that a head may be asked for, remembered.
fn lemmas(resolver: &Resolver<'_>, word: TokenId) -> Rc<[String]> {
    resolver.memo.lemmas.get_or(word, || {
        let mut all = Vec::new();
        any_lemma(resolver.doc, resolver.knowledge, word, &mut |lemma| {
            all.push(lemma.to_string());
            false
        });
        all.into()
    })
}

/// The classes of all lemmas that a head may be asked for, in order.
fn classes(resolver: &Resolver<'_>, word: TokenId) -> Rc<[ClassNumber]> {
    resolver.memo.classes.get_or(word, || {
        let mut all = Vec::new();
        any_lemma(resolver.doc, resolver.knowledge, word, &mut |lemma| {
            all.extend(resolver.knowledge.classes.numbers_of(lemma));
            false
        });
        all.sort_unstable();
        all.into()
    })
}

/// Whether some classes in order have the one of a name among them.
fn has_class(knowledge: &Knowledge, classes: &[ClassNumber], name: &str) -> bool {
    knowledge.classes.number(name).is_some_and(|number| classes.binary_search(&number).is_ok())
}

/// The lemma in lower case; where the model left a plural as it is ("troops"), without its ending.
pub fn singular(doc: &Document, word: TokenId) -> Cow<'_, str> {
    let lemma = doc.lower_lemma(word);
    let is_plural = matches!(&*doc.tokens[word].xpos, "NNS" | "NNPS");
    let short = lemma.strip_suffix('s').filter(|short| is_plural && short.len() > 3 && !short.ends_with('s'));
    match (short.map(str::len), lemma) {
        (Some(length), Cow::Borrowed(lemma)) => Cow::Borrowed(&lemma[..length]),
        (Some(length), Cow::Owned(lemma)) => Cow::Owned(lemma[..length].to_string()),
        (None, lemma) => lemma,
    }
}

fn light_verb(doc: &Document, knowledge: &Knowledge, part_of_speech: PartOfSpeech, head: TokenId) -> Option<TokenId> {
    if part_of_speech != PartOfSpeech::Noun {
        return None;
    }
    let is_amount = |lemma: &str| knowledge.classes.contains("amount", lemma);
    clause::light_verb(doc, head, &|lemma| knowledge.classes.contains("light", lemma), &is_amount)
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

/// How many sentences before one its passage begins.
const PASSAGE: usize = 2;

/// The sentence of a word; as a passage with those before it in paragraphs of its kind, for a headline tells all that the text tells.
fn sentences(doc: &Document, word: TokenId, passage: bool) -> &[Sentence] {
    let end = doc.sentences.partition_point(|sentence| sentence.tokens.start as TokenId <= word);
    let last = end.saturating_sub(1);
    let kind = |at: usize| doc.text.paragraphs[doc.sentences[at].paragraph as usize].kind;
    let reach = if passage { PASSAGE } else { 0 };
    let first = (last.saturating_sub(reach)..=last).rev().take_while(|&at| kind(at) == kind(last)).last().unwrap_or(last);
    &doc.sentences[first..end]
}

/// Whether any word of a sentence passes.
fn sentence_test(resolver: &Resolver<'_>, acts: &Acts, test: &Test, sentence: TokenRange) -> bool {
    match test {
        Test::Class(class) => {
            let all = resolver.memo.sentences.get_or(sentence.start, || {
                let mut all: Vec<ClassNumber> = sentence.ids().flat_map(|word| classes(resolver, word).to_vec()).collect();
                all.sort_unstable();
                all.dedup();
                all.into()
            });
            has_class(resolver.knowledge, &all, class)
        }
        Test::Lemma(lemma) => sentence.ids().any(|word| resolver.doc.lemma(word).eq_ignore_ascii_case(lemma)),
        Test::Act(category) => {
            acts[sentence.ids()].iter().flatten().any(|act| category.is_none_or(|wanted| wanted == act.category))
        }
        Test::Exists | Test::Kind(_) => false,
    }
}

fn passes_test(resolver: &Resolver<'_>, acts: &Acts, test: &Test, head: TokenId) -> bool {
    let doc = resolver.doc;
    match test {
        Test::Exists => true,
        Test::Kind(kind) => resolver.is_kind(head, kind),
        Test::Class(class) => has_class(resolver.knowledge, &classes(resolver, head), class),
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
        Target::Passage => "the passage".to_string(),
        Target::Place(path) => {
            let parts: Vec<String> = path.iter().map(atom_name).collect();
            format!("`{}`", parts.join("."))
        }
    };
    let tests: Vec<String> = condition
        .tests
        .iter()
        .take(SHOWN)
        .map(|test| match test {
            Test::Exists => "there".to_string(),
            Test::Kind(word) | Test::Lemma(word) => word.clone(),
            Test::Class(class) => format!("@{class}"),
            Test::Act(category) => category.map_or("an act".to_string(), |category| category.name().to_string()),
        })
        .collect();
    let others = condition.tests.len() - tests.len();
    let more = if others > 0 { format!(" or {others} others") } else { String::new() };
    let shown = tests.join("/");
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
        Atom::Occasion => "occasion".to_string(),
        Atom::Recipient => "recipient".to_string(),
        Atom::Preposition(word) => word.clone(),
        Atom::Nobody => "none".to_string(),
    }
}
