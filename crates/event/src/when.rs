//! When an act took place. Which of four ways led there is a variant, never a sentinel.

use document::Date;
use span::Span;

/// When an act took place, and how that is known (contract, decision 9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// The words carry their own year.
    Stated(Stretch),
    /// The words were resolved against the publication date or an earlier date of the text.
    Anchored(Stretch),
    /// The act is told as news and nothing is said: the day of publication.
    PublicationDate(Date),
    /// Neither said nor to be inferred. The words are kept where there are some that could not be anchored ("on Tuesday"
    /// without a publication date).
    Unknown(Option<Span>),
}

/// A stretch of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First day.
    pub date: Date,
    /// Last day, the same for a single day.
    pub enddate: Date,
    /// How exact the words are.
    pub granularity: Granularity,
    /// The words.
    pub words: Span,
    /// Whether it still goes on at publication ("since April").
    pub ongoing: bool,
}

/// How exact a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // the contract's own names
pub enum Granularity {
    Time,
    Day,
    Week,
    Month,
    Season,
    Quarter,
    Year,
    Decade,
    Range,
}

impl Granularity {
    /// All values, from the finest on.
    pub const ALL: [Granularity; 9] = [
        Granularity::Time,
        Granularity::Day,
        Granularity::Week,
        Granularity::Month,
        Granularity::Season,
        Granularity::Quarter,
        Granularity::Year,
        Granularity::Decade,
        Granularity::Range,
    ];

    /// The value of that name.
    pub fn from_name(name: &str) -> Option<Granularity> {
        Granularity::ALL.into_iter().find(|value| value.name() == name)
    }

    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Granularity::Time => "time",
            Granularity::Day => "day",
            Granularity::Week => "week",
            Granularity::Month => "month",
            Granularity::Season => "season",
            Granularity::Quarter => "quarter",
            Granularity::Year => "year",
            Granularity::Decade => "decade",
            Granularity::Range => "range",
        }
    }
}

impl When {
    /// First and last day, where known.
    pub fn days(&self) -> Option<(Date, Date)> {
        match self {
            When::Stated(stretch) | When::Anchored(stretch) => Some((stretch.date, stretch.enddate)),
            When::PublicationDate(date) => Some((*date, *date)),
            When::Unknown(_) => None,
        }
    }

    /// The stretch that words give, where they do.
    pub fn stretch(&self) -> Option<&Stretch> {
        match self {
            When::Stated(stretch) | When::Anchored(stretch) => Some(stretch),
            When::PublicationDate(_) | When::Unknown(_) => None,
        }
    }

    /// The basis' name in the contract.
    pub fn basis(&self) -> &'static str {
        match self {
            When::Stated(_) => "stated",
            When::Anchored(_) => "anchored",
            When::PublicationDate(_) => "publication",
            When::Unknown(_) => "unknown",
        }
    }
}
