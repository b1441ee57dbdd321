//! What the stages need: knowledge and model, loaded once and shared by all threads.

use crate::cli::ToolOptions;
use crate::failure::Failure;
use annotate::Annotator;
use code::Coder;
use document::NameKind;
use knowledge::gazetteer::{self, Gazetteer};
use knowledge::{ActorKind, Knowledge, NameUse, Problem};
use model::Model;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

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
        Tools::with(&options.model.model, options.knowledge.as_deref())
    }

    /// The same for a model's name or path and a folder of knowledge.
    pub fn with(model: &str, knowledge: Option<&Path>) -> Result<Tools, Failure> {
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
        if !name.form.split(' ').any(small) {
            annotator.kinds.known.entry(name.form.clone()).or_insert(kind);
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

fn coder(folder: Option<&Path>) -> Result<Coder, Failure> {
    let Some(folder) = folder else {
        return Ok(Coder { knowledge: Knowledge::embedded() });
    };
    let (knowledge, problems) = knowledge_over(folder)?;
    for problem in problems {
        eprintln!("{problem}\n");
    }
    Ok(Coder { knowledge })
}

/// The built-in knowledge with a folder laid over it. A folder that is whole - it has every folder that the built-in knowledge
/// has - stands alone, so that files removed from it are gone.
pub fn knowledge_over(folder: &Path) -> Result<(Knowledge, Vec<Problem>), Failure> {
    let mut files = BTreeMap::new();
    collect(folder, "", &mut files)?;
    if files.is_empty() {
        let folder = folder.display();
        return Err(Failure::new(format!("`{folder}` holds no knowledge files; name a folder that is laid out like knowledge/")));
    }
    let texts: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let parts = |names: &mut dyn Iterator<Item = &str>| -> BTreeSet<String> {
        names.filter_map(|name| name.split_once('/')).map(|(part, _)| part.to_string()).collect()
    };
    let own = parts(&mut texts.iter().map(|(name, _)| *name));
    let built_in = parts(&mut knowledge::embedded_files().iter().map(|(name, _)| *name));
    let gazetteer = Some(gazetteer(folder)?);
    Ok(if built_in.is_subset(&own) { Knowledge::load_with(gazetteer, &texts) } else { Knowledge::load_over(gazetteer, &texts) })
}

/// The folder's own gazetteer where it has one, else the built-in one.
fn gazetteer(folder: &Path) -> Result<Arc<Gazetteer>, Failure> {
    let path = folder.join("places/gazetteer.bin");
    if !path.is_file() {
        return gazetteer::embedded().map_err(|error| Failure::new(format!("the built-in gazetteer is damaged: {error}")));
    }
    let bytes = fs::read(&path).map_err(|error| Failure::new(format!("`{}` cannot be read: {error}", path.display())))?;
    let opened = Gazetteer::open(bytes).map_err(|error| Failure::new(format!("`{}`: {error}", path.display())))?;
    Ok(Arc::new(opened))
}

/// The endings of knowledge files, the same as the ones that are compiled in.
const ENDINGS: [&str; 7] = ["actors", "class", "operator", "roles", "rule", "tsv", "txt"];

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) -> Result<(), Failure> {
    let fail = |path: &Path, error: std::io::Error| Failure::new(format!("`{}` cannot be read: {error}", path.display()));
    for entry in fs::read_dir(folder).map_err(|error| fail(folder, error))? {
        let path = entry.map_err(|error| fail(folder, error))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let name = if prefix.is_empty() { name.to_string() } else { format!("{prefix}/{name}") };
        if path.is_dir() {
            collect(&path, &name, files)?;
        } else if path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| ENDINGS.contains(&ending)) {
            let text = fs::read_to_string(&path).map_err(|error| fail(&path, error))?;
            files.insert(name, text);
        }
    }
    Ok(())
}
