//! What can be wrong with a model file. Text that is analysed is never an error.

use std::fmt;

/// Why the bytes are not a usable model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelError {
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    NotAModel,
    Format(u32),
    Checksum,
    Truncated(&'static str),
    Invalid(&'static str),
}

impl ModelError {
    pub(crate) fn not_a_model() -> ModelError {
        ModelError { kind: Kind::NotAModel }
    }

    pub(crate) fn format(found: u32) -> ModelError {
        ModelError { kind: Kind::Format(found) }
    }

    pub(crate) fn checksum() -> ModelError {
        ModelError { kind: Kind::Checksum }
    }

    pub(crate) fn truncated(section: &'static str) -> ModelError {
        ModelError { kind: Kind::Truncated(section) }
    }

    pub(crate) fn invalid(section: &'static str) -> ModelError {
        ModelError { kind: Kind::Invalid(section) }
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::NotAModel => write!(f, "this is not a standoff model; give a file written by `standoff train`"),
            Kind::Format(found) => {
                let known = crate::flat::FORMAT;
                write!(f, "the model has format {found}, this program reads format {known}; train it again with this version")
            }
            Kind::Checksum => write!(f, "the model is damaged: its checksum does not match; fetch or train it again"),
            Kind::Truncated(section) => write!(f, "the model ends within its {section}; fetch or train it again"),
            Kind::Invalid(section) => write!(f, "the model's {section} makes no sense; fetch or train it again"),
        }
    }
}

impl std::error::Error for ModelError {}
