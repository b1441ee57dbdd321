//! How events and refused triggers fit a pair of given sides.

use event::{Entity, Event};
use span::Span;

/// How an event fits a pair, from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It stands in the text.
    Elsewhere,
    /// Its words stand between the two.
    Between,
    /// It has one of the two, on the other side.
    Turned,
    /// It has one of the two on its side.
    One,
    /// It has the two on each other's side.
    Exchanged,
    /// A mutual act in which both take part.
    Mutual,
    /// It has both on their sides.
    Both,
}

impl Fit {
    /// Its name among the signs of a choice.
    pub fn name(self) -> &'static str {
        match self {
            Fit::Elsewhere => "elsewhere",
            Fit::Between => "between",
            Fit::Turned => "turned",
            Fit::One => "one side",
            Fit::Exchanged => "exchanged",
            Fit::Mutual => "mutual",
            Fit::Both => "both sides",
        }
    }
}

/// How an event fits the pair of two spans of bytes.
pub fn fit(event: &Event, actor: Span, recipient: Span) -> Fit {
    let has = |side: &[Entity], span: Span| overlap(side, span) > 0;
    let (acts, receives) = (has(&event.actors, actor), has(&event.recipients, recipient));
    let (acted_on, answering) = (has(&event.recipients, actor), has(&event.actors, recipient));
    match (acts, receives) {
        (true, true) => Fit::Both,
        (true, false) if answering && event.recipients.is_empty() => Fit::Mutual,
        _ if acted_on && answering => Fit::Exchanged,
        (true, false) | (false, true) => Fit::One,
        _ if acted_on || answering => Fit::Turned,
        _ if actor.cover(recipient).contains(event.trigger) => Fit::Between,
        _ => Fit::Elsewhere,
    }
}

/// The event that fits the pair best; among equals the one whose words are nearest to the two, then the first.
pub fn best<'e>(events: impl Iterator<Item = &'e Event>, actor: Span, recipient: Span) -> Option<&'e Event> {
    events.max_by_key(|event| {
        let overlap = overlap(&event.actors, actor) + overlap(&event.recipients, recipient);
        let distance = gap(event.trigger, actor) + gap(event.trigger, recipient);
        (fit(event, actor, recipient), overlap, std::cmp::Reverse(distance), std::cmp::Reverse(event.trigger))
    })
}

/// The bytes that a side's words share with a span.
fn overlap(side: &[Entity], span: Span) -> u32 {
    let shared = |other: Span| other.end.min(span.end).saturating_sub(other.start.max(span.start));
    side.iter().flat_map(|entity| [entity.mention, entity.antecedent]).flatten().map(shared).sum()
}

/// The bytes between two spans; none where they touch.
pub fn gap(one: Span, other: Span) -> u32 {
    one.start.max(other.start).saturating_sub(one.end.min(other.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_symmetric() {
        assert_eq!(gap(Span::new(0, 4), Span::new(9, 12)), 5);
        assert_eq!(gap(Span::new(9, 12), Span::new(0, 4)), 5);
        assert_eq!(gap(Span::new(0, 4), Span::new(2, 3)), 0);
    }
}
