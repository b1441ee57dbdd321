//! Rules: which words tell an act, who is who around them, and what it is then.

use crate::records::{Line, Record, split};
use crate::triggers::{Atom, PLACES_HINT, Path, Trigger, path, triggers};
use crate::{Classes, Problem};
use event::Category;
use std::sync::Arc;

/// A rule for one act.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Where it stands: `coding/ASSAULT/beat.rule#beat`.
    pub id: Arc<str>,
    /// Its line in that file.
    pub line: usize,
    /// What it is for.
    pub about: String,
    /// The ways to say it.
    pub triggers: Vec<Trigger>,
    /// Where the actor stands.
    pub actor: SlotSpec,
    /// Where the recipient stands.
    pub recipient: SlotSpec,
    /// What must hold.
    pub conditions: Vec<Condition>,
    /// What it is.
    pub category: Category,
    /// The modes that the rule itself gives.
    pub modes: Vec<String>,
    /// The contexts that the rule itself gives.
    pub contexts: Vec<String>,
    /// The CAMEO code.
    pub cameo: Option<String>,
    /// What becomes of acts told inside; `None` leaves it to the category.
    pub content: Option<Content>,
    /// The sentences that it accepts and refuses.
    pub examples: Vec<Example>,
}

/// Where a side stands: alternatives of which the first that is filled counts, each a list of places that are joined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotSpec {
    /// The alternatives in order.
    pub alternatives: Vec<Vec<Path>>,
}

/// What becomes of acts told inside a trigger's clause or object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// They are no events of their own.
    Absorbed,
    /// They are alleged.
    Alleged,
    /// They stand for themselves.
    Free,
}

impl Content {
    /// The value of that name.
    pub(crate) fn from_name(name: &str) -> Option<Content> {
        Some(match name {
            "absorbed" => Content::Absorbed,
            "alleged" => Content::Alleged,
            "free" => Content::Free,
            _ => return None,
        })
    }
}

/// Something that must hold for a rule to match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What is looked at.
    pub target: Target,
    /// Whether the tests must fail instead.
    pub negated: bool,
    /// Any of these.
    pub tests: Vec<Test>,
}

/// What a condition looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The rule's actor.
    Actor,
    /// The rule's recipient.
    Recipient,
    /// Another place.
    Place(Path),
    /// All words of the sentence.
    Sentence,
    /// All words of the sentence and of the two before it.
    Passage,
}

/// A test on what stands in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Anything.
    Exists,
    /// A kind that the engine knows: `person`, `party`, `armed`, ...
    Kind(String),
    /// A word class.
    Class(String),
    /// A lemma.
    Lemma(String),
    /// An act of that category, or of any (`act`).
    Act(Option<Category>),
}

/// A sentence that a rule accepts or refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its line in the file.
    pub line: usize,
    /// The sentence without the brackets.
    pub sentence: String,
    /// The marked trigger, as bytes of the sentence; `None` for a refused one without a mark.
    pub trigger: Option<(usize, usize)>,
    /// Whether the rule must fire.
    pub accepted: bool,
    /// The fields that must come out.
    pub fields: Vec<ExampleField>,
}

/// A field and the value that it must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleField {
    /// `actor`, `recipient`, `assertion`, `mode`, `event` ...
    pub name: String,
    /// The value as written.
    pub value: String,
}

/// Where the actor stands if a rule does not say.
const DEFAULT_ACTOR: &str = "subject | by | of.by | on.by | against.by | poss | mod";
/// Where the recipient stands if a rule does not say.
const DEFAULT_RECIPIENT: &str = "object | on | against | of";

