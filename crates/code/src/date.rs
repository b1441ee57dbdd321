//! Anchors time expressions: from what is said to days of the calendar (contract, decision 9).
//!
//! A pure function of the value, the day of publication, the tense of the act and a time told before. Which expression belongs to
//! which act is decided in [`crate::when`]. Without a day of publication only what carries its own year, or leans on a time that
//! was told, gives a date.

use document::calendar::{self, date, days_between, moved, plus};
use document::{Date, Edge, Hour, Months, TimeValue, Unit, Week};
use event::{Granularity, Stretch, When};
use jiff::ToSpan;
use span::Span;

/// The tense of the act that a time belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// It lies behind: bare weekdays and months are the latest ones.
    Past,
    /// It is told as present, as in headlines: weekdays and months are read like those of the past, days of the year are the nearest.
    Present,
    /// It is to come: bare weekdays and months are the next ones.
    Future,
}

/// What anchoring leans on beside the day of publication.
#[derive(Clone, Copy, Debug)]
pub struct DateContext {
    /// The tense of the act.
    pub tense: Tense,
    /// First and last day of another time told before, for "a day earlier" and "the same day".
    pub other: Option<(Date, Date)>,
}

/// Days that a value stands for.
#[derive(Clone, Copy, Debug)]
struct Days {
    first: Date,
    last: Date,
    granularity: Granularity,
    /// Whether the words carry their own year.
    stated: bool,
    ongoing: bool,
}

impl Days {
    fn one(day: Date, granularity: Granularity, stated: bool) -> Days {
        Days { first: day, last: day, granularity, stated, ongoing: false }
    }

    fn stretch(first: Date, last: Date, granularity: Granularity, stated: bool) -> Days {
        Days { first, last, granularity, stated, ongoing: false }
    }
}

/// The reference day and tense while one expression is resolved.
#[derive(Clone, Copy)]
struct Reference {
    published: Option<Date>,
    tense: Tense,
    other: Option<(Date, Date)>,
}

/// The days that an expression stands for, or `None` where it gives none: durations, repeated and vague times, and what would need
/// a day of publication that is not known. `words` are kept in the result.
pub fn anchor(value: &TimeValue, words: Span, published: Option<Date>, context: DateContext) -> Option<When> {
    let reference = Reference { published, tense: context.tense, other: context.other };
    let days = reference.resolve(value)?;
    let stretch = Stretch { date: days.first, enddate: days.last, granularity: days.granularity, words, ongoing: days.ongoing };
    Some(if days.stated { When::Stated(stretch) } else { When::Anchored(stretch) })
}

impl Reference {
    fn resolve(self, value: &TimeValue) -> Option<Days> {
        match value {
            &TimeValue::Calendar { year: Some(year), month, day, .. } => of_year(year, month, day),
            &TimeValue::Calendar { year: None, month: Some(month), day: Some(day), which } => {
                self.day_of_year(which, |year| date(year, month, day))
            }
            &TimeValue::Calendar { year: None, month: Some(month), day: None, which } => self.month(month, which),
            &TimeValue::Calendar { year: None, month: None, day: Some(day), .. } => self.day_of_month(day),
            TimeValue::Calendar { year: None, month: None, day: None, .. } => None,
            &TimeValue::Weekday { weekday, which } => Some(Days::one(self.weekday(weekday, which)?, Granularity::Day, false)),
            &TimeValue::WeekdayAgo { weekday, count } => {
                let latest = self.weekday(weekday, Week::Last)?;
                Some(Days::one(plus(latest, -7 * (i64::from(count) - 1))?, Granularity::Day, false))
            }
            &TimeValue::NthWeekday { nth, weekday, month, year } => {
                let in_year = |year: i16| calendar::nth_weekday(year, month, weekday, nth);
                match year {
                    Some(year) => Some(Days::one(in_year(year)?, Granularity::Day, true)),
                    None => self.day_of_year(Week::Bare, in_year),
                }
            }
            &TimeValue::Relative { unit, offset } => self.relative(unit, offset),
            &TimeValue::Away { unit, amount } => self.away(unit, amount),
            &TimeValue::Window { unit, amount } => self.window(unit, amount),
            &TimeValue::FromOther { unit, amount } => self.away_from_other(unit, amount),
            TimeValue::Within { what, of } => self.within(what, of),
            TimeValue::Part { edge, of } => self.part(*edge, of),
            TimeValue::Half { half, of } => self.half(*half, of),
            TimeValue::Range { from, to } => self.range(from.as_deref(), to.as_deref()),
            TimeValue::Overnight { into } => {
                let into = match into {
                    Some(day) => self.resolve(day)?,
                    None => Days::one(self.published?, Granularity::Day, false),
                };
                Some(Days::stretch(plus(into.first, -1)?, into.last, Granularity::Range, into.stated))
            }
            TimeValue::OfDay { hour, day } => {
                let day = match (day, self.other) {
                    (Some(day), _) => self.resolve(day)?,
                    (None, Some((first, last))) => Days::stretch(first, last, Granularity::Day, false),
                    (None, None) => Days::one(self.published?, Granularity::Day, false),
                };
                let exact = matches!(hour, Hour::Clock(..)) && day.first == day.last;
                let granularity = if exact { Granularity::Time } else { day.granularity };
                Some(Days { granularity, ..day })
            }
            &TimeValue::Season { months, year, which } => self.season(months, year, which),
            &TimeValue::Quarter { quarter, year } => self.quarter(quarter, year),
            &TimeValue::Decade { first } => {
                Some(Days::stretch(date(first, 1, 1)?, date(first.checked_add(9)?, 12, 31)?, Granularity::Decade, true))
            }
            &TimeValue::Century { first } => {
                Some(Days::stretch(date(first, 1, 1)?, date(first.checked_add(99)?, 12, 31)?, Granularity::Range, true))
            }
            TimeValue::Now => Some(Days::one(self.published?, Granularity::Day, false)),
            TimeValue::Duration { .. }
            | TimeValue::While
            | TimeValue::Every { .. }
            | TimeValue::Each { .. }
            | TimeValue::Vague { .. } => None,
        }
    }

