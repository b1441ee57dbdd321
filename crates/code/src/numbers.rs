//! How many: the quantities of an act, told apart by what is counted (contract, decision 12).
//!
//! Where the numbers of an act stand is [`crate::reach`]'s; here each is given to a field and a side.

use crate::entity::Resolver;
use crate::matching::{self, Match};
use crate::{clause, phrase, reach};
use document::{Document, Quantity, QuantityKind, Relation, TokenId, TokenRange, Upos};
use event::{Count, Side};
use knowledge::Knowledge;

/// The numbers of one act.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// Deaths.
    pub dead: Option<Count>,
    /// Injuries.
    pub injured: Option<Count>,
    /// Arrests.
    pub arrested: Option<Count>,
    /// The size of the force, crowd or convoy that acts.
    pub size: Option<Count>,
    /// All others.
    pub others: Vec<Count>,
}

/// What befalls people, each told by the words of the class of that name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Killed.
    Death,
    /// Wounded.
    Injury,
    /// Held.
    Arrest,
}

/// The outcome that a word tells in its sentence: "46 sailors lost their lives", "the attack claimed 46 lives".
pub fn outcome_at(doc: &Document, knowledge: &Knowledge, word: TokenId) -> Option<Outcome> {
    let life = |word: TokenId| matches!(doc.lemma(word), "life" | "live") && doc.tokens[word].upos.is_noun();
    let lost = doc.lemma(word) == "lose" && doc.children_by(word, Relation::Obj).any(life);
    let claimed = life(word) && doc.head(word).is_some_and(|verb| matches!(doc.lemma(verb), "claim" | "take" | "cost"));
    if lost || claimed { Some(Outcome::Death) } else { outcome(knowledge, doc.lemma(word)) }
}

/// The outcome that a word tells.
pub fn outcome(knowledge: &Knowledge, lemma: &str) -> Option<Outcome> {
    let classes = [("death", Outcome::Death), ("injury", Outcome::Injury), ("arrest", Outcome::Arrest)];
    classes.into_iter().find(|(class, _)| knowledge.classes.contains(class, lemma)).map(|(_, outcome)| outcome)
}

/// A field that is filled, with the head of what is counted.
#[derive(Default)]
struct Slot {
    count: Option<Count>,
    counted: Option<TokenId>,
    /// Whether it is a sum whose parts already stand among the others.
    summed: bool,
}

impl Slot {
    /// Takes a count, adds one that is joined to it, or passes it on to the others.
    fn take(&mut self, doc: &Document, count: Count, counted: Option<TokenId>, others: &mut Vec<Count>) {
        let Some(known) = &mut self.count else {
            *self = Slot { count: Some(count), counted, summed: false };
            return;
        };
        let joined = match (self.counted, counted) {
            (Some(one), Some(other)) => one != other && phrase::conjuncts(doc, one).contains(&other),
            _ => false,
        };
        if joined {
            let sum = Count {
                low: known.low + count.low,
                high: known.high.zip(count.high).map(|(one, other)| one + other),
                words: known.words.cover(count.words),
                ..known.clone()
            };
            let first = std::mem::replace(known, sum);
            if !self.summed {
                others.push(first);
            }
            self.summed = true;
        }
        others.push(count);
    }
}

