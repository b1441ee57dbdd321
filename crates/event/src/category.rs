//! PLOVER 2.0's categories of events and the contract's values of assertion.

use std::fmt;

/// The sixteen categories of PLOVER 2.0 (manual, chapter 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Category {
    /// Agree to, offer or promise to cooperate; cooperation in the future.
    Agree,
    /// Meetings, visits, talks, calls.
    Consult,
    /// Verbal support, recognition, signed agreements.
    Support,
    /// Verbal concessions, apologies, promised withdrawals, declared ceasefires.
    Concede,
    /// Mutual material cooperation.
    Cooperate,
    /// Material aid.
    Aid,
    /// Material concessions: withdrawal, release, disarmament, resignation.
    Retreat,
    /// Requests, demands, orders.
    Request,
    /// Disapproval, accusation, investigation.
    Accuse,
    /// Rejections and refusals.
    Reject,
    /// Threats and warnings of serious consequences.
    Threaten,
    /// Demonstrations, strikes, riots.
    Protest,
    /// Reductions of relations; convictions and expulsions.
    Sanction,
    /// Military and police moves short of force.
    Mobilize,
    /// Repression and coercion short of violence.
    Coerce,
    /// Deliberate acts that can do serious physical harm.
    Assault,
}

impl Category {
    /// All categories, in the manual's order.
    pub const ALL: [Category; 16] = [
        Category::Agree,
        Category::Consult,
        Category::Support,
        Category::Concede,
        Category::Cooperate,
        Category::Aid,
        Category::Retreat,
        Category::Request,
        Category::Accuse,
        Category::Reject,
        Category::Threaten,
        Category::Protest,
        Category::Sanction,
        Category::Mobilize,
        Category::Coerce,
        Category::Assault,
    ];

    /// The category's name in capitals, as PLOVER writes it.
    pub fn name(self) -> &'static str {
        NAMES[self as usize]
    }

    /// The category of that name.
    pub fn from_name(name: &str) -> Option<Category> {
        NAMES.iter().position(|&known| known == name).map(|at| Category::ALL[at])
    }

    /// The quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. SANCTION is
    /// material conflict (contract, decision 13), where the manual contradicts itself.
    pub fn quad_code(self) -> u8 {
        match self {
            Category::Agree | Category::Consult | Category::Support | Category::Concede => 1,
            Category::Cooperate | Category::Aid | Category::Retreat => 2,
            Category::Request | Category::Accuse | Category::Reject | Category::Threaten => 3,
            Category::Protest | Category::Sanction | Category::Mobilize | Category::Coerce | Category::Assault => 4,
        }
    }
}

const NAMES: [&str; 16] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What the text says of the act's reality (contract, decisions 2 to 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Assertion {
    /// It took place.
    Actual,
    /// Its actor says that it will do it.
    Announced,
    /// Begun and not achieved.
    Attempted,
    /// Somebody accuses or claims; the text keeps its distance.
    Alleged,
    /// Conditions, possibilities, fears, questions.
    Hypothetical,
    /// Somebody denies it.
    Denied,
    /// The text says that it did not happen.
    Negated,
}

impl Assertion {
    /// All values, in the contract's order.
    pub const ALL: [Assertion; 7] = [
        Assertion::Actual,
        Assertion::Announced,
        Assertion::Attempted,
        Assertion::Alleged,
        Assertion::Hypothetical,
        Assertion::Denied,
        Assertion::Negated,
    ];

    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        ["actual", "announced", "attempted", "alleged", "hypothetical", "denied", "negated"][self as usize]
    }

    /// The value of that name.
    pub fn from_name(name: &str) -> Option<Assertion> {
        Assertion::ALL.into_iter().find(|value| value.name() == name)
    }
}

impl fmt::Display for Assertion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Granularity, Side, SourceKind};

    #[test]
    fn names_round_trip() {
        assert!(Category::ALL.into_iter().all(|category| Category::from_name(category.name()) == Some(category)));
        assert!(Assertion::ALL.into_iter().all(|value| Assertion::from_name(value.name()) == Some(value)));
        assert!(Granularity::ALL.into_iter().all(|value| Granularity::from_name(value.name()) == Some(value)));
        assert!(SourceKind::ALL.into_iter().all(|value| SourceKind::from_name(value.name()) == Some(value)));
        assert!(Side::ALL.into_iter().all(|value| Side::from_name(value.name()) == Some(value)));
        assert_eq!(Category::Sanction.quad_code(), 4);
    }
}
