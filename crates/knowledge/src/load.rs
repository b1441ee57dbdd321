//! Reads all knowledge files into one value.

use crate::actors::Actors;
use crate::attribution::Attribution;
use crate::classes::Classes;
use crate::dictionaries::{self, Dictionaries, Recognised};
use crate::gazetteer::{self, Gazetteer};
use crate::offices;
use crate::ontology::Ontology;
use crate::operators::{self, Operator};
use crate::overriding::Overriding;
use crate::places::Places;
use crate::roles::Roles;
use crate::rules::{self, Rule};
use crate::titles::Titles;
use crate::topics::Topics;
use crate::triggers::PartOfSpeech;
use crate::{Problem, records};
use event::Category;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;

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
    /// The rules, in the order of files and lines, and behind them those without triggers that stand for learnt categories.
    pub rules: Vec<Rule>,
    /// Where the latter begin.
    learnt: usize,
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
    /// What dictionaries of the user's hold beside actors, roles and rules.
    pub dictionaries: Dictionaries,
    /// What is no mistake and yet worth telling: which files and records of the user's stand in place of others, which files were not read.
    pub notes: Vec<Problem>,
    /// How many layers lie over the lowest.
    pub(crate) layers: usize,
    triggers: TriggerIndex,
    operator_triggers: TriggerIndex,
}

