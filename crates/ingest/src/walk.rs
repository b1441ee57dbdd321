//! From inputs to files: folders are walked in the order of their names. No file is opened here but a folder's manifest.

use crate::Input;
use crate::carrier::Origin;
use crate::manifest::{self, Entry, Manifest};
use crate::skipped::{Reason, Skipped};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// Endings of files that lie beside articles and are none.
const NO_ARTICLE: [&str; 4] = [".md", ".tsv", ".csv", ".toml"];
/// Endings that compression adds to a name.
const COMPRESSED: [&str; 2] = [".gz", ".zst"];

/// All files of the inputs in order; folders are listed as they are reached. `Input::Path` in an item is never a folder.
pub(crate) fn files(inputs: &[Input]) -> Files<'_> {
    Files { inputs: inputs.iter(), listings: Vec::new(), manifests: Vec::new(), entered: BTreeSet::new(), folder: None }
}

pub(crate) struct Files<'a> {
    inputs: std::slice::Iter<'a, Input>,
    /// What is left of each open folder, last name first.
    listings: Vec<Vec<PathBuf>>,
    /// The manifests of the open folders, in step with the listings.
    manifests: Vec<Manifest>,
    /// The folders entered under the present input, by their true paths: a link that leads back is not followed.
    entered: BTreeSet<PathBuf>,
    /// The present input, as long as it is a folder in which nothing was found.
    folder: Option<PathBuf>,
}

impl Iterator for Files<'_> {
    type Item = Result<(Input, Entry), Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let found = match self.listings.last_mut() {
                Some(listing) => match listing.pop() {
                    Some(path) => self.member(path),
                    None => {
                        self.listings.pop();
                        self.manifests.pop();
                        if self.listings.is_empty() { self.nothing_found() } else { None }
                    }
                },
                None => match self.inputs.next()? {
                    Input::Standard => Some(Ok((Input::Standard, Entry::default()))),
                    Input::Path(path) => self.named(path),
                },
            };
            if found.is_some() {
                self.folder = None;
                return found;
            }
        }
    }
}

impl Files<'_> {
    /// A path that the user named: read whatever its name.
    fn named(&mut self, path: &Path) -> Option<Result<(Input, Entry), Skipped>> {
        match fs::metadata(path) {
            Err(error) => Some(skip(path, reason_of_looking(path, error))),
            Ok(metadata) if metadata.is_dir() => {
                self.entered.clear();
                self.folder = Some(path.to_path_buf());
                self.enter(path).or_else(|| if self.listings.is_empty() { self.nothing_found() } else { None })
            }
            Ok(_) => Some(Ok((Input::Path(path.to_path_buf()), Entry::default()))),
        }
    }

    /// A path that was found in a folder.
    fn member(&mut self, path: PathBuf) -> Option<Result<(Input, Entry), Skipped>> {
        let name = path.file_name().unwrap_or_default();
        if name.as_encoded_bytes().starts_with(b".") || name.as_encoded_bytes().starts_with(b"_") {
            return None;
        }
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => self.enter(&path),
            _ if is_no_article(name) => None,
            Err(error) => Some(skip(&path, reason_of_looking(&path, error))),
            // Opening a pipe would wait for ever for somebody to write into it.
            Ok(metadata) if !metadata.is_file() => Some(skip(&path, Reason::NotRegular)),
            Ok(_) => {
                let manifest = self.manifests.last();
                let entry = manifest.and_then(|manifest| manifest.get(path.file_name()?.to_str()?)).cloned().unwrap_or_default();
                Some(Ok((Input::Path(path), entry)))
            }
        }
    }

    /// Opens a folder, unless it was entered before. Gives something only if it cannot be listed.
    fn enter(&mut self, folder: &Path) -> Option<Result<(Input, Entry), Skipped>> {
        let truly = match folder.canonicalize() {
            Ok(truly) => truly,
            Err(error) => return Some(skip(folder, Reason::of_opening(error))),
        };
        if !self.entered.insert(truly) {
            return None;
        }
        let listed = fs::read_dir(folder)
            .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<Result<Vec<_>, _>>());
        match listed {
            Err(error) => Some(skip(folder, Reason::of_opening(error))),
            Ok(mut names) => {
                names.sort_unstable_by(|a, b| b.cmp(a));
                self.manifests.push(manifest::of(folder));
                self.listings.push(names.into_iter().map(|name| folder.join(name)).collect());
                None
            }
        }
    }

    fn nothing_found(&mut self) -> Option<Result<(Input, Entry), Skipped>> {
        self.folder.take().map(|folder| skip(&folder, Reason::EmptyFolder))
    }
}

fn skip(path: &Path, reason: Reason) -> Result<(Input, Entry), Skipped> {
    Err(Origin::file(path).skipped(None, reason))
}

fn reason_of_looking(path: &Path, error: std::io::Error) -> Reason {
    match Reason::of_opening(error) {
        Reason::Missing if path.symlink_metadata().is_ok() => Reason::DanglingLink,
        reason => reason,
    }
}

/// Whether a file that was found in a folder is passed over for its name.
fn is_no_article(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_ascii_lowercase();
    let plain = COMPRESSED.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
    plain.starts_with("readme") || NO_ARTICLE.iter().any(|ending| plain.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_no_articles() {
        for name in ["README", "readme.txt", "README.md.gz", "manifest.tsv", "notes.MD", "a.csv.zst", "settings.toml"] {
            assert!(is_no_article(OsStr::new(name)), "{name}");
        }
        for name in ["a.txt", "a", "a.jsonl.gz", "a.md.txt", "already", "csv", "a.tsv.txt"] {
            assert!(!is_no_article(OsStr::new(name)), "{name}");
        }
    }
}
