//! Which of a text's time expressions is an act's own, and what stands in where none is said (contract, decision 9).
//!
//! The act's own times are found in [`own`], those counted from another time in [`measured`]; then come the time of the report, the date that the
//! paragraph set, and the day of publication.

mod measured;
mod own;

use crate::assertion::Reality;
use crate::clause::preposition_of;
use crate::date::{self, DateContext, Tense};
use document::{Date, Document, Relation, Sentence, TimeExpression, TimeValue, TokenId, Upos};
use event::{Assertion, Found, Granularity, Origin, When};
use own::is_point;

/// All that the choice depends on.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    /// The head of the trigger.
    pub head: TokenId,
    /// The light verb that carries a noun of action.
    pub light: Option<TokenId>,
    /// What the walk over the operators found.
    pub reality: &'a Reality,
    /// The verbs of the reports that stand beside it.
    pub reports: &'a [TokenId],
    /// The date that an earlier sentence of the paragraph set.
    pub carried: Option<&'a Carried>,
    /// Whether the words are set in a heading.
    pub in_heading: bool,
    /// Whether a cooperative act to come was made an agreement or concession: its date is that of the utterance.
    pub is_utterance: bool,
    /// Whether the act is done in words.
    pub speaks: bool,
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
    let carried = act.carried.and_then(|carried| carried.when.days());
    if let Some(found) = measured::in_clause(doc, anchor, published, carried) {
        return found;
    }
    let own = if act.is_utterance { Vec::new() } else { own::candidates(doc, anchor, act.speaks) };
    let mut unanchored = None;
    for time in own {
        let other = measured::other(doc, time, published, carried);
        let value = when_it_was(doc, anchor, time);
        match date::anchor(value, time.span, published, DateContext { tense: tense(doc, anchor, act.reality, time), other }) {
            Some(when) => {
                return Found { value: when, evidence: vec![time.span], origin: Origin::Engine("a time told at the act") };
            }
            None => unanchored = unanchored.or(Some(time.span)),
        }
    }
    if let Some(span) = unanchored {
        return Found::at(When::Unknown(Some(span)), span, Origin::Engine("a time that cannot be anchored"));
    }
    if let Some(span) = long_ago(doc, anchor) {
        return Found::at(When::Unknown(Some(span)), span, FAR_BACK);
    }
    let past = is_finite_past(doc, anchor, act) && !act.reality.to_come();
    // "has ordered the consulate closed, the minister said on Tuesday"
    let told_of = !act.reality.to_come() && &*doc.tokens[anchor].xpos == "VBN";
    if (act.is_utterance || past || told_of)
        && let Some(found) = of_report(doc, act, published)
    {
        return found;
    }
    // In a paragraph of the past, what "had" been done lies as far back.
    let pluperfect = doc.children_by(anchor, Relation::Aux).any(|auxiliary| doc.form(auxiliary).eq_ignore_ascii_case("had"));
    if let (Some(carried), true) = (act.carried.filter(|carried| past || carried.historical), past || pluperfect) {
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

/// The date that a sentence sets for those behind it, where none of its acts was coded: that of its main verb.
pub fn set_by(doc: &Document, sentence: &Sentence, published: Option<Date>) -> Option<Carried> {
    let root = sentence.tokens.ids().find(|&token| doc.tokens[token].head.is_none())?;
    if &*doc.tokens[root].xpos != "VBD" {
        return None;
    }
    let context = DateContext { tense: Tense::Past, other: None };
    let own = own::words(doc, root, root);
    let mut times = doc
        .times_within(sentence.tokens)
        .iter()
        .filter(|time| is_point(time) && time.tokens.ids().any(|token| own.contains(&token)));
    let when = times.find_map(|time| date::anchor(&time.value, time.span, published, context))?;
    // "She was born in 1950" sets no scene for the news behind it.
    (!is_historical(&when, published)).then_some(Carried { when, historical: false })
}

/// The origin of an undated act in a paragraph that tells of the past.
pub const FAR_BACK: Origin = Origin::Engine("told among acts that lie far back");

/// "since March last year, when they began ...": of a stretch that an act began, the beginning.
fn when_it_was<'t>(doc: &Document, anchor: TokenId, time: &'t TimeExpression) -> &'t TimeValue {
    match &time.value {
        TimeValue::Range { from: Some(from), to: None } if doc.children(anchor).any(|child| doc.lemma(child) == "when") => from,
        value => value,
    }
}