    fn future(self) -> bool {
        self.tense == Tense::Future
    }

    /// A day of a year that is not said.
    fn day_of_year(self, which: Week, in_year: impl Fn(i16) -> Option<Date>) -> Option<Days> {
        let published = self.published?;
        // A leap day may lie eight years off.
        let candidates: Vec<Date> = (-8..=8).filter_map(|years| in_year(published.year() + years)).collect();
        let before = candidates.iter().copied().filter(|&day| day <= published).max();
        let after = candidates.iter().copied().filter(|&day| day >= published).min();
        let chosen = match (which, self.tense) {
            (Week::This, _) => in_year(published.year()),
            (Week::Last, _) => candidates.iter().copied().filter(|day| day.year() < published.year()).max(),
            (Week::Next | Week::Coming, _) | (Week::Bare, Tense::Future) => after,
            (Week::Bare, Tense::Past) => before,
            (Week::Bare, Tense::Present) => match (before, after) {
                (Some(before), Some(after)) if days_between(published, after) < days_between(before, published) => Some(after),
                (before, after) => before.or(after),
            },
        };
        Some(Days::one(chosen?, Granularity::Day, false))
    }

    /// A month of a year that is not said. The current one ends (or begins) with the day of publication.
    fn month(self, month: u8, which: Week) -> Option<Days> {
        let published = self.published?;
        let this = date(published.year(), month, 1)?;
        let current = published.month() == month as i8;
        let first = match which {
            Week::This => this,
            Week::Last if this < published.first_of_month() => this,
            Week::Next | Week::Coming if this > published => this,
            Week::Bare if current => this,
            Week::Bare if self.future() == (this > published) => this,
            Week::Next | Week::Coming => date(published.year() + 1, month, 1)?,
            Week::Bare if self.future() => date(published.year() + 1, month, 1)?,
            _ => date(published.year() - 1, month, 1)?,
        };
        Some(self.capped(Days::stretch(first, first.last_of_month(), Granularity::Month, false)))
    }

    /// "the 9th": of this month or the one beside it.
    fn day_of_month(self, day: u8) -> Option<Days> {
        let published = self.published?;
        let fits = |candidate: &Date| if self.future() { *candidate >= published } else { *candidate <= published };
        let step = if self.future() { 1 } else { -1 };
        let months = (0..4).filter_map(|count| published.first_of_month().checked_add((step * count).months()).ok());
        let found = months.filter_map(|month| Date::new(month.year(), month.month(), day as i8).ok()).find(fits)?;
        Some(Days::one(found, Granularity::Day, false))
    }

    /// The day of that name: bare, the nearest one in the direction of the tense, publication day included.
    fn weekday(self, weekday: u8, which: Week) -> Option<Date> {
        calendar::weekday(self.published?, weekday, which, self.future())
    }

    /// The calendar unit so many units from the one that holds the day of publication.
    fn relative(self, unit: Unit, offset: i32) -> Option<Days> {
        let published = self.published?;
        let (first, last, granularity) = unit_around(moved(published, unit, offset)?, unit)?;
        let days = Days::stretch(first, last, granularity, false);
        Some(if offset == 0 && unit > Unit::Day { self.capped(days) } else { days })
    }

    /// A stretch that holds the day of publication ends with it, or begins with it where the act is to come.
    fn capped(self, days: Days) -> Days {
        let Some(published) = self.published.filter(|day| days.first <= *day && *day <= days.last) else { return days };
        if self.future() { Days { first: published, ..days } } else { Days { last: published, ..days } }
    }

