//! Which of a text's time expressions is an act's own, and what stands in where none is said (contract, decision 9).

use crate::assertion::Reality;
use crate::date::{self, DateContext, Tense};
use crate::matching::is_time;
use document::{Date, Document, Relation, TimeExpression, TimeKind, TimeValue, TokenId, Upos};
use event::{Found, Origin, When};

/// All that the choice depends on.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    /// The head of the trigger.
    pub head: TokenId,
    /// The light verb that carries a noun of action.
    pub light: Option<TokenId>,
    /// What the walk over the operators found.
    pub reality: &'a Reality,
    /// The date that an earlier sentence of the paragraph set.
    pub carried: Option<&'a Carried>,
    /// Whether the words are set in a heading.
    pub in_heading: bool,
    /// Whether a cooperative act to come was made an agreement or concession: its date is that of the utterance.
    pub is_utterance: bool,
}

/// What earlier sentences of the paragraph say of the time in which it moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// The date last set.
    pub when: When,
    /// Whether it lies far back.
    pub historical: bool,
}

/// When the act took place, or is to.
pub fn of(doc: &Document, act: Act<'_>) -> Found<When> {
    let published = doc.text.metadata.published.map(|published| published.date);
    let anchor = act.light.unwrap_or(act.head);
    let tense = tense(doc, anchor, act.reality);
    let other = act.carried.and_then(|carried| carried.when.days()).or_else(|| time_before(doc, anchor, published));
    let context = DateContext { tense, other };
    if let Some(found) = measured_from(doc, anchor, published, other) {
        return found;
    }
    let own = if act.is_utterance { Vec::new() } else { candidates(doc, anchor) };
    let mut unanchored = None;
    for time in own {
        match date::anchor(&time.value, time.span, published, context) {
            Some(when) => {
                return Found { value: when, evidence: vec![time.span], origin: Origin::Engine("a time told at the act") };
            }
            None => unanchored = unanchored.or(Some(time.span)),
        }
    }
    if let Some(span) = unanchored {
        return Found::at(When::Unknown(Some(span)), span, Origin::Engine("a time that cannot be anchored"));
    }
    let past = is_finite_past(doc, anchor) && !act.reality.to_come();
    if (act.is_utterance || past)
        && let Some(found) = of_report(doc, act, published)
    {
        return found;
    }
    if let (Some(carried), true) = (act.carried, past) {
        let evidence = carried.when.stretch().map(|stretch| stretch.words).into_iter().collect();
        if carried.historical {
            return Found { value: When::Unknown(None), evidence, origin: FAR_BACK };
        }
        return Found { value: carried.when.clone(), evidence, origin: Origin::Engine("a date set earlier in the paragraph") };
    }
    match published {
        Some(day) if act.is_utterance || told_as_news(doc, anchor, act) => {
            Found::silent(When::PublicationDate(day), Origin::Engine("told as news"))
        }
        _ => Found::silent(When::Unknown(None), Origin::Engine("no time is told")),
    }
}

/// The words that a time such as "a day after" introduces: up to the next comma. The act in them lies so long before or after the main one.
fn measured_clause(doc: &Document, time: &TimeExpression) -> Option<(TokenId, TokenId)> {
    let TimeValue::FromOther { .. } = time.value else { return None };
    let last = time.tokens.end as TokenId - 1;
    let end = doc.sentence_of(last).tokens.end as TokenId;
    let joins = |token: TokenId| token < end && matches!(doc.form(token), "after" | "before");
    let start = if joins(last) {
        last + 1
    } else if joins(last + 1) {
        last + 2
    } else {
        return None;
    };
    Some((start, (start..end).find(|&token| doc.form(token) == ",").unwrap_or(end)))
}

