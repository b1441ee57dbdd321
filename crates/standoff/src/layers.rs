//! The user's own knowledge: folders and dictionaries that lie over what is built in.

use crate::failure::Failure;
use knowledge::dictionaries::recognise;
use knowledge::gazetteer::{self, Gazetteer};
use knowledge::{Knowledge, Problem, SourceFile, embedded_files};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Knowledge with the user's own laid over it.
pub struct Laid {
    /// All of it.
    pub knowledge: Knowledge,
    /// What is wrong in knowledge files; what is in dictionaries stands in their reports.
    pub problems: Vec<Problem>,
    /// The user's files.
    pub own: BTreeSet<String>,
}

/// The built-in knowledge with folders, or single dictionaries, laid over it, each over the one before. A folder that is whole - it has every folder
/// that the built-in knowledge has - stands alone, so that files removed from it are gone.
pub fn over_built_in(paths: &[PathBuf]) -> Result<Laid, Failure> {
    let mut layers: Vec<BTreeMap<String, String>> = Vec::new();
    for path in paths {
        let mut files = BTreeMap::new();
        if path.is_dir() {
            collect(path, "", &mut files)?;
        } else {
            let name = path.file_name().map_or_else(|| "-".to_string(), |name| name.to_string_lossy().into_owned());
            files.insert(name, read(path)?);
        }
        if files.is_empty() {
            let path = path.display();
            return Err(Failure::new(format!(
                "`{path}` holds no knowledge files; name a folder that is laid out like knowledge/, or one with dictionaries"
            )));
        }
        layers.push(files);
    }
    let own = layers.iter().flat_map(BTreeMap::keys).cloned().collect();
    let owned: Vec<Vec<SourceFile<'_>>> =
        layers.iter().map(|files| files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()).collect();
    let whole = owned.iter().rposition(|files| is_whole(files));
    let mut all: Vec<&[SourceFile<'_>]> = if whole.is_some() { Vec::new() } else { vec![embedded_files()] };
    all.extend(owned[whole.unwrap_or(0)..].iter().map(Vec::as_slice));
    let (knowledge, problems) = Knowledge::layered(Some(gazetteer(paths)?), &all);
    Ok(Laid { knowledge, problems, own })
}

/// The last folder's own gazetteer where one has it, else the built-in one.
fn gazetteer(paths: &[PathBuf]) -> Result<Arc<Gazetteer>, Failure> {
    let Some(path) = paths.iter().rev().map(|path| path.join("places/gazetteer.bin")).find(|path| path.is_file()) else {
        return gazetteer::embedded().map_err(|error| Failure::new(format!("the built-in gazetteer is damaged: {error}")));
    };
    let bytes = fs::read(&path).map_err(|error| Failure::new(format!("`{}` cannot be read: {error}", path.display())))?;
    let opened = Gazetteer::open(bytes).map_err(|error| Failure::new(format!("`{}`: {error}", path.display())))?;
    Ok(Arc::new(opened))
}

fn is_whole(files: &[SourceFile<'_>]) -> bool {
    let parts = |files: &[SourceFile<'_>]| -> BTreeSet<String> {
        files.iter().filter_map(|(name, _)| name.split_once('/')).map(|(part, _)| part.to_string()).collect()
    };
    parts(embedded_files()).is_subset(&parts(files))
}

/// The endings of knowledge files, the same as the ones that are compiled in.
const ENDINGS: [&str; 7] = ["actors", "class", "operator", "roles", "rule", "tsv", "txt"];

/// A file that is longer is no dictionary.
const LONGEST: u64 = 64 << 20;

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) -> Result<(), Failure> {
    let fail = |path: &Path, error: std::io::Error| Failure::new(format!("`{}` cannot be read: {error}", path.display()));
    for entry in fs::read_dir(folder).map_err(|error| fail(folder, error))? {
        let path = entry.map_err(|error| fail(folder, error))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let name = if prefix.is_empty() { name.to_string() } else { format!("{prefix}/{name}") };
        if path.is_dir() {
            collect(&path, &name, files)?;
            continue;
        }
        // The packed gazetteer is read by itself.
        if path.extension().is_some_and(|ending| ending == "bin") {
            continue;
        }
        let is_knowledge = path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| ENDINGS.contains(&ending));
        if !is_knowledge && fs::metadata(&path).is_ok_and(|metadata| metadata.len() > LONGEST) {
            continue;
        }
        let text = read(&path)?;
        if is_knowledge || recognise(&text).is_some() {
            files.insert(name, text);
        }
    }
    Ok(())
}

/// A file's text. Old dictionaries are not always Unicode: what is no UTF-8 is read as Latin-1, in which every byte is a letter.
fn read(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::new(format!("`{}` cannot be read: {error}", path.display())))?;
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| error.into_bytes().into_iter().map(char::from).collect()))
}
