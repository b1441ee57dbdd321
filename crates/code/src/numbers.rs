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

/// What is counted of one outcome, in order of the text.
#[derive(Default)]
struct Slot {
    counts: Vec<(Count, Option<TokenId>)>,
}

impl Slot {
    /// The first count, with those joined to it and the single people among them: "three soldiers, two nurses and a driver". All counts that are not told
    /// alone go to the others.
    fn finish(self, resolver: &Resolver<'_>, others: &mut Vec<Count>) -> Option<Count> {
        let doc = resolver.doc;
        let (first, head) = self.counts.first()?.clone();
        let mut joined = head.map(|head| phrase::conjuncts(doc, first_of(doc, head))).unwrap_or_default();
        // "Seven of the sailors and one cook": the cook may hang on the sailors.
        let of = head.filter(|&head| doc.tokens[head].upos == Upos::NUM).and_then(|head| doc.child(head, Relation::Nmod));
        joined.extend(of.into_iter().flat_map(|noun| phrase::conjuncts(doc, noun).into_iter().skip(1)));
        let mut sum = first.clone();
        for (count, other) in &self.counts[1..] {
            if other.is_some_and(|other| Some(other) != head && joined.contains(&other)) {
                sum.low += count.low;
                sum.high = sum.high.zip(count.high).map(|(one, other)| one + other);
                sum.words = sum.words.cover(count.words);
            }
        }
        let counted = |one: &TokenId| self.counts.iter().any(|(_, head)| *head == Some(*one));
        for one in joined.iter().filter(|one| !counted(one)).filter_map(|&one| single(resolver, one)) {
            sum.low += 1.0;
            sum.high = sum.high.map(|high| high + 1.0);
            sum.words = sum.words.cover(doc.tokens[one].span);
        }
        let summed = sum.low > first.low;
        others.extend(self.counts.into_iter().map(|(count, _)| count).skip(usize::from(!summed)));
        Some(sum)
    }
}

/// The first of the heads that a coordination joins.
fn first_of(doc: &Document, head: TokenId) -> TokenId {
    let above = |&at: &TokenId| doc.head(at).filter(|_| doc.tokens[at].relation == Relation::Conj);
    std::iter::successors(Some(head), above).take(64).last().unwrap_or(head)
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
        let side = side(doc, quantity, &act.actors, &act.recipients);
        let count = count(doc, quantity, side);
        let told = outcome_of(doc, knowledge, quantity, act.head).or_else(|| headlined(resolver, quantity, act, side));
        // "Two gunmen killed a judge": the number is that of who did it.
        let does_it =
            side == Some(Side::Actor) && told.is_some_and(|(_, word)| word == act.head) && !clause::is_passive(doc, act.head);
        let slot = match told.map(|(outcome, _)| outcome).filter(|_| !does_it) {
            Some(Outcome::Death) => &mut dead,
            Some(Outcome::Injury) => &mut injured,
            Some(Outcome::Arrest) if side != Some(Side::Actor) && counts_people(resolver, quantity) => &mut arrested,
            _ if side == Some(Side::Actor) && is_force => &mut size,
            _ => {
                others.push(count);
                continue;
            }
        };
        slot.counts.push((count, head_of(doc, quantity)));
    }
    let [dead, injured, arrested, size] = [dead, injured, arrested, size].map(|slot| slot.finish(resolver, &mut others));
    let dead = dead.or_else(|| single_people(resolver, act, Outcome::Death));
    let injured = injured.or_else(|| single_people(resolver, act, Outcome::Injury));
    others.sort_by_key(|count| count.words.start);
    Numbers { dead, injured, arrested, size, others }
}

/// The word by which a count is joined to others: the noun that is counted, or the number where that stands behind it ("three of them").
fn head_of(doc: &Document, quantity: &Quantity) -> Option<TokenId> {
    let counted = counted(quantity)?;
    let number = doc.head(counted).filter(|&above| quantity.tokens.contains(above));
    Some(number.unwrap_or(counted))
}

/// Classes of what can be held, taken or captured and is nobody.
const NOBODY: [&str; 8] = ["settlement", "district", "province", "building", "land", "way", "meeting-noun", "talks"];

