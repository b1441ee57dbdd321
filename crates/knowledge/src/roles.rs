//! Common nouns and titles, and the sectors that they give.

use crate::Problem;
use crate::dictionaries::{AgentCode, AgentPhrase};
use crate::records::{Record, normalised, split};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A role in society that nouns name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its name in the files.
    pub name: String,
    /// The sector that it gives.
    pub sector: Option<String>,
    /// The code that it gives, where it gives one ("peacekeepers" are the United Nations').
    pub code: Option<String>,
    /// What its nouns are.
    pub kind: RoleKind,
    /// Whether the group that the phrase names gives the sector ("a Taliban spokesman"), before the role's own.
    pub inherits: bool,
    /// The part of a CAMEO code that a dictionary of the user's gives.
    pub cameo: Option<AgentCode>,
    /// The line that says so: `roles/military.roles#soldier`, `my.agents:12`.
    pub id: Arc<str>,
}

/// What the nouns of a role stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleKind {
    /// Human beings.
    Person,
    /// An institution of people.
    Body,
    /// A building, area or piece of equipment that stands for its owner.
    Thing,
}

/// All roles with an index over their nouns.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    all: Vec<Role>,
    nouns: FxHashMap<String, usize>,
    longest: usize,
    /// How many tokens the longest phrase has that ends with a word.
    longest_at: FxHashMap<String, usize>,
    former: Vec<Former>,
    phrases: FxHashMap<String, Vec<(AgentPhrase, usize)>>,
}

/// Words before an office that say that it is held no more, and what follows.
#[derive(Clone, Debug)]
struct Former {
    words: Vec<String>,
    of: Vec<String>,
    sector: String,
}

impl Roles {
    /// Adds the role of one record.
    pub(crate) fn read(&mut self, record: &Record<'_>, problems: &mut Vec<Problem>) {
        record.check_keys(&["about", "nouns", "sector", "kind", "prefix", "of", "inherits", "code", "note"], problems);
        let head = record.head();
        if head.key != "role" {
            problems.push(record.problem(
                head,
                head.key,
                format!("unknown record `{}`", head.key),
                "records here begin with `role NAME`",
            ));
            return;
        }
        if let Some(prefix) = record.value("prefix") {
            let listed = |value: &str| split(value, ';').map(str::to_string).collect();
            self.former.push(Former {
                words: split(prefix, ';').map(normalised).collect(),
                of: record.value("of").map(listed).unwrap_or_default(),
                sector: record.value("sector").unwrap_or("ELI").to_string(),
            });
            return;
        }
        let kind = match record.value("kind") {
            Some("body") => RoleKind::Body,
            Some("thing") => RoleKind::Thing,
            _ => RoleKind::Person,
        };
        let at = self.all.len();
        self.all.push(Role {
            name: head.value.to_string(),
            sector: record.value("sector").map(str::to_string),
            code: record.value("code").map(str::to_string),
            kind,
            inherits: record.value("inherits") == Some("yes"),
            cameo: None,
            id: Arc::from(format!("{}#{}", record.file, head.value)),
        });
        for line in record.all("nouns") {
            for noun in split(&line.value, ';').map(normalised) {
                self.longest = self.longest.max(noun.split(' ').count());
                // A hyphen is a token of its own, so that each one makes two more.
                let tokens = noun.split(' ').count() + 2 * noun.matches('-').count();
                let longest = self.longest_at.entry(last_word(&noun).to_string()).or_default();
                *longest = tokens.max(*longest);
                // The first file that names a noun keeps it; `check` has no quarrel with a second one.
                self.nouns.entry(noun).or_insert(at);
            }
        }
    }

    /// Adds the role of an agent of a dictionary.
    pub(crate) fn add_agent(&mut self, role: Role, phrases: Vec<AgentPhrase>) {
        let at = self.all.len();
        self.all.push(role);
        for phrase in phrases {
            let head = phrase.words[phrase.head].0.clone();
            self.phrases.entry(head).or_default().push((phrase, at));
        }
    }

    /// The phrases of the user's dictionaries that have this head, a form in lower case, and their roles.
    pub fn agents_at(&self, head: &str) -> impl Iterator<Item = (&AgentPhrase, &Role)> {
        self.phrases.get(head).into_iter().flatten().map(|(phrase, at)| (phrase, &self.all[*at]))
    }

    /// Whether a dictionary has named any agent.
    pub fn has_agents(&self) -> bool {
        !self.phrases.is_empty()
    }

    /// The role of a lemma or phrase in lower case.
    pub fn of(&self, phrase: &str) -> Option<&Role> {
        self.nouns.get(phrase).map(|&at| &self.all[at])
    }

    /// How many words the longest phrase has.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// How many tokens the longest phrase has that ends as this word in lower case does; 0 where none ends so.
    pub fn longest_ending(&self, word: &str) -> usize {
        self.longest_at.get(last_word(word)).copied().unwrap_or(0)
    }

    /// The sector of somebody who held an office of `sector`, if `word` before it says that it is held no more.
    pub fn former(&self, word: &str, sector: &str) -> Option<&str> {
        let rule =
            self.former.iter().find(|rule| rule.words.iter().any(|known| known == word) && rule.of.iter().any(|of| of == sector));
        rule.map(|rule| rule.sector.as_str())
    }
}

/// The last part of a phrase, behind spaces and hyphens.
fn last_word(phrase: &str) -> &str {
    phrase.rsplit([' ', '-']).next().unwrap_or(phrase)
}
