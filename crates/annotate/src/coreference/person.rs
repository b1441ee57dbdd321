//! The first and second person.