/// Whether those counted can be held: no meetings, cities or ships ("held three meetings"), and no number in a name ("hold the Aurora 2").
fn counts_people(resolver: &Resolver<'_>, quantity: &Quantity) -> bool {
    let doc = resolver.doc;
    let in_name = quantity.tokens.ids().any(|token| {
        let noun = doc.head(token).filter(|&noun| noun + 1 == token);
        doc.name_at(token).is_some() || noun.is_some_and(|noun| doc.tokens[noun].upos == Upos::PROPN)
    });
    let things = quantity.counted.is_some_and(|head| {
        let lemma = matching::singular(doc, head as TokenId);
        NOBODY.iter().any(|class| resolver.knowledge.classes.contains(class, &lemma))
    });
    !in_name && !things
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

/// "A driver was shot dead", "One killed in clash", "killed a woman and her son": single victims, told by an article, a possessor or "one".
fn single_people(resolver: &Resolver<'_>, act: &Match, wanted: Outcome) -> Option<Count> {
    let (doc, knowledge) = (resolver.doc, resolver.knowledge);
    let state =
        doc.children(act.head).chain(act.belonging.iter().copied()).find_map(|child| outcome(knowledge, doc.lemma(child)));
    let verb = doc.tokens[act.head].upos == Upos::VERB;
    if !verb || outcome(knowledge, doc.lemma(act.head)).or(state) != Some(wanted) {
        return None;
    }
    let first = *act.recipients.first()?;
    let victims = phrase::conjuncts(doc, first_of(doc, first));
    let words: Vec<TokenId> = victims.iter().filter_map(|&victim| single(resolver, victim)).collect();
    if words.len() < victims.len() || act.recipients.iter().any(|recipient| !victims.contains(recipient)) {
        return None;
    }
    let number = words.len() as f64;
    let span = words.iter().map(|&word| doc.tokens[word].span).reduce(|one, other| one.cover(other))?;
    let unit = (words[0] != first).then(|| doc.lemma(first).to_lowercase());
    Some(Count { low: number, high: Some(number), words: span, unit, side: Some(Side::Recipient) })
}

/// The word that shows that a phrase means one human being: its article or possessor, or itself.
fn single(resolver: &Resolver<'_>, head: TokenId) -> Option<TokenId> {
    let doc = resolver.doc;
    let no_one = head.checked_sub(1).is_some_and(|before| doc.form(before).eq_ignore_ascii_case("no"));
    if doc.form(head).eq_ignore_ascii_case("one") && !no_one {
        return Some(head);
    }
    let one = &*doc.tokens[head].xpos == "NN" && resolver.is_kind(head, "person");
    doc.children(head).filter(|_| one).find(|&child| match doc.tokens[child].relation {
        Relation::Det | Relation::Nummod => {
            matches!(doc.lemma(child).to_lowercase().as_str(), "a" | "an" | "another" | "one")
        }
        Relation::NmodPoss => true,
        _ => false,
    })
}

/// The head of what a number counts, or its own last word.
fn counted(quantity: &Quantity) -> Option<TokenId> {
    quantity.counted.map(|token| token as TokenId).or_else(|| quantity.tokens.ids().next_back())
}

/// What befell those counted, and the word that tells it: the nearest above them that tells death, injury or arrest, up to the trigger.
fn outcome_of(doc: &Document, knowledge: &Knowledge, quantity: &Quantity, trigger: TokenId) -> Option<(Outcome, TokenId)> {
    let told = |word: TokenId| outcome_at(doc, knowledge, word).map(|outcome| (outcome, word));
    let harm = |word: TokenId| told(word).filter(|(outcome, _)| *outcome != Outcome::Arrest);
    // "killed two guards and wounded three others": a verb right before the number, wherever the parser hangs it.
    let first = quantity.tokens.start as TokenId;
    let sentence = doc.sentence_of(trigger).tokens;
    let before = first.checked_sub(1).filter(|&before| sentence.contains(before) && doc.tokens[before].upos == Upos::VERB);
    if let Some(outcome) = before.and_then(harm) {
        return Some(outcome);
    }
    let mut at = counted(quantity)?;
    for _ in 0..6 {
        // "nine people were dead": the state hangs on those counted.
        let state = doc.children(at).find(|&child| matches!(doc.lemma(child), "dead" | "injured" | "wounded" | "hurt"));
        // "with nine guards wounded": a bare participle behind them.
        let participle = || doc.children_by(at, Relation::Acl).filter(|&child| &*doc.tokens[child].xpos == "VBN").find_map(harm);
        if let Some(outcome) = told(at).or_else(|| told(state?)).or_else(participle) {
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