/// Reads the numbers of an act; `is_force` says that the actor's own number is the size of a force, crowd or convoy.
pub fn of(resolver: &Resolver<'_>, matches: &[Option<Match>], act: &Match, is_force: bool) -> Numbers {
    let (doc, knowledge) = (resolver.doc, resolver.knowledge);
    let (mut dead, mut injured, mut arrested, mut size) = (Slot::default(), Slot::default(), Slot::default(), Slot::default());
    let mut others = Vec::new();
    let scope = reach::of(doc, knowledge, matches, act);
    for quantity in doc.quantities_within(doc.sentence_of(act.head).tokens) {
        if matches!(quantity.kind, QuantityKind::OfTime | QuantityKind::Ordinal)
            || !quantity.tokens.ids().any(|token| scope.contains(&token))
        {
            continue;
        }
        let Some(first) = quantity.tokens.ids().next() else { continue };
        if doc.time_at(first).is_some() || is_age(resolver, quantity) {
            continue;
        }
        let counted = counted(quantity);
        let side = side(doc, quantity, &act.actors, &act.recipients);
        let count = count(doc, quantity, side);
        let told = outcome_of(doc, knowledge, quantity, act.head).or_else(|| headlined(resolver, quantity, act, side));
        // "Two gunmen killed a judge": the number is that of who did it.
        let does_it =
            side == Some(Side::Actor) && told.is_some_and(|(_, word)| word == act.head) && !clause::is_passive(doc, act.head);
        let slot = match told.map(|(outcome, _)| outcome).filter(|_| !does_it) {
            Some(Outcome::Death) => &mut dead,
            Some(Outcome::Injury) => &mut injured,
            Some(Outcome::Arrest) if side != Some(Side::Actor) && !counts_things(resolver, quantity) => &mut arrested,
            _ if side == Some(Side::Actor) && is_force => &mut size,
            _ => {
                others.push(count);
                continue;
            }
        };
        slot.take(doc, count, counted, &mut others);
    }
    let dead = dead.count.or_else(|| one_person(resolver, act, Outcome::Death));
    let injured = injured.count.or_else(|| one_person(resolver, act, Outcome::Injury));
    Numbers { dead, injured, arrested: arrested.count, size: size.count, others }
}

/// Classes of what can be held, taken or captured and is nobody.
const NOBODY: [&str; 8] = ["settlement", "district", "province", "building", "land", "way", "meeting-noun", "talks"];

/// "held three meetings", "captured three cities": what is held is nobody.
fn counts_things(resolver: &Resolver<'_>, quantity: &Quantity) -> bool {
    quantity.counted.is_some_and(|head| {
        let lemma = matching::singular(resolver.doc, head as TokenId);
        NOBODY.iter().any(|class| resolver.knowledge.classes.contains(class, &lemma))
    })
}

/// "Ali Hassan, 34, was killed", "a girl below the age of nine", "a boy of twelve", "no one": how old somebody is, or nobody.
fn is_age(resolver: &Resolver<'_>, quantity: &Quantity) -> bool {
    let doc = resolver.doc;
    let words = quantity.tokens;
    let (first, next) = (words.start as TokenId, words.end as TokenId);
    let sentence = doc.sentence_of(first).tokens;
    let form = |at: TokenId| if sentence.contains(at) { doc.form(at) } else { "" };
    let before = |back: usize| first.checked_sub(back).map_or("", form);
    let human = quantity.low >= 1.0 && quantity.high == Some(quantity.low) && quantity.low < 120.0 && words.ids().len() == 1;
    let digits = form(first).chars().all(|letter| letter.is_ascii_digit());
    let apart = matches!(before(1), "," | "(") && matches!(form(next), "," | ")" | "." | ";" | "");
    let behind_person = first.checked_sub(2).is_some_and(|at| sentence.contains(at) && doc.tokens[at].upos.is_noun());
    let person = |at: TokenId| {
        sentence.contains(at)
            && &*doc.tokens[at].xpos == "NN"
            && resolver.knowledge.classes.contains("human-being", doc.lemma(at))
    };
    let of = before(1) == "of" && (before(2) == "age" || first.checked_sub(2).is_some_and(person));
    let said = matches!(before(1), "age" | "aged") || of;
    let nobody = form(first).eq_ignore_ascii_case("one") && before(1).eq_ignore_ascii_case("no");
    human && (digits && apart && behind_person || said) || nobody
}