/// For each part of speech and lemma what has triggers that begin with it, and which: its place, and the place of the trigger there.
type TriggerIndex = [FxHashMap<String, Vec<(usize, usize)>>; 3];

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
        Knowledge::layered(gazetteer, &[files])
    }

    /// Lays files over the ones that are compiled in.
    pub fn load_over(gazetteer: Option<Arc<Gazetteer>>, files: &[SourceFile<'_>]) -> (Knowledge, Vec<Problem>) {
        Knowledge::layered(gazetteer, &[EMBEDDED, files])
    }

    /// Reads layers of files, the lowest first: a file of the same path replaces, an actor, role, rule or operator of the same kind and name stands in
    /// place of the one below, all else adds. Files that are dictionaries of PETRARCH or TABARI by their content are read as such.
    ///
    /// What is wrong is left out and reported; the rest is read. What stands in place of what is told in [`Knowledge::notes`].
    pub fn layered(gazetteer: Option<Arc<Gazetteer>>, layers: &[&[SourceFile<'_>]]) -> (Knowledge, Vec<Problem>) {
        let mut knowledge = Knowledge { layers: layers.len().saturating_sub(1), ..Knowledge::default() };
        let mut by_path: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
        for (layer, files) in layers.iter().enumerate() {
            for &(file, text) in *files {
                if by_path.insert(file, (layer, text)).is_some_and(|(below, _)| below < layer) {
                    knowledge.notes.push(file_note(file, text, "this file stands in place of the one of the same path"));
                }
            }
        }
        // The uppermost layer is read first: among equals the earlier one counts.
        let mut files: Vec<Layered<'_>> = by_path.into_iter().map(|(file, (layer, text))| (layer, file, text)).collect();
        files.sort_by_key(|&(layer, file, _)| (std::cmp::Reverse(layer), file));
        knowledge.version = version(gazetteer.as_deref(), &files);
        if let Some(gazetteer) = gazetteer {
            knowledge.places = Places::over(gazetteer);
        }
        let mut own = Overriding::default();
        let mut recognised: Vec<Recognised<'_>> = Vec::new();
        files.retain(|&(layer, file, text)| {
            // What is compiled in is no dictionary, and need not be looked at.
            let kind = if layer == 0 && folder(file).is_some() { None } else { dictionaries::recognise(text) };
            match (kind, folder(file)) {
                (Some(kind), _) => recognised.push((kind, file, text)),
                (None, Some(_)) if layer > 0 => own.note(file, text, layer),
                (None, Some(_)) => {}
                (None, None) => knowledge.notes.push(file_note(
                    file,
                    text,
                    "this file was not read: it lies in none of the folders of the knowledge and is no dictionary",
                )),
            }
            kind.is_none()
        });
        let (names, others): (Vec<Layered<'_>>, Vec<Layered<'_>>) =
            files.into_iter().partition(|&(_, file, _)| matches!(folder(file), Some("actors" | "offices")));
        // Names take as long to read as all the rest, so they are read beside it.
        let mut rest = Vec::new();
        let named = thread::scope(|scope| {
            let named = scope.spawn(|| with_names(&names, &own));
            for &file in &others {
                knowledge.read_file(file, &own, &mut rest);
            }
            named.join()
        });
        let (named, mut problems) = named.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (knowledge.actors, knowledge.titles) = (named.actors, named.titles);
        knowledge.notes.extend(named.notes);
        problems.extend(rest);
        dictionaries::lay_over(&mut knowledge, &recognised);
        knowledge.learnt = knowledge.rules.len();
        knowledge.rules.extend(rules::learnt());
        rules::check_classes(&knowledge.rules, &knowledge.classes, &mut problems);
        knowledge.notes.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
        knowledge.index();
        (knowledge, problems)
    }

    /// The rule that stands for acts of a category that is learnt: a place in `rules`.
    pub fn learnt_rule(&self, category: Category) -> usize {
        self.learnt + category as usize
    }

    /// The rules and their triggers that begin with a lemma.
    pub fn rules_at(&self, part_of_speech: PartOfSpeech, lemma: &str) -> &[(usize, usize)] {
        self.triggers[part_of_speech as usize].get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The operators and their triggers that begin with a lemma.
    pub fn operators_at(&self, part_of_speech: PartOfSpeech, lemma: &str) -> &[(usize, usize)] {
        self.operator_triggers[part_of_speech as usize].get(lemma).map_or(&[], Vec::as_slice)
    }

    fn read_file(&mut self, (layer, file, text): Layered<'_>, own: &Overriding<'_>, problems: &mut Vec<Problem>) {
        let Some(folder) = folder(file) else { return };
        if ending(file) == "tsv" {
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
            if let Some(note) = own.instead_of(&record, layer) {
                self.notes.push(note);
                continue;
            }
            match folder {
                "coding" if ending(file) == "rule" => self.rules.extend(rules::read(&record, problems)),
                "composition" => self.operators.extend(operators::read(&record, problems)),
                "classes" => self.classes.read(&record, problems),
                "ontology" => self.ontology.read(&record, problems),
                "actors" => self.actors.read(&record, layer, problems),
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
                    self.triggers[trigger.part_of_speech as usize].entry(lemma.clone()).or_default().push((rule, at));
                }
            }
        }
        for (operator, value) in self.operators.iter().enumerate() {
            for (at, trigger) in value.words.triggers.iter().enumerate() {
                for lemma in &trigger.lemmas {
                    self.operator_triggers[trigger.part_of_speech as usize]
                        .entry(lemma.clone())
                        .or_default()
                        .push((operator, at));
                }
            }
        }
    }
}

/// The folders of the knowledge.
const FOLDERS: [&str; 13] = [
    "actors",
    "attribution",
    "classes",
    "coding",
    "composition",
    "offices",
    "ontology",
    "places",
    "quantities",
    "roles",
    "time",
    "topics",
    "words",
];

fn ending(file: &str) -> &str {
    file.rsplit('.').next().unwrap_or("")
}

/// The folder of the knowledge that a file belongs to: by its ending, which names one of five, else by where it lies.
fn folder(file: &str) -> Option<&'static str> {
    match ending(file) {
        "rule" => return Some("coding"),
        "operator" => return Some("composition"),
        "class" => return Some("classes"),
        "actors" => return Some("actors"),
        "roles" => return Some("roles"),
        _ => {}
    }
    let (first, _) = file.split_once('/')?;
    FOLDERS.iter().find(|folder| **folder == first).copied()
}

/// A file with its layer, path and text.
type Layered<'t> = (usize, &'t str, &'t str);

/// So many bytes of text name somebody about once.
const BYTES_A_NAME: usize = 48;

/// Knowledge of the files that name somebody, and the offices that they give. The tables of offices are read beside the rest.
fn with_names(files: &[Layered<'_>], own: &Overriding<'_>) -> (Knowledge, Vec<Problem>) {
    let mut knowledge = Knowledge::default();
    knowledge.actors.expect(files.iter().map(|(_, _, text)| text.len()).sum::<usize>() / BYTES_A_NAME);
    let mut problems = Vec::new();
    let is_table = |file: &&Layered<'_>| ending(file.1) == "tsv";
    let rows = thread::scope(|scope| {
        let rows = scope.spawn(|| {
            let (mut rows, mut problems) = (Vec::new(), Vec::new());
            files.iter().filter(is_table).for_each(|&(_, file, text)| offices::read(file, text, &mut rows, &mut problems));
            (rows, problems)
        });
        for &file in files.iter().filter(|file| !is_table(file)) {
            knowledge.read_file(file, own, &mut problems);
        }
        rows.join()
    });
    let (rows, of_rows) = rows.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    problems.extend(of_rows);
    problems.sort_by_key(|problem| files.iter().position(|(_, file, _)| *file == problem.file));
    // A row may belong to somebody in any file, read before or after it.
    offices::join(rows, &mut knowledge.actors, &mut problems);
    knowledge.titles.index(&knowledge.actors);
    (knowledge, problems)
}

/// `sha256:` and the hash over the gazetteer and all files.
fn version(gazetteer: Option<&Gazetteer>, files: &[Layered<'_>]) -> String {
    let mut hasher = Sha256::new();
    if let Some(gazetteer) = gazetteer {
        hasher.update(gazetteer.digest());
    }
    for (_, file, text) in files {
        hasher.update((file.len() as u64).to_be_bytes());
        hasher.update(file);
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text);
    }
    let hex: String = hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

/// A note on a whole file, at its first line.
fn file_note(file: &str, text: &str, message: &str) -> Problem {
    Problem {
        file: file.to_string(),
        line: 1,
        text: text.lines().next().unwrap_or("").to_string(),
        words: String::new(),
        message: message.to_string(),
        hint: "knowledge/README.md tells which folder holds what".to_string(),
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
        assert_eq!(knowledge.rules.iter().filter(|rule| !rule.is_learnt()).count(), 2);
        assert_eq!(knowledge.rules[knowledge.learnt_rule(Category::Assault)].category, Category::Assault);
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].line, 7);
        assert_eq!(knowledge.rules_at(PartOfSpeech::Verb, "stab"), [(1, 0)]);
    }

    const BELOW: &[SourceFile<'static>] = &[
        ("actors/a.actors", "country MLI Mali\nalso Republic of Mali\n\ngroup Red Front\ncode MLI\n"),
        ("coding/ASSAULT/a.rule", "rule hit\nverb hit\ncode ASSAULT\n\nrule kick\nverb kick\ncode ASSAULT\n"),
        ("roles/a.roles", "role soldier\nnouns soldier; guard\nsector MIL\n"),
    ];

    #[test]
    fn a_record_of_the_same_kind_and_name_stands_in_place_of_the_one_below() {
        let own = [
            ("mine.actors", "country MLI Mali\ndemonym Malian\n"),
            ("mine.rule", "rule hit\nverb hit\ncode COERCE\n"),
            ("mine.roles", "role guard\nnouns guard\nsector COP\n"),
        ];
        let (knowledge, problems) = Knowledge::layered(None, &[BELOW, &own]);
        assert_eq!(problems, []);
        assert!(knowledge.actors.named("republic of mali").is_empty());
        assert_eq!((knowledge.actors.named("malian").len(), knowledge.actors.named("red front").len()), (1, 1));
        let rules: Vec<&str> = knowledge.rules.iter().filter(|rule| !rule.is_learnt()).map(|rule| &*rule.id).collect();
        assert_eq!(rules, ["mine.rule#hit", "coding/ASSAULT/a.rule#kick"]);
        // Of two roles of one noun the user's counts.
        let sector = |noun: &str| knowledge.roles.of(noun).and_then(|role| role.sector.clone());
        assert_eq!((sector("guard").as_deref(), sector("soldier").as_deref()), (Some("COP"), Some("MIL")));
        let notes: Vec<String> =
            knowledge.notes.iter().map(|note| format!("{}:{} {}", note.file, note.line, note.message)).collect();
        assert_eq!(
            notes,
            [
                "mine.actors:1 this stands in place of the country of that name in actors/a.actors:1",
                "mine.rule:1 this stands in place of the rule of that name in coding/ASSAULT/a.rule:1"
            ]
        );
    }

    #[test]
    fn each_layer_lies_over_the_one_before() {
        let first = [("roles/a.roles", "role guard\nnouns guard\nsector COP\n")];
        let second = [("roles/b.roles", "role guard\nnouns guard\nsector PRM\n"), ("notes.txt", "See the papers.\n")];
        let (knowledge, _) = Knowledge::layered(None, &[BELOW, &first, &second]);
        assert_eq!(knowledge.roles.of("guard").and_then(|role| role.sector.as_deref()), Some("PRM"));
        assert!(knowledge.roles.of("soldier").is_none());
        let told = |words: &str| knowledge.notes.iter().any(|note| note.message.contains(words));
        assert!(told("the one of the same path") && told("was not read"), "{:?}", knowledge.notes);
    }

    #[test]
    fn dictionaries_are_known_by_their_content_and_name_countries_of_the_layers_below() {
        let own = [("actors/x.actors", "MALI_FRONT_ [MLIREB]\nOLD_FRONT_ [XXXREB]\n")];
        let codes = [("ontology/c.txt", "cameo-agent REB\nagent REB\n")];
        let (knowledge, problems) = Knowledge::layered(None, &[BELOW, &codes, &own]);
        assert_eq!(problems, []);
        let [entry] = knowledge.actors.named("mali front") else { panic!("one name") };
        let actor = &knowledge.actors.all[entry.actor];
        assert_eq!((actor.code.as_deref(), actor.sector.as_deref()), (Some("MLI"), Some("REB")));
        assert_eq!(knowledge.dictionaries.reports[0].remarks[0].1, [2]);
    }

    #[test]
    fn the_version_follows_the_text() {
        let version = |text| Knowledge::load(&[("classes/x.class", text)]).0.version;
        assert_ne!(version("class a\nwords b\n"), version("class a\nwords c\n"));
    }
}
