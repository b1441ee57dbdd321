//! Dictionaries of PETRARCH and TABARI, read as they are: actors, agents, discards, verbs with their patterns.
//!
//! [`recognise`] says by its content which dictionary a file is; `actors`, `agents`, `discards` and `verbs` read one kind each, over the `lines`
//! without comments, and tell a [`DictionaryReport`] line by line. Here what was read is laid over the knowledge: actors and agents become
//! actors and roles with codes of the contract, codes of events become rules. What stands around a verb is matched in `code`.

mod actors;
mod agents;
mod dates;
mod discards;
mod lines;
mod pattern;
mod people;
mod report;
mod sniff;
mod transformation;
mod verbs;
mod words;

pub use agents::{AgentCode, AgentPhrase};
pub use discards::{Discard, Discards};
pub use pattern::{Element, Part, Pattern};
pub use report::DictionaryReport;
pub use sniff::{DictionaryKind, recognise};
pub use transformation::Place as TransformationPlace;
pub use verbs::{Block, CodedPattern, Manner, Outcome, Transformation, VerbDictionary, VerbEntry};
pub use words::{Fit, Synsets, Word};

use crate::Knowledge;
use document::Date;
use report::Reader;

/// What the user's dictionaries hold beside actors, roles and rules, and the reports on all of them.
#[derive(Clone, Debug, Default)]
pub struct Dictionaries {
    /// Words that stop sentences and articles.
    pub discards: Discards,
    /// Verbs with their patterns.
    pub verbs: VerbDictionary,
    /// Whether they or the rules are heard where both speak.
    pub precedence: Precedence,
    /// A report for each dictionary, in the order of the files.
    pub reports: Vec<DictionaryReport>,
}

/// Which of the user's verb dictionaries and the rules is heard where both speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precedence {
    /// A pattern goes before the rules, the code of a verb by itself behind them.
    #[default]
    Patterns,
    /// Patterns and codes of verbs go before the rules.
    First,
    /// No rule is heard.
    Alone,
}

/// Somebody of a dictionary with dated codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedName {
    /// The names, in the letters of the dictionary.
    pub names: Vec<String>,
    /// The codes that hold on some days only.
    pub codes: Vec<CodeRange>,
}

/// A code and the days within which it holds, the first and the last included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRange {
    /// Country and roles in one: `GBRGOVMIL`.
    pub code: String,
    /// The first day; `None` where it is open.
    pub from: Option<Date>,
    /// The last day; `None` where it is open.
    pub to: Option<Date>,
}

/// Those of a dictionary of actors whose codes are dated; what cannot be read is passed over.
pub fn dated_names(text: &str) -> Vec<DatedName> {
    let dated = |actors::Code { cameo, from, to }: actors::Code| {
        cameo.filter(|_| from.is_some() || to.is_some()).map(|code| CodeRange { code, from, to })
    };
    let named = |actor: actors::DictionaryActor| DatedName {
        names: actor.names.into_iter().map(|name| name.form).collect(),
        codes: actor.codes.into_iter().filter_map(dated).collect(),
    };
    let mut all: Vec<DatedName> = actors::read(&mut Reader::new("", text)).into_iter().map(named).collect();
    all.retain(|name| !name.codes.is_empty());
    all
}

/// A dictionary that was recognised: its kind, file and text.
pub(crate) type Recognised<'t> = (DictionaryKind, &'t str, &'t str);

/// Reads dictionaries and lays them over the knowledge, which must hold the countries and the codes already.
pub(crate) fn lay_over(knowledge: &mut Knowledge, files: &[Recognised<'_>]) {
    let mut readers: Vec<(DictionaryKind, Reader<'_>)> = Vec::new();
    let mut dictionaries = std::mem::take(&mut knowledge.dictionaries);
    for &(kind, file, text) in files {
        let mut reader = Reader::new(file, text);
        reader.report.kind = kind;
        match kind {
            DictionaryKind::Actors => {
                let actors = actors::read(&mut reader);
                people::add_actors(knowledge, &mut reader, actors);
            }
            DictionaryKind::Agents => {
                let agents = agents::read(&mut reader);
                people::add_agents(knowledge, &mut reader, agents);
            }
            DictionaryKind::Discards => dictionaries.discards.add(discards::read(&mut reader)),
            DictionaryKind::Verbs => verbs::read_synsets(&mut dictionaries.verbs, &mut reader),
        }
        readers.push((kind, reader));
    }
    for (_, reader) in readers.iter_mut().filter(|(kind, _)| *kind == DictionaryKind::Verbs) {
        let mut coded = verbs::Coded { rules: &mut knowledge.rules, cameo: &knowledge.ontology.cameo };
        verbs::read(&mut dictionaries.verbs, reader, &mut coded);
    }
    for (_, mut reader) in readers {
        reader.report.unread.sort_by_key(|problem| problem.line);
        reader.report.unused.sort_by_key(|problem| problem.line);
        dictionaries.reports.push(reader.report);
    }
    knowledge.dictionaries = dictionaries;
}