/// The date of an act in a clause that measures the main one: "a day after it blew up the office, the North said on Wednesday ...".
fn measured_from(doc: &Document, anchor: TokenId, published: Option<Date>, other: Option<(Date, Date)>) -> Option<Found<When>> {
    let times = doc.times_within(doc.sentence_of(anchor).tokens);
    let inside = |time: &&TimeExpression, token: TokenId| {
        measured_clause(doc, time).is_some_and(|(start, end)| start <= token && token < end)
    };
    let measure = times.iter().find(|time| inside(time, anchor))?;
    let TimeValue::FromOther { unit, amount } = measure.value else { return None };
    let context = DateContext { tense: Tense::Past, other: None };
    let mut beside = times
        .iter()
        .filter(|time| time.span != measure.span && is_point(time) && !inside(&measure, time.tokens.start as TokenId));
    let main = beside.find_map(|time| date::anchor(&time.value, time.span, published, context)?.days());
    let main = main.or(other).or(published.map(|day| (day, day)))?;
    let back = TimeValue::FromOther { unit, amount: -amount };
    let when = date::anchor(&back, measure.span, published, DateContext { tense: Tense::Past, other: Some(main) })?;
    Some(Found { value: when, evidence: vec![measure.span], origin: Origin::Engine("measured from the main act") })
}

/// The origin of an undated act in a paragraph that tells of the past.
pub const FAR_BACK: Origin = Origin::Engine("told among acts that lie far back");

/// The date of the report, where the act has none of its own: "..., the minister said on Tuesday".
fn of_report(doc: &Document, act: Act<'_>, published: Option<Date>) -> Option<Found<When>> {
    let context = DateContext { tense: Tense::Past, other: None };
    let closing = crate::attribution::reporting_verb(doc, act.head);
    for verb in act.reality.reported_by.iter().rev().copied().chain(closing) {
        let own = own_words(doc, verb, verb);
        let mut times = doc
            .times_within(doc.sentence_of(verb).tokens)
            .iter()
            .filter(|time| is_point(time) && time.tokens.ids().any(|token| own.contains(&token)));
        if let Some(when) = times.find_map(|time| Some((date::anchor(&time.value, time.span, published, context)?, time.span))) {
            return Some(Found { value: when.0, evidence: vec![when.1], origin: Origin::Engine("the time of the report") });
        }
    }
    None
}

/// How many times back "three days later" may count from: what lies farther is another story, however long the paragraph.
const TIMES_BEFORE: usize = 16;

/// The last time told in the paragraph before this sentence, for "three days later".
fn time_before(doc: &Document, anchor: TokenId, published: Option<Date>) -> Option<(Date, Date)> {
    let here = doc.sentence_of(anchor);
    let context = DateContext { tense: Tense::Past, other: None };
    let in_paragraph = |time: &&TimeExpression| {
        let sentence = doc.sentence_of(time.tokens.start as TokenId);
        sentence.paragraph == here.paragraph
    };
    let before = doc.times.partition_point(|time| time.tokens.start < here.tokens.start);
    doc.times[..before]
        .iter()
        .rev()
        .take(TIMES_BEFORE)
        .take_while(|time| in_paragraph(time))
        .filter(|time| is_point(time))
        .find_map(|time| date::anchor(&time.value, time.span, published, context)?.days())
}

/// The times that may be the act's own, best first.
fn candidates(doc: &Document, anchor: TokenId) -> Vec<&TimeExpression> {
    let sentence = doc.sentence_of(anchor);
    let times: Vec<&TimeExpression> = doc.times_within(sentence.tokens).iter().filter(|time| is_point(time)).collect();
    if times.is_empty() {
        return times;
    }
    let mut found: Vec<&TimeExpression> = Vec::new();
    let mut at = anchor;
    for step in 0..6 {
        let own = own_words(doc, at, anchor);
        let mut here: Vec<&TimeExpression> = times
            .iter()
            .copied()
            .filter(|time| time.tokens.ids().any(|token| own.contains(&token)))
            .filter(|time| !found.contains(time))
            .collect();
        here.sort_by_key(|time| (time.tokens.start as usize).abs_diff(anchor));
        found.extend(here);
        if step == 0 && !found.is_empty() {
            break;
        }
        match shares_time(doc, at) {
            Some(head) => at = head,
            None => break,
        }
    }
    if found.is_empty() {
        // "was shot dead and thirty were injured yesterday": the last of coordinated verbs tells the time of all.
        let last = doc.children_by(anchor, Relation::Conj).rfind(|&verb| doc.tokens[verb].upos == Upos::VERB);
        let own = last.map(|verb| own_words(doc, verb, verb)).unwrap_or_default();
        found.extend(times.iter().copied().filter(|time| time.tokens.ids().any(|token| own.contains(&token))));
    }
    if found.is_empty()
        && doc.head(anchor).is_none_or(|head| !matches!(doc.tokens[anchor].relation, Relation::Ccomp) || doc.head(head).is_none())
    {
        // "Late on Wednesday it fired ...": a time at the beginning of the sentence, wherever the parser hangs it.
        let first = sentence.tokens.start;
        found
            .extend(times.iter().copied().filter(|time| time.tokens.start <= first + 2 && (time.tokens.end as TokenId) < anchor));
    }
    found
}