/// "A driver was shot dead", "One killed in clash": a single victim, told by an article or by "one".
fn one_person(resolver: &Resolver<'_>, act: &Match, wanted: Outcome) -> Option<Count> {
    let (doc, knowledge) = (resolver.doc, resolver.knowledge);
    let [victim] = act.recipients[..] else { return None };
    let verb = doc.tokens[act.head].upos == Upos::VERB;
    let state =
        doc.children(act.head).chain(act.belonging.iter().copied()).find_map(|child| outcome(knowledge, doc.lemma(child)));
    if !verb || outcome(knowledge, doc.lemma(act.head)).or(state) != Some(wanted) {
        return None;
    }
    let no_one = victim.checked_sub(1).is_some_and(|before| doc.form(before).eq_ignore_ascii_case("no"));
    let alone = (doc.form(victim).eq_ignore_ascii_case("one") && !no_one).then_some(victim);
    let article = doc.children(victim).find(|&child| {
        matches!(doc.tokens[child].relation, Relation::Det | Relation::Nummod)
            && matches!(doc.lemma(child).to_lowercase().as_str(), "a" | "an" | "another" | "one")
    });
    let single =
        &*doc.tokens[victim].xpos == "NN" && resolver.is_kind(victim, "person") && doc.child(victim, Relation::Conj).is_none();
    let word = alone.or(article.filter(|_| single))?;
    let unit = (word != victim).then(|| doc.lemma(victim).to_lowercase());
    Some(Count { low: 1.0, high: Some(1.0), words: doc.tokens[word].span, unit, side: Some(Side::Recipient) })
}

/// The head of what a number counts, or its own last word.
fn counted(quantity: &Quantity) -> Option<TokenId> {
    quantity.counted.map(|token| token as TokenId).or_else(|| quantity.tokens.ids().next_back())
}

/// What befell those counted, and the word that tells it: the nearest above them that tells death, injury or arrest, up to the trigger.
fn outcome_of(doc: &Document, knowledge: &Knowledge, quantity: &Quantity, trigger: TokenId) -> Option<(Outcome, TokenId)> {
    let told = |word: TokenId| outcome_at(doc, knowledge, word).map(|outcome| (outcome, word));
    let mut at = counted(quantity)?;
    for _ in 0..6 {
        // "nine people were dead": the state hangs on those counted.
        let state = doc.children(at).find(|&child| matches!(doc.lemma(child), "dead" | "injured" | "wounded" | "hurt"));
        if let Some(outcome) = told(at).or_else(|| told(state?)) {
            return Some(outcome);
        }
        if at == trigger {
            return None;
        }
        let head = doc.head(at)?;
        // "left nine dead": it hangs on the verb beside them.
        let left = (doc.lemma(head) == "leave").then(|| doc.children_by(head, Relation::Xcomp).find_map(told)).flatten();
        if left.is_some() {
            return left;
        }
        at = head;
    }
    None
}

/// "Five soldiers killed in attack": where a headline leaves out "were", what befell those counted hangs on them.
fn headlined(resolver: &Resolver<'_>, quantity: &Quantity, act: &Match, side: Option<Side>) -> Option<(Outcome, TokenId)> {
    let doc = resolver.doc;
    let victims = side == Some(Side::Recipient) && doc.head(act.head) == counted(quantity);
    let hangs = victims && doc.tokens[act.head].relation == Relation::Acl;
    hangs.then(|| outcome_at(doc, resolver.knowledge, act.head)).flatten().map(|outcome| (outcome, act.head))
}

fn side(doc: &Document, quantity: &Quantity, actors: &[TokenId], recipients: &[TokenId]) -> Option<Side> {
    let token = counted(quantity)?;
    let within = |heads: &[TokenId]| {
        heads.iter().flat_map(|&head| phrase::conjuncts(doc, head)).any(|head| {
            let range: TokenRange = phrase::extent(doc, head);
            range.contains(token)
        })
    };
    if within(actors) {
        return Some(Side::Actor);
    }
    within(recipients).then_some(Side::Recipient)
}

fn count(doc: &Document, quantity: &Quantity, side: Option<Side>) -> Count {
    let unit = match quantity.kind {
        QuantityKind::Percent => Some("percent".to_string()),
        _ => quantity.counted.map(|token| matching::singular(doc, token as TokenId).into_owned()),
    };
    Count { low: quantity.low, high: quantity.high, words: quantity.span, unit, side }
}
