//! Verb dictionaries: blocks of verbs with a code in common, and the patterns around them.

use super::lines::{self, Line};
use super::pattern::{self, Pattern};
use super::report::Reader;
use super::transformation::{self, Place};
use super::words::{self, Fit, Synsets};
use crate::cameo::CameoCodes;
use crate::rules::{Content, Rule, SlotSpec};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// All verbs of the user's dictionaries with their patterns.
#[derive(Clone, Debug, Default)]
pub struct VerbDictionary {
    /// Verbs, in the order of files and lines.
    pub verbs: Vec<VerbEntry>,
    /// Blocks of verbs.
    pub blocks: Vec<Block>,
    /// Synonym sets.
    pub synsets: Synsets,
    /// Transformations, in the order of files and lines.
    pub transformations: Vec<Transformation>,
    forms: HashMap<String, Vec<usize>>,
}

/// Verbs that share a code and patterns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its name.
    pub name: String,
    /// Its patterns.
    pub patterns: Vec<CodedPattern>,
}

/// A verb of a dictionary, with the words that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbEntry {
    /// Words right before it, in lower case.
    pub before: Vec<String>,
    /// The verb itself, in lower case.
    pub word: String,
    /// Words right behind it.
    pub after: Vec<String>,
    /// What it is without a pattern.
    pub outcome: Outcome,
    /// Its block: a place in [`VerbDictionary::blocks`].
    pub block: usize,
}

/// A pattern and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedPattern {
    /// The words around the verb.
    pub pattern: Pattern,
    /// What it is.
    pub outcome: Outcome,
    /// What it is looked for in.
    pub manner: Manner,
}

/// What a pattern is looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Phrases of the verb, as in PETRARCH-2.
    Phrases,
    /// Words in their order, as in TABARI and PETRARCH-1.
    Words,
}

/// What a code of a dictionary makes of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The rule for source and target as they stand: a place in `Knowledge::rules`.
    pub rule: Option<usize>,
    /// The rule for the two the other way round, from the second half of a pair of codes.
    pub turned: Option<usize>,
    /// Whether all who take part do it to each other.
    pub mutual: bool,
    /// The code as it is written.
    pub code: String,
    /// The line that says so: `verbs.txt:12`.
    pub id: Arc<str>,
}

/// A transformation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transformation {
    /// Who does the outer act.
    pub outer: Place,
    /// Who does the inner act, and to whom.
    pub inner: (Place, Place),
    /// The inner verbs: places in [`VerbDictionary::verbs`].
    pub inner_verbs: Vec<usize>,
    /// The outer verbs.
    pub outer_verbs: Vec<usize>,
    /// Who of them is actor and recipient.
    pub sides: (Place, Place),
    /// What comes out.
    pub outcome: Outcome,
}

impl Outcome {
    /// Whether the code is one of an event that PLOVER keeps.
    pub fn is_event(&self) -> bool {
        self.rule.is_some() || self.turned.is_some()
    }
}

