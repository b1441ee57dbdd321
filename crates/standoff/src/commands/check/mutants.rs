//! Rules with one thing changed, to see whether the examples notice. Nothing is run here.

use event::Category;
use knowledge::{Atom, Rule, SlotSpec, Target, Test};

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The category.
    Category,
    /// Where a side stands.
    Slot,
    /// A condition.
    Condition,
}

impl Part {
    /// All of them, in the order in which they are told.
    pub const ALL: [Part; 3] = [Part::Category, Part::Slot, Part::Condition];

    /// The part's name in the plural.
    pub fn plural(self) -> &'static str {
        match self {
            Part::Category => "categories",
            Part::Slot => "slots",
            Part::Condition => "conditions",
        }
    }

    /// Whether examples must notice. A condition may guard against sentences that only another model's tree leads to.
    pub fn must_be_noticed(self) -> bool {
        self != Part::Condition
    }
}

/// A changed rule.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// What was changed.
    pub part: Part,
    /// The change in words: "category to AID".
    pub change: String,
    /// The rule with the change.
    pub rule: Rule,
}

/// All mutants of a rule. A change that leaves the rule as it is (an empty slot emptied, an actor moved that may not be there) is none.
pub fn of(rule: &Rule) -> Vec<Mutant> {
    let categories = Category::ALL
        .into_iter()
        .filter(|category| *category != rule.category)
        .map(|category| mutant(rule, Part::Category, format!("category to {category}"), |rule| rule.category = category));
    let slots = [
        mutant(rule, Part::Slot, "actor and recipient exchanged".into(), |rule| {
            std::mem::swap(&mut rule.actor, &mut rule.recipient);
        }),
        mutant(rule, Part::Slot, "actor to none".into(), |rule| rule.actor = SlotSpec::nowhere()),
        mutant(rule, Part::Slot, "actor to the default".into(), |rule| rule.actor = SlotSpec::default_actor()),
        mutant(rule, Part::Slot, "recipient to none".into(), |rule| rule.recipient = SlotSpec::nowhere()),
        mutant(rule, Part::Slot, "recipient to the default".into(), |rule| rule.recipient = SlotSpec::default_recipient()),
    ];
    let slots = slots.into_iter().filter(|mutant| {
        let same_recipient = mutant.rule.recipient == rule.recipient;
        let same_actor = mutant.rule.actor == rule.actor || never_has_actor(rule);
        !(same_actor && same_recipient)
    });
    let conditions = (0..rule.conditions.len()).map(|at| {
        mutant(rule, Part::Condition, format!("condition {} removed", at + 1), |rule| {
            rule.conditions.remove(at);
        })
    });
    categories.chain(slots).chain(conditions).collect()
}

/// Whether the rule's own conditions keep every actor out ("`where subject missing`"): then it does not matter where one is looked for.
fn never_has_actor(rule: &Rule) -> bool {
    rule.conditions.iter().any(|condition| {
        let of_actor = match &condition.target {
            Target::Actor => true,
            Target::Place(path) => *path == [Atom::Subject],
            Target::Recipient | Target::Sentence | Target::Passage => false,
        };
        of_actor && condition.negated && condition.tests.contains(&Test::Exists)
    })
}

fn mutant(rule: &Rule, part: Part, change: String, alter: impl FnOnce(&mut Rule)) -> Mutant {
    let mut rule = Rule { examples: Vec::new(), ..rule.clone() };
    alter(&mut rule);
    Mutant { part, change, rule }
}

#[cfg(test)]
mod tests {
    use super::*;
    use knowledge::Knowledge;

    fn changes(text: &str) -> Vec<String> {
        let (knowledge, _) = Knowledge::load(&[("coding/AID/give.rule", text)]);
        of(&knowledge.rules[0]).into_iter().filter(|mutant| mutant.part != Part::Category).map(|mutant| mutant.change).collect()
    }

    #[test]
    fn what_changes_nothing_is_no_mutant() {
        let all = ["actor and recipient exchanged", "actor to none", "recipient to none"];
        assert_eq!(changes("rule give\nverb give\ncode AID\n"), all);
        let emptied = ["actor and recipient exchanged", "actor to none", "recipient to the default", "condition 1 removed"];
        assert_eq!(changes("rule give\nverb give\nrecipient none\nwhere object is person\ncode AID\n"), emptied);
        let passive = ["actor and recipient exchanged", "recipient to none", "condition 1 removed"];
        assert_eq!(changes("rule give\nverb give\nwhere subject missing\ncode AID\n"), passive);
    }

    #[test]
    fn every_other_category_is_tried() {
        let (knowledge, _) = Knowledge::load(&[("coding/AID/give.rule", "rule give\nverb give\ncode AID\n")]);
        let tried: Vec<Category> = of(&knowledge.rules[0])
            .iter()
            .filter(|mutant| mutant.part == Part::Category)
            .map(|mutant| mutant.rule.category)
            .collect();
        assert_eq!(tried.len(), Category::ALL.len() - 1);
        assert!(!tried.contains(&Category::Aid));
    }
}
