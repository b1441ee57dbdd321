//! What the stages need: knowledge and model, loaded once and shared by all threads.

use crate::articles::counted;
use crate::cli::{ToolOptions, Verbs};
use crate::failure::Failure;
use crate::layers;
use annotate::Annotator;
use code::Coder;
use document::NameKind;
use knowledge::dictionaries::Precedence;
use knowledge::{ActorKind, Knowledge, NameUse};
use model::Model;
use std::fs;
use std::path::PathBuf;

/// Annotator and coder.
pub struct Tools {
    /// Lays the layers over a text.
    pub annotator: Annotator,
    /// Codes events; holds the knowledge.
    pub coder: Coder,
}

impl Tools {
    /// Loads knowledge and model side by side. Lines of the user's knowledge that cannot be read are reported and left out.
    pub fn load(options: &ToolOptions) -> Result<Tools, Failure> {
        let mut tools = Tools::with(&options.model.model, &options.knowledge)?;
        tools.coder.knowledge.dictionaries.precedence = match options.verbs {
            Verbs::Patterns => Precedence::Patterns,
            Verbs::First => Precedence::First,
            Verbs::Alone => Precedence::Alone,
        };
        Ok(tools)
    }

    /// The same for a model's name or path and what is laid over the built-in knowledge.
    pub fn with(model: &str, knowledge: &[PathBuf]) -> Result<Tools, Failure> {
        let (annotator, coder) = std::thread::scope(|scope| {
            let annotator = scope.spawn(|| annotator(model));
            let coder = coder(knowledge);
            (annotator.join(), coder)
        });
        let mut annotator = annotator.map_err(|_| Failure::new("the model could not be loaded"))??;
        let coder = coder?;
        show_names(&mut annotator, &coder.knowledge);
        Ok(Tools { annotator, coder })
    }
}

/// Tells the annotator, which knows nobody, the names of the knowledge.
pub fn show_names(annotator: &mut Annotator, knowledge: &Knowledge) {
    for (actor, name) in knowledge.actors.forms().into_iter().filter(|(actor, _)| actor.kind != ActorKind::Several) {
        let kind = match (name.usage, actor.kind) {
            (NameUse::Demonym, _) => NameKind::Nationality,
            (NameUse::Capital, _) | (_, ActorKind::Country) => NameKind::Location,
            (_, ActorKind::Person) => NameKind::Person,
            _ => NameKind::Organization,
        };
        // "the Chinese military" names nobody.
        let small = |word: &str| {
            word.starts_with(char::is_lowercase) && !matches!(word, "of" | "the" | "and" | "for" | "de" | "al" | "el")
        };
        // A dictionary has many a word that is a name only where it is tagged as one ("CHANGE").
        let single = !actor.dated.is_empty() && !name.form.contains(' ');
        if !single && !name.form.split(' ').any(small) {
            annotator.kinds.known.entry(name.form.to_string()).or_insert(kind);
        }
    }
}

/// The annotator for a name or path of a model.
pub fn annotator(model: &str) -> Result<Annotator, Failure> {
    let built_in = match model {
        "fast" => Some(Annotator::fast()),
        "accurate" => Some(Annotator::accurate()),
        _ => None,
    };
    if let Some(annotator) = built_in {
        return annotator.map_err(|error| Failure::new(format!("the built-in model `{model}` is damaged: {error}")));
    }
    let bytes = fs::read(model).map_err(|error| {
        Failure::new(format!(
            "the model `{model}` cannot be read ({error}); give `fast`, `accurate` or the path of a .model file"
        ))
    })?;
    let model = Model::from_bytes(bytes).map_err(|error| Failure::new(format!("`{model}` is no model: {error}")))?;
    Ok(Annotator::with_model(model))
}

fn coder(paths: &[PathBuf]) -> Result<Coder, Failure> {
    if paths.is_empty() {
        return Ok(Coder { knowledge: Knowledge::embedded() });
    }
    let layers::Laid { knowledge, problems, .. } = layers::over_built_in(paths)?;
    for problem in problems {
        eprintln!("{problem}\n");
    }
    for report in knowledge.dictionaries.reports.iter().filter(|report| !report.unread.is_empty()) {
        let lines = counted(report.unread.len(), "mistake");
        eprintln!("standoff: note: {lines} in {} left out; `standoff check` lists them", report.file);
    }
    Ok(Coder { knowledge })
}