/// Durations and repetitions are no dates.
fn is_point(time: &TimeExpression) -> bool {
    !matches!(time.kind, TimeKind::Duration | TimeKind::Set) && !matches!(time.value, TimeValue::Vague { .. } | TimeValue::Now)
}

/// The words under `top` that tell of its own act: no clauses with acts of their own, no coordinated verbs.
fn own_words(doc: &Document, top: TokenId, anchor: TokenId) -> Vec<TokenId> {
    doc.subtree_where(top, |word, child| {
        let relation = doc.tokens[child].relation;
        // "the September 2018 agreement": a time before a noun is the noun's own.
        if word != top && doc.tokens[word].upos.is_noun() && child < word && is_time(doc, child) && !is_time(doc, word) {
            return false;
        }
        let clause = matches!(
            relation,
            Relation::Ccomp | Relation::Parataxis | Relation::AclRelcl | Relation::Acl | Relation::Csubj | Relation::Appos
        ) || relation == Relation::Advcl
            && doc.children(child).any(|mark| doc.tokens[mark].relation == Relation::Mark)
            || relation == Relation::Xcomp && doc.tokens[child].upos == Upos::VERB && child != anchor
            || relation == Relation::Conj && doc.tokens[child].upos == Upos::VERB;
        !clause || child == anchor
    })
}

/// The word above whose time is also this act's, if there is one.
fn shares_time(doc: &Document, word: TokenId) -> Option<TokenId> {
    let head = doc.head(word)?;
    let factive = doc.children_by(word, Relation::Mark).any(|mark| !matches!(doc.lemma(mark), "to" | "while"));
    match doc.tokens[word].relation {
        Relation::Conj | Relation::Xcomp | Relation::Compound | Relation::AclRelcl | Relation::Acl => Some(head),
        Relation::Advcl if !factive => Some(head),
        Relation::Obj | Relation::Obl | Relation::Nsubj | Relation::NsubjPass | Relation::Nmod
            if doc.tokens[word].upos.is_noun() =>
        {
            Some(head)
        }
        _ => None,
    }
}

fn tense(doc: &Document, anchor: TokenId, reality: &Reality) -> Tense {
    if reality.to_come() {
        return Tense::Future;
    }
    match &*doc.tokens[anchor].xpos {
        "VBP" | "VBZ" | "VB" => Tense::Present,
        _ => Tense::Past,
    }
}

/// A simple past: the tense in which a dated story goes on.
fn is_finite_past(doc: &Document, anchor: TokenId) -> bool {
    let had = doc.children_by(anchor, Relation::Aux).any(|auxiliary| matches!(doc.lemma(auxiliary), "have"));
    let past = matches!(&*doc.tokens[anchor].xpos, "VBD" | "VBN" | "VBG");
    past && !had
}

/// Whether an act without a time of its own is the news that the article brings: not what had happened before, not what is to come, not a
/// noun that merely mentions it.
fn told_as_news(doc: &Document, anchor: TokenId, act: Act<'_>) -> bool {
    let had = doc.children_by(anchor, Relation::Aux).any(|auxiliary| doc.form(auxiliary).eq_ignore_ascii_case("had"));
    let verbal = matches!(doc.tokens[anchor].upos, Upos::VERB | Upos::AUX);
    let relative = matches!(doc.tokens[anchor].relation, Relation::AclRelcl | Relation::Acl);
    !had && !act.reality.to_come() && !relative && (verbal || act.in_heading)
}

/// Whether the act ended more than a year before publication.
pub fn is_historical(when: &When, published: Option<Date>) -> bool {
    let (Some((_, end)), Some(published)) = (when.days(), published) else { return false };
    jiff::Span::new().try_years(1).ok().and_then(|year| published.checked_sub(year).ok()).is_some_and(|limit| end < limit)
}
