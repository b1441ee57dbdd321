//! What the stages need: knowledge and model, loaded once and shared by all threads.

use crate::cli::ToolOptions;
use crate::failure::Failure;
use annotate::Annotator;
use code::Coder;
use knowledge::{Knowledge, Problem};
use model::Model;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

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
        let (annotator, coder) = std::thread::scope(|scope| {
            let annotator = scope.spawn(|| annotator(&options.model.model));
            let coder = coder(options.knowledge.as_deref());
            (annotator.join(), coder)
        });
        let annotator = annotator.map_err(|_| Failure::new("the model could not be loaded"))??;
        Ok(Tools { annotator, coder: coder? })
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
    Ok(if built_in.is_subset(&own) { Knowledge::load(&texts) } else { Knowledge::load_over(&texts) })
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
