//! Finds numbers and amounts, their bounds and what is counted (contract, decision 12).
//!
//! Runs after the times, whose numbers it marks as such. Whether a count is one of deaths or of troops is decided in `code`.

mod counted;
pub mod lexicon;
pub mod number;

use crate::view::View;
use document::{NameKind, Quantity, QuantityKind, Relation, TimeExpression, TokenId, TokenRange, Upos};
use lexicon::{Bound, Lexicon};
use number::{Number, cardinal, ordinal};

/// Appends the quantities of one sentence. `times` are those of the whole document up to it.
pub fn find(view: View, lexicon: &Lexicon, times: &[TimeExpression], found: &mut Vec<Quantity>) {
    let (mut at, mut floor) = (view.start, view.start);
    while at < view.end {
        let currency = view.token(at).is_some() && lexicon.currencies.contains(view.low(at));
        if !currency && !lexicon.may_begin(view.low(at)) || is_part_of_name(view, at) {
            at += 1;
            continue;
        }
        match amount(view, lexicon, at) {
            Some(amount) => {
                let quantity = finish(view, lexicon, at, amount, times, floor);
                floor = quantity.tokens.end as TokenId;
                at = floor;
                found.push(quantity);
            }
            None => at += 1,
        }
    }
}

/// A number with its measure, before the words that bound it are read.
struct Amount {
    kind: QuantityKind,
    low: f64,
    high: f64,
    end: TokenId,
}

fn amount(view: View, lexicon: &Lexicon, at: TokenId) -> Option<Amount> {
    if lexicon.currencies.contains(view.low(at)) {
        let first = cardinal(view, lexicon, at + 1)?;
        let low = first.value;
        let (high, end) = second(view, lexicon, first, true).map_or((low, first.end), |more| (more.value, more.end));
        // "$3-5 million", "$3 to $5 million"
        let low = if high >= 1000.0 * low && end > first.end { low * scale_of(high) } else { low };
        return Some(Amount { kind: QuantityKind::Money, low, high: high.max(low), end });
    }
    for phrase in &lexicon.vague {
        if let Some(end) = view.phrase(at, &phrase.words) {
            let (low, high) = phrase.says;
            return Some(measured(view, lexicon, Amount { kind: QuantityKind::Cardinal, low, high, end }));
        }
    }
    let ordinal = ordinal(view, lexicon, at);
    let first = cardinal(view, lexicon, at);
    if let Some(Number { value, end }) = ordinal
        && first.is_none_or(|first| first.end < end)
    {
        let counts = matches!(view.upos(at), Some(Upos::ADJ | Upos::NUM | Upos::NOUN | Upos::X)) || end > at + 1;
        return counts.then_some(Amount { kind: QuantityKind::Ordinal, low: value, high: value, end });
    }
    let first = first?;
    let pronoun = view.low(at) == "one"
        && first.end == at + 1
        && !view.token(at).is_some_and(|token| token.upos == Upos::NUM && token.relation.name() == "nummod");
    if pronoun && !view.is_dash(at + 1) {
        return None;
    }
    let low = first.value;
    let (mut high, mut end) = (low, first.end);
    if let Some(more) = second(view, lexicon, first, false) {
        (high, end) = (more.value, more.end);
    }
    let low = if high >= 1000.0 * low && end > first.end && view.low(first.end - 1).starts_with(|c: char| c.is_ascii_digit()) {
        low * scale_of(high)
    } else {
        low
    };
    Some(measured(view, lexicon, Amount { kind: QuantityKind::Cardinal, low, high: high.max(low), end }))
}

/// The multiplier that a number of thousands, millions or billions was said with.
fn scale_of(value: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3].into_iter().find(|&scale| value >= scale).unwrap_or(1.0)
}

/// The second number of a range: "20 to 30", "20-30", "two or three", "between 20 and 30".
fn second(view: View, lexicon: &Lexicon, first: Number, money: bool) -> Option<Number> {
    let at = first.end;
    let between = || (view.start..at).rev().take(8).any(|before| view.low(before) == "between");
    let link = match view.low(at) {
        "to" | "or" => true,
        "and" => between(),
        _ => view.is_dash(at) && view.glued(at) == view.glued(at + 1),
    };
    let sign = usize::from(money && lexicon.currencies.contains(view.low(at + 1)));
    let more = cardinal(view, lexicon, at + 1 + sign).filter(|_| link)?;
    // "2-1" is a score; "0-5" and "one or two" are ranges; "20 or 2" is none.
    (more.value > first.value).then_some(more)
}

