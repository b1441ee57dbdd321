//! Tellings as bytes, for who keeps them: a ledger compares new reports with old ones without reading those again. What is kept is
//! derived, and made anew when this form changes.

use super::telling::Telling;
use event::{Assertion, Category};
use serde::{Deserialize, Deserializer, Serializer, de};

impl Telling {
    /// It as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Writing to memory what has no failing parts cannot fail; nothing is what cannot be read back.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// The telling that bytes of [`Telling::to_bytes`] stand for; none for others.
    pub fn from_bytes(bytes: &[u8]) -> Option<Telling> {
        // A telling without a mention is none.
        postcard::from_bytes(bytes).ok().filter(|telling: &Telling| telling.events().len() > 0)
    }
}

/// A day, as the number of days.
pub mod as_day {
    use super::*;
    use crate::days::{day_number, from_day_number};
    use document::Date;

    pub fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        serde::Serialize::serialize(&day.map(day_number), serializer)
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        Ok(Option::<i32>::deserialize(deserializer)?.and_then(from_day_number))
    }
}

/// A document, as its number.
pub mod as_document {
    use super::*;
    use document::DocumentId;

    pub fn serialize<S: Serializer>(id: &DocumentId, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(id.0)
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<DocumentId, D::Error> {
        u64::deserialize(deserializer).map(DocumentId)
    }
}

/// A category, as its name.
pub mod as_category {
    use super::*;

    pub fn serialize<S: Serializer>(category: &Category, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(category.name())
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Category, D::Error> {
        Category::from_name(<&str>::deserialize(deserializer)?).ok_or_else(|| de::Error::custom("no category"))
    }
}

/// An assertion, as its name.
pub mod as_assertion {
    use super::*;

    pub fn serialize<S: Serializer>(assertion: &Assertion, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(assertion.name())
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Assertion, D::Error> {
        Assertion::from_name(<&str>::deserialize(deserializer)?).ok_or_else(|| de::Error::custom("no assertion"))
    }
}
