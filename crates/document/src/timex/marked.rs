//! The expressions of a document as TIMEX3 marks them, and the order in which one leans on the other.

use super::{Reference, Timex, timex};
use crate::{Date, Document, TimeExpression, TimeKind, TimeValue, TokenRange};

/// All time expressions of a document as TIMEX3 marks them, in order, with their types and values. Each is counted from the time told
/// before it where it asks for one ("a year later").
pub fn of_document(document: &Document, day: Option<Date>) -> Vec<(TimeExpression, Timex)> {
    let mut told = None;
    let mut found = Vec::new();
    for time in document.times.iter().flat_map(|time| marked(document, time)) {
        let reference = Reference { day, told };
        let said = timex(time.kind, &time.value, reference);
        told = reference.first(&time.value).or(told);
        found.push((time, said));
    }
    found
}

/// Words that only bound a time, which TIMEX3 leaves outside of it.
const BOUNDS: [&str; 10] = ["since", "until", "till", "through", "by", "from", "between", "before", "after", "to"];
/// Words and marks between the two bounds of a stretch.
const LINKS: [&str; 10] = ["to", "until", "till", "through", "and", "-", "–", "—", "--", "/"];

/// A time expression as TIMEX3 marks it: the bounds of a stretch each for itself, without the words that bound it.
pub fn marked(document: &Document, time: &TimeExpression) -> Vec<TimeExpression> {
    let TimeValue::Range { from, to } = &time.value else { return vec![time.clone()] };
    let is = |token: usize, words: &[&str]| words.iter().any(|word| document.form(token).eq_ignore_ascii_case(word));
    let mut tokens = time.tokens;
    let first = tokens.start as usize;
    if tokens.ids().len() > 1 && is(first, &BOUNDS) {
        tokens = TokenRange::new(first + 1, tokens.end as usize);
    }
    let piece = |start: usize, end: usize, value: &TimeValue| {
        let tokens = TokenRange::new(start, end);
        let kind = match value {
            TimeValue::OfDay { .. } | TimeValue::Overnight { .. } => TimeKind::Time,
            _ => TimeKind::Date,
        };
        TimeExpression { span: document.span_of(tokens), tokens, kind, value: value.clone() }
    };
    let (start, end) = (tokens.start as usize, tokens.end as usize);
    match (from, to) {
        (Some(from), Some(to)) => match (start + 1..end.saturating_sub(1)).find(|&token| is(token, &LINKS)) {
            Some(link) => vec![piece(start, link, from), piece(link + 1, end, to)],
            None => vec![time.clone()],
        },
        (Some(bound), None) | (None, Some(bound)) => vec![piece(start, end, bound)],
        (None, None) => vec![time.clone()],
    }
}