/// Takes the measure in: "60 km", "4 percent", "35 million dollars".
fn measured(view: View, lexicon: &Lexicon, amount: Amount) -> Amount {
    let hyphen = usize::from(view.is_dash(amount.end) && view.glued(amount.end) && view.glued(amount.end + 1));
    for phrase in &lexicon.measures {
        if let Some(end) = view.phrase(amount.end + hyphen, &phrase.words) {
            return Amount { kind: phrase.says, end, ..amount };
        }
    }
    // "two million US dollars"
    if matches!(view.low(amount.end), "u.s." | "us" | "american" | "canadian" | "australian" | "british" | "swiss")
        && lexicon
            .measures
            .iter()
            .any(|phrase| phrase.says == QuantityKind::Money && view.phrase(amount.end + 1, &phrase.words).is_some())
    {
        return Amount { kind: QuantityKind::Money, end: amount.end + 2, ..amount };
    }
    amount
}

/// Adds bounds, the noun counted and the kind of a number that belongs to a time.
fn finish(view: View, lexicon: &Lexicon, at: TokenId, amount: Amount, times: &[TimeExpression], floor: TokenId) -> Quantity {
    let Amount { mut kind, low, high, end } = amount;
    let (mut start, mut stop) = (at, end);
    let (mut low, mut high) = (low, Some(high));
    let before = lexicon.before.iter().find_map(|phrase| {
        let from = at.checked_sub(phrase.words.len()).filter(|&from| from >= floor.max(view.start))?;
        // "handed over 32 prisoners": the particle is the verb's.
        let particle = view.token(from).is_some_and(|token| token.relation == Relation::CompoundPrt);
        view.phrase(from, &phrase.words).filter(|_| !particle).map(|_| (from, phrase.says))
    });
    let after = lexicon.after.iter().find_map(|phrase| view.phrase(end, &phrase.words).map(|to| (to, phrase.says)));
    let plus = match view.low(end) {
        "+" => Some(end + 1),
        "-" if view.low(end + 1) == "plus" => Some(end + 2),
        _ => None,
    };
    let bound = match (before, after, plus) {
        (Some((from, says)), _, _) => {
            start = from;
            Some(says)
        }
        (None, Some((to, says)), _) => {
            stop = to;
            Some(says)
        }
        (None, None, Some(to)) => {
            stop = to;
            Some(Bound::Low)
        }
        _ => None,
    };
    if kind != QuantityKind::Ordinal {
        match bound {
            Some(Bound::Low) => high = None,
            Some(Bound::High) => low = 0.0,
            Some(Bound::About) | None => {}
        }
    } else {
        (start, stop) = (at, end);
    }
    if high.is_some_and(|high| high > low)
        && start == at
        && at > view.start.max(floor)
        && matches!(view.before(at, 1), "between" | "from")
    {
        start = at - 1;
    }
    let tokens = TokenRange::new(start, stop);
    let time = times.partition_point(|time| time.tokens.end as TokenId <= at);
    if times.get(time).is_some_and(|time| time.tokens.contains(at)) || is_age(view, at, end) {
        kind = QuantityKind::OfTime;
    }
    let counted = (kind != QuantityKind::OfTime).then(|| counted::noun(view, at..end, kind)).flatten();
    Quantity { span: view.document.span_of(tokens), tokens, kind, low, high, counted: counted.map(|noun| noun as u32) }
}

/// "24-year-old", "aged 24", "24 years old", "Name, 24,".
fn is_age(view: View, at: TokenId, end: TokenId) -> bool {
    let hyphen = usize::from(view.is_dash(end));
    let year = matches!(view.low(end + hyphen), "year" | "years" | "month" | "months" | "day" | "days");
    let second = usize::from(view.is_dash(end + hyphen + 1));
    let old = year && (view.low(end + hyphen + 1 + second) == "old" || view.phrase(end + 1, &["of", "age"]).is_some());
    let named = |at: TokenId| {
        let names = &view.document.names;
        let last = names.partition_point(|name| (name.tokens.end as TokenId) < at);
        names.get(last).is_some_and(|name| name.tokens.end as TokenId == at && name.kind == NameKind::Person)
    };
    let apposed = at > view.start + 1 && view.before(at, 1) == "," && matches!(view.low(end), "," | ".") && named(at - 1);
    old || apposed || matches!(view.before(at, 1), "aged" | "age")
}

/// "F-16", "COVID-19", "M-79": the number of a type, not an amount.
fn is_part_of_name(view: View, at: TokenId) -> bool {
    let hyphen = at.checked_sub(1).filter(|&before| view.is_dash(before) && view.glued(before) && view.glued(at));
    let letter = hyphen.and_then(|hyphen| hyphen.checked_sub(1)).filter(|&letter| letter >= view.start);
    letter.is_some_and(|letter| {
        view.form(letter).chars().all(|c| c.is_ascii_uppercase()) && view.form(letter).len() < 6 || view.low(letter) == "covid"
    })
}
