//! Values to rows and back. Columns are written and read in one order, so that a list of columns and the code beside it are read together.

pub(crate) mod incident;
pub(crate) mod incident_parts;
pub(crate) mod mention;
pub(crate) mod mention_parts;

use document::{Date, DocumentId};
use event::{EventId, IncidentId, Told};
use rusqlite::Row;
use rusqlite::types::{FromSql, Type};

/// Reads the columns of a row one after the other.
pub(crate) struct Cells<'r> {
    row: &'r Row<'r>,
    at: usize,
}

impl<'r> Cells<'r> {
    pub(crate) fn new(row: &'r Row<'r>) -> Cells<'r> {
        Cells { row, at: 0 }
    }

    /// The next column.
    pub(crate) fn next<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        self.at += 1;
        self.row.get(self.at - 1)
    }

    /// What `read` makes of the words in the next column.
    pub(crate) fn read<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
        let words = self.row.get_ref(self.at)?.as_str().map_err(|_| unreadable(self.at, "no words"))?;
        self.at += 1;
        read(words).ok_or_else(|| unreadable(self.at - 1, words))
    }

    /// The same where the column may be empty.
    pub(crate) fn maybe_read<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> rusqlite::Result<Option<T>> {
        if self.row.get_ref(self.at)? == rusqlite::types::ValueRef::Null {
            self.at += 1;
            return Ok(None);
        }
        self.read(read).map(Some)
    }

    pub(crate) fn date(&mut self) -> rusqlite::Result<Option<Date>> {
        self.maybe_read(day)
    }

    /// First and last day from two columns.
    pub(crate) fn days(&mut self) -> rusqlite::Result<Option<(Date, Date)>> {
        let (first, last) = (self.date()?, self.date()?);
        Ok(first.zip(last))
    }

    /// Two numbers from two columns.
    pub(crate) fn pair(&mut self) -> rusqlite::Result<Option<(f64, f64)>> {
        let (first, second): (Option<f64>, Option<f64>) = (self.next()?, self.next()?);
        Ok(first.zip(second))
    }

    /// Words, start and end from three columns.
    pub(crate) fn told(&mut self) -> rusqlite::Result<Told> {
        Ok(Told { words: self.next()?, start: self.next()?, end: self.next()? })
    }

    /// The same where they may be empty.
    pub(crate) fn maybe_told(&mut self) -> rusqlite::Result<Option<Told>> {
        let words: Option<String> = self.next()?;
        let (start, end): (Option<u32>, Option<u32>) = (self.next()?, self.next()?);
        Ok(words.zip(start.zip(end)).map(|(words, (start, end))| Told { words, start, end }))
    }

    pub(crate) fn list(&mut self) -> rusqlite::Result<Vec<String>> {
        self.read(from_list)
    }

    pub(crate) fn event_id(&mut self) -> rusqlite::Result<EventId> {
        self.read(event_id)
    }

    pub(crate) fn event_ids(&mut self) -> rusqlite::Result<Vec<EventId>> {
        self.read(|words| from_list(words)?.iter().map(|id| event_id(id)).collect())
    }

    pub(crate) fn incident_id(&mut self) -> rusqlite::Result<IncidentId> {
        self.read(incident_id)
    }

    pub(crate) fn document_id(&mut self) -> rusqlite::Result<DocumentId> {
        self.read(document_id)
    }
}

/// A day, as it is written everywhere in the ledger: `2020-06-16`. Lists read very many.
pub(crate) fn day(words: &str) -> Option<Date> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = words.as_bytes() else { return None };
    let number = |digits: &[u8]| -> Option<i16> {
        digits.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i16::from(digit - b'0')))
    };
    let (month, day) = (number(&[m1, m2])?, number(&[d1, d2])?);
    Date::new(number(&[y1, y2, y3, y4])?, month as i8, day as i8).ok()
}

fn unreadable(column: usize, words: &str) -> rusqlite::Error {
    let shown: String = words.chars().take(40).collect();
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, format!("`{shown}` cannot be read").into())
}

/// A list of words as JSON.
pub(crate) fn to_list<S: AsRef<str>>(words: &[S]) -> String {
    if words.is_empty() {
        return "[]".to_string();
    }
    let words: Vec<serde_json::Value> = words.iter().map(|word| word.as_ref().into()).collect();
    serde_json::Value::from(words).to_string()
}

pub(crate) fn from_list(words: &str) -> Option<Vec<String>> {
    if words == "[]" {
        return Some(Vec::new());
    }
    serde_json::from_str(words).ok()
}

pub(crate) fn event_id(words: &str) -> Option<EventId> {
    hexadecimal(words.strip_prefix("ev_")?).map(EventId)
}

pub(crate) fn incident_id(words: &str) -> Option<IncidentId> {
    hexadecimal(words.strip_prefix("in_")?).map(IncidentId)
}

pub(crate) fn document_id(words: &str) -> Option<DocumentId> {
    hexadecimal(words).map(DocumentId)
}

fn hexadecimal(digits: &str) -> Option<u64> {
    u64::from_str_radix(digits, 16).ok()
}

/// The three columns of words that may be absent.
pub(crate) fn columns(told: Option<&Told>) -> (Option<&str>, Option<u32>, Option<u32>) {
    (told.map(|told| told.words.as_str()), told.map(|told| told.start), told.map(|told| told.end))
}

/// The two columns of a stretch of days.
pub(crate) fn day_columns(days: Option<(Date, Date)>) -> (Option<String>, Option<String>) {
    (days.map(|(first, _)| first.to_string()), days.map(|(_, last)| last.to_string()))
}
