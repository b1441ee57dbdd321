//! The words that carry an act, and the places around them where its sides stand.

use crate::records::{Line, Record, normalised, split};
use crate::{Classes, Problem};

/// What a trigger's head is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartOfSpeech {
    /// A verb, with or without particle and object.
    Verb,
    /// A noun of an act.
    Noun,
    /// An adjective ("guilty", "under": rare).
    Adjective,
}

/// One way to say an act: a head word with what must stand around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// The head's part of speech.
    pub part_of_speech: PartOfSpeech,
    /// The head's lemmas.
    pub lemmas: Vec<String>,
    /// Further plain words: particles, adverbs, parts of a fixed expression.
    pub particles: Vec<String>,
    /// Dependents that must be there.
    pub demands: Vec<Demand>,
}

/// A dependent that a trigger needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// Where it stands.
    pub place: Atom,
    /// What its head must be.
    pub words: WordTest,
}

/// A test on a word's lemma.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordTest {
    /// Any word.
    Any,
    /// One of these lemmas, or of the classes that begin with `@`.
    OneOf(Vec<String>),
}

impl WordTest {
    /// Whether a lemma in lower case passes.
    pub fn passes(&self, lemma: &str, classes: &Classes) -> bool {
        match self {
            WordTest::Any => true,
            WordTest::OneOf(words) => words.iter().any(|word| match word.strip_prefix('@') {
                Some(class) => classes.contains(class, lemma),
                None => word == lemma,
            }),
        }
    }
}

/// A place around a trigger.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Atom {
    /// The logical subject.
    Subject,
    /// The logical object.
    Object,
    /// The indirect object.
    Indirect,
    /// The possessor.
    Poss,
    /// A nationality, country, group or role before a noun.
    Mod,
    /// The complement clause or infinitive.
    Clause,
    /// A participle beside the verb: "attacked the plan, calling it ...".
    Participle,
    /// Who acts on that occasion: "after talks with Iran, Russia urged restraint", for `talks`.
    Occasion,
    /// Who or what the act in that place is done to: "agreed to lift sanctions against Mali", by the rule of the act inside.
    Recipient,
    /// A phrase introduced by a preposition.
    Preposition(String),
    /// Nobody.
    Nobody,
}

/// A way from the trigger to a side: `object.poss`.
pub type Path = Vec<Atom>;

/// Prepositions that may stand as slots and demands; anything else there is a slip of the pen.
const PREPOSITIONS: [&str; 42] = [
    "about",
    "above",
    "across",
    "after",
    "against",
    "along",
    "alongside",
    "among",
    "around",
    "as",
    "at",
    "before",
    "behind",
    "beside",
    "between",
    "beyond",
    "by",
    "concerning",
    "despite",
    "during",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "outside",
    "over",
    "regarding",
    "through",
    "to",
    "toward",
    "towards",
    "under",
    "upon",
    "with",
    "without",
];

/// Reads the place named `word`.
pub(crate) fn atom(word: &str) -> Option<Atom> {
    Some(match word {
        "subject" | "subj" => Atom::Subject,
        "object" | "obj" => Atom::Object,
        "indirect" => Atom::Indirect,
        "poss" => Atom::Poss,
        "mod" => Atom::Mod,
        "clause" => Atom::Clause,
        "participle" => Atom::Participle,
        "occasion" => Atom::Occasion,
        "recipient" => Atom::Recipient,
        "none" => Atom::Nobody,
        _ if PREPOSITIONS.contains(&word) => Atom::Preposition(word.to_string()),
        _ => return None,
    })
}

/// The hint for an unknown place.
pub(crate) const PLACES_HINT: &str = "places are subject, object, indirect, poss, mod, clause, participle, occasion, recipient, none and prepositions, joined by `.` into paths";

/// Reads a path such as `object.poss`.
pub(crate) fn path(words: &str) -> Option<Path> {
    words.split('.').map(|word| atom(word.trim())).collect()
}

/// Reads the triggers of a `verb`, `noun` or `adjective` line.
pub(crate) fn triggers(record: &Record<'_>, line: &Line<'_>, problems: &mut Vec<Problem>) -> Vec<Trigger> {
    let part_of_speech = match line.key {
        "noun" => PartOfSpeech::Noun,
        "adjective" => PartOfSpeech::Adjective,
        _ => PartOfSpeech::Verb,
    };
    let mut found = Vec::new();
    for phrase in split(&line.value, ',') {
        let mut words = phrase.split_whitespace();
        let Some(head) = words.next() else { continue };
        let mut trigger = Trigger { part_of_speech, lemmas: alternatives(head), particles: Vec::new(), demands: Vec::new() };
        for word in words {
            let Some((place, test)) = word.split_once(':') else {
                trigger.particles.push(normalised(word));
                continue;
            };
            match atom(place) {
                Some(place) => trigger.demands.push(Demand { place, words: word_test(test) }),
                None => problems.push(record.problem(line, word, format!("unknown place `{place}`"), PLACES_HINT)),
            }
        }
        found.push(trigger);
    }
    found
}

/// Reads `a/b/@class` or `*`.
pub(crate) fn word_test(text: &str) -> WordTest {
    if text == "*" { WordTest::Any } else { WordTest::OneOf(alternatives(text)) }
}

fn alternatives(text: &str) -> Vec<String> {
    let spaced = |word| if str::contains(word, '_') { normalised(&word.replace('_', " ")) } else { normalised(word) };
    split(text, '/').map(spaced).collect()
}