/// "Decades ago": a past that is too far back for days.
fn long_ago(doc: &Document, anchor: TokenId) -> Option<span::Span> {
    let own = own::words(doc, anchor, anchor);
    let first = doc.sentence_of(anchor).tokens.start;
    let far = |time: &&TimeExpression| {
        let TimeValue::Vague { past: true, .. } = time.value else { return false };
        let own_or_opening = time.tokens.start == first || time.tokens.ids().any(|token| own.contains(&token));
        let words: Vec<&str> = time.tokens.ids().map(|token| doc.lemma(token)).collect();
        let long = words.iter().any(|word| matches!(word.to_lowercase().as_str(), "year" | "decade" | "century" | "long"));
        long && words.contains(&"ago") && own_or_opening
    };
    doc.times_within(doc.sentence_of(anchor).tokens).iter().find(far).map(|time| time.span)
}

/// The date of the report, where the act has none of its own: "..., the minister said on Tuesday".
fn of_report(doc: &Document, act: Act<'_>, published: Option<Date>) -> Option<Found<When>> {
    let context = DateContext { tense: Tense::Past, other: None };
    for verb in act.reality.reported_by.iter().rev().chain(act.reports).copied() {
        let own = own::words(doc, verb, verb);
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

/// The tense in which a time of the act is read.
fn tense(doc: &Document, anchor: TokenId, reality: &Reality, time: &TimeExpression) -> Tense {
    let perfect = doc.children_by(anchor, Relation::Aux).any(|auxiliary| doc.lemma(auxiliary) == "have");
    // "are expected to rally on Saturday": what may happen lies ahead, if its verb is no past.
    let possible = reality.assertion.value == Assertion::Hypothetical && &*doc.tokens[anchor].xpos == "VB" && !perfect;
    if reality.to_come() || possible || is_called_for(doc, anchor, time) {
        return Tense::Future;
    }
    match &*doc.tokens[anchor].xpos {
        "VBP" | "VBZ" | "VB" => Tense::Present,
        _ => Tense::Past,
    }
}

/// "a walkout for Monday": the day for which an act is called.
pub fn is_called_for(doc: &Document, anchor: TokenId, time: &TimeExpression) -> bool {
    let noun = doc.tokens[anchor].upos.is_noun() || doc.child(anchor, Relation::Obj).is_some();
    noun && time.tokens.ids().any(|token| {
        doc.head(token).is_some_and(|head| !time.tokens.contains(head))
            && preposition_of(doc, token).is_some_and(|word| word == "for")
    })
}

/// A simple past: the tense in which a dated story goes on; of what is reported, the pluperfect too.
fn is_finite_past(doc: &Document, anchor: TokenId, act: Act<'_>) -> bool {
    let reported = !act.reality.reported_by.is_empty();
    let mut auxiliaries = doc.children_by(anchor, Relation::Aux).filter(|&auxiliary| doc.lemma(auxiliary) == "have");
    let had = auxiliaries.any(|auxiliary| !(reported && doc.form(auxiliary).eq_ignore_ascii_case("had")));
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

/// Whether the act ended more than a year before the day on which it is told.
pub fn is_historical(when: &When, told: Option<Date>) -> bool {
    let (Some((_, end)), Some(told)) = (when.days(), told) else { return false };
    jiff::Span::new().try_years(1).ok().and_then(|year| told.checked_sub(year).ok()).is_some_and(|limit| end < limit)
}

/// The day on which a text tells: that of its publication, else the latest that it states itself, a text being no older than what it tells.
pub fn told_on(doc: &Document) -> Option<Date> {
    let context = DateContext { tense: Tense::Past, other: None };
    let stated = |time: &TimeExpression| match date::anchor(&time.value, time.span, None, context)? {
        When::Stated(stretch) if matches!(stretch.granularity, Granularity::Day | Granularity::Time) => Some(stretch.enddate),
        _ => None,
    };
    let published = doc.text.metadata.published.map(|published| published.date);
    published.or_else(|| doc.times.iter().filter(|time| is_point(time)).filter_map(stated).max())
}