/// Rules without triggers, one for each category: they stand for acts whose category is learnt and not ruled.
pub(crate) fn learnt() -> impl Iterator<Item = Rule> {
    Category::ALL.into_iter().map(|category| Rule {
        id: Arc::from(format!("{LEARNT}{category}")),
        line: 0,
        about: "An act whose category is learnt.".to_string(),
        triggers: Vec::new(),
        actor: SlotSpec::default(),
        recipient: SlotSpec::default(),
        conditions: Vec::new(),
        category,
        modes: Vec::new(),
        contexts: Vec::new(),
        cameo: None,
        content: Some(Content::Free),
        examples: Vec::new(),
    })
}

/// How the ids of those rules begin.
const LEARNT: &str = "learnt/";

impl Rule {
    /// Whether it speaks only where the sentence, or those before it, tell of an act that this one comes of.
    pub fn asks_for_passage(&self) -> bool {
        let asks = |condition: &Condition| {
            condition.target == Target::Passage && !condition.negated && matches!(condition.tests[..], [Test::Act(_), ..])
        };
        self.conditions.iter().any(asks)
    }

    /// Whether it stands for acts whose category is learnt.
    pub fn is_learnt(&self) -> bool {
        self.id.starts_with(LEARNT)
    }
}

impl SlotSpec {
    /// Where the actor stands if a rule does not say.
    pub fn default_actor() -> SlotSpec {
        SlotSpec::of(DEFAULT_ACTOR)
    }

    /// Where the recipient stands if a rule does not say.
    pub fn default_recipient() -> SlotSpec {
        SlotSpec::of(DEFAULT_RECIPIENT)
    }

    /// Nowhere.
    pub fn nowhere() -> SlotSpec {
        SlotSpec { alternatives: vec![vec![vec![Atom::Nobody]]] }
    }

    /// The places that a text names; what is no place is left out.
    fn of(text: &str) -> SlotSpec {
        let joined = |alternative| split(alternative, '+').filter_map(path).collect();
        SlotSpec { alternatives: split(text, '|').map(joined).collect() }
    }
}

const KINDS: [&str; 10] = ["person", "party", "armed", "state", "official", "place", "building", "thing", "number", "counted"];
const KEYS: [&str; 14] = [
    "about",
    "verb",
    "noun",
    "adjective",
    "actor",
    "recipient",
    "where",
    "code",
    "cameo",
    "context",
    "content",
    "accepts",
    "refuses",
    "note",
];

/// Reads one rule. Mistakes are reported and the rest of the rule is still read.
pub(crate) fn read(record: &Record<'_>, problems: &mut Vec<Problem>) -> Option<Rule> {
    record.check_keys(&KEYS, problems);
    let head = record.head();
    let found: Vec<Trigger> = record
        .lines
        .iter()
        .filter(|line| matches!(line.key, "verb" | "noun" | "adjective"))
        .flat_map(|line| triggers(record, line, problems))
        .collect();
    let Some(code_line) = record.lines.iter().find(|line| line.key == "code") else {
        let hint = "add a line such as `code ASSAULT beat`";
        problems.push(record.problem(head, "", format!("rule `{}` has no code", head.value), hint));
        return None;
    };
    let mut codes = code_line.value.split([' ', '/', ',']).filter(|part| !part.is_empty());
    let name = codes.next().unwrap_or("");
    let Some(category) = Category::from_name(name) else {
        problems.push(record.problem(
            code_line,
            name,
            format!("unknown category `{name}`"),
            "categories are PLOVER's sixteen, in capitals",
        ));
        return None;
    };
    if found.is_empty() {
        problems.push(record.problem(
            head,
            "",
            format!("rule `{}` has no trigger", head.value),
            "add a line `verb ...` or `noun ...`",
        ));
    }
    let content = record.lines.iter().find(|line| line.key == "content").and_then(|line| {
        let value = Content::from_name(&line.value);
        if value.is_none() {
            problems.push(record.problem(
                line,
                &line.value,
                format!("unknown content `{}`", line.value),
                "content is absorbed, alleged or free",
            ));
        }
        value
    });
    Some(Rule {
        id: Arc::from(format!("{}#{}", record.file, head.value)),
        line: head.number,
        about: record.value("about").unwrap_or("").to_string(),
        triggers: found,
        actor: slot(record, "actor", problems).unwrap_or_else(SlotSpec::default_actor),
        recipient: slot(record, "recipient", problems).unwrap_or_else(SlotSpec::default_recipient),
        conditions: record.all("where").filter_map(|line| condition(record, line, problems)).collect(),
        category,
        modes: codes.map(str::to_string).collect(),
        contexts: record.value("context").map(|value| split(value, ',').map(str::to_string).collect()).unwrap_or_default(),
        cameo: record.value("cameo").map(str::to_string),
        content,
        examples: examples(record, problems),
    })
}

