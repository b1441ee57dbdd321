//! Finds the time expressions of a sentence and says what they say, unanchored.
//!
//! The grammar is written out in functions that read one kind of expression each from a place in the sentence: [`calendar`], [`year`],
//! [`relative`], [`period`], [`edge`], [`clock`], [`length`], [`range`]; its words come from `knowledge/time`. Nothing here knows the day of publication.

mod calendar;
mod clock;
mod edge;
mod length;
pub mod lexicon;
mod period;
mod range;
mod relative;
mod year;

use crate::quantity::lexicon::Lexicon as Numbers;
use crate::view::View;
use document::{Hour, NameKind, TimeExpression, TimeKind, TimeValue, TokenId, TokenRange, Unit, Upos, Week};
use lexicon::Lexicon;

/// What a function of the grammar found: the value, its type, and the token after the last one.
#[derive(Clone, Debug, PartialEq)]
struct Parsed {
    value: TimeValue,
    kind: TimeKind,
    end: TokenId,
}

impl Parsed {
    fn new(value: TimeValue, kind: TimeKind, end: TokenId) -> Parsed {
        Parsed { value, kind, end }
    }

    fn date(value: TimeValue, end: TokenId) -> Parsed {
        Parsed::new(value, TimeKind::Date, end)
    }
}

/// The grammar over one sentence.
#[derive(Clone, Copy)]
struct Grammar<'a> {
    view: View<'a>,
    lexicon: &'a Lexicon,
    numbers: &'a Numbers,
}

/// Appends the time expressions of one sentence, in order, without overlap.
pub fn find(view: View, lexicon: &Lexicon, numbers: &Numbers, found: &mut Vec<TimeExpression>) {
    let grammar = Grammar { view, lexicon, numbers };
    let mut at = view.start;
    while at < view.end {
        if !grammar.may_begin(at) {
            at += 1;
            continue;
        }
        if let Some(end) = grammar.age(at) {
            at = end;
            continue;
        }
        match grammar.expression(at) {
            Some(parsed) if parsed.end > at && !grammar.within_name(at, &parsed) => {
                let end = parsed.end.min(view.end);
                let tokens = TokenRange::new(at, end);
                found.push(TimeExpression {
                    span: view.document.span_of(tokens),
                    tokens,
                    kind: parsed.kind,
                    value: parsed.value,
                });
                at = end;
            }
            _ => at += 1,
        }
    }
}