impl VerbDictionary {
    /// The verbs one of whose forms is this word, by its form or its lemma in lower case; places in [`VerbDictionary::verbs`].
    pub fn at(&self, form: &str, lemma: &str) -> Vec<usize> {
        let mut found: Vec<usize> = [form, lemma].iter().flat_map(|word| self.forms.get(*word)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Where the rules of a dictionary go, and what its codes mean.
pub(super) struct Coded<'k> {
    /// All rules.
    pub rules: &'k mut Vec<Rule>,
    /// CAMEO's codes.
    pub cameo: &'k CameoCodes,
}

/// Reads the synonym sets of a dictionary. Those of all dictionaries are read before any pattern.
pub(super) fn read_synsets(dictionary: &mut VerbDictionary, reader: &mut Reader<'_>) {
    let mut open = None;
    for line in lines::read(reader.text) {
        let content = line.content.trim();
        if let Some(name) = content.strip_prefix('&') {
            reader.count("synonym sets", 1);
            open = Some((dictionary.synsets.define(name), if name.ends_with('_') { Fit::Exact } else { Fit::Inflected }));
            continue;
        }
        let (Some((set, fit)), Some(member)) = (open, content.strip_prefix('+')) else {
            open = None;
            continue;
        };
        let words = words::sequence(member, fit);
        if words.is_empty() || member.contains('&') {
            let hint = "a member is a word or words joined by _; sets do not hold sets";
            reader.unread(&line, content, format!("`{member}` is no word"), hint);
        } else {
            dictionary.synsets.all[set].push(words);
        }
    }
}

/// Reads verbs, patterns and transformations.
pub(super) fn read(dictionary: &mut VerbDictionary, reader: &mut Reader<'_>, coded: &mut Coded<'_>) {
    let lines = lines::read(reader.text);
    let has_headers = lines.iter().any(|line| line.content.starts_with("---"));
    // Braces for phrases and parentheses for prepositions are PETRARCH-2's; without any, words follow each other as in TABARI.
    let is_pattern = |line: &&Line<'_>| line.content.starts_with('-') && !line.content.starts_with("---");
    let has_phrases =
        lines.iter().filter(is_pattern).any(|line| line.content.contains(['{', '(']) && !line.content.contains('|'));
    let manner = if has_phrases { Manner::Phrases } else { Manner::Words };
    let mut at = Position { block: None, default: None, in_synset: false, after_pattern: false };
    let mut codes = BTreeSet::new();
    for line in &lines {
        let content = line.content.trim();
        let (before, brackets) = lines::brackets(content);
        let brackets = match brackets {
            Ok(brackets) => brackets,
            Err(open) => {
                reader.unread(line, open, "a bracket that is never closed".to_string(), "write codes as [190]");
                continue;
            }
        };
        if content.starts_with("- ") {
            let halves = brackets.iter().flat_map(|code| code.split(':'));
            codes.extend(halves.filter(|half| half.bytes().all(|byte| byte.is_ascii_digit())).map(str::to_string));
        }
        match content.chars().next() {
            Some('&') => at.in_synset = true,
            Some('+') if at.in_synset => {}
            Some('-') if content.starts_with("---") => {
                reader.count("blocks", 1);
                let name = content.trim_matches(['-', ' ', '\t']).split(['[', ' ', '\t']).next().unwrap_or("");
                at = dictionary.begin(name, brackets.first().map(|code| code.to_string()));
            }
            Some('-') => {
                reader.count("patterns", 1);
                at.after_pattern = true;
                at.in_synset = false;
                dictionary.read_pattern(reader, coded, line, &at, (&before[1..], &brackets, manner));
            }
            // Transformations name verbs that may stand below them, so they are read last.
            Some('~') => reader.count("transformations", 1),
            _ => {
                at.in_synset = false;
                if at.block.is_none() || (!has_headers && at.after_pattern) {
                    at = dictionary.begin(before.split_whitespace().next().unwrap_or(""), None);
                }
                reader.count("verbs", 1);
                dictionary.read_verb(reader, coded, line, &mut at, (before, &brackets));
            }
        }
    }
    codes.remove("");
    reader.count("distinct codes", codes.len());
    for line in lines.iter().filter(|line| line.content.starts_with('~')) {
        dictionary.read_transformation(reader, coded, line);
    }
}

/// Where in a dictionary a line stands.
struct Position {
    block: Option<usize>,
    default: Option<String>,
    in_synset: bool,
    after_pattern: bool,
}

impl VerbDictionary {
    fn begin(&mut self, name: &str, default: Option<String>) -> Position {
        self.blocks.push(Block { name: name.to_string(), patterns: Vec::new() });
        Position { block: Some(self.blocks.len() - 1), default, in_synset: false, after_pattern: false }
    }

    /// Reads `NAME {FORMS} [CODE]`, `+BEEF_UP`, `WIRE_+TAP`.
    fn read_verb(
        &mut self,
        reader: &mut Reader<'_>,
        coded: &mut Coded<'_>,
        line: &Line<'_>,
        at: &mut Position,
        (before, brackets): (&str, &[&str]),
    ) {
        let Some(block) = at.block else { return };
        let (name, irregular) = match before.split_once('{') {
            None => (before, ""),
            Some((name, forms)) => (name, forms.split('}').next().unwrap_or("")),
        };
        let name = name.trim();
        let name = name.split_whitespace().next().unwrap_or("");
        let (words, head) = verb_words(name);
        let Some(word) = words.get(head).cloned() else {
            let hint = "write a verb as BEAT {BEATEN} [190], with the verb of several words marked: +BEEF_UP";
            reader.unread(line, name, format!("`{name}` is no verb"), hint);
            return;
        };
        // In a dictionary without headers the first code of a block is the block's.
        if at.default.is_none() {
            at.default = brackets.first().map(|code| code.to_string());
        }
        let code = brackets.first().map(|code| code.to_string()).or_else(|| at.default.clone()).unwrap_or("---".to_string());
        let Some(outcome) = outcome(reader, coded, line, &code) else { return };
        let mut forms = regular_forms(&word);
        for form in irregular.split([' ', ',', '\t']).filter(|form| !form.is_empty()) {
            let (parts, _) = verb_words(form);
            forms.extend(parts.get(if parts.len() == words.len() { head } else { 0 }).cloned());
        }
        let (before, after) = (words[..head].to_vec(), words[head + 1..].to_vec());
        // "RE-OPEN" is one word as often as two.
        if before == ["re"] {
            let joined: Vec<String> = forms.iter().map(|form| format!("re{form}")).collect();
            self.add(
                VerbEntry {
                    before: Vec::new(),
                    word: format!("re{word}"),
                    after: after.clone(),
                    outcome: outcome.clone(),
                    block,
                },
                joined,
            );
        }
        self.add(VerbEntry { before, word, after, outcome, block }, forms);
    }

    fn add(&mut self, verb: VerbEntry, forms: Vec<String>) {
        let at = self.verbs.len();
        self.verbs.push(verb);
        for form in forms {
            let verbs = self.forms.entry(form).or_default();
            if verbs.last() != Some(&at) {
                verbs.push(at);
            }
        }
    }

    fn read_pattern(
        &mut self,
        reader: &mut Reader<'_>,
        coded: &mut Coded<'_>,
        line: &Line<'_>,
        at: &Position,
        (text, brackets, manner): (&str, &[&str], Manner),
    ) {
        let hint = "write a pattern as - * {FINANCIAL AID} (TO +) [071], its code at the end";
        let Some(block) = at.block else {
            reader.unread(
                line,
                text,
                "a pattern without a verb".to_string(),
                "patterns stand below the verbs that they belong to",
            );
            return;
        };
        let [code] = brackets else {
            reader.unread(line, text, "a pattern has one code".to_string(), hint);
            return;
        };
        let fit = if manner == Manner::Words { Fit::Stem } else { Fit::Inflected };
        let pattern = match pattern::read(text, fit, &mut self.synsets) {
            Ok(pattern) => pattern,
            Err((words, wrong)) => {
                let set = "define the set above: &NAME, and below it its members as +WORD, a line each";
                reader.unread(line, &words, wrong, if words.starts_with('&') { set } else { hint });
                return;
            }
        };
        if let Some(outcome) = outcome(reader, coded, line, code) {
            self.blocks[block].patterns.push(CodedPattern { pattern, outcome, manner });
        }
    }

    fn read_transformation(&mut self, reader: &mut Reader<'_>, coded: &mut Coded<'_>, line: &Line<'_>) {
        let text = line.content.trim_start_matches(['~', ' ']);
        let Some(written) = transformation::read(text) else {
            let hint = "write a transformation as ~ a (b . ATTACK) SAY = a b 112";
            reader.unread(line, text, "a transformation that is not understood".to_string(), hint);
            return;
        };
        let (Some(inner), Some(code)) = (&written.inner_verb, &written.code) else {
            let why = "the act inside is coded by itself anyway, with its own sides".to_string();
            reader.unused(line, text, why, "nothing need be done");
            return;
        };
        let verbs = |name: &str| -> Vec<usize> {
            let named = |verb: &VerbEntry| self.blocks[verb.block].name == *name || verb.word == name.to_lowercase();
            (0..self.verbs.len()).filter(|&at| named(&self.verbs[at])).collect()
        };
        let (inner_verbs, outer_verbs) = (verbs(inner), verbs(&written.outer_verb));
        for (name, found) in [(inner, &inner_verbs), (&written.outer_verb, &outer_verbs)] {
            if found.is_empty() {
                let hint = "a transformation names verbs or blocks of the dictionary";
                reader.unread(line, name, format!("`{name}` is no verb of the dictionary"), hint);
                return;
            }
        }
        let Some(outcome) = outcome(reader, coded, line, code) else { return };
        // The act inside is part of what comes out.
        for rule in [outcome.rule, outcome.turned].into_iter().flatten() {
            coded.rules[rule].content = Some(Content::Absorbed);
        }
        let transformation::Written { outer, inner, sides, .. } = written;
        self.transformations.push(Transformation { outer, inner, inner_verbs, outer_verbs, sides, outcome });
    }
}

/// The words of a verb and which of them it is: the one behind a `+`, else the first, behind "RE" the next.
fn verb_words(name: &str) -> (Vec<String>, usize) {
    let words: Vec<&str> = name.split(['_', '-']).filter(|word| !word.trim_matches('+').is_empty()).collect();
    let marked = words.iter().position(|word| word.starts_with('+'));
    let head = marked.unwrap_or(usize::from(words.len() > 1 && words[0].eq_ignore_ascii_case("re")));
    (words.iter().map(|word| word.trim_start_matches('+').to_lowercase()).collect(), head)
}

/// A verb's regular forms.
fn regular_forms(word: &str) -> Vec<String> {
    let third = words::plural(word);
    let (past, ing) = match word.strip_suffix('e') {
        Some(stem) if !word.ends_with("ee") => (format!("{word}d"), format!("{stem}ing")),
        Some(_) => (format!("{word}d"), format!("{word}ing")),
        None if third.ends_with("ies") && word.ends_with('y') => {
            (format!("{}ied", &word[..word.len() - 1]), format!("{word}ing"))
        }
        None => (format!("{word}ed"), format!("{word}ing")),
    };
    vec![word.to_string(), third, past, ing]
}

/// What a code makes of an act; `None` where it is no code.
fn outcome(reader: &mut Reader<'_>, coded: &mut Coded<'_>, line: &Line<'_>, code: &str) -> Option<Outcome> {
    let id: Arc<str> = Arc::from(format!("{}:{}", reader.report.file, line.number));
    let none = Outcome { rule: None, turned: None, mutual: false, code: code.to_string(), id };
    if code == "---" {
        return Some(none);
    }
    let (first, second) = code.split_once(':').unwrap_or((code, ""));
    let is_code = |half: &str| {
        half.is_empty() || half == "---" || matches!(half.len(), 2..=4) && half.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_code(first) || !is_code(second) || (first.is_empty() && second.is_empty()) {
        let hint = "codes are CAMEO's: [190], [---] for no event, [042:043] for both directions";
        reader.unread(line, code, format!("`{code}` is no code of an event"), hint);
        return None;
    }
    let mut rule = |half: &str| rule(coded, &none.id, line.number, half);
    let made = match (first, second) {
        // Who receives a visitor is visited: the visitor is the actor (contract, decision 6).
        ("043", "042") => Outcome { turned: rule(second), ..none.clone() },
        ("042", "043") => Outcome { rule: rule(first), ..none.clone() },
        (first, second) if first == second => Outcome { rule: rule(first), mutual: true, ..none.clone() },
        (first, second) => Outcome { rule: rule(first), turned: rule(second), ..none.clone() },
    };
    if !made.is_event() {
        reader.remark("have a code that PLOVER does not keep: their words are no event", line.number);
    }
    Some(made)
}

/// The rule of one half of a code, if PLOVER keeps it.
fn rule(coded: &mut Coded<'_>, id: &Arc<str>, line: usize, code: &str) -> Option<usize> {
    let event = coded.cameo.event(code)?;
    coded.rules.push(Rule {
        id: id.clone(),
        line,
        about: String::new(),
        triggers: Vec::new(),
        actor: SlotSpec::default(),
        recipient: SlotSpec::default(),
        conditions: Vec::new(),
        category: event.category,
        modes: event.modes.clone(),
        contexts: event.contexts.clone(),
        cameo: Some(if code.len() == 2 { format!("{code}0") } else { code.to_string() }),
        content: None,
        examples: Vec::new(),
    });
    Some(coded.rules.len() - 1)
}
