//! Operators: what the words above an act do to its assertion.

use crate::Problem;
use crate::records::{Record, normalised, split};
use crate::rules::{Example, examples};
use crate::triggers::{Atom, PLACES_HINT, Trigger, atom, triggers};
use event::Assertion;
use std::sync::Arc;

/// Words that change what the text says of the reality of an act in their scope.
#[derive(Clone, Debug)]
pub struct Operator {
    /// Where it stands: `composition/deny.operator#deny`.
    pub id: Arc<str>,
    /// Its line in that file.
    pub line: usize,
    /// What it is for.
    pub about: String,
    /// Its words.
    pub words: OperatorWords,
    /// Where the acts stand that it acts on; empty for auxiliaries, markers and adverbs, whose place follows from what they are.
    pub scope: Vec<Atom>,
    /// What it gives.
    pub effect: Effect,
    /// The sentences that it accepts and refuses.
    pub examples: Vec<Example>,
}

/// The words of an operator, by their place in the tree.
#[derive(Clone, Debug, Default)]
pub struct OperatorWords {
    /// Verbs, nouns and adjectives that govern the act.
    pub triggers: Vec<Trigger>,
    /// Auxiliaries of the act: might, could.
    pub auxiliaries: Vec<String>,
    /// Conjunctions that introduce the act's clause: if, unless, whether.
    pub markers: Vec<String>,
    /// Adverbs, adjectives and determiners at the act: allegedly, never, alleged, no.
    pub adverbs: Vec<String>,
}

/// What an operator does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The act is asserted in that way.
    Gives(Assertion),
    /// The act is no event.
    Nothing,
}

/// Reads one operator.
pub(crate) fn read(record: &Record<'_>, problems: &mut Vec<Problem>) -> Option<Operator> {
    let keys =
        ["about", "verb", "noun", "adjective", "auxiliary", "marker", "adverb", "scope", "gives", "accepts", "refuses", "note"];
    record.check_keys(&keys, problems);
    let head = record.head();
    let mut words = OperatorWords::default();
    for line in &record.lines {
        let listed = || split(&line.value, ',').map(normalised);
        match line.key {
            "verb" | "noun" | "adjective" => words.triggers.extend(triggers(record, line, problems)),
            "auxiliary" => words.auxiliaries.extend(listed()),
            "marker" => words.markers.extend(listed()),
            "adverb" => words.adverbs.extend(listed()),
            _ => {}
        }
    }
    let mut scope = Vec::new();
    for line in record.all("scope") {
        for word in split(&line.value, '|') {
            match atom(word) {
                Some(place) => scope.push(place),
                None => problems.push(record.problem(line, word, format!("unknown place `{word}`"), PLACES_HINT)),
            }
        }
    }
    if scope.is_empty() && !words.triggers.is_empty() {
        scope.push(Atom::Clause);
    }
    let Some(gives) = record.lines.iter().find(|line| line.key == "gives") else {
        let hint = "add a line such as `gives hypothetical`";
        problems.push(record.problem(head, "", format!("operator `{}` gives nothing", head.value), hint));
        return None;
    };
    let effect = match (&*gives.value, Assertion::from_name(&gives.value)) {
        ("nothing", _) => Effect::Nothing,
        (_, Some(assertion)) => Effect::Gives(assertion),
        _ => {
            let hint = "an operator gives actual, announced, attempted, alleged, hypothetical, denied, negated or nothing";
            problems.push(record.problem(gives, &gives.value, format!("unknown assertion `{}`", gives.value), hint));
            return None;
        }
    };
    Some(Operator {
        id: Arc::from(format!("{}#{}", record.file, head.value)),
        line: head.number,
        about: record.value("about").unwrap_or("").to_string(),
        words,
        scope,
        effect,
        examples: examples(record, problems),
    })
}