impl<'a> Grammar<'a> {
    fn low(&self, at: TokenId) -> &'a str {
        self.view.low(at)
    }

    fn any(&self, at: TokenId, words: &[&str]) -> bool {
        words.contains(&self.low(at))
    }

    /// Whether the word before is one of these.
    fn after(&self, at: TokenId, words: &[&str]) -> bool {
        words.contains(&self.view.before(at, 1))
    }

    /// A quick look that spares most words the grammar.
    fn may_begin(&self, at: TokenId) -> bool {
        let word = self.low(at);
        word.starts_with(|c: char| c.is_ascii_digit() || c == '\'')
            || word.starts_with("mid")
            || self.lexicon.openers.contains(word)
            || self.numbers.may_begin(word)
    }

    /// The longest expression that begins at `at`, ranges first.
    fn expression(&self, at: TokenId) -> Option<Parsed> {
        let point = self.point(at);
        self.range(at, &point).or(point).or_else(|| self.length(at))
    }

    /// A point or stretch of the calendar, with all that belongs to it.
    fn point(&self, at: TokenId) -> Option<Parsed> {
        self.clock(at).or_else(|| self.edge(at)).or_else(|| self.day(at))
    }

    /// A date of any size and what completes it: "Tuesday, June 9", "Monday night", "Friday at 8 p.m.", "June last year".
    fn day(&self, at: TokenId) -> Option<Parsed> {
        let candidates = [
            self.phrase(at),
            self.calendar(at),
            self.nth_weekday(at),
            self.weekday(at),
            self.relative(at),
            self.definite(at),
            self.year_before(at),
            self.counted(at),
            self.season(at),
            self.quarter(at),
            self.year(at),
            self.decade(at),
        ];
        let mut best: Option<Parsed> = None;
        for candidate in candidates.into_iter().flatten() {
            if best.as_ref().is_none_or(|best| candidate.end > best.end) {
                best = Some(candidate);
            }
        }
        best.map(|parsed| self.completed(parsed))
    }

    fn phrase(&self, at: TokenId) -> Option<Parsed> {
        let phrases = self.lexicon.phrases.get(self.low(at))?;
        let found = phrases
            .iter()
            .find(|phrase| phrase.words.iter().enumerate().all(|(distance, word)| self.low(at + distance) == word))?;
        let end = at + found.words.len();
        // "annual" and "daily" name a repeated time, "The Daily Post" does not: names are checked later. "now that" is no time.
        let conjunction = found.words.len() == 1 && found.value == TimeValue::Now && self.low(end) == "that";
        let sooner = found.words == ["soon"] && (self.after(at, &["as", "too", "how"]) || self.low(end) == "after");
        // "Earlier, the army said", not "an earlier report" and "earlier than".
        let earlier = found.words == ["earlier"]
            && (self.view.upos(at) != Some(Upos::ADV)
                || self.low(end) == "than"
                || self.view.upos(end).is_some_and(|upos| matches!(upos, Upos::NOUN | Upos::ADJ | Upos::ADP)));
        let relative_clause = self.after(at, &["of"]) && found.words == ["the", "day", "before"];
        (!conjunction && !sooner && !earlier && !relative_clause).then(|| Parsed::new(found.value.clone(), found.kind, end))
    }

    /// Whether nothing but the expression stands in the sentence, as in a heading or a cell of a table.
    fn stands_alone(&self, at: TokenId, end: TokenId) -> bool {
        let closes = |token: TokenId| self.view.upos(token).is_none_or(|upos| upos == Upos::PUNCT);
        at == self.view.start && (end..self.view.end).all(closes)
    }

    /// "this year's third quarter", "last year's spring": what is named within the longer time that owns it.
    fn owned(&self, longer: &Parsed) -> Option<Parsed> {
        // The tokeniser leaves "1989's" whole.
        let from = match longer.value {
            TimeValue::Relative { unit: Unit::Year, .. } if self.low(longer.end) == "'s" => longer.end + 1,
            TimeValue::Calendar { year: Some(_), month: None, .. } if self.low(longer.end - 1).ends_with("'s") => longer.end,
            _ => return None,
        };
        let what = self.quarter(from).filter(|what| lacks_year(&what.value))?;
        let value = TimeValue::Within { what: Box::new(what.value), of: Box::new(longer.value.clone()) };
        Some(Parsed::date(value, what.end))
    }

    /// Takes in what follows a date and completes it.
    fn completed(&self, mut parsed: Parsed) -> Parsed {
        if let Some(owned) = self.owned(&parsed) {
            return owned;
        }
        let is_day = is_day(&parsed.value);
        if is_day && !matches!(parsed.value, TimeValue::OfDay { .. }) {
            let of = usize::from(self.low(parsed.end) == "in" && self.low(parsed.end + 1) == "the") * 2;
            if let Some(&hour) = self.lexicon.parts_of_day.get(self.low(parsed.end + of)) {
                parsed = Parsed::new(of_day(hour, parsed.value), TimeKind::Time, parsed.end + of + 1);
            }
        }
        let comma = usize::from(self.any(parsed.end, &[",", "at", "around"]))
            + usize::from(self.low(parsed.end) == "at" && self.any(parsed.end + 1, &["around", "about"]));
        let introduced = comma > 0 && self.low(parsed.end) != ",";
        if is_day && let Some((clock, end)) = self.clock_time(parsed.end + comma, introduced) {
            let day = match parsed.value {
                TimeValue::OfDay { day: Some(day), .. } => *day,
                value => value,
            };
            parsed = Parsed::new(of_day(clock, day), TimeKind::Time, end);
        }
        if lacks_year(&parsed.value) {
            let of = usize::from(self.any(parsed.end, &["of", "in"]));
            let modified = self.any(parsed.end + of, &["last", "this", "next", "that", "the"]);
            if let Some(longer) = self.relative(parsed.end + of).filter(|_| modified)
                && let TimeValue::Relative { unit, .. } | TimeValue::FromOther { unit, .. } = longer.value
                && unit >= Unit::Week
            {
                let value = TimeValue::Within { what: Box::new(parsed.value), of: Box::new(longer.value) };
                parsed = Parsed::new(value, parsed.kind, longer.end);
            }
        }
        parsed
    }

    /// Whether the expression is only a part of a longer name of a person or an organisation ("The Sunday Post", "Theresa May").
    fn within_name(&self, at: TokenId, parsed: &Parsed) -> bool {
        let names = &self.view.document.names;
        let next = names.partition_point(|name| name.tokens.end as TokenId <= at);
        let figures = (at..parsed.end).any(|token| self.low(token).starts_with(|c: char| c.is_ascii_digit()));
        names[next..].iter().take_while(|name| (name.tokens.start as TokenId) < parsed.end).any(|name| {
            let longer =
                name.tokens.ids().len() > parsed.end - at || name.kind == NameKind::Person && name.tokens.ids().len() > 1;
            let before = (name.tokens.start as TokenId) < at || (name.tokens.end as TokenId) > parsed.end;
            name.kind != NameKind::Location && longer && before && !figures
        })
    }
}

/// Whether a value names one day or a part of one.
fn is_day(value: &TimeValue) -> bool {
    match value {
        TimeValue::Calendar { day, .. } => day.is_some(),
        TimeValue::Weekday { .. }
        | TimeValue::WeekdayAgo { .. }
        | TimeValue::NthWeekday { .. }
        | TimeValue::OfDay { .. }
        | TimeValue::Relative { unit: Unit::Day, .. }
        | TimeValue::FromOther { unit: Unit::Day, .. } => true,
        TimeValue::Within { what, .. } => is_day(what),
        _ => false,
    }
}

/// Whether a longer time may complete a value: "June 9" and "Friday", not "2018" or "yesterday".
fn lacks_year(value: &TimeValue) -> bool {
    match value {
        TimeValue::Calendar { year: None, month: Some(_), which: Week::Bare, .. } => true,
        TimeValue::Weekday { which: Week::Bare, .. }
        | TimeValue::NthWeekday { year: None, .. }
        | TimeValue::Season { year: None, which: Week::Bare, .. }
        | TimeValue::Quarter { year: None, .. } => true,
        TimeValue::OfDay { day: Some(day), .. } => lacks_year(day),
        _ => false,
    }
}

fn of_day(hour: Hour, day: TimeValue) -> TimeValue {
    TimeValue::OfDay { hour, day: Some(Box::new(day)) }
}

fn each(what: TimeValue) -> TimeValue {
    TimeValue::Each { what: Box::new(what) }
}