    /// "three weeks ago": the day for days, else the calendar unit of that day.
    fn away(self, unit: Unit, amount: i32) -> Option<Days> {
        let day = moved(self.published?, unit, amount)?;
        let (first, last, granularity) = unit_around(day, unit)?;
        Some(Days::stretch(first, last, granularity, false))
    }

    /// "the past three weeks": from so long ago up to publication.
    fn window(self, unit: Unit, amount: i32) -> Option<Days> {
        let published = self.published?;
        let edge = moved(published, unit, amount)?;
        Some(Days::stretch(edge.min(published), edge.max(published), Granularity::Range, false))
    }

    /// "a day earlier", "the same week": from the other time's edge on that side.
    fn away_from_other(self, unit: Unit, amount: i32) -> Option<Days> {
        let (first, last) = self.other?;
        if unit < Unit::Day || amount == 0 && unit == Unit::Day {
            return Some(Days::stretch(first, last, Granularity::Day, false));
        }
        let from = if amount > 0 { last } else { first };
        let (first, last, granularity) = unit_around(moved(from, unit, amount)?, unit)?;
        Some(Days::stretch(first, last, granularity, false))
    }

    /// "June last year", "Friday of last week".
    fn within(self, what: &TimeValue, of: &TimeValue) -> Option<Days> {
        let whole = Reference { tense: self.tense, ..self }.uncapped(of)?;
        let year = whole.first.year();
        let days = match what {
            &TimeValue::Calendar { month: Some(month), day, .. } => of_year(year, Some(month), day)?,
            &TimeValue::Calendar { month: None, day: Some(day), .. } => {
                of_year(year, Some(whole.first.month() as u8), Some(day))?
            }
            &TimeValue::NthWeekday { nth, weekday, month, .. } => {
                Days::one(calendar::nth_weekday(year, month, weekday, nth)?, Granularity::Day, false)
            }
            &TimeValue::Weekday { weekday, .. } => {
                let days = i64::from(weekday) - i64::from(whole.first.weekday().to_monday_one_offset());
                Days::one(plus(whole.first, days.rem_euclid(7))?, Granularity::Day, false)
            }
            &TimeValue::Season { months, .. } => self.season(months, Some(year), Week::Bare)?,
            &TimeValue::Quarter { quarter, .. } => self.quarter(quarter, Some(year))?,
            TimeValue::OfDay { hour, day: Some(day) } => {
                let day = self.within(day, of)?;
                Days { granularity: if matches!(hour, Hour::Clock(..)) { Granularity::Time } else { day.granularity }, ..day }
            }
            _ => return None,
        };
        Some(Days { stated: whole.stated, ..days })
    }

    /// A value without the cut at the day of publication.
    fn uncapped(self, value: &TimeValue) -> Option<Days> {
        match *value {
            TimeValue::Relative { unit, offset } => {
                let (first, last, granularity) = unit_around(moved(self.published?, unit, offset)?, unit)?;
                Some(Days::stretch(first, last, granularity, false))
            }
            TimeValue::Calendar { year: None, month: Some(_), day: None, .. } => {
                let month = self.resolve(value)?;
                Some(Days { first: month.first.first_of_month(), last: month.last.last_of_month(), ..month })
            }
            _ => self.resolve(value),
        }
    }

    /// "early 2018" keeps a third of the whole; "earlier this year" runs from its beginning to publication.
    fn part(self, edge: Edge, of: &TimeValue) -> Option<Days> {
        let whole = self.uncapped(of)?;
        let length = days_between(whole.first, whole.last) + 1;
        let third = |count: i64| plus(whole.first, length * count / 3);
        let published = self.published.filter(|day| whole.first <= *day && *day <= whole.last);
        let (first, last) = match edge {
            Edge::Early => (whole.first, plus(third(1)?, -1)?.max(whole.first)),
            Edge::Middle => (third(1)?, plus(third(2)?, -1)?),
            Edge::Late => (third(2)?.min(whole.last), whole.last),
            Edge::Earlier => (whole.first, published.unwrap_or(whole.last)),
            Edge::Later => (published.unwrap_or(whole.first), whole.last),
        };
        let granularity = if matches!(edge, Edge::Earlier | Edge::Later) { Granularity::Range } else { whole.granularity };
        Some(Days { first, last, granularity, ..whole })
    }

    /// "the first half of 2019": by months for years, else by days.
    fn half(self, half: u8, of: &TimeValue) -> Option<Days> {
        let whole = self.uncapped(of)?;
        let second = match whole.granularity {
            Granularity::Year => date(whole.first.year(), 7, 1)?,
            _ => plus(whole.first, (days_between(whole.first, whole.last) + 1) / 2)?,
        };
        let (first, last) =
            if half == 1 { (whole.first, plus(second, -1)?.max(whole.first)) } else { (second.min(whole.last), whole.last) };
        Some(Days { first, last, granularity: Granularity::Range, ..whole })
    }