/// The places that a record's line names, or `None` where it has no such line.
fn slot(record: &Record<'_>, key: &str, problems: &mut Vec<Problem>) -> Option<SlotSpec> {
    let line = record.lines.iter().find(|line| line.key == key)?;
    for words in split(&line.value, '|').flat_map(|alternative| split(alternative, '+')) {
        if path(words).is_none() {
            problems.push(record.problem(line, words, format!("unknown place `{words}`"), PLACES_HINT));
        }
    }
    Some(SlotSpec::of(&line.value))
}

fn condition(record: &Record<'_>, line: &Line<'_>, problems: &mut Vec<Problem>) -> Option<Condition> {
    let hint = "conditions read `where SLOT is X/Y`, `where SLOT is not X`, `where SLOT exists` or `where SLOT missing`";
    let mut words = line.value.split_whitespace();
    let slot = words.next().unwrap_or("");
    let target = match slot {
        "actor" => Target::Actor,
        "recipient" => Target::Recipient,
        "sentence" => Target::Sentence,
        "passage" => Target::Passage,
        _ => match path(slot) {
            Some(places) if places != [Atom::Nobody] => Target::Place(places),
            _ => {
                problems.push(record.problem(line, slot, format!("unknown slot `{slot}`"), PLACES_HINT));
                return None;
            }
        },
    };
    let rest: Vec<&str> = words.collect();
    let (negated, tests) = match rest.as_slice() {
        ["exists"] => (false, vec![Test::Exists]),
        ["missing"] => (true, vec![Test::Exists]),
        ["is", "not", tests @ ..] if !tests.is_empty() => (true, self::tests(&tests.join(" "))),
        ["is", tests @ ..] if !tests.is_empty() => (false, self::tests(&tests.join(" "))),
        _ => {
            problems.push(record.problem(line, &line.value, "condition not understood".to_string(), hint));
            return None;
        }
    };
    Some(Condition { target, negated, tests })
}

fn tests(text: &str) -> Vec<Test> {
    split(text, '/')
        .flat_map(|part| split(part, ','))
        .map(|word| match word {
            "act" => Test::Act(None),
            _ if KINDS.contains(&word) => Test::Kind(word.to_string()),
            _ => match (word.strip_prefix('@'), Category::from_name(word)) {
                (Some(class), _) => Test::Class(class.to_string()),
                (None, Some(category)) => Test::Act(Some(category)),
                (None, None) => Test::Lemma(word.to_lowercase()),
            },
        })
        .collect()
}

/// Reads `accepts` and `refuses` lines.
pub(crate) fn examples(record: &Record<'_>, problems: &mut Vec<Problem>) -> Vec<Example> {
    let mut found = Vec::new();
    for line in record.lines.iter().filter(|line| line.key == "accepts" || line.key == "refuses") {
        let (sentence, fields) = line.value.split_once("=>").unwrap_or((&*line.value, ""));
        let sentence = sentence.trim();
        let trigger = sentence.find('[').zip(sentence.find(']')).filter(|(open, close)| open < close);
        let accepted = line.key == "accepts";
        if accepted && trigger.is_none() {
            problems.push(record.problem(
                line,
                sentence,
                "no trigger is marked".to_string(),
                "put the words that carry the act in brackets: Police [beat] two protesters.",
            ));
            continue;
        }
        found.push(Example {
            line: line.number,
            sentence: sentence.replace(['[', ']'], ""),
            trigger: trigger.map(|(open, close)| (open, close - 1)),
            accepted,
            fields: example_fields(fields),
        });
    }
    found
}

