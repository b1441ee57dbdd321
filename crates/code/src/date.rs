//! Anchors time expressions.
use document::{Date, TimeValue};
use event::When;
use span::Span;
/// The tense of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Past.
    Past,
    /// Present.
    Present,
    /// Future.
    Future,
}
/// What anchoring leans on.
#[derive(Clone, Copy, Debug)]
pub struct DateContext {
    /// Tense.
    pub tense: Tense,
    /// Another time.
    pub other: Option<(Date, Date)>,
}
/// Anchors.
pub fn anchor(_value: &TimeValue, _words: Span, _published: Option<Date>, _context: DateContext) -> Option<When> {
    None
}
