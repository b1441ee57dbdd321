//! Reads all knowledge files into one value.

use crate::actors::Actors;
use crate::attribution::Attribution;
use crate::classes::Classes;
use crate::gazetteer::{self, Gazetteer};
use crate::offices;
use crate::ontology::Ontology;
use crate::operators::{self, Operator};
use crate::places::Places;
use crate::roles::Roles;
use crate::rules::{self, Rule};
use crate::titles::Titles;
use crate::topics::Topics;
use crate::triggers::PartOfSpeech;
use crate::{Problem, records};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A knowledge file: its path relative to the knowledge folder, with `/` between the parts, and its text.
pub type SourceFile<'t> = (&'t str, &'t str);

const EMBEDDED: &[SourceFile<'static>] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The files that are compiled into the program.
pub fn embedded_files() -> &'static [SourceFile<'static>] {
    EMBEDDED
}

/// All that the program knows.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// `sha256:` and the hash over all files that were read.
    pub version: String,
    /// The rules, in the order of files and lines.
    pub rules: Vec<Rule>,
    /// The operators, in the order of files and lines.
    pub operators: Vec<Operator>,
    /// Word classes.
    pub classes: Classes,
    /// Scores, modes, contexts.
    pub ontology: Ontology,
    /// Actors.
    pub actors: Actors,
    /// Titles, and the people who bear them.
    pub titles: Titles,
    /// Roles.
    pub roles: Roles,
    /// Places.
    pub places: Places,
    /// Topics that yield no events.
    pub topics: Topics,
    /// Words of attribution.
    pub attribution: Attribution,
    triggers: HashMap<(PartOfSpeech, String), Vec<(usize, usize)>>,
    operator_triggers: HashMap<(PartOfSpeech, String), Vec<(usize, usize)>>,
}

impl Knowledge {
    /// The knowledge that is compiled in. Mistakes in it are found by the tests; here they only cost the lines that hold them.
    pub fn embedded() -> Knowledge {
        Knowledge::load_with(gazetteer::embedded().ok(), EMBEDDED).0
    }

    /// Reads files, and nothing else. What is wrong is left out and reported; the rest is read.
    pub fn load(files: &[SourceFile<'_>]) -> (Knowledge, Vec<Problem>) {
        Knowledge::load_with(None, files)
    }

    /// Reads files beside a gazetteer.
    pub fn load_with(gazetteer: Option<Arc<Gazetteer>>, files: &[SourceFile<'_>]) -> (Knowledge, Vec<Problem>) {
        let mut knowledge = Knowledge::default();
        let mut problems = Vec::new();
        let mut hasher = Sha256::new();
        let mut rows = Vec::new();
        if let Some(gazetteer) = gazetteer {
            hasher.update(gazetteer.digest());
            knowledge.places = Places::over(gazetteer);
        }
        for (file, text) in files {
            hasher.update((file.len() as u64).to_be_bytes());
            hasher.update(file);
            hasher.update((text.len() as u64).to_be_bytes());
            hasher.update(text);
            match file.split_once('/') {
                Some(("offices", table)) if table.ends_with(".tsv") => offices::read(file, text, &mut rows, &mut problems),
                _ => knowledge.read_file(file, text, &mut problems),
            }
        }
        // A row may belong to somebody in any file, read before or after it.
        offices::join(rows, &mut knowledge.actors, &mut problems);
        knowledge.titles.index(&knowledge.actors);
        let digest = hasher.finalize();
        let hex: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        knowledge.version = format!("sha256:{hex}");
        rules::check_classes(&knowledge.rules, &knowledge.classes, &mut problems);
        knowledge.index();
        (knowledge, problems)
    }

    /// Lays files over the ones that are compiled in: a file of the same path replaces, any other adds.
    pub fn load_over(gazetteer: Option<Arc<Gazetteer>>, files: &[SourceFile<'_>]) -> (Knowledge, Vec<Problem>) {
        let mut all: BTreeMap<&str, &str> = EMBEDDED.iter().copied().collect();
        all.extend(files.iter().copied());
        let all: Vec<SourceFile<'_>> = all.into_iter().collect();
        Knowledge::load_with(gazetteer, &all)
    }

    /// The rules and their triggers that begin with a lemma.
    pub fn rules_at(&self, part_of_speech: PartOfSpeech, lemma: &str) -> &[(usize, usize)] {
        self.triggers.get(&(part_of_speech, lemma.to_string())).map_or(&[], Vec::as_slice)
    }

    /// The operators and their triggers that begin with a lemma.
    pub fn operators_at(&self, part_of_speech: PartOfSpeech, lemma: &str) -> &[(usize, usize)] {
        self.operator_triggers.get(&(part_of_speech, lemma.to_string())).map_or(&[], Vec::as_slice)
    }

    fn read_file(&mut self, file: &str, text: &str, problems: &mut Vec<Problem>) {
        let folder = file.split('/').next().unwrap_or("");
        let ending = file.rsplit('.').next().unwrap_or("");
        if ending == "tsv" {
            if folder == "places" {
                self.places.read(file, text, problems);
            }
            return;
        }
        // The words of time and number are read by `annotate`, which knows what to do with them.
        if matches!(folder, "time" | "quantities") {
            return;
        }
        for record in records::read(file, text) {
            match folder {
                "coding" if ending == "rule" => self.rules.extend(rules::read(&record, problems)),
                "composition" => self.operators.extend(operators::read(&record, problems)),
                "classes" => self.classes.read(&record, problems),
                "ontology" => self.ontology.read(&record, problems),
                "actors" => self.actors.read(&record, problems),
                "offices" => self.titles.read(&record, problems),
                "roles" => self.roles.read(&record, problems),
                "topics" => self.topics.read(&record, problems),
                "attribution" => self.attribution.read(&record, problems),
                _ => {}
            }
        }
    }

    fn index(&mut self) {
        self.ontology.index();
        for (rule, value) in self.rules.iter().enumerate() {
            for (at, trigger) in value.triggers.iter().enumerate() {
                for lemma in &trigger.lemmas {
                    self.triggers.entry((trigger.part_of_speech, lemma.clone())).or_default().push((rule, at));
                }
            }
        }
        for (operator, value) in self.operators.iter().enumerate() {
            for (at, trigger) in value.words.triggers.iter().enumerate() {
                for lemma in &trigger.lemmas {
                    self.operator_triggers.entry((trigger.part_of_speech, lemma.clone())).or_default().push((operator, at));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_costs_its_line_only() {
        let files = [(
            "coding/ASSAULT/a.rule",
            "rule a\nverb hit\ncode ASSAULT\n\nrule b\nverb kick\ncode ASSALT\n\nrule c\nverb stab\ncode ASSAULT\n",
        )];
        let (knowledge, problems) = Knowledge::load(&files);
        assert_eq!(knowledge.rules.len(), 2);
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].line, 7);
        assert_eq!(knowledge.rules_at(PartOfSpeech::Verb, "stab"), [(1, 0)]);
    }

    #[test]
    fn the_version_follows_the_text() {
        let version = |text| Knowledge::load(&[("classes/x.class", text)]).0.version;
        assert_ne!(version("class a\nwords b\n"), version("class a\nwords c\n"));
    }
}
