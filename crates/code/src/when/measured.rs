//! Times that are counted from another time: "a day after it blew up the office", "two days before", "the same day".

use super::own::{is_of_noun, is_point};
use crate::date::{self, DateContext, Tense};
use document::{Date, Document, Relation, TimeExpression, TimeValue, TokenId, Upos};
use event::{Found, Origin, When};

/// How many times back "three days later" may count from: what lies farther is another story, however long the paragraph.
const TIMES_BEFORE: usize = 16;

/// Whether an act stands in the words that a time such as "a day after" introduces: up to the next comma, or in the clause that "after" marks. It
/// lies so long before or after the main one.
fn holds(doc: &Document, time: &TimeExpression, token: TokenId) -> bool {
    let Some(start) = opens_at(doc, time) else { return false };
    let end = doc.sentence_of(start).tokens.end as TokenId;
    let comma = (start..end).find(|&token| doc.form(token) == ",").unwrap_or(end);
    let marked = doc.head(start - 1).filter(|_| doc.tokens[start - 1].relation == Relation::Mark);
    start <= token && (token < comma || marked.is_some_and(|verb| verb == token))
}

/// The first word behind "a day after" where that introduces a clause.
fn opens_at(doc: &Document, time: &TimeExpression) -> Option<TokenId> {
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
    // "had joined them the night before in shelling ...": nothing is introduced.
    let closed = start >= end
        || matches!(doc.tokens[start].upos, Upos::ADP | Upos::PUNCT)
        || matches!(doc.form(start), "in" | "on" | "at" | "by" | "with");
    (!closed).then_some(start)
}

/// Whether a time measures a clause behind it, and is no time of the acts outside.
pub(super) fn measures_a_clause(doc: &Document, time: &TimeExpression) -> bool {
    let Some(start) = opens_at(doc, time) else { return false };
    doc.tokens[start - 1].relation == Relation::Mark
}

/// The date of an act in a clause that measures the main one: "a day after it blew up the office, the North said on Wednesday ...".
pub(super) fn in_clause(
    doc: &Document,
    anchor: TokenId,
    published: Option<Date>,
    carried: Option<(Date, Date)>,
) -> Option<Found<When>> {
    let times = doc.times_within(doc.sentence_of(anchor).tokens);
    let inside = |time: &&TimeExpression, token: TokenId| holds(doc, time, token);
    let measure = times.iter().find(|time| inside(time, anchor))?;
    let TimeValue::FromOther { unit, amount } = measure.value else { return None };
    let context = DateContext { tense: Tense::Past, other: None };
    let mut beside = times
        .iter()
        .filter(|time| time.span != measure.span && is_point(time) && !inside(&measure, time.tokens.start as TokenId));
    let main = beside.find_map(|time| date::anchor(&time.value, time.span, published, context)?.days());
    let main =
        main.or(carried).or_else(|| before(doc, measure.tokens.start, published, |_| true)).or(published.map(|day| (day, day)))?;
    let back = TimeValue::FromOther { unit, amount: -amount };
    let when = date::anchor(&back, measure.span, published, DateContext { tense: Tense::Past, other: Some(main) })?;
    Some(Found { value: when, evidence: vec![measure.span], origin: Origin::Engine("measured from the main act") })
}

/// The time that another leans on. What is counted from another time is counted from one told earlier in its sentence, the one that the
/// paragraph moves in, or the last one told before; an hour of a day that is not said is one of the paragraph's day.
pub(super) fn other(
    doc: &Document,
    time: &TimeExpression,
    published: Option<Date>,
    carried: Option<(Date, Date)>,
) -> Option<(Date, Date)> {
    let first = time.tokens.start;
    let sentence = doc.sentence_of(first as TokenId);
    let counted = matches!(time.value, TimeValue::FromOther { .. });
    let beside = || before(doc, first, published, |other| other.tokens.start >= sentence.tokens.start);
    let in_paragraph = || {
        before(doc, sentence.tokens.start, published, |other| {
            doc.sentence_of(other.tokens.start as TokenId).paragraph == sentence.paragraph
        })
    };
    if !counted {
        return carried.or_else(in_paragraph);
    }
    beside().or(carried).or_else(|| before(doc, first, published, |_| true))
}

/// The last time that was told before a place of the text, as far back as `reaches` goes; nothing where it cannot be anchored.
fn before(
    doc: &Document,
    token: u32,
    published: Option<Date>,
    reaches: impl Fn(&TimeExpression) -> bool,
) -> Option<(Date, Date)> {
    let context = DateContext { tense: Tense::Past, other: None };
    let told = doc.times.partition_point(|time| time.tokens.start < token);
    let last = doc.times[..told]
        .iter()
        .rev()
        .take(TIMES_BEFORE)
        .take_while(|time| reaches(time))
        .find(|time| is_point(time) && !matches!(time.value, TimeValue::FromOther { .. }) && !is_of_noun(doc, time))?;
    date::anchor(&last.value, last.span, published, context)?.days()
}