/// Splits `actor=A/B + C recipient=D assertion=denied` at the names of fields.
fn example_fields(text: &str) -> Vec<ExampleField> {
    let mut fields: Vec<ExampleField> = Vec::new();
    for word in text.split_whitespace() {
        match word.split_once('=') {
            Some((name, value)) if name.chars().all(|character| character.is_ascii_lowercase() || character == '_') => {
                fields.push(ExampleField { name: name.to_string(), value: value.to_string() });
            }
            _ => {
                if let Some(field) = fields.last_mut() {
                    if !field.value.is_empty() {
                        field.value.push(' ');
                    }
                    field.value.push_str(word);
                }
            }
        }
    }
    fields
}

/// Reports classes that a rule asks for and nobody defines.
pub(crate) fn check_classes(rules: &[Rule], classes: &Classes, problems: &mut Vec<Problem>) {
    for rule in rules {
        let in_conditions = rule.conditions.iter().flat_map(|condition| &condition.tests).filter_map(|test| match test {
            Test::Class(class) => Some(class.as_str()),
            _ => None,
        });
        let in_triggers = rule.triggers.iter().flat_map(|trigger| &trigger.demands).flat_map(|demand| match &demand.words {
            crate::WordTest::OneOf(words) => words.as_slice(),
            crate::WordTest::Any => &[],
        });
        let in_triggers = in_triggers.filter_map(|word| word.strip_prefix('@'));
        for class in in_conditions.chain(in_triggers).filter(|class| !classes.has(class)) {
            let (file, name) = rule.id.split_once('#').unwrap_or((&rule.id, ""));
            problems.push(Problem {
                file: file.to_string(),
                line: rule.line,
                text: format!("rule  {name}"),
                words: name.to_string(),
                message: format!("the word class `@{class}` is not defined"),
                hint: "define it in classes/ with a record `class NAME`".to_string(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records;

    fn read_text(text: &str) -> (Option<Rule>, Vec<Problem>) {
        let mut problems = Vec::new();
        let rule = read(&records::read("coding/ASSAULT/beat.rule", text)[0], &mut problems);
        (rule, problems)
    }

    #[test]
    fn reads_a_rule_whole() {
        let (rule, problems) = read_text(
            "rule beat\nverb beat, slap up, open obj:fire/@gun\nactor subject | by\nrecipient object.poss + on\nwhere recipient is person\ncode ASSAULT beat\n\
             cameo 182\naccepts Police [beat] two men. => actor=Police//COP recipient=two men + a boy assertion=actual\n",
        );
        assert_eq!(problems, []);
        let rule = rule.expect("a rule");
        assert_eq!(&*rule.id, "coding/ASSAULT/beat.rule#beat");
        assert_eq!(rule.triggers[2].demands[0].words, WordTest::OneOf(vec!["fire".into(), "@gun".into()]));
        assert_eq!(rule.recipient.alternatives, [vec![vec![Atom::Object, Atom::Poss], vec![Atom::Preposition("on".into())]]]);
        let example = &rule.examples[0];
        assert_eq!(&example.sentence[example.trigger.map_or(0..0, |(from, to)| from..to)], "beat");
        assert_eq!(example.fields[1].value, "two men + a boy");
    }

    #[test]
    fn points_at_the_words_that_are_wrong() {
        let (_, problems) = read_text("rule beat\nverb beat\nrecipient objct\ncode ASSAULT\n");
        let shown = problems[0].to_string();
        assert!(shown.starts_with("coding/ASSAULT/beat.rule:3: unknown place `objct`"), "{shown}");
        assert!(shown.contains("^^^^^"), "{shown}");
    }

    use crate::WordTest;
}
