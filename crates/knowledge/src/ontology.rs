//! PLOVER's scores, modes and contexts, and what of CAMEO's verbs the rules are to cover.

use crate::Problem;
use crate::cameo::CameoCodes;
use crate::records::{Record, normalised, split};
use crate::rules::Content;
use event::Category;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// What the codebooks fix of every category.
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    /// The score of each category.
    pub scores: BTreeMap<Category, f64>,
    /// The modes of each category in order, with their scores.
    pub modes: BTreeMap<Category, Vec<(String, f64)>>,
    /// What becomes of acts told inside a trigger of the category.
    pub content: BTreeMap<Category, Content>,
    /// Words that add a mode.
    pub mode_words: Vec<ModeWords>,
    /// Words that add a context, in the order of the manual.
    pub context_words: Vec<ContextWords>,
    /// What CAMEO's codes are here.
    pub cameo: CameoCodes,
    /// What of a CAMEO verb dictionary the rules are to cover.
    pub breadth: Breadth,
    modes_by_word: ByFirstWord,
    contexts_by_word: ByFirstWord,
}

/// For the first word of a phrase, in lower case, its list and its place there.
type ByFirstWord = FxHashMap<String, Vec<(usize, usize)>>;

fn by_first_word<'w>(lists: impl Iterator<Item = &'w Vec<String>>) -> ByFirstWord {
    let mut index = ByFirstWord::default();
    for (list, words) in lists.enumerate() {
        for (at, phrase) in words.iter().enumerate() {
            let first = phrase.split(' ').next().unwrap_or("").to_string();
            index.entry(first).or_default().push((list, at));
        }
    }
    index
}

/// Which CAMEO codes PLOVER keeps, and which blocks of verbs are no act.
#[derive(Clone, Debug, Default)]
pub struct Breadth {
    /// The codes.
    pub kept: BTreeSet<String>,
    /// The reason for each block, by the block's name.
    pub no_act: BTreeMap<String, String>,
}

/// Words around a trigger that add a mode to an event of a category.
#[derive(Clone, Debug)]
pub struct ModeWords {
    /// The mode.
    pub mode: String,
    /// The category that it belongs to.
    pub category: Category,
    /// Lemmas or phrases.
    pub words: Vec<String>,
}

/// Words in an event's sentence that add a context.
#[derive(Clone, Debug)]
pub struct ContextWords {
    /// The context.
    pub context: String,
    /// Lemmas or phrases.
    pub words: Vec<String>,
}

impl Ontology {
    /// Adds one record of `ontology/`.
    pub(crate) fn read(&mut self, record: &Record<'_>, problems: &mut Vec<Problem>) {
        match record.head().key {
            "category" => self.read_category(record, problems),
            "mode" => self.read_mode_words(record, problems),
            "context" => {
                record.check_keys(&["about", "words", "note"], problems);
                self.context_words.push(ContextWords { context: record.head().value.to_string(), words: words(record) });
            }
            "kept" => {
                record.check_keys(&["about", "codes", "note"], problems);
                let codes = record.all("codes").flat_map(|line| line.value.split_whitespace());
                self.breadth.kept.extend(codes.map(str::to_string));
            }
            "no-act" => {
                record.check_keys(&["reason"], problems);
                match record.value("reason") {
                    Some(reason) => {
                        self.breadth.no_act.insert(record.head().value.to_string(), reason.to_string());
                    }
                    None => {
                        let message = format!("the block `{}` has no reason", record.head().value);
                        problems.push(record.problem(record.head(), "", message, "add a line `reason`"));
                    }
                }
            }
            "cameo" | "cameo-code" | "cameo-agent" | "cameo-faith" => self.cameo.read(record, problems),
            key => {
                let hint =
                    "records here are category, mode, context, cameo, cameo-code, cameo-agent, cameo-faith, kept and no-act";
                problems.push(record.problem(record.head(), key, format!("unknown record `{key}`"), hint));
            }
        }
    }

    /// Makes the words of modes and contexts easy to find.
    pub(crate) fn index(&mut self) {
        self.modes_by_word = by_first_word(self.mode_words.iter().map(|list| &list.words));
        self.contexts_by_word = by_first_word(self.context_words.iter().map(|list| &list.words));
    }

    /// The phrases of modes that begin with a word in lower case: places in [`Ontology::mode_words`] and in the list there.
    pub fn modes_from(&self, word: &str) -> &[(usize, usize)] {
        self.modes_by_word.get(word).map_or(&[], Vec::as_slice)
    }

    /// The phrases of contexts that begin with a word in lower case: places in [`Ontology::context_words`] and in the list there.
    pub fn contexts_from(&self, word: &str) -> &[(usize, usize)] {
        self.contexts_by_word.get(word).map_or(&[], Vec::as_slice)
    }

    /// The score of a category with its modes: that of the mode farthest from zero, else the category's own.
    pub fn scale(&self, category: Category, modes: &[&str]) -> f64 {
        let own = self.scores.get(&category).copied().unwrap_or(0.0);
        let known = self.modes.get(&category);
        let of_modes = modes.iter().filter_map(|mode| known?.iter().find(|(name, _)| name == mode).map(|(_, score)| *score));
        of_modes.reduce(|far, score| if score.abs() > far.abs() { score } else { far }).unwrap_or(own)
    }

    /// Whether the category has a mode of that name.
    pub fn has_mode(&self, category: Category, mode: &str) -> bool {
        self.modes.get(&category).is_some_and(|modes| modes.iter().any(|(name, _)| name == mode))
    }

    /// The place of a mode among those of its category, for a fixed order.
    pub fn mode_order(&self, category: Category, mode: &str) -> usize {
        self.modes.get(&category).and_then(|modes| modes.iter().position(|(name, _)| name == mode)).unwrap_or(usize::MAX)
    }

    fn read_category(&mut self, record: &Record<'_>, problems: &mut Vec<Problem>) {
        record.check_keys(&["about", "score", "content", "mode", "note"], problems);
        let head = record.head();
        let Some(category) = Category::from_name(&head.value) else {
            problems.push(record.problem(
                head,
                &head.value,
                format!("unknown category `{}`", head.value),
                "write it in capitals, as PLOVER does",
            ));
            return;
        };
        if let Some(score) = record.value("score").and_then(|value| value.parse().ok()) {
            self.scores.insert(category, score);
        }
        if let Some(content) = record.value("content").and_then(Content::from_name) {
            self.content.insert(category, content);
        }
        for line in record.all("mode") {
            let read = line.value.split_once(' ').and_then(|(name, score)| Some((name.to_string(), score.trim().parse().ok()?)));
            match read {
                Some(mode) => self.modes.entry(category).or_default().push(mode),
                None => {
                    problems.push(record.problem(line, &line.value, "a mode needs a score".to_string(), "write `mode beat -7.5`"))
                }
            }
        }
    }

    fn read_mode_words(&mut self, record: &Record<'_>, problems: &mut Vec<Problem>) {
        record.check_keys(&["about", "category", "words", "note"], problems);
        let category = record.value("category").and_then(Category::from_name);
        match category {
            Some(category) => {
                self.mode_words.push(ModeWords { mode: record.head().value.to_string(), category, words: words(record) })
            }
            None => problems.push(record.problem(
                record.head(),
                "",
                "a mode needs its category".to_string(),
                "add `category ASSAULT`",
            )),
        }
    }
}

fn words(record: &Record<'_>) -> Vec<String> {
    record.all("words").flat_map(|line| split(&line.value, ',')).map(normalised).collect()
}