    fn range(self, from: Option<&TimeValue>, to: Option<&TimeValue>) -> Option<Days> {
        match (from, to) {
            (Some(from), Some(to)) => {
                let (mut start, mut stop) = (self.uncapped(from)?, self.uncapped(to)?);
                if stop.last < start.first {
                    // The bounds were resolved each for itself: "from Friday to Monday", "from November to February".
                    match (from, to) {
                        (TimeValue::Weekday { .. }, TimeValue::Weekday { .. })
                            if self.future() || stop.last == self.published? =>
                        {
                            stop = Days::one(plus(stop.last, 7)?, Granularity::Day, false);
                        }
                        (TimeValue::Weekday { .. }, TimeValue::Weekday { .. }) => {
                            start = Days::one(plus(start.first, -7)?, Granularity::Day, false)
                        }
                        _ if self.future() => stop = Days { last: stop.last.checked_add(1.year()).ok()?, ..stop },
                        _ => start = Days { first: start.first.checked_sub(1.year()).ok()?, ..start },
                    }
                }
                let ordered = start.first <= stop.last;
                ordered.then(|| Days::stretch(start.first, stop.last, Granularity::Range, start.stated && stop.stated))
            }
            (Some(from), None) => {
                let start = self.uncapped(from)?;
                let ongoing = !self.future() && self.published.is_none_or(|published| start.first <= published);
                let last = self.published.filter(|published| ongoing && *published >= start.first).unwrap_or(start.last);
                Some(Days { first: start.first, last, granularity: Granularity::Range, stated: start.stated, ongoing })
            }
            (None, Some(to)) => {
                let stop = self.uncapped(to)?;
                let begun = self.published.filter(|published| *published <= stop.last && self.tense != Tense::Past);
                Some(Days::stretch(begun.unwrap_or(stop.first), stop.last, Granularity::Range, stop.stated))
            }
            (None, None) => None,
        }
    }

    fn season(self, months: Months, year: Option<i16>, which: Week) -> Option<Days> {
        let in_year = |year: i16| calendar::season(months, year);
        if let Some(year) = year {
            let (first, last) = in_year(year)?;
            return Some(Days::stretch(first, last, Granularity::Season, true));
        }
        let published = self.published?;
        let all: Vec<(Date, Date)> = (-2..=2).filter_map(|years| in_year(published.year() + years)).collect();
        let holds = all.iter().copied().find(|&(first, last)| first <= published && published <= last);
        let before = all.iter().copied().filter(|&(_, last)| last < published).max();
        let after = all.iter().copied().filter(|&(first, _)| first > published).min();
        let (first, last) = match which {
            Week::Last => before,
            Week::Next | Week::Coming => after,
            Week::This => holds.or_else(|| all.iter().copied().find(|(first, _)| first.year() == published.year())),
            Week::Bare if self.future() => holds.or(after),
            Week::Bare => holds.or(before),
        }?;
        Some(self.capped(Days::stretch(first, last, Granularity::Season, false)))
    }

    fn quarter(self, quarter: u8, year: Option<i16>) -> Option<Days> {
        let in_year = |year: i16| calendar::quarter(quarter, year);
        if let Some(year) = year {
            let (first, last) = in_year(year)?;
            return Some(Days::stretch(first, last, Granularity::Quarter, true));
        }
        let published = self.published?;
        let (first, last) = in_year(published.year())?;
        let (first, last) = match self.future() {
            true if last < published => in_year(published.year() + 1)?,
            false if first > published => in_year(published.year() - 1)?,
            _ => (first, last),
        };
        Some(self.capped(Days::stretch(first, last, Granularity::Quarter, false)))
    }
}

fn of_year(year: i16, month: Option<u8>, day: Option<u8>) -> Option<Days> {
    match (month, day) {
        (Some(month), Some(day)) => Some(Days::one(date(year, month, day)?, Granularity::Day, true)),
        (Some(month), None) => {
            let first = date(year, month, 1)?;
            Some(Days::stretch(first, first.last_of_month(), Granularity::Month, true))
        }
        (None, _) => Some(Days::stretch(date(year, 1, 1)?, date(year, 12, 31)?, Granularity::Year, true)),
    }
}

/// The calendar unit that holds a day, and how exact it is.
fn unit_around(day: Date, unit: Unit) -> Option<(Date, Date, Granularity)> {
    let (first, last) = calendar::around(day, unit)?;
    let granularity = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Granularity::Day,
        Unit::Week => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Quarter => Granularity::Quarter,
        Unit::Year => Granularity::Year,
        Unit::Decade => Granularity::Decade,
        Unit::Century => Granularity::Range,
    };
    Some((first, last, granularity))
}
